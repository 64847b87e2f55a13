"""How life is for Dawn, in March and now; and for Sam, at work. One set of names to borrow."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.kit.time import at, here
from alongside.lifemaps import actions
from alongside.lifemaps.how import How
from alongside.world.cast import relationship_id, viewer_of
from alongside.world.telling import since_march

Told = tuple[How | None, str, str]

DAWN_IN_MARCH: dict[str, Told] = {
    "My front door": (How.HARD, "There isn’t one. Sofas, and the hostel.", ""),
    "Kay": (How.HARD, "Two years. I don’t know where she lives.", ""),
    "Sundays": (How.HARD, "The longest day there is.", ""),
    "Money": (How.HARD, "", ""),
    "My teeth": (How.HARD, "", ""),
    "Biscuit": (How.OKAY, "He’s all I’ve got.", ""),
    "The drink": (How.HARD, "Most days.", ""),
}
DAWN_NOW: dict[str, Told] = {
    "My front door": (How.HARD, "I’ve seen one with a blue door. Waiting is the worst bit.", ""),
    "Kay": (How.GOOD, "She rings me now.", ""),
    "Sundays": (How.HARD, "", ""),
    "Money": (How.OKAY, "", ""),
    "Biscuit": (How.GOOD, "Fat as butter.", ""),
    "Allotment and baking": (How.GOOD, "Bread on a Thursday.", "Two Thursdays a week."),
}
SAM: dict[str, Told] = {
    "The people I walk with": (How.GOOD, "", ""),
    "Sleep before early visits": (How.HARD, "I lie there and plan.", ""),
    "The van": (None, "Still leaks.", ""),
}
TO_BORROW = (
    "Home\nMoney\nPeople close to me\nMy body\nMy head\nThings I do\nA place to be on Sundays"
)


def tell(now: datetime) -> None:
    dawn, sam, us = viewer_of("Dawn"), viewer_of("Sam"), relationship_id("Dawn", "Sam")
    with at(since_march(now) + timedelta(days=4)):
        patches = _named(dawn, list(DAWN_IN_MARCH))
        _said(dawn, patches, DAWN_IN_MARCH)
        actions.write_set(by=sam, called="As people say it here", names=TO_BORROW)
    with at(now - timedelta(days=6)):
        actions.let_go(by=dawn, patch_id=patches["The drink"])
        patches |= _named(dawn, ["Allotment and baking"])
        _said(dawn, patches, DAWN_NOW)
        actions.pick(by=dawn, patch_id=patches["My front door"], first=True)
        actions.open_map(by=dawn, relationship_id=us)
        actions.bring_in(
            by=dawn,
            called="A form at the housing office",
            whose="Mrs Pell, who filled it in",
            words="Ready for a place of her own, with somebody to ring.",
            on=here(now - timedelta(days=90)).date(),
            patch_id=patches["My front door"],
        )
    with at(now - timedelta(days=5)):
        actions.pick(by=dawn, patch_id=patches["Sundays"], first=True)
        _said(sam, _named(sam, list(SAM)), SAM)


def _named(by: Viewer, names: list[str]) -> dict[str, UUID]:
    return {name: actions.name_patch(by=by, called=name).id for name in names}


def _said(by: Viewer, patches: dict[str, UUID], all_of_it: dict[str, Told]) -> None:
    for name, (how, words, more) in all_of_it.items():
        said = how.value if how else ""
        actions.say(by=by, patch_id=patches[name], how=said, words=words, more=more)
