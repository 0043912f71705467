"""A page's tree in, what it says of itself out: title, byline, outlet, date, address, language.

JSON-LD, then Open Graph and other meta elements, then what is printed; trafilatura's answer only where all of these are
silent. A value that does not look like one is passed over: no date is better than a wrong one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import trafilatura

from reportedly.read.blocks import key
from reportedly.read.jsonld import articles, names, text_of
from reportedly.read.page import Element

_DATES = ("article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
          "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
          "date", "article.published")
_PRINTED_DATES = ".//*[@itemprop='datePublished' or @pubdate]|.//article//time[@datetime]|.//header//time[@datetime]"
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}  # no clock: the same answer every day
_SITE = re.compile(r"\s+[|–—•·»-]\s+([^|–—•·»]{2,60})$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself; the fields are those of `Report`."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None


def read_meta(tree: Element, address: str | None, *, deep: bool) -> Meta:
    """What the page says of itself. `address` is its URL as far as known; `deep` allows slower searches for what is missing."""
    metas = _metas(tree)
    found = articles(tree)
    article = found[0] if found else {}
    more = _more(tree) if deep else None
    url = _url(tree, metas, article, address)
    publisher = next(iter(names(article.get("publisher"))), None)
    outlet = _clean(metas.get("og:site_name")) or publisher or _clean(metas.get("application-name"))
    head, site = _apart(tree)
    outlet = outlet or site
    return Meta(
        title=_title(tree, metas, article, outlet) or head or (_clean(more.title) if more else None),
        byline=_byline(tree, metas, article) or (_clean((more.author or "").replace("; ", ", ")) if more else None),
        outlet=outlet or _host(url),
        published=_published(tree, metas, article) or (_date(more.date) if more else None),
        url=url,
        language=_language(tree, metas, article),
    )


def _metas(tree: Element) -> dict[str, str]:
    """The first value of each `<meta>`, by its name in lower case."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and (content := (element.get("content") or "").strip()):
            values.setdefault(name.lower(), content[:2000])
    return values


def _more(tree: Element) -> "trafilatura.metadata.Document | None":
    try:
        return trafilatura.extract_metadata(tree, date_config=_DATE_SEARCH)
    except Exception:  # noqa: BLE001 (it raises whatever its parts raise; what it would find is a bonus)
        return None


def _clean(text: str | None) -> str | None:
    """One line without surrogates and needless space, or None."""
    words = _SPACE.sub(" ", (text or "")[:2000].encode("utf-8", "ignore").decode("utf-8")).strip()
    return words or None


def _title(tree: Element, metas: dict[str, str], article: dict[str, object], outlet: str | None) -> str | None:
    """The printed heading if the page's data agree with it or it is the only one; else those data, without the site's name."""
    named = (text_of(article.get("headline")), metas.get("og:title"), metas.get("twitter:title"), tree.findtext(".//title"))
    told = [title for name in named if (title := _clean(name))]
    printed = (_clean(element.text_content()) for element in tree.iter("h1"))
    heads = [head for head in printed if head and key(head) not in {"", key(outlet or "")}]
    for head in heads:
        if any(_same(head, title) for title in told):
            return head
    if len(heads) == 1 and (not told or len(heads[0].split()) > 2 or tree.find(".//article//h1") is not None):
        return heads[0]
    return _without_site(told[0], outlet) if told else None


def _apart(tree: Element) -> tuple[str | None, str | None]:
    """Headline and site in `<title>Bridge to reopen - Harbour Post</title>`, if the page prints that headline."""
    title = _clean(tree.findtext(".//title")) or ""
    if (site := _SITE.search(title)) and tree.find("body") is not None:
        head = title[: site.start()]
        if len(key(head)) >= 8 and key(head) in key(tree.find("body").text_content()[:100_000]):
            return head, site[1].strip()
    return None, None


def _same(head: str, title: str) -> bool:
    """Whether two titles are one, a site's name at the end of one aside."""
    a, b = key(head), key(title)
    return a.startswith(b) or b.startswith(a) if min(len(a), len(b)) >= 8 else a == b


def _without_site(title: str, outlet: str | None) -> str:
    if outlet and key(title).endswith(key(outlet)) and (short := _SITE.sub("", title)) != title:
        return short
    return re.sub(r"\s+\|\s+[^|]{2,40}$", "", title)


def _byline(tree: Element, metas: dict[str, str], article: dict[str, object]) -> str | None:
    told = names(article.get("author"))
    if told:
        return ", ".join(dict.fromkeys(told))
    for name in ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator"):
        if (value := _clean(metas.get(name))) and not value.startswith(("http", "/", "@")):
            return re.sub(r"(?i)^by\s+", "", value)
    printed = tree.xpath(".//*[@rel='author' or @itemprop='author'][not(self::meta)]")
    return next((_without_by(text) for element in printed if (text := _clean(element.text_content())) and len(text) < 100), None)


def _without_by(text: str) -> str:
    return re.sub(r"(?i)^by:?\s+", "", text)


def _published(tree: Element, metas: dict[str, str], article: dict[str, object]) -> str | None:
    printed = (element.get("datetime") or element.get("content") for element in tree.xpath(_PRINTED_DATES))
    told: Iterable[str | None] = (text_of(article.get("datePublished")), *(metas.get(name) for name in _DATES), *printed)
    return next((date for value in told if (date := _date(value))), None)


def _date(value: str | None) -> str | None:
    """An ISO 8601 date or time, as exact as it was given; None for what is none or lies before 1800 or after 2100."""
    text = (value or "").strip()[:60]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return moment.isoformat(timespec="seconds") if 1800 <= moment.year < 2100 else None
    if not 1800 <= moment.year < 2100:
        return None
    return moment.isoformat(timespec="seconds") if len(text) > 10 else moment.date().isoformat()


def _url(tree: Element, metas: dict[str, str], article: dict[str, object], address: str | None) -> str | None:
    links = (element.get("href") for element in tree.iter("link") if "canonical" in (element.get("rel") or "").lower().split())
    for value in (*links, metas.get("og:url"), text_of(article.get("url")), text_of(article.get("mainEntityOfPage"))):
        if value and (url := absolute(value, address)):
            return url
    return address


def absolute(url: str, base: str | None) -> str | None:
    """The full web address that a link leads to; None for what leads nowhere else (`#top`, `mailto:`, `javascript:`)."""
    url = url.strip()
    if not url or url.startswith("#") or len(url) > 2000:
        return None
    try:
        full = urljoin(base or "", url)
        parts = urlsplit(full)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return full.encode("utf-8", "ignore").decode("utf-8") if fits else None


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _language(tree: Element, metas: dict[str, str], article: dict[str, object]) -> str | None:
    """The primary subtag: `en` for `en-GB` and `en_US`."""
    told = (tree.get("lang"), tree.get("xml:lang"), metas.get("content-language"), metas.get("og:locale"),
            text_of(article.get("inLanguage")))
    tags = (re.match(r"\s*([a-zA-Z]{2,3})(?![a-zA-Z])", value) for value in told if value)
    return next((tag[1].lower() for tag in tags if tag), None)
