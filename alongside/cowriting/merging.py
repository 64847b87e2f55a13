"""The merged text itself: what pycrdt keeps, and nothing else in the house touches.

Only the merged state is ever kept, never a log of updates: what was deleted leaves the bytes.
"""

from uuid import UUID

from pycrdt import Doc, Text

from alongside.cowriting.threeway import Edit, edits
from alongside.cowriting.updates import (
    ROOT,
    Incomplete,
    NotAnUpdate,
    Vector,
    read_update,
    read_vector,
)

HAND_BITS = 52
"""A hand’s name is a number that every browser counts exactly."""


class Together:
    """One text that several hands write, opened."""

    def __init__(self, state: bytes = b"", hand: UUID | None = None) -> None:
        self._doc: Doc[Text] = Doc(client_id=name_of(hand) if hand else None)
        self._text = self._doc.get(ROOT, type=Text)
        if state:
            self._doc.apply_update(state)

    @property
    def words(self) -> str:
        return str(self._text)

    @property
    def state(self) -> bytes:
        """Everything, merged: what a browser that has nothing needs, and what is kept."""
        return self._doc.get_update()

    @property
    def vector(self) -> bytes:
        return self._doc.get_state()

    @property
    def have(self) -> Vector:
        return read_vector(self.vector)

    def since(self, vector: bytes) -> bytes:
        """What a browser that has come so far still needs. Raises NotAnUpdate."""
        read_vector(vector)
        return self._doc.get_update(vector)

    def merge(self, update: bytes) -> None:
        """Lay what a browser sends over it. Raises NotAnUpdate or Incomplete: then let go of it."""
        comes = read_update(update).onto(self.have)
        try:
            self._doc.apply_update(update)
        except BaseException as why:
            if isinstance(why, KeyboardInterrupt | SystemExit | GeneratorExit):
                raise
            # A panic on the other side of the wall is not even an `Exception`: it ends here.
            raise NotAnUpdate from None
        if self.have != comes:
            # It stands on something that stands on itself, or is kept waiting for another reason.
            raise Incomplete

    def write(self, words: str) -> None:
        """Make it say this, by the smallest changes."""
        self.change(edits(self.words, words))

    def change(self, edited: list[Edit]) -> None:
        """Make these changes, which are in order."""
        was, places, at, byte = self.words, [], 0, 0
        for edit in edited:
            # Places are counted in bytes there.
            start = byte + len(was[at : edit.start].encode())
            at, byte = edit.end, start + len(was[edit.start : edit.end].encode())
            places.append((start, byte, edit.words))
        with self._doc.transaction():
            for start, end, said in reversed(places):
                # New words first, before the old ones: what others put in behind stays behind.
                size = len(said.encode())
                if said:
                    self._text.insert(start, said)
                if end > start:
                    del self._text[start + size : end + size]

    def has_written(self, hand: UUID) -> bool:
        """Whether this hand has put something in already."""
        return name_of(hand) in self.have


def name_of(hand: UUID) -> int:
    """The same form sent twice is the same hand: it writes once."""
    return hand.int % (1 << HAND_BITS)
