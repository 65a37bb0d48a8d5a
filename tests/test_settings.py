from __future__ import annotations

from pathlib import Path

from firemode_desktop import paths, settings


def test_that_an_argument_wins_over_the_environment_and_that_over_custom(tmp_path: Path) -> None:
    environ = {"FIREMODE_DATA_DIR": str(tmp_path / "env"), "FIREMODE_DATABASE_URL": "postgresql://a/b"}
    assert settings.find(environ=environ).data_dir == tmp_path / "env"
    assert settings.find(data_dir=tmp_path / "arg", environ=environ).data_dir == tmp_path / "arg"
    assert settings.find(database_url="postgresql://c/d", environ=environ).database_url == "postgresql://c/d"
    assert settings.find(environ=environ).database_url == "postgresql://a/b"
    assert settings.find(environ={}).data_dir.is_absolute()


def test_that_without_a_url_the_embedded_server_is_meant(tmp_path: Path) -> None:
    assert settings.find(data_dir=tmp_path, environ={}).embedded
    assert settings.find(data_dir=tmp_path, environ={"FIREMODE_DATABASE_URL": "  "}).embedded
    assert not settings.find(data_dir=tmp_path, environ={"FIREMODE_DATABASE_URL": "postgresql://a/b"}).embedded


def test_that_the_person_and_the_evidence_folder_can_be_named(tmp_path: Path) -> None:
    found = settings.find(data_dir=tmp_path, environ={"FIREMODE_USER": " jo ", "FIREMODE_EVIDENCE_DIR": str(tmp_path)})
    assert found.user == "jo"
    assert found.evidence_dir == tmp_path
    assert settings.find(data_dir=tmp_path, user="sam", environ={"FIREMODE_USER": "jo"}).user == "sam"
    assert settings.find(data_dir=tmp_path, environ={}).evidence_dir == tmp_path / "evidence"
    assert settings.find(data_dir=tmp_path, environ={}).user is None


def test_that_the_files_that_come_along_are_found_from_a_checkout() -> None:
    assert (paths.resources() / "fonts").is_dir()
    assert (paths.migrations() / "versions").is_dir()
    assert not paths.is_bundle()
