"""What each command prints, and the code it ends with."""

import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from present.command import COMMAND, EASY, Done, environment, many, run, spawn, write
from reportedly import __version__

PAGE = """<!doctype html><html lang="en"><head><title>Bridge to reopen</title><meta property="og:site_name" content="Valley Times">
<meta property="article:published_time" content="2024-06-27T08:00:00Z"></head><body><article><h1>Bridge to reopen</h1>
<p>The mayor said that the bridge will reopen in May, after two years of work on its piers and its deck.</p>
<p>“We are ready,” the engineer told Reuters. The police denied that anyone had been hurt when it was closed.</p>
</article></body></html>"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger `reportedly.db` of two reports, in its folder."""
    write(tmp_path, "page.html", PAGE)
    write(tmp_path, "easy.txt")
    assert run("add", "page.html", "easy.txt", cwd=tmp_path).code == 0
    return tmp_path


def names(done: Done) -> list[str]:
    return [line["report"]["name"] for line in done.lines]


# extract

def test_extract_keeps_the_order_and_the_names_as_given(tmp_path: Path) -> None:
    write(tmp_path, "z.txt", "The mayor said that the long bridge will reopen. " * 40)
    write(tmp_path, "a.txt")
    write(tmp_path, "folder/b.txt", "Rain.")
    absolute = str(tmp_path / "a.txt")
    done = run("extract", "./z.txt", absolute, "folder", "folder/../a.txt", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert names(done) == ["./z.txt", absolute, "folder/b.txt", "folder/../a.txt"]
    assert all(line["schema"] == "reportedly/1" for line in done.lines)
    assert done.lines[1]["statements"][0]["text"] == "the bridge will reopen in May"


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    done = run("extract", "a.txt", "-", "--json", cwd=tmp_path, given=PAGE.encode())
    assert (done.code, names(done)) == (0, ["a.txt", "-"])
    assert done.lines[1]["report"]["title"] == "Bridge to reopen"


def test_extract_streams(tmp_path: Path) -> None:
    """The first line is there while standard input is still open."""
    write(tmp_path, "a.txt")
    process = spawn("extract", "a.txt", "-", cwd=tmp_path, stdin=subprocess.PIPE)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["report"]["name"] == "a.txt"
    done_out, _ = process.communicate(EASY, timeout=60)
    assert json.loads(done_out)["report"]["name"] == "-"
    assert process.returncode == 0


def test_what_the_file_does_not_say(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "page.html", PAGE)
    done = run("extract", "a.txt", "page.html", "--published", "2024-06-28", "--outlet", "The Courier", cwd=tmp_path)
    assert [(r["outlet"], r["published"]) for r in (line["report"] for line in done.lines)] == [("The Courier", "2024-06-28")] * 2


def test_the_manifest_and_the_options_that_win_over_it(tmp_path: Path) -> None:
    many(tmp_path, 2)
    write(tmp_path, "m.tsv", "id\tpublished\toutlet\turl\ttitle\n000\t2024-06-27\tHerald\thttps://h.example/0\tBridges\n")
    first, second = run("extract", "000.txt", "001.txt", "--manifest", "m.tsv", "--published", "2025", cwd=tmp_path).lines
    assert {k: first["report"][k] for k in ("published", "outlet", "url", "title")} == {
        "published": "2025", "outlet": "Herald", "url": "https://h.example/0", "title": "Bridges"}
    assert (second["report"]["published"], second["report"]["outlet"]) == ("2025", None)


def test_a_manifest_that_fits_nothing_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "m.csv", "file,outlet\nb.txt,Herald\n")
    done = run("extract", "a.txt", "--manifest", "m.csv", cwd=tmp_path)
    assert done.code == 0
    assert done.complaints == ["m.csv: none of its rows fits a file that was read; compare its first column with their names"]


@pytest.mark.parametrize(("args", "words"), [
    (["--published", "yesterday"], "--published 'yesterday' is no ISO 8601 date; write it like 2024-06-27"),
    (["--manifest", "none.tsv"], "none.tsv: cannot be read"),
    (["--manifest", "a.txt"], "a.txt: the header has no column 'file' or 'id'"),
    (["-", "-"], "standard input can be read only once"),
])
@pytest.mark.parametrize("command", ["extract", "add"])
def test_wrong_usage_is_said_before_anything_is_done(tmp_path: Path, command: str, args: list[str], words: str) -> None:
    write(tmp_path, "a.txt")
    done = run(command, "a.txt", *args, "--model", "nowhere", cwd=tmp_path)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert words in done.complaints[0]
    assert not (tmp_path / "reportedly.db").exists()


@pytest.mark.parametrize("args", [[], ["extract"], ["extract", "--nothing"], ["tell"], ["show"], ["statements", "--limit", "0"],
                                  ["reports", "--failed", "word"]])
def test_wrong_usage(tmp_path: Path, args: list[str]) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.code == 2
    assert done.out + done.err
    assert "Traceback" not in done.err


def test_help_says_the_exit_codes_and_the_version_is_told(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.code == 0
    for words in ("extract", "add", "statements", "show", "sources", "reports", "0 all done", "130 interrupted"):
        assert words in " ".join(done.out.split())
    assert run("--version", cwd=tmp_path) == Done(0, f"reportedly {__version__}\n", "")
    for command in ("extract", "add", "statements", "show", "sources", "reports"):
        done = run(command, "-h", cwd=tmp_path)
        assert done.code == 0
        assert "--json" in done.out
        assert command == "extract" or "REPORTEDLY_LEDGER" in done.out


# add

def test_add_sums_up_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    many(tmp_path / "in", 5)
    first = run("add", "in", cwd=tmp_path)
    assert (first.code, first.out) == (0, "")
    assert first.complaints == ["5 added, 0 unchanged, 0 failed; ledger: reportedly.db"]
    before = dump(tmp_path / "reportedly.db")
    again = run("add", "in", "./in/003.txt", cwd=tmp_path)
    assert (again.code, again.complaints) == (0, ["0 added, 6 unchanged, 0 failed; ledger: reportedly.db"])
    assert dump(tmp_path / "reportedly.db") == before


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_add_goes_on_with_what_is_new(tmp_path: Path) -> None:
    many(tmp_path / "in", 3)
    run("add", "in/001.txt", cwd=tmp_path)
    done = run("add", "in", "--json", cwd=tmp_path)
    assert [(line["name"], line["status"]) for line in sorted(done.lines, key=lambda line: line["name"])] == [
        ("in/000.txt", "added"), ("in/001.txt", "unchanged"), ("in/002.txt", "added")]
    assert all(line["id"].startswith("r") and line["statements"] >= 1 for line in done.lines if line["status"] == "added")


def test_what_is_given_is_another_edition(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    run("add", "a.txt", cwd=tmp_path)
    assert run("add", "a.txt", "--outlet", "Herald", cwd=tmp_path).complaints == [
        "1 added, 0 unchanged, 0 failed; ledger: reportedly.db"]
    assert run("add", "a.txt", "--outlet", "Herald", cwd=tmp_path).complaints == [
        "0 added, 1 unchanged, 0 failed; ledger: reportedly.db"]


def test_add_reads_standard_input(tmp_path: Path) -> None:
    assert run("add", "-", cwd=tmp_path, given=EASY.encode()).code == 0
    assert run("show", "-", "--json", cwd=tmp_path).lines[0]["report"]["text"] == EASY
    assert run("add", "-", cwd=tmp_path, given=EASY.encode()).complaints[0].startswith("0 added, 1 unchanged")


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(tmp_path, name)
    write(tmp_path, os.fsdecode(b"bad\xe9.txt"), b"\0")
    done = run("add", ".", "--outlet", "Herald", cwd=tmp_path)
    assert done.code == 1
    assert done.complaints[-1].startswith("1 added, 0 unchanged, 1 failed")
    assert run("add", ".", "--outlet", "Herald", cwd=tmp_path).complaints[-1].startswith("0 added, 1 unchanged, 1 failed")
    assert len(run("reports", "--failed", "--json", cwd=tmp_path).lines) == 1
    assert run("add", name, "--outlet", os.fsdecode(b"caf\xe9"), cwd=tmp_path).complaints[-1].startswith("1 added, 0 unchanged, 0 failed")


def test_failures_are_listed_until_they_are_mended(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", "")
    done = run("add", ".", "--json", cwd=tmp_path)
    reason = "b.txt: the file is empty; leave it out or give the report itself"
    assert done.code == 1
    assert done.lines[-1] == {"name": "b.txt", "status": "failed", "reason": reason}
    assert done.complaints == [reason, "1 added, 0 unchanged, 1 failed; ledger: reportedly.db"]
    assert run("reports", "--failed", cwd=tmp_path) == Done(0, f"{reason}\n", "")
    assert run("reports", "--failed", "--json", cwd=tmp_path).lines == [{"name": "b.txt", "reason": reason}]
    write(tmp_path, "b.txt", PAGE)
    assert run("add", ".", cwd=tmp_path).code == 0
    assert run("reports", "--failed", cwd=tmp_path) == Done(0, "", "reportedly: no report failed in reportedly.db\n")


def test_the_ledger_is_named_by_the_variable_and_by_the_option_that_wins(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    env = {"REPORTEDLY_LEDGER": "x.db"}
    assert run("add", "a.txt", cwd=tmp_path, env=env).complaints[-1].endswith("; ledger: x.db")
    assert run("reports", cwd=tmp_path, env=env).code == 0
    assert run("add", "a.txt", "--ledger", "y.db", cwd=tmp_path, env=env).code == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["x.db", "y.db"]


def test_the_bar_leaves_standard_output_alone(tmp_path: Path) -> None:
    """On a terminal rich's bar takes standard output over, if it may: JSON must go where it was sent."""
    many(tmp_path, 3)
    ours, theirs = os.openpty()
    process = subprocess.Popen([*COMMAND, "add", ".", "--json"], cwd=tmp_path, env=environment(TERM="xterm"), stdout=subprocess.PIPE,
                               stderr=theirs, text=True)
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["000.txt", "001.txt", "002.txt"]
    assert '"name"' not in shown


# what is in the ledger

def test_statements(ledger: Path) -> None:
    done = run("statements", cwd=ledger)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2024-06-27T08:00:00+00:00 · Valley Times · Bridge to reopen  [r")
    assert "“the bridge will reopen in May”\n  this report → mayor (" in done.out
    lines = run("statements", "--json", cwd=ledger).lines
    assert {line["report"]["name"] for line in lines} == {"page.html", "easy.txt"}
    assert all(set(line) == {"report", "statement"} for line in lines)
    assert len(run("statements", "--json", "--limit", "1", cwd=ledger).lines) == 1
    cited = run("statements", "bridge", "--source", "mayor", "--json", cwd=ledger).lines
    assert cited
    assert all("mayor" in line["statement"]["chain"][-1]["name"] for line in cited)


def test_sources(ledger: Path) -> None:
    done = run("sources", cwd=ledger)
    assert (done.code, done.err) == (0, "")
    assert done.out.split()[:8] == ["source", "kind", "statements", "reports", "outlets", "on", "whose", "word"]
    line = next(line for line in run("sources", "--json", cwd=ledger).lines if line["name"] == "police")
    assert (line["statements"], line["reports"], line["outlets"], line["via"]) == (1, 1, 1, [{"name": "Valley Times", "statements": 1}])


def test_reports(ledger: Path) -> None:
    lines = run("reports", "--json", cwd=ledger).lines
    assert [(line["name"], line["outlet"], line["title"], line["published"]) for line in lines] == [
        ("page.html", "Valley Times", "Bridge to reopen", "2024-06-27T08:00:00+00:00"), ("easy.txt", None, None, None)]
    assert [line["name"] for line in run("reports", "police", "--json", cwd=ledger).lines] == ["page.html"]
    assert run("reports", cwd=ledger).out.splitlines()[1] == f"easy.txt  [{lines[1]['id']}]"


@pytest.mark.parametrize("command", ["statements", "sources", "reports"])
def test_nothing_found_is_said_and_is_no_error(ledger: Path, command: str) -> None:
    done = run(command, "zebra", cwd=ledger)
    assert (done.code, done.out) == (0, "")
    assert done.complaints[0].endswith(" matches 'zebra' in reportedly.db")
    assert (run(command, "zebra", "--json", cwd=ledger).out, run(command, "zebra", "--json", cwd=ledger).code) == ("", 0)


def test_show_by_name_id_and_file(ledger: Path) -> None:
    by_name = run("show", "easy.txt", cwd=ledger)
    assert by_name.code == 0
    assert "[The mayor]s1 [said]c1 [that the bridge will reopen in May]t1." in by_name.out
    assert "s source   c cue   t content" in by_name.out
    line = run("show", "easy.txt", "--json", cwd=ledger).lines[0]
    assert line == run("extract", "easy.txt", cwd=ledger).lines[0]
    assert run("show", line["report"]["id"], cwd=ledger) == run("show", line["report"]["id"][:9], cwd=ledger) == by_name
    write(ledger, "new.txt", "Rain.")
    assert run("show", "new.txt", "--json", cwd=ledger).lines[0]["report"]["name"] == "new.txt"
    assert run("show", "new.txt", "--ledger", "none.db", cwd=ledger).code == 0


def test_show_of_what_is_not_there(ledger: Path) -> None:
    done = run("show", "nothing.txt", cwd=ledger)
    assert (done.code, done.out) == (3, "")
    assert done.complaints == ["there is no report 'nothing.txt' in reportedly.db: `reportedly statements` lists what is there"]


@pytest.mark.parametrize("args", [["statements"], ["sources"], ["reports"], ["show", "x"]])
def test_a_ledger_that_is_not_there(tmp_path: Path, args: list[str]) -> None:
    done = run(*args, cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert done.complaints == ["there is no ledger at reportedly.db: make one with `reportedly add`, or name another with --ledger"]
    assert not list(tmp_path.iterdir())


def test_colour_is_for_terminals_and_can_be_switched_off(ledger: Path) -> None:
    terminal = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    coloured = run("show", "easy.txt", cwd=ledger, env=terminal).out
    assert "\x1b[" in coloured
    assert "]s1" not in coloured
    plain = run("show", "easy.txt", cwd=ledger, env={**terminal, "NO_COLOR": "1"}).out
    assert "[The mayor]s1" in plain
    assert "\x1b[3" not in plain
    assert "\x1b" not in run("show", "easy.txt", cwd=ledger).out


def test_listings_in_a_pipe_are_not_cut(tmp_path: Path) -> None:
    name = "the Intergovernmental Committee on Long Bridges and Longer Names"
    write(tmp_path, "long.txt", f"A spokesman for {name} said that the bridge will reopen in May, {'after much work, ' * 20}at last.\n")
    run("add", "long.txt", "--outlet", "The Very Long Name of an Outlet of Record in the Valley", cwd=tmp_path)
    for args in (["statements"], ["reports"], ["sources"], ["show", "long.txt"]):
        out = run(*args, cwd=tmp_path, env={"COLUMNS": "40"}).out
        assert args == ["reports"] or "The Very Long Name of an Outlet of Record in the Valley" in out
    assert any("at last" in line and "the bridge will reopen" in line for line in run("statements", cwd=tmp_path).out.splitlines())


def test_the_reader_of_a_pipe_may_leave(tmp_path: Path) -> None:
    many(tmp_path, 30)
    process = spawn("extract", ".", cwd=tmp_path)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait(60)) == ("", 5)
    process.stderr.close()


def test_the_command_is_installed_under_its_name() -> None:
    from importlib.metadata import entry_points

    found = [entry for entry in entry_points(group="console_scripts") if entry.name == "reportedly"]
    assert [entry.value for entry in found] == ["reportedly.present.cli:main"]
