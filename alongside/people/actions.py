from uuid import UUID

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.transactions import writing
from alongside.people.models import Address, Person
from alongside.vault.fields import open_rows


def add_person(
    *, by: Viewer | None, called: str, full_name: str = "", id: UUID | None = None
) -> Person:
    """Add somebody with nothing but what they like to be called. Twice with one id is once."""
    made_by_id = by.person_id if by else None
    with writing():
        if id and (there := Person.objects.filter(id=id, made_by_id=made_by_id).first()):
            return there
        person = Person(called=called, full_name=full_name, made_by_id=made_by_id)
        if id:
            person.id = id
        person.save(force_insert=True)
    return person


def rename_myself(*, by: Viewer, called: str) -> None:
    """What I like to be called is mine to say."""
    with writing():
        person = Person.objects.visible_to(by).get(id=by.person_id)
        person.called = called
        person.save(update_fields=["called"])


def write_address(*, by: Viewer, person_id: UUID, words: str) -> Address:
    with writing():
        return Address.objects.create(person_id=person_id, words=words, written_by_id=by.person_id)


def say_where_i_live(*, by: Viewer, words: str) -> None:
    """The newest word is the one that holds; with no words, no address of mine is here any more."""
    with writing():
        mine = Address.objects.visible_to(by, Ground.MINE).filter(person_id=by.person_id)
        newest = mine.order_by("-written_at").first()
        open_rows([newest] if newest else [])
        if not words:
            mine.delete()
        elif newest is None or newest.words != words:
            write_address(by=by, person_id=by.person_id, words=words)
