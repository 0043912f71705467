"""The store: extractions in, listings and the same extractions out. One SQLite file, or PostgreSQL by URL.

Rows are appended, never edited; ids come from content; every span keeps its words and their surroundings (Web Annotation).

    with open_ledger("reportedly.db") as ledger:
        ledger.add(extraction, extractor="en-1")
        for row in ledger.statements("brigades", Wanted(source="Pentagon")): ...
"""

from reportedly.ledger.linked import Linked, PairRow
from reportedly.ledger.rows import ReportRow, SourceRow, StatementRow, Wanted, WantedClaims
from reportedly.ledger.store import Ledger, given_key, open_ledger

__all__ = ["Ledger", "Linked", "PairRow", "ReportRow", "SourceRow", "StatementRow", "Wanted", "WantedClaims", "given_key", "open_ledger"]
