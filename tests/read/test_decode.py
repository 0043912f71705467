import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.pages import S1, page, paragraphs
from reportedly.errors import NotText, ReadError
from reportedly.read import read_bytes
from reportedly.types import Report

ENGLISH = "The café’s owner said – “never” – that the price, €5, was fair to José."
RUSSIAN = "Глава ведомства сообщил в понедельник, что плотина будет понижена до осенних дождей, и призвал жителей к спокойствию. " * 3


@pytest.mark.parametrize(("text", "codec"), [
    (ENGLISH, "utf-8"), (ENGLISH, "cp1252"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (ENGLISH, "utf-16"), (ENGLISH, "utf-8-sig"),
    (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"),
])
def test_encoding_is_found(text: str, codec: str) -> None:
    assert read_bytes(text.encode(codec), "cafe.txt").text == text


@pytest.mark.parametrize(("declared", "codec"), [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("utf-8", "utf-8"), ("utf-8", "cp1251")])
def test_encoding_that_a_page_declares(declared: str, codec: str) -> None:
    markup = f'<html><head><meta charset="{declared}"><title>Плотина</title></head><body><p>{RUSSIAN}</p></body></html>'
    assert RUSSIAN.strip() in read_bytes(markup.encode(codec), "dam.html").text


def test_latin_1_on_the_web_is_windows_1252() -> None:
    data = page(paragraphs((S1, ENGLISH))).decode().replace("'utf-8'", "'iso-8859-1'").encode("cp1252")
    assert ENGLISH in read_bytes(data, "dam.html").text


def test_mixed_encodings_are_each_read() -> None:
    data = "Она сказала: «нет». Café. ".encode() + "It’s José. ".encode("cp1252") + "Да.".encode()
    assert read_bytes(data, "mixed.txt").text == "Она сказала: «нет». Café. It’s José. Да."


def test_a_byte_without_any_reading_is_replaced_alone() -> None:
    assert read_bytes("Café ".encode() + b"\x81" + b" said so.", "x.txt").text == "Café \ufffd said so."


@pytest.mark.parametrize(("data", "what"), [
    (b"%PDF-1.7 and so on", "a PDF"), (b"PK\x03\x04word", "a zip"), (b"\x89PNG\r\n\x1a\n", "a PNG"), (gzip.compress(b"text"), "a gzip"),
    (b"{\\rtf1 text}", "an RTF"), (b"text with a \0 null", "null bytes"), (bytes(range(1, 256)) * 9, "control characters"),
    (b"<?xml version='1.0'?><rss><channel></channel></rss>", "a feed"), (b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8", "UTF-16"),
])
def test_what_is_no_text_is_refused_in_a_line(data: bytes, what: str) -> None:
    with pytest.raises(NotText, match=what) as caught:
        read_bytes(data, "odd.txt")
    assert str(caught.value).startswith("odd.txt: ")
    assert "\n" not in str(caught.value)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.html", "https://valley.example/a", "-"]),
       st.sampled_from([b"", b"<html>", b"<!doctype html><body><p>", b"\xff\xfe", b"The authority said so. ", b"<p>"]))
def test_any_bytes_give_a_report_or_a_read_error(tail: bytes, name: str, head: bytes) -> None:
    message = None
    try:
        check(read_bytes(head + tail, name))
    except ReadError as error:
        message = str(error)
    assert message is None or (message.startswith(name) and "\n" not in message)


MARKUP = st.lists(st.sampled_from([
    "<p>", "</p>", "<div class='ad'>", "</div>", "<a href='http://x.example/1'>", "<a href='//[bad'>", "</a>", "<br>", "<ul><li>", "</ul>",
    "<h1>", "</h1>", "<article>", "<table><tr><td>", "</td>", "<figure><figcaption>", "</figure>", "<q>", "<time>", "&nbsp;", "&#xD800;",
    "&#0;", "<!--", "-->", "<![CDATA[", '<script type="application/ld+json">{"@type": "NewsArticle", "headline": [1], "author": "\\ud800"}',
    "</script>", "<title>", "</title>", "<blockquote>", "<aside>", "<svg>", "<template>", "<base href='::'>", "Read also: ", "Source: ",
    "<link rel=canonical href='http://[::1'>", "The authority said on Monday that the dam would be lowered.", "Nobody came.", " ", "\n",
    "Details:", "\u200b", "“", "😀", S1]), max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_any_markup_gives_a_report_or_a_read_error(markup: str) -> None:
    data = f"<!doctype html><html><body>{markup}".encode()
    try:
        report = read_bytes(data, "x.html")
    except ReadError:
        return
    check(report)
    assert report == read_bytes(data, "x.html")


def check(report: Report) -> None:
    assert report.text.strip()
    report.text.encode("utf-8")
    for span in (*report.skipped, *(link.span for link in report.links)):
        assert 0 <= span.start < span.end <= len(report.text)
    for link in report.links:
        assert link.url.startswith(("http://", "https://"))
        words = report.text[link.span.start : link.span.end]
        assert words == words.strip() != ""
