"""The headings people may borrow: none has to be written, and in no order."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from alongside.access.viewer import Life


class Sheet(models.TextChoices):
    """Two pages, each opened by itself."""

    ABOUT_ME = "about-me", _("About me")
    ONE_PAGE = "one-page", _("My page")


class Heading(models.TextChoices):
    """About me follows the headings of the PRSB standard; the one page those of Helen Sanderson."""

    IMPORTANT = "important", _("What is most important to me")
    PEOPLE = "people", _("People who are important to me")
    TALKING = "talking", _("How I communicate and how to communicate with me")
    WELLNESS = "wellness", _("My wellness")
    PLEASE = "please", _("Please do and please don’t")
    SUPPORT = "support", _("How and when to support me")
    ALSO = "also", _("Also worth knowing about me")
    APPRECIATED = "appreciated", _("What people appreciate about me")
    MATTERS = "matters", _("What matters to me")
    BEST = "best", _("How best to support me")


ON_ONE_PAGE = (Heading.APPRECIATED, Heading.MATTERS, Heading.BEST)
ON_ABOUT_ME = tuple(each for each in Heading if each not in ON_ONE_PAGE)


FOR_A_LINE = {
    Life.OWN: (
        *(Heading.SUPPORT, Heading.PLEASE, Heading.TALKING, Heading.WELLNESS, Heading.ALSO),
    ),
    Life.WORKING: (Heading.SUPPORT, Heading.ALSO),
}
"""Headings offered to a line written elsewhere: of About me, which nobody reads by itself."""


def sheet_of(heading: Heading) -> Sheet:
    return Sheet.ONE_PAGE if heading in ON_ONE_PAGE else Sheet.ABOUT_ME


def heading_said(said: str) -> Heading:
    """The heading that an address names. Raises Http404 for what is none of ours."""
    try:
        return Heading(said)
    except ValueError:
        raise Http404 from None


def headings_of(sheet: Sheet) -> tuple[Heading, ...]:
    return ON_ONE_PAGE if sheet == Sheet.ONE_PAGE else ON_ABOUT_ME
