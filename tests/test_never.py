"""The twenty nevers of docs/never.md, in their order: those that no slice alone can hold.

Not yet checkable, because what could break them is not built yet:
15 (charts)   comes with "Learning": a fall is never coloured or worded as failure
18            comes with "Stories": tiers of consent, withdrawal that reaches every use
19 (thanks)   comes with "The team": appreciation is words; until then see the list of fields below
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.db import models

from alongside.access import book
from alongside.access.grounds import Ground
from alongside.access.viewer import Life, Viewer
from alongside.kit.ids import new_id
from alongside.moments.actions import add_telling, note_moment
from alongside.moments.models import Telling
from alongside.moments.queries import entry_of
from alongside.people.models import Address, Person
from alongside.promises.actions import What, keep_promise, make_promise, reply_to_answer
from alongside.promises.models import Answer
from alongside.relationships.models import Relationship, Side
from alongside.shares.queries import BEYOND
from tests import house
from tests.said import HEADINGS_OF_FILES, NEEDED_ELSEWHERE, NEVER, NEVER_SAID, said_by_template

VIEWER = Viewer(person_id=new_id(), life=Life.WORKING)


# --- 1, 2: no threshold, triage, score, rank --------------------------------------------------

SORTING = {"threshold", "eligible", "eligibility", "triage", "priority", "suitable", "suitability"}
SCORING = {
    "score",
    "scores",
    "rank",
    "ranking",
    "risk",
    "band",
    "level",
    "grade",
    "rating",
    "total",
}


def test_1_nothing_sorts_people() -> None:
    assert not house.with_a_word_of(SORTING)
    assert not [
        address for address in house.written_addresses() if set(re.split(r"\W", address)) & SORTING
    ]


def test_2_nothing_scores_people() -> None:
    assert not house.with_a_word_of(SCORING)


def test_2_and_15_a_stance_is_sealed_so_that_nothing_can_be_added_up() -> None:
    stance = apps.get_model("moments", "Stance")
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    assert not [f.name for f in stance._meta.concrete_fields if isinstance(f, numbers)]


GROUPED = re.compile(r"(Sum|Avg|Count)\(")


def test_2_and_8_nothing_is_added_up_by_person() -> None:
    """Counts of moments or promises by who wrote them would be a table of workers."""
    wrong = []
    for file in house.working_files():
        if file.name not in {"queries.py", "views.py", "showing.py", "stories.py", "finding.py"}:
            continue
        wrong += [house.name_of(file)] * bool(GROUPED.search(file.read_text(encoding="utf-8")))
    assert not wrong


# --- 3: no field about a life is required -----------------------------------------------------

NEEDED = {
    "id": "the name of what is being written, made by the page itself",
    "called": "what somebody likes to be called: there is nobody without it",
    "who": "with whom",
    "said_yes": "the yes of the one whose words they are",
    "kind": "met, call, message, tried, by chance",
    "words": "words, on a page that is there for nothing else",
    "whose": "whose promise it is",
    "due": "on a day, at a time, by then, or no day: no day is an answer",
    "support": "where my dot stands",
    "challenge": "where my dot stands",
    "place": "where my dot stands",
    "stance": "where my dot stands",
} | NEEDED_ELSEWHERE
"""All that a form may insist on about a life, and why."""
ABOUT_WAYS_IN = {"alongside.accounts.forms", "alongside.relationships.forms"}
"""Coming in needs a name, a passphrase, a code: none is about a life."""
ABOUT_A_WAY_IN = {"FirstForm"}
ABOUT_FILES = {"alongside.interchange.forms"}


def our_forms() -> Iterator[type[forms.BaseForm]]:
    for app in apps.get_app_configs():
        ours = app.name.startswith("alongside.") and app.name != "alongside.kit"
        if not ours or not (Path(app.path) / "forms.py").exists():
            continue
        module = import_module(f"{app.name}.forms")
        if module.__name__ in ABOUT_WAYS_IN | ABOUT_FILES:
            continue
        for thing in vars(module).values():
            is_form = isinstance(thing, type) and issubclass(thing, forms.BaseForm)
            if is_form and thing.__module__ == module.__name__:
                yield thing


def test_3_no_form_insists_on_anything_about_a_life() -> None:
    asked = {
        f"{form.__name__}.{name}"
        for form in our_forms()
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if field.required and name not in NEEDED and form.__name__ not in ABOUT_A_WAY_IN
    }
    assert not asked
    assert list(our_forms())


# --- 4: words that appear nowhere -------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "is_good"),
    [
        ("in that case", False),
        ("A Client", False),
        ("hard to reach", False),
        ("upper-case letters", True),
        ("Cases.", False),
        ("the casement window", True),
        ("Dawn and Sam", True),
        ("no dna here", False),
    ],
)
def test_4_we_know_the_words_when_we_see_them(words: str, is_good: bool) -> None:  # noqa: FBT001
    assert (NEVER.search(words) is None) == is_good


def test_4_templates_never_say_them() -> None:
    found = {
        house.name_of(file): NEVER.findall(said_by_template(file))
        for file in house.templates()
        if NEVER.search(said_by_template(file))
    }
    assert not found


def test_4_sentences_in_python_never_say_them() -> None:
    found = [
        (file, text)
        for file, text in house.texts_said()
        if file not in HEADINGS_OF_FILES and NEVER.search(text)
    ]
    assert not found


def test_4_no_table_or_address_is_called_by_them() -> None:
    words = {word.lower() for word in NEVER_SAID}
    assert not house.with_a_word_of(words | {"closed", "closure", "discharge", "discharged"})
    assert not [
        address for address in house.written_addresses() if set(re.split(r"\W", address)) & words
    ]


def test_4_a_relationship_has_no_end() -> None:
    names = {field.name for field in Relationship._meta.concrete_fields}
    assert not names & {"ended_at", "ended_on", "closed_at", "status", "state", "active", "expires"}


# --- 5: pull, never refer ---------------------------------------------------------------------


def test_5_nothing_refers() -> None:
    assert not [address for address in house.written_addresses() if re.search(r"\brefer", address)]
    assert not house.with_a_word_of({"refer", "referred", "referrer"})


# --- 6, 12: nothing leaves by itself ----------------------------------------------------------

REACHES_OUT = {
    "requests", "httpx", "aiohttp", "urllib.request", "urllib3", "smtplib", "ftplib", "telnetlib",
    "socket", "http.client", "websockets", "django.core.mail", "twilio", "boto3",
}  # fmt: skip
MAY_LISTEN = {"alongside/config/serve.py": "finds a free port, and asks itself whether it answers"}


def test_6_and_12_working_code_reaches_nobody() -> None:
    wrong = {
        (house.name_of(file), name)
        for file in house.working_files()
        for name in house.imports_of(file)
        if name in REACHES_OUT and house.name_of(file) not in MAY_LISTEN
    }
    assert not wrong


def test_6_nothing_is_sent_and_nothing_runs_by_itself() -> None:
    by_itself = {"send_mail", "send_mass_mail", "EmailMessage", "crontab", "celery", "shared_task"}
    wrong = {
        (house.name_of(file), name)
        for file in house.working_files()
        for name in house.names_called(file)
        if name in by_itself
    }
    assert not wrong
    assert not house.with_a_word_of({"email", "mail", "sms", "telephone", "phone"})


def test_6_no_signal_acts_behind_a_verb() -> None:
    wrong = [
        house.name_of(file)
        for file in house.working_files()
        for name in house.imports_of(file)
        if name.startswith("django.db.models.signals")
    ]
    assert not wrong


# --- 7: nothing is inferred -------------------------------------------------------------------


def test_7_nothing_is_inferred_about_anybody() -> None:
    assert not house.with_a_word_of(
        {"mood", "sentiment", "predicted", "prediction", "summary", "trust"}
    )
    guesses = {"sklearn", "torch", "transformers", "openai", "anthropic", "textblob", "numpy"}
    wrong = {
        (house.name_of(file), name)
        for file in house.working_files()
        for name in house.imports_of(file)
        if name.partition(".")[0] in guesses
    }
    assert not wrong


# --- 8, 9: no targets, nothing watched --------------------------------------------------------


def test_8_there_are_no_targets() -> None:
    assert not house.with_a_word_of({"target", "quota", "sla", "kpi", "goal", "frequency"})


def test_9_no_place_on_a_map_is_kept() -> None:
    words = {"location", "latitude", "longitude", "lat", "lng", "lon", "gps", "geo", "coordinates"}
    assert not house.with_a_word_of(words)
    for file in [*house.scripts(), *house.templates()]:
        assert "geolocation" not in file.read_text(encoding="utf-8"), house.name_of(file)


def test_9_nothing_is_said_about_who_has_read_what() -> None:
    """Three things say so: an old note let through, news of coming back, and a card of my own.

    Whoever opens a card is told before that its maker reads so.
    """
    own = {
        "moments.BroughtIn.read_at", "moments.BroughtIn.read_by",
        "profiles.Card.opened_at", "relationships.ComingBack.read_at",
    }  # fmt: skip
    assert set(house.with_a_word_of({"read", "opened", "viewed", "receipt"})) - own <= {
        "relationships.ReadTogether", "moments.WrongPerson.opened_at",
    }  # fmt: skip


def test_9_no_keystroke_is_counted() -> None:
    for file in house.scripts():
        text = file.read_text(encoding="utf-8")
        assert "sendBeacon" not in text, house.name_of(file)
        for heard in re.findall(r"""addEventListener\(\s*["'](key\w+)""", text):
            assert heard == "keydown", house.name_of(file)


# --- 10: nothing is shared beyond the two sides -----------------------------------------------


def test_10_nothing_is_shared_unless_somebody_said_yes(
    two_sides: tuple[Viewer, Viewer, Relationship],
) -> None:
    """A new relationship opens to its two sides and to nobody else, on any ground."""
    assert all(two_sides)
    stranger = Viewer(Person.objects.create(called="Jo").id, Life.WORKING)
    for model in book.guarded_models():
        beyond = model._default_manager.visible_to(stranger, *BEYOND)  # type: ignore[attr-defined]
        assert not beyond.exists(), model
    assert not apps.get_model("shares", "Share").objects.exists()


# --- 12: where somebody lives -----------------------------------------------------------------


def test_12_an_address_opens_to_the_one_who_lives_there_or_by_a_share_of_its_own() -> None:
    # By no relationship, whatever it is: only mine, and the grounds that name the strand.
    assert set(book.rules_for(Address)) == {Ground.MINE, *BEYOND}
    assert book.rules_for(Address)[Ground.MINE](VIEWER).children == [
        ("person_id", VIEWER.person_id)
    ]


def test_12_no_list_search_or_match_knows_addresses() -> None:
    """Beside its own slice, nothing that shows or finds people names the table."""
    wrong = [
        house.name_of(file)
        for file in house.working_files()
        for name in house.names_called(file)
        if name == "Address" and file.parent.name != "people" and file.name != "access.py"
    ]
    assert not wrong
    # The way from a person to their addresses; a spreadsheet's own are told apart by their slice.
    assert not [
        house.name_of(file)
        for file in house.working_files()
        if "addresses" in house.names_called(file) and not {"interchange", "people"} & {*file.parts}
    ]


# --- 13, 14: nothing secret, nothing overwritten ----------------------------------------------


def test_13_what_is_kept_apart_always_shows_that_it_is_there() -> None:
    apart = apps.get_model("moments", "KeptApart")
    for needed in ("why", "review_on", "reason"):
        assert not apart._meta.get_field(needed).null
    assert set(book.rules_for(apart)) == {Ground.MINE, Ground.SIDE}


@pytest.fixture
def two_sides(both_databases: None) -> tuple[Viewer, Viewer, Relationship]:
    """Dawn in her own life, Sam in his working one, and their relationship."""
    dawn, sam = Person.objects.create(called="Dawn"), Person.objects.create(called="Sam")
    between = Relationship.objects.create(begun_by=sam)
    Side.objects.create(relationship=between, person=dawn, life=Life.OWN)
    Side.objects.create(relationship=between, person=sam, life=Life.WORKING)
    return Viewer(dawn.id, Life.OWN), Viewer(sam.id, Life.WORKING), between


def test_14_a_telling_never_overwrites_another(
    two_sides: tuple[Viewer, Viewer, Relationship],
) -> None:
    dawn, sam, between = two_sides
    moment = note_moment(by=sam, relationship_id=between.id, kind="met", words="It went well.")
    # It opens in five minutes; here nobody waits.
    Telling.objects.update(opens_at=moment.noted_at)
    type(moment).objects.update(opens_at=moment.noted_at)
    add_telling(by=dawn, moment_id=moment.id, words="It did not.", otherwise=True)
    Telling.objects.update(opens_at=moment.noted_at)
    for viewer in (dawn, sam):
        said = {telling.words for telling in entry_of(viewer, moment.id).tellings}
        assert said == {"It went well.", "It did not."}


def test_14_saying_otherwise_leaves_the_answer_standing(
    two_sides: tuple[Viewer, Viewer, Relationship],
) -> None:
    dawn, sam, between = two_sides
    promise = make_promise(
        by=sam, relationship_id=between.id, promiser_id=sam.person_id, what=What(words="Ring")
    )
    answer = keep_promise(by=sam, promise_id=promise.id, words="I rang.")
    reply = reply_to_answer(by=dawn, answer_id=answer.id, agrees=False, words="You did not.")
    stands = Answer.objects.get(id=answer.id)
    assert (stands.became, stands.by_id, reply.agrees) == ("kept", sam.person_id, False)


def test_14_no_verb_edits_words_somebody_has_told() -> None:
    """Words are added, or taken back by their teller; nothing is written over them."""
    source = (house.HOUSE / "moments" / "actions.py").read_text(encoding="utf-8")
    assert not re.search(r"Telling\.objects[^\n]*\.update\(|telling\.words\s*=[^=]", source)


# --- 16, 17, 19: stances, getting it all out, points ------------------------------------------


def test_16_a_stance_is_placed_by_its_placer_alone() -> None:
    stance = apps.get_model("moments", "Stance")
    fields = {field.name for field in stance._meta.concrete_fields}
    assert fields == {"id", "moment", "relationship", "by", "place", "at"}


@pytest.mark.parametrize("model", house.our_models(), ids=lambda model: model._meta.label)
def test_17_every_table_says_how_it_can_be_taken_out(model: type[models.Model]) -> None:
    assert model.kept.export  # type: ignore[attr-defined]


def test_19_thanks_never_turn_into_points() -> None:
    assert not house.with_a_word_of(
        {"points", "streak", "badge", "badges", "likes", "stars", "medal"}
    )
