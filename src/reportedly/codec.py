"""Types <-> the JSON that programs read (`reportedly/1`, see docs/schema.json), in one place."""

from typing import Any

from reportedly.types import Attribution, Extraction, Hop, Link, Report, Span, Statement

SCHEMA = "reportedly/1"


def encode_extraction(extraction: Extraction) -> dict[str, Any]:
    """An extraction as one JSON object, a line of `reportedly extract`."""
    return {
        "schema": SCHEMA,
        "report": encode_report(extraction.report),
        "attributions": [encode_attribution(a) for a in extraction.attributions],
        "statements": [encode_statement(s) for s in extraction.statements],
    }


def decode_extraction(data: dict[str, Any]) -> Extraction:
    """The inverse of `encode_extraction`."""
    return Extraction(
        decode_report(data["report"]),
        tuple(decode_attribution(a) for a in data["attributions"]),
        tuple(decode_statement(s) for s in data["statements"]),
    )


def encode_report(report: Report) -> dict[str, Any]:
    """A report; `skipped` are the spans that are no part of it."""
    return {
        "id": report.id, "name": report.name, "url": report.url, "outlet": report.outlet, "title": report.title,
        "byline": report.byline, "published": report.published, "language": report.language, "sha256": report.sha256,
        "links": [{"url": link.url, "span": list(link.span)} for link in report.links],
        "skipped": [list(span) for span in report.skipped],
        "text": report.text,
    }


def decode_report(data: dict[str, Any]) -> Report:
    """The inverse of `encode_report`."""
    return Report(
        id=data["id"], name=data["name"], text=data["text"], sha256=data["sha256"], url=data["url"], outlet=data["outlet"],
        title=data["title"], byline=data["byline"], published=data["published"], language=data["language"],
        links=tuple(Link(link["url"], Span(*link["span"])) for link in data["links"]),
        skipped=_spans(data["skipped"]),
    )


def encode_attribution(attribution: Attribution) -> dict[str, Any]:
    """An attribution; `model` holds the model's own answers for its source's kind and its act."""
    a = attribution
    return {
        "id": a.id, "cue": list(a.cue), "sources": [list(s) for s in a.sources], "contents": [list(s) for s in a.contents],
        "parent": a.parent, "kind": a.kind, "score": a.score, "model": {"kind": a.source_kind, "act": a.act},
    }


def decode_attribution(data: dict[str, Any]) -> Attribution:
    """The inverse of `encode_attribution`."""
    return Attribution(
        id=data["id"], cue=Span(*data["cue"]), sources=_spans(data["sources"]), contents=_spans(data["contents"]),
        parent=data["parent"], kind=data["kind"], score=data["score"], source_kind=data["model"]["kind"],
        act=data["model"]["act"],
    )


def encode_statement(statement: Statement) -> dict[str, Any]:
    """A statement. Its facets are not computed yet: they are null or empty, never guessed."""
    return {
        "id": statement.id, "text": statement.text, "spans": [list(s) for s in statement.spans],
        "attribution": statement.attribution, "chain": [encode_hop(h) for h in statement.chain], "detail": statement.detail,
        "mode": None, "polarity": None,
        "certainty": {"factuality": None, "likelihood": None, "words": None, "confidence": None},
        "times": [], "quantities": [], "places": [], "actors": [],
    }


def decode_statement(data: dict[str, Any]) -> Statement:
    """The inverse of `encode_statement`."""
    return Statement(data["id"], data["text"], _spans(data["spans"]), data["attribution"],
                     tuple(decode_hop(h) for h in data["chain"]), data["detail"])


def encode_hop(hop: Hop) -> dict[str, Any]:
    """One hop of a chain."""
    return {
        "name": hop.name, "kind": hop.kind, "span": None if hop.span is None else list(hop.span), "cue": list(hop.cue),
        "act": hop.act, "entity": hop.entity, "when": hop.when, "to": hop.to, "detail": hop.detail,
    }


def decode_hop(data: dict[str, Any]) -> Hop:
    """The inverse of `encode_hop`."""
    return Hop(data["name"], data["kind"], None if data["span"] is None else Span(*data["span"]), Span(*data["cue"]),
               data["act"], data["to"], data["entity"], data["when"], data["detail"])


def _spans(data: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in data)
