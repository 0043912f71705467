"""The command line. It parses, calls the pipeline and the ledger, renders, and turns errors into one line and an exit code.

Exit codes: 0 all done · 1 some reports failed, the rest is done · 2 wrong usage · 3 the ledger cannot be used, or does not
have the report · 4 the model cannot be loaded · 5 the output cannot be written · 130 interrupted.
"""

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from reportedly import __version__, codec
from reportedly.errors import LedgerBusy, LedgerError, ManifestError, ModelError, ReadError, RegisterError, ServeError
from reportedly.extract.model import DEFAULT
from reportedly.pipeline import share_the_lock
from reportedly.present import cli_claims, cli_serve, terminal
from reportedly.present.asked import interval, one_of
from reportedly.present.output import (
    EXITS,
    FAILED,
    INTERRUPTED,
    LEDGER,
    MODEL,
    OUTPUT,
    USAGE,
    OutputClosed,
    complain,
    console,
    has_colour,
    prepare_streams,
    print_json,
)
from reportedly.present.words import one_line
from reportedly.types import Extraction, Failure, Kind, Level, Mode, Polarity

if TYPE_CHECKING:
    from reportedly.present.inputs import Inputs

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said it, on whose word: attributed statements and their chains from news reports.", epilog=EXITS,
)

Ledger = Annotated[str, typer.Option("--ledger", envvar="REPORTEDLY_LEDGER", help="The ledger: a file, or a database URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
AlwaysJson = Annotated[bool, typer.Option("--json", help="Its output is always JSON; accepted as with every command.", show_default=False)]
Model = Annotated[Path, typer.Option("--model", help="A model folder, instead of the one that ships.", show_default=False)]
Actors = Annotated[Path | None, typer.Option("--register", envvar="REPORTEDLY_REGISTER", help="A table of your own actors: docs/register.md.")]
Published = Annotated[str | None, typer.Option(help="The date or time of publication (ISO 8601), where the file does not say it.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet, where the file does not say it.")]
Manifest = Annotated[Path | None, typer.Option("--manifest", help="TSV or CSV with the columns file or id, published, outlet, url, title.")]
Why = Annotated[bool, typer.Option("--why", help="Say of each answer why.")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders; - reads standard input.", show_default=False)]
Query = Annotated[str | None, typer.Argument(metavar="QUERY", help='Words to look for; "a phrase"; begin*.', show_default=False)]
Named = Annotated[str, typer.Argument(metavar="REPORT", help="A report's id or its beginning; its name; or another file.")]


def _of(labels: object) -> str:
    return ", ".join(get_args(labels))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Who said it, on whose word: attributed statements and their chains from news reports."""


@app.command()
def extract(paths: Paths, published: Published = None, outlet: Outlet = None, manifest: Manifest = None, model: Model = DEFAULT,
            register: Actors = None, json_: AlwaysJson = True) -> None:  # noqa: ARG001 - --json is accepted everywhere
    """Print what is found in each report, one JSON object a line, in the order of the files."""
    from reportedly.pipeline import Pipeline
    from reportedly.present.inputs import Inputs

    inputs = Inputs(paths, published, outlet, manifest)
    failed = 0
    for result in Pipeline(model, register).stream(inputs):
        if isinstance(result, Failure):
            failed += 1
            complain(result.reason)
        else:
            print_json(codec.encode_extraction(result))
    raise typer.Exit(FAILED if failed or inputs.empty else 0)


@app.command()
def add(paths: Paths, ledger: Ledger = "reportedly.db", published: Published = None, outlet: Outlet = None, manifest: Manifest = None,
        model: Model = DEFAULT, register: Actors = None, json_: Json = False) -> None:
    """Add reports to the ledger. What is in it already is passed over, so an interrupted run goes on where it stopped."""
    from reportedly.ledger import open_ledger
    from reportedly.pipeline import Pipeline
    from reportedly.present.adding import add_all
    from reportedly.present.inputs import Inputs

    inputs = Inputs(paths, published, outlet, manifest)
    pipeline = Pipeline(model, register)
    with open_ledger(ledger) as store:
        tally = add_all(pipeline, store, inputs, json_=json_)
    raise typer.Exit(FAILED if tally.failed or inputs.empty else 0)


@app.command()
def statements(
    query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False, why: Why = False,
    source: Annotated[str | None, typer.Option(help="Only statements with this source in their chain.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"… of this kind: {_of(Kind)}.")] = None,
    actor: Annotated[str | None, typer.Option(help="… that name this actor, by words or Wikidata id.")] = None,
    place: Annotated[str | None, typer.Option(help="… of this place, by words or a country's two letters.")] = None,
    time: Annotated[str | None, typer.Option(help="… of a time that overlaps 2024, 2024-07, 2024-07-01, or 2024-07-01..2024-08-15.")] = None,
    mode: Annotated[str | None, typer.Option(help=f"… of this mode: {_of(Mode)}.")] = None,
    polarity: Annotated[str | None, typer.Option(help=f"… {_of(Polarity)}.")] = None,
    certainty: Annotated[str | None, typer.Option(help=f"… as sure as this: {_of(Level)}.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many.")] = None,
) -> None:
    """List statements, newest report first, with chains and facets; QUERY looks in their words, sources, titles and outlets."""
    from reportedly.ledger import Wanted, open_ledger

    start, end = interval(time) if time else (None, None)
    wanted = Wanted(source, one_of(Kind, "--kind", kind), actor, place, start, end, one_of(Mode, "--mode", mode),
                    one_of(Polarity, "--polarity", polarity), one_of(Level, "--certainty", certainty))
    out = console()
    shown: str | None = None
    with open_ledger(ledger, create=False) as store:
        for row in store.statements(query, wanted, limit=limit):
            report = row.report
            if json_:
                print_json({"report": {"id": report.id, "name": report.name, "outlet": report.outlet, "title": report.title,
                                       "published": report.published}, "statement": codec.encode_statement(row.statement)})
            else:
                if report.id != shown:
                    out.print("" if shown is None else "\n", terminal.report_line(report), sep="", style="bold")
                out.print(terminal.statement_lines(row.statement, report.outlet, why=why))
            shown = report.id
    if shown is None:
        _nothing("no statement" if wanted == Wanted() else "no such statement", query, ledger)


@app.command()
def show(report: Named, ledger: Ledger = "reportedly.db", model: Model = DEFAULT, json_: Json = False, why: Why = False,
         register: Actors = None, published: Published = None, outlet: Outlet = None) -> None:
    """Show one report: its text with sources, cues and contents marked, and its statements with their chains and facets."""
    from reportedly.present.inputs import Inputs

    found = _find(report, ledger, (model, register), Inputs([report], published, outlet))
    if json_:
        print_json(codec.encode_extraction(found))
    else:
        out = console()
        terminal.show(out, found, colour=has_colour(out), why=why)


@app.command()
def sources(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False, today: cli_claims.Today = None) -> None:
    """List who was cited: how often, in how many reports and outlets, and on whose word. With QUERY also what they said, and how it fared."""
    from reportedly.present.record import records

    day = cli_claims.day(today)
    with cli_claims.linked(ledger) as store:
        rows = list(store.sources(query))
        found = records(store, query, rows) if query and query.strip() else {}
    if json_:
        for row in rows:
            print_json({"name": row.name, "kind": row.kind, "statements": row.statements, "reports": row.reports, "outlets": row.outlets,
                        "via": [{"name": n, "statements": k} for n, k in row.via], "report": row.report,
                        **({} if not found else found[row].encoded())})
    elif rows:
        out = console()
        out.print(terminal.sources_table(rows), soft_wrap=False)
        for row, record in found.items():
            out.print()
            out.print(record.lines(row.name, day))
    if not rows:
        _nothing("no source", query, ledger)


@app.command()
def reports(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False,
            failed: Annotated[bool, typer.Option("--failed", help="Those that could not be read, and why.")] = False) -> None:
    """List the reports in the ledger, newest first, or with --failed those that could not be read."""
    from reportedly.ledger import open_ledger

    if failed and query:
        raise ManifestError("--failed: what could not be read has no words to look in; leave QUERY out")
    out, seen = console(), False
    with open_ledger(ledger, create=False) as store:
        for row in store.failures() if failed else store.reports(query):
            seen = True
            if json_:
                print_json({k: v for k, v in asdict(row).items() if k != "sha256"})
            elif isinstance(row, Failure):
                out.print(one_line(row.reason))
            else:
                out.print(terminal.report_line(row))
    if not seen:
        _nothing("no report failed" if failed else "no report", query, ledger)


for command in (cli_claims.claims, cli_claims.trace, cli_claims.due, cli_serve.serve):
    app.command()(command)
app.add_typer(cli_claims.judge, name="judge")
app.add_typer(cli_serve.account, name="account")


def main() -> None:
    """Run the command line; every error that we know becomes one line and its exit code."""
    prepare_streams()
    share_the_lock()
    code = 0
    try:
        app(prog_name="reportedly")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
        if code == INTERRUPTED:
            complain("interrupted")
    except (ManifestError, ReadError, RegisterError, ServeError) as error:
        code = _failed(error, USAGE)
    except LedgerError as error:
        code = _failed(error, LEDGER)
    except ModelError as error:
        code = _failed(error, MODEL)
    except OutputClosed:
        code = OUTPUT
    except OSError as error:
        code = _failed(f"the output cannot be written: {error.strerror or error}", OUTPUT)
    if code not in {OUTPUT, INTERRUPTED}:
        sys.exit(code)
    os._exit(code)  # nothing that is still to be written can be; threads in the middle of a report hold nothing to be saved


def _failed(error: object, code: int) -> int:
    complain(str(error))
    return code


def _nothing(what: str, query: str | None, ledger: str) -> None:
    complain(f"{what}{f' matches {query!r}' if query else ''} in {ledger}")


def _find(report: str, ledger: str, reader: tuple[Path, Path | None], inputs: "Inputs") -> Extraction:
    """The report in the ledger; or, if it is a file that is not there or more is given of it, what is found in it now."""
    from reportedly.ledger import open_ledger
    from reportedly.pipeline import Pipeline
    from reportedly.read import read

    is_file = Path(report).is_file()
    if inputs.options:
        return Pipeline(*reader).extract(next(iter(inputs)).read())
    if not is_file or "://" in ledger or Path(ledger).exists():
        with open_ledger(ledger, create=False) as store:
            try:
                return store.extraction(report)
            except LedgerBusy:
                raise
            except LedgerError:
                if not is_file:
                    raise
    return Pipeline(*reader).extract(read(report))


if __name__ == "__main__":
    main()
