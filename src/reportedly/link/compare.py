"""What agrees and what does not between two gists, as numbers for the matcher and as words for the reader."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.link.gist import Gist, Interval, Number

LONG_AGO = 20.0  # days


@dataclass(frozen=True, slots=True)
class Between:
    """How the reports of two statements stand to each other.

    `containment`: the share of text that they have in common (0 … 1). `cites`: one names the other or links to it. `hours`: between
    their publication, None if not known.
    """

    same_report: bool = False
    containment: float = 0.0
    cites: bool = False
    hours: float | None = None
    same_outlet: bool = False


FEATURES = (
    "cosine", "words", "words within", "names", "names within", "names apart", "rarest name", "number same", "number overlaps",
    "number apart", "number near", "numbers one-sided", "other units", "time overlaps", "time apart", "place shared", "place apart",
    "polarity apart", "mode same", "future apart", "both future", "speaker shared", "speaker apart", "speaker one-sided", "anchors",
    "same report", "containment", "cites", "hours", "same outlet", "length", "number apart x cites", "number apart x speaker",
    "number apart x containment", "cosine x anchors", "words x names", "cosine x number same", "future apart x later", "short x anchors",
    "names around", "words around", "around within", "cited", "voices shared", "denied apart", "negated apart", "factuality apart",
    "one of long ago", "number apart, nothing shared", "number apart, lineage", "time apart x number same", "names apart x number same",
    "past and future", "one place only", "names swapped", "first name same", "first name apart",
)


_AGREE = (("time overlaps", "the time agrees"), ("place shared", "the same place"), ("speaker shared", "on the same word"))
_DIFFER = (("time apart", "the times differ"), ("place apart", "other places"), ("names apart", "each has names of its own"),
           ("future apart", "one is to come, the other is told as a fact"), ("polarity apart", "one denies it or has seen no sign of it"))


def features(a: Gist, b: Gist, between: Between) -> list[float]:
    """The numbers that the matcher weighs, in the order of FEATURES; the same for (b, a)."""
    cosine = float(a.vector @ b.vector)
    both, within = _overlap(a.words, b.words, a.sums[0], b.sums[0])
    named, named_within = _overlap(a.names, b.names, a.sums[1], b.sums[1])
    left, right = _left(a.names, b.names), _left(b.names, a.names)
    rarest = max((min(v, b.names[k]) for k, v in a.names.items() if k in b.names), default=0.0)
    same, overlaps, apart, near, others, one_sided = _numbers(a.numbers, b.numbers)
    when, never = _times(a.times, b.times)
    place = 1.0 if a.places & b.places else 0.0
    elsewhere = 1.0 if a.places and b.places and not place else 0.0
    future = 1.0 if a.future != b.future else 0.0
    shared = 1.0 if _alike(a.speaker, b.speaker) else 0.0
    other = 1.0 if a.speaker and b.speaker and not shared else 0.0
    lone = 1.0 if bool(a.speaker) != bool(b.speaker) else 0.0
    about = len(a.anchors & b.anchors) / (1 + min(len(a.anchors), len(b.anchors)))
    hours = 1.0 if between.hours is None else min(2.0, math.log1p(abs(between.hours)) / 3)
    cites = float(between.cites)
    size_a, size_b = len(a.words) + len(a.names) + len(a.numbers), len(b.words) + len(b.names) + len(b.numbers)
    short = 1 / (1 + min(size_a, size_b))
    around = max((min(v, b.wide[k]) for k, v in a.wide.items() if k in b.wide and (k in a.names or k in b.names)), default=0.0)
    wide, wide_within = _overlap(a.wide, b.wide, a.sums[2], b.sums[2])
    cited = 1.0 if any(_alike(v, b.house) for v in a.voices) or any(_alike(v, a.house) for v in b.voices) else 0.0
    heard = 1.0 if any(_alike(v, w) for v in a.voices for w in b.voices) else 0.0
    polarity = 1.0 if (a.polarity == "affirmed") != (b.polarity == "affirmed") else 0.0
    denied = 1.0 if a.denies != b.denies else 0.0
    sure = min(2.0, abs((a.factuality or 0.0) - (b.factuality or 0.0)) / 2)
    ago = 1.0 if (_old(a) and not _old(b)) or (_old(b) and not _old(a)) else 0.0
    swapped, first, other_first = _order(a.names, b.names)
    lineage = max(cites, cited, heard, shared, float(between.same_report))
    return [
        cosine, both, within, named, named_within, min(left, right), rarest, same, overlaps, apart, near, one_sided, others,
        when, never, place, elsewhere,
        polarity, 1.0 if a.mode == b.mode else 0.0, future,
        1.0 if a.future and b.future else 0.0, shared, other, lone, about, float(between.same_report), between.containment, cites, hours,
        float(between.same_outlet), (1 + min(size_a, size_b)) / (1 + max(size_a, size_b)), apart * cites, apart * shared,
        apart * between.containment, cosine * about, both * named, cosine * same, future * hours, short * about,
        around, wide, wide_within, cited, heard, denied,
        polarity * (1 - denied), sure, ago, apart * (1 - lineage), apart * lineage, never * same, min(left, right) * same,
        future * float(a.past or b.past), 1.0 if bool(a.places) != bool(b.places) else 0.0,
        swapped, first, other_first]


def reason(a: Gist, b: Gist, values: list[float]) -> str:
    """A sentence of what agrees and what does not."""
    has = dict(zip(FEATURES, values, strict=True))
    agree = [words for feature, words in _AGREE if has[feature]]
    differ = [words for feature, words in _DIFFER if has[feature] > 0.5]
    shared = sorted((k for k in a.names if k in b.names), key=lambda k: (-min(a.names[k], b.names[k]), k))[:3]
    if shared:
        agree.insert(0, "both name " + ", ".join(sorted(min(a.spelled[k], b.spelled[k]) for k in shared)))
    if has["number same"] or has["number overlaps"]:
        agree.append("the number agrees")
    elif has["number apart"]:
        differ.insert(0, "the numbers differ (" + " / ".join(sorted((_figures(a), _figures(b)))) + ")")
    meaning = f"meaning {has['cosine']:.2f}, words {has['words']:.2f}"
    return "; ".join([meaning, *agree]) + (". But " + "; ".join(differ) if differ else "") + "."


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name holds the words of the other."""
    return bool(a) and bool(b) and (a <= b or b <= a)


def _old(gist: Gist) -> bool:
    """It tells of something that was over long before its report."""
    return gist.age is not None and gist.age > LONG_AGO


def _figures(gist: Gist) -> str:
    return ", ".join(n.text for n in gist.numbers[:3])


def _overlap(a: Mapping[str, float], b: Mapping[str, float], all_a: float, all_b: float) -> tuple[float, float]:
    """Shared weight over the mean of both, and over the lighter."""
    shared = math.fsum(min(v, b[k]) for k, v in a.items() if k in b)
    return (2 * shared / (all_a + all_b), shared / min(all_a, all_b)) if shared else (0.0, 0.0)


def _order(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, float, float]:
    """Whether the first two names that both have stand the other way round; whether the first of all is the same; or not."""
    if not a or not b:
        return 0.0, 0.0, 0.0
    one, two = [k for k in a if k in b][:2], [k for k in b if k in a][:2]
    first = next(iter(a)) == next(iter(b))
    return float(len(one) == 2 and one == two[::-1]), float(first), float(not first)


def _left(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The weight of the names of `a` that `b` lacks, at most 2."""
    return min(2.0, math.fsum(v for k, v in a.items() if k not in b))


def _numbers(a: tuple[Number, ...], b: tuple[Number, ...]) -> tuple[float, float, float, float, float, float]:
    """Same, overlapping, apart, how near (0 … 1), like numbers of other units, and numbers on one side only."""
    if not a or not b:
        return 0.0, 0.0, 0.0, 0.0, 0.0, 1.0 if a or b else 0.0
    same = overlap = near = others = 0.0
    comparable = False
    for x in a[:4]:
        for y in b[:4]:
            alike = x.unit == y.unit
            if _point(x) == _point(y) is not None:
                same, others = (1.0, others) if alike else (same, 1.0)
            if alike:
                comparable = True
                if _overlap_numbers(x, y):
                    overlap = 1.0
                near = max(near, _near(x, y))
    return same, overlap, 1.0 if comparable and not same and not overlap else 0.0, near, others, 0.0


def _point(x: Number) -> float | None:
    return x.high if x.low is None else x.low


def _overlap_numbers(x: Number, y: Number) -> bool:
    low = max(-math.inf if x.low is None else x.low, -math.inf if y.low is None else y.low)
    return low <= min(math.inf if x.high is None else x.high, math.inf if y.high is None else y.high)


def _near(x: Number, y: Number) -> float:
    one, two = _point(x), _point(y)
    if one is None or two is None or one <= 0 or two <= 0:
        return 0.0
    return min(one, two) / max(one, two)


def _times(a: tuple[Interval, ...], b: tuple[Interval, ...]) -> tuple[float, float]:
    """Whether some times overlap, and whether all are apart."""
    if not a or not b:
        return 0.0, 0.0
    meet = any(_before(x.start, y.end) and _before(y.start, x.end) for x in a for y in b)
    return (1.0, 0.0) if meet else (0.0, 1.0)


def _before(start: float | None, end: float | None) -> bool:
    return start is None or end is None or start < end
