"""Two people in one record: each with their own phone, at the same time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from alongside.kit.words import day
from alongside.moments.actions import note_moment
from alongside.moments.models import WrongPerson
from alongside.world.small import World
from tests.scenes.conftest import Opens
from tests.scenes.phone import Phone
from tests.scenes.place import Clock, Place

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def story_of(small: World) -> str:
    return f"/with/{small.between('Dawn', 'Sam')}/"


def notes(sam: Phone, words: str, *, who: str = "Dawn") -> str:
    """Sam notes a moment; gives its address."""
    sam.go("/note/")
    sam.choose(who)
    sam.write("A few words", words)
    sam.press("Save")
    return sam.path


def test_a_visit_is_answered(small: World, phone_of: Opens) -> None:
    """Dawn's home asks; what she answers is on Sam's Today."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    dawn.go("/")
    assert dawn.path == "/home/"
    assert dawn.reads("Pauline’s café, Fore Street")
    dawn.keep("home", readme="home")
    dawn.press("I’ll be there")
    assert dawn.path == "/home/"
    assert dawn.reads("You said: I’ll be there")
    dawn.keep("home, answered")
    sam.go("/")
    visit = sam.page.locator(".day > li", has_text="Dawn")
    expect(visit).to_contain_text("Dawn said: I’ll be there")
    sam.keep("today", readme="today")
    dawn.press("Not today")
    sam.page.reload()
    expect(visit).to_contain_text("Dawn said: not today")


def test_two_voices(small: World, clock: Clock, phone_of: Opens) -> None:
    """Five minutes on, Dawn adds her words; says it was not so; and marks when it changed."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    where = notes(sam, "We sat on the harbour wall and said nothing for an hour.")
    assert dawn.go(where).status == 404  # type: ignore[union-attr]
    clock.later(minutes=6)
    dawn.go("/home/")
    assert dawn.reads("We sat on the harbour wall")
    dawn.go(where)
    dawn.follow("Add my words")
    dawn.keep("adding my words")
    dawn.write("My words", "It was a good nothing.")
    dawn.press("Save")
    assert dawn.reads("It was a good nothing.")
    sam.go(where)
    assert not sam.reads("It was a good nothing.")
    clock.later(minutes=6)
    sam.page.reload()
    assert sam.reads("It was a good nothing.")
    sam.keep("both voices")
    dawn.go(where)
    dawn.follow("That’s not how it was")
    dawn.write("My words", "Half an hour. And you hummed.")
    dawn.keep("not how it was")
    dawn.press("Save")
    dawn.press("This is when it changed")
    clock.later(minutes=6)
    sam.go(story_of(small))
    both = sam.page.locator(".accounts").first
    expect(both).to_contain_text("We sat on the harbour wall")
    expect(both).to_contain_text("Half an hour. And you hummed.")
    expect(sam.main).to_contain_text("Dawn: this is when it changed")
    sam.keep("both accounts side by side", readme="story#h-story")


def test_sam_and_terry_read_it_together(small: World, clock: Clock, phone_of: Opens) -> None:
    """Terry has no way in: they read it, Sam writes down what he says, and it is on paper."""
    sam, us = phone_of("Sam"), small.between("Terry N.", "Sam")
    sam.go(f"/with/{us}/between-us/")
    sam.press("We read it together that day")
    assert sam.reads("You last read this together on")
    sam.keep("read together")
    sam.go(f"/with/{us}/")
    sam.page.get_by_role("link", name="Call").first.click()
    sam.follow("Write down what Terry N. says")
    sam.write("What Terry N. says", "I was there. Nobody looked.")
    sam.press("Save")
    assert sam.reads("One thing needs you")
    sam.keep("his yes is asked for")
    sam.page.get_by_label("said yes").check()
    sam.press("Save")
    assert sam.reads("I was there. Nobody looked.")
    assert sam.reads("wrote it down, with a yes")
    sam.keep("taken down in his words")
    clock.later(minutes=6)
    sam.go(f"/with/{us}/on-paper/")
    assert sam.reads("I was there. Nobody looked.")


def test_promises_both_ways(small: World, place: Place, phone_of: Opens) -> None:
    """Moved, missed, seen another way, and put right: all of it stays in view."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    sam.go(f"{story_of(small)}promises/new/")
    sam.keep("making a promise")
    sam.page.get_by_label("What?").fill("Walk the dog with you")
    with place.behind_the_scenes():
        tomorrow = place.clock.now() + timedelta(days=1)
        moved_to = day(tomorrow + timedelta(days=1))
    sam.page.get_by_label("On which day?").fill(f"{tomorrow:%Y-%m-%d}")
    sam.press("Save")
    where = sam.path
    sam.keep("an open promise", unfold=True)
    sam.press("Move it to that day")
    assert sam.reads("Choose the new day.")
    sam.page.get_by_label("On which day?").fill(f"{tomorrow + timedelta(days=1):%Y-%m-%d}")
    sam.keep("moving it")
    sam.press("Move it")
    assert sam.reads(moved_to)
    sam.unfold("Missed")
    sam.page.locator("details[open]").get_by_label("A few words").fill("I forgot. I am sorry.")
    sam.press("Say it was missed")
    dawn.go(where)
    assert dawn.reads("I forgot. I am sorry.")
    dawn.keep("missed, as the other side reads it")
    missed = dawn.page.locator("li", has_text="I forgot. I am sorry.")
    missed.locator("summary", has_text="I see it another way").click()
    missed.get_by_label("In your words").fill("You rang at nine. That counts for me.")
    missed.get_by_role("button", name="Keep both").click()
    dawn.settle()
    sam.go(where)
    assert sam.reads("You rang at nine. That counts for me.")
    sam.page.get_by_label("What put it right?").fill("Came with biscuits at eight.")
    sam.press("It is put right")
    assert sam.reads("Missed, then put right")
    sam.keep("put right")
    dawn.go(f"{story_of(small)}promises/")
    assert dawn.reads("Missed, then put right")
    assert dawn.reads("You see this in two ways. Both stay.")
    dawn.keep("our promises", readme="promises")


def test_what_dawn_does_not_see(small: World, place: Place, clock: Clock, phone_of: Opens) -> None:
    """Kept apart shows its mark; just me shows nothing; the wrong person's note goes at once."""
    sam, dawn = phone_of("Sam"), phone_of("Dawn")
    mine = notes(sam, "I was short with her. Ask Priya.", who="Just me")
    assert sam.reads("Nobody else sees this")
    sam.keep("just me")
    sam.go("/note/")
    sam.choose("Dawn")
    sam.write("A few words", "Her neighbour told me something.")
    sam.unfold("Keep it apart")
    sam.choose("Kept apart")
    sam.press("Save")
    assert sam.reads("Write a reason, or share it with them.")
    sam.keep("kept apart needs a reason", unfold=True)
    sam.choose("Someone else told me")
    sam.page.get_by_label("The reason, in words they will read").fill("It is not mine to share.")
    review_on = place.clock.now() + timedelta(days=30)
    sam.page.get_by_label("When will you look at it again?").fill(f"{review_on:%Y-%m-%d}")
    sam.press("Save")
    apart = sam.path
    wrong = notes(sam, "Terry’s foot is worse.")
    clock.later(minutes=6)
    dawn.go(story_of(small))
    assert dawn.reads("It is not mine to share.")
    assert not dawn.reads("Her neighbour told me something.")
    assert not dawn.reads("Ask Priya")
    assert dawn.reads("Terry’s foot is worse.")
    dawn.keep("kept apart shows its mark")
    sam.go(wrong)
    sam.follow("This is on the wrong person")
    sam.keep("on the wrong person")
    sam.press("Take it away now")
    assert sam.value("A few words") == "Terry’s foot is worse."
    dawn.page.reload()
    assert not dawn.reads("Terry’s foot is worse.")
    for hidden in (mine, apart, wrong):
        assert dawn.go(hidden).status == 404  # type: ignore[union-attr]
    with place.behind_the_scenes():
        assert WrongPerson.objects.count() == 1


def test_a_long_story(small: World, place: Place, clock: Clock, phone_of: Opens) -> None:
    """Older months come as you go, Dawn's page and Sam's alike; and any word is found."""
    with place.behind_the_scenes():
        us, sams = small.between("Dawn", "Sam"), small.viewer("Sam")
        for ago in range(60):
            when = place.clock.now() - timedelta(days=3 * ago, hours=1)
            note_moment(
                by=sams,
                relationship_id=us,
                kind="met",
                words=f"Walk number {ago}.",
                happened_at=when,
            )
    clock.later(minutes=6)
    for name in ("Sam", "Dawn"):
        theirs = phone_of(name)
        theirs.go(story_of(small))
        assert theirs.page.locator("#story > li > div > h3").count() < 40
        first = theirs.page.get_by_text("She told me to get lost.")
        for _step in range(40):
            if first.count():
                break
            theirs.page.mouse.wheel(0, 4000)
            theirs.page.wait_for_timeout(100)
        expect(first).to_be_visible()
        expect(theirs.page.get_by_text("Walk number 59.")).to_be_attached()
        theirs.go("/search/")
        theirs.write("Find words", "benches")
        theirs.press("Find")
        assert theirs.reads("benches at seven")
        theirs.keep("words found")
        theirs.write("Find words", "zebra")
        theirs.press("Find")
        assert theirs.reads("Nothing you can see holds “zebra”.")
