"""Somebody at the pages: with a mouse or by keyboard alone, with or without scripts, on a desk or a phone, by day or in the dark."""

from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from playwright.sync_api import Browser, Locator, Page

MOST_TABS = 1200
_WIDEST = """[...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.tagName + '.' + one.getAttribute('class')).slice(0, 12).join(' ')"""


@dataclass(frozen=True)
class Way:
    """A way of using the pages."""

    name: str
    width: int = 1280
    scripts: bool = True
    scheme: Literal["light", "dark"] = "light"
    keyboard: bool = False


WAYS = (Way("desk"), Way("without scripts", scripts=False), Way("phone", width=360), Way("dark", scheme="dark"), Way("keyboard", keyboard=True))


class Walker:
    """Opens pages, follows links, presses buttons, fills fields; what it does by keyboard it does by keys alone."""

    def __init__(self, browser: Browser, site: str, way: Way) -> None:
        self.site, self.way = site, way
        self._context = browser.new_context(viewport={"width": way.width, "height": 800}, java_script_enabled=way.scripts,
                                            color_scheme=way.scheme)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(30_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("request", lambda r: None if r.url.startswith((site, "data:")) else self.faults.append(f"went to {r.url}"))
        self.page.on("response", lambda response: self.faults.append(f"{response.status} {response.url}") if response.status >= 500 else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._context.close()
        if kind is None:
            assert not self.faults, self.faults

    def open(self, path: str) -> None:
        """Go to a page of the app."""
        self.page.goto(self.site + path)
        self.fits()

    def follow(self, target: Locator) -> None:
        """Follow a link or press a button, and wait for the page."""
        if self.way.keyboard:
            self._focus(target)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            target.click()
            self.page.wait_for_load_state()
        self.fits()

    def fill(self, field: Locator, words: str) -> None:
        """Write into a field."""
        if self.way.keyboard:
            self._focus(field)
            self.page.keyboard.insert_text(words)
        else:
            field.fill(words)

    def take(self, choice: Locator) -> None:
        """Take one of several choices."""
        if self.way.keyboard:
            self._focus(choice, among="input[type=radio]")
            while not choice.is_checked():
                self.page.keyboard.press("ArrowDown")
        else:
            choice.check()

    def unfold(self, summary: Locator) -> None:
        """Open a folded part, if it is not open."""
        if summary.locator("xpath=..").get_attribute("open") is None:
            if self.way.keyboard:
                self._focus(summary)
                self.page.keyboard.press("Enter")
            else:
                summary.click()

    def fits(self) -> None:
        """The page is no wider than the screen: what is wider scrolls in its own box."""
        if self.way.scripts:
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{self.page.url} is {wide} px too wide at {self.way.width}: {self.page.evaluate(_WIDEST)}"

    def _focus(self, target: Locator, among: str = "") -> None:
        """Reach something with the Tab key; `among`: or another of its group, which is one stop."""
        handle = target.element_handle()
        assert handle is not None
        there = """([one, among]) => document.activeElement === one
            || (among && document.activeElement.matches(among) && document.activeElement.name === one.name
                && document.activeElement.form === one.form)"""
        for _ in range(MOST_TABS):
            if self.page.evaluate(there, [handle, among]):
                assert self.page.evaluate("() => document.activeElement.matches(':focus-visible')"), "where one is cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard on {self.page.url}")
