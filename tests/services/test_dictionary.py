"""The data dictionary: what is in docs is what the models say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firemode_desktop import paths
from firemode_desktop.cli import main
from firemode_desktop.database.origins import origins
from firemode_desktop.models import Base
from firemode_desktop.services.dictionary import data_dictionary

FILE = paths.root() / "docs" / "data-dictionary.md"


def test_that_the_dictionary_in_docs_is_what_the_models_make() -> None:
    assert FILE.read_text(encoding="utf-8") == data_dictionary(), (
        "Run: firemode docs dictionary -o docs/data-dictionary.md"
    )


def test_that_every_column_stands_in_it_with_its_unit_its_choices_and_its_revision() -> None:
    text = data_dictionary()
    sections = {part.split("\n", 1)[0]: part for part in text.split("\n## ")[1:]}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if not column.system:
                row = next(
                    line for line in sections[table.name].splitlines() if line.startswith(f"| `{column.name}` |")
                )
                unit, vocabulary = column.info.get("unit"), column.info.get("choices")
                assert unit is None or f"| {unit} |" in row
                assert vocabulary is None or f"[{vocabulary.__name__}]" in row
                assert row.rsplit("|", 2)[1].strip().isdigit(), row
    assert "### DoorConfiguration" in sections["Vocabularies"]


def test_that_a_column_is_dated_by_the_revision_that_brought_it() -> None:
    found = origins()
    assert found["faults", "stair_id"] == "009_add_evidence_enhance_faults"
    assert found["buildings", "name"] == "000_base"
    assert found["ce_scenarios", "published_name"] == "020_scenario_versions"
    assert found["audit_entries", "digests"] == "023_audit_chain"
    assert found["building_archives", "file_sha256"] == "029_building_archives"


def test_that_the_command_writes_it_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "dictionary.md"
    nowhere = "postgresql://nobody@localhost:1/nothing"
    assert main(["docs", "dictionary", "-o", str(target), "--json", "--database", nowhere]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(target)
    assert target.read_text(encoding="utf-8") == data_dictionary()
