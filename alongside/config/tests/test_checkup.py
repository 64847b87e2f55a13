from django.test import override_settings

from alongside.config.checkup import keys_open
from conftest import Pair


def test_another_master_key_than_the_one_that_sealed_is_named(pair: Pair) -> None:
    assert not list(keys_open())
    with override_settings(MASTER_KEY=b"not the one the words came with!"):
        (problem,) = keys_open()
    assert "does not open the keys" in problem
