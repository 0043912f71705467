"""Whether a telling is in the place of what it came from: *in Germany* → *near Leipzig*, *in the north of the town* → *in the town*.

Only a place where something is or happens counts (*in*, *at*, *near*), and only where it stands in for another: a place left out or added
is no drift.
"""

import re
from collections.abc import Sequence
from math import asin, cos, inf, radians, sin, sqrt

from reportedly.link.drift.change import Change, against_all, one_each, wording
from reportedly.link.terms import fold, name_key, words
from reportedly.types import Direction, Place, Statement

NEAR = 400.0  # km within which a region can hold a town
_SIZES = {"site": 0, "city": 1, "admin2": 2, "region": 3, "admin1": 3, "sea": 4, "country": 5}
_WHERE = re.compile(r"\b(?:in|at|near|on|outside|off|around|inside|within|across|throughout|over|into|struck|hit|reach(?:ed)?|enter(?:ed)?|"
                    r"seized|captured|beside|(?:north|south|east|west) of)(?: [a-z]+){0,4} $|"
                    r"\b(?:in|at|near|of|on|struck|hit|into) (?:the |a |an )?(?:[A-Za-z’'-]+ ){0,3}$", re.I)
_NOT_WHERE = re.compile(r"\bfrom (?:the )?$|\b[A-Z][\w’'-]+,? of (?:the )?$|\b(?:company|firm|maker|group|government|ministry|minister|"
                        r"president|club|university|court|team|police) (?:of|in) (?:the )?$|"
                        r"\b(?:people|citizens?|ambassador|leaders?|chief|king|mayor|governor|capital) of (?:the )?$")
_SIDE = r"(?:(?:north|south)(?:-?(?:east|west))?|east|west)(?:ern)?|cent(?:re|er)|middle|outskirts|suburbs"
_PART = re.compile(rf"\bthe (?:far )?(?:{_SIDE}) (?:part )?of (the [a-z]+|[A-Z]\w+(?: [A-Z]\w+){{0,3}})\b")


def changes(child: Sequence[Statement], parent: Sequence[Statement], elsewhere: Sequence[Statement]) -> list[Change]:
    """Changed, widened, narrowed."""
    def compare(mine: Statement, theirs: Statement) -> Change | bool | None:
        return _compare(mine, theirs, (*parent, *elsewhere), elsewhere)
    return one_each(against_all(s, parent, compare) for s in child)


def _compare(child: Statement, parent: Statement, whole: Sequence[Statement], elsewhere: Sequence[Statement]) -> Change | bool | None:
    part = _parts(child, parent)
    if part is not None:
        return part
    mine, theirs = _where(child), _where(parent)
    kept, was = _names(child.text), _names(parent.text)
    new = [p for p in mine if not _known(p, parent, was)]
    gone = [p for p in theirs if not _known(p, child, kept)]
    if not new:
        return True if mine and theirs else None
    if any(_same(a, b) for a in mine for b in theirs) and not gone:
        return True
    said = frozenset(k for s in whole for k in _names(s.text))
    for here in new:
        for there in gone:
            direction = _direction(there, here, told=_key(here) <= said)
            if direction is not None:
                return _change(direction, there.text, here.text, child, parent)
    return _elsewhere(new, child, parent, elsewhere, said) if not theirs else None


def _elsewhere(new: Sequence[Place], child: Statement, parent: Statement, elsewhere: Sequence[Statement],
               said: frozenset[str]) -> Change | None:
    """The parent tells the place in the next sentence: another of the same size, and of this one it says nothing at all."""
    around = [s for s in elsewhere if s.spans and parent.spans]
    for after in sorted(around, key=lambda s: (abs(s.spans[0].start - parent.spans[-1].end), s.id))[:2]:
        there = [p for p in _where(after) if p.latitude is not None]
        for here in new:
            unknown = here.latitude is None or _key(here) <= said
            if not unknown and all(_apart(here, p) for p in there) and any(_size(p) <= _size(here) for p in there):
                return _change("changed", " and ".join(p.text for p in there[:2]), here.text, child, parent)
    return None


def _apart(a: Place, b: Place) -> bool:
    return _distance(a, b) > NEAR and a.country != b.country


def _direction(before: Place, after: Place, *, told: bool) -> Direction | None:
    """How one place stands to the other; None where that is not known. `told`: the report that it came from names it too."""
    one, two = _size(before), _size(after)
    if one < 0 or two < 0:
        return None
    if two > one and 2 <= two < _SIZES["country"] and _holds(after, before):
        return "widened"  # the country alone says no more than which of the world's towns it is
    if two < one and one >= 2 and _holds(before, after):
        return "narrowed"
    if one == two and not told and not _same(before, after) and _distance(before, after) > 5:
        return "changed"
    if not told and before.country and after.country and before.country != after.country:
        return "changed"
    return None


def _holds(large: Place, small: Place) -> bool:
    """Whether one place can lie in the other: of one country, and near enough where it is no country itself."""
    if large.country and small.country and large.country != small.country:
        return False
    reach = NEAR * (3 if large.precision == "admin1" else 1)
    crosses = large.precision == "region" and large.country is None  # a river, a range: its one point says little
    return large.precision == "country" or crosses or large.latitude is None or _distance(large, small) <= reach


def _where(statement: Statement) -> list[Place]:
    """The places where it is or happens, not those that somebody or something is from."""
    text = wording(statement)
    found = []
    for told in statement.places[:12]:
        at = text.find(told.text)
        if at >= 0 and _WHERE.search(text[max(0, at - 60):at]) and not _NOT_WHERE.search(text[max(0, at - 40):at]):
            found.append(told)
    return found


def _parts(child: Statement, parent: Statement) -> Change | None:
    """In the south of the town, in the town."""
    mine, theirs = _PART.search(wording(child)), _PART.search(wording(parent))
    if theirs and not mine:
        town = theirs[1].removeprefix("the ")
        whole = [p for p in _where(child) if _size(p) >= 0]
        if whole and (town[:1].islower() or any(_key(p) <= _names(town) for p in whole)):
            return _change("widened", theirs[0], whole[0].text, child, parent)
    return None


def _size(place_: Place) -> int:
    return _SIZES.get(place_.precision or "", -1)


def _known(one: Place, statement: Statement, names: frozenset[str]) -> bool:
    return _key(one) <= names or any(_same(one, p) for p in statement.places)


def _key(one: Place) -> frozenset[str]:
    return _names(one.text) or _names(one.name)


def _names(text: str) -> frozenset[str]:
    return frozenset(name_key(w.folded) for w in words(text[:1500]) if w.capital)


def _same(a: Place, b: Place) -> bool:
    if a.geonames and b.geonames:
        return a.geonames == b.geonames or fold(a.name) == fold(b.name)
    return fold(a.name) == fold(b.name) or _key(a) == _key(b)


def _distance(a: Place, b: Place) -> float:
    """Kilometres on the sphere; infinite where either is not known."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return inf
    x, y = radians(a.latitude), radians(b.latitude)
    h = sin((y - x) / 2) ** 2 + cos(x) * cos(y) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def _change(direction: Direction, before: str, after: str, child: Statement, parent: Statement) -> Change:
    what = {"widened": "a wider place than was told", "narrowed": "a narrower place than was told"}.get(direction, "another place")
    return Change(direction, before, after, f"‘{before}’ became ‘{after}’: {what}.", child, parent)
