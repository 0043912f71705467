"""The page of a claim: its numbers, the reasons for them, every node and edge with its words, and text that means harm."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.testclient import TestClient

from link.story import WordsLinker, by, own, report
from reportedly import pipeline
from reportedly.errors import NotInLedger
from reportedly.ledger import Ledger, open_ledger
from reportedly.present import rulings
from reportedly.present.adding import link_all
from reportedly.present.web.desk import Desk
from reportedly.present.web.pages import claim as page
from reportedly.present.web.pages.claim import context
from reportedly.types import Extraction, Span

CRANE = "the old crane at berth four will be taken down in June"
BIDI, LONG = "\u202e", "W" * 10_000
EVIL = f"<script>alert(1)</script>{BIDI}\x00<img src=x onerror=alert(2)>"
SIZE = 200_000  # bytes
SHARED = 75_000  # bytes of what every page has: htmx, the sheet, the mark


def long(one: Extraction) -> Extraction:
    """With so many words of its own that a sentence in common is no copy."""
    return replace(one, report=replace(one.report, text=one.report.text + "\n\nMore:" + "".join(f" {one.report.id}{n}" for n in range(40))))


def told(outlet: str, text: str, *hops: Any, at: str, mode: Any = "forecast", **facets: Any) -> Extraction:
    return long(report(outlet, text, by(*hops, mode=mode, **facets) if hops else own(mode), at=at, name=f"{outlet[:20]}.html"))


STORY = (
    told("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].", ("A harbour clerk", "anonymous", "say", "Sable TV"),
         at="2025-03-01T08:00:00Z", times=(("2025-06-01", "2025-07-01"),)),
    told("Adria Wire", f"Sable TV said [{CRANE}].", ("Sable TV", "outlet", "report"), at="2025-03-02"),
    told("Island Echo", f"[{CRANE}], Adria Wire reported.", ("Adria Wire", "outlet", "report"), at="2025-03-03"),
    told("Quaysider", f"Mayor Ana Brkic said [{CRANE}].", ("Ana Brkic", "person"), at="2025-03-04"),
    told("Reef Courier", f"Ana Brkic said again that [{CRANE}].", ("Ana Brkic", "person"), at="2025-03-05"),
    told("Harbour Post", f"The port denied that [{CRANE}].", ("The port", "organization", "deny"), at="2025-03-06", polarity="denied"),
    told("Dune Herald", "[The old crane at berth four was taken down in June].", at="2025-06-09", mode="assertion"))
HOSTILE = (
    told(f"Evil {EVIL}", f"{EVIL} said [prices of {EVIL} corn {LONG} fell] again.", (EVIL, "person"), at="2025-03-01"),
    told(f"Worse {EVIL}{LONG}", f"Evil {EVIL} said [prices of {EVIL} corn {LONG} fell], too.", (f"Evil {EVIL}", "outlet", "report"),
         at=f"2025{BIDI}<script>"),
    told("Plain", f"javascript:alert(1) wrote that [prices of {EVIL} corn {LONG} fell].", ("javascript:alert(1)", "outlet", "report"),
         at="2025-03-03"))


def kept(path: Path, *reports: Extraction) -> Ledger:
    with mock.patch.object(pipeline, "Linker", WordsLinker):
        store = open_ledger(path)
        for one in reports:
            store.add(one, extractor="by hand")
        link_all(store)
    return store


def served(store: Ledger, role: str = "editor") -> TestClient:
    app = FastAPI()
    app.state.desk = Desk(store, today="2025-06-20")
    app.include_router(page.router)

    @app.middleware("http")
    async def who(request: Request, follow: Any) -> Any:
        request.state.person, request.state.csrf = SimpleNamespace(name="Kim", role=role, logged_in=True), "token"
        return await follow(request)

    @app.exception_handler(NotInLedger)
    def missing(_request: Request, error: Exception) -> Response:
        return Response(str(error), 404)

    return TestClient(app)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with kept(tmp_path_factory.mktemp("claim") / "story.db", *STORY) as found:
        yield found


def biggest(store: Ledger) -> str:
    return next(store.claims()).id


def got(store: Ledger, query: str = "", role: str = "editor") -> str:
    found = served(store, role).get(f"/claims/{biggest(store)}{query}")
    assert found.status_code == 200
    return found.text


@pytest.fixture(scope="module")
def html(store: Ledger) -> str:
    return got(store)


def words_of(html: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', html)


def test_the_wording_the_count_and_the_states(html: str) -> None:
    assert html.count("<h1") == 1
    seen = words_of(html)
    assert f"“{CRANE}”" in seen
    assert "6 outlets · 1–2 origins" in seen
    assert "⊘ denied" in seen
    assert "window 2025-06-01 to 2025-06-30" in seen
    assert re.search(r"grade \d suggested", seen)


def test_origins_as_an_interval_with_the_reason_for_each_merge(html: str) -> None:
    part = html[html.index('id="origins"'):html.index('id="chains"')]
    seen = words_of(part)
    assert "At least 1 established, ○ at most 2 possible" in seen
    assert re.search(r"◆ [\d.]+ expected, with 90 % \d", seen)
    assert "● Ana Brkic (person) established" in seen
    assert "○ A harbour clerk (to Sable TV) (anonymous) unnamed" in seen
    assert "Adria Wire, 2025-03-02 cites Sable TV (0.9" in seen
    assert "Reef Courier, 2025-03-05 same source Quaysider" in seen
    assert part.count("Undo this merge") == 3
    assert part.count('action="/judge/reject"') == 3


@pytest.mark.parametrize("outlet", ["Adria Wire", "Island Echo", "Reef Courier"])
def test_each_merge_can_be_undone_by_what_its_form_says(tmp_path: Path, outlet: str) -> None:
    with kept(tmp_path / "undo.db", *STORY) as store, mock.patch.object(pipeline, "Linker", WordsLinker):
        found, html = store.claim(biggest(store)), got(store)
        form = next(f for f in re.findall(r'<details class="judge"><summary>Undo this merge.*?</form>', html, re.DOTALL) if outlet in f)
        fields = dict(re.findall(r'name="(report|parent)" value="([^"]*)"', form))
        desk, ruling = Desk(store), rulings.edge(store, "reject", found, fields["report"], fields["parent"])
        desk.judge(ruling.kind, "Kim", about=ruling.about, value=ruling.value, seen={found.id: store.claim_tag(found.id)})
        after = store.claim(biggest(store))
        assert after.origins.possible == found.origins.possible + 1
        assert outlet in str([end for end in after.origins.ends if end not in found.origins.ends])
        assert "Kim" in words_of(got(store).partition('id="judgements"')[2])


def test_readers_see_no_forms(store: Ledger) -> None:
    assert "/judge/" not in got(store, role="reader")


def test_every_link_within_the_page_leads_somewhere_and_ids_are_one_each(html: str) -> None:
    there = ids(html)
    assert len(there) == len(set(there))
    wanted = set(re.findall(r'href="#([^"]+)"', html))
    assert wanted <= set(there) | {"main"}, wanted - set(there)
    assert len([w for w in wanted if w.startswith("t-")]) == 6


def test_each_telling_has_its_words_in_context_its_chain_and_its_edges(html: str) -> None:
    row = html[html.index(">Adria Wire</bdi></a> <span"):]
    row = row[:row.index("</ol>") if "</li>\n  <li id=" not in row else row.index("</li>\n  <li id=")]
    assert f"Sable TV said <mark>{CRANE}</mark>." in row
    seen = words_of(row)
    assert "Adria Wire → has it from Sable TV (outlet, report)" in seen
    assert re.search(r"cites Sable TV 0\.\d\d: Sable TV is named as where it has it from: Sable TV tells it Sable TV", seen)


def test_the_drawing_has_a_node_for_every_report_and_origin(html: str) -> None:
    drawing = html[html.index('<svg class="graph"'):]
    drawing = drawing[:drawing.index("</svg>")]
    for name in ("Sable TV", "Adria Wire", "Island Echo", "Quaysider", "Reef Courier", "Harbour Post", "Ana Brkic"):
        assert f'<tspan class="name">{name}</tspan>' in drawing
    assert "⊘ denies it" in drawing
    assert '<g class="edge cites"' in drawing
    assert '<g class="edge shares"' in drawing


def test_denials_and_what_came_of_it(html: str) -> None:
    seen = words_of(html[html.index('id="against"'):])
    assert "Denied “the old crane" in seen
    assert "Harbour Post: denial, by The port" in seen
    assert "No correction of it was found." in seen
    assert "What came of it" in seen
    assert "The old crane at berth four was taken down in June" in seen


def test_what_changed_is_marked_by_sign_and_word(tmp_path: Path) -> None:
    crane = "The crane at berth four {} be taken down in June"
    reports = (told("Sable TV", "[" + crane.format("may") + "], a clerk said.", ("a clerk", "anonymous"), at="2025-03-01", factuality=1.0),
               told("Adria Wire", "[" + crane.format("will") + "], Sable TV reported.", ("Sable TV", "outlet", "report"), at="2025-03-02",
                    factuality=3.0))
    with kept(tmp_path / "drift.db", *reports) as store:
        found = next(store.claims())
        html = got(store)
    seen = words_of(html[html.index('id="drift"'):html.index('id="timeline"')])
    if not any(d.direction == "hardened" for d in found.drift):
        assert "No retelling changed anything that was found." in seen
        pytest.fail("the story has no drift to show")
    assert "Adria Wire ▲ certainty hardened" in seen
    assert "⚑" in seen


def test_an_id_can_be_cut_short_and_one_that_is_not_there_is_said_to_be(store: Ledger) -> None:
    client = served(store)
    assert client.get(f"/claims/{biggest(store)[:6]}").status_code == 200
    missing = client.get("/claims/cffff")
    assert missing.status_code == 404
    assert "there is no claim 'cffff'" in missing.text


@pytest.mark.parametrize("query", ["?page=9999999999", "?page=-1", "?page=x", "?judge=%00", "?judge=<script>", "?page=2&judge=r"])
def test_odd_queries_give_the_page(store: Ledger, query: str) -> None:
    assert "<script>alert" not in got(store, query)
    assert "judge=<" not in got(store, query)


def test_hostile_text_is_shown_harmlessly(tmp_path: Path) -> None:
    with kept(tmp_path / "evil.db", *HOSTILE) as store:
        html = got(store)
    assert "<script>alert" not in html
    assert not re.search(r"<img\b", html)
    assert not re.search(r"<[^>]*\son\w+\s*=", html), "no handler in any tag"
    assert not re.search(r'(href|action)="\s*javascript', html)
    assert BIDI not in html
    assert "\x00" not in html
    assert "WWWW" in html, "the words are there, cut"
    assert LONG not in html
    assert " style=" not in html
    assert max(len(word) for word in words_of(html).split()) < 1300
    assert len(html.encode()) < SIZE


def test_a_claim_of_a_hundred_tellings_stays_small_and_folds(tmp_path: Path) -> None:
    reports = [told("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].", ("A harbour clerk", "anonymous", "say", "Sable TV"),
                    at="2025-03-01T08:00:00Z")]
    reports += [told(f"Outlet Number {n}", f"Sable TV said [{CRANE}], after a long debate in the council of the port and of the town.",
                     ("Sable TV", "outlet", "report"), at=f"2025-03-{2 + n // 4:02}T{n % 24:02}:00:00Z") for n in range(99)]
    with kept(tmp_path / "big.db", *reports) as store:
        first, second, judged = got(store), got(store, "?page=2"), got(store, "?judge=" + store.claim(biggest(store)).tellings[3].report.id)
    assert len(first.encode()) + SHARED < SIZE
    assert len(second.encode()) + SHARED < SIZE
    assert re.search(r"\d+ of 100 reports are drawn; \d+ are folded", words_of(first))
    assert first.count('<li id="t-') == 15
    assert not set(re.findall(r'<li id="(t-[^"]+)"', first)) & set(re.findall(r'<li id="(t-[^"]+)"', second))
    for html in (first, second, judged):
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids(html))
    assert "?page=2#t-" in first
    assert 'action="/judge/split"' not in first
    assert judged.count('action="/judge/split"') == 1


def test_the_context_marks_all_spans_and_leaves_out_what_is_long_between_them() -> None:
    text = "One two three. " * 20 + "The crane" + " and so on" * 40 + " will fall" + " at the end of it all." * 20
    start = text.index("The crane")
    spans = [Span(text.index("will fall"), text.index("will fall") + 9), Span(start, start + 9)]
    found = context(text, spans)
    assert [words for words, marked in found if marked] == ["The crane", "will fall"]
    assert found[0][0].startswith("… ")
    assert found[-1][0].endswith(" …")
    assert sum(len(words) for words, _ in found) < 500
    assert context("short", [Span(0, 99)]) == ()
    assert context("short", []) == ()
