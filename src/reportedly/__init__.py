"""Reportedly: who said what on whose word. Three verbs: `read` a report, `extract` its statements, `open` a ledger."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import (
    AccountsError,
    Changed,
    EmptyReport,
    LedgerBusy,
    LedgerError,
    ManifestError,
    ModelError,
    NewerLedger,
    NotALedger,
    NotInLedger,
    NotText,
    ReadError,
    RegisterError,
    ReportedlyError,
    ServeError,
    TooLarge,
)
from reportedly.pipeline import Pipeline
from reportedly.read import Given, read
from reportedly.types import (
    Actor,
    Anonymity,
    Attribution,
    Certainty,
    Extraction,
    Failure,
    Hop,
    Link,
    Place,
    Quantity,
    Report,
    Span,
    Statement,
    Time,
)

if TYPE_CHECKING:
    from reportedly.ledger import Ledger, Wanted

__version__ = "0.1.0"
__all__ = [
    "AccountsError", "Actor", "Anonymity", "Attribution", "Certainty", "Changed", "EmptyReport", "Extraction", "Failure", "Given", "Hop",
    "Ledger", "LedgerBusy", "LedgerError", "Link", "ManifestError", "ModelError", "NewerLedger", "NotALedger", "NotInLedger", "NotText",
    "Pipeline", "Place", "Quantity", "ReadError", "RegisterError", "Report", "ReportedlyError", "ServeError", "Span", "Statement", "Time",
    "TooLarge", "Wanted", "__version__",
    "extract", "open", "read",
]


def extract(report: Report) -> Extraction:
    """Find the attributions and statements of a report with the model that ships. It is loaded once, at the first call."""
    return _pipeline().extract(report)


def open(ledger: str | Path = "reportedly.db") -> "Ledger":  # noqa: A001 - reads as reportedly.open
    """Open a ledger by path or database URL; a new one is made. Raises LedgerError."""
    from reportedly.ledger import open_ledger  # noqa: PLC0415

    return open_ledger(ledger)


@cache
def _pipeline() -> Pipeline:
    return Pipeline()


def __getattr__(name: str) -> Any:
    """`Ledger` and `Wanted` are loaded when they are asked for: its database library takes a third of the time of a start."""
    if name in {"Ledger", "Wanted"}:
        from reportedly import ledger  # noqa: PLC0415

        return getattr(ledger, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
