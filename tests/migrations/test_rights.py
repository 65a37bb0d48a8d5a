"""Who may migrate: the owner of the database, who need not be a superuser."""

from __future__ import annotations

import importlib.util
import uuid
from collections.abc import Callable, Iterator

import pytest
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.exc import InternalError, ProgrammingError

from alembic import command
from tests.migrations.population import populate
from tests.migrations.schema import HEAD, ROOT, Schema, config


@pytest.fixture
def role(schema: Schema) -> Iterator[str]:
    """A role without any rights of its own."""
    name = f"fm_role_{uuid.uuid4().hex[:8]}"
    schema.run(f"CREATE ROLE {name}")
    yield name
    schema.run(f"REASSIGN OWNED BY {name} TO CURRENT_USER; DROP OWNED BY {name}; DROP ROLE {name}")


def _as(role: str, schema: Schema, move: Callable[[Config, str], None], revision: str) -> None:
    """Move the schema with the rights of ``role``."""
    engine = create_engine(schema.url)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SET ROLE {role}")
            connection.commit()
            settings = config(schema.url)
            settings.attributes["connection"] = connection
            move(settings, revision)
    finally:
        engine.dispose()


def test_that_the_owner_of_a_database_moves_it_up_and_down_without_being_a_superuser(schema: Schema, role: str) -> None:
    schema.run(f"ALTER DATABASE {schema.engine.url.database} OWNER TO {role}")
    _as(role, schema, command.upgrade, "head")
    populate(schema.engine)
    before = schema.contents()
    _as(role, schema, command.downgrade, "base")
    _as(role, schema, command.upgrade, "head")
    assert schema.contents() == before
    assert schema.revision() == HEAD


def test_that_somebody_without_rights_changes_nothing(schema: Schema, role: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        _as(role, schema, command.upgrade, "head")
    assert schema.tables() == []


@pytest.fixture
def make_extension() -> str:
    """The statement of revision 013 that adds the extension."""
    path = ROOT / "alembic" / "versions" / "013_baseline_periods.py"
    spec = importlib.util.spec_from_file_location("baseline_periods", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.BTREE_GIST).replace("%", "%%")


def test_that_a_login_that_may_not_add_the_extension_is_told_what_to_do(
    schema: Schema, role: str, make_extension: str
) -> None:
    with pytest.raises(InternalError, match="Have an administrator run CREATE EXTENSION btree_gist"):
        schema.run(f"SET LOCAL ROLE {role}; {make_extension}")
    schema.run("CREATE EXTENSION btree_gist")
    schema.run(f"SET LOCAL ROLE {role}; {make_extension}")


def test_that_a_server_without_the_extension_is_refused_in_words(schema: Schema, make_extension: str) -> None:
    with pytest.raises(InternalError, match=r"lacks the extension .* Have its package .* installed"):
        schema.run(make_extension.replace("btree_gist;", "btree_jest;"))
