"""Settings for tests: keys that open nothing real, databases in memory, a quick hasher."""

import os
from pathlib import Path
from tempfile import gettempdir

os.environ.setdefault("ALONGSIDE_SECRET_KEY", "made up for tests and used nowhere else, ever")
os.environ.setdefault("ALONGSIDE_MASTER_KEY", "bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGxvbmc=")

from alongside.config.settings import *  # noqa: F403  the keys above come first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ERASED_LIST = Path(gettempdir()) / f"alongside-tests-{os.getpid()}.list"
FILE_UPLOAD_TEMP_DIR = Path(gettempdir()) / "alongside-tests"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

# Files are served from where they are written: nothing to collect before a test.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
