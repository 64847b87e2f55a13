"""Somebody's phone or computer: what they press and read, and what is kept of it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.house import ROOT

SCENES = ROOT / "scenes"
PICTURES = ROOT / "docs" / "pictures"
PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)
A4 = (round((210 - 36) / 25.4 * 96), round((297 - 36) / 25.4 * 96))
"""What is left of a sheet inside its margins, in CSS pixels."""
PATIENCE = 20_000
"""Milliseconds until what should be on a page is missed: a busy machine is no finding."""
expect.set_options(timeout=PATIENCE)
AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
WAYS = {
    "phone-light": (PHONE, "light"),
    "phone-dark": (PHONE, "dark"),
    "desk-light": (DESK, "light"),
    "desk-dark": (DESK, "dark"),
}
UNFOLDED = "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
LAID_OUT = """document.querySelectorAll('.dock, .sheet__foot, .top').forEach((each) => {
    each.style.position = 'static';
})"""
"""A long picture, and axe, see the whole page at once: nothing may stand over its middle."""
AXE = Axe()
AXE_ASKS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
VIOLATIONS = "(asks) => axe.run(document, asks).then((found) => found.violations)"
OF_COLOURS = AXE_ASKS | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
"""In the dark only the colours differ, so only what is said of colours is asked again."""


@dataclass
class Album:
    """What is kept of one scene: pictures, pages, and what axe found on them."""

    name: str
    for_readme: bool = False
    pages: int = 0
    findings: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return SCENES / self.name

    def next_name(self, called: str) -> str:
        self.pages += 1
        return f"{self.pages:02}-{re.sub(r'[^a-z0-9]+', '-', called.lower()).strip('-')}"

    def close(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        found = json.dumps(self.findings, indent=1, ensure_ascii=False)
        (self.folder / "axe.json").write_text(found, encoding="utf-8")


class Phone:
    """One browser of one person. Phone-sized unless a scene says otherwise."""

    def __init__(self, browser: Browser, address: str, album: Album, **options: Any) -> None:
        self._size, self._scheme = options.pop("size", PHONE), "light"
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": self._size[0], "height": self._size[1]},
            user_agent=AGENT,
            has_touch=True,
            reduced_motion="reduce",
            locale="en-GB",
            **options,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.album = album
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", self._complains)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _complains(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    # --- doing ---

    def go(self, path: str) -> Response | None:
        return self.page.goto(path)

    def press(self, words: str, *, exact: bool = False) -> None:
        """Press a button with these words on it, and wait for the page it leads to."""
        self.page.get_by_role("button", name=words, exact=exact).first.click()
        self.settle()

    def follow(self, words: str, *, exact: bool = False) -> None:
        self.page.get_by_role("link", name=words, exact=exact).first.click()
        self.settle()

    def unfold(self, words: str) -> None:
        self.page.locator("summary", has_text=words).first.click()

    def choose(self, words: str) -> None:
        """Choose one chip, tile or switch."""
        self.page.locator("label", has_text=words).first.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def give(self, label: str, name: str, content: bytes) -> None:
        """Choose a file, as it lies on the phone."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.main.get_by_label(label, exact=True).set_input_files(file)  # type: ignore[arg-type]

    def settle(self) -> None:
        self.page.wait_for_load_state("load")

    def able_to_make_passkeys(self) -> None:
        """Give this phone a finger to press on its glass, always the right one."""
        cdp = self.context.new_cdp_session(self.page)
        cdp.send("WebAuthn.enable")
        kind = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        cdp.send("WebAuthn.addVirtualAuthenticator", {"options": kind})

    # --- reading ---

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3]

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def reads(self, words: str) -> bool:
        """Whether these words are on the page, shown or waiting in a field."""
        return words in self.main.inner_text()

    def value(self, label: str) -> str:
        return self.page.get_by_label(label, exact=False).first.input_value()

    def wide(self) -> int:
        """By how many pixels the page is too wide."""
        wide: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide

    def printed(self) -> float:
        """How many sheets of A4 the page takes on paper, measured inside its margins of 18 mm.

        Laid out for print and measured: Chromium's own PDF has no end to wait for.
        """
        with self.seen(A4):
            self.page.emulate_media(media="print")
            tall: int = self.page.evaluate("document.body.offsetHeight")
            self.page.emulate_media(media="screen")
        return tall / A4[1]

    # --- keeping ---

    def keep(
        self, called: str, *, readme: str = "", unfold: bool = False, pictures: bool = True
    ) -> None:
        """Keep pictures and the page, and look it over with axe, in every way it is seen."""
        name = self.album.next_name(called)
        folder = self.album.folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_text(self.page.content(), encoding="utf-8")
        with self.seen(PHONE):
            for way in WAYS if pictures else ():
                self._picture(name, way, readme)
            if unfold:
                self.page.evaluate(UNFOLDED)
            self._look_over(name)
        self.page.evaluate(LAID_OUT.replace("'static'", "''"))

    def _look_over(self, name: str) -> None:
        self.page.evaluate(LAID_OUT)
        self.page.evaluate(AXE.axe_script)
        for way in ("phone-dark", "phone-light", "desk-light", "desk-dark"):
            self._see(*WAYS[way])
            asks = OF_COLOURS if way.endswith("dark") else AXE_ASKS
            self._note(f"{name} {way}", self.page.evaluate(VIOLATIONS, asks))

    def _picture(self, name: str, way: str, readme: str) -> None:
        self._see(*WAYS[way])
        if readme and self.album.for_readme:
            self._for_readme(way, *readme.split("#"))
        self.page.evaluate(LAID_OUT)
        self.page.screenshot(path=self.album.folder / f"{name}-{way}.png", full_page=True)

    def _for_readme(self, way: str, readme: str, begins_at: str = "") -> None:
        """One screen, as it is held in the hand; a phone's may begin at a heading further down."""
        self.page.evaluate(LAID_OUT.replace("'static'", "''"))
        if begins_at and way.startswith("phone"):
            self.page.locator(f"#{begins_at}").evaluate("each => each.scrollIntoView()")
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{readme}-{way}.png")
        self.page.evaluate("scrollTo(0, 0)")

    @contextmanager
    def seen(self, size: tuple[int, int], scheme: str = "light") -> Iterator[None]:
        """See the page at another size or in the dark for a while."""
        before = self._size, self._scheme
        self._see(size, scheme)
        yield
        self._see(*before)

    def _see(self, size: tuple[int, int], scheme: str) -> None:
        """Only what is not so already is asked for: each change lays the page out anew."""
        if size != self._size:
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
        if scheme != self._scheme:
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        self._size, self._scheme = size, scheme

    def _note(self, where: str, found: list[dict[str, Any]]) -> None:
        for problem in found:
            marks = "; ".join(node["html"][:160] for node in problem["nodes"][:3])
            self.album.findings.append(f"{where}: {problem['id']}: {marks}")
