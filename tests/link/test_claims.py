"""Statements that are one claim -> the claim: its id, tellings, mode, window and outcome, and what people ruled."""

from link.story import by, digested, own, report, told_by
from reportedly.codec import decode_trace, encode_trace
from reportedly.link.claims import claim_id_of
from reportedly.link.rulings import Rulings, mark
from reportedly.types import Related

FIRST = report("Sable TV", "A clerk said [the crane goes in June].", by("A clerk", mode="forecast", times=(("2025-06-01", "2025-07-01"),)),
               at="2025-03-01")
SECOND = report("Island Echo", "Sable TV said [the crane goes in June]. [It is old].", by(("Sable TV", "outlet", "report"), mode="forecast"),
                own(),
                at="2025-03-02")


def test_the_claim_is_told_in_the_words_of_the_first() -> None:
    found = told_by(SECOND, FIRST, only="crane").claim
    assert (found.text, found.first.outlet, found.mode) == ("the crane goes in June", "Sable TV", "forecast")
    assert [t.report.outlet for t in found.tellings] == ["Sable TV", "Island Echo"]
    assert (found.window, found.outcome, found.settled) == (("2025-06-01", "2025-07-01"), "pending", None)
    assert (found.grade, found.suggested) == (None, 6)


def test_its_id_is_the_first_tellings() -> None:
    found = told_by(SECOND, FIRST, only="crane").claim
    members = [(d, s) for d in map(digested, (SECOND, FIRST)) for s in d.statements if "crane" in s.text]
    assert found.id == claim_id_of(members, Rulings()) == told_by(FIRST).claim.id
    assert told_by(SECOND, only="crane").claim.id != found.id
    assert told_by(SECOND, only="old").claim.id != told_by(SECOND, only="crane").claim.id


def test_a_true_date_puts_another_first() -> None:
    rules = Rulings(dates={FIRST.report.id: "2025-03-09"})
    found = told_by(SECOND, FIRST, rules=rules, only="crane").claim
    assert found.first.outlet == "Island Echo"
    assert found.tellings[1].report.published == "2025-03-09"
    members = [(d, s) for d in map(digested, (SECOND, FIRST)) for s in d.statements if "crane" in s.text]
    assert found.id == claim_id_of(members, rules)


def test_grades_and_outcomes_are_a_persons() -> None:
    at = mark(SECOND.report.id, SECOND.statements[0])
    found = told_by(FIRST, SECOND, rules=Rulings(grades={at: 2}, outcomes={at: "happened"}), only="crane").claim
    assert (found.grade, found.outcome, found.settled) == (2, "happened", "a person")
    other = mark(SECOND.report.id, SECOND.statements[1])
    assert told_by(FIRST, SECOND, rules=Rulings(grades={other: 2}), only="crane").claim.grade is None


def test_what_bears_on_it_is_told_and_proposed() -> None:
    came = Related("c9", "outcome", "the crane went", "r9", 0.97, "much alike", "affirmed", "2025-06-10")
    digests = [digested(FIRST)]
    from reportedly.link.claims import claim

    found = claim([(d, s) for d in digests for s in d.statements], {}, {}, Rulings(), (came,))
    assert (found.related, found.outcome, found.settled) == ((came,), "happened", None)


def test_a_suggested_grade_follows_from_the_origins() -> None:
    ana, ivo, eva = (report(outlet, f"{name} said [the crane goes in June].", by((name, "person")), at=f"2025-03-0{i}") for i, (outlet, name) in
                     enumerate((("Sable TV", "Ana Brkic"), ("Island Echo", "Ivo Kran"), ("Quaysider", "Eva Lund")), 1))
    denial = report("Dune Herald", "The port denied [the crane goes in June].", by(("The port", "organization", "deny")), at="2025-03-05")
    assert [told_by(*some).claim.suggested for some in ((ana,), (ana, ivo), (ana, ivo, eva), (ana, denial))] == [3, 2, 1, 4]


def test_a_claim_survives_json() -> None:
    found = told_by(FIRST, SECOND).claim
    assert decode_trace(encode_trace(found)) == found
