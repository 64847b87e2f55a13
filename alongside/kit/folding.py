"""Words as somebody in a hurry types them: without capitals, accents or width."""

import unicodedata


def folded(text: str) -> str:
    """The text in the form used for finding and for sorting, never for showing."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()
