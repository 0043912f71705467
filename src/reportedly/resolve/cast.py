"""Who is who inside one report: each source phrase -> the name it stands for.

A `Cast` is filled in the order of the text. A full name, a body or an unnamed person enters it; a pronoun, a surname, an
acronym or a definite phrase ("the ministry") is looked up in it. Where two candidates remain it abstains: the words stay.
"""

import re
from dataclasses import dataclass, field

from reportedly.resolve.kinds import kind as kind_of
from reportedly.resolve.lexicon import PRONOUNS
from reportedly.resolve.phrases import Phrase, adjective_state, is_name_word, known_kind, parse, singular
from reportedly.types import Kind, Span

_NAME_IN_TEXT = re.compile(r"\b[A-ZÀ-ÖØ-ÞŁŚŽŠČĆŞ][\w’'.-]+(?:\s+(?:(?:de|da|dos|del|della|di|van|von|der|den|bin|al|el|la|le|abu)\s+)*"
                           r"[A-ZÀ-ÖØ-ÞŁŚŽŠČĆŞ][\w’'-]+){1,3}")
_ACRONYM_IN_TEXT = re.compile(r"((?:[A-Z][\w’'-]+|of|the|for|and|on|in)(?:\s+(?:[A-Z][\w’'-]+|of|the|for|and|on|in))+)\s+\(([A-Z]{2,8})\)")
_AGE = re.compile(r"^the \d+-year-old", re.I)
_REPORTS = frozenset(("report", "article", "story", "reporting", "account"))
_FAR = 1200  # characters: a pronoun is not looked up further back than some three paragraphs


@dataclass
class Member:
    """One who has been named so far."""

    name: str
    kind: Kind
    heads: set[str]
    named: bool
    last: int
    words: set[str] = field(default_factory=set)
    plural: bool = False


@dataclass(frozen=True)
class Who:
    """What a source phrase stands for, of which kind, and why."""

    name: str
    kind: Kind
    detail: str


class Cast:
    """The cast of one report; ask it in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.members: list[Member] = []
        self.acronyms = {m[2]: _after_article(m[1]) for m in _ACRONYM_IN_TEXT.finditer(text) if _fits(m[1], m[2])}
        self.full_names = [(m.start(), m[0]) for m in _NAME_IN_TEXT.finditer(text)]

    def resolve(self, span: Span, model: Kind, speaker: Who | None) -> Who:
        """Whom the words stand for. `speaker` is the source of the attribution that this one lies in."""
        words = re.sub(r"\s+", " ", self.text[span.start:span.end])
        lower = words.lower().strip(" ,")
        if lower in PRONOUNS:
            return self._pronoun(lower, span, model, speaker)
        phrase = parse(words)
        if _AGE.match(words):
            found = self._latest(("person",), span.start)
            if found:
                return self._same(found, span, f"“{words}” stands for the person named last")
        if not phrase.named and phrase.article == "the":
            found, why = self._definite(phrase, span)
            if found:
                return self._same(found, span, why)
        if phrase.named:
            return self._named(words, phrase, span, model)
        kind, why = kind_of(words, phrase, model)
        name = phrase.name
        self._enter(name, kind, phrase, span, named=False)
        return Who(name, kind, why)

    def _named(self, words: str, phrase: Phrase, span: Span, model: Kind) -> Who:
        kind, why = kind_of(words, phrase, model)
        name = self.acronyms.get(phrase.name, phrase.name)
        if name != phrase.name:
            why = f"“{phrase.name}” is short for it in this report"
        tokens = phrase.name.split()
        if len(tokens) == 1 and phrase.name not in self.acronyms:
            full = self._full_name(phrase.name, span.start, kind)
            if full:
                name, kind = full.name, full.kind
                why = f"“{phrase.name}” is short for the name given before"
        for member in self.members:
            if member.name == name and member.kind != kind and member.named:
                kind = member.kind
        self._enter(name, kind, phrase, span, named=True)
        return Who(name, kind, why)

    def _full_name(self, short: str, before: int, kind: Kind) -> Member | None:
        """The full name whose last (or, as in Korean, first) word this is, if there is just one."""
        inside = {m.name: m for m in self.members if m.named and m.kind == "person" and short in (m.name.split()[-1], m.name.split()[0])
                  and m.name != short}
        if len(inside) == 1:
            return next(iter(inside.values()))
        if inside or kind not in ("person", "unknown", "organization", "anonymous"):
            return None
        names = {_without_title(n) for at, n in self.full_names if at < before and n.split()[-1] == short}
        names = {n for n in names if " " in n}
        return Member(names.pop(), "person", set(), named=True, last=before) if len(names) == 1 else None

    def _pronoun(self, word: str, span: Span, model: Kind, speaker: Who | None) -> Who:
        allowed = PRONOUNS[word]
        if allowed == ("speaker",):
            if speaker:
                return Who(speaker.name, speaker.kind, f"“{word}” is the speaker")
            return Who(word, model, f"“{word}”: nobody is named whom it stands for")
        if word in ("who", "which"):
            found = self._before(span)
            if found:
                return found
        if speaker and speaker.kind in allowed and speaker.kind != "unknown":
            return Who(speaker.name, speaker.kind, f"“{word}” is the one who speaks")
        member = self._latest(allowed, span.start, plural=word in ("they", "them", "their"))
        if member and span.start - member.last < _FAR:
            return self._same(member, span, f"“{word}” stands for the one named last who can be meant")
        if "person" in allowed:
            names = [_without_title(n) for at, n in self.full_names if 0 < span.start - at < _FAR]
            names = [n for n in names if " " in n]
            if names:
                return Who(names[-1], "person", f"“{word}” stands for the person named last")
        return Who(word, model, f"“{word}”: nobody is named whom it stands for")

    def _before(self, span: Span) -> Who | None:
        """The name right before a relative pronoun."""
        front = re.search(r"((?:[\w’'-]+[ ,]+){1,8})$", self.text[max(0, span.start - 90):span.start])
        if not front:
            return None
        tokens = front[1].strip(" ,").split()
        i = len(tokens)
        while i > 0 and is_name_word(tokens[i - 1]):
            i -= 1
        name = " ".join(tokens[i:])
        if not name:
            return None
        known = [m for m in self.members if m.named and (m.name == name or m.name.endswith(f" {name}"))]
        if known:
            return self._same(known[-1], span, "the one named right before")
        return Who(_without_title(name), "person", "the one named right before")

    def _latest(self, allowed: tuple[str, ...], before: int, *, plural: bool = False) -> Member | None:
        """The member of an allowed kind named last; a plural pronoun prefers the plural."""
        fit = [m for m in self.members if m.kind in allowed and m.last < before]
        fit = [m for m in fit if m.plural == plural] or fit
        return max(fit, key=lambda m: m.last, default=None)

    def _definite(self, phrase: Phrase, span: Span) -> tuple[Member | None, str]:
        """Of “the ministry”, “the group”, “the report”: the one named before with that noun, else the last of its kind."""
        head = singular(phrase.head)
        tokens = phrase.name.split()
        if any(is_name_word(t) for t in tokens) or len(tokens) > 4:
            return None, ""
        before = [m for m in self.members if m.last < span.start]
        if head in _REPORTS and not any(head in m.heads for m in before):
            outlet = self._latest(("outlet",), span.start)
            return outlet, f"“the {phrase.name}” is the reporting of the outlet named last"
        same = [m for m in before if head in m.heads and set(map(str.lower, tokens[:-1])) <= m.words]
        if same:
            best = max(same, key=lambda m: m.last)
            rivals = {m.name for m in same if m.name != best.name and m.named == best.named and best.last - m.last < 40}
            if rivals:
                return None, ""
            return best, f"“the {phrase.name}” stands for the {head} named before"
        kind = known_kind(head)
        if len(tokens) > 1 or kind not in ("organization", "outlet", "government") or head in _GENERIC_GOVERNMENT:
            return None, ""
        fit = [m for m in before if m.named and m.kind == kind and not m.plural]
        names = {m.name for m in fit}
        if len(names) == 1:
            return fit[-1], f"“the {phrase.name}” stands for the only {kind} named before"
        last = max(fit, key=lambda m: m.last, default=None)
        if last and head in ("group", "company", "movement", "firm", "paper", "newspaper", "agency", "station", "outlet", "party"):
            return last, f"“the {phrase.name}” stands for the {kind} named last"
        return None, ""

    def _same(self, member: Member, span: Span, why: str) -> Who:
        member.last = span.start
        if member not in self.members:
            self.members.append(member)
        return Who(member.name, member.kind, why)

    def _enter(self, name: str, kind: Kind, phrase: Phrase, span: Span, *, named: bool) -> None:
        words = {w.lower().strip(",’'") for w in f"{phrase.words} {phrase.descriptor}".split()}
        words |= {re.sub(r"[’']s$", "", w) for w in words}
        state = adjective_state(phrase.words)
        if state:
            words.add(state.lower())
        heads = {singular(phrase.head), singular(name.rsplit(maxsplit=1)[-1].lower())} if name else set()
        if phrase.descriptor:
            heads |= {singular(w) for w in words if known_kind(w)}
        for member in self.members:
            if member.name == name:
                member.last = span.start
                member.heads |= heads
                member.words |= words
                return
        plural = kind in ("group", "anonymous") and phrase.head.endswith("s")
        self.members.append(Member(name, kind, heads, named, span.start, words, plural))


_GENERIC_GOVERNMENT = frozenset(("government", "police", "army", "military", "court", "state", "council"))


def _after_article(words: str) -> str:
    return re.sub(r"^(?:The|the|of|for|in|on|and)\s+", "", words)


def _fits(words: str, acronym: str) -> bool:
    """Whether the capitals of the words spell the acronym."""
    initials = "".join(w[0] for w in words.split() if w[0].isupper())
    return initials.endswith(acronym) or initials.replace("T", "", 1).endswith(acronym)


def _without_title(name: str) -> str:
    """“President Ravi Persaud” -> “Ravi Persaud”."""
    phrase = parse(name)
    return phrase.name if phrase.named else name
