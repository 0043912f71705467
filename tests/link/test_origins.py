"""The count of origins, rule by rule: DESIGN.md (Origins) and the table of the labels' conventions."""

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from link.story import By, Story, by, own, report, told_by
from reportedly.link.origins import HELD, _interval, ways
from reportedly.types import Extraction

CRANE = "the crane at berth four will be taken down in June"


def days(*reports: tuple[str, str, By], first: int = 1) -> Story:
    """Reports of one sentence each, a day apart: outlet, words, chain."""
    return told_by(*(report(outlet, words, said, at=f"2025-03-{first + i:02}T09:00:00Z") for i, (outlet, words, said) in enumerate(reports)))


def cited(outlet: str, *beyond: tuple[str, ...]) -> By:
    return by((outlet, "outlet", "report"), *beyond)


def test_six_outlets_behind_one_unnamed_official() -> None:
    clerk = ("a harbour clerk", "anonymous", "say")
    story = days(
        ("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].", by(("a harbour clerk", "anonymous", "say", "Sable TV"))),
        ("Adria Wire", f"Sable TV said, citing a harbour clerk, that [{CRANE}].", cited("Sable TV", clerk)),
        ("Morning Ledger", f"A harbour clerk told Sable TV [{CRANE}].", by(("a harbour clerk", "anonymous", "say", "Sable TV"))),
        ("The Quay", f"According to Adria Wire, [{CRANE}].", cited("Adria Wire")),
        ("Island Echo", f"[{CRANE}], the Adria Wire reported.", cited("Adria Wire")),
        ("Port Letter", f"Sable TV reports that [{CRANE}].", cited("Sable TV")))
    assert story.count == (1, 1)
    assert len(story.names) == 1
    assert not story.origins.circular
    assert story.edges == {("Adria Wire", "Sable TV", "cites"), ("Morning Ledger", "Sable TV", "cites"), ("The Quay", "Adria Wire", "cites"),
                           ("Island Echo", "Adria Wire", "cites"), ("Port Letter", "Sable TV", "cites")}


def test_two_papers_with_one_letter_and_a_site_without_a_source() -> None:
    letter = ("a letter to the council", "document", "say")
    story = days(("Morning Ledger", f"In a letter to the council, seen by the paper, it is said that [{CRANE}].", by(letter)),
                 ("Island Echo", f"So says a letter to the council: [{CRANE}].", by(letter)),
                 ("Quaysider", f"[{CRANE.capitalize()}].", own()))
    assert story.count == (1, 2)
    assert ("Island Echo", "Morning Ledger", "shares_source") in story.edges


def test_three_unnamed_bankers_each_heard_by_another_outlet() -> None:
    story = days(*((outlet, f"A banker said [{CRANE}].", by("A banker")) for outlet in ("Morning Ledger", "Island Echo", "Sable TV")))
    assert story.count == (1, 3)
    assert story.edges == set()


def test_several_unnamed_people_heard_by_one_report_count_once() -> None:
    story = told_by(report("Morning Ledger", f"A banker said [{CRANE}]. A second banker said [{CRANE} or July].", by("A banker"),
                           by("A second banker")))
    assert story.count == (1, 1)


def test_both_armies_say_so() -> None:
    story = days(
        ("Morning Ledger", "The Ukrainian army said [four rockets were fired at the dam].", by(("The Ukrainian army", "organization"))),
        ("Island Echo", "The Russian army said that [four rockets were fired at the dam].", by(("The Russian army", "organization"))))
    assert story.count == (2, 2)
    assert story.edges == set()


def test_two_reports_in_their_own_voice() -> None:
    story = days(("Morning Ledger", f"[{CRANE.capitalize()}].", own()), ("Island Echo", "[In June berth four loses its crane].", own()))
    assert story.count == (0, 2)
    assert not story.origins.circular


def test_two_that_cite_each_other_are_circular() -> None:
    story = days(("Morning Ledger", f"Island Echo reported that [{CRANE}].", cited("Island Echo")),
                 ("Island Echo", f"Morning Ledger reported that [{CRANE}].", cited("Morning Ledger")))
    assert story.count == (0, 1)
    assert story.origins.circular
    assert len(story.names) == 1


def test_a_loop_of_three_is_circular_too() -> None:
    story = days(("Morning Ledger", f"Sable TV reported that [{CRANE}].", cited("Sable TV")),
                 ("Island Echo", f"Morning Ledger reported that [{CRANE}].", cited("Morning Ledger")),
                 ("Sable TV", f"Island Echo reported that [{CRANE}].", cited("Island Echo")))
    assert story.count == (0, 1)
    assert story.origins.circular


def test_a_loop_that_a_named_person_stands_behind_is_none() -> None:
    story = told_by(report("Morning Ledger", f"Island Echo reported that [{CRANE}]. Mayor Ana Brkic said [{CRANE}].", cited("Island Echo"),
                           by(("Ana Brkic", "person")), at="2025-03-01"),
                    report("Island Echo", f"Morning Ledger reported that [{CRANE}].", cited("Morning Ledger"), at="2025-03-02"))
    assert story.count == (1, 1)
    assert not story.origins.circular


def test_a_ministry_its_minister_and_its_spokeswoman_are_one() -> None:
    story = days(
        ("Morning Ledger", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government"))),
        ("Island Echo", f"Transport Minister Ivo Kralj said [{CRANE}].", by(("Ivo Kralj", "person"))),
        ("Sable TV", f"Mira Zoric, a spokeswoman for the Transport Ministry, said [{CRANE}].", by(("Mira Zoric", "person"))))
    assert story.count == (1, 1)
    (end,) = story.origins.ends
    assert len(end.reports) == 3
    assert "speaks for" in end.detail


def test_two_ministries_are_two() -> None:
    story = days(("Morning Ledger", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government"))),
                 ("Island Echo", f"The Finance Ministry said [{CRANE}].", by(("The Finance Ministry", "government"))))
    assert story.count == (2, 2)


def test_ministries_of_two_nations_are_two() -> None:
    story = days(("Morning Ledger", f"The Croatian Transport Ministry said [{CRANE}].", by(("The Croatian Transport Ministry", "government"))),
                 ("Island Echo", f"Slovenia's Transport Ministry said [{CRANE}].", by(("Slovenia's Transport Ministry", "government"))))
    assert story.count == (2, 2)


def test_the_unnamed_are_never_one_with_another_reports_unnamed() -> None:
    story = days(("Morning Ledger", f"A harbour clerk said [{CRANE}].", by("A harbour clerk")),
                 ("Island Echo", f"A harbour clerk said [{CRANE}].", by("A harbour clerk")))
    assert story.count == (1, 2)


def test_the_unnamed_are_never_one_with_a_named() -> None:
    story = days(("Morning Ledger", f"An official of the Transport Ministry said [{CRANE}].", by("An official of the Transport Ministry")),
                 ("Island Echo", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government"))))
    assert story.count == (1, 2)
    assert [end.established for end in story.origins.ends] == [False, True]


def test_an_own_count_is_an_origin() -> None:
    story = days(("Morning Ledger", "[Our reporter counted forty lorries at the gate].", own()),
                 ("Island Echo", "[Forty lorries stood at the gate].", own()))
    assert story.count == (1, 2)
    assert story.names[0] == "Morning Ledger (its own)"


def test_an_outlets_estimate_in_its_own_name_is_an_origin_also_for_those_who_cite_it() -> None:
    story = days(("Sable TV", f"Sable TV estimates that [{CRANE}].", by(("Sable TV", "outlet", "estimate"))),
                 ("Island Echo", f"Sable TV estimates that [{CRANE}].", cited("Sable TV")))
    assert story.count == (1, 1)


def test_a_denial_adds_nothing() -> None:
    story = days(("Morning Ledger", f"A harbour clerk said [{CRANE}].", by("A harbour clerk")),
                 ("Island Echo", f"The Transport Ministry denied that [{CRANE}].", by(("The Transport Ministry", "government", "deny"))))
    assert story.count == (1, 1)
    assert story.roles == {"Morning Ledger": "telling", "Island Echo": "denial"}
    assert story.edges == set()


def test_a_retraction_adds_nothing_and_cites_what_it_takes_back() -> None:
    story = days(("Morning Ledger", f"[{CRANE.capitalize()}].", own()),
                 ("Island Echo", "The Morning Ledger reported that [berth four loses its crane in June].", cited("The Morning Ledger")),
                 ("Morning Ledger", f"Correction: an earlier article said that [{CRANE}]. That was wrong, and we retract it.", own()))
    assert story.count == (0, 1)
    assert ("Morning Ledger", "Morning Ledger", "cites") in story.edges
    assert [t.role for t in story.claim.tellings] == ["telling", "telling", "retraction"]


def test_a_later_figure_by_the_same_source_adds_nothing() -> None:
    rescue = ("the Coast Guard", "organization", "say")
    story = days(("Morning Ledger", "[78 people died], the Coast Guard said.", by(rescue, numbers=((78, 78, "person"),))),
                 ("Island Echo", "[87 people died], the Coast Guard said.", by(rescue, numbers=((87, 87, "person"),))))
    assert story.count == (1, 1)
    assert story.edges == {("Island Echo", "Morning Ledger", "shares_source")}


def test_an_outlet_that_repeats_itself_adds_nothing() -> None:
    story = days(("Morning Ledger", f"[{CRANE.capitalize()}].", own()), ("Morning Ledger", "[In June berth four loses its crane].", own()))
    assert story.count == (0, 1)


def test_an_outlet_elsewhere_of_which_no_source_is_told() -> None:
    story = days(("Morning Ledger", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")),
                 ("Island Echo", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")))
    assert story.count == (1, 1)
    assert story.edges == {("Morning Ledger", "source:Far Gazette", "cites"), ("Island Echo", "source:Far Gazette", "cites")}


def test_two_outlets_elsewhere_are_one_established_and_two_possible() -> None:
    story = days(("Morning Ledger", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")),
                 ("Island Echo", f"Dune Herald reported that [{CRANE}].", cited("Dune Herald")))
    assert story.count == (1, 2)


def test_an_outlet_elsewhere_whose_source_is_told_is_that_source_once() -> None:
    aide = ("Ana Brkic", "person", "say")
    story = days(("Morning Ledger", f"Ana Brkic told the Far Gazette that [{CRANE}].", by(("Far Gazette", "outlet", "report"), aide)),
                 ("Island Echo", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")))
    assert story.count == (1, 1)
    assert story.names == ["Ana Brkic"]


def test_the_source_told_by_the_second_who_cites_an_outlet_elsewhere_names_it_for_both() -> None:
    aides = ("people familiar with the matter", "anonymous", "say")
    story = days(("Morning Ledger", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")),
                 ("Island Echo", f"Far Gazette, citing people familiar with the matter, said [{CRANE}].", cited("Far Gazette", aides)))
    assert story.count == (1, 1)
    assert story.names == ["people familiar with the matter (to Far Gazette)"]


def test_a_source_that_a_retelling_names_by_mistake_adds_nothing() -> None:
    story = days(("Sable TV", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government"))),
                 ("Island Echo", f"The Defence Ministry said [{CRANE}], Sable TV reported.",
                  cited("Sable TV", ("The Defence Ministry", "government", "say"))))
    assert story.count == (1, 1)
    assert story.names == ["The Transport Ministry"]


def test_a_named_and_an_unnamed_source_told_of_one_outlet_elsewhere_are_never_merged() -> None:
    story = days(("Morning Ledger", f"Far Gazette, citing a clerk, said [{CRANE}].", cited("Far Gazette", ("a clerk", "anonymous", "say"))),
                 ("Island Echo", f"Ana Brkic told the Far Gazette that [{CRANE}].", cited("Far Gazette", ("Ana Brkic", "person", "say"))))
    assert story.count == (1, 2)
    assert story.names == ["a clerk (to Far Gazette)", "Ana Brkic"]


def test_outlets_without_a_name_are_each_their_own() -> None:
    story = days(("Morning Ledger", f"A local newspaper reported that [{CRANE}].", cited("A local newspaper")),
                 ("Island Echo", f"A local newspaper reported that [{CRANE}].", cited("A local newspaper")))
    assert story.count == (1, 2)
    assert story.edges == set()


def test_a_person_heard_by_an_outlet_without_a_name_is_the_origin() -> None:
    heard = cited("a local newspaper", ("Ana Brkic", "person", "say"))
    story = days(("Morning Ledger", f"Ana Brkic told a local newspaper that [{CRANE}].", heard),
                 ("Island Echo", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person"))))
    assert story.count == (1, 1)


def test_the_outlet_that_is_named_in_another_sentence_stands_for_the_newspaper() -> None:
    far = report("Morning Ledger", f"Far Gazette visited the port. The newspaper said [{CRANE}].", cited("The newspaper"))
    visit = report("Morning Ledger", f"Far Gazette said [its team was at the port]. The newspaper said [{CRANE}].", cited("Far Gazette"),
                   cited("The newspaper"))
    assert told_by(far).count == (1, 1)
    assert told_by(visit, only="crane").names == ["Far Gazette"]


def test_both_sides_heard_by_one_report_alone_count_once() -> None:
    story = days(("Morning Ledger", "Both sides said [four rockets were fired].", by(("Both sides", "group"))))
    assert story.count == (1, 1)


def test_both_sides_add_nothing_to_the_sides() -> None:
    story = days(
        ("Sable TV", "The Ukrainian army said [four rockets were fired].", by(("The Ukrainian army", "organization"))),
        ("Island Echo", "The Russian army said [four rockets were fired].", by(("The Russian army", "organization"))),
        ("Morning Ledger", "Both armies said [four rockets were fired].", by(("Both armies", "group"))))
    assert story.count == (2, 2)
    assert story.edges == {("Morning Ledger", "Sable TV", "shares_source"), ("Morning Ledger", "Island Echo", "shares_source")}


def test_a_minister_of_another_ministry_is_another() -> None:
    story = days(("Morning Ledger", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government"))),
                 ("Island Echo", f"Finance Minister Ivo Kralj said [{CRANE}].", by(("Ivo Kralj", "person"))),
                 ("Sable TV", f"Prime Minister Jana Vukic said [{CRANE}].", by(("Jana Vukic", "person"))))
    assert story.count == (3, 3)


def test_a_named_origin_makes_the_unnamed_only_possible() -> None:
    story = days(("Morning Ledger", f"A harbour clerk said [{CRANE}].", by("A harbour clerk")),
                 ("Island Echo", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person"))),
                 ("Sable TV", f"Far Gazette reported that [{CRANE}].", cited("Far Gazette")),
                 ("Quaysider", f"[{CRANE.capitalize()}].", own()))
    assert story.count == (1, 4)


def test_a_body_on_its_own_page_is_its_own_origin() -> None:
    story = days(("Lipno University", "[The tower leans by two degrees more than last year].", own()))
    assert story.count == (1, 1)


def test_a_refused_edge_makes_two_of_one() -> None:
    first = report("Morning Ledger", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government")), at="2025-03-01")
    later = report("Island Echo", f"The Transport Ministry said [{CRANE}].", by(("The Transport Ministry", "government")), at="2025-03-02")
    assert told_by(first, later).count == (1, 1)
    parted = told_by(first, later, edges={(later.report.id, first.report.id): False})
    assert parted.count == (2, 2)
    assert parted.edges == set()


def test_a_citation_refused_leaves_the_report_without_a_source() -> None:
    first = report("Sable TV", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person")), at="2025-03-01")
    later = report("Island Echo", f"Sable TV reported that [{CRANE}].", cited("Sable TV"), at="2025-03-02")
    assert told_by(first, later).count == (1, 1)
    assert told_by(first, later, edges={(later.report.id, first.report.id): False}).count[1] == 2


def test_no_reason_is_missing() -> None:
    story = days(("Sable TV", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person"))),
                 ("Island Echo", f"Sable TV reported that [{CRANE}].", cited("Sable TV")), ("Quaysider", f"[{CRANE.capitalize()}].", own()))
    assert all(end.detail for end in story.origins.ends)
    assert all(p.detail and 0 < p.probability <= 1 for parents in story.lines.parents.values() for p in parents)


def test_expected_lies_within_what_is_possible_for_reports_in_their_own_voice() -> None:
    story = days(*((outlet, f"[{CRANE.capitalize()}].", own()) for outlet in ("Morning Ledger", "Island Echo", "Sable TV", "Quaysider")))
    assert 1 <= story.origins.expected <= 4
    assert story.origins.low <= story.origins.expected <= story.origins.high


OUTLETS = ("Morning Ledger", "Island Echo", "Sable TV", "Quaysider", "Dune Herald")
VOICES: tuple[By, ...] = (own(), by("a clerk"), by(("Ana Brkic", "person")), by(("The Transport Ministry", "government")), cited("Sable TV"),
                          cited("Far Gazette"), cited("Island Echo", ("Ana Brkic", "person", "say")), by(("the crew", "group", "deny")),
                          by(("", "unknown")), by(("both sides", "group")), cited("a local newspaper"),
                          by(("Morning Ledger", "outlet", "estimate")))
stories = st.lists(st.tuples(st.sampled_from(OUTLETS), st.sampled_from(VOICES), st.sampled_from(["2025-03-01", "2025-03-02", None, "soon"])),
                   min_size=1, max_size=5, unique_by=lambda told: (told[0], told[2]))


def made(told: list[tuple[str, By, str | None]]) -> list[Extraction]:
    return [report(outlet, f"[{CRANE}] was the word at {outlet}.", said, at=at) for outlet, said, at in told]


@settings(max_examples=40, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_the_count_does_not_depend_on_the_order(told: list[tuple[str, By, str | None]], mix: random.Random) -> None:
    reports = made(told)
    shuffled = list(reports)
    mix.shuffle(shuffled)
    a, b = told_by(*reports), told_by(*shuffled)
    assert a.origins == b.origins
    assert a.claim == b.claim
    assert a.lines.parents == b.lines.parents


@settings(max_examples=40, deadline=None)
@given(stories)
def test_what_always_holds_of_the_count(told: list[tuple[str, By, str | None]]) -> None:
    story = told_by(*made(told))
    found = story.origins
    assert 0 <= found.established <= found.possible
    assert found.possible >= len(found.ends) or found.circular
    assert found.low <= found.high <= found.possible + len(told)
    assert found.possible or not any(role == "telling" for role in story.lines.roles.values())
    assert not (found.circular and found.established)
    assert not {"", None} & {end.name for end in found.ends}


@given(st.lists(st.floats(0, 1), max_size=8))
def test_the_interval_holds_the_expected(chances: list[float]) -> None:
    low, high = _interval(chances)
    assert 0 <= low <= high <= len(chances)
    assert low - 1 <= sum(chances) <= high + 1
    masses = np.array([1.0])
    for chance in chances:
        masses = np.convolve(masses, (1 - chance, chance))
    if masses[0] < 1:  # somebody was first
        masses[0] = 0
        masses /= masses.sum()
    assert masses[low:high + 1].sum() >= HELD - 1e-9


def test_the_interval_is_the_shortest() -> None:
    assert _interval([0.97, 0.05]) == (1, 1)
    assert _interval([1.0, 0.5]) == (1, 2)
    assert _interval([]) == (0, 0)


DETAILS = ("Divers found two metres of silt along the western wall.", "The bill comes to eleven million crowns, mostly borrowed.",
           "Ferries to the outer islands will sail from the coal pier.", "Dockers fear for their shifts and demand a written promise.")
REWORDED = ("Two metres of silt lie along the wall in the west, divers say.", "Eleven million crowns is the bill, much of it borrowed money.",
            "From the old coal pier ferries sail to the islands.", "A written promise is what dockers demand, who fear for shifts.")
OTHERS = ("Trams to the hospital resume on Monday.", "Anglers welcome the cleaner river below the weir.",
          "Shopkeepers on the route lost a third of their custom.", "The gymnasium hosts a meeting of the paper workers.")


def weighed(first: Sequence[str], then: Sequence[str]) -> float:
    """How many times the odds of a parent of a report without a source are taken, by its details and those of the report before it."""
    story = days(("Sable TV", f"Ana Brkic said [{CRANE}]. {' '.join(first)}", by(("Ana Brkic", "person"))),
                 ("Island Echo", f"[{CRANE.capitalize()}]. {' '.join(then)}", own()))
    return dict(ways(story.tellings, story.lines).values())["unsourced"]


def test_who_tells_the_same_details_in_the_same_order_hardly_began_it() -> None:
    rewritten, shuffled, alone = (weighed(DETAILS, then) for then in (REWORDED, REWORDED[::-1], OTHERS))
    assert rewritten > 5
    assert rewritten > shuffled > alone
    assert alone < 0.5


def test_without_details_nothing_is_weighed() -> None:
    assert weighed((), ()) == 1
