"""Choose the threshold of a cue on PolNeAR dev.

The encoder runs once; every setting only decodes again. The setting with the best mean over the five scores is written into the
model's config.json, and the table is printed for LOG.md.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from reportedly import codec
from reportedly.extract import Extractor
from reportedly.extract.decode import decode
from reportedly.extract.parents import parents
from reportedly.read import read
from reportedly.types import Attribution, Extraction

KEYS = ("source exact", "cue exact", "content exact", "relation relaxed", "relation exact")


def main() -> None:
    """Print a row a setting, best last; write the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data.resolve().parent / "score"))
    from score_attributions import score

    extractor = Extractor(args.model)
    model = extractor.model
    dev = args.data / "polnear" / "dev"
    reports = [read(path) for path in sorted(dev.glob("*.txt"))]
    windows = [extractor.windows(report) for report in reports]
    scores = [[model(w) for w in some] for some in windows]
    rows = []
    config = model.config
    for threshold in (0.35, 0.45, 0.55, 0.65, 0.75):
        model.config = replace(config, cue_threshold=threshold)
        predictions = {}
        for report, some, said in zip(reports, windows, scores, strict=True):
            found, _ = decode(report.text, some, said, model)
            found.sort(key=lambda f: f.cue)
            above = parents(report.text, found)
            attributions = tuple(
                Attribution(f"a{i}", f.cue, f.sources, f.contents, None if p is None else f"a{p}", "indirect", f.score, "unknown", "say")
                for i, (f, p) in enumerate(zip(found, above, strict=True)))
            predictions[Path(report.name).stem] = codec.encode_extraction(Extraction(report, attributions, ()))
        result = score(dev, predictions)
        found_scores = [result[key]["f1"] for key in KEYS]
        rows.append((sum(found_scores) / len(KEYS), threshold, found_scores))
    rows.sort()
    for mean, threshold, values in rows:
        print(f"threshold {threshold}  mean {mean:.2f}  " + "  ".join(f"{k} {v:.2f}" for k, v in zip(KEYS, values, strict=True)))
    path = args.model / "config.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cue_threshold"] = rows[-1][1]
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
