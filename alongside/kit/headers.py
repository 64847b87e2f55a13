"""What every answer tells the browser: keep nothing, load nothing from elsewhere, show no one."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

ALLOWED = {
    "default-src": "'none'",
    "object-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{what} {source}" for what, source in ALLOWED.items())

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Nothing about us reaches another site. Not `no-referrer`: with it a browser posts our own
    # forms with `Origin: null`, and Django's forgery check then refuses every one of them.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Never watch: no place, no camera, no microphone, no movement.
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers:
    """Stand outermost, so that errors carry the same headers as pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the rest of the way to a page."""
        self.get_response = get_response
        self.static = "/" + settings.STATIC_URL.lstrip("/")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say what the browser may do with the answer."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers[name] = value
        # Back on a borrowed phone shows nothing. Only our own look, which names no one, is kept.
        is_look = request.path_info.startswith(self.static)
        if not is_look or response.status_code >= HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = "no-store"
        return response


WAYS = ("GET", "HEAD", "POST")
"""Whatever is asked in another way is not heard: no page of ours has another."""


class OnlyOurWays:
    """Stand behind what says that all goes by https, so that a refusal says so too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the rest of the way to a page."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hear what is asked in a way of ours."""
        return (
            self.get_response(request) if request.method in WAYS else HttpResponseNotAllowed(WAYS)
        )
