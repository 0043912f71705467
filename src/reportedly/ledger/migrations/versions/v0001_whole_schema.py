"""The whole schema as it was first released: tables, the view of what counts, append-only triggers, full text.

Frozen: it repeats `ledger/schema.py` of its day on purpose, for that file goes on.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.dialect import FULL_TEXT, append_only_ddl

revision = "v0001"
down_revision = None

_FACTS = ("report", "span", "link", "skipped", "extraction", "attribution", "attribution_span", "source", "statement",
          "statement_span", "hop", "arrival", "failure", "recovery")

_NEWEST = """CREATE VIEW newest AS SELECT n, id, report, edition, extractor FROM extraction
    WHERE NOT EXISTS (SELECT 1 FROM extraction AS later WHERE later.report = extraction.report AND later.n > extraction.n)"""


def _text(name: str, references: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *(() if references is None else (sa.ForeignKey(references),)), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _make(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.Constraint, key: tuple[str, ...]) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key), sqlite_strict=True)


def upgrade() -> None:
    """Make everything, in one transaction."""
    _reports()
    _extractions()
    _statements()
    _bookkeeping()
    dialect = op.get_context().dialect.name
    for ddl in (_NEWEST, *append_only_ddl(dialect, _FACTS), *FULL_TEXT[dialect]):
        op.execute(ddl)


def _reports() -> None:
    _make("report", _number("n"), _text("edition"), _text("id"), _text("sha256"), _text("name"), _text("url", null=True),
          _text("outlet", null=True), _text("title", null=True), _text("byline", null=True), _text("published", null=True),
          _text("language", null=True), _text("text"), sa.UniqueConstraint("edition"), key=("n",))
    op.create_index("report_id", "report", ["id"])
    op.create_index("report_name", "report", ["name"])
    _make("span", _text("id"), _text("report"), _number("start"), _number("end"), _text("exact"), _text("prefix"),
          _text("suffix"), sa.CheckConstraint('start >= 0 AND start <= "end"'), key=("id",))
    _make("link", _text("edition", "report.edition"), _number("position"), _text("url"), _text("span", "span.id"),
          key=("edition", "position"))
    _make("skipped", _text("edition", "report.edition"), _number("position"), _text("span", "span.id"),
          key=("edition", "position"))


def _extractions() -> None:
    _make("extraction", _number("n"), _text("id"), _text("report"), _text("edition", "report.edition"), _text("extractor"),
          sa.UniqueConstraint("id"), key=("n",))
    op.create_index("extraction_report", "extraction", ["report", "n"])
    parent = sa.Column("parent", sa.Text, sa.ForeignKey("attribution.id", deferrable=True, initially="DEFERRED"))
    _make("attribution", _text("id"), _text("extraction", "extraction.id"), _number("position"), parent,
          _text("cue", "span.id"), _text("quotation"), _text("score"), _text("source_kind"), _text("act"), key=("id",))
    op.create_index("attribution_extraction", "attribution", ["extraction", "position"])
    _make("attribution_span", _text("attribution", "attribution.id"), _text("role"), _number("position"),
          _text("span", "span.id"), sa.CheckConstraint("role IN ('source', 'content')"), key=("attribution", "role", "position"))


def _statements() -> None:
    _make("source", _text("id"), _text("name", null=True), _text("kind"), _text("report", null=True), _text("folded"),
          key=("id",))
    _make("statement", _number("n"), _text("id"), _text("extraction", "extraction.id"), _number("position"),
          _text("attribution", "attribution.id", null=True), _text("text"), _text("detail"), _text("found_by"),
          sa.UniqueConstraint("id"), key=("n",))
    op.create_index("statement_extraction", "statement", ["extraction", "position"])
    _make("statement_span", _text("statement", "statement.id"), _number("position"), _text("span", "span.id"),
          key=("statement", "position"))
    _make("hop", _text("statement", "statement.id"), _number("position"), _text("source", "source.id"),
          _text("span", "span.id", null=True), _text("cue", "span.id"), _text("act"), _text("told", null=True),
          _text("entity", null=True), _text("detail"), key=("statement", "position"))
    op.create_index("hop_source", "hop", ["source"])


def _bookkeeping() -> None:
    _make("arrival", _text("sha256"), _text("given"), _text("extractor"), _text("name"), _text("extraction", "extraction.id"),
          _text("at"), key=("sha256", "given", "extractor", "name"))
    op.create_index("arrival_name", "arrival", ["name"])
    _make("failure", _number("n"), _text("id"), _text("name"), _text("reason"), _text("sha256", null=True), _text("at"),
          sa.UniqueConstraint("id"), key=("n",))
    op.create_index("failure_name", "failure", ["name"])
    _make("recovery", _text("failure", "failure.id"), _text("at"), key=("failure",))
