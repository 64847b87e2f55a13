"""Sam works. Dawn is in her own life. Both have a name to come in with and a passphrase."""

import pytest

from alongside.accounts.actions import give_work, make_account
from alongside.accounts.models import Account
from alongside.accounts.tests.door import DAWNS, SAMS, working
from alongside.people.actions import add_person
from alongside.relationships.actions import begin_relationship


@pytest.fixture
def sam() -> Account:
    account = make_account(
        person_id=add_person(by=None, called="Sam").id, handle="Sam R", passphrase=SAMS
    )
    give_work(account=account, by_id=None)
    return account


@pytest.fixture
def dawn(sam: Account) -> Account:
    walk = begin_relationship(by=working(sam), called="Dawn")
    her = walk.sides.exclude(person_id=sam.person_id).get()
    return make_account(person_id=her.person_id, handle="Dawn of the hill", passphrase=DAWNS)
