"""Whoever holds the link of an ask: they open it once, on one phone, and answer."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.accounts.held import ended, to_open, word_of
from alongside.asks import links
from alongside.asks.forms import AnswerForm
from alongside.asks.models import Ask


@login_not_required
def link(request: HttpRequest, link: str) -> HttpResponse:
    """An ask, to whoever holds its link. Used, taken back, old and unknown ones are one page."""
    ask = links.open_here(link, word_of(request))
    if ask is not None:
        return _opened(request, link, ask)
    found = to_open(request, links.ASK, partial(links.to_open, link), partial(links.open_ask, link))
    if isinstance(found, HttpResponse):
        return found
    return render(request, "asks/link.html", {"ask": found})


def _opened(request: HttpRequest, link: str, ask: Ask) -> HttpResponse:
    # *Open it*, pressed twice, is no answer.
    form = AnswerForm(request.POST if "words" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            links.answer_by_link(ask, **form.said())
        except links.SaidEnough:
            return ended(request)
        return redirect("asks:link", link)
    page = {"asked": links.shown_on(ask), "ask": ask, "form": form, "is_open": True}
    return render(request, "asks/link.html", page)
