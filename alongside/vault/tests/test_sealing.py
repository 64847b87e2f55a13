import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from alongside.people.models import Person
from alongside.vault.checking import damaged_words
from alongside.vault.fields import StillSealed, open_rows
from alongside.vault.keyring import KeyDestroyed, destroy_key, keyring
from alongside.vault.models import Key
from alongside.vault.scopes import person_scope
from alongside.vault.sealing import CannotOpen, new_key, seal, unseal, unwrap
from conftest import Pair

CANNOT = "These words cannot be opened."


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
    open_rows([dawn])
    assert dawn.called == CANNOT
    dawn.save()
    assert stored(pair.dawn.person_id) == sams, "saving again keeps what lies there"


def test_one_damaged_word_leaves_the_others_readable_and_is_counted(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    assert damaged_words() == {}
    with connection.cursor() as cursor:
        row = [pair.dawn.person_id.hex]
        cursor.execute("UPDATE people_person SET called = x'0102' WHERE id = %s", row)
    people = list(Person.objects.filter(id__in=[pair.dawn.person_id, pair.sam.person_id]))
    open_rows(people)
    assert {person.called for person in people} == {"Sam", CANNOT}
    assert str(pair.dawn.person_id) in caplog.records[0].where  # type: ignore[attr-defined]
    assert damaged_words() == {"people_person": 1}


def test_a_damaged_key_takes_no_page_down(pair: Pair) -> None:
    Key.objects.filter(scope=person_scope(pair.dawn.person_id)).update(wrapped=b"?")
    with keyring():
        dawn = Person.objects.get(id=pair.dawn.person_id)
        open_rows([dawn])
        assert dawn.called == CANNOT
        dawn.called = "Somebody"
        with pytest.raises(CannotOpen):
            dawn.save()


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" + b"short", b"\x02" + b"x" * 40])
def test_what_is_not_sealed_in_our_way_cannot_be_opened(blob: bytes) -> None:
    with pytest.raises(CannotOpen):
        unseal(AESGCM(new_key()), blob, b"place")
    with pytest.raises(CannotOpen):
        unwrap(blob, "person:1")


def test_another_version_is_not_taken_for_ours() -> None:
    cipher = AESGCM(new_key())
    sealed = seal(cipher, "On the steps.", b"place")
    assert unseal(cipher, sealed, b"place") == "On the steps."
    with pytest.raises(CannotOpen):
        unseal(cipher, b"\x02" + sealed[1:], b"place")


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
