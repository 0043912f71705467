"""A part and its whole: one in five, three of 10 brigades, a third of 212 patients, two of the four, five of these -> in a `Draft`."""

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.counted import Noun, counted
from reportedly.resolve.quantities.dates import date, year
from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.measures import CALENDAR
from reportedly.resolve.quantities.names import glued
from reportedly.resolve.quantities.noise import is_label
from reportedly.resolve.quantities.nouns import PEOPLE, STOP, WITHOUT_NOUN, is_plural
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.pieces import DETERMINERS, Piece, may_begin, noun_behind_the, piece

_POLLED = PEOPLE | frozenset(
    "respondent people household american briton german consumer company business firm family pensioner parent human".split()
)
_OWNERS = frozenset("the its their his her all these those our my".split())
_NO_WHOLE = frozenset("half a an one several few many".split())
_PRONOUNS = frozenset("them whom these those us".split())
_REACH = 7  # words between `of` and the number of the whole: three of the army's more than 10 brigades


# ---- so many in so many --------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Poll:
    """Two numbers with `in` or `out of` between."""

    page: Page
    part: Piece
    whole: Piece
    out_of: bool
    every: bool


def one_in(page: Page, one: Piece, draft: Draft) -> bool:
    """Make one in five, nine out of ten voters a percentage. Whether it is one."""
    poll = _poll(page, one)
    if poll is None or any(rule(poll) for rule in NO_POLL):
        return False
    unit = poll.whole.unit
    draft.behind = unit.behind if unit.kind == "count" else poll.whole.amount.end
    draft.unit, draft.kind = "percent", "percent"
    draft.take(100 * one.value / poll.whole.value, "so many in so many")
    return True


def _poll(page: Page, one: Piece) -> Poll | None:
    j = one.amount.end
    out_of = page.at(j).low == "out" and page.at(j + 1).low == "of"
    if not (page.at(j).low == "in" or out_of) or one.sign or one.amount.share or one.amount.scaled or one.value <= 0:
        return None
    k = j + 1 + out_of
    every = page.at(k).low == "every"
    whole = piece(page, k + every) if may_begin(page, k + every) else None
    return Poll(page, one, whole, out_of, every) if whole else None


def no_whole(poll: Poll) -> bool:
    """10 in 5; one in dozens; one in $5."""
    part, whole = poll.part, poll.whole
    return not part.value < whole.value <= 1e6 or whole.sign or whole.amount.vague or whole.unit.kind in ("money", "percent")


def calendar_behind(poll: Poll) -> bool:
    """five in 2020; two in 10 days."""
    ts, a, unit = poll.page.tokens, poll.whole.amount, poll.whole.unit
    return year(ts, a, bound=False) or date(ts, a) or glued(ts, a) or (unit.kind == "measure" and unit.name in CALENDAR)


def counted_out_of(poll: Poll) -> bool:
    """40 out of 45 drones: a count and its whole; only of 10 or 100 people a share."""
    polled = poll.whole.value in (10, 100) and (poll.whole.unit.name or "").lower() in _POLLED
    return poll.out_of and not poll.every and not polled


def counted_in(poll: Poll) -> bool:
    """12 in 15; two in 5."""
    if poll.out_of:
        return False
    part, whole = poll.part, poll.whole
    if not part.amount.worded and whole.value not in (5, 10, 100, 1000):
        return True
    return part.amount.worded != whole.amount.worded and (whole.value < 10 or part.value > 10)


NO_POLL: tuple[Callable[[Poll], bool], ...] = (no_whole, calendar_behind, counted_out_of, counted_in)


# ---- so many of so many --------------------------------------------------------------------------------------------------
def whole_behind(page: Page, draft: Draft, last: Piece) -> None:
    """Read the whole behind `of`: a number, a pronoun that stands for one, or a noun."""
    k = _behind_of(page, draft, last)
    if k is None:
        return
    whole = _whole_number(page, draft, k)
    if whole is not None:
        _take_whole(draft, whole)
    elif _pronoun(page, k):
        _take_pronoun(page, draft, k)
    elif noun := noun_behind_the(page, k):
        _take_noun(page, draft, k, noun)


def _behind_of(page: Page, draft: Draft, last: Piece) -> int | None:
    """The token behind `of` or `out of`, or behind a share without it: half the 450 lawmakers."""
    j = draft.behind
    out_of = page.at(j).low == "out" and page.at(j + 1).low == "of"
    if draft.kind in ("money", "measure"):
        return None
    if out_of:
        return j + 2
    if draft.kind == "count":  # hundreds of its 4,000 workers
        j = last.amount.end
        return j + 1 if last.amount.vague and page.at(j).low == "of" else None
    if page.at(j).low == "of":
        return j + 1
    return j if last.amount.share and page.at(j).low in _OWNERS else None


def _whole_number(page: Page, draft: Draft, begin: int) -> Piece | None:
    """The number of the whole at a token, or behind determiners, owners and adjectives."""
    for k in range(begin, begin + _REACH):
        t = page.at(k)
        whole = piece(page, k) if t.low not in _NO_WHOLE and may_begin(page, k) else None
        if whole is not None and whole.unit.kind != "percent" and not whole.compound:
            enough = draft.kind == "percent" or whole.value >= draft.value
            return whole if enough and whole.value >= 0 and not whole.amount.share and not is_label(page, whole) else None
        owner = t.low.endswith(("'s", "s'")) and len(t.low) > 2
        if t.kind != "word" or (t.low in STOP and t.low not in DETERMINERS) or (is_plural(t.text) and not owner):
            return None
    return None


def _take_whole(draft: Draft, whole: Piece) -> None:
    unit = whole.unit
    draft.of, draft.of_unit, draft.behind = whole.value, unit.name if unit.kind == "count" else None, unit.behind
    if draft.kind == "bare":
        draft.unit, draft.again = unit.name, unit.name is None
        draft.kind = unit.kind if unit.kind in ("measure", "money") else "count" if unit.name else "bare"
    if draft.bound == "all but":
        draft.take(whole.value - draft.value, "all but so many of the whole")
    else:
        draft.why = draft.why or "a part of a whole that is given"


def _pronoun(page: Page, k: int) -> bool:
    """of them, of whom; of these where no noun is behind."""
    t, after = page.at(k), page.at(k + 1)
    return t.low in _PRONOUNS and (t.low in ("them", "whom") or after.kind != "word" or after.low in STOP)


def _take_pronoun(page: Page, draft: Draft, k: int) -> None:
    """five of them children; five of whom were women."""
    draft.these, draft.behind = page.at(k).low, k + 1
    if draft.these not in ("them", "whom") or draft.kind != "bare":
        return
    if noun := counted(page, k + 1):
        draft.unit, draft.kind, draft.behind = noun[0], "count", noun[1]
    elif noun := _were(page, k + 1):
        draft.unit, draft.kind = noun[0], "count"


def _were(page: Page, k: int) -> Noun | None:
    """The people that a part were: were women; not were wounded, were given visas."""
    first = page.at(k + 1)
    if page.at(k).low not in ("were", "are") or first.low in WITHOUT_NOUN or first.low.endswith(("ed", "ing")):
        return None
    noun = counted(page, k + 1)
    return noun if noun and noun[0] in PEOPLE else None


def _take_noun(page: Page, draft: Draft, k: int, noun: Noun) -> None:
    """three of the soldiers; three of these brigades."""
    if draft.kind == "bare":
        draft.unit, draft.kind = noun[0], "count"
    draft.behind = noun[1]
    if page.at(k).low in ("these", "those"):
        draft.these = noun[0]
