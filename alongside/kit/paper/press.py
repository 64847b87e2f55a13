"""The process that makes one page, and ends: `python -m alongside.kit.paper.press pdf`.

It reads one job as JSON, writes one file, and holds nothing else. It may write to no disk.
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

SECONDS = 15
ROOM = 2 << 30


def _stay_small() -> None:
    """No file, no picture of its memory, no more time and room than a page takes."""
    for what, most in {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_AS: ROOM,
    }.items():
        resource.setrlimit(what, (most, most))


def main() -> None:
    kind = sys.argv[1]
    make: Callable[[dict[str, Any]], bytes]
    if kind == "word":
        from alongside.kit.paper.word import word_file as make
    else:
        from alongside.kit.paper.typesetting import pdf as make
    _stay_small()
    sys.stdout.buffer.write(make(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
