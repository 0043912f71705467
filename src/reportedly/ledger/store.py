"""The ledger: what came in is added once and kept; what is asked is answered from the newest extraction of each report.

In: extractions and failures. Out: the same, and listings. The one idea: a report is one transaction that is on the disk when
`add` returns, or did not happen at all.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine

from reportedly.errors import NotALedger, NotInLedger
from reportedly.ledger import browse, claim_lists, claims, queries, write
from reportedly.ledger.engine import check_file, ledger_url, make_engine, shown, use_write_ahead_log
from reportedly.ledger.linked import Linked, read_claim, read_judgements, tag_of
from reportedly.ledger.migrate import LATEST, migrate, version
from reportedly.ledger.read_back import extraction_by_id, read_statements, report_by_id
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
)
from reportedly.ledger.search import storable
from reportedly.ledger.troubles import plainly
from reportedly.types import Claim, Extraction, Failure, Judgement, Report

T = TypeVar("T")
ANSWERS_KEPT = 400
MANY = 1000  # statements; if more fit, it is faster to go through the newest reports than to sort what fits
WAIT = 30.0  # seconds; one report is written in some 10 ms, so that this is a thousand writers' turn
_MOST_CANDIDATES = 5
_ANY = Wanted()
_EVERY = WantedClaims()


def open_ledger(url_or_path: str | Path, *, create: bool = True, wait: float = WAIT) -> "Ledger":
    """Open a ledger: a file, or `postgresql://…`. It is made if it is not there, and an older schema is brought up to date.

    With `create=False` a ledger that is not there is an error. `wait`: seconds to wait for another writer. Raises `NewerLedger`,
    `NotALedger`, `LedgerBusy`, or `LedgerError` for all else that keeps it from being opened.
    """
    url = ledger_url(url_or_path)
    name = shown(url)
    if url.get_backend_name() == "sqlite":
        check_file(Path(str(url.database)), create=create)
    engine = make_engine(url, wait)
    try:
        with plainly(name):
            _make_current(engine, name, create=create, wait=wait)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, name)


def _make_current(engine: Engine, name: str, *, create: bool, wait: float) -> None:
    """Bring the schema up to date, if it is not; what is no ledger is refused before anything is written to it."""
    with engine.connect() as connection:
        found = version(connection, name)
    if found is None and not create:
        raise NotALedger(f"{name} is empty, and no ledger yet: make one with `reportedly add`")
    if found != LATEST:
        use_write_ahead_log(engine, wait)
        migrate(engine.execution_options(ledger_write=True), name)


def given_key(**facts: str | None) -> str:
    """What was given beside the bytes (outlet, url, published, title, …) as one string, for `Ledger.has` and `Ledger.add`."""
    known = {fact: value for fact, value in sorted(facts.items()) if value is not None}
    return json.dumps(known) if known else ""


class _Answer:
    """One that is kept, once it was found."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.found: list[Any] = []


class Ledger:
    """An open ledger; a context manager. Made by `open_ledger`.

    Listings are iterators that read as they go, each from one moment's state. Whatever the database objects comes as a
    `LedgerError` of one line.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._writer = engine.execution_options(ledger_write=True)
        self._lock = Lock()
        self._answers: dict[tuple[object, ...], _Answer] = {}
        self._answers_of = ""

    def add(self, extraction: Extraction, *, extractor: str, given: str = "") -> bool:
        """Add one report and what was found in it; True if that is new. When it returns, it is on the disk.

        `extractor` is the version of the model and the program. The same report (its id and what is said of it: outlet, url,
        title, byline, published, language) by the same extractor changes nothing and gives False, whatever its file's name.
        By another extractor, or with other particulars, it supersedes: new rows, and only they count from now on; the older
        are kept. A success ends the current failures of the report's name. `given` is noted for `has`.
        """
        with self._writing() as connection:
            added = write.insert_extraction(connection, extraction, extractor=extractor, given=storable(given))
            write.insert_recoveries(connection, queries.current_failures_of(connection, extraction.report.name))
        return added

    def has(self, sha256: str, given: str, extractor: str) -> bool:
        """Whether these bytes need not be read again: `add` has had them from this extractor with the same `given`.

        A report depends on its bytes and on what was given beside them (`given_key`): both are known before it is read, its
        id is not. The file's name is no part of it: a moved or copied file is the same.
        """
        with self._reading() as connection:
            return queries.has_arrived(connection, sha256, storable(given), extractor)

    def fail(self, failure: Failure) -> None:
        """Record that a report could not be read or stored; once, as long as the same failure of this name is current."""
        plain = Failure(storable(failure.name), storable(failure.reason), failure.sha256)
        with self._writing() as connection:
            write.insert_failure(connection, plain)

    def recover(self, name: str) -> None:
        """End the current failures of a name that turned out to be in order, as when `has` knows its bytes; `add` does it too."""
        name = storable(name)
        with self._reading() as connection:
            current = queries.current_failures_of(connection, name)
        if current:
            with self._writing() as connection:
                write.insert_recoveries(connection, current)

    def failures(self) -> list[Failure]:
        """The current failures, in the order in which they came."""
        with self._reading() as connection:
            return queries.current_failures(connection)

    def reports(self, query: str | None = None) -> Iterator[ReportRow]:
        """Reports, newest first, found by their name, title, outlet, byline and text."""
        with self._reading() as connection:
            yield from queries.list_reports(connection, query)

    def extraction(self, report: str) -> Extraction:
        """One report with all that was found in it, by its id, a name that it came under, or the beginning of its id.

        Under a name that had other content before, the newest. Raises `LedgerError` if there is none, or if an id's beginning
        fits several.
        """
        with self._reading() as connection:
            return extraction_by_id(connection, self._find(connection, report))

    def report(self, report: str) -> Report:
        """One report without what was found in it, found as by `extraction`."""
        with self._reading() as connection:
            return report_by_id(connection, self._find(connection, report))

    def _find(self, connection: Connection, report: str) -> str:
        found = queries.find_report(connection, report)
        return self._only(report, queries.find_reports_by_prefix(connection, report) if report else []) if found is None else found

    def _only(self, prefix: str, fitting: list[tuple[str, str]]) -> str:
        if not fitting:
            raise NotInLedger(f"there is no report {prefix!r} in {self.name}: `reportedly statements` lists what is there")
        if len(fitting) > 1:
            some = ", ".join(id_ for id_, _ in fitting[:_MOST_CANDIDATES]) + (", …" if len(fitting) > _MOST_CANDIDATES else "")
            raise NotInLedger(f"{prefix!r} fits {len(fitting)} reports in {self.name}: {some}")
        return fitting[0][1]

    def statements(self, query: str | None = None, wanted: Wanted = _ANY, *, limit: int | None = None,
                   offset: int = 0) -> Iterator[StatementRow]:
        """Statements, newest report first, found by their text, their sources' names, their report's title and outlet.

        All words must be there; `"a phrase"` keeps its order; `deploy*` takes any ending. `wanted` narrows by facets.
        """
        with self._reading() as connection:
            many = limit is not None and self._count_statements(connection, query, wanted) > MANY
            for rows in queries.list_statements(connection, query, wanted, limit, offset, many=many):
                for row, statement in zip(rows, read_statements(connection, rows), strict=True):
                    yield StatementRow(queries.report_row(row), statement)

    def sources(self, query: str | None = None) -> Iterator[SourceRow]:
        """Who was cited, how often and on whose word, the most cited first; found by name. The nameless are left out."""
        with self._reading() as connection:
            yield from queries.list_sources(connection, query)

    def unlinked(self, linker: str) -> list[str]:
        """The reports that this linker has not linked, in the order of arrival."""
        with self._reading() as connection:
            return [report for report, _ in Linked(connection).waiting(linker)]

    @contextmanager
    def linking(self) -> Iterator[Linked]:
        """What linking reads and writes, in one transaction."""
        with self._writing() as connection:
            yield Linked(connection)

    def claims(self, query: str | None = None, wanted: WantedClaims = _EVERY, *, limit: int | None = None) -> Iterator[Claim]:
        """Claims, those most retold on the fewest origins first; found by the words of their tellings, their sources, titles and outlets."""
        with self._reading() as connection:
            for data in claims.list_claims(connection, query, wanted, limit):
                yield read_claim(connection, data)

    def claim(self, key: str) -> Claim:
        """A claim by its id or the beginning of it, or by "report/statement" of one of its tellings. Raises `LedgerError`."""
        with self._reading() as connection:
            found = claims.find_claims(connection, key) if key else []
            if len(found) == 1:
                return read_claim(connection, found[0][1])
        if not found:
            raise NotInLedger(f"there is no claim {key!r} in {self.name}: `reportedly claims` lists what is there")
        some = ", ".join(id_ for id_, _ in found[:_MOST_CANDIDATES]) + (", …" if len(found) > _MOST_CANDIDATES else "")
        raise NotInLedger(f"{key!r} fits {len(found)} claims in {self.name}: {some}")

    def claim_rows(self, query: str | None = None, wanted: WantedClaims = _EVERY, *, order: str = "need", offset: int = 0,
                   limit: int = 50) -> list[ClaimRow]:
        """One page of a list of claims. `order`: need (what needs a look: outlets an origin, hedges lost, circles, forecasts whose time has
        come), retold, newest or oldest.
        """
        with self._reading() as connection:
            query, wanted, fit = self._narrowed(connection, query, wanted)
            return claim_lists.list_rows(connection, query, wanted, order, offset=offset, limit=limit, fit=fit)

    def count_claims(self, query: str | None = None, wanted: WantedClaims = _EVERY) -> int:
        """How many claims there are of this kind."""
        with self._reading() as connection:
            return self._count_claims(connection, query, wanted)

    def _count_claims(self, connection: Connection, query: str | None, wanted: WantedClaims) -> int:
        return self._kept(connection, ("claims", query, wanted), lambda: claim_lists.count(connection, query, wanted))

    def claim_facets(self, query: str | None = None, wanted: WantedClaims = _EVERY, *, most: int = 8) -> dict[str, list[tuple[str, int]]]:
        """By kind of facet (outlet, source, kind, actor, place, month, mode, level, state, grade): the values that most of these claims have."""
        with self._reading() as connection:
            query, wanted, fit = self._narrowed(connection, query, wanted)
            return self._kept(connection, ("facets", query, wanted, most),
                              lambda: claim_lists.count_facets(connection, query, wanted, most, fit))

    def _narrowed(self, connection: Connection, query: str | None, wanted: WantedClaims) -> tuple[str | None, WantedClaims, int]:
        """What is asked, and how many fit; what all fit asks nothing."""
        fit = self._count_claims(connection, query, wanted)
        if fit == self._count_claims(connection, None, _EVERY):
            return None, WantedClaims(today=wanted.today), fit
        return query, wanted, fit

    def claim_tag(self, id_: str) -> str:
        """What changes whenever the claim of this id does; empty if there is none."""
        with self._reading() as connection:
            return tag_of(connection, id_)

    def claims_by_statement(self, report: str) -> dict[str, ClaimRow]:
        """By a statement's id within a report: the claim that it belongs to."""
        with self._reading() as connection:
            return claim_lists.claims_by_statement(connection, report)

    def forecast_rows(self, today: str, *, state: str | None = None, offset: int = 0, limit: int = 50) -> list[ClaimRow]:
        """One page of the forecasts, the most urgent first. `state`: overdue, due, pending, settled; proposed (by later reports)."""
        with self._reading() as connection:
            return claim_lists.list_forecasts(connection, today, state, offset=offset, limit=limit)

    def count_forecasts(self, today: str) -> dict[str, int]:
        """How many there are in each of these states."""
        with self._reading() as connection:
            return self._kept(connection, ("forecasts", today), lambda: claim_lists.count_forecasts(connection, today))

    def version(self) -> str:
        """What changes whenever anything does that a page shows."""
        with self._reading() as connection:
            return browse.version(connection)

    def report_rows(self, query: str | None = None, *, outlet: str | None = None, offset: int = 0, limit: int = 50) -> list[ReportRow]:
        """One page of the reports, newest first, found as by `reports`."""
        with self._reading() as connection:
            return browse.list_reports(connection, query, outlet, offset=offset, limit=limit)

    def count_reports(self, query: str | None = None, *, outlet: str | None = None) -> int:
        """How many there are of this kind."""
        with self._reading() as connection:
            return browse.count_reports(connection, query, outlet)

    def count_statements(self, query: str | None = None, wanted: Wanted = _ANY) -> int:
        """How many statements `statements` gives."""
        with self._reading() as connection:
            return self._count_statements(connection, query, wanted)

    def _count_statements(self, connection: Connection, query: str | None, wanted: Wanted) -> int:
        return self._kept(connection, ("statements", query, wanted),
                          lambda: browse.count_statements(connection, queries.statement_clauses(connection, query, wanted)))

    def source_rows(self, query: str | None = None, *, kind: str | None = None, offset: int = 0, limit: int = 50) -> list[SourceCount]:
        """One page of the named sources, those behind the most claims first."""
        with self._reading() as connection:
            return browse.list_sources(connection, query, kind, offset=offset, limit=limit)

    def count_sources(self, query: str | None = None, *, kind: str | None = None) -> int:
        """How many there are of this kind."""
        with self._reading() as connection:
            return browse.count_sources(connection, query, kind)

    def source(self, name: str) -> SourcePage:
        """What is known of a source or outlet by its name, whatever the case. Raises `NotInLedger`."""
        with self._reading() as connection:
            found = browse.find_source(connection, name)
        if found is None:
            raise NotInLedger(f"nobody in {self.name} is called {name[:200]!r}")
        return found

    def said(self, name: str, *, offset: int = 0, limit: int = 50) -> list[Said]:
        """What a source said, newest first, with the claim of each."""
        with self._reading() as connection:
            return browse.list_said(connection, name, offset=offset, limit=limit)

    def place_rows(self, query: str | None = None) -> list[PlaceRow]:
        """Places that statements name, the most named first; `query`: words of the name, or a country's two letters."""
        with self._reading() as connection:
            return self._kept(connection, ("places", query), lambda: browse.list_places(connection, query))

    def editions(self, report: str) -> list[Edition]:
        """How a report came, newest first, and what came under its address (or, without one, its name) before with another text."""
        with self._reading() as connection:
            return browse.list_editions(connection, report)

    def edition(self, extraction: str) -> Extraction:
        """A report as it once was read: by an `Edition`'s extraction. Raises `NotInLedger`."""
        with self._reading() as connection:
            if not queries.is_extraction(connection, extraction):
                raise NotInLedger(f"no report was ever read as {extraction[:100]!r} in {self.name}")
            return extraction_by_id(connection, extraction)

    def shared_with(self, report: str) -> list[tuple[ReportRow, str, str]]:
        """(another report, the one of the two that it is seen from, what their texts share as `link.packed` gave it)."""
        with self._reading() as connection:
            return browse.list_shared(connection, report)

    def _kept(self, connection: Connection, key: tuple[object, ...], ask: Callable[[], T]) -> T:
        """An answer that takes long, kept until the ledger changes."""
        now = browse.version(connection)
        with self._lock:
            if self._answers_of != now:
                self._answers, self._answers_of = {}, now
            if len(self._answers) >= ANSWERS_KEPT:
                del self._answers[next(iter(self._answers))]
            answer = self._answers.setdefault(key, _Answer())
        with answer.lock:  # whoever asks the same meanwhile waits for this answer
            if not answer.found:
                answer.found.append(ask())
            return answer.found[0]  # type: ignore[no-any-return]

    def forecasts(self) -> Iterator[Claim]:
        """Claims with a window, in the order in which their windows open."""
        with self._reading() as connection:
            for data in claims.list_forecasts(connection):
                yield read_claim(connection, data)

    def claims_from(self, name: str) -> Iterator[Claim]:
        """Claims in whose tellings' chains a source or outlet of this name stands, in the order in which they were first told."""
        with self._reading() as connection:
            for data in claims.list_claims_from(connection, name):
                yield read_claim(connection, data)

    def judgements(self) -> list[Judgement]:
        """All judgements in the order in which they were made."""
        with self._reading() as connection:
            return read_judgements(connection)

    def close(self) -> None:
        """Close the connections. What was acknowledged is on the disk with or without it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plainly(self.name), self._writer.begin() as connection:
            yield connection
