"""Django's settings, read from the environment and the data folder. docs/deploy.md lists both."""

import os

from alongside.config import databases, logs
from alongside.config.data import SECRET_KEY as SECRET_FILE
from alongside.config.data import erased_list, key_from, master_key_from, place_from

ALONGSIDE = place_from(os.environ)

# Keys: `alongside run` makes them; nothing here ever does.
SECRET_KEY = key_from(os.environ, "ALONGSIDE_SECRET_KEY", ALONGSIDE.data / SECRET_FILE)
MASTER_KEY = master_key_from(os.environ, ALONGSIDE.data)

DEBUG = False
INSTALLED_APPS = [
    # Django's accounts bring rights and groups with them. We use neither.
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "alongside.kit",
    "alongside.vault",
    "alongside.access",
    "alongside.people",
    "alongside.cowriting",
    "alongside.drafts",
    "alongside.accounts",
    "alongside.teams",
    "alongside.partners",
    "alongside.relationships",
    "alongside.shares",
    "alongside.agreements",
    "alongside.moments",
    "alongside.promises",
    "alongside.profiles",
    "alongside.lifemaps",
    "alongside.circles",
    "alongside.asks",
    "alongside.plans",
    "alongside.interchange",
    "alongside.rights",
    "alongside.pages",
    "alongside.world",
]
MIDDLEWARE = [
    # Outermost, so that errors and redirects carry the same headers as pages.
    "alongside.kit.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "alongside.kit.headers.OnlyOurWays",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alongside.accounts.left.Left",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.accounts.phones.Phones",
    "alongside.access.middleware.ViewerMiddleware",
    "alongside.accounts.lent_files.NothingStays",
    "alongside.kit.busy.BusyStore",
    # Closed by default: a door is open only where its view says so.
    "alongside.kit.door.Door",
]
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "alongside.pages.shell.shell",
            ],
        },
    }
]

# --- where data is kept -----------------------------------------------------------------------
DATABASES = databases.databases(ALONGSIDE.data, os.environ)
DATABASE_ROUTERS = ["alongside.vault.router.KeysRouter"]
ERASED_LIST = erased_list(os.environ, ALONGSIDE.data)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A spreadsheet on its way in waits in the data folder, not where the whole machine can read it.
FILE_UPLOAD_HANDLERS = ["alongside.interchange.uploads.SealedUploads"]
FILE_UPLOAD_TEMP_DIR = ALONGSIDE.data / "incoming"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# A form holds a long text twice: as it was, and as it is. What is longer still is told so.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

# --- who comes in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["alongside.accounts.backends.ByItsId"]
PASSWORD_HASHERS = ["alongside.config.hashers.Argon2"]
LOGIN_URL = "/come-in/"
LOGIN_REDIRECT_URL = "/"

# `__Host-` ties a cookie to this very name. Browsers take such cookies from https, and from
# localhost as well.
SESSION_ENGINE = "alongside.accounts.sessions"
# A made-up team may stand beside a real one at another port, which is the same name to a browser.
MADE_UP = "made-up-" if ALONGSIDE.demo else ""
SESSION_COOKIE_NAME = f"__Host-{MADE_UP}session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"__Host-{MADE_UP}csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "alongside.kit.errors.stale"

# What the first page opens for whoever wants to look round: only on one's own machine.
LOOK_ROUND = "" if ALONGSIDE.demo or ALONGSIDE.https else "alongside.config.made_up.beside"

# --- where it is reached ----------------------------------------------------------------------
ALLOWED_HOSTS = [*ALONGSIDE.hosts, "localhost", "127.0.0.1", "[::1]"]
if ALONGSIDE.https:
    # The proxy in front sets this itself and drops what a browser sends under that name.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # `Headers` sets X-Frame-Options on every answer
    "security.W005",  # whether other names under ours are ready for https is theirs to say
    "security.W021",  # the same, for the browsers' own list
]

# --- how it reads -----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ALONGSIDE.time_zone
LOGGING = logs.CONFIGURED

STATIC_URL = "static/"
STATIC_ROOT = ALONGSIDE.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
