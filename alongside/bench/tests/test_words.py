from random import Random

from alongside.bench.words import A_MOMENT, COMMON, RARE, telling


def test_a_moment_has_sixty_words_and_the_same_ones_for_a_seed() -> None:
    one, same = (telling(Random(7)) for _ in range(2))
    assert one == same
    assert len(one.split()) == A_MOMENT


def test_only_what_is_to_be_found_holds_the_rare_word() -> None:
    assert RARE not in COMMON
    assert RARE in telling(Random(7), rare=True).casefold()
    assert RARE not in telling(Random(7)).casefold()
