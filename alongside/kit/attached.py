"""Fields of a form that take a photo or a voice note from a phone."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from alongside.kit.bare import A_FILM, NotDone, bared
from alongside.kit.inputs import Words
from alongside.kit.voices import Voice

MB = 1024 * 1024
MOST_SECONDS = 5 * 60


class _FromAPhone(forms.FileField):
    """A file that is not left as it came."""

    accept = ""
    most: int
    too_large: Words

    def __init__(self, **kwargs: Any) -> None:
        """Take what a file field takes."""
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": self.accept}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Give what it holds, or nothing. Raises ValidationError in plain words."""
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > self.most:
            raise forms.ValidationError(self.too_large, code="large")
        return self.opened(file)

    def opened(self, file: UploadedFile) -> Any:
        raise NotImplementedError


class PhotoField(_FromAPhone):
    """A photo; cleaned it is a JPEG with nothing hidden in it."""

    # Named one by one: a phone then turns its own kind of picture into one of these.
    accept = "image/jpeg,image/png,image/webp"
    most = 25 * MB
    too_large = _("That photo is larger than 25 MB. Choose a smaller one.")

    def opened(self, file: UploadedFile) -> bytes:
        try:
            return bared("photo", file.read())
        except NotDone:
            says = _("We could not open that as a photo. Take a new one, or choose another.")
            raise forms.ValidationError(says, code="kind") from None


class VoiceField(_FromAPhone):
    """A voice note; cleaned it is its sound."""

    accept = "audio/*,.m4a,.mp3,.ogg,.opus"
    most = 10 * MB
    too_large = _("That voice note is larger than 10 MB. Choose a shorter one.")

    def opened(self, file: UploadedFile) -> Voice:
        try:
            said, _line, content = bared("voice", file.read()).partition(b"\n")
        except NotDone as why:
            raise forms.ValidationError(_no_voice(why.code), code="kind") from None
        kind, seconds = said.decode().split()
        if int(seconds) > MOST_SECONDS:
            says = _("That is longer than five minutes. Choose a shorter one.")
            raise forms.ValidationError(says, code="long")
        return Voice(content, kind, int(seconds))


def _no_voice(code: int | None) -> Words:
    if code == A_FILM:
        return _("That is a film, or more than one recording. Choose a voice note: sound alone.")
    return _(
        "We could not play that. Record it with another app on your phone, or in a message to "
        "yourself, and choose that one."
    )
