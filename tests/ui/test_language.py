"""Languages of the window: catalogues are whole and fit the source; numbers and days follow; the record does not."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from firemode_desktop.paths import resources, root
from firemode_desktop.ui import language

FOLDER = resources() / "translations"
CATALOGUES = sorted(FOLDER.glob("firemode_*.ts"))
HOLE = re.compile(r"(?<!{){[^{}]*}(?!})")


def messages(file: Path) -> Iterator[tuple[str, str, str]]:
    """Source, what it is about, and translation, of every message; an unfinished one has none."""
    for message in ElementTree.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        finished = translation.get("type") is None
        yield (
            message.findtext("source", ""),
            message.findtext("comment", ""),
            (translation.text or "") if finished else "",
        )


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found is not None
    return found


def test_that_there_is_a_second_language() -> None:
    assert "de" in language.shipped()
    assert language.name_of("de") == "Deutsch"
    assert language.name_of("en_AU") == "English (Australia)"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: str(file.stem))
def test_that_a_catalogue_has_every_text_of_the_window(file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / file.name
    sources = [str(path) for path in sorted((root() / "firemode_desktop" / "ui").rglob("*.py")) if path.stat().st_size]
    subprocess.run(
        [tool("pyside6-lupdate"), *sources, str(FOLDER / "words.py"), "-locations", "none", "-silent", "-ts",
         str(fresh)],
        check=True, capture_output=True,
    )  # fmt: skip
    wanted = {(source, about) for source, about, _ in messages(fresh)}
    there = {(source, about) for source, about, _ in messages(file)}
    assert wanted - there == set(), "./run translate, then translate what is new"
    assert there - wanted == set(), "./run translate takes away what is no longer said"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: str(file.stem))
def test_that_every_translation_is_finished_and_has_the_same_places_to_fill(file: Path) -> None:
    odd = [
        source
        for source, _, said in messages(file)
        if not said or sorted(HOLE.findall(source)) != sorted(HOLE.findall(said))
    ]
    assert odd == []
    for source, _, said in messages(file):
        assert source[:1].isspace() == said[:1].isspace(), source
        assert source[-1:].isspace() == said[-1:].isspace(), source


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: str(file.stem))
def test_that_what_the_window_reads_is_made_from_the_catalogue(file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(file), "-qm", str(made)], check=True, capture_output=True)
    assert made.read_bytes() == file.with_suffix(".qm").read_bytes(), "./run translate"


def test_that_the_words_of_the_engines_are_collected() -> None:
    spec = importlib.util.spec_from_file_location("collect", FOLDER / "collect.py")
    assert spec is not None
    assert spec.loader is not None
    collect = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(collect)
    assert collect.written() == (FOLDER / "words.py").read_text("utf-8"), "./run translate"


GERMAN = """
import json
from datetime import date, datetime, timezone
from decimal import Decimal
from firemode_desktop.domain import dates, words
from firemode_desktop.ui import language as l
print(json.dumps([
    l.chosen(), l.tr("Overview"), l.tr("Open"), l.tr("Open", "verb"), l.many(1200, l.tr("row"), l.tr("rows")),
    l.inline("Prüfung"), l.plain(Decimal("45.2")), l.tr("{count:,} were missing.", count=1234),
    l.show_date(date(2026, 4, 5)), l.show_time(datetime(2026, 4, 5, 14, 5, tzinfo=timezone.utc)),
    l.term(words.Frequency.ANNUAL.label), l.tr("said by nobody"),
    dates.show_date(date(2026, 4, 5)), str(dates.parse_date(l.show_date(date(2026, 4, 5)))),
]))
"""


def test_that_german_speaks_german_and_the_record_does_not() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", GERMAN],
        env={**os.environ, "FIREMODE_LANGUAGE": "de_AT"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (
        code, overview, state, verb, rows, inside, number, filled, day, time, annual, unknown, recorded, read
    ) = json.loads(ran.stdout)  # fmt: skip
    assert (code, overview, state, verb) == ("de", "Übersicht", "Offen", "Öffnen")
    assert (rows, inside, number) == ("1.200 Zeilen", "Prüfung", "45,2")
    assert "1.234" in filled
    assert (day, time) == ("05.04.2026", "05.04.2026, 14:05")
    assert annual == "Jährlich"
    assert unknown == "said by nobody"
    assert (recorded, read) == ("5 Apr 2026", "2026-04-05")


@pytest.mark.parametrize(
    ("environ", "kept", "system", "code"),
    [
        ({}, "", "C", "en_AU"),
        ({}, "", "de_DE", "de"),
        ({}, "", "de-CH", "de"),
        ({}, "en_AU", "de_DE", "en_AU"),
        ({}, "de", "en_GB", "de"),
        ({}, "fr", "de_DE", "de"),
        ({"FIREMODE_LANGUAGE": "de"}, "en_AU", "C", "de"),
        ({"FIREMODE_LANGUAGE": "xx"}, "", "en_US", "en_AU"),
    ],
)
def test_that_the_environment_goes_before_what_was_chosen_and_that_before_the_system(
    environ: dict[str, str], kept: str, system: str, code: str
) -> None:
    assert language.wanted(kept, environ, system) == code
