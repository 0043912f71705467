"""Linking through a ledger: the same claims in whatever order and batches reports came, after judgements and after interruptions.

Most tests have a matcher that counts common words; one goes through the samples with the weights that ship.
"""

import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.story import By, WordsLinker, by, own, report
from reportedly import pipeline
from reportedly.codec import encode_trace
from reportedly.ledger import Ledger, open_ledger
from reportedly.link import mark
from reportedly.pipeline import Linking, Pipeline, Source, judgement
from reportedly.types import Claim, Extraction, Failure, Judgement, JudgementKind, Mark

EXTRACTOR = "by hand"
SAMPLES = Path(__file__).parents[1] / "samples"

CRANE = "the old crane at berth four will be taken down in June"
STORY = [
    report("Sable TV", f"A harbour clerk told Sable TV that [{CRANE}].", by(("A harbour clerk", "anonymous", "say", "Sable TV"), mode="forecast",
           times=(("2025-06-01", "2025-07-01"),)), at="2025-03-01T08:00:00Z", url="https://sable.example/crane"),
    report("Adria Wire", f"Sable TV said [{CRANE}]. [Trams will stop at the gate].", by(("Sable TV", "outlet", "report"), mode="forecast"),
           own("forecast"),
           at="2025-03-02"),
    report("Island Echo", f"[{CRANE}], Adria Wire reported. [Trams will stop at the gate].",
           by(("Adria Wire", "outlet", "report"), mode="forecast"),
           own("forecast"), at="2025-03-03"),
    report("Quaysider", f"Mayor Ana Brkic said [{CRANE}].", by(("Ana Brkic", "person"), mode="forecast"), at="2025-03-04"),
    report("Dune Herald", "[The old crane at berth four was taken down in June].", own(), at="2025-06-09"),
    report("Morning Ledger", "[Sixty dockers lost their post], the union said.",
           by(("the union", "organization"), numbers=((60, 60, "docker"),)),
           at="2025-06-10"),
    report("Port Letter", "[Nine dockers lost their post], the harbour company said.", by(("the harbour company", "organization"),
           numbers=((9, 9, "docker"),)), at="2025-06-11"),
]


def padded(one: Extraction) -> Extraction:
    """With so many words of its own that a sentence in common is no copy."""
    own_words = "".join(f" {one.report.id}{n}" for n in range(40))
    return replace(one, report=replace(one.report, text=f"{one.report.text}\n\nMore:{own_words}."))


STORY = [padded(one) for one in STORY]


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "reportedly.db"
    with open_ledger(path):
        pass
    return path


@pytest.fixture
def ledger(blank: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(blank, tmp_path / "reportedly.db")
    with open_ledger(tmp_path / "reportedly.db") as opened:
        yield opened


def linking(linker: WordsLinker | None = None) -> Linking:
    with mock.patch.object(pipeline, "Linker", return_value=linker or WordsLinker()):
        return Linking()


def add(store: Ledger, *reports: Extraction) -> None:
    for one in reports:
        store.add(one, extractor=EXTRACTOR)


def told(store: Ledger) -> str:
    """All claims as JSON, by their ids."""
    return json.dumps([encode_trace(c) for c in sorted(store.claims(), key=lambda c: c.id)], indent=1)


def linked_at_once(blank: Path, reports: Sequence[Extraction], *batches: int, again: bool = False) -> str:
    """What comes of reports that are linked in batches of these sizes, the rest at once, each with a linking of its own if `again`."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(blank, Path(folder) / "reportedly.db")
        with open_ledger(Path(folder) / "reportedly.db") as store:
            link, at = linking(), 0
            for size in (*batches, len(reports)):
                add(store, *reports[at:at + size])
                link.link(store)
                at += size
                link = linking() if again else link
            return told(store)


def claim_with(store: Ledger, words: str) -> Claim:
    found = [c for c in store.claims() if words in c.text]
    assert len(found) == 1, [c.text for c in store.claims()]
    return found[0]


def ruling(kind: JudgementKind, *about: Mark, value: str | None = None, name: str | None = None, n: int = 0) -> Judgement:
    return judgement(kind, "Kim", f"2025-07-01T00:00:{n:02}Z", None, about=about, value=value, name=name)


def of(one: Extraction, statement: int = 0) -> Mark:
    return mark(one.report.id, one.statements[statement])


def test_the_story(ledger: Ledger) -> None:
    add(ledger, *STORY)
    assert linking().link(ledger) == len(STORY)
    crane, trams = claim_with(ledger, "the old crane"), claim_with(ledger, "Trams")
    assert (len(crane.tellings), crane.origins.established, crane.origins.possible) == (4, 1, 2)
    assert (len(trams.tellings), trams.origins.established) == (2, 0)
    assert (crane.window, crane.outcome) == (("2025-06-01", "2025-07-01"), "happened")
    (came,) = [r for r in crane.related if r.kind == "outcome"]
    assert came.claim == claim_with(ledger, "was taken down").id
    (rival,) = claim_with(ledger, "Sixty").related
    assert (rival.kind, rival.claim) == ("rival", claim_with(ledger, "Nine").id)
    assert linking().link(ledger) == 0


def test_adding_a_report_twice_changes_nothing(ledger: Ledger) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)
    before = told(ledger)
    add(ledger, *STORY)
    assert link.link(ledger) == 0
    assert told(ledger) == before


@pytest.mark.parametrize("order", [list(reversed(range(7))), [3, 4, 0, 6, 2, 5, 1], [4, 2, 1, 6, 3, 0, 5]])
@pytest.mark.parametrize("batches", [(), (1, 1, 1, 1, 1, 1), (3, 2)])
def test_the_story_in_other_orders_and_batches(blank: Path, order: list[int], batches: tuple[int, ...]) -> None:
    assert linked_at_once(blank, [STORY[i] for i in order], *batches) == linked_at_once(blank, STORY)


def test_the_story_report_by_report_without_what_is_kept_in_memory(blank: Path) -> None:
    assert linked_at_once(blank, STORY, *[1] * 6, again=True) == linked_at_once(blank, STORY)


SUBJECTS = ("the old crane at berth four", "the new ferry to the island", "sixty dockers of the harbour company",
            "nine dockers of the harbour company")
PREDICATES = ("will be taken down in June", "will be sold in June", "was sold in June", "was taken down by the sea", "will not be sold in June")
OUTLETS = ("Sable TV", "Adria Wire", "Island Echo", "Quaysider", None)
DATES = ("2025-03-01", "2025-03-02T09:00:00+04:00", "2025-06-20", None, "soon")
BYS: tuple[By, ...] = (
    own(), own("forecast"), by("a clerk", mode="forecast", times=(("2025-06-01", "2025-07-01"),)), by(("Ana Brkic", "person")),
    by(("Sable TV", "outlet", "report"), "a clerk", mode="forecast"), by(("Adria Wire", "outlet", "report")),
    by(("the union", "organization", "deny")),
    by(("the union", "organization"), numbers=((60, 60, "docker"),)), by(("the company", "organization"), numbers=((9, 9, "docker"),)),
    by(("the union", "organization"), polarity="denied"))
sentences = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from(BYS))
written = st.tuples(st.sampled_from(OUTLETS), st.lists(sentences, min_size=1, max_size=3), st.sampled_from(DATES))


def made(some: Sequence[tuple[str | None, list[tuple[str, str, By]], str | None]]) -> list[Extraction]:
    """Reports of these sentences, none twice."""
    reports = [report(outlet, " ".join(f"[{s} {p}], we hear." for s, p, _ in told_), *(b for _, _, b in told_), at=at) for outlet, told_,
               at in some]
    return list({r.report.id: r for r in reports}.values())


@settings(max_examples=12, deadline=None)
@given(st.lists(written, min_size=2, max_size=6).map(made), st.randoms(use_true_random=False), st.lists(st.integers(1, 3), max_size=3))
def test_the_order_of_arrival_and_the_batches_make_no_difference(blank: Path, reports: list[Extraction], mix: random.Random,
                                                                 batches: list[int]) -> None:
    shuffled = list(reports)
    mix.shuffle(shuffled)
    assert linked_at_once(blank, shuffled, *batches) == linked_at_once(blank, reports)


def test_the_size_of_a_transaction_makes_no_difference(blank: Path) -> None:
    expected = linked_at_once(blank, STORY)
    for size in (1, 2, 5):
        with mock.patch.object(pipeline, "LINKED_AT_ONCE", size):
            assert linked_at_once(blank, STORY) == expected


def test_a_report_read_again_with_other_particulars_replaces_its_tellings(ledger: Ledger) -> None:
    link = linking()
    add(ledger, *STORY)
    link.link(ledger)
    wire = STORY[1]
    add(ledger, replace(wire, report=replace(wire.report, outlet="Adria Press", published="2025-03-05")))
    assert link.link(ledger) == 1
    crane = claim_with(ledger, "the old crane")
    assert [t.report.outlet for t in crane.tellings] == ["Sable TV", "Island Echo", "Quaysider", "Adria Press"]
    assert crane.origins.possible == 3  # nobody knows the Adria Wire's telling any more


def test_a_report_read_again_by_another_model_replaces_its_tellings(blank: Path, ledger: Ledger) -> None:
    wire = STORY[1]
    less = replace(wire, statements=(replace(wire.statements[1], id="s1"),), attributions=())
    link = linking()
    add(ledger, *STORY)
    link.link(ledger)
    ledger.add(less, extractor="another")
    link.link(ledger)
    assert told(ledger) == linked_at_once(blank, [STORY[0], less, *STORY[2:]])
    gone = replace(wire, statements=(), attributions=())
    ledger.add(gone, extractor="a third")
    link.link(ledger)
    assert told(ledger) == linked_at_once(blank, [STORY[0], gone, *STORY[2:]])


@settings(max_examples=10, deadline=None)
@given(st.lists(written, min_size=2, max_size=5).map(made), st.data())
def test_reading_again_is_as_if_it_had_been_read_so_at_first(blank: Path, reports: list[Extraction], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(reports) - 1))
    changed = replace(reports[i],
                      report=replace(reports[i].report, outlet=data.draw(st.sampled_from(OUTLETS)), published=data.draw(st.sampled_from(DATES))))
    expected = linked_at_once(blank, [*reports[:i], changed, *reports[i + 1:]])
    assert linked_at_once(blank, [*reports, changed], len(reports)) == expected


def all_rulings(reports: Sequence[Extraction]) -> st.SearchStrategy[list[tuple[JudgementKind, tuple[Mark, ...], str | None]]]:
    marks = st.sampled_from([of(r, i) for r in reports for i in range(len(r.statements))])
    pair = st.lists(marks, min_size=2, max_size=3, unique=True).map(tuple)
    one = marks.map(lambda m: (m,))
    parents = st.sampled_from([*(r.report.id for r in reports), "source:Far Gazette", None])
    return st.lists(st.one_of(
        st.tuples(st.sampled_from(["merge", "split"]), pair, st.none()),
        st.tuples(st.sampled_from(["accept", "reject"]), one, parents),
        st.tuples(st.just("date"), one, st.sampled_from(["2025-01-01", "2025-12-01T08:00:00+02:00"])),
        st.tuples(st.just("grade"), one, st.sampled_from("123456")),
        st.tuples(st.just("outcome"), one, st.sampled_from(["happened", "contested", "pending"])),
    ), min_size=1, max_size=4)


def judged(blank: Path, reports: Sequence[Extraction], said: Sequence[Judgement], *, before: int = 0) -> str:
    """What comes of the reports and the judgements, `before` of which are made before the reports are linked."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(blank, Path(folder) / "reportedly.db")
        with open_ledger(Path(folder) / "reportedly.db") as store:
            link = linking()
            add(store, *reports)
            for one in said[:before]:
                link.judge(store, one)
            link.link(store)
            for one in said[before:]:
                link.judge(store, one)
            return told(store)


@settings(max_examples=8, deadline=None)
@given(all_rulings(STORY), st.data())
def test_judgements_mean_the_same_whenever_they_are_replayed(blank: Path, said: list[tuple[JudgementKind, tuple[Mark, ...], str | None]],
                                                             data: st.DataObject) -> None:
    every = [ruling(kind, *about, value=value, n=n) for n, (kind, about, value) in enumerate(said)]
    expected = judged(blank, STORY, every)
    assert judged(blank, STORY, every, before=data.draw(st.integers(1, len(every)))) == expected
    assert judged(blank, STORY[::-1], every) == expected


@settings(max_examples=8, deadline=None)
@given(all_rulings(STORY), st.data())
def test_withdrawing_undoes_a_judgement(blank: Path, said: list[tuple[JudgementKind, tuple[Mark, ...], str | None]],
                                        data: st.DataObject) -> None:
    every = [ruling(kind, *about, value=value, n=n) for n, (kind, about, value) in enumerate(said)]
    gone = data.draw(st.permutations(every))[:data.draw(st.integers(1, len(every)))]
    withdrawn = [ruling("withdraw", value=j.id, n=30 + n) for n, j in enumerate(gone)]
    assert judged(blank, STORY, [*every, *withdrawn]) == judged(blank, STORY, [j for j in every if j not in gone])


def test_a_judgement_elsewhere_leaves_what_was_merged_as_it_is(blank: Path) -> None:
    merge = ruling("merge", of(STORY[0]), of(STORY[2]), n=0)
    elsewhere = [ruling("date", of(report), value="2025-01-01", n=1 + n) for n, report in enumerate(STORY)]
    for one in elsewhere:
        assert judged(blank, STORY, [merge, one, ruling("withdraw", value=one.id, n=30)]) == judged(blank, STORY, [merge])


UNDONE: dict[str, tuple[JudgementKind, tuple[Mark, ...], str | None]] = {
    "merge": ("merge", (of(STORY[0]), of(STORY[1], 1)), None),
    "split": ("split", (of(STORY[3]), of(STORY[0]), of(STORY[1])), None),
    "reject": ("reject", (of(STORY[1]),), STORY[0].report.id),
    "accept": ("accept", (of(STORY[3]),), STORY[0].report.id),
    "date": ("date", (of(STORY[3]),), "2025-02-01"),
    "outcome": ("outcome", (of(STORY[0]),), "did_not_happen"),
    "grade": ("grade", (of(STORY[0]),), "2"),
}


@pytest.mark.parametrize("kind", UNDONE)
def test_each_judgement_changes_something_and_its_withdrawal_undoes_it(ledger: Ledger, kind: str) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)
    before = told(ledger)
    said, about, value = UNDONE[kind]
    made_ = ruling(said, *about, value=value)
    link.judge(ledger, made_)
    assert told(ledger) != before
    link.judge(ledger, ruling("withdraw", value=made_.id, n=1))
    assert told(ledger) == before


def test_what_judgements_do(ledger: Ledger) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)

    def crane() -> Claim:
        return ledger.claim(f"{STORY[0].report.id}/s1")

    link.judge(ledger, ruling("merge", of(STORY[0]), of(STORY[1], 1)))
    assert {t.statement.text for t in crane().tellings} == {CRANE, "Trams will stop at the gate"}
    link.judge(ledger, ruling("split", of(STORY[0]), of(STORY[1], 1), n=1))
    assert {t.statement.text for t in crane().tellings} == {CRANE}
    assert crane().origins.possible == 2
    link.judge(ledger, ruling("reject", of(STORY[1]), value=STORY[0].report.id, n=2))
    assert crane().origins.possible == 3
    link.judge(ledger, ruling("date", of(STORY[3]), value="2025-02-01", n=3))
    assert ledger.claim(f"{STORY[0].report.id}/s1").first.outlet == "Quaysider"
    link.judge(ledger, ruling("outcome", of(STORY[0]), value="did_not_happen", n=4))
    assert (crane().outcome, crane().settled) == ("did_not_happen", "a person")


def test_judgements_follow_a_report_that_is_read_again(ledger: Ledger) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)
    link.judge(ledger, ruling("split", of(STORY[3]), of(STORY[0]), of(STORY[1]), of(STORY[2])))
    again = replace(STORY[3], statements=(replace(STORY[3].statements[0], id="s7"),))
    ledger.add(again, extractor="another")
    link.link(ledger)
    assert len(ledger.claim(f"{STORY[3].report.id}/s7").tellings) == 1


def test_a_judgement_on_what_is_not_there_changes_nothing(ledger: Ledger) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)
    before = told(ledger)
    for n, (kind, value) in enumerate([("merge", None), ("split", None), ("accept", "r0"), ("date", "2025-01-01"), ("withdraw", "j0"),
                                       ("grade", "3")]):
        link.judge(ledger, ruling(kind, Mark("r0", 0, 5), Mark("r1", 0, 5), value=value, n=n))  # type: ignore[arg-type]
    assert told(ledger) == before


class Falls(WordsLinker):
    """A linker that breaks after so many comparisons."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def compare(self, *args: object) -> object:  # type: ignore[override]
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().compare(*args)  # type: ignore[arg-type]


@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_an_interrupted_linking_goes_on_where_it_stopped(blank: Path, ledger: Ledger, after: int) -> None:
    add(ledger, *STORY)
    with mock.patch.object(pipeline, "LINKED_AT_ONCE", 2):
        falls = linking(Falls(after))
        with pytest.raises(KeyboardInterrupt):
            falls.link(ledger)
        done = len(STORY) - len(ledger.unlinked(pipeline.LINKER))
        assert done % 2 == 0
        assert done == len({t.report.id for c in ledger.claims() for t in c.tellings})
        falls.linker = WordsLinker()
        assert falls.link(ledger) == len(STORY) - done
    assert told(ledger) == linked_at_once(blank, STORY)


def test_an_interrupted_judgement_did_not_happen(ledger: Ledger) -> None:
    add(ledger, *STORY)
    link = linking()
    link.link(ledger)
    before = told(ledger)
    with mock.patch.object(link.linker, "claim", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        link.judge(ledger, ruling("grade", of(STORY[0]), value="2"))
    assert (told(ledger), ledger.judgements()) == (before, [])


def test_what_an_older_linker_did_is_done_anew(ledger: Ledger) -> None:
    add(ledger, *STORY)
    with mock.patch.object(pipeline, "LINKER", "link 0"):
        linking().link(ledger)
    before = told(ledger)
    assert linking().link(ledger) == len(STORY)
    assert told(ledger) == before


def test_progress_is_told(ledger: Ledger) -> None:
    add(ledger, *STORY)
    seen: list[tuple[int, int]] = []
    with mock.patch.object(pipeline, "LINKED_AT_ONCE", 3):
        linking().link(ledger, lambda done, of_: seen.append((done, of_)))
    assert seen == [(3, 7), (6, 7), (7, 7)]


def test_few_digests_are_kept_in_memory_and_it_makes_no_difference(blank: Path) -> None:
    with mock.patch.object(pipeline, "DIGESTS_KEPT", 2):
        assert linked_at_once(blank, STORY, 1, 1, 1) == linked_at_once(blank, STORY)


def test_the_samples_in_another_order_and_one_by_one(blank: Path) -> None:
    reader, link = Pipeline(), Linking()
    read = [found for path in sorted(SAMPLES.glob("*.html")) if not isinstance(found := reader.process(Source(str(path))), Failure)]
    assert len(read) == 13

    def run(reports: Sequence[Extraction], size: int) -> str:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(blank, Path(folder) / "reportedly.db")
            with open_ledger(Path(folder) / "reportedly.db") as store:
                link._digests.clear()
                for at in range(0, len(reports), size):
                    add(store, *reports[at:at + size])
                    link.link(store)
                return told(store)

    mixed = list(read)
    random.Random(4).shuffle(mixed)  # noqa: S311 - an order, no secret
    assert run(read, 13) == run(mixed, 5)


def test_a_claim_that_names_another_names_it_right_when_its_id_changes(blank: Path) -> None:
    """A report that was published earlier changes the id of the claim that it joins."""
    forecast = report("Sable TV", "The clerk said [the old crane at berth four will be taken down in June].",
                      by("The clerk", mode="forecast", times=(("2025-06-01", "2025-07-01"),)), at="2025-06-05")
    came = report("Dune Herald", "[The old crane at berth four was taken down in June].", own(), at="2025-06-20")
    earlier = report("Quaysider", "[The old crane at berth four was taken down in June].", own(), at="2025-06-01")
    found = linked_at_once(blank, [forecast, came, earlier], 2)
    assert found == linked_at_once(blank, [earlier, came, forecast])
    traces = json.loads(found)
    (named,) = {r["claim"] for t in traces for r in t["related"]}
    assert named in {t["claim"]["id"] for t in traces}
    assert "was taken" in next(t["claim"]["text"] for t in traces if t["claim"]["id"] == named)
