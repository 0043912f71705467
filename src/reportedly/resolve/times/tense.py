"""The tense of the verb that a time belongs to, from the words around it: no parser, only verb groups.

Auxiliaries, endings and lists of common forms tell a verb group from the rest. The group nearest before the time in its
sentence decides, else the nearest after it; what is planned, due or expected is future whatever its own tense.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.types import Span

Lean = Literal["past", "future"] | None
Verb = Literal["past", "future", "infinitive", "present"]

_WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*|[.;:!?\n]|[“”\"]")
_SENTENCE_END = re.compile(r"(?<!\b(?:Mr|Ms|Dr|St|Lt|No))(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Gen|Col|Sgt|Sen|Rep|Gov|Mrs"
                           r"|U\.S|a\.m|p\.m))(?<!\bSept)(?<!\b[A-Z])[.!?][”\"’)]*\s+(?=[A-Z“\"‘0-9(])|\n\s*\n|;")

_MODAL = frozenset("will would shall won't won’t wouldn't wouldn’t shan't should must can could may might cannot can't can’t couldn't"
                   " couldn’t".split())
_PAST_BE = frozenset("was were wasn't wasn’t weren't weren’t had hadn't hadn’t did didn't didn’t has have hasn't hasn’t haven't haven’t"
                     " having".split())
_BE = frozenset("is are am isn't isn’t aren't aren’t".split())
_AHEAD = frozenset("agreed aims anticipates booked due earmarked expect expected expects forecast forecasts intend intends likely"
                   " offered planned planning pledged pledges poised predicted predicts projected projects promised promises scheduled"
                   " seek seeks slated targeted tentatively threatened threatens tipped unlikely upcoming vowed vows want wants warns".split())
_STRONG_AHEAD = frozenset("due scheduled slated poised upcoming expected set".split())
_WISHED = frozenset("want wants expect expects need needs seek seeks".split())
# Present forms that tell a timetable: polls open on Sunday, the law takes effect in May, ministers are meeting on Friday.
_TIMETABLE = frozenset("begins starts opens ends closes meets takes expires leaves arrives resumes returns travels departs kicks goes flies"
                       " visits faces reopens hosts"
                       " open begin meet resume convene convenes lapses".split())
_TIMETABLE_ING = frozenset("meeting holding visiting travelling traveling flying arriving leaving starting opening playing facing voting"
                           " hosting launching returning resuming"
                           " closing going coming ending staging speaking moving joining".split())
_HELD_BACK = frozenset("failed tried managed began started continued refused forced helped used attempted sought had needed caused allowed"
                       " came went".split())
_PAST = frozenset(
    "said told went came took made got gave found saw knew thought left felt held kept began brought wrote stood ran paid met lost won led"
    " understood spoke rose fell grew sold sent built spent drew broke fought shot struck hit cut put let burst sank flew fled threw chose drove"
    " became ate hid bore swore stole caught taught bought dealt meant sat lay laid shook woke wore withdrew overran overtook overthrew hurt"
    " shut"
    " beat quit spread split swept rang sang dug hung stuck slid bled bred fed forgot froze heard leapt lit rode sought set shone shrank"
    " swam tore"
    " wept wound blew bound bent cast clung crept forbade gone taken given seen known killed written spoken broken stolen sunk driven flown"
    " fallen"
    " begun chosen drawn eaten forgotten frozen grown hidden risen shaken thrown torn worn withdrawn overrun overthrown been done showed"
    " shown".split())
_NOT_PAST = frozenset("united armed unmanned hundred need speed bed shed seed indeed exceed proceed succeed bleed feed embed red mixed"
                      " so-called unprecedented"
                      " naked sacred wicked rugged related limited alleged biased watershed bloodshed breed creed deed freed greed reed"
                      " steed weed"
                      " unresolved unidentified undisclosed unnamed unspecified disputed self-proclaimed unconfirmed".split())
_BEFORE_NOUN = frozenset("the a an its their his her our your this that these those some all both no any of in into from to with for near by"
                         " against on at over through"
                         " two three four five six seven eight nine ten many several few other between among".split())
_NOT_A_VERB = frozenset("the a an its their his her our my your this that these those all both some any no each one two three four five six"
                        " seven eight nine ten"
                        " at in on of by from with for january february march april may june july august september october november december"
                        " monday tuesday"
                        " wednesday thursday friday saturday sunday date nearly almost about around more less over under up whom which what"
                        " power court prison"
                        " school work hospital safety peace war".split())
_OF_A_NOUN = frozenset("the a an its their his her this that last latest".split())  # before "forecast" these make it a noun
_FILLERS = frozenset("not also now still never ever only soon again probably likely possibly reportedly allegedly already later finally"
                     " initially".split())


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: where it begins and what it tells of the time of the event."""

    start: int
    verb: Verb
    word: str


def _past_form(word: str, before: str) -> bool:
    if word in _PAST:
        return True
    if not word.endswith("ed") or len(word) < 4 or word in _NOT_PAST or "-" in word:
        return False
    return before not in _BEFORE_NOUN and not before.endswith(("'s", "’s"))


def groups(text: str, span: Span) -> list[Group]:
    """The verb groups of a stretch of text, in order."""
    tokens = [(m.start(), m[0].lower(), m[0]) for m in _WORD.finditer(text, span.start, span.end)]
    found: list[Group] = []
    i = 0
    while i < len(tokens):
        start, word, shown = tokens[i]
        before = tokens[i - 1][1] if i else ""
        rest = [t[1] for t in tokens[i + 1:i + 6]]
        taken = 0
        verb: Verb | None = None
        if word in _MODAL or word.endswith(("’ll", "'ll", "’d", "'d")):
            verb, taken = _modal(word, shown, rest, tokens[i - 1][2] if i else "")
        elif word in _PAST_BE or word.endswith(("’ve", "'ve")):
            verb, taken = _past_auxiliary(word, rest)
        elif word in _BE or word.endswith(("’re", "'re")):
            verb, taken = _present(rest)
        elif word == "to" and rest and rest[0].isalpha() and tokens[i + 1][2][0].islower() and rest[0] not in _NOT_A_VERB:
            verb, taken = ("past", 2) if rest[0] == "have" else ("infinitive", _through(rest, 0))
        elif _looks_ahead(word, shown, [t[1] for t in tokens[max(0, i - 3):i]], rest):
            verb = "future"
        elif shown[0].islower() and _past_form(word, before):
            verb = "past"
        if verb:
            found.append(Group(start, verb, word))
        i += 1 + taken
    return found


def _looks_ahead(word: str, shown: str, earlier: list[str], rest: list[str]) -> bool:
    """Expected, planned, due; a timetable's present (polls open on Sunday); comes into force. Not: cut its profit forecast on Tuesday."""
    before = earlier[-1] if earlier else ""
    if word in ("comes", "come", "enters", "enter"):
        return rest[:1] == ["into"]
    noun = word == "forecast" and not _OF_A_NOUN.isdisjoint(earlier)
    return (word in _AHEAD and not noun) or (word in _TIMETABLE and shown[0].islower() and before not in _BEFORE_NOUN)


def _through(rest: list[str], taken: int) -> int:
    """How many of the words after an auxiliary belong to its group: adverbs, be, have, been, and one verb."""
    while taken < len(rest) and (rest[taken] in _FILLERS or rest[taken].endswith("ly") or rest[taken] in ("be", "have", "been", "being")):
        taken += 1
    return min(taken + 1, len(rest))


def _modal(word: str, shown: str, rest: list[str], before: str) -> tuple[Verb | None, int]:
    if shown == "May" or (word in ("will", "might", "can") and shown[0].isupper() and before):  # the month; Will, a name
        return None, 0
    taken = _through(rest, 0)
    if "have" in rest[:-1] and rest.index("have") < taken + 1:
        done = next((w for w in rest[rest.index("have") + 1:] if w not in _FILLERS), "")
        if word != "will" and (_past_form(done, "") or done.endswith("en")):  # would have left; but: will have left, would have a say
            return "past", _through(rest, rest.index("have") + 1)
    if word in ("could", "couldn't", "couldn’t") and (rest[:1] == ["not"] or word != "could"):
        return "past", taken
    if word.endswith(("’d", "'d")) and rest and _past_form(rest[0], ""):
        return "past", taken
    return "future", taken


def _past_auxiliary(word: str, rest: list[str]) -> tuple[Verb, int]:
    content = [w for w in rest if w not in _FILLERS and not w.endswith("ly")]
    if content and content[0] == "been":
        content = content[1:]
    if content and content[0] in _STRONG_AHEAD | {"planned", "going", "about"} and not word.startswith(("ha",)):
        return "future", rest.index(content[0]) + 1
    if content[:2] == ["to", "have"]:
        return "past", _through(rest, rest.index("have") + 1)
    if content and content[0] == "to" and word in ("was", "were"):
        return "future", _through(rest, rest.index("to") + 1)
    if content and content[0] == "to" and word in ("has", "have"):
        return "future", _through(rest, rest.index("to") + 1)
    return "past", 0 if not content else _through(rest, 0)


def _present(rest: list[str]) -> tuple[Verb, int]:
    content = [w for w in rest if w not in _FILLERS or w == "likely"]
    if content and content[0] in _AHEAD | {"set", "about", "going", "bound", "ready"}:
        return "future", rest.index(content[0]) + 1
    if content and content[0] == "to":
        return "future", _through(rest, rest.index("to") + 1)
    if content and content[0] in _TIMETABLE_ING:
        return "future", rest.index(content[0]) + 1
    return "present", _through(rest, 0) if content and content[0].endswith(("ing", "ed", "en")) else 0


class Verbs:
    """The verb groups of a text, found a sentence at a time and kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds = sorted({0, len(text), *(e for m in _SENTENCE_END.finditer(text) for e in m.span())})
        self._groups: dict[Span, list[Group]] = {}

    def sentence(self, at: int) -> Span:
        """The sentence that holds a character."""
        n = bisect.bisect_right(self._bounds, at)
        return Span(self._bounds[n - 1] if n else 0, self._bounds[n] if n < len(self._bounds) else len(self._text))

    def tense(self, span: Span, within: Sequence[Span], lean: Lean) -> Lean:
        """Past or future as the verb nearest to the span has it; None where nothing tells.

        `within`: the spans of the statement. Verbs outside them (the cue: *did not rule out …*) count only where there is no `lean`.
        """
        sentence = self.sentence(span.start)
        home = next((s for s in within if s.start <= span.start < s.end), sentence)
        inner = Span(max(sentence.start, home.start), min(sentence.end, home.end))
        return self._nearest(span, sentence, inner, lean) or lean or self._nearest(span, sentence, sentence, lean)

    def _nearest(self, span: Span, sentence: Span, room: Span, lean: Lean) -> Lean:
        """The tense of the last group before the span, else of the first after it, in that room."""
        if sentence not in self._groups:
            self._groups[sentence] = groups(self._text, sentence)
        found = self._groups[sentence]
        n = bisect.bisect_left(found, span.start, key=lambda g: g.start)
        before = found[max(0, n - 8):n]
        before = [g for g in before if g.start >= room.start]
        if before:
            last = before[-1]
            if last.verb == "infinitive":
                return lean or _governor(before)
            if last.verb == "past" and len(before) > 1 and before[-2].word in _WISHED and last.word not in _PAST_BE:
                return "future"  # wants the camp cleared by June
            return None if last.verb == "present" else last.verb
        after = next((g for g in found[n:n + 4] if span.end <= g.start < room.end), None)
        return after.verb if after and after.verb in ("past", "future") else None


def _governor(before: list[Group]) -> Literal["past", "future"]:
    """To leave: future, unless what governs it holds it in the past (tried to leave)."""
    for group in reversed(before[:-1]):
        if group.verb == "past":
            return "past" if group.word in _HELD_BACK else "future"
        if group.verb in ("future", "present"):
            return "future"
    return "future"
