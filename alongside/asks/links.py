"""What whoever holds the link of an ask may do: open it once, on one phone, and answer.

It shows the ask and what they may read of what came after; nothing else about anybody. It ends
with its time, when it is taken back, while the one it is about pauses, when whoever asked is no
longer there, and when they have come to be feared. To whoever holds it all of that looks the same.
"""

from uuid import UUID

from alongside.access import trail
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.held import Held, LinkEnded
from alongside.asks.access import asked_now
from alongside.asks.checks import MustNotKnow, may_be_asked
from alongside.asks.models import Ask, AskAfter, AskAnswer, Says
from alongside.asks.queries import Asked
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.transactions import writing
from alongside.vault.fields import SealedModel, open_rows

ASK = Held("an ask")
MOST = 20
"""Answers by one link. Whoever has more to say talks."""


class SaidEnough(Exception):
    """There are as many answers as one link gives."""


def open_here(link: str, word: str) -> Ask | None:
    """The ask of this link, where it was opened on this phone."""
    return _not_feared(ASK.open_here(Ask.objects.filter(asked_now()), link, word))


def to_open(link: str) -> Ask:
    """The ask of this link, not opened yet. Raises LinkEnded."""
    ask = _not_feared(ASK.to_open(Ask.objects.filter(asked_now()), link))
    if ask is None:
        raise LinkEnded
    return ask


def open_ask(link: str, word: str = "") -> str:
    """Open it on this phone and on no other. Gives what this phone is known by from now on."""
    with writing():
        return ASK.open(to_open(link), link, word)


def _not_feared(ask: Ask | None) -> Ask | None:
    """Decided again each time: whom they fear may be said after the link went out."""
    if ask is None:
        return None
    open_rows([ask])
    try:
        may_be_asked(ask.about_id, ask.to_id, ask.called, ask.place)
    except MustNotKnow:
        return None
    return ask


def shown_on(ask: Ask) -> Asked:
    """What the page of its link shows, with its line on the trail: known by the ask alone."""
    answers = list(AskAnswer.objects.filter(ask=ask).order_by("at", "id"))
    afters = list(AskAfter.objects.filter(ask=ask, for_them=True).order_by("at", "id"))
    sealed: list[SealedModel] = [ask, *answers, *afters]
    open_rows(sealed)
    holder = Viewer(ask.id, Life.WORKING)
    sight = trail.Sight(ask.about_id, Strand.PLANS, Ground.SHARE, ask.relationship_id, ask.id)
    trail.record(holder, {sight})
    return Asked(ask, answers, afters)


def answer_by_link(
    ask: Ask, *, says: Says, words: str = "", id: UUID | None = None, by_id: UUID | None = None
) -> AskAnswer:
    """Write an answer down. Sent twice, with one id, it is one. Raises SaidEnough."""
    with writing():
        if there := already(AskAnswer, id, ask_id=ask.id, by_id=by_id):
            return there
        if AskAnswer.objects.filter(ask=ask).count() >= MOST:
            raise SaidEnough
        return AskAnswer.objects.create(
            id=id or new_id(),
            ask=ask,
            relationship_id=ask.relationship_id,
            scope=ask.key_scope(),
            by_id=by_id,
            says=says.value,
            words=words,
        )
