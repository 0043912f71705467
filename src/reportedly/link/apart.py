"""Pairs of statements that are two claims whatever their words: another figure by another named source, another place or time in one report.

Few and sure: a rule has no opinion where a retelling could have changed what it looks at.
"""

import math

from reportedly.link.compare import Between
from reportedly.link.digest import Digest
from reportedly.link.gist import Gist, Number
from reportedly.link.voice import voice
from reportedly.link.whom import Whom, nations, same, tokens
from reportedly.types import Place, Statement

Side = tuple[Digest, Statement, Gist]

COPIED = 0.2  # text shared from here on: the one may have it from the other
ELSEWHERE = 25.0  # km between two towns that are not one place
WEEK = 7.0  # days
LATER = 14 * 24.0  # hours after which a no is no denial any more but what came of it


def apart(a: Side, b: Side, between: Between) -> str | None:
    """Why two statements cannot be one claim; None where they may."""
    return next((why for rule in RULES if (why := rule(a, b, between))), None)


def other_figure_in_one_report(a: Side, b: Side, between: Between) -> str | None:
    """850 jobs will go; 1,100 will, once temporary staff are counted."""
    if between.same_report and _figures_differ(a[2], b[2]):
        return "one report gives two figures"
    return None


def other_figure_of_another(a: Side, b: Side, between: Between) -> str | None:
    """The union: 92 per cent joined the strike. The employers: 55 per cent."""
    if between.same_report or between.cites or between.containment >= COPIED or not _figures_differ(a[2], b[2]):
        return None
    one, other = voice(a[0], a[1], ()).end, voice(b[0], b[1], ()).end
    if one and other and one.named and other.named and _unlike(one, other):
        return f"{one.name} and {other.name} give figures of their own"
    return None


def other_nation_in_one_report(a: Side, b: Side, between: Between) -> str | None:
    """Norway's minister will resign; Iceland's will, too."""
    if between.same_report:
        one, other = nations(a[1].text), nations(b[1].text)
        if one and other and not one & other:
            return "one report tells them of two countries"
    return None


def other_town_in_one_report(a: Side, b: Side, between: Between) -> str | None:
    """A strike on a depot in one town, and in December on a school in another."""
    if not between.same_report:
        return None
    one, other = ([p for p in side[1].places if p.precision in {"city", "site"} and p.latitude is not None] for side in (a, b))
    if one and other and all(_far(p, q) for p in one for q in other):
        return "one report tells them of two places"
    return None


def other_time_in_one_report(a: Side, b: Side, between: Between) -> str | None:
    """It expects to open in June 2025; it expects the first tin in the second half of 2026."""
    if not between.same_report or not a[2].times or not b[2].times:
        return None
    gaps = [max((x.start or -math.inf) - (y.end or math.inf), (y.start or -math.inf) - (x.end or math.inf)) for x in a[2].times for y
            in b[2].times]
    return "one report tells them of two times" if min(gaps) >= WEEK else None


def no_longer_a_denial(a: Side, b: Side, between: Between) -> str | None:
    """The firm will build a factory; half a year later: it will not."""
    if between.hours is None or between.hours < LATER:
        return None
    for early, late in ((a, b), (b, a)):
        if early[2].future and early[2].polarity == "affirmed" and late[2].polarity == "denied" and (
                (late[2].published or 0) > (early[2].published or 0)) and not any(hop.act == "deny" for hop in late[1].chain) and not (
                    late[0].names(early[0])):
            return "what was to come has been called off since"
    return None


RULES = (other_figure_in_one_report, other_figure_of_another, other_nation_in_one_report, other_town_in_one_report, other_time_in_one_report,
         no_longer_a_denial)


def _unlike(a: Whom, b: Whom) -> bool:
    """Whether two sources are surely not one: neither a paper, and with less than two words in common."""
    return "document" not in (a.kind, b.kind) and not same(a, b) and len(tokens(a.told) & tokens(b.told)) < 2


def _figures_differ(a: Gist, b: Gist) -> bool:
    """Whether both count the same thing and no two of their figures can be one."""
    alike = [(x, y) for x in a.numbers for y in b.numbers if x.unit == y.unit or (_people(x.unit) and _people(y.unit))]
    return bool(alike) and not any(_may_be_one(x, y) for x, y in alike)


def _people(unit: str) -> bool:
    """Whether a unit counts people: engineers, specialists, troops."""
    return unit in {"person", "people", "troop", "crew", "diplomat", "expert"} or unit.endswith(
        ("eer", "ist", "ician", "man", "soldi", "offic", "worker"))


def _may_be_one(x: Number, y: Number) -> bool:
    low = max(v for v in (x.low, y.low, -math.inf) if v is not None)
    high = min(v for v in (x.high, y.high, math.inf) if v is not None)
    if low <= high:
        return True
    return (x.vague or y.vague) and high > 0 and low / high <= 1.1  # about 400, 390


def _far(p: Place, q: Place) -> bool:
    if p.geonames is not None and p.geonames == q.geonames:
        return False
    if p.latitude is None or q.latitude is None or p.longitude is None or q.longitude is None:
        return False
    north = (p.latitude - q.latitude) * 111.2
    east = (p.longitude - q.longitude) * 111.2 * math.cos(math.radians((p.latitude + q.latitude) / 2))
    return math.hypot(north, east) > ELSEWHERE
