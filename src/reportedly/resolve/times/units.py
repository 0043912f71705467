"""Months, quarters, halves, seasons, years, decades and centuries that are named."""

import re
from collections.abc import Callable
from datetime import date

from reportedly.resolve.times import guards, words
from reportedly.resolve.times.arithmetic import Stretch, season, unit
from reportedly.resolve.times.setting import Rule, Setting, follows, nearest, said, year_of, years_around


def step(which: str) -> int | None:
    """How many units from now: last −1, this 0, next 1; None where the words do not say."""
    return {"last": -1, "past": -1, "previous": -1, "this": 0, "the current": 0, "current": 0, "next": 1, "the coming": 1,
            "coming": 1, "following": 1,
            "this coming": 1, "this past": -1}.get(" ".join(which.split()))


def _which_year(m: re.Match[str], at: Setting) -> int | None:
    """The year of a year told otherwise: of this year, of last year, of the same year."""
    which = said(m, "ofyear").split()
    if not which:
        return None
    if which[0] in ("that", "the") and which[-2:] != ["the", "year"] and at.anchor and at.anchor.start:
        return at.anchor.start.year
    if at.published is None:
        return None
    return at.published.year + {"last": -1, "next": 1}.get(which[0], 0)


def of_a_year(m: re.Match[str], at: Setting, of: Callable[[int], Stretch], name: str) -> Stretch | None:
    """A stretch that comes once a year: the year said, or last and next of its kind, or the nearest that fits the tense."""
    year = year_of(m) or _which_year(m, at)
    if year:
        return of(year).because(f"{name} of the year {year}")
    move, today = step(said(m, "which")), at.published
    if today is None:
        return None
    found = [of(y) for y in years_around(at)]
    if move == -1:
        over = [s for s in found if s.end and s.end <= today]
        return over[-1].because(f"the last {name} that was over on {today}") if over else None
    if move == 1:
        ahead = [s for s in found if s.start and s.start > today]
        return ahead[0].because(f"the first {name} after {today}") if ahead else None
    if move == 0:
        return of(today.year).because(f"this {name}: of the year of publication")
    return nearest(found, at, name)


def _month(m: re.Match[str], at: Setting) -> Stretch | None:
    number = words.month(m["month"])
    return of_a_year(m, at, lambda y: unit(date(y, number, 1), "month"), "month")


def _iso_month(m: re.Match[str], _: Setting) -> Stretch | None:
    return unit(date(int(m["year"]), int(m["m"]), 1), "month", "a full month in figures")


def _season(m: re.Match[str], at: Setting) -> Stretch | None:
    name = m["season"]
    return of_a_year(m, at, lambda y: season(y, name, ""), "season")


def _quarter(m: re.Match[str], at: Setting) -> Stretch | None:
    word = said(m, "ordinal")
    number = words.ordinal(word) if word else int(m["q"])
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return None
    return of_a_year(m, at, lambda y: unit(date(y, 3 * number - 2, 1), "quarter"), "quarter")


def _half(m: re.Match[str], at: Setting) -> Stretch | None:
    word = (said(m, "ordinal") or said(m, "h"))
    second = word in ("second", "latter", "last", "2")
    return of_a_year(m, at, lambda y: unit(date(y, 7 if second else 1, 1), "half"), "half year")


def _year(m: re.Match[str], _: Setting) -> Stretch | None:
    return unit(date(int(m["year"]), 1, 1), "year", "a year")


def _years_joined(m: re.Match[str], _: Setting) -> Stretch | None:
    """2024-25, 2014–2016."""
    first = int(m["year"])
    last = int(m["last"]) if len(m["last"]) == 4 else first // 100 * 100 + int(m["last"])
    if not first < last <= first + 100:
        return None
    start, end = date(first, 1, 1), date(last + 1, 1, 1)
    if m["season"]:  # the winter of 2022-23 begins in the first
        return season(first, m["season"], "a season over two years")
    return Stretch(start, end, "year", "from the first year to the last")


_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


def _decade(m: re.Match[str], _: Setting) -> Stretch | None:
    start = int(m["decade"]) if m["decade"] else int(m["short"]) if m["short"] else _TENS[m["word"]]
    if start < 100:
        start += 2000 if start < 30 else 1900
    return unit(date(start, 1, 1), "decade", "a decade")


def _century(m: re.Match[str], _: Setting) -> Stretch | None:
    number = words.ordinal(m["ordinal"])
    return unit(date(number * 100 - 50, 1, 1), "century", "a century") if 1 <= number <= 30 else None


_OF_YEAR = r"(?P<ofyear>(?:this|last|next|the same|that|the) year)"
_YEAR_TAIL = rf"(?:,? (?:of |in )?(?P<year><yyyy>)|,? (?:of )?{_OF_YEAR})?"
_SHORT_TAIL = rf"(?:[ /-]|,? (?:of )?)?(?:(?P<year><yyyy>)|{_OF_YEAR})?(?![0-9])"
_WHICH = r"(?:(?P<which>this past|this coming|the coming|the current|current|this|last|next|previous) )?"
_RESULTS = r"(?=(?:profit|loss|result|earning|revenue|sale|output|growth|figure|export|import|deliver))"

RULES: tuple[Rule, ...] = (
    Rule("month and year", "month", rf"(?:the month of )?(?P<month><month>)(?:(?:,? |-|/)(?:of |in )?(?P<year><yyyy>)"
                                    rf"|,? (?:of )?{_OF_YEAR})", _month,
         fits=lambda m, text: text[m.start("month")].isupper() or m["month"] not in ("may", "march", "mar")),
    Rule("year and month", "month", r"(?P<year><yyyy>)[ /-](?P<month><month>)(?!\w|-[0-9]| [0-9])", _month,
         fits=lambda m, _: m["month"] not in ("may", "march")),
    Rule("month in ISO 8601", "figures", r"(?P<year>(?:19|20)[0-9]{2})-(?P<m>0?[1-9]|1[0-2])(?![0-9-]|[.,][0-9])", _iso_month),
    Rule("month in figures", "figures", r"(?P<m>0?[1-9]|1[0-2])[-/](?P<year>(?:19|20)[0-9]{2})(?![0-9/-]|[.,][0-9])", _iso_month),
    Rule("year and quarter", "year", r"(?P<year><yyyy>)[ /-]q(?P<q>[1-4])(?![0-9])", _quarter),
    Rule("year and half", "year", r"(?P<year><yyyy>)[ /-]h(?P<h>[12])(?![0-9])", _half),
    Rule("month", "month", r"(?:the month of )?" + _WHICH + r"(?P<month><month>)(?!\w)", _month, floats=True, fits=guards.is_month),
    Rule("years joined", "year", r"(?:the )?(?:(?P<season><season>)(?: of)? )?(?P<year><yyyy>)[-/](?P<last>[0-9]{2}|(?:1[0-9]"
                                 r"|20)[0-9]{2})(?![0-9-])",
         _years_joined),
    Rule("season", "season", r"(?:the )?" + _WHICH + r"(?P<season><season>)(?!s|-\w)" + _YEAR_TAIL, _season, floats=True, fits=guards.is_season),
    Rule("quarter", "unit", r"(?:the )?(?P<ordinal>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -]quarter(?!-?finals?|s|back)" + _YEAR_TAIL,
         _quarter, floats=True),
    Rule("quarter in figures", "name", r"q(?P<q>[1-4])" + _SHORT_TAIL, _quarter, floats=True),
    Rule("half year", "unit", rf"(?:the )?(?P<ordinal>first|second|latter|last)[ -]half of(?: the year)?,? (?:(?P<year><yyyy>)"
                              rf"|{_OF_YEAR})", _half, floats=True),
    Rule("half year of results", "name", r"(?:the )?(?P<ordinal>first|second)[ -]half " + _RESULTS, _half, floats=True),
    Rule("half year in figures", "name", r"h(?P<h>[12])" + _SHORT_TAIL, _half, floats=True,
         fits=lambda m, text: text[m.start()].isupper() and bool(m["year"] or m["ofyear"] or follows(m, "in|for|of|during|by"))),
    Rule("year", "year", r"(?:the (?:(?:fiscal |financial )?year|summer|season) (?:of )?|(?:the )?(?:fiscal|financial)(?: year)? "
                         r"|fy ?)?(?P<year><yyyy>)(?!\w)",
         _year, fits=guards.is_year),
    Rule("decade", "year", r"(?:the )?(?:(?P<decade>(?:1[5-9]|20)[0-9]0)'?s|'(?P<short>[2-9]0)s"
                           r"|(?<=the[ ])(?P<word>[a-z]{4,6}ties))(?!\w)", _decade,
         fits=lambda m, _: not m["word"] or m["word"] in _TENS),
    Rule("century", "unit", r"(?:the )?(?P<ordinal><ordinal>)(?: |-)century", _century),
)
