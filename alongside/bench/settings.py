"""The real settings in a place of the bench's own, with the floor beside it."""

from alongside.config.settings import *  # noqa: F403 - a bench measures what a place runs
from alongside.config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "alongside.bench.floor"]
ROOT_URLCONF = "alongside.bench.urls"
