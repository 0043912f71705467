"""The facets of statements: mode, polarity and certainty beside them; times, quantities, places and actors in tables of their own.

What older versions found has none; reading a report again brings them.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.dialect import APPEND_ONLY

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Add the columns and tables, in one transaction."""
    for table, column in (("statement", "mode"), ("statement", "polarity"), ("statement", "certainty"), ("statement", "level"),
                          ("hop", "when"), ("hop", "anonymity")):
        op.add_column(table, sa.Column(column, sa.Text, nullable=True))
    _facet("time", "start?", "end?", "grain", "detail")
    op.create_index("time_start", "time", ["start", "end"])
    _facet("quantity", "low?", "high?", "unit?", "of?", "per?", "approximate#", "detail")
    _facet("place", "name", "folded", "geonames#?", "country?", "latitude?", "longitude?", "precision?", "control?", "by?", "detail")
    op.create_index("place_geonames", "place", ["geonames"])
    _facet("actor", "name", "folded", "kind", "entity?", "detail")
    op.create_index("actor_entity", "actor", ["entity"])


def _facet(name: str, *columns: str) -> None:
    """Make a facet's table; of its columns `#` are integers and `?` may be null."""
    op.create_table(
        name, sa.Column("statement", sa.Text, sa.ForeignKey("statement.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False), sa.Column("span", sa.Text, sa.ForeignKey("span.id"), nullable=False),
        *(sa.Column(c.rstrip("#?"), sa.Integer if "#" in c else sa.Text, nullable="?" in c) for c in columns),
        sa.PrimaryKeyConstraint("statement", "position"), sqlite_strict=True)
    for ddl in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(ddl.format(table=name))
