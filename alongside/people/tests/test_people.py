from alongside.kit.ids import new_id
from alongside.people.actions import add_person, rename_myself, write_address
from alongside.people.models import Address, Person
from conftest import Pair


def test_likely_matches_are_looked_for_only_among_people_already_in_sight(pair: Pair) -> None:
    add_person(by=pair.bev, called="Dawn Elsewhere")
    matches = Person.objects.likely_matches(pair.sam, "dawn")
    assert [person.id for person in matches] == [pair.dawn.person_id]
    assert Person.objects.likely_matches(pair.bev, "dawn") == []


def test_a_name_sent_twice_is_one_person(pair: Pair) -> None:
    once = new_id()
    add_person(by=pair.sam, called="Terry", id=once)
    assert add_person(by=pair.sam, called="Terry", id=once).id == once


def test_what_i_like_to_be_called_is_mine_to_say(pair: Pair) -> None:
    rename_myself(by=pair.dawn, called="Dee")
    assert "Dee" in [person.called for person in Person.objects.visible_to(pair.sam).opened()]


def test_an_address_opens_to_nobody_but_the_one_who_lives_there(pair: Pair) -> None:
    write_address(by=pair.sam, person_id=pair.dawn.person_id, words="3 Lantern Row")
    assert not Address.objects.visible_to(pair.sam).exists()
    assert Address.objects.visible_to(pair.dawn).count() == 1
