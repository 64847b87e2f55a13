"""Files while they are being sent: sealed from the first byte, with a key that is thrown away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from alongside.kit.busy import no_room_for
from alongside.kit.ids import new_id
from alongside.vault.parts import PART, SEALED_PART, open_part, readable, seal_part
from alongside.vault.sealing import new_key

NOBODY = "an upload"
log = logging.getLogger(__name__)


class SealedUploads(FileUploadHandler):
    """Nothing of a file lies readable on the disk, not even while it is still coming in."""

    _kept: Any = None

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self._cipher, self._id = AESGCM(new_key()), new_id()
        self._held, self._number = bytearray(), 0
        # It has no name in any folder: a crash leaves nothing to clear away.
        with self._or_go_without():
            self._kept = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - goes with the upload

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        self._held += raw_data
        with self._or_go_without():
            while len(self._held) >= PART:
                self._put(bytes(self._held[:PART]))
                del self._held[:PART]

    def file_complete(self, file_size: int) -> UploadedFile | None:
        try:
            with self._or_go_without():
                if self._held:
                    self._put(bytes(self._held))
                # What is not on the disk yet is put there now: it may be full.
                self._kept.flush()
        except SkipFile:
            return None
        cipher, id, kept = self._cipher, self._id, self._kept

        def part(number: int) -> bytes:
            kept.seek(number * SEALED_PART)
            return open_part(cipher, kept.read(SEALED_PART), id, number, NOBODY)

        file = readable(file_size, part, kept.close)
        return UploadedFile(file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if self._kept:
            with suppress(OSError):
                self._kept.close()

    @contextmanager
    def _or_go_without(self) -> Iterator[None]:
        """Where the disk cannot take a file, the words beside it are read still, and given back."""
        try:
            yield
        except OSError as why:
            log.warning("A file that was sent found no room on the disk", exc_info=why)
            no_room_for(self.request)
            self.upload_interrupted()
            raise SkipFile from why

    def _put(self, part: bytes) -> None:
        self._kept.write(seal_part(self._cipher, part, self._id, self._number, NOBODY))
        self._number += 1
