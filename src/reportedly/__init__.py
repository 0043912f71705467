"""Reportedly: who said what on whose word. Three verbs: `read` a report, `extract` its statements, `open` a ledger."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import (
    EmptyReport,
    LedgerBusy,
    LedgerError,
    ManifestError,
    ModelError,
    NewerLedger,
    NotALedger,
    NotText,
    ReadError,
    ReportedlyError,
    TooLarge,
)
from reportedly.pipeline import Pipeline
from reportedly.read import Given, read
from reportedly.types import Attribution, Extraction, Failure, Hop, Link, Report, Span, Statement

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

__version__ = "0.1.0"
__all__ = [
    "Attribution", "EmptyReport", "Extraction", "Failure", "Given", "Hop", "Ledger", "LedgerBusy", "LedgerError", "Link", "ManifestError",
    "ModelError", "NewerLedger", "NotALedger", "NotText", "Pipeline", "ReadError", "Report", "ReportedlyError", "Span", "Statement",
    "TooLarge", "__version__", "extract", "open", "read",
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
    """`Ledger` is loaded when it is asked for: its database library takes a third of the time of a start."""
    if name == "Ledger":
        from reportedly.ledger import Ledger  # noqa: PLC0415

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
