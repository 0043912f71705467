"""What the ledger's listings give, row by row: frozen, and no more than a listing shows."""

from dataclasses import dataclass
from typing import NamedTuple

from reportedly.types import Direction, DriftFacet, Kind, Level, Mode, Outcome, Polarity, Statement


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text; `name` as it was first given, `published` ISO 8601."""

    id: str
    name: str
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement and the report that it stands in."""

    report: ReportRow
    statement: Statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a statement's facets; None asks nothing.

    `source`: words that stand, whole and in this order, in the name of a source of the chain; `kind`: that source's.
    `actor`: such words, or an entity's id. `place`: such words, or a country's two letters. `start`, `end`: ISO 8601 days, the
    end exclusive; found is what has a time that overlaps. `level`: how sure (`Certainty.level`).
    """

    source: str | None = None
    kind: Kind | None = None
    actor: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    mode: Mode | None = None
    polarity: Polarity | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class WantedClaims:
    """What is asked of claims; None asks nothing.

    `outlet`: of a telling. `mode`, `outcome`: of the claim. `state`: pending, due, overdue, denied, corrected, circular or hardened, on the
    day `today` (ISO 8601). `retold`: at least so many outlets. `since`, `until`: first told then, the end exclusive. `month`: first told in
    it (2025-10). `source`, `kind`, `actor`, `place`, `level`: of a telling, to the letter. `grade`: as a person gave it.
    """

    outlet: str | None = None
    mode: Mode | None = None
    state: str | None = None
    outcome: Outcome | None = None
    retold: int = 1
    since: str | None = None
    until: str | None = None
    today: str | None = None
    source: str | None = None
    kind: Kind | None = None
    actor: str | None = None
    place: str | None = None
    level: Level | None = None
    month: str | None = None
    grade: int | None = None


class Worst(NamedTuple):
    """The drift of a claim that matters most: which outlet changed what, and how."""

    outlet: str
    facet: DriftFacet
    direction: Direction
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it.

    `first`: the report that told it first. `names`: of its origins, and whether each counts by itself. `told`: when its reports were
    published. `drifts`: how many changes there are, `worst` the one that matters most. `need`: how much it needs a look, whatever the day.
    """

    id: str
    text: str
    mode: Mode | None
    statements: int
    reports: int
    outlets: int
    first: ReportRow
    latest: str | None
    established: int
    possible: int
    expected: float
    low: int
    high: int
    circular: bool
    names: tuple[tuple[str, bool], ...]
    window: tuple[str | None, str | None] | None
    outcome: Outcome | None
    settled: str | None
    denied: bool
    corrected: bool
    hardened: bool
    grade: int | None
    suggested: int | None
    told: tuple[str, ...]
    worst: Worst | None
    drifts: int
    need: float


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that statements name. `precision`: of what the coordinates stand for. `control`: as a report says it, and by whom."""

    name: str
    geonames: int | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    control: str | None
    by: str | None
    statements: int
    reports: int
    claims: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A named source and how many claims it stands behind. `kinds`: what it was taken for, the most frequent first."""

    name: str
    kinds: tuple[Kind, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a source said: where, in which words, and the claim that it belongs to."""

    report: ReportRow
    statement: Statement
    claim: ClaimRow | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """All that is known of a source by the ledger alone.

    `aliases`: other names of the same entity. `months`: statements by month. `cited_by`: statements by outlet. `via`: by who carried them.
    `published`: how many reports it published itself, if it is an outlet.
    """

    name: str
    kinds: tuple[Kind, ...]
    entities: tuple[str, ...]
    aliases: tuple[str, ...]
    statements: int
    months: tuple[tuple[str, int], ...]
    cited_by: tuple[tuple[str, int], ...]
    via: tuple[tuple[str, int], ...]
    published: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A report as it once came: what `Ledger.edition` reads. `at`: when it arrived; `same_text`: as the newest has it."""

    edition: str
    extraction: str
    report: str
    at: str
    extractor: str
    name: str
    sha256: str
    url: str | None
    given: str
    published: str | None
    title: str | None
    same_text: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Who was cited: in how many statements, reports and outlets, and on whose word.

    `via` counts statements by who carried them: the next hop nearer the reader, or where there is none (or it has no name)
    the report's outlet, or if that is not known the report's name. An anonymous source is one report's own: `report` is that
    report's id, and the same words in another report are another row. For all others `report` is None.
    """

    name: str
    kind: Kind
    statements: int
    reports: int
    outlets: int
    via: tuple[tuple[str, int], ...]
    report: str | None = None
