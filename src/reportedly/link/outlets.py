"""Names of outlets: whether two of them mean one, and by which codes an outlet goes.

outlets.tsv holds real outlets, made from resources/outlets.tsv and resources/register.tsv. An outlet that is not in it is known by its name
alone: its words, their initials (*Adria Press Agency*, *APA*), its domain. A name that is right for two real outlets stands for neither.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_GENERIC = frozenset("news agency press wire newswire service services media tv television radio online network channel group company "
                     "corporation broadcasting agencia agence agentur agenzia agentura agentstvo presse prensa co ltd inc llc gmbh plc website "
                     "com".split())
_SMALL = frozenset("of the and for de la le du des der die das del della di el al y et und".split())
_COMMON = frozenset("daily evening morning weekly sunday monday saturday national international world global financial business local city "
                    "state "
                    "regional central northern southern eastern western north south east west new free good first great public today "
                    "associated united "
                    "times post tribune herald courier chronicle gazette star sun mirror independent observer guardian standard".split())
_NOUN = (r"(?:(?:news|TV|television|radio|media|state|online|internet|public|private)[ -]){0,4}(?:agency|newswire|wire|network|broadcaster|"
         r"channel|station|outlet|newspaper|paper|daily|weekly|tabloid|"
         r"magazine|journal|publication|website|site|portal|blog|podcast|programme|program|think[ -]tank|"
         r"institute|monitor|watchdog|group|company|organi[sz]ation|service)s?")
_BEFORE = re.compile(rf"^.{{0,80}}\b{_NOUN},? (?=[\"“«'‘]?[A-Z0-9À-ÖØ-Þ])")
_AFTER = re.compile(rf"(?<=\w)[\"”»'’]? {_NOUN}$")
_BRACKET = re.compile(r"\s*\(([^()]{1,60})\)")
_DOMAIN = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/?#]\S*)?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_LESSER = frozenset("www m en eng news edition amp english uk us world".split())
_SECOND = frozenset("co com org net gov ac edu".split())


@dataclass(frozen=True, slots=True)
class Outlet:
    """A real outlet: `house` is the name that outlets with shared copy have in common, `agency` whether others reprint its copy."""

    name: str
    house: str
    agency: bool


@lru_cache(maxsize=65536)
def known(name: str) -> Outlet | None:
    """The real outlet that goes by this name, code or domain; None for others and where two go by it."""
    if domain := _domain(name):
        return next((found for found in (_table().get(tail) for tail in _tails(domain)) if found), None)
    words = core(name)
    return _table().get(" ".join(words)) if words else None


@lru_cache(maxsize=65536)
def core(name: str) -> tuple[str, ...]:
    """The words of a name that count, made alike: without article, description (*the German daily …*), brackets, accents and case."""
    bare = bare_name(name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’.]", "", plain.replace("&", " and "))
    words = re.findall(r"\w+", plain)
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A name without what describes it: *the South Bohemian TV network TV Lipno (TVL)* is *TV Lipno*."""
    bare = " ".join(_BRACKET.sub(" ", name[:300]).split()).strip(" \"“”«»‘’,;:·")
    bare = _AFTER.sub("", _BEFORE.sub("", bare))
    bare = re.sub(r"['’]s?$", "", bare) if re.search(r"\w['’]s$", bare) and len(bare.split()) > 1 and bare[0].islower() else bare
    return bare.strip(" \"“”«»‘’,;:·")


@lru_cache(maxsize=65536)
def code(name: str) -> tuple[str, ...]:
    """The codes and short names by which an outlet may sign or be credited, the likeliest first: *Adria Press Agency* is *APA* or *Adria*."""
    found = list[str]()
    if real := known(name):
        found += _codes().get(real.name, ())
    found += [inside for inside in _BRACKET.findall(name[:300]) if _CODE.fullmatch(inside)]
    words = _spelled(name)
    for chosen in ([w for w in words if w.casefold() not in _SMALL], words):
        if len(chosen) > 1:
            found.append("".join(word[0] for word in chosen).upper())
    own = [word for word in words if word.casefold() not in _GENERIC]
    if own and len(own) < len(words) and not all(word.casefold() in _COMMON | _SMALL for word in own):
        found.append(" ".join(own))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def same_outlet(a: str, b: str) -> bool:
    """Whether two names mean one outlet, or outlets of one house. *The Standard* and *Evening Standard* do not: see `short_for`."""
    one, other = core(a), core(b)
    if not one or not other:
        return False
    if one == other:
        return True
    real_a, real_b = known(a), known(b)
    if real_a and real_b:
        return real_a.name == real_b.name or (bool(real_a.house) and real_a.house == real_b.house)
    domain_a, domain_b = _domain(a), _domain(b)
    if domain_a and domain_b:
        return _tails(domain_a)[0] == _tails(domain_b)[0]
    if domain_a or domain_b:
        label, name = (_label(domain_a), b) if domain_a else (_label(domain_b or ""), a)
        return len(label) > 2 and label in _labels(name)
    return _signs(a, b, real_a) or _signs(b, a, real_b)


@lru_cache(maxsize=65536)
def short_for(short: str, full: str) -> bool:
    """Whether `short` may stand for `full` where only one outlet can be meant: *the Tribune* for *Lipno Tribune*, *Adria* for *Adria TV*."""
    few, many = core(short), core(full)
    if not few or len(few) >= len(many):
        return False
    own = tuple(word for word in many if word not in _GENERIC)
    if few == own:
        return True
    return many[-len(few):] == few and not all(word in _GENERIC | _SMALL for word in few)


def is_code(name: str) -> bool:
    """Whether a name looks like an agency's code: capitals, two to six."""
    return _CODE.fullmatch(name.strip()) is not None


def organisation_like(name: str) -> bool:
    """Whether a name's own words say that it is an outlet's: *Lipno Press Agency*, *Lipno Tribune*, *lipno.example*."""
    words = core(name)
    media = _GENERIC - {"group", "company", "corporation", "co", "ltd", "inc", "llc", "gmbh", "plc", "service", "services"} | _PAPERS
    return bool(known(name) or _domain(name)) or (len(words) > 1 and any(word in media for word in words))


_PAPERS = frozenset("times post tribune herald courier chronicle gazette mirror observer guardian journal dispatch telegraph bulletin examiner "
                    "inquirer ledger newspaper daily review zeitung anzeiger kurier nachrichten pravda gazeta".split())


def _signs(short: str, full: str, real: Outlet | None) -> bool:
    """Whether `short` is a code of `full`. A real outlet's code stands for that outlet; two initials only for an agency, which signs so."""
    if real or short.strip() != short.strip(" ."):
        return False
    short = re.sub(r"^[Tt]he ", "", bare_name(short)).replace(".", "")
    codes = code(full)
    if is_code(short):
        return short in codes and (len(short) > 2 or core(full)[-1] in _GENERIC)
    return any(core(short) == core(own) for own in codes if not is_code(own))


def _spelled(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", bare_name(name))
    return words[1:] if len(words) > 1 and words[0].casefold() == "the" else words


@lru_cache(maxsize=65536)
def _domain(name: str) -> str | None:
    found = _DOMAIN.fullmatch(name.strip()[:300])
    return found[1].lower() if found and not re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]?", found[1]) else None


def _tails(domain: str) -> list[str]:
    """A host and what is left of it when lesser labels are taken away: en.lipno.example, lipno.example."""
    labels = domain.split(".")
    while len(labels) > 2 and labels[0] in _LESSER:
        labels = labels[1:]
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]


def _label(domain: str) -> str:
    labels = _tails(domain)[0].split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels = labels[:-1]
    return labels[-1].replace("-", "") if labels else ""


def _labels(name: str) -> set[str]:
    """What a domain of an outlet of this name may be called: harbortribune, htribune, ht, harbor."""
    words = core(name)
    own = tuple(word for word in words if word not in _GENERIC)
    found = {"".join(words), "the" + "".join(words), *(each.replace(" ", "").casefold() for each in code(name))}
    found |= {"".join(word[0] for word in words[:cut]) + "".join(words[cut:]) for cut in range(1, len(words))}
    if own and not all(word in _COMMON for word in own):
        found |= {"".join(own), "".join(own) + "news"}
    return found


@cache
def _table() -> Mapping[str, Outlet]:
    """Real outlets by the words of their names and by their domains."""
    found, twice = dict[str, Outlet](), set[str]()
    for outlet, names, domains in _rows():
        for key in {" ".join(core(name)) for name in names} | set(domains):
            if found.setdefault(key, outlet).name != outlet.name:
                twice.add(key)
    return {key: outlet for key, outlet in found.items() if key not in twice}


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    return {outlet.name: tuple(name for name in names if is_code(name)) for outlet, names, _ in _rows()}


@cache
def _rows() -> tuple[tuple[Outlet, tuple[str, ...], tuple[str, ...]], ...]:
    lines = Path(__file__).with_name("outlets.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return tuple((Outlet(name, house, agency == "yes"), (name, *filter(None, aliases.split("|"))), tuple(filter(None, domains.split("|"))))
                 for name, house, agency, aliases, domains in cells)


def coded(name: str, outlet: str) -> bool:
    """Whether a name is the code that an outlet of several words may go by: LPA, of the Lipno Press Agency. A web address has none."""
    return "." not in outlet and name in code(outlet)
