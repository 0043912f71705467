"""How well likeness does on public sets: paraphrases, headlines, reports by event, tweets by claim. `python bench/pairs.py --data DIR`.

MRPC (train, 10-fold cross-validation) and STS headlines (learnt on one year, measured on the other) weigh what two sentences
share; ECB+ topics 1-35 cluster reports by sub-topic; CheckThat 2020 (train and dev) ranks checked claims for a tweet.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from reportedly.link.cluster import cluster
from reportedly.link.embed import Embedder
from reportedly.link.terms import STOP, name_key, rarity, stem, words

Floats = NDArray[np.float64]

RIDGE = 100.0  # on standardised features and their products; swept 30-300 on MRPC train
FOLDS = 10
_QUOTES = re.compile(r"[\"'“”‘’]")
JOIN, MEANING, OPENING = 0.28, 0.3, 3  # likeness of reports, the share of it that is meaning, and of how many sentences; swept on ECB+ 1-35
RANK_BY_MEANING = 1.5  # beside BM25's 1; swept 0.6-1.5 on CheckThat train and dev


def measured(data: Path, embedder: Embedder) -> dict[str, float]:
    """The four measures in percent."""
    return {**paraphrases(data, embedder), **headlines(data, embedder), **sub_topics(data, embedder), **checked_claims(data, embedder)}


def paraphrases(data: Path, embedder: Embedder) -> dict[str, float]:
    """MRPC train: accuracy, cross-validated."""
    lines = (data / "paraphrase" / "msr-para-train.tsv").read_text(encoding="utf-8-sig").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    y = np.array([float(row[0]) for row in rows])
    x = squares(shares([row[3] for row in rows], [row[4] for row in rows], embedder))
    right = 0
    for part in np.array_split(np.random.RandomState(0).permutation(len(y)), FOLDS):
        rest = np.setdiff1d(np.arange(len(y)), part)
        z, weights = _fit(x, y, rest, logistic=True)
        right += int(((z[part] @ weights > 0) == (y[part] > 0.5)).sum())
    return {"MRPC train, accuracy by cross-validation": 100 * right / len(y)}


def headlines(data: Path, embedder: Embedder) -> dict[str, float]:
    """STS headlines 2013 and 2014: Pearson's r of the likeness with what people gave, each year weighed by the other."""
    years = {}
    for year in (2013, 2014):
        lines = (data / "paraphrase" / f"headlines.{year}.tsv").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line]
        years[year] = shares([r[1] for r in rows], [r[2] for r in rows], embedder), np.array([float(r[0]) for r in rows])
    out = []
    for test, train in ((2013, 2014), (2014, 2013)):
        x = np.concatenate([years[train][0], years[test][0]])
        y = np.concatenate([years[train][1], years[test][1]])
        known = np.arange(len(years[train][1]))
        z, weights = _fit(x, y, known, logistic=False)
        out.append(np.corrcoef(z[len(known):] @ weights, years[test][1])[0, 1])
    return {"STS headlines 2013-14, Pearson": 100 * float(np.mean(out))}


def sub_topics(data: Path, embedder: Embedder) -> dict[str, float]:
    """ECB+ topics 1-35: B-cubed F1 of reports clustered by event, all at once."""
    texts, gold = {}, {}
    for path in sorted((data / "ecbplus").glob("*/*.xml")):
        topic, rest = path.stem.split("_", 1)
        sentences: dict[int, list[str]] = defaultdict(list)
        for token in ElementTree.parse(path).iter("token"):  # noqa: S314  a data set that we hold
            sentences[int(token.get("sentence", "0"))].append(token.text or "")
        texts[path.stem] = [" ".join(s) for _, s in sorted(sentences.items())]
        gold[path.stem] = topic, rest.endswith("plus")
    names = sorted(texts)
    terms = _vectors([_terms(" ".join(texts[n])) + _names(" ".join(texts[n])) for n in names])
    meaning = np.array([_mean(embedder(texts[n][:OPENING])) for n in names])
    meaning -= meaning.mean(0)
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    like = (1 - MEANING) * terms @ terms.T + MEANING * meaning @ meaning.T
    pairs = {(names[i], names[j]): float(like[i, j]) for i in range(len(names)) for j in range(i + 1, len(names)) if like[i, j] > 0.05}
    found = {name: n for n, group in enumerate(cluster(names, pairs, join=JOIN)) for name in group}
    return {"ECB+ 1-35 by sub-topic, B-cubed F1": 100 * b_cubed(found, gold)}


def checked_claims(data: Path, embedder: Embedder) -> dict[str, float]:
    """CheckThat 2020: mean average precision of the first five claims, over the tweets of train and dev.

    The collection holds many claims twice; of equals the first in the file stands first.
    """
    folder = data / "checkthat2020"
    rows = _table(folder / "verified_claims.docs.tsv")
    ids, claims, titles = [r[0] for r in rows], [_QUOTES.sub("'", r[1]) for r in rows], [_QUOTES.sub("'", r[2]) for r in rows]
    bm25 = Ranking([_terms(f"{c} {t}") for c, t in zip(claims, titles, strict=True)], b=0.3)
    meaning = embedder(claims) + embedder(titles)
    precision = []
    for part in ("train", "dev"):
        tweets = dict(_table(folder / part / "tweets.queries.tsv"))
        right: dict[str, set[str]] = defaultdict(set)
        for line in (folder / part / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines():
            tweet, _, claim, _ = line.split()
            right[tweet].add(claim)
        known = sorted(right)
        vectors = embedder([_who(tweets[t]) + _words_alone(tweets[t]) for t in known]) + embedder([_words_alone(tweets[t]) for t in known])
        for tweet, vector in zip(known, vectors, strict=True):
            score = _standard(bm25(_terms(_plain(tweets[tweet])))) + RANK_BY_MEANING * _standard(meaning @ vector)
            first = [ids[i] for i in np.argsort(-np.round(score, 5), kind="stable")[:5]]
            hits = [i for i, claim in enumerate(first) if claim in right[tweet]]
            precision.append(sum((n + 1) / (i + 1) for n, i in enumerate(hits)) / min(5, len(right[tweet])))
    return {"CheckThat 2020 train and dev, MAP@5": 100 * float(np.mean(precision))}


def shares(left: Sequence[str], right: Sequence[str], embedder: Embedder) -> Floats:
    """What pairs of sentences share [pairs, features]."""
    one, two = embedder(left), embedder(right)
    return np.array([_share(a, b, float(u @ v)) for a, b, u, v in zip(left, right, one, two, strict=True)])


def squares(x: Floats) -> Floats:
    """The features and the product of every two of them, standardised before they are multiplied."""
    z = (x - x.mean(0)) / (x.std(0) + 1e-9)
    i, j = np.triu_indices(z.shape[1])
    return np.concatenate([z, z[:, i] * z[:, j]], axis=1)


def _share(a: str, b: str, cosine: float) -> list[float]:
    left, right = words(a), words(b)
    stems = [stem(w.folded) for w in left], [stem(w.folded) for w in right]
    out = [cosine, cosine * cosine]
    for n in (1, 2, 3, 4):
        p, r = _overlap(_runs(stems[0], n), _runs(stems[1], n))
        out += [min(p, r), max(p, r), 2 * p * r / (p + r) if p + r else 0.0]
    told = [Counter(s for s in side if s not in STOP) for side in stems]
    p, r = _overlap(told[0], told[1], lambda s: rarity(s) ** 2)
    out += [min(p, r), max(p, r)]
    for n in (3, 5):
        p, r = _overlap(_runs(a.lower(), n), _runs(b.lower(), n))
        out += [min(p, r), max(p, r)]
    longest = _subsequence(stems[0], stems[1])
    size = sorted((max(1, len(left)), max(1, len(right))))
    out += [longest / size[1], longest / size[0]]
    figures = [{w.folded for w in side if w.folded[0].isdigit()} for side in (left, right)]
    out += [float(figures[0] == figures[1]), float(bool(figures[0])), float(figures[0] <= figures[1] or figures[1] <= figures[0]),
            float(bool(figures[0]) and bool(figures[1]) and figures[0] != figures[1])]
    names = [{name_key(w.folded) for w in side if w.capital and not w.opens} for side in (left, right)]
    apart = sorted((len(names[0] - names[1]), len(names[1] - names[0])))
    out += [len(names[0] & names[1]) / max(1, len(names[0] | names[1])), *apart]
    out += sorted((sum(rarity(s) for s in told[0] if s not in told[1]), sum(rarity(s) for s in told[1] if s not in told[0])))
    denied = [any(w.folded in {"not", "no", "never", "without"} or w.folded.endswith("n't") for w in side) for side in (left, right)]
    return [*out, size[1] - size[0], size[0] / size[1], sum(size), float(denied[0] != denied[1])]


def _runs(items: Sequence[Hashable], n: int) -> Counter[Hashable]:
    return Counter(tuple(items[i:i + n]) for i in range(len(items) - n + 1))


def _overlap(a: Counter[Hashable] | Counter[str], b: Counter[Hashable] | Counter[str],
             weight: Callable[[str], float] | None = None) -> tuple[float, float]:
    worth: Callable[..., float] = weight or (lambda _: 1.0)
    shared = sum(min(n, b[k]) * worth(k) for k, n in a.items() if k in b)  # type: ignore[index, misc]
    one, two = sum(n * worth(k) for k, n in a.items()), sum(n * worth(k) for k, n in b.items())
    return shared / (one or 1.0), shared / (two or 1.0)


def _subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for j, y in enumerate(b, 1):
            row[j], before = (before + 1 if x == y else max(row[j], row[j - 1])), row[j]
    return row[-1]


def _fit(x: Floats, y: Floats, rows: NDArray[np.int64], *, logistic: bool) -> tuple[Floats, Floats]:
    """Ridge or logistic regression on some rows: all rows standardised, and the weights."""
    mean, spread = x[rows].mean(0), x[rows].std(0) + 1e-9
    z = np.concatenate([(x - mean) / spread, np.ones((len(x), 1))], axis=1)
    known, truth = z[rows], y[rows]
    weights = np.zeros(z.shape[1])
    for _ in range(8 if logistic else 1):
        p = 1 / (1 + np.exp(-known @ weights)) if logistic else known @ weights
        steep = p * (1 - p) + 1e-6 if logistic else np.ones(len(known))
        slope = known.T @ (p - truth) + RIDGE * weights
        weights = weights - np.linalg.solve((known * steep[:, None]).T @ known + RIDGE * np.eye(z.shape[1]), slope)
    return z, weights


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> float:
    """F1 of B-cubed precision and recall."""
    both, mine, theirs = Counter((found[n], gold[n]) for n in gold), Counter(found[n] for n in gold), Counter(gold.values())
    p = sum(c * c / mine[f] for (f, _), c in both.items()) / len(gold)
    r = sum(c * c / theirs[g] for (_, g), c in both.items()) / len(gold)
    return 2 * p * r / (p + r)


class Ranking:
    """BM25 over documents given as counts of terms."""

    def __init__(self, documents: Sequence[Counter[str]], k: float = 1.2, b: float = 0.75) -> None:
        size = np.array([d.total() for d in documents], dtype=float)
        norm = k * (1 - b + b * size / size.mean())
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, document in enumerate(documents):
            for term, n in document.items():
                places[term].append((i, n * (k + 1) / (n + norm[i])))
        self._n = len(documents)
        self._places = {t: (np.array([i for i, _ in p]), np.array([v for _, v in p]) * np.log(1 + (self._n - len(p) + 0.5) / (len(p) + 0.5)))
                        for t, p in places.items()}

    def __call__(self, terms: Iterable[str]) -> Floats:
        """The score of every document."""
        out = np.zeros(self._n)
        for term in terms:
            if term in self._places:
                where, worth = self._places[term]
                out[where] += worth
        return out


def _vectors(documents: Sequence[Counter[str]]) -> Floats:
    """TF-IDF rows of length 1."""
    often = Counter(t for d in documents for t in d)
    column = {t: i for i, t in enumerate(sorted(t for t, n in often.items() if n > 1))}
    out = np.zeros((len(documents), len(column)), dtype=np.float32)
    for row, document in enumerate(documents):
        for term, n in document.items():
            if term in column:
                out[row, column[term]] = (1 + np.log(n)) * np.log(len(documents) / often[term])
    long: Floats = np.linalg.norm(out, axis=1, keepdims=True) + 1e-9
    return np.divide(out, long)


def _terms(text: str) -> Counter[str]:
    return Counter(stem(w.folded) for w in words(text) if w.folded not in STOP and len(w.folded) > 1)


def _names(text: str) -> Counter[str]:
    return Counter(f"name {name_key(w.folded)}" for w in words(text) if w.capital and not w.opens and w.folded not in STOP and len(w.folded) > 1)


def _plain(tweet: str) -> str:
    """Without links; hashtags and handles in words."""
    return re.sub(r"[#@](\w+)", lambda m: " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", m[1])) or m[1],
                  re.sub(r"https?://\S+|pic\.twitter\.com/\S+", " ", tweet))


def _words_alone(tweet: str) -> str:
    """Without who posted it when."""
    return re.sub(r"\s—\s[^—]*\([^—]*$", " ", _plain(tweet))


def _who(tweet: str) -> str:
    found = re.search(r"—\s([^—]*?)\(@", tweet)
    return f"{found[1] if found else ''}: "


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))[1:]


def _standard(x: Floats | NDArray[np.float32]) -> Floats:
    out: Floats = (x - x.mean()) / (x.std() + 1e-9)
    return out


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = vectors.mean(0)
    return mean / (np.linalg.norm(mean) + 1e-9)


def main() -> None:
    """Print the measures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    print(json.dumps(measured(args.data, Embedder()), indent=1))


if __name__ == "__main__":
    main()
