"""What row security costs a reader: the same questions at the owner's login, at one that sees all, and a limited one.

    python -m benchmarks.rights URL-OF-A-SUPERUSER

makes a database, fills it with 120,000 readings in 500 buildings, asks, and takes it away again.
"""

from __future__ import annotations

import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from sqlalchemy import create_engine, make_url

from firemode_desktop.database import Database, normalise, rights
from firemode_desktop.domain.rights import ENGINEER, OWNER

ROUNDS = 15
PASSWORD = uuid.uuid4().hex
FILL = """
SET session_replication_role = replica;
INSERT INTO buildings (id, name) SELECT md5('b' || n)::uuid, 'Building ' || n FROM generate_series(1, 500) AS n;
INSERT INTO approved_readings (instance_id, session_id, at, turn, value, is_compliant, corrected, excluded, place_id,
    building_id)
SELECT md5('i' || n)::uuid, md5('s' || n / 200)::uuid, timestamptz '2020-01-01' + n * interval '20 minutes', 1,
    20 + n % 40, true, false, false, md5('p' || n % 20000)::uuid, md5('b' || 1 + (n % 20000) % 500)::uuid
FROM generate_series(1, 120000) AS n;
INSERT INTO latest_readings (place_id, building_id, stair_id, measurement_type, identifier, instance_id, session_id, at,
    value, readings, margin)
SELECT md5('p' || n)::uuid, md5('b' || 1 + n % 500)::uuid, md5('t' || n)::uuid, 'pressure_differential', 'P' || n,
    md5('i' || n)::uuid, md5('s' || n)::uuid, now(), 20 + n % 40, 6, n % 97
FROM generate_series(0, 19999) AS n;
INSERT INTO users (username, full_name, role) VALUES ('{all}', 'A', 'engineer'), ('{few}', 'F', 'engineer');
INSERT INTO building_limits (user_id) SELECT id FROM users WHERE username = '{few}';
INSERT INTO building_rights (user_id, building_id) SELECT u.id, b.id FROM users AS u,
    (SELECT id FROM buildings ORDER BY id LIMIT 25) AS b WHERE username = '{few}';
RESET session_replication_role;
ANALYZE;
"""
MINE = "building_id IN (SELECT id FROM buildings ORDER BY id LIMIT 25)"
QUESTIONS = {
    "all readings, mean": "SELECT count(*), avg(value) FROM approved_readings WHERE {}",
    "worst 200 places": "SELECT * FROM latest_readings WHERE {} ORDER BY margin LIMIT 200",
    "trend of 50 places": "SELECT * FROM approved_readings WHERE place_id IN (SELECT place_id FROM latest_readings "
    "WHERE {} ORDER BY place_id LIMIT 50) ORDER BY at",
    "one building": "SELECT * FROM latest_readings WHERE {} AND building_id = "
    "(SELECT id FROM buildings ORDER BY id LIMIT 1)",
}


@contextmanager
def _filled(url: str) -> Iterator[dict[str, str]]:
    mark = uuid.uuid4().hex[:8]
    name, logins = f"fm_bench_{mark}", {"all": f"all_{mark}", "few": f"few_{mark}"}
    admin = create_engine(normalise(url), isolation_level="AUTOCOMMIT")
    inside = make_url(normalise(url)).set(database=name)
    urls = {"owner": inside, **{who: inside.set(username=login, password=PASSWORD) for who, login in logins.items()}}
    with admin.connect() as connection:
        for statement in rights.roles():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"CREATE DATABASE {name} OWNER {OWNER}")
        for login in logins.values():
            connection.exec_driver_sql(f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}' IN ROLE {ENGINEER}")
    try:
        database = Database(inside.render_as_string(hide_password=False))
        database.upgrade()
        database.close()
        with _client(inside) as client:
            client.cursor().execute(FILL.format(**logins))
            client.commit()
        yield {who: each.set(drivername="postgresql").render_as_string(hide_password=False) for who, each in
               urls.items()}  # fmt: skip
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            for login in logins.values():
                connection.exec_driver_sql(f"DROP ROLE {login}")
        admin.dispose()


@contextmanager
def _client(url: Any) -> Iterator[Any]:
    client = psycopg2.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        yield client
    finally:
        client.close()


def _median_ms(clients: dict[str, Any], questions: dict[str, str]) -> dict[str, float]:
    taken: dict[str, list[float]] = {who: [] for who in questions}
    for _ in range(ROUNDS):  # turn by turn, so that what else the machine does falls on all alike
        for who, question in questions.items():
            cursor, start = clients[who.split()[0]].cursor(), time.perf_counter()
            cursor.execute(question)
            cursor.fetchall()
            taken[who].append((time.perf_counter() - start) * 1000)
    return {who: statistics.median(each) for who, each in taken.items()}


def main(url: str) -> None:
    with (
        _filled(url) as urls,
        _client(urls["owner"]) as owner,
        _client(urls["all"]) as sees,
        _client(urls["few"]) as few,
    ):
        clients = {"owner": owner, "all": sees, "few": few}
        for name, question in QUESTIONS.items():
            asked = {
                "owner": question.format("true"),
                "all": question.format("true"),
                "owner of few": question.format(MINE),
                "few": question.format("true"),
            }
            took = _median_ms(clients, asked)
            print(  # noqa: T201
                f"{name}: {took['owner']:.1f} → {took['all']:.1f} ms ({took['all'] / took['owner']:.2f} ×); 25 of 500 "
                  f"buildings {took['owner of few']:.1f} → {took['few']:.1f} ms "
                  f"({took['few'] / took['owner of few']:.2f} ×)")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
