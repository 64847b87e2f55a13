"""The process that makes one page, and ends: `python -m alongside.kit.paper.press pdf`.

It reads one job as JSON, writes one file, and holds nothing else. It may write to no disk.
"""

import contextlib
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS = 15
ROOM = 1 << 30


def _stay_small() -> None:
    """No file, no picture of its memory, no more time and room than a page takes.

    Where room runs out all the same, this process goes and not the server.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
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
