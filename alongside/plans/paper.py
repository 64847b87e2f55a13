"""Our plan as a page on paper: what both of us see now, part by part."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.kit.paper.sheets import Block, Heading, Sheet, Table, Words
from alongside.kit.time import today
from alongside.kit.words import date_words, day
from alongside.plans.queries import Plan, Written
from alongside.relationships.queries import Between


def plan_sheet(between: Between, plan: Plan) -> Sheet:
    """Every part that says something, and what was spent. Never what only one of us sees."""
    blocks = [block for part in plan.parts if part.words for block in _part(part)]
    return Sheet(
        title=_("Our plan"),
        whose=_whose(between),
        date=date_words(today()),
        blocks=[*(blocks or [Words(_("Nothing is written yet."))]), *_spent(between, plan)],
    )


def _whose(between: Between) -> str:
    supported = between.supported
    other = between.me if supported.id == between.other.id else between.other
    return _("%(first)s and %(second)s") % {"first": supported.called, "second": other.called}


def _part(part: Written) -> Iterator[Block]:
    yield Heading(part.called)
    # A chart keeps its headings on paper too, where nobody can tap to see them.
    yield Words(part.part.hint, small=True)
    yield Words(part.words)


def _spent(between: Between, plan: Plan) -> Iterator[Block]:
    """Each line as it was said: nothing is added up."""
    if not plan.spent:
        return
    yield Heading(_("What we spent"))
    yield Table(
        [_("What"), _("How much"), _("What for"), _("Who wrote it down")],
        [
            [
                each.what,
                each.how_much,
                each.why,
                f"{between.person(each.by_id).called}, {day(each.at)}",
            ]
            for each in plan.spent
        ],
    )
