"""Who is who inside one report: each source phrase -> the name it stands for.

A `Cast` is filled in the order of the text. A full name, a body or an unnamed person enters it; a pronoun, a surname, an
acronym or a definite phrase ("the ministry") is looked up in it. Where two candidates remain it abstains: the words stay.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.resolve import mentions
from reportedly.resolve.kinds import kind as kind_of
from reportedly.resolve.lexicon import PRONOUNS
from reportedly.resolve.phrases import Phrase, adjective_state, is_name_word, known_kind, parse, singular, state_of
from reportedly.types import Kind, Span

_AGE = re.compile(r"^the \d+-year-old", re.I)
_PLURAL = frozenset(("they", "them", "their"))
_PEOPLE = frozenset(("people", "men", "women", "children", "fishermen", "servicemen", "police"))
_GENDER = {"she": "she", "her": "she", "he": "he", "him": "he", "his": "he"}
_WOMEN = frozenset(
    "woman spokeswoman chairwoman businesswoman policewoman congresswoman councilwoman mother grandmother wife widow sister daughter girl aunt "
    "girlfriend actress nun queen princess".split())
_MEN = frozenset(
    "man spokesman chairman businessman policeman congressman councilman fisherman father grandfather husband widower brother son boy uncle "
    "boyfriend priest monk king prince".split())
_LISTED = re.compile(r", (?:and )?| and ")
_TOGETHER = frozenset(("outlet", "organization", "government"))
_REPORTS = frozenset(("report", "article", "story", "reporting", "account"))
_ANY_STATE_HAS_ONE = frozenset(("government", "police", "army", "military", "court", "state", "council"))
_STAND_INS = frozenset(("group", "company", "movement", "firm", "paper", "newspaper", "agency", "station", "outlet", "party"))
_MOST = 300  # members that are remembered: a report names fewer, and a text of megabytes is not searched whole again and again


@dataclass
class Member:
    """One who has been named so far; `heads` and `words` are what it was called, `last` where it was named last."""

    name: str
    kind: Kind
    heads: set[str]
    named: bool
    last: int
    words: set[str] = field(default_factory=set)
    plural: bool = False
    gender: str = ""  # "she" or "he", where the words say so or a pronoun has stood for them


@dataclass(frozen=True)
class Who:
    """What a source phrase stands for, of which kind, and why."""

    name: str
    kind: Kind
    detail: str


class Cast:
    """The cast of one report; ask it in the order of the text."""

    def __init__(self, text: str, outlet: str | None = None) -> None:
        self.text = text
        self.outlet = outlet
        self.members: list[Member] = []
        self.acronyms = mentions.acronyms(text)

    def resolve(self, span: Span, model: Kind, speaker: Who | None) -> Who:
        """Whom the words stand for. `speaker` is the source of the attribution that this one lies in."""
        words = re.sub(r"\s+", " ", self.text[span.start:span.end])
        lower = words.lower().strip(" ,")
        if lower in PRONOUNS:
            return self._pronoun(lower, span, model, speaker)
        words = self._possessive(words, span, speaker)
        phrase = parse(words)
        if _AGE.match(words) and (found := self.latest(("person",), span.start)):
            return self._same(found, span, f"“{words}” stands for the person named last")
        if phrase.named:
            return self._named(words, phrase, span, model)
        if phrase.article == "the":
            for rule in DEFINITE:
                found = rule(self, phrase, span)
                if found:
                    return self._same(found, span, f"“the {phrase.name}” stands for {rule.__name__.replace('_', ' ')}")
        kind, why = kind_of(words, phrase, model)
        self._enter(phrase.name, kind, phrase, span, named=False)
        return Who(phrase.name, kind, why)

    def latest(self, allowed: tuple[str, ...], before: int, *, plural: bool = False) -> Member | None:
        """The member of an allowed kind named last; a plural pronoun prefers the plural."""
        fit = [m for m in self.members if m.kind in allowed and m.last < before]
        return max([m for m in fit if m.plural == plural] or fit, key=lambda m: m.last, default=None)

    def _possessive(self, words: str, span: Span, speaker: Who | None) -> str:
        """“Its board” with the name that “its” stands for: “Nordbank's board”. A person's (“his lawyer”) stays."""
        found = re.match(r"(its|their)\s+(?=[a-z])", words, re.I)
        if not found:
            return words
        owner = self._pronoun(found[1].lower(), span, "unknown", speaker)
        return words if owner.name.lower() == found[1].lower() or " of " in owner.name else f"{owner.name}'s {words[found.end():]}"

    def _named(self, words: str, phrase: Phrase, span: Span, model: Kind) -> Who:
        if several := self._several(words, span, model):
            return several
        kind, why = kind_of(words, phrase, model)
        name = phrase.name
        if name in self.acronyms:
            name = self.acronyms[name]
            kind, why = kind_of(name, parse(name), model)[0], f"“{phrase.name}” is short for it in this report"
        elif " " not in name and not (kind == "government" and state_of(name)) and (full := self._full_name(name, span.start, kind)):
            (name, kind), why = full, f"“{phrase.name}” is short for the name given before"
        if " " not in name and kind != "person" and not state_of(name) and mentions.has_title(self.text, span.start, name):
            kind, why = "person", "person: a title stands before the name in this report"
        if self.outlet and name.casefold() == re.sub(r"^the ", "", self.outlet.casefold()):
            kind, why = "outlet", "outlet: the report's own"
        if kind == "outlet":  # Georgia's Harbour TV
            name = re.sub(r"^(?:[A-Z]\w+ )?[A-Z]\w+[’']s (?=[A-Z])", "", name)
        kind = next((m.kind for m in self.members if m.name == name and m.named), kind)
        self._enter(name, kind, phrase, span, named=True)
        return Who(name, kind, why)

    def _several(self, words: str, span: Span, model: Kind) -> Who | None:
        """The website Istraga and the weekly Tjednik: one source, as the labels have it, but both are named and each is met again."""
        parts = [parse(part) for part in _LISTED.split(words)]
        if len(parts) < 2 or not all(p.named and p.words.endswith(p.name) for p in parts):
            return None
        told = {kind_of(p.words, p, model) for p in parts if p.descriptor}
        if len({kind for kind, _ in told}) != 1:
            return None
        kind, why = min(told)
        if kind not in _TOGETHER:
            return None
        for part in parts:
            self._enter(part.name, kind, part, span, named=True)
        name = f"{', '.join(p.name for p in parts[:-1])} and {parts[-1].name}"
        return Who(name, kind, f"{why}; {len(parts)} are named together")

    def _full_name(self, short: str, before: int, kind: Kind) -> tuple[str, Kind] | None:
        """The full name whose last (or, as in Korean, first) word this is, if there is just one."""
        known = {m.name for m in self.members if m.named and m.kind == "person" and m.name != short
                 and short in (m.name.split()[0], m.name.split()[-1])}
        if known:
            return (known.pop(), "person") if len(known) == 1 else None
        name = None if kind in ("outlet", "group", "document") or state_of(short) else mentions.full_name(self.text, before, short)
        return (name, "person") if name and kind_of(name, parse(name), "person")[0] == "person" else None

    def _pronoun(self, word: str, span: Span, model: Kind, speaker: Who | None) -> Who:
        allowed = PRONOUNS[word]
        nobody = Who(word, model, f"“{word}”: nobody is named whom it stands for")
        if allowed == ("speaker",):
            return Who(speaker.name, speaker.kind, f"“{word}” is the speaker") if speaker else nobody
        if word in ("who", "which") and (found := self._before(span)):
            return found
        if speaker and speaker.kind in allowed:
            return Who(speaker.name, speaker.kind, f"“{word}” is the one who speaks")
        plural = word in _PLURAL
        kinds = tuple(k for k in allowed if not plural or k != "person")
        member = self._of_gender(word, span.start) or self.latest(kinds, span.start, plural=plural)
        if member and span.start - member.last < mentions.FAR:
            return self._same(member, span, f"“{word}” stands for the one named last who can be meant")
        mention = None if plural else mentions.last_mention(self.text, span.start, allowed)
        return Who(*mention, f"“{word}” stands for what was named last that can be meant") if mention else nobody

    def _of_gender(self, word: str, before: int) -> Member | None:
        """A woman … the captain … she: the woman; a spokesman … she: not he. A name tells nothing, so one named last comes first."""
        gender = _GENDER.get(word)
        near = [m for m in self.members if m.kind in ("person", "anonymous") and not m.plural and before - mentions.FAR < m.last < before]
        known = any(m.gender == gender for m in near)
        meant = [m for m in near if m.gender == gender or (not m.gender and (m.named or not known))] if gender else []
        found = max(meant, key=lambda m: m.last, default=None)
        if found and gender:
            found.gender = gender
        return found

    def _before(self, span: Span) -> Who | None:
        words = mentions.name_before(self.text, span.start)
        if words is None:
            return None
        name = mentions.without_title(words)
        known = [m for m in self.members if m.named and (m.name == name or m.name.endswith(f" {name}"))]
        if known:
            return self._same(known[-1], span, "the one named right before")
        return Who(name, kind_of(words, parse(words), "person")[0], "the one named right before")

    def _same(self, member: Member, span: Span, why: str) -> Who:
        member.last = span.start
        if member not in self.members:
            self.members.append(member)
        return Who(member.name, member.kind, why)

    def _enter(self, name: str, kind: Kind, phrase: Phrase, span: Span, *, named: bool) -> None:
        words = {w.lower().strip(",’'") for w in f"{phrase.words} {phrase.descriptor}".split()}
        words |= {re.sub(r"[’']s$", "", w) for w in words}
        if state := adjective_state(phrase.words):
            words.add(state.lower())
        heads = {singular(phrase.head), singular(name.rsplit(maxsplit=1)[-1].lower())} if name else set()
        if phrase.descriptor:
            heads |= {singular(w) for w in words if known_kind(w)}
        member = next((m for m in self.members if m.name == name), None)
        if member is None:
            plural = kind in ("group", "anonymous") and (phrase.head.endswith("s") or phrase.head in _PEOPLE)
            gender = "she" if heads & _WOMEN else "he" if heads & _MEN else ""
            self.members = [*self.members[-_MOST:], Member(name, kind, heads, named, span.start, words, plural, gender)]
            return
        member.last = span.start
        member.heads |= heads
        member.words |= words


def the_reporting_of_the_outlet_named_last(cast: Cast, phrase: Phrase, span: Span) -> Member | None:
    """TV Norte reported … According to the report, …; not where a document was named."""
    head = singular(phrase.head)
    if head in _REPORTS and not any(head in m.heads for m in cast.members):
        return cast.latest(("outlet",), span.start)
    return None


def what_was_called_so_before(cast: Cast, phrase: Phrase, span: Span) -> Member | None:
    """Peru's Health Ministry … The ministry; a western diplomat … The diplomat. Two ministries at once: nobody."""
    head, front = _plain(phrase)
    same = [m for m in cast.members if m.last < span.start and head in m.heads and set(front) <= m.words]
    if not head or not same:
        return None
    best = max(same, key=lambda m: m.last)
    rivals = {m.name for m in same if m.name != best.name and m.named == best.named and best.last - m.last < 40}
    return None if rivals else best


def what_the_text_called_so_before(cast: Cast, phrase: Phrase, span: Span) -> Member | None:
    """Turkey's central bank raised its rate … The bank signalled more."""
    head, front = _plain(phrase)
    name = mentions.named_with(cast.text, span.start, head, front) if head else None
    return Member(name, kind_of(name, parse(name), "organization")[0], {head}, named=True, last=span.start) if name else None


def the_only_one_of_its_kind(cast: Cast, phrase: Phrase, span: Span) -> Member | None:
    """Hezbollah … The group; of several bodies the last, where the noun is a mere stand-in."""
    head, front = _plain(phrase)
    kind = known_kind(head) if head else None
    if front or kind not in ("organization", "outlet", "government") or head in _ANY_STATE_HAS_ONE:
        return None
    fit = [m for m in cast.members if m.last < span.start and m.named and m.kind == kind and not m.plural]
    if len({m.name for m in fit}) == 1 or (fit and head in _STAND_INS):
        return max(fit, key=lambda m: m.last)
    body = mentions.only_body(cast.text, span.start) if not fit and kind == "organization" else None
    return Member(body, "organization", {head}, named=True, last=span.start) if body else None


def _plain(phrase: Phrase) -> tuple[str, list[str]]:
    """The noun of a short phrase without a name in it, and the words before it; of any other phrase nothing."""
    tokens = phrase.name.split()
    if len(tokens) > 4 or any(is_name_word(t) for t in tokens):
        return "", []
    return singular(phrase.head), [t.lower() for t in tokens[:-1]]


DEFINITE: tuple[Callable[[Cast, Phrase, Span], Member | None], ...] = (
    the_reporting_of_the_outlet_named_last, what_was_called_so_before, what_the_text_called_so_before, the_only_one_of_its_kind,
)
