"""Report -> Reading: the attributions in it, where its statements run, its names and tones. Token indexes never leave this room."""

from pathlib import Path

from reportedly.extract.decode import Found, decode
from reportedly.extract.encode import Window, encode
from reportedly.extract.model import DEFAULT, Model, Scores
from reportedly.extract.parents import parents
from reportedly.extract.scope import narrow, parted, unnumbered, widen
from reportedly.extract.words import names, tones
from reportedly.types import Act, Attribution, Kind, Name, Quotation, Reading, Report, Span, Tone

__all__ = ["Extractor"]


_TOGETHER = 32  # windows whose scores are held at once: more than most reports have, and a text of megabytes needs no more memory


class Extractor:
    """`extractor(report)` gives its `Reading`. Holds the model; built once; safe to call from several threads."""

    def __init__(self, folder: Path = DEFAULT) -> None:
        """Load the model of a folder, or raise ModelError."""
        self.model = Model(folder)

    @property
    def version(self) -> str:
        """What the ledger notes as having made a reading."""
        return self.model.config.version

    def __call__(self, report: Report) -> Reading:
        """Read one report. The spans that it skips (advertising) hold no attribution and no statement."""
        found: list[Found] = []
        statements: list[Span] = []
        called: list[Name] = []
        toned: list[Tone] = []
        known: dict[bytes, Scores] = {}
        windows = self.windows(report)
        for first in range(0, len(windows), _TOGETHER):
            some = windows[first:first + _TOGETHER]
            scores = [self._score(w, known) for w in some]
            more, runs = decode(report.text, some, scores, self.model)
            found += more
            statements += runs
            for window, score in zip(some, scores, strict=True):
                called += names(report.text, window, score)
                toned += tones(report.text, window, score)
        skipped = bytearray(len(report.text))
        for start, end in report.skipped:
            skipped[start:end] = b"\1" * (end - start)
        found = [f for f in found if not any(skipped[f.cue.start:f.cue.end])]
        found.sort(key=lambda f: f.cue)
        for mend in (narrow, unnumbered, parted, widen):
            found = mend(report.text, found)
        above = [None if p is None else f"a{p + 1}" for p in parents(report.text, found)]
        attributions = tuple(
            Attribution(f"a{i + 1}", f.cue, f.sources, f.contents, above[i],
                        _quotation(report.text, f.contents), round(f.score, 4), _kind(f.source_kind), _act(f.act))
            for i, f in enumerate(found)
        )
        return Reading(attributions, tuple(s for s in statements if not any(skipped[s.start:s.end])),
                       tuple(n for n in called if not any(skipped[n.span.start:n.span.end])), tuple(toned))

    def _score(self, window: Window, known: dict[bytes, Scores]) -> Scores:
        """The model's scores. The same window scores the same: a text that repeats itself without end is scored once."""
        key = window.ids.tobytes() + window.shapes.tobytes()
        if key not in known:
            if len(known) >= _TOGETHER:
                known.clear()
            known[key] = self.model(window)
        return known[key]

    def windows(self, report: Report) -> list[Window]:
        """The windows of a report, as the model sees it."""
        return encode(report.text, self.model.tokenizer)


def _kind(name: str) -> Kind:
    return name  # type: ignore[return-value]


def _act(name: str) -> Act:
    return name  # type: ignore[return-value]


def _quotation(text: str, contents: tuple[Span, ...]) -> Quotation:
    """Direct: all in quotation marks; indirect: none of it; mixed: some."""
    quoted = [_is_quoted(text[s.start:s.end]) for s in contents]
    if all(quoted):
        return "direct"
    marks = any(c in "“”\"«»„" for s in contents for c in text[s.start:s.end])
    return "mixed" if marks or any(quoted) else "indirect"


def _is_quoted(words: str) -> bool:
    words = words.strip(" ,.;:")
    return len(words) > 1 and words[0] in "“\"«„'‘" and words[-1] in "”\"»“'’" and not any(c in words[1:-1] for c in "“”\"«»„")
