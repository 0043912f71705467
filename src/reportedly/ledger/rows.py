"""What the ledger's listings give, row by row: frozen, and no more than a listing shows."""

from dataclasses import dataclass

from reportedly.types import Kind, Level, Mode, Outcome, Polarity, Statement


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
    day `today` (ISO 8601). `retold`: at least so many outlets. `since`, `until`: first told then, the end exclusive.
    """

    outlet: str | None = None
    mode: Mode | None = None
    state: str | None = None
    outcome: Outcome | None = None
    retold: int = 1
    since: str | None = None
    until: str | None = None
    today: str | None = None


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
