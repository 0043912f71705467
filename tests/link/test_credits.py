"""Whom a report credits, and whether two names mean one outlet."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.credits import AGENCIES, Credit, code, credited, credits, same_outlet, short_for  # noqa: A004 - see there
from reportedly.types import Report, Span

Row = tuple[str, str, str, bool]


def report(text: str, outlet: str | None = "Lipno Herald", byline: str | None = None, skipped: tuple[Span, ...] = ()) -> Report:
    return Report("r", "r", text, "0", outlet=outlet, byline=byline, skipped=skipped)


def rows(read: Report) -> list[Row]:
    """Name, kind, scope and own of each credit; the spans must stand on the name."""
    found = credits(read)
    for each in found:
        if each.span and "staff sign" not in each.detail and not each.unnamed:
            assert read.text[each.span.start:each.span.end] == each.name
        assert each.detail
        assert (each.scope == "paragraph") == (each.covered is not None)
    return [(each.name, each.kind, each.scope, each.own) for each in found]


BODY = "The dam gave way on Sunday.\n\nNobody was hurt, the mayor said.\n\nThe road is closed."


@pytest.mark.parametrize(("text", "expected"), [
    ("Dam breaks\n\nLIPNO, Oct 3 (ADA) — The dam gave way.", [("ADA", "dateline", "report", False)]),
    ("(Adria) - The dam gave way.", [("Adria", "dateline", "report", False)]),
    ("LIPNO, Bohemia, Dec. 5 /PRNewswire/ -- The dam gave way.", [("PRNewswire", "dateline", "report", False)]),
    ("Lipno, 5 May (APP): The dam gave way.", [("APP", "dateline", "report", False)]),
    ("By Ann Lee. LIPNO (Reuters) - The dam gave way.", [("Reuters", "dateline", "report", False)]),
    (f"{BODY} (ADA)", [("ADA", "credit line", "report", False)]),
    (f"{BODY} (Adria)", [("Adria", "credit line", "report", False)]),
    (f"{BODY} — AP", [("AP", "credit line", "report", False)]),
    (f"{BODY}\n\n(AFP/dpa)", [("AFP", "credit line", "report", False), ("dpa", "credit line", "report", False)]),
    (f"{BODY}\n\nReuters", [("Reuters", "credit line", "report", False)]),
    (f"{BODY}\n\nWith agency material", [(AGENCIES, "credit line", "report", False)]),
    (f"{BODY}\n\n(With inputs from agencies)", [(AGENCIES, "credit line", "report", False)]),
    (f"{BODY}\n\nWith material from AFP and the Adria Press Agency.",
     [("AFP", "credit line", "report", False), ("Adria Press Agency", "credit line", "report", False)]),
    (f"{BODY}\n\nThe Associated Press contributed to this report.", [("Associated Press", "credit line", "report", False)]),
    (f"{BODY}\n\nAssociated Press writers Ann Lee and Bo Ek in Lipno contributed to this report.",
     [("Associated Press", "credit line", "report", False)]),
    (f"{BODY}\n\nThe Vltava Tribune's Ann Lee and Reuters contributed to this story.",
     [("Vltava Tribune", "credit line", "report", False), ("Reuters", "credit line", "report", False)]),
    (f"{BODY}\n\nCopyright 2024 Adria Press Agency. Clients may republish.", [("Adria Press Agency", "credit line", "report", False)]),
    (f"{BODY}\n\n© 2024 The Associated Press. All rights reserved.", [("Associated Press", "credit line", "report", False)]),
    (f"{BODY}\n\nSource: Adria Press Agency, citing two officials", [("Adria Press Agency", "source line", "report", False)]),
    (f"{BODY}\n\nSources: Vltava Tribune and Adria TV",
     [("Vltava Tribune", "source line", "report", False), ("Adria TV", "source line", "report", False)]),
    (f"{BODY}\n\nSource – Vltava Tribune", [("Vltava Tribune", "source line", "report", False)]),
    (f"{BODY}\n\nSource: Ministry of Health and Welfare; the website Vltava Online",
     [("Ministry of Health and Welfare", "source line", "report", False), ("Vltava Online", "source line", "report", False)]),
    (f"{BODY} (Source: Vltava Tribune)", [("Vltava Tribune", "source line", "report", False)]),
    (f"{BODY}\n\nThis article was originally published by the Vltava Tribune.", [("Vltava Tribune", "origin note", "report", False)]),
    (f"{BODY}\n\nRepublished with permission from the Vltava Tribune.", [("Vltava Tribune", "origin note", "report", False)]),
    (f"{BODY}\n\nThe post Dam breaks appeared first on Vltava Tribune.", [("Vltava Tribune", "origin note", "report", False)]),
    (f"The dam was old, according to a report first published in the Vltava Tribune.\n\n{BODY}",
     [("Vltava Tribune", "origin note", "paragraph", False)]),
    ("Dam breaks\n\nBy ANN LEE Associated Press\n\nThe dam gave way.", [("Associated Press", "byline", "report", False)]),
])
def test_forms_of_credit(text: str, expected: list[Row]) -> None:
    assert rows(report(text)) == expected


def test_a_source_line_gives_names_without_description_and_abbreviations_apart() -> None:
    read = report("Dam breaks\n\nSource: South Bohemian TV network TV Lipno; Institute for Dam Studies (IDS)\n\nThe dam gave way.")
    network, institute = credits(read)
    assert (network.name, network.also) == ("TV Lipno", ())
    assert (institute.name, institute.also) == ("Institute for Dam Studies", ("IDS",))
    assert institute.span is not None
    assert read.text[institute.span.start:institute.span.end] == "Institute for Dam Studies"


@pytest.mark.parametrize(("byline", "expected"), [
    ("Agencies", [AGENCIES]), ("Ann Lee and agencies", [AGENCIES]), ("dpa", ["dpa"]), ("By Reuters", ["Reuters"]),
    ("Ann Lee, Reuters", ["Reuters"]), ("AFP / dpa", ["AFP", "dpa"]), ("Newsroom", []), ("Ann Lee", []), ("Ann Lee and Bo Ek", []), ("", []),
])
def test_bylines(byline: str, expected: list[str]) -> None:
    found = credits(report(BODY, byline=byline))
    assert [each.name for each in found] == expected
    assert all(each.kind == "byline" and each.span is None for each in found)


@pytest.mark.parametrize("text", [
    "Source close to the ministry said that the dam was old.",
    "The Institute for Dam Studies (IDS) warned of it.\n\nIt was the work of the Adria Press Agency (ADA).",
    "He left in May. (Updated)\n\nShe stayed. (Photo: Ann Lee/AP)\n\nThey met. (Ann Lee/AP)\n\nEverybody laughed. (LAUGHTER)",
    "The novel, first published in London, sold well.\n\nOriginally published July 15, 2018 at 3:56 am",
    "ANN LEE (on tape): We saw it come.\n\nThe film (2013) — a drama — won.\n\nThe mayor (left) - a friend of his.",
    "According to Reuters, the dam was old. AFP reported the same.",
    "Ann Lee and Bo Ek contributed to this report.",
    "She contributed to this report on dams for the ministry.",
    "© Getty Images\n\nImage copyright Reuters",
    "With Anna at the wheel\n\nFrom Lipno to the sea",
])
def test_no_credit(text: str) -> None:
    assert rows(report(f"Dam breaks\n\n{text}\n\n{BODY}")) == []


def test_own_code_is_no_citation() -> None:
    read = report("LIPNO, Oct 3 (APA) — The dam gave way.\n\n(Reporting by Ann Lee; editing by Bo Ek)\n\nCopyright 2024 Adria Press Agency.",
                  outlet="Adria Press Agency")
    assert all(own for *_, own in rows(read))
    assert {kind for _, kind, _, _ in rows(read)} == {"dateline", "credit line"}
    assert credited(read, "Adria Press Agency", credits(read)) is None


def test_reporting_by_belongs_to_the_agency_of_the_dateline() -> None:
    read = report("LIPNO (Reuters) - The dam gave way.\n\n(Reporting by Ann Lee; editing by Bo Ek)")
    assert {(name, own) for name, _, _, own in rows(read)} == {("Reuters", False)}


def test_credits_of_a_digest_cover_their_parts() -> None:
    read = report("One. The dam gave way. (APA)\n\nTwo. Potatoes are dear.\n\nNobody knows why. (Reuters)\n\nThree. It rained. (dpa)")
    assert [read.text[each.covered.start:each.covered.end][:4] for each in credits(read) if each.covered] == ["One.", "Two.", "Thre"]


def test_skipped_spans_hold_no_credit_but_the_copyright() -> None:
    text = f"{BODY}\n\nSource: Vltava Tribune\n\nCopyright 2024 Adria Press Agency"
    assert rows(report(text, skipped=(Span(len(BODY), len(text)),))) == [("Adria Press Agency", "credit line", "report", False)]


@pytest.mark.parametrize(("credit", "outlet", "named"), [
    ("(APA)", "Adria Press Agency", True), ("(Adria)", "Adria News Agency", True), ("(Adria)", "Adria Globe", False),
    ("(IPS)", "Inland Press Service", True), ("(AP)", "The Associated Press", True), ("(Reuters)", "Adria Press Agency", False),
])
def test_whether_a_copy_credits_the_outlet(credit: str, outlet: str, named: bool) -> None:  # noqa: FBT001
    read = report(f"{BODY} {credit}", byline="Agencies")
    found = credited(read, outlet, credits(read))
    assert (found is not None) == named
    assert found is None or isinstance(found, Credit)


def test_agencies_name_nobody() -> None:
    read = report(BODY, byline="Agencies")
    assert credits(read)[0].unnamed
    assert credited(read, "Adria Press Agency", credits(read)) is None


@pytest.mark.parametrize(("a", "b"), [
    ("the Vltava Tribune", "Vltava Tribune"), ("the website Lipno Flash", "Lipno Flash"), ("www.lipnoflash.example", "Lipno Flash"),
    ("https://en.lipnoflash.example/2024/x", "the Lipno Flash"), ("the Vltava Tribune newspaper", "Vltava Tribune"),
    ("Bohemian TV network TV Lipno", "TV Lipno"), ("the Adria agency", "Adria News Agency"), ("ADPA", "Adria Dalmatia Press Agency"),
    ("Institute for Dam Studies (IDS)", "IDS"), ("nytimes.com", "The New York Times"), ("AP", "The Associated Press"), ("BBC", "BBC News"),
    ("Forbes.com", "Forbes"), ("German daily Süddeutsche Zeitung", "Suddeutsche Zeitung"), ("dpa", "German Press Agency"), ("Lipno", "Lipno TV"),
])
def test_one_outlet(a: str, b: str) -> None:
    assert same_outlet(a, b)
    assert same_outlet(b, a)


@pytest.mark.parametrize(("a", "b"), [
    ("Vltava Standard", "Evening Standard"), ("Adria", "Adria Globe"), ("AP", "Adria Press"), ("Tribune", "Vltava Tribune"), ("", ""),
    ("", "AP"),
    ("The Times of Israel", "The Times of India"), ("Novaya Gazeta", "Novaya Gazeta Europe"), ("Daily", "Daily News"), ("VP", "Vltava Post"),
    ("Adria News Agency", "Adria TV"), ("express.de", "Daily Express"), ("City Ledger", "Baltic Ledger"), ("…", "“”"),
])
def test_two_outlets(a: str, b: str) -> None:
    assert not same_outlet(a, b)
    assert not same_outlet(b, a)


def test_short_forms_and_codes() -> None:
    assert short_for("the Tribune", "Vltava Tribune")
    assert short_for("Lipno", "Lipno TV")
    assert not short_for("the agency", "Adria Press Agency")
    assert not short_for("Vltava", "Vltava Tribune")
    assert not short_for("Vltava Tribune", "Vltava Tribune")
    assert code("Adria Press Agency") == ("APA", "Adria")
    assert code("Institute for Dam Studies (IDS)")[0] == "IDS"
    assert code("The Associated Press") == ("AP",)
    assert code("Daily News") == ("DN",)
    assert code("") == ()


TOKENS = st.sampled_from(["(APA)", "Source:", "By", "AP", "Copyright 2024", "—", "\n\n", "contributed to this report", "A", "and", ";", "©", "(",
                          ")", "first published in", "Reporting by", "www.lipno.example", "/", "LIPNO", "'s", ".", "Agencies",
                          "with", "\u200b", "é"])


@settings(deadline=None, max_examples=200)
@given(st.lists(TOKENS, max_size=30), st.one_of(st.none(), st.text(max_size=20)), st.one_of(st.none(), st.text(max_size=20)))
def test_any_report(tokens: list[str], outlet: str | None, byline: str | None) -> None:
    read = report(" ".join(tokens), outlet=outlet, byline=byline)
    found = credits(read)
    assert found == credits(read)
    assert all(each.span is None or 0 <= each.span.start < each.span.end <= len(read.text) for each in found)
    for each in found:
        same_outlet(each.name, outlet or "")
        credited(read, each.name, found)


@pytest.mark.parametrize("hostile", [
    "A " * 25000, "Source: " * 6000, "(A) " * 12000, "A, " * 16000, "© " * 25000, "first published in A " * 2500, "a.b" * 16000,
    "Source: A\n" * 5000, "(APA)\n" * 8000, "A contributed " * 3500, "A/" * 25000, "By A\n" * 9000])
def test_hostile_text_does_not_hang(hostile: str) -> None:
    start = time.perf_counter()
    credits(report(hostile, byline=hostile))
    same_outlet(hostile, hostile + "x")
    assert time.perf_counter() - start < 5  # a hang, not a measurement
