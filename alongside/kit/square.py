"""A square to scan with the camera of a phone."""

import segno
from django.utils.safestring import SafeString


def square(address: str) -> SafeString:
    """The QR code of an address, drawn with attributes alone: our pages allow no style in them."""
    drawing = segno.make(address, micro=False, error="m").svg_inline(
        omitsize=True, svgclass=None, lineclass=None, border=2
    )
    return SafeString(drawing)
