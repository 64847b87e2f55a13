from typing import TYPE_CHECKING

from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.kit.folding import folded
from alongside.vault.fields import open_rows

if TYPE_CHECKING:
    from alongside.people.models import Address, Person


class PersonQuerySet(GuardedQuerySet["Person"]):
    def opened(self) -> list["Person"]:
        """These people with their names opened, in the order of what they are called."""
        people = list(self)
        open_rows(people)
        return sorted(people, key=lambda person: folded(person.called))

    def likely_matches(self, viewer: Viewer, called: str) -> list["Person"]:
        """People the viewer can already see whose name shares a word with this one."""
        words = set(folded(called).split())
        return [
            person
            for person in self.visible_to(viewer).exclude(id=viewer.person_id).opened()
            if words & set(folded(f"{person.called} {person.full_name}").split())
        ]


def where_i_live(viewer: Viewer) -> list["Address"]:
    """My own addresses, opened, newest first. Nobody else has a way to ask."""
    from alongside.people.models import Address

    mine = list(
        Address.objects.visible_to(viewer)
        .filter(person_id=viewer.person_id)
        .order_by("-written_at")
    )
    open_rows(mine)
    return mine
