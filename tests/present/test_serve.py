"""The commands `serve` and `account`, run as people run them."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from present.command import Done, run, spawn
from reportedly.ledger import open_ledger
from reportedly.present.web.safety.accounts import Accounts

PASSWORD = "seven green boats"  # noqa: S105
ADDRESS = re.compile(r"is at (http://\S+);")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    open_ledger(tmp_path / "x.db").close()
    return tmp_path


def account(folder: Path, *args: str, given: str = PASSWORD + "\n") -> Done:
    return run("account", *args, "--ledger", "x.db", cwd=folder, given=given.encode())


@contextmanager
def served(folder: Path, *args: str) -> Iterator[tuple["subprocess.Popen[str]", str, list[str]]]:
    """The server, its address, and what it says, which grows."""
    process = spawn("serve", "--ledger", "x.db", "--port", "0", *args, cwd=folder)
    assert process.stderr
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if found := ADDRESS.search(line):
                break
        assert found, said
        reader = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
        reader.start()
        yield process, found[1], said
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        reader.join()


def status(address: str, **headers: str) -> int:
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:  # noqa: S310
            code: int = answer.status
            return code
    except HTTPError as error:
        return error.code


def test_the_pages_are_served_on_this_machine_until_ctrl_c(folder: Path) -> None:
    with served(folder) as (process, address, said):
        assert address.startswith("http://127.0.0.1:")
        assert status(address) == 200
        assert status(address + "nowhere") == 404
        assert status(address, Host="evil.example") == 421
        with socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))):  # one that stays open
            process.send_signal(signal.SIGINT)
            before = time.monotonic()
            assert process.wait(10) == 0
            assert time.monotonic() - before < 3, "two seconds, and what a busy machine adds"
    assert len(said) == 1, said


def test_sigterm_ends_it_quietly(folder: Path) -> None:
    with served(folder) as (process, _, said):
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert len(said) == 1, said


def test_with_accounts_one_logs_in(folder: Path) -> None:
    assert account(folder, "add", "ana", "--role", "admin", "--password-stdin").code == 0
    with served(folder) as (_, address, _):
        with urlopen(address, timeout=20) as answer:  # noqa: S310
            assert answer.url == address + "login"
        assert status(address + "api/v1/claims") == 401


def test_a_port_in_use_is_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--ledger", "x.db", "--port", str(port), cwd=folder)
    assert done.code == 2
    assert done.complaints == [f"cannot serve at 127.0.0.1, port {port}: Address already in use; choose others with --host and --port"]


@pytest.mark.parametrize("args", [("--host", "0.0.0.0"), ("--host", "::"), ("--allow-host", "desk.example"),  # noqa: S104
                                  ("--behind-proxy", "127.0.0.1"), ("--accounts", "none.json")])
def test_beyond_this_machine_only_with_an_account(folder: Path, args: tuple[str, str]) -> None:
    done = run("serve", "--ledger", "x.db", "--port", "0", *args, cwd=folder)
    if "Address family not supported" in done.err:
        pytest.skip("no IPv6 here")
    assert done.code == 2
    assert len(done.complaints) == 1
    assert "reportedly account add NAME --role admin" in done.complaints[0]


def test_an_unencrypted_network_is_told_of(folder: Path) -> None:
    account(folder, "add", "ana", "--role", "admin", "--password-stdin")
    with served(folder, "--host", "0.0.0.0") as (process, address, said):  # noqa: S104
        assert status(address + "login") == 200
        process.send_signal(signal.SIGINT)
        process.wait(10)
    assert "unencrypted" in said[0]


def test_a_ledger_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("serve", "--ledger", "none.db", "--port", "0", cwd=tmp_path)
    assert done.code == 3
    assert len(done.complaints) == 1


def test_accounts_are_added_listed_changed_and_removed(folder: Path) -> None:
    assert account(folder, "list").complaints == ["no account in x.db.accounts.json"]
    assert account(folder, "add", "ana", "--role", "admin", "--password-stdin").complaints == [
        "ana can log in as admin; account in x.db.accounts.json"]
    assert account(folder, "add", "zoë", "--password-stdin").code == 0
    assert account(folder, "list").out == "admin   ana\nreader  zoë\n"
    assert account(folder, "role", "zoë", "editor").complaints == ["zoë has the role of editor"]
    assert account(folder, "password", "zoë", "--password-stdin", given="another long one\r\n").code == 0
    kept = Accounts(folder / "x.db.accounts.json")
    assert kept.verify("ana", PASSWORD)
    assert kept.verify("zoë", "another long one")
    assert account(folder, "remove", "zoë").code == 0
    assert account(folder, "list").out == "admin   ana\n"


@pytest.mark.parametrize(("args", "given", "told"), [
    (("add", "ben", "--password-stdin"), "short\n", "12 to 1024 characters"),
    (("add", "ben", "--password-stdin"), "", "12 to 1024 characters"),
    (("add", "ben"), "", "--password-stdin"),
    (("add", "ben", "--role", "king", "--password-stdin"), PASSWORD, "take one of reader, editor, admin"),
    (("add", "a:b", "--password-stdin"), PASSWORD, "no name for an account"),
    (("remove", "ben"), "", "has no account"), (("role", "ben", "admin"), "", "has no account"), (("password", "ben"), "", "--password-stdin")])
def test_what_cannot_be_is_one_line(folder: Path, args: tuple[str, ...], given: str, told: str) -> None:
    done = account(folder, *args, given=given)
    assert done.code == 2
    assert len(done.complaints) == 1
    assert told in done.complaints[0]


def test_the_password_is_asked_for_twice(folder: Path) -> None:
    """At a terminal; it is not shown."""
    import pty

    ours, theirs = pty.openpty()
    with spawn("account", "add", "ana", "--role", "admin", "--ledger", "x.db", cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
               start_new_session=True) as process:
        os.close(theirs)
        seen = ""
        for asked in ("Password:", "Once more:"):
            while asked not in seen:
                seen += os.read(ours, 1000).decode()
            time.sleep(0.2)  # until the terminal echoes no longer
            os.write(ours, f"{PASSWORD}\n".encode())
        assert process.wait(30) == 0
    os.close(ours)
    assert PASSWORD not in seen
    assert Accounts(folder / "x.db.accounts.json").verify("ana", PASSWORD)


def test_the_accounts_of_a_database_are_kept_where_one_says(tmp_path: Path) -> None:
    url = "postgresql://desk@db.example/reports"
    assert "--accounts FILE" in run("account", "list", "--ledger", url, cwd=tmp_path).complaints[0]
    assert run("account", "list", "--ledger", url, "--accounts", "a.json", cwd=tmp_path).complaints == ["no account in a.json"]
