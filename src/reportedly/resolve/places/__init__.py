"""Named places -> where they are, whether anything is or happens there, and what the text itself calls their status. Offline.

`mentions` finds the phrases, `toponyms` settles which place each name is, `roles` keeps those where something is, happens, comes from or
goes to, `control` reads *occupied* and its like. `gazetteer` holds the names.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from reportedly.resolve.places.control import status
from reportedly.resolve.places.mentions import Mention, mentions
from reportedly.resolve.places.roles import Role, Surroundings, coordinates, role
from reportedly.resolve.places.toponyms import Toponym, candidates, settle, toponym
from reportedly.types import Control, Name, Place, Span

__all__ = ["Places", "resolve_toponyms"]

_SENTENCE_END = re.compile(r"[\n\r]|(?<=[\w)”\"’%][.!?])[”\"’]?\s+(?=[“\"‘']?[A-Z])")
_REACH = 220  # characters before a place that the rules look at


class Places:
    """The places of one report. `names`: the tagger's; `outlet_country`: ISO code of the outlet's country, where known."""

    def __init__(self, text: str, names: Sequence[Name], outlet_country: str | None = None) -> None:
        self._text = text
        self._mentions = mentions(text, names)
        settle(text, [m.toponym for m in self._mentions], outlet_country)
        self._starts = [m.core.start for m in self._mentions]
        self._roles = self._settle_roles()

    def places(self, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Those that lie in the spans and count as places of what is told there, in the order of the text."""
        return tuple(
            self._place(self._mentions[n], self._roles[n], span) for span in spans
            for n in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
            if self._mentions[n].core.end <= span.end and self._roles[n].counts)

    def _settle_roles(self) -> list[Role]:
        roles: list[Role] = []
        for mention, previous in zip(self._mentions, [None, *self._mentions], strict=False):
            listed = previous is not None and coordinates(self._text[previous.outer.end:mention.outer.start])
            roles.append(role(self._surroundings(mention, roles[-1] if listed else None)))
        return roles

    def _surroundings(self, mention: Mention, previous: Role | None) -> Surroundings:
        text, (start, end) = self._text, mention.outer
        before = text[max(0, start - _REACH):start]
        ends = [m.end() for m in _SENTENCE_END.finditer(before)]
        after = re.split(r"[\n\r]", text[end:end + 100])[0]
        return Surroundings(mention.toponym.words, text[start:end], before[ends[-1]:].rstrip(" ") if ends else before.rstrip(" "), after,
                            mention.toponym.entry, previous)

    def _place(self, mention: Mention, found: Role, within: Span) -> Place:
        outer = Span(max(mention.outer.start, within.start), min(mention.outer.end, within.end))
        state = status(self._text, mention.outer, mention.core)
        why = f"{found.detail}; {mention.toponym.detail}"
        if state.words:
            why += f"; the text says “{state.words}”"
        return _answer(mention.toponym, outer, self._text, why, state.control, state.by)


def resolve_toponyms(text: str, spans: Sequence[Span]) -> list[Place]:
    """A place for each given toponym, in the given order; without roles and control."""
    found = [toponym(text, span) for span in spans]
    settle(text, found)
    return [_answer(t, t.span, text, t.detail) for t in found]


def _answer(found: Toponym, span: Span, text: str, why: str, control: Control | None = None, by: str | None = None) -> Place:
    """A settled toponym as the domain's Place. A name that the gazetteer lacks keeps the country that stands beside it."""
    words, entry = text[span.start:span.end], found.entry
    region = next((e for p in found.parents for e in candidates(p) if e.precision in {"admin1", "admin2"}), None) if entry is None else None
    if region:
        return Place(span, words, found.words, None, region.country, region.latitude, region.longitude, region.precision, control, by,
                     f"{why}; placed in the middle of {region.name}, which stands beside it")
    if entry is None:
        return Place(span, words, found.words, None, _parent_country(found), None, None, None, control, by, why)
    return Place(span, words, entry.name, entry.geonames, entry.country, entry.latitude, entry.longitude, entry.precision, control, by, why)


def _parent_country(found: Toponym) -> str | None:
    """The one country that the names beside it stand for, if they are countries or regions of it."""
    countries = {e.country for p in found.parents for e in candidates(p)[:1] if e.precision in {"country", "admin1"}}
    return next(iter(countries)) if len(countries) == 1 else None
