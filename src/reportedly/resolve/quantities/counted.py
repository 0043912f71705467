"""The noun that a number counts: a run over adjectives and nouns up to a verb, a preposition or a mark; then rules for its head."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.amounts import VAGUE
from reportedly.resolve.quantities.nouns import IRREGULAR, MEASURING, MEN, MODIFIERS, PEOPLES, STOP, VERBS, WITHOUT_NOUN, is_plural, name
from reportedly.resolve.quantities.page import Page

_MOST = 9  # words of a run
_REACH = 40  # tokens of a run, marks among them
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)$")
_NATIONALITY = re.compile(r"(?:ese|ish|nch)$")
_JOINS = frozenset("-–'’&/.")
_OPENING, _CLOSING = frozenset("“\"‘'«"), frozenset("”\"’'»")

Noun = tuple[str, int]
"""A unit, and the token behind it."""


@dataclass(slots=True)
class Run:
    """The words behind a number, each with the token behind it. `plural`: the last is a plural, and so the head; `one`: the number
    is one or less, so that the head may be a singular.
    """

    page: Page
    words: list[Noun]
    plural: bool
    one: bool


def chunk(page: Page, k: int) -> Noun:
    """The word at a token with what is glued to it (long-range, T-72s, F-16), and where it ends."""
    ts, end = page.tokens, k + 1
    while (
        end < min(len(ts), k + 12)
        and ts[end].tight
        and (
            ts[end].kind in ("word", "num")
            or (ts[end].text in _JOINS and page.at(end + 1).tight and page.at(end + 1).kind in ("word", "num"))
        )
    ):
        end += 1
    return page.text[ts[k].start : ts[end - 1].end], end


def counted(page: Page, j: int, *, one: bool = False) -> Noun | None:
    """The unit behind a number at token `j`; None if no noun follows."""
    run = _run(page, j, one=one)
    return next((noun for rule in HEADS if (noun := rule(run))), None) if run.words else None


def _run(page: Page, j: int, *, one: bool) -> Run:
    run = Run(page, [], plural=False, one=one)
    k = j
    while k < min(len(page.tokens), j + _REACH) and len(run.words) < _MOST:
        t = page.tokens[k]
        if t.kind == "word" and (t.low not in STOP or (t.low in WITHOUT_NOUN and not run.words)):
            words, end = chunk(page, k)
            plural = is_plural(words)
            if run.plural and (not plural or words.lower() in VERBS):
                break
            run.words.append((words, end))
            run.plural, k = plural, end
        elif _goes_on(run, k):
            k += 1
        else:
            break
    return run


def _goes_on(run: Run, k: int) -> bool:
    """Whether a mark, a number, or a word such as `and` stands within the run."""
    t, after = run.page.tokens[k], run.page.at(k + 1)
    if t.kind == "word":  # small and large boats
        return t.low in ("and", "or") and not run.plural and bool(run.words) and after.kind == "word" and after.low not in STOP
    if t.kind == "num":  # Leopard 2 tanks
        return not run.plural and bool(run.words) and run.words[-1][0][0].isupper()
    if t.text == "-":  # short- and long-range missiles
        return t.tight and after.low in ("and", "or")
    return not run.plural and (_quotes(run, k) or (t.text == "," and _lists_adjectives(run, k)))


def _quotes(run: Run, k: int) -> bool:
    """20 “foreign agents”."""
    t = run.page.tokens[k]
    opens = t.text in _OPENING and (not t.tight or run.page.at(k + 1).kind == "word")
    return opens or (t.text in _CLOSING and bool(run.words))


def _lists_adjectives(run: Run, k: int) -> bool:
    """two small, wooden boats; not: three dead, thousands homeless."""
    after = run.page.at(k + 1)
    if len(run.words) != 1 or not run.words[0][0].islower() or _PARTICIPLE.search(run.words[0][0]):
        return False
    if run.words[0][0] in WITHOUT_NOUN or after.low in VAGUE:
        return False
    return after.kind == "word" and after.text.islower() and after.low not in STOP


def men_and_women(run: Run) -> Noun | None:
    """12 women and children."""
    words, end = run.words[-1]
    if run.plural and words.lower() in MEN and run.page.at(end).low == "and" and run.page.at(end + 1).low in MEN:
        return "person", end + 2
    return None


def plural(run: Run) -> Noun | None:
    """three armed customs officials; but in `two people says` the last is a verb."""
    if not run.plural:
        return None
    words, end = run.words[-1]
    if len(run.words) > 1 and words.lower() in ("say", "says") and run.words[-2][0].lower() in IRREGULAR:
        words, end = run.words[-2]
    return name(words), end


def dead_or_hurt(run: Run) -> Noun | None:
    """40 dead, 20 wounded."""
    words, end = run.words[0]
    return ("person", end) if words.lower() in WITHOUT_NOUN else None


def singular_behind_one(run: Run) -> Noun | None:
    """one armed man: lower-case words up to a participle; the last is the head."""
    if not run.one:
        return None
    last = 0
    for words, _ in run.words[1:4]:
        if _PARTICIPLE.search(words) or not words[0].islower():
            break
        last += 1
    if last == 0 and run.words[0][0].lower() in MODIFIERS:
        return None
    words, end = run.words[last]
    return name(words), end


def measuring(run: Run) -> Noun | None:
    """a 12 page document."""
    words, end = run.words[0]
    return (name(words), end) if words.lower() in MEASURING and len(run.words) > 1 else None


def people_of_a_nation(run: Run) -> Noun | None:
    """12 Chinese."""
    words, end = run.words[0]
    if len(run.words) == 1 and words[0].isupper() and (_NATIONALITY.search(words) or words.lower() in PEOPLES):
        return words, end
    return None


HEADS: tuple[Callable[[Run], Noun | None], ...] = (men_and_women, plural, dead_or_hurt, singular_behind_one, measuring, people_of_a_nation)
