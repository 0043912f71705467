"""A report's text in, its running words out: what a writer wrote, without what a speaker said and what the site or the trade says of everything.

A quotation of more than three words becomes one mark, which keeps its place and does not count: who quotes the same words of a speaker has
not copied. Furniture and stock sentences (*All rights reserved*, *did not immediately respond to a request for comment*) are left out whole.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.types import Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_QUOTATION = re.compile(
    r"[“„«]([^”“»\n]{1,3000})(?:[”»“]|(?=\n)|\Z)"
    r"|(?<!\w)\"(?=\S)([^\"\n]{1,3000})(?:\"|(?=\n)|\Z)"
    r"|‘‘([^‘’\n]{1,3000}(?:’\w[^‘’\n]{0,3000}){0,40})’’"
    r"|‘(?=\w)([^‘\n]{1,600}?[,.!?…])’(?!\w)"
    r"|(?<!\w)'(?=\w)([^\n\"]{1,400}?[,.!?…])'(?!\w)")
_POST = re.compile(r"[—–-][ \u00a0]?[^\n—–]{1,60}\(@\w{1,30}\)")  # — Ann Lee (@annlee) July 1, 2020
_LEFT = 10  # words: of a sentence with stock words fewer tell nothing by themselves
SEED = 4    # words in a row that start a run of shared text (reuse.py)
_SCARE = 3  # words: a quotation up to here is a phrase or a title and stays running text
_TITLES = frozenset("mr mrs ms dr gen sen rep gov lt col sgt maj st prof capt adm jan feb mar apr jun jul aug sept sep oct nov dec no".split())

# What marks a sentence as the site's or the trade's. The words are looked for first, because they are fast to look for.
_TRIGGERS = frozenset(
    "copyright reserved republish rewritten redistributed subscribe subscribers subscription sign signed newsletter newsletters inbox follow "
    "facebook twitter click advertisement cookies cookie privacy terms download donate patron support login comment comments share email photo "
    "photos getty clients trademark updated corrected originally reporting editing writing contributed anonymity authorized authorised "
    "independently respond responded browser javascript alerts notifications developing read".split())
_FURNITURE = re.compile(
    r"\ball rights reserved|^\W*(?:©|\(c\)|copyright\b|trademark\b)|\bcopyright (?:©|\(c\)|\d{4})|\bmay not be (?:published|reproduced)"
    r"|\brepublish|\b(?:sign|signed|signing) up (?:for|to)\b|^\W*subscribe\b|\bsubscribe (?:to|now|today|for)\b|\bsubscribers? only"
    r"|\bnewsletters?\b|\byour inbox\b|\bfollow (?:us|him|her|me|them|@|[\w .]{1,40} on (?:twitter|facebook|instagram|x\b))"
    r"|\bon (?:facebook|twitter)\W*$|\bclick (?:here|on)\b|^\W*(?:advertisement|click)\b|\b(?:use|uses|accept) (?:of )?cookies\b"
    r"|\bcookies? policy|\bprivacy policy|\bterms (?:of (?:use|service)|and conditions)|\bdownload (?:the|our)\b.{0,30}\bapp\b"
    r"|^\W*(?:please )?(?:donate|support (?:us|our|independent)|become (?:our|a) patron)|\bour patron\b|\blog ?in to\b"
    r"|\b(?:leave|post|read|view) (?:a |all |the )?comments?\b|^\W*share (?:this|on)\b|\be-?mail (?:address|us|this)|^\W*e-?mail\b"
    r"|\bphoto(?:graph)?s?(?: by|/|:| credit)|\bgetty images|\bclients may\b|^\W*(?:last )?updated\b|\boriginally (?:published|posted|appeared)"
    r"|\bthis is a (?:developing|breaking)|\bthis (?:story|article) (?:has been|was|is) (?:updated|corrected|part of|being|developing|first)"
    r"|\bcheck back for\b|\b(?:reporting|writing|editing) by\b|\bcontributed to this (?:report|story|article)"
    r"|\b(?:news|push|email) (?:alerts|notifications)\b|\benable notifications\b|\b(?:digital|active|a) subscription\b|\bsigned in as\b"
    r"|\byour browser\b|\bjavascript\b|^\W*(?:read|see|watch) (?:more|also|next|the full)\b", re.IGNORECASE)
_STOCK = re.compile(  # only these words go: the rest of the sentence may be news
    r"(?:\b(?:who|and|both|he|she|they) )?\b(?:spoke|speaking|asked|talked|requested|insisted)?(?: on)? ?(?:the )?(?:condition of )?"
    r"\banonymity\b"
    r"(?:,? (?:because|to|in order to|since|as) [^.;\n]{0,160})?|\bnot (?:been )?authori[sz]ed to [^.;,\n]{0,80}"
    r"|\b(?:could|can) not (?:immediately )?(?:be )?independently [^.;\n]{0,60}|\bcould not be independently [^.;\n]{0,40}"
    r"|\b(?:did|does|do|has|have)(?: not|n['’]t) (?:\w+ ){0,2}respond(?:ed)?\b"
    r"(?: to (?:\w+ ){0,5}(?:requests?|e-?mails?|questions?|calls?|messages?))?"
    r"(?: (?:for|seeking) (?:further )?comment)?", re.IGNORECASE)


Piece = tuple[str, tuple[int, int]]  # a word, made alike, or a mark; and the characters it stands on


@dataclass(frozen=True)
class Running:
    """The running words of a text, made alike (case, apostrophes), and where they stand.

    A word that opens with `“` is the mark of a quotation and does not count; its span is that of the quotation. `sentences`: `[first, last)`
    indexes of words. `quotations`: the words within quotations, each by itself.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    quotations: tuple[tuple[str, ...], ...]

    @cached_property
    def size(self) -> int:
        """How many words count."""
        return sum(not is_mark(word) for word in self.words)

    @cached_property
    def threes(self) -> list[tuple[str, ...]]:
        """Each row of three words."""
        return list(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each row of SEED words begins."""
        places = dict[tuple[str, ...], list[int]]()
        for at, seed in enumerate(zip(*(self.words[step:] for step in range(SEED)), strict=False)):
            places.setdefault(seed, []).append(at)
        return places


def is_mark(word: str) -> bool:
    """Whether a word of `Running.words` stands for a quotation."""
    return word[0] == "“"


def running(text: str, skipped: Sequence[Span] = ()) -> Running:
    """The running words of `text`, without those that lie in `skipped`."""
    quotations = list[tuple[str, ...]]()
    words, spans, sentences = list[str](), list[tuple[int, int]](), list[tuple[int, int]]()
    text = _blanked(_blanked(text, skipped), _posts(text))
    for whole in _sentences(text, list(_pieces(text, quotations))):
        sentence = _told(text, whole)
        sentences.append((len(words), len(words) + len(sentence)))
        words.extend(word for word, _ in sentence)
        spans.extend(span for _, span in sentence)
    return Running(tuple(words), tuple(spans), tuple(sentences), tuple(quotations))


def _posts(text: str) -> Iterator[Span]:
    """Posts on social media that a report shows: a line that ends in who posted it, or the line before one that says only that."""
    for found in _POST.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        if not text[start:found.start()].strip():
            start = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
        end = text.find("\n", found.end())
        yield Span(start, len(text) if end < 0 else end)


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with line ends in the place of the spans: every other character stays where it is."""
    parts, at = list[str](), 0
    for start, end in sorted(spans):
        if end > at:
            parts += text[at:start], "\n" * (min(end, len(text)) - max(at, start))
            at = end
    return "".join(parts) + text[at:] if parts else text


def _pieces(text: str, quotations: list[tuple[str, ...]]) -> Iterator[Piece]:
    """Words and marks of quotations in order; the words of each quotation are added to `quotations`."""
    at = 0
    for found in _QUOTATION.finditer(text):
        inside = tuple(plain(word[0]) for word in _WORD.finditer(found[0]))
        if len(inside) <= _SCARE:
            continue
        yield from _words(text, at, found.start())
        yield "“" + inside[0], found.span()
        quotations.append(inside)
        at = found.end()
    yield from _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> list[Piece]:
    return [(plain(found[0]), found.span()) for found in _WORD.finditer(text, start, end)]


def plain(word: str) -> str:
    """A word as it is compared: *U.S.* and *US*, *Kabul’s* and *Kabul's* are alike."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return re.sub(r"(?<=\D)\.|['’ʼ]", "", word).casefold() or word


def _sentences(text: str, pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    first = 0
    for index in range(1, len(pieces)):
        word, (_, before) = pieces[index - 1]
        between = text[before:pieces[index][1][0]]
        if between == " ":
            continue
        ends = any(stop in between for stop in ".!?") and " " in between and word not in _TITLES and len(word) > 1
        if ends or "\n" in between or (is_mark(word) and text[before - 2] in ".!?" and pieces[index][0][0].isupper()):
            yield pieces[first:index]
            first = index
    if first < len(pieces):
        yield pieces[first:]


def _told(text: str, sentence: Sequence[Piece]) -> Sequence[Piece]:
    """The words of a sentence that tell something: none of furniture, and not the stock words of the trade."""
    if _TRIGGERS.isdisjoint(word for word, _ in sentence):
        return sentence
    start = sentence[0][1][0]
    start -= len(text[max(0, start - 4):start].rpartition("\n")[2])  # an opening © or bracket belongs to it
    told = text[start:sentence[-1][1][1]]
    if _FURNITURE.search(told):
        return ()
    stock = [start + place for found in _STOCK.finditer(told) for place in found.span()]
    if not stock:
        return sentence
    kept = [(word, span) for word, span in sentence if bisect_right(stock, span[0]) % 2 == 0]  # an odd place is within a stretch
    return kept if len(kept) >= _LEFT else ()
