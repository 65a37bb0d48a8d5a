"""What the page says about a draft, in words; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.merge import Clash
from firemode_desktop.domain.section import Level
from firemode_desktop.domain.sheet import Sheet
from firemode_desktop.ui.registry.desk import Troubles


def of_rows(sheet: Sheet, shown: int) -> str:
    """``30 rows · 4 shown · 2 out of service``."""
    out, count = sheet.register.column(sheet.register.retires), len(sheet.rows)
    retired = sum(row.cells[out] is not None for row in sheet.rows) if out is not None else 0
    words = [f"{count} {'row' if count == 1 else 'rows'}"]
    words += [f"{shown} shown"] if shown != count else []
    words += [f"{retired} out of service"] if retired else []
    return " · ".join(words)


def of_troubles(draft: Book, troubles: Mapping[str, Troubles]) -> str:
    """How many cells cannot be saved, and the first of them with its reason."""
    count = sum(len(each) for each in troubles.values())
    name, first = next(iter(troubles.items()))
    (key, _), reason = next(iter(first.items()))
    words = f"{count} cells cannot be saved yet" if count > 1 else "One cell cannot be saved yet"
    return f"{words}. {draft.title(name, draft[name].row(key))}: {reason}"


def of_clashes(draft: Book, clashes: Sequence[Clash]) -> str:
    """What somebody else wrote where something was written here too."""
    first = clashes[0]
    sheet = draft[first.register]
    title = draft.title(first.register, sheet.row(first.key))
    more = f" And {len(clashes) - 1} more." if len(clashes) > 1 else ""
    if first.column is None:
        return f"{title} was removed by somebody else; saving adds it again.{more}"
    field = sheet.register.fields[first.column]
    theirs, mine = (field.show(each, draft.names(field)) or "blank" for each in (first.theirs, first.mine))
    label = field.label.lower()
    return f"{title}: somebody else wrote {theirs} for {label}, you wrote {mine}.{more} Saving writes yours."


ONES = {
    "stairs": "stair",
    "floors": "floor",
    "doors": "door",
    "doorways": "doorway",
    "zones": "zone",
    "control_equipment": "fan",
    "design_setpoints": "design setpoint",
}


def of_counts(counts: Mapping[str, int]) -> str:
    """``3 stairs, 123 floors, 123 doors, 33 zones, 3 fans``."""
    return ", ".join(f"{count} {ONES[name]}{'' if count == 1 else 's'}" for name, count in counts.items())


def of_run(run: Sequence[Level]) -> str:
    """``Ground to Level-3``; a single floor by its name."""
    return run[0].name if len(run) == 1 else f"{run[0].name} to {run[-1].name}"
