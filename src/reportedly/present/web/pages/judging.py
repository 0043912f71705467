"""What people judge on the pages: a form comes in, one or more judgements are appended, and they are led back with a way to undo it.

A form says which claim it is about by a telling, and how the claim was (`tag`): if others have judged in between, nothing is appended, and
the person is shown what it is now.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import Changed, LedgerError, ManifestError, NotInLedger
from reportedly.present import rulings
from reportedly.present.rulings import Ruling
from reportedly.present.web.desk import Desk, desk_of
from reportedly.present.web.rendering import render
from reportedly.present.web.safety.person import Person, editor
from reportedly.types import Claim, Judgement, Span

router = APIRouter()
CANDIDATES = 8  # claims that words are looked for in, when two are to be merged
MOST_FIELDS, LONGEST = 20, 5000
CLAIMS = "/claims/"
_ACTS = {"accept": "accept", "reject": "refuse", "merge": "merge", "split": "take a report out of", "grade": "grade", "outcome": "settle"}
_KEPT = {"claim": "", "report": "Report", "parent": "From", "statement": "Statement", "other": "Other claim", "confirmed": "",
         "value": "Value"}
LATEST = 3  # judgements that are shown to somebody who has seen an older state


class Fields(dict[str, str]):
    """What a form gave; what is missing is empty."""

    def __missing__(self, key: str) -> str:
        return ""


async def fields(request: Request) -> Fields:
    """The form of a request: its words, no files."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=8 * LONGEST)
    given = Fields({name: value for name, value in form.items() if isinstance(value, str)})
    if any(len(value) > LONGEST for value in given.values()):
        raise ManifestError(f"a field of the form is longer than {LONGEST:,} characters")
    return given


@router.post("/judge/{act}")
def judge(request: Request, act: str, given: Annotated[Fields, Depends(fields)], person: Annotated[Person, Depends(editor)]) -> Response:
    """Append what a form rules: accept, reject, merge, split, date, source, grade, outcome, span or withdraw."""
    desk, note = desk_of(request), rulings.noted(given["note"])
    back = _local(given["back"])
    place = _place(desk, back)
    if act not in _ACTS:
        return _led_back(desk, back, place, _append(desk, person, _general(desk, act, given), note, {}))
    claim = _claim(desk, given)
    if desk.store.claim_tag(claim.id) != given["tag"]:
        return _changed(request, act, given, claim, back)
    if act == "merge" and given["confirmed"] != "yes":
        found = _candidates(desk, claim, given["other"])
        if [c.id for c in found] != [given["other"].strip()]:
            return render(request, "merge.html", claim=claim, tag=given["tag"], back=back, words=given["other"].strip(), note=given["note"],
                          candidates=[(c, desk.store.claim_tag(c.id)) for c in found])
    ruled = _of_claim(desk, act, given, claim)
    tags = {claim.id: given["tag"]} | ({given["other"]: given["other_tag"]} if given["other_tag"] else {})
    try:
        made = _append(desk, person, ruled, note, tags)
    except Changed:
        return _changed(request, act, given, _claim(desk, given), back)
    return _led_back(desk, back, place, made)


def _append(desk: Desk, person: Person, ruled: tuple[Ruling, ...], note: str | None, tags: dict[str, str]) -> list[Judgement]:
    """Judge; `tags` must still be so when the first is appended."""
    return [desk.judge(r.kind, person.name, about=r.about, name=r.name, value=r.value, note=note, seen={} if n else tags)
            for n, r in enumerate(ruled)]


def _claim(desk: Desk, given: Fields) -> Claim:
    """The claim that a form is about."""
    try:
        return desk.store.claim(given["claim"])
    except NotInLedger:
        raise Changed(f"claim {given['claim'][:80]!r} is not there as you saw it: it was merged, split or read anew. Find it among the claims, "
                      f"then judge") from None


def _general(desk: Desk, act: str, given: Fields) -> tuple[Ruling, ...]:
    """What a form rules that is not about a claim."""
    match act:
        case "date":
            return (rulings.date(desk.store, given["report"], given["value"].strip()),)
        case "source":
            return (rulings.source(given["name"], given["value"].strip()),)
        case "span":
            right = Span(_number(given["start"]), _number(given["end"]))
            return (rulings.span(desk.store, given["report"], given["statement"], right),)
        case "withdraw":
            return (rulings.withdraw(desk.store.judgements(), given["judgement"].strip()),)
    raise NotInLedger(f"nothing is judged by {act[:40]!r}")


def _of_claim(desk: Desk, act: str, given: Fields, claim: Claim) -> tuple[Ruling, ...]:
    """What a form rules about a claim."""
    report, parent, value = given["report"], given["parent"], given["value"].strip()
    match act:
        case "accept":
            return (rulings.edge(desk.store, "accept", claim, report, parent) if parent or report else rulings.accept(claim),)
        case "reject":
            return (rulings.edge(desk.store, "reject", claim, report, parent),) if parent else (
                rulings.reject(desk.store, claim, report, given["statement"] or None))
        case "split":
            return rulings.split(desk.store, claim, report)
        case "grade":
            return (rulings.grade(claim, value),)
        case "outcome":
            return (rulings.outcome(claim, value),)
    return (rulings.merge(claim, desk.store.claim(given["other"].strip())),)


def _number(typed: str) -> int:
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise ManifestError(f"{typed[:40]!r} is no place in a text: a number of characters from its beginning")
    return int(typed)


def _candidates(desk: Desk, claim: Claim, typed: str) -> list[Claim]:
    """The other claims that an id or words may mean."""
    typed = typed.strip()
    if not typed:
        raise ManifestError("merge: say which is the other claim, by its id or words of it")
    try:
        found = [desk.store.claim(typed)]
    except LedgerError:
        found = list(desk.store.claims(typed, limit=CANDIDATES + 1))
    if [c.id for c in found] == [claim.id] and found[0].id == typed:
        raise ManifestError(f"merge: {typed!r} is this claim itself")
    return [c for c in found if c.id != claim.id][:CANDIDATES]


def _changed(request: Request, act: str, given: Fields, claim: Claim, back: str) -> Response:
    """The page that says what a claim is now, and lets it be judged all the same."""
    store = desk_of(request).store
    kept = {name: value for name, value in given.items() if name in _KEPT}
    return render(request, "changed.html", status=409, claim=claim, act=act, wish=_ACTS[act], note=given["note"], back=back,
                  fields={**kept, "tag": store.claim_tag(claim.id)}, wanted={_KEPT[name]: value for name, value in kept.items() if _KEPT[name]},
                  latest=rulings.history(store, claim)[:LATEST])


def _local(back: str) -> str:
    """A path of this app to go back to, without what was judged before; the log for anything else."""
    parts = urlsplit(back) if back.startswith("/") and not back.startswith(("//", "/\\", "/judge/")) and back.isprintable() else None
    if parts is None or parts.scheme or parts.netloc:
        return "/log"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith("judged="))
    return parts.path + (f"?{query}" if query else "")


def _place(desk: Desk, back: str) -> Claim | None:
    """The claim whose page one came from, as it is before anything is judged."""
    try:
        return desk.store.claim(back.removeprefix(CLAIMS).partition("?")[0]) if back.startswith(CLAIMS) else None
    except LedgerError:
        return None


def _led_back(desk: Desk, back: str, place: Claim | None, made: list[Judgement]) -> Response:
    """Where one came from, with what was judged; a claim is looked for by its tellings, for its id may be another by now."""
    ids = "&".join(f"judged={j.id}" for j in made)
    path, _, query = back.partition("?")
    if path.startswith(CLAIMS):
        path = CLAIMS + _now(desk, place, made) if place else "/log"
        query = query if place else ""
    return RedirectResponse(f"{path}?{query}&{ids}" if query else f"{path}?{ids}", 303)


def _now(desk: Desk, before: Claim, made: list[Judgement]) -> str:
    """The id by which a claim goes now: that of the tellings that nobody has just taken out."""
    out = {j.about[0].report for j in made if j.kind == "split" or (j.kind == "reject" and j.value is None)}
    for telling in sorted(before.tellings, key=lambda t: t.report.id in out):
        try:
            return desk.store.claim(f"{telling.report.id}/{telling.statement.id}").id
        except LedgerError:
            continue
    return before.id
