"""How a session finds its account again."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet

from alongside.accounts.models import Account
from alongside.kit.prepared import prepared
from alongside.people.aliases import is_of_several


class ByItsId(BaseBackend):
    """Coming in is done by our own actions; here is only the way back from a session."""

    def get_user(self, user_id: Any) -> Account | None:
        return the_account.first(UUID(str(user_id)))


@prepared
def the_account(account_id: UUID) -> QuerySet[Account]:
    found = Account.objects.select_related("person").filter(pk=account_id)
    # With the account, in one question: nearly nobody is several records.
    return found.annotate(is_several=is_of_several("person_id"))
