"""Many sources side by side: order kept, few in flight, and one that fails costs no other."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from marks import report
from reportedly.errors import ReadError
from reportedly.pipeline import Pipeline, Source, in_order
from reportedly.types import Extraction, Failure, Report

TEXTS = [f"The mayor said that bridge {n} will reopen in May. “We are {'very ' * n}glad,” she added." for n in range(12)]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def sources() -> list[Source]:
    return [Source(f"{n}.txt", data=text.encode()) for n, text in enumerate(TEXTS)]


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_order_is_kept(workers: int) -> None:
    def work(n: int) -> int:
        time.sleep(0.002 * (n % 5))
        return n * n

    assert list(in_order(work, range(40), workers)) == [n * n for n in range(40)]


def test_few_are_in_flight() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for n in range(100_000):
            taken = n + 1
            yield n

    for given, result in enumerate(in_order(lambda n: n, items(), 3), 1):
        assert result == given - 1
        assert taken <= given + 2 * 3
        if given == 50:
            break


def test_a_result_does_not_wait_for_the_next_item_but_one() -> None:
    """The first of two is given when it is done, while the second is still at work."""
    go = threading.Event()
    results = in_order(lambda n: n if n == 0 else go.wait(30) and n, range(2), 4)
    assert next(results) == 0
    go.set()
    assert next(results) == 1


def test_an_exception_of_the_work_is_raised_in_its_place() -> None:
    results = in_order(lambda n: 6 // n, (3, 2, 0, 1), 2)
    assert [next(results), next(results)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_exception_of_the_items_is_raised() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ReadError("no more")

    with pytest.raises(ReadError, match="no more"):
        list(in_order(lambda n: n, items(), 2))


def test_who_stops_does_not_wait() -> None:
    go = threading.Event()
    results = in_order(lambda n: n if n == 0 else go.wait(30) and n, range(8), 2)
    assert next(results) == 0
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 10
    go.set()


def test_one_bad_source_among_many(pipeline: Pipeline, tmp_path: Path) -> None:
    given = sources()
    given[3:3] = [Source(str(tmp_path / "missing.txt")), Source("empty.txt", data=b""), Source("binary.txt", data=b"\0\1\2"),
                  Source("https://valley.example/bridge")]
    results = list(pipeline.stream(given))
    failed = results[3:7]
    assert all(isinstance(result, Failure) and result.name == source.name and result.reason.startswith(f"{source.name}: ")
               and "\n" not in result.reason for result, source in zip(failed, given[3:7], strict=True))
    assert [r.report.text for r in results if isinstance(r, Extraction)] == TEXTS


def test_a_fault_of_ours_costs_one_report(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    true = Pipeline.extract

    def extract(self: Pipeline, report: Report) -> Extraction:
        if report.name == "5.txt":
            raise IndexError("list index\nout of range")
        return true(self, report)

    monkeypatch.setattr(Pipeline, "extract", extract)
    results = list(pipeline.stream(sources()))
    assert results[5] == Failure("5.txt", "5.txt: a fault of reportedly's own (IndexError: list index out of range); please report it")
    assert sum(isinstance(result, Extraction) for result in results) == len(TEXTS) - 1


def test_too_deep_is_a_failure(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(self: Pipeline, report: Report) -> Extraction:
        return extract(self, report)

    monkeypatch.setattr(Pipeline, "extract", extract)
    assert pipeline.process(sources()[0]) == Failure("0.txt", "0.txt: is nested too deeply to be read; give its text")


def test_the_result_does_not_depend_on_the_workers(pipeline: Pipeline) -> None:
    alone = [pipeline.process(source) for source in sources()]
    for workers in (1, 2, 5):
        assert list(pipeline.stream(sources(), workers)) == alone
    assert [pipeline.process(source) for source in reversed(sources())] == alone[::-1]


def test_an_easy_sentence(pipeline: Pipeline) -> None:
    found = pipeline.extract(report("The mayor said that the bridge will reopen in May."))
    assert [(s.text, [hop.kind != "unknown" for hop in s.chain]) for s in found.statements] == [("the bridge will reopen in May", [True])]


def test_the_version_names_program_and_model(pipeline: Pipeline) -> None:
    assert pipeline.version.startswith("reportedly 0.")
    assert pipeline.version.endswith(f", model {pipeline.extractor.version}")
