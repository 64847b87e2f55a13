"""The second of two things: asked for at the door, and set up there or on one's own page."""

from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.viewer import Viewer
from alongside.accounts import actions, second
from alongside.accounts import passkeys as keys
from alongside.accounts.devices import device_of, is_phone
from alongside.accounts.forms import MakeCodesForm, NumbersForm, PasskeyForm, SecondForm
from alongside.accounts.halfway import HalfWay, come_in, half_way
from alongside.accounts.models import Account
from alongside.accounts.numbers import address_of
from alongside.accounts.queries import paper_left
from alongside.accounts.sure import account_of, ask_again, is_sure
from alongside.accounts.tries import SECOND_STEP, TooManyTries, note_try, take_back
from alongside.accounts.views.small import (
    myself,
    passkey_words,
    refused,
    said_by_script,
)
from alongside.accounts.ways import Way
from alongside.kit.square import square
from alongside.kit.transactions import writing


class _Step(Protocol):
    def __call__(self, request: HttpRequest, half: HalfWay) -> HttpResponse: ...


def on_the_way_in(step: _Step) -> Any:
    """Only for somebody who has shown the first thing a moment ago."""

    def go_on(request: HttpRequest) -> HttpResponse:
        half = half_way(request)
        if half is None or half.life is None:
            return redirect("accounts:come-in")
        return step(request, half)

    @login_not_required
    @wraps(step)
    def view(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return go_on(request)
        # Whoever begins again meanwhile has begun before this step, or after it.
        with writing():
            return go_on(request)

    return view


# --- at the door ------------------------------------------------------------------------------


@on_the_way_in
def second_step(request: HttpRequest, half: HalfWay) -> HttpResponse:
    """What this account has as its second thing; when it has none, setting one up."""
    if not second.has_second(half.account):
        return _first_time(request, half)
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        way = _way_with(half, form)
        if way is not None:
            return redirect(_come_in(request, half, way))
    page = {
        "form": form if second.takes_a_code(half.account) else None,
        "has_passkey": half.account.passkeys.exists(),
        "words": passkey_words(request),
        "after": half.after,
    }
    return render(request, "accounts/second.html", page)


def _first_time(request: HttpRequest, half: HalfWay) -> HttpResponse:
    page = {
        "form": PasskeyForm(initial={"called": device_of(request)}, auto_id="passkey_%s"),
        "words": _("Use this phone") if is_phone(request) else _("Use this computer"),
        "has_passphrase": half.way == Way.PASSPHRASE,
        "next": reverse("accounts:codes"),
    }
    return render(request, "accounts/first_second.html", page)


def _way_with(half: HalfWay, form: SecondForm) -> Way | None:
    """How they came in, all in all; or None, and the form says why."""
    try:
        tries = note_try((SECOND_STEP, str(half.account.id)))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return None
    way = second.way_with(half.account, form.cleaned_data["code"])
    if way is None or half.way != Way.PASSPHRASE:
        form.add_error("code", _("That does not fit, or it was used before. Try the next one."))
        return None
    take_back(tries)
    return way


def _come_in(request: HttpRequest, half: HalfWay, way: Way, after: str = "") -> str:
    on_paper = reverse("accounts:codes") if way == Way.PASSPHRASE_AND_PAPER else ""
    led_to = after or on_paper or half.after
    return come_in(
        request, account=half.account, way=way, life=half.life, own=half.own, after=led_to
    )


@require_POST
@on_the_way_in
def passkey_options(request: HttpRequest, half: HalfWay) -> HttpResponse:
    if second.has_second(half.account):
        return refused(_("You have another way already. Use that one."))
    asked = keys.ask_for_new(request, half.account, myself(half.account).called)
    return HttpResponse(asked, content_type="application/json")


@require_POST
@on_the_way_in
def passkey(request: HttpRequest, half: HalfWay) -> HttpResponse:
    """Keep the first key of somebody on their way in; it was used to make it, so they are in."""
    said = said_by_script(request)
    form = PasskeyForm({"called": str(said.get("called") or "").strip() or device_of(request)})
    if second.has_second(half.account) or not form.is_valid():
        return refused(_("That did not work. Try again, or use another way."))
    try:
        key = keys.read_new(request, said.get("credential") or {})
    except keys.NotProved:
        return refused(_("That did not work. Try again, or use another way."))
    owner = Viewer(half.account.person_id, half.life)  # type: ignore[arg-type]
    called = form.cleaned_data["called"]
    actions.add_passkey(by=owner, account=half.account, key=key, called=called)
    after = reverse("accounts:codes")
    return JsonResponse({"next": _come_in(request, half, Way.PASSKEY, after)})


@on_the_way_in
def first_numbers(request: HttpRequest, half: HalfWay) -> HttpResponse:
    """Set up an app on the way in to work. Only with a passphrase: the two are two things."""
    if second.has_second(half.account) or half.way != Way.PASSPHRASE:
        return redirect("accounts:second")
    if answer := _setting_up(request, half.account, back=reverse("accounts:second")):
        return answer
    after = reverse("accounts:codes")
    return redirect(_come_in(request, half, Way.PASSPHRASE_AND_NUMBERS, after))


# --- on my own page ---------------------------------------------------------------------------


def numbers(request: HttpRequest) -> HttpResponse:
    """Set up an app that shows six numbers."""
    account = account_of(request)
    if second.authenticator_of(account) or not account.has_usable_password():
        return redirect("accounts:me")
    if not is_sure(request):
        return ask_again(request)
    answer = _setting_up(request, account, back=reverse("accounts:me"))
    return answer or redirect("accounts:me")


@require_POST
def numbers_removal(request: HttpRequest) -> HttpResponse:
    """Take the app out."""
    if not is_sure(request):
        return ask_again(request)
    second.remove_authenticator(account=account_of(request))
    return redirect("accounts:me")


def codes(request: HttpRequest) -> HttpResponse:
    """How many codes on paper are left; and new ones, shown once."""
    account = account_of(request)
    form = MakeCodesForm(request.POST or None)
    page: dict[str, Any] = {"form": MakeCodesForm(), "here": "me"}
    if request.method == "POST" and not is_sure(request):
        return ask_again(request)
    if request.method == "POST" and form.is_valid():
        try:
            page["codes"] = second.make_paper_codes(account=account, id=form.cleaned_data["id"])
        except second.MadeAlready:
            page["made_already"] = True
    page["paper"] = paper_left(account)
    return render(request, "accounts/codes.html", page)


# --- setting up -------------------------------------------------------------------------------


def _setting_up(request: HttpRequest, account: Account, *, back: str) -> HttpResponse | None:
    """Show the square, and wait for its first numbers. None once they were right."""
    if request.method == "POST" and "code" not in request.POST:
        second.begin_authenticator(account=account)
        return redirect(request.path)
    form = NumbersForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _first_are_right(account, form):
        return None
    secret = second.secret_being_set_up(account)
    page: dict[str, Any] = {"form": form, "back": back, "here": "me"}
    if secret:
        address = address_of(secret, called=myself(account).called, place=_("Come in"))
        page |= {"square": square(address), "secret": _in_fours(secret)}
    return render(request, "accounts/numbers.html", page)


def _first_are_right(account: Account, form: NumbersForm) -> bool:
    try:
        tries = note_try((SECOND_STEP, str(account.id)))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return False
    code = "".join(form.cleaned_data["code"].split())
    if not second.finish_authenticator(account=account, code=code):
        form.add_error("code", _("Those do not fit. Wait for the next six, and write them here."))
        return False
    take_back(tries)
    return True


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
