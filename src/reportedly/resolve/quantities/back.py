"""Numbers without a noun of their own: what they count stands earlier, or they count people."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.resolve.quantities.drafts import Draft
from reportedly.resolve.quantities.nouns import PEOPLE, is_plural, name

_CASUALTIES = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead|death toll|deaths?|die[sd]?|wound(?:s|ed|ing)|injur(?:es|ed|ing|ies)|"
    r"hurt(?:ing)?|casualt\w+|toll|victims|"
    r"missing|arrest(?:s|ed|ing)|detain(?:s|ed|ing)|rescu(?:es|ed|ing)|evacuat(?:ed|ing)|displac(?:ed|"
    r"ing)|fatalit\w+|lives|wounds|hospitalis\w+|"
    r"hospitaliz\w+|survivors|drown\w*|survived|abduct\w*|kidnapp\w*|infect(?:s|ed|ing)|vaccinat\w+)\b",
    re.IGNORECASE,
)
_CASUALTY_BEHIND = re.compile(
    r"\s*(?:were |was |are |have been |had been |others? |more |people )*(?:also )?(?:killed|dead|"
    r"died|wounded|injured|hurt|missing|arrested|"
    r"detained|hospitali[sz]ed|homeless|jobless|unemployed|displaced|drowned|jailed|rescued|"
    r"evacuated|fled|protested|marched|gathered|attended|left homeless)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\b(?:number|total|tally|count) of (?:the |its |their |new |confirmed |"
    r"active )*([A-Za-z][\w’'-]*(?: [a-z][\w’'-]*){0,2})",
    re.IGNORECASE,
)
_INHABITANTS = re.compile(
    r"\b(?:(?:city|town|village|country|nation|island|state|province|territory|community|settlement|"
    r"enclave|republic|metropolis) of|population"
    r"(?: of| (?:\w+ ){0,4}to)?)\s+(?:about |some |around |nearly |over |more than |at least |roughly |"
    r"almost |under )*$",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    r"\bof (?:those|them|these|whom|which)(?: (?:killed|dead|injured|wounded|arrested|detained))?,?\s+"
    r"(?:(?:at least|about|some|nearly|more than|around|only)\s+)?$",
    re.IGNORECASE,
)
_WERE = re.compile(r"\s+(?:were|are|was) ([a-z]+(?:s|men|children|people))\b")
_MORE = re.compile(r"\s*(?:more|others|other|of them|of these|of those|of whom|remaining)\b", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\bof (?:the |its |their |all |these |those )?$", re.IGNORECASE)
_ACTED = re.compile(r"\s*(?:[a-z]+ly )?(?:[a-z]+ed|have|were|are|took|fled|more|of them)\b")
_CASUALTY = "people: no noun beside the dead, hurt or held"

_NEAR = 20  # how many numbers back a noun is looked for


def refer_back(text: str, drafts: list[Draft]) -> None:
    """Fill in the units, and the wholes behind `these` and `them`, that earlier words of the same or the last sentence give."""
    for n, draft in enumerate(drafts):
        if draft.ignored and draft.ignored not in ("one", "window"):
            continue
        near = [d for d in drafts[max(0, n - _NEAR) : n] if not d.ignored and draft.sentence - d.sentence <= 1]
        if draft.these:
            _these(draft, near)
        elif draft.again:
            _same_number(draft, drafts[max(0, n - 10 * _NEAR) : n], near)
        if draft.unit in ("other", "more"):
            draft.unit, draft.kind = None, "bare"
        if draft.kind == "bare" and draft.unit is None:
            _bare(text, draft, near)


def _these(draft: Draft, near: list[Draft]) -> None:
    """three of these brigades: the whole is the last exact number of brigades; of them: the last exact count."""
    pronoun = draft.these in ("them", "whom", "these", "those", "us")
    for d in reversed(near):
        if (
            d.kind != "count"
            or d.low is None
            or (not pronoun and d.unit != draft.these)
            or (pronoun and d.sentence != draft.sentence and draft.these != "them")
        ):
            continue
        if draft.unit is None:
            draft.unit, draft.kind = d.unit, "count"
        exact = d.low == d.high
        if exact and (draft.kind == "percent" or d.value >= draft.value):
            draft.of = d.value
            draft.why = "the whole is the number given before"
        return


def _same_number(draft: Draft, before: list[Draft], near: list[Draft]) -> None:
    """two of the four, 61 of the 212: what that number counted when it came first."""
    for d in [*reversed([d for d in before if draft.of in (d.value, d.of)]), *reversed(near)]:
        unit = d.of_unit if d.of == draft.of else d.unit if d.kind == "count" else None
        if unit and not d.ignored:
            draft.unit, draft.kind, draft.of_unit = unit, "count", unit
            draft.why = "a part of a whole that is given; the noun goes back to the same number"
            return


# ---- a number without any noun: rules in order ---------------------------------------------------------------------------
@dataclass(slots=True)
class Bare:
    """What the rules see: a number without a noun, the numbers near before it, the sentence before it, the text behind it."""

    text: str
    draft: Draft
    near: list[Draft]
    head: str
    tail: str

    def of(self, unit: str | None, why: str) -> bool:
        """Settle what it counts."""
        self.draft.unit, self.draft.kind, self.draft.why = unit, "count", why
        return True

    def counts(self) -> list[Draft]:
        """The counts near before it."""
        return [d for d in self.near if d.kind == "count" and d.unit]

    def same(self) -> list[Draft]:
        """Those in its sentence."""
        return [d for d in self.counts() if d.sentence == self.draft.sentence]


def _bare(text: str, draft: Draft, near: list[Draft]) -> None:
    head = text[max(0, draft.start - 140) : draft.start]
    head = head[max(head.rfind(". "), head.rfind("\n")) + 1 :]
    bare = Bare(text, draft, near, head, text[draft.end : draft.end + 60])
    any(rule(bare) for rule in RULES)


def of_the_number_before(b: Bare) -> bool:
    """Of the 120 passengers, 80 survived."""
    whole = b.near[-1] if b.near and b.near[-1].sentence == b.draft.sentence else None
    if whole is None or whole.kind != "count" or whole.low != whole.high or whole.value < b.draft.value:
        return False
    if b.text[whole.end : b.draft.start].strip(" ,") or not _OF_WHOLE.search(b.text[max(0, whole.start - 12) : whole.start]):
        return False
    b.draft.of = whole.value
    return b.of(whole.unit, "a part of a whole that is given")


def of_those(b: Bare) -> bool:
    """Of those, 12 were children."""
    if not _OF_THOSE.search(b.text[max(0, b.draft.start - 40) : b.draft.start]):
        return False
    b.draft.these = "them"
    if m := _WERE.match(b.tail):
        b.draft.unit, b.draft.kind = name(m[1]), "count"
    _these(b.draft, b.near)
    return b.draft.unit is not None


def casualties_behind(b: Bare) -> bool:
    """12 were killed."""
    return b.of("person", _CASUALTY) if _CASUALTY_BEHIND.match(b.tail) else False


def number_of(b: Bare) -> bool:
    """The number of new cases rose to 500."""
    m = max(_NUMBER_OF.finditer(b.head), key=lambda found: found.start(), default=None)
    if m is None or _CASUALTIES.search(m[1]):
        return False
    words = m[1].split()
    return b.of(name(next((w for w in words if is_plural(w)), words[0])), f"the number of {m[1]}")


def inhabitants(b: Bare) -> bool:
    """The city of 2.5 million."""
    before = b.text[max(0, b.draft.start - 60) : b.draft.core]
    return b.of("person", "people: a population") if _INHABITANTS.search(before) else False


def casualties_before(b: Bare) -> bool:
    """The blast killed 12; not where another count stands nearer."""
    m, same = _CASUALTIES.search(b.head), b.same()
    if m is None:
        return False
    people = not same or same[-1].unit == "person" or same[-1].unit in PEOPLE
    return b.of("person", _CASUALTY) if people or m.start() > len(b.head) - 25 else False


def noun_before(b: Bare) -> bool:
    """Two boats sank and three came; 12 others."""
    more, counts, same = _MORE.match(b.tail), b.counts(), b.same()
    if not (same and b.draft.high is not None) and not (more and counts):
        return False
    unit = (same or counts)[-1].unit
    return b.of("person" if more and unit in PEOPLE else unit, "the noun of the number before")


def round_number_of_people(b: Bare) -> bool:
    """Tens of thousands fled."""
    vague = b.draft.approximate and b.draft.high is None and b.draft.value >= 20
    return b.of("person", "people: a round number without a noun") if vague and _ACTED.match(b.tail) else False


RULES: tuple[Callable[[Bare], bool], ...] = (
    of_the_number_before, of_those, casualties_behind, number_of, inhabitants, casualties_before, noun_before, round_number_of_people,
)
