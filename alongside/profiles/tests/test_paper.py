"""About me and the one page on paper: what stands now, and nothing else."""

from alongside.profiles.headings import Sheet
from alongside.profiles.paper import page_sheet
from alongside.profiles.queries import my_page
from alongside.world.small import World
from conftest import SignIn


def test_about_me_on_paper_has_what_was_told_and_who_helped(world: World) -> None:
    sheet = str(
        page_sheet(my_page(world.viewer("Dawn"), Sheet.ABOUT_ME, whole=True), "Dawn").data()
    )
    assert "knock before you come in" in sheet
    assert "Supported to write this by" in sheet
    assert "Pauline" in sheet
    assert "Last told on" in sheet
    for never in ("Don’t ring in the morning.", "Turn up.", "Sam"):
        assert never not in sheet


def test_the_one_page_has_what_others_appreciate_without_their_names(world: World) -> None:
    sheet = str(
        page_sheet(my_page(world.viewer("Dawn"), Sheet.ONE_PAGE, whole=True), "Dawn").data()
    )
    assert "Dawn tells me the truth" in sheet
    assert "Sam" not in sheet


def test_dawn_takes_about_me_home_as_a_pdf(world: World, sign_in: SignIn) -> None:
    answer = sign_in("Dawn").get("/about-me/on-paper/pdf/", secure=True)
    assert answer.content.startswith(b"%PDF")
    assert b"StructTreeRoot" in answer.content or b"/MarkInfo" in answer.content
