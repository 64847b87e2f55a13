"""A link that opens once, on one phone: what whoever holds it is known by.

They need no way in here. Looking opens nothing, so that no program that looks ahead uses it up.
A phone that opened one keeps one random word, whatever the number of links: each opens with that
word and its own link, and no other.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from alongside.accounts.devices import network_of
from alongside.accounts.handles import keyed
from alongside.accounts.models import Try
from alongside.accounts.tries import Limit, note_try

M = TypeVar("M", bound=Model)
COOKIE = "__Host-card"
AN_HOUR = timedelta(hours=1)


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


def let_know(answer: HttpResponseBase, word: str, lasts: timedelta) -> None:
    """Let this phone be known by nothing but the links it opened."""
    answer.set_cookie(COOKIE, word, max_age=lasts, secure=True, httponly=True, samesite="Lax")
