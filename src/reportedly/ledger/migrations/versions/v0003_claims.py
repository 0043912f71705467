"""Claims across reports: what linking keeps of each report, which statements are alike, the claims, and people's judgements.

Judgements are appended like everything before them. The other tables are indexes derived from the rows: they are replaced when a
report is read anew or a judgement changes what follows, and could be made again from nothing.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from reportedly.ledger.dialect import APPEND_ONLY

revision = "v0003"
down_revision = "v0002"

_TYPES: dict[str, TypeEngine[Any]] = {"#": sa.Integer(), "##": sa.Integer().with_variant(sa.BigInteger(), "postgresql"),
                                      "~": sa.Double().with_variant(sa.REAL(), "sqlite"), "*": sa.LargeBinary()}


def upgrade() -> None:
    """Add the tables, in one transaction."""
    _table("digest", "report", "extraction", "linker", "data*", "vectors*", key="report")
    _table("meeting", "key##", "report", key="key report", sqlite_with_rowid=False)
    _table("shared", "one", "other", "data", key="one other")
    _table("pair", "one", "other", "kind", "probability~", "detail", key="one other kind")
    _table("claim", "id", "text", "mode?", "statements#", "reports#", "outlets#", "first", "outlet?", "published?", "latest?", "established#",
           "possible#", "expected~", "circular#", "start?", "end?", "outcome?", "denied#", "corrected#", "hardened#", "grade#?", "data*",
           key="id")
    _table("telling", "key", "claim", "report", "statement", key="key")
    _table("judgement", "n#", "id", "kind", "who", "at", "about", "name?", "value?", "note?", key="n")
    for table, column in (("meeting", "report"), ("shared", "other"), ("pair", "other"), ("telling", "claim"), ("telling", "report"),
                          ("telling", "statement")):
        op.create_index(f"{table}_{column}", table, [column])
    op.create_index("judgement_id", "judgement", ["id"], unique=True)
    for ddl in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(ddl.format(table="judgement"))


def _table(name: str, *columns: str, key: str, **more: bool) -> None:
    """Make a table; of its columns `#` are integers, `##` large ones, `~` floats, `*` bytes, all others text; `?` may be null."""
    made: list[sa.Column[Any]] = [sa.Column(c.rstrip("#~*?"), _TYPES.get(c.strip("?").lstrip("abcdefghijklmnopqrstuvwxyz_"), sa.Text()),
                                            nullable="?" in c) for c in columns]
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*key.split()), sqlite_strict=True, **more)
