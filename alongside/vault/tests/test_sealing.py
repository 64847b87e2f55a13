import pytest
from django.db import connection

from alongside.people.models import Person
from alongside.vault.fields import StillSealed, open_rows
from alongside.vault.keyring import KeyDestroyed, destroy_key, keyring
from alongside.vault.models import Key
from alongside.vault.scopes import person_scope
from alongside.vault.sealing import CannotOpen
from conftest import Pair


def stored(person_id: object) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT called FROM people_person WHERE id = %s", [person_id.hex])  # type: ignore[attr-defined]
        return bytes(cursor.fetchone()[0])


def test_a_name_lies_sealed_in_the_database(pair: Pair) -> None:
    assert b"Dawn" not in stored(pair.dawn.person_id)


def test_sealed_words_cannot_be_printed_by_mistake(pair: Pair) -> None:
    dawn = Person.objects.get(id=pair.dawn.person_id)
    with pytest.raises(StillSealed):
        str(dawn.called)
    open_rows([dawn])
    assert dawn.called == "Dawn"


def test_words_moved_to_another_row_do_not_open(pair: Pair) -> None:
    sams = stored(pair.sam.person_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET called = %s WHERE id = %s", [sams, pair.dawn.person_id.hex]
        )
    dawn = Person.objects.get(id=pair.dawn.person_id)
    with pytest.raises(CannotOpen):
        open_rows([dawn])


def test_destroying_a_key_really_erases_and_cannot_be_undone(pair: Pair) -> None:
    destroy_key(person_scope(pair.dawn.person_id))
    with keyring():
        dawn = Person.objects.get(id=pair.dawn.person_id)
        open_rows([dawn])
        assert dawn.called == "Somebody who is no longer here"
        dawn.called = "Somebody"
        with pytest.raises(KeyDestroyed):
            dawn.save()


def test_a_key_lies_wrapped_in_a_store_of_its_own(pair: Pair) -> None:
    key = Key.objects.get(scope=person_scope(pair.dawn.person_id))
    assert key._state.db == "keys"
    assert len(bytes(key.wrapped or b"")) == 1 + 12 + 32 + 16


def test_saving_again_keeps_what_was_not_opened(pair: Pair) -> None:
    before = stored(pair.dawn.person_id)
    Person.objects.get(id=pair.dawn.person_id).save()
    assert stored(pair.dawn.person_id) == before
