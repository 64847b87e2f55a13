"""About me in two tabs that begin with one draft: both are told, and no word is lost."""

from typing import Any

from alongside.profiles.headings import Heading
from alongside.profiles.queries import tellings_under
from alongside.world.small import World
from conftest import SignIn


def opened(page: Any) -> dict[str, str]:
    return {field.name: str(field.value() or "") for field in page.context["form"]}


def test_two_tabs_begun_with_one_draft_are_two_tellings(world: World, sign_in: SignIn) -> None:
    dawn, where = sign_in("Dawn"), "/about-me/writing/wellness/"
    first = opened(dawn.get(where, secure=True)) | {"words": "I sleep badly."}
    dawn.post("/drafts/about-me/wellness/", first, secure=True)
    second = opened(dawn.get(where, secure=True))
    assert second["words"] == "I sleep badly."
    assert second["id"] != first["id"]
    dawn.post(where, second | {"words": "I sleep badly. Better by the sea."}, secure=True)
    dawn.post(where, first | {"words": "I sleep badly. A walk helps."}, secure=True)
    told = {each.words for each in tellings_under(world.viewer("Dawn"), Heading.WELLNESS)}
    assert {"I sleep badly. A walk helps.", "I sleep badly. Better by the sea."} <= told
