"""`alongside prove NAME --size N [--seed S]`: one JSON object; succeeds only when all holds."""

import argparse
import json
import os
import secrets
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

NAMES = ("access", "crash", "erasure", "leaks", "merge", "revocation", "trail")


def main() -> int:
    """Prove what the command line asks for. Gives 0 when it held and its control failed."""
    ask = argparse.ArgumentParser(prog="alongside prove")
    ask.add_argument("name", choices=NAMES)
    ask.add_argument("--size", type=int, required=True, metavar="N")
    ask.add_argument("--seed", type=int, default=None, metavar="S")
    ask.add_argument(
        "--faults", type=int, metavar="F", help="access: try so many, chosen by the seed, not all"
    )
    asked = ask.parse_args()
    if asked.faults is not None and asked.name != "access":
        ask.error("Only access puts in faults.")
    more = {} if asked.faults is None else {"most_faults": asked.faults}
    seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
    with tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder:
        make_place(asked.name, Path(folder))
        proved = prove(asked.name, max(1, asked.size), seed, **more)
    print(json.dumps({"prove": asked.name, "size": asked.size, "seed": seed, **proved}))
    return 0 if proved["held"] and proved["control_failed"] else 1


def make_place(name: str, folder: Path) -> None:
    """Make a place of the proof's own: a folder, fresh keys, empty tables."""
    for given in [given for given in os.environ if given.startswith("ALONGSIDE_")]:
        del os.environ[given]
    os.environ |= {
        "ALONGSIDE_PROVE": name,
        "ALONGSIDE_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "alongside.prove.settings",
    }
    from alongside.config.data import make_ready

    make_ready(folder / "data", os.environ)
    import django

    django.setup()


def prove(name: str, size: int, seed: int, **more: int) -> dict[str, Any]:
    """Run one proof and give what it found."""
    found: dict[str, Any] = import_module(f"alongside.prove.{name}").prove(size, seed, **more)
    return found


if __name__ == "__main__":
    sys.exit(main())
