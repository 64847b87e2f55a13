"""Two people agree, see it otherwise, rest and wake; and a hard thing goes round one of them."""

import pytest
from playwright.sync_api import expect

from alongside.world.small import World
from tests.house import addresses
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Clock, Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]

CANARY = "He frightens me when he shouts in the car"


def ours(small: World, other: str = "Sam") -> str:
    return f"/with/{small.between('Dawn', other)}/"


def proposes(phone: Phone, small: World, together: str) -> None:
    phone.go(f"{ours(small)}agreement/writing/")
    phone.page.get_by_label("What we do together").fill(together)
    phone.press("Show it to")


def test_an_agreement_by_two(small: World, clock: Clock, phone_of: Opens) -> None:
    """Dawn proposes and Sam sees it otherwise: both stay. Sam proposes and Dawn agrees."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    dawn.go("/home/")
    dawn.follow("What Sam and I agreed")
    expect(dawn.main).to_contain_text("Dawn and Sam agreed to this on")
    dawn.keep("our agreement", unfold=True, readme="agreement")
    dawn.follow("Write a change")
    dawn.keep("writing a change")
    dawn.page.get_by_label("What we do together").fill("Only the flat, until Christmas.")
    dawn.press("Show it to Sam")
    clock.later(minutes=2)
    sam.go("/today/")
    assert sam.reads("Dawn wrote a change to your agreement.")
    sam.keep("today, with a change that waits")
    sam.follow("Read it")
    mine = sam.page.locator("article", has_text="Only the flat, until Christmas.")
    mine.get_by_role("link", name="I see it otherwise").click()
    sam.settle()
    sam.page.get_by_label("In your words").fill("I would miss the walks. Can we keep those?")
    sam.keep("seeing it otherwise")
    sam.press("Keep both")
    sam.keep("both stay", unfold=True)
    for phone in (dawn, sam):
        phone.go(f"{ours(small)}agreement/")
        assert phone.reads("Only the flat, until Christmas.")
        assert phone.reads("I would miss the walks. Can we keep those?")
        assert phone.reads("Find me a place that is mine.")
    proposes(sam, small, "The flat, and the harbour on Sundays.")
    clock.later(minutes=2)
    dawn.page.reload()
    assert dawn.reads("There are 3 versions.")
    dawn.keep("three versions side by side")
    theirs = dawn.page.locator("article", has_text="The flat, and the harbour on Sundays.")
    theirs.get_by_role("button", name="I agree").click()
    dawn.settle()
    expect(dawn.page.locator("#h-do + p")).to_have_text("The flat, and the harbour on Sundays.")
    assert not dawn.reads("Not agreed yet")
    dawn.unfold("How it was before")
    assert dawn.reads("Only the flat, until Christmas.")
    assert dawn.reads("I would miss the walks. Can we keep those?")
    dawn.keep("agreed, and how it was before")


def test_two_edits_at_once(small: World, clock: Clock, phone_of: Opens) -> None:
    """Both write over the same version at the same time: both are kept, nothing is mixed."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    for phone, words in ((sam, "Sam’s way"), (dawn, "Dawn’s way")):
        phone.go(f"{ours(small)}agreement/writing/")
        phone.page.get_by_label("What we do together").fill(words)
    sam.press("Show it to Dawn")
    dawn.press("Show it to Sam")
    clock.later(minutes=1)
    for phone in (sam, dawn):
        phone.go(f"{ours(small)}agreement/")
        assert phone.reads("Sam’s way")
        assert phone.reads("Dawn’s way")
        assert phone.reads("nothing is mixed")
    # Dawn agrees to Sam's while he still looks at hers: his yes comes too late, and hers is kept.
    article = dawn.page.locator("article", has_text="Sam’s way")
    article.get_by_role("button", name="I agree").click()
    dawn.settle()
    article = sam.page.locator("article", has_text="Dawn’s way")
    article.get_by_role("button", name="I agree").click()
    sam.settle()
    expect(sam.page.locator("#h-do + p")).to_have_text("Sam’s way")
    sam.unfold("How it was before")
    assert sam.reads("Dawn’s way")


def test_on_paper(small: World, phone_of: Opens) -> None:
    """It prints on one page, without the safe word, whatever is unfolded."""
    for name in ("Dawn", "Sam"):
        phone = phone_of(name)
        phone.go(f"{ours(small)}agreement/")
        phone.unfold("Safe word")
        assert phone.reads("lemon tree")
        assert phone.printed() <= 1.0
        phone.page.emulate_media(media="print")
        assert phone.reads("Text first, never ring.")
        assert not phone.reads("lemon tree")


def test_what_we_do_together(small: World, phone_of: Opens) -> None:
    """A line is begun, changed and finished; all of it stays in its history."""
    sam = phone_of("Sam")
    sam.go(f"{ours(small)}agreement/")
    sam.unfold("Begin something together")
    sam.page.get_by_label("What do you do together?").fill("Learn the guitar bit")
    sam.press("Put it on our list")
    line = sam.page.locator("li", has_text="Learn the guitar bit").first
    line.locator("summary").click()
    line.get_by_label("What is it now?").fill("Learn the whole song")
    line.get_by_role("button", name="Change it").click()
    sam.settle()
    line = sam.page.locator("li", has_text="Learn the whole song").first
    line.locator("summary").click()
    expect(line).to_contain_text("Begun: Learn the guitar bit")
    sam.keep("one thing we do")
    line.get_by_role("button", name="It is finished").click()
    sam.settle()
    sam.unfold("What we finished or let go")
    assert sam.reads("Learn the whole song")


def test_resting_and_waking(small: World, phone_of: Opens) -> None:
    """Dawn lets it rest; each says what they take from it; Sam wakes it when she rings."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    dawn.go(f"{ours(small)}agreement/")
    dawn.unfold("If I want to stop working together")
    dawn.keep("stopping")
    dawn.follow("Say goodbye properly")
    dawn.page.get_by_label("What do you take from it?").fill("That I can ring and somebody comes.")
    dawn.keep("an ending")
    dawn.press("Write it down")
    sam.go(f"{ours(small)}ending/")
    assert sam.reads("That I can ring and somebody comes.")
    sam.page.get_by_label("What do you take from it?").fill("To say it the same day.")
    sam.press("Write it down")
    for phone in (sam, dawn):
        phone.go(ours(small))
        assert phone.reads("Resting since")
    dawn.keep("a story that rests")
    sam.go("/people/")
    assert sam.reads("Resting since")
    sam.keep("people, one resting")
    sam.go(ours(small))
    sam.press("Wake it")
    assert not sam.reads("Resting since")


def every_page(phone: Phone, small: World) -> str:
    """All that Sam can open, as it came."""
    said = []
    for _named, pattern, _view in addresses():
        path = pattern.replace("<uuid:relationship_id>", str(small.between("Dawn", "Sam")))
        if "<" not in path and path not in {"/away/", "/leave/"}:
            said.append(phone.context.request.get(path, max_redirects=0).text())
    return "\n".join(said)


def test_a_hard_thing_goes_round_sam(small: World, place: Place, phone_of: Opens) -> None:
    """Dawn tells Priya and asks for a different worker. Sam sees nothing of it, anywhere."""
    sam, dawn, priya = phone_of("Sam"), phone_of("Dawn"), phone_of("Priya")
    dawn.go(f"{ours(small)}words/")
    assert dawn.reads("It stays in my bag from now on.")
    dawn.keep("hard things said")
    dawn.follow("Say a hard thing")
    dawn.choose("Priya")
    dawn.choose("I want a different worker")
    dawn.page.get_by_label("What do you want to say?").fill(CANARY)
    dawn.keep("a hard thing to say")
    dawn.press("Say it")
    assert dawn.path == f"{ours(small, 'Priya')}words/"
    assert dawn.reads(CANARY)
    dawn.keep("sent to Priya")
    priya.go("/today/")
    assert priya.reads("Dawn has something to say to you.")
    priya.follow("Read it")
    assert priya.reads(CANARY)
    priya.follow("Answer")
    assert priya.reads("About Sam")
    priya.keep("answering")
    priya.page.get_by_label("What do you answer?").fill("I believe you. I will come on Friday.")
    priya.press("Answer Dawn")
    dawn.go("/home/")
    assert dawn.reads("Priya answered you.")
    # The control: the same words are found where they may be.
    assert CANARY in dawn.context.request.get(f"{ours(small, 'Priya')}words/").text()
    seen = every_page(sam, small)
    assert "Find me a place that is mine" in seen
    assert CANARY not in seen
    assert "I believe you" not in seen
