"""Every quantity of a text: a number with its bounds, unit, rate and whole, as `Draft`s in the order of the text."""

import re

from reportedly.resolve.quantities.back import refer_back
from reportedly.resolve.quantities.bounds import bound_before, bound_behind
from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.measures import Unit
from reportedly.resolve.quantities.noise import why_ignored
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.pieces import Piece, may_begin, piece
from reportedly.resolve.quantities.ranges import BETWEEN, FROM, ends, second
from reportedly.resolve.quantities.rates import rate, rate_behind
from reportedly.resolve.quantities.wholes import one_in, whole_behind

_PER_BEFORE = re.compile(r"\b(daily|annual|yearly|monthly|weekly|hourly|quarterly)\s+(?:[a-z]+\s+){1,3}of\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
_PERIODS = {"daily": "day", "annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "hourly": "hour", "quarterly": "quarter"}
_TABLE = 40  # so many numbers, each at most three tokens behind the one before, are a table and no sentence
_CLOSE = 4


def scan(text: str, dollar: str) -> tuple[Draft, ...]:
    """The drafts of a text in order, noise among them with the reason in `ignored`; units that go back to earlier ones filled in."""
    page = Page(text, dollar)
    drafts: list[Draft] = []
    behind = 0
    for i in _starts(page):
        if i >= behind and (found := _phrase(page, i)):
            drafts.extend(found)
            behind = max(i + 1, found[-1].behind)
    refer_back(text, drafts)
    return tuple(drafts)


def _starts(page: Page) -> list[int]:
    """The tokens at which a number may begin, those of tables left out."""
    starts = [i for i in range(len(page.tokens)) if may_begin(page, i)]
    out: list[int] = []
    run: list[int] = []
    for i in starts:
        if run and i - run[-1] > _CLOSE:
            out += run if len(run) <= _TABLE else []
            run = []
        run.append(i)
    return out + (run if len(run) <= _TABLE else [])


def _phrase(page: Page, i: int) -> list[Draft] | None:
    """The quantities whose phrase begins at a token: one, or two of a change (from 5 to 7 percent)."""
    one = piece(page, i)
    if one is None:
        return None
    found = second(page, one)
    if found is None:
        return [_draft(page, one, None)]
    two, verdict = found
    return [_draft(page, one, two)] if verdict == "range" else _change(page, one, two)


def _change(page: Page, one: Piece, two: Piece) -> list[Draft]:
    """from 5 to 7 percent a year: the first takes unit and rate of the second."""
    if one.unit.name is None:
        one.unit = Unit(two.unit.name, two.unit.kind, one.unit.behind, per=two.unit.per)
    first, last = _draft(page, one, None), _draft(page, two, None)
    first.behind = two.first
    if first.per is None and one.unit.behind <= two.first and first.unit == last.unit:
        first.per = last.per
    return [first, last]


def _draft(page: Page, one: Piece, two: Piece | None) -> Draft:
    """The quantity of one number, or of the two of a range, with all that belongs to it."""
    last, ranged = two or one, two is not None
    draft = _begun(page, one, two)
    shared = not ranged and one_in(page, one, draft)
    bound_before(page, draft, ranged=ranged)
    if one.amount.vague:
        draft.approximate = True
        draft.high = draft.high if draft.bound == "high" else None
        draft.why = draft.why or "a round number of which two are meant at least"
    if not shared:
        whole_behind(page, draft, last)
    _rate(page, draft, one)
    bound_behind(page, draft, last, ranged=ranged)
    if draft.kind == "measure" and (draft.unit or "").startswith("degree") and page.at(draft.behind).low in ("celsius", "fahrenheit"):
        draft.behind += 1
    draft.end = page.tokens[draft.behind - 1].end
    draft.ignored = why_ignored(page, draft, one, two)
    return draft


def _begun(page: Page, one: Piece, two: Piece | None) -> Draft:
    """The draft with its number, unit and start; a range begins at its `between` or `from`."""
    ts, last = page.tokens, two or one
    unit, behind = last.unit if last.unit.name else one.unit, last.unit.behind
    if two and one.unit.kind == "money":
        behind = two.unit.behind if two.unit.kind == "money" else two.amount.end
        unit = Unit(one.unit.name, "money", behind)
    start, low, high = ts[one.first].start, one.value, one.value
    if two:
        low, high = ends(one, two)
        head = page.before(start, 60)
        m = BETWEEN.search(head) or FROM.search(head)
        start -= len(m[0]) if m else 0
    return Draft(
        start, 0, ts[one.amount.start].start, low, high, unit.name, unit.kind, high, behind, page.sentences[one.first], per=unit.per,
        why="a range" if two else "",
    )


def _rate(page: Page, draft: Draft, one: Piece) -> None:
    """The rate behind the phrase (a day, per head), or before it (a daily output of)."""
    if draft.per is None and (not one.compound or one.sign) and not (draft.kind == "percent" and page.at(draft.behind).low == "in"):
        found = rate_behind(page, draft.behind) if draft.kind != "bare" else rate(page, draft.behind)
        if found:
            draft.per, draft.behind = found
    if draft.per is None and (m := _PER_BEFORE.search(page.before(draft.start, 60))):
        draft.per = _PERIODS[m[1].lower()]
