"""Words as somebody in a hurry types them: without capitals, accents or width."""

import unicodedata


def folded(text: str) -> str:
    """The text in the form used for finding and for sorting, never for showing."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    # Most words that are not plain letters hold a curly quote, and no accent at all.
    if any(map(unicodedata.combining, split)):
        split = "".join(each for each in split if not unicodedata.combining(each))
    return split.casefold()
