"""What the guides tell: their links lead somewhere, their commands are understood, their pictures are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from firemode_desktop import paths
from firemode_desktop.cli import EXIT_CODES, parser

ROOT = paths.root()
GUIDES = (
    "README.md",
    *(f"docs/{name}.md" for name in ("user-guide", "administrator-guide", "commands", "office-server")),
)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _anchors(file: Path) -> set[str]:
    """The headings of a document as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", GUIDES)
def test_that_every_link_of_a_guide_leads_somewhere(name: str) -> None:
    here = ROOT / name
    for target in LINK.findall(here.read_text(encoding="utf-8")):
        file, _, anchor = target.partition("#")
        there = (here.parent / file).resolve() if file else here
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


def _commands(text: str) -> Iterator[str]:
    """The indented lines that are commands, each with the lines it goes on in, without what is said behind it."""
    for line in re.findall(r"^    firemode (.+)$", re.sub(r"\\\n\s*", "", text), re.MULTILINE):
        yield re.split(r"\s{3,}", line)[0]


@pytest.mark.parametrize("name", GUIDES)
def test_that_every_command_of_a_guide_is_understood(name: str) -> None:
    for line in _commands((ROOT / name).read_text(encoding="utf-8")):
        words = [word.replace("FULL NAME", "Name") for word in shlex.split(line, comments=True)]
        if words[0].startswith("--"):
            continue
        chosen, rest = parser().parse_known_args(_with_values(words))
        assert chosen.group == words[0], line
        assert all(not word.startswith("-") for word in rest), line


def _with_values(words: list[str]) -> list[str]:
    """Words that stand for a session or a test, as the id of one."""
    known = {"ID": "00000000-0000-0000-0000-000000000001", "INSTANCE": "00000000-0000-0000-0000-000000000001"}
    return [known.get(word, word) for word in words]


def test_that_the_administrator_guide_names_every_exit_code_and_variable_of_the_program() -> None:
    text = (ROOT / "docs" / "administrator-guide.md").read_text(encoding="utf-8")
    for code in {0, 1, 2, 130, *EXIT_CODES.values()}:
        assert f"| {code} |" in text
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "firemode_desktop").rglob("*.py"))
    named = set(re.findall(r"\bFIREMODE_[A-Z_]*[A-Z]\b", code))
    assert {one for one in named if f"`{one}`" not in text} == set()
