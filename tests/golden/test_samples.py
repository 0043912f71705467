"""What is found in the sample reports, line by line, beside what was found when the golden file was last reviewed.

`make golden` rewrites samples.txt; review its diff. int8 sums differ in their last digits between processors, so a line in
twenty may differ before this fails; a change of the code that is meant shows as a diff of the file.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from reportedly import Extraction, Pipeline, read

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "samples.txt"
SHARE = 0.95  # of the lines of the golden file; measured 1.0 on the machine that wrote it


def lines(extraction: Extraction) -> list[str]:
    """A line a statement: its words and its chain."""
    out = []
    for s in extraction.statements:
        chain = " > ".join(f"{h.name} ({h.kind}, {h.act})" for h in s.chain) or "own voice"
        out.append(f"{' '.join(s.text.split())} | {chain}")
    return out


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    pipeline = Pipeline()
    return {path.name: lines(pipeline.extract(read(path))) for path in sorted((ROOT / "samples").glob("*.html"))}


def test_samples_are_as_reviewed(found: dict[str, list[str]]) -> None:
    text = "".join(f"# {name}\n" + "".join(f"{line}\n" for line in some) + "\n" for name, some in found.items())
    if os.environ.get("REPORTEDLY_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    golden = Counter(line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line)
    now = Counter(line for line in text.splitlines() if line)
    same = sum((golden & now).values())
    changed = "\n".join([*(f"- {line}" for line in golden - now), *(f"+ {line}" for line in now - golden)])
    assert same >= SHARE * max(golden.total(), now.total()), f"`make golden` if this is meant:\n{changed}"


def test_every_page_gives_statements_with_sources(found: dict[str, list[str]]) -> None:
    for name, some in found.items():
        assert len(some) >= 8, name
        assert any(" | own voice" not in line for line in some), name
