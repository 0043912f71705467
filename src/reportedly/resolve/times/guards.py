"""Where the name of a month, a year, a weekday or a season is a time: *in May*, not *Theresa May*; *in 2014*, not *2014 people*.

Each takes the match in plain text and the text as written, where capitals still show.
"""

import re

from reportedly.resolve.times.setting import follows
from reportedly.resolve.times.words import template

_NAMES_OF_PEOPLE = ("april", "may", "june", "august", "march", "jan")
_TIME_WORD_BEFORE = re.compile(
    r"(?:^|\W)(?:in|by|until|till|til|since|from|to|before|after|of|during|for|through|throughout|early|late|mid|mid-|between|and|or|around"
    r"|about"
    r"|over|back to|as|last|next|this|on|at|than|beyond|past|the|circa|following|each|every|previous|starting|beginning|ending|ended|end|late-"
    r"|early-|[-/(]|spring|summer|autumn|fall|winter|christmas|year)[\s(]*$")
_MONTH_WORDS = (r"in|since|last|next|this|until|late|early|mid|between|from|to|of|by|before|after|(?:jan|febr)uary and|(?:septem|octo|novem"
                r"|decem)ber and"
                r"|ju(?:ne|ly) and|august and")
_SEASON_WORDS = (r"in|by|until|till|before|since|from|during|through|throughout|over|after|for|of|early|late|mid|to|and|between|beyond|ahead of"
                 r"|as (?:early|soon|late) as|than")
_AFTER_SEASON = re.compile(
    r" (?!(?:months?|and|or|when|as|but|to|in|at|with|if|because|after|before|while|by|on|for|is|was|will|has|had|sets?|comes?|arrives?"
    r"|begins?|ends?"
    r"|said|he|she|they|it|we|unless|since|the|that|would|amid|without)\b)[a-z]")
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|soldiers|troops|cases|villages|homes|houses|families|households|vehicles|dollars|euros|pounds|tonnes|tons"
    r"|barrels|metres|meters|kilometres|kilometers|km|miles|feet|percent|per cent|points|votes|seats|deaths|civilians|fighters|workers|jobs"
    r"|hours"
    r"|days|weeks|months|years|times|patients|students|refugees|migrants|rounds|drones|missiles|voters|respondents|companies|passengers"
    r"|residents"
    r"|inmates|prisoners|schools|units|megawatts|mw|hectares|acres|shares|of them|others|more)\b")
_JOINED_YEAR = re.compile(r"\s?(?:to|until|till|through|-)\s?(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])")
_JOINT = re.compile(r" ?- ?| (?:to|through|until|till) ")
_VERB_AFTER = re.compile(r" (?:was|is|has|as|its|this|presidential|us)\b")


def _around(m: re.Match[str]) -> tuple[str, str]:
    return m.string[max(0, m.start() - 24):m.start()], m.string[m.end():m.end() + 24]


def is_month(m: re.Match[str], text: str) -> bool:
    """June in 'in June', 'June’s vote', 'the June vote'; not April Jones, Theresa May, 'may', 'march on'."""
    word, start = m["month"], m.start("month")
    before, after = _around(m)
    if m["which"]:
        return True
    if not text[start].isupper():
        return follows(m, _MONTH_WORDS) and (word not in ("may", "march") or before.endswith("in "))
    joint = _JOINT.match(m.string, m.end())
    if joint and template(r"<month>(?![a-z])").match(m.string, joint.end()):
        return True
    name_after = re.match(r" [A-Z][a-z]+(?<!day)\b", text[m.end():m.end() + 24])
    name_before = re.search(r"[A-Z][\w.]*,? $", text[max(0, m.start() - 24):m.start()])
    if re.match(r"'s\b", after):
        return not name_before
    if _TIME_WORD_BEFORE.search(before) and not (word == "may" and re.match(r" (?:be|have|not)\b", after)):
        return not name_after or word not in _NAMES_OF_PEOPLE
    if word in ("may", "march") or (len(word.rstrip(".")) <= 4 and word not in ("june", "july")):
        return False
    return not name_after and not name_before


def is_year(m: re.Match[str], _: str) -> bool:
    """2014 after a word of time, in brackets, or before ’s; not a count (2014 people)."""
    if not m[0][0].isdigit():
        return True
    before, after = _around(m)
    if _JOINED_YEAR.match(after):
        return True
    if _COUNTED.match(after) or re.match(r"-[0-9]{3}|[%°]|[.,][0-9]|[/:][0-9]", after) or re.search(r"[$€£#№/:.,-]\s?$|[0-9]\s$", before):
        return bool(re.search(r"\b(?:mid|early|late|pre|post)-$", before))
    if follows(m, "than|over|about|around|some|nearly|almost|at least|to|and|or|for|the") and re.match(r" [a-z]+s\b", after):
        return bool(_VERB_AFTER.match(after)) or before.endswith("the ")
    opens = re.search(r"^\s*$|[.!?\n]\s*$", before) and re.match(r" (?:was|is|will|saw|has)\b", after)
    owned = re.search(r"\b(?:a|its|their|his|her|our|[a-z]+'s?) $", before) and re.match(r" [a-z]", after)
    return bool(_TIME_WORD_BEFORE.search(before) or re.match(r"'s\b", after) or opens or owned)


def is_weekday(m: re.Match[str], text: str) -> bool:
    """Monday, on Mon; not 'Mondays', 'sun', 'sat', 'wed'."""
    if m["weekday"].endswith("day"):
        return not re.match(r"s\b", m.string[m.end("weekday"):m.end("weekday") + 3])
    return text[m.start("weekday")].isupper() and (follows(m, "on|next|last|this|by|until|since|from|to|and|of|or") or bool(m["which"]))


def is_season(m: re.Match[str], _: str) -> bool:
    """Summer after a word of time or with one; not 'summer school', 'to spring', 'to fall'."""
    if m["which"] or m["year"] or m["ofyear"]:
        return True
    word = m["season"]
    _, after = _around(m)
    if word in ("fall", "spring") and not (m[0].startswith("the ") or follows(m, "in|by|until|before|since|early|late|mid")):
        return False
    if word == "fall" and re.match(r" (?:of|in|to|by)\b", after):
        return False
    return (follows(m, _SEASON_WORDS) or m.string[:m.start()].endswith("mid-")) and not _AFTER_SEASON.match(after)
