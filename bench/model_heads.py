"""What the model alone says of names and of factuality, on public sets. `python bench/model_heads.py --data DIR`."""

import argparse
import sys
from bisect import bisect_right
from pathlib import Path

import numpy as np

from reportedly.extract import Extractor
from reportedly.types import Reading, Report

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))


def read(extractor: Extractor, text: str) -> Reading:
    """A text as a report."""
    return extractor(Report("r", "bench", text, ""))


def names(extractor: Extractor, data: Path) -> dict[str, float]:
    """UNER English EWT dev: F1 in percent over names whose first and last character and kind are all right.

    Sentences of one page are read together, five at a time; OTH and stray tags are no names, as in training.
    """
    from public import read_uner

    right = found = there = 0
    for document in read_uner(data / "ner" / "uner_ewt_dev.iob2"):
        gold = set(document.names or [])
        said = {(n.span.start, n.span.end, str(n.kind)) for n in read(extractor, document.text).names}
        right, found, there = right + len(gold & said), found + len(said), there + len(gold)
    return {"UNER dev, names F1": 200 * right / (found + there)}


def factuality(extractor: Extractor, data: Path) -> dict[str, float]:
    """UW dev: Pearson r in percent and the mean absolute error, over its predicates."""
    from public import read_factuality

    said, gold = [], []
    for document in read_factuality(data / "factuality" / "UW_dev.jsonl"):
        tones = read(extractor, document.text).tones
        starts = [t.start for t in tones]
        for start, _, value in document.facts:
            said.append(tones[bisect_right(starts, start) - 1].factuality)
            gold.append(value)
    return {"UW dev, factuality, Pearson r": 100 * float(np.corrcoef(said, gold)[0, 1]),
            "UW dev, factuality, mean absolute error": float(np.abs(np.array(said) - np.array(gold)).mean())}


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    extractor = Extractor(args.model) if args.model else Extractor()
    for name, value in (names(extractor, args.data) | factuality(extractor, args.data)).items():
        print(f"{name:52} {value:8.2f}")


if __name__ == "__main__":
    main()
