"""What the tests of these pages read and send."""

import re
from typing import TYPE_CHECKING

from alongside.kit.ids import new_id

if TYPE_CHECKING:
    from alongside.world.small import World


def text(answer: object) -> str:
    return re.sub(r"(<[^>]+>|\s)+", " ", answer.content.decode())  # type: ignore[attr-defined]


def note_of(world: "World", **more: str) -> dict[str, str]:
    who = str(world.between("Sam", "Terry"))
    return {"id": str(new_id()), "who": who, "kind": "met", "words": "On the steps.", **more}
