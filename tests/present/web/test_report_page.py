"""The page of a report: its words, all of them and harmless, what is marked in them, what stands beside, versions, links; and the list."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.testclient import TestClient
from lxml import html

from link.story import WordsLinker, by, own
from link.story import report as story
from marks import marked
from reportedly import pipeline
from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import Linking
from reportedly.present.web.desk import Desk
from reportedly.present.web.pages import report as page
from reportedly.present.web.pages.report import followed
from reportedly.present.web.rendering import shown
from reportedly.types import Attribution, Extraction, Failure, Hop, Link, Report, Span, Statement

Tree = Any  # lxml has no types


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "pages.db") as store:
        yield store


def client(store: Ledger, role: str = "reader") -> TestClient:
    app = FastAPI()
    app.state.desk = Desk(store, today="2025-11-03")
    app.include_router(page.router)

    @app.middleware("http")
    async def somebody(request: Request, call: Any) -> Response:
        request.state.person, request.state.csrf = SimpleNamespace(name="Ana", role=role, logged_in=False), "token"
        answer: Response = await call(request)
        return answer

    return TestClient(app, raise_server_exceptions=True)


def seen(store: Ledger, address: str, role: str = "reader") -> Tree:
    answer = client(store, role).get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def extraction(words: str, parents: dict[int, int] | None = None, **facts: Any) -> Extraction:
    """`[Ms Li]s1 [said]c1 [rates fall]t1`, a statement for each content that holds no other."""
    text, reading = marked(words, parents)
    inner = [a for a in reading.attributions if a.contents and a.id not in {b.parent for b in reading.attributions}]
    statements = tuple(Statement(f"s{n}", text[slice(*a.contents[0])], a.contents[:1], a.id,
                                 (Hop("Li Wen", "person", a.sources[0] if a.sources else None, a.cue, "say", detail="the only person so far"),))
                       for n, a in enumerate(inner, 1))
    return Extraction(Report("r1", "day.html", text, "ab" * 32, **facts), reading.attributions, statements)


def text_of(tree: Tree) -> str:
    """The words of the report on its page, without what the page has put between them, its lines one after the other."""
    lines = []
    for line in tree.xpath("//div[@id='report-text']//p[contains(@class, 'line')]"):
        for extra in line.xpath(".//*[@class='extra']"):
            extra.drop_tree()
        lines.append(line.text_content())
    return "\n".join(lines)


def test_every_word_is_there_and_sources_cues_and_contents_nest(ledger: Ledger) -> None:
    found = extraction("[Ms Li]s1 [said]c1 [that [the bank]s2 [expected]c2 [[a cut in May]t2]t1 .\nNothing else.".replace("[[a", "[a")
                       .replace("]t2]t1", "]t2,t1"))
    ledger.add(found, extractor="x")
    tree = seen(ledger, "/reports/r1")
    assert text_of(tree) == found.report.text


def test_an_attribution_in_anothers_content_is_marked_within_it(ledger: Ledger) -> None:
    ledger.add(extraction("[Ms Li]s1 [said]c1 [that [the bank]s2 [expected]c2 [a cut in May]t2 soon]t1.", {2: 1}), extractor="x")
    tree = seen(ledger, "/reports/r1")
    outer, = tree.xpath("//p[@class='line']/span[contains(@class, 'content')]")
    assert outer.get("data-of") == "a1"
    assert [(e.tag, e.get("class").split()[0], e.get("data-of")) for e in outer.xpath("./*") if e.get("class") != "ends"] == [
        ("span", "source", "a2"), ("a", "cue", "a2"), ("span", "content", "a2")]
    assert "within" in outer.xpath("./span[contains(@class, 'content')]")[0].get("class")
    assert tree.xpath("//*[@id='entry-a2']//a[@href='#entry-a1']")


def test_each_cue_leads_to_its_entry_and_back_and_each_statement_too(ledger: Ledger) -> None:
    ledger.add(extraction("[Ms Li]s1 [said]c1 [rates fall]t1."), extractor="x")
    tree = seen(ledger, "/reports/r1")
    for anchor in ("a-a1", "s-s1"):
        assert len(tree.xpath(f"//*[@id='report-text']//p//*[@id='{anchor}']")) == 1
        assert tree.xpath(f"//*[@class='beside']//a[@href='#{anchor}']")
    for entry in ("entry-a1", "entry-s1"):
        assert len(tree.xpath(f"//*[@class='beside']//*[@id='{entry}']")) == 1
        assert tree.xpath(f"//p[@class='line']//a[@href='#{entry}']")
    assert "Li Wen" in tree.xpath("//*[@id='entry-a1']")[0].text_content()
    assert "the only person so far" in tree.xpath("//*[@id='entry-s1']//details")[0].text_content()


def test_ids_are_unique_also_where_marks_cross_and_run_over_lines(ledger: Ledger) -> None:
    text = "one two three\nfour five six"
    spans = [Span(0, 20), Span(4, 27), Span(2, 9)]
    attributions = tuple(Attribution(f"a{n}", span, (spans[n - 2],), (spans[n - 3],), None, "mixed", 0.5, "person", "say")
                         for n, span in enumerate(spans, 1))
    statements = tuple(Statement(f"s{n}", "…", (span, Span(21, 25)), None, ()) for n, span in enumerate(spans, 1))
    ledger.add(Extraction(Report("r1", "n", text, "0" * 64), attributions, statements), extractor="x")
    tree = seen(ledger, "/reports/r1?span=3-24")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert text_of(tree) == text
    assert {link[1:] for link in tree.xpath("//a/@href[starts-with(., '#')]")} - {"main"} <= set(ids)


def test_own_voice_is_told_apart(ledger: Ledger) -> None:
    ledger.add(story("Quay Post", "[Trams stop at noon]. A clerk said [ferries do not].", own(), by("a clerk")), extractor="x")
    tree = seen(ledger, f"/reports/{next(ledger.reports()).id}")
    assert [e.text_content() for e in tree.xpath("//p[@class='line']//span[starts-with(@class, 'own ')]")] == ["Trams stop at noon"]
    assert [e.text_content() for e in tree.xpath("//p[@class='line']//span[starts-with(@class, 'statement')]")] == ["ferries do not"]


def test_what_is_skipped_is_folded_and_its_words_are_kept(ledger: Ledger) -> None:
    text = "News here.\nBuy our boots now.\nMore boots.\nMore news, and boots again."
    skipped = (Span(11, 41), Span(text.index("and boots"), len(text)))
    ledger.add(Extraction(Report("r1", "n", text, "0" * 64, skipped=skipped), (), ()), extractor="x")
    tree = seen(ledger, "/reports/r1")
    folded, = tree.xpath("//details[@class='passed']")
    assert "2 lines" in folded.xpath("./summary")[0].text_content()
    assert [p.text_content() for p in folded.xpath(".//p")] == ["Buy our boots now.", "More boots."]
    assert tree.xpath("//p[@class='line']/span[contains(@class, 'skipped')]")[-1].text_content() == "and boots again."
    assert text_of(tree) == text
    assert not seen(ledger, "/reports/r1?span=12-20").xpath("//details[@class='passed']//mark")  # what is asked for is not folded away


@pytest.mark.parametrize(("asked", "words"), [("5-9", ["here"]), ("0-99999", ["News here.", "😀 more"]), ("11-12", ["😀"]), ("9-5", []),
                                              ("a-b", []), ("-1-4", []), ("5", []), ("99-100", []), ("1" * 40 + "-4", []), ("٣-٤", [])])
def test_a_span_is_marked(ledger: Ledger, asked: str, words: list[str]) -> None:
    ledger.add(Extraction(Report("r1", "n", "News here.\n😀 more", "0" * 64), (), ()), extractor="x")
    tree = seen(ledger, f"/reports/r1?span={asked}")
    assert [mark.text_content() for mark in tree.xpath("//mark[contains(@class, 'shown')]")] == words
    assert len(tree.xpath("//*[@id='span']")) == bool(words)


def test_lines_tell_where_they_begin_in_code_points(ledger: Ledger) -> None:
    text = "😀 one\r\n  two\u2028three\n\nfour"
    ledger.add(Extraction(Report("r1", "n", text, "0" * 64), (), ()), extractor="x")
    starts = {int(p.get("data-start")): p.text_content() for p in seen(ledger, "/reports/r1").xpath("//p[@class='line']")}
    assert all(text[start:start + len(words)] == words for start, words in starts.items())


HOSTILE = ("<script>alert(1)</script> <img src=x onerror=alert(2)> \"><svg/onload=alert(3)> {{ 7*7 }} \u202eevil\u202c \u2066x\u2069 nul \x00 "
           "bell \x07 </p></div><style>*{display:none}</style> javascript:alert(4) &amp; " + "W" * 10_000)


def test_hostile_words_are_shown_harmlessly_everywhere(ledger: Ledger) -> None:
    text = f"{HOSTILE} said that {HOSTILE}\n\n{HOSTILE}"
    end = len(HOSTILE)
    a = Attribution("a1", Span(end + 1, end + 5), (Span(0, end),), (Span(end + 11, len(text)),), None, "direct", 0.5, "person", "say")
    hop = Hop(HOSTILE, "person", Span(0, end), a.cue, "say", detail=HOSTILE)
    s = Statement("s1", HOSTILE, (Span(end + 11, len(text)),), "a1", (hop,), HOSTILE)
    links = tuple(Link(url, Span(0, 9)) for url in ("javascript:alert(1)", " JAVASCRIPT:alert(1)", "data:text/html,<script>", "https://a.example/\"x"))
    ledger.add(Extraction(Report("r1", HOSTILE[:300], text, "0" * 64, url="javascript:alert(5)", outlet=HOSTILE, title=HOSTILE, byline=HOSTILE,
                                 published=HOSTILE, links=links), (a,), (s,)), extractor=HOSTILE)
    ledger.fail(Failure(HOSTILE, HOSTILE))
    for address in ("/reports/r1?span=0-100", "/reports", f"/reports?q={'W' * 50}&outlet=%3Cscript%3E%00"):
        answer = client(ledger, "editor").get(address)
        assert answer.status_code == 200
        assert not re.search(r"[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", answer.text)
        tree = html.fromstring(answer.text)
        assert {script.get("src") for script in tree.xpath("//script")} <= {"/static/htmx.min.js", "/static/page.js", "/static/report.js"}
        assert not tree.xpath("//img | //style | //@style | //@*[starts-with(name(), 'on')] | //base | //iframe")
        assert all(re.match(r"(https://a\.example/|/|#|\?)", link) for link in tree.xpath("//@href | //@src | //@action"))
        assert "49" not in [e.text for e in tree.iter()]
    assert text_of(html.fromstring(client(ledger).get("/reports/r1").text)) == shown(text).replace("\n\n", "\n")


@pytest.mark.parametrize(("url", "followable"), [
    ("https://news.example/a?b=c#d", True), ("http://news.example", True), ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False),
    ("\tjavascript:alert(1)", False), ("java\nscript:alert(1)", False), ("data:text/html,x", False), ("//news.example/", False), ("/etc", False),
    ("https:evil", False), ("https://", False), ("https://a.example/\x00", False), ("https://a.example/ b", False), ("http://[x", False),
    ("https:\\\\a.example", False), ("", False), (None, False), ("mailto:a@b.example", False)])
def test_only_web_addresses_are_followed(url: str | None, followable: bool) -> None:  # noqa: FBT001
    assert (followed(url) == url) is followable or url is None
    assert (followed(url) is not None) is followable


def test_cited_links_have_their_words_and_address(ledger: Ledger) -> None:
    ledger.add(story("Quay Post", "As [the Dune Herald](https://dune.example/1) had it."), extractor="x")
    tree = seen(ledger, f"/reports/{next(ledger.reports()).id}")
    link, = tree.xpath("//li[@id='link-1']/a[@rel='noreferrer noopener nofollow']")
    assert (link.get("href"), link.text_content()) == ("https://dune.example/1", "https://dune.example/1")
    assert "the Dune Herald" in tree.xpath("//li[@id='link-1']")[0].text_content()
    assert tree.xpath("//*[@id='cited-1']")[0].text_content() == "the Dune Herald"


def test_a_report_without_words_or_statements_has_a_page(ledger: Ledger) -> None:
    ledger.add(Extraction(Report("r1", "n", "", "0" * 64), (), ()), extractor="x")
    ledger.add(Extraction(Report("r2", "m", "Words.", "0" * 64), (), (Statement("s1", "", (), None, ()),)), extractor="x")
    assert "no words" in seen(ledger, "/reports/r1").xpath("//div[@id='report-text']")[0].text_content()
    assert seen(ledger, "/reports/r2").xpath("//*[@id='entry-s1']")


def test_earlier_versions_and_what_changed(ledger: Ledger) -> None:
    first = extraction("[Ms Li]s1 [said]c1 [rates fall]t1.", title="Rates may fall", published="2025-03-01")
    ledger.add(first, extractor="x 1")
    ledger.add(replace(first, report=replace(first.report, title="Rates fall")), extractor="x 2")
    tree = seen(ledger, "/reports/r1")
    rows = tree.xpath("//ol[@class='versions']/li")
    assert len(rows) == 2
    asked, = tree.xpath("//ol[@class='versions']//a[contains(@href, 'against')]/@href")
    changed = seen(ledger, asked.partition("#")[0]).xpath("//*[@id='changes']")[0]
    assert [e.text_content() for e in changed.xpath(".//del | .//ins")] == ["Rates may fall", "Rates fall"]
    assert "words are the same" in changed.text_content()


def test_other_words_under_the_same_address_are_a_version_both_ways(ledger: Ledger) -> None:
    for n, words in enumerate(("Ferries may stop in May.", "Ferries will stop in May."), 1):
        ledger.add(Extraction(Report(f"r{n}", f"{n}.html", words, str(n) * 64, url="https://quay.example/1"), (), ()), extractor="x")
    for one in ("r1", "r2"):
        asked, = seen(ledger, f"/reports/{one}").xpath("//ol[@class='versions']//a[contains(@href, 'against')]/@href")
        changed = seen(ledger, asked.partition("#")[0]).xpath("//*[@id='changes']")[0]
        assert [e.text_content() for e in changed.xpath(".//del | .//ins")] == ["may", "will"]


def test_an_unknown_report_or_version_is_an_error_of_ours(ledger: Ledger) -> None:
    from reportedly.errors import NotInLedger

    ledger.add(extraction("[Ms Li]s1 [said]c1 [rates fall]t1."), extractor="x")
    for address in ("/reports/none", "/reports/r1?against=none"):
        with pytest.raises(NotInLedger):
            client(ledger).get(address)


def test_a_statement_leads_to_its_claim_with_its_counts(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Linker", WordsLinker)
    for outlet, day in (("Quay Post", "2025-03-01"), ("Dune Herald", "2025-03-02")):
        ledger.add(story(outlet, "Mayor Ana Brkic said [the old crane at berth four will be taken down in June].", by(("Ana Brkic", "person")),
                         at=day), extractor="x")
    Linking().link(ledger)
    claim = next(ledger.claims())
    link, = seen(ledger, f"/reports/{claim.first.id}").xpath(f"//*[@id='entry-s1']//a[@href='/claims/{claim.id}']")
    assert "2 outlets · 1 origin" in " ".join(link.text_content().split())


def test_shared_text_tells_how_much_who_was_first_and_whether_it_is_credited(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Linker", WordsLinker)
    words = ("[The harbour council has voted to close the two oldest slipways before winter comes], after engineers found that the stone "
             "beneath them had been washed out by last year's storms and could give way under any heavier crane than those in use.")
    first = story("Quay Post", words, own(), at="2025-03-01T08:00:00Z")
    for one in (first, story("Dune Herald", f"{words} The Quay Post was told so.", own(), at="2025-03-01T11:00:00Z")):
        ledger.add(one, extractor="x")
    Linking().link(ledger)
    row, = seen(ledger, f"/reports/{first.report.id}").xpath("//*[@id='reuses']//tbody/tr")
    words = " ".join(row.text_content().split())
    assert "100 %" in words
    assert "Quay Post was first, by 3 hours" in words
    assert row.xpath(".//a[starts-with(@href, '/compare?one=')]")


def test_only_editors_are_given_the_form_to_correct_a_span(ledger: Ledger) -> None:
    ledger.add(extraction("[Ms Li]s1 [said]c1 [rates fall]t1."), extractor="x")
    assert not seen(ledger, "/reports/r1").xpath("//*[@id='correct']")
    form, = seen(ledger, "/reports/r1?correct=s1", "editor").xpath("//*[@id='correct']//form")
    assert [form.xpath(f".//input[@name='{name}']/@value") for name in ("report", "start", "end")] == [["r1"], ["11"], ["21"]]


def test_the_list_is_searched_and_narrowed_and_shows_failures(ledger: Ledger) -> None:
    for outlet, words in (("Quay Post", "A crane fell."), ("Dune Herald", "A crane stands."), ("Dune Herald", "Nothing new.")):
        ledger.add(story(outlet, words, title=words), extractor="x")
    ledger.fail(Failure("scan.pdf", "scan.pdf: is binary; give its text"))

    def titles(address: str) -> set[str]:
        return {e.text_content() for e in seen(ledger, address).xpath("//ol[@class='listing']//h2")}

    assert titles("/reports") == {"A crane fell.", "A crane stands.", "Nothing new."}
    assert titles("/reports?q=crane") == {"A crane fell.", "A crane stands."}
    assert titles("/reports?q=crane&outlet=Dune+Herald") == {"A crane stands."}
    assert titles("/reports?q=zebra") == set()
    assert "is binary" in seen(ledger, "/reports").xpath("//*[@id='failures']")[0].text_content()


def test_a_megabyte_with_many_statements_is_shown_at_once(ledger: Ledger) -> None:
    line = "Ms Li said that the ferries would stop at noon, and so they did on that day as on every other day of the year. "
    text = "\n".join(line * 4 for _ in range(2250))
    places = [n * (len(line) * 4 + 1) for n in range(2250)]
    attributions = tuple(Attribution(f"a{n}", Span(at + 6, at + 10), (Span(at, at + 5),), (Span(at + 11, at + 46),), None, "indirect", 0.9,
                                     "person", "say") for n, at in enumerate(places))
    statements = tuple(Statement(f"s{n}", "the ferries would stop at noon", (Span(at + 16, at + 46),), f"a{n}",
                                 (Hop("Li Wen", "person", Span(at, at + 5), Span(at + 6, at + 10), "say"),)) for n, at in enumerate(places))
    ledger.add(Extraction(Report("r1", "n", text, "0" * 64), attributions, statements), extractor="x")
    assert len(text) > 1_000_000
    began = time.perf_counter()
    answer = client(ledger).get("/reports/r1")
    took = time.perf_counter() - began
    assert answer.status_code == 200
    assert took < 20  # 1.0 s on two busy cores; only growth that is not linear passes this
