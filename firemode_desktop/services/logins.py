"""What a person's login may do on an office server, beside what the list of people says (decision 0036).

The list takes away at once; what it gives is in force once the login is in the group of that role, and groups are given
by an administrator of the server alone: ``firemode db login``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import rights
from firemode_desktop.domain.rights import GROUP_OF, GROUPS
from firemode_desktop.domain.words import Role

_LOGINS = """
SELECT u.username, u.role, u.active, r.oid IS NOT NULL AS there, coalesce(r.rolcanlogin, false) AS signs_in,
       coalesce(r.rolsuper, false) AS superuser,
       ARRAY(SELECT g.rolname::text FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid
             WHERE m.member = r.oid AND g.rolname = ANY (:groups) ORDER BY 1) AS groups
FROM users AS u LEFT JOIN pg_roles AS r ON r.rolname = u.username
"""

PROVISION = "firemode db provision"
"""Run by an administrator of the server, with the name of the database: grants anew what the declaration says."""
_LOOKS = """
SELECT office_login() AND (NOT has_any_column_privilege('issued_reports', 'INSERT')
    OR EXISTS (SELECT FROM users WHERE id = signed_in() AND role = 'viewer'))
"""


@dataclass(frozen=True, slots=True)
class Login:
    """One person's login: ``groups`` are the server's own, ``words`` what is not as the list says, ``run`` the way on.

    Both are blank where list and server say the same.
    """

    username: str
    groups: tuple[str, ...]
    words: str = ""
    run: str = ""


def logins(session: Session) -> Mapping[str, Login]:
    """Everybody's login by username; nobody's where the database is not an office server's."""
    if not rights.is_office(session.connection()):
        return {}
    return {
        str(row.username): Login(str(row.username), tuple(row.groups), *_difference(row))
        for row in session.execute(text(_LOGINS), {"groups": list(GROUPS)})
    }


def provision_again(session: Session) -> tuple[str, ...]:
    """Where the rights on the server of an office are not the declared ones: ``PROVISION`` puts them right."""
    return rights.differences(session.connection())


def only_looks(session: Session) -> bool:
    """Whether this login of an office server reads the records and writes nothing: a viewer's."""
    return bool(session.scalar(text(_LOOKS)))


def _difference(row: Any) -> tuple[str, str]:
    """What the server says otherwise than the list, and the command that puts it right; blank where nothing is."""
    if row.superuser:
        return "is a superuser of the server", ""
    if not row.active:
        words = "the server still lets this login in; it sees and writes nothing"
        return (words, f"firemode db login revoke {row.username}") if row.signs_in else ("", "")
    if not row.signs_in:
        words = "cannot sign in to the server" if row.there else "has no login on the server"
        return words, f"firemode db login add {row.username}"
    if list(row.groups) == [GROUP_OF[Role(row.role)]]:
        return "", ""
    named = " and ".join(one.removeprefix("firemode_") for one in row.groups) or "nobody"
    return f"the login has the rights of {named}", f"firemode db login follow {row.username}"
