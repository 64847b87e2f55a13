"""A photo or a voice note in place of words: put there, opened, shown on a card, taken with."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from alongside.access.models import TrailLine
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.kit.paper.sheets import Photograph
from alongside.kit.tests.sounds import WHERE, m4a
from alongside.kit.tests.test_attached import photo
from alongside.kit.time import now
from alongside.pages.tests.test_one_person import Two
from alongside.profiles import actions
from alongside.profiles.cards import make_card
from alongside.profiles.headings import Heading, Sheet
from alongside.profiles.models import Attachment, AttachmentKind, Told
from alongside.profiles.paper import page_sheet
from alongside.profiles.queries import attachment, my_page, page_of
from alongside.rights.actions.copies import take_out
from alongside.rights.copies.pages import copy_of
from alongside.rights.erasing import own_scopes
from alongside.shares.actions import pause
from alongside.vault.keyring import destroy_key, keyring
from alongside.world.small import World
from conftest import SignIn

WELLNESS, PEOPLE = "/about-me/writing/wellness/", "/about-me/writing/people/"


def a_photo(name: str = "dog.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(comment=WHERE), "image/jpeg")


def a_voice() -> SimpleUploadedFile:
    return SimpleUploadedFile("Home 3.m4a", m4a(), "audio/mp4")


def of(world: World, name: str) -> Attachment:
    return Attachment.objects.get(person_id=world.person(name))


def test_terry_tells_by_voice_alone(world: World, sign_in: SignIn) -> None:
    terry = sign_in("Terry")
    said = {"words": "", "voice": a_voice(), "voice_says": "I sleep badly."}
    assert terry.post(WELLNESS, said, secure=True).headers["Location"] == "/about-me/"
    assert not Told.objects.filter(person_id=world.person("Terry")).exists()
    page = terry.get("/about-me/", secure=True).content.decode()
    assert "I sleep badly." in page
    assert "20 seconds" in page
    kept = of(world, "Terry")
    where, part = f"/about-me/attached/{kept.id}/", {"Range": "bytes=0-7"}
    answer = terry.get(where, headers=part, secure=True)
    assert (answer.status_code, len(answer.content)) == (206, 8)
    assert answer.headers["Content-Type"] == "audio/mp4"
    assert WHERE not in terry.get(where, secure=True).content


def test_a_new_photo_takes_the_place_of_the_old_and_the_words_stay(
    world: World, sign_in: SignIn
) -> None:
    dawn, before = sign_in("Dawn"), of(world, "Dawn").id
    words = "Kay. Biscuit, my dog: he comes with me. Pauline at the café."
    said = {"words": words, "photo": a_photo(), "photo_says": "Biscuit in the rain."}
    tellings = Told.objects.count()
    dawn.post(PEOPLE, said, secure=True)
    assert Told.objects.count() == tellings
    assert of(world, "Dawn").id != before
    assert "Biscuit in the rain." in dawn.get("/about-me/", secure=True).content.decode()


def test_what_is_on_it_can_be_said_later(world: World, sign_in: SignIn) -> None:
    dawn, before = sign_in("Dawn"), of(world, "Dawn")
    words = "Kay. Biscuit, my dog: he comes with me. Pauline at the café."
    said = {"words": words, "photo_says": "My dog."}
    dawn.post(PEOPLE, said, secure=True)
    assert "one ear up" in dawn.get("/about-me/", secure=True).content.decode()
    dawn.post(PEOPLE, {**said, "stood": str(before.id)}, secure=True)
    assert of(world, "Dawn").id == before.id
    assert "My dog." in dawn.get("/about-me/", secure=True).content.decode()
    found = attachment(world.viewer("Dawn"), before.id)
    assert found is not None
    assert found.content.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("name", "what", "says"),
    [
        ("photo", b"not a photo", "could not open that as a photo"),
        ("photo", m4a(), "could not open that as a photo"),
        ("voice", b"not a voice", "could not play that"),
        ("voice", m4a(handler=b"vide"), "That is a film"),
        ("voice", m4a(seconds=301), "longer than five minutes"),
    ],
)
def test_what_it_is_not_is_said_and_changes_nothing(
    world: World, sign_in: SignIn, name: str, what: bytes, says: str
) -> None:
    terry = sign_in("Terry")
    said = {"words": "I sleep badly.", name: SimpleUploadedFile("it.jpg", what)}
    page = terry.post(WELLNESS, said, secure=True).content.decode()
    assert says in page
    assert "I sleep badly." in page
    assert not Attachment.objects.filter(person_id=world.person("Terry")).exists()
    assert not Told.objects.filter(person_id=world.person("Terry")).exists()


def test_a_file_is_asked_for_again_where_something_else_needs_mending(
    world: World, sign_in: SignIn
) -> None:
    said = {"words": "a" * 4001, "photo": a_photo()}
    page = sign_in("Terry").post(WELLNESS, said, secure=True).content.decode()
    assert "Choose it once more" in page
    assert "What you wrote is still here" not in page


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        (WELLNESS, {"photo_says": "My dog."}, "Choose it too"),
        (PEOPLE, {"photo_says": "Biscuit, asleep on the sofa with one ear up."}, "the one before"),
    ],
)
def test_what_is_said_of_a_photo_is_said_of_that_photo(
    world: World, sign_in: SignIn, where: str, said: dict[str, str], says: str
) -> None:
    files = {"photo": a_photo()} if where == PEOPLE else {}
    before = of(world, "Dawn").id
    page = sign_in("Dawn").post(where, {"words": "Kay.", **said, **files}, secure=True)
    assert says in page.content.decode()
    assert of(world, "Dawn").id == before


def test_taken_out_it_is_gone_for_good(world: World, sign_in: SignIn) -> None:
    dawn, there = sign_in("Dawn"), of(world, "Dawn")
    with pytest.raises(Http404):
        actions.take_off(by=world.viewer("Sam"), attachment_id=there.id)
    dawn.post(f"/about-me/attached/{there.id}/removal/", secure=True)
    assert not Attachment.objects.filter(person_id=world.person("Dawn")).exists()
    assert dawn.get(f"/about-me/attached/{there.id}/", secure=True).status_code == 404


# --- who sees and hears it ----------------------------------------------------------------------


def test_sam_sees_it_while_dawn_opens_her_page_and_it_is_on_the_trail(
    world: World, sign_in: SignIn
) -> None:
    us, where = world.between("Dawn", "Sam"), f"/about-me/attached/{of(world, 'Dawn').id}/"
    TrailLine.objects.all().delete()
    assert sign_in("Sam").get(where, secure=True).headers["Content-Type"] == "image/jpeg"
    line = TrailLine.objects.get(viewer_id=world.person("Sam"))
    assert (line.about_id, line.strand, line.relationship_id) == (
        world.person("Dawn"),
        "about-me",
        us,
    )
    # In her working life Dawn opened nothing: no line says that anything was seen there.
    for life in (Life.WORKING, Life.OWN):
        actions.attach(
            by=Viewer(world.person("Sam"), life),
            heading=Heading.BEST,
            kind=AttachmentKind.PHOTO,
            content=photo(),
            media_type="image/jpeg",
        )
    for side, status in (("working", 200), ("own", 404)):
        found = Attachment.objects.get(person_id=world.person("Sam"), life=side)
        answer = sign_in("Dawn").get(f"/about-me/attached/{found.id}/", secure=True)
        assert answer.status_code == status
    for name in ("Bev", "Kay", "Ruth"):
        assert sign_in(name).get(where, secure=True).status_code == 404
    pause(by=world.viewer("Dawn"))
    assert sign_in("Sam").get(where, secure=True).status_code == 404
    assert sign_in("Dawn").get(where, secure=True).status_code == 200


def test_no_card_shows_what_somebody_else_opened_to_its_maker(world: World) -> None:
    sam, hers = world.viewer("Sam"), of(world, "Dawn")
    assert attachment(sam, hers.id) is not None
    until = now() + timedelta(days=1)
    where = f"/card/{make_card(by=sam, chosen=(Heading.PEOPLE,), until=until).link}/"
    phone = Client()
    phone.post(where, secure=True)
    assert phone.get(f"{where}attached/{hers.id}/", secure=True).status_code == 404


def test_a_card_shows_the_photo_of_what_it_shows_and_no_other(world: World) -> None:
    dawn = world.viewer("Dawn")
    shown, hidden = (
        actions.attach(
            by=dawn,
            heading=heading,
            kind=AttachmentKind.PHOTO,
            content=photo(),
            media_type="image/jpeg",
        )
        for heading in (Heading.PLEASE, Heading.WELLNESS)
    )
    until = now() + timedelta(days=1)
    where = f"/card/{make_card(by=dawn, chosen=(Heading.PLEASE,), until=until).link}/"
    phone = Client()
    assert phone.get(f"{where}attached/{shown.id}/", secure=True).status_code == 404
    phone.post(where, secure=True)
    assert f"{where}attached/{shown.id}/" in phone.get(where, secure=True).content.decode()
    assert phone.get(f"{where}attached/{shown.id}/", secure=True).status_code == 200
    assert phone.get(f"{where}attached/{hidden.id}/", secure=True).status_code == 404
    assert Client().get(f"{where}attached/{shown.id}/", secure=True).status_code == 404
    pause(by=dawn)
    assert phone.get(f"{where}attached/{shown.id}/", secure=True).status_code == 404


# --- on paper, in a copy, and erased ------------------------------------------------------------


def test_the_photo_is_on_paper_with_words_for_whoever_cannot_see_it(world: World) -> None:
    sheet = page_sheet(my_page(world.viewer("Dawn"), Sheet.ABOUT_ME, whole=True), "Dawn")
    (pictured,) = (block for block in sheet.blocks if isinstance(block, Photograph))
    assert pictured.says == "Biscuit, asleep on the sofa with one ear up."
    assert pictured.jpeg.startswith(b"\xff\xd8")


def test_a_sign_that_nobody_sees_is_no_word_for_a_photo(world: World) -> None:
    there = of(world, "Dawn")
    actions.say_what_is_on_it(
        by=world.viewer("Dawn"), heading=Heading.PEOPLE, kind=AttachmentKind.PHOTO, says="\ufeff"
    )
    sheet = page_sheet(my_page(world.viewer("Dawn"), Sheet.ABOUT_ME, whole=True), "Dawn")
    (pictured,) = (block for block in sheet.blocks if isinstance(block, Photograph))
    assert pictured.says == str(Heading(there.heading).label)


def test_dawn_takes_her_photo_with_her_and_sam_does_not(world: World) -> None:
    def files_for(name: str) -> dict[str, bytes]:
        whole = b"".join(copy_of(take_out(by=world.viewer(name), id=new_id())))
        with ZipFile(BytesIO(whole)) as archive:
            return {each: archive.read(each) for each in archive.namelist()}

    hers, his = files_for("Dawn"), files_for("Sam")
    assert hers["photos-and-voice-notes/people-photo.jpg"].startswith(b"\xff\xd8")
    assert b"one ear up" in hers["other-things.html"]
    assert not any("photo" in name for name in his)


def test_when_her_keys_are_destroyed_it_is_on_no_page(world: World, sign_in: SignIn) -> None:
    there, sam = of(world, "Dawn"), world.viewer("Sam")
    for scope in own_scopes(world.person("Dawn")):
        destroy_key(scope)
    with keyring():
        assert page_of(sam, world.person("Dawn"), "own", Sheet.ABOUT_ME).is_empty
    assert sign_in("Sam").get(f"/about-me/attached/{there.id}/", secure=True).status_code == 404


def test_what_a_second_record_told_is_read_and_taken_out_by_its_owner(
    world: World, sign_in: SignIn
) -> None:
    two = Two(world)
    for me, words in ((two.mo, "Knock twice."), (two.again, "Ring first.")):
        actions.tell(by=me, heading=Heading.PLEASE, words=words)
    actions.attach(
        by=two.again,
        heading=Heading.PLEASE,
        kind=AttachmentKind.PHOTO,
        content=photo(),
        media_type="image/jpeg",
    )
    there = Attachment.objects.get(person_id=two.again_id)
    assert "Ring first." not in sign_in("Mo").get("/about-me/", secure=True).content.decode()
    two.with_a_yes()
    mo = sign_in("Mo")
    page = mo.get("/about-me/", secure=True).content.decode()
    assert "Knock twice." in page
    assert "Ring first." in page
    assert mo.get(f"/about-me/attached/{there.id}/", secure=True).status_code == 200
    mo.post(f"/about-me/attached/{there.id}/removal/", secure=True)
    told = Told.objects.get(person_id=two.again_id)
    mo.post(f"/about-me/parts/{told.id}/removal/", secure=True)
    assert "Ring first." not in mo.get("/about-me/", secure=True).content.decode()
    assert not Attachment.objects.filter(person_id=two.again_id).exists()
