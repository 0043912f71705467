"""What the rules look at: one statement, its words in plain lower case, and the hop of its furthest source.

`Context` is what `resolve` hands over; `View` is the same, prepared once: the content as one plain string of which every
character can be led back to the report's text.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from reportedly.resolve.certainty.clause import Clause, main_clause
from reportedly.types import Act, Hop, Span, Time, Tone

_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\n": " ", "\t": " "})
_LEAD = 15  # characters before a statement that may hold its introducing "that", "not to", "whether"
LONGEST = 4000  # characters of a statement that are read: no clause is longer, and a sentence may be as long as a report
_REACH = 90  # characters between a cue and its content that may still belong to it: "assessed on Friday with high confidence that"
_WH = re.compile(r"(?:who|whom|whose|what|when|where|why|how|which|whether|if)\b")
_ASKS = re.compile(r"\b(?:ask|wonder|quer|question|inquir|enquir)")
_NOBODY = re.compile(r"(?:nobody|no one|none|neither|no)\b")
_FEW = re.compile(r"(?:very )?(?:few|hardly|scarcely)\b")
_TAKE_TO = frozenset("intend promise demand predict believe estimate attitude accuse warn say report".split())


def plain(text: str) -> str:
    """The text in lower case with plain quotation marks, character for character (the same length)."""
    text = text.translate(_PLAIN)
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _spelled_out(cue: str) -> str:
    """A plain cue without quotation marks and with "not" in full."""
    cue = cue.replace('"', "")
    for short, full in (("can't", "cannot"), ("won't", "will not"), ("n't", " not")):
        cue = cue.replace(short, full)
    return cue


@dataclass(frozen=True)
class Context:
    """One statement of a report: where it stands, on whose word, and what else is known of it.

    `spans`: the statement's pieces in `text`. `chain`: its hops, the furthest source last; empty in the report's own voice.
    `times`: those that the statement tells. `published`: ISO 8601. `tones`: the model's view of the words (those
    outside the spans are passed over).
    """

    text: str
    spans: tuple[Span, ...]
    chain: tuple[Hop, ...] = ()
    times: tuple[Time, ...] = ()
    published: str | None = None
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True)
class View:
    """A context with what several rules need of it, each computed once."""

    context: Context

    @cached_property
    def raw(self) -> str:
        """The pieces of the statement as they are written, joined by a blank; of an endless one the beginning."""
        return " ".join(self.context.text[s.start:min(s.end, s.start + LONGEST)] for s in self.context.spans)[:LONGEST]

    @cached_property
    def first_piece(self) -> str:
        """The first of the statement's pieces, as it is written."""
        if not self.context.spans:
            return ""
        start, end = self.context.spans[0]
        return self.context.text[start:min(end, start + LONGEST)]

    @cached_property
    def content(self) -> str:
        """The statement in plain lower case, as long as `raw`."""
        return plain(self.raw)

    @cached_property
    def clause(self) -> Clause:
        """The main clause of the content."""
        return main_clause(self.content, self.raw, self.infinitive)

    @cached_property
    def infinitive(self) -> int | None:
        """Where in the content an infinitive begins that stands for the verb: after "to", or in a later piece ("⟨the mine … to close⟩")."""
        if self.act not in _TAKE_TO:
            return None
        later = len(self.first_piece) + 1
        if self.content.startswith("to ", later):
            return later
        after_to = (self.leading.endswith(" to ") and not self.leading.endswith("according to ")) or self.cue.endswith(" to")
        return 0 if after_to and not self.cue.endswith("according to") else None

    @cached_property
    def act(self) -> Act | None:
        """The act of the furthest source; None in the report's own voice."""
        return self.context.chain[-1].act if self.context.chain else None

    @cached_property
    def cue_span(self) -> Span | None:
        """The furthest source's cue."""
        return self.context.chain[-1].cue if self.context.chain else None

    @cached_property
    def cue(self) -> str:
        """The furthest source's cue in plain lower case, with its negations spelled out; empty in the report's own voice."""
        words = _spelled_out(self.plain_cue)
        return f"{self.nobody} {words}" if self.nobody else words

    @cached_property
    def outer_cue(self) -> str:
        """The same for the hop before the furthest; empty where there is none."""
        if len(self.context.chain) < 2:
            return ""
        start, end = self.context.chain[-2].cue
        return _spelled_out(plain(self.context.text[start:end]))

    @cached_property
    def source(self) -> str:
        """The furthest source as it stands, in plain lower case; empty where there is none."""
        hop = self.context.chain[-1] if self.context.chain else None
        return plain(self.context.text[hop.span.start:hop.span.end]) if hop and hop.span else ""

    @cached_property
    def nobody(self) -> str | None:
        """The word by which the source itself negates what it says: ⟨nobody⟩ expects, ⟨neither side⟩ would comment."""
        found = _NOBODY.match(self.source)
        return found[0] if found else None

    @cached_property
    def few(self) -> bool:
        """Whether the source is ⟨few⟩ or ⟨hardly anyone⟩."""
        return bool(_FEW.match(self.source))

    @cached_property
    def question(self) -> bool:
        """Whether the statement is a question, asked in so many words or reported: asked ⟨who would pay⟩."""
        end = self.context.spans[-1].end if self.context.spans else 0
        if self.content.endswith("?") or self.context.text[end:end + 1] == "?":
            return True
        if not _ASKS.search(self.cue):
            return False
        return bool(_WH.match(self.content) or re.search(r"\b(?:whether|if) \"?$", self.lead))

    @cached_property
    def plain_cue(self) -> str:
        """The furthest source's cue in plain lower case, character for character."""
        return plain(self.context.text[self.cue_span.start:self.cue_span.end]) if self.cue_span else ""

    @cached_property
    def lead(self) -> str:
        """What stands just before the statement, in plain lower case: "that", "not to", "whether"."""
        start = self.context.spans[0].start if self.context.spans else 0
        return plain(self.context.text[max(0, start - _LEAD):start])

    @cached_property
    def leading(self) -> str:
        """The same without the quotation mark at its end."""
        return self.lead.rstrip('"')

    @cached_property
    def headline(self) -> bool:
        """Whether the statement is a line of its own without a full stop."""
        if not self.context.spans:
            return False
        text, start, end = self.context.text, self.context.spans[0].start, self.context.spans[-1].end
        line = text.rfind("\n", 0, start) + 1
        return (start == line or text[line:start].endswith(": ")) and text[end:end + 1] in ("", "\n")

    @cached_property
    def quoted(self) -> bool:
        """Whether the statement opens with a quotation mark."""
        return bool(self.raw) and (self.lead[-1:] == '"' or self.content[0] == '"')

    @cached_property
    def between(self) -> Span | None:
        """What stands between the cue and a content that follows it in the same sentence."""
        if self.cue_span is None or not self.context.spans:
            return None
        start, end = self.cue_span.end, self.context.spans[0].start
        if not 0 < end - start <= _REACH or re.search(r"[.!?]\s", self.context.text[start:end]):
            return None
        return Span(start, end)

    @cached_property
    def between_words(self) -> str:
        """The same in plain lower case; empty where there is nothing."""
        return plain(self.context.text[self.between.start:self.between.end]) if self.between else ""

    def places(self, start: int, end: int) -> tuple[Span, ...]:
        """Where `content[start:end]` stands in the text: one span for each piece of the statement that it touches."""
        out, offset = [], 0
        for span in self.context.spans:
            size = span.end - span.start
            a, b = max(start, offset), min(end, offset + size)
            if a < b:
                out.append(Span(span.start + a - offset, span.start + b - offset))
            offset += size + 1
        return tuple(out)
