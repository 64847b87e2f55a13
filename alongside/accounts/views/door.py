"""The door: coming in, and going out."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.access.viewer import Life
from alongside.accounts import actions, second
from alongside.accounts import passkeys as keys
from alongside.accounts.devices import network_of
from alongside.accounts.forms import ComeInForm, PaperForm, WhichForm
from alongside.accounts.halfway import come_in as let_in
from alongside.accounts.halfway import half_way
from alongside.accounts.handles import handle_of
from alongside.accounts.lending import lender
from alongside.accounts.lives import lives_open_to
from alongside.accounts.models import Account
from alongside.accounts.tries import (
    ASKING_FOR_A_KEY,
    TooManyTries,
    counted_at_the_door,
    note_try,
    take_back,
)
from alongside.accounts.views.small import local, passkey_words, refused, said_by_script
from alongside.accounts.ways import Way


@login_not_required
def come_in(request: HttpRequest) -> HttpResponse:
    """A passkey, or a name and a passphrase. Wrong name and wrong passphrase read the same."""
    if request.user.is_authenticated:
        return redirect("/")
    half = half_way(request)
    if half and half.life and request.method == "GET":
        return redirect("accounts:second")
    after = local(request.GET.get("next", ""))
    form = ComeInForm(request.POST or None, initial={"next": after})
    handed_over = lender(request) is not None
    if handed_over:
        del form.fields["own"]
    if request.method == "POST" and form.is_valid():
        account = _account_behind(request, form)
        if account is not None:
            said = form.cleaned_data
            own, after = said.get("own", False), local(said["next"])
            way = Way.PASSPHRASE
            return redirect(let_in(request, account=account, way=way, own=own, after=after))
    page = {"form": form, "words": passkey_words(request)}
    page["handed_over"] = handed_over
    return render(request, "accounts/come_in.html", page)


def _account_behind(request: HttpRequest, form: ComeInForm) -> Account | None:
    """Whose name and passphrase these are; or None, and the form says why."""
    handle, passphrase = form.cleaned_data["handle"], form.cleaned_data["passphrase"]
    try:
        tries = note_try(*counted_at_the_door(request, handle_of(handle)))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return None
    account = actions.account_named(handle=handle, passphrase=passphrase)
    if account is None:
        form.add_error("passphrase", _("That name and passphrase do not go together. Try again."))
        return None
    take_back(tries)
    return account


@login_not_required
def come_in_by_paper(request: HttpRequest) -> HttpResponse:
    """A name, and a code on paper. It opens somebody's own life, and is told on the next page."""
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _account_on_paper(request, form)
        if account is not None:
            own, after = form.cleaned_data["own"], reverse("accounts:codes")
            who, life = account, Life.OWN
            return redirect(
                let_in(request, account=who, way=Way.PAPER, life=life, own=own, after=after)
            )
    return render(request, "accounts/paper.html", {"form": form})


def _account_on_paper(request: HttpRequest, form: PaperForm) -> Account | None:
    """Whose name and code these are; or None, and the form says why."""
    handle = handle_of(form.cleaned_data["handle"])
    try:
        tries = note_try(*counted_at_the_door(request, handle))
    except TooManyTries as too_many:
        form.add_error(None, too_many.says())
        return None
    account = Account.objects.filter(handle=handle).first()
    if account and not second.opens_by_paper_alone(account):
        account = None
    if not second.use_paper_code(account=account, code=form.cleaned_data["code"]):
        form.add_error("code", _("That name and code do not go together. Was it used before?"))
        return None
    take_back(tries)
    return account


@login_not_required
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    try:
        note_try((ASKING_FOR_A_KEY, network_of(request)))
    except TooManyTries as too_many:
        return refused(too_many.says())
    return HttpResponse(keys.ask_who(request), content_type="application/json")


@login_not_required
@require_POST
def come_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in whoever holds a key we know."""
    said = said_by_script(request)
    try:
        passkey, sign_count = keys.who_answers(request, said.get("credential") or {})
    except keys.NotProved:
        return refused(_("We do not know that key. Try again, or use another way."))
    actions.note_used(passkey, sign_count)
    own, after = bool(said.get("own")), local(str(said.get("next") or ""))
    who = passkey.account
    led_to = let_in(request, account=who, way=Way.PASSKEY, own=own, after=after)
    return JsonResponse({"next": led_to})


@login_not_required
def which(request: HttpRequest) -> HttpResponse:
    """Working, or my own life. Asked only of somebody who has just come in and has both."""
    half = half_way(request)
    if half is None:
        return redirect("accounts:come-in")
    form = WhichForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        life = Life(form.cleaned_data["life"])
        if life in lives_open_to(half.account):
            who = half.account
            after = half.after
            return redirect(
                let_in(request, account=who, way=half.way, life=life, own=half.own, after=after)
            )
    return render(request, "accounts/which.html", {"form": form})


@login_not_required
@require_safe
def cannot_get_in(request: HttpRequest) -> HttpResponse:
    """Lost access is put right by meeting somebody, never by a message."""
    return render(request, "accounts/cannot_get_in.html")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    actions.sign_out(request)
    return redirect("accounts:come-in")
