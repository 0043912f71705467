"""The whole recipe: `make train DATA=shared/data`. Three stages, export, the decoder's numbers. It goes on where it stopped.

Stage 1 learns from PolNeAR alone; stage 2 from PolNeAR and our own items, which alone know nested attributions, statements, kinds
and acts; stage 3 from these, the tones of our items, and public sets of names and factuality. About two hours on two idle cores.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "reportedly" / "models" / "en"


def main() -> None:
    """Run the steps in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="where checkpoints go")
    parser.add_argument("--version", default="en-2")
    args = parser.parse_args()
    score = args.data.resolve().parent / "score" / "score_attributions.py"
    for needed in (args.data / "polnear" / "train", args.data / "polnear" / "dev", args.data / "ner", args.data / "factuality", score):
        if not needed.exists():
            sys.exit(f"{needed} is missing: name the data folder, beside which the scorers are, as in `make train DATA=shared/data`")
    one, two, three = (args.work / f"stage{n}" for n in (1, 2, 3))
    for step in (
        ["train.py", "--data", args.data, "--out", one, "--epochs", 3, "--lr", 3e-4, "--end", 0.72],
        ["train.py", "--data", args.data, "--out", two, "--epochs", 2, "--own", 2, "--lr", 2e-4, "--dropout", 0.15, "--init", one / "last.pt"],
        ["train.py", "--data", args.data, "--out", three, "--epochs", 6, "--own", 2, "--public", "--part", 0.5, "--lr", 2e-4, "--dropout", 0.15,
         "--init", two / "last.pt"],
        ["export.py", three / "last.pt", "--out", MODEL, "--version", args.version],
        ["sweep.py", MODEL, "--data", args.data],
    ):
        print("==", *step, flush=True)
        subprocess.run([sys.executable, HERE / step[0], *map(str, step[1:])], check=True)


if __name__ == "__main__":
    main()
