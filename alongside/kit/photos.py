"""Photos: opened and written again, so that nothing hidden in them stays.

A phone writes into a photo where and when it was taken, and with what. None of it is in a picture
that was drawn anew, and neither is whatever else somebody may have put into the file.
"""

import struct
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

KINDS = ("JPEG", "PNG", "WEBP")
WIDEST = 1600
"""In dots, either way: sharp on paper, and small enough for a slow phone."""
MOST_DOTS = 60_000_000
"""More than any phone takes; a file that says more is made to fill the memory."""
QUALITY = 82


class NotAPhoto(ValueError):
    """It is no picture that we can open, whatever it is called."""


def as_photo(file: IO[bytes]) -> bytes:
    """A JPEG of it, upright, at most WIDEST either way. Raises NotAPhoto."""
    try:
        with Image.open(file, formats=KINDS) as image:
            if image.width * image.height > MOST_DOTS:
                raise NotAPhoto
            return _written_anew(image)
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as why:
        raise NotAPhoto from why


def _written_anew(image: Image.Image) -> bytes:
    image.draft("RGB", (WIDEST, WIDEST))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((WIDEST, WIDEST))
    out = BytesIO()
    _on_white(upright).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Only its dots: no profile, no words, nothing to see through."""
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
