"""Whom a hop means, and whether two mean the same one: a ministry, its minister and its spokeswoman are one.

Names are compared only within a claim, where few sources meet, and never the unnamed: they are not merged with anybody.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reportedly.link.nations import NATIONS
from reportedly.types import Hop, Kind

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL = frozenset("""a an the of for to and in on at by from with who whom which that its their his her our this mr mrs ms dr sir lord lady herr
    frau monsieur madame senor said new acting former then also late seen dated obtained""".split())
_OFFICES = frozenset("""president premier chancellor minister governor mayor king queen pope prince emir sultan director head chief chairman
    chairwoman chair chairperson spokesman spokeswoman spokesperson secretary ambassador prosecutor commissioner commander
    general ceo executive coroner sheriff archbishop bishop rector dean manager coach captain prefect leader inspector
    superintendent attorney judge ombudsman""".split())
_SPEAKS_FOR = (_OFFICES - {"king", "queen", "captain", "judge", "general"}) | frozenset(
    "founder owner editor boss deputy officer press speaks heads commands coordinates leads runs directs chairs".split())
_BODIES = frozenset("""ministry commission office agency bureau service institute centre council court company bank police union university army
    staff department authority board party group club federation association government parliament committee fund hospital
    airline institution navy force guard firm maker lender operator regulator observatory registry laboratory society league
    team administration embassy cabinet senate company's command headquarters directorate inspectorate mission brigade
    prosecution museum church school ministry's retailer chain utility charity organisation organization network federation
    operator consortium port municipality region city county prefecture""".split())
_MEDIA = frozenset("""news press agency wire service network tv radio television times post herald courier tribune gazette telegraph daily weekly
    journal media broadcasting magazine newswire bulletin review observer monitor echo mirror""".split()) - {"agency"}
_PRONOUNS = frozenset("it he she they we i any some there this that who which one none both nobody everyone someone".split())
_SOMEBODIES = re.compile(r"(?:the )?(?:western|european|foreign|regional|local|allied|nato|arab|asian|african|senior|some|several|two|three|"
                         r"unnamed)\b.{0,30}"
                         r"\b(?:intelligence|officials?|diplomats?|sources?|security services?|experts?|analysts?)\b", re.I)
_ITS = re.compile(r"\b(?:its|their|the (?:company|bank|group|firm|ministry|agency|party|union|club|airline|institute|maker|lender|operator)"
                  r"(?:['’]s)?)\b", re.I)
_BOTH = re.compile(r"(?:both|the two) (?:sides|armies|countries|governments|ministries|parties|companies|capitals|militaries|banks|clubs)\b",
                   re.I)
_PAPERS = frozenset("""letter memo memorandum document filing statement note decree order indictment poll plan draft register table notice
    contract""".split())
_RESEARCH = frozenset("study paper research article findings report survey analysis preprint review assessment investigation audit".split())
_TWO_WORDS = re.compile(r"\b(North|South|East|Saudi|New|Sri|El|Costa|United|Czech|Hong)[ -](?=[A-Z])")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Whom:
    """A source at the end of a chain: its name and kind, and the words that the report uses of it (`told`)."""

    name: str
    kind: Kind
    entity: str | None
    told: str
    named: bool


def whom(hop: Hop, told: str) -> Whom:
    """The source of a hop. `told`: all the words by which the report calls it."""
    name = hop.name or ""
    known = hop.entity is not None and hop.kind in {"person", "organization", "government", "document"}
    return Whom(name, hop.kind, hop.entity, told or name, known or is_named(name, hop.kind))


def is_named(name: str, kind: Kind) -> bool:
    """Whether a source is named: by a name, or by an office that one person holds (the governor). Crowds are not: local residents."""
    if kind in {"anonymous", "unknown"} or not name or _plain(name) in _PRONOUNS:
        return False
    if _SOMEBODIES.match(name):
        return False
    if kind in {"document", "government"}:
        return True
    if kind == "organization" and _BODIES & tokens(name):
        return True
    head = re.split(r"\b(?:of|in|from|at|near|who|whose|close|on)\b", name, maxsplit=1)[0]
    capitals = [w for w in _WORD.findall(head) if w[0].isupper() and _plain(w) not in NATIONS and _plain(w) not in _SMALL]
    if kind == "group":
        return bool(capitals) and not (len(capitals) == 1 and _WORD.findall(head)[:1] == capitals and len(_WORD.findall(name)) > 1)
    if capitals:
        return True
    return kind == "person" and bool(_OFFICES & set(map(_plain, _WORD.findall(name))))


def institution(outlet: str) -> bool:
    """Whether an outlet is a body that speaks for itself on its own page: Lipno University, not the Lipno News Agency."""
    words = tokens(outlet)
    return bool(words & _BODIES) and not words & _MEDIA


def both_sides(name: str | None) -> bool:
    """Both sides, the two governments: more than one source in one phrase."""
    return bool(name and _BOTH.match(name))


def same(a: Whom, b: Whom) -> str | None:
    """Why the two are one source, or None. Neither is, if either is not named."""
    if not (a.named and b.named):
        return None
    if a.entity and b.entity:
        return f"both are {a.name}" if a.entity == b.entity else None
    mine, theirs = tokens(a.name), tokens(b.name)
    if not mine or not theirs or _foreign(a, b):
        return None
    if mine == theirs:
        return f"both name {a.name}"
    for part, whole in ((mine, theirs), (theirs, mine)):
        if len(part) > 1 and part < whole and not part <= _BODIES:
            return f"{a.name} and {b.name} are one"
    return _persons(a, b) or _document(a, b) or _body(a, b) or _body(b, a) or _part(a, b)


def _foreign(a: Whom, b: Whom) -> bool:
    """Whether they are of two nations: Russia's Defence Ministry, the Ukrainian Defence Ministry."""
    mine, theirs = nations(a.told) or nations(a.name), nations(b.told) or nations(b.name)
    return bool(mine and theirs and not mine & theirs)


def _persons(a: Whom, b: Whom) -> str | None:
    if a.kind != "person" or b.kind != "person":
        return None
    first, second = _in_order(a.name), _in_order(b.name)
    if first and second and first[-1] == second[-1] and (len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0]):
        return f"{a.name} and {b.name} are one person"
    for role, whole in ((tokens(a.name), b), (tokens(b.name), a)):
        core = frozenset(t for t in role if not t.startswith("@"))
        if core & _OFFICES and core <= tokens(whole.told):
            return f"{whole.name} is called {' '.join(sorted(core & _OFFICES))}"
    return None


def _document(a: Whom, b: Whom) -> str | None:
    """A letter of the minister and the minister who writes it; two mentions of one letter."""
    if "document" not in (a.kind, b.kind):
        return None
    mine, theirs = tokens(a.told), tokens(b.told)
    if a.kind == b.kind:
        papers = mine & theirs & _PAPERS
        rest = (mine & theirs) - _PAPERS - _RESEARCH
        studies = bool(mine & _RESEARCH and theirs & _RESEARCH) and (bool(rest) or not _proper(a.name) or not _proper(b.name))
        if studies or (papers and (rest or not _proper(a.name) or not _proper(b.name))):
            return f"{a.name} and {b.name} are one {min(papers) if papers else 'study'}"
        return None
    paper, person = (a, b) if a.kind == "document" else (b, a)
    name = _in_order(person.name)
    if person.kind == "person" and name and name[-1] in tokens(paper.told):
        return f"{paper.name} is {person.name}'s"
    return f"{paper.name} is {person.name}'s" if _core(person.name) and _core(person.name) <= tokens(paper.told) else None


def _body(person: Whom, body: Whom) -> str | None:
    """A body and the one who speaks for it."""
    if person.kind != "person" or body.kind not in {"organization", "government", "group"}:
        return None
    told, core = tokens(person.told), _core(body.name)
    if not core:
        return None
    heads = core & _BODIES & told
    ministers = frozenset({"ministry"}) if "minister" in told and "prime" not in told else frozenset()
    if core <= told | ministers or (told & _SPEAKS_FOR and heads and not _other_body(person.told, body.name)):
        return f"{person.name} speaks for {body.name}"
    return None


def _other_body(told: str, body: str) -> bool:
    """Whether what is told of a person names another body of the sort: the Finance Ministry, and not the Health Ministry."""
    theirs = {_plain(w) for w in _WORD.findall(told) if w[0].isupper()} & _BODIES
    return bool(theirs & tokens(body))


def _proper(name: str) -> bool:
    """Whether a name holds a proper name."""
    return any(w[0].isupper() for w in _WORD.findall(name)[1:]) or (" " not in name and name[:1].isupper())


def _part(a: Whom, b: Whom) -> str | None:
    """One name is the other's, shortened: the ministry, the Interior Ministry in Vienna."""
    if a.kind == "person" or b.kind == "person":
        return None
    mine, theirs = _core(a.name), _core(b.name)
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return f"{a.name} and {b.name} are one"
    return None


def _core(name: str) -> frozenset[str]:
    """The words of a name that are not nations."""
    return frozenset(t for t in tokens(name) if not t.startswith("@"))


def _nation_tokens(words: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in words if t.startswith("@"))


@lru_cache(maxsize=8192)
def tokens(name: str) -> frozenset[str]:
    """The words of a name, folded; nations, their people and capitals as one token each: Kyiv, Ukraine's, Ukrainian are `@Ukraine`."""
    return frozenset(_in_order(name))


@lru_cache(maxsize=8192)
def _in_order(name: str) -> tuple[str, ...]:
    words = (_plain(w) for w in _WORD.findall(_joined(name)))
    return tuple(NATIONS.get(w, _singular(w)) for w in words if w and w not in _SMALL)


def _joined(name: str) -> str:
    """Names of nations of two words as one: South Korean."""
    return _TWO_WORDS.sub(r"\1-", _DOTTED.sub(lambda m: m[0].replace(".", ""), name))


def nations(name: str) -> frozenset[str]:
    """The nations that a name tells."""
    return _nation_tokens(tokens(name))


def stands_for_its_body(told: str) -> bool:
    """Its chief executive; the company's spokeswoman: the body itself is named elsewhere in the sentence."""
    return bool(_ITS.search(told)) and bool(_SPEAKS_FOR & tokens(told))


def _singular(word: str) -> str:
    return {"defense": "defence", "labor": "labour", "officials": "official"}.get(word, word)


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    word = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in word if not unicodedata.combining(c)).removesuffix("'s").rstrip("'")
