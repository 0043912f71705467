"""The commands about the pages: serve, and account for who may log in. `cli.py` registers them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import AccountsError, ServeError
from reportedly.present.cli_claims import Ledger, Today, Who, day, linked, me
from reportedly.present.output import complain, console
from reportedly.present.words import one_line

if TYPE_CHECKING:
    from reportedly.present.web.safety.accounts import Accounts
    from reportedly.present.web.safety.guard import Guard, Role
    from reportedly.present.web.safety.serving import Bound

File = Annotated[Path | None, typer.Option("--accounts", envvar="REPORTEDLY_ACCOUNTS", show_default=False,
                                           help="The file of accounts; else LEDGER.accounts.json beside the ledger.")]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input, one line, instead of asking for it.")]
As = Annotated[str, typer.Option("--role", help="reader: sees everything; editor: also adds reports and judges; admin: also manages accounts.")]

account = typer.Typer(no_args_is_help=True, help="Say who may log in to the pages, and what they may do there.")


def serve(
    ledger: Ledger = "reportedly.db",
    host: Annotated[str, typer.Option(help="The address to serve at. Beyond this machine only with an account.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8631,
    accounts: File = None,
    allow_host: Annotated[list[str] | None, typer.Option(metavar="NAME", show_default=False,
                                                         help="A name that the pages are asked for by; may be repeated.")] = None,
    behind_proxy: Annotated[str | None, typer.Option(metavar="ADDRESS", show_default=False,
                                                     help="Believe X-Forwarded-For and -Proto of the proxy at this address.")] = None,
    register: Annotated[Path | None, typer.Option("--register", envvar="REPORTEDLY_REGISTER",
                                                  help="A table of your own actors: docs/register.md.")] = None,
    no_fetch: Annotated[bool, typer.Option("--no-fetch", help="Do not fetch pages when people give their addresses.")] = False,
    today: Today = None, who: Who = None,
) -> None:
    """Serve the ledger as pages, and by REST, for a browser on this machine; or with accounts for others. Ctrl-C ends it."""
    from reportedly.present.web.app import make_app
    from reportedly.present.web.desk import Desk
    from reportedly.present.web.draw import worldmap
    from reportedly.present.web.safety.serving import bind, run

    chosen = day(today) if today else None
    with bind(host, port) as bound:
        guard = _guard(_accounts(ledger, accounts), bound, who, allow_host or [], asked_for=bool(accounts or allow_host or behind_proxy))
        with linked(ledger) as store:
            worldmap.draw([])  # the outlines are unpacked once, a fifth of a second
            app = make_app(Desk(store, today=chosen, register=register, fetches=not no_fetch), guard)
            if not bound.is_loopback and behind_proxy is None:
                complain("passwords and pages travel unencrypted: put a proxy that speaks TLS before it, docs/serving.md")
            run(app, bound, behind_proxy, lambda: complain(f"{store.name} is at {bound.url(allow_host)}; Ctrl-C ends it"))


def _guard(kept: "Accounts", bound: "Bound", who: str | None, allowed: list[str], *, asked_for: bool) -> "Guard":
    """By accounts if there are any; without, only for this machine."""
    from reportedly.present.web.safety.guard import Guard
    from reportedly.present.web.safety.hosts import names_for

    if kept.people():
        return Guard.with_accounts(kept, names_for(bound.address, allowed))
    if not bound.is_loopback or asked_for:
        raise ServeError(f"the pages are served beyond this machine only to people with an account, and there is none in {kept.path}; "
                         "make one first: reportedly account add NAME --role admin")
    return Guard.local(who or me())


@account.command()
def add(name: Name, role: As = "reader", ledger: Ledger = "reportedly.db", accounts: File = None, password_stdin: Stdin = False) -> None:
    """Let somebody in; asks for their password."""
    kept, chosen = _accounts(ledger, accounts), _role(role)
    kept.add(name, chosen, _password(stdin=password_stdin))
    complain(f"{name} can log in as {chosen}; account in {kept.path}")


@account.command()
def remove(name: Name, ledger: Ledger = "reportedly.db", accounts: File = None) -> None:
    """Let somebody in no longer; their sessions end at once."""
    _accounts(ledger, accounts).remove(name)
    complain(f"{name} cannot log in any more")


@account.command()
def password(name: Name, ledger: Ledger = "reportedly.db", accounts: File = None, password_stdin: Stdin = False) -> None:
    """Give another password; sessions by the old one end at once."""
    kept = _accounts(ledger, accounts)
    kept.set_password(name, _password(stdin=password_stdin))
    complain(f"{name} has a new password, and is logged out everywhere")


@account.command()
def role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, editor or admin.", show_default=False)],
         ledger: Ledger = "reportedly.db", accounts: File = None) -> None:
    """Give another role; it counts at once."""
    chosen = _role(role)
    _accounts(ledger, accounts).set_role(name, chosen)
    complain(f"{name} has the role of {chosen}")


@account.command("list")
def list_(ledger: Ledger = "reportedly.db", accounts: File = None) -> None:
    """List who may log in: role and name."""
    kept = _accounts(ledger, accounts)
    out, found = console(), kept.people()
    for one in found:
        out.print(f"{one.role:6}  {one_line(one.name)}")
    if not found:
        complain(f"no account in {kept.path}")


def _accounts(ledger: str, file: Path | None) -> "Accounts":
    from reportedly.present.web.safety.accounts import Accounts

    if file is None and "://" in ledger:
        raise AccountsError("say where the accounts of a database are kept: --accounts FILE")
    return Accounts(file or Path(f"{ledger}.accounts.json"))


def _role(told: str) -> "Role":
    from reportedly.present.web.safety.person import ROLES

    for known in ROLES:
        if known == told:
            return known
    raise AccountsError(f"--role {told!r}: take one of {', '.join(ROLES)}")


def _password(*, stdin: bool) -> str:
    """The new password: asked for twice, or the first line of standard input."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountsError("there is no terminal to ask for the password at; give it by --password-stdin")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True))
