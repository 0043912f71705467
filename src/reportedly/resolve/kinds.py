"""A source phrase -> its kind: ordered rules over its words, then the model's answer. Labels: docs/labels.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.lexicon import ADJECTIVES, BODIES, ORGANS, OUTLETS, STAFF
from reportedly.resolve.phrases import TITLES, Phrase, adjective_state, is_name, known_kind, singular, state_of
from reportedly.types import Kind

_NUMERAL = re.compile(r"^(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|another|both)\s", re.I)
_SINGLE = re.compile(r"^(?:a|an|one|another)\s", re.I)
_OUTLET = re.compile(rf"\b(?:{OUTLETS})\b")
_BODY = re.compile(rf"\b(?:{BODIES})\b")
_ORGAN = re.compile(rf"\b(?:{ORGANS})\b", re.I)
_STAFF = re.compile(rf"\b(?:{STAFF})\b", re.I)
_ACTS_FOR_STATE = re.compile(r"\b(?:prosecutors|inspectors|investigators|detectives|fire crews|firefighters)\b", re.I)
_GENERAL = re.compile(r"\b(?:prosecutor|attorney|secretary|director|inspector|solicitor|auditor)[- ]general$", re.I)
_IN_THE_KNOW = re.compile(r"(?:people|persons?|those|someone|insiders|(?:two|three|four|five) people)\b.*"
                          r"\b(?:familiar|close|briefed|with knowledge|aware|involved)\b", re.I)
_NEWS_AGENCY = re.compile(r"\b(?:news|press|wire) agenc(?:y|ies)\b", re.I)
_WELL_KNOWN_UNNAMED = frozenset("official source diplomat executive aide insider lawmaker adviser advisor envoy".split())
_RELATIVES = re.compile(r"\b(?:his|her|their|my|its|the \w+[’']s)\s+(?:\w+\s+)?(?:lawyer|attorney|mother|father|wife|husband|brother|sister|"
                        r"son|daughter|agent|coach|spokes\w+|widow|boss|deputy|doctor)\b", re.I)


@dataclass(frozen=True)
class Source:
    """What the rules see."""

    words: str
    phrase: Phrase
    model: Kind


def person_with_a_title(source: Source) -> Kind | None:
    """Ms. Jordan; Col. Steve Warren; Tom Post, where the model too sees a person."""
    phrase = source.phrase
    several = phrase.named and " " in phrase.name and not phrase.article and not phrase.descriptor
    return "person" if TITLES.match(source.words) or (several and source.model == "person" and not _BODY.search(phrase.name)) else None


def document(source: Source) -> Kind | None:
    """a bulletin of the payments company Brightpay; court papers; satellite images."""
    phrase = source.phrase
    head = phrase.head if not phrase.named else ""
    if head and known_kind(head) == "document":
        return "document"
    return None


def news_agency(source: Source) -> Kind | None:
    """the news agency VNA; the agency RIA, where the model too sees an outlet."""
    if singular(source.phrase.head) != "agency":
        return None
    return "outlet" if _NEWS_AGENCY.search(source.words) or (source.phrase.named and source.model == "outlet") else None


def named_after_its_kind(source: Source) -> Kind | None:
    """the newspaper Ribeira; the rights group Memorial; the lawmaker Kim Ok."""
    phrase = source.phrase
    if not phrase.named or not phrase.descriptor:
        return None
    kind = known_kind(phrase.head)
    if kind in ("outlet", "organization", "document"):
        return kind
    if kind == "government" and source.model != "person":
        return "government"
    return "person" if kind or source.model == "person" else None


def state(source: Source) -> Kind | None:
    """Kyiv; the United States; the Bank of Peru."""
    bank = re.match(r"(?:the )?(?:\w+[’']s |\w+ )?Bank of ([A-Z].*)$", source.phrase.words, re.I)
    return "government" if any(state_of(w) for w in (source.phrase.words, source.phrase.name, bank[1] if bank else "")) else None


def staff_of_a_body(source: Source) -> Kind | None:
    """a company spokeswoman; a spokesman for the ministry; prosecutors."""
    if (source.phrase.named and source.phrase.descriptor) or not _STAFF.search(source.words):
        return None
    if _ACTS_FOR_STATE.search(source.words):
        return "government"
    if _ORGAN.search(source.words) or any(w in ADJECTIVES for w in source.words.split()):
        return "government"
    return source.model if source.model in ("government", "organization") else "organization"


def relative_of_somebody(source: Source) -> Kind | None:
    """his lawyer; the minister's wife."""
    return "person" if _RELATIVES.search(source.words) else None


def somebody_unnamed(source: Source) -> Kind | None:
    """a western diplomat; two teachers; hospital officials; people familiar with the matter."""
    phrase = source.phrase
    if phrase.named:
        return None
    kind = known_kind(phrase.head)
    if _IN_THE_KNOW.match(source.words):
        return "anonymous"
    if _GENERAL.search(phrase.name):
        return "person"
    if kind in ("anonymous", "person", "group"):
        if _NUMERAL.match(source.words):
            return "anonymous"
        if kind == "person" and not phrase.head.endswith("s"):
            return "person"
        if singular(phrase.head) in _WELL_KNOWN_UNNAMED:
            return "anonymous"
        if kind == "group" or phrase.head.endswith("s"):
            return "group"
    return None


def outlet_by_name(source: Source) -> Kind | None:
    """Radio Norte; the Tagus Times."""
    phrase = source.phrase
    if phrase.named and not phrase.descriptor and _OUTLET.search(f"{phrase.article.title()} {phrase.name}"):
        return "outlet"
    return None


def organ_of_a_state(source: Source) -> Kind | None:
    """the interior ministry; Peru's central bank; Nigerian forces."""
    phrase = source.phrase
    if phrase.head in ("forces", "troops") and adjective_state(phrase.words):
        return "government"
    front = re.split(r"\s(?:in|at|from|near|on)\s", source.words)[0]
    if (phrase.named and phrase.descriptor) or (_SINGLE.match(source.words) and known_kind(phrase.head) in ("anonymous", "person")):
        return None
    if _BODY.search(source.words) and not re.search(r"\b(?:ministry|government|police|court)\b", source.words, re.I):
        return None
    return "government" if _ORGAN.search(front) else None


def body_by_name(source: Source) -> Kind | None:
    """NATO; the Red Crescent; the Baltic Observatory for Human Rights."""
    phrase = source.phrase
    if phrase.named and not phrase.descriptor and _BODY.search(phrase.name):
        return "organization"
    return None


def head_noun(source: Source) -> Kind | None:
    """the club; a local radio station; residents of Quito."""
    return known_kind(source.phrase.head) if not source.phrase.named else None


def full_name_of_a_person(source: Source) -> Kind | None:
    """Karin Holt, where the model too sees a person."""
    phrase = source.phrase
    if phrase.named and source.model in ("person", "anonymous") and is_name(phrase.name.split()):
        return "person"
    return None


def people_of_no_known_sort(source: Source) -> Kind | None:
    """a parish priest; volcanologists on the peninsula: the model has the say on what is no person."""
    phrase = source.phrase
    if phrase.named or source.model in ("organization", "outlet", "government", "document"):
        return None
    if _NUMERAL.match(source.words):
        return "anonymous"
    return "group" if phrase.head.endswith("s") else None


RULES: tuple[Callable[[Source], Kind | None], ...] = (
    person_with_a_title, state, document, relative_of_somebody, staff_of_a_body, somebody_unnamed, news_agency, named_after_its_kind,
    outlet_by_name, organ_of_a_state, body_by_name, full_name_of_a_person, head_noun, people_of_no_known_sort,
)


def kind(words: str, phrase: Phrase, model: Kind) -> tuple[Kind, str]:
    """The kind, and why."""
    source = Source(words, phrase, model)
    for rule in RULES:
        found = rule(source)
        if found is not None:
            return found, f"{found}: {rule.__name__.replace('_', ' ')}"
    return (model if model != "unknown" else "organization"), f"{model}: the model’s answer"
