"""What can be told, offered and put on a card. Nothing about a life has to be."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import forms as kit
from alongside.kit.attached import PhotoField, VoiceField
from alongside.kit.time import now
from alongside.profiles.headings import ON_ABOUT_ME, Heading
from alongside.profiles.models import Attachment, AttachmentKind
from alongside.profiles.queries import Page

LONGEST, A_LINE = 4000, 200
A_DAY = "24"
HOURS = (("1", _("An hour")), (A_DAY, _("A day")), ("168", _("A week")))


class TellForm(kit.Once):
    """One heading: in one's own words, as a photo, by voice; and who helped, if anybody did."""

    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    written_with = forms.CharField(
        label=_("Supported to write this by"),
        help_text=_("If somebody helped you. You can leave it out."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stood = forms.CharField(required=False, widget=forms.HiddenInput)
    """Which were there when the page was made: what is said of one is never said of another."""
    photo = PhotoField(label=_("A photo"), required=False)
    photo_says = forms.CharField(
        label=_("What is on the photo?"),
        help_text=_("It is read out to people who cannot see it."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    voice = VoiceField(
        label=_("A voice note"),
        help_text=_("Record it with your phone first, then choose it here. Up to five minutes."),
        required=False,
    )
    voice_says = forms.CharField(
        label=_("What do you say in it?"),
        help_text=_("For people who cannot hear it, and for paper. A line is enough."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, attached: Mapping[AttachmentKind, Attachment], **kwargs: Any
    ) -> None:
        """`attached`: what is there already, by kind."""
        super().__init__(*args, **kwargs)
        self.attached = attached
        self.fields["stood"].initial = " ".join(str(each.id) for each in attached.values())

    def clean(self) -> dict[str, Any]:
        """Something has to be there; and no browser gives the same file twice."""
        said: dict[str, Any] = super().clean() or {}
        given = [name for name in AttachmentKind.values if said.get(name)]
        if not (said.get("words") or given or self.attached or self.errors):
            self.add_error("words", _("Write something, or go back: nothing has to be here."))
        for name in AttachmentKind.values:
            self._check_what_is_said(AttachmentKind(name), given=name in given)
        for name in given if self.errors else ():
            self.add_error(name, _("Choose it once more: it does not stay while a page is mended."))
        return said

    def _check_what_is_said(self, kind: AttachmentKind, *, given: bool) -> None:
        says, there = self.cleaned_data.get(f"{kind.value}_says"), self.attached.get(kind)
        if says and given and there and says == there.says:
            words = _("This was said of the one before. Say it of the new one, or empty it.")
            self.add_error(f"{kind.value}_says", words)
        if says and not given and not there and kind.value not in self.errors:
            self.add_error(kind.value, _("Choose it too, or empty what you wrote about it."))

    def still_there(self) -> set[AttachmentKind]:
        """Those that this page showed, and that are there now."""
        stood = self.cleaned_data["stood"].split()
        return {kind for kind, each in self.attached.items() if str(each.id) in stood}

    def chosen(self) -> dict[AttachmentKind, dict[str, Any]]:
        """What was chosen just now, by kind."""
        photo, voice = self.cleaned_data.get("photo"), self.cleaned_data.get("voice")
        chosen: dict[AttachmentKind, dict[str, Any]] = {}
        if photo:
            chosen[AttachmentKind.PHOTO] = {"content": photo, "media_type": "image/jpeg"}
        if voice:
            said = {"content": voice.content, "media_type": voice.kind, "seconds": voice.seconds}
            chosen[AttachmentKind.VOICE] = said
        return chosen


class OfferForm(kit.Once):
    """What I appreciate about somebody."""

    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CardForm(kit.Once):
    """Which parts it shows, for how long, and for whom."""

    chosen = forms.MultipleChoiceField(
        label=_("What it shows"),
        widget=kit.ManyChips,
        choices=[(each.value, each.label) for each in ON_ABOUT_ME],
        error_messages={"required": _("Choose at least one, or nothing would be on it.")},
    )
    hours = forms.ChoiceField(
        label=_("It works for"), choices=HOURS, required=False, widget=kit.Chips
    )
    meant_for = forms.CharField(
        label=_("Whom is it for?"),
        help_text=_("Only you read this, so that you know your cards apart."),
        required=False,
        max_length=A_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        """`page`: my About me; what is not told cannot be on a card."""
        super().__init__(*args, **kwargs)
        listed = [(part.heading.value, part.heading.label) for part in page.parts]
        self.fields["chosen"].choices = listed  # type: ignore[attr-defined]
        self.fields["hours"].initial = A_DAY

    def headings(self) -> list[Heading]:
        return [Heading(each) for each in self.cleaned_data["chosen"]]

    def until(self) -> datetime:
        return now() + timedelta(hours=int(self.cleaned_data["hours"] or A_DAY))
