"""The store: extractions in, listings and the same extractions out. One SQLite file, or PostgreSQL by URL.

Rows are appended, never edited; ids come from content; every span keeps its words and their surroundings (Web Annotation).

    with open_ledger("reportedly.db") as ledger:
        ledger.add(extraction, extractor="en-1")
        for row in ledger.statements("brigades", Wanted(source="Pentagon")): ...
"""

from reportedly.ledger.linked import Linked, PairRow
from reportedly.ledger.rows import (
    ClaimRow,
    Edition,
    PlaceRow,
    ReportRow,
    Said,
    SourceCount,
    SourcePage,
    SourceRow,
    StatementRow,
    Wanted,
    WantedClaims,
    Worst,
)
from reportedly.ledger.store import Ledger, given_key, open_ledger

__all__ = [
    "ClaimRow", "Edition", "Ledger", "Linked", "PairRow", "PlaceRow", "ReportRow", "Said", "SourceCount", "SourcePage", "SourceRow",
    "StatementRow",
    "Wanted", "WantedClaims", "Worst", "given_key", "open_ledger",
]
