"""A link that opens once, on one phone: what whoever holds it is known by.

They need no way in here. Looking opens nothing, so that no program that looks ahead uses it up.
A phone that opened one keeps one random word, whatever the number of links: each opens with that
word and its own link, and no other.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.accounts.devices import network_of
from alongside.accounts.handles import keyed
from alongside.accounts.models import Try
from alongside.accounts.tries import Limit, TooManyTries, note_try, take_back

M = TypeVar("M", bound=Model)
COOKIE = "__Host-card"
LONGEST = timedelta(days=90)
"""How long a phone is known by its word: as long as any link of any kind works."""
AN_HOUR = timedelta(hours=1)


class LinkEnded(Exception):
    """It is used, over, taken back, or was never there: all the same to whoever holds it."""


def new_link() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of link: its fingerprints cannot be tried out as another's.

    The rows it opens have a `link` and a `browser`; which of them work now is for their slice to
    say.
    """

    kind: str

    def fingerprint(self, link: str) -> str:
        return keyed(f"link of {self.kind}", link)

    def open_here(self, working: QuerySet[M], link: str, word: str) -> M | None:
        """What this link opened, where it was opened on this phone."""
        if not word:
            return None
        browser = self._phone(word, link)
        return working.filter(link=self.fingerprint(link), browser=browser).first()

    def to_open(self, working: QuerySet[M], link: str) -> M | None:
        """What this link opens, not opened yet."""
        return working.filter(link=self.fingerprint(link), browser="").first()

    def open(self, row: Any, link: str, word: str, *also: str) -> str:
        """Open it on this phone and no other, and keep `also`; give the word it is known by now."""
        word = known_by(word)
        row.browser = self._phone(word, link)
        row.save(update_fields=["browser", *also])
        return word

    def _phone(self, word: str, link: str) -> str:
        """What a phone is known by for this link alone."""
        return keyed(f"phone that opened {self.kind}", f"{word} {link}")

    def counted(self, request: HttpRequest) -> list[Try]:
        """Count a try at opening one. Raises TooManyTries."""
        here = Limit(f"opening {self.kind} from an address", 20, AN_HOUR)
        place = Limit(f"opening {self.kind} in this place", 200, AN_HOUR)
        return note_try((here, network_of(request)), (place, ""))


def word_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def known_by(word: str) -> str:
    """The word this phone has, or a new one of ours for one that has none, or an odd one."""
    new = new_link()
    return word if len(word) == len(new) else new


def to_open(
    request: HttpRequest, held: Held, find: Callable[[], M], open_it: Callable[[str], str]
) -> M | HttpResponse:
    """What `find` gives to whoever looks, and, sent, to open it (`open_it`): then its page anew.

    Each try is counted first, as those at codes are. Whatever ended is one page.
    """
    try:
        tries = held.counted(request)
        found = find()
        word = open_it(word_of(request)) if request.method == "POST" else ""
    except LinkEnded:
        return ended(request)
    except TooManyTries as too_many:
        return ended(request, too_many.says())
    take_back(tries)
    if not word:
        return found
    answer = redirect(request.path)
    # Known by nothing but the links it opened: a shorter one never ends a longer one's word.
    answer.set_cookie(COOKIE, word, max_age=LONGEST, secure=True, httponly=True, samesite="Lax")
    return answer


def ended(request: HttpRequest, says: str = "") -> HttpResponse:
    return render(request, "accounts/link_ended.html", {"says": says}, status=HTTPStatus.GONE)
