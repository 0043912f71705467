"""Numbers that count nothing, by ordered rules: dates, ages, scores, parts of names, exchange rates, a lone *one*."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.ages import age
from reportedly.resolve.quantities.amounts import Amount
from reportedly.resolve.quantities.dates import DAYS, clock, date, short_year, year
from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.measures import CALENDAR
from reportedly.resolve.quantities.names import glued, named
from reportedly.resolve.quantities.page import Page
from reportedly.resolve.quantities.pieces import Piece
from reportedly.resolve.quantities.tokens import Token

_RATE = re.compile(
    r"\s*(?:to|per|against|for|versus|on) (?:the |one |a |an |every )?(?:us |u\.s\. )?(?:\$1\b|€1\b|£1\b|"
    r"dollar\b|euro\b|pound\b|greenback|"
    r"yuan\b|yen\b|sterling)(?! area| zone|zone)"
)
_ONLY_A_WINDOW = re.compile(
    r"(?:\b(?:the|these|those|over|in|for|its|his|her|their|our|my|within)|['’]s)\s+(?:very )?(?:next|"
    r"past|last|coming|previous|following|preceding|first|final|recent)\s+(?:few\s+)?$",
    re.IGNORECASE,
)
_COUNTS = ""  # what a rule says that settles that a number is a quantity


@dataclass(slots=True)
class Found:
    """What the rules see: a draft with its number, or the two of a range."""

    page: Page
    draft: Draft
    one: Piece
    two: Piece | None

    @property
    def amount(self) -> Amount:
        """The first number."""
        return self.one.amount

    @property
    def last(self) -> Piece:
        """The last number."""
        return self.two or self.one

    @property
    def ts(self) -> list[Token]:
        """The tokens."""
        return self.page.tokens


def why_ignored(page: Page, draft: Draft, one: Piece, two: Piece | None) -> str:
    """Why a number is no quantity (date, age, name, score, rate, kind, one, window); empty if it is one."""
    found = Found(page, draft, one, two)
    return next((why for rule in RULES if (why := rule(found)) is not None), _COUNTS)


def is_label(page: Page, p: Piece) -> bool:
    """Whether a number by itself, bounds aside, is a date, a time or part of a name."""
    ts, a = page.tokens, p.amount
    return not p.sign and (glued(ts, a) or date(ts, a) or clock(ts, a) or short_year(ts, a) or year(ts, a, bound=False))


def label_at_the_end(f: Found) -> str | None:
    """10 or 2024."""
    return "date" if f.two and not f.one.sign and f.two.unit.kind == "bare" and not f.two.sign and is_label(f.page, f.two) else None


def money_or_share(f: Found) -> str | None:
    """$5, a third; but $1 = 0.92 euros."""
    if not f.one.sign and not f.amount.share:
        return None
    return "rate" if exchange_rate(f.page, f.one.first, f.last.unit.behind) else _COUNTS


def part_of_a_word(f: Found) -> str | None:
    """G7, 22nd, ’24."""
    return "name" if glued(f.ts, f.amount) or short_year(f.ts, f.amount) else None


def percent(f: Found) -> str | None:
    """5 percent."""
    return _COUNTS if f.draft.kind == "percent" else None


def money_in_words(f: Found) -> str | None:
    """5 euros; but 95 roubles to the dollar."""
    if f.draft.kind != "money":
        return None
    return "rate" if exchange_rate(f.page, f.one.first, f.last.unit.behind) else _COUNTS


def time_or_date(f: Found) -> str | None:
    """7 p.m., 12 March, 19-21 June, 1848."""
    dated = clock(f.ts, f.last.amount) or date(f.ts, f.amount) or (f.two is not None and date(f.ts, f.two.amount))
    bound = f.draft.bound != "" or (f.two is not None and f.two.unit.name is not None)
    return "date" if dated or year(f.ts, f.amount, bound=bound) else None


def how_old(f: Found) -> str | None:
    """34-year-old; aged 12."""
    return "age" if age(f.page, f.last.amount) or age(f.page, f.amount) else None


def kind_of_thing(f: Found) -> str | None:
    """two-way."""
    return "kind" if f.one.of_a_kind else None


def score(f: Found) -> str | None:
    """3-1, 21-14; 50-50. A range goes up and has a noun or a unit behind it."""
    a, page = f.amount, f.page
    if f.two or f.draft.kind == "measure" or page.at(a.start).kind != "num":
        return None
    first, before, after = page.at(a.start), page.at(a.start - 1), page.at(a.end)
    behind_dash = before.text in ("-", "–") and before.tight and first.tight and page.at(a.start - 2).kind == "num"
    before_dash = after.text in ("-", "–") and after.tight and page.at(a.end + 1).kind == "num" and page.at(a.end + 1).tight
    return "score" if behind_dash or before_dash else None


def part_of_a_name(f: Found) -> str | None:
    """Article 5, Boeing 737."""
    return "name" if named(f.page, f.amount, headline=f.one.first in f.page.headlines) else None


def lone_one(f: Found) -> str | None:
    """one of the men; one day. Not at least one, one kilometre, one of the 27."""
    draft = f.draft
    if f.two or f.amount.end != f.amount.start + 1 or f.page.at(f.amount.start).low != "one":
        return None
    if draft.kind == "measure":
        return "one" if draft.unit in ("day", "night") and draft.bound == "" else None
    return "one" if draft.bound not in ("low", "high") and draft.of is None else None


def window_of_time(f: Found) -> str | None:
    """three years ago, the last two years."""
    draft = f.draft
    if draft.kind != "measure" or draft.unit not in CALENDAR:
        return None
    ago = f.page.text[draft.end : draft.end + 8].lower().startswith((" ago", " earlier"))
    return "window" if ago or _ONLY_A_WINDOW.search(f.page.before(draft.start, 30)) else None


def bare_rate(f: Found) -> str | None:
    """The euro stood at 1.08 to the dollar."""
    return "rate" if f.draft.kind == "bare" and exchange_rate(f.page, f.one.first, f.last.amount.end) else None


def before_a_name(f: Found) -> str | None:
    """10 Downing Street."""
    if f.draft.kind != "bare" or f.draft.of is not None or f.amount.scaled or f.one.first in f.page.headlines:
        return None
    first, after = f.page.at(f.amount.start), f.page.at(f.last.amount.end)
    if first.kind != "num" or "," in first.text or after.kind != "word":
        return None
    return "name" if after.text[0].isupper() and after.low not in DAYS else None


RULES: tuple[Callable[[Found], str | None], ...] = (
    label_at_the_end, money_or_share, part_of_a_word, percent, money_in_words, time_or_date, how_old, kind_of_thing, score, part_of_a_name,
    lone_one, window_of_time, bare_rate, before_a_name,
)


def exchange_rate(page: Page, i: int, j: int) -> bool:
    """$1 = 0.92 euros; 95 roubles to the dollar; traded at 92.5 per euro."""
    end = page.tokens[j - 1].end
    return page.at(i - 1).text == "=" or page.at(j).text == "=" or _RATE.match(page.text[end : end + 30].lower()) is not None
