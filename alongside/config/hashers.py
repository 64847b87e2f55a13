"""How a passphrase is kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at 46 MiB and two passes, on one thread.

    Django's own choice takes 100 MiB and eight threads for each sign-in: four people who sign
    in at once would fill a small machine.
    """

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
