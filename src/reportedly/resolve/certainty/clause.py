"""The main clause of a statement without a parser: its first finite verb group, its tense, modal and negation.

One walk over the words: an opening subordinate clause is skipped, a relative clause takes the first verb group after its pronoun,
and the walk stops at a conjunction that opens a subordinate clause. Where no verb is recognised, `tense` is None.
"""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Clause", "Word", "main_clause"]

Tense = Literal["past", "present", "future", "modal", "infinitive"]

_TOKEN = re.compile(r"[^\W_][\w'-]*|[,;:()—–]|\.(?=\s|$)")
_MODALS = frozenset("will would shall should can could may might must ought".split())
_PAST = frozenset("was were had did".split())
_FINITE = _MODALS | _PAST | frozenset("am is are has have do does".split())
_BE = frozenset("am is are was were be been being".split())
_CONTRACTED = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_PRONOUN_IS = frozenset("it's he's she's that's there's what's who's here's where's".split())
_ENDINGS = (("'ll", "will"), ("'re", "are"), ("'m", "are"), ("'ve", "have"))
_WITHIN_GROUP = frozenset(
    "also still now yet already just only even ever soon then again always often perhaps maybe however indeed once almost all both not never "
    "be been being have had too rather so longer".split())
_SUBORDINATORS = frozenset("if when after before although though while because as since once unless until whenever whereas whether".split())
_SURE_SUBORDINATORS = frozenset("if when although though because unless whenever whereas whether how why what".split())  # no prepositions
_RELATIVES = frozenset("who which whose where whom that".split())
_QUESTIONS = frozenset("what who whoever whatever how why where which whether".split())
_PREPOSITIONS = frozenset(
    "by in on at near from during for to with as since of under over into against after before between outside inside across along around off "
    "about through without within among amid".split())
_DETERMINERS = frozenset("the a an its his her their our my your this that these those he she it they we i you all some no any".split())
_NOT_BEFORE_A_PAST = _DETERMINERS | frozenset("to be and of two three".split())  # the arrested man; to be arrested
_NOT_BEFORE_A_VERB = frozenset("the a of no its his her their".split())  # of its own will
_NO = frozenset("no nobody nothing none neither nowhere no-one never".split())
_NO_MORE = frozenset("more fewer less later earlier sooner".split())  # no more than
_NOT_NO = frozenset("matter doubt wonder secret . ,".split())  # no matter, no doubt, No. 3
_NOT_NOT = frozenset("only just least merely simply".split())  # not only
_HARDLY = frozenset("hardly scarcely barely".split())
_ANY = frozenset("a any anyone anybody anything".split())
_PAST_ONLY = frozenset(
    "fell rose took went said came gave saw began wrote broke drove flew grew knew threw chose spoke stole wore shook swam sank sang ran became "
    "ate drew froze hid rode tore woke fled blew bit overtook withdrew overran arose swore rang sprang shrank".split())
_PAST_OR_PARTICIPLE = frozenset(
    "held left lost met sent made found built caught brought bought sold told paid heard led shot hit cut set put struck won hurt kept spent "
    "stood sought fought taught thought felt slept swept meant dealt dug hung laid lent burnt spread burst cast shut split quit let bet bound "
    "fed sat slid stuck wound beat read rebuilt upheld overheard withheld understood".split())
_OTHER_PARTICIPLES = frozenset("become come run gone done begun hit cut set put shut sung sunk overcome undergone".split())
_NO_PAST = frozenset("hundred red bed need speed seed feed indeed shed wed united armed so-called alleged unnamed injured wounded".split())
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ne)$")
_ADVERB = re.compile(r"(?!(?:early|family|reply|apply|supply|ally|rally|fly|july|italy|ugly|deadly|friendly|costly|elderly|only)$)\w+ly$")
_PROPOSITION = re.compile(  # rejected ⟨the claim that it had lied⟩
    r"(?:[\w'-]+ ){0,3}(?:view|claim|idea|suggestion|allegation|report|rumour|rumor|notion|argument|assertion|assumption|theory|belief|warning|"
    r"assurance|news|prediction|accusation|charge|speculation|fear|hope|conclusion|impression|insinuation)s? that (?=\w)")


class Word(NamedTuple):
    """A word or mark of the content, plain and in lower case, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """The main clause. Places are in the content.

    `verb` is the word after the auxiliaries, `group` the auxiliaries and adverbs before it, `negated` the words that negate it;
    `opening` counts the words of a subordinate clause in front.
    """

    words: tuple[Word, ...]
    tense: Tense | None
    modal: str | None = None
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    verb: Word | None = None
    group: tuple[str, ...] = ()
    negated: str | None = None
    opening: int = 0


def main_clause(content: str, raw: str, infinitive: int | None = None) -> Clause:
    """The main clause of a statement, given in plain lower case and as it is written.

    `infinitive`: where its infinitive begins, if it has one instead of a finite verb (0 in "to ⟨close two bases⟩"; in "⟨The mine … to
    close⟩ is expected" where the second piece begins).
    """
    words = _words(content, raw)
    if not words:
        return Clause(words, None)
    first = [w.text for w in words[:2]]
    if infinitive is not None or first[0] == "to" or first in (["not", "to"], ["never", "to"]):
        return _infinitive(words, next((i for i, w in enumerate(words) if w.start >= (infinitive or 0)), 0))
    opening = _past_opening(content, words)
    found = _find_verb(words, opening)
    if found is None:
        negated = _no_subject(words, opening) or _never_before_a_clause(words, opening) or _no_object(words, opening, len(words))
        return Clause(words, None, negated=negated, opening=opening)
    return _finite_clause(words, opening, found)


def _words(content: str, raw: str) -> tuple[Word, ...]:
    """The words and marks. The month May and the name Will keep their capital, so that they are no modals."""
    out = []
    for m in _TOKEN.finditer(content):
        word = m[0]
        if word in ("may", "will") and raw[m.start()].isupper():
            following = raw[m.end() + 1:m.end() + 2]
            if m.start() > 0 or following.isdigit() or following.isupper():  # 3 May; Will Smith
                word = word.capitalize()
        out.append(Word(word, m.start(), m.end()))
    return tuple(out)


def _text(words: tuple[Word, ...], i: int) -> str:
    """The word at `i`; empty beyond the edges."""
    return words[i].text if 0 <= i < len(words) else ""


def _infinitive(words: tuple[Word, ...], i: int) -> Clause:
    negated = _no_subject(words, 0) if i else None
    while i < len(words) - 1 and (words[i].text in ("to", "not", "never") or _ADVERB.match(words[i].text)):
        if words[i].text in ("not", "never"):
            negated = words[i].text
        i += 1
    return Clause(words, "infinitive", verb=words[i], negated=negated or _no_object(words, i, i + 4), perfect=words[i].text == "have")


def _past_opening(content: str, words: tuple[Word, ...]) -> int:
    """The index of the first word of the main clause: past "If the talks fail," and "the claim that"."""
    proposition = _PROPOSITION.match(content)
    if proposition:
        return next((i for i, w in enumerate(words) if w.start >= proposition.end()), 0)
    if words[0].text in _SUBORDINATORS:
        return next((i + 1 for i, w in enumerate(words) if w.text == "," and i + 2 < len(words)), 0)
    return 0


def _find_verb(words: tuple[Word, ...], start: int) -> int | None:
    """The index of the main clause's first finite verb."""
    question = words[start].text in _QUESTIONS  # "What tripped the line is not known"; "who paid"
    relative = question
    asked: int | None = None
    maybe: int | None = None  # a past tense or a participle: "the man arrested on Sunday was freed"
    i = start
    while i < len(words) and not _ends(words, start, i, seen=maybe is not None):
        after = _past_aside(words, start, i)
        strength = _strength(words, i)
        if after > i:
            i = after
        elif i > start and words[i].text in _RELATIVES and not (words[i].text == "that" and words[i - 1].text in _PREPOSITIONS):
            relative = not _verb_follows(words, i)
            i += 1 if relative else 2
        elif strength and relative:
            relative = False
            asked = i if question and asked is None else asked
            i = _read_group(words, i)[0] if strength == 3 else i + 1
        elif strength > 1:
            return i if maybe is None or (strength == 3 and _reduced(words, maybe, i)) else maybe
        else:
            maybe = i if strength and maybe is None else maybe
            i += 1
    return asked if maybe is None else maybe


def _ends(words: tuple[Word, ...], start: int, i: int, *, seen: bool) -> bool:
    """Whether the main clause can hold no verb from here on. `seen`: there was a possible one."""
    word = words[i].text
    if seen and (word in _RELATIVES or word in _SUBORDINATORS or word in (",", ";", ":", "and", "but", "—", "–")):
        return True
    return i > start and (word in (";", "—", "–") or (word in _SURE_SUBORDINATORS and words[i - 1].text not in _PREPOSITIONS))


def _past_aside(words: tuple[Word, ...], start: int, i: int) -> int:
    """The index after "(…)" or ", who …," that opens at `i`; else `i`."""
    word = words[i].text
    if word == "(":
        return next((j + 1 for j in range(i, len(words)) if words[j].text == ")"), len(words))
    if i > start and words[i - 1].text == "," and word in _RELATIVES and word != "that":
        return next((j + 1 for j in range(i, len(words)) if words[j].text == ","), len(words))
    return i


def _strength(words: tuple[Word, ...], i: int) -> int:
    """3: an auxiliary or modal; 2: surely a finite past; 1: a past or a participle; 0: no finite verb that is known."""
    word, before = words[i].text, _text(words, i - 1)
    if _is_auxiliary(words, i):
        return 3
    if word in _PAST_ONLY:
        return 2
    if i == 0 or before in _NOT_BEFORE_A_PAST or word in _NO_PAST:
        return 0
    if word in _PAST_OR_PARTICIPLE or (word.endswith("ed") and len(word) > 3):
        adjective = before in _PREPOSITIONS or (before == "," and _text(words, i + 1) not in _PREPOSITIONS and word.endswith("ed"))
        return 0 if adjective else 1
    return 0


def _is_auxiliary(words: tuple[Word, ...], i: int) -> bool:
    """Whether a word is a finite auxiliary, a modal or a contraction of one."""
    word, before = words[i].text, _text(words, i - 1)
    known = word in _FINITE or word in _CONTRACTED or word in _PRONOUN_IS or word.endswith(("n't", "'ll", "'re", "'ve", "'m", "'d"))
    if not known and not (word == "need" and _text(words, i + 1) == "not"):
        return False
    if word == "will" and before.endswith("'s"):
        return False
    return before != "to" and not (word in ("have", "do", "will", "can", "might") and before in _NOT_BEFORE_A_VERB)


def _reduced(words: tuple[Word, ...], maybe: int, i: int) -> bool:
    """Whether a possible past is a participle, the verb being at `i`: the man arrested on Sunday was …, most flooded homes were …"""
    following = words[maybe + 1].text
    adjective = words[maybe].text.endswith("ed") and i - maybe <= 3 and following not in _DETERMINERS
    return i == maybe + 1 or adjective or following in _PREPOSITIONS or bool(_ADVERB.match(following))


def _verb_follows(words: tuple[Word, ...], i: int) -> bool:
    """Whether the word after "who" is its verb: those who play with fire; not: who the army had held."""
    following = _text(words, i + 1)
    known = following in _FINITE or following in _DETERMINERS or following in _WITHIN_GROUP or _ADVERB.match(following)
    return words[i].text == "who" and following.isalpha() and not known


def _auxiliary(words: tuple[Word, ...], i: int) -> tuple[str, str | None]:
    """The auxiliary in full, and the contraction that negates it."""
    word = words[i].text
    if word in _CONTRACTED:
        return _CONTRACTED[word], word
    if word.endswith("n't"):
        return word[:-3], word
    if word.endswith("'d"):
        following = _text(words, i + 1)
        return ("had" if _PARTICIPLE.search(following) or following in _PAST_OR_PARTICIPLE else "would"), None
    if word in _PRONOUN_IS:
        return "is", None
    return next((full for ending, full in _ENDINGS if word.endswith(ending)), word), None


def _read_group(words: tuple[Word, ...], i: int) -> tuple[int, list[str], str | None]:
    """From an auxiliary on: the index after the verb, the words of the group before the verb, what negates it."""
    word, negated = _auxiliary(words, i)
    group = [word]
    j = i + 1
    while j < len(words):
        here, following = words[j].text, _text(words, j + 1)
        if here == "no" and following == "longer":
            negated = "no longer"
        elif here in ("not", "never") and following not in _NOT_NOT:
            negated = here
        elif here not in _WITHIN_GROUP and not _ADVERB.match(here):
            break
        group.append(here)
        j += 1
    return j + 1, group, negated


def _finite_clause(words: tuple[Word, ...], start: int, i: int) -> Clause:
    negated = _no_subject(words, start) or _no_before(words, start, i)
    if not _is_auxiliary(words, i):
        return Clause(words, "past", verb=words[i], negated=negated or _never(words, i) or _no_object(words, i, i + 4), opening=start)
    after, group, negating = _read_group(words, i)
    first, verb = group[0], words[min(after, len(words)) - 1]
    modal = first if first in _MODALS else None
    tense: Tense = "future" if modal in ("will", "shall") else "modal" if modal else "past" if first in _PAST else "present"
    participle = bool(_PARTICIPLE.search(verb.text)) or verb.text in _PAST_OR_PARTICIPLE or verb.text in _OTHER_PARTICIPLES
    perfect = "have" in group[1:] and verb.text not in _DETERMINERS and verb.text != "to"  # not: may have a lower risk
    perfect = perfect or (first in ("has", "have", "had") and ("been" in group or participle))
    be = any(w in _BE for w in group)
    return Clause(
        words, tense, modal, perfect, progressive=be and verb.text.endswith("ing"), passive=be and participle, verb=verb, group=tuple(group),
        negated=negating or negated or _no_object(words, after - 1, after + 2), opening=start)


def _no_subject(words: tuple[Word, ...], start: int) -> str | None:
    """No one was hurt; none of the crew; not a single shot; hardly a house."""
    first, second = words[start].text, _text(words, start + 1)
    if first in _HARDLY and second in _ANY:
        return f"{first} {second}"
    if first in _NO and (first not in ("no", "nothing") or _denies(words, start)):
        return f"{first} {second}".strip()
    if first == "not" and second not in _NOT_NOT and second != "until":
        return f"{first} {second}"
    return None


def _no_before(words: tuple[Word, ...], start: int, verb: int) -> str | None:
    """The same after an opening phrase: in the north nobody was hurt; on Sunday hardly a ship left."""
    for i in range(start + 1, verb):
        word, following = words[i].text, _text(words, i + 1)
        if word in _RELATIVES or word in _SURE_SUBORDINATORS:
            return None
        no = word in _NO and word != "never" and (word not in ("no", "nothing") or _denies(words, i))
        if words[i - 1].text not in _PREPOSITIONS and (no or (word in _HARDLY and following in _ANY)):
            return f"{word} {following}"
    return None


def _no_object(words: tuple[Word, ...], first: int, last: int) -> str | None:
    """Caused no damage; has no plan; said nothing; not "with no warning", "no more than"."""
    for i in range(first, min(last, len(words))):
        word = words[i].text
        if word in (",", ";", "and", "but") or (i > first and (word in _RELATIVES or word in _SURE_SUBORDINATORS)):
            return None
        if word in _NO:
            denies = word not in ("no", "nothing") or _denies(words, i)
            return f"{word} {_text(words, i + 1)}".strip() if denies and _text(words, i - 1) not in _PREPOSITIONS else None
    return None


def _denies(words: tuple[Word, ...], i: int) -> bool:
    """Whether a "no" or "nothing" denies: no deal, no more ships; not "no more than 40", "no doubt", "No. 3", "said no", "nothing but"."""
    following, after = _text(words, i + 1), _text(words, i + 2)
    if words[i].text == "nothing":
        return following != "but"
    if not following or following in _NOT_NO or following[0].isdigit():
        return False
    return not (following in _NO_MORE and after == "than")


def _never(words: tuple[Word, ...], i: int) -> str | None:
    """He never came; the town no longer exists."""
    if _text(words, i - 1) == "never":
        return "never"
    return "no longer" if (_text(words, i - 2), _text(words, i - 1)) == ("no", "longer") else None


def _never_before_a_clause(words: tuple[Word, ...], start: int) -> str | None:
    """The same where the verb is not recognised."""
    for i in range(start, len(words)):
        if words[i].text in _RELATIVES or words[i].text in _SUBORDINATORS or words[i].text in (",", ";", "and", "but"):
            return None
        found = _never(words, i)
        if found:
            return found
    return None
