"""The ledger's schema, step by step. `REVISIONS` names the steps in order; Alembic runs them (`ledger/migrate.py`).

A step that has been released is never edited: a change of the schema is a new file in `versions/` and a new name here.
"""

REVISIONS = ("v0001", "v0002", "v0003", "v0004")
