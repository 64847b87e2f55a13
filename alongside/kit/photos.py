"""Photos: opened and written again, so that nothing hidden in them stays.

A phone writes into a photo where and when it was taken, and with what. None of it is in a picture
that was drawn anew, and neither is whatever else somebody may have put into the file.
"""

import warnings
from io import BytesIO
from typing import IO

from PIL import Image

KINDS = ("JPEG", "PNG", "WEBP")
WIDEST = 1600
"""In dots, either way: sharp on paper, and small enough for a slow phone."""
MOST_DOTS = 50_000_000
"""More than phones take; a file that says more is made to fill the memory."""
QUALITY = 82
STANDS = 0x0112
"""Where a photo says which way up it is."""
TURNED = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
"""What to do to it, by what it says there (Exif 2.32, Orientation)."""


class NotAPhoto(ValueError):
    """It is no picture that we can open, whatever it is called."""


def as_photo(file: IO[bytes]) -> bytes:
    """A JPEG of it, upright, at most WIDEST either way. Raises NotAPhoto."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=KINDS) as image:
            return _written_anew(image)
    except Exception as why:  # a broken file trips its reader in more ways than it names
        raise NotAPhoto from why


def _written_anew(image: Image.Image) -> bytes:
    if image.width * image.height > MOST_DOTS:
        raise NotAPhoto
    stands = _way_up(image)
    image.draft("RGB", (WIDEST, WIDEST))
    # Small first: what is done to it afterwards is done to few dots.
    image.thumbnail((WIDEST, WIDEST))
    seen = _on_white(image)
    for turn in TURNED.get(stands, ()):
        seen = seen.transpose(turn)
    out = BytesIO()
    seen.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _way_up(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(STANDS, 0))
    except Exception:  # noqa: BLE001 - what cannot say which way up it is stands as it is
        return 0


def _on_white(image: Image.Image) -> Image.Image:
    """Only its dots: no profile, no words, nothing to see through."""
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
