"""Whether a report still says on whose word it has the claim, where the report it came from did; or says so where that did not."""

import re
from collections.abc import Sequence

from reportedly.link.drift.change import Change
from reportedly.link.whom import tokens
from reportedly.types import Hop, Statement, Teller

_GIVEN = frozenset({"person", "anonymous", "government", "document"})
_HOLDS = frozenset({"predict", "believe", "intend", "attitude", "perceive", "estimate", "promise", "demand"})
_SAYS = re.compile(r"\b(?:said|says|saying|told|tells|reports?|reported|wrote|writes|announced|announces|according to|adds|added|confirmed|"
                   r"stated|states|count|"
                   r"as (?:\w+ ){1,3}could see)\b", re.I)  # the words of a statement may hold their own source, where it was not seen as one
_ITSELF = re.compile(r"\b(?:our|this|we|I)\b|\b(?:correspondent|reporter|photographer|newspaper|journalist)s?\b", re.I)


def changes(child: Sequence[Statement], parent: Sequence[Statement], against: Teller, *, sourced: bool, parent_sourced: bool) -> list[Change]:
    """Dropped, added."""
    if parent_sourced and not sourced:
        if any(_SAYS.search(s.text) or _speaks_itself(s, parent) for s in child):
            return []
        told = next((s for s in parent if s.chain), parent[0])
        before = " ← ".join(h.name for h in told.chain if h.name) or against.outlet or against.name
        return [Change("dropped", before, "", f"‘{before}’ is gone: the report gives no source for this any more.", child[0], told)]
    if sourced and not parent_sourced and not any(s.chain for s in parent):
        for statement in child:
            new = next((h for h in statement.chain if _is_source(h, against)), None)
            if new is not None and new.name and not any(_SAYS.search(s.text) or tokens(new.name) & tokens(s.text) for s in parent):
                detail = f"‘{new.name}’ is given as the source of what was told without one."
                return [Change("added", "", new.name, detail, statement, parent[0])]
    return []


def _speaks_itself(statement: Statement, parent: Sequence[Statement]) -> bool:
    """The statement is about its own source: the minister resigned; the paper covers 900 people."""
    ends = [h.name or "" for s in parent for h in s.chain[-2:] if h.act not in _HOLDS]
    words = frozenset(t for t in tokens(statement.text) if not t.startswith("@"))
    return any(words & tokens(name) for name in ends)


def _is_source(hop: Hop, against: Teller) -> bool:
    """A source other than the outlet that was read, or a reporter of one's own."""
    name = tokens(hop.name or "")
    known = tokens(f"{against.outlet or ''} {against.name}")
    return hop.kind in _GIVEN and hop.act not in _HOLDS and bool(name) and not name & known and not _ITSELF.search(hop.name or "")
