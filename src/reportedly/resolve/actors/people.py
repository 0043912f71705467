"""A phrase for people who are not named -> for whom they work, as what, and how many: "two senior White House officials".

The phrase is taken apart from its head noun outwards; each field is the words themselves.
"""

import re
from dataclasses import dataclass, field

from reportedly.resolve.lexicon import ADJECTIVES, BODIES, ORGANS, OUTLETS
from reportedly.resolve.phrases import known_kind, singular, state_of
from reportedly.types import Span

_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_NUMBERS |= {"a": 1, "an": 1, "another": 1, "both": 2, "someone": 1, "somebody": 1}
_DOZEN, _DOZENS, _SCORES, _SEVERAL = 12, 24, 40, 2  # "dozens" is at least two of the unit, as for quantities
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,4}})"
_COUNT = re.compile(
    rf"""(?:(?P<least>at\ least|more\ than|over|no\ fewer\ than)\s+|(?P<most>up\ to|as\ many\ as)\s+|
            (?:about|around|some|nearly|these|those|the|his|her|its|their|all)\s+)?
         (?:(?P<half>half\ a\ dozen|a\ half[-\ ]dozen)|(?P<pair>a\ (?:couple|pair)(?:\ of)?)|
            (?P<dozens>dozens\ of)|(?P<scores>scores\ of)|
            (?P<several>several|many|multiple|various|a\ few|few|numerous|other|some|a\ (?:number|handful|group|series)\ of)|
            (?P<dozen>(?:a|one)\ dozen)|(?P<low>{_NUMBER})(?:\s+(?:or|to)\s+(?P<high>{_NUMBER}))?)\b\s*
         (?:of\ (?:the|its|their|his|her|these|those)\s+)?""", re.I | re.X)
_ARTICLE = re.compile(r"(?:the|this|that|his|her|its|their|our|my|any|no)\s+", re.I)
_ORDINAL = re.compile(r"(?:second|third|fourth|fifth|separate|different|further)\s+", re.I)
_JOINT = re.compile(rf"\s+and\s+(?={_NUMBER}\s)", re.I)
_UNNAMED = frozenset("unnamed anonymous unidentified undisclosed unspecified other additional same".split())
_RANKS = frozenset(
    "senior junior former retired top high-level high-ranking mid-level low-level serving ranking leading veteran ex chief deputy acting "
    "incoming outgoing current captured wounded high-placed well-placed well-informed".split())
_PART_OF = re.compile(r"(?:(?:most|much|many|some|half|all|several|few|a few|both|none|any) of (?:the |those |these )?)+(?=\w)", re.I)
_NO_ROLE = frozenset(
    "person people someone somebody persons individuals individual ones one those anyone man woman men women another both others other many "
    "several some world country public".split())
_HEADS = frozenset("source sources official officials insider insiders staffer staffers".split())
_SERVE = frozenset("adviser advisers advisor advisors aide aides assistant assistants envoy envoys deputy".split())
_LIVE_THERE = frozenset(
    "resident residents inhabitant inhabitants villager villagers people local locals refugee refugees native natives relative relatives "
    "mother father survivor survivors eyewitness eyewitnesses witness witnesses one some most".split())
_CLAUSE = re.compile(
    r"""[,“”"]|\s(?:who|whom|whose|which|that|familiar|close|briefed|involved|privy|aware|informed|acquainted|knowledgeable|with|of|in|at|from|
        for|near|inside|within|on|to|by|under|speaking|citing|asking|requesting|granted|not|present|said|told|based|working|serving|stationed|
        deployed|among|aboard|behind|responsible|authori[sz]ed|helping|taking)\b""", re.I | re.X)
_OF = re.compile(r"(?:,\s+)?(of|at|from|in|inside|within|for|with|to)\s+(?=\w)", re.I)
_END = re.compile(
    r"""[,;“”"]|\s(?:from|who|whom|whose|which|that|familiar|close|briefed|involved|privy|aware|informed|
        with\ (?:direct\ |first-?hand\ |intimate\ |some\ )?(?:knowledge|access)|speaking|citing|asking|requesting|granted|on\ condition|said|
        told|because|when|while|after|before|as)\b""", re.I | re.X)
_NO_BODY = re.compile(
    r"""(?:the\ (?:scene|time|spot|moment|ground|meeting|talks|table|front|room|know|area|matter|case|war|line|street)|
        (?:direct\ |first-?hand\ |intimate\ |some\ |close\ |detailed\ |a\ )?(?:knowledge|access|experience|understanding)|touch|charge|
        attendance|question|exile|uniform|favou?r|one\ of)\b""", re.I | re.X)
_BODY_KINDS = ("government", "organization", "outlet")
_ORGAN = re.compile(rf"\b(?:{ORGANS})\b", re.I)
_BODY = re.compile(rf"\b(?:{BODIES}|{OUTLETS})\b")
_WIDE = frozenset("Western western European and South North Arab Asian African".split())
Token = tuple[int, int]


@dataclass(slots=True)
class Parts:
    """The fields found in one phrase, with the spans of each."""

    affiliation: str | None = None
    role: str | None = None
    low: int | None = None
    high: int | None = None
    spans: list[Span] = field(default_factory=list)


def parts_of(words: str, offset: int) -> Parts:
    """Affiliation, role and number in a source phrase; "a diplomat and two officials" are three."""
    joint = re.search(rf"\s+and\s+(?={_NUMBER}\s)", words[:160], re.I)
    clause = _CLAUSE.search(words)
    if joint and (clause is None or joint.start() < clause.start()):
        return _together(parts_of(words[:joint.start()], offset), parts_of(words[joint.end():], offset + joint.end()))
    if part := _PART_OF.match(words):  # most of the residents: it is not told how many
        parts = parts_of(words[part.end():], offset + part.end())
        parts.low = parts.high = None
        return parts
    parts = Parts()
    parts.low, parts.high = number_of(words)
    start = _after_count(words)
    clause = _CLAUSE.search(words, start)
    front_end = clause.start() if clause else len(words)
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[^\s“”\"]+", words[start:front_end])]
    tokens = [(a + start, b + start) for a, b in tokens]
    while tokens and words[slice(*tokens[0])].lower().strip(",") in _UNNAMED:
        tokens.pop(0)
    if not tokens:
        return parts
    head = tokens[-1]
    noun = words[slice(*head)].strip(".,’'").lower()
    before = tokens[:-1]
    lower = [words[slice(*t)].lower().strip(",") for t in before]
    ranked = [w in _RANKS or (w in ("and", "or") and 0 < n < len(lower) - 1 and lower[n - 1] in _RANKS and lower[n + 1] in _RANKS)
              for n, w in enumerate(lower)]
    ranks = [t for t, rank in zip(before, ranked, strict=True) if rank]
    body = [t for t, rank, w in zip(before, ranked, lower, strict=True) if not rank and w not in _UNNAMED]
    body, trade = _trade(words, body, noun)
    if noun not in _NO_ROLE:
        pieces = [*ranks, *trade, head]
        parts.role = " ".join(words[slice(*t)].strip(",") for t in pieces)
        parts.spans += _runs(pieces, offset)
    if body:
        run = Span(body[0][0], body[-1][1])
        parts.affiliation = re.sub(r"[’']s?$", "", words[run.start:run.end].strip(" ,"))
        parts.spans.append(Span(run.start + offset, run.start + offset + len(parts.affiliation)))
    if (tail := _affiliation_after(words, front_end, noun)) and (not body or _is_mere_state(parts.affiliation or "")):
        if body and parts.affiliation:
            parts.affiliation = f"{parts.affiliation}, {words[tail.start:tail.end]}"
        else:
            parts.affiliation = words[tail.start:tail.end]
        parts.spans.append(Span(tail.start + offset, tail.end + offset))
    return parts


def _trade(words: str, body: list[Token], noun: str) -> tuple[list[Token], list[Token]]:
    """What stands before the head, parted into for whom they work and what they are: "[hospital] [official]", "[navy] [test pilot]".

    Before "official" and "source" every noun tells for whom; before any other noun only names, adjectives of states, organs and bodies do.
    """
    if noun in _HEADS:
        return body, []
    for n in range(len(body) - 1, -1, -1):
        word = words[slice(*body[n])].strip(",")
        if word[0].isupper() or word.endswith(("’s", "'s", "s’")) or _ORGAN.fullmatch(word) or known_kind(word) in _BODY_KINDS:
            return body[:n + 1], body[n + 1:]
    return [], body


def _is_mere_state(words: str) -> bool:
    """Whether the affiliation before the head is only a nation or a part of the world: "a Turkish official at the ministry"."""
    return all(w in ADJECTIVES or state_of(w) or w in _WIDE for w in words.split())


def _affiliation_after(words: str, at: int, noun: str) -> Span | None:
    """The body after "of", "in", "at", "from", "for" or "with": "a source in the prosecutor’s office"; not a mere place or the matter."""
    found = _OF.match(words.rstrip(), at + (1 if words[at:at + 1] == " " else 0))
    if not found or _NO_BODY.match(words, found.end()):
        return None
    end = _END.search(words, found.end())
    stop = end.start() if end else len(words)
    inner = words[found.end():stop].rstrip(" ,.”\"")
    bare = re.sub(r"^(?:the|a|an|its|his|her|their) ", "", inner, flags=re.I)
    preposition, article = found[1].lower(), bare != inner
    told = _ORGAN.search(inner) or _BODY.search(inner) or any(
        w.islower() and known_kind(w.strip(",.’'")) in _BODY_KINDS for w in inner.split())
    if not told:
        if preposition == "to":
            return Span(found.end() + (len(inner) - len(bare)), found.end() + len(inner)) if noun in _SERVE and article else None
        if preposition == "in" or (noun in _LIVE_THERE) or (preposition in ("from", "for", "with", "within", "inside") and not article):
            return None
        if preposition == "from" or (preposition == "of" and not article and bare[:1].isupper() and state_of(bare) is None):
            return None
    start = found.end() + (len(inner) - len(bare))
    return Span(start, start + len(bare)) if bare else None


def _together(one: Parts, two: Parts) -> Parts:
    """Two groups of people as one source."""
    def both(a: str | None, b: str | None) -> str | None:
        return f"{a} and {b}" if a and b and a != b else a or b

    high = one.high + two.high if one.high is not None and two.high is not None else None
    low = one.low + two.low if one.low is not None and two.low is not None else None
    return Parts(both(one.affiliation, two.affiliation), both(one.role, two.role), low, high, one.spans + two.spans)


def number_of(words: str) -> tuple[int | None, int | None]:
    """How many people: (low, high); None is unbounded. A plural without a number is at least two."""
    plain = words.lstrip(" “\"")
    count = _COUNT.match(plain)
    if count and (bounds := _counted(count)):
        low, high = bounds
        if count["least"]:
            return low, None
        return (None, high) if count["most"] else (low, high)
    head = _head(plain)
    if head in ("people", "those", "men", "women", "staff", "personnel") or (head.endswith("s") and singular(head) != head):
        return _SEVERAL, None
    return (1, 1) if head else (None, None)


def _counted(count: re.Match[str]) -> tuple[int, int | None] | None:
    """The bounds that a number's words tell; None where there is no number in them."""
    if count["low"]:
        low = _value(count["low"])
        return low, _value(count["high"]) if count["high"] else low
    sizes = {"half": (6, 6), "pair": (2, 2), "dozen": (_DOZEN, _DOZEN), "dozens": (_DOZENS, None), "scores": (_SCORES, None),
             "several": (_SEVERAL, None)}
    return next((size for group, size in sizes.items() if count[group]), None)


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _head(words: str) -> str:
    """The head noun: the last word before a preposition or clause."""
    front = words[_after_count(words):]
    clause = _CLAUSE.search(front)
    tokens = front[:clause.start() if clause else len(front)].split()
    return tokens[-1].strip(".,’'\"”“").lower() if tokens else ""


def _after_count(words: str) -> int:
    """Where the noun phrase goes on after its article and number."""
    at = len(words) - len(words.lstrip(" “\""))
    for pattern in (_COUNT, _ARTICLE, _ORDINAL):
        found = pattern.match(words, at)
        if found and found.end() < len(words) and not re.match(r"\s*(?:who|familiar|close|with)\b", words[found.end():]):
            at = found.end() + len(words[found.end():]) - len(words[found.end():].lstrip())
    return at


def _runs(tokens: list[Token], offset: int) -> list[Span]:
    """Neighbouring tokens as one span."""
    out: list[Span] = []
    for start, end in tokens:
        if out and start + offset - out[-1].end <= 1:
            out[-1] = Span(out[-1].start, end + offset)
        else:
            out.append(Span(start + offset, end + offset))
    return out
