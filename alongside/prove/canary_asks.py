"""A canary in every ask: sent and not, by either side, answered, with what came after; doors."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from alongside.asks.models import Ask, AskAfter, AskAnswer, Door
from alongside.prove.canary_rows import between, who

A_MONTH = timedelta(days=30)


def tell(now: datetime, own: str, work: str) -> None:
    """Everything is about the one in own life; it is sent to Ruth, where it is sent."""
    here, about = between(own, work), who(own)
    for by in (own, work):
        for more in _in_each_way(now, own, by):
            ask = Ask.objects.create(
                relationship_id=here, about_id=about, by_id=who(by), until=now + A_MONTH, **more
            )
            for answered_by in (None, who("Ruth")):
                AskAnswer.objects.create(
                    ask=ask, relationship_id=here, scope=ask.key_scope(), by_id=answered_by
                )
            for for_them in (True, False):
                AskAfter.objects.create(
                    ask=ask, relationship_id=here, by_id=who(by), for_them=for_them
                )
    for taken_back_at in (None, now):
        Door.objects.create(person_id=who("Ruth"), by_id=who(work), taken_back_at=taken_back_at)


def _in_each_way(now: datetime, own: str, by: str) -> list[dict[str, Any]]:
    """Waiting for a yes; sent; taken back."""
    link = sha256(f"{own} {by} {Ask.objects.count()}".encode()).hexdigest()
    sent = {"agreed_at": now, "agreed_by_id": who(own), "to_id": who("Ruth")}
    back = {"taken_back_at": now, "taken_back_by_id": who(own)}
    return [{}, {**sent, "link": link, "browser": link[::-1]}, {**sent, **back}]
