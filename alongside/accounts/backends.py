"""How a session finds its account again."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from alongside.accounts.models import Account


class ByItsId(BaseBackend):
    """Coming in is done by our own actions; here is only the way back from a session."""

    def get_user(self, user_id: Any) -> Account | None:
        return Account.objects.select_related("person").filter(pk=user_id).first()
