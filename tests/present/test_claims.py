"""`claims`, `trace`, `due` and `judge`, as they are typed."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from link.story import WordsLinker, by, own, report, told_by
from present.command import Done, run, write
from reportedly import pipeline
from reportedly.ledger import open_ledger
from reportedly.present.adding import link_all
from reportedly.present.tracing import claim_lines, trace_lines
from reportedly.types import Extraction

CRANE = "the old crane at berth four will be taken down in June"
BIDI = "\u202e"
ESCAPES = "\x1b[31mred\x1b[0m\x07\r"


def long(one: Extraction) -> Extraction:
    """With so many words of its own that a sentence in common is no copy."""
    own_words = "".join(f" {one.report.id}{n}" for n in range(40))
    return replace(one, report=replace(one.report, text=f"{one.report.text}\n\nMore:{own_words}."))


STORY = [long(one) for one in (
    report("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].",
           by(("A harbour clerk", "anonymous", "say", "Sable TV"), mode="forecast", times=(("2025-06-01", "2025-07-01"),)),
           at="2025-03-01T08:00:00Z", name="sable.html", title="Crane to go"),
    report("Adria Wire", f"Sable TV said [{CRANE}].", by(("Sable TV", "outlet", "report"), mode="forecast"), at="2025-03-02", name="adria.html"),
    report("Island Echo", f"[{CRANE}], Adria Wire reported.", by(("Adria Wire", "outlet", "report"), mode="forecast"), at="2025-03-03",
           name="echo.html"),
    report("Quaysider", f"Mayor Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person"), mode="forecast"), at="2025-03-04", name="quay.html"),
    report("Dune Herald", "[The old crane at berth four was taken down in June].", own(), at="2025-06-09", name="dune.html"),
    report("Morning Ledger", "[Seed potatoes will be dear], the Far Gazette reported.",
           by(("the Far Gazette", "outlet", "report"), mode="forecast",
           times=((None, "2025-05-01"),)), at="2025-03-05", name="ledger.html"))]
HOSTILE = long(report(f"Evil{ESCAPES}{BIDI}News\n2", f"[Prices {ESCAPES}{BIDI}fell]\u2066 again, Far{BIDI} {ESCAPES}Gazette said.",
                      by((f"Far{BIDI} {ESCAPES}Gazette", "outlet", "report")), title=f"A{BIDI}{ESCAPES}", name=f"evil{BIDI}\x07.html",
                      at=f"2025{BIDI}"))


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """A matcher that counts words, in the place of the weights."""
    with mock.patch.object(pipeline, "Linker", WordsLinker):
        yield


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "reportedly.db"
    with open_ledger(path) as store:
        for one in STORY:
            store.add(one, extractor="by hand")
    return path


@pytest.fixture
def here(kept: Path, tmp_path: Path) -> Path:
    """A folder with a ledger of the story."""
    shutil.copy(kept, tmp_path / "reportedly.db")
    return tmp_path


def ran(here: Path, *args: str) -> Done:
    done = run(*args, cwd=here, env={"REPORTEDLY_USER": "Kim"})
    assert done.code == 0, done.err
    return done


def claim(here: Path, words: str = "will be taken") -> dict[str, Any]:
    (found,) = [c for c in ran(here, "claims", "--json").lines if words in c["text"]]
    return dict(found)


def ids(here: Path) -> list[str]:
    return [c["id"] for c in ran(here, "claims", "--json").lines]


def test_claims_lists_the_most_retold_on_the_fewest_origins_first(here: Path) -> None:
    found = ran(here, "claims", "--json").lines
    assert [c["outlets"] for c in found] == [4, 1, 1]
    first = found[0]
    assert first["text"] == CRANE
    assert first["origins"]["established"] == 1
    assert first["origins"]["possible"] == 2
    assert (first["window"], first["outcome"]) == ({"start": "2025-06-01", "end": "2025-07-01"}, "happened")


def test_claims_as_text(here: Path) -> None:
    out = ran(here, "claims", "--today", "2025-04-01").out
    assert f"“{CRANE}”" in out
    assert "4 outlets · 1–2 origins · happened (proposed from later reports; a person decides)" in out
    assert "pending" not in out.split("\n\n")[0]
    assert "Ana Brkic" in out


@pytest.mark.parametrize(("args", "texts"), [
    (("potatoes",), 1), (("crane",), 2), (("crane", "--retold", "2"), 1), (("--outlet", "quaysider"), 1), (("--mode", "forecast"), 2),
    (("--mode", "assertion"), 1), (("--time", "2025-06"), 1), (("--time", "..2025-04"), 2), (("--limit", "1"), 1),
    (("--state", "overdue", "--today", "2025-05-01"), 1), (("--state", "due", "--today", "2025-04-30"), 1),
    (("--state", "pending", "--today", "2025-03-06"), 1), (("Brkic",), 1)])
def test_claims_can_be_narrowed(here: Path, args: tuple[str, ...], texts: int) -> None:
    assert len(ran(here, "claims", "--json", *args).lines) == texts


def test_nothing_found_is_said(here: Path) -> None:
    done = ran(here, "claims", "aardvark")
    assert (done.out, done.complaints) == ("", ["no claim matches 'aardvark' in reportedly.db"])
    assert ran(here, "claims", "--state", "circular").complaints == ["no claim in reportedly.db"]


def test_trace_shows_the_tree(here: Path) -> None:
    out = ran(here, "trace", claim(here)["id"]).out
    lines = out.splitlines()
    assert lines[0].startswith(f"“{CRANE}”")
    at = {outlet: next(i for i,
                       line in enumerate(lines) if outlet in line and "2025-03" in line and "origin" not in line and "first" not in line)
          for outlet in ("Sable TV", "Adria Wire", "Island Echo", "Quaysider")}
    assert at["Sable TV"] < at["Adria Wire"] < at["Island Echo"]
    assert lines[at["Adria Wire"]].startswith("└─ ")
    assert lines[at["Island Echo"]].startswith("   └─ ")
    assert "cites" in lines[at["Adria Wire"]]
    assert "came of it" in out
    assert "origin?" in out


def test_a_ring_is_shown_from_its_first_and_who_cites_it_below() -> None:
    def cites(outlet: str, whom: str, at: str) -> Extraction:
        return report(outlet, f"{whom} said [{CRANE}].", by((whom, "outlet", "report")), at=at)

    ring = told_by(cites("Quaysider", "Sable TV", "2025-03-01"), cites("Sable TV", "Adria Wire", "2025-03-02"),
                   cites("Adria Wire", "Sable TV", "2025-03-03")).claim
    lines = [line.plain for line in trace_lines(ring, "2025-03-09", why=False)]
    at = {outlet: next(line for line in lines if outlet in line and "  2025-03-0" in line) for outlet in ("Quaysider", "Sable TV", "Adria Wire")}
    assert at["Quaysider"].startswith(("├─ ", "└─ "))  # it stands outside of the ring
    assert sum(line.startswith(("├─ ", "└─ ", "   └─ ", "│  └─ ")) for line in at.values()) == 2
    assert "circular" in lines[1]


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "soon", "", None, "2025-03-01T08:00:00+02:00"])
def test_odd_dates_are_shown(published: str | None) -> None:
    odd = told_by(report("Quaysider", f"[{CRANE}].", own("forecast"), at=published)).claim
    due = replace(odd, window=("0001-01-01", "0001-01-01"), outcome="pending")
    out = "\n".join(line.plain for line in trace_lines(due, "2025-03-09", why=True))
    assert ("2025-03-01 06:00Z" in out) == (published is not None and "08:00" in published)
    assert claim_lines(odd, "2025-03-09").plain


def test_trace_says_why(here: Path) -> None:
    plain, why = (ran(here, "trace", claim(here)["id"], *more).out for more in ((), ("--why",)))
    assert "why       Sable TV is named" in why
    assert "why  " not in plain


def test_trace_as_json(here: Path) -> None:
    (found,) = ran(here, "trace", claim(here)["id"], "--json").lines
    assert found["claim"]["id"] == claim(here)["id"]
    assert [t["report"]["outlet"] for t in found["tellings"]] == ["Sable TV", "Adria Wire", "Island Echo", "Quaysider"]
    (parent,) = found["tellings"][1]["from"]
    assert (parent["report"], parent["kind"]) == (STORY[0].report.id, "cites")
    assert parent["detail"]
    assert found["related"][0]["kind"] == "outcome"


def test_trace_all_is_a_line_a_claim(here: Path) -> None:
    found = ran(here, "trace", "--all", "--json").lines
    assert sorted(c["claim"]["id"] for c in found) == sorted(ids(here))
    assert [c["claim"] for c in found] == ran(here, "claims", "--json").lines
    assert ran(here, "trace", "--all").out.count("expected") == len(found)


def test_a_claim_by_its_beginning_its_words_or_its_telling(here: Path) -> None:
    id_ = claim(here)["id"]
    for name in (id_, id_[:8], f"{STORY[2].report.id}/s1", "berth four taken down"):
        assert ran(here, "trace", name, "--json").lines[0]["claim"]["id"] == id_


@pytest.mark.parametrize(("args", "code", "words"), [
    (("trace", "c0000"), 3, "there is no claim 'c0000'"),
    (("trace", "c"), 3, "fits 3 claims"),
    (("trace", ""), 3, "there is no claim ''"),
    (("trace", "no such words"), 3, "there is no claim"),
    (("trace",), 2, "give one claim, or --all"),
    (("trace", "c", "--all"), 2, "give one claim, or --all"),
    (("claims", "--state", "odd"), 2, "take one of pending"),
    (("claims", "--mode", "odd"), 2, "take one of"),
    (("claims", "--today", "soon"), 2, "is no date"),
    (("claims", "--time", "soon"), 2, "is no time"),
    (("due", "--today", "2025-13-01"), 2, "is no date"),
    (("judge", "date", "sable.html", "soon"), 2, "is no date"),
    (("judge", "date", "nobody.html", "2025-01-01"), 3, "there is no report"),
    (("judge", "source", "Sable TV", "G"), 2, "is no grade of a source"),
    (("judge", "source", "Sable TV", ""), 2, "is no grade of a source"),
    (("judge", "source", "Sable TV", "AB"), 2, "is no grade of a source"),
    (("judge", "source", " ", "A"), 2, "no name"),
    (("judge", "grade", "c0", "3"), 3, "there is no claim"),
    (("judge", "outcome", "CLAIM", "perhaps"), 2, "take one of"),
    (("judge", "split", "CLAIM", "dune.html"), 2, "does not tell"),
    (("judge", "merge", "CLAIM", "CLAIM"), 2, "one claim"),
    (("judge", "reject", "CLAIM", "dune.html", "sable.html"), 2, "does not tell"),
    (("judge", "reject", "CLAIM", "quay.html", "dune.html"), 2, "'dune.html' does not tell"),
    (("judge", "accept", "CLAIM", "adria.html"), 2, "give REPORT and PARENT, or neither"),
    (("judge", "accept", "CLAIM", "adria.html", "source:"), 2, "no name"),
    (("judge", "accept", "CLAIM", "adria.html", "adria.html"), 2, "itself"),
    (("judge", "withdraw", "j0"), 2, "fits 0 judgements"),
    (("judge", "withdraw", ""), 2, "fits 0 judgements"),
], ids=lambda value: " ".join(value)[:50] if isinstance(value, tuple) else "")
def test_bad_input_is_one_line(here: Path, args: tuple[str, ...], code: int, words: str) -> None:
    args = tuple(claim(here)["id"] if a == "CLAIM" else a for a in args)
    done = run(*args, cwd=here, env={"REPORTEDLY_USER": "Kim"})
    assert done.code == code, done.err
    (complaint,) = done.complaints
    assert words in complaint
    assert run("judge", "log", "--json", cwd=here).out == ""


@pytest.mark.parametrize("value", ["0", "7", "x", "1.5"])
def test_a_grade_is_one_to_six(here: Path, value: str) -> None:
    assert run("judge", "grade", claim(here)["id"], value, cwd=here).code == 2


@pytest.mark.parametrize("args", [("claims",), ("trace", "c1"), ("due",), ("judge", "log"), ("judge", "grade", "c1", "2")])
def test_no_ledger(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.code == 3
    assert len(done.complaints) == 1
    assert not (tmp_path / "reportedly.db").exists()


def test_an_empty_ledger(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "reportedly.db"):
        pass
    for args in (("claims",), ("due",), ("trace", "--all"), ("judge", "log")):
        done = ran(tmp_path, *args)
        assert done.out == ""
        assert len(done.complaints) <= 1
    assert run("trace", "c1", cwd=tmp_path).code == 3


@pytest.mark.parametrize(("today", "first", "words"), [
    ("2025-03-06", "crane", "pending, due"), ("2025-04-30", "crane", "due since 2025-03-05, until 2025-04-30"),
    ("2025-05-01", "potatoes", "overdue since 2025-05-01")])
def test_due(here: Path, today: str, first: str, words: str) -> None:
    out = ran(here, "due", "--today", today).out
    if first == "potatoes":
        assert "potatoes" in out.split("\n\n")[0]
        assert words in out.split("\n\n")[0]
    assert "came of   “The old crane at berth four was taken down in June”" in out
    assert {c["text"] for c in ran(here, "due", "--today", today, "--json").lines} == {CRANE, "Seed potatoes will be dear"}


def test_a_settled_forecast_is_due_no_more(here: Path) -> None:
    id_ = claim(here)["id"]
    ran(here, "judge", "outcome", id_, "happened")
    assert [c["text"] for c in ran(here, "due", "--json").lines] == ["Seed potatoes will be dear"]
    assert len(ran(here, "due", "--all", "--json").lines) == 2
    assert "happened (a person)" in ran(here, "claims", "crane").out


def undone(here: Path, before: str) -> None:
    """Withdraw the one judgement: all is as it was."""
    (made,) = ran(here, "judge", "log", "--json").lines
    assert (made["who"], made["stands"]) == ("Kim", True)
    assert ran(here, "trace", "--all", "--json").out != before
    done = ran(here, "judge", "withdraw", made["id"][:7], "--note", "a slip")
    assert "judged: withdraw" in done.err
    assert ran(here, "trace", "--all", "--json").out == before
    assert [j["stands"] for j in ran(here, "judge", "log", "--json").lines] == [False, True]
    assert "(withdrawn)" in ran(here, "judge", "log").out


@pytest.mark.parametrize("args", [
    ("grade", "CLAIM", "2"), ("outcome", "CLAIM", "did_not_happen"), ("split", "CLAIM", "quay.html"), ("date", "quay.html", "2025-02-01"),
    ("date", "quay.html", "2025-02-01T10:00:00+02:00", "--note", "the page says so"), ("reject", "CLAIM", "adria.html", "sable.html"),
    ("accept", "CLAIM", "adria.html", "sable.html"), ("accept", "CLAIM", "quay.html", "sable.html"),
    ("accept", "CLAIM", "quay.html", "source:Far Gazette"),
    ("merge", "CLAIM", "OTHER")], ids=" ".join)
def test_each_judgement_and_its_withdrawal(here: Path, args: tuple[str, ...]) -> None:
    before = ran(here, "trace", "--all", "--json").out
    names = {"CLAIM": claim(here)["id"], "OTHER": claim(here, "potatoes")["id"]}
    done = ran(here, "judge", *(names.get(a, a) for a in args))
    assert "undo it with `reportedly judge withdraw j" in done.err
    undone(here, before)


def test_the_numbers_follow_a_refused_edge(here: Path) -> None:
    assert claim(here)["origins"]["possible"] == 2
    ran(here, "judge", "reject", claim(here)["id"], "adria.html", "sable.html")
    assert claim(here)["origins"]["possible"] == 3


def test_a_split_takes_the_report_out_and_a_merge_puts_it_back(here: Path) -> None:
    ran(here, "judge", "split", claim(here)["id"], "quay.html")
    found = [c for c in ran(here, "claims", "taken", "--json").lines if c["mode"] == "forecast"]
    assert sorted(c["outlets"] for c in found) == [1, 3]
    ran(here, "judge", "merge", *(c["id"] for c in found))
    assert claim(here)["outlets"] == 4


def test_a_source_is_graded(here: Path) -> None:
    ran(here, "judge", "source", "Ana Brkic", "b")
    assert "grade B by Kim" in ran(here, "sources", "Brkic").out
    (source,) = ran(here, "sources", "Brkic", "--json").lines
    assert source["grade"] == "B"
    assert source["claims"] == [claim(here)["id"]]


def test_a_grade_is_shown_and_a_suggestion_no_more(here: Path) -> None:
    id_ = claim(here)["id"]
    assert "3 suggested" in ran(here, "trace", id_).out
    ran(here, "judge", "grade", id_, "5")
    out = ran(here, "trace", id_).out
    assert "graded 5 (improbable)" in out
    assert "suggested" not in out


def test_a_sources_grade_is_withdrawn(here: Path) -> None:
    ran(here, "judge", "source", "Ana Brkic", "A")
    ran(here, "judge", "source", "ana brkic", "C")
    assert ran(here, "sources", "Brkic", "--json").lines[0]["grade"] == "C"
    ran(here, "judge", "withdraw", ran(here, "judge", "log", "--json").lines[1]["id"])
    assert ran(here, "sources", "Brkic", "--json").lines[0]["grade"] == "A"


def test_accepting_a_claim_is_noted(here: Path) -> None:
    ran(here, "judge", "accept", claim(here)["id"], "--note", "read it myself")
    assert "read it myself" in ran(here, "judge", "log").out
    assert "accepted  by Kim" in ran(here, "trace", claim(here)["id"]).out
    ran(here, "judge", "withdraw", ran(here, "judge", "log", "--json").lines[0]["id"])
    assert "accepted" not in ran(here, "trace", claim(here)["id"]).out


def test_what_is_no_statement_counts_no_more(here: Path) -> None:
    before = ran(here, "trace", "--all", "--json").out
    ran(here, "judge", "reject", claim(here)["id"], "quay.html")
    kept, alone = (c for c in ran(here, "claims", "berth", "--json").lines if c["mode"] == "forecast")
    assert (kept["outlets"], kept["origins"]["possible"]) == (3, 1)
    assert (alone["outlets"], alone["window"]) == (1, None)
    assert "rejected  by Kim" in ran(here, "trace", alone["id"]).out
    undone(here, before)


def test_a_judgement_is_withdrawn_once(here: Path) -> None:
    ran(here, "judge", "source", "Sable TV", "A")
    id_ = ran(here, "judge", "log", "--json").lines[0]["id"]
    ran(here, "judge", "withdraw", id_)
    done = run("judge", "withdraw", id_, cwd=here, env={"REPORTEDLY_USER": "Kim"})
    assert done.code == 2
    assert "withdrawn already" in done.complaints[0]


def test_a_note_has_its_limit(here: Path) -> None:
    done = run("judge", "source", "Sable TV", "A", "--note", "n" * 2001, cwd=here, env={"REPORTEDLY_USER": "Kim"})
    assert done.code == 2
    assert "2,000 are kept at most" in done.complaints[0]


def test_who_judges_is_who_is_logged_in_unless_told(here: Path) -> None:
    ran(here, "judge", "source", "Sable TV", "A", "--as", "Lee")
    with mock.patch("getpass.getuser", side_effect=KeyError("no such user")):
        done = run("judge", "source", "Sable TV", "B", cwd=here)
    assert done.code == 2
    assert "--as" in done.complaints[0]
    assert [j["who"] for j in ran(here, "judge", "log", "--json").lines] == ["Lee"]


def test_hostile_text_is_shown_harmlessly(here: Path) -> None:
    with open_ledger(here / "reportedly.db") as store:
        store.add(HOSTILE, extractor="by hand")
    id_ = claim(here, "Prices")["id"]
    ran(here, "judge", "source", f"x{ESCAPES}{BIDI}", "F", "--as", f"Kim{ESCAPES}{BIDI}", "--note", f"n{ESCAPES}{BIDI}\n2")
    ran(here, "judge", "accept", id_, HOSTILE.report.id, f"source:Y{ESCAPES}{BIDI}")
    for args in (("claims",), ("trace", id_, "--why"), ("trace", "--all"), ("due",), ("judge", "log"), ("sources", "Far"), ("reports",)):
        out = ran(here, *args).out
        assert not set("\x1b\x07\r\x00\u202e\u2066") & set(out), args
    for args in (("claims", "--json"), ("trace", "--all", "--json"), ("judge", "log", "--json")):
        assert "\x1b" not in ran(here, *args).out


def test_what_is_added_is_linked(tmp_path: Path) -> None:
    for name, outlet in (("a.txt", "Sable TV"), ("b.txt", "Quaysider")):
        write(tmp_path, name, f"The mayor said that the bridge at Lipno will reopen in May, {outlet} has learned.\n")
    ran(tmp_path, "add", "a.txt", "b.txt")
    with open_ledger(tmp_path / "reportedly.db") as store:
        assert store.unlinked(pipeline.LINKER) == []
        assert any("bridge" in c.text for c in store.claims())


def test_an_interruption_while_it_is_linked_costs_nothing(here: Path) -> None:
    with (open_ledger(here / "reportedly.db") as store, mock.patch.object(WordsLinker, "compare", side_effect=KeyboardInterrupt),
          pytest.raises(KeyboardInterrupt)):
        link_all(store)
    with open_ledger(here / "reportedly.db") as store:
        assert len(store.unlinked(pipeline.LINKER)) == len(list(store.reports())) == len(STORY)
    assert claim(here)["outlets"] == 4


def test_an_older_ledger_is_linked_when_claims_are_first_asked(here: Path) -> None:
    """One of schema v0002, which knew of no claims."""
    path = here / "reportedly.db"
    with sqlite3.connect(path) as old:
        for kind in ("trigger", "index", "table"):
            for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND tbl_name IN "
                                       "('claim', 'telling', 'pair', 'shared', 'digest', 'meeting', 'judgement', 'facet', 'change')",
                                       (kind,)).fetchall():
                old.execute(f"DROP {kind} {name}")
        for index in ("source_folded", "hop_entity"):
            old.execute(f"DROP INDEX {index}")
        old.execute("UPDATE reportedly_version SET version_num = 'v0002'")
    old.close()
    assert claim(here)["outlets"] == 4
    assert len(json.loads(json.dumps(ran(here, "trace", "--all", "--json").lines))) == 3
