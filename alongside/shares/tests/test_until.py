"""What is open until a day is open for the whole of that day, and not a moment longer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.time import at, last_day_before
from alongside.moments.actions import note_moment
from alongside.moments.models import Kind, Moment
from alongside.relationships.actions import begin_relationship
from alongside.relationships.queries import the_relationship
from alongside.shares.actions import say_yes
from alongside.shares.choices import whom_it_could_be
from alongside.shares.forms import ShareForm
from alongside.shares.models import Share
from alongside.shares.showing import until_words
from conftest import TUESDAY, Pair

LATER = TUESDAY + timedelta(minutes=6)
DAYS = {
    "a Friday in winter": (date(2026, 11, 20), datetime(2026, 11, 21, 0, tzinfo=UTC)),
    "the Friday before the clocks go forward": (
        date(2027, 3, 26),
        datetime(2027, 3, 27, 0, tzinfo=UTC),
    ),
    "the day the clocks go forward": (date(2027, 3, 28), datetime(2027, 3, 28, 23, tzinfo=UTC)),
    "the Friday before the clocks go back": (
        date(2027, 10, 29),
        datetime(2027, 10, 29, 23, tzinfo=UTC),
    ),
    "the day the clocks go back": (date(2027, 10, 31), datetime(2027, 11, 1, 0, tzinfo=UTC)),
}


def asked_until(pair: Pair, ruth: Viewer, day: date) -> Share:
    between = the_relationship(pair.sam, pair.relationship_id)
    said = {
        "id": str(new_id()),
        "whom": f"person/{ruth.person_id}/{Life.WORKING.value}",
        "strand": Strand.MOMENTS.value,
        "purpose": "Finding a flat",
        "until": f"{day:%Y-%m-%d}",
        "basis": "consent",
    }
    choices = whom_it_could_be(pair.sam, between)
    form = ShareForm(said, choices=choices, worker_id=pair.sam.person_id, is_mine=False)
    assert form.is_valid(), form.errors
    share = form.asked(by=pair.sam, between=between)
    assert share is not None
    return share


@override_settings(TIME_ZONE="Europe/London")
@pytest.mark.parametrize("which", DAYS)
def test_ruth_sees_it_to_the_last_second_of_the_day_and_then_no_more(
    pair: Pair, which: str
) -> None:
    day, ends = DAYS[which]
    with_ruth = begin_relationship(by=pair.sam, called="Ruth", their_life=Life.WORKING)
    side = with_ruth.sides.exclude(person_id=pair.sam.person_id).get()
    ruth = Viewer(side.person_id, Life.WORKING)
    noted = note_moment(
        by=pair.sam, relationship_id=pair.relationship_id, kind=Kind.MET, words="Two sugars."
    )
    with at(LATER):
        share = asked_until(pair, ruth, day)
        say_yes(by=pair.dawn, share_id=share.id)
    share.refresh_from_db()
    seen = []
    for moment in (ends - timedelta(seconds=1), ends):
        with at(moment):
            seen.append(Moment.objects.visible_to(ruth).filter(id=noted.id).exists())
    assert seen == [True, False]
    assert last_day_before(ends) == day
    assert f"{day.day} " in until_words(share)
