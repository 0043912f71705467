"""The domain types: frozen, without I/O or back-pointers. Words are those of DESIGN.md.

A `Span` is half-open, in Unicode code points of `Report.text`, which never changes after `read`.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["person", "organization", "outlet", "government", "group", "document", "anonymous", "unknown"]
Act = Literal["say", "report", "deny", "predict", "estimate", "assess", "believe", "intend", "promise", "demand", "warn",
              "accuse", "perceive", "attitude"]
Quotation = Literal["direct", "indirect", "mixed"]


class Span(NamedTuple):
    """Characters `[start, end)` of a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """An outgoing link and the words of the text that it stands on."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One news article as read: its text, what it says of itself, and the hash of the bytes it came from.

    `id` is derived from the text and from who published it, so reading the same report again gives the same one.
    `name` is the path or URL as it was given; `published` an ISO 8601 date or time; `skipped` holds the spans of text that
    is no part of the report (advertising, appeals for money), which a plain text file keeps to the letter.
    """

    id: str
    name: str
    text: str
    sha256: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of a source, a cue and a content, as the model found them; `parent` is the attribution it lies in.

    `score` is the model's probability of the cue. `source_kind` and `act` are the model's own answers, kept beside those
    that `resolve` gives (`Hop.kind`, `Hop.act`).
    """

    id: str
    cue: Span
    sources: tuple[Span, ...]
    contents: tuple[Span, ...]
    parent: str | None
    kind: Quotation
    score: float
    source_kind: Kind
    act: Act


@dataclass(frozen=True, slots=True)
class Reading:
    """What `extract` saw in one report: its attributions, and where statements begin and run.

    `statements` are the model's spans of single statements, in content or in the report's own voice; `resolve` turns them
    into `Statement`s.
    """

    attributions: tuple[Attribution, ...]
    statements: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: who, by which cue, with which act, and why we say so (`detail`).

    `span` and `cue` stay on the words that are there; `name` is what they stand for. `to` names the outlet that was told.
    """

    name: str | None
    kind: Kind
    span: Span | None
    cue: Span
    act: Act
    to: str | None = None
    entity: str | None = None
    when: None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition as one report gives it. `chain` runs from the hop nearest the reader to the furthest.

    In the report's own voice `attribution` is None and `chain` empty. The facets (mode, polarity, certainty, times,
    quantities, places, actors) are None or empty until they are computed.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    attribution: str | None
    chain: tuple[Hop, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one report."""

    report: Report
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One report that could not be read or stored, and why, in a line."""

    name: str
    reason: str
    sha256: str | None = field(default=None)
