"""Beginning a team is for those who work here: whoever works in a partner is asked into ours.

It stands here because teams do not know of partners.
"""

from uuid import UUID

from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.kit.transactions import writing
from alongside.partners.queries import my_partner_ids
from alongside.teams import actions
from alongside.teams.models import Team


def may_begin_team(by: Viewer) -> bool:
    """Whoever may begin one, and works in no partner."""
    return actions.may_begin_team(by) and not my_partner_ids(by).exists()


def begin_team(*, by: Viewer, called: str, id: UUID | None = None) -> Team:
    """Begin a team with the viewer in it. Raises Http404 for whoever works in a partner."""
    with writing():
        if my_partner_ids(by).exists():
            raise Http404
        return actions.begin_team(by=by, called=called, id=id)
