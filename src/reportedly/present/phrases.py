"""How the terminal and the pages say the same things: counts, days, windows, outcomes, grades, drift."""

from datetime import UTC, date, datetime, timedelta

from reportedly.present.words import one_line
from reportedly.types import Drift, Outcome

Window = tuple[str | None, str | None]

OUTCOMES: dict[str, str] = {"pending": "pending", "happened": "happened", "did_not_happen": "did not happen", "contested": "contested"}
WORST = frozenset({("certainty", "hardened"), ("attribution", "dropped"), ("source", "changed"), ("source", "widened"), ("quantity", "raised"),
                   ("polarity", "changed")})
CLAIM_GRADES = {1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable",
                6: "truth cannot be judged"}
SOURCE_GRADES = {"A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
                 "F": "reliability cannot be judged"}
EDGES = {"cites": "cites", "reuses": "reuses", "shares_source": "same source"}


def plural(n: int, word: str) -> str:
    """`1 outlet`, `6 outlets`."""
    return f"{n:,} {word}{'' if n == 1 else 's'}"


def origin_words(established: int, possible: int) -> str:
    """`1 origin`; where it may be more: `1–3 origins`."""
    many = str(established) if established == possible else f"{established}–{possible}"
    return f"{many} origin{'' if many == '1' else 's'}"


def outcome_words(outcome: Outcome | None, settled: str | None, window: Window | None, today: str, told: str | None = None) -> str:
    """`due since 2025-11-01`, `overdue since …`, `pending until …`; else the outcome and who says so.

    `told`: when it was first told. A window that had opened by then (this year) is due since nothing, but until its end.
    """
    start, end = window or (None, None)
    opened = start is None or (told is not None and start <= told[:10])
    match urgency(outcome, settled, window, today):
        case "overdue":
            return f"overdue since {end}"
        case "pending":
            return f"pending, due from {start}"
        case "due":
            until = f"until {day_before(end)}" if end else "no end given"
            return f"due {until}" if opened and end else f"due, {until}" if opened else f"due since {start}, {until}"
    return f"{OUTCOMES[outcome or 'pending']} ({settled or 'proposed from later reports; a person decides'})"


def urgency(outcome: Outcome | None, settled: str | None, window: Window | None, today: str) -> str:
    """overdue, due or pending; settled by a person; proposed by later reports."""
    start, end = window or (None, None)
    if settled is not None:
        return "settled"
    if outcome not in {"pending", None}:
        return "proposed"
    if end is not None and today >= end:
        return "overdue"
    return "pending" if start is not None and today < start else "due"


def window_words(window: Window) -> str:
    """`from 2025-11-01, open`; `2025-11-05`; `2025-11-01 to 2025-11-30`."""
    start, end = window
    if start and end:
        last = day_before(end)
        return start if start == last else f"{start} to {last}"
    return f"from {start}, open" if start else f"until {day_before(end)}" if end else "not known"


def drift_words(drift: Drift) -> str:
    """`certainty hardened: “anticipates” → “will”`."""
    return f"{drift.facet} {drift.direction}: " + (f"“{one_line(drift.before, 80)}”" if drift.before else "nothing") + " → " + (
        f"“{one_line(drift.after, 80)}”" if drift.after else "nothing")


def moment(published: str | None) -> str:
    """In UTC, so that a tree across time zones can be read from top to bottom; as it is where it is no time."""
    try:
        found = datetime.fromisoformat(published or "")
        found = found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        return one_line((published or "no date")[:16])
    if len(published or "") <= len("2024-01-01"):
        return found.date().isoformat()
    return f"{found:%Y-%m-%d %H:%M}{'Z' if found.tzinfo else ''}"


def day_before(end: str) -> str:
    """The last day of what ends before this day."""
    try:
        return (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return end
