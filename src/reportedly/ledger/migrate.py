"""A connection to a database -> the same with the schema of this version, or a refusal: newer, or no ledger at all.

The version stands in the table `reportedly_version`. Alembic is loaded only when there is something to do.
"""

import io
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from reportedly.errors import LedgerError, NewerLedger, NotALedger
from reportedly.ledger.migrations import REVISIONS

LATEST = REVISIONS[-1]
VERSION_TABLE = "reportedly_version"


def version(connection: Connection, name: str) -> str | None:
    """The schema's version; None in a database with nothing in it. `name` is the ledger's in messages."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise NotALedger(f"{name} is not a ledger but another program's database: name another with --ledger")
        return None
    found = connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar_one_or_none()
    if found not in REVISIONS:
        raise NewerLedger(f"{name} was written by a newer reportedly (its schema is {found}, this one knows up to {LATEST}):"
                          " upgrade with `pip install --upgrade reportedly`")
    return str(found)


def migrate(writer: Engine, name: str) -> None:
    """Bring the schema to this version in one transaction; whoever comes second finds it done."""
    with writer.begin() as connection:
        if version(connection, name) != LATEST:
            _upgrade({"connection": connection}, None)


def migration_sql(dialect: str) -> str:
    """The SQL that makes a ledger on "sqlite" or "postgresql", for whoever wants to read it first."""
    output = io.StringIO()
    _upgrade({"dialect": dialect}, output)
    return output.getvalue()


def _upgrade(attributes: dict[str, object], output: io.StringIO | None) -> None:
    from alembic import command  # noqa: PLC0415  a tenth of a second, which an up-to-date ledger need not spend
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(output_buffer=output, attributes={**attributes, "version_table": VERSION_TABLE})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    try:
        command.upgrade(config, "head", sql=output is not None)
    except CommandError as problem:
        raise LedgerError(f"the ledger's schema cannot be brought up to date: {problem}") from None
