"""What people ruled: the later of two holds, what is withdrawn does not, and replaying changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.rulings import Rulings, mark, meant, rulings, standing
from reportedly.types import Judgement, JudgementKind, Mark, Span, Statement

A, B, C = Mark("ra", 0, 10), Mark("rb", 5, 20), Mark("rc", 0, 4)


def ruled(*said: tuple[JudgementKind, tuple[Mark, ...], str | None]) -> Rulings:
    return rulings([Judgement(f"j{i}", kind, "Kim", f"2025-03-0{i + 1}", about, "Sable TV" if kind == "source" else None, value)
                    for i, (kind, about, value) in enumerate(said)])


def test_together_and_apart() -> None:
    assert ruled(("merge", (A, B), None)).together == {(A, B)}
    assert ruled(("split", (A, B, C), None)).apart == {(A, B), (A, C)}


def test_the_later_of_two_holds_whichever_way_it_is_written() -> None:
    found = ruled(("merge", (A, B), None), ("split", (B, A), None))
    assert not found.together
    assert found.apart == {(B, A)}


def test_edges_by_id_and_by_name_in_any_case() -> None:
    found = ruled(("accept", (A,), "rb"), ("accept", (A,), "source:Far Gazette"), ("reject", (A,), "source:far gazette"))
    assert found.edges == {(A, "rb"): True, (A, "source:far gazette"): False}


def test_the_rest() -> None:
    found = ruled(("date", (A,), "2025-01-01"), ("source", (), "B"), ("grade", (A,), "3"), ("outcome", (A,), "happened"), ("accept", (B,), None),
                  ("accept", (C,), None), ("reject", (C,), None))
    assert found == Rulings(dates={"ra": "2025-01-01"}, sources={"sable tv": "B"}, grades={A: 3}, outcomes={A: "happened"},
                            rejected=frozenset({C}))


def test_what_is_no_statement_is_joined_with_nothing_until_it_is_accepted_or_merged() -> None:
    found = ruled(("merge", (A, B, C), None), ("reject", (B,), None))
    assert (set(found.together), set(found.rejected)) == ({(A, C)}, {B})
    assert ruled(("reject", (B,), None), ("accept", (B,), None)).rejected == frozenset()
    found = ruled(("reject", (B,), None), ("merge", (A, B), None))
    assert (set(found.together), set(found.rejected)) == ({(A, B)}, set())


def test_a_withdrawal_undoes_and_can_be_withdrawn_itself() -> None:
    once: tuple[JudgementKind, tuple[Mark, ...], str | None] = ("merge", (A, B), None)
    assert ruled(once, ("withdraw", (), "j0")) == Rulings()
    assert ruled(once, ("withdraw", (), "j0"), ("withdraw", (), "j1")).together == {(A, B)}
    assert ruled(once, ("withdraw", (), "j0"), ("withdraw", (), "j1"), ("withdraw", (), "j2")) == Rulings()


def test_what_is_withdrawn_lets_the_earlier_hold_again() -> None:
    assert ruled(("grade", (A,), "3"), ("grade", (A,), "5"), ("withdraw", (), "j1")).grades == {A: 3}


def test_a_withdrawal_of_nothing_changes_nothing() -> None:
    assert ruled(("merge", (A, B), None), ("withdraw", (), "j9")).together == {(A, B)}


def test_a_mark_means_the_statement_that_shares_most_of_it() -> None:
    one, two = (Statement(f"s{i}", "…", (Span(*span),), None, ()) for i, span in enumerate(((0, 10), (10, 30))))
    assert meant(mark("ra", two), (one, two)) is two
    assert meant(Mark("ra", 8, 14), (one, two)) is two
    assert meant(Mark("ra", 40, 50), (one, two)) is None
    assert meant(Mark("ra", 0, 0), (one, two)) is None
    assert meant(A, ()) is None


kinds: list[JudgementKind] = ["accept", "reject", "merge", "split", "date", "grade", "outcome", "withdraw"]
values: dict[str, list[str | None]] = {"accept": ["rb", None, "source:X"], "reject": ["rb", None, "source:x"],
                                       "date": ["2025-01-01", "2025-01-02"], "grade": ["1", "6"],
          "outcome": ["happened", "pending"], "withdraw": [f"j{n}" for n in range(8)]}
histories = st.lists(st.sampled_from(kinds).flatmap(lambda kind: st.tuples(
    st.just(kind), st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(values.get(kind, [None])))), max_size=8)


@given(histories)
def test_replaying_gives_the_same_and_withdrawing_the_last_undoes_it(history: list[tuple[JudgementKind, tuple[Mark, ...], str | None]]) -> None:
    assert ruled(*history) == ruled(*history)
    if history:
        assert ruled(*history, ("withdraw", (), f"j{len(history) - 1}")) == ruled(*history[:-1])


@given(histories)
def test_no_pair_is_together_and_apart(history: list[tuple[JudgementKind, tuple[Mark, ...], str | None]]) -> None:
    found = ruled(*history)
    assert not {frozenset(p) for p in found.together} & {frozenset(p) for p in found.apart}


def test_what_stands() -> None:
    every = [Judgement("j0", "grade", "Kim", "1", (A,), None, "2"), Judgement("j1", "withdraw", "Kim", "2", (), None, "j0"),
             Judgement("j2", "withdraw", "Lee", "3", (), None, "j1")]
    assert [j.id for j in standing(every, "grade")] == ["j0"]
    assert [j.id for j in standing(every, "withdraw")] == ["j2"]
    assert standing([], "grade") == []
