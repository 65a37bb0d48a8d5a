"""The guards of a database held against those that this program brings (decision 43).

``resources/guards.json`` has the hash of every function, trigger and policy of the schema as the migrations make it, on
every version of PostgreSQL alike. Whoever owns a database can exchange or drop one; then its hash differs.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.database import schema
from firemode_desktop.queries import audit_chain

FILE = "guards.json"
_CASTS = re.compile(r"::(?:character varying|timestamp with(?:out)? time zone|[a-z]+)(?:\[\])?|[()\s]+")
_FOUND = """
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
       concat_ws(E'\\n', p.prosrc, p.prosecdef, p.provolatile, array_to_string(p.proconfig, ','),
                 p.prorettype::regtype::text) AS said
FROM pg_proc AS p
WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
UNION ALL
SELECT 'trigger ' || t.tgname || ' on ' || c.relname, pg_get_triggerdef(t.oid)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'policy ' || policyname || ' on ' || tablename, concat_ws(E'\\n', permissive, roles::text, cmd, qual, with_check)
FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'row security of ' || relname, relrowsecurity::text
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
"""


@dataclass(frozen=True, slots=True)
class Guards:
    """What is not as it should be, in sentences: ``off`` guards nothing any more, ``foreign`` was added by others."""

    off: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def found(session: Session) -> dict[str, str]:
    """Every function, trigger and policy of the schema, and the SHA-256 of what it does."""
    rows = session.execute(text(_FOUND)).all()
    return {str(name): _hashed(str(name), str(said)) for name, said in sorted(map(tuple, rows))}


def _hashed(name: str, said: str) -> str:
    """A condition that went through a dump is written with other casts and brackets, and means the same."""
    plain = said if name.startswith("function ") else _CASTS.sub("", said)
    return hashlib.sha256(plain.encode()).hexdigest()


def look(session: Session) -> Guards:
    """Hold the database against what this program brings; its schema has to be this program's."""
    declared = _declared()
    here = found(session)
    asleep = [f"On {table}, {name} does not fire always." for table, name in audit_chain.sleeping_guards(session)]
    missing = [f"There is no {name} any more." for name in declared if name not in here]
    altered = [
        f"The {name} is another one than this program brings."
        for name, digest in declared.items()
        if here.get(name, digest) != digest
    ]
    foreign = [f"The {name} was not brought by this program." for name in here if name not in declared]
    return Guards((*asleep, *missing, *altered), tuple(foreign))


@cache
def _declared() -> dict[str, str]:
    document = json.loads((paths.resources() / FILE).read_text("utf-8"))
    assert document["revision"] == schema.head()
    return dict(document["guards"])
