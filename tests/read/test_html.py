import json

import pytest

from read.pages import HARBOUR, HARBOUR_TEXT, PROSE, S1, S2, S3, S4, page, paragraphs
from reportedly.errors import EmptyReport
from reportedly.read import Given, read_bytes


def linked(data: bytes, **known: str) -> list[tuple[str, str]]:
    report = read_bytes(data, "dam.html", given=Given(**known))
    return [(report.text[link.span.start : link.span.end], link.url) for link in report.links]


def ld(node: str) -> str:
    return f'<script type="application/ld+json">{node}</script>'


def text_of(body: str, **parts: str) -> str:
    return read_bytes(page(body, **parts), "dam.html").text


def test_a_news_page_is_read_whole() -> None:
    report = read_bytes(HARBOUR, "bridge.html")
    assert report.text == HARBOUR_TEXT
    assert report.title == "Bridge to reopen by July, officials say"
    assert report.byline == "Ana Ruiz, Jo Hale"
    assert report.outlet == "Harbour Post"
    assert report.published == "2024-06-27T14:30:00+02:00"
    assert report.url == "https://www.harbourpost.example/news/bridge"
    assert report.language == "en"
    assert report.name == "bridge.html"
    assert report.skipped == ()


def test_links_stand_on_their_words() -> None:
    assert linked(HARBOUR) == [
        ("Radio Norte", "https://radionorte.example/live"),
        ("reopen in July", "https://www.harbourpost.example/news/reopen"),
        ("Radio Norte", "https://radionorte.example/1"),
        ("full report", "https://council.example/plan.pdf"),
    ]


def test_reading_again_gives_the_same() -> None:
    assert read_bytes(HARBOUR, "bridge.html") == read_bytes(HARBOUR, "bridge.html")


def test_what_is_given_wins_and_the_text_stays() -> None:
    given = Given(published="2024-06-28", outlet="HP", url="https://hp.example/1", title="Bridge")
    report = read_bytes(HARBOUR, "bridge.html", given=given)
    assert (report.published, report.outlet, report.url, report.title) == ("2024-06-28", "HP", "https://hp.example/1", "Bridge")
    assert report.text == HARBOUR_TEXT


@pytest.mark.parametrize(("body", "paragraphs_"), [
    pytest.param(f"<div id=content><h1>Dam to be lowered</h1>{''.join(f'<div class=para>{s}</div>' for s in PROSE)}"
                 "<div class=para>No date was given.</div></div>"
                 "<div class='related-posts'><div>The mayor of the valley has opened a school.</div></div>"
                 f"<div id=comments><p>User1: I think this dam is a danger to everybody and should go!</p></div>",
                 [*PROSE, "No date was given."], id="paragraphs in divs"),
    pytest.param("<table><tr><td><a href=/>Home</a></td></tr><tr><td><font size=5><b>Dam to be lowered</b></font><br><br>"
                 + "<br><br>".join(PROSE) + "<br><br>Photo: Valley Times<br><br>Follow us on Facebook</td></tr></table>",
                 list(PROSE), id="line breaks in a layout table"),
    pytest.param(f"<form id=aspnetForm><div><h1>Dam to be lowered</h1>{paragraphs()}</div></form>", list(PROSE), id="a form around all"),
    pytest.param(f"<article><h1>Dam to be lowered</h1>{paragraphs((S1, S2))}<aside class=related><p>{S4}</p></aside>"
                 f"{paragraphs((S3,))}</article>", [S1, S2, S3], id="an aside within"),
    pytest.param(f"<article><h1>Dam to be lowered</h1><p>{S1}</p><p style='display: none'>{S4}</p>{paragraphs((S2, S3))}</article>",
                 [S1, S2, S3], id="hidden text"),
    pytest.param("<article><h1>Dam to be lowered</h1><p>The dam will be lowered.</p></article>", ["The dam will be lowered."],
                 id="a flash"),
    pytest.param(f"<h1>Dam to be lowered<p>{S1}<p>{S2}</i></div></table><p>{S3}<p>{S4}", list(PROSE), id="nothing closed"),
])
def test_layouts(body: str, paragraphs_: list[str]) -> None:
    assert text_of(body).split("\n\n") == ["Dam to be lowered", *paragraphs_]


def test_structure_stays() -> None:
    text = text_of(f"""<article><h1>Dam to be lowered</h1><h2>The letter is secret</h2><p>{S1}</p><h3>Details:</h3><p>{S2}</p>
        <figure><img><figcaption>The dam in May.</figcaption></figure><ol><li>one gate</li><li><p>two gates</p></li></ol>
        <p>Source: <a href="https://norte.example">Radio Norte</a></p><blockquote>{S3}</blockquote>
        <table><tr><th>Year</th><th>Level</th></tr><tr><td>2020</td><td>12 m</td></tr></table><p>{S4}</p></article>""")
    assert text.split("\n\n") == [
        "Dam to be lowered", "The letter is secret", S1, "Details:", S2, "The dam in May.", "one gate\ntwo gates",
        "Source: Radio Norte", S3,
        "Year | Level\n2020 | 12 m", S4]


def test_inline_markup_leaves_the_words_whole() -> None:
    text = text_of(f"<article>{paragraphs()}<p>The <b>dam</b>’s&nbsp;wall<wbr>s, <i>built</i>\n\t in <time>1961</time>, are <q>safe</q>,"
                   "<br>she said<sup>2</sup>: CO<sub>2</sub> &amp; co\u00adst.</p></article>")
    assert text.endswith("The dam’s walls, built in 1961, are “safe”,\nshe said2: CO2 & cost.")


def test_boilerplate_goes() -> None:
    text = text_of(f"""<article><h1>Dam to be lowered</h1><p>By Kim Oster</p><p>{S1}</p><p>ADVERTISEMENT</p><p>{S2}</p>
        <p>Related stories:</p><ul><li><a href=/1>The mayor opens a school in the town</a></li>
        <li><a href=/2>A storm nears the coast again</a></li></ul>
        <p>{S3}<br>Follow us on Telegram<br>Nobody came.</p><p>{S4}</p><p>(Reporting by Kim Oster; Editing by Lee Hart)</p>
        <p>© 2024 Valley Times</p></article>""", head="<title>Dam to be lowered</title><meta name=author content='Kim Oster'>")
    assert text.split("\n\n") == ["Dam to be lowered", S1, S2, S3, "Nobody came.", S4]


def test_a_box_under_the_word_advertisement_goes() -> None:
    box = "<div id=x1><small>ADVERTISEMENT</small><br>Storage rooms from 9 euros a month. Ask us.</div>"
    assert text_of(f"<article><h1>Dam to be lowered</h1>{paragraphs((S1, S2))}{box}{paragraphs((S3, S4))}</article>").split("\n\n") == [
        "Dam to be lowered", *PROSE]


def test_a_quote_that_is_printed_twice_comes_once() -> None:
    box = "<div class=quote-box><blockquote>“We saw no danger to the villages below.”</blockquote><cite>Petra Vold</cite></div>"
    assert text_of(f"<article><h1>Dam to be lowered</h1>{paragraphs((S1, S2))}{box}{paragraphs((S3, S4))}</article>").split("\n\n") == [
        "Dam to be lowered", *PROSE]


def test_an_article_in_json_ld_only() -> None:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Dam to be lowered", "articleBody": " ".join(PROSE)}
    report = read_bytes(page("<div id=root></div>", head=ld(json.dumps(node))), "dam.html")
    assert report.text == f"Dam to be lowered\n\n{' '.join(PROSE)}"


@pytest.mark.parametrize("body", [
    "", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
    "<script>var a = 'The dam will be lowered.'</script>",
    "<nav><a href=/1>World news of the day</a></nav><div class=cookie><p>We use cookies to improve your visit.</p></div>",
    "<ul>" + "".join(f"<li><a href=/{i}>A headline of some length about town {i}</a></li>" for i in range(20)) + "</ul>",
])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(EmptyReport, match=r"^front\.html: no article text .*; "):
        read_bytes(page(body), "front.html")


@pytest.mark.parametrize(("head", "title"), [
    ("<title>Dam to be lowered | Valley Times</title>", "Dam to be lowered"),
    ("<title>Dam to be lowered - Valley Times</title><meta property=og:site_name content='Valley Times'>", "Dam to be lowered"),
    ("<title>x</title><meta property=og:title content='Dam to be lowered'>", "Dam to be lowered"),
    (ld('[{"@type": ["NewsArticle"], "headline": "Dam to be lowered"}]'), "Dam to be lowered"),
])
def test_title_without_a_heading(head: str, title: str) -> None:
    assert read_bytes(page(f"<article>{paragraphs()}</article>", head=head), "dam.html").title == title


def test_title_is_no_site_name() -> None:
    body = f"<header><h1>Valley Times</h1></header><article><h1>Dam to be lowered</h1>{paragraphs()}</article>"
    assert read_bytes(page(body), "dam.html").title == "Dam to be lowered"


@pytest.mark.parametrize(("head", "published"), [
    ("<meta property=article:published_time content='2024-05-06T08:00:00Z'>", "2024-05-06T08:00:00+00:00"),
    ("<meta name=date content=2024-05-06>", "2024-05-06"),
    ("<meta name=pubdate content='Mon, 06 May 2024 08:00:00 GMT'>", "2024-05-06T08:00:00+00:00"),
    (ld('{"@type": "NewsArticle", "datePublished": "2024-05-06T08:00:00+0300"}'), "2024-05-06T08:00:00+03:00"),
    ("<meta name=date content='soon'>", None),
    ("<meta name=date content='0001-01-01'>", None),
])
def test_published(head: str, published: str | None) -> None:
    assert read_bytes(page(f"<article><h1>Dam</h1>{paragraphs()}</article>", head=head), "dam.html").published == published


@pytest.mark.parametrize(("head", "byline"), [
    (ld('{"@type": "NewsArticle", "author": ["Kim Oster", {"name": "Lee Hart"}]}'), "Kim Oster, Lee Hart"),
    (ld('{"@type": "NewsArticle", "author": "https://valley.example/kim"}'), None),
    ("<meta name=author content='By Kim Oster'>", "Kim Oster"),
    (ld('{"@type": "NewsArticle", "author": ') + "<meta name=author content='Kim Oster'>", "Kim Oster"),
])
def test_byline(head: str, byline: str | None) -> None:
    assert read_bytes(page(f"<article><h1>Dam</h1>{paragraphs()}</article>", head=head), "dam.html").byline == byline


@pytest.mark.parametrize(("head", "given", "outlet"), [
    ("<meta property=og:site_name content='Valley Times'>", Given(), "Valley Times"),
    (ld('{"@type": "NewsArticle", "publisher": {"name": "Valley Times"}}'), Given(), "Valley Times"),
    ("<link rel=canonical href='https://www.valleytimes.example/dam'>", Given(), "valleytimes.example"),
    ("", Given(url="https://valleytimes.example/dam"), "valleytimes.example"),
    ("", Given(), None),
    ("<meta property=og:site_name content='Valley Times'>", Given(outlet="VT"), "VT"),
])
def test_outlet(head: str, given: Given, outlet: str | None) -> None:
    assert read_bytes(page(f"<article><h1>Dam</h1>{paragraphs()}</article>", head=head), "dam.html", given=given).outlet == outlet


@pytest.mark.parametrize(("html", "head", "language"), [
    ('<html lang="uk">', "", "uk"), ('<html lang="en_US">', "", "en"), ("<html>", "<meta property=og:locale content=de_AT>", "de"),
    ("<html>", "", None),
])
def test_language(html: str, head: str, language: str | None) -> None:
    assert read_bytes(page(paragraphs(), head=head, html=html), "dam.html").language == language


def test_addresses_are_made_whole() -> None:
    body = f"""<article>{paragraphs()}<p>See <a href="/a">one</a>, <a href="b?x=1&amp;y=2">two</a>, <a href="//other.example/c">three</a>,
        <a href="#top">four</a>, <a href="javascript:x()">five</a>, <a href="http://[bad">six</a>
        and <a href="/s"> seven </a>.</p></article>"""
    assert linked(page(body), url="https://valley.example/news/dam") == [
        ("one", "https://valley.example/a"), ("two", "https://valley.example/news/b?x=1&y=2"), ("three", "https://other.example/c"),
        ("seven", "https://valley.example/s")]
    assert linked(page(body, head="<base href='https://base.example/x/'>"))[1] == ("two", "https://base.example/x/b?x=1&y=2")
    assert [url for _, url in linked(page(body))] == []  # no address known: nothing is made up


def test_a_name_that_is_an_address_is_the_url() -> None:
    report = read_bytes(page(f"<article>{paragraphs()}</article>", head=""), "https://valley.example/dam")
    assert (report.url, report.outlet) == ("https://valley.example/dam", "valley.example")


@pytest.mark.parametrize(("data", "name", "is_page"), [
    (page(paragraphs()), "dam.txt", True), (paragraphs().encode(), "dam.html", True), (paragraphs().encode(), "-", True),
    (paragraphs().encode(), "dam.txt", False), (S1.encode(), "dam.html", False), (b"a < b and c > d", "-", False),
    (b"\xef\xbb\xbf<!-- saved --><!DOCTYPE html><p>" + S1.encode(), "-", True), (page(paragraphs()).decode().encode("utf-16"), "-", True),
])
def test_pages_are_told_from_texts(data: bytes, name: str, *, is_page: bool) -> None:
    assert ("<" not in read_bytes(data, name).text) == (is_page or name == "dam.html")
