"""The process that makes one page, and ends: `python -m alongside.kit.paper.press pdf`.

It reads one job as JSON, writes one file, and holds nothing else. It may write to no disk.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from alongside.kit.apart import stay_small

SECONDS = 15


def main() -> None:
    kind = sys.argv[1]
    make: Callable[[dict[str, Any]], bytes]
    if kind == "word":
        from alongside.kit.paper.word import word_file as make
    else:
        from alongside.kit.paper.typesetting import pdf as make
    stay_small(SECONDS)
    sys.stdout.buffer.write(make(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
