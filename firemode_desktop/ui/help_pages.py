"""The help as text: its pages, their sections, and a search through all of them. No Qt, no database.

A page is ``resources/help/<key>.md``: its title in the first line (``# Baselines``), then sections (``## Importing``).
Where a page is shown from is a *place*: ``baselines``, or ``baselines#importing``, as its links say it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from firemode_desktop.paths import resources

ORDER = (
    "window",
    "first-session",
    "overview",
    "registers",
    "baselines",
    "scenarios",
    "sessions",
    "faults",
    "trends",
    "reports",
    "instruments",
    "admin",
    "everywhere",
    "glossary",
)
"""The pages in the order of the table of contents; those of workspaces are called like them."""
MOST = 40
"""So many hits are listed; who gets more has searched for too little."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"[*`|]|^\s*(?:-|\d+\.)\s+|^#+\s+")


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it. ``slug`` is its name in links, blank for what stands before the first."""

    heading: str
    slug: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page: its title and its sections, the first without a heading of its own."""

    key: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Hit:
    """A line in which every word was found. ``place`` leads there; ``marks`` are (start, end) within ``line``."""

    place: str
    title: str
    heading: str
    line: str
    marks: tuple[tuple[int, int], ...]


def folder() -> Path:
    """Where the pages and their pictures lie."""
    return resources() / "help"


def slug(heading: str) -> str:
    """A heading as links name it: ``Sheets of your own`` is ``sheets-of-your-own``."""
    return "-".join(re.findall(r"\w+", heading.casefold()))


def source(key: str) -> str:
    """A page as it is written, in Markdown; blank where there is none."""
    file = folder() / f"{key}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the table of contents."""
    return tuple(_read(key) for key in ORDER)


def titles() -> dict[str, str]:
    """The title of each page by its key."""
    return {page.key: page.title for page in pages()}


def _read(key: str) -> Page:
    head, _, rest = source(key).partition("\n")
    sections = []
    for number, part in enumerate(re.split(r"^##\s+", rest, flags=re.MULTILINE)):
        heading, _, text = part.partition("\n") if number else ("", "", part)
        sections.append(Section(heading.strip(), slug(heading), text.strip()))
    return Page(key, head.lstrip("# ").strip(), tuple(sections))


def plain(markdown: str) -> str:
    """A line as it is read: without the signs of Markdown, of a link its words alone."""
    return re.sub(r"\s+", " ", _SIGNS.sub("", _LINK.sub(r"\1", markdown))).strip()


def search(words: str, most: int = MOST) -> list[Hit]:
    """Where all of these words stand together in one paragraph or heading of the help, the best places first.

    Words are beginnings of words, in any case and order: ``import excel`` finds *Importing from Excel*. Titles come
    before headings, headings before lines; one hit a paragraph.
    """
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words.split()]
    if not wanted:
        return []
    found = [hit for page in pages() for hit in _hits(page, wanted)]
    return [hit for _, hit in sorted(found, key=lambda ranked: ranked[0])][:most]


def _hits(page: Page, wanted: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, Hit]]:
    for section in page.sections:
        place = f"{page.key}#{section.slug}" if section.slug else page.key
        rank, head = (1, section.heading) if section.heading else (0, page.title)
        if marks := _marks(head, wanted):
            yield rank, Hit(place, page.title, section.heading, head, marks)
        for line in paragraphs(section.text):
            if marks := _marks(line, wanted):
                yield 2, Hit(place, page.title, section.heading, line, marks)


def paragraphs(markdown: str) -> list[str]:
    """What is read as one: a paragraph, a line of a list, a row of a table."""
    blocks: list[list[str]] = [[]]
    for raw in markdown.splitlines():
        begins = not raw.strip() or raw.lstrip().startswith(("- ", "|", "!["))
        if begins and blocks[-1]:
            blocks.append([])
        if raw.strip() and not set(raw) <= set("|-: "):
            blocks[-1].append(raw.strip())
    return [text for block in blocks if (text := plain(" ".join(block)))]


def _marks(line: str, wanted: Sequence[re.Pattern[str]]) -> tuple[tuple[int, int], ...]:
    found = [[match.span() for match in pattern.finditer(line)] for pattern in wanted]
    return tuple(sorted({span for spans in found for span in spans})) if all(found) else ()


def excerpt(hit: Hit, width: int = 140) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a long line around its first mark, with the marks in it; cut parts are shown by …."""
    if len(hit.line) <= width:
        return hit.line, hit.marks
    start = max(0, hit.marks[0][0] - width // 3)
    start = hit.line.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(hit.line), start + width)
    end = hit.line.rfind(" ", start, end) if end < len(hit.line) else end
    before, after = "…" if start else "", "…" if end < len(hit.line) else ""
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in hit.marks if a >= start and b <= end)
    return f"{before}{hit.line[start:end]}{after}", marks
