"""The real settings, in a place of the proof's own; tables come from the models as they stand."""

import os

from alongside.config.settings import *  # noqa: F403 - a proof runs what a place runs
from alongside.config.settings import DATABASES, INSTALLED_APPS, STORAGES

MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}

if os.environ["ALONGSIDE_PROVE"] in {"access", "leaks", "merge", "trail"}:
    for database in DATABASES.values():
        database["NAME"] = ":memory:"
        database["OPTIONS"].pop("init_command", None)

if os.environ["ALONGSIDE_PROVE"] in {"leaks", "merge", "revocation", "trail"}:
    # Pages are asked for by the thousand. What makes a passphrase slow is proved nowhere here,
    # and files are served from where they are written.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    STATIC_ROOT = None  # type: ignore[assignment]
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = False
