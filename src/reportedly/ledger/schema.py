"""The ledger's tables, as SQLAlchemy Core sees them; the migrations make them (a test holds the two together).

Text and integers only, but for indexes. Ids are derived from content; `n` is a row's number in the order of arrival and means nothing else.
A report with these particulars (outlet, title, published, …) is an *edition*; an extraction is one extractor's work on one
edition. The view `newest` has the extraction that counts for each report: the one that arrived last. No row is ever edited.
"""

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()
_REAL: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def _text(name: str, references: str | None = None, *, null: bool = False, key: bool = False,
          deferred: bool = False) -> Column[str]:
    to = () if references is None else (
        ForeignKey(references, deferrable=deferred or None, initially="DEFERRED" if deferred else None),)
    return Column(name, Text, *to, nullable=null, primary_key=key)


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, primary_key=key)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


# `edition` hashes every field but `name` and `sha256`: those are as first given, and `arrival` has each.
report = Table(
    "report", metadata, _number("n", key=True), _text("edition"), _text("id"), _text("sha256"), _text("name"),
    _text("url", null=True), _text("outlet", null=True), _text("title", null=True), _text("byline", null=True),
    _text("published", null=True), _text("language", null=True), _text("text"),
    UniqueConstraint("edition"), Index("report_id", "id"), Index("report_name", "name"), Index("report_published", "published", "edition"),
    sqlite_strict=True)

# Web Annotation selectors: position (start, end) and quote (exact, and up to 32 characters on either side).
span = Table(
    "span", metadata, _text("id", key=True), _text("report"), _number("start"), _number("end"), _text("exact"), _text("prefix"),
    _text("suffix"), CheckConstraint('start >= 0 AND start <= "end"'), sqlite_strict=True)

link = Table(
    "link", metadata, _text("edition", "report.edition", key=True), _number("position", key=True), _text("url"),
    _text("span", "span.id"), sqlite_strict=True)

skipped = Table(
    "skipped", metadata, _text("edition", "report.edition", key=True), _number("position", key=True), _text("span", "span.id"),
    sqlite_strict=True)

extraction = Table(
    "extraction", metadata, _number("n", key=True), _text("id"), _text("report"), _text("edition", "report.edition"),
    _text("extractor"), UniqueConstraint("id"), Index("extraction_report", "report", "n"),
    Index("extraction_edition", "edition", "report", "id"), sqlite_strict=True)

# The id is "extraction/local id"; `score` is the float's own notation, which text keeps exactly.
attribution = Table(
    "attribution", metadata, _text("id", key=True), _text("extraction", "extraction.id"), _number("position"),
    _text("parent", "attribution.id", null=True, deferred=True), _text("cue", "span.id"), _text("quotation"), _text("score"),
    _text("source_kind"), _text("act"), Index("attribution_extraction", "extraction", "position"), sqlite_strict=True)

attribution_span = Table(
    "attribution_span", metadata, _text("attribution", "attribution.id", key=True), _text("role", key=True),
    _number("position", key=True), _text("span", "span.id"), CheckConstraint("role IN ('source', 'content')"), sqlite_strict=True)

# `report` is set for the anonymous and the nameless: one report's "official" is never another's. `folded` is for finding.
source = Table(
    "source", metadata, _text("id", key=True), _text("name", null=True), _text("kind"), _text("report", null=True),
    _text("folded"), Index("source_folded", "folded"), sqlite_strict=True)

# `found_by` has the other words that full-text search finds it by: its sources, the report's outlet and title. `certainty` is the JSON
# of codec.py, `level` its factuality in words; these and mode and polarity are null in what an older version found.
statement = Table(
    "statement", metadata, _number("n", key=True), _text("id"), _text("extraction", "extraction.id"), _number("position"),
    _text("attribution", "attribution.id", null=True), _text("text"), _text("detail"), _text("found_by"),
    _text("mode", null=True), _text("polarity", null=True), _text("certainty", null=True), _text("level", null=True),
    UniqueConstraint("id"), Index("statement_extraction", "extraction", "position"), sqlite_strict=True)

statement_span = Table(
    "statement_span", metadata, _text("statement", "statement.id", key=True), _number("position", key=True),
    _text("span", "span.id"), sqlite_strict=True)

hop = Table(
    "hop", metadata, _text("statement", "statement.id", key=True), _number("position", key=True), _text("source", "source.id"),
    _text("span", "span.id", null=True), _text("cue", "span.id"), _text("act"), _text("told", null=True),
    _text("entity", null=True), _text("detail"), _text("when", null=True), _text("anonymity", null=True),
    Index("hop_source", "source"), Index("hop_entity", "entity"), sqlite_strict=True)

# Facets. Numbers with a fraction are the float's own notation, as in `attribution`; a facet's words are its span's.
time = Table(
    "time", metadata, _text("statement", "statement.id", key=True), _number("position", key=True), _text("span", "span.id"),
    _text("start", null=True), _text("end", null=True), _text("grain"), _text("detail"), Index("time_start", "start", "end"),
    sqlite_strict=True)

quantity = Table(
    "quantity", metadata, _text("statement", "statement.id", key=True), _number("position", key=True), _text("span", "span.id"),
    _text("low", null=True), _text("high", null=True), _text("unit", null=True), _text("of", null=True), _text("per", null=True),
    _number("approximate"), _text("detail"), sqlite_strict=True)

place = Table(
    "place", metadata, _text("statement", "statement.id", key=True), _number("position", key=True), _text("span", "span.id"),
    _text("name"), _text("folded"), Column("geonames", Integer), _text("country", null=True), _text("latitude", null=True),
    _text("longitude", null=True), _text("precision", null=True), _text("control", null=True), _text("by", null=True),
    _text("detail"), Index("place_geonames", "geonames"), sqlite_strict=True)

actor = Table(
    "actor", metadata, _text("statement", "statement.id", key=True), _number("position", key=True), _text("span", "span.id"),
    _text("name"), _text("folded"), _text("kind"), _text("entity", null=True), _text("detail"), Index("actor_entity", "entity"),
    sqlite_strict=True)

# Which bytes came, under which name, with what given beside them, and who read them: what need not be read again.
arrival = Table(
    "arrival", metadata, _text("sha256", key=True), _text("given", key=True), _text("extractor", key=True),
    _text("name", key=True), _text("extraction", "extraction.id"), _text("at"), Index("arrival_name", "name"), sqlite_strict=True)

failure = Table(
    "failure", metadata, _number("n", key=True), _text("id"), _text("name"), _text("reason"), _text("sha256", null=True),
    _text("at"), UniqueConstraint("id"), Index("failure_name", "name"), sqlite_strict=True)

recovery = Table("recovery", metadata, _text("failure", "failure.id", key=True), _text("at"), sqlite_strict=True)

# A person's rulings. `about` is the JSON of the marks.
judgement = Table(
    "judgement", metadata, _number("n", key=True), _text("id"), _text("kind"), _text("who"), _text("at"), _text("about"),
    _text("name", null=True),
    _text("value", null=True), _text("note", null=True), Index("judgement_id", "id", unique=True), sqlite_strict=True)

# From here on indexes: derived from the rows above, replaced as these change (ledger/linked.py).
# `data`: the extraction's JSON, compressed; `vectors`: little-endian float16, 384 for each telling.
digest = Table(
    "digest", metadata, _text("report", key=True), _text("extraction"), _text("linker"), _bytes("data"), _bytes("vectors"), sqlite_strict=True)

# Under which keys reports meet that may tell the same claim or share text.
meeting = Table(
    "meeting", metadata, Column("key", Integer().with_variant(BigInteger(), "postgresql"), primary_key=True, autoincrement=False,
                                nullable=False),
    _text("report", key=True), Index("meeting_report", "report"), sqlite_strict=True, sqlite_with_rowid=False)

shared = Table("shared", metadata, _text("one", key=True), _text("other", key=True), _text("data"), Index("shared_other", "other"),
               sqlite_strict=True)

# `one` and `other` are "report/local statement", `one` the lesser; kind: same, outcome, rival.
pair = Table(
    "pair", metadata, _text("one", key=True), _text("other", key=True), _text("kind", key=True), Column("probability", _REAL, nullable=False),
    _text("detail"), Index("pair_other", "other"), sqlite_strict=True)

# What lists and filters need in columns; `head` is the JSON of what else a list shows, `data` the compressed JSON of the whole claim;
# `need`: how much it needs a look (claim_head.py).
claim = Table(
    "claim", metadata, _text("id", key=True), _text("text"), _text("mode", null=True), _number("statements"), _number("reports"),
    _number("outlets"), _text("first"), _text("outlet", null=True), _text("published", null=True), _text("latest", null=True),
    _number("established"), _number("possible"), Column("expected", _REAL, nullable=False), _number("circular"), _text("start", null=True),
    _text("end", null=True), _text("outcome", null=True), _text("settled", null=True), _number("denied"), _number("corrected"),
    _number("hardened"), _number("grade", null=True), _number("suggested", null=True), Column("need", _REAL, nullable=False), _text("head"),
    _bytes("data"),
    Index("claim_order", "need", "outlets", "established", "statements", "latest", "published", "outcome", "settled", "start", "end", "mode",
          "denied", "corrected", "circular", "hardened", "grade", "id"),
    Index("claim_forecast", "outcome", "settled", "start", "end", "outlets", "id"), sqlite_strict=True)

# Under which values a claim is found; `kind`: outlet, source, kind, actor, place, month, mode, level, state, grade.
facet = Table("facet", metadata, _text("kind", key=True), _text("value", key=True), _text("claim", key=True), Index("facet_claim", "claim"),
              sqlite_strict=True, sqlite_with_rowid=False)

# `row` is the statement's `n`: full-text search finds by it.
telling = Table(
    "telling", metadata, _text("key", key=True), _text("claim"), _text("report"), _text("statement"), _number("row"),
    Index("telling_claim", "claim"), Index("telling_report", "report"), Index("telling_row", "row"), sqlite_strict=True)

# One row, which counts how often claims were made anew.
change = Table("change", metadata, _number("made", key=True), sqlite_strict=True)

INDEXES = frozenset({"digest", "meeting", "shared", "pair", "claim", "facet", "telling", "change"})

# A view: one row of `extraction` for each report.
newest = table("newest", column("n", Integer), column("id", Text), column("report", Text), column("edition", Text))
