"""Coming in, step by step. Until the last step nobody is signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.access.viewer import Life
from alongside.accounts.actions import may_work, open_session
from alongside.accounts.lending import OFFERED, is_lent_to
from alongside.accounts.lives import lives_open_to
from alongside.accounts.models import Account
from alongside.accounts.second import authenticator_of
from alongside.accounts.ways import TWO_IN_ONE, Way
from alongside.kit.time import now

CAME_IN = "came_in"
WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfWay:
    """Somebody has shown one thing and is to choose, or to show another."""

    account: Account
    way: Way
    life: Life | None
    own: bool
    after: str


def come_in(
    request: HttpRequest,
    *,
    account: Account,
    way: Way,
    life: Life | None = None,
    own: bool = False,
    after: str = "",
) -> str:
    """Come in, or be asked for what is missing. Gives the next page."""
    lent = is_lent_to(request, account)
    if lent:
        life, own = Life.OWN, False
    lives = [life] if life else lives_open_to(account)
    only = lives[0] if len(lives) == 1 else None
    if only and not asks_for_more(account, only, way):
        open_session(request, account=account, life=only, way=way, trusted=own)
        return after or "/"
    offered = request.session.get(OFFERED) if lent else None
    request.session.flush()
    if offered:
        request.session[OFFERED] = offered
    request.session[CAME_IN] = {
        "account": str(account.id),
        "ways": _ways_in(account),
        "way": way.value,
        "life": only.value if only else "",
        "own": own,
        "next": after,
        "at": now().isoformat(),
    }
    return reverse("accounts:second") if only else reverse("accounts:which")


def asks_for_more(account: Account, life: Life, way: Way) -> bool:
    """Work always takes two. A life of one's own takes two when its owner asked for that."""
    if way in TWO_IN_ONE:
        return False
    return life == Life.WORKING or (way == Way.PASSPHRASE and authenticator_of(account) is not None)


def _ways_in(account: Account) -> str:
    """Another fingerprint once the passphrase or a key is another: what was shown is worth no more.

    Without a passphrase there is a random one in its place, made anew when they begin again.
    """
    keys = account.passkeys.order_by("id").values_list("id", flat=True)
    ways = [account.get_session_auth_hash(), *map(str, keys)]
    return salted_hmac("ways in, half way", " ".join(ways)).hexdigest()


def half_way(request: HttpRequest) -> HalfWay | None:
    """Who is on their way in, in this browser, within the last ten minutes."""
    said = request.session.get(CAME_IN)
    if not said or now() - datetime.fromisoformat(said["at"]) > WITHIN:
        return None
    account = Account.objects.select_related("person").filter(pk=said["account"]).first()
    if account is None or not constant_time_compare(said["ways"], _ways_in(account)):
        return None
    life = Life(said["life"]) if said["life"] else None
    if life == Life.WORKING and not may_work(account):
        # They left meanwhile: they begin again, and come in to their own life.
        return None
    return HalfWay(
        account=account,
        way=Way(said["way"]),
        life=life,
        own=said["own"],
        after=said["next"],
    )
