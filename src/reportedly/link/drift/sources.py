"""Whether a telling names the source that it came from: *a South Korean official* → *a North Korean official*; *an official* → *officials*.

A hop left out is no drift, nor a person's title for the name, nor a body for its spokesman, nor where a report names only the outlet.
"""

import re
from collections.abc import Iterable, Sequence

from reportedly.link.drift.certainty import is_sentence
from reportedly.link.drift.change import Change, against_all, one_each
from reportedly.link.outlets import same_outlet
from reportedly.link.terms import fold, stem
from reportedly.link.whom import nations, same, tokens, whom
from reportedly.types import Direction, Hop, Statement, Teller

_HOLDS = frozenset({"predict", "believe", "intend", "attitude", "perceive", "promise", "demand", "estimate", "assess"})
_GENERIC = frozenset("""source person people someone somebody insider official matter familiar knowledge knows know plan situation
    discussion talk negotiation deal close senior unnamed anonymous condition spoke speak speaking asked ask name named not want wants
    wanted be identified was were is are had has have been briefed direct thinking involved two three four several one other another who
    that with the about on of in to told quoted high-ranking top former member party he she they it there none both this local
    leading""".split())
_SEAT = re.compile(r"\b(?:University|Institute|College|Hospital)\b")
_ITSELF = re.compile(r"\b(?:our|this|we|I)\b|\b(?:correspondent|reporter|photographer|newspaper|journalist|paper|agency|"
                     r"outlet|station|website)s?\b", re.I)
_BEFORE_HEAD = re.compile(r"^(?:(?:two|three|four|five|several|some|many|a few|a number of|various|numerous|other|senior|unnamed|"
                          r"the|local|top)\s+){0,6}", re.I)
_AFTER_HEAD = re.compile(
    r"\s+(?:of|in|from|at|on|with|who|whose|whom|that|close|familiar|near|inside|within|for|to|taking|involved|briefed|and)\b|,")
_PEOPLE = frozenset("people persons sources officials men women".split())
_BODIES = frozenset("""ministry minister university institute commission office agency service council court bank company union police
    government board committee centre department authority party group association national state federal regional general""".split())


def changes(child: Sequence[Statement], parent: Sequence[Statement], against: Teller, report: Teller,
            elsewhere: Sequence[Statement]) -> list[Change]:
    """Changed, widened."""
    houses = [n for n in (against.outlet, report.outlet) if n]
    heard = [h for s in (*parent, *elsewhere) for h in s.chain if h.name and h.act not in _HOLDS]

    def compare(mine: Statement, theirs: Statement) -> Change | bool | None:
        return _compare(mine, theirs, houses, heard, (*parent, *elsewhere))
    return one_each(against_all(s, parent, compare) for s in child)


def ends(statement: Statement, houses: Iterable[str]) -> list[Hop]:
    """Who is heard in a chain: not the outlets that pass it on, nor the one whose plan or belief it is."""
    houses = list(houses)
    heard = [h for h in statement.chain if h.name and h.kind not in {"outlet", "unknown"} and not _ITSELF.search(h.name)
             and not any(same_outlet(h.name, n) for n in houses)]
    told = [h for h in heard if h.act not in _HOLDS]
    return told or heard[:1]


def _compare(child: Statement, parent: Statement, houses: Sequence[str], heard: Sequence[Hop],
             told: Sequence[Statement]) -> Change | bool | None:
    mine, theirs = ends(child, houses), ends(parent, houses)
    if not mine or not theirs:
        return None
    met = next(((a, b) for a in reversed(mine) for b in reversed(theirs) if _one(a, b)), None)
    if met is not None:
        return _widened(*met, child, parent) or True
    unnamed = [h for h in mine if h.kind == "anonymous"], [h for h in theirs if h.kind == "anonymous"]
    after, before = (unnamed[0][-1], unnamed[1][-1]) if all(unnamed) else (mine[-1], theirs[-1])
    if _crossed(after, before, heard, unnamed=all(unnamed)):
        return _change("changed", before, after, "another nation's", child, parent)
    if _other(after, before, heard, unnamed=all(unnamed)) and (all(unnamed) or not (_cut(child, parent) or _named_in(after, (child, *told)))):
        return _change("changed", before, after, "somebody else, of whom the report that it came from says nothing", child, parent)
    return None


def _one(a: Hop, b: Hop) -> bool:
    """Whether two hops can be one source, as far as their words go."""
    if same(whom(a, a.name or ""), whom(b, b.name or "")):
        return True
    mine, theirs = nations(a.name or ""), nations(b.name or "")
    if mine and theirs and not mine & theirs:
        return False
    first, second = _proper(a), _proper(b)
    if first and second and not first & second:
        return False
    one, two = _content(a.name or ""), _content(b.name or "")
    return bool(one & two) or (_head(a) == _head(b) != "" and not (one and two))


def _crossed(after: Hop, before: Hop, heard: Sequence[Hop], *, unnamed: bool) -> bool:
    """A North Korean official for a South Korean one, unless the report hears both."""
    first, second = nations(before.name or ""), nations(after.name or "")
    if not first or not second or first & second or not (unnamed or _alike(after, before)):
        return False
    return not any(h is not before and second & nations(h.name or "") and _one(after, h) for h in heard)


def _other(after: Hop, before: Hop, heard: Sequence[Hop], *, unnamed: bool) -> bool:
    """Another unnamed one, of whom something else is told; another name."""
    if any(h is not before and _one(after, h) for h in heard):
        return False
    if unnamed:
        one, two = _content(before.name or ""), _content(after.name or "")
        return bool(one and two and not one & two)
    return bool(_proper(after) and _proper(before) and _comparable(after, before))


def _cut(child: Statement, parent: Statement) -> bool:
    """Whether both are one fragment of a sentence (*wanting it back*): then its source was found otherwise, not changed."""
    one, two = fold(child.text), fold(parent.text)
    return (one in two or two in one) and not is_sentence(child)


def _named_in(hop: Hop, statements: Sequence[Statement]) -> bool:
    """Whether statements speak of a source: then it may well be heard there too."""
    names = _proper(hop)
    return any(fold(w) in names for s in statements for w in re.findall(r"[^\W\d_][\w-]+", s.text))


def _alike(a: Hop, b: Hop) -> bool:
    """Officials of two nations; ministries of two nations: all but the nation agrees."""
    mine, theirs = tokens(a.name or "") - nations(a.name or ""), tokens(b.name or "") - nations(b.name or "")
    return bool(mine & theirs)


def _comparable(a: Hop, b: Hop) -> bool:
    """A person for a person, a body for a body; a body's people for the body."""
    bodies = {"organization", "government", "group", "document"}
    return a.kind == b.kind == "person" or (a.kind in bodies and b.kind in bodies)


def _proper(hop: Hop) -> frozenset[str]:
    """The proper names in a source's words, without nations and what bodies are called by: Lund of *researchers at Lund University*."""
    name = hop.name or ""
    words = re.findall(r"[^\W\d_][\w’'-]+", name)[hop.kind in {"anonymous", "group"}:]  # Traders: the capital is the sentence's
    words = [w for w in words if w[0].isupper()]
    seat = bool(_SEAT.search(name))  # Oslo University is of Oslo, which else stands for Norway
    return frozenset(t for w in words for t in tokens(w) if t not in _BODIES and (seat or not t.startswith("@")))


def _widened(after: Hop, before: Hop, child: Statement, parent: Statement) -> Change | None:
    """One became many: an official, officials."""
    if before.kind != "anonymous" or _many(before.name or "") or not _many(after.name or "") or after.kind not in {"anonymous", "group"}:
        return None
    if _singular(_head(after)) != _singular(_head(before)):
        return None
    return _change("widened", before, after, "one became many", child, parent)


def _head(hop: Hop) -> str:
    """The noun of an unnamed source: official of *two senior U.S. officials in Bonn*; none of a name."""
    if hop.kind not in {"anonymous", "group"}:
        return ""
    words = _AFTER_HEAD.split(_BEFORE_HEAD.sub("", hop.name or ""), maxsplit=1)[0].split()
    return _singular(fold(words[-1])) if words else ""


def _many(name: str) -> bool:
    words = _AFTER_HEAD.split(_BEFORE_HEAD.sub("", name), maxsplit=1)[0].split()
    last = fold(words[-1]) if words else ""
    return last in _PEOPLE or (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s")))


def _singular(word: str) -> str:
    return "person" if word == "people" else word.removesuffix("s")


def _content(name: str) -> frozenset[str]:
    """The words of a source that tell it from others."""
    return frozenset(stem(t) if not t.startswith("@") else t for t in tokens(name) if t not in _GENERIC and _singular(t) not in _GENERIC)


def _change(direction: Direction, before: Hop, after: Hop, what: str, child: Statement, parent: Statement) -> Change:
    was, now = before.name or "", after.name or ""
    return Change(direction, was, now, f"‘{was}’ became ‘{now}’: {what}.", child, parent)
