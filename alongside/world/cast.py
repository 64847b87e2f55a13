"""Who is in the small world, and who walks with whom."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.access.viewer import Life, Viewer

SAMS_OWN = "Sam, his own life"
"""Sam works here, and is walked with too. The two lives never mix."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One made-up person."""

    name: str
    life: Life
    called: str = ""
    full_name: str = ""
    joined: bool = True


CAST = (
    Somebody("Sam", Life.WORKING, full_name="Samuel Okafor"),
    Somebody("Bev", Life.WORKING),
    Somebody("Callum", Life.WORKING),
    Somebody("Ines", Life.WORKING),
    Somebody("Priya", Life.WORKING),
    Somebody("Graham", Life.WORKING),
    Somebody("Dawn", Life.OWN, full_name="Dawn Hesketh"),
    Somebody("Terry", Life.OWN),
    # Terry again: a file from another place knew him, and nobody noticed at first.
    Somebody("Terry N.", Life.OWN, full_name="Terence Nolan", joined=False),
    Somebody("Mo", Life.OWN, full_name="محمد الأمين"),
    Somebody("Ruth", Life.WORKING, called="Ruth Adeyemi"),
    Somebody("Anand", Life.WORKING, called="Dr Anand"),
    Somebody("Kay", Life.OWN),
    # Mo’s sister has not joined. Her name runs from right to left.
    Somebody("Amina", Life.OWN, called="أمينة", joined=False),
)
BY_NAME = {somebody.name: somebody for somebody in CAST}

PAIRS = (
    ("Dawn", "Sam"),
    ("Terry", "Sam"),
    ("Mo", "Sam"),
    (SAMS_OWN, "Graham"),
    ("Ruth", "Sam"),
    ("Bev", "Sam"),
    ("Kay", "Dawn"),
    ("Dawn", "Priya"),
    ("Terry", "Bev"),
    ("Terry", "Ines"),
    ("Terry N.", "Sam"),
    ("Terry N.", "Callum"),
    ("Mo", "Callum"),
    ("Mo", "Anand"),
    ("Mo", "Amina"),
)
"""Each relationship by the names of its two sides."""


def person_id(name: str) -> UUID:
    """The same person has the same id each time the world is built."""
    first = "Sam" if name == SAMS_OWN else name
    return uuid5(NAMESPACE_URL, f"lantern-street/{first}")


def relationship_id(one: str, other: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"lantern-street/{'+'.join(sorted((one, other)))}")


def life_of(name: str) -> Life:
    return Life.OWN if name == SAMS_OWN else BY_NAME[name].life


def viewer_of(name: str) -> Viewer:
    """Somebody looking: by name, in the life they are in here."""
    return Viewer(person_id=person_id(name), life=life_of(name))


def ways_in() -> list[str]:
    """Everybody who can come in; Sam twice, once in each of his lives."""
    return [*(each.name for each in CAST if each.joined), SAMS_OWN]
