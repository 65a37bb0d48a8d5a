"""The first page: what this is about, who stands for it, and the building cut open."""

from __future__ import annotations

from dataclasses import replace

from firemode_desktop.domain.seal import Seal, code, short
from firemode_desktop.domain.words import Frequency
from firemode_desktop.reports import typography
from firemode_desktop.reports.code import draw_code
from firemode_desktop.reports.data import Person, ReportData
from firemode_desktop.reports.pages import LEFT, MM, PAGE, WIDTH, Entry, Flow, anchor
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.sections.elevation import elevation
from firemode_desktop.reports.shown import day, span
from firemode_desktop.reports.typography import Face, fitted, wrapped
from firemode_desktop.reports.verdicts import Findings

TEXT_MM = 92.0
FACTS_Y = 176 * MM
CONTENTS_Y = 62 * MM
FOOT = 8 * MM
FACT_MM = 62.0
CODE = 27 * MM
ROWS, ROW = 10, 12.0


def cover(flow: Flow, data: ReportData, findings: Findings, sealed: Seal | None) -> None:
    """Put the cover on a page of its own, without header and footer."""
    page = flow.page(plain=True)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.area(x, PAGE[1] - 26 * MM, 16 * MM, 1.6 * MM, pen.look.accent)
        below = _titles(pen, data, x)
        _facts(pen, data, x, min(FACTS_Y, below - 14 * MM))
        inset, foot = (TEXT_MM + 12) * MM, CONTENTS_Y + 14 * MM
        elevation(pen, (x + inset, foot, WIDTH - inset, FACTS_Y - foot), data, findings)
        _contents(pen, flow, x, {stair.stair for stair in findings.stairs})
        _seal(pen, sealed, x)

    flow.mark("Cover", 0)
    page.items.append((LEFT, PAGE[1], draw))


def _titles(pen: Pen, data: ReportData, x: float) -> float:
    y = PAGE[1] - 42 * MM
    pen.text(x, y, "Compliance report", 30, Face.BOLD)
    y -= 22
    frequency = Frequency(data.visit.frequency).label.lower() if data.visit.frequency else ""
    pen.text(x, y, f"Pressurised fire stairs · {frequency} testing".replace("  ", " "), 12, colour=pen.look.quiet)
    y -= 46
    for line in wrapped(data.building.name, Face.BOLD, 19, WIDTH)[:4]:
        pen.text(x, y, line, 19, Face.BOLD)
        y -= 24
    y += 5
    for part in data.building.address:
        for line in wrapped(part, Face.REGULAR, 10.5, WIDTH)[:2]:
            pen.text(x, y, line, 10.5, colour=pen.look.quiet)
            y -= 14
    return y


def pairs(data: ReportData) -> list[tuple[str, str]]:
    """What the cover says about the report, the building and the people; blank where nothing is on record."""
    building, visit = data.building, data.visit
    days = [test.measured_at.astimezone(data.zone).date() for test in data.tests if test.measured_at]
    draft = f"Draft – {visit.status.label.lower()}"
    standing = f"Approved {day(visit.reviewed_at, data.zone)}" if visit.approved else draft
    return [
        ("Report", data.number),
        ("Revision", _revision(data)),
        ("Standing", standing),
        ("Session", visit.name),
        ("Due on", day(visit.scheduled_for)) if visit.scheduled_for else ("", ""),
        ("Tested on", span(days)),
        ("Owner", building.owner_name or ""),
        ("Owner's contact", building.owner_contact or ""),
        ("Contractor", data.contractor or ""),
        ("Tested by", "\n".join(map(person, _testers(data)))),
        ("Reviewed by", _reviewer(data)),
        ("NCC class", building.building_class or ""),
        ("Storeys", str(building.storeys or "")),
    ]


def _revision(data: ReportData) -> str:
    before = data.replaces
    if before is None:
        return f"{data.revision}"
    return f"{data.revision}, replaces revision {before.revision} issued {day(before.issued_at, data.zone)}"


def _testers(data: ReportData) -> list[Person]:
    people = [data.visit.lead] if data.visit.lead else []
    return people + [one for one in data.visit.technicians if one not in people]


def person(who: Person) -> str:
    """``Full name, licence F0123``; says so when no licence is on record."""
    return f"{who.name}, licence {who.licence}" if who.licence else f"{who.name}, no licence on record"


def _reviewer(data: ReportData) -> str:
    who = data.visit.reviewed_by
    if who is None:
        return ""
    return person(who) + (" (self-reviewed)" if data.visit.self_reviewed else "")


def _seal(pen: Pen, sealed: Seal | None, x: float) -> None:
    """The code that leads back to this report, with its seal in short; a draft says that it has none."""
    top, right = PAGE[1] - 18 * MM, x + WIDTH
    if sealed is None:
        pen.text(right, top - 10, "Draft, not sealed", 9, Face.BOLD, pen.look.accent, "right")
        return
    draw_code(pen, right - CODE, top, CODE, code(sealed.value))
    pen.text(right, top - CODE - 8, f"Seal {short(sealed.value)}", 7.2, colour=pen.look.quiet, align="right")


def _facts(pen: Pen, data: ReportData, x: float, y: float) -> None:
    """Labels and what they say, as far as the contents leave room; long ones are cut with an ellipsis."""
    said = [(label, text) for label, text in pairs(data) if label]
    room = y - CONTENTS_Y - FOOT
    most = next((most for most in (4, 3, 2) if sum(_tall(text, most) for _, text in said) <= room), 1)
    for label, text in said:
        lines = _fact_lines(text, most)
        if y - 12.5 * len(lines) < CONTENTS_Y + FOOT:
            break
        pen.text(x, y, label, 9, colour=pen.look.quiet)
        face = Face.BOLD if label == "Report" else Face.REGULAR
        for number, line in enumerate(lines):
            pen.text(x + 30 * MM, y - 12.5 * number, line, 9, face, "" if text else pen.look.faint)
        y -= 12.5 * len(lines) + 4


def _tall(text: str, most: int) -> float:
    return 12.5 * len(_fact_lines(text, most)) + 4


def _fact_lines(text: str, most: int) -> tuple[str, ...]:
    lines = wrapped(text or "not recorded", Face.REGULAR, 9, FACT_MM * MM)
    return (
        lines
        if len(lines) <= most
        else (*lines[: most - 1], fitted(lines[most - 1] + " …", Face.REGULAR, 9, FACT_MM * MM))
    )


def _contents(pen: Pen, flow: Flow, x: float, stairs: set[str]) -> None:
    """The sections with their pages, in two columns, or three where there are many; each is a link."""
    entries = _listed(flow, stairs)
    pen.text(x, CONTENTS_Y, "Contents", 9, Face.BOLD)
    pen.rule(x, CONTENTS_Y - 6, WIDTH, pen.look.ink, 0.7)
    columns = 2 if len(entries) <= 2 * ROWS else 3
    rows = -(-len(entries) // columns)
    wide = (WIDTH - (columns - 1) * 10 * MM) / columns
    for number, (place, entry) in enumerate(entries):
        column, row = divmod(number, rows)
        left, y = x + column * (wide + 10 * MM), CONTENTS_Y - 19 - row * ROW
        title = fitted(typography.clean(entry.title), Face.REGULAR, 8.6, wide - 24)
        pen.text(left, y, title, 8.6)
        pen.text(left + wide, y, str(entry.page), 8.6, colour=pen.look.quiet, align="right")
        pen.canvas.linkRect("", anchor(place), (left, y - 3, left + wide, y + 9), relative=1, thickness=0)


def _listed(flow: Flow, stairs: set[str]) -> list[tuple[int, Entry]]:
    """The sections with their places in the outline; of more stairs than there is room for, the last are one line."""
    entries = [(place, entry) for place, entry in enumerate(flow.outline) if entry.level == 0 and entry.page > 1]
    over = len(entries) - 3 * ROWS
    if over <= 0:
        return entries
    named = [at for at, (_, entry) in enumerate(entries) if entry.title.partition("  ")[2] in stairs]
    left = named[-over - 1 :]
    place, first = entries[left[0]]
    entries[left[0] : left[-1] + 1] = [(place, replace(first, title=f"and {len(left)} further stairs"))]
    return entries
