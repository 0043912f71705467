"""Bytes in, text out, and whether it is a web page.

Encodings are tried from the surest sign to the weakest: byte order mark, valid UTF-8, UTF-8 with a few foreign bytes, what the
page declares, a guess. A replacement character appears only where no reading of a byte exists. What is no text is refused.
"""

import codecs
import re
from enum import Enum

from charset_normalizer import from_bytes

from reportedly.errors import EmptyReport, NotText


class Form(Enum):
    """The two forms that a report comes in."""

    TEXT = "text"
    HTML = "html"


_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = ((b"%PDF-", "a PDF"), (b"WARC/", "a web archive"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a PNG picture"),
          (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip archive"),
          (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
          (b"{\\rtf", "an RTF document"), (b"BZh9", "a bzip2 archive"), (b"\xfd7zXZ\x00", "an xz archive"),
          (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"\x7fELF", "a program"),
          (b"SQLite format 3\x00", "an SQLite database"), (b"OggS\x00", "a sound file"), (b"ID3\x03", "a sound file"))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.01  # share of bytes: random bytes have 10 %, a page with stray ones far below 1 %
_HEAD = 4096

_OPENING = r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<"
_OPENS_HTML = re.compile(_OPENING + r"(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_OPENS_FEED = re.compile(_OPENING + r"(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I | re.S)
_TAG = re.compile(r"</?(?:p|div|span|article|section|main|body|meta|script|title|h[1-6]|ul|li|table|a|br)\b[^<>]{0,500}>", re.I)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|"
                       rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_NO_CODECS = frozenset({"utf8", "utf8sig", "utf7", "utf16", "utf32", "unicodeescape", "rawunicodeescape", "undefined", "idna",
                        "punycode"})
_NOT_GUESSED = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]


def sniff(data: bytes, name: str) -> Form:
    """HTML where it opens as a page does; else by the name's ending, and without one by whether there are tags."""
    head = _glance(data)
    if _OPENS_HTML.match(head):
        return Form.HTML
    ending = re.sub(r"[?#].*", "", name).rpartition(".")[2].lower()
    if ending in {"txt", "text", "md"}:
        return Form.TEXT
    tags = len(_TAG.findall(head))
    return Form.HTML if tags >= (1 if ending in {"html", "htm", "xhtml"} else 3) else Form.TEXT


def to_text(data: bytes, name: str, form: Form) -> str:
    """The bytes as text, without a byte order mark. Raises `EmptyReport`, `NotText`."""
    if not data.strip():
        raise EmptyReport(f"{name}: the file is empty; leave it out or give the report itself")
    if kind := next((kind for magic, kind in _MAGIC if data.startswith(magic)), None):
        raise NotText(f"{name}: is {kind}, not text; convert it to plain text or HTML first")
    codec, bom = _wide(data)
    if codec:
        text = data[bom:].decode(codec, "replace")
        if text.count("\ufffd") + text.count("\0") > len(text) * _MOST_CONTROLS:
            raise NotText(f"{name}: begins like {codec.upper()}, but is not; save it as UTF-8")
    else:
        data = _without_nulls(data, name, form)
        if len(data) - len(data.translate(None, _CONTROLS)) > len(data) * _MOST_CONTROLS:
            raise NotText(f"{name}: is binary, not text (control characters); convert it to plain text or HTML first")
        text = _narrow(data, form)
    if _OPENS_FEED.match(text[:_HEAD]):
        raise NotText(f"{name}: is a feed or site map, not a report; give the pages that it lists")
    return text.removeprefix("\ufeff")


def _glance(data: bytes) -> str:
    """The beginning, well enough read to see tags in it."""
    codec, bom = _wide(data[: 2 * _HEAD])
    return data[bom : 2 * _HEAD].decode(codec or "latin-1", "replace").removeprefix("\xef\xbb\xbf")[:_HEAD]


def _wide(data: bytes) -> tuple[str | None, int]:
    """The codec that a byte order mark names, or UTF-16 that every second byte, null, betrays; and the length of the mark."""
    for mark, codec in _BOMS[1:]:
        if data.startswith(mark):
            return codec, len(mark)
    sample = data[:_HEAD]
    half = len(sample) // 2
    if half >= 8:
        for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
            if sample[offset::2].count(0) > 0.7 * half and sample[1 - offset :: 2].count(0) < 0.02 * half:
                return codec, 0
    return None, 0


def _without_nulls(data: bytes, name: str, form: Form) -> bytes:
    """A page may hold a few nulls, which browsers drop; anything else with a null in it is binary."""
    nulls = data.count(0)
    if nulls and (form is Form.TEXT or nulls > len(data) * _MOST_CONTROLS):
        raise NotText(f"{name}: is binary, not text (null bytes); convert it to plain text or HTML first")
    return data.replace(b"\0", b"") if nulls else data


def _narrow(data: bytes, form: Form) -> str:
    declared = _declared(data) if form is Form.HTML else None
    if declared and declared.startswith(("iso2022", "hz")):  # their bytes are ASCII, so UTF-8 would seem to fit
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_mostly_utf8(data):
        return data.decode("utf-8", _FOREIGN)
    for codec in (declared, _guess(data)):
        if codec:
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    return data.decode("cp1252", "replace")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8, read as what Windows pastes into pages: the byte 92 in `don?t` is `’`."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_FOREIGN = "reportedly.cp1252"
codecs.register_error(_FOREIGN, _as_cp1252)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether whole UTF-8 characters outweigh the bytes that are part of none; in other encodings they occur by chance only."""
    valid = data.decode("utf-8", "ignore")
    size = len(valid.encode("utf-8"))
    letters = len(valid) - len(valid.encode("ascii", "ignore"))
    return letters > 0 and 2 * letters >= len(data) - size


def _declared(data: bytes) -> str | None:
    """The codec that the page names, if it is one for text; Latin 1 means Windows-1252, as in browsers."""
    if not (match := _DECLARED.search(data[:_HEAD])):
        return None
    label = (match[1] or match[2]).decode("ascii", "replace")
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    name = codec.name.replace("_", "").replace("-", "").lower()
    if name in _NO_CODECS or not codec._is_text_encoding:
        return None
    return "cp1252" if name in {"iso88591", "latin1", "ascii"} else name if name.startswith(("iso2022", "hz")) else codec.name


def _guess(data: bytes) -> str | None:
    """A codec by the look of the letters; for text that is mostly ASCII, as English is, Windows-1252 and no guessing."""
    sample = data[:65536]
    beyond = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if beyond < 0.05 * len(sample):
        return "cp1252"
    best = from_bytes(sample, cp_exclusion=_NOT_GUESSED).best()
    return best.encoding if best else None
