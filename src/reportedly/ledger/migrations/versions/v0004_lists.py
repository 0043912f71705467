"""What lists of claims show and are narrowed by, in columns and in the table `facet`, so that no list reads whole claims.

The tables of linking are indexes: they are emptied here, and the next linking makes them anew from the extractions.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "v0004"
down_revision = "v0003"

_REAL: TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_FLAGS = "mode denied corrected circular hardened grade"
_EMPTIED = ("digest", "meeting", "shared", "pair")


def upgrade() -> None:
    """Make the tables of claims anew, in one transaction."""
    for table in ("claim", "telling"):
        op.drop_table(table)
    for table in _EMPTIED:
        op.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own
    op.create_table(
        "claim", _text("id"), _text("text"), _text("mode?"), *map(_number, ("statements", "reports", "outlets")), _text("first"),
        *map(_text, ("outlet?", "published?", "latest?")), *map(_number, ("established", "possible")),
        sa.Column("expected", _REAL, nullable=False), _number("circular"), *map(_text, ("start?", "end?", "outcome?", "settled?")),
        *map(_number, ("denied", "corrected", "hardened", "grade?", "suggested?")), sa.Column("need", _REAL, nullable=False), _text("head"),
        sa.Column("data", sa.LargeBinary, nullable=False), sa.PrimaryKeyConstraint("id"), sqlite_strict=True)
    op.create_table("facet", _text("kind"), _text("value"), _text("claim"), sa.PrimaryKeyConstraint("kind", "value", "claim"),
                    sqlite_strict=True, sqlite_with_rowid=False)
    op.create_table("telling", *map(_text, ("key", "claim", "report", "statement")), _number("row"), sa.PrimaryKeyConstraint("key"),
                    sqlite_strict=True)
    op.create_table("change", sa.Column("made", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("made"), sqlite_strict=True)
    op.execute("INSERT INTO change (made) VALUES (0)")
    for name, table, columns in (
            ("claim_order", "claim", f"need outlets established statements latest published outcome settled start end {_FLAGS} id"),
            ("claim_forecast", "claim", "outcome settled start end outlets id"), ("facet_claim", "facet", "claim"),
            ("telling_claim", "telling", "claim"), ("telling_report", "telling", "report"), ("telling_row", "telling", "row"),
            ("source_folded", "source", "folded"), ("hop_entity", "hop", "entity"), ("report_published", "report", "published edition"),
            ("extraction_edition", "extraction", "edition report id")):
        op.create_index(name, table, columns.split(), if_not_exists=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name.rstrip("?"), sa.Text, nullable="?" in name)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name.rstrip("?"), sa.Integer, nullable="?" in name)
