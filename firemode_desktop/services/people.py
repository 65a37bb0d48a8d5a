"""Who acts: every deed is done by a person with a login, and rights follow the role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from firemode_desktop.database.boundary import ACTING
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.rights import only
from firemode_desktop.domain.words import Role
from firemode_desktop.models import Building, BuildingLimit, BuildingRight, User
from firemode_desktop.services.logins import Login, logins

TESTERS = (Role.ENGINEER, Role.SUPERVISOR)
SUPERVISORS = (Role.SUPERVISOR,)
MANAGERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
BUILDERS = (*TESTERS, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with a login, as the list shows it.

    ``buildings``: those the person sees, in order; None where all. ``login``: what an office server says of it.
    """

    id: UUID
    username: str
    full_name: str | None
    role: str
    licence_number: str | None
    email: str | None
    active: bool
    buildings: tuple[UUID, ...] | None = None
    login: Login | None = field(default=None, compare=False)


def add_user(session: Session, username: str, full_name: str, role: str, licence_number: str | None = None) -> UUID:
    """Give a person a login.

    Raises:
        Invalid: the role is none of the four, the username is taken or blank, or the name is blank.
    """
    if role not in Role.values():
        raise Invalid(f"“{role}” is no role; choose one of {', '.join(Role.values())}.")
    if session.scalar(select(User.id).where(User.username == username.strip())):
        raise Invalid(f"The username “{username.strip()}” is taken.")
    if not full_name.strip():
        raise Invalid("A person needs a name; reports are signed with it.")
    user = User(username=username.strip(), full_name=full_name, role=role, licence_number=licence_number)
    session.add(user)
    session.flush()
    return user.id


def people(session: Session) -> list[User]:
    """Everybody with a login, by name."""
    return list(session.scalars(select(User).order_by(User.full_name, User.username)))


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What to call these people, by id: their name, or their login where there is none."""
    wanted = {one for one in ids if one is not None}
    named = select(User.id, func.coalesce(User.full_name, User.username)).where(User.id.in_(wanted))
    return {row[0]: row[1] for row in session.execute(named)} if wanted else {}


def lines(session: Session) -> tuple[PersonLine, ...]:
    """Everybody with a login, by name, those in use first."""
    sights, of_server = _sights(session), logins(session)
    found = (replace(_line(user, sights), login=of_server.get(user.username)) for user in people(session))
    return tuple(sorted(found, key=lambda line: not line.active))


def line(session: Session, username: str) -> PersonLine:
    """The person with that login, active or not.

    Raises:
        Missing: it is nobody's.
    """
    user = session.scalar(select(User).where(User.username == username))
    if user is None:
        raise Missing(f"Nobody has the login “{username}”.", ["See: firemode user list"])
    return replace(_line(user, _sights(session)), login=logins(session).get(username))


def add_login(session: Session, wanted: PersonLine, *, by: UUID) -> UUID:
    """Give a person a login on behalf of ``by``; ``wanted.id`` is not looked at.

    Raises:
        Refused: only a supervisor or an administrator may.
        Invalid: the username is taken or blank, the name is blank, or the e-mail address is none.
    """
    require(session, by, MANAGERS, "give people a login")
    if not wanted.username.strip():
        raise Invalid("A person needs a username to sign in with.")
    if not (wanted.full_name or "").strip():
        raise Invalid("A person needs a name; reports are signed with it.")
    user_id = add_user(session, wanted.username, wanted.full_name or "", wanted.role, wanted.licence_number)
    if wanted.email:
        session.get_one(User, user_id).email = wanted.email
        session.flush()
    _see(session, user_id, None, wanted.buildings, by)
    return user_id


def change(session: Session, before: PersonLine, after: PersonLine, *, by: UUID) -> None:
    """Change what is on file of a person; ``before`` is what was shown. The username stays for good.

    A role that is taken away, a limit, and a login that is put out of use hold from the next statement of that person
    on; what is given beyond the server's own group waits for an administrator of the server (decision 0036).

    Raises:
        Refused: only a supervisor or an administrator may; nobody changes their own rights; one active supervisor
            remains, and somebody who sees all buildings and may give logins.
        Conflict: somebody else has changed it since.
        Missing: the person, or one of the buildings, is not there any more.
        Invalid: the name is blank, the role is none, or the e-mail address is none.
    """
    require(session, by, MANAGERS, "change a login")
    user = session.get(User, before.id, with_for_update=True, populate_existing=True)
    if user is None:
        raise Missing(f"The login “{before.username}” is not there any more.")
    if _line(user, _sights(session)) != before:
        raise Conflict(f"Somebody else has changed the login “{before.username}” in the meantime.")
    if not (after.full_name or "").strip():
        raise Invalid("A person needs a name; reports are signed with it.")
    if by == before.id and not after.active:
        raise Refused("You cannot put your own login out of use.")
    if by == before.id and after.buildings != before.buildings:
        raise Refused("Nobody changes which buildings they see themselves; somebody else does.")
    _check_somebody_remains(session, before, after)
    user.full_name, user.role, user.active = after.full_name, after.role, after.active
    user.licence_number, user.email = after.licence_number, after.email
    session.flush()
    _see(session, before.id, before.buildings, after.buildings, by)


def _check_somebody_remains(session: Session, before: PersonLine, after: PersonLine) -> None:
    """Refuse what would leave nobody who approves, or nobody who may give logins (and undo what was done here)."""
    others = [one for one in lines(session) if one.id != before.id and one.active]
    everybody = [*others, *([after] if after.active else [])]

    def approves(one: PersonLine) -> bool:
        return one.active and one.role == Role.SUPERVISOR

    def manages(one: PersonLine) -> bool:
        return one.active and one.role in MANAGERS and one.buildings is None

    if approves(before) and not any(map(approves, everybody)):
        raise Refused("One supervisor must remain who can sign in; without one no session can be approved.")
    if manages(before) and not any(map(manages, everybody)):
        raise Refused("Somebody must remain who can sign in, sees all buildings and may give logins.")


def _sights(session: Session) -> Mapping[UUID, tuple[UUID, ...]]:
    """Who sees only some buildings: person → those, in their order."""
    seen: dict[UUID, list[UUID]] = defaultdict(list)
    now = select(BuildingRight.user_id, BuildingRight.building_id).where(BuildingRight.ended_at.is_(None))
    for user_id, building_id in session.execute(now.order_by(BuildingRight.building_id)):
        seen[user_id].append(building_id)
    limited = session.scalars(select(BuildingLimit.user_id).where(BuildingLimit.limited))
    return {user_id: tuple(seen[user_id]) for user_id in limited}


def _see(
    session: Session,
    user_id: UUID,
    before: Collection[UUID] | None,
    after: Collection[UUID] | None,
    by: UUID,
) -> None:
    """From now on the person sees these buildings, all where ``after`` is None; what was, stays on record."""
    if (before is None) != (after is None):
        limit = session.get(BuildingLimit, user_id) or BuildingLimit(user_id=user_id)
        limit.limited, limit.decided_by = after is not None, by
        session.add(limit)
    if after is None:  # the rights of before wait: whoever is limited again begins with them
        session.flush()
        return
    there = set(session.scalars(select(BuildingRight.building_id).where(
        BuildingRight.user_id == user_id, BuildingRight.ended_at.is_(None))))  # fmt: skip
    known = set(session.scalars(select(Building.id).where(Building.id.in_(after))))
    if known != set(after):
        raise Missing("One of these buildings is not there any more.")
    ended = update(BuildingRight).where(
        BuildingRight.user_id == user_id, BuildingRight.ended_at.is_(None), BuildingRight.building_id.in_(there - known)
    )
    session.execute(ended.values(ended_at=func.now(), ended_by=by))
    session.add_all(BuildingRight(user_id=user_id, building_id=one, granted_by=by) for one in sorted(known - there))
    session.flush()


def _line(user: User, sights: Mapping[UUID, tuple[UUID, ...]]) -> PersonLine:
    return PersonLine(
        user.id, user.username, user.full_name, user.role, user.licence_number, user.email, bool(user.active),
        sights.get(user.id),
    )  # fmt: skip


def acting(session: Session, username: str | None, system_login: str) -> User:
    """The person on whose behalf this sitting writes: the one who is recognised; what it writes is logged as theirs.

    Raises:
        Missing: the name that was asked for is nobody's, or no longer active.
        Refused: several people have logins and none of them was named.
    """
    user = recognise(session, username, system_login)
    if user is None:
        names = ", ".join(sorted(one.username for one in people(session) if one.active))
        raise Refused(f"Say who you are with --as USERNAME (or FIREMODE_USER): {names}.")
    acts(session, user.id)
    return user


def recognise(session: Session, username: str | None, system_login: str) -> User | None:
    """Who sits here, None where several people have logins and none of them is named.

    In this order: the name that was asked for (``--as``, ``FIREMODE_USER``); the login of the database connection; the
    login of the computer; the only active person there is. A new database takes the computer's login as its first
    supervisor.

    Raises:
        Missing: the name that was asked for is nobody's, or no longer active.
    """
    if username:
        return with_login(session, username)
    active = [user for user in people(session) if user.active]
    for user in (of_connection(session), _named(active, system_login)):
        if user is not None:
            return user
    if active:
        return active[0] if len(active) == 1 else None
    first = User(username=system_login, full_name=system_login, role=Role.SUPERVISOR.value)
    session.add(first)
    session.flush()
    return first


def with_login(session: Session, username: str) -> User:
    """The active person with that login.

    Raises:
        Missing: it is nobody's, or no longer active.
    """
    user = session.scalar(select(User).where(User.username == username, User.active))
    if user is None:
        raise Missing(f"Nobody active has the login “{username}”.", ["See: firemode user list"])
    return user


def of_connection(session: Session) -> User | None:
    """The active person whose login the database connection was made with: on an office server that decides."""
    return session.scalar(select(User).where(User.active, User.username == func.session_user()))


def _named(users: Iterable[User], username: str) -> User | None:
    return next((user for user in users if user.username == username), None)


def require(session: Session, user_id: UUID, roles: Iterable[Role], deed: str) -> User:
    """The person, if the role allows the deed; what this transaction writes from here on is logged as theirs.

    Raises:
        Refused: it does not; the sentence names the deed and who may do it.
    """
    user = session.get(User, user_id)
    allowed = tuple(roles)
    if user is None or not user.active or user.role not in [role.value for role in allowed]:
        raise Refused(f"{only(allowed)} may {deed}.")
    acts(session, user.id)
    return user


def acts(session: Session, by: UUID) -> None:
    """What this transaction writes from here on is logged as the deed of ``by``."""
    session.execute(select(func.set_config(ACTING, str(by), True)))


def who_acts(session: Session) -> UUID | None:
    """On whose behalf this transaction writes; None where nobody was named."""
    named = session.scalar(select(func.current_setting(ACTING, True)))
    return UUID(named) if named else None


def require_named(session: Session, username: str | None, roles: Iterable[Role], deed: str) -> None:
    """Refuse the deed to the person who was named (``--as``); for deeds whose record keeps nobody's name.

    Raises:
        Missing: nobody active has this login.
        Refused: the role does not allow it.
    """
    if username:
        require(session, acting(session, username, "").id, roles, deed)


def nobody_manages(session: Session) -> bool:
    """Whether there is no active supervisor or administrator yet, who could give people logins."""
    managers = select(User.id).where(User.active, User.role.in_([role.value for role in MANAGERS]))
    return session.scalar(managers.limit(1)) is None


def only_one_active(session: Session) -> bool:
    """Whether exactly one active person exists, who may then review their own work (specification, page 4)."""
    return session.scalar(select(func.count()).select_from(User).where(User.active)) == 1
