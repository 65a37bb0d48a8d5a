"""Logins: who may give and change them, and what must remain."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.services import people
from firemode_desktop.services.people import PersonLine

NEW = PersonLine(UUID(int=0), "kim", "Kim Example", "engineer", "FPAS-1", "kim@example.org", True)


def line(session: Session, user_id: UUID) -> PersonLine:
    return next(one for one in people.lines(session) if one.id == user_id)


def test_that_a_supervisor_gives_a_login_with_everything_that_was_said(session: Session, supervisor: UUID) -> None:
    made = people.add_login(session, NEW, by=supervisor)
    assert line(session, made) == replace(NEW, id=made)


@pytest.mark.parametrize("role", ["engineer", "viewer"])
def test_that_others_give_no_logins_and_change_none(session: Session, supervisor: UUID, role: str) -> None:
    by = people.add_user(session, "other", "Other", role)
    with pytest.raises(Refused, match="Only a supervisor or administrator may give people a login"):
        people.add_login(session, NEW, by=by)
    before = line(session, supervisor)
    with pytest.raises(Refused, match="may change a login"):
        people.change(session, before, replace(before, role="viewer"), by=by)


def test_that_an_administrator_may(session: Session, supervisor: UUID) -> None:
    by = people.add_user(session, "admin", "Admin", "administrator")
    assert people.add_login(session, NEW, by=by)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (replace(NEW, username=" "), "needs a username"),
        (replace(NEW, full_name=" "), "needs a name"),
        (replace(NEW, username="supervisor"), "is taken"),
        (replace(NEW, role="chief"), "is no role"),
        (replace(NEW, email="kim"), "no e-mail address"),
    ],
)
def test_that_a_login_that_cannot_be_right_is_refused(
    session: Session, supervisor: UUID, wanted: PersonLine, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        people.add_login(session, wanted, by=supervisor)


def test_that_role_licence_and_use_can_be_changed_and_the_username_stays(session: Session, supervisor: UUID) -> None:
    made = people.add_login(session, NEW, by=supervisor)
    before = line(session, made)
    after = replace(before, username="other", role="viewer", licence_number=None, active=False)
    people.change(session, before, after, by=supervisor)
    assert line(session, made) == replace(after, username="kim")
    assert people.lines(session)[-1].id == made


def test_that_a_change_somebody_else_made_meanwhile_is_not_written_over(session: Session, supervisor: UUID) -> None:
    made = people.add_login(session, NEW, by=supervisor)
    before = line(session, made)
    people.change(session, before, replace(before, role="viewer"), by=supervisor)
    with pytest.raises(Conflict, match="Somebody else has changed"):
        people.change(session, before, replace(before, active=False), by=supervisor)


def test_that_nobody_puts_the_own_login_out_of_use(session: Session, supervisor: UUID) -> None:
    people.add_user(session, "second", "Second", "supervisor")
    before = line(session, supervisor)
    with pytest.raises(Refused, match="your own login"):
        people.change(session, before, replace(before, active=False), by=supervisor)


def test_that_one_supervisor_remains(session: Session, supervisor: UUID) -> None:
    admin = people.add_user(session, "admin", "Admin", "administrator")
    before = line(session, supervisor)
    for after in (replace(before, active=False), replace(before, role="engineer")):
        with session.begin_nested() as inner:
            with pytest.raises(Refused, match="One supervisor must remain"):
                people.change(session, before, after, by=admin)
            inner.rollback()
        session.expire_all()
    people.add_user(session, "second", "Second", "supervisor")
    people.change(session, before, replace(before, role="engineer"), by=admin)


def test_that_a_login_that_is_gone_cannot_be_changed(session: Session, supervisor: UUID) -> None:
    gone = replace(NEW, id=uuid4())
    with pytest.raises(Missing):
        people.change(session, gone, gone, by=supervisor)
