"""Extractions for the ledger's tests: from a text with its spans marked inline, and any at all (Hypothesis).

`telling("[TV Chosun]outlet [reported]cue that [troops will go]content")`: each source (marked with its kind) and the cue after it
are one hop, nearest the reader first; each content is a statement with all hops before it.
"""

import hashlib
import re
import sqlite3
from pathlib import Path
from typing import TypeVar, get_args

from hypothesis import strategies as st

from reportedly.ledger import Ledger
from reportedly.types import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Attribution,
    Certainty,
    Extraction,
    Grain,
    Hop,
    Kind,
    Link,
    Mode,
    Place,
    Polarity,
    Quantity,
    Quotation,
    Report,
    Span,
    Statement,
    Time,
)

_Facet = TypeVar("_Facet")
EXTRACTOR = "reportedly 0.1.0, model en-1"
KINDS: tuple[Kind, ...] = get_args(Kind)
_MARK = re.compile(r"\[([^\]]*)\](\w+)")
_CHOSUN = "[TV Chosun]outlet [reported]cue, citing [a government official]anonymous, who [said]cue that [troops will go]content."
_MONEY = "[The Pentagon]government [said]cue that [the U.S. has paid 115 million]content."
_DENIAL = "[TV Chosun]outlet [said]cue [Seoul]government [denied]cue [any talks about brigades]content."


def telling(marked: str, name: str = "a.txt", *, outlet: str | None = None, title: str | None = None,
            published: str | None = None) -> Extraction:
    """A report with its attributions and statements, from marked text."""
    spans: list[tuple[str, Span]] = []
    text, end = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[end:mark.start()]
        spans.append((mark[2], Span(len(text), len(text) + len(mark[1]))))
        text, end = text + mark[1], mark.end()
    text += marked[end:]
    hops: list[Hop] = []
    attributions: list[Attribution] = []
    statements: list[Statement] = []
    who, source = "unknown", Span(0, 0)
    for label, span in spans:
        if label == "cue":
            kind = next(kind for kind in KINDS if kind == who)
            parent = attributions[-1].id if attributions else None
            hops.append(Hop(text[slice(*source)], kind, source, span, "say", detail="named here"))
            attributions.append(Attribution(f"a{len(hops)}", span, (source,), (), parent, "indirect", 0.1 + 0.2, kind, "say"))
        elif label == "content":
            statements.append(Statement(f"s{len(statements) + 1}", text[slice(*span)], (span,),
                                        attributions[-1].id if attributions else None, tuple(hops), "read so"))
        else:
            who, source = label, span
    id_ = hashlib.sha256(f"{outlet or ''}\0{text}".encode()).hexdigest()[:16]
    report = Report(f"r{id_}", name, text, hashlib.sha256(marked.encode()).hexdigest(), outlet=outlet, title=title,
                    published=published)
    return Extraction(report, tuple(attributions), tuple(statements))


def story() -> list[Extraction]:
    """Three reports that cite the same and different sources."""
    return [telling(_CHOSUN, "chosun.html", outlet="The Daily", title="Troops to Donetsk", published="2024-06-27"),
            telling(_MONEY, "money.html", outlet="Herald", title="Aid counted", published="2024-06-29T08:00:00Z"),
            telling(_DENIAL, "denial.html", outlet="The Daily", published=None)]


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """A table's rows without their numbers and times, sorted."""
    connection = sqlite3.connect(path)
    try:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in {"n", "at"}]
        columns = ", ".join(f'"{name}"' for name in names)
        return sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)  # noqa: S608
    finally:
        connection.close()


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All tables' rows, the full-text index's words among them."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*words*'")
        tables = [row[0] for row in found]
    finally:
        connection.close()
    return {table: rows(path, table) for table in tables}


def reports_of(ledger: Ledger, query: str | None = None) -> list[str]:
    """Names of the reports that a query finds, in order."""
    return [row.name for row in ledger.reports(query)]


texts = st.text(st.characters(codec="utf-8"), max_size=40)
words = st.text(st.sampled_from("abcd é‘’“” \n0.,-—中ß"), max_size=80)
_ids = st.lists(st.text("abs/0123456789", min_size=1, max_size=5), unique=True, max_size=4)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction whose spans lie in its text and whose references hold."""
    text = draw(st.one_of(words, texts))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(min(pair), max(pair)))
    several = st.lists(spans, max_size=3).map(tuple)
    maybe = st.none() | texts
    kinds, acts, quotations = st.sampled_from(KINDS), st.sampled_from(get_args(Act)), st.sampled_from(get_args(Quotation))
    ids = draw(_ids)
    parents = st.none() | st.sampled_from(ids) if ids else st.none()
    scores = st.floats(0, 1)
    numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    counts = st.none() | st.integers(0, 99)

    def on_words(facet: type[_Facet], *fields: st.SearchStrategy[object], **named: st.SearchStrategy[object]) -> st.SearchStrategy[_Facet]:
        """A facet whose words are its span's."""
        return spans.flatmap(lambda s: st.builds(facet, st.just(s), st.just(text[slice(*s)]), *fields, **named))

    times = on_words(Time, maybe, maybe, st.sampled_from(get_args(Grain)), texts)
    quantities = on_words(Quantity, numbers, numbers, maybe, numbers, maybe, st.booleans(), texts)
    controls = st.sampled_from([(None, None), ("occupied", None), ("occupied", "Somebody")])
    places = controls.flatmap(lambda c: on_words(Place, texts, counts, maybe, numbers, numbers, st.sampled_from([None, "city", "sea"]),
                                                 st.just(c[0]), st.just(c[1]), texts))
    actors = st.builds(Actor, spans, texts, st.sampled_from(get_args(ActorKind)), maybe, texts)
    certainties = st.builds(Certainty, st.none() | st.floats(-3, 3), st.sampled_from([None, (55, 80)]), maybe, several,
                            st.sampled_from([None, "low"]), several, texts)
    unnamed = st.none() | st.builds(Anonymity, maybe, maybe, counts, counts, maybe, maybe, several)
    hops = st.builds(Hop, maybe, kinds, st.none() | spans, spans, acts, maybe, maybe, st.none() | times, unnamed, texts)
    chains = st.lists(hops, max_size=3).map(tuple)
    attributions = tuple(
        draw(st.builds(Attribution, st.just(id_), spans, several, several, parents, quotations, scores, kinds, acts))
        for id_ in ids)
    statements = tuple(
        draw(st.builds(Statement, st.just(id_), texts, several, parents, chains, texts, st.sampled_from([None, *get_args(Mode)]),
                       st.sampled_from([None, *get_args(Polarity)]), certainties,
                       *(st.lists(facet, max_size=2).map(tuple) for facet in (times, quantities, places, actors))))
        for id_ in draw(_ids))
    links = st.lists(st.builds(Link, texts, spans), max_size=2).map(tuple)
    id_ = "r" + hashlib.sha256(text.encode()).hexdigest()
    report = draw(st.builds(Report, st.just(id_), texts, st.just(text), texts, maybe, maybe, maybe, maybe, maybe, maybe, links,
                            several))
    return Extraction(report, attributions, statements)
