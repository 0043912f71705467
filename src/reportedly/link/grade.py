"""Origins -> a suggested Admiralty grade 1-6 of a claim (AJP-2.1). Suggested and never set: grades are people's."""

from collections.abc import Sequence

from reportedly.types import Origins, Telling

MEANS = {1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "truth cannot be judged"}


def suggested(origins: Origins, tellings: Sequence[Telling]) -> int:
    """3 or more named origins and no denial: 1; two: 2; one: 3; nobody named: 6. A denial or retraction by a source: 4."""
    named = sum(end.established for end in origins.ends)
    if any(t.role in {"denial", "retraction"} for t in tellings):
        return 4
    return {0: 6, 1: 3, 2: 2}.get(named, 1)
