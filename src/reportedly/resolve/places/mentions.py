"""Where a text names places: the tagger's locations, and those that it missed after a word of place.

A mention is widened to the phrase that it heads (`the occupied city of Enerhodar`, `north-eastern Syria`, `Nigeria's Borno state`), and a
town with the region or state beside it is one (`Portland, Maine`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.resolve.places.gazetteer import Entry, gazetteer
from reportedly.resolve.places.names import fold
from reportedly.resolve.places.toponyms import REGION_WORDS, Toponym, candidates, holds, toponym
from reportedly.types import Name, Span

MANY_PEOPLE = 15_000
FEWEST_PEOPLE = 1000  # a missed name is added where a place of that main name has as many, so that surnames after `from` stay out


@dataclass(slots=True)
class Mention:
    """A named place: `core` is the name, `outer` the phrase around it, `toponym` what it may be."""

    core: Span
    outer: Span
    toponym: Toponym


_CAPITALISED = r"(?:(?:[A-Z]\.){2,4}|(?:al-|el-|Al-|El-|as-|ash-)?[A-Z][\w’'-]*)"
_NAME = re.compile(rf"{_CAPITALISED}(?: (?:(?:de|del|la|le|da|do|of the|of|en|al|el|upon|sur|am) )?{_CAPITALISED}){{0,3}}")
_AFTER_PLACE_WORD = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]ff|[Ff]rom|[Tt]o|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Tt]hroughout|"
                               r"[Tt]owards?|[Ii]nto|[Vv]ia|"
                               r"(?:north|south|east|west|coast|city|town|village|outskirts|region|province|parts?) of|between|and|over|"
                               r"along|through|beyond|"
                               r"left|leaves|reached|entered|visited|toured|hit|struck|shelled|bombed|seized|captured|retook) (?:the )?"
                               r"(?:(?:[\w]+-)?(?:occupied|annexed|held|controlled) )?(?:(?:north|south|east|west|"
                               r"central)\w*(?:-\w+)? )?(?=[A-Z]|al-|el-)")
_SIDE = (r"(?:far |deep )?(?:north|south|east|west)(?:ern(?:most)?)?(?:[- ](?:north|south|east|west|central)(?:ern)?)?|"
         r"(?:north|south)(?:east|west)(?:ern)?")
_STATUS = (r"(?:(?:[a-z]+ly|once|long) )?(?:[A-Z]?\w+-)?(?:occupied|annexed|held|controlled|administered|run|ruled|liberated|recaptured|"
           r"contested|besieged|disputed|breakaway|separatist|self-declared|self-proclaimed|restive|troubled|neighbouring|neighboring|nearby|"
           r"mainly \w+|war-torn|landlocked)(?: and (?:annexed|occupied))?")
_PART_OF = (r"(?:port |capital |border |coastal |mining |seaside |resort |industrial |frontline |front-line |hill |market )*"
            r"(?i:city|town|village|suburb|settlement|hamlet|region|province|peninsula|territor(?:y|ies)|parts|areas?|"
            r"port|district|state|republic|islands?|enclave|exclave|municipality|county|oblast|governorate|community|neighbou?rhood|resort) of")
_LEADS = tuple(re.compile(p + r"$") for p in (
    r"\b[Tt]he ",
    rf"\b{_STATUS} ",
    rf"\b(?i:{_SIDE}|central|mid|upper|lower|mainland|rural|coastal|downtown|greater|inner|outer|upstate|northernmost|southernmost)[ -]",
    rf"\b{_PART_OF} ",
    r"\b(?:port|capital|border|coastal|mining|seaside|resort|industrial|frontline|front-line|hilltop) (?:city|town|village) ",
    r"\b(?:city|town|village|port|island|state|province|region) ",
))
_GENERIC = re.compile(r"(?:[ -](?i:oblast|krai|republic|governorate|prefecture|voivodeship|state|territory|province|region|area|county|"
                      r"parish|borough|district|department|"
                      r"raion|municipality|peninsula|camp|displacement camp|refugee camp|valley|islands?|township|metropolitan area|suburb|"
                      r"archipelago|enclave|strip|"
                      r"border crossing|crossing|air ?base|airport|nuclear (?:power )?plant))+(?![\w])")
_PARENT = re.compile(r",? \(?((?:[A-Z]\. ?){1,3}[A-Z]?\.?|[A-Z][\w’'-]*\.?(?: (?:of |and )?[A-Z][\w’'-]*){0,2})")
_WORD = re.compile(r"[^\W\d_]")
_DAY = re.compile(r" ?\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
                  r"November|December|Christmas|Easter|Ramadan|Parliament|Congress|Justice|God|English|French|Spanish)\b.*")


def mentions(text: str, names: Sequence[Name]) -> list[Mention]:
    """The places that a text names, in order, none within another, each with its phrase."""
    taken = [n.span for n in names if n.kind != "location"]
    cores = [_trim(text, n.span) for n in names if n.kind == "location"]
    cores = [c for c in cores if c.end > c.start and _WORD.search(text, c.start, c.end)]
    wrong = {n.span for n in names if n.kind != "location" and _place_after_all(text, n.span)}
    taken = sorted(t for t in taken if t not in wrong)
    cores += [*wrong, *missed(text, [n.span for n in names])]
    out: list[Mention] = []
    holder, n = Span(0, 0), 0  # of the names that begin before a core, the one that reaches furthest
    for core in sorted(set(cores)):
        while n < len(taken) and taken[n].start <= core.start:
            holder = max(holder, taken[n], key=lambda t: t.end)
            n += 1
        if (out and core.start < out[-1].outer.end) or (core.end <= holder.end and holder != core):
            continue
        _add(text, out, core)
    return out


_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Aa]cross|[Tt]hroughout|[Oo]utside|[Ii]nto|[Oo]ff) (?:the )?$")


def _place_after_all(text: str, span: Span) -> bool:
    """What the tagger takes for a person or an organization, but stands after a word of place and is a country or a larger town."""
    words = _trim(text, span)
    if not _IN.search(text[max(0, words.start - 20):words.start]):
        return False
    return any(e.precision == "country" or (e.main and e.people >= MANY_PEOPLE) for e in gazetteer().find(fold(text[words.start:words.end])))


def _trim(text: str, span: Span) -> Span:
    """Without an article, a possessive or white space."""
    words = text[span.start:span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    if re.match(r"[Tt]he \S", text[start:end]):
        start += 4
    mark = re.search(r"[’']s?$", text[start:end])
    return Span(start, end - len(mark[0]) if mark else end)


_MONEY = {"$", "£", "€"}


def missed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Names after a word of place that no name covers and that the gazetteer knows well."""
    covered = {i for s in spans for i in range(s.start, s.end)}
    out = []
    for found in _AFTER_PLACE_WORD.finditer(text):
        name = _NAME.match(text, found.end())
        if not name or name.start() in covered:
            continue
        if text[name.end():name.end() + 1] in _MONEY:
            continue
        words = _DAY.split(name[0])[0]
        key = fold(re.sub(r"[’']s?$", "", words))
        span = Span(name.start(), name.start() + len(words))
        if words and (well_known(key) or has_parent(text, span)) and covered.isdisjoint(range(*span)):
            out.append(_trim(text, span))
    return out


def well_known(key: str) -> bool:
    """Some place has this as its main name and is no hamlet."""
    return any(e.kept or e.people >= (FEWEST_PEOPLE if e.main else 10 * FEWEST_PEOPLE) for e in gazetteer().find(key))


def has_parent(text: str, span: Span) -> bool:
    """A hamlet with its state beside it: `Matagorda, Texas`."""
    parent = _PARENT.match(text, span.end)
    if not parent or text[span.end] != ",":
        return False
    small = toponym_of(text[span.start:span.end])
    return any(_one_inside(small, toponym_of(words)) for words in _beginnings(parent[1].strip()))


def _add(text: str, out: list[Mention], core: Span) -> None:
    """Add one to the mentions so far, merged with the one before where they make one place."""
    outer = widen(text, core)
    generic = _GENERIC.match(text, core.end)
    worded = Span(core.start, generic.end()) if generic and (
        set(re.findall(r"\w+", generic[0].lower())) & set(REGION_WORDS) or gazetteer().find(fold(text[core.start:generic.end()]))) else core
    mention = Mention(core, outer, toponym(text, worded))
    before = out[-1] if out else None
    if before:
        between = text[before.outer.end:core.start]
        if between in {", ", ", the "} and _one_inside(before.toponym, mention.toponym):
            dot = text[outer.end:outer.end + 1] == "." and not _in_full(mention.toponym.words)
            before.outer = Span(before.outer.start, outer.end + dot)
            before.toponym.parents = (mention.toponym.words, *before.toponym.parents)
            return
        owned = re.match(r"[’']s? (?:[a-z]\w*(?:-\w+)? (?:and [a-z]+ )?){0,2}$", text[before.core.end:core.start])
        if owned and _one_inside(mention.toponym, before.toponym):
            mention.outer = Span(before.outer.start, outer.end)
            mention.toponym.parents = (before.toponym.words, *mention.toponym.parents)
            out[-1] = mention
            return
    parent = _PARENT.match(text, mention.outer.end)
    if parent and text[mention.outer.end] == ",":
        for words in _beginnings(parent[1].strip()):
            if _one_inside(mention.toponym, toponym_of(words)):
                end = parent.start(1) + len(words)
                if words.endswith(".") and _in_full(words):  # the sentence's stop, not `Ill.`
                    end -= 1
                tail = _GENERIC.match(text, end)
                mention.outer = Span(mention.outer.start, tail.end() if tail else end)
                mention.toponym.parents = (toponym_of(words).words, *mention.toponym.parents)
                break
    out.append(mention)


def _in_full(words: str) -> bool:
    """A name, not its short form: `Illinois`, not `Ill`."""
    return any(fold(e.name) == fold(words) for e in candidates(words))


def _beginnings(words: str) -> list[str]:
    """`North Holland Province` -> itself, `North Holland`, `North`."""
    parts = words.split(" ")
    return [" ".join(parts[:n]) for n in range(len(parts), 0, -1)]


def toponym_of(words: str) -> Toponym:
    """A toponym on its own."""
    return toponym(words, Span(0, len(words)))


def _one_inside(small: Toponym, large: Toponym) -> bool:
    """Some place of the first name lies in some country, region or county of the second, and is no country itself."""
    if not candidates(small.words):  # a hamlet with its region: `Kuriga, Kaduna state`
        return bool(large.kinds) and any(e.precision in {"admin1", "admin2"} for e in candidates(large.words))
    wholes = [e for e in candidates(large.words) if e.precision in {"country", "admin1", "admin2"} and _plain(e, large)]
    if not wholes or any(e.precision == "country" for e in candidates(small.words)):
        return False
    return any(holds(whole, part) for part in candidates(small.words) for whole in wholes)


def _plain(entry: Entry, named: Toponym) -> bool:
    """A county or district as parent says so: `Kupiansk district`; other names of regions are those of their towns."""
    if entry.precision == "admin1":
        return entry.main or entry.kept or bool(named.kinds) or len(named.words) < 6
    return entry.precision == "country" or bool(named.kinds)


def widen(text: str, core: Span) -> Span:
    """The name with its article, side, status and generic word."""
    start, end = core
    generic = _GENERIC.match(text, end)
    if generic:
        end = generic.end()
    for _ in range(6):
        before = text[max(0, start - 60):start]
        found = next((m for lead in _LEADS if (m := lead.search(before))), None)
        if not found:
            break
        start -= len(before) - found.start()
    return Span(start, end)
