"""The tellings of one claim -> who has it from whom: an edge for a pair of reports, with its probability and a sentence that says why.

In the order of what is seen: words that name an outlet, a credit or Source line, a hyperlink, copied text, a shared named source.
Only the nearest hop counts: what a report has from an outlet, it does not have from that outlet's source.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.link.digest import Digest, bare
from reportedly.link.outlets import coded, same_outlet, short_for
from reportedly.link.reuse import Shared, covers
from reportedly.link.voice import Cited, Voice, generic, voice
from reportedly.link.when import hours, order
from reportedly.link.whom import Whom, same
from reportedly.types import EdgeKind, Parent, Role, Span, Statement

# The share of such edges that are right, on our own and the shown cases and on simulated cascades (odd seeds) together: docs/origins.md.
# Who names an outlet may have skipped the one it read, so that `words` is less than a link. A copy may be of another copy of the same text.
SURE = {"words": 0.91, "told": 0.96, "source line": 0.96, "credit": 0.98, "link": 0.99, "elsewhere": 0.55, "own": 0.95, "later": 0.9,
        "outside": 0.96}
COPIED = (0.4, 0.38)  # reuse: at no and at full cover of the statement
SHARED = 0.98
COVERED = 0.6  # of a statement's words lie in shared text: swept 0.3-0.9 on our own cases
_ORDER: tuple[EdgeKind, ...] = ("cites", "reuses", "shares_source")


@dataclass(frozen=True, slots=True)
class Told:
    """One report's tellings of a claim, with the voice of each."""

    digest: Digest
    statements: tuple[Statement, ...]
    voices: tuple[Voice, ...]
    likeness: Mapping[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The report's id."""
        return self.digest.report.id


@dataclass(frozen=True, slots=True)
class Lineage:
    """Edges by report, and each telling's role by its key."""

    parents: Mapping[str, tuple[Parent, ...]]
    roles: Mapping[str, Role]


SharedText = Mapping[tuple[str, str], Shared]


def told(members: Sequence[tuple[Digest, Statement]]) -> tuple[Told, ...]:
    """The tellings of a claim by report, in the order of publication."""
    by_report: dict[str, list[tuple[Digest, Statement]]] = defaultdict(list)
    for digest, statement in members:
        by_report[digest.report.id].append((digest, statement))
    outlets = {digest.report.outlet for digest, _ in members if digest.report.outlet}
    made = []
    for group in by_report.values():
        digest = group[0][0]
        statements = tuple(sorted((s for _, s in group), key=lambda s: s.spans))
        made.append(Told(digest, statements, tuple(voice(digest, s, outlets) for s in statements)))
    return tuple(sorted(made, key=lambda t: order(t.digest.teller)))


def lineage(tellings: Sequence[Told], shared: SharedText, ruled: Mapping[tuple[str, str], bool]) -> Lineage:
    """Who has it from whom. `ruled`: edges a person took or refused."""
    roles = _roles(tellings)
    found: dict[str, dict[str, Parent]] = {t.id: {} for t in tellings}
    for one in tellings:
        edges = found[one.id]
        for parent in [*_cites(one, tellings), *_withdraws(one, tellings), *_copies(one, tellings, shared)]:
            _put(edges, parent)
        _keep_best_copy(edges)
    for one in tellings:
        _share(one, tellings, found, roles)
        _rule(one, found[one.id], ruled, tellings)
    return Lineage({id_: tuple(sorted(edges.values(), key=lambda p: (-p.probability, p.report or "", p.source or "")))
                    for id_, edges in found.items()}, roles)


def _rule(one: Told, edges: dict[str, Parent], ruled: Mapping[tuple[str, str], bool], tellings: Sequence[Told]) -> None:
    """A person's word on an edge stands above ours."""
    for (report, parent), holds in ruled.items():
        if report != one.id:
            continue
        to = _node(parent)
        if not holds:
            edges.pop(to, None)
        elif to in edges:
            edges[to] = replace(edges[to], probability=1.0, detail=f"{edges[to].detail}; accepted by a person")
        elif any(t.id == to for t in tellings):
            edges[to] = Parent(to, None, "cites", 1.0, "a person says so")
        elif to.startswith("source:"):
            edges[to] = Parent(None, parent.removeprefix("source:"), "cites", 1.0, "a person says so")


def _node(parent: str) -> str:
    """The key of a parent: a report's id, or `source:` and the outlet's name in lower case."""
    return parent.casefold() if parent.startswith("source:") else parent


def _put(edges: dict[str, Parent], new: Parent) -> None:
    """One edge for a pair: the first kind in order, the others in `also`."""
    to = new.report or _node(f"source:{new.source or ''}")
    old = edges.get(to)
    if old is None:
        edges[to] = new
        return
    first, second = sorted((old, new), key=lambda p: (_ORDER.index(p.kind), -p.probability))
    also = tuple(k for k in _ORDER if k != first.kind and k in {second.kind, *first.also, *second.also})
    edges[to] = replace(first, also=also, probability=max(first.probability, second.probability))


def _roles(tellings: Sequence[Told]) -> dict[str, Role]:
    """A denial is a source's; a withdrawal or correction the outlet's own."""
    roles: dict[str, Role] = {}
    turned = _majority_denied(tellings)
    for i, one in enumerate(tellings):
        before = any(_one_outlet(one, other) for other in tellings[:i])
        for statement, said in zip(one.statements, one.voices, strict=True):
            role: Role = "telling"
            if before and one.digest.corrects(statement):
                role = "retraction" if one.digest.withdraws else "correction"
            elif said.denies or (statement.polarity == "denied" and not turned and not said.cited and said.end is not None):
                role = "denial"
            roles[one.digest.key(statement)] = role
    return roles


def _majority_denied(tellings: Sequence[Told]) -> bool:
    """Whether the claim is a negative one: no life jackets were on board. As it was told first, by whoever does not deny."""
    said = [(s.polarity, v.denies) for t in tellings for s, v in zip(t.statements, t.voices, strict=True)]
    first = next((polarity for polarity, denies in said if not denies), None)
    negative = sum(polarity != "affirmed" for polarity, denies in said if not denies)
    return first != "affirmed" or negative * 2 > len(said)


def _one_outlet(a: Told, b: Told) -> bool:
    return bool(a.digest.report.outlet and b.digest.report.outlet and same_outlet(a.digest.report.outlet, b.digest.report.outlet))


def _cites(one: Told, tellings: Sequence[Told]) -> list[Parent]:
    """Edges from what the report's words, lines and links name."""
    found: list[Parent] = []
    for statement, said in zip(one.statements, one.voices, strict=True):
        named = [_named(one, _through(one, cited), tellings) for cited in said.cited]
        here = [p for p in named if p is not None and p.report]
        found += here or [p for p in named if p is not None]  # of two named together, the one that tells it is here
        found += _linked(one, statement, tellings)
        if said.own or said.held or (said.end is None and not said.cited):
            found += _lines(one, tellings, "source line")
    found += _lines(one, tellings, "credit line")
    if not found and not any(v.end or v.first_hand for v in one.voices):
        found += _linked_elsewhere(one, tellings)
    return found


def _through(one: Told, cited: Cited) -> Cited:
    """An outlet that the report knows by way of another: what it has from Harbour TV in one sentence, it has so in the next."""
    for statement in one.digest.statements:
        names = [hop for hop in statement.chain if hop.name]
        if len(names) > 1 and names[0].kind == "outlet" and not generic(names[0].name or ""):
            deeper = [n for hop in names[1:] for n in (hop.name if hop.kind == "outlet" else None, hop.to) if n]
            if any(_names(cited.name, n) for n in deeper) and not _names(names[0].name or "", cited.name):
                return Cited(names[0].name or "", cited.span, cited.told)
    if generic(cited.name):
        known = {c.name: c for v in _voices(one.digest) for c in v if not generic(c.name)}
        if len(known) == 1:
            return next(iter(known.values()))
    return cited


def _voices(digest: Digest) -> list[tuple[Cited, ...]]:
    return [voice(digest, s, ()).cited for s in digest.statements if s.chain]


def _names(name: str, outlet: str) -> bool:
    if same_outlet(name, outlet) or short_for(name, outlet) or coded(name, outlet):
        return True
    return generic(name) and not generic(outlet) and _kind_word(name) in outlet.casefold()


def _kind_word(name: str) -> str:
    """The last word of `the television network` that an outlet's name may hold."""
    words = [w for w in name.casefold().split() if w in {"tv", "television", "radio", "agency", "newspaper", "magazine"}]
    return {"television": "tv"}.get(words[0], words[0]) if words else "\0"


def _named(one: Told, cited: Cited, tellings: Sequence[Told]) -> Parent | None:
    """The edge to the outlet named, or to a node of its own where its telling is not here; none for a newspaper without a name."""
    target = _report_of(cited.name, one, tellings)
    how = "told" if cited.told else "words"
    words = f"{_called(one, cited)} {'was told by its source' if cited.told else 'is named as where it has it from'}"
    if target is not None:
        return _to(one, target, how, f"{words}: {_outlet(target)} tells it", cited.span)
    if generic(cited.name):
        return None
    return Parent(None, cited.name, "cites", SURE["outside"], f"{words}; no report of {cited.name} that tells it is here", (), cited.span)


def _called(one: Told, cited: Cited) -> str:
    """The outlet by its name, with the words where these are others: Harbour TV (“the channel”)."""
    words = _quoted(one, cited.span, cited.name)
    return cited.name if cited.name in words else f"{cited.name} (“{words}”)"


def _to(one: Told, target: Told, how: str, detail: str, span: Span | None) -> Parent:
    late = hours(target.digest.teller, one.digest.teller)
    probability = SURE["later"] if late is not None and late < 0 else SURE[how]
    return Parent(target.id, None, "cites", probability, detail, (), span)


def _report_of(name: str, one: Told, tellings: Sequence[Told]) -> Told | None:
    """The report of the outlet named: the last before this one, or the first after it; one's own outlet is not meant."""
    theirs = [t for t in tellings if t is not one and t.digest.report.outlet and _names(name, t.digest.report.outlet) and
              not _one_outlet(t, one)]
    before = [t for t in theirs if order(t.digest.teller) <= order(one.digest.teller)]
    return before[0] if before else theirs[0] if theirs else None


def _lines(one: Told, tellings: Sequence[Told], which: str) -> list[Parent]:
    """Edges from `Source: A; B` and credit lines such as (LPA); to a name that the report has other statements from if there is no other."""
    found: list[Parent] = []
    spare: list[Parent] = []
    credited = [c for c in one.digest.credits if not c.own and not c.unnamed and (c.kind == "source line") == (which == "source line")]
    for credit in credited:
        if credit.scope != "report" and not any(credit.span and _same_paragraph(one, credit.span, s) for s in one.statements):
            continue
        target = _report_of(credit.name, one, tellings)
        if target is not None:
            found.append(_to(one, target, "source line" if which == "source line" else "credit",
                             f"its {credit.kind} “{_quoted(one, credit.span, credit.name)}” names {_outlet(target)}", credit.span))
        else:
            spare.append(Parent(None, credit.name, "cites", SURE["source line"], f"its {credit.kind} names {credit.name}", (), credit.span))
    elsewhere = [p for p in spare if any(_names(hop.name, p.source or "") for s in one.digest.statements for hop in s.chain[:1] if hop.name)]
    return found + ([p for p in spare if p not in elsewhere] or ([] if found else elsewhere))


def _same_paragraph(one: Told, span: Span, statement: Statement) -> bool:
    text = one.digest.report.text
    first, last = sorted((span.start, statement.spans[0].start))
    return "\n" not in text[first:last].strip()


def _linked(one: Told, statement: Statement, tellings: Sequence[Told]) -> list[Parent]:
    """Edges from hyperlinks in the statement's own sentence."""
    return [_to(one, target, "link", f"“{_quoted(one, span, url)}” in its sentence links to {_outlet(target)}'s report", span)
            for url, span in one.digest.links(statement) for target in tellings if target is not one
            and _same_url(url, target.digest.report.url)]


def _linked_elsewhere(one: Told, tellings: Sequence[Told]) -> list[Parent]:
    return [_to(one, target, "elsewhere", f"it links to {_outlet(target)}'s report at “{_quoted(one, link.span, link.url)}”", link.span)
            for link in one.digest.report.links for target in tellings
            if target is not one and not _one_outlet(target, one) and _same_url(link.url, target.digest.report.url)][:1]


def _same_url(a: str, b: str | None) -> bool:
    return b is not None and bare(a) == bare(b)


def _withdraws(one: Told, tellings: Sequence[Told]) -> list[Parent]:
    """A retraction or correction cites what it takes back."""
    if not any(one.digest.corrects(s) for s in one.statements):
        return []
    earlier = [t for t in tellings if t is not one and _one_outlet(t, one) and order(t.digest.teller) < order(one.digest.teller)]
    what = "takes back" if one.digest.withdraws else "corrects"
    return [Parent(t.id, None, "cites", SURE["own"], f"it {what} the outlet's own earlier report") for t in earlier[:1]]


def _copies(one: Told, tellings: Sequence[Told], shared: SharedText) -> list[Parent]:
    """Edges from copied text: to each earlier report that has most of the statement in the same words."""
    found = []
    for other in tellings:
        if other is one or order(other.digest.teller) >= order(one.digest.teller) or _one_outlet(other, one):
            continue
        text = _between(shared, one.id, other.id)
        if text is None or text.extent == "phrase":
            continue
        cover = max(covers(text, span) for s in one.statements for span in s.spans)
        if cover >= COVERED:
            found.append(Parent(other.id, None, "reuses", round(COPIED[0] + COPIED[1] * cover, 3),
                                f"{round(100 * cover)} % of the statement stands in the same words in {_outlet(other)}'s earlier report"))
    return found


def _between(shared: SharedText, one: str, other: str) -> Shared | None:
    """What the two texts share, seen from the first."""
    if (one, other) in shared:
        return shared[one, other]
    found = shared.get((other, one))
    return None if found is None else found.flipped()


def _keep_best_copy(edges: dict[str, Parent]) -> None:
    """Of several copies of one text one is the nearest: the one that is cited, else the fullest, else the earliest. Who cites another has not
    copied a passage from a third: both copied the one cited.
    """
    copies = [to for to, p in edges.items() if p.kind == "reuses"]
    if any(p.kind == "cites" and ("reuses" in p.also or p.probability > SURE["elsewhere"]) for p in edges.values()):
        best: str | None = None
    else:
        best = max(copies, key=lambda to: edges[to].probability, default=None)
    for to in copies:
        if to != best:
            del edges[to]


def _share(one: Told, tellings: Sequence[Told], found: Mapping[str, dict[str, Parent]], roles: Mapping[str, Role]) -> None:
    """Edges between reports that heard the same named source themselves: to the earliest, or the earliest with the same figure."""
    edges = found[one.id]
    derived = any(p.kind != "shares_source" and p.probability > SURE["elsewhere"] and "own" not in p.detail for p in edges.values() if p.report)
    for statement, said in zip(one.statements, one.voices, strict=True):
        if said.cited or roles[one.digest.key(statement)] == "denial":
            continue
        ends = [said.end] if said.end and not said.both else _everybody(one, tellings) if said.both else []
        for end in ends:
            target, why = _earliest(one, statement, end, tellings, found)
            if target is None or (derived and target.id not in edges):
                continue
            _put(edges, Parent(target.id, end.name, "shares_source", SHARED, f"both have it from {end.name} themselves: {why}", (),
                               statement.chain[-1].span if statement.chain else None))


def _everybody(one: Told, tellings: Sequence[Told]) -> list[Whom]:
    """The named sources of the earlier reports: who the two sides are."""
    ends: list[Whom] = []
    for other in tellings:
        if order(other.digest.teller) < order(one.digest.teller):
            ends += [v.end for v in other.voices if v.end and v.end.named and not v.cited and not any(same(v.end, e) for e in ends)]
    return ends


def _earliest(one: Told, statement: Statement, end: Whom, tellings: Sequence[Told],
              found: Mapping[str, dict[str, Parent]]) -> tuple[Told | None, str]:
    heard: list[tuple[bool, Told, str]] = []
    for other in tellings:
        if other is one or order(other.digest.teller) >= order(one.digest.teller):
            continue
        for theirs, said in zip(other.statements, other.voices, strict=True):
            why = None if said.cited or said.end is None else same(end, said.end)
            if why and not any(p.report and p.kind != "shares_source" for p in found[other.id].values()):
                heard.append((_figures(theirs) == _figures(statement), other, why))
    if not heard:
        return None, ""
    alike = [h for h in heard if h[0]] or heard
    return alike[0][1], alike[0][2]


def _figures(statement: Statement) -> frozenset[tuple[float | None, float | None]]:
    return frozenset((q.low if q.low is not None else q.high, q.high if q.high is not None else q.low) for q in statement.quantities)


def _outlet(told_: Told) -> str:
    return told_.digest.report.outlet or told_.digest.report.name


def _quoted(one: Told, span: Span | None, otherwise: str) -> str:
    words = one.digest.report.text[slice(*span)] if span else otherwise
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59] + "…"
