"""What every answer has to carry, whichever address it comes from and however it went."""

from django.http import HttpResponse

from alongside.kit.headers import ALWAYS

HTTPS = {"SECURE_HSTS_SECONDS": 31_536_000, "SECURE_SSL_REDIRECT": True}
YEAR = "max-age=31536000"
LONGEST_COOKIE = 4096


def missing(answer: HttpResponse) -> list[str]:
    """Which headers are not as they must be."""
    wrong = [name for name, value in ALWAYS.items() if answer.headers.get(name) != value]
    if answer.headers.get("Cache-Control") != "no-store":
        wrong.append("Cache-Control")
    if not answer.headers.get("Strict-Transport-Security", "").startswith(YEAR):
        wrong.append("Strict-Transport-Security")
    return wrong


def loose_cookies(answer: HttpResponse) -> list[str]:
    """Which cookies it sets that are not tied to this name alone and hidden from scripts."""
    return [each for name in answer.cookies for each in _loose(answer, name)]


def _loose(answer: HttpResponse, name: str) -> list[str]:
    cookie = answer.cookies[name]
    is_taken_away = cookie.value == "" and cookie["max-age"] == 0
    held = {
        "__Host-": name.startswith("__Host-"),
        "Secure": bool(cookie["secure"]),
        "Path=/": (cookie["path"], cookie["domain"]) == ("/", ""),
        "SameSite": cookie["samesite"] in {"Lax", "Strict"},
        # One that is taken away holds nothing that a script could read.
        "HttpOnly": bool(cookie["httponly"]) or is_taken_away,
        "short": len(name) + len(cookie.value) < LONGEST_COOKIE,
    }
    return [f"{name}: {what}" for what, is_so in held.items() if not is_so]
