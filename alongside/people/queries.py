from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.kit.folding import folded
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.people.models import Person


ENOUGH = 3
"""Letters that say enough of a name: nearly every name begins with some two."""
NEAR = 0.75
"""How much of two names is the same when one may be a slip for the other."""


class PersonQuerySet(GuardedQuerySet["Person"]):
    def opened(self) -> list["Person"]:
        """These people with their names opened, in the order of what they are called."""
        people = list(self)
        open_rows(people)
        return sorted(people, key=lambda person: folded(person.called))

    def likely_matches(self, viewer: Viewer, called: str) -> list["Person"]:
        """People the viewer can already see who have a name like this one, or nearly."""
        return [
            person
            for person in self.visible_to(viewer).exclude(id=viewer.person_id).opened()
            if is_like(called, f"{person.called} {person.full_name}")
        ]


def is_like(one: str, other: str) -> bool:
    """Whether a word of one name is nearly a word of the other: Dawnie, Dawn; Steven, Stephen."""
    theirs = folded(other).split()
    return any(_nearly(word, each) for word in folded(one).split() for each in theirs)


def _nearly(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) >= ENOUGH and long.startswith(short)):
        return True
    # A slip of the pen in letters alone: a number that is nearly another is another.
    slips = short.isalpha() and long.isalpha() and len(short) > ENOUGH
    return slips and SequenceMatcher(None, short, long).ratio() >= NEAR


def where_they_live(viewer: Viewer, person_id: UUID, *grounds: Ground) -> list[str]:
    """Where this person lives, newest word only, if the viewer may see it on these grounds."""
    from alongside.people.models import Address

    lives = Address.objects.visible_to(viewer, *grounds).filter(person_id=person_id)
    newest = list(lives.order_by("-written_at")[:1])
    open_rows(newest)
    return [one.words for one in newest]


def names_on_the_trail(ids: set[UUID]) -> dict[UUID, str]:
    """What those who looked are called, for the one they looked at, whatever their ground now."""
    from alongside.people.models import Person

    people = list(Person.objects.filter(id__in=ids))
    open_rows(people)
    return {person.id: person.called for person in people}
