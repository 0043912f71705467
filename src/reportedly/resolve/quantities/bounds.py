"""At least, up to, about before a quantity; or more, at most behind it -> its bound in a `Draft`."""

import re

from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.measures import CALENDAR
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.pieces import PLUS, Piece

_HEDGE = (
    r"(?:(?:another|an (?:additional|extra|estimated)|a (?:further|total of|combined|record)|the|its|their|"
    r"only|just|about|around|some|roughly|nearly|almost)\s+)?"
)
_LOW = re.compile(
    r"\b(?:at least|no (?:fewer|less) than|not (?:less|fewer) than|(?:well |far |much |slightly |a little |just )?(?:more|"
    r"greater|larger|higher|longer|"
    r"bigger|better|heavier|further|farther|wider|taller|deeper) than|(?:well |far |just |slightly |a little )?(?:over|above)|"
    r"upwards? of|(?:well )?in excess of|"
    r"(?<!not )exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|a minimum of|minimum of|north of|as (?:few|little|low) as)\s+"
    + _HEDGE
    + r"$|[>≥]\s?$",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"\b(?:up to|as (?:many|much|high|long|far|large|big) as|(?:well |far |much |slightly |a little |just )?(?:less|fewer|"
    r"lower|smaller|shorter|lighter) than|"
    r"(?:just |well |slightly |a little |far )?(?:under|below)|no (?:more|higher|greater|longer|larger|further) than|"
    r"not (?:more than|exceed|exceeding|to exceed)|at (?:the )?most|"
    r"a maximum of|maximum of|capped at|limited to)\s+" + _HEDGE + r"$|[<≤]\s?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|nearer(?: to)?|close to|closer to|circa|an estimated|estimated|"
    r"something like|in the (?:region|order|neighbou?rhood) of|on the order of|more or less|an average of|averaging)\s+(?:a |"
    r"another |an additional )?|[~≈]\s?)$",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(r"\ball but\s+$", re.IGNORECASE)
_OVER_A_TIME = re.compile(
    r"\b(?:for|last(?:ed|s|ing)?|tak(?:es?|ing)|took|is|was|be|been|spent|spend|well|just|slightly|"
    r"a little|waited|after|since|in)\s+over\s+$",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:about|around|some|roughly|nearly|almost|estimated)\s+", re.IGNORECASE)
_REACH = 60  # characters before the phrase


def bound_before(page: Page, draft: Draft, *, ranged: bool) -> None:
    """Read the bound before the phrase and draw it into the phrase. `ranged`: both ends are known already."""
    head = page.before(draft.start, _REACH)
    if not head:
        return
    bound, m = _bound(head)
    if m is not None and bound == "low" and _spans_a_time(draft, m, head):
        return
    if m is not None:
        draft.bound = bound
        draft.start -= len(m[0])
        draft.approximate = draft.approximate or bound == "about" or bool(_HEDGED.search(m[0]))
    if bound == "about" and m is not None:
        draft.why = draft.why or "approximate"
        _bound_before_about(draft, head[: m.start()], ranged=ranged)
    if draft.bound in ("low", "high"):
        draft.apply(draft.bound)
    if _ALL_BUT.search(head):
        draft.bound = "all but"
        draft.start -= len("all but ")


def _bound(head: str) -> tuple[str, re.Match[str] | None]:
    for bound, pattern in (("low", _LOW), ("high", _HIGH), ("about", _ABOUT)):
        m = pattern.search(head)
        if m:
            return bound, m
    return "", None


def _spans_a_time(draft: Draft, m: re.Match[str], head: str) -> bool:
    """over two days of talks: during them; but he waited for over two days."""
    during = m[0].lower().startswith("over") and draft.kind == "measure" and draft.unit in CALENDAR
    return during and not _OVER_A_TIME.search(head)


def _bound_before_about(draft: Draft, head: str, *, ranged: bool) -> None:
    """more than about 50: a bound and approximate."""
    bound, m = _bound(head) if not ranged else ("", None)
    if m is not None and bound != "about":
        draft.bound = bound
        draft.start -= len(m[0])


def bound_behind(page: Page, draft: Draft, last: Piece, *, ranged: bool) -> None:
    """Read or more, or so, at least behind the phrase, where none stands before it."""
    plus = last.plus if not last.of_a_kind else ""
    t, after = page.at(draft.behind).low, page.at(draft.behind + 1).low
    if not plus and not draft.bound:
        if t in ("or", "and") and after in PLUS:
            plus, draft.behind = PLUS[after], draft.behind + 2
        elif t == "at" and after in ("least", "most"):
            plus, draft.behind = "low" if after == "least" else "high", draft.behind + 2
    if plus and not ranged:
        draft.apply(plus)
