"""Whatever comes in: one clear line for each, the right exit code, never a traceback, nothing lost, the rest done."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from present.command import EASY, finish, many, run, spawn, write
from reportedly.extract.model import DEFAULT
from reportedly.ledger import open_ledger

PIXEL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
MENU = "<html><body><nav><a href=/>Home</a> <a href=/w>World</a></nav><script>var article = 1</script></body></html>"

TOWN = "The mayor of São Paulo said in the evening that the %sbridge%s will reopen in May, after two years of work on its piers."


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


BAD: dict[str, tuple[str | bytes, str]] = {
    "empty.txt": ("", "the file is empty"),
    "blank.txt": (" \n\t\n ", "the file is empty"),
    "picture.txt": (PIXEL, "is a PNG picture, not text"),
    "binary.txt": (bytes(range(256)) * 40, "is binary, not text"),
    "wide.txt": (b"\xff\xfe" + b"\0\xd8" * 200, "begins like UTF-16-LE, but is not"),
    "menu.html": (MENU, "no article text on the page"),
    "nothing.html": ("<html></html>", "no article text on the page"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_report(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, BAD[name][0])
    done = run("extract", name, cwd=tmp_path)
    assert (done.code, done.out, len(done.complaints)) == (1, "", 1)
    assert done.complaints[0].startswith(f"{name}: ")
    assert BAD[name][1] in done.complaints[0]


@pytest.mark.parametrize("command", ["extract", "add"])
def test_all_of_it_among_what_is_good(tmp_path: Path, command: str) -> None:
    names = []
    for bad, (data, _) in BAD.items():
        write(tmp_path, f"good-{bad}.txt", f"{EASY}It is called {bad}.")
        write(tmp_path, bad, data)
        names += [f"good-{bad}.txt", bad]
    large(tmp_path / "large.html")
    (tmp_path / "folder").mkdir()
    done = run(command, *names, "large.html", "missing.txt", "folder", "https://valley.example/bridge", "--json", cwd=tmp_path)
    complaints = done.complaints[: -1 if command == "add" else None]
    assert done.code == 1
    assert {words.split(": ")[0] for words in complaints} == {*BAD, "large.html", "missing.txt", "folder", "https://valley.example/bridge"}
    assert len(complaints) == len(BAD) + 4
    good = [line["report"]["name"] for line in done.lines] if command == "extract" else [
        line["name"] for line in done.lines if line["status"] == "added"]
    assert good == [name for name in names if name.startswith("good-")]


def test_fifty_megabytes(tmp_path: Path) -> None:
    large(tmp_path / "large.html")
    done = run("extract", "large.html", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.complaints == ["large.html: 50.0 MB, and a report may have at most 32 MB; cut it into single reports"]
    done = run("extract", "-", cwd=tmp_path, given=b"word " * 7_000_000)
    assert (done.code, done.out, len(done.complaints)) == (1, "", 1)
    assert "a report may have at most 32 MB" in done.complaints[0]


@pytest.mark.parametrize("data", [
    pytest.param((TOWN % ("“", "”")).encode("utf-16"), id="UTF-16"),
    pytest.param((TOWN % ("“", "”")).encode("cp1252"), id="Windows-1252"),
    pytest.param((TOWN % ("<", ">")).encode().replace(b"<", b"\x93").replace(b">", b"\x94"), id="mixed"),
])
def test_other_encodings_are_read(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, "a.txt", data)
    done = run("extract", "a.txt", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.lines[0]["report"]["text"] == TOWN % ("“", "”")


def test_broken_markup_is_read(tmp_path: Path) -> None:
    story = "<p>The mayor said that the bridge will reopen in May, after two years of work.<p>“We are <b>ready,” the engineer said.<div"
    write(tmp_path, "a.html", f"<html><title>Bridge</title><body><article></span><h1>Bridge<p></i>{story} class='x")
    done = run("extract", "a.html", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "the bridge will reopen in May" in [s["text"].split(",")[0] for s in done.lines[0]["statements"]]


@pytest.mark.parametrize("filler", ["x" * 2_000_000, ("x" * 199 + " ") * 10_000], ids=["one word", "long words"])
def test_a_line_of_two_megabytes(tmp_path: Path, filler: str) -> None:
    """Time grows with the words: 2 MB of prose take a minute (`test_a_line_of_two_megabytes_of_prose`)."""
    write(tmp_path, "line.txt", f"The mayor said that the bridge will reopen in May. {filler} The police denied it.")
    done = run("extract", "line.txt", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines[0]["report"]["text"]) > 2_000_000
    assert done.lines[0]["statements"][0]["text"] == "the bridge will reopen in May"


@pytest.mark.skipif(not os.environ.get("REPORTEDLY_SLOW"), reason="takes a minute: REPORTEDLY_SLOW=1 runs it")
def test_a_line_of_two_megabytes_of_prose(tmp_path: Path) -> None:
    write(tmp_path, "line.txt", ("The mayor said that the bridge will reopen in May. " * 40_000)[:2_000_000])
    done = run("extract", "line.txt", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines[0]["statements"]) > 38_000


def test_one_bad_file_among_a_hundred(tmp_path: Path) -> None:
    many(tmp_path / "in", 100)
    write(tmp_path, "in/057.txt", b"\0\1\2\3")
    done = run("add", "in", cwd=tmp_path)
    assert done.code == 1
    assert done.complaints == ["in/057.txt: is binary, not text (null bytes); convert it to plain text or HTML first",
                               "99 added, 0 unchanged, 1 failed; ledger: reportedly.db"]
    assert len(run("reports", "--json", cwd=tmp_path).lines) == 99
    assert [line["name"] for line in run("reports", "--failed", "--json", cwd=tmp_path).lines] == ["in/057.txt"]


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_folder_without_reports(tmp_path: Path, command: str) -> None:
    write(tmp_path, "in/picture.png", PIXEL)
    done = run(command, "in", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.complaints[0] == "in: no report in this folder; reports are .txt, .text, .md, .html, .htm and .xhtml files"


@pytest.mark.parametrize("args", [["extract", "in"], ["statements"], ["sources"], ["reports"], ["show", "in/000.txt"], ["--help"],
                                  ["statements", "--json"], ["--version"]])
def test_a_full_disk_under_the_output(tmp_path: Path, args: list[str]) -> None:
    many(tmp_path / "in", 2)
    run("add", "in", cwd=tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = finish(spawn(*args, cwd=tmp_path, stdout=full))
    assert (done.code, done.complaints) == (5, ["the output cannot be written: No space left on device"])


def test_a_full_disk_under_the_json_of_add(tmp_path: Path) -> None:
    """What the output could not say is in the ledger all the same, and the summary says how many."""
    many(tmp_path / "in", 5)
    with Path("/dev/full").open("wb") as full:
        done = finish(spawn("add", "in", "--json", cwd=tmp_path, stdout=full))
    assert done.code == 5
    assert done.complaints == ["1 added, 0 unchanged, 0 failed, 4 not yet read: the same command goes on from here; ledger: reportedly.db",
                               "the output cannot be written: No space left on device"]
    assert run("add", "in", cwd=tmp_path).complaints == ["4 added, 1 unchanged, 0 failed; ledger: reportedly.db"]


@pytest.mark.parametrize("size", [0, 800_000])
def test_a_full_disk_under_the_ledger(tmp_path: Path, size: int) -> None:
    """A file of the child's may have no more than `size` bytes, as on a disk that is full."""
    many(tmp_path / "in", 60)
    done = finish(spawn("add", "in", "--json", cwd=tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))))
    assert done.code == 3
    assert "cannot be written or read" in done.complaints[-1] or "the disk is full" in done.complaints[-1]
    kept = [line["name"] for line in done.lines]
    assert bool(kept) == bool(size)
    after = run("add", "in", cwd=tmp_path)
    assert (after.code, after.complaints) == (0, [f"{60 - len(kept)} added, {len(kept)} unchanged, 0 failed; ledger: reportedly.db"])


def test_ctrl_c_in_the_middle(tmp_path: Path) -> None:
    many(tmp_path / "in", 100)
    process = spawn("add", "in", "--json", cwd=tmp_path)
    assert process.stdout is not None
    first = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGINT)
    done = finish(process)
    assert done.code == 130
    acknowledged = [json.loads(line)["name"] for line in (*first, *done.out.splitlines())]
    assert 5 <= len(acknowledged) < 100
    assert len(done.complaints) == 2
    assert "the same command goes on from here" in done.complaints[0]
    assert done.complaints[1] == "interrupted"
    with open_ledger(tmp_path / "reportedly.db", create=False) as ledger:
        kept = {row.name for row in ledger.reports()}
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + 1
    after = run("add", "in", cwd=tmp_path)
    assert after.complaints == [f"{100 - len(kept)} added, {len(kept)} unchanged, 0 failed; ledger: reportedly.db"]
    assert after.code == 0


def test_ctrl_c_while_one_long_report_is_read(tmp_path: Path) -> None:
    write(tmp_path, "short.txt")
    write(tmp_path, "long.txt", "The mayor said that the bridge will reopen in May. " * 40_000)
    process = spawn("extract", "short.txt", "long.txt", cwd=tmp_path)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["report"]["name"] == "short.txt"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)  # it would take a minute to wait for it
    assert (process.returncode, out, err) == (130, "", "reportedly: interrupted\n")


@pytest.mark.parametrize("args", [["statements"], ["sources"], ["reports"], ["show", "a.txt"], ["add", "a.txt"]])
def test_ledgers_that_are_none_of_ours(tmp_path: Path, args: list[str]) -> None:
    write(tmp_path, "a.txt")
    assert run("add", "a.txt", "--ledger", "newer.db", cwd=tmp_path).code == 0
    connection = sqlite3.connect(tmp_path / "newer.db", isolation_level=None)
    connection.execute("UPDATE reportedly_version SET version_num = '9999'")
    connection.close()
    connection = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    connection.execute("CREATE TABLE shopping (item)")
    connection.close()
    write(tmp_path, "text.db", "This is a text, and quite a long one. " * 200)
    (tmp_path / "folder.db").mkdir()
    for name, words in (("newer.db", "was written by a newer reportedly"), ("other.db", "another program's database"),
                        ("text.db", "is not a ledger but a file of another kind"), ("folder.db", "is a folder"),
                        ("mysql://x/y", "is no database that keeps a ledger"), ("", "memory forgets")):
        done = run(*args, "--ledger", name, cwd=tmp_path)
        assert (done.code, done.out, len(done.complaints)) == (3, "", 1)
        assert words in done.complaints[0]


def test_two_writers_at_once(tmp_path: Path) -> None:
    many(tmp_path / "in", 30)
    processes = [spawn("add", *(f"in/{n:03}.txt" for n in span), "--json", cwd=tmp_path) for span in (range(20), range(10, 30))]
    both = [finish(process) for process in processes]
    assert [done.code for done in both] == [0, 0]
    assert [len(done.complaints) for done in both] == [1, 1]
    assert sum(line["status"] == "added" for done in both for line in done.lines) == 30
    assert len(run("reports", "--json", cwd=tmp_path).lines) == 30


def broken_models(folder: Path) -> dict[str, str]:
    """Folders with a model that cannot be used, and words of what is said of each."""
    for name in ("lacking", "cut", "newer", "older", "garbled"):
        shutil.copytree(DEFAULT, folder / name)
    (folder / "lacking" / "model.onnx").unlink()
    os.truncate(folder / "cut" / "model.onnx", 1_000_000)
    config = json.loads((DEFAULT / "config.json").read_text(encoding="utf-8"))
    for name, protocol in (("newer", 999), ("older", 0)):
        (folder / name / "config.json").write_text(json.dumps(config | {"protocol": protocol}), encoding="utf-8")
    (folder / "garbled" / "config.json").write_text("{", encoding="utf-8")
    return {"nowhere": "there is no model in nowhere", "lacking": "cannot be read", "cut": "is cut short or altered",
            "newer": "update reportedly", "older": "train the model again", "garbled": "config.json cannot be read"}


@pytest.mark.parametrize("command", ["extract", "add", "show"])
def test_models_that_cannot_be_used(tmp_path: Path, command: str) -> None:
    write(tmp_path, "a.txt")
    for name, words in broken_models(tmp_path).items():
        done = run(command, "a.txt", "--model", name, cwd=tmp_path)
        assert (done.code, done.out, len(done.complaints)) == (4, "", 1)
        assert words in done.complaints[0]
        assert "install reportedly again, or name a folder that `make train` wrote" in done.complaints[0]
    assert not (tmp_path / "reportedly.db").exists()


ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \u202ereversed\u202c \x08\x08 \u200f"
FORBIDDEN = set("\x07\x08\x9b\u202e\u202c\u200f")


@pytest.mark.parametrize("colour", [True, False])
def test_escape_codes_never_reach_the_terminal(tmp_path: Path, *, colour: bool) -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm-256color"} if colour else {}
    name = "a\x1b[31m.txt"
    write(tmp_path, name, f"The mayor of Ur\x1b[5m {ESCAPES} said that the bridge will {ESCAPES} reopen in May.\r\n" + f"{EASY}\r\n" * 40)
    write(tmp_path, "b\x1b[31m.txt", b"\0")
    added = run("add", ".", "--outlet", f"The {ESCAPES}", cwd=tmp_path, env=env)
    assert added.code == 1
    assert "1 added, 0 unchanged, 1 failed" in added.err
    commands = (["statements"], ["sources"], ["reports"], ["reports", "--failed"], ["show", name], ["extract", name],
                ["show", name, "--json"], ["statements", "zeb\x1b[31mra"], ["show", "no\x1b[31mne"])
    for done in (added, *(run(*args, cwd=tmp_path, env=env) for args in commands)):
        for stream in (done.out, done.err):
            assert stream or done.out or done.err
            assert not FORBIDDEN & set(stream)
            assert not any(code in stream for code in ("\x1b[31m", "\x1b]", "\x1b[5m", "\x1b[2J"))
            if not colour:
                assert not {"\x1b", "\r"} & set(stream)
    shown = run("extract", name, "--outlet", f"The {ESCAPES}", cwd=tmp_path)
    assert shown.lines[0]["report"]["outlet"] == f"The {ESCAPES}"
    assert ESCAPES in shown.lines[0]["report"]["text"]


def test_a_device_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run("extract", "/dev/zero", "pipe", "x" * 5000, cwd=tmp_path)
    assert (done.code, done.out, len(done.complaints)) == (1, "", 3)


@pytest.mark.parametrize(("redirection", "code", "out", "err"), [
    ("extract - <&-", 1, 0, ["reportedly: -: there is no standard input; give a file"]),
    ("extract a.txt missing.txt 2>&-", 1, 1, []),
    ("extract a.txt >&-", 5, 0, ["reportedly: the output cannot be written: standard output is closed"]),
])
def test_closed_streams(tmp_path: Path, redirection: str, code: int, out: int, err: list[str]) -> None:
    write(tmp_path, "a.txt")
    done = subprocess.run(["sh", "-c", f'exec "$0" -m reportedly.present.cli {redirection}', sys.executable], cwd=tmp_path,
                          capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr.splitlines()) == (code, out, err)
