"""A statement's chain -> on whose word the report has it: outlets that it cites, and the source at the end.

From `Halyard → Harbour TV (outlet) → official (anonymous) → Georgia (predict)`: cited Harbour TV, end the official, for Georgia does
not speak: the official says what it expects.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from reportedly.link.digest import Digest
from reportedly.link.outlets import coded, same_outlet, short_for
from reportedly.link.whom import Whom, both_sides, is_named, nations, whom
from reportedly.types import Act, Hop, Span, Statement

_HELD: frozenset[Act] = frozenset({"predict", "believe", "intend", "attitude", "perceive", "assess", "estimate", "promise", "demand"})
_TELLS = re.compile(r"\b(?:tell|tells|told|telling|informed|gave|interview)\b", re.I)
ADDRESSED = 50  # characters after `told` in which the one who was told stands
_WANTED: frozenset[Act] = frozenset({"intend", "attitude", "promise", "demand"})
_AND = re.compile(r"\s*(?:,| and | und | et |&|;)\s*")
_SELF = re.compile(r"(?:this|our|the present) "
                   r"(?:newspaper|paper|station|service|website|site|magazine|agency|outlet|reporter|correspondent|broadcaster)\b"
                   r"|our (?:own )?(?:correspondent|reporter|photographer|crew|team)s?\b|we\b|I\b", re.I)
_AGENCY = re.compile(r"^(?:the )?(?:news )?agency$|\b(?i:news(?:wire)?|press|wire) (?i:agency|service)$|^[A-Z]\w+ (?:news )?agency$")
_GENERIC = re.compile(r"(?:the |an? )?(?:[\w-]+ )?(?:news)?(?:papers?|outlets?|broadcasters?|network|stations?|channels?|agenc(?:y|ies)|"
                      r"website|site|daily|weekly|magazine|portal|reports?|radio|television|tv|press|media)", re.I)
_NO_NAMES = frozenset("the a an one local state national public foreign regional domestic several other some independent private".split())


@dataclass(frozen=True, slots=True)
class Cited:
    """An outlet that a statement is taken from, in the report's words. `told`: it is named as the one that was told."""

    name: str
    span: Span | None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word a report has a statement. `own`: no source is given; `first_hand`: the outlet saw, counted or estimated it; `held`: all
    that is told is whose plan, wish or belief it is.
    """

    cited: tuple[Cited, ...]
    end: Whom | None
    own: bool
    first_hand: bool
    denies: bool
    both: bool = False
    held: bool = False


def voice(digest: Digest, statement: Statement, outlets: Collection[str]) -> Voice:
    """Read a statement's chain. `outlets`: names under which reports were published, by which a body is known for an outlet."""
    own = digest.report.outlet or ""
    cited: list[Cited] = []
    beyond: list[Hop] = []
    first_hand = digest.first_hand(statement)
    for hop in statement.chain:
        if not beyond and is_self(hop, own):
            first_hand = first_hand or hop.act in _HELD
        elif not beyond and not cited and (names := outlets_of(hop, own, outlets)):
            cited += [Cited(name, hop.span) for name in names]
        elif not beyond and cited and hop.kind == "outlet" and any(same_outlet(c.name, hop.name or "") for c in cited):
            continue  # the outlet's own estimate, as it reports it
        else:
            beyond.append(hop)
    if not cited:
        cited += [Cited(to, hop.span, told=True) for hop in beyond[:1]
                  if (to := hop.to or _addressed(digest, hop, outlets) or _told_nearby(digest, statement, hop)) and not _is(to, own)]
    end = _end(beyond, outlet=bool(cited))
    denies = bool(beyond) and any(hop.act == "deny" for hop in beyond)
    return Voice(tuple(cited), None if end is None else whom(end, digest.told.get(end.name or "", "")), not statement.chain, first_hand, denies,
                 any(both_sides(hop.name) for hop in beyond), not cited and len(beyond) == 1 and beyond[0].act in _WANTED)


def is_self(hop: Hop, own: str) -> bool:
    """Whether a hop is the report's own outlet: this newspaper, or by its name."""
    if hop.name is None:
        return False
    return bool(_SELF.match(hop.name)) or (hop.kind in {"outlet", "organization", "unknown"} and _is(hop.name, own)) or (
        hop.kind == "outlet" and bool(own) and own in hop.name)


def outlets_of(hop: Hop, own: str, outlets: Collection[str]) -> tuple[str, ...]:
    """The outlets that a hop names: two in `Arc and Ledger`; none where it is no outlet."""
    if not hop.name:
        return ()
    parts = [p for p in _AND.split(hop.name) if p]
    known = [p for p in parts if any(_is(p, outlet) for outlet in outlets)]
    if known and (len(known) == len(parts) or hop.kind == "outlet"):
        return tuple(p for p in parts if not _is(p, own))
    if any(_is(hop.name, outlet) for outlet in outlets) or hop.kind == "outlet" or (hop.kind == "organization" and _AGENCY.search(hop.name)):
        return (hop.name,)
    return ()


def generic(name: str) -> bool:
    """Whether an outlet is told by no name: the newspaper, the American paper, state TV; Sable TV and the Lipno Weekly are names."""
    if not _GENERIC.fullmatch(name.strip()):
        return False
    words = name.split()
    capitals = len(words) > 1 and words[-1][:1].isupper() and words[-2][:1].isupper()
    return not capitals or words[-2].casefold() in _NO_NAMES or bool(nations(words[-2]))


def _is(name: str, outlet: str) -> bool:
    return bool(outlet) and (same_outlet(name, outlet) or short_for(name, outlet) or coded(name, outlet))


def _end(hops: list[Hop], *, outlet: bool) -> Hop | None:
    """The furthest hop that speaks. One that only holds what a nearer one says of it is passed over; also if the nearer is the `outlet`."""
    for i in range(len(hops) - 1, -1, -1):
        nearer = i > 0 or outlet
        if hops[i].name is not None and not (nearer and hops[i].act in _HELD):
            return hops[i]
    return None


def _addressed(digest: Digest, hop: Hop, outlets: Collection[str]) -> str | None:
    """The outlet that a source told, known by its name: an officer told the agency Andes Wire."""
    text = digest.report.text
    if not _TELLS.search(text[slice(*hop.cue)]):
        return None
    after = text[hop.cue.end:hop.cue.end + ADDRESSED].casefold()
    return next((o for o in sorted(outlets, key=len, reverse=True) if 0 <= after.find(o.casefold()) <= ADDRESSED - len(o)), None)


def _told_nearby(digest: Digest, statement: Statement, hop: Hop) -> str | None:
    """Whom the same source told it in the same paragraph: he told the agency …, he said."""
    for other in digest.statements:
        for said in other.chain:
            if said.to and said.name and said.name == hop.name and digest.paragraph(other) == digest.paragraph(statement):
                return said.to
    return None


def is_document_of(end: Whom) -> bool:
    """Whether a chain ends in a paper rather than a person."""
    return end.kind == "document" and is_named(end.name, end.kind)
