"""A new colleague: let in by one, and able to work from a second one's yes."""

from uuid import UUID

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import give_work
from alongside.accounts.models import Account, MayWork
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.relationships.models import NewColleague
from alongside.teams.queries import colleague_ids
from alongside.vault.fields import open_rows


def let_in_to_work(*, account: Account, by_id: UUID) -> bool:
    """They may work from now on, where nobody else could say so; else from a second one's yes."""
    others = MayWork.objects.filter(
        account__person_id__in=colleague_ids(Viewer(by_id, Life.WORKING)), ended_at=None
    )
    if not others.exists():
        give_work(account=account, by_id=by_id)
        return True
    NewColleague.objects.create(person_id=account.person_id, by_id=by_id)
    return False


def say_yes_to_colleague(*, by: Viewer, new_colleague_id: UUID) -> None:
    """The second colleague says yes: they may work from now on. Twice is once."""
    with writing():
        new = NewColleague.objects.get_visible(by, id=new_colleague_id)
        seen = NewColleague.objects.visible_to(by, Ground.COVER).filter(id=new.id)
        if not seen.exists() or by.person_id in {new.by_id, new.person_id}:
            raise Http404
        if new.agreed_at is None:
            new.agreed_by_id, new.agreed_at = by.person_id, now()
            new.save(update_fields=["agreed_by", "agreed_at"])
            give_work(account=Account.objects.get(person_id=new.person_id), by_id=new.by_id)


def new_colleagues(viewer: Viewer) -> list[NewColleague]:
    """Who waits for the viewer's yes, or another's; names opened."""
    waiting = NewColleague.objects.visible_to(viewer, Ground.COVER).filter(agreed_at=None)
    found = list(waiting.exclude(person_id=viewer.person_id).select_related("person", "by"))
    open_rows([person for new in found for person in (new.person, new.by)])
    return found


def waits_to_work(viewer: Viewer) -> bool:
    """Whether the viewer was let in to work, and waits for a second colleague's yes."""
    mine = NewColleague.objects.ours(viewer).filter(person_id=viewer.person_id, agreed_at=None)
    return not viewer.is_working and mine.exists()
