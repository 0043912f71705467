"""Tellings of a claim in one report, and in the report that it came from -> what changed on the way.

A facet has drifted when a telling differs in it from every telling of the other report: what that report said itself is inherited, not drift.
Each facet has a module of its own; where words allow two readings, none of them answers.
"""

from collections.abc import Sequence

from reportedly.link.drift import attribution, certainty, places, polarity, quantity, sources, times
from reportedly.link.drift.change import Change
from reportedly.types import Drift, DriftFacet, Statement, Teller

__all__ = ["WORST", "drift", "worst"]

WORST = ("certainty hardened", "attribution dropped", "source changed", "polarity changed", "quantity raised", "quantity changed",
         "quantity lowered", "place changed", "time changed", "source widened", "quantity narrowed", "time narrowed", "place narrowed",
         "quantity widened", "time widened", "place widened", "certainty softened", "attribution added")


def drift(child: Sequence[Statement], parent: Sequence[Statement], *, report: Teller, against: Teller, sourced: bool,
          parent_sourced: bool, elsewhere: Sequence[Statement] = (), shared_source: bool = False) -> tuple[Drift, ...]:
    """What the report changed, the worst first, one for each facet and direction.

    `child`: all tellings of the claim in `report`; `parent`: all of them in `against` and whatever else it came from. `sourced`: whether
    any words of the report give a source for the claim. `elsewhere`: other statements of `against`, which may tell the place in the next
    sentence. `shared_source`: neither has it from the other, both heard one source: then that source is named, another figure is its
    later one, and a time or a place that one of them tells more closely was told to it.
    """
    own, theirs = _telling(child), _telling(parent)
    if not own or not theirs:
        return ()
    facets: tuple[tuple[DriftFacet, list[Change]], ...] = (
        ("certainty", certainty.changes(own, theirs, shared_source=shared_source)),
        ("attribution", attribution.changes(own, theirs, against, sourced=sourced or shared_source, parent_sourced=parent_sourced)),
        ("source", [] if shared_source else sources.changes(own, theirs, against, report, elsewhere)),
        ("polarity", polarity.changes(own, theirs)),
        ("quantity", quantity.changes(own, theirs, shared_source=shared_source)),
        ("time", [] if shared_source else times.changes(own, theirs)),
        ("place", [] if shared_source else places.changes(own, theirs, elsewhere)),
    )
    found = [Drift(facet, c.direction, report.id, against.id, c.before, c.after, c.detail, c.statement.id, c.against.id)
             for facet, changes in facets for c in changes]
    return tuple(sorted(found, key=worst))


def worst(one: Drift) -> int:
    """How grave a drift is, the worst 0."""
    return WORST.index(f"{one.facet} {one.direction}")


def _telling(statements: Sequence[Statement]) -> list[Statement]:
    """The tellings in the order of the text, without those that are another thing beside them.

    A denial repeats what it denies; beside what is to come, what came about is told as another event.
    """
    ordered = sorted(statements, key=lambda s: (s.spans[0].start if s.spans else 0, s.id))
    plain = [s for s in ordered if not any(h.act == "deny" for h in s.chain)] or ordered
    if any(s.mode in {"forecast", "intention"} for s in plain):
        return [s for s in plain if not certainty.is_past(s)] or plain
    return plain
