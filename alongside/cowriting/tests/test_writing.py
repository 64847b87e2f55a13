from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.cowriting import actions
from alongside.cowriting.actions import TooMuch, merge_update, take_out_now, write_plainly
from alongside.cowriting.merging import Together
from alongside.cowriting.models import Document, Presence, Version, Writing
from alongside.cowriting.queries import (
    open_documents,
    versions_of,
    who_writes_here,
    who_wrote,
    words_of,
)
from alongside.cowriting.tests.conftest import together
from alongside.cowriting.updates import Incomplete, NotAnUpdate
from alongside.kit.ids import new_id
from alongside.kit.time import at
from alongside.people.models import Person
from alongside.vault.fields import Sealed, open_rows
from alongside.vault.keyring import KeyDestroyed, destroy_key, keyring
from conftest import TUESDAY, Pair


def reads(viewer: Viewer, document: Document) -> str:
    return words_of(open_documents(viewer, [document.id])[document.id])


def state_of(document: Document) -> bytes:
    found = Document._base_manager.get(id=document.id)
    open_rows([found])
    return bytes(found.state)


def phone_of(document: Document) -> Together:
    """A phone that has the document as it is now."""
    return Together(state_of(document))


# --- two hands ----------------------------------------------------------------------------------


def test_what_two_phones_write_without_signal_is_all_there_when_both_are_back(
    between: Pair,
) -> None:
    plan = together(between, words="Tea on Tuesday.")
    dawns, sams = phone_of(plan), phone_of(plan)
    dawns.write("Tea on Tuesday. And Kay 😀")
    sams.write("Strong tea on Tuesday.")
    merge_update(by=between.dawn, document_id=plan.id, update=dawns.state)
    merge_update(by=between.sam, document_id=plan.id, update=sams.state)
    assert reads(between.dawn, plan) == "Strong tea on Tuesday. And Kay 😀"
    assert reads(between.sam, plan) == reads(between.dawn, plan)


def test_a_plain_form_is_laid_over_what_somebody_else_wrote_meanwhile(between: Pair) -> None:
    plan = together(between, words="Tea on Tuesday.\nThe housing office.")
    base = reads(between.dawn, plan)
    sams = phone_of(plan)
    sams.write("Tea on Tuesday, early.\nThe housing office.")
    merge_update(by=between.sam, document_id=plan.id, update=sams.state)
    form: dict[str, Any] = {
        "base": base,
        "words": "Tea on Tuesday.\r\nThe housing office, with Sam.",
        "id": new_id(),
    }
    done = write_plainly(by=between.dawn, document_id=plan.id, **form)
    assert not done.both_stay
    assert reads(between.sam, plan) == "Tea on Tuesday, early.\nThe housing office, with Sam."
    write_plainly(by=between.dawn, document_id=plan.id, **form)
    assert reads(between.sam, plan) == "Tea on Tuesday, early.\nThe housing office, with Sam."


def test_two_who_change_the_same_word_both_stay_and_the_writer_is_told(between: Pair) -> None:
    plan = together(between, words="We meet on Tuesday at ten.")
    base = reads(between.dawn, plan)
    write_plainly(by=between.sam, document_id=plan.id, base=base, words="We meet on Friday at ten.")
    done = write_plainly(
        by=between.dawn, document_id=plan.id, base=base, words="We meet on Monday at ten."
    )
    assert done.both_stay
    assert reads(between.dawn, plan) == "We meet on Friday Monday at ten."


def test_begun_twice_is_once(between: Pair) -> None:
    once = new_id()
    together(between, words="Tea.", id=once)
    assert together(between, words="Tea.", id=once).id == once
    assert reads(between.dawn, Document(id=once)) == "Tea."


# --- what is sent that cannot be laid over it -----------------------------------------------------


def test_what_builds_on_something_missing_is_refused_and_everything_is_taken(
    between: Pair,
) -> None:
    plan = together(between)
    phone = phone_of(plan)
    phone.write("Tea")
    first = phone.vector
    phone.write("Tea on Tuesday")
    with pytest.raises(Incomplete):
        merge_update(by=between.dawn, document_id=plan.id, update=phone.since(first))
    assert reads(between.dawn, plan) == ""
    merge_update(by=between.dawn, document_id=plan.id, update=phone.state)
    merge_update(by=between.dawn, document_id=plan.id, update=phone.since(first))
    assert reads(between.dawn, plan) == "Tea on Tuesday"
    assert Document._base_manager.get(id=plan.id).edition == 1


def test_a_text_that_has_grown_too_long_is_refused_and_may_be_made_shorter(
    between: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = together(between, words="Tea on Tuesday.")
    monkeypatch.setattr(actions, "MOST_WORDS", 10)
    with pytest.raises(TooMuch):
        write_plainly(by=between.dawn, document_id=plan.id, base="", words="And Kay. ")
    assert reads(between.dawn, plan) == "Tea on Tuesday."
    write_plainly(by=between.dawn, document_id=plan.id, base="Tea on Tuesday.", words="Tea on.")
    assert reads(between.dawn, plan) == "Tea on."
    with pytest.raises(TooMuch):
        merge_update(by=between.dawn, document_id=plan.id, update=b"0" * (actions.MOST_UPDATE + 1))


def test_halves_of_letters_and_signs_without_a_shape_are_made_plain(between: Pair) -> None:
    plan = together(between, words="Tea\0 \ud83d on\r\nTuesday")
    assert reads(between.dawn, plan) == "Tea � on\nTuesday"


# --- who may ------------------------------------------------------------------------------------


def test_a_document_that_no_slice_speaks_for_is_seen_by_nobody(pair: Pair) -> None:
    plan = together(pair, words="Tea.")
    assert not Document.objects.visible_to(pair.sam)
    with pytest.raises(Http404):
        write_plainly(by=pair.sam, document_id=plan.id, base="", words="More")


def test_a_stranger_cannot_write_read_back_or_see_who_is_here(between: Pair) -> None:
    plan = together(between, words="Tea.")
    write_plainly(by=between.dawn, document_id=plan.id, base="Tea.", words="Coffee.")
    actions.say_i_write_here(by=between.dawn, document_id=plan.id)
    stranger = between.bev
    assert not open_documents(stranger, [plan.id])
    assert not versions_of(stranger, plan.id)
    assert not who_wrote(stranger, [plan.id])
    assert not who_writes_here(stranger, [plan.id])
    for act in (
        lambda: merge_update(by=stranger, document_id=plan.id, update=b"\0\0"),
        lambda: write_plainly(by=stranger, document_id=plan.id, base="", words="x"),
        lambda: take_out_now(by=stranger, document_id=plan.id, words="Tea"),
        lambda: actions.say_i_write_here(by=stranger, document_id=plan.id),
    ):
        with pytest.raises(Http404):
            act()


def test_once_its_key_is_destroyed_nothing_is_read_or_written(between: Pair) -> None:
    plan = together(between, words="Tea.")
    destroy_key(plan.scope)
    with keyring():
        assert reads(between.dawn, plan) == ""
    with keyring(), pytest.raises(KeyDestroyed):
        write_plainly(by=between.dawn, document_id=plan.id, base="", words="More")


# --- versions, and taking out ---------------------------------------------------------------------


def write(pair: Pair, by: Viewer, plan: Document, words: str, *, minutes: int) -> None:
    with at(TUESDAY + timedelta(minutes=minutes)):
        base = reads(by, plan)
        write_plainly(by=by, document_id=plan.id, base=base, words=words)


def test_a_version_is_kept_when_the_words_change_hands_and_after_a_quarter_of_an_hour(
    between: Pair,
) -> None:
    plan = together(between, words="One")
    write(between, between.dawn, plan, "One two", minutes=2)
    write(between, between.dawn, plan, "One two three", minutes=9)
    write(between, between.dawn, plan, "One two three four", minutes=20)
    write(between, between.sam, plan, "One two three four five", minutes=22)
    write(between, between.dawn, plan, "One two three four five six", minutes=22)
    kept = [(version.words, version.by_id) for version in versions_of(between.sam, plan.id)]
    assert kept == [
        ("One two three four", between.dawn.person_id),
        ("One two three", between.dawn.person_id),
        ("One", between.sam.person_id),
    ]


def test_a_version_is_thrown_away_after_a_week(between: Pair) -> None:
    plan = together(between, words="One")
    write(between, between.dawn, plan, "Two", minutes=5)
    assert len(versions_of(between.sam, plan.id)) == 1
    with at(TUESDAY + timedelta(days=7, minutes=6)):
        actions.let_go_of_what_is_over()
    assert not versions_of(between.sam, plan.id)


def test_deleted_words_leave_the_bytes_that_are_kept(between: Pair) -> None:
    plan = together(between, words="Tea at Lantern Row on Tuesday")
    assert b"Lantern Row" in state_of(plan)
    phone = phone_of(plan)
    phone.write("Tea on Tuesday. Then Mallow House")
    phone.write("Tea on Tuesday")
    merge_update(by=between.dawn, document_id=plan.id, update=phone.state)
    assert b"Lantern Row" not in state_of(plan)
    assert b"Mallow" not in state_of(plan)


def test_words_taken_out_now_leave_every_version_too(between: Pair) -> None:
    plan = together(between, words="Tea. Lantern Row")
    write(between, between.dawn, plan, "Tea. Lantern Row 3. Kay", minutes=20)
    write(between, between.sam, plan, "Tea. LANTERN ROW 3. Lantern Row 3. Kay and Bo", minutes=40)
    write(between, between.dawn, plan, "Tea. Lantern Row 3. Kay and Bo", minutes=60)
    assert take_out_now(by=between.dawn, document_id=plan.id, words=" Lantern Row 3 ") == 1
    assert reads(between.sam, plan) == "Tea. . Kay and Bo"
    assert [version.words for version in versions_of(between.sam, plan.id)] == ["Tea. . Kay"]
    assert b"Lantern" not in state_of(plan)
    assert who_wrote(between.sam, [plan.id])[0].what == "took-out"


def test_everything_that_is_kept_of_the_words_is_sealed(between: Pair) -> None:
    plan = together(between, words="Tea at Lantern Row")
    write(between, between.dawn, plan, "Tea", minutes=5)
    row = Document._base_manager.get(id=plan.id)
    version = Version._base_manager.get()
    for sealed in (row.words, row.state, version.words):
        assert isinstance(sealed, Sealed)
        assert b"Tea" not in sealed.blob


# --- who wrote, who writes ------------------------------------------------------------------------


def test_who_wrote_is_said_once_for_each_part_of_a_day(between: Pair) -> None:
    plan = together(between, words="One")
    write(between, between.sam, plan, "One two", minutes=5)
    write(between, between.sam, plan, "One two three", minutes=20)
    write(between, between.dawn, plan, "One two three four", minutes=60 * 5)
    told = [(line.called, line.part) for line in who_wrote(between.dawn, [plan.id])]
    assert told == [("Dawn", "afternoon"), ("Sam", "morning")]
    assert Writing._base_manager.count() == 2


def test_who_writes_here_now_is_told_to_the_other_for_some_seconds(between: Pair) -> None:
    plan = together(between)
    actions.say_i_write_here(by=between.sam, document_id=plan.id)
    assert [here.called for here in who_writes_here(between.dawn, [plan.id])] == ["Sam"]
    assert not who_writes_here(between.sam, [plan.id])
    with at(TUESDAY + timedelta(seconds=21)):
        assert not who_writes_here(between.dawn, [plan.id])
        actions.say_i_write_here(by=between.sam, document_id=plan.id)
        actions.i_left(by=between.sam)
    assert not Presence._base_manager.exists()


def test_reading_leaves_no_presence(between: Pair) -> None:
    plan = together(between, words="Tea")
    reads(between.dawn, plan)
    versions_of(between.dawn, plan.id)
    assert not Presence._base_manager.exists()
    assert Person.objects.visible_to(between.dawn).exists()


def test_what_is_no_update_is_refused(between: Pair) -> None:
    plan = together(between, words="Tea")
    with pytest.raises(NotAnUpdate):
        merge_update(by=between.dawn, document_id=plan.id, update=b"nonsense")


def test_what_somebody_wipes_within_a_sitting_can_be_read_back(between: Pair) -> None:
    plan = together(between, words="Tea.")
    told = "Tea. " + "We walk to the allotment and back. " * 4
    for minute, words in enumerate(("Tea. We", told, "Tea.")):
        with at(TUESDAY + timedelta(minutes=minute)):
            write_plainly(
                by=between.dawn,
                document_id=plan.id,
                base=reads(between.dawn, plan),
                words=words,
                id=new_id(),
            )
    assert told.strip() in [each.words.strip() for each in versions_of(between.dawn, plan.id)]
