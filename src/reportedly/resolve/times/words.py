"""The words that times are told in, and the numbers, months and weekdays that they stand for."""

import functools
import re

from reportedly.types import Grain

MONTHS = {m[:3]: n for n, m in enumerate(("january", "february", "march", "april", "may", "june", "july", "august", "september",
                                          "october", "november", "december"), 1)}
WEEKDAYS = {d: n for n, d in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
NUMBERS = {w: n for n, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                                       "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
                                       "twenty"))}
NUMBERS |= {"a": 1, "an": 1, "a single": 1, "another": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "thirty": 30,
            "forty": 40,
            "forty-eight": 48, "seventy-two": 72, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "a hundred": 100,
            "a dozen": 12, "half a dozen": 6}
ORDINALS = {w: n for n, w in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                                        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                                        "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
                                        "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",
                                        "thirtieth",
                                        "thirty-first"), 1)} | {"final": -1, "last": -1}
UNITS: dict[str, Grain] = {"minute": "minute", "hour": "hour", "day": "day", "night": "day", "weekend": "weekend", "week": "week",
                           "fortnight": "week", "month": "month", "quarter": "quarter", "season": "season", "half": "half",
                           "year": "year", "decade": "decade", "century": "century", "centurie": "century"}

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
          r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\.?)")
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![a-z])\.?)"
_NUMBER = (r"(?:[0-9]{1,3}|(?:half )?a dozen|a couple(?: of)?|couple(?: of)?|a single|an?|one|two|three|four|five|six|seven|eight|nine|ten"
           r"|eleven"
           r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty(?:-eight)?|seventy-two|fifty|sixty|ninety"
           r"|(?:a )?hundred)")
_ORDINAL = (r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
            r"|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth"
            r"|thirty[- ]first|[0-9]{1,2}(?:st|nd|rd|th))")
_YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})(?![0-9]|[.,][0-9])"
_DAY_NUMBER = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9]|[.,:][0-9]|%)"
_DAYTIME = r"(?:morning|afternoon|evening|night|lunchtime|noon|midday|midnight)"
_HOUR = r"(?:[01]?[0-9]|2[0-3])"
_CLOCK = (rf"(?:{_HOUR}:[0-5][0-9](?: ?[ap]\.?m\.?(?![a-z]))?|{_HOUR}(?:\.[0-5][0-9])? ?[ap]\.?m\.?(?![a-z])|{_HOUR} o[’']clock|noon|midnight)"
          r"(?: (?:local time|GMT|UTC|CET|CEST|EST|EDT|ET|BST|IST|Moscow time|Kyiv time))?")
_UNIT = r"(?:day|night|weekend|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

NAMES = {"month": _MONTH, "weekday": _WEEKDAY, "n": _NUMBER, "ordinal": _ORDINAL, "yyyy": _YEAR, "dd": _DAY_NUMBER, "daytime": _DAYTIME,
         "clock": _CLOCK, "unit": _UNIT, "season": _SEASON}


_TO_PLAIN: dict[int, int | str] = {ord(c): ord(c) + 32 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {
    ord(a): b for a, b in zip("’‘–—\u00a0\u202f\t", "''--   ", strict=True)}


def plain(text: str) -> str:
    """The text in ASCII small letters with plain apostrophes, hyphens and blanks, letter for letter as long: what templates match."""
    text = text.translate(_TO_PLAIN)
    return re.sub(r"(?<!\n)(?:\r\n|\n)(?![\r\n])", lambda m: " " * len(m[0]), text)  # one line end is a blank, an empty line stays


@functools.cache
def template(pattern: str) -> re.Pattern[str]:
    """A pattern for plain text, in which `<month>` stands for the words of NAMES and a blank for one to three blanks."""
    pattern = re.sub(r"(?<!\?P)<([a-z]+)>", lambda m: NAMES[m[1]], pattern)
    pattern = re.sub(r"\\.|\(\?P|[A-Z]", lambda m: m[0].lower() if len(m[0]) == 1 else m[0], pattern)
    pattern = re.sub(r"\[[^\]]*\]| ", lambda m: "(?: {1,3})" if m[0] == " " else m[0], pattern)  # a blank in brackets stays one
    return re.compile(rf"(?<!\w)(?:{pattern})")


def month(word: str) -> int:
    """January is 1."""
    return MONTHS[word[:3].lower()]


def weekday(word: str) -> int:
    """Monday is 0."""
    return WEEKDAYS[word[:3].lower()]


def number(word: str) -> int:
    """What a number in figures or words says."""
    word = " ".join(word.lower().split())
    return int(word) if word.isdecimal() else NUMBERS[word]


def ordinal(word: str) -> int:
    """First is 1, last −1."""
    word = "-".join(word.lower().split())
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def unit_of(word: str) -> tuple[Grain, int]:
    """The unit and how many of it the word says: a fortnight is two weeks."""
    word = word.lower().rstrip("s")
    return UNITS[word], 2 if word == "fortnight" else 1
