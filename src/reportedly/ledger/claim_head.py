"""A claim -> the row that lists read, and the facets it is found under: no list decodes a whole claim."""

import json
import zlib
from collections.abc import Iterator
from typing import Any

from reportedly import codec
from reportedly.ledger.search import storable
from reportedly.types import Claim, Drift

WORST = (("attribution", "dropped"), ("certainty", "hardened"), ("source", "changed"), ("source", "widened"), ("quantity", "raised"),
         ("polarity", "changed"))
MOST_TOLD = 400  # dates of tellings that a list shows
_CUT = 200  # characters of what drifted
_HARDENED = {("certainty", "hardened"), ("attribution", "dropped")}


def claim_row(c: Claim) -> dict[str, Any]:
    """The columns of a claim."""
    head, o = codec.encode_claim(c), c.origins
    reports = {t.report.id: t.report for t in c.tellings}
    told = sorted(r.published for r in reports.values() if r.published)
    states = _states(c)
    shown = {
        "first": [c.first.name, c.first.title], "names": [[end.name, end.established] for end in o.ends], "interval": [o.low, o.high],
        "told": told[:MOST_TOLD], "worst": _worst(c), "drifts": len(c.drift)}
    return {
        "id": c.id, "text": storable(c.text), "mode": c.mode, "statements": head["statements"], "reports": head["reports"],
        "outlets": head["outlets"], "first": c.first.id, "outlet": c.first.outlet, "published": c.first.published,
        "latest": told[-1] if told else None, "established": o.established, "possible": o.possible, "expected": o.expected,
        "start": c.window[0] if c.window else None, "end": c.window[1] if c.window else None, "outcome": c.outcome, "settled": c.settled,
        **{name: int(holds) for name, holds in states.items()}, "grade": c.grade,
        "suggested": c.suggested, "need": _need(head["outlets"], o.established, states), "head": json.dumps(shown),
        "data": zlib.compress(json.dumps(codec.encode_trace(c), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)}


def facets(c: Claim) -> Iterator[tuple[str, str]]:
    """(kind, value) of all that a claim is found under, each once. The nameless and the anonymous are no source to look for."""
    found: dict[tuple[str, str], None] = {}
    for telling in c.tellings:
        s = telling.statement
        found["outlet", telling.report.outlet or telling.report.name] = None
        for hop in s.chain:
            found["kind", hop.kind] = None
            if hop.name and hop.kind not in {"anonymous", "unknown"}:
                found["source", hop.name] = None
        found |= {("actor", actor.name): None for actor in s.actors} | {("place", place.name): None for place in s.places if place.name}
        if s.certainty is not None and s.certainty.level:
            found["level", s.certainty.level] = None
    found |= {("state", name): None for name, holds in _states(c).items() if holds}
    for kind, value in (("mode", c.mode), ("month", (c.first.published or "")[:7]), ("grade", c.grade)):
        if value:
            found[kind, str(value)] = None
    yield from ((kind, storable(value)) for kind, value in found)


def _states(c: Claim) -> dict[str, bool]:
    """The states that no day changes."""
    roles = {t.role for t in c.tellings}
    return {"denied": "denial" in roles, "corrected": bool(roles & {"correction", "retraction"}), "circular": c.origins.circular,
            "hardened": any((d.facet, d.direction) in _HARDENED for d in c.drift)}


def _need(outlets: int, established: int, states: dict[str, bool]) -> float:
    """How much a claim needs a look, whatever the day: outlets an origin, and more where a hedge or an attribution was lost, where reports
    cite one another in a circle, where it is denied or was corrected. What one outlet alone tells was not retold: it comes last.
    """
    if outlets < 2:
        return 0.0
    return outlets / max(established, 1) + 2.0 * states["circular"] + states["hardened"] + 0.5 * states["denied"] + 0.5 * states["corrected"]


def _worst(c: Claim) -> list[str] | None:
    """[outlet, facet, direction, before, after] of the drift that matters most."""
    if not c.drift:
        return None

    def rank(d: Drift) -> int:
        return WORST.index((d.facet, d.direction)) if (d.facet, d.direction) in WORST else len(WORST)

    worst = min(c.drift, key=rank)
    outlet = next((t.report.outlet or t.report.name for t in c.tellings if t.report.id == worst.report), "")
    return [outlet, worst.facet, worst.direction, worst.before[:_CUT], worst.after[:_CUT]]
