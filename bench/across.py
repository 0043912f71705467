"""The shown cases of `gold/across`, read, linked and scored by `score/score_across.py`: what a user would get of them."""

import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly import codec
from reportedly.link import Linker
from reportedly.pipeline import Pipeline, Source
from reportedly.types import Extraction

SHOWN = (("tellings found", ("tellings_found",)), ("claim pairs F1", ("pairwise", "f1")), ("claim pairs precision", ("pairwise", "p")),
         ("first report", ("first",)), ("established exact", ("origins", "established")), ("possible exact", ("origins", "possible")),
         ("edges F1", ("edges", "f1")), ("drift F1", ("drift", "f1")), ("outcome", ("outcome",)))


def claims(linker: Linker, extractions: list[Extraction]) -> dict[str, Any]:
    """The claims of some reports, as `trace --all --json` prints them."""
    digests = [linker.digest(e) for e in extractions]
    found, texts = [p for d in digests for p in linker.compare(d, d)[0]], {}
    for a, b in combinations(digests, 2):
        if a.keys & b.keys:
            pairs, texts[a.report.id, b.report.id] = linker.compare(a, b)
            found += pairs
    return {"claims": [codec.encode_trace(c) for c in linker.claims(digests, found, texts)]}


def measured(pipeline: Pipeline, data: Path) -> dict[str, float]:
    """In percent; `not_same` merged is a count."""
    gold, linker = data.parent / "gold" / "across", Linker()
    with tempfile.TemporaryDirectory() as scratch:
        for case in sorted(p.parent for p in gold.glob("*/gold.json")):
            read = [r for r in pipeline.stream(Source(str(f)) for f in sorted(case.glob("*.html"))) if isinstance(r, Extraction)]
            (Path(scratch) / f"{case.name}.json").write_text(json.dumps(claims(linker, read)), encoding="utf-8")
        scorer = data.parent / "score" / "score_across.py"
        done = subprocess.run([sys.executable, str(scorer), str(gold), scratch], capture_output=True, text=True, check=True)
    overall = json.loads(done.stdout)["overall"]
    out = {}
    for name, keys in SHOWN:
        value = overall
        for key in keys:
            value = value[key]
        out[f"across, {name}"] = 100 * float(value)
    return out | {"across, not_same merged": float(overall["not_same"]["violations"])}


if __name__ == "__main__":
    for line in measured(Pipeline(), Path(sys.argv[1])).items():
        print(*line, sep="\t")
