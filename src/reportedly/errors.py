"""One tree of errors. Each message says what was wrong, where, and what to do.

    ReportedlyError
    ├── ReadError            a report that cannot be read
    │   ├── EmptyReport      no text in it
    │   ├── NotText          binary, or no encoding fits
    │   └── TooLarge         more than `read.LIMIT` bytes
    ├── ManifestError        a manifest that is no table, or lacks its column
    ├── RegisterError        a table of actors that is none, or lacks its column
    ├── ServeError           the pages cannot be served as asked
    │   └── AccountsError    accounts that cannot be read, or may not be as asked
    ├── ModelError           model files that are missing, cut short or of another protocol
    └── LedgerError          a ledger that cannot be opened or written
        ├── NewerLedger      written by a newer version
        ├── NotALedger       a file of another kind
        ├── LedgerBusy       another writer holds it for too long
        ├── NotInLedger      nothing in it has this id or name, or several have
        └── Changed          what a judgement is about is no longer as the person saw it
"""


class ReportedlyError(Exception):
    """The root: everything that this library raises by intent."""


class ReadError(ReportedlyError):
    """A report cannot be read."""


class EmptyReport(ReadError):
    """There is no text in it."""


class NotText(ReadError):
    """It is binary, or no encoding fits."""


class TooLarge(ReadError):
    """It is larger than the limit."""


class ManifestError(ReportedlyError):
    """A manifest is no table, or lacks its column."""


class RegisterError(ReportedlyError):
    """A table of actors is none, or a row of it does not fit."""


class ModelError(ReportedlyError):
    """The model's files are missing, cut short or of another protocol."""


class ServeError(ReportedlyError):
    """The pages cannot be served as asked."""


class AccountsError(ServeError):
    """Accounts cannot be read or written, or may not be as asked."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, read or written."""


class NewerLedger(LedgerError):
    """The ledger was written by a newer version."""


class NotALedger(LedgerError):
    """The file is of another kind."""


class LedgerBusy(LedgerError):
    """Another writer held the ledger for too long."""


class NotInLedger(LedgerError):
    """Nothing in the ledger has this id or name, or several things have."""


class Changed(LedgerError):
    """What a judgement is about has changed since the person who judges saw it."""
