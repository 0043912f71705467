"""What the ledger's listings give, row by row: frozen, and no more than a listing shows."""

from dataclasses import dataclass

from reportedly.types import Kind, Statement


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
