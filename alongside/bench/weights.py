"""Bytes over the wire: a first visit with all it loads, and the pages after it."""

import re

from alongside.bench.browser import Answer, Ask, Browser

LOADED = re.compile(rb'(?:href|src)="(/static/[^"#]+)')
SCRIPTS = re.compile(rb'"(/static/[^"#]+[.]js)"')
ACCEPTED = "gzip, deflate, br"
SORTS = {".css": "css", ".js": "js", ".woff2": "font", ".svg": "icons"}
FOREVER = "immutable"


def first_visit(browser: Browser, page: Ask) -> dict[str, int]:
    """The page and every file it names, each once, compressed as a phone gets it."""
    answer = browser.ask(page, accept=ACCEPTED)
    weights = {"html": len(answer.body), **dict.fromkeys(SORTS.values(), 0)}
    # What was said before each body: counted beside, since connections pack it differently.
    heads = _head(answer)
    plain = browser.ask(page, accept="identity")
    for path in sorted({found.decode() for found in LOADED.findall(plain.body)}):
        file = browser.ask(Ask(path), accept=ACCEPTED)
        assert FOREVER in file.headers.get("Cache-Control", ""), f"{path} would be loaded again"
        weights[_sort(path)] += len(file.body)
        heads += _head(file)
    return {"bytes": sum(weights.values()), **weights, "headers": heads}


def script_bytes(browser: Browser, page: Ask) -> int:
    """Every script that the page names, loaded at once or later, as a phone gets it."""
    named = {found.decode() for found in SCRIPTS.findall(browser.ask(page, accept="identity").body)}
    return sum(len(browser.ask(Ask(path), accept=ACCEPTED).body) for path in named)


def later_page(bytes_of: dict[str, int]) -> dict[str, object]:
    """The heaviest of the pages once their files are kept by the browser."""
    return {"bytes": max(bytes_of.values()), "of": bytes_of}


def _sort(path: str) -> str:
    return next(sort for ending, sort in SORTS.items() if path.endswith(ending))


def _head(answer: Answer) -> int:
    return sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
