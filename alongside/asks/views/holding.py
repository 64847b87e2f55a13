"""Whoever holds the link of an ask: they open it once, on one phone, and answer."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.accounts.held import let_know, word_of
from alongside.accounts.tries import TooManyTries, take_back
from alongside.asks import links
from alongside.asks.actions import LONGEST
from alongside.asks.forms import AnswerForm
from alongside.asks.models import Ask


@login_not_required
def link(request: HttpRequest, link: str) -> HttpResponse:
    """An ask, to whoever holds its link. Used, taken back, old and unknown ones are one page."""
    ask = links.open_here(link, word_of(request))
    return _to_open(request, link) if ask is None else _opened(request, link, ask)


def _opened(request: HttpRequest, link: str, ask: Ask) -> HttpResponse:
    form = AnswerForm(request.POST if "says" in request.POST or request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            links.answer_by_link(ask, **form.said())
        except links.SaidEnough:
            return _ended(request)
        return redirect("asks:link", link)
    page = {"asked": links.shown_on(ask), "ask": ask, "form": form, "is_open": True}
    return render(request, "asks/link.html", page)


def _to_open(request: HttpRequest, link: str) -> HttpResponse:
    """Each try is counted first. Looking opens nothing: no program that looks ahead uses it up."""
    try:
        tries = links.ASK.counted(request)
        ask = links.to_open(link)
        word = links.open_ask(link, word_of(request)) if request.method == "POST" else ""
    except links.LinkEnded:
        return _ended(request)
    except TooManyTries as too_many:
        return _ended(request, too_many.says())
    take_back(tries)
    if not word:
        return render(request, "asks/link.html", {"ask": ask})
    answer = redirect("asks:link", link)
    let_know(answer, word, LONGEST)
    return answer


def _ended(request: HttpRequest, says: str = "") -> HttpResponse:
    return render(request, "asks/link_ended.html", {"says": says}, status=HTTPStatus.GONE)
