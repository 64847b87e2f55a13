"""Hands in a real browser: the scripts a page loads, in Chromium, each with a field of its own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.cowriting import apps

SCRIPTS = Path(apps.__file__).parent / "static" / "cowriting"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HARNESS = """async ([yjs, text]) => {
    const blob = (words) => new Blob([words], { type: "text/javascript" });
    const load = (words) => import(URL.createObjectURL(blob(words)));
    const [library, { OneText }] = await Promise.all([load(yjs), load(text)]);
    const says = { gone: "gone" };
    const hands = new Map();
    globalThis.begin = (hand, id, words) => {
        const area = document.createElement("textarea");
        area.dataset.document = id;
        area.defaultValue = words;
        document.body.append(area);
        hands.set(hand, { area, text: new OneText(library, area, () => {}), told: new Map() });
    };
    globalThis.type = (hand, words, caret) => {
        const { area } = hands.get(hand);
        area.value = words;
        area.setSelectionRange(caret, caret);
        area.dispatchEvent(new Event("input"));
        return area.value;
    };
    globalThis.tell = (hand, turn) => {
        const { text, told } = hands.get(hand);
        told.set(turn, text.tell(1e9));
        return told.get(turn).says;
    };
    globalThis.hear = (hand, turn, answer) => {
        const { area, text, told } = hands.get(hand);
        text.hear(answer, told.get(turn), says);
        return [area.value, text.dirty, text.trouble];
    };
    globalThis.forget = () => {
        for (const { area } of hands.values()) area.remove();
        hands.clear();
    };
}"""


@contextmanager
def browser_page() -> Iterator[Any]:
    """A page of Chromium with our scripts in it, and Yjs as it is given to browsers."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise SystemExit("This proof needs playwright: bin/test installs it.") from None
    found = (os.environ.get("ALONGSIDE_CHROMIUM"), *map(shutil.which, NAMES))
    chromium = next((path for path in found if path), None)
    if not chromium:
        raise SystemExit("This proof needs Chromium: set ALONGSIDE_CHROMIUM to where it is.")
    # Its driver keeps a loop running, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = opened.new_page()
        names = ("vendor/yjs.js", "text.js")
        page.evaluate(HARNESS, [(SCRIPTS / name).read_text(encoding="utf-8") for name in names])
        yield page  # Its driver ends it: at once, or by force where it hangs.
