"""The command line. It parses, calls the pipeline and the ledger, renders, and turns errors into one line and an exit code.

Exit codes: 0 all done · 1 some reports failed, the rest is done · 2 wrong usage · 3 the ledger cannot be used · 4 the model
cannot be loaded · 5 the output cannot be written · 130 interrupted.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from reportedly import codec
from reportedly.errors import LedgerError, ManifestError, ModelError, ReadError
from reportedly.extract.model import DEFAULT
from reportedly.present import terminal
from reportedly.types import Extraction, Failure

FAILED, USAGE, LEDGER, MODEL, OUTPUT, INTERRUPTED = 1, 2, 3, 4, 5, 130

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said it, on whose word: attributed statements and their chains from news reports.",
    epilog="Exit codes: 0 done; 1 some reports failed, the rest is done; 2 wrong usage; 3 ledger; 4 model; 5 output; 130 interrupted.",
)

Ledger = Annotated[str, typer.Option("--ledger", envvar="REPORTEDLY_LEDGER", help="The ledger: a file, or a database URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Model = Annotated[Path, typer.Option("--model", help="A model folder, instead of the one that ships.", show_default=False)]
Published = Annotated[str | None, typer.Option(help="The date or time of publication (ISO 8601), where the file does not say it.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet, where the file does not say it.")]
Table = Annotated[Path | None, typer.Option("--manifest", help="TSV or CSV with file or id, published, outlet, url, title.")]
Paths = Annotated[list[str], typer.Argument(help="Files and folders; - reads standard input.", show_default=False)]
Query = Annotated[str | None, typer.Argument(help="Words to look for; \"a phrase\"; begin*.", show_default=False)]


@app.command()
def extract(paths: Paths, published: Published = None, outlet: Outlet = None, manifest: Table = None, model: Model = DEFAULT,
            json_: Json = True) -> None:  # noqa: ARG001 - --json is accepted everywhere
    """Print what is found in each report, one JSON object a line, in the order of the files."""
    from reportedly.pipeline import Pipeline

    sources = _sources(paths, published, outlet, manifest)
    failed = 0
    for result in Pipeline(model).stream(sources):
        if isinstance(result, Failure):
            failed += 1
            _complain(result.reason)
        else:
            _print_json(codec.encode_extraction(result))
    raise typer.Exit(FAILED if failed else 0)


@app.command()
def add(paths: Paths, ledger: Ledger = "reportedly.db", published: Published = None, outlet: Outlet = None, manifest: Table = None,
        model: Model = DEFAULT, json_: Json = False) -> None:
    """Add reports to the ledger. What is in it already is passed over, so an interrupted run goes on where it stopped."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from reportedly.ledger import open_ledger
    from reportedly.pipeline import Pipeline

    pipeline = Pipeline(model)
    sources = list(_sources(paths, published, outlet, manifest))
    counts = {"added": 0, "unchanged": 0, "failed": 0}
    failures: list[Failure] = []
    progress = Progress(TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"),
                        console=Console(stderr=True), transient=True)
    with open_ledger(ledger) as store, progress:
        task = progress.add_task("", total=len(sources))

        def note(name: str, status: str, **more: str | int) -> None:
            counts[status] += 1
            progress.update(task, advance=1, description=f"{counts['failed']} failed" if counts["failed"] else "")
            if json_:
                _print_json({"name": name, "status": status, **more})

        def new() -> "Iterator[Any]":
            for source in sources:
                known = _hash(source)
                if known and store.has(known, _key(source.given), pipeline.version):
                    store.recover(source.name)
                    note(source.name, "unchanged")
                else:
                    yield source

        try:
            given = {s.name: _key(s.given) for s in sources}
            for result in pipeline.stream(new()):
                if isinstance(result, Failure):
                    failures.append(result)
                    store.fail(result)
                    note(result.name, "failed", reason=result.reason)
                else:
                    report = result.report
                    done = store.add(result, extractor=pipeline.version, given=given.get(report.name, ""))
                    note(report.name, "added" if done else "unchanged", id=report.id, statements=len(result.statements))
        except KeyboardInterrupt:
            progress.stop()
            _complain(f"interrupted: {counts['added']} reports were added and are safe in {ledger}; the same command goes on from here")
            raise
    for failure in failures:
        _complain(failure.reason)
    Console(stderr=True, highlight=False).print(
        f"{counts['added']} added, {counts['unchanged']} unchanged, {counts['failed']} failed; ledger: {ledger}",
        soft_wrap=True, markup=False)
    raise typer.Exit(FAILED if counts["failed"] else 0)


@app.command()
def statements(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False,
               source: Annotated[str | None, typer.Option(help="Only statements with this source in their chain.")] = None,
               limit: Annotated[int | None, typer.Option(min=1, help="At most this many.")] = None) -> None:
    """List statements, newest report first, each with its chain; QUERY looks in their words, sources, titles and outlets."""
    from reportedly.ledger import open_ledger

    console = _console()
    shown: str | None = None
    with open_ledger(ledger, create=False) as store:
        for row in store.statements(query, source=source, limit=limit):
            report = row.report
            if json_:
                _print_json({"report": {"id": report.id, "name": report.name, "outlet": report.outlet, "title": report.title,
                                        "published": report.published}, "statement": codec.encode_statement(row.statement)})
                continue
            if report.id != shown:
                head = " · ".join(terminal.one_line(x) for x in (report.published, report.outlet, report.title or report.name) if x)
                console.print(f"\n{head}  [{report.id}]", style="bold", markup=False, highlight=False, soft_wrap=True)
                shown = report.id
            console.print(terminal.statement_lines(row.statement, report.outlet), soft_wrap=True)
    if shown is None and not json_:
        _complain(f"no statement{f' matches {query!r}' if query else ''} in {ledger}")


@app.command()
def show(report: Annotated[str, typer.Argument(help="A report's id or its beginning, or its name; or a file that is not in the ledger.")],
         ledger: Ledger = "reportedly.db", model: Model = DEFAULT, json_: Json = False) -> None:
    """Show one report: its text with sources, cues and contents marked, and its statements with their chains."""
    found = _find(report, ledger, model)
    if json_:
        _print_json(codec.encode_extraction(found))
    else:
        terminal.show(_console(), found)


@app.command()
def sources(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False) -> None:
    """List who was cited: how often, in how many reports and outlets, and on whose word."""
    from rich.table import Table as Grid

    from reportedly.ledger import open_ledger

    grid = Grid("source", "kind", "statements", "reports", "outlets", "on whose word", box=None, header_style="bold", padding=(0, 2, 0, 0))
    with open_ledger(ledger, create=False) as store:
        for row in store.sources(query):
            if json_:
                _print_json({"name": row.name, "kind": row.kind, "statements": row.statements, "reports": row.reports,
                             "outlets": row.outlets, "via": [{"name": n, "statements": k} for n, k in row.via], "report": row.report})
                continue
            via = ", ".join(f"{terminal.one_line(n, 60)} ({k})" for n, k in row.via)
            grid.add_row(*(Text(x) for x in (terminal.one_line(row.name, 80), row.kind, str(row.statements), str(row.reports),
                                                      str(row.outlets), via)))
    if not json_:
        _console().print(grid)


@app.command()
def reports(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False,
            failed: Annotated[bool, typer.Option("--failed", help="Those that could not be read, and why.")] = False) -> None:
    """List the reports in the ledger, newest first, or with --failed those that could not be read."""
    from reportedly.ledger import open_ledger

    with open_ledger(ledger, create=False) as store:
        if failed:
            for failure in store.failures():
                line: dict[str, Any] = {"name": failure.name, "reason": failure.reason}
                _print_json(line) if json_ else _console().print(terminal.one_line(failure.reason), markup=False, highlight=False)
            return
        for row in store.reports(query):
            line = {"id": row.id, "name": row.name, "outlet": row.outlet, "title": row.title, "published": row.published}
            words = "  ".join(terminal.one_line(x) for x in (row.id, row.published, row.outlet, row.title or row.name) if x)
            _print_json(line) if json_ else _console().print(words, markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line; every error that we know becomes one line and its exit code."""
    try:
        with _plain_output():
            app(standalone_mode=True)
    except (ManifestError, ReadError) as error:
        _end(error, USAGE)
    except LedgerError as error:
        _end(error, LEDGER)
    except ModelError as error:
        _end(error, MODEL)
    except KeyboardInterrupt:
        sys.stderr.flush()
        os._exit(INTERRUPTED)  # threads in the middle of a window hold nothing that has to be saved
    except BrokenPipeError:
        os._exit(0)  # whoever read our output has seen enough
    except OSError as error:
        _end(f"the output cannot be written: {error.strerror or error}", OUTPUT)


@contextmanager
def _plain_output() -> Iterator[None]:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    yield
    sys.stdout.flush()


def _end(error: object, code: int) -> None:
    _complain(str(error))
    os._exit(code) if code == OUTPUT else sys.exit(code)


def _complain(words: str) -> None:
    print(f"reportedly: {terminal.one_line(words, 1000)}", file=sys.stderr, flush=True)  # noqa: T201


def _print_json(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _console() -> Console:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    return console


def _sources(paths: list[str], published: str | None, outlet: str | None, manifest: Path | None) -> Iterator[Any]:
    """What to read, with what is known of it: the options win over the manifest."""
    from dataclasses import replace

    from reportedly.pipeline import Source
    from reportedly.read import Given, find, load_manifest
    from reportedly.read.given import is_iso

    if published and not is_iso(published):
        raise ManifestError(f"--published {published!r} is no ISO 8601 date; write it like 2024-06-27 or 2024-06-27T14:30:00Z")
    table = load_manifest(manifest) if manifest else None
    options = {k: v for k, v in {"published": published, "outlet": outlet}.items() if v}
    found = 0
    for path in paths:
        names = ["-"] if path == "-" else [str(p) for p in find([path])]
        if not names:
            _complain(f"{path}: no report in this folder; reports are .txt, .md, .html and .htm files")
        for name in names:
            found += 1
            given = replace(table.given(name) if table else Given(), **options)
            yield Source(name, given, sys.stdin.buffer.read() if name == "-" else None)
    if not found:
        raise typer.Exit(FAILED)


def _hash(source: Any) -> str | None:
    """The hash of a source's bytes, or None where they cannot be had: reading it will say why."""
    from reportedly.read.files import load

    try:
        return hashlib.sha256(load(source.name) if source.data is None else source.data).hexdigest()
    except ReadError:
        return None


def _key(given: Any) -> str:
    from dataclasses import asdict

    from reportedly.ledger import given_key

    return given_key(**asdict(given))


def _find(report: str, ledger: str, model: Path) -> Extraction:
    """The report in the ledger; or, if it is a file that is not there, what is found in it now."""
    from reportedly.ledger import open_ledger
    from reportedly.pipeline import Pipeline
    from reportedly.read import read

    try:
        with open_ledger(ledger, create=False) as store:
            return store.extraction(report)
    except LedgerError:
        if not Path(report).is_file():
            raise
    return Pipeline(model).extract(read(report))


if __name__ == "__main__":
    main()
