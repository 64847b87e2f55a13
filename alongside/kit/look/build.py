"""Join the parts of the look into one small stylesheet: one request on a slow phone.

A slice that has a `look.css` of its own gets it made smaller into `static/<slice>/<slice>.css`:
only its pages ask for it.

Run `python -m alongside.kit.look.build` after changing a part; a test says when it was forgotten.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
BUILT = HERE.parent / "static" / "kit" / "alongside.css"
PARTS = ("tokens", "dark", "base", "layout", "components", "fields", "story", "utilities")

_STRING = re.compile(r'("[^"]*")')


def stylesheet() -> str:
    """Give the whole look as one string, with comments and spare space taken out."""
    return "\n".join(_part(name) for name in PARTS) + "\n"


def _part(name: str) -> str:
    """Read one part. The dark part is given twice, so that its colours are written only once."""
    text = smaller((HERE / f"{name}.css").read_text(encoding="utf-8"))
    if name != "dark":
        return text
    by_phone = f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{text}}}}}'
    by_hand = f':root[data-theme="dark"]{{{text}}}'
    return f"@layer tokens{{{by_phone}{by_hand}}}"


def smaller(css: str) -> str:
    """Take out comments and the spaces nobody needs; leave what is inside quotes alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "".join(
        bit if bit.startswith('"') else _without_spare_space(bit) for bit in _STRING.split(css)
    ).strip()


def _without_spare_space(css: str) -> str:
    """Close up one unquoted stretch. Spaces around + - * / and before a colon carry meaning."""
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}")


def of_slices() -> dict[Path, str]:
    """The stylesheets of slices: where each is served from, and what is in it."""
    return {
        look.parent / "static" / look.parent.name / f"{look.parent.name}.css": smaller(
            look.read_text(encoding="utf-8")
        )
        + "\n"
        for look in sorted(HOUSE.glob("*/look.css"))
    }


if __name__ == "__main__":
    BUILT.write_text(stylesheet(), encoding="utf-8")
    for file, text in of_slices().items():
        file.write_text(text, encoding="utf-8")
