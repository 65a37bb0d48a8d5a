"""``firemode user`` as an administrator calls it, on one database that all of these share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from firemode_desktop.domain.rights import MAY
from firemode_desktop.domain.words import Role
from tests.cli.conftest import Firemode
from tests.conftest import _database, _url_of

BUILDING = "Pilot Building 123"


@pytest.fixture(scope="module")
def database_url(server_url: str, pilot_database: str) -> Iterator[str]:
    """The pilot building with its two people, shared by this file."""
    with _database(server_url, "user", pilot_database) as name:
        yield _url_of(server_url, name)


def person(firemode: Firemode, username: str) -> dict[str, object]:
    return next(one for one in firemode("user", "list").document["users"] if one["username"] == username)


def test_that_a_role_is_changed_and_it_is_said_what_the_person_may_do(firemode: Firemode) -> None:
    for role in (Role.VIEWER, Role.ADMINISTRATOR, Role.ENGINEER):
        said = firemode("user", "change", "eng", "--role", role.value, "--as", "sup", as_json=False)
        assert said.exit_code == 0, said.err
        assert said.out.strip() == f"Engineer One, {role.label.lower()}: {MAY[role]} Sees all buildings."
        assert person(firemode, "eng")["role"] == role.value


def test_that_a_person_is_limited_to_buildings_and_set_free_again(firemode: Firemode) -> None:
    said = firemode("user", "limit", "eng", "--building", BUILDING, "--as", "sup")
    assert (said.exit_code, said.document["buildings"]) == (0, [BUILDING])
    assert BUILDING in firemode("user", "list", as_json=False).out
    assert "Sees no building." in firemode("user", "limit", "eng", "--none", "--as", "sup", as_json=False).out
    assert firemode("user", "limit", "eng", "--all", "--as", "sup").document["buildings"] is None


def test_that_a_login_goes_out_of_use_and_comes_back(firemode: Firemode) -> None:
    said = firemode("user", "change", "eng", "--no-active", "--as", "sup", as_json=False)
    assert "does not sign in any more" in said.out
    assert person(firemode, "eng")["active"] is False
    assert firemode("user", "change", "eng", "--active", "--as", "sup").document["active"] is True


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("change", "sup", "--role", "engineer", "--as", "sup"), 5, "One supervisor must remain"),
        (("change", "sup", "--no-active", "--as", "sup"), 5, "your own login"),
        (("limit", "sup", "--all", "--as", "eng"), 5, "Only a supervisor or administrator may change a login."),
        (("limit", "sup", "--none", "--as", "sup"), 5, "which buildings they see themselves"),
        (("limit", "eng", "--building", "Nowhere", "--as", "sup"), 3, "Nowhere"),
        (("change", "nobody", "--role", "viewer", "--as", "sup"), 3, "Nobody has the login"),
        (("change", "eng", "--as", "sup"), 3, "Say what to change"),
        (("change", "eng", "--email", "nonsense", "--as", "sup"), 3, "no e-mail address"),
        (("change", "eng", "--name", " ", "--as", "sup"), 3, "needs a name"),
        (("limit", "eng", "--as", "sup"), 2, "required"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_that_what_cannot_be_is_refused_in_words(
    firemode: Firemode, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = firemode("user", "list").document
    said = firemode("user", *words)
    assert said.exit_code == code, said.document
    assert sentence in said.document["error"]["message"]
    assert firemode("user", "list").document == before
