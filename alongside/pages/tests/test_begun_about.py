"""Words that were begun about one person never come up about another."""

from django.test import Client

from alongside.drafts.queries import draft_of
from alongside.kit.ids import new_id
from alongside.pages.tests.place import note_of
from alongside.world.small import World
from conftest import SignIn

WORDS = "Mo told me how the night was."


def test_what_sam_began_about_mo_is_not_there_when_he_writes_about_dawn(
    world: World, sign_in: SignIn
) -> None:
    sam, mo, dawn = sign_in("Sam"), world.between("Mo", "Sam"), world.between("Dawn", "Sam")
    for begun in ("note", f"note/{mo}"):
        sam.post(f"/drafts/{begun}/", {"words": WORDS, "who": str(mo)}, secure=True)
    assert WORDS not in sam.get(f"/note/?with={dawn}", secure=True).content.decode()
    assert WORDS in sam.get(f"/note/?with={mo}", secure=True).content.decode()
    assert WORDS in sam.get("/note/", secure=True).content.decode()


def test_the_draft_begun_on_her_page_goes_when_it_is_saved(world: World, sign_in: SignIn) -> None:
    sam, dawn = sign_in("Sam"), world.between("Dawn", "Sam")
    sam.post(f"/drafts/note/{dawn}/", {"words": "Tea"}, secure=True)
    assert (
        sam.post(f"/note/?with={dawn}", note_of(world, who=str(dawn)), secure=True).status_code
        == 302
    )
    assert draft_of(world.viewer("Sam"), f"note/{dawn}") is None


def test_today_says_which_notes_sam_began_and_leads_back_to_them(
    world: World, sign_in: SignIn
) -> None:
    sam, mo, pat = sign_in("Sam"), world.between("Mo", "Sam"), new_id()
    assert "It is not saved yet." not in read(sam, "/today/")
    for begun, words in (("note", WORDS), (f"note/{mo}", WORDS), (f"note/{pat}", WORDS)):
        sam.post(f"/drafts/{begun}/", {"words": words}, secure=True)
    page = read(sam, "/today/")
    assert "You began to note a moment. It is not saved yet." in page
    assert "You began to write about Mo. It is not saved yet." in page
    assert f"/note/?with={mo}" in page
    assert f"/note/?with={pat}" not in page
    assert "It is not saved yet." not in read(sign_in("Bev"), "/today/")


def test_a_note_whose_words_were_all_taken_out_again_does_not_wait(
    world: World, sign_in: SignIn
) -> None:
    sam = sign_in("Sam")
    sam.post("/drafts/note/", {"words": "  ", "kind": "met"}, secure=True)
    assert "It is not saved yet." not in read(sam, "/today/")


def read(browser: Client, address: str) -> str:
    return browser.get(address, secure=True).content.decode()
