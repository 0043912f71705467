"""Quality and speed. `python bench/bench.py [--data DIR]`; exit 1 where quality falls below bench/floors.json.

Quality comes from the scorers beside DIR (`DIR/../score`, `DIR/../gold`) and needs --data. Speed compares the whole of
`extract` with the bare encoder session on the same word pieces and as many threads, so that the overhead is a ratio; it
never gates.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cascades
import model_heads
import pairs
import places
import quantities
import times

import across
from reportedly import codec
from reportedly.link.embed import Embedder
from reportedly.pipeline import Pipeline, Source, in_order, share_the_lock
from reportedly.read import Given, load_manifest
from reportedly.types import Failure

HERE = Path(__file__).parent
WORKERS = os.cpu_count() or 1


def write_predictions(pipeline: Pipeline, files: list[Path], out: Path, manifest: Path | None = None) -> None:
    """What `reportedly extract FILES` prints."""
    table = load_manifest(manifest) if manifest else None
    sources = [Source(str(f), table.given(str(f)) if table else Given()) for f in files]
    with out.open("w", encoding="utf-8") as lines:
        for result in pipeline.stream(sources):
            if not isinstance(result, Failure):
                lines.write(json.dumps(codec.encode_extraction(result), ensure_ascii=False) + "\n")


def scored(*command: object) -> dict[str, dict[str, float]]:
    """The JSON that a scorer prints."""
    done = subprocess.run([sys.executable, *map(str, command), "--json"], capture_output=True, text=True, check=True)
    result: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return result


def quality(pipeline: Pipeline, data: Path) -> dict[str, float]:
    """PolNeAR dev and the statement gold, in percent."""
    score, gold = data.parent / "score", data.parent / "gold" / "extract" / "gold.jsonl"
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        dev = data / "polnear" / "dev"
        write_predictions(pipeline, sorted(dev.glob("*.txt")), folder / "polnear.jsonl")
        result = scored(score / "score_attributions.py", dev, folder / "polnear.jsonl")
        for key in ("source exact", "cue exact", "content exact", "relation relaxed", "relation exact"):
            out[f"PolNeAR dev, {key}"] = result[key]["f1"]
        subprocess.run([sys.executable, score / "write_inputs.py", gold, folder / "gold"], check=True)
        write_predictions(pipeline, sorted((folder / "gold").glob("*.txt")), folder / "gold.jsonl", folder / "gold" / "manifest.tsv")
        result = scored(score / "score_statements.py", gold, folder / "gold.jsonl")
        for group, key in (("attributions", "relation F1"), ("attributions", "nested recall"), ("statements", "F1"),
                           ("chain", "exact, end to end F1"), ("chain", "kind, matched"), ("chain", "act, matched"),
                           ("mode", "end to end F1"), ("polarity", "absent F1, end to end"), ("polarity", "denied F1, end to end"),
                           ("certainty", "factuality sign, matched"), ("certainty", "likelihood F1, end to end"),
                           ("times", "exact F1, end to end"), ("times", "overlap F1, end to end"), ("quantities", "F1, end to end"),
                           ("quantities", "with per and of F1, end to end"), ("places", "F1, end to end"),
                           ("places", "control occupied F1, end to end"), ("counts", "boilerplate false statements")):
            out[f"gold, {group}: {key}"] = result[group][key] * (1 if group == "counts" else 100)
    return out | public_sets(pipeline, data)


def public_sets(pipeline: Pipeline, data: Path) -> dict[str, float]:
    """The parts on public sets; what each measure counts is said beside its code."""
    share, _ = times.share(data)
    return {**model_heads.names(pipeline.extractor, data), **model_heads.factuality(pipeline.extractor, data),
            **quantities.newsquant(data), "Recognizers specs, intervals right": 100 * share, **places.toponyms(data),
            **across.measured(pipeline, data), **pairs.measured(data, Embedder()), **cascades.measure()}


def texts() -> list[bytes]:
    """Reports of about 600 words, made of our own held-out items."""
    sys.path.insert(0, str(HERE.parent / "training"))
    from markup import read_items

    words, out = "", []
    for item in read_items(HERE / "items.txt"):
        words += item.text + "\n\n"
        if len(words.split()) >= 600:
            out.append(words.encode())
            words = ""
    return out * 4


def speed(pipeline: Pipeline) -> dict[str, float]:
    """Reports and word pieces a second: whole and bare in turn, the medians, so that noise falls on both."""
    sources = [Source(f"{i}.txt", data=text) for i, text in enumerate(texts())]
    windows = [w for s in sources for w in pipeline.extractor.windows(s.read())]
    pieces = sum(len(w.ids) for w in windows)
    model = pipeline.extractor.model

    def whole(workers: int) -> None:
        for result in pipeline.stream(sources, workers):
            assert not isinstance(result, Failure)
            json.dumps(codec.encode_extraction(result))

    def bare(workers: int) -> None:
        for _ in in_order(model.encode_only, windows, workers):
            pass

    out = {}
    for workers in sorted({1, WORKERS}):
        times: dict[str, list[float]] = {"whole": [], "bare": []}
        for _ in range(5):
            for name, work in (("whole", whole), ("bare", bare)):
                began = time.perf_counter()
                work(workers)
                times[name].append(time.perf_counter() - began)
        took = {name: statistics.median(t) for name, t in times.items()}
        out |= {
            f"reports of 600 words a second, {workers} at a time": len(sources) / took["whole"],
            f"word pieces a second, whole, {workers} at a time": pieces / took["whole"],
            f"word pieces a second, bare encoder, {workers} at a time": pieces / took["bare"],
            f"whole : bare, {workers} at a time": took["whole"] / took["bare"],
        }
    return out


def start_and_memory() -> dict[str, float]:
    """Seconds from the command to the last line of a short report; peak megabytes over a thousand reports streamed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "short.txt").write_text("The mayor said on Monday that the bridge would reopen in May.\n", encoding="utf-8")
        command = [sys.executable, "-m", "reportedly.present.cli", "extract"]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run([*command, folder / "short.txt"], check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
        many = texts()
        (folder / "many").mkdir()
        for i in range(1000):
            (folder / "many" / f"{i:04}.txt").write_bytes(f"Report {i}.\n\n".encode() + many[i % len(many)])
        code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = subprocess.run([sys.executable, "-c", code, *command, folder / "many"], check=True, capture_output=True, text=True)
    return {"start-up, seconds": min(times), "peak memory over 1000 reports, MB": int(done.stdout) / 1024}


def main() -> None:
    """Print what was measured; compare quality with its floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--quality-only", action="store_true")
    args = parser.parse_args()
    pipeline = Pipeline()
    share_the_lock()
    below = []
    if args.data:
        floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
        for name, value in quality(pipeline, args.data.resolve()).items():
            floor = floors.get(name)
            bad = floor is not None and (value > floor if "false" in name or "error" in name else value < floor)
            below += [name] if bad else []
            print(f"{name:52} {value:8.2f}   floor {floor}{'   BELOW' if bad else ''}")
    else:
        print("quality: needs --data (the scorers and the gold are not part of the project)")
    if not args.quality_only:
        for name, value in (speed(pipeline) | start_and_memory()).items():
            print(f"{name:52} {value:8.2f}")
    if below:
        sys.exit(f"below the floor: {', '.join(below)}")


if __name__ == "__main__":
    main()
