"""The items that the model learns from, and those it is measured on, are well marked and are not the same."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEARNED = sorted((ROOT / "training" / "items").glob("*.txt"))
HELD_OUT = ROOT / "bench" / "items.txt"


def test_every_item_is_well_marked() -> None:
    done = subprocess.run([sys.executable, ROOT / "training" / "markup.py", *LEARNED, HELD_OUT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" 0 faulty") == len(LEARNED) + 1


def test_a_faulty_item_is_found(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.txt"
    faulty.write_text("@ 2025-01-01 | X\n[Ann]s1{person} [said]c1{say} so.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, ROOT / "training" / "markup.py", faulty], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "has no content" in done.stdout


def test_no_held_out_sentence_is_learned() -> None:
    def sentences(path: Path) -> set[str]:
        return {s.strip() for s in path.read_text(encoding="utf-8").split(".") if len(s) > 40}

    assert not sentences(HELD_OUT) & {s for path in LEARNED for s in sentences(path)}
