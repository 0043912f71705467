"""On whose word a report has a statement: the outlets it cites, the source at the end, its own observation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from link.story import By, by, digested, own, report
from reportedly.link.voice import Voice, generic, outlets_of, voice
from reportedly.types import Hop, Span


def heard(words: str, *sources: By, outlet: str = "Island Echo", outlets: tuple[str, ...] = ()) -> Voice:
    """The voice of a report's last statement."""
    digest = digested(report(outlet, words, *sources))
    return voice(digest, digest.statements[-1], outlets)


def names(found: Voice) -> list[str]:
    return [c.name for c in found.cited]


def test_an_outlet_its_source_and_what_that_expects() -> None:
    found = heard("Sable TV said, citing an official: Slovenia expects [rain].", by(("Sable TV", "outlet", "report"), "an official",
                                                                                 ("Slovenia", "government", "predict")))
    assert names(found) == ["Sable TV"]
    assert found.end is not None
    assert (found.end.name, found.end.named) == ("an official", False)
    assert not found.own


def test_one_that_only_holds_it_speaks_where_nobody_stands_before_it() -> None:
    found = heard("Slovenia expects [rain].", by(("Slovenia", "government", "predict")))
    assert found.end is not None
    assert found.end.name == "Slovenia"


def test_the_reports_own_voice() -> None:
    found = heard("[It rained].", own())
    assert found == Voice((), None, own=True, first_hand=False, denies=False)


@pytest.mark.parametrize("words", [
    "[Forty lorries stood there], as our correspondent saw.", "[This newspaper counted forty lorries].", "[We saw forty lorries].",
    "[An Island Echo reporter counted forty lorries].", "[Journalists at the scene saw forty lorries]."])
def test_what_the_outlet_saw_itself(words: str) -> None:
    assert heard(words, own()).first_hand


@pytest.mark.parametrize("words",
                         ["[Forty lorries stood there], a clerk saw.", "[Reporters were told of forty lorries].",
                          "[We are told of forty lorries]."])
def test_what_it_did_not_see_itself(words: str) -> None:
    assert not heard(words, own()).first_hand


def test_an_own_estimate_is_first_hand_and_an_own_report_is_not() -> None:
    assert heard("Island Echo estimates [forty].", by(("Island Echo", "outlet", "estimate"))).first_hand
    assert not heard("Island Echo reports [forty].", by(("Island Echo", "outlet", "report"))).first_hand


def test_the_estimate_of_an_outlet_that_reports_it_is_one_hop() -> None:
    found = heard("Sable TV said Sable TV estimates [forty].", by(("Sable TV", "outlet", "report"), ("Sable TV", "outlet", "estimate")))
    assert (names(found), found.end) == (["Sable TV"], None)


def test_who_was_told() -> None:
    found = heard("A clerk told Sable TV [it rained].", by(("A clerk", "anonymous", "say", "Sable TV")))
    assert [(c.name, c.told) for c in found.cited] == [("Sable TV", True)]
    assert heard("A clerk told Island Echo [it rained].", by(("A clerk", "anonymous", "say", "Island Echo"))).cited == ()


def test_two_outlets_in_one_hop() -> None:
    assert names(heard("Sable TV and Adria Wire said [it rained].", by(("Sable TV and Adria Wire", "outlet", "report")),
                       outlets=("Sable TV", "Adria Wire"))) == ["Sable TV", "Adria Wire"]


def test_a_body_is_an_outlet_where_its_own_page_is_here() -> None:
    said = by(("Lipno University", "organization"))
    assert names(heard("Lipno University said [it rained].", said)) == []
    assert names(heard("Lipno University said [it rained].", said, outlets=("Lipno University",))) == ["Lipno University"]


def test_a_denial() -> None:
    assert heard("The port denied [it].", by(("The port", "organization", "deny"))).denies
    assert heard("Sable TV said the port denied [it].", by(("Sable TV", "outlet", "report"), ("the port", "organization", "deny"))).denies


@pytest.mark.parametrize("name",
                         ["the newspaper", "a local newspaper", "the American paper", "state TV", "Russian TV", "the news agency", "local media",
                                  "newspaper reports", "the Polish daily", "TV", "the Agency"])
def test_no_names(name: str) -> None:
    assert generic(name)


@pytest.mark.parametrize("name",
                         ["Sable TV", "Lipno Radio", "the Harbour Agency", "Sable Press", "The Coast Daily", "the Vistula Monitor",
                          "Far Gazette"])
def test_names(name: str) -> None:
    assert not generic(name)


def test_an_agency_that_is_called_so_is_an_outlet() -> None:
    def found(name: str) -> tuple[str, ...]:
        return outlets_of(Hop(name, "organization", None, Span(0, 0), "report"), "Island Echo", ())

    assert found("the news agency")
    assert found("Adria Press Agency")
    assert not found("the Space Agency")


@given(st.text(max_size=60))
def test_any_name_at_all(name: str) -> None:
    assert isinstance(generic(name), bool)
    found = heard("[It rained].", by((name, "outlet", "report")), outlet=name, outlets=(name, "Sable TV"))
    assert isinstance(found, Voice)
