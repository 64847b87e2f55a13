"""Phones and computers in plain words, and where a request comes from."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
IPV4 = 4
_TABLETS = ("iPad", "Tablet")
_PHONES = ("Mobile", "Android", "iPhone")


def device_of(request: HttpRequest) -> str:
    """A name its owner knows: "Chrome on a phone"."""
    agent = request.headers.get("User-Agent", "")
    name = next((name for mark, name in _BROWSERS if mark in agent), None)
    browser = name or _("A browser")
    if any(mark in agent for mark in _TABLETS):
        return _("%(browser)s on a tablet") % {"browser": browser}
    if is_phone(request):
        return _("%(browser)s on a phone") % {"browser": browser}
    return _("%(browser)s on a computer") % {"browser": browser}


def is_phone(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return any(mark in agent for mark in _PHONES)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, for counting tries; never kept as it is."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return direct
    # The proxy in front writes the last one itself; those before it anybody could have sent.
    passed_on = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return passed_on or direct


def network_of(request: HttpRequest) -> str:
    """The neighbourhood a request comes from: whoever has one address there often has many."""
    address = address_of(request)
    try:
        wide = 24 if ip_address(address).version == IPV4 else 48
        return str(ip_network(f"{address}/{wide}", strict=False))
    except ValueError:
        return address
