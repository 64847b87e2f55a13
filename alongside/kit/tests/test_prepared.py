from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Count, QuerySet

from alongside.kit.ids import new_id
from alongside.kit.prepared import NotOnlyStandIns, prepared
from alongside.kit.time import at, now, today
from alongside.people.models import Person
from alongside.relationships.models import Relationship, Side

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@prepared
def named(ids: list[UUID]) -> QuerySet[Person]:
    return Person.objects.filter(id__in=ids, made_at__lte=now()).order_by("made_at")


def people(how_many: int) -> list[Person]:
    return [Person.objects.create(called=str(number)) for number in range(how_many)]


@pytest.mark.parametrize("how_many", [0, 1, 2, 3, 5, 8])
def test_it_gives_what_the_question_itself_would(how_many: int) -> None:
    ids = [person.id for person in people(how_many)]
    people(2)
    assert [person.id for person in named(ids)] == ids


def _parts(row: Relationship) -> dict[str, Any]:
    """What was read into it; words still sealed are two different seals of the same."""
    return {name: part for name, part in vars(row).items() if name[0] != "_" and name != "words"}


@pytest.mark.parametrize(
    "more",
    [
        lambda made: made.select_related("begun_by").annotate(twice=Count("sides")),
        lambda made: made.values_list("id", "made_at"),
        lambda made: made.values("begun_by__id"),
        lambda made: made.prefetch_related("sides"),
        lambda made: made.only("made_at"),
    ],
)
def test_rows_come_out_as_django_reads_them(more: Any) -> None:
    begun = [Relationship.objects.create(begun_by=person) for person in people(3)]
    for one in begun:
        Side.objects.create(relationship=one, person=one.begun_by, life="own")

    def question(ids: list[UUID]) -> QuerySet[Any, Any]:
        return more(Relationship.objects.filter(id__in=ids).order_by("made_at"))  # type: ignore[no-any-return]

    ids = [one.id for one in begun]
    said, asked = list(question(ids)), prepared(question)(ids)
    assert len(said) == 3
    assert asked == said
    for one, other in zip(asked, said, strict=True):
        if isinstance(other, Relationship):
            assert _parts(one) == _parts(other)
            near = {"begun_by"} & set(other._state.fields_cache)
            assert near == {"begun_by"} & set(one._state.fields_cache)
            assert one._state.db == other._state.db


def test_this_moment_is_the_one_of_the_asking() -> None:
    (somebody,) = people(1)
    assert named([somebody.id]) == [somebody]
    with at(somebody.made_at - timedelta(seconds=1)):
        assert named([somebody.id]) == []


def test_nothing_that_was_asked_once_is_given_to_the_next() -> None:
    one, other = people(2)
    assert [named([one.id]), named([other.id]), named([new_id()])] == [[one], [other], []]


def test_what_is_worked_out_from_an_argument_is_refused() -> None:
    @prepared
    def a_day_before(moment: Any) -> QuerySet[Person]:
        return Person.objects.filter(made_at__lt=moment - timedelta(days=1))

    with pytest.raises(NotOnlyStandIns):
        a_day_before(now())


def test_a_day_worked_out_from_this_moment_is_refused() -> None:
    @prepared
    def since_today(whoever: UUID) -> QuerySet[Person]:
        return Person.objects.filter(id=whoever, made_at__date__gte=today())

    with pytest.raises(NotOnlyStandIns):
        since_today(new_id())


def test_a_value_nobody_asks_with_is_refused() -> None:
    @prepared
    def everybody(whoever: UUID) -> QuerySet[Person]:
        return Person.objects.all() if whoever else Person.objects.none()  # type: ignore[truthy-bool]

    with pytest.raises(NotOnlyStandIns):
        everybody(new_id())
