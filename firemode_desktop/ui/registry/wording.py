"""What the page says about a draft, in words; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.changes import shown, worded
from firemode_desktop.domain.merge import Clash
from firemode_desktop.domain.renumber import Renamed
from firemode_desktop.domain.section import Level
from firemode_desktop.domain.sheet import Sheet
from firemode_desktop.services.changes import NOBODY, Writers
from firemode_desktop.services.depending import listed
from firemode_desktop.services.registry import Retiring
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.registry.desk import Troubles


def of_rows(sheet: Sheet, seen: int) -> str:
    """``30 rows · 4 shown · 2 out of service``."""
    out, count = sheet.register.column(sheet.register.retires), len(sheet.rows)
    retired = sum(row.cells[out] is not None for row in sheet.rows) if out is not None else 0
    words = [tr("{count} {row}", count=count, row=tr("row") if count == 1 else tr("rows"))]
    words += [tr("{seen} shown", seen=seen)] if seen != count else []
    words += [tr("{retired} out of service", retired=retired)] if retired else []
    return " · ".join(words)


def of_troubles(draft: Book, troubles: Mapping[str, Troubles]) -> str:
    """How many cells cannot be saved, and the first of them with its reason."""
    count = sum(len(each) for each in troubles.values())
    name, first = next(iter(troubles.items()))
    (key, _), reason = next(iter(first.items()))
    words = tr("{count} cells cannot be saved yet", count=count) if count > 1 else tr("One cell cannot be saved yet")
    return f"{words}. {draft.title(name, draft[name].row(key))}: {reason}"


def of_clashes(draft: Book, saved: Book, clashes: Sequence[Clash]) -> str:
    """What somebody else wrote where something was written here too."""
    first = clash_lines(draft, saved, clashes[:1], NOBODY)[0]
    more = tr(" And {clashes} more.", clashes=len(clashes) - 1) if len(clashes) > 1 else ""
    where = f"{first.title}, {worded(first.field)}" if first.clash.column is not None else first.title
    return tr(
        "{where}: somebody else {did}, you {meant}. Your entries are kept.{more}",
        where=where,
        did=first.did,
        meant=first.meant,
        more=more,
    )


def of_count(count: int) -> str:
    """How many cells and rows two people changed."""
    return tr(
        "{count} {entry} changed by somebody else too",
        count=count,
        entry=tr("entry was") if count == 1 else tr("entries were"),
    )


@dataclass(frozen=True)
class ClashLine:
    """A clash in words: the row, the field, what each side says, and who wrote the other one's and when."""

    clash: Clash
    title: str
    field: str
    theirs: str
    mine: str
    who: str
    when: str

    @property
    def key(self) -> tuple[str, UUID, int | None]:
        """What tells it from the others."""
        return self.clash.register, self.clash.key, self.clash.column

    @property
    def did(self) -> str:
        """What the other one did, after “somebody else”."""
        return self.theirs if self.clash.column is None else tr("wrote {theirs}", theirs=self.theirs)

    @property
    def meant(self) -> str:
        """What was done here, after “you”."""
        return self.mine if self.clash.column is None else tr("typed {mine}", mine=self.mine)


def clash_lines(draft: Book, saved: Book, clashes: Sequence[Clash], writers: Writers) -> tuple[ClashLine, ...]:
    """Each clash in words, as the panel lists them."""
    return tuple(_clash_line(draft, saved, clash, writers) for clash in clashes if clash.key in draft[clash.register])


def _clash_line(draft: Book, saved: Book, clash: Clash, writers: Writers) -> ClashLine:
    sheet, gone = draft[clash.register], clash.key not in saved[clash.register]
    field = sheet.register.fields[clash.column] if clash.column is not None else None
    change = writers.of(clash.key, field.name if field is not None else None)
    if field is not None:
        theirs, mine = (shown(field, cell, draft.names(field)) for cell in (clash.theirs, clash.mine))
    else:
        theirs, mine = (tr("removed it"), tr("changed it")) if gone else (tr("changed it"), tr("removed it"))
    return ClashLine(
        clash,
        draft.title(clash.register, sheet.row(clash.key)),
        term(field.label) if field is not None else tr("the whole row"),
        theirs,
        mine,
        change.who if change is not None else tr("somebody else"),
        change.when if change is not None else "",
    )


def of_refusal(messages: Sequence[str]) -> str:
    """Why rows were not removed."""
    return (
        messages[0]
        if len(messages) == 1
        else tr("{messages} rows cannot be removed: others depend on them.", messages=len(messages))
    )


def of_retiring(found: Retiring, told: bool) -> str:
    """What taking rows out of service means: what is retired, and what stays (``told``: it stands there already)."""
    tests = tr(
        "{expected} expected {test}",
        expected=found.expected,
        test=tr("test is") if found.expected == 1 else tr("tests are"),
    )
    ends = (
        tr("{tests} retired when tests are next generated", tests=tests)
        if found.expected
        else tr("no expected tests are concerned")
    )
    stays = tr("it all stays, with the history") if told else tr("the history stays")
    if found.uses and not told:
        stays = tr("{listed} stay, with the history", listed=listed(found.uses))
    return tr("From that day on: {ends}; {stays}. It can be put back into service at any time.", ends=ends, stays=stays)


ONES = {
    "stairs": "stair",
    "floors": "floor",
    "doors": "door",
    "doorways": "doorway",
    "zones": "zone",
    "control_equipment": tr("piece of equipment"),
    "interface_test_definitions": "interface",
    "design_setpoints": tr("design setpoint"),
}


def of_counts(counts: Mapping[str, int], fans: bool = False) -> str:
    """``3 stairs, 123 floors, 123 doors, 33 zones, 3 fans``; ``fans``: all equipment there is are fans."""
    words = {**ONES, "control_equipment": "fan"} if fans else ONES
    return ", ".join(_counted(count, words[name]) for name, count in counts.items())


def _counted(count: int, one: str) -> str:
    """``2 pieces of equipment``."""
    head, of, rest = one.partition(" of ")
    return f"{count} {head}{'' if count == 1 else 's'}{of}{rest}"


def of_changed(lines: Sequence[Renamed]) -> str:
    """``3 floors, 3 doors and 3 doorways change; 1 floor is new.``"""
    changed, new = ([line.one for line in lines if bool(line.before) is there] for there in (True, False))
    parts = (
        [tr("{kinds} {changes}", kinds=_kinds(changed), changes=tr("changes") if len(changed) == 1 else tr("change"))]
        if changed
        else []
    )
    parts += [tr("{kinds} {is_} new", kinds=_kinds(new), is_=tr("is") if len(new) == 1 else tr("are"))] if new else []
    return "; ".join(parts) + "." if parts else tr("Nothing changes yet.")


def _kinds(ones: Sequence[str]) -> str:
    return ", ".join(_counted(ones.count(one), one) for one in dict.fromkeys(ones))


def of_renamed(line: Renamed) -> str:
    """The new name, and a floor's new number."""
    return line.after if line.number is None else tr("{after} (number {number})", after=line.after, number=line.number)


def of_run(run: Sequence[Level]) -> str:
    """``Ground to Level-3``; a single floor by its name."""
    return run[0].name if len(run) == 1 else tr("{run} to {run2}", run=run[0].name, run2=run[-1].name)
