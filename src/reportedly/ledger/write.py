"""An extraction -> rows, and rows -> the ledger: one report is a dozen bulk inserts inside the caller's transaction.

Ids come from content: the same extraction makes the same rows on any machine, in any order of arrival.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from reportedly.codec import encode_anonymity, encode_certainty, encode_time
from reportedly.errors import LedgerError
from reportedly.ledger import schema
from reportedly.ledger.dialect import insert_new
from reportedly.ledger.search import folded
from reportedly.types import (
    Actor,
    Attribution,
    Extraction,
    Failure,
    Hop,
    Place,
    Quantity,
    Report,
    Span,
    Statement,
    Time,
)

Row = dict[str, Any]
Facet = Time | Quantity | Place | Actor
QUOTED = 32  # characters of prefix and suffix, as Web Annotation clients keep them


def content_id(*parts: object) -> str:
    """The first 128 bits of the SHA-256 of these parts."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:32]


def insert_extraction(connection: Connection, extraction: Extraction, *, extractor: str, given: str) -> bool:
    """Add an extraction, unless this extractor's of the same edition is there; True if it was added. Notes the arrival."""
    report = extraction.report
    rows = _Rows(extraction, extractor)
    _insert(connection, schema.report, [rows.report])
    added = _insert(connection, schema.extraction, [rows.extraction]) == 1
    if added:
        for table, those in rows.shared():
            _insert(connection, table, those)
        for table, those in rows.own():
            if those:
                connection.execute(insert(table), those)
    _insert(connection, schema.arrival, [{"sha256": report.sha256, "given": given, "extractor": extractor, "name": report.name,
                                          "extraction": rows.id, "at": _now()}])
    return added


def insert_failure(connection: Connection, failure: Failure) -> None:
    """Record a failure, unless the same is current; one that comes back after a recovery is another."""
    same = (schema.failure.c.name == failure.name) & (schema.failure.c.reason == failure.reason)
    times = connection.execute(
        select(func.count()).select_from(schema.recovery.join(schema.failure)).where(same)).scalar_one()
    _insert(connection, schema.failure, [{"id": content_id(failure.name, failure.reason, times), "name": failure.name,
                                          "reason": failure.reason, "sha256": failure.sha256, "at": _now()}])


def insert_recoveries(connection: Connection, failures: list[str]) -> None:
    """These failures are no longer current."""
    _insert(connection, schema.recovery, [{"failure": failure, "at": _now()} for failure in failures])


def _insert(connection: Connection, table: Table, rows: list[Row]) -> int:
    """The number of rows inserted, which is told truly for a single row."""
    if not rows:
        return 0
    new = insert_new(connection.dialect.name, table)
    return connection.execute(new, rows, execution_options={"preserve_rowcount": True}).rowcount


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class _Rows:
    """The rows of one extraction. A span is one row however many use it."""

    def __init__(self, extraction: Extraction, extractor: str) -> None:
        report = extraction.report
        said = (report.url, report.outlet, report.title, report.byline, report.published, report.language)
        edition = content_id(report.id, *said, [(link.url, link.span) for link in report.links], report.skipped)
        self._text, self._report_id = report.text, report.id
        self._spans: dict[Span, Row] = {}
        self._sources: dict[str, Row] = {}
        self.id = content_id(edition, extractor)
        self.report = _report_row(report, edition)
        self.extraction = {"id": self.id, "report": report.id, "edition": edition, "extractor": extractor}
        self._links = [{"edition": edition, "position": i, "url": link.url, "span": self._span(link.span)}
                       for i, link in enumerate(report.links)]
        self._skipped = [{"edition": edition, "position": i, "span": self._span(span)} for i, span in enumerate(report.skipped)]
        self._attributions = [self._attribution(i, a) for i, a in enumerate(extraction.attributions)]
        self._attribution_spans = [row for a in extraction.attributions for row in self._spans_of(a)]
        self._statements = [self._statement(i, s, report) for i, s in enumerate(extraction.statements)]
        self._statement_spans = [{"statement": self._local(s.id), "position": i, "span": self._span(span)}
                                 for s in extraction.statements for i, span in enumerate(s.spans)]
        self._hops = [self._hop(s.id, i, hop) for s in extraction.statements for i, hop in enumerate(s.chain)]
        self._times = self._facet(extraction, lambda s: s.times, _time_row)
        self._quantities = self._facet(extraction, lambda s: s.quantities, _quantity_row)
        self._places = self._facet(extraction, lambda s: s.places, _place_row)
        self._actors = self._facet(extraction, lambda s: s.actors, _actor_row)

    def shared(self) -> tuple[tuple[Table, list[Row]], ...]:
        """Rows that another extraction may have brought already."""
        edition = (schema.link, self._links), (schema.skipped, self._skipped)
        return (schema.span, list(self._spans.values())), (schema.source, list(self._sources.values())), *edition

    def own(self) -> tuple[tuple[Table, list[Row]], ...]:
        """The extraction's own rows, in the order in which they refer to one another; two of one id are an error."""
        return ((schema.attribution, self._attributions), (schema.attribution_span, self._attribution_spans),
                (schema.statement, self._statements), (schema.statement_span, self._statement_spans), (schema.hop, self._hops),
                (schema.time, self._times), (schema.quantity, self._quantities), (schema.place, self._places), (schema.actor, self._actors))

    def _local(self, id_: str) -> str:
        return f"{self.id}/{id_}"

    def _span(self, span: Span) -> str:
        start, end = span
        if span not in self._spans:
            if not 0 <= start <= end <= len(self._text):
                raise LedgerError(f"the span {start}–{end} lies outside report {self._report_id}, which has {len(self._text)}"
                                  " characters")
            self._spans[span] = {
                "id": content_id(self._report_id, start, end), "report": self._report_id, "start": start, "end": end,
                "exact": self._text[start:end], "prefix": self._text[max(0, start - QUOTED):start],
                "suffix": self._text[end:end + QUOTED]}
        return str(self._spans[span]["id"])

    def _source(self, hop: Hop) -> str:
        """An anonymous or nameless source is this report's own: it is never merged with another report's."""
        whose = self._report_id if hop.kind == "anonymous" or hop.name is None else None
        id_ = content_id(hop.name, hop.kind, whose)
        self._sources[id_] = {"id": id_, "name": hop.name, "kind": hop.kind, "report": whose, "folded": folded(hop.name or "")}
        return id_

    def _attribution(self, position: int, a: Attribution) -> Row:
        return {"id": self._local(a.id), "extraction": self.id, "position": position,
                "parent": None if a.parent is None else self._local(a.parent), "cue": self._span(a.cue), "quotation": a.kind,
                "score": repr(float(a.score)), "source_kind": a.source_kind, "act": a.act}

    def _spans_of(self, a: Attribution) -> list[Row]:
        return [{"attribution": self._local(a.id), "role": role, "position": i, "span": self._span(span)}
                for role, spans in (("source", a.sources), ("content", a.contents)) for i, span in enumerate(spans)]

    def _statement(self, position: int, s: Statement, report: Report) -> Row:
        beside = [*(hop.name for hop in s.chain), report.outlet, report.title]
        return {"id": self._local(s.id), "extraction": self.id, "position": position,
                "attribution": None if s.attribution is None else self._local(s.attribution), "text": s.text, "detail": s.detail,
                "found_by": "\n".join(words for words in beside if words), "mode": s.mode, "polarity": s.polarity,
                "certainty": json.dumps(encode_certainty(s.certainty)), "level": s.certainty.level}

    def _facet(self, extraction: Extraction, facet: Callable[[Statement], Sequence[Facet]], row: Callable[[Any], Row]) -> list[Row]:
        """The rows of one facet of all statements."""
        return [{"statement": self._local(s.id), "position": i, "span": self._span(one.span), **row(one)}
                for s in extraction.statements for i, one in enumerate(facet(s))]

    def _hop(self, statement: str, position: int, hop: Hop) -> Row:
        return {"statement": self._local(statement), "position": position, "source": self._source(hop),
                "span": None if hop.span is None else self._span(hop.span), "cue": self._span(hop.cue), "act": hop.act,
                "told": hop.to, "entity": hop.entity, "detail": hop.detail,
                "when": None if hop.when is None else json.dumps(encode_time(hop.when)),
                "anonymity": None if hop.anonymity is None else json.dumps(encode_anonymity(hop.anonymity))}


def _time_row(time: Time) -> Row:
    return {"start": time.start, "end": time.end, "grain": time.grain, "detail": time.detail}


def _quantity_row(q: Quantity) -> Row:
    return {"low": _number(q.low), "high": _number(q.high), "unit": q.unit, "of": _number(q.of), "per": q.per,
            "approximate": int(q.approximate), "detail": q.detail}


def _place_row(p: Place) -> Row:
    return {"name": p.name, "folded": folded(p.name), "geonames": p.geonames, "country": p.country, "latitude": _number(p.latitude),
            "longitude": _number(p.longitude), "precision": p.precision, "control": p.control, "by": p.by, "detail": p.detail}


def _actor_row(a: Actor) -> Row:
    return {"name": a.name, "folded": folded(a.name), "kind": a.kind, "entity": a.entity, "detail": a.detail}


def _number(value: float | None) -> str | None:
    return None if value is None else repr(float(value))


def _report_row(report: Report, edition: str) -> Row:
    return {"edition": edition, "id": report.id, "sha256": report.sha256, "name": report.name, "url": report.url,
            "outlet": report.outlet, "title": report.title, "byline": report.byline, "published": report.published,
            "language": report.language, "text": report.text}
