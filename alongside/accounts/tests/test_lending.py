"""Dawn has no phone today. She comes in on Sam's, as herself, and gives it back."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.access.viewer import Life
from alongside.accounts.actions import MayNotWork, open_session
from alongside.accounts.lending import LENT
from alongside.accounts.lent_files import NothingStays
from alongside.accounts.models import Account, Lending, OwnDevice, Passkey, Session
from alongside.accounts.second import make_paper_codes
from alongside.accounts.sessions import SessionStore
from alongside.accounts.tests.door import (
    DAWNS,
    SAMS,
    TUESDAY,
    at_work,
    come_in,
    life_of,
    owner_of,
)
from alongside.accounts.tests.phone import Phone
from alongside.accounts.ways import Way
from alongside.kit import time
from alongside.kit.ids import new_id

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("alongside.accounts.tests.urls"),
]
HER, ME = "dawn of the hill", "accounts:me"


@pytest.fixture
def handed_over(client: Client, sam: Account, dawn: Account) -> Client:
    """Sam's phone, in Dawn's hands."""
    at_work(client, sam)
    answer = client.post(reverse("accounts:lend"))
    assert answer.headers["Location"] == reverse("accounts:lent")
    return client


def test_sam_is_signed_out_before_dawn_has_the_phone(handed_over: Client, sam: Account) -> None:
    assert owner_of(handed_over) is None
    assert not Session.objects.filter(account=sam).exists()
    assert b"This is for you now" in handed_over.get(reverse("accounts:lent")).content
    assert handed_over.get(reverse("pages:today")).status_code == 302


def test_dawn_is_in_her_own_life_and_every_page_says_where(
    handed_over: Client, sam: Account, dawn: Account
) -> None:
    answer = come_in(handed_over, HER, DAWNS, own="on")
    assert not answer.cookies["__Host-session"]["max-age"]
    assert (owner_of(handed_over), life_of(handed_over)) == (dawn.id, "own")
    page = handed_over.get(reverse(ME)).content.decode()
    assert "You are on somebody else’s phone." in page
    assert "I am done" in page
    assert str(sam.person_id) not in page
    assert Lending.objects.get(account=dawn).lent_by_id == sam.person_id


def test_nothing_of_dawn_stays_on_sams_phone(handed_over: Client, dawn: Account) -> None:
    come_in(handed_over, HER, DAWNS, own="on")
    assert not OwnDevice.objects.filter(account=dawn).exists()
    assert Phone().make(handed_over).status_code == 400
    assert not Passkey.objects.exists()
    answer = handed_over.post(reverse("accounts:give-back"))
    assert answer.headers["Location"] == reverse("accounts:given-back")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert owner_of(handed_over) is None
    assert not Session.objects.filter(account=dawn).exists()
    assert handed_over.get(reverse(ME)).status_code == 302


def test_no_file_is_handed_out_on_a_phone_that_was_lent(rf: RequestFactory) -> None:
    def gives_a_file(_request: HttpRequest) -> HttpResponse:
        headers = {"Content-Disposition": 'attachment; filename="page.pdf"'}
        return HttpResponse(b"%PDF of hers", headers=headers)

    request = rf.get("/about-me/on-paper/pdf/")
    request.session = SessionStore()
    assert getattr(NothingStays(gives_a_file)(request), "content", b"") == b"%PDF of hers"
    request.session[LENT] = "a lending"
    answer = NothingStays(gives_a_file)(request)
    assert (answer.status_code, b"%PDF" in getattr(answer, "content", b"%PDF")) == (403, False)


def test_sam_comes_back_only_with_what_is_his(handed_over: Client, sam: Account) -> None:
    come_in(handed_over, HER, DAWNS)
    handed_over.post(reverse("accounts:give-back"))
    assert handed_over.get(reverse("pages:today")).status_code == 302
    come_in(handed_over, "sam r", SAMS)
    assert owner_of(handed_over) is None, "and still with two things"
    Phone().set_up_on_the_way(handed_over)
    assert (owner_of(handed_over), life_of(handed_over)) == (sam.id, "working")
    assert "lending" not in handed_over.session
    assert not Lending.objects.filter(account=sam).exists()


def test_sam_may_change_his_mind(handed_over: Client, sam: Account) -> None:
    come_in(handed_over, "sam r", SAMS)
    Phone().set_up_on_the_way(handed_over)
    assert life_of(handed_over) == "working"
    assert not Lending.objects.exists()


def test_dawn_finds_a_line_about_it_on_her_own_page(handed_over: Client, dawn: Account) -> None:
    come_in(handed_over, HER, DAWNS)
    handed_over.post(reverse("accounts:give-back"))
    own = Client()
    come_in(own, HER, DAWNS)
    page = own.get(reverse(ME)).content.decode()
    assert "On somebody else’s phone" in page
    assert "You said you were done" in page
    assert "You are on somebody else’s phone." not in page


def test_signing_out_on_a_lent_phone_is_giving_it_back(handed_over: Client, dawn: Account) -> None:
    handed_over.cookies["__Host-phone"] = "what Sam's phone knows of Sam"
    come_in(handed_over, HER, DAWNS)
    answer = handed_over.post(reverse("accounts:forget-phone"))
    assert "Clear-Site-Data" not in answer.headers
    assert handed_over.cookies["__Host-phone"].value == "what Sam's phone knows of Sam"
    assert Lending.objects.get(account=dawn).given_back_at


def test_it_ends_by_itself_after_ten_quiet_minutes(handed_over: Client, dawn: Account) -> None:
    with time.at(TUESDAY):
        other = at_work(Client(), Account.objects.get(may_work__isnull=False))
        other.post(reverse("accounts:lend"))
        come_in(other, HER, DAWNS)
    for minutes in (8, 16):
        with time.at(TUESDAY + timedelta(minutes=minutes)):
            assert other.get(reverse(ME)).status_code == 200
    with time.at(TUESDAY + timedelta(minutes=27)):
        assert other.get(reverse(ME)).status_code == 302


def test_the_offer_itself_ends_after_ten_minutes(sam: Account, dawn: Account) -> None:
    with time.at(TUESDAY):
        phone = at_work(Client(), sam)
        phone.post(reverse("accounts:lend"))
    with time.at(TUESDAY + timedelta(minutes=11)):
        assert phone.get(reverse("accounts:lent")).status_code == 302
        come_in(phone, HER, DAWNS)
        assert not Lending.objects.exists()


def test_dawn_comes_in_with_a_code_on_paper_too(handed_over: Client, dawn: Account) -> None:
    code = make_paper_codes(account=dawn, id=new_id())[0]
    handed_over.post(reverse("accounts:paper"), {"handle": HER, "code": code, "own": "on"})
    assert owner_of(handed_over) == dawn.id
    assert Lending.objects.filter(account=dawn).exists()
    assert not OwnDevice.objects.exists()


def test_nobody_works_on_a_phone_that_was_lent(handed_over: Client, dawn: Account) -> None:
    bev = Account.objects.create(person=dawn.person.__class__.objects.create(), handle="-bev")
    bev.may_work.create()
    request = handed_over.request().wsgi_request
    request.session = handed_over.session
    with pytest.raises(MayNotWork):
        open_session(request, account=bev, life=Life.WORKING, way=Way.PASSKEY)


def test_only_somebody_at_work_lends(dawn: Account, client: Client) -> None:
    come_in(client, HER, DAWNS)
    assert client.get(reverse("accounts:lend")).status_code == 404
    assert client.post(reverse("accounts:lend")).status_code == 404
