"""The domain types: frozen, without I/O or back-pointers. Words are those of DESIGN.md.

A `Span` is half-open, in Unicode code points of `Report.text`, which never changes after `read`.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["person", "organization", "outlet", "government", "group", "document", "anonymous", "unknown"]
Act = Literal["say", "report", "deny", "predict", "estimate", "assess", "believe", "intend", "promise", "demand", "warn",
              "accuse", "perceive", "attitude"]
Quotation = Literal["direct", "indirect", "mixed"]
NameKind = Literal["person", "organization", "location"]
ActorKind = Literal["person", "organization", "country", "government", "outlet", "armed group"]
Mode = Literal["assertion", "forecast", "estimate", "assessment", "intention", "demand", "attitude"]
Polarity = Literal["affirmed", "denied", "absent"]
Confidence = Literal["low", "moderate", "high"]
Level = Literal["certain", "hedged", "open", "doubted", "excluded"]
Grain = Literal["minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
Precision = Literal["country", "admin1", "admin2", "city", "site", "region", "sea"]
Control = Literal["occupied"]
EdgeKind = Literal["cites", "reuses", "shares_source"]
Role = Literal["telling", "denial", "retraction", "correction", "revision"]
DriftFacet = Literal["certainty", "attribution", "source", "quantity", "time", "place", "polarity"]
Direction = Literal["hardened", "softened", "raised", "lowered", "narrowed", "widened", "changed", "dropped", "added"]
Outcome = Literal["pending", "happened", "did_not_happen", "contested"]

OPEN, SURE = 0.5, 2.0  # factuality: nearer zero it is open, from here on it is taken as certain


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
class Name:
    """A name as the model found it, and how sure it is (0 … 1)."""

    span: Span
    kind: NameKind
    score: float


class Tone(NamedTuple):
    """What the model makes of one word, as part of a statement.

    `start`: the word's first character. `factuality`: −3 … +3, of the event if the word is a predicate. `modes`,
    `polarities`, `signs`: probabilities in the order of `Mode`, of `Polarity`, and of −, 0, +.
    """

    start: int
    factuality: float
    modes: tuple[float, ...]
    polarities: tuple[float, ...]
    signs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What `extract` saw in one report: its attributions, where statements begin and run, names, and the tone of each word.

    `statements` are the model's spans of single statements, in content or in the report's own voice; `resolve` turns them
    into `Statement`s.
    """

    attributions: tuple[Attribution, ...]
    statements: tuple[Span, ...]
    names: tuple[Name, ...] = ()
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression as a half-open interval `[start, end)` of ISO 8601 dates (or minutes); None is open."""

    span: Span
    text: str
    start: str | None
    end: str | None
    grain: Grain
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. `low`, `high`: None is unbounded. `of`: the number of the whole; `per`: the unit of a rate.

    `unit`: a noun in the singular, `percent`, an ISO 4217 code or a measure; None where the text names none.
    """

    span: Span
    text: str
    low: float | None
    high: float | None
    unit: str | None
    of: float | None = None
    per: str | None = None
    approximate: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where something is or happens. `control` is what the text itself calls it, never a fact; `by` whose it says.

    `country`: ISO 3166-1 alpha-2 of the internationally recognised state. Latitude and longitude in degrees. Where
    nothing in the gazetteer fits, `geonames` and both are None: the name stays.
    """

    span: Span
    text: str
    name: str
    geonames: int | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision | None
    control: Control | None = None
    by: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """One named in a statement. `entity`: a Wikidata id of the register, or None."""

    span: Span
    name: str
    kind: ActorKind
    entity: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a statement is, as its furthest source presents it.

    `factuality`: −3 (certainly not so) … +3 (certainly so), None where the question does not arise (demands, attitudes).
    `likelihood`: an ICD 203 band in percent, only for estimative words. `words`, `spans`: what carries it.
    `confidence`: only where the text states one. `distanced`: the words by which the report itself stands back
    (reportedly, so-called, scare quotes).
    """

    factuality: float | None = None
    likelihood: tuple[int, int] | None = None
    words: str | None = None
    spans: tuple[Span, ...] = ()
    confidence: Confidence | None = None
    distanced: tuple[Span, ...] = ()
    detail: str = ""

    @property
    def level(self) -> Level | None:
        """Factuality in words: certain from 2 up, hedged from 0.5, open between −0.5 and 0.5, doubted, excluded from −2 down."""
        if self.factuality is None:
            return None
        size = abs(self.factuality)
        if size < OPEN:
            return "open"
        if self.factuality > 0:
            return "certain" if size >= SURE else "hedged"
        return "excluded" if size >= SURE else "doubted"


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the text tells of a source it does not name. Each is the words themselves; `low`, `high`: how many people."""

    affiliation: str | None = None
    role: str | None = None
    low: int | None = None
    high: int | None = None
    reason: str | None = None
    basis: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: who, by which cue, with which act, and why we say so (`detail`).

    `span` and `cue` stay on the words that are there; `name` is what they stand for. `to` names the outlet that was told,
    `when` the time of telling.
    """

    name: str | None
    kind: Kind
    span: Span | None
    cue: Span
    act: Act
    to: str | None = None
    entity: str | None = None
    when: Time | None = None
    anonymity: Anonymity | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition as one report gives it. `chain` runs from the hop nearest the reader to the furthest.

    In the report's own voice `attribution` is None and `chain` empty. What follows `detail` are its facets;
    mode and polarity are None where they were not judged (by an older version).
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    attribution: str | None
    chain: tuple[Hop, ...]
    detail: str = ""
    mode: Mode | None = None
    polarity: Polarity | None = None
    certainty: Certainty = Certainty()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def window(self) -> Time | None:
        """Within which a forecast is to come about: the first time that it tells. None for other modes, and where none is told."""
        return self.times[0] if self.mode == "forecast" and self.times else None


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


@dataclass(frozen=True, slots=True)
class Teller:
    """What linking keeps of a report's particulars."""

    id: str
    name: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """An edge: a report has a claim from another `report` of the ledger, or from a `source` outside it, and why we say so.

    `kind` is the first that holds of cites, reuses, shares_source; `also` has the others. `probability` is calibrated
    (docs/origins.md). `span`: the words of this report that show it; None where shared text does.
    """

    report: str | None
    source: str | None
    kind: EdgeKind
    probability: float
    detail: str
    also: tuple[EdgeKind, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement of a claim as one report gives it. `likeness`: how probable it is that it belongs to this claim (0 … 1)."""

    report: Teller
    statement: Statement
    parents: tuple[Parent, ...] = ()
    role: Role = "telling"
    likeness: float = 1.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """What a telling changed against the telling it came from. `report`, `against`: ids of reports; the words as they stand there."""

    facet: DriftFacet
    direction: Direction
    report: str
    against: str
    before: str
    after: str
    detail: str
    statement: str = ""
    against_statement: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One end of a claim's chains. `established`: it counts by itself; else it is one only if it is not another of them."""

    name: str
    kind: Kind
    established: bool
    reports: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins: at least `established`, at most `possible`; `expected` with its 90 % interval."""

    established: int
    possible: int
    expected: float
    low: int
    high: int
    circular: bool
    ends: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another claim that bears on this one: what came of a forecast, or another's figure for the same thing.

    `claim`: its id (of a claim that no ledger holds, "report/statement" of the telling). `published`: of its report; `when`: the beginning of
    the first time that it tells.
    """

    claim: str
    kind: Literal["outcome", "rival"]
    text: str
    report: str
    probability: float
    detail: str
    polarity: Polarity | None = None
    published: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The same proposition across reports: its tellings in the order in which they were published, and what follows from them.

    `text` is the words of the first telling. `outcome` is proposed by later statements until a person decides (`settled`).
    """

    id: str
    text: str
    mode: Mode | None
    tellings: tuple[Telling, ...]
    origins: Origins
    drift: tuple[Drift, ...] = ()
    window: tuple[str | None, str | None] | None = None
    outcome: Outcome | None = None
    settled: str | None = None
    grade: int | None = None
    suggested: int | None = None
    related: tuple[Related, ...] = ()

    @property
    def first(self) -> Teller:
        """The report that told it first."""
        return self.tellings[0].report


JudgementKind = Literal["accept", "reject", "merge", "split", "date", "source", "grade", "outcome", "span", "withdraw"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report that a judgement is about: they stay the same when the report is read again by another model."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's ruling: appended, never edited; another one withdraws it. `value` by kind:

    accept, reject: the parent (a report's id, or `source:NAME`) of an edge from the report of `about[0]`, or None for the telling itself: a
    telling that is rejected is no statement, and counts in no claim of others; merge, split: None, of the tellings `about`; date: the true
    date of publication; source: a grade A-F, of `name`; grade: 1-6; outcome: an `Outcome`; span: the right characters of the statement
    `about[0]`, as "start-end", recorded only; withdraw: the id of another judgement.
    """

    id: str
    kind: JudgementKind
    who: str
    at: str
    about: tuple[Mark, ...] = ()
    name: str | None = None
    value: str | None = None
    note: str | None = None
