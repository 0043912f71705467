"""Public sets of names (UNER English EWT, wikigold, re3d) and of factuality (UW, UDS-IH2) -> documents.

Each knows only its own task; what it does not say is left out of the other losses. Sentences of one web page or article are
put together again, for a report is read by the paragraph.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from data import Document

TYPES = {"PER": "person", "ORG": "organization", "LOC": "location",
         "Person": "person", "Organisation": "organization", "Location": "location"}
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]’”]|n't|n’t|''|'(?:s|re|ve|ll|d|m|S)?$)", re.I)
_NO_SPACE_AFTER = frozenset(("(", "[", "$", "“", "``", "£", "€", "#"))
_TOGETHER = 5  # sentences
_PLAIN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


def joined(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence's tokens as people write it, and where each lies."""
    text, spans, glued = "", [], True
    quoted = False
    for token in tokens:
        word = _PLAIN.get(token, token)
        closing = word == '"' and quoted
        if text and not glued and not _NO_SPACE_BEFORE.match(token) and not closing:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        quoted ^= word == '"'
        glued = token in _NO_SPACE_AFTER or (word == '"' and quoted)
    return text, spans


def _runs(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """BIO or IO tags -> (first token, end, type)."""
    at = None
    for i, tag in enumerate([*tags, "O"]):
        opens = tag.startswith("B-") or (tag != "O" and (at is None or tags[i - 1][2:] != tag[2:]))
        if at is not None and (tag == "O" or opens):
            yield at, i, tags[at][2:]
            at = None
        if opens:
            at = i


def _together(name: str, sentences: list[tuple[str, list[tuple[int, int, str]]]]) -> Iterator[Document]:
    for first in range(0, len(sentences), _TOGETHER):
        text, names = "", []
        for words, found in sentences[first:first + _TOGETHER]:
            text += "" if not text else " " if text[-1] in ".!?”\"" else "\n"  # a line of an address or a heading has no stop
            names += [(len(text) + a, len(text) + b, kind) for a, b, kind in found]
            text += words
        yield Document(f"{name}-{first}", text, names=names)


def read_uner(path: Path) -> Iterator[Document]:
    """UNER's IOB2: `# text` lines hold the sentence; OTH and stray tags are no names."""
    name, sentences = "", []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        tokens, tags, text = [], [], ""
        for line in block.split("\n"):
            if line.startswith("# newdoc"):
                yield from _together(name, sentences)
                name, sentences = line.rpartition(" ")[2], []
            elif line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                tokens.append(cells[1])
                tags.append(cells[2] if cells[2][2:] in TYPES else "O")
        spans, at = [], 0
        for token in tokens:
            at = text.index(token, at)
            spans.append((at, at + len(token)))
            at += len(token)
        if text:
            sentences.append((text, [(spans[a][0], spans[b - 1][1], TYPES[kind]) for a, b, kind in _runs(tags)]))
    yield from _together(name, sentences)


def read_wikigold(path: Path) -> Iterator[Document]:
    """CoNLL lines `word TAG`; MISC is no name of ours."""
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.split("\n") if " " in line]
        tags = [tag if tag[2:] in TYPES else "O" for _, tag in rows]
        text, spans = joined(word for word, _ in rows)
        if text:
            sentences.append((text, [(spans[a][0], spans[b - 1][1], TYPES[kind]) for a, b, kind in _runs(tags)]))
    yield from _together("wikigold", sentences)


def read_re3d(folder: Path) -> Iterator[Document]:
    """Its documents; of its entities those that are names (every long word capitalised, articles aside); the rest is unknown."""
    def lines(path: Path) -> list[dict[str, object]]:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

    for source in sorted(folder.iterdir()):
        entities: dict[object, list[tuple[int, int, str]]] = {}
        for row in lines(source / "entities.json"):
            entities.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))  # type: ignore[arg-type]
        for row in lines(source / "documents.json"):
            text, names, unknown = str(row["text"]), [], []
            for begin, end, kind in sorted(entities.get(row["_id"], []), key=lambda e: e[0] - e[1]):
                article = re.match(r"the\s+", text[begin:end], re.I)
                start = begin + (article.end() if article else 0)
                words = re.findall(r"\w+", text[start:end])
                if any(a < end and start < b for a, b, _ in names):
                    continue
                if kind in TYPES and words and all(w[0].isupper() or w in ("of", "the", "and", "for", "al", "de") for w in words):
                    names.append((start, end, TYPES[kind]))
                elif kind in TYPES:
                    unknown.append((start, end))
            yield Document(f"re3d-{row['_id']}", text, names=names, unknown=unknown)


def read_factuality(path: Path) -> Iterator[Document]:
    """One sentence a line, its predicates with −3 … +3."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        text, spans = joined(row["text"].split(" "))
        facts = [(spans[t["span1"][0]][0], spans[t["span1"][1] - 1][1], float(t["label"])) for t in row["targets"]]
        yield Document(f"{path.stem}-{n}", text, **{"happened" if path.stem.startswith("UDS") else "facts": facts})


def swapped(documents: list[Document], rng: random.Random, part: float = 0.5, lower: float = 0.1) -> Iterator[Document]:
    """The documents, in which a part of the names gives way to others of their kind, and some are all in lower case.

    So the context has to tell what a name is, not the memory of it, and not only its case.
    """
    pool: dict[str, list[str]] = {}
    for document in documents:
        for start, end, kind in document.names or []:
            pool.setdefault(kind, []).append(document.text[start:end])
    for document in documents:
        if not document.names:
            yield document
            continue
        if rng.random() < lower and len(document.text.lower()) == len(document.text):
            yield replace(document, text=document.text.lower())
            continue
        text, names, last = "", [], 0
        for start, end, kind in sorted(document.names):
            text += document.text[last:start]
            name = rng.choice(pool[kind]) if rng.random() < part else document.text[start:end]
            names.append((len(text), len(text) + len(name), kind))
            text, last = text + name, end
        yield replace(document, text=text + document.text[last:], names=names) if not document.unknown else document


def read_public(data: Path) -> list[Document]:
    """All that is for training."""
    ner, factuality = data / "ner", data / "factuality"
    return [*read_uner(ner / "uner_ewt_train.iob2"), *read_wikigold(ner / "wikigold.conll"), *read_re3d(ner / "re3d"),
            *read_factuality(factuality / "UW_train.jsonl"), *read_factuality(factuality / "UDS_IH2_train.jsonl")]
