"""Attributions -> Statements: each proposition with the chain of those on whose word it stands."""

import re

from reportedly.resolve.actors import Register
from reportedly.resolve.acts import Cue, act, plainly
from reportedly.resolve.cast import Cast, Who
from reportedly.resolve.facets import Facets
from reportedly.resolve.kinds import kind
from reportedly.resolve.lexicon import PRONOUNS
from reportedly.resolve.phrases import parse
from reportedly.resolve.sentences import sentences
from reportedly.resolve.statements import Piece, pieces
from reportedly.types import Attribution, Extraction, Hop, Reading, Report, Statement

__all__ = ["Register", "resolve"]


def resolve(report: Report, reading: Reading, register: Register | None = None) -> Extraction:
    """The statements of a report with their chains and facets. `register` names who is known (the shipped one)."""
    lines = sentences(report.text)
    facets = Facets(report, reading, lines, register or Register.shipped())
    hops = _hops(report, reading.attributions, facets)
    above = {a.id: a.parent for a in reading.attributions}
    statements = []
    for n, piece in enumerate(pieces(report, reading, lines), 1):
        chain: list[Hop] = []
        at = piece.attribution
        while at is not None:
            chain.insert(0, hops[at])
            at = above[at]
        text = " … ".join(report.text[s.start:s.end] for s in piece.spans)
        statements.append(Statement(f"s{n}", text, piece.spans, piece.attribution, tuple(chain), _detail(report, piece, chain),
                                    **facets.of(piece.spans, tuple(chain))))
    return Extraction(report, reading.attributions, tuple(statements))


def _detail(report: Report, piece: Piece, chain: list[Hop]) -> str:
    if piece.attribution is None:
        return f"in the report's own voice{f' ({report.outlet})' if report.outlet else ''}: no source is named for these words"
    said = ", ".join(f"{hop.name or 'nobody named'} “{report.text[hop.cue.start:hop.cue.end]}”" for hop in chain)
    return f"content of {piece.attribution}: {said}"


def _hops(report: Report, attributions: tuple[Attribution, ...], facets: Facets) -> dict[str, Hop]:
    """A hop for each attribution. Sources are resolved in the order of the text; a pronoun after the one who speaks it."""
    text = report.text
    cast = Cast(text, report.outlet)
    by_id = {a.id: a for a in attributions}
    whos: dict[str, Who | None] = {}

    def find(a: Attribution) -> None:
        words = text[a.sources[0].start:a.sources[0].end].lower() if a.sources else ""
        if a.parent and a.parent not in whos and words in PRONOUNS:  # “We waited,” she said: first she, then we
            find(by_id[a.parent])
        speaker = whos.get(a.parent) if a.parent else None
        whos[a.id] = cast.resolve(a.sources[0], a.source_kind, speaker) if a.sources else None

    for a in sorted(attributions, key=lambda a: (a.sources or (a.cue,))[0]):
        if a.id not in whos:
            find(a)
    return {a.id: _hop(text, a, whos[a.id], facets) for a in attributions}


def _hop(text: str, a: Attribution, who: Who | None, facets: Facets) -> Hop:
    content = " ".join(text[s.start:s.end] for s in a.contents)
    words = text[a.cue.start:a.cue.end]
    source = text[a.sources[0].start:a.sources[0].end] if a.sources else ""
    deed, why = act(Cue(plainly(words), content.lower(), source, who.kind if who else "unknown"), a.act)
    if who is None:
        told = facets.told(a, None, "unknown")
        return Hop(None, "unknown", None, a.cue, deed, when=told.when, detail=f"no source is named; {why}")
    told = facets.told(a, who.name, who.kind)
    return Hop(who.name, who.kind, a.sources[0], a.cue, deed, _told(text, a), told.entity, told.when, told.anonymity, f"{who.detail}; {why}")


_TOLD = re.compile(r"[ \t]+((?:the )?[A-Z][\w-]*(?: (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:[A-Z][\w-]*|de|la|le|of))*)(?![’'])")


def _told(text: str, a: Attribution) -> str | None:
    """The outlet addressed: told Reuters, told the Tagus Times."""
    if not re.search(r"\b(?:told|telling|tells)$", text[a.cue.start:a.cue.end]):
        return None
    found = _TOLD.match(text, a.cue.end)
    if not found:
        return None
    phrase = parse(found[1])
    return phrase.name if kind(found[1], phrase, "unknown")[0] == "outlet" else None
