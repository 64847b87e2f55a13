"""What makes a passphrase good enough, in words a person can act on."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 200
"""Longer than anyone types; short enough that hashing one is no burden."""


def what_is_wrong(passphrase: str) -> str:
    """What to change about a new passphrase; no words when it will do."""
    try:
        validate_password(passphrase)
    except ValidationError as problem:
        if any(one.code == "password_too_short" for one in problem.error_list):
            return _("Make it longer: 10 letters or more. Three or four words work well.")
        return _("Too many people use that one. Choose another.")
    return ""
