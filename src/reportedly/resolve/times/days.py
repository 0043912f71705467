"""Single days: dates, weekdays, *yesterday*, feasts."""

import re
from datetime import date

from reportedly.resolve.times import guards, words
from reportedly.resolve.times.arithmetic import DAY, Stretch, easter, nth_weekday, one_day, shift, unit
from reportedly.resolve.times.setting import Rule, Setting, day_of, follows, nearest, said, year_of, years_around
from reportedly.resolve.times.units import of_a_year


def _iso(m: re.Match[str], _: Setting) -> Stretch | None:
    day = day_of(int(m["year"]), int(m["m"]), int(m["d"]))
    return one_day(day, "a full date") if day else None


def _figures(m: re.Match[str], _: Setting) -> Stretch | None:
    year, month, number = int(m["year"]), int(m["m"]), int(m["d"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    day = day_of(year, month, number) or day_of(year, number, month)
    return one_day(day, "a full date in figures, the day before the month unless that cannot be") if day else None


def month_and_day(m: re.Match[str], at: Setting) -> Stretch | None:
    """19 June, Wednesday, June 19th, 19 June 2024."""
    number = words.ordinal(m["dw"]) if said(m, "dw") else int(re.sub(r"\D", "", m["dd"]))
    month, year = words.month(m["month"]), year_of(m)
    if year:
        day = day_of(year, month, number)
        return one_day(day, "a full date") if day else None
    days = [d for y in years_around(at) if (d := day_of(y, month, number))]
    named = said(m, "weekday")
    if named:  # the weekday says which year, where one of the three has it
        days = [d for d in days if d.weekday() == words.weekday(named)] or days
    return nearest([one_day(d, "") for d in days], at, "a day of a month")


def _short_figures(m: re.Match[str], at: Setting) -> Stretch | None:
    """On 22/04: the day first unless that cannot be."""
    number, month = int(m["d"]), int(m["m"])
    if month > 12:
        number, month = month, number
    return nearest([one_day(d, "") for y in years_around(at) if (d := day_of(y, month, number))], at, "a day of a month in figures")


def _month_of_days(m: re.Match[str], at: Setting) -> Stretch | None:
    """June 3-5: from the first day to the last."""
    month, year = words.month(m["month"]), year_of(m)
    numbers = [int(re.sub(r"\D", "", m[k])) for k in ("dd", "dd2")]
    found = []
    for y in [year] if year else years_around(at):
        first, last = day_of(y, month, numbers[0]), day_of(y, month, numbers[1])
        if first and last and first <= last:
            found.append(Stretch(first, last + DAY, "day", "from the first day named to the last"))
    return (found[0] if found else None) if year else nearest(found, at, "days of a month")


def _day_of_this_month(m: re.Match[str], at: Setting) -> Stretch | None:
    """On the 19th: of the month told before, else the nearest that fits the tense."""
    number = words.ordinal(m["dw"]) if said(m, "dw") else int(re.sub(r"\D", "", m["dd"]))
    weekday = said(m, "weekday")
    told = at.anchor.start if at.anchor and not weekday else None
    base = told or at.published
    if base is None:
        return None
    days = [d for n in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7)
            if (month := shift(base.replace(day=1), "month", n)) and (d := day_of(month.year, month.month, number))]
    if weekday:
        days = [d for d in days if d.weekday() == words.weekday(weekday)]
    if told and days:
        return one_day(days[0], "the day of the month told before")
    return nearest([one_day(d, "") for d in days], at, "a day of the month")


def _weekday(m: re.Match[str], at: Setting) -> Stretch | None:
    """Monday, last Monday, next Monday, this Monday, Monday of last week."""
    if at.published is None:
        return None
    day, today, which = words.weekday(m["weekday"]), at.published, (m["which"] or "")
    this_week = today + (day - today.weekday()) * DAY
    if m["week"]:
        week = m["week"]
        return one_day(this_week + {"last": -7, "next": 7, "this": 0}[week] * DAY, f"the day of {week} week")
    if which.startswith(("later", "earlier")) and this_week == today:
        return one_day(today, "later or earlier on the day of publication")
    if which in ("past", "this past"):
        return one_day(today - ((today.weekday() - day - 1) % 7 + 1) * DAY, f"past with a weekday: the last before {today}")
    if which == "last":
        found = this_week - 7 * DAY
        return one_day(found, "last with a weekday: of the calendar week before that of publication")
    if which == "next":
        return one_day(this_week + 7 * DAY, "next with a weekday: of the calendar week after that of publication")
    if which == "this":
        found = this_week + 7 * DAY if at.tense == "future" and this_week < today else this_week
        return one_day(found, "this with a weekday: of the calendar week of publication")
    if which.endswith("coming") or (which[:5] in ("", "later", "earli") and at.tense == "future"):
        return one_day(today + ((day - today.weekday() - 1) % 7 + 1) * DAY, f"a weekday to come: the first after {today}")
    anchor = at.anchor.start if at.anchor else None
    if which.endswith(("following", "previous")) and anchor:
        step = (day - anchor.weekday() - 1) % 7 + 1 if which.endswith("following") else -((anchor.weekday() - day - 1) % 7 + 1)
        return one_day(anchor + step * DAY, f"{which} weekday, counted from {anchor}")
    return one_day(today - (today.weekday() - day) % 7 * DAY, f"a weekday with a past verb or none: the last up to and including {today}")


def _relative_day(m: re.Match[str], at: Setting) -> Stretch | None:
    if at.published is None:
        return None
    said = " ".join(m[0].split())
    steps = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1, "the day after tomorrow": 2, "tomorrow": 1}
    days = next((n for word, n in steps.items() if said.startswith(word)), 0)
    return one_day(at.published + days * DAY, "counted from the day of publication")


_FEASTS: dict[str, tuple[int, int]] = {"new year's day": (1, 1), "new year's eve": (12, 31), "new year": (1, 1), "christmas eve": (12, 24),
                                       "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "halloween": (10, 31),
                                       "valentine's day": (2, 14), "international women's day": (3, 8), "may day": (5, 1),
                                       "epiphany": (1, 6), "st patrick's day": (3, 17), "all saints' day": (11, 1), "earth day": (4, 22),
                                       "juneteenth": (6, 19), "veterans day": (11, 11), "groundhog day": (2, 2), "bastille day": (7, 14),
                                       "international workers' day": (5, 1)}
# Month, weekday, which of the month, days after it.
_NTH = {"thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4), "martin luther king day": (1, 0, 3, 0),
        "presidents' day": (2, 0, 3, 0), "memorial day": (5, 0, -1, 0), "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0)}
_MOVING = {"easter sunday": 0, "easter monday": 1, "good friday": -2, "easter": 0, "palm sunday": -7, "ash wednesday": -46,
           "whit monday": 50, "ascension day": 39}


def _feast(m: re.Match[str], at: Setting) -> Stretch | None:
    name = " ".join(m["feast"].split()).replace("st. ", "st ")
    name = re.sub(r"^(?:new years?(?:'s)?|new years?')(?= )", "new year's", name).removeprefix("st ") if "patrick" not in name else name

    def of(year: int) -> Stretch:
        if name in _MOVING:
            return one_day(easter(year) + _MOVING[name] * DAY, "a feast counted from Easter")
        if name in _NTH:
            month, weekday, which, more = _NTH[name]
            day = nth_weekday(unit(date(year, month, 1), "month"), weekday, which) or date(year, month, 1)
            return one_day(day + more * DAY, "a feast on a weekday of its month")
        return one_day(date(year, *_FEASTS[name]), "a feast with a fixed date")

    return of_a_year(m, at, of, "feast")


def _no_money(m: re.Match[str], _: str) -> bool:
    """$12 December 27 is no date; may first is a verb and an adverb."""
    modal = m["month"] in ("may", "march", "mar", "sep") and not m["year"] and m["dw"]
    return not modal and m.string[max(0, m.start() - 2):m.start()].strip() not in ("$", "€", "£", "¥")


def _named(m: re.Match[str], text: str) -> bool:
    """May 5, march 5: the first is a month."""
    return text[m.start("month")].isupper() or m["month"] not in ("may", "march", "mar", "sep")


_D, _M = r"(?P<d>0?[1-9]|[12][0-9]|3[01])", r"(?P<m>0?[1-9]|1[0-2])"
_M_OR_D = r"(?P<m>0?[1-9]|[12][0-9]|3[01])"
_BEFORE_DAY = "on|by|until|since|from|to|before|after"
_ENDS_PHRASE = (r"(?=\s*(?:$|[.,;:)”\"'!?-]|(?:and|or|but|when|that|which|in|at|on|with|by|as|for|near|to|from|of (?:this|next|last|the"
               r"|that) month)\b))")
_WHICH_DAY = (r"(?:(?P<which>(?:later|earlier)(?: on)?|(?:the |this )?coming|(?:the )?following|(?:the )?previous|this past|this|last|next"
              r"|past) )?")
_FEAST = (r"(?P<feast>new year(?:'?s)? (?:day|eve)|new year(?!'?s|[a-z])|christmas (?:eve|day)|christmas|boxing day|halloween"
          r"|(?:st\.? )?valentine's day"
          r"|international women's day|may day|epiphany|st\.? patrick's day|all saints' day|easter (?:sunday|monday)|good friday|easter"
          r"|palm sunday"
          r"|ash wednesday|whit monday|ascension day|thanksgiving|black friday|cyber monday|martin luther king day|presidents' day|memorial day"
          r"|labor day|columbus day|earth day|juneteenth|veterans day|groundhog day|bastille day|international workers' day)")

RULES: tuple[Rule, ...] = (
    Rule("date in ISO 8601", "figures", rf"(?P<year>[12][0-9]{{3}})-{_M}-{_D}(?:t[0-9:.]+z?)?(?!-?[0-9])", _iso),
    Rule("date, the year first", "figures", rf"(?P<year>[12][0-9]{{3}})/{_M}/{_D}(?![0-9/])", _iso),
    Rule("date in figures", "figures",
         rf"{_D}(?P<sep>[/.-]){_M_OR_D}(?P=sep)(?P<year>(?:19|20)[0-9]{{2}}|(?<=/)[0-9]{{2}})(?![0-9/]|[.-][0-9])", _figures),
    Rule("day and month in figures", "figures", rf"{_D}/{_M_OR_D}(?![0-9/]|[.,][0-9])", _short_figures, floats=True,
         fits=lambda m, _: follows(m, _BEFORE_DAY)),
    Rule("day and month", "month",
         r"(?:(?P<weekday><weekday>)(?:,? the|,? on|,)? )?(?:the )?(?:(?P<dd><dd>)|(?P<dw><ordinal>))(?:(?: day)? of | |-|/"
         r"|(?=[a-z]))(?P<month><month>)"
         r"(?![a-z])(?:(?: ?,? ?(?:of |in )?|-|/)(?P<year><yyyy>))?", month_and_day, floats=True, fits=_no_money),
    Rule("month and day", "month",
         r"(?:(?P<weekday><weekday>),? )?(?P<month><month>)(?: the |, | |/|-)?(?:(?P<dd><dd>)(?! (?:percent|per cent|people|men|million|years))"
         r"|(?P<dw><ordinal>)(?! (?:of the|in the)\b))(?:(?: ?, ?| |-|/)(?:of "
         r"|in )?(?P<year><yyyy>))?", month_and_day, floats=True, fits=_named),
    Rule("days of a month", "month", r"(?P<month><month>) (?P<dd><dd>) ?(?:-|to|through|until|and) ?(?P<dd2><dd>)(?:,? (?P<year><yyyy>))?",
         _month_of_days, floats=True, fits=lambda m, _: " and " not in m[0] or follows(m, "between")),
    Rule("day of a month that follows", "month",
         r"(?:the )?(?P<dd><dd>)(?= ?(?:-|,|and|or|to|until|till|through) ?(?:the )?<dd>(?:,? (?:and|or) <dd>)?(?: of)? (?P<month><month>)"
         r"(?:,? (?P<year><yyyy>))?)", month_and_day, floats=True),
    Rule("year, month, day", "month", r"(?P<year><yyyy>)[-/](?P<month><month>)[-/](?P<dd><dd>)", month_and_day),
    Rule("day of the month", "name", r"the (?P<dd>[0-9]{1,2}(?:st|nd|rd|th))" + _ENDS_PHRASE, _day_of_this_month, floats=True,
         fits=lambda m, _: follows(m, _BEFORE_DAY)),
    Rule("weekday and day of the month", "weekday", r"(?P<weekday><weekday>),? the (?:(?P<dd>[0-9]{1,2}(?:st|nd|rd|th))"
                                                    r"|(?P<dw><ordinal>))" + _ENDS_PHRASE,
         _day_of_this_month, floats=True),
    Rule("weekday and day", "weekday", r"(?P<weekday><weekday>),? (?P<dd><dd>)(?! [a-z]+s\b|:)", _day_of_this_month, floats=True,
         fits=lambda m, text: text[m.start("weekday")].isupper()),
    Rule("weekday", "weekday", _WHICH_DAY + r"(?:early |late )?(?P<weekday><weekday>)(?: (?:early "
                                            r"|late )?<daytime>)?(?: of)?(?:,? (?P<week>last|next|this) week)?",
         _weekday, floats=True, fits=guards.is_weekday),
    Rule("weekday of a week", "weekday", r"(?:on )?(?P<which>)(?P<week>last|next|this) week(?: on|,)? (?P<weekday><weekday>)", _weekday),
    Rule("relative day", "name", r"(?:the day before yesterday|the day after tomorrow|(?:yesterday|tomorrow)(?: <daytime>)?|today|tonight"
         r"|last (?:night|evening)|this (?:morning|afternoon|evening))(?!\w)", _relative_day),
    Rule("feast", "name", r"(?:(?P<which>last|next|this) )?" + _FEAST + r"(?: day)?(?!\w)(?:,? (?:of )?(?P<year><yyyy>))?", _feast, floats=True),
)
