import json
from datetime import timedelta

from alongside.access.viewer import Viewer
from alongside.drafts.models import Draft
from alongside.drafts.queries import Fields, draft_of
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.aliases import also_me

NEVER_KEPT = {"csrfmiddlewaretoken", "passphrase", "passphrase_again", "safe_word", "id"}
"""A safe word is never printed, and what is kept here goes out with somebody's whole story. And no
draft holds the id of what its form makes: two tabs that begin with one draft make two records."""
A_YEAR = timedelta(days=365)


def keep_draft(*, by: Viewer, form: str, fields: Fields) -> None:
    """Keep what was typed. The last one typed stands."""
    words = json.dumps({name: fields[name] for name in fields if name not in NEVER_KEPT})
    with writing():
        draft = Draft.objects.visible_to(by).filter(form=form).first()
        draft = draft or Draft(person_id=by.person_id, life=by.life.value, form=form)
        draft.words, draft.touched_at = words, now()
        draft.save()


def lay_ready(*, by: Viewer, form: str, line: str, begins: str = "") -> None:
    """This form begins with what was typed in it, or else with `begins`, and then this line.

    The line never stands in an address, where a phone would remember it. Twice is once.
    """
    with writing():
        typed = draft_of(by, form) or {}
        before = "\n".join(typed.get("words", (begins,))).strip()
        if line not in before.splitlines():
            both = f"{before}\n{line}" if before else line
            keep_draft(by=by, form=form, fields={**typed, "words": [both]})


def let_draft_go(*, by: Viewer, form: str) -> None:
    """The form was saved: its draft is no longer needed, as whichever record of me it was kept."""
    others = () if by.is_working else also_me(by.person_id)
    for me in (by, *(Viewer(person_id, by.life) for person_id in others)):
        Draft.objects.visible_to(me).filter(form=form).delete()


def forget_old_drafts() -> None:
    """What nobody touched for a year goes, whoever typed it. Done whenever somebody comes in."""
    Draft.objects.filter(touched_at__lt=now() - A_YEAR).delete()
