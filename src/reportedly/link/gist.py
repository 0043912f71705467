"""A statement -> its gist: what matching compares, worked out once.

Words by their stems with how telling each is, names with their spellings evened out, numbers with what they count, times,
places, mode and polarity, whose word it is, and what its report is about.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.link.terms import STOP, fold, name_key, number, rarity, stem, words
from reportedly.types import Mode, Polarity, Quantity, Statement, Teller

Floats = NDArray[np.float32]

_PEOPLE = frozenset(stem(w) for w in (
    "person soldier serviceman servicemen troop fighter civilian worker employee staff passenger victim man woman child migrant refugee "
    "resident villager patient student pupil protester demonstrator officer policeman police casualty death body fatality dead tourist "
    "miner sailor crew prisoner hostage member farmer driver customer resident other").split())
_JOBS = frozenset({"job", "post", "position", "role"})
_TITLES = frozenset(
    "mr mrs ms dr sir lord general gen president minister prime governor mayor spokesman spokeswoman chief head".split())
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "hour": 1 / 24, "minute": 1 / 1440}
_FUTURE = frozenset({"forecast", "intention", "demand"})
_PAST = frozenset(
    "had has have was were did began came went took gave got left made said sent sank fell hit shot struck held met won lost rose "
    "grew fled died".split())
TELLING = 100  # numbers from here on; smaller ones are often alike by chance
_MAX_WORDS = 120  # of a statement: beyond it nothing is compared


class Number(NamedTuple):
    """A number of a statement. `low`, `high`: None is unbounded. `unit`: the class of what it counts, in base units."""

    low: float | None
    high: float | None
    unit: str
    text: str
    vague: bool


class Interval(NamedTuple):
    """Days since 1970, half-open; None is open."""

    start: float | None
    end: float | None
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """What matching compares of a statement.

    `words`: stem -> how telling (0 … 1.1), without names. `names`: key -> how telling, among them places and actors, in the order of
    the text; `spelled`: as they stand there. `wide`: both, with those of the sentence that it stands in. `sums`: the weight of all
    words, names and wide. `places`: keys of places. `future`: it speaks of what is to come; `past`: of what has been. `denies`: a
    source denies it. `age`: days from the latest time it tells to publication. `voices`: the words of each name in its chain,
    `speaker` of the furthest that has one, `house` of its outlet. `published`: hours since 1970. `vector`: of length 1. `anchors`:
    what its report is about.
    """

    id: str
    report: str
    text: str
    words: dict[str, float]
    names: dict[str, float]
    spelled: dict[str, str] = field(repr=False)
    numbers: tuple[Number, ...]
    times: tuple[Interval, ...]
    places: frozenset[str]
    mode: Mode | None
    polarity: Polarity | None
    factuality: float | None
    future: bool
    past: bool
    denies: bool
    age: float | None
    wide: dict[str, float]
    sums: tuple[float, float, float]
    voices: tuple[frozenset[str], ...]
    speaker: frozenset[str]
    house: frozenset[str]
    outlet: str | None
    published: float | None
    anchors: frozenset[str]
    vector: Floats = field(repr=False)


def gist(statement: Statement, teller: Teller, anchors: Collection[str], vector: Floats, sentence: str = "") -> Gist:
    """The gist of one statement of the report `teller`.

    `anchors`: of the report. `vector`: of the statement's text. `sentence`: the words of the sentence or sentences that it stands in,
    which tell of whom a fragment or a pronoun speaks.
    """
    timed = {word.folded for time in statement.times for word in words(time.text)}
    spelled: dict[str, str] = {}
    stems, names = _terms(statement.text, timed, spelled)
    for actor in statement.actors:
        _add_all(names, spelled, actor.name)
    places = set()
    for place in statement.places:
        places.add(f"geonames {place.geonames}" if place.geonames else name_key(fold(place.name)))
        _add_all(names, spelled, place.name)
    for key in [k for k in stems if name_key(k) in names]:
        del stems[key]
    names = dict(sorted(names.items(), key=lambda item: _place(statement.text, spelled[item[0]])))
    wide: dict[str, float] = {}
    if sentence and sentence != statement.text:
        wide, more = _terms(sentence, timed, {})
        wide.update(more)
    wide.update(stems)
    wide.update(names)
    voices = tuple(keys for hop in statement.chain if hop.name and (keys := _keys(hop.name)))
    published, times = hours(teller.published), _times(statement)
    return Gist(
        id=statement.id, report=teller.id, text=statement.text, words=stems, names=names, spelled=spelled,
        numbers=tuple(_number(q) for q in statement.quantities), times=times, places=frozenset(places),
        mode=statement.mode, polarity=statement.polarity, factuality=statement.certainty.factuality,
        future=statement.mode in _FUTURE, past=_past(statement),
        denies=any(hop.act == "deny" for hop in statement.chain), age=_age(times, published),
        wide=wide, sums=(math.fsum(stems.values()), math.fsum(names.values()), math.fsum(wide.values())), voices=voices,
        speaker=_speaker(statement), house=_keys(teller.outlet or ""), outlet=fold(teller.outlet) if teller.outlet else None,
        published=published,
        anchors=frozenset(anchors), vector=vector)


def _past(statement: Statement) -> bool:
    if statement.mode in _FUTURE:
        return False
    told = words(statement.text)[:_MAX_WORDS]
    return any(w.folded in _PAST or (len(w.folded) > 4 and w.folded.endswith("ed") and not w.capital) for w in told)


def _terms(text: str, timed: Collection[str], spelled: dict[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Words and names of a text with how telling each is; numbers and the words of times are left out."""
    stems: dict[str, float] = {}
    names: dict[str, float] = {}
    for word in words(text)[:_MAX_WORDS]:
        folded = word.folded
        if folded in STOP or folded in timed or len(folded) < 2 or number(folded) is not None:
            continue
        telling = rarity(folded)
        if word.capital and (not word.opens or telling > 1):
            _add(names, spelled, folded, word.text, telling)
        else:
            stems[stem(folded)] = telling
    return stems, names


def figures(statement: Statement) -> frozenset[float]:
    """The numbers of a statement, in base units, that are telling by themselves."""
    return frozenset(v for q in statement.quantities for n in [_number(q)] for v in (n.low, n.high) if v is not None and v >= TELLING)


def hours(published: str | None) -> float | None:
    """Hours since 1970 of an ISO date or time; a date counts from its midnight in UTC. None if it is no date."""
    if not published:
        return None
    try:
        at = datetime.fromisoformat(published.strip())
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return at.timestamp() / 3600
    except (OverflowError, ValueError):
        return None


def _place(text: str, word: str) -> int:
    at = text.find(word)
    return at if at >= 0 else len(text)


def _add(names: dict[str, float], spelled: dict[str, str], folded: str, text: str, telling: float) -> None:
    key = name_key(folded)
    if key and telling > names.get(key, 0.0):
        names[key] = telling
        spelled[key] = text


def _add_all(names: dict[str, float], spelled: dict[str, str], name: str) -> None:
    for word in words(name)[:8]:
        if word.capital and word.folded not in STOP:
            _add(names, spelled, word.folded, word.text, rarity(word.folded))


def _number(quantity: Quantity) -> Number:
    unit = stem(fold(quantity.unit or "").split(" ")[-1])
    low, high = quantity.low, quantity.high
    if unit in _DAYS:
        low, high = (None if v is None else v * _DAYS[unit] for v in (low, high))
        unit = "day"
    elif unit in _PEOPLE:
        unit = "person"
    elif unit in _JOBS:
        unit = "job"
    return Number(low, high, unit, quantity.text, quantity.approximate)


def _times(statement: Statement) -> tuple[Interval, ...]:
    out = []
    for time in statement.times:
        start, end = _day(time.start), _day(time.end)
        if start is not None or end is not None:
            out.append(Interval(start, end, time.text))
    return tuple(out)


def _day(iso: str | None) -> float | None:
    if not iso:
        return None
    try:
        return float(date.fromisoformat(iso[:10]).toordinal() - 719163)
    except ValueError:
        return None


def _speaker(statement: Statement) -> frozenset[str]:
    """The furthest hop that has a name: of an unnamed official nothing can be compared."""
    for hop in reversed(statement.chain):
        if hop.name and hop.kind not in {"anonymous", "unknown"}:
            keys = _keys(hop.name)
            if keys:
                return keys
    return frozenset()


def _keys(name: str) -> frozenset[str]:
    """The words of a name; of one without capitals (*the governor*) all that tell anything."""
    told = [w for w in words(name)[:12] if w.folded not in STOP and w.folded not in _TITLES and len(w.folded) > 1]
    return frozenset(name_key(w.folded) for w in ([w for w in told if w.capital] or told))


def _age(times: tuple[Interval, ...], published: float | None) -> float | None:
    """Days from the end of the latest time told to publication; below 0 if it is still to come. None where either is not known."""
    ends = [t.end if t.end is not None else t.start for t in times]
    latest = max((e for e in ends if e is not None), default=None)
    return None if latest is None or published is None else published / 24 - latest
