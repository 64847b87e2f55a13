"""Cards: made and stopped by whoever they tell of, and opened by whoever holds one."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.viewer import Viewer, selves_of, viewer_of
from alongside.accounts.held import to_open, word_of
from alongside.kit.media import media
from alongside.kit.square import square
from alongside.kit.time import now
from alongside.people.where import SaysWhere
from alongside.profiles import cards as ways
from alongside.profiles.forms import CardForm
from alongside.profiles.headings import Sheet
from alongside.profiles.queries import headings_on, my_cards, my_page, who_wrote
from alongside.shares.feared import MustNotKnow


def cards(request: HttpRequest) -> HttpResponse:
    """Every card of mine; and a new one, looked at first: before my yes there is no square."""
    me = who_wrote(selves_of(request), Sheet.ABOUT_ME)
    form = CardForm(request.POST or None, page=my_page(me, Sheet.ABOUT_ME))
    page: dict[str, object] = {"here": "me"}
    if request.method == "POST" and form.is_valid() and _may_leave(me, form):
        if "yes" not in request.POST:
            return _before(request, me, form)
        said = form.cleaned_data
        made = ways.make_card(
            by=me,
            chosen=form.headings(),
            until=form.until(),
            meant_for=said["meant_for"],
            id=said["id"],
        )
        page |= {"made": made.card, "shows": headings_on(made.card), **_square(request, made.link)}
    page |= {
        "form": form,
        "cards": [(card, headings_on(card)) for card in my_cards(me)],
        "now": now(),
    }
    return render(request, "profiles/cards.html", page)


def _may_leave(me: Viewer, form: CardForm) -> bool:
    """Whether nothing stands against it; the form says what does."""
    try:
        ways.may_leave(me, form.headings(), form.cleaned_data["meant_for"])
    except MustNotKnow:
        words = _("This name is on your list of people who must never be told. Take it off first.")
        form.add_error("meant_for", words)
    except SaysWhere:
        words = _("One of these says where you live. A card never carries that: leave it off.")
        form.add_error("chosen", words)
    return form.is_valid()


def _before(request: HttpRequest, me: Viewer, form: CardForm) -> HttpResponse:
    """Just what the card would show, as it stands now."""
    chosen, whole = set(form.headings()), my_page(me, Sheet.ABOUT_ME)
    said = [(name, each) for name in form.fields for each in request.POST.getlist(name)]
    page = {
        "parts": [part for part in whole.parts if part.heading in chosen],
        "until": form.until(),
        "meant_for": form.cleaned_data["meant_for"],
        "chosen": said,
        "here": "me",
    }
    return render(request, "profiles/card_before.html", page)


def _square(request: HttpRequest, link: str) -> dict[str, object]:
    address = request.build_absolute_uri(reverse("profiles:card", args=(link,)))
    return {"square": square(address), "address": address}


@require_POST
def stopping(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """It shows nothing from now on."""
    ways.stop_card(by=viewer_of(request), card_id=card_id)
    return redirect("shares:mine" if request.POST.get("back") == "sharing" else "profiles:cards")


# --- whoever holds it ---------------------------------------------------------------------------


@login_not_required
def card(request: HttpRequest, link: str) -> HttpResponse:
    """A card, to whoever holds it. Used, stopped, old and unknown ones are one page."""
    here = ways.card_open_here(link, word_of(request))
    if here is not None:
        page = {"card": here, "parts": ways.shown_on(here), "is_open": True, "link": link}
        return render(request, "profiles/card.html", page)
    found = to_open(
        request, ways.CARD, partial(ways.card_to_open, link), partial(ways.open_card, link)
    )
    if isinstance(found, HttpResponse):
        return found
    return render(request, "profiles/card.html", {"card": found})


@login_not_required
def card_attachment(request: HttpRequest, link: str, attachment_id: UUID) -> HttpResponse:
    """A photo or voice note on a card that is open on this phone."""
    here = ways.card_open_here(link, word_of(request))
    found = ways.attachment_on(here, attachment_id) if here is not None else None
    if found is None:
        raise Http404
    return media(request, found.content, found.media_type)
