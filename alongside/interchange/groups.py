"""What somebody is to a team, from the word another system used. That word is never brought in."""

PERSON, WORKER, PARTNER, ORGANISATION = "person", "worker", "partner", "organisation"

# Other systems' words, read only to leave them behind.
WORDS = {
    PERSON: "client clients person people participant resident tenant beneficiary customer guest "
    "member patient case supported|service user|service users|person supported|supported person",
    WORKER: "team staff worker workers colleague colleagues employee user users keyworker|"
    "team member|key worker|support worker|outreach worker|peer worker|staff member",
    PARTNER: "partner partners professional professionals external|partner agency|agency contact|"
    "partner contact|other professional",
    ORGANISATION: "organisation organization organisations organizations company agency supplier",
}
GROUPS = {
    word: group
    for group, words in WORDS.items()
    for word in [*words.split("|")[0].split(), *words.split("|")[1:]]
}


def group_called(text: str) -> str:
    """The group a word stands for: person, worker, partner, organisation; empty when unknown."""
    return GROUPS.get(" ".join(text.lower().split()), "")


def group_among(text: str) -> str:
    """The first group named in a cell that lists several words with commas."""
    named = (group_called(part) for part in text.replace(";", ",").split(","))
    return next((group for group in named if group), "")
