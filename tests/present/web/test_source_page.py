"""The list of sources, and a source's page: what it said, who cites it, how its forecasts fared, where it is the origin, its grade."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from httpx2 import Response

from reportedly.errors import NotInLedger
from reportedly.ledger import given_key, open_ledger
from reportedly.pipeline import Pipeline, Source
from reportedly.present.web.desk import Desk
from reportedly.present.web.draw.over_time import over_time
from reportedly.present.web.pages import source
from reportedly.present.web.rendering import address, render
from reportedly.read import Given
from reportedly.types import Extraction

EVIL = "Kaupo <img src=x onerror=alert(1)> Tamm"
REPORTS = (
    ("Harbour TV", "2026-03-02", "Liisa Sepp, the mayor of Kuressaare, said on Monday that the Orissaare bridge will reopen in May 2026.\n"),
    ("Vistula Post", "2026-03-03", """Harbour TV reported on Monday that mayor Liisa Sepp said the Orissaare bridge will reopen in May 2026.
An official said the ferry will stop.
"""),
    ("Clyde Echo", "2026-04-20", """Liisa Sepp said on Monday that the Kuressaare school has 340 pupils.

An official said the harbour is full.
"""),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_ledger(tmp_path_factory.mktemp("ledger") / "x.db") as store:
        made = Desk(store, today="2026-05-10")
        pipeline = Pipeline()
        for n, (outlet, day, text) in enumerate(REPORTS):
            given = Given(outlet=outlet, published=day, title=f"{EVIL} {n}")
            found = pipeline.process(Source(f"{n}.txt", given, text.encode()))
            assert isinstance(found, Extraction), found
            store.add(found, extractor=pipeline.version, given=given_key(**asdict(given)))
        made.link()
        made.judge("source", "ana", name="Liisa Sepp", value="C", note=f"wrong twice; {EVIL}")
        made.judge("source", "piet", name="liisa sepp", value="B")
        yield made


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.desk = desk
    app.include_router(source.router)

    @app.exception_handler(NotInLedger)
    def refused(request: Request, error: NotInLedger) -> Any:
        return render(request, "message.html", status=404, heading="Not here", message=str(error))

    with TestClient(app) as made:
        yield made


def words(page: Response) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def of(client: TestClient, name: str) -> Response:
    return client.get(address("/source", name=name))


def test_the_list(client: TestClient) -> None:
    page = client.get("/sources")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert 'href="/source?name=Liisa+Sepp"' in page.text
    assert 'href="/source?name=Harbour+TV"' in page.text


def test_the_unnamed_are_nobodys_page(client: TestClient) -> None:
    assert "official" not in words(client.get("/sources"))
    assert of(client, "official").status_code == 404


@pytest.mark.parametrize(("asked", "there", "not_there"), [
    ("q=liisa", "Liisa Sepp", "official"), ("kind=outlet", "Harbour TV", "Liisa Sepp"), ("q=nobody", "Nobody here fits", "Liisa Sepp"),
    ("q=liisa&kind=outlet", "Nobody here fits", "Harbour TV"), ("kind=nonsense", "Liisa Sepp", "Nobody"), ("q=%00%22%25", "", "Traceback"),
    ("q=" + "a" * 20_000, "Nobody here fits", "Liisa"), ("page=99999999999", "Liisa Sepp", ""), ("page=-1", "Liisa Sepp", "")])
def test_finding(client: TestClient, asked: str, there: str, not_there: str) -> None:
    page = client.get(f"/sources?{asked}")
    assert page.status_code == 200
    listed = words(page).partition("Find sources")[2]
    assert there in listed
    assert not not_there or not_there not in listed


def test_what_it_said_over_time(client: TestClient) -> None:
    page = words(of(client, "Liisa Sepp"))
    said = page.partition("newest first")[2]
    assert "340 pupils" in said
    assert said.index("2026-04-20") < said.index("2026-03-03") < said.index("2026-03-02")
    assert "chain: Harbour TV → Liisa Sepp" in said
    assert "2026-03 to 2026-04, a bar a month" in page
    assert "2026-04: 1 statement" in page


def test_who_cites_it_and_on_whose_word(client: TestClient) -> None:
    said = words(of(client, "Liisa Sepp")).partition("Who cites it")[2]
    for outlet in ("Harbour TV", "Vistula Post", "Clyde Echo"):
        assert outlet in said


def test_how_its_forecasts_fared(client: TestClient) -> None:
    said = words(of(client, "Liisa Sepp")).partition("How its forecasts fared")[2]
    assert "Orissaare bridge will reopen in May 2026" in said
    assert "2026-05-01 to 2026-05-31" in said
    assert "due since 2026-05-01" in said


def test_where_it_is_the_origin(client: TestClient) -> None:
    assert "340 pupils" in words(of(client, "Liisa Sepp")).partition("Where it is the origin")[2]


def test_its_grade_with_its_history(client: TestClient) -> None:
    page = of(client, "Liisa Sepp")
    said = words(page).rpartition("Grade")[2]
    assert "grade B, usually reliable by piet" in words(page)
    assert said.index("B, usually reliable by piet") < said.index("C, fairly reliable by ana")
    assert "no longer stands" in said
    assert f"wrong twice; {EVIL}" not in page.text


def test_an_outlet_has_its_reports_and_whom_it_cites(client: TestClient) -> None:
    said = words(of(client, "Vistula Post")).partition("Its own reports")[2]
    assert "2026-03-03" in said
    assert "Harbour TV outlet 1" in said


@pytest.mark.parametrize("name", ["", " ", "nobody at all", "%", '"', "\0", "a" * 20_000, "\u202e", "<script>alert(1)</script>", "Liisa",
                                  "O'Hara; --"])
def test_who_is_not_there(client: TestClient, name: str) -> None:
    page = of(client, name)
    assert page.status_code == 404
    assert "<script>alert" not in page.text
    assert "\u202e" not in page.text
    assert len(page.text) < 10_000


@pytest.mark.parametrize("path", ["/sources", "/source?name=Liisa+Sepp", "/source?name=Vistula+Post"])
def test_nothing_from_a_report_is_markup(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "<img" not in page.text
    assert not re.search(r"<[^>]*\s(?:on\w+|style)=", page.text)


def test_many_pages_of_what_it_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SAID", 1)
    assert 'rel="next" href="/source?name=Liisa+Sepp&amp;page=2"' in of(client, "Liisa Sepp").text
    assert "340 pupils" not in words(client.get("/source?name=Liisa+Sepp&page=2")).partition("What it said")[2].partition("Who cites it")[0]


def test_bars_a_day_a_month_or_more() -> None:
    days = over_time({"2026-03-02": 2, "2026-03-04T10:00:00Z": 1, "no date": 4, "": 1}, "statement")
    assert days is not None
    assert [bar.words for bar in days.bars] == ["2026-03-02: 2 statements", "2026-03-03: 0 statements", "2026-03-04: 1 statement"]
    assert [bar.height for bar in days.bars] == [96, 0, 48]
    assert (days.unit, days.words, days.when) == ("day", "3 statements", "2026-03-02 to 2026-03-04")
    months = over_time({"2025-11": 1, "2026-02-28": 3}, "statement")
    assert months is not None
    assert [bar.words for bar in months.bars] == [
        "2025-11: 1 statement", "2025-12: 0 statements", "2026-01: 0 statements", "2026-02: 3 statements"]
    ages = over_time({"0001-01-01": 1, "9999-12-31": 1}, "statement")
    assert ages is not None
    assert len(ages.bars) <= 62
    assert ages.bars[-1].x + ages.bars[-1].width <= ages.width
    assert over_time({"never": 1, "2026-01-01": 0}, "statement") is None


def test_an_empty_ledger(tmp_path: Path, client: TestClient) -> None:
    app = FastAPI()
    with open_ledger(tmp_path / "x.db") as store:
        app.state.desk = Desk(store)
        app.include_router(source.router)
        assert "Nobody has been cited yet" in words(TestClient(app).get("/sources"))
