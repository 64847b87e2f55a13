"""Who looks over what is held back, where the one chosen first cannot."""

import pytest
from django.http import Http404

from alongside.rights.actions.logs import hear_complaints
from alongside.rights.actions.requests import Thing, review_withheld
from alongside.rights.models import DataRequest
from alongside.rights.tests.test_requests import about_kay, asked, hold_back
from alongside.world.small import World
from conftest import SignIn

__all__ = ["about_kay", "asked"]


def test_another_second_person_is_asked_where_the_first_cannot_look(
    world: World, asked: DataRequest, about_kay: Thing, sign_in: SignIn
) -> None:
    held = hold_back(world, asked, about_kay)
    ines = hear_complaints(by=world.viewer("Ines"), does="")
    more = {"kind": about_kay.kind, "row": str(about_kay.row_id), "why": "third-party"}
    address = f"/data-requests/{asked.id}/looking-through/"
    sam, pages = sign_in("Sam"), ""
    for start in range(0, 100, 10):
        pages += sam.get(f"{address}?from={start}", secure=True).content.decode()
    assert "Ask somebody else to look it over" in pages
    sent = {**more, "reason": "It is Kay's.", "hearer": str(ines.id)}
    sam.post(address, sent, secure=True)
    with pytest.raises(Http404):
        review_withheld(by=world.viewer("Bev"), withheld_id=held.id, agrees=True)
    review_withheld(by=world.viewer("Ines"), withheld_id=held.id, agrees=True)
    sam.post(address, {**sent, "hearer": str(held.reviewer_id)}, secure=True)
    held.refresh_from_db()
    assert held.reviewer_id == world.person("Ines"), "what was decided stays decided by who did"
