"""What the product says, and the words it never says."""

import re
from pathlib import Path

from tests import house

NEVER_SAID = (
    "client", "clients", "case", "cases", "caseload", "service user", "service users", "referral",
    "referrals", "assessment", "assessments", "DNA", "disengaged", "non-compliant", "chaotic",
    "hard to reach",
)  # fmt: skip
NEVER = re.compile(rf"(?<![\w-])(?:{'|'.join(NEVER_SAID)})(?![\w-])", re.IGNORECASE)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
SAID_IN_TAGS = re.compile(r"""(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
HEADINGS_OF_FILES = {
    "alongside/interchange/meanings.py",
    "alongside/interchange/guessing.py",
}
"""What other systems call their columns, so that files can be read."""
NEEDED_TO_SHARE = {
    "whom": "with whom",
    "person": "who works at a partner",
    "strand": "what of it, one thing at a time",
    "strands": "what the law asks for, and nothing more",
    "purpose": "what for, so that a yes is to something",
    "called": "by name, so that nobody looks round",
    "right": "a second person says what they think",
    "power": "which law",
    "reason": "why, typed before anything opens, or before somebody is told later",
    "until": "what opens without a yes, and what is told later, has an end",
}
"""What a form may insist on before something opens, and why."""
NEEDED_BY_RIGHTS = {
    "sure": "a yes said on purpose, before something that cannot be taken back",
    "row": "which thing is decided about",
    "reason": "why words about somebody go, stay, or are held back: nobody decides without saying",
    "until": "a hold has an end",
    "why": "a reason the law knows, for holding something back",
    "hearer": "the second person",
    "asked_by": "who asked, so that nobody is given somebody else's copy",
    "how": "how we are sure who asks, for the same reason",
}
"""What a form may insist on where somebody decides about words, and why."""
NEEDED_FOR_A_CARD = {
    "chosen": "which parts a card shows: with none it would be an empty card",
}
NEEDED_FOR_AN_ANSWER = {"says": "what somebody who was asked says: nothing about a life"}
NEEDED_ELSEWHERE = NEEDED_TO_SHARE | NEEDED_BY_RIGHTS | NEEDED_FOR_A_CARD | NEEDED_FOR_AN_ANSWER


def said_by_template(file: Path) -> str:
    """All that a template says: its own text, what it translates, its labels."""
    whole = house.words_of_template(file)
    translated = " ".join(one or other for one, other in SAID_IN_TAGS.findall(whole))
    labels = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', whole))
    return f"{TAGS.sub(' ', whole)} {translated} {labels}"


def said_by_catalogues(folder: Path) -> list[str]:
    """The translations in this folder that say one of these words."""
    files = folder.rglob("*.po")
    return [file.name for file in files if NEVER.search(file.read_text(encoding="utf-8"))]
