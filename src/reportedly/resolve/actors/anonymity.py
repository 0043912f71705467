"""What a text tells of a source that it does not name: for whom they work, as what, how many, why unnamed, and what they know it from."""

from reportedly.resolve.actors.people import Parts, number_of, parts_of
from reportedly.resolve.actors.reasons import LONGEST, basis, reason
from reportedly.resolve.lexicon import PRONOUNS
from reportedly.types import Anonymity, Kind, Span

_ONE = frozenset(("he", "she", "him", "her", "his", "i", "me", "my"))


def anonymity(text: str, hop: Span | None, cue: Span, sentence: Span, kind: Kind, name: str | None = None) -> Anonymity | None:
    """What the text tells of an unnamed source; None for a source of another kind than `anonymous` and `group`.

    `hop`: the source's words, `cue` its cue's, `sentence` the sentence they stand in, `name` what the words are resolved to. Where the words
    are a pronoun or "the official", affiliation and role come from the name and have no span.
    """
    if kind not in ("anonymous", "group") or hop is None:
        return None
    words = text[hop.start:min(hop.end, hop.start + LONGEST)]
    parts = _stand_in(words, name) or parts_of(words, hop.start)
    why, why_spans = reason(text, hop, cue, sentence)
    source, source_spans = basis(text, hop, cue, sentence)
    if source and why and source in why:
        source, source_spans = None, []
    spans = {*parts.spans, *why_spans, *source_spans}
    return Anonymity(parts.affiliation, parts.role, parts.low, parts.high, why, source, tuple(sorted(spans)))


def _stand_in(words: str, name: str | None) -> Parts | None:
    """The parts of the name that a pronoun or "the official" stands for; the number is the words' own."""
    lower = words.lower().strip()
    pronoun = lower in PRONOUNS
    if not pronoun and not (name and lower.startswith("the ") and len(name) > len(words)):
        return None
    parts = parts_of(name, 0) if name and name.lower() not in PRONOUNS else Parts()
    parts.spans = []
    if not pronoun:
        parts.low, parts.high = number_of(words)
    elif lower in _ONE:
        parts.low, parts.high = 1, 1
    elif parts.low is None or (lower in ("they", "them", "their") and parts.low < 2):
        parts.low, parts.high = None, None
    return parts
