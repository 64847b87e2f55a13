"""Every address of ours, what stands in it, and what a browser could send there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.prove.canaries import WORD

KIND_OF = {
    "relationship_id": "Relationship",
    "alias_id": "Alias",
    "moment_id": "Moment",
    "telling_id": "Telling",
    "promise_id": "Promise",
    "answer_id": "Answer",
    "document_id": "Document",
    "coming_back_id": "ComingBack",
    "passkey_id": "Passkey",
    "share_id": "Share",
    "access_id": "SafetyAccess",
    "duty_id": "Duty",
    "delay_id": "Delay",
    "never_tell_id": "NeverTell",
    "agreement_id": "Agreement",
    "doing_id": "Doing",
    "hard_thing_id": "HardThing",
    "reach_id": "SafeReach",
    "invitation_id": "Invitation",
    "device_id": "OwnDevice",
    "team_id": "Team",
    "member_id": "Member",
    "new_colleague_id": "NewColleague",
    "leaving_id": "Leaving",
    "partner_id": "Partner",
    "place_id": "PartnerPerson",
    "request_id": "DataRequest",
    "withheld_id": "Withheld",
    "entry_id": "LogEntry",
    "ask_id": "ErasureAsk",
    "hold_id": "Hold",
    "told_id": "Told",
    "attachment_id": "Attachment",
    "appreciation_id": "Appreciation",
    "card_id": "Card",
    "patch_id": "Patch",
    "saying_id": "Saying",
    "elsewhere_id": "FromElsewhere",
    "set_id": "StarterSet",
    "circle_id": "Circle",
    "part_id": "Part",
    "spend_id": "Spend",
    "the_ask_id": "Ask",
    "door_id": "Door",
    "earlier_id": "Circle",
    "tie_id": "Tie",
    "hidden_id": "HiddenTie",
    "tie_ask_id": "TieAsk",
    "bring-in id": "BringIn",
    "safety id": "SafetyLine",
    "kept-files id": "KeptFile",
}
"""What an id in an address is the id of; a bare `id` by the word before it.

One that is not here stops the proof.
"""
NO_ID = {
    "link": "a-link-nobody-made",
    "form": "note",
    "kind": "pdf",
    "heading": "please",
    "then": "2026-11-10",
}
TOMORROW, IN_THE_MORNING, LONG = "2026-11-18", "10:00", "harbour-lights-2026"


@dataclass(frozen=True, slots=True)
class Door:
    """One address: its name, how it is written, and the kind of thing its id is of."""

    name: str
    written: str
    kind: str

    def path(self, id: UUID | None = None) -> str:
        return re.sub(
            r"<\w+:(\w+)>", lambda found: NO_ID.get(found.group(1), str(id)), self.written
        )


def doors() -> list[Door]:
    """Every address, in the order of the address book."""
    return [Door(name, written, _kind(written)) for name, written in _written(get_resolver(), "/")]


def _written(book: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for each in book.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _written(each, here)
        elif isinstance(each, URLPattern):
            yield str(each.name), here


def _kind(written: str) -> str:
    asked = re.findall(r"([\w-]*)/<\w+:(\w+)>", written)
    names = [f"{of} id" if name == "id" else name for of, name in asked if name not in NO_ID]
    kinds = {KIND_OF.get(name, "") for name in names}
    if "" in kinds or len(kinds) > 1:
        raise SystemExit(f"What kind of thing is the id in {written}?")
    return "".join(kinds)


def everything_at_once() -> dict[str, str]:
    """A value that could pass for each field of each form of ours."""
    said = {"agreed": "1", "session": "-", "do": "bring", "next": "/me/", "agrees": "no"}
    for form in _forms_under(forms.Form):
        for name, field in form.base_fields.items():
            said.setdefault(name, _could_be(field))
    chosen = {"strands": "about-me", "life": "working", "heading": "support"}
    return {**said, **chosen, "support": "70", "challenge": "30"}


def _forms_under(form: type[forms.BaseForm]) -> Iterator[Any]:
    for each in form.__subclasses__():
        if each.__module__.startswith("alongside."):
            yield each
        yield from _forms_under(each)


def _could_be(field: forms.Field) -> str:
    match field:
        case forms.DateField():
            return TOMORROW
        case forms.TimeField():
            return IN_THE_MORNING
        case forms.BooleanField():
            return "on"
        case forms.ChoiceField():
            choices = [str(value) for value, _label in field.choices if value]  # type: ignore[misc,union-attr]
            return choices[0] if choices else ""
        case _:
            return WORD if getattr(field, "max_length", None) != 1 else LONG


def pointed_at(said: dict[str, str], relationship: UUID, person: UUID, id: UUID) -> dict[str, str]:
    """The same, with every choice of whom and where pointing at these."""
    whom = {"who": str(relationship), "with": str(relationship), "whom": f"person/{person}"}
    return {**said, **whom, "id": str(id)}
