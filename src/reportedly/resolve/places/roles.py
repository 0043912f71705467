"""Is a named place where something is, happens, comes from or goes to? Or does it act, own, speak, play or only name something else?

Rules in order; the first that has an opinion settles it. An actor here is what can act by its name alone: a country, a continent or union, a
capital that speaks for its state. `before` is the sentence up to the place's phrase, `after` what follows it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.resolve.places import cues
from reportedly.resolve.places.control import AFTER
from reportedly.resolve.places.gazetteer import Entry, gazetteer
from reportedly.resolve.places.names import fold


class Role(NamedTuple):
    """Whether it counts as a place, and why."""

    counts: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules see. `words`: the name; `phrase`: the phrase around it; `previous`: the role of the place just before, where only a comma
    or `and` parts them.
    """

    words: str
    phrase: str
    before: str
    after: str
    entry: Entry | None
    previous: Role | None

    @property
    def actor(self) -> bool:
        """It can act by its name alone; `eastern Chad` and `parts of Ukraine` cannot."""
        return acts_by_name(self.entry, self.words) and not cues.PART.search(self.phrase[:max(0, self.phrase.find(self.words))])

    @property
    def country(self) -> bool:
        """A country or a union of countries, not a capital."""
        return self.actor and self.entry is not None and self.entry.precision not in {"city", "admin1"}


def _yes(detail: str) -> Role:
    return Role(counts=True, detail=detail)


def _no(detail: str) -> Role:
    return Role(counts=False, detail=detail)


Rule = Callable[[Surroundings], Role | None]


def acts_by_name(entry: Entry | None, words: str) -> bool:
    """A country, a continent or union, or a capital that speaks for its state."""
    if entry is None:
        return gazetteer().capitals.get(fold(words)) is not None
    if entry.precision == "country" or (entry.precision == "region" and fold(entry.name) in cues.ACTING_REGIONS):
        return True
    return entry.precision in {"city", "admin1"} and entry.country is not None and gazetteer().capitals.get(fold(words)) == entry.country


def _people(here: Surroundings) -> Role | None:
    """Israeli, Parisian: an adjective or its people, not a place."""
    key = fold(here.words)
    book = gazetteer()
    if key in book.people and not book.kept(key) and (here.entry is None or fold(here.entry.name) != key):
        return _no("an adjective or a people")
    return None


def _short_adjective(here: Surroundings) -> Role | None:
    """The U.S. election, UK power plants: a short form before a noun is an adjective; the US border is not."""
    noun = here.words in cues.SHORT_FORM and re.match(r" [a-z]", here.after) and not cues.NO_NOUN.match(here.after)
    if noun and not re.match(rf" (?:{cues.FEATURES}|{cues.COMPOUND})\b", here.after):
        return _no("an adjective")
    return None


def _such_as(here: Surroundings) -> Role | None:
    """Cities such as Leeds."""
    if not here.actor and re.search(r"\b(?:cities|towns|villages|places|areas|regions|provinces|states|ports|districts|islands),? (?:such as|"
                                    r"like|including)(?: the)?$", here.before):
        return _yes("named as one of such places")
    return None


def _dateline(here: Surroundings) -> Role | None:
    """LONDON (AP) —; KYIV, Ukraine —: where it was written, not where it is."""
    if not here.before.strip() and re.match(r"[^.\n]{0,40}?(?:\([A-Z][\w /]+\) ?)?(?:--|—|–) ", here.after) and here.words.isupper():
        return _no("a dateline")
    return None


def _name_of_other(here: Surroundings) -> Role | None:
    """Kyiv Post, Chicago Bulls, London Stock Exchange: the name of something else."""
    if cues.ORG_TAIL.match(here.after) or re.search(r"\b(?:[A-Z]\w+|FC|AC|AS|Real|Inter|Sporting|Dynamo|Dinamo|Lokomotiv|Bank|University|Duke|"
                                                r"Duchess|Bishop|Archbishop) (?:of )?$", here.before):
        if re.search(r"\b(?:In|At|Near|From|To|Off|Outside|Inside|Around|Across|Over|And|The|Mount|Port|Of|Into|Between|By|On) $", here.before):
            return None
        if re.search(r"[a-z] [A-Z]\w+ (?:of )?$", here.before) or cues.ORG_TAIL.match(here.after):
            return _no("part of another name")
    return None


def _coordinated(here: Surroundings) -> Role | None:
    """In Alba and Cuneo; with Iran, Syria and China: what the first of them is."""
    return Role(here.previous.counts, f"as the one before it: {here.previous.detail}") if here.previous else None


def _club(here: Surroundings) -> Role | None:
    """Against Leeds, beat Porto: who plays, or who is opposed."""
    if re.search(r"\bagainst(?: the)?$", here.before):
        return _no("what is opposed")
    if cues.MIGHT_BE_CLUB.search(here.before) and not here.actor and cues.RESULT.search(here.before + here.after):
        return _no("a side that plays")
    return None


def _in_place(here: Surroundings) -> Role | None:
    """In Accra, near the Rostov region, off Oman, east of Toretsk."""
    found = cues.STRONG.search(here.before)
    return _yes(f"after “{found[0]}”") if found else None


def _people_of(here: Surroundings) -> Role | None:
    """A Lima lawmaker, London police: who they are, not where it is."""
    if re.match(rf"[ -]{cues.PEOPLE}", here.after) and not re.search(rf" {cues.COMPOUND}$", here.phrase):
        return _no("says whose people or body it is")
    return None


def _feature(here: Surroundings) -> Role | None:
    """Greece's waters, Kharkiv's outskirts; the Trieste terminal, the Donetsk front, Nepal quake."""
    owned = re.match(rf"[’']s? (?:\w+(?:-\w+)? )?{cues.FEATURES}\b", here.after)
    if owned and not re.match(rf"[’']s? (?:\w+ )?{cues.PEOPLE}", here.after):
        return _yes(f"the place of “{owned[0].strip()}”")
    if re.match(r"[’'](?:s\b)?", here.after):
        return _no("an owner")
    compound = re.match(rf"[ -](?:{cues.KINDS_OF} )?{cues.COMPOUND}", here.after)
    if compound:
        return _yes(f"the place of the “{compound[0].strip()}”")
    return None


def _to_or_from(here: Surroundings) -> Role | None:
    """To Malta, from the Rostov region; for a country only where something moves: a shipment to Russia."""
    found = re.search(r"\b(to|from|for)(?: the)?$", here.before)
    if not found:
        return None
    clause = re.split(r"[,;:]| (?:that|and|but|which|who|while) ", here.before)[-1][-70:]
    moving, staying = [m.end() for m in cues.MOVING.finditer(clause)], [m.end() for m in cues.STAYING.finditer(clause)]
    if found[1] == "for":
        leaves = re.search(r"\b(?:left|leav\w+|bound|head\w*|depart\w*|flew|fly|sail\w*|set off|set out|embark\w*|flights?|trains?|train|"
                           r"buses|forecast|warnings?|alerts?|predicted|evacuation orders?)\b", clause, re.IGNORECASE)
        return _yes("where it goes") if leaves else _no("after “for”")
    if max(moving, default=-1) > max(staying, default=-1):
        return _yes(f"something moves “{found[1]}” it")
    if staying or here.actor:
        return _no(f"after “{found[1]}” without a movement")
    return _yes(f"after “{found[1]}”")


def _of(here: Surroundings) -> Role | None:
    """The coast of Yemen, most of Gaza; the siege of Sarajevo; not the governor of Texas, the University of Leeds."""
    if not re.search(r"\bof(?: the)?$", here.before):
        return None
    if cues.OFFICE.search(here.before):
        return _no("after an office or a body")
    if cues.GEOGRAPHIC_OF.search(here.before):
        return _yes("a part or side of it")
    if cues.PLACE_OF_EVENT.search(here.before):
        return _no("a country that is acted on") if here.country else _yes("where it happens")
    return _no("after “of”") if here.actor else _yes("after “of”")


def _on(here: Surroundings) -> Role | None:
    """Strikes on Odesa, on Lesbos; not sanctions on Iran."""
    if not re.search(r"\b(?:on|upon)(?: the)?$", here.before):
        return None
    if here.entry is not None and here.entry.precision in {"region", "sea", "site"} and not here.country:
        return _yes("on it")
    if here.country:
        return _no("a country that is acted on")
    clause = re.split(r"[,;:]", here.before)[-1][-60:]
    return _yes("what is struck or reached") if cues.PHYSICAL_ON.search(clause) else _no("after “on”")


def _over(here: Surroundings) -> Role | None:
    """Over Rostov, where something flies; not concerns over Iran."""
    if not re.search(r"\bover(?: the)?$", here.before):
        return None
    flies = cues.SKY.search(here.before[-80:])
    return _yes("over it") if flies else _no("after “over”")


def _between(here: Surroundings) -> Role | None:
    """The border between Chad and Sudan, the road between Beirut and Sidon; not an agreement between Russia and the DPRK."""
    if not re.search(r"\bbetween(?: the)?$", here.before):
        return None
    if cues.BETWEEN.search(here.before) or not (here.actor or cues.PARTIES.search(here.before)):
        return _yes("between them")
    return _no("parties")


def _reached(here: Surroundings) -> Role | None:
    """Left Trieste, reached Lampedusa, entered Chad."""
    found = cues.BE_THERE.search(here.before)
    return _yes(f"after “{found[0]}”") if found else None


def _struck(here: Surroundings) -> Role | None:
    """Shelled Kharkiv, take Toretsk; a country is acted on."""
    found = cues.STRIKE.search(here.before)
    if not found:
        return None
    if here.country and not (cues.NATURE.search(here.before) or re.match(r"(?:batter|lash|flood|rock|sh[ao]|devastat|engulf)", found[0])):
        return _no("a country that is acted on")
    return _yes(f"after “{found[0]}”")


def _subject(here: Surroundings) -> Role | None:
    """Kharkiv was hit; not Iran sent, Leeds paid."""
    if here.actor or cues.VERB_ACTS.match(here.after):
        return None
    aside = cues.RELATIVE.match(here.after)
    state = cues.LOCATION_STATE.match(here.after[aside.end():] if aside else here.after)
    return _yes("what is told of it") if state else None


def _apposed(here: Surroundings) -> Role | None:
    """In the capital, Accra; the port city of Trieste; its stronghold, Idlib."""
    if here.actor and here.country:
        return None
    if re.search(r"\b(?:capital|city|town|village|port|region|province|suburb|district|island|hometown|birthplace|stronghold),?$", here.before):
        return _yes("in apposition to a word of place")
    if re.match(r", (?:a|an|the|its|one of the) (?:\w+(?:-\w+)? ){0,3}(?:city|town|village|port|suburb|district|region|province|island|"
                r"capital|area|settlement|hamlet|neighbou?rhood)\b", here.after):
        return _yes("called a place")
    return None


def _never_acts(here: Surroundings) -> Role | None:
    """The Zaporizhzhia nuclear power plant, the Red Sea, Catania airport: what does not act; not Wall Street."""
    if fold(here.words) in {"wall street", "capitol hill"}:
        return None
    if (here.entry is not None and here.entry.precision in {"site", "sea"}) or cues.SITE.search(here.phrase):
        return _yes("a site or a sea")
    return None


def _phrase(here: Surroundings) -> Role | None:
    """The phrase itself says that it is a place: the city of X, X province. It may still act: X province said."""
    if AFTER.match(here.after):
        return _yes("its status is told")
    if here.actor or cues.VERB_ACTS.match(here.after):
        return None
    if re.search(r"(?i)\b(?:city|town|village|port|island|parts|areas?|coast|outskirts) of |\b(?:occupied|annexed)\b", here.phrase):
        return _yes("its phrase is of place")
    return None


RULES: tuple[Rule, ...] = (
    _people, _short_adjective, _dateline, _name_of_other, _coordinated, _club, _people_of, _feature, _in_place, _to_or_from, _of, _on, _over,
    _between, _reached, _struck, _apposed, _such_as, _never_acts, _subject, _phrase)
CLEAR: tuple[Rule, ...] = (_coordinated, _feature, _in_place, _to_or_from, _apposed, _such_as, _phrase)  # enough for a name that nobody knows


def role(here: Surroundings) -> Role:
    """The first rule's answer; without one, an actor acts, and a name in no phrase of place is left out."""
    for rule in RULES:
        found = rule(here)
        if found and found.counts and here.entry is None and rule not in CLEAR:
            return _no("not in the gazetteer, and in no clear phrase of place")
        if found:
            return found
    return _no("acts, is acted on or is only named" if here.actor else "in no phrase of place")


def coordinates(between: str) -> bool:
    """Only a comma, `and` or `or` stands between two places, with prepositions at most."""
    return len(between) < 30 and bool(cues.COORDINATED.fullmatch(between)) and between.strip() != ""
