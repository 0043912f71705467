"""Pages made to hang or to crash a reader. Each bound is many times what the page takes; without the guards it is minutes."""

import json
import time

import pytest

from read.pages import S1, S2, S3, paragraphs
from reportedly.errors import EmptyReport, TooLarge
from reportedly.read import LIMIT, read_bytes

BOUND = 20.0  # seconds
HEAD = "<!doctype html><html><head><title>Dam to be lowered</title></head><body>"
BODY = paragraphs((S1, S2, S3))
NODE = {"@type": "NewsArticle", "headline": "Dam \ud800 lowered", "author": {"name": "Kim \udfff Oster"}}


@pytest.mark.parametrize("markup", [
    pytest.param("<div>" * 100_000 + BODY, id="100,000 nested divs"),
    pytest.param("<div>" * 100_000 + BODY + "</div>" * 100_000, id="100,000 nested divs, closed"),
    pytest.param("<b><i><font>" * 10_000 + BODY, id="inline tags never closed"),
    pytest.param(BODY + "<table><tr><td>" * 3_000, id="nested tables"),
    pytest.param("<a " + " ".join(f"b{i}=1" for i in range(200_000)) + ">x</a>" + BODY, id="200,000 attributes"),
    pytest.param("<a b='" + "x" * 5_000_000 + "'>x</a>" + BODY, id="a huge attribute"),
    pytest.param("<div class='" + "ad " * 500_000 + "'>" + BODY, id="a huge class"),
    pytest.param(BODY + "<a b='" * 100_000, id="quotes never closed"),
    pytest.param(BODY + "<p>" + "&amp;&lt;&#0;&#xD800;&#x110000;&bogus;" * 5_000, id="entities"),
    pytest.param("<script>x<p>y</script>" * 20_000 + BODY, id="scripts"),
    pytest.param('<script type="application/ld+json">' + "[" * 100_000 + "</script>" + BODY, id="nested JSON"),
    pytest.param('<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>" + BODY, id="nested JSON nodes"),
    pytest.param(f'<script type="application/ld+json">{json.dumps(NODE)}</script>' + BODY, id="surrogates in JSON"),
    pytest.param(BODY.replace("river", "ri\0ver"), id="null characters"),
    pytest.param(BODY + "<p>" + "<time>x</time> y z w" * 20_000, id="times in one paragraph"),
    pytest.param(BODY + "<p>" + "<span>word</span> " * 7_000, id="spans in one paragraph"),
    pytest.param(BODY + "<table>" + "<tr><td>a b<td>c</tr>" * 10_000, id="a long table"),
    pytest.param(BODY + "<p>" * 50_000, id="empty paragraphs"),
    pytest.param("".join(f"<p>“The dam is safe and sound at gate {i},” she said.</p><p>{i}, a gate</p>" for i in range(40_000))
                 + f"<p>{S2}</p>", id="quotes and short lines"),
    pytest.param("<h1>Dam</h1>" * 5_000 + BODY, id="titles"),
])
def test_is_read_in_time(markup: str) -> None:
    began = time.monotonic()
    report = read_bytes((HEAD + markup).encode(), "hostile.html")
    assert time.monotonic() - began < BOUND
    assert S2 in report.text
    report.text.encode("utf-8")


def test_an_entity_bomb_is_not_lit() -> None:
    entities = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    report = read_bytes(f"<!DOCTYPE html [{entities}]><html><body>{BODY}<p>&a11;</p></body></html>".encode(), "bomb.html")
    assert S2 in report.text
    assert len(report.text) < 5_000


def test_a_long_page_is_read_whole_without_trafilatura() -> None:
    body = "".join(f"<p>{S1} The gate is number {i}.</p>" for i in range(10_000))
    markup = f"{HEAD}<nav><a href=/>Home</a></nav><article><h1>Dam to be lowered</h1>{body}</article><aside>{BODY}</aside>"
    report = read_bytes(markup.encode(), "x.html")
    assert report.text.count(S1) == 10_000
    assert S2 not in report.text


def test_a_paragraph_of_twelve_megabytes_is_not_cut() -> None:
    report = read_bytes(f"{HEAD}<p>{'The dam is safe. ' * 700_000}The end.</p>".encode(), "x.html")
    assert report.text.endswith("The dam is safe. The end.")
    assert len(report.text) > 11_000_000


def test_what_never_ends_has_no_article() -> None:
    for opening in ("<script>", "<!--", "<style>"):
        with pytest.raises(EmptyReport):
            read_bytes(f"{HEAD}{opening * 10_000}{BODY}".encode(), "x.html")


def test_more_than_the_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match=r"^big\.html: 32\.0 MB, and a report may have at most 32 MB; "):
        read_bytes(b"<p>" + b"x" * LIMIT, "big.html")
