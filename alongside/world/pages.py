"""What Dawn tells of herself, and Sam; what they appreciate; and a card for the hospital."""

from datetime import datetime, timedelta
from pathlib import Path

from alongside.access.viewer import Viewer
from alongside.kit.time import at
from alongside.profiles import actions
from alongside.profiles.cards import make_card
from alongside.profiles.headings import Heading, Sheet
from alongside.profiles.models import AttachmentKind
from alongside.world.cast import relationship_id, viewer_of

BISCUIT = Path(__file__).parent / "biscuit.jpg"
"""Drawn for us: nobody's photo."""
DAWN = {
    Heading.IMPORTANT: "Kay, my daughter. And my own front door.",
    Heading.PEOPLE: "Kay. Biscuit, my dog: he comes with me. Pauline at the café.",
    Heading.TALKING: (
        "Say it straight and say it once. I don’t read long letters: read them with me. "
        "I talk better walking."
    ),
    Heading.PLEASE: (
        "Please do tell me what happens next, and knock before you come in.\n"
        "Please don’t stand between me and the door, and don’t ask me to tell it all again."
    ),
    Heading.SUPPORT: "After ten. Mornings are bad. If you can’t come, ring me.",
    Heading.BEST: "Turn up. Tea first. If I go quiet, stay.",
}
SAM = {
    Heading.MATTERS: "The band. My bike. Doing what I said I would.",
    Heading.BEST: "Tell me straight when I get it wrong. I’d rather know.\nRing me after four.",
}


def tell(now: datetime) -> None:
    dawn, sam, us = viewer_of("Dawn"), viewer_of("Sam"), relationship_id("Dawn", "Sam")
    with at(now - timedelta(days=60)):
        first = "Don’t ring in the morning."
        actions.tell(by=dawn, heading=Heading.SUPPORT, words=first, written_with="Sam")
        _all(sam, SAM, "")
    with at(now - timedelta(days=12)):
        _all(dawn, DAWN, "Pauline")
        actions.attach(
            by=dawn,
            heading=Heading.PEOPLE,
            kind=AttachmentKind.PHOTO,
            content=BISCUIT.read_bytes(),
            media_type="image/jpeg",
            says="Biscuit, asleep on the sofa with one ear up.",
        )
        for sheet in Sheet:
            actions.open_page(by=dawn, relationship_id=us, sheet=sheet)
        to_sam = "He came when he said. Even in the snow."
        said = actions.offer(by=dawn, relationship_id=us, words=to_sam)
        to_dawn = "Dawn tells me the truth, so I tell her the truth."
        of_dawn = actions.offer(by=sam, relationship_id=us, words=to_dawn)
    with at(now - timedelta(days=9)):
        actions.accept(by=sam, appreciation_id=said.id)
        actions.accept(by=dawn, appreciation_id=of_dawn.id)
    with at(now - timedelta(days=1)):
        laughs = "You laugh with me and not at me."
        actions.offer(by=dawn, relationship_id=us, words=laughs)
        chosen = (Heading.TALKING, Heading.PLEASE)
        until = now + timedelta(days=3)
        make_card(by=dawn, chosen=chosen, until=until, meant_for="The hospital, Thursday")


def _all(by: Viewer, said: dict[Heading, str], written_with: str) -> None:
    for heading, words in said.items():
        actions.tell(by=by, heading=heading, words=words, written_with=written_with)
