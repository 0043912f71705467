"""Numbers of the calendar and the clock: 12 March, 2024-06-27, in 1848, 2024-25, 7 p.m."""

from reportedly.resolve.quantities.amounts import Amount
from reportedly.resolve.quantities.nouns import STOP
from reportedly.resolve.quantities.tokens import Token, at
from reportedly.resolve.quantities.units import NAMES, SYMBOLS

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_YEAR_BEFORE = frozenset(
    "in since by until till from before after during of for the this to through early late mid about circa between and end "
    "summer winter spring autumn fall fiscal year next than 's within".split()
)
_OLD_YEAR_BEFORE = frozenset("in since of by from until before after the".split())
_CLOCK = frozenset("am a.m. p.m. pm o'clock gmt utc est bst cet".split())
_HOUR_BEFORE = frozenset("at by from until around about and to".split())
_BETWEEN_DAYS = frozenset("- – and , to or".split())


def clock(ts: list[Token], a: Amount) -> bool:
    """7 p.m., 0600 GMT, six o'clock, half past four."""
    first, before, after = ts[a.start], at(ts, a.start - 1), at(ts, a.end)
    if after.low in _CLOCK:
        return after.low != "am" or first.kind == "num"
    if after.low in ("a", "p") and at(ts, a.end + 1).text == "." and at(ts, a.end + 2).low == "m":
        return True
    if len(first.text) == 4 and first.kind == "num" and after.low in ("hours", "hrs", "local"):
        return first.text[0] in "012" and before.low in _HOUR_BEFORE
    return before.low == "past" and at(ts, a.start - 2).low in ("half", "quarter")


def date(ts: list[Token], a: Amount) -> bool:
    """A day beside a month, and numbers with slashes or hyphens as in 2024-06-27. 12 March, June 19-21, the 4 and 5 May."""
    first, before, after = ts[a.start], at(ts, a.start - 1), at(ts, a.end)
    single = first.kind == "num" and a.end == a.start + 1 and "," not in first.text
    if single and 1 <= a.value <= 31 and a.value == int(a.value) and _beside_a_month(ts, a):
        return True
    joined = before.text in ("-", "/", ".") and before.tight and first.tight and at(ts, a.start - 2).kind == "num"
    return joined and after.text == before.text and after.tight and at(ts, a.end + 1).kind == "num"


def _beside_a_month(ts: list[Token], a: Amount) -> bool:
    """A month before or behind, other days and their joints between."""
    if at(ts, a.end).low == "of" and is_month(at(ts, a.end + 1)):
        return True
    return _month_along(ts, range(a.start - 1, a.start - 6, -1), ".") or _month_along(ts, range(a.end, a.end + 6), "-")


def _month_along(ts: list[Token], places: range, besides: str) -> bool:
    for k in places:
        t = at(ts, k)
        if is_month(t):
            return True
        if t.text not in _BETWEEN_DAYS and t.text != besides and not (t.kind == "num" and len(t.text) <= 2):
            return False
    return False


def is_month(t: Token) -> bool:
    """Whether a token is a month, with its capital."""
    return t.low in MONTHS and t.kind == "word" and t.text[0].isupper()


def year(ts: list[Token], a: Amount, *, bound: bool) -> bool:
    """1848, in 2024, 2024-25, the 2026 World Cup; not `more than 2000 soldiers` nor 2,024. `bound`: `more than` stands before it."""
    t, before, after = ts[a.start], at(ts, a.start - 1), at(ts, a.end)
    if bound or t.kind != "num" or len(t.text) != 4 or not t.text.isdigit() or a.end != a.start + 1:
        return False
    if before.kind == "sign" or _unit_behind(after):
        return False
    n = int(t.text)
    ends = after.kind != "word" or after.low in STOP
    if 1900 <= n <= 2100:
        return n % 100 != 0 or before.low in _YEAR_BEFORE or ends or after.text[:1].isupper()
    return 1000 <= n < 1900 and ends and _leads_to_old_year(ts, a.start - 1)


def _unit_behind(after: Token) -> bool:
    named = after.low in NAMES or after.low in ("percent", "per", "euros", "dollars", "pounds")
    return named or after.text in SYMBOLS or after.text in ("%", "°")


def _leads_to_old_year(ts: list[Token], k: int) -> bool:
    """in 1848, March 1848, between 1812 and 1848."""
    t, before = at(ts, k), at(ts, k - 1)
    if t.low in _OLD_YEAR_BEFORE or is_month(t) or t.text == ",":
        return True
    return t.low in ("and", "to") and len(before.text) in (3, 4) and before.kind == "num"


def short_year(ts: list[Token], a: Amount) -> bool:
    """The 25 of 2024-25 and ’24."""
    first, before, long = ts[a.start], at(ts, a.start - 1), at(ts, a.start - 2)
    if before.text in ("-", "–", "/") and before.tight and first.tight and len(first.text) in (2, 4):
        return len(long.text) == 4 and long.text.isdigit() and long.text[:2] in ("18", "19", "20", "21")
    return before.text in ("'", "’", "‘") and first.tight and len(first.text) == 2
