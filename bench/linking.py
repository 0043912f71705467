"""How the time of linking grows: invented reports (stories.py) put into a ledger, then linked in steps. docs/speed.md publishes what it prints.

    python bench/linking.py [--reports N] [--at N,N,…] [--plot FILE]

At each size: seconds (of the clock and of the processor) since the beginning, and what adding one more report takes. Nothing is extracted.
"""

from itertools import islice

import stories

from reportedly.ledger import Ledger


def fill(store: Ledger, first: int, reports: int) -> int:
    """Add invented reports; gives how many statements they have."""
    found = list(islice(stories.reports(), first, first + reports))
    for extraction in found:
        store.add(extraction, extractor="invented")
    return sum(len(e.statements) for e in found)
