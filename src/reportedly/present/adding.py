"""Sources -> the ledger, with a progress bar, a line for each failure, and a summary however it ends.

A source whose bytes the ledger has had (with the same given facts, from the same model) is not read again, so an interrupted
run goes on where it stopped.
"""

import hashlib
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reportedly.errors import ReadError
from reportedly.ledger import Ledger, given_key
from reportedly.pipeline import LINKER, Linking, Pipeline, Source
from reportedly.present.output import complain, print_json
from reportedly.types import Failure

Status = Literal["added", "unchanged", "failed"]


@dataclass
class Tally:
    """How many reports came to what."""

    added: int = 0
    unchanged: int = 0
    failed: int = 0

    def count(self, status: Status) -> None:
        """One more."""
        setattr(self, status, getattr(self, status) + 1)

    def __str__(self) -> str:
        return f"{self.added} added, {self.unchanged} unchanged, {self.failed} failed"


def add_all(pipeline: Pipeline, store: Ledger, inputs: Iterable[Source], *, json_: bool) -> Tally:
    """Add them. The summary is printed even if it ends early: what was acknowledged is in the ledger."""
    sources, tally = list(inputs), Tally()
    done = False
    try:
        with _bar("reading", hidden=json_ and sys.stdout.isatty()) as bar:
            task = bar.add_task("", total=len(sources))

            def note(source: Source, status: Status, **more: str | int) -> None:
                tally.count(status)
                bar.update(task, advance=1, description=f"{tally.failed} failed" if tally.failed else "")
                if json_:
                    print_json({"name": source.name, "status": status, **more})

            _add(pipeline, store, sources, note)
        done = True
    finally:
        rest = "" if done else f", {len(sources) - sum(asdict(tally).values())} not yet read: the same command goes on from here"
        complain(f"{tally}{rest}; ledger: {store.name}")
    link_all(store, quiet=json_ and sys.stdout.isatty())
    return tally


def link_all(store: Ledger, *, quiet: bool = False) -> None:
    """Tie the reports that are not tied yet into claims. Interrupted, it goes on from there the next time."""
    if not store.unlinked(LINKER):
        return
    with _bar("linking", hidden=quiet) as bar:
        task = bar.add_task("", total=None)
        Linking().link(store, lambda done, total: bar.update(task, completed=done, total=total))


def _add(pipeline: Pipeline, store: Ledger, sources: list[Source], note: Callable[..., None]) -> None:
    waiting: deque[Source] = deque()  # results come in the order of the sources

    def new() -> Iterator[Source]:
        for source in sources:
            try:
                data = source.load()
            except ReadError:
                waiting.append(source)
                yield source  # reading it again says why
                continue
            if store.has(hashlib.sha256(data).hexdigest(), given_key(**asdict(source.given)), pipeline.version):
                store.recover(source.name)
                note(source, "unchanged")
            else:
                waiting.append(source)
                yield replace(source, data=data)

    for result in pipeline.stream(new()):
        source = waiting.popleft()
        if isinstance(result, Failure):
            store.fail(result)
            complain(result.reason)
            note(source, "failed", reason=result.reason)
        else:
            is_new = store.add(result, extractor=pipeline.version, given=given_key(**asdict(source.given)))
            note(source, "added" if is_new else "unchanged", id=result.report.id, statements=len(result.statements))


def _bar(doing: str, *, hidden: bool) -> Progress:
    """The bar on standard error; standard output stays where it is, and complaints stand above the bar."""
    console = Console(stderr=True)
    return Progress(TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"),
                    console=console, transient=True, redirect_stdout=False, disable=hidden or not console.is_terminal)
