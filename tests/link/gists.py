"""Gists of invented statements, without a pipeline."""

from functools import cache

import numpy as np

from reportedly.link.embed import Embedder
from reportedly.link.gist import Floats, Gist, gist
from reportedly.types import Certainty, Hop, Mode, Polarity, Quantity, Span, Statement, Teller, Time


@cache
def embedder() -> Embedder:
    return Embedder()


def figure(text: str, low: float | None, high: float | None, unit: str) -> Quantity:
    return Quantity(Span(0, 1), text, low, high, unit)


def day(text: str, start: str, end: str) -> Time:
    return Time(Span(0, 1), text, start, end, "day")


def said(name: str, kind: str = "person", act: str = "say") -> Hop:
    return Hop(name, kind, None, Span(0, 1), act)  # type: ignore[arg-type]


def of(text: str, *, quantities: tuple[Quantity, ...] = (), times: tuple[Time, ...] = (), chain: tuple[Hop, ...] = (), mode: Mode = "assertion",
       polarity: Polarity = "affirmed", outlet: str = "Vistula Monitor", published: str = "2025-03-04T09:00:00+01:00",
       anchors: tuple[str, ...] = (), sentence: str = "", vector: Floats | None = None) -> Gist:
    statement = Statement("s1", text, (Span(0, len(text)),), None, chain, mode=mode, polarity=polarity, certainty=Certainty(2.0),
                          times=times, quantities=quantities)
    teller = Teller(f"r {outlet}", outlet, outlet, published)
    return gist(statement, teller, anchors, embedder()([text])[0] if vector is None else vector, sentence)


NOWHERE = np.zeros(384, dtype=np.float32)
