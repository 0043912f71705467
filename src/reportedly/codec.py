"""Types <-> the JSON that programs read (`reportedly/1`, see docs/schema.json), in one place."""

from typing import Any

from reportedly.types import (
    Actor,
    Anonymity,
    Attribution,
    Certainty,
    Claim,
    Drift,
    Extraction,
    Hop,
    Judgement,
    Link,
    Mark,
    Origin,
    Origins,
    Parent,
    Place,
    Quantity,
    Related,
    Report,
    Span,
    Statement,
    Teller,
    Telling,
    Time,
)

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
    """A statement with its chain and its facets; `window` follows from mode and times."""
    s = statement
    return {
        "id": s.id, "text": s.text, "spans": _pairs(s.spans), "attribution": s.attribution,
        "chain": [encode_hop(h) for h in s.chain], "detail": s.detail, "mode": s.mode, "polarity": s.polarity,
        "certainty": encode_certainty(s.certainty),
        "window": None if s.window is None else {"start": s.window.start, "end": s.window.end}, "times": [encode_time(t) for t in s.times],
        "quantities": [encode_quantity(q) for q in s.quantities], "places": [encode_place(p) for p in s.places],
        "actors": [encode_actor(a) for a in s.actors],
    }


def decode_statement(data: dict[str, Any]) -> Statement:
    """The inverse of `encode_statement`."""
    return Statement(
        data["id"], data["text"], _spans(data["spans"]), data["attribution"], tuple(decode_hop(h) for h in data["chain"]),
        data["detail"], data["mode"], data["polarity"], decode_certainty(data["certainty"]),
        tuple(decode_time(t) for t in data["times"]), tuple(decode_quantity(q) for q in data["quantities"]),
        tuple(decode_place(p) for p in data["places"]), tuple(decode_actor(a) for a in data["actors"]))


def encode_hop(hop: Hop) -> dict[str, Any]:
    """One hop of a chain; `anonymity` is null where the source is named."""
    return {
        "name": hop.name, "kind": hop.kind, "span": None if hop.span is None else list(hop.span), "cue": list(hop.cue),
        "act": hop.act, "entity": hop.entity, "when": None if hop.when is None else encode_time(hop.when), "to": hop.to,
        "anonymity": None if hop.anonymity is None else encode_anonymity(hop.anonymity), "detail": hop.detail,
    }


def decode_hop(data: dict[str, Any]) -> Hop:
    """The inverse of `encode_hop`."""
    when, anonymity = data["when"], data["anonymity"]
    return Hop(data["name"], data["kind"], None if data["span"] is None else Span(*data["span"]), Span(*data["cue"]),
               data["act"], data["to"], data["entity"], None if when is None else decode_time(when),
               None if anonymity is None else decode_anonymity(anonymity), data["detail"])


def encode_certainty(certainty: Certainty) -> dict[str, Any]:
    """How sure; `likelihood` is a pair of percentages."""
    c = certainty
    return {"factuality": c.factuality, "likelihood": None if c.likelihood is None else list(c.likelihood), "words": c.words,
            "spans": _pairs(c.spans), "confidence": c.confidence, "distanced": _pairs(c.distanced), "detail": c.detail}


def decode_certainty(data: dict[str, Any]) -> Certainty:
    """The inverse of `encode_certainty`."""
    likelihood = data["likelihood"]
    return Certainty(data["factuality"], None if likelihood is None else (likelihood[0], likelihood[1]), data["words"],
                     _spans(data["spans"]), data["confidence"], _spans(data["distanced"]), data["detail"])


def encode_time(time: Time) -> dict[str, Any]:
    """A time: start inclusive, end exclusive, null = open."""
    return {"span": list(time.span), "text": time.text, "start": time.start, "end": time.end, "grain": time.grain,
            "detail": time.detail}


def decode_time(data: dict[str, Any]) -> Time:
    """The inverse of `encode_time`."""
    return Time(Span(*data["span"]), data["text"], data["start"], data["end"], data["grain"], data["detail"])


def encode_quantity(quantity: Quantity) -> dict[str, Any]:
    """A quantity: null `low` or `high` = unbounded."""
    q = quantity
    return {"span": list(q.span), "text": q.text, "low": q.low, "high": q.high, "unit": q.unit, "of": q.of, "per": q.per,
            "approximate": q.approximate, "detail": q.detail}


def decode_quantity(data: dict[str, Any]) -> Quantity:
    """The inverse of `encode_quantity`."""
    return Quantity(Span(*data["span"]), data["text"], data["low"], data["high"], data["unit"], data["of"], data["per"],
                    data["approximate"], data["detail"])


def encode_place(place: Place) -> dict[str, Any]:
    """A place; `control` is null, or what the text calls the place."""
    p = place
    return {"span": list(p.span), "text": p.text, "name": p.name, "geonames": p.geonames, "country": p.country,
            "latitude": p.latitude, "longitude": p.longitude, "precision": p.precision,
            "control": None if p.control is None else {"status": p.control, "by": p.by}, "detail": p.detail}


def decode_place(data: dict[str, Any]) -> Place:
    """The inverse of `encode_place`."""
    control = data["control"] or {"status": None, "by": None}
    return Place(Span(*data["span"]), data["text"], data["name"], data["geonames"], data["country"], data["latitude"],
                 data["longitude"], data["precision"], control["status"], control["by"], data["detail"])


def encode_actor(actor: Actor) -> dict[str, Any]:
    """One named in a statement."""
    return {"span": list(actor.span), "name": actor.name, "kind": actor.kind, "entity": actor.entity, "detail": actor.detail}


def decode_actor(data: dict[str, Any]) -> Actor:
    """The inverse of `encode_actor`."""
    return Actor(Span(*data["span"]), data["name"], data["kind"], data["entity"], data["detail"])


def encode_anonymity(anonymity: Anonymity) -> dict[str, Any]:
    """What is told of a source without a name."""
    a = anonymity
    return {"affiliation": a.affiliation, "role": a.role, "low": a.low, "high": a.high, "reason": a.reason, "basis": a.basis,
            "spans": _pairs(a.spans)}


def decode_anonymity(data: dict[str, Any]) -> Anonymity:
    """The inverse of `encode_anonymity`."""
    return Anonymity(data["affiliation"], data["role"], data["low"], data["high"], data["reason"], data["basis"],
                     _spans(data["spans"]))


def encode_claim(claim: Claim) -> dict[str, Any]:
    """A claim in a line, as `reportedly claims --json` prints it."""
    o = claim.origins
    reports = {t.report.id: t.report for t in claim.tellings}
    return {
        "id": claim.id, "text": claim.text, "mode": claim.mode, "statements": len(claim.tellings), "reports": len(reports),
        "outlets": len({(r.outlet or r.name).casefold() for r in reports.values()}),
        "first": {"report": claim.first.id, "name": claim.first.name, "outlet": claim.first.outlet, "published": claim.first.published},
        "origins": {"established": o.established, "possible": o.possible, "expected": o.expected, "interval": [o.low, o.high],
                    "circular": o.circular, "names": [end.name for end in o.ends]},
        "window": None if claim.window is None else {"start": claim.window[0], "end": claim.window[1]},
        "outcome": claim.outcome, "settled": claim.settled, "grade": claim.grade, "suggested": claim.suggested,
    }


def encode_trace(claim: Claim) -> dict[str, Any]:
    """A claim with its tellings, their parents, drift and origins, as `reportedly trace --json` prints it."""
    return {
        "schema": SCHEMA,
        "claim": encode_claim(claim),
        "tellings": [{"report": encode_teller(t.report), "statement": encode_statement(t.statement), "role": t.role, "likeness": t.likeness,
                      "detail": t.detail, "from": [encode_parent(p) for p in t.parents]} for t in claim.tellings],
        "drift": [{"facet": d.facet, "report": d.report, "against": d.against, "before": d.before, "after": d.after, "direction": d.direction,
                   "detail": d.detail, "statement": d.statement, "against_statement": d.against_statement} for d in claim.drift],
        "ends": [{"name": e.name, "kind": e.kind, "established": e.established, "reports": list(e.reports), "detail": e.detail}
                 for e in claim.origins.ends],
        "related": [{"claim": r.claim, "kind": r.kind, "text": r.text, "report": r.report, "probability": r.probability, "detail": r.detail,
                     "polarity": r.polarity, "published": r.published, "when": r.when} for r in claim.related],
    }


def decode_trace(data: dict[str, Any]) -> Claim:
    """The inverse of `encode_trace`."""
    head, o = data["claim"], data["claim"]["origins"]
    return Claim(
        head["id"], head["text"], head["mode"],
        tuple(Telling(decode_teller(t["report"]), decode_statement(t["statement"]), tuple(decode_parent(p) for p in t["from"]), t["role"],
                      t["likeness"], t["detail"]) for t in data["tellings"]),
        Origins(o["established"], o["possible"], o["expected"], o["interval"][0], o["interval"][1], o["circular"],
                tuple(Origin(e["name"], e["kind"], e["established"], tuple(e["reports"]), e["detail"]) for e in data["ends"])),
        tuple(Drift(d["facet"], d["direction"], d["report"], d["against"], d["before"], d["after"], d["detail"], d["statement"],
                    d["against_statement"]) for d in data["drift"]),
        None if head["window"] is None else (head["window"]["start"], head["window"]["end"]), head["outcome"], head["settled"], head["grade"],
        head["suggested"],
        tuple(Related(r["claim"], r["kind"], r["text"], r["report"], r["probability"], r["detail"], r["polarity"], r["published"], r["when"])
              for r in data["related"]))


def encode_teller(teller: Teller) -> dict[str, Any]:
    """A report's particulars."""
    return {"id": teller.id, "name": teller.name, "outlet": teller.outlet, "published": teller.published, "url": teller.url,
            "title": teller.title}


def decode_teller(data: dict[str, Any]) -> Teller:
    """The inverse of `encode_teller`."""
    return Teller(data["id"], data["name"], data["outlet"], data["published"], data["url"], data["title"])


def encode_parent(parent: Parent) -> dict[str, Any]:
    """An edge to a report of the ledger, or to a source outside it."""
    return {"report": parent.report, "source": parent.source, "kind": parent.kind, "also": list(parent.also), "probability": parent.probability,
            "detail": parent.detail, "span": None if parent.span is None else list(parent.span)}


def decode_parent(data: dict[str, Any]) -> Parent:
    """The inverse of `encode_parent`."""
    return Parent(data["report"], data["source"], data["kind"], data["probability"], data["detail"], tuple(data["also"]),
                  None if data["span"] is None else Span(*data["span"]))


def encode_judgement(judgement: Judgement) -> dict[str, Any]:
    """A person's ruling."""
    j = judgement
    return {"id": j.id, "kind": j.kind, "who": j.who, "at": j.at, "about": encode_marks(j.about), "name": j.name, "value": j.value,
            "note": j.note}


def encode_marks(marks: tuple[Mark, ...]) -> list[dict[str, Any]]:
    """The words that a judgement is about."""
    return [{"report": m.report, "start": m.start, "end": m.end} for m in marks]


def decode_marks(data: list[dict[str, Any]]) -> tuple[Mark, ...]:
    """The inverse of `encode_marks`."""
    return tuple(Mark(m["report"], m["start"], m["end"]) for m in data)


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _spans(data: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in data)
