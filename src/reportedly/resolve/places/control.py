"""What the text itself calls the status of a place: `Russian-occupied Enerhodar`, `Crimea, annexed by Russia`. Never a fact of ours."""

import re
from typing import NamedTuple

from reportedly.resolve.places.gazetteer import gazetteer
from reportedly.resolve.places.names import fold
from reportedly.types import Control, Span


class Status(NamedTuple):
    """`control` and whose it is, where the text says so; `words`: the status as it stands there, also one that is not occupation."""

    control: Control | None
    by: str | None
    words: str | None


_BEFORE = re.compile(r"(?:(\w[\w.]*)-)?\b(occupied|annexed)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:formerly|previously|once|recently|newly|now)[- ](?:liberated|occupied|annexed)|\b(?:un|de-?)occupied|"
                  r"\bre(?:captured|taken)\b", re.IGNORECASE)
_OTHER = re.compile(r"((?:\w+-)?(?:held|controlled|administered|run)|liberated|de-occupied|recaptured|breakaway|separatist|disputed|besieged|"
                    r"contested|self-declared|"
                    r"self-proclaimed)\b", re.IGNORECASE)
AFTER = re.compile(r"(?:, | \(| )?(?:which (?:(?P<who>[A-Z]\w+(?: [A-Z]\w+)?) (?:has |had )?(?:illegally |unilaterally |"
                   r"forcibly )?(?:annexed|occupied|occupies|has occupied)|"
                    r"(?:was|were|is|has been|had been) (?:illegally |unilaterally )?(?:annexed|occupied)(?: by (?P<whom>[A-Z]\w+))?)|"
                    r"(?:illegally |unilaterally |temporarily )?(?:annexed|occupied) (?:in \d{4} )?by (?P<agent>[A-Z]\w+(?: [A-Z]\w+)?)|"
                    r"(?:currently |still )?under (?:(?P<people>[A-Z]\w+) )?occupation)")


def status(text: str, outer: Span, core: Span) -> Status:
    """The status that stands in the phrase before the name, or in the clause right after it."""
    lead = text[outer.start:core.start]
    if not _NOT.search(lead):
        found = _BEFORE.search(lead)
        if found:
            return Status("occupied", whose(found[1]), found[0])
        after = AFTER.match(text, outer.end, outer.end + 120)
        if after:
            return Status("occupied", whose(after["who"] or after["whom"] or after["agent"] or after["people"]), after[0].strip(" ,("))
    other = _OTHER.search(lead)
    return Status(None, None, other[0] if other else None)


def whose(word: str | None) -> str | None:
    """`Russian` -> Russia, `Moscow` -> Russia; a name that is no country's stays."""
    if not word:
        return None
    book, key = gazetteer(), fold(word)
    code = book.people.get(key) or book.capitals.get(key)
    if code in book.countries:
        return book.countries[str(code)].name
    country = next((e for e in book.kept(key) if e.precision == "country"), None)
    return country.name if country else word
