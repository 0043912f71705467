"""Who has a claim from whom: each kind of edge, what goes before what, and the role of each telling."""

import pytest

from link.story import By, by, own, report, told_by

CRANE = "the crane at berth four will be taken down in June"
LONG = ("The crane at berth four has stood over the harbour of Lipno since the year in which the railway came, and no storm has moved it by as "
        "much as the width of a hand, the older dockers like to say to anybody who will listen.")
TAIL = "Trams will stop short of the gate while the work goes on, and shops along the quay may open on Sundays."


def cited(outlet: str, *beyond: tuple[str, ...]) -> By:
    return by((outlet, "outlet", "report"), *beyond)


FIRST = report("Sable TV", f"A clerk told Sable TV that [{CRANE}].", by(("A clerk", "anonymous", "say", "Sable TV")), at="2025-03-01T08:00:00Z",
               url="https://www.sabletv.example/crane")


def test_only_the_nearest_hop_is_an_edge() -> None:
    second = report("Island Echo", f"[{CRANE}], Adria Wire said, according to Sable TV.", cited("Adria Wire", ("Sable TV", "outlet", "report")),
                    at="2025-03-03")
    wire = report("Adria Wire", f"Sable TV reported that [{CRANE}].", cited("Sable TV"), at="2025-03-02")
    assert told_by(FIRST, wire, second).edges == {("Adria Wire", "Sable TV", "cites"), ("Island Echo", "Adria Wire", "cites")}


def test_who_was_told_by_the_source_is_where_a_retelling_has_it_from() -> None:
    second = report("Island Echo", f"A clerk told Sable TV that [{CRANE}].", by(("A clerk", "anonymous", "say", "Sable TV")), at="2025-03-02")
    story = told_by(FIRST, second)
    assert story.edges == {("Island Echo", "Sable TV", "cites")}
    assert "told by its source" in story.parents(second)[0].detail


def test_who_was_told_in_one_sentence_was_told_in_the_next() -> None:
    second = report("Island Echo", f"A clerk told Sable TV that [he is tired]. The clerk, he added, thinks [{CRANE}].",
                    by(("clerk", "anonymous", "say", "Sable TV")), by(("clerk", "anonymous")), at="2025-03-02")
    assert told_by(FIRST, second, only="crane").edges == {("Island Echo", "Sable TV", "cites")}


def test_ones_own_name_is_no_citation() -> None:
    assert told_by(FIRST).edges == set()
    itself = report("Island Echo", f"Island Echo reported that [{CRANE}].", cited("Island Echo"), at="2025-03-02")
    assert told_by(itself).edges == set()


def test_this_newspaper_is_no_citation() -> None:
    itself = report("Island Echo", f"A clerk told this newspaper that [{CRANE}].", by(("this newspaper", "outlet", "report"), "A clerk"))
    story = told_by(itself)
    assert story.edges == set()
    assert story.names == ["A clerk (to Island Echo)"]


@pytest.mark.parametrize("words", ["Sable TV", "the Sable TV station", "Sable", "SABLE TV", "“Sable TV”", "www.sabletv.example"])
def test_other_forms_of_an_outlets_name(words: str) -> None:
    second = report("Island Echo", f"According to {words}, [{CRANE}].", cited(words), at="2025-03-02")
    assert told_by(FIRST, second).edges == {("Island Echo", "Sable TV", "cites")}


def test_two_outlets_named_together_are_an_edge_to_each_that_is_here() -> None:
    wire = report("Adria Wire", f"A diver said [{CRANE}].", by("A diver"), at="2025-03-02")
    third = report("Island Echo", f"Sable TV and Adria Wire reported that [{CRANE}].", cited("Sable TV and Adria Wire"), at="2025-03-03")
    assert told_by(FIRST, wire, third).edges == {("Island Echo", "Sable TV", "cites"), ("Island Echo", "Adria Wire", "cites")}


def test_of_two_named_together_the_one_that_is_not_here_is_no_edge() -> None:
    third = report("Island Echo", f"Sable TV and the Far Gazette reported that [{CRANE}].", cited("Sable TV and the Far Gazette"),
                   at="2025-03-03")
    assert told_by(FIRST, third).edges == {("Island Echo", "Sable TV", "cites")}


def test_two_that_cite_one_absent_outlet_meet_in_one_node() -> None:
    one = report("Island Echo", f"The Far Gazette reported that [{CRANE}].", cited("The Far Gazette"), at="2025-03-01")
    two = report("Morning Ledger", f"[{CRANE}], says Far Gazette.", cited("Far Gazette"), at="2025-03-02")
    story = told_by(one, two)
    assert {kind for _, _, kind in story.edges} == {"cites"}
    assert all(to.startswith("source:") and to.endswith("Far Gazette") for _, to, _ in story.edges)
    assert story.count == (1, 1)


def test_a_source_line_is_an_edge_to_each() -> None:
    wire = report("Adria Wire", f"A diver said [{CRANE}].", by("A diver"), at="2025-03-02")
    third = report("Island Echo", f"[{CRANE.capitalize()}].\n\n{TAIL}\n\nSource: Sable TV; Adria Wire", own(), at="2025-03-03")
    assert told_by(FIRST, wire, third).edges == {("Island Echo", "Sable TV", "cites"), ("Island Echo", "Adria Wire", "cites")}


def test_a_source_line_may_name_an_outlet_that_is_not_here() -> None:
    third = report("Island Echo", f"[{CRANE.capitalize()}].\n\n{TAIL}\n\nSource: Far Gazette", own(), at="2025-03-03")
    story = told_by(FIRST, third)
    assert story.edges == {("Island Echo", "source:Far Gazette", "cites")}
    assert story.count == (1, 2)


def test_a_credit_line_covers_the_text() -> None:
    second = report("Island Echo", f"A clerk said [{CRANE}].\n\n{TAIL} (Sable TV)", by("A clerk"), at="2025-03-02")
    story = told_by(FIRST, second)
    assert story.edges == {("Island Echo", "Sable TV", "cites")}
    assert story.count == (1, 1)


def test_a_link_in_the_statements_sentence_is_a_citation() -> None:
    second = report("Island Echo", f"[{CRANE.capitalize()}], as [became known](https://sabletv.example/crane?utm=1#top) on Saturday.", own(),
                    at="2025-03-02")
    story = told_by(FIRST, second)
    assert story.edges == {("Island Echo", "Sable TV", "cites")}
    assert story.count == (1, 1)
    assert "links to" in story.parents(second)[0].detail


def test_a_link_elsewhere_counts_where_no_source_is_given_and_less() -> None:
    elsewhere = f"[{CRANE.capitalize()}].\n\n[Read more](https://www.sabletv.example/crane) here."
    (parent,) = told_by(FIRST, second := report("Island Echo", elsewhere, own(), at="2025-03-02")).parents(second)
    assert parent.probability < 0.9
    heard = report("Island Echo", f"Ana Brkic said [{CRANE}].\n\n[Read more](https://www.sabletv.example/crane) here.",
                   by(("Ana Brkic", "person")),
                   at="2025-03-02")
    assert told_by(FIRST, heard).edges == set()


def test_a_copy_without_a_name_is_reuse() -> None:
    first = report("Sable TV", f"[{LONG[:-1]}].\n\n{TAIL}", own(), at="2025-03-01")
    second = report("Island Echo", f"[{LONG[:-1]}].\n\n{TAIL}", own(), at="2025-03-02")
    story = told_by(first, second, copies=True)
    assert story.edges == {("Island Echo", "Sable TV", "reuses")}
    assert story.count == (0, 1)


def test_a_copy_that_names_what_it_copies_is_a_citation_and_reuse() -> None:
    first = report("Sable TV", f"[{LONG[:-1]}].\n\n{TAIL}", own(), at="2025-03-01")
    second = report("Island Echo", f"[{LONG[:-1]}], Sable TV said.\n\n{TAIL}", cited("Sable TV"), at="2025-03-02")
    story = told_by(first, second, copies=True)
    (parent,) = story.parents(second)
    assert (parent.kind, parent.also) == ("cites", ("reuses",))


def test_a_copy_of_a_copy_is_one_of_them() -> None:
    told = [report(outlet, f"[{LONG[:-1]}].\n\n{TAIL}", own(), at=f"2025-03-0{i}") for i,
            outlet in enumerate(("Sable TV", "Island Echo", "Quaysider"), 1)]
    story = told_by(*told, copies=True)
    assert len(story.parents(told[2])) == 1
    assert story.count == (0, 1)


def test_a_copied_source_is_not_heard_again() -> None:
    first = report("Sable TV", f"[{LONG[:-1]}], a diver said.\n\n{TAIL}", by("a diver"), at="2025-03-01")
    second = report("Island Echo", f"[{LONG[:-1]}], a diver said.\n\n{TAIL}", by("a diver"), at="2025-03-02")
    assert told_by(first, second, copies=True).count == (1, 1)


def test_the_earlier_is_never_copied_from_the_later() -> None:
    first = report("Sable TV", f"[{LONG[:-1]}].\n\n{TAIL}", own(), at="2025-03-01T23:00:00+02:00")
    second = report("Island Echo", f"[{LONG[:-1]}].\n\n{TAIL}", own(), at="2025-03-01T22:00:00Z")
    assert told_by(second, first, copies=True).edges == {("Island Echo", "Sable TV", "reuses")}


def test_both_have_it_from_one_named_source() -> None:
    one = report("Island Echo", f"Mayor Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person")), at="2025-03-01")
    two = report("Morning Ledger", f"[{CRANE}], Ms Brkic said.", by(("Ms Brkic", "person")), at="2025-03-02")
    three = report("Quaysider", f"[{CRANE}], Brkic said.", by(("Brkic", "person")), at="2025-03-03")
    assert told_by(one, two, three).edges == {("Morning Ledger", "Island Echo", "shares_source"), ("Quaysider", "Island Echo", "shares_source")}


def test_a_revised_figure_is_tied_to_the_earliest_with_the_same_figure() -> None:
    guard = ("the Coast Guard", "organization", "say")
    told = [report(outlet, f"[{n} people died], the Coast Guard said.", by(guard, numbers=((n, n, "person"),)), at=f"2025-03-0{i}")
            for i, (outlet, n) in enumerate((("Island Echo", 78), ("Sable TV", 87), ("Quaysider", 87)), 1)]
    assert told_by(*told).edges == {("Sable TV", "Island Echo", "shares_source"), ("Quaysider", "Sable TV", "shares_source")}


def test_who_has_it_from_an_outlet_does_not_share_its_source() -> None:
    one = report("Sable TV", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person")), at="2025-03-01")
    two = report("Island Echo", f"Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person")), at="2025-03-02")
    three = report("Quaysider", f"Ana Brkic told Island Echo that [{CRANE}].", by(("Island Echo", "outlet", "report"), ("Ana Brkic", "person")),
                   at="2025-03-03")
    assert told_by(one, two, three).edges == {("Island Echo", "Sable TV", "shares_source"), ("Quaysider", "Island Echo", "cites")}


def test_roles() -> None:
    denial = report("Quaysider", f"The port denied [{CRANE}].", by(("The port", "organization", "deny")), at="2025-03-02")
    negated = report("Dune Herald", "The mayor of Lipno, Ana Brkic, said [the crane will not be taken down].",
                     by(("Ana Brkic", "person"), polarity="denied"),
                     at="2025-03-03")
    story = told_by(FIRST, denial, negated)
    assert story.roles == {"Sable TV": "telling", "Quaysider": "denial", "Dune Herald": "denial"}
    assert story.edges == set()


def test_a_negative_claim_is_told_by_those_who_say_no() -> None:
    one = report("Island Echo", "[There was no life jacket on board], the Coast Guard said.",
                 by(("the Coast Guard", "organization"), polarity="denied"))
    two = report("Quaysider", "[No life jackets were on board], the ferry's owner said.", by(("the ferry's owner", "person"), polarity="denied"),
                 at="2025-03-02")
    assert set(told_by(one, two).roles.values()) == {"telling"}


def test_a_copy_of_a_denial_has_an_edge_and_the_denial_none() -> None:
    denial = report("Quaysider", f"The port denied [{CRANE}].", by(("The port", "organization", "deny")), at="2025-03-02")
    again = report("Island Echo", f"The port denied [{CRANE}], Quaysider reported.", cited("Quaysider", ("The port", "organization", "deny")),
                   at="2025-03-03")
    story = told_by(FIRST, denial, again)
    assert story.edges == {("Island Echo", "Quaysider", "cites")}
    assert story.count == (1, 1)


def test_a_correction_cites_what_it_corrects() -> None:
    first = report("Island Echo", "[Forty people were hurt].", own(), at="2025-03-01")
    later = report("Island Echo", "Correction: an earlier version of this article gave a wrong figure. [Fourteen people were hurt].", own(),
                   at="2025-03-02")
    story = told_by(first, later)
    assert story.edges == {("Island Echo", "Island Echo", "cites")}
    assert [t.role for t in story.claim.tellings] == ["telling", "correction"]
    assert story.count == (0, 1)


def test_a_person_accepts_or_refuses_an_edge() -> None:
    second = report("Island Echo", f"Sable TV reported that [{CRANE}].", cited("Sable TV"), at="2025-03-02")
    third = report("Quaysider", f"[{CRANE.capitalize()}].", own(), at="2025-03-03")
    taken = told_by(FIRST, second, third,
                    edges={(second.report.id, FIRST.report.id): True, (third.report.id, second.report.id): True})
    assert [p.probability for p in taken.parents(second)] == [1.0]
    assert taken.edges == {("Island Echo", "Sable TV", "cites"), ("Quaysider", "Island Echo", "cites")}
    assert taken.count == (1, 1)
    refused = told_by(FIRST, second, edges={(second.report.id, FIRST.report.id): False})
    assert refused.edges == set()


def test_a_person_refuses_an_edge_to_a_source_that_is_not_here() -> None:
    one = report("Island Echo", f"The Far Gazette reported that [{CRANE}].", cited("The Far Gazette"))
    assert told_by(one, edges={(one.report.id, "source:THE far gazette"): False}).edges == set()


def test_a_person_takes_an_edge_to_a_source_that_is_not_here() -> None:
    one = report("Island Echo", f"[{CRANE.capitalize()}].", own())
    story = told_by(one, edges={(one.report.id, "source:Far Gazette"): True})
    assert [(p.source, p.probability) for p in story.parents(one)] == [("Far Gazette", 1.0)]


def test_a_ruling_on_a_report_that_is_not_here_changes_nothing() -> None:
    assert told_by(FIRST, edges={("r0", "r1"): True, (FIRST.report.id, "r1"): True}).edges == set()


@pytest.mark.parametrize("outlet", [None, "", "   ", "\u202eVT elbaS", "()*+?.\\", "A" * 5000, "news", "the"])
def test_odd_outlets_do_no_harm(outlet: str | None) -> None:
    odd = report(outlet, f"Sable TV reported that [{CRANE}].", cited("Sable TV"), at="2025-03-02")
    more = report("Island Echo", f"{outlet} said [{CRANE}].", cited(outlet or ""), at="not a day")
    story = told_by(FIRST, odd, more)
    assert (outlet or odd.report.id, "Sable TV", "cites") in story.edges
    assert story.origins.established == 1
