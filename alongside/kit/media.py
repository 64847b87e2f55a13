"""Bytes that a browser shows or plays: asked for whole, or a part at a time (RFC 9110, 14)."""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def media(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """The answer that holds them. Some phones play no sound that they cannot ask for in parts."""
    part = PART.fullmatch(request.headers.get("Range", ""))
    asked = _asked(part[1], part[2], len(content)) if part else None
    answer = HttpResponse(content, content_type=kind)
    if asked is not None:
        first, last = asked
        if first > last:
            answer = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            answer.headers["Content-Range"] = f"bytes */{len(content)}"
        else:
            answer = HttpResponse(content[first : last + 1], kind, HTTPStatus.PARTIAL_CONTENT)
            answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer.headers["Accept-Ranges"] = "bytes"
    # A page shows and plays it all the same; opened by itself it is no page, and leads nowhere.
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind.partition("/")[0]}"'
    # Pressed once more, its parts would be parts of something else.
    answer.headers["Content-Encoding"] = "identity"
    return answer


def _asked(first: str, last: str, size: int) -> tuple[int, int] | None:
    """From which byte to which, both counted in; nothing where the words make no sense."""
    if not first:
        return (max(0, size - int(last)), size - 1) if last else None
    begin = int(first)
    if last and int(last) < begin:
        return None
    return begin, min(int(last) if last else size, size - 1)
