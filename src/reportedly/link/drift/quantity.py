"""Whether the numbers of a telling are those of what it came from: *up to 40* → *40*, *60* → *more than 60*, *a missile* → *missiles*.

Amounts are paired by what they count; those that count different things say nothing of each other.
"""

import re
from collections.abc import Sequence

from reportedly.link.drift.amounts import Amount, amounts
from reportedly.link.drift.bounds import CONVERTED, HAIR, SAME, Verdict, compare
from reportedly.link.drift.change import Change, nearest, one_each, wording
from reportedly.link.terms import STOP, fold, stem
from reportedly.types import Statement

KINDRED = 1.25  # ratio within which numbers of two nouns are one: 18,600 kettles, nearly 19,000 appliances
_ARTICLE = re.compile(r"\b(?:an?|one|the)\b", re.I)
_WORD = re.compile(r" ([^\W\d_][\w’'-]*)")
_MANY = re.compile(r"\b([^\W\d_][\w-]+s)\b(?!['’]| (?:to|that|an?|the|its|his|her|their|it)\b)")  # not a verb: it plans to, it strikes the
_MASS = frozenset("means news politics physics its this his hers was has does".split())


def changes(child: Sequence[Statement], parent: Sequence[Statement], *, shared_source: bool = False) -> list[Change]:
    """Raised, lowered, narrowed, widened, changed. Of a `shared_source` another figure is its later one: 78 dead, then 87."""
    found: list[Change | None] = []
    for statement in child:
        mine = amounts(statement)
        around = [(s, amounts(s)) for s in nearest(statement, parent)]
        found += [_against(statement, amount, mine, around, later=shared_source) for amount in mine]
        found.append(_plural(statement, [s for s, _ in around]))
    return one_each(found)


def _against(statement: Statement, amount: Amount, mine: list[Amount], parent: Sequence[tuple[Statement, list[Amount]]],
             *, later: bool) -> Change | None:
    """The change of one amount, if no telling of the parent has it so."""
    first: Change | None = None
    for other, theirs in parent:
        match = _pairs(mine, theirs).get(mine.index(amount))
        verdict = _verdict(match, amount) if match else None
        if match is None or verdict is None:
            continue
        if verdict == "same" or (later and _revised(match, amount, verdict)):
            return None
        first = first or Change(verdict, match.text, amount.text, _sentence(verdict, match.text, amount.text), statement, other)
    return first


def _revised(before: Amount, after: Amount, verdict: str) -> bool:
    """Whether it is a new count, and not the old one in other words."""
    if verdict in {"raised", "lowered"}:
        return abs(before.value - after.value) > HAIR * abs(before.value)
    return verdict == "narrowed" and before.form in {"at least", "over"} and after.value > before.value * (1 + SAME)


def _pairs(mine: list[Amount], theirs: list[Amount]) -> dict[int, Amount]:
    """For each of my amounts the one of theirs that counts the same, by its place."""
    ranked = sorted((rank, i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs)
                    if (rank := _likeness(a, b, alone=_alone(mine, a) and _alone(theirs, b))) is not None)
    pairs: dict[int, Amount] = {}
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in pairs and j not in used:
            pairs[i] = theirs[j]
            used.add(j)
    return pairs


def _alone(some: list[Amount], one: Amount) -> bool:
    return sum(a.dimension == one.dimension for a in some) == 1


def _likeness(a: Amount, b: Amount, *, alone: bool) -> tuple[bool, bool, float] | None:
    """How well two amounts go together, the best least: another value, another noun, how far apart. None if they count different things."""
    one, two = a.value * a.factor, b.value * b.factor
    apart = max(one, two) / min(one, two) if one > 0 and two > 0 else float(one != two) * 100 + 1
    same_value = apart <= 1.001 or abs(a.value - b.value) <= 0.001 * abs(a.value)
    if a.dimension != b.dimension:
        bare = {a.dimension, b.dimension} in ({"count", "money"}, {"count", "magnitude"}) and "" in (a.unit, b.unit)
        return (not same_value, True, apart) if bare and (same_value or alone) and apart <= KINDRED else None
    if a.dimension != "count":
        return not same_value, a.unit != b.unit, apart
    same_noun = a.group == b.group
    if same_noun or "" in (a.unit, b.unit) or a.low != a.value or b.low != b.value or same_value:
        vague = a.rough or b.rough
        related = same_noun or ("" in (a.unit, b.unit) and (alone or same_value)) or apart <= KINDRED or (vague and alone)
        return (not same_value, not same_noun, apart) if related else None
    return (not same_value, True, apart) if alone and apart <= KINDRED else None


def _verdict(before: Amount, after: Amount) -> Verdict:
    if before.dimension == after.dimension == "money" and not _same_money(before.unit, after.unit):
        return "changed" if abs(before.value - after.value) <= 0.02 * before.value else None
    if before.factor != after.factor and before.dimension == after.dimension:
        scale = after.factor / before.factor
        if abs(before.value - after.value) <= 0.02 * before.value and abs(scale - 1) > CONVERTED:
            return "changed"
        return compare(before, after, scale)
    return compare(before, after)


def _same_money(a: str, b: str) -> bool:
    """A currency and its noun: 20 francs, CHF 20 are taken for one, as nothing says otherwise."""
    return a == b or (a.isupper() != b.isupper() and not {a, b} & {"EUR", "USD", "GBP", "euro", "dollar", "pound"})


def _plural(statement: Statement, parent: Sequence[Statement]) -> Change | None:
    """A missile became missiles, the Foss bridge two bridges, or the other way round."""
    text = wording(statement)
    many, one = _plurals(statement, text), _singulars(text)
    theirs = [(s, _plurals(s, wording(s)), _singulars(wording(s))) for s in parent]
    told_many, told_one = {n for _, m, _ in theirs for n in m}, {n for _, _, o in theirs for n in o}
    for other, before_many, before_one in theirs:
        for noun in sorted(many.keys() & before_one.keys() - one.keys() - told_many):
            if before_one[noun].split()[0].lower() != "the" or many[noun].split()[0].lower() in _COUNTED:
                return Change("raised", before_one[noun], many[noun], _sentence("raised", before_one[noun], many[noun]), statement, other)
        for noun in sorted(one.keys() & before_many.keys() - many.keys() - told_one):
            if one[noun].split()[0].lower() != "the":
                return Change("lowered", before_many[noun], one[noun], _sentence("lowered", before_many[noun], one[noun]), statement, other)
    return None


_ANY = frozenset("most all many some any no such other these those previous past earlier further".split())
_NUMERALS = frozenset("dozen few couple lot lots series number group pair hundred thousand million billion third half quarter fifth handful "
                      "score".split())
_ALIKE = frozenset("barracks headquarters works crossroads gallows series species".split())  # one and many have one form
_COUNTED = frozenset("two three four five six seven eight nine ten eleven twelve several".split())


def _plurals(statement: Statement, text: str) -> dict[str, str]:
    """Plural nouns by their stems; counted ones with their number."""
    found = {}
    for match in _MANY.finditer(text):
        if fold(match[1]) not in _MASS and not match[1].endswith(("ss", "us", "is")) and fold(match[1]) not in _ALIKE:
            before = text[:match.start()].split()[-1:]
            if before and fold(before[0]) in _ANY:
                continue
            found[stem(fold(match[1]))] = " ".join([*before, match[1]]) if before and fold(before[0]) not in STOP else match[1]
    for amount in amounts(statement):
        if amount.dimension == "count" and amount.unit and amount.value > 1 and amount.form == "exact":
            found[amount.unit] = amount.text
    return found


def _singulars(text: str) -> dict[str, str]:
    """Nouns within three words after a, an or one; and after *the* where a name stands between: the Foss bridge."""
    found: dict[str, str] = {}
    for article in _ARTICLE.finditer(text):
        at, named = article.end(), article[0].lower() != "the"
        for _ in range(4):
            word = _WORD.match(text, at)
            if not word or fold(word[1]) in STOP:
                break
            if fold(word[1]) in _NUMERALS:
                break
            at = word.end()
            if named and not (word[1].endswith("s") and fold(word[1]) not in _ALIKE):
                found.setdefault(stem(fold(word[1])), text[article.start():at])
            named = named or word[1][0].isupper()
    return found


def _sentence(verdict: str, before: str, after: str) -> str:
    what = {"raised": "more than was said", "lowered": "less than was said", "narrowed": "narrower than was said",
            "widened": "vaguer than was said", "changed": "another unit"}[verdict]
    return f"‘{before}’ became ‘{after}’: {what}."
