"""Own cases -> models/match/match.json: the weights of the matcher, and what it measures on cases left out.

    python training/match.py --cases training/across --cache build/across [--out src/reportedly/models/match]

Cross-validated by case: no statement of a case is judged by weights that saw the case. The network is small, and the mean of
several that differ only in their seed.
"""

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cases import Case, found, load_cases, pairs
from export_embed import write_config
from reportedly.link.apart import apart
from reportedly.link.cluster import cluster
from reportedly.link.compare import FEATURES, Between, features
from reportedly.link.digest import Digest, digest
from reportedly.link.embed import Embedder
from reportedly.link.gist import Gist
from reportedly.link.match import shortlist
from reportedly.link.pairs import ALIKE, KEPT, between
from reportedly.link.reuse import shared

UNITS = 12
SEEDS = 5
EPOCHS = 500
SPARSE = 1e-3  # swept 2e-4, 1e-3, 3e-3: average precision on cases left out .803, .818, .795
DECAY = 0.02
_SHINGLE = 6
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")


@dataclass
class Sample:
    """The pairs of one case: features [n, FEATURES], same or not [n], weights [n], and who they are."""

    case: Case
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    w: NDArray[np.float64]
    who: list[tuple[tuple[str, str], tuple[str, str]]]
    gists: dict[tuple[str, str], Gist]
    digests: dict[str, Digest]
    stand: dict[frozenset[str], Between]


def digests_of(case: Case, embedder: Embedder) -> dict[str, Digest]:
    """What linking keeps of each report of a case, by the case's name for it."""
    return {name: digest(extraction, embedder) for name, extraction in case.extractions.items()}


def sample(case: Case, embedder: Embedder) -> Sample:
    """Everything to learn from one case."""
    digests = digests_of(case, embedder)
    known = {(name, g.id): g for name, d in digests.items() for g in d.gists}
    stand, text = {}, {}
    for r, q in combinations_with_replacement(sorted(digests), 2):
        a, b = digests[r], digests[q]
        text[r, q] = None if a is b else shared(a.running, b.running)
        stand[frozenset((r, q))] = between(a, b, text[r, q])
    x, y, w, who = [], [], [], []
    for a, b, same, weight in pairs(case):
        if a in known and b in known:
            x.append(features(known[a], known[b], stand[frozenset((a[0], b[0]))]))
            y.append(float(same))
            w.append(weight)
            who.append((a, b))
    return Sample(case, np.array(x), np.array(y), np.array(w), who, known, digests, stand)


class Network(nn.Module):
    """A few hidden units beside a plain weighing of the features."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, UNITS)
        self.out = nn.Linear(UNITS, 1)
        self.skip = nn.Linear(width, 1, bias=False)
        nn.init.normal_(self.out.weight, std=0.1)
        nn.init.zeros_(self.skip.weight)

    def forward(self, x: Tensor) -> Tensor:
        return (self.out(torch.tanh(self.hidden(x))) + self.skip(x)).squeeze(-1)


Weights = dict[str, NDArray[np.float64]]


def train(samples: Sequence[Sample], seed: int) -> Weights:
    """One network, its weights for features as they come (not standardised)."""
    torch.manual_seed(seed)
    x = torch.tensor(np.concatenate([s.x for s in samples]), dtype=torch.float32)
    y = torch.tensor(np.concatenate([s.y for s in samples]), dtype=torch.float32)
    # each case counts alike, and far pairs, which are most, less than near ones
    w = torch.tensor(np.concatenate([s.w * (0.2 + s.x[:, 0].clip(0, 1)) / max(1.0, s.y.sum()) for s in samples]), dtype=torch.float32)
    mean, spread = x.mean(0), x.std(0).clamp_min(0.05)
    z, w = (x - mean) / spread, w / w.mean()
    net = Network(z.shape[1])
    steps = torch.optim.AdamW(net.parameters(), lr=0.01, weight_decay=DECAY)
    for step in range(EPOCHS):
        for group in steps.param_groups:
            group["lr"] = 0.01 * (1 - step / EPOCHS)
        steps.zero_grad()
        loss = (nn.functional.binary_cross_entropy_with_logits(net(z), y, reduction="none") * w).mean()
        loss = loss + SPARSE * sum(p.abs().sum() for p in (net.skip.weight, net.hidden.weight))
        loss.backward()
        steps.step()
    with torch.no_grad():
        inner = net.hidden.weight / spread
        skip = net.skip.weight[0] / spread
        hidden = torch.cat([inner.T, (net.hidden.bias - inner @ mean)[None]])
        out = torch.cat([net.out.weight[0], net.out.bias - (skip @ mean)])
    return {"hidden": hidden.double().numpy(), "out": out.double().numpy(), "skip": skip.double().numpy()}


def joined(parts: Sequence[Weights]) -> Weights:
    """The mean of several networks as one."""
    n = len(parts)
    return {"hidden": np.concatenate([p["hidden"] for p in parts], axis=1),
            "out": np.concatenate([*(p["out"][:-1] / n for p in parts), [sum(p["out"][-1] for p in parts) / n]]),
            "skip": np.sum([p["skip"] for p in parts], axis=0) / n}


def score(weights: Weights, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds."""
    out: NDArray[np.float64] = np.tanh(x @ weights["hidden"][:-1] + weights["hidden"][-1]) @ weights["out"][:-1] + weights["out"][-1] + x @ weights["skip"]
    return out


def fit(samples: Sequence[Sample]) -> Weights:
    """The mean of SEEDS networks."""
    return joined([train(samples, seed) for seed in range(SEEDS)])


def calibration(scores: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift of the log odds that fit best (Platt)."""
    s, t = torch.tensor(scores), torch.tensor(y)
    ab = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    steps = torch.optim.LBFGS([ab], max_iter=100)

    def closure() -> Tensor:
        steps.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(s * ab[0] + ab[1], t)
        loss.backward()
        return loss

    steps.step(closure)  # type: ignore[no-untyped-call]
    a, b = ab.detach().tolist()
    return a, b


def linked(one: Sample, weights: Weights, join: float) -> dict[str, int]:
    """Pairs of gold tellings as score_across.py counts them, after clustering all statements of the case."""
    case = one.case
    keys = sorted(one.gists)
    x, who, barred = [], [], []
    for r, q in combinations_with_replacement(sorted(one.digests), 2):
        a, b, stand = one.digests[r], one.digests[q], one.stand[frozenset((r, q))]
        for i, j in shortlist(a.gists, b.gists):
            if a is b and j <= i:
                continue
            g, h = a.gists[i], b.gists[j]
            x.append(features(g, h, stand))
            who.append((f"{r} {g.id}", f"{q} {h.id}"))
            if float(g.vector @ h.vector) >= ALIKE and apart((a, a.statements[i], g), (b, b.statements[j], h), stand):
                barred.append(who[-1])
    p = 1 / (1 + np.exp(-score(weights, np.array(x))))
    likeness = {pair: value for pair, value in zip(who, p.tolist(), strict=True) if value >= KEPT}
    groups = cluster([" ".join(k) for k in keys], likeness, (), barred, join)
    of = {i: n for n, group in enumerate(groups) for i in group}
    answered, quotes = found(case)
    n = {"tp": 0, "fp": 0, "fn": 0, "bad": 0, "seen": 0}
    told = [i for i, q in enumerate(quotes) if q[2] is not None]
    for i, j in combinations(told, 2):
        same = i in answered and j in answered and of.get(" ".join(answered[i]), i) == of.get(" ".join(answered[j]), -1 - j)
        gold = quotes[i][2] == quotes[j][2]
        n["tp" if same and gold else "fp" if same else "fn" if gold else "seen"] += 1
    place = {(report, words): i for i, (report, words, _) in enumerate(quotes)}
    for left, right in case.gold.get("not_same", []):
        i, j = (place[(side["report"], side["quote"])] for side in (left, right))
        n["bad"] += i in answered and j in answered and of.get(" ".join(answered[i]), i) == of.get(" ".join(answered[j]), -1 - j)
    return n


def summary(counts: Iterable[dict[str, int]]) -> str:
    """Precision, recall, F1, and how many of `not_same` were merged."""
    total = dict.fromkeys(("tp", "fp", "fn", "bad"), 0)
    for one in counts:
        for k in total:
            total[k] += one[k]
    p, r = total["tp"] / max(1, total["tp"] + total["fp"]), total["tp"] / max(1, total["tp"] + total["fn"])
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} not_same merged {total['bad']}"


def main() -> None:
    """Cross-validate, then write the weights learnt from all cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/across"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    torch.set_num_threads(1)
    embedder = Embedder()
    samples = [sample(case, embedder) for case in load_cases(args.cases, args.cache)]
    left_out: dict[str, Weights] = {}
    scores, truth = [], []
    for fold in range(args.folds):
        weights = fit([s for i, s in enumerate(samples) if i % args.folds != fold])
        for s in samples[fold::args.folds]:
            left_out[s.case.name] = weights
            scores.append(score(weights, s.x))
            truth.append(s.y)
    slope, shift = calibration(np.concatenate(scores), np.concatenate(truth))
    print(f"calibration: {slope:.2f} x log odds {shift:+.2f}")
    scaled = {name: _scaled(weights, slope, shift) for name, weights in left_out.items()}
    for join in (0.1, 0.2, 0.3, 0.35, 0.4, 0.45):
        print(join, summary(linked(s, scaled[s.case.name], join) for s in samples))
    if args.out:
        final = _scaled(fit(samples), slope, shift)
        text = json.dumps({"features": list(FEATURES)} | {k: np.round(v, 5).tolist() for k, v in final.items()})
        (args.out / "match.json").write_text(text + "\n", encoding="utf-8")
        write_config(args.out, "match-1")


def _scaled(weights: Weights, slope: float, shift: float) -> Weights:
    out = weights["out"] * slope
    out[-1] += shift
    return {"hidden": weights["hidden"], "out": out, "skip": weights["skip"] * slope}


if __name__ == "__main__":
    main()
