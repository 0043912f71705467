"""Two reports side by side: the words that both have, linked by numbers; who was first; the claims of both."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html

from link.story import By, WordsLinker, by, report
from reportedly import pipeline
from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import Linking
from reportedly.present.web.desk import Desk
from reportedly.present.web.pages import compare
from reportedly.present.web.pages.compare import came_first, credit, first_words
from reportedly.types import Extraction

Tree = Any  # lxml has no types

SLIPWAYS = ("The harbour council has voted to close the two oldest slipways before winter comes, after engineers found that the stone "
            "beneath them had been washed out by last year's storms and could give way under any heavier crane than those in use.")
WALL = "Work on the wall beside them begins after Easter, if the money that the ministry promised a year ago has come."
ONE = report("Quay Post", f"Nobody expected it.\n\n{SLIPWAYS}\n\n{WALL}\n\n[Just 60 dockers will lose their post in June].",
             By((), "forecast", numbers=((60, 60, "docker"),)), at="2025-03-01T08:00:00Z", title="Slipways close")
OTHER = report("Dune Herald", f"{SLIPWAYS.replace('heavier', 'larger')}\n\nQuay Post said [60 dockers or more will lose their post in June].",
               by(("Quay Post", "outlet", "report"), mode="forecast", numbers=((60, None, "docker"),)),
               at="2025-03-01T11:00:00Z", title="Council votes")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "compare.db") as store:
        for one in (ONE, OTHER):
            store.add(one, extractor="x")
        yield store


def seen(store: Ledger, address: str) -> Tree:
    app = FastAPI()
    app.state.desk = Desk(store, today="2025-11-03")
    app.include_router(compare.router)
    answer = TestClient(app).get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def both(one: Extraction, other: Extraction) -> str:
    return f"/compare?one={one.report.id}&other={other.report.id}"


def runs(tree: Tree, side: str) -> list[str]:
    """The shared words of a side, run by run."""
    found: dict[str, list[str]] = {}
    for part in tree.xpath(f"//section[@aria-labelledby='{side}-heading']//span[starts-with(@class, 'run')]"):
        for extra in part.xpath(".//*[@class='extra']"):
            extra.drop_tree()
        found.setdefault(part.get("data-of"), []).append(part.text_content())
    return ["\n".join(parts) for parts in found.values()]


def test_shared_words_are_marked_on_both_sides_and_linked_by_number(ledger: Ledger) -> None:
    tree = seen(ledger, both(ONE, OTHER))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for here, there in (("one", "other"), ("other", "one")):
        assert tree.xpath(f"//*[@id='{here}-1']//a[@href='#{there}-1']")
    assert [e.text_content() for e in tree.xpath("//*[@class='columns']//span[starts-with(@class, 'differs')]")][:2] == ["heavier", "larger"]
    assert runs(tree, "one")[0] == SLIPWAYS.removesuffix(".")
    assert runs(tree, "other")[0] == SLIPWAYS.replace("heavier", "larger").removesuffix(".")


def test_linked_or_not_the_same_words_are_shared(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = runs(seen(ledger, both(ONE, OTHER)), "one")
    monkeypatch.setattr(pipeline, "Linker", WordsLinker)
    Linking().link(ledger)
    assert runs(seen(ledger, both(ONE, OTHER)), "one") == before == runs(seen(ledger, both(OTHER, ONE)), "other")


def test_it_tells_who_was_first_and_the_credit(ledger: Ledger) -> None:
    words = " ".join(seen(ledger, both(OTHER, ONE)).xpath("//ul[@class='sum']")[0].text_content().split())
    assert "Quay Post was first, by 3 hours" in words
    assert "Quay Post" in words.partition("✓ The later report")[2]


def test_claims_of_both_stand_with_the_drift_between_them(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Linker", WordsLinker)
    Linking().link(ledger)
    claim, = [c for c in ledger.claims() if len(c.tellings) == 2]
    told = seen(ledger, both(ONE, OTHER)).xpath("//*[@id='both']")[0]
    assert told.xpath(f".//a[@href='/claims/{claim.id}']")
    assert {f"/reports/{one.report.id}#s-s1" for one in (ONE, OTHER)} <= set(told.xpath(".//@href"))
    words = " ".join(told.text_content().split())
    assert claim.drift
    assert all(f"{d.facet} {d.direction}" in words for d in claim.drift)


def test_forms_to_choose_two(ledger: Ledger) -> None:
    tree = seen(ledger, "/compare")
    assert tree.xpath("//form//input[@name='one']")
    assert tree.xpath(f"//a[@href='/compare?one={ONE.report.id}']")
    tree = seen(ledger, f"/compare?one={ONE.report.id}")
    assert tree.xpath(f"//a[@href='/compare?one={ONE.report.id}&other={OTHER.report.id}']")
    assert not tree.xpath(f"//a[@href='/compare?one={ONE.report.id}&other={ONE.report.id}']")


def test_a_report_beside_itself_and_two_with_nothing_in_common(ledger: Ledger) -> None:
    assert "beside itself" in seen(ledger, both(ONE, ONE)).text_content()
    ledger.add(alone := report("Port Letter", "Ferries run."), extractor="x")
    assert "No run of eight words" in seen(ledger, both(ONE, alone)).text_content()


def test_two_very_long_ones_are_not_said_to_share_nothing(ledger: Ledger) -> None:
    long = [report(name, f"{name} " + SLIPWAYS * 800) for name in ("Port Letter", "Island Echo")]
    for one in long:
        ledger.add(one, extractor="x")
    assert "too long" in seen(ledger, both(*long)).xpath("//ul[@class='sum']")[0].text_content()


def test_hostile_words_are_harmless(ledger: Ledger) -> None:
    text = f"<script>alert(1)</script> \u202e \x00 {SLIPWAYS} \"><img src=x onerror=alert(1)> {'W' * 10_000}"
    one, other = (report(f"<b>{name}</b>", text, title=text, at="<i>") for name in "ab")
    for each in (one, other):
        ledger.add(each, extractor="x")
    tree = seen(ledger, both(one, other))
    assert not tree.xpath("//main//script | //img | //main//b | //main//i | //@style | //@onerror")
    assert "\x00" not in tree.text_content()
    assert "\u202e" not in tree.text_content()


@pytest.mark.parametrize(("one", "other", "first", "words"), [
    ("2025-03-01T08:00:00Z", "2025-03-01T09:00:00+02:00", "other", "b was first, by 1 hour"),
    ("2025-03-01", "2025-03-04", "one", "a was first, by 3 days"),
    ("2025-03-01", "2025-03-01T09:00:00Z", None, "Which was first is not known: the dates do not tell"),
    ("2025-03-01T08:00:00Z", "2025-03-01T08:00:20Z", "one", "a was first, by less than an hour"),
    (None, "2025-03-01", None, "Which was first is not known: a report has no date"),
    ("soon", "2025-03-01", None, "Which was first is not known: the dates do not tell"),
])
def test_who_was_first(one: str | None, other: str | None, first: str | None, words: str) -> None:
    a, b = (report(name, "x", at=at).report for name, at in (("a", one), ("b", other)))
    assert came_first(a, b) == first
    assert first_words(a, b) == words


def test_credit_is_the_later_reports() -> None:
    found = credit(OTHER, ONE)
    assert found is not None
    assert found.found
    assert found.report == OTHER.report.id
    silent = report("Dune Herald", SLIPWAYS, at="2025-03-02")
    assert credit(ONE, silent) is not None
    assert not credit(ONE, silent).found  # type: ignore[union-attr]
    assert credit(ONE, report("Quay Post", SLIPWAYS, at="2025-03-02")) is None
    assert credit(ONE, report("Dune Herald", SLIPWAYS, at=None)) is None
