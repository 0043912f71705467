"""Claims -> words on a terminal: a line or two in a list, and the tree of tellings down to the origin with the drift beside each hop."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from reportedly.present.phrases import CLAIM_GRADES, EDGES, WORST, drift_words, moment, origin_words, outcome_words, plural, window_words
from reportedly.present.words import one_line
from reportedly.types import Claim, Judgement, Parent, Telling

LABEL = 10  # columns


def claim_lines(claim: Claim, today: str) -> Text:
    """A claim in a list: its words; how many outlets and origins, and its state; where it was first; the worst of its drift."""
    line = Text("“").append(one_line(claim.text)).append("”  ").append(f"[{claim.id}]", style="dim")
    line.append("\n  ").append(counts(claim), style="bold").append("".join(f" · {s}" for s in states(claim, today)))
    for label, words in _facts(claim):
        line.append("\n").append_text(_line(label, words))
    worst = [d for d in claim.drift if (d.facet, d.direction) in WORST] or list(claim.drift)
    if worst:
        more = f"  (and {len(claim.drift) - 1} more)" if len(claim.drift) > 1 else ""
        line.append("\n").append_text(_line("drift", f"{_outlet_of(claim, worst[0].report)}: {drift_words(worst[0])}{more}"))
    return line


def counts(claim: Claim) -> str:
    """`6 outlets · 1 origin`; where it may be more: `1–3 origins`."""
    o = claim.origins
    outlets = len({(t.report.outlet or t.report.name).casefold() for t in claim.tellings})
    return f"{plural(outlets, 'outlet')} · {origin_words(o.established, o.possible)}"


def states(claim: Claim, today: str) -> Iterator[str]:
    """What needs a look: circular, denied, corrected, the outcome of a forecast."""
    roles = {t.role for t in claim.tellings}
    if claim.origins.circular:
        yield "circular"
    if "denial" in roles:
        yield "denied"
    if roles & {"retraction", "correction"}:
        yield "retracted" if "retraction" in roles else "corrected"
    if claim.outcome:
        yield outcome_words(claim.outcome, claim.settled, claim.window, today, claim.first.published)
    if claim.grade:
        yield f"graded {claim.grade} ({CLAIM_GRADES[claim.grade]})"


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    first, last = claim.tellings[0].report, claim.tellings[-1].report
    yield "first", f"{moment(first.published)} {one_line(first.outlet or first.name)}" + (
        "" if first.id == last.id else f" · last {moment(last.published)} {one_line(last.outlet or last.name)}")
    for end in claim.origins.ends[:3]:
        yield "origin" if end.established else "origin?", one_line(end.name)
    if len(claim.origins.ends) > 3:
        yield "", f"and {len(claim.origins.ends) - 3} more"


def trace_lines(claim: Claim, today: str, *, why: bool, accepted: Sequence[Judgement] = ()) -> Iterator[Text]:
    """The claim, its origins, the tree of its tellings with the drift beside each hop, what bears on it. `accepted`: who says that its words are
    or are no statement.
    """
    o = claim.origins
    yield Text("“").append(one_line(claim.text), style="bold").append("”  ").append(f"[{claim.id}]", style="dim")
    yield Text("  ").append(counts(claim), style="bold").append(f" · expected {o.expected:g} ({o.low}–{o.high} with 90 %)").append(
        "".join(f" · {s}" for s in states(claim, today)))
    if claim.window:
        yield _line("window", window_words(claim.window))
    for end in o.ends:
        yield _line("origin" if end.established else "origin?", one_line(end.name) + ("" if not why else f"  — {one_line(end.detail)}"))
    if claim.suggested and not claim.grade:
        yield _line("grade", f"{claim.suggested} suggested ({CLAIM_GRADES[claim.suggested]}); set by `reportedly judge grade`")
    for j in accepted:
        where = "" if j.about[0].report == claim.first.id else f" in {_outlet_of(claim, j.about[0].report)}"
        yield _line(f"{j.kind}ed", f"by {one_line(j.who)} {moment(j.at)}" + ("" if j.kind == "accept" else f": no statement{where}") + (
            f"  — {one_line(j.note)}" if j.note else ""))
    yield Text()
    yield from _tree(claim, why=why)
    if claim.related:
        yield Text()
    for other in claim.related:
        what = "came of it" if other.kind == "outcome" else "other figure"
        told = next((one_line(t.report.outlet or t.report.name) for t in claim.tellings if t.report.id == other.report), None)
        yield _line(what, f"“{one_line(other.text)}”{f' ({told})' if told else ''} [{other.claim}]" + (f"  — {one_line(other.detail)}" if why
                                                                                                       else ""), 14)


def _tree(claim: Claim, *, why: bool) -> Iterator[Text]:
    """Each report below the one it has the claim from; a source outside the ledger is a node of its own."""
    by_report: dict[str, list[Telling]] = {}
    for telling in claim.tellings:
        by_report.setdefault(telling.report.id, []).append(telling)
    above = {id_: _main_parent(tellings[0].parents, by_report, id_) for id_, tellings in by_report.items()}
    _break_rings(above)
    below: dict[str, list[str]] = {}
    for id_ in by_report:
        parent = above[id_]
        below.setdefault(_node(parent) if parent else "", []).append(id_)
    outside = dict.fromkeys(_node(p) for p in above.values() if p and p.report is None)
    for node in outside:
        yield Text(one_line(node.removeprefix("source:"))).append("  (no report of it is here)", style="dim")
        yield from _branches(claim, node, below, by_report, above, "", why=why)
    for id_ in below.get("", []):
        yield from _node_lines(claim, by_report[id_], None, "", "", why=why)
        yield from _branches(claim, id_, below, by_report, above, "", why=why)


def _branches(claim: Claim, node: str, below: dict[str, list[str]], by_report: dict[str, list[Telling]], above: dict[str, Parent | None],
              indent: str, *, why: bool) -> Iterator[Text]:
    children = below.get(node, [])
    for i, id_ in enumerate(children):
        last = i == len(children) - 1
        yield from _node_lines(claim, by_report[id_], above[id_], indent + ("└─ " if last else "├─ "), indent + ("   " if last else "│  "),
                               why=why)
        yield from _branches(claim, id_, below, by_report, above, indent + ("   " if last else "│  "), why=why)


def _node_lines(claim: Claim, tellings: Sequence[Telling], parent: Parent | None, lead: str, rest: str, *, why: bool) -> Iterator[Text]:
    """A report of the tree: what it tells, how it has it, what it changed."""
    report = tellings[0].report
    role = tellings[0].role
    how = f"  {_how(parent)}" if parent else ""
    yield Text(lead, style="dim").append(one_line(report.outlet or report.name), style="bold").append(f"  {moment(report.published)}").append(
        how, style="cyan").append("" if role == "telling" else f"  {role}", style="magenta").append(f"  [{report.id}]", style="dim")
    for telling in tellings:
        yield Text(rest, style="dim").append("“").append(one_line(telling.statement.text, 240)).append("”")
    if why and parent:
        yield Text(rest, style="dim").append(f"why       {one_line(parent.detail)}", style="dim")
    others = [p for p in tellings[0].parents if p is not parent]
    for other in others:
        whom = _outlet_of(claim, other.report) if other.report else one_line(other.source or "")
        yield Text(rest, style="dim").append(f"also      {_how(other)} {whom}", style="dim").append(
            f"  — {one_line(other.detail)}" if why else "", style="dim")
    for drift in claim.drift:
        if drift.report == report.id:
            style = "red" if (drift.facet, drift.direction) in WORST else "yellow"
            yield Text(rest, style="dim").append("drift     ").append(drift_words(drift), style=style).append(
                f"  — {one_line(drift.detail)}" if why else "", style="dim")


def _main_parent(parents: Sequence[Parent], by_report: dict[str, list[Telling]], own: str) -> Parent | None:
    """The edge under which a report stands in the tree: the likeliest to a report that is here, else to a source outside."""
    here = [p for p in parents if p.report in by_report and p.report != own]
    order = {"cites": 0, "reuses": 1, "shares_source": 2}
    return min(here, key=lambda p: (order[p.kind], -p.probability), default=None) or next((p for p in parents if p.report is None), None)


def _break_rings(above: dict[str, Parent | None]) -> None:
    """A ring of reports that cite one another is shown from its first."""
    for start, nearest in list(above.items()):
        seen = {start}
        at = nearest
        while at is not None and at.report in above and at.report not in seen:
            seen.add(at.report)
            at = above[at.report]
        if at is not None and at.report == start:
            above[start] = None


def _node(parent: Parent) -> str:
    return parent.report or f"source:{parent.source}"


def _how(parent: Parent) -> str:
    return " + ".join(EDGES[k] for k in (parent.kind, *parent.also)) + f" {parent.probability:.2f}"


def _outlet_of(claim: Claim, report: str | None) -> str:
    return next((one_line(t.report.outlet or t.report.name) for t in claim.tellings if t.report.id == report), one_line(report or ""))


def _line(label: str, words: str, width: int = LABEL) -> Text:
    return Text("  ").append(label.ljust(width), style="dim").append(words)
