"""Judging by forms: every act, its undo, its place in the log; two people at once; and what is refused."""

import html
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.testclient import TestClient

from present.harbour import ADRIA, DUNE, ECHO, LEDGER, QUAY, SABLE, TODAY, claim_with, desk_over, fill
from reportedly.codec import encode_trace
from reportedly.errors import ReportedlyError
from reportedly.ledger import Ledger, open_ledger
from reportedly.present import rulings
from reportedly.present.web import rendering
from reportedly.present.web.pages import forecasts, judging, log
from reportedly.present.web.rendering import render
from reportedly.present.web.safety.person import Person, Role
from reportedly.types import Claim, Extraction

FORMS = """{% extends "base.html" %}{% import "_judging.html" as j with context %}{% block main %}<h1>All forms</h1>
{{ j.accept_claim(claim, tag) }}{{ j.accept_edge(claim, tag, "r1", "r2") }}{{ j.reject_edge(claim, tag, "r1", "source:X") }}
{{ j.split_telling(claim, tag, "r1") }}{{ j.reject_telling(claim, tag, "r1", "s1") }}{{ j.merge_form(claim, tag) }}{{ j.grade_form(claim, tag) }}
{{ j.source_grade_form("Ana <b>Brkic</b>", "B") }}{{ j.outcome_form(claim, tag) }}{{ j.date_form(claim.first) }}
{{ j.correct_span(claim.first, statements, "s1", 3, 9) }}{{ j.judgement_log(entries) }}{% endblock %}"""


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harbour") / "reportedly.db"
    fill(path)
    return path


@pytest.fixture
def store(harbour: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(harbour, tmp_path / "reportedly.db")
    with open_ledger(tmp_path / "reportedly.db") as opened:
        yield opened


def app_over(store: Ledger, *, role: Role = "editor", name: str = "Kim") -> TestClient:
    """The pages of judging, and one that has all its forms, for somebody of this role."""
    app, person = FastAPI(), Person(name, role, logged_in=True)
    app.state.desk = desk_over(store)

    @app.middleware("http")
    async def who(request: Request, go_on: Callable[[Request], Any]) -> Response:
        request.state.person, request.state.csrf = person, "token"
        found: Response = await go_on(request)
        return found

    @app.get("/claims/{id_}")
    def forms(request: Request, id_: str) -> Response:
        claim = store.claim(id_)
        entries, statements = rulings.history(store, claim), store.extraction(claim.first.id).statements
        return HTMLResponse(rendering._TEMPLATES.from_string(FORMS).render(
            request=request, person=person, csrf="token", today=TODAY, ledger="x", claim=claim, tag=store.claim_tag(claim.id), entries=entries,
            statements=statements, judged=rulings.just_judged(store, request.query_params.getlist("judged"))))

    def refused(request: Request, error: Exception) -> Response:
        return render(request, "message.html", status=409 if type(error).__name__ == "Changed" else 422, heading="No", message=str(error))

    for router in (judging.router, log.router, forecasts.router):
        app.include_router(router)
    app.add_exception_handler(ReportedlyError, refused)
    return TestClient(app, follow_redirects=False, raise_server_exceptions=True)


@pytest.fixture
def web(store: Ledger) -> TestClient:
    return app_over(store)


def crane(store: Ledger) -> Claim:
    return store.claim(f"{SABLE.report.id}/s1")


def key(one: Extraction) -> str:
    return f"{one.report.id}/s1"


def told(store: Ledger) -> list[Any]:
    """All that is known of all claims."""
    return sorted((encode_trace(c) for c in store.claims()), key=str)


def post(web: TestClient, store: Ledger, act: str, back: str = "/log", **given: str) -> Any:
    """Send a form as the page of the crane has it."""
    claim = {"claim": key(SABLE), "tag": store.claim_tag(crane(store).id)} if act in judging._ACTS else {}
    return web.post(f"/judge/{act}", data={"csrf": "token", "back": back, **claim, **given})


def judged_in(answer: Any) -> list[str]:
    """The judgements that one is led back with."""
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["judged"]


def undo(web: TestClient, *ids: str) -> None:
    for id_ in reversed(ids):
        judged_in(web.post("/judge/withdraw", data={"judgement": id_, "back": "/log"}))


ACTS: dict[str, tuple[str, dict[str, str]]] = {
    "refuse an edge": ("reject", {"report": ADRIA.report.id, "parent": SABLE.report.id}),
    "accept an edge": ("accept", {"report": QUAY.report.id, "parent": SABLE.report.id}),
    "accept a source": ("accept", {"report": QUAY.report.id, "parent": "source:Far Gazette"}),
    "no statement": ("reject", {"report": QUAY.report.id, "statement": "s1"}),
    "split": ("split", {"report": ECHO.report.id}),
    "split a report that tells it twice": ("split", {"report": QUAY.report.id}),
    "merge": ("merge", {"other": "POTATOES", "confirmed": "yes"}),
    "grade": ("grade", {"value": "2"}),
    "outcome": ("outcome", {"value": "did_not_happen"}),
    "date": ("date", {"report": QUAY.report.id, "value": "2025-02-01"})}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_changes_the_numbers_and_its_undo_restores_them(web: TestClient, store: Ledger, act: str) -> None:
    before, (path, given) = told(store), ACTS[act]
    given = {name: claim_with(store, "potatoes").id if value == "POTATOES" else value for name, value in given.items()}
    made = judged_in(post(web, store, path, note="as I read it", **given))
    assert told(store) != before
    assert [(j.id, j.who, j.note) for j in store.judgements()] == [(id_, "Kim", "as I read it") for id_ in made]
    page = web.get("/log").text
    assert all(id_ in page for id_ in made)
    assert page.count("as I read it") == len(made)
    undo(web, *made)
    assert told(store) == before
    page = web.get("/log").text
    assert page.count("withdrew: ") == len(made)
    assert page.count('class="gone"') == len(made)


@pytest.mark.parametrize(("act", "given"), [
    ("accept", {}), ("source", {"name": "Ana Brkic", "value": "b"}),
    ("span", {"report": QUAY.report.id, "statement": "s1", "start": "0", "end": "9"})])
def test_what_is_only_recorded(web: TestClient, store: Ledger, act: str, given: dict[str, str]) -> None:
    before = told(store)
    (made,) = judged_in(post(web, store, act, **given))
    assert told(store) == before
    assert made in web.get("/log").text
    undo(web, made)
    assert made in web.get("/log?stands=no").text


def test_grades_of_a_source_are_put_one_after_the_other(web: TestClient, store: Ledger) -> None:
    for value in "ABC":
        post(web, store, "source", name="Ana Brkic", value=value)
    assert [(j.name, j.value) for j in store.judgements()] == [("Ana Brkic", value) for value in "ABC"]


@pytest.mark.parametrize(("act", "given", "words"), [
    ("reject", {"report": DUNE.report.id, "parent": SABLE.report.id}, "does not tell"),
    ("reject", {"report": "nobody", "parent": SABLE.report.id}, "there is no report"),
    ("reject", {"report": ADRIA.report.id, "parent": "nobody"}, "there is no report"),
    ("reject", {"report": ADRIA.report.id, "parent": ADRIA.report.id}, "itself"),
    ("reject", {"report": ADRIA.report.id, "statement": "s9"}, "is no statement"),
    ("accept", {"report": ADRIA.report.id}, "there is no report"),
    ("split", {"report": DUNE.report.id}, "does not tell"), ("split", {}, "there is no report"),
    ("grade", {"value": "7"}, "is no grade"), ("grade", {}, "is no grade"), ("outcome", {"value": "perhaps"}, "take one of"),
    ("merge", {"other": ""}, "say which"), ("merge", {"other": key(SABLE), "confirmed": "yes"}, "one claim already"),
    ("merge", {"other": "c0", "confirmed": "yes"}, "there is no claim"),
    ("date", {"report": QUAY.report.id, "value": "soon"}, "is no date"), ("date", {"report": "x", "value": "2025-01-01"}, "there is no report"),
    ("source", {"name": " ", "value": "A"}, "no name"), ("source", {"name": "X", "value": "G"}, "is no grade"),
    ("span", {"report": QUAY.report.id, "statement": "s1", "start": "a", "end": "9"}, "is no place"),
    ("span", {"report": QUAY.report.id, "statement": "s1", "start": "9", "end": "3"}, "no characters"),
    ("span", {"report": QUAY.report.id, "statement": "s7", "start": "1", "end": "3"}, "is no statement"),
    ("withdraw", {"judgement": "j0"}, "fits 0"), ("grade", {"value": "2", "note": "n" * 2001}, "2,000 are kept"),
    ("dance", {}, "nothing is judged"), ("grade", {"value": "2" * 6000}, "is longer than")])
def test_what_cannot_be_judged_is_one_message_and_no_judgement(web: TestClient, store: Ledger, act: str, given: dict[str, str],
                                                               words: str) -> None:
    answer = post(web, store, act, **given)
    assert answer.status_code in {404, 409, 422}
    assert words in html.unescape(answer.text)
    assert store.judgements() == []


def test_one_is_led_back_to_the_claim_as_it_is_now(web: TestClient, store: Ledger) -> None:
    """Without its first telling a claim has another id."""
    old = crane(store).id
    answer = post(web, store, "split", f"/claims/{old}?page=2&judged=j1", report=SABLE.report.id)
    now = store.claim(key(ADRIA)).id
    assert now != old
    location = urlsplit(answer.headers["location"])
    assert (location.path, location.query) == (f"/claims/{now}", f"page=2&judged={store.judgements()[0].id}")
    page = web.get(answer.headers["location"]).text
    assert "<strong>Judged:</strong>" in page
    assert "Undo" in page
    assert "took Sable TV out of a claim" in page
    answer = web.post("/judge/withdraw", data={"judgement": store.judgements()[0].id, "back": f"/claims/{now}"})
    assert urlsplit(answer.headers["location"]).path == f"/claims/{old}"


def test_a_notice_says_nothing_that_is_not_in_the_log(web: TestClient) -> None:
    page = web.get("/log?judged=%3Cscript%3Ealert(1)%3C/script%3E&judged=you+won").text
    assert "Judged:" not in page
    assert "you won" not in page


@pytest.mark.parametrize("back", [
    "https://far.example/", "//far.example", "/\\far.example", "javascript:alert(1)", "", "/judge/grade", "/a\nb", "log"])
def test_nobody_is_led_elsewhere(web: TestClient, store: Ledger, back: str) -> None:
    answer = post(web, store, "source", back, name="X", value="A")
    assert answer.headers["location"].startswith("/log?judged=j")


def test_what_has_changed_meanwhile_is_shown_and_can_be_judged_all_the_same(web: TestClient, store: Ledger) -> None:
    seen = store.claim_tag(crane(store).id)
    undo(web, *judged_in(post(web, store, "outcome", value="happened")))
    judged_in(post(web, store, "grade", value="3", note="mine came first"))
    answer = post(web, store, "grade", f"/claims/{crane(store).id}", tag=seen, value="5", note="mine did not")
    assert answer.status_code == 409
    page = answer.text
    assert "3, possibly true" in page
    assert "mine came first" in page
    assert len(store.judgements()) == 3
    again = {m[1]: html.unescape(m[2]) for m in re.finditer(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', page)}
    assert (again["value"], again["note"]) == ("5", "mine did not")
    answer = web.post("/judge/grade", data=again)
    assert urlsplit(answer.headers["location"]).path == f"/claims/{crane(store).id}"
    assert crane(store).grade == 5


def test_a_claim_that_is_gone(web: TestClient, store: Ledger) -> None:
    answer = post(web, store, "grade", claim="c" + "0" * 12, value="2")
    assert answer.status_code == 409
    assert "is not there as you saw it" in answer.text


def test_two_at_once_do_not_overwrite_each_other(store: Ledger) -> None:
    """Eight people grade the same claim as they all saw it: one judgement is written, the others are told."""
    app = app_over(store).app
    seen = store.claim_tag(crane(store).id)

    def grade(value: int) -> int:
        return int(post(TestClient(app, follow_redirects=False), store, "grade", tag=seen, value=str(1 + value % 6)).status_code)

    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(grade, range(8)))
    assert found == [303] + [409] * 7
    assert len(store.judgements()) == 1


def test_two_at_once_on_different_claims_both_count(store: Ledger) -> None:
    app = app_over(store).app
    claims = [(key(one), store.claim_tag(store.claim(key(one)).id)) for one in (SABLE, LEDGER, DUNE)]

    def grade(claim: tuple[str, str]) -> int:
        web = TestClient(app, follow_redirects=False)
        return web.post("/judge/grade", data={"claim": claim[0], "tag": claim[1], "value": "2", "back": "/log"}).status_code

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(grade, claims)) == [303] * 3
    assert [store.claim(id_).grade for id_, _ in claims] == [2] * 3


def test_a_merge_by_words_is_confirmed(web: TestClient, store: Ledger) -> None:
    page = post(web, store, "merge", other="will").text
    assert "Merge with which claim?" in page
    assert "Seed potatoes will be dear" in page
    assert "A ferry to the island" in page
    assert page.count("Merge with this one") == 2
    assert store.judgements() == []
    assert "Nothing else here has the words" in post(web, store, "merge", other="zebra").text
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if claim_with(store, "potatoes").id in f)
    given = {m[1]: html.unescape(m[2]) for m in re.finditer(r'name="([^"]*)"[^>]* value="([^"]*)"', form)}
    (made,) = judged_in(web.post("/judge/merge", data=given))
    assert len(crane(store).tellings) == 6
    undo(web, made)
    assert len(crane(store).tellings) == 5


def test_a_merge_by_id_needs_no_confirming(web: TestClient, store: Ledger) -> None:
    judged_in(post(web, store, "merge", other=claim_with(store, "potatoes").id))
    assert len(crane(store).tellings) == 6


def test_a_merge_with_what_has_changed_since_it_was_listed(web: TestClient, store: Ledger) -> None:
    other = claim_with(store, "potatoes")
    answer = post(web, store, "merge", other=other.id, other_tag="0" * 16, confirmed="yes")
    assert answer.status_code == 409
    again = {m[1]: html.unescape(m[2]) for m in re.finditer(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', answer.text)}
    judged_in(web.post("/judge/merge", data=again))


def test_a_withdrawal_can_be_withdrawn_and_nothing_twice(web: TestClient, store: Ledger) -> None:
    (made,) = judged_in(post(web, store, "grade", value="2"))
    (withdrawn,) = judged_in(web.post("/judge/withdraw", data={"judgement": made}))
    assert crane(store).grade is None
    assert "withdrawn already" in web.post("/judge/withdraw", data={"judgement": made}).text
    undo(web, withdrawn)
    assert crane(store).grade == 2


def test_all_forms_are_shown_to_editors_and_none_to_readers(store: Ledger) -> None:
    address = f"/claims/{crane(store).id}"
    roles: tuple[Role, ...] = ("editor", "admin")
    for role in roles:
        page = app_over(store, role=role).get(address).text
        assert page.count('method="post" action="/judge/') == 11
        assert page.count('name="csrf" value="token"') == page.count("<form")
        assert "checked" not in page
        assert "Suggested from its origins" in page
        assert "Ana &lt;b&gt;Brkic" in page
    page = app_over(store, role="reader").get(address).text
    assert "/judge/" not in page


@pytest.mark.parametrize("act", [*ACTS.values(), ("withdraw", {"judgement": "j"})], ids=str)
def test_readers_judge_nothing(store: Ledger, act: tuple[str, dict[str, str]]) -> None:
    judged_in(post(app_over(store), store, "grade", value="3"))
    answer = post(app_over(store, role="reader"), store, act[0], **act[1])
    assert answer.status_code == 403
    assert len(store.judgements()) == 1


def test_the_log_is_narrowed(store: Ledger) -> None:
    kim, lee = app_over(store), app_over(store, name="Lee <i>")
    (first,) = judged_in(post(kim, store, "grade", value="2"))
    judged_in(post(lee, store, "source", name="<b>X", value="A", note="<script>alert(1)</script>"))
    undo(lee, first)
    assert len(re.findall(r'<li id="j', kim.get("/log").text)) == 3
    assert "<script>alert" not in kim.get("/log").text
    assert "<b>X" not in kim.get("/log").text
    judged_in(post(lee, store, "source", name="W" * 4000, value="A"))
    assert "W" * 121 not in re.sub("<a [^>]*>.*?</a>", "", kim.get("/log").text)
    for asked, many in (({"who": "Lee <i>"}, 3), ({"kind": "grade"}, 1), ({"stands": "no"}, 1), ({"stands": "yes", "who": "Kim"}, 0),
                        ({"kind": "dance"}, 0)):
        assert len(re.findall(r'<li id="j', kim.get("/log", params=asked).text)) == many, asked
    assert kim.get(f"/log/{first}/claim").headers["location"] == f"/claims/{crane(store).id}"
    assert kim.get("/log/j0/claim").status_code in {404, 422}


def test_the_log_is_paged(store: Ledger) -> None:
    web = app_over(store)
    for n in range(45):
        post(web, store, "source", name=f"Source {n}", value="A")
    assert len(re.findall(r'<li id="j', web.get("/log").text)) == 40
    page = web.get("/log?page=2").text
    assert len(re.findall(r'<li id="j', page)) == 5
    assert "Source 0:" in page


def test_an_empty_log(web: TestClient) -> None:
    assert "Nobody has judged anything yet" in web.get("/log").text
