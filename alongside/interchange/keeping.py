"""Files kept beside their bring-in, because somebody agreed to it: sealed, theirs alone."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.interchange.models import KeptFile, KeptPart
from alongside.interchange.reading.source import Source
from alongside.kit.transactions import writing
from alongside.vault.fields import open_rows
from alongside.vault.keyring import current_keyring
from alongside.vault.parts import PART, in_parts, open_part, seal_part
from alongside.vault.scopes import person_scope


def keep_files(*, by: Viewer, bring_in_id: UUID, files: Sequence[Source]) -> None:
    """Keep each whole, a sealed part at a time. The caller holds the transaction."""
    scope = person_scope(by.person_id)
    cipher = current_keyring().to_seal(scope)
    for file in files:
        made = KeptFile.objects.create(
            bring_in_id=bring_in_id, by_id=by.person_id, name=file.name, size=file.size
        )
        with file.open() as stream:
            for number, part in enumerate(in_parts(iter(lambda: stream.read(PART), b""))):
                sealed = seal_part(cipher, part, made.id, number, scope)
                KeptPart.objects.create(file=made, number=number, sealed=sealed)


def kept_files(viewer: Viewer, bring_in_id: UUID) -> list[KeptFile]:
    """What was kept beside one bring-in, by name."""
    files = list(KeptFile.objects.visible_to(viewer).filter(bring_in_id=bring_in_id))
    open_rows(files)
    return sorted(files, key=lambda file: file.name)


def bytes_of(viewer: Viewer, file: KeptFile) -> Iterator[bytes]:
    """The file as it was sent, a part at a time."""
    scope = file.key_scope()
    cipher = current_keyring().to_open(scope)
    if cipher is None:
        return
    parts = KeptPart.objects.visible_to(viewer).filter(file=file)
    for number in range(-(-file.size // PART)):
        # One question for each part: a slow phone must not hold the database open.
        sealed = parts.filter(number=number).values_list("sealed", flat=True).first()
        if sealed is None:
            return
        yield open_part(cipher, bytes(sealed), file.id, number, scope)


def take_out(*, by: Viewer, file_id: UUID) -> UUID:
    """Take a kept file out for good. Gives the bring-in it lay beside."""
    with writing():
        file = KeptFile.objects.get_visible(by, id=file_id)
        bring_in_id: UUID = file.bring_in_id
        file.delete()
    return bring_in_id
