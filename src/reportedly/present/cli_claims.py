"""The commands about claims: claims, trace, due, judge. `cli.py` registers them."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.text import Text

from reportedly import codec
from reportedly.errors import ManifestError
from reportedly.present import tracing
from reportedly.present.asked import interval, one_of
from reportedly.present.output import complain, console, print_json
from reportedly.present.words import one_line
from reportedly.types import Claim, Mode, Outcome

if TYPE_CHECKING:
    from reportedly.ledger import Ledger as Store
    from reportedly.present.rulings import Ruling

STATES = ("pending", "due", "overdue", "denied", "corrected", "circular", "hardened")

Ledger = Annotated[str, typer.Option("--ledger", envvar="REPORTEDLY_LEDGER", help="The ledger: a file, or a database URL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Query = Annotated[str | None, typer.Argument(metavar="QUERY", help='Words to look for; "a phrase"; begin*.', show_default=False)]
Today = Annotated[str | None, typer.Option(help="The day from which forecasts are looked at (ISO 8601); else today.", show_default=False)]
Limit = Annotated[int | None, typer.Option(min=1, help="At most this many.")]
Why = Annotated[bool, typer.Option("--why", help="Say of each answer why.")]
Named = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id or its beginning.", show_default=False)]
Reported = Annotated[str, typer.Argument(metavar="REPORT", help="A report's id or its beginning, or its name.", show_default=False)]
Who = Annotated[str | None, typer.Option("--as", envvar="REPORTEDLY_USER", help="Who judges; else the name you are logged in by.",
                                         show_default=False)]
Note = Annotated[str | None, typer.Option(help="Why, in your words.", show_default=False)]

judge = typer.Typer(no_args_is_help=True, help="Rule on claims, edges, sources and outcomes. Rulings are appended; each can be withdrawn.")


def claims(
    query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False,
    outlet: Annotated[str | None, typer.Option(help="Only claims that this outlet tells.")] = None,
    mode: Annotated[str | None, typer.Option(help=f"… of this mode: {', '.join(get_args(Mode))}.")] = None,
    state: Annotated[str | None, typer.Option(help=f"… in this state: {', '.join(STATES)}.")] = None,
    retold: Annotated[int, typer.Option(min=1, help="… told by at least so many outlets.")] = 1,
    time: Annotated[str | None, typer.Option(help="… first told in 2024, 2024-07, 2024-07-01, or 2024-07-01..2024-08-15.")] = None,
    today: Today = None, limit: Limit = None,
) -> None:
    """List claims, those most retold on the fewest origins first; QUERY looks in their words, sources, titles and outlets."""
    from reportedly.ledger import WantedClaims

    if state is not None and state not in STATES:
        raise ManifestError(f"--state {state!r}: take one of {', '.join(STATES)}")
    start, end = interval(time) if time else (None, None)
    now = day(today)
    wanted = WantedClaims(outlet, one_of(Mode, "--mode", mode), state, None, retold, start, end, now)
    with linked(ledger) as store:
        _list(store.claims(query, wanted, limit=limit), json_=json_, today=now,
              nothing=f"no claim{f' matches {query!r}' if query else ''} in {ledger}")


def trace(
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", help="A claim's id or its beginning; or words that one claim has.",
                                                show_default=False)] = None,
    ledger: Ledger = "reportedly.db", json_: Json = False, why: Why = False, today: Today = None,
    all_: Annotated[bool, typer.Option("--all", help="Every claim; with --json a line each.")] = False,
) -> None:
    """Show the tree of a claim's tellings down to its origins, with what changed beside each hop."""
    if (claim is None) != all_:
        raise ManifestError("trace: give one claim, or --all")
    from reportedly.present.rulings import accepted

    now, out = day(today), console()
    with linked(ledger) as store:
        judgements = store.judgements()
        for found in store.claims() if claim is None else [_one(store, claim)]:
            if json_:
                print_json(codec.encode_trace(found))
                continue
            for line in tracing.trace_lines(found, now, why=why, accepted=accepted(found, judgements)):
                out.print(line)
            if all_:
                out.print()


def due(query: Query = None, ledger: Ledger = "reportedly.db", json_: Json = False, today: Today = None, limit: Limit = None,
        all_: Annotated[bool, typer.Option("--all", help="Also forecasts that are settled.")] = False) -> None:
    """List forecasts: those overdue, due, and still to come, with what later reports say came of them."""
    now = day(today)
    with linked(ledger) as store:
        these = {c.id for c in store.claims(query)} if query and query.strip() else None
        found = [c for c in store.forecasts() if (all_ or c.settled is None) and (these is None or c.id in these)]
        ordered = sorted(found, key=lambda c: (_urgency(c, now)[0], -len(c.tellings), _urgency(c, now)[1]))
        _list(iter(ordered[:limit]), json_=json_, today=now, nothing=f"no forecast in {ledger}", outcomes=True)


def _urgency(claim: Claim, today: str) -> tuple[int, str]:
    """Overdue, then those with a proposal, then due, pending and settled."""
    start, end = claim.window or (None, None)
    if claim.settled:
        return 4, start or end or "9999"
    if claim.outcome != "pending":
        return 1, start or end or "9999"
    if end is not None and today >= end:
        return 0, end
    return (2 if start is None or today >= start else 3), start or end or "9999"


def _list(found: Iterator[Claim], *, json_: bool, today: str, nothing: str, outcomes: bool = False) -> None:
    out, seen = console(), False
    for claim in found:
        if json_:
            print_json(codec.encode_claim(claim))
        else:
            if seen:
                out.print()
            out.print(tracing.claim_lines(claim, today))
            for other in claim.related if outcomes else ():
                if other.kind == "outcome":
                    out.print(Text(f"  came of   “{one_line(other.text)}” [{other.claim}]"))
        seen = True
    if not seen:
        complain(nothing)


@judge.command()
def accept(claim: Named, report: Annotated[str | None, typer.Argument(metavar="[REPORT]",
                                                                      help="With PARENT: the edge from this report …")] = None,
           parent: Annotated[str | None, typer.Argument(metavar="[PARENT]", help="… to this report or source:NAME.")] = None,
           ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Accept a claim's first telling, or the edge by which REPORT has it from PARENT."""
    from reportedly.present import rulings

    if (report is None) != (parent is None):
        raise ManifestError("accept: give REPORT and PARENT, or neither")
    with linked(ledger) as store:
        found = _one(store, claim)
        _judge(store, who, note, rulings.accept(found) if report is None or parent is None else (
            rulings.edge(store, "accept", found, report, parent)))


@judge.command()
def reject(claim: Named, report: Annotated[str, typer.Argument(metavar="REPORT", help="The report whose edge or statement is wrong.")],
           parent: Annotated[str | None, typer.Argument(metavar="[PARENT]",
                                                        help="The report, or source:NAME, that it does not have it from.")] = None,
           ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Refuse the edge by which REPORT has the claim from PARENT, or the merging of their sources; without PARENT, what REPORT tells of it: it is
    no statement. The numbers follow.
    """
    from reportedly.present import rulings

    with linked(ledger) as store:
        found = _one(store, claim)
        _judge(store, who, note, *rulings.reject(store, found, report) if parent is None else (
            rulings.edge(store, "reject", found, report, parent),))


@judge.command()
def merge(claim: Named, other: Annotated[str, typer.Argument(metavar="OTHER", help="The claim that is the same.")],
          ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Rule that two claims are one."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, rulings.merge(_one(store, claim), _one(store, other)))


@judge.command()
def split(claim: Named, report: Reported, ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Rule that REPORT's telling is not this claim."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, *rulings.split(store, _one(store, claim), report))


@judge.command()
def date(report: Reported, published: Annotated[str, typer.Argument(metavar="DATE", help="ISO 8601.")], ledger: Ledger = "reportedly.db",
         who: Who = None, note: Note = None) -> None:
    """Rule when a report was published."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, rulings.date(store, report, published))


@judge.command()
def source(name: Annotated[str, typer.Argument(metavar="NAME")], grade: Annotated[str, typer.Argument(metavar="GRADE", help="A to F.")],
           ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Grade a source by the Admiralty scale: A completely reliable … E unreliable, F cannot be judged."""
    from reportedly.present import rulings

    ruling = rulings.source(name, grade)
    with linked(ledger) as store:
        _judge(store, who, note, ruling)


@judge.command()
def grade(claim: Named, value: Annotated[int, typer.Argument(metavar="GRADE", min=1, max=6, help="1 to 6.")], ledger: Ledger = "reportedly.db",
          who: Who = None, note: Note = None) -> None:
    """Grade a claim by the Admiralty scale: 1 confirmed by other sources … 5 improbable, 6 truth cannot be judged."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, rulings.grade(_one(store, claim), str(value)))


@judge.command()
def outcome(claim: Named, value: Annotated[str, typer.Argument(metavar="OUTCOME", help=", ".join(get_args(Outcome)))],
            ledger: Ledger = "reportedly.db", who: Who = None, note: Note = None) -> None:
    """Settle a forecast."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, rulings.outcome(_one(store, claim), value))


@judge.command()
def withdraw(judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, from `judge log`.")], ledger: Ledger = "reportedly.db",
             who: Who = None, note: Note = None) -> None:
    """Take a judgement back: what followed from it is undone."""
    from reportedly.present import rulings

    with linked(ledger) as store:
        _judge(store, who, note, rulings.withdraw(store.judgements(), judgement))


@judge.command()
def log(ledger: Ledger = "reportedly.db", json_: Json = False) -> None:
    """List all judgements in the order in which they were made."""
    from reportedly.ledger import open_ledger
    from reportedly.link import standing

    out = console()
    with open_ledger(ledger, create=False) as store:
        every = store.judgements()
        stands = {j.id for j in standing(every)}
        for j in every:
            if json_:
                print_json({**codec.encode_judgement(j), "stands": j.id in stands})
                continue
            what = " ".join(x for x in (j.name, j.value) if x)
            where = " ".join(f"{m.report}:{m.start}" for m in j.about[:2])
            line = f"{j.id}  {j.at}  {one_line(j.who)}  {j.kind} {one_line(what)} {where}".rstrip()
            out.print(Text(line + ("" if j.id in stands else "  (withdrawn)") + (f"\n  {one_line(j.note)}" if j.note else "")))
    if not every:
        complain(f"no judgement in {ledger}")


def _judge(store: "Store", who: str | None, note: str | None, *ruled: "Ruling") -> None:
    from reportedly.pipeline import Linking, judgement
    from reportedly.present.rulings import noted

    linking, kept = Linking(), noted(note)
    for r in ruled:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        made = judgement(r.kind, who or me(), now, kept, about=r.about, name=r.name, value=r.value)
        linking.judge(store, made)
        complain(f"judged: {made.kind} {made.id}; undo it with `reportedly judge withdraw {made.id}`")


def me() -> str:
    """The name that one is logged in by on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise ManifestError("who judges is not known: say it with --as") from None


def _one(store: "Store", name: str) -> Claim:
    """The claim of this id; or, if it is no id, the only one with these words."""
    from reportedly.errors import LedgerError

    try:
        return store.claim(name)
    except LedgerError:
        found = list(store.claims(name, limit=6)) if " " in name.strip() else []
        if len(found) == 1 or (found and len(found[0].tellings) > len(found[1].tellings)):
            return found[0]
        if found:
            some = "; ".join(f"{c.id} “{one_line(c.text, 60)}”" for c in found[:5]) + ("; …" if len(found) > 5 else "")
            raise ManifestError(f"several claims have the words {name!r}: {some}") from None
        raise


def day(today: str | None) -> str:
    """The day that was given, or today in UTC."""
    if today is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromisoformat(today).date().isoformat()
    except ValueError:
        raise ManifestError(f"--today {today!r} is no date; write 2024-07-01") from None


@contextmanager
def linked(ledger: str) -> Iterator["Store"]:
    """The ledger, with every report in it linked; what is not yet is linked first."""
    from reportedly.ledger import open_ledger
    from reportedly.present.adding import link_all

    with open_ledger(ledger, create=False) as store:
        link_all(store)
        yield store
