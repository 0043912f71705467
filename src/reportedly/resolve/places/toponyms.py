"""Names of places in one text -> where they are. Each name has one sense in a text; all names are settled together.

A candidate's odds come from what it is by itself (people, kind, main name or other) and from what agrees with it: other names' candidates near
by, in the same state or region, in the same country; the parent that stands beside it (`Paris, Texas`); countries and peoples that the text
names.
Odds are sharpened over a few rounds (relaxation labelling), so that a cluster of small neighbours can beat a big city far away.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.resolve.places.gazetteer import Entry, gazetteer
from reportedly.resolve.places.names import fold
from reportedly.types import Precision, Span

# Swept together on LGL and GeoVirus (bench/places.py; 40 random steps): 84.8 -> 86.7 and 90.5 -> 90.5; both halves of LGL gain alike.
# CAPITAL, FAMOUS, PARENT, OTHER_NAME and NAMED_COUNTRY are then set by hand on sentences of world news, which LGL's small towns are not:
# together they move LGL and GeoVirus by 0.2 at most, and keep Paris and Washington where reports mean them.
PEOPLE = 0.85         # a factor ten of people, times ln 10
OTHER_NAME = -3.5     # known under another name than its main one
KIND: dict[Precision, float] = {"country": 5.0, "admin1": 1.0, "admin2": -4.0, "city": 0.5, "site": 4.0, "region": 6.0, "sea": 6.0}
CAPITAL = 2.0         # of a country
FAMOUS = 1.5          # half a million people and its main name: world news means it, unless neighbours speak against it
FAMOUS_PEOPLE = 500_000
NEAR = 3.0            # another name's candidate at no distance; falls with NEAR_KM
NEAR_KM = 120.0
SAME_ADMIN1 = 2.75
SAME_COUNTRY = 1.35
PARENT = 12.0         # the parent beside it
GENERIC = 15.0        # `the Rostov region` is a region, `Athens County` a county
NAMED_COUNTRY = 1.3   # the text names the country, its people, or uses its words
OUTLET = 1.0
ROUNDS = 5
WEIGHTS = np.array([1, 0.7, 0.5, 0.35, 0.25, 0.2])  # of the names that agree best, so that many far ones do not outvote two near ones
MOST_SUPPORT = 12.0
CANDIDATES = 40
ALL_CANDIDATES = 1500  # of the names that are settled together, so that a long list of towns costs megabytes, not gigabytes
TOGETHER = 300
SEAT_KM = 150.0        # a region's namesake lies within this of its middle
DISTRICT_KM = 60.0     # a town of a county lies within this of its middle
FEWEST_PEOPLE = 200   # what GeoNames gives no population for counts as this


@dataclass(slots=True)
class Toponym:
    """One mention: its words without article and generic word, the kinds its generic word allows, the parents that stand beside it."""

    span: Span
    words: str
    kinds: frozenset[Precision] = frozenset()
    parents: tuple[str, ...] = ()
    entry: Entry | None = None
    detail: str = ""


@dataclass(slots=True)
class _Sense:
    """One name in the whole text: its candidates and their odds."""

    key: str
    candidates: tuple[Entry, ...]
    mentions: list[Toponym] = field(default_factory=list)


_LOCAL: frozenset[Precision] = frozenset({"admin2", "admin1", "city"})
REGION_WORDS: dict[str, frozenset[Precision]] = {
    **dict.fromkeys(("oblast", "krai", "republic", "governorate", "prefecture", "voivodeship", "state", "territory"), frozenset({"admin1"})),
    **dict.fromkeys(("province", "region", "area"), frozenset({"admin1", "admin2", "region"})),
    **dict.fromkeys(("county", "parish", "borough", "district", "department", "raion", "municipality", "township"), _LOCAL),
    **dict.fromkeys(("city", "town", "village", "suburb"), frozenset({"city"})),
    **dict.fromkeys(("sea", "gulf", "strait", "ocean", "channel"), frozenset({"sea"})),
}
_AFTER = re.compile(r"[ -](?i:(oblast|krai|republic|governorate|prefecture|voivodeship|state|territory|province|region|area|county|parish|"
                    r"borough|district|department|"
                    r"raion|municipality|city|town|village|suburb|township))$")
_BEFORE = re.compile(r"(?i:the )?(?i:(city|town|village|suburb|province|region|state|district|republic|governorate|oblast|"
                     r"county)) of (?=[^\W\d_])|"
                     r"((?i:county|province)) (?=[A-Z])")
_SIDE = re.compile(r"(?i:the )?(?i:(?:far |deep )?(?:north|south|east|west)(?:ern|ernmost)?(?:[- ](?:north|south|east|west|"
                   r"central)(?:ern)?)?|northeast(?:ern)?|"
                   r"northwest(?:ern)?|southeast(?:ern)?|southwest(?:ern)?|central|upper|lower|upstate|mainland|rural|downtown|greater|mid|"
                   r"inner|outer|"
                   r"coastal|occupied|annexed)[- ]+(?=[A-Z])")
_THE = re.compile(r"(?i:the) (?=\S)")
_POSSESSIVE = re.compile(r"[’']s?$")
_PARENT_BESIDE = re.compile(r",? (?:\()?((?:[A-Z][\w’'-]*\.?)(?: (?:of |the |and )?[A-Z][\w’'-]*\.?){0,3})|, ?((?:[A-Z]\. ?){2,3})")
_PARENT_IN = re.compile(r",? in (?:the )?(?:(?:north|south|east|west|central)\w*(?:-\w+)? )?((?:[A-Z][\w-]*)(?: (?:of |"
                        r"and )?[A-Z][\w-]*){0,2})")
_OWNED = re.compile(r"((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,2})[’']s? (?:\w+ (?:and \w+ )?){0,2}$")
AMERICAN = re.compile(r"\b(?:[Ss]heriff|[Cc]ounty|[Cc]ounties|[Tt]ownship|[Ss]chool district|[Hh]igh [Ss]chool|Interstate \d+|U\.S\. (?:\d+|"
                      r"Route)|[Ff]reshman|[Ss]ophomore|"
                      r"Rd\.|Ave\.|[Ss]tate police|[Cc]ongressman|Rep\.|Gov\.|[Zz]oning|[Cc]ollege football|[Gg]rand jury|[Mm]iles|percent)\b")
BRITISH = re.compile(r"\b(?:MPs?|[Cc]ouncillors?|[Cc]onstabulary|[Pp]rimary school|MSPs?|[Cc]rown [Cc]ourt|[Mm]agistrates|NHS|"
                     r"[Pp]olice [Cc]onstable|[Pp]arish [Cc]ouncil|"
                     r"[Cc]entre|[Oo]rganis\w+|[Cc]olour|DCI|DS|[Pp]er cent)\b|£\d")


def toponym(text: str, span: Span) -> Toponym:
    """A mention with what its own words and the words around it tell."""
    words = text[span.start:span.end]
    parents: list[str] = []
    if ", " in words:
        words, _, rest = words.partition(", ")
        parents += [re.sub(r"^in ", "", part) for part in rest.split(", ")]
    words = _POSSESSIVE.sub("", words.strip())
    owned = re.match(r"(.*?)[’']s? (?=[A-Z])", words)
    if owned and not gazetteer().find(fold(words)):
        parents.append(owned[1])
        words = words[owned.end():]
    if _THE.match(words) and not gazetteer().find(fold(words)):
        words = words[4:]
    kinds: frozenset[Precision] = frozenset()
    before = _BEFORE.match(words)
    if before:
        kinds = REGION_WORDS[(before[1] or before[2]).lower()]
        words = words[before.end():]
    else:
        words, kinds = _bare(words)
    if not kinds:
        follows = _GENERIC_NEXT.match(text, span.end)
        if follows:
            kinds = REGION_WORDS[follows[1].lower()]
        lead = re.search(r"(?:city|town|village|suburb|capital|port) of (?:the )?$", text[max(0, span.start - 20):span.start])
        if lead:
            kinds = REGION_WORDS["city"]
    return Toponym(span, words, kinds, tuple(p for p in [*parents, *_beside(text, span)] if p))


_GENERIC_NEXT = re.compile(r" (?i:(oblast|province|region|governorate|prefecture|county|parish|republic|district|township))\b")


def _bare(words: str) -> tuple[str, frozenset[Precision]]:
    """Without a side (`eastern Chad`) and a generic word (`Rostov region`), unless the gazetteer knows the whole."""
    known = gazetteer().find
    after = _AFTER.search(words)
    if after and not known(fold(words)):
        rest, kinds = words[:after.start()], REGION_WORDS[after[1].lower()]
        rest = rest if known(fold(rest)) else _SIDE.sub("", rest, count=1) if _SIDE.match(rest) else rest
        return rest, kinds
    if not known(fold(words)):
        side = _SIDE.match(words)
        if side:
            return _bare(words[side.end():])
        if after:
            return words[:after.start()], REGION_WORDS[after[1].lower()]
    elif after and after[1].lower() in {"county", "parish", "oblast"}:
        return words, REGION_WORDS[after[1].lower()]
    return words, frozenset()


def _beside(text: str, span: Span) -> list[str]:
    """The names that stand where a parent stands: `X, Texas`, `X (Texas)`, `X in Texas`, `Nigeria's X state`."""
    out = []
    after = text[span.end:span.end + 60]
    beside = re.match(r"(?:,| \() ?((?:[A-Z]\. ?){1,3}|[A-Z][\w’'-]*\.?(?: (?:of |the |and )?[A-Z][\w’'-]*\.?){0,3})", after)
    if beside:
        out.append(_POSSESSIVE.sub("", beside[1].strip()))
    inside = _PARENT_IN.match(after)
    if inside:
        out.append(inside[1])
    if not beside and not inside and re.match(r" [A-Z][a-z]{0,4}\.[ ,]", after):  # `Athens Ala.`
        out.append(after[1:after.index(".") + 1])
    owned = _OWNED.search(text[max(0, span.start - 50):span.start])
    if owned:
        out.append(owned[1])
    return out


_SHORT = re.compile(r"(?:[A-Z]\.? ?){2,4}$")


_SPELLINGS = tuple((re.compile(old), new) for old, new in (
    (r"\bmt\b", "mount"), (r"\bft\b", "fort"), (r"\bst\b", "saint"), (r"\bsaint\b", "st"),
    (r"^(?:al|el|ad|ar|as|ash|at|az) ", ""), (r"^(?!al )", "al "), (r"\bel ", "al "),
    (r"\b(north|south|east|west) ", r"\1ern "), (r"\b(north|south|east|west)ern ", r"\1 "),
    (r"([a-z])\1", r"\1"), (r"ou", "u"), (r"oo", "u"), (r"ee", "i"), (r"ei", "ay"), (r"ai", "ay"), (r"ai", "e"), (r"ey", "ay"), (r"iy", "y"),
    (r"y", "i"), (r"e", "i"), (r"o", "u"), (r"q", "k"), (r"w", "v"), (r"dj", "j"), (r"dh", "d"), (r"gh", "g"), (r"kh", "h"), (r"eh$", "ah"),
    (r"a$", "ah"), (r"ah$", "a"), (r"iyah?$", "ia"), (r"skiy$", "sky"), (r" ", ""), (r"ts", "c")))


def respelt(key: str) -> list[str]:
    """Other spellings of a name that the gazetteer does not hold: one change, then two, of those that transliteration makes."""
    once = {new: None for old, by in _SPELLINGS if (new := old.sub(by, key)) != key}
    twice = {new: None for first in once for old, by in _SPELLINGS[4:] if (new := old.sub(by, first)) != key}
    book = gazetteer()
    for tries in (once, twice):
        found = [k for k in tries if book.find(k)]
        if found:
            return found
    return []


_COMPASS = frozenset("north south east west northern southern eastern western central northeast northwest southeast southwest".split())


@lru_cache(maxsize=2048)
def candidates(words: str) -> tuple[Entry, ...]:
    """What the name may be, most people first."""
    book = gazetteer()
    key = fold(words)
    if key in _COMPASS:
        return ()
    found = list(book.find(key))
    if _SHORT.match(words) and any(e.kept or not e.main for e in found):  # U.S., EU, DRC: never the towns Us and Eu
        found = [e for e in found if e.kept or not e.main]
    lands = {e.country for e in found if e.precision == "country"}
    found = [e for e in found if e.main or e.precision == "country" or e.country not in lands]  # Mexico is not Mexico City
    who = book.people_of(key)
    if who and who not in found:
        found.append(who)
    if not found:
        found = [replace(e, main=False) for other in respelt(key) for e in book.find(other)]
    return tuple(sorted(found, key=lambda e: -_own_odds(e))[:CANDIDATES])


def _own_odds(entry: Entry) -> float:
    """What a candidate is by itself, as a logarithm."""
    odds = PEOPLE * math.log10(max(entry.people, FEWEST_PEOPLE)) if entry.precision not in {"site", "region", "sea"} else 3.0
    if entry.kept and entry.precision == "admin1":
        odds = 6.0
    odds = 2.303 * odds + KIND[entry.precision] + (0 if entry.main else OTHER_NAME)
    if entry.precision == "city" and entry.country and gazetteer().capitals.get(fold(entry.name)) == entry.country:
        odds += CAPITAL
    if entry.precision == "city" and entry.main and entry.people >= FAMOUS_PEOPLE:
        odds += FAMOUS
    return odds


def holds(whole: Entry, part: Entry) -> bool:
    """The one lies in the other, as far as the gazetteer tells."""
    if whole.country != part.country or whole.country is None or whole.name == part.name:
        return False
    if whole.precision == "country":
        return part.precision != "country"
    if whole.precision == "admin1":
        return whole.admin1 != "" and part.admin1 == whole.admin1 and part.precision in {"city", "admin2"}
    return whole.precision == "admin2" and part.precision == "city" and _kilometres(part, whole) < DISTRICT_KM


def _kilometres(a: Entry, b: Entry) -> float:
    x, y = _units([a, b])
    return float(12742 * math.asin(min(1.0, float(np.linalg.norm(x - y)) / 2)))


def _units(entries: Sequence[Entry]) -> npt.NDArray[np.float64]:
    """Unit vectors, one row each."""
    angles = np.radians(np.array([(e.latitude, e.longitude) for e in entries], dtype=np.float64))
    latitude, longitude = angles[:, 0], angles[:, 1]
    return np.stack([np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1)


_CAPITALISED = re.compile(r"(?:[A-Z]\.){2,4}|[A-Z][\w’'-]*\.?(?: [A-Z][\w’'-]*\.?)?")


def named_countries(text: str) -> Counter[str]:
    """How often the text names each country or its people, or uses words that are its own."""
    book = gazetteer()
    out: Counter[str] = Counter()
    for found in _CAPITALISED.finditer(text[:20_000]):
        whole = found[0]
        for words in {whole, *whole.split(" ")}:
            key = fold(re.sub(r"[’']s$", "", words))
            who = book.people.get(key)
            if who in book.countries:
                out[str(who)] += 1
            for entry in book.kept(key):
                if entry.precision == "country" and entry.country:
                    out[entry.country] += 1
    out["US"] += min(3, len(AMERICAN.findall(text[:20_000])))
    out["GB"] += min(3, len(BRITISH.findall(text[:20_000])))
    return out


def settle(text: str, mentions: Sequence[Toponym], outlet_country: str | None = None) -> None:
    """Gives each mention its `entry`, or leaves None where the gazetteer has nothing that fits, and says why in `detail`."""
    senses: dict[str, _Sense] = {}
    for mention in mentions:
        key = fold(mention.words)
        if key not in senses:
            senses[key] = _Sense(key, candidates(mention.words))
        senses[key].mentions.append(mention)
    known = [s for s in senses.values() if s.candidates]
    for first in range(0, len(known), TOGETHER):
        together = known[first:first + TOGETHER]
        for sense in together:
            sense.candidates = sense.candidates[:max(3, ALL_CANDIDATES // len(together))]
        _relax(text, together, outlet_country)
    for mention in mentions:
        if mention.entry is None and not mention.detail:
            mention.detail = f"“{mention.words}” is not in the gazetteer"


def _relax(text: str, senses: list[_Sense], outlet_country: str | None) -> None:
    """Odds of all candidates of all names, sharpened by one another."""
    entries = [e for s in senses for e in s.candidates]
    owner = np.array([i for i, s in enumerate(senses) for _ in s.candidates])
    own = _first_odds(text, senses, outlet_country)
    agreement = _agreement(entries, owner)
    groups = [np.flatnonzero(owner == i) for i in range(len(senses))]
    odds = own
    for _ in range(ROUNDS):
        share = _shares(odds, groups)
        support = np.zeros((len(senses), len(entries)))
        for i, group in enumerate(groups):  # the best agreement that each other name offers
            support[i] = (agreement[group] * share[group, None]).max(axis=0)
        support[owner, np.arange(len(entries))] = 0
        best = np.sort(support, axis=0)[::-1][:len(WEIGHTS)]
        odds = own + np.minimum(best.T @ WEIGHTS[:len(best)], MOST_SUPPORT)
    share = _shares(odds, groups)
    for sense, group in zip(senses, groups, strict=True):
        for mention in sense.mentions:
            _choose(mention, [entries[i] for i in group], odds[group], share[group])


def _shares(odds: npt.NDArray[np.float64], groups: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.float64]:
    """Odds as probabilities within each name."""
    out = np.zeros_like(odds)
    for group in groups:
        raised = np.exp(odds[group] - odds[group].max())
        out[group] = raised / raised.sum()
    return out


def _first_odds(text: str, senses: list[_Sense], outlet_country: str | None) -> npt.NDArray[np.float64]:
    """What each candidate has before the others are asked."""
    counts = named_countries(text)
    most = max(counts.values(), default=0)
    out = []
    for sense in senses:
        parents = [e for m in sense.mentions for p in m.parents for e in candidates(p) if e.precision in {"country", "admin1", "admin2"}]
        kinds = frozenset().union(*(m.kinds for m in sense.mentions)) if all(m.kinds for m in sense.mentions) else frozenset()
        for entry in sense.candidates:
            odds = _own_odds(entry)
            if parents and any(holds(parent, entry) for parent in parents):
                odds += PARENT
            if kinds:
                odds += GENERIC if entry.precision in kinds else 0
            if most and entry.country and entry.precision != "country":
                odds += NAMED_COUNTRY * 2 * math.sqrt(counts.get(entry.country, 0) / most)
            if outlet_country and entry.country == outlet_country:
                odds += OUTLET
            out.append(odds)
    return np.array(out)


def _agreement(entries: list[Entry], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """How much candidate i speaks for candidate j."""
    units = _units(entries)
    chord = np.sqrt(np.maximum(0, 2 - 2 * units @ units.T))
    wide = np.array([e.precision in {"country", "region", "sea"} for e in entries])
    countries = np.unique([e.country or "" for e in entries], return_inverse=True)[1]
    states = np.unique([f"{e.country}.{e.admin1}" if e.admin1 else f"{i}" for i, e in enumerate(entries)], return_inverse=True)[1]
    abroad = np.array([e.country is None for e in entries])
    near = NEAR * np.exp(-6371 * chord / NEAR_KM) * ~(wide[:, None] | wide[None, :])
    state = SAME_ADMIN1 * (states[:, None] == states[None, :])
    country = SAME_COUNTRY * ((countries[:, None] == countries[None, :]) & ~abroad[:, None] & ~abroad[None, :])
    out: npt.NDArray[np.float64] = (near + state + country) * (owner[:, None] != owner[None, :])
    return out


def _seat(city: Entry, region: Entry) -> bool:
    """The city that a region or district is named for: `Moscow` alone is the city."""
    return (city.precision == "city" and region.precision in {"admin1", "admin2"} and city.country == region.country
            and 8 * city.people > region.people and _kilometres(city, region) < SEAT_KM)


def _choose(mention: Toponym, entries: list[Entry], odds: npt.NDArray[np.float64], share: npt.NDArray[np.float64]) -> None:
    """The most likely candidate; among those that the mention's own generic word allows, where there are any."""
    order = sorted(range(len(entries)), key=lambda i: -odds[i])
    allowed = [i for i in order if not mention.kinds or entries[i].precision in mention.kinds] or order
    if not mention.kinds:
        allowed = [*(i for i in order if _seat(entries[i], entries[allowed[0]])), *allowed]
    best = entries[allowed[0]]
    mention.entry = best
    of = f"one of {len(entries)} places so named" if len(entries) > 1 else "the only place so named"
    where = f"{best.admin1}, {best.country}" if best.admin1 and best.country else best.country or "no country"
    mention.detail = f"{best.name} ({best.precision}, {where}): {of}, {round(100 * float(share[allowed[0]]))} percent of the odds"
