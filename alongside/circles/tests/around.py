"""What tests of circles share: somebody drawn with a few words."""

from typing import Any

from alongside.access.viewer import Viewer
from alongside.circles import actions
from alongside.circles.drawn import Drawn
from alongside.circles.models import Around, Circle
from alongside.circles.queries import Picture, picture_of, with_the_hidden


def begun(by: Viewer) -> Circle:
    return actions.draw_as_it_is(by=by)


def put(by: Viewer, circle: Circle, called: str, **more: Any) -> Around:
    """Put somebody in; what is said of them by the names of `Drawn`."""
    hidden, words = more.pop("hidden", False), more.pop("words", "")
    said = actions.Said(called=called, words=words, drawn=Drawn(**more))
    return actions.put_in(by=by, circle_id=circle.id, said=said, hidden=hidden)


def drawn(by: Viewer, circle: Circle) -> Picture:
    """The picture as this viewer sees it, read afresh."""
    return picture_of(by, Circle.objects.get_ours(by, id=circle.id))


def names(picture: Picture) -> list[str]:
    return [one.called for one in picture.people]


def everybody(by: Viewer, circle: Circle) -> Picture:
    """With those who are hidden."""
    return with_the_hidden(by, drawn(by, circle))
