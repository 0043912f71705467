"""Ages: 34-year-old, aged 12, 14 years old; X, 62, said; children under five."""

import re

from reportedly.resolve.quantities.amounts import Amount
from reportedly.resolve.quantities.counted import counted
from reportedly.resolve.quantities.dates import is_month
from reportedly.resolve.quantities.nouns import PEOPLE
from reportedly.resolve.quantities.page import Page

_AGE_BEFORE = re.compile(
    r"(?:\baged?|\bages|\bage[ds]? (?:[0-9]+, ){0,4}[0-9]+,? (?:and|to|or)|\bage of|\bturn(?:s|ed|ing)|"
    r"\bover the age of|\bunder the age of|\bin (?:his|her|their)|"
    r"\bages? (?:between|from)|\baged (?:between|from|under|over|about|around|at least)|\bborn in)\s*$",
    re.IGNORECASE,
)
_AGE_UNDER = re.compile(
    r"\b(?:children|child|those|people|adults?|anyone|everyone|kids|boys|girls|men|women|youths?|players?|citizens|voters|"
    r"residents|pensioners|teenagers|infants|babies|patients|minors|males|females|someone|drivers|workers) "
    r"(?:aged )?(?:under|over|above|below|younger than|older than|as young as|as old as|between|from)\s*$",
    re.IGNORECASE,
)
_YEARS_OLD = frozenset(
    {("year", "old"), ("year", "olds"), ("years", "old"), ("month", "old"), ("months", "old"), ("week", "old"), ("day", "old"), ("yr", "old")}
)
_OLDEST = 120  # years


def age(page: Page, a: Amount) -> bool:
    """Whether a number is how old somebody is."""
    return _years_old(page, a) or _aged(page, a) or _behind_a_name(page, a)


def _years_old(page: Page, a: Amount) -> bool:
    """34-year-old, 14 years of age, 12- to 15-year-olds."""
    words = [t.low for t in page.tokens[a.end : a.end + 6] if t.text not in ("-", "–")]
    if words[:3] == ["years", "of", "age"] or tuple(words[:2]) in _YEARS_OLD:
        return True
    return words[:1] in (["to"], ["and"], ["or"]) and words[2:4] in (["year", "old"], ["years", "old"], ["year", "olds"])


def _aged(page: Page, a: Amount) -> bool:
    """aged 12, at the age of 80, children under five; not men under five commanders."""
    head = page.before(page.tokens[a.start].start, 60)
    if a.value > _OLDEST:
        return False
    return bool(_AGE_BEFORE.search(head) or (_AGE_UNDER.search(head) and counted(page, a.end) is None))


def _behind_a_name(page: Page, a: Amount) -> bool:
    """Maria Lopez, 62, said; a retired teacher, 62, said; Maria Lopez (62)."""
    if page.tokens[a.start].kind != "num" or a.end != a.start + 1 or not 0 < a.value <= 110 or a.value != int(a.value):
        return False
    before, owner, after = page.at(a.start - 1), page.at(a.start - 2), page.at(a.end)
    if owner.kind != "word":
        return False
    named = owner.text[0].isupper()
    if before.text == "(" and after.text == ")":
        return named
    if before.text != ",":
        return False
    if named and after.text in (",", ".", ";", ")", "and"):
        return not is_month(owner)
    return after.text in (",", ".") and owner.low in PEOPLE
