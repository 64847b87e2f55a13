"""The real settings, in a place of the proof's own; tables come from the models as they stand."""

import os

from alongside.config.settings import *  # noqa: F403 - a proof runs what a place runs
from alongside.config.settings import DATABASES, INSTALLED_APPS

MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}

if os.environ["ALONGSIDE_PROVE"] == "access":
    for database in DATABASES.values():
        database["NAME"] = ":memory:"
        database["OPTIONS"].pop("init_command", None)
