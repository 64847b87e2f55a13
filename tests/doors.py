"""What each named person of the small world meets at each address: the table of doors."""

from dataclasses import dataclass

from alongside.access.viewer import Life
from alongside.world.cast import life_of

NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Door:
    """What each one meets: a status, or a status and where it sends them."""

    how: str = "get"
    nobody: int | str = "/come-in/"
    sam: int | str
    dawn: int | str
    workers: int | str
    own: int | str

    def meets(self, name: str) -> int | str:
        if name == NOBODY:
            return self.nobody
        if name in {"Sam", "Dawn"}:
            return self.sam if name == "Sam" else self.dawn
        return self.workers if life_of(name) == Life.WORKING else self.own


def everybody(answer: int | str, how: str = "get", nobody: int | str = "/come-in/") -> Door:
    """The same for all who are signed in."""
    return Door(how=how, nobody=nobody, sam=answer, dawn=answer, workers=answer, own=answer)


def anyone(answer: int | str, how: str = "get") -> Door:
    """An open door."""
    return everybody(answer, how, nobody=answer)


def two_sides(sam: int | str = 200, dawn: int | str | None = None, how: str = "get") -> Door:
    """For Dawn and Sam; to everybody else it is not there."""
    return Door(how=how, sam=sam, dawn=sam if dawn is None else dawn, workers=404, own=404)


def by_life(working: int | str, own: int | str, how: str = "get") -> Door:
    return Door(how=how, sam=working, dawn=own, workers=working, own=own)


BETWEEN, MOMENT, PROMISE, SHARING = "/with/", "/moments/", "/promises/", "/sharing/"
CIRCLE = "/circle/"

DOORS = {
    "pages:front": Door(sam="/today/", dawn="/home/", workers="/today/", own="/home/"),
    "pages:welcome": anyone("/"),
    "pages:looking-round": anyone(404),
    "pages:away": anyone(200),
    "pages:today": by_life(200, "/home/"),
    "pages:home": by_life("/today/", 200),
    "pages:helped-back-read": everybody(404, "post"),
    "pages:people": everybody(200),
    "pages:new-person": everybody(200),
    "pages:search": everybody(200),
    "pages:note": everybody(200),
    "pages:story": two_sides(),
    "pages:between": two_sides(),
    "pages:say": two_sides(),
    "pages:mattering": two_sides(BETWEEN, how="post"),
    "pages:reaching": two_sides(BETWEEN, how="post"),
    "pages:reading-together": two_sides(BETWEEN, how="post"),
    "pages:on-paper": two_sides(),
    "pages:on-paper-as": two_sides(),
    "pages:to-read-through": two_sides(200, 404),
    "pages:moment": two_sides(),
    "pages:undoing": two_sides(MOMENT, 404, "post"),
    "pages:wrong-person": two_sides(200, 404),
    "pages:sharing-one": two_sides(),
    "accounts:come-in": everybody("/", nobody=200),
    "accounts:passkey-options": anyone(200, "post"),
    "accounts:passkey": anyone(400, "post"),
    "accounts:paper": anyone(200),
    "accounts:which": anyone("/come-in/"),
    "accounts:second": anyone("/come-in/"),
    "accounts:second-options": anyone("/come-in/", "post"),
    "accounts:second-passkey": anyone("/come-in/", "post"),
    "accounts:second-numbers": anyone("/come-in/"),
    "accounts:cannot-get-in": anyone(200),
    "accounts:lend": by_life(200, 404),
    "accounts:lent": anyone("/come-in/"),
    "accounts:given-back": anyone(200),
    "accounts:give-back": anyone("/lent/given-back/", "post"),
    "accounts:leave": anyone("/come-in/", "post"),
    "accounts:me": everybody(200),
    "accounts:passphrase": everybody(200),
    "accounts:new-passkey": everybody(200),
    "accounts:new-passkey-options": everybody(200, "post"),
    "accounts:passkeys": everybody(400, "post"),
    "accounts:passkey-removal": everybody(404, "post"),
    "accounts:numbers": everybody("/me/"),
    "accounts:numbers-removal": everybody("/me/", "post"),
    "accounts:codes": everybody(200),
    "accounts:again": everybody(200),
    "accounts:again-options": everybody(200, "post"),
    "accounts:again-passkey": everybody(400, "post"),
    "accounts:phone": everybody(404),
    "accounts:phone-removal": everybody(404, "post"),
    "accounts:sessions": everybody("/me/", "post"),
    "accounts:forget-phone": everybody("/come-in/", "post"),
    "relationships:inviting": two_sides(),
    "relationships:helping-back": two_sides(),
    "relationships:letting-reach-through": everybody(404, "post"),
    "relationships:new-colleague": by_life(200, 404),
    "relationships:same-person": two_sides(200, 404),
    "relationships:saying-yes": everybody(404, "post"),
    "relationships:taking-apart": everybody(404, "post"),
    "relationships:both-me": by_life(404, 200),
    "relationships:join": anyone(200),
    "relationships:letting-in": everybody(404, "post"),
    "relationships:stopping": everybody(404, "post"),
    "relationships:joining": anyone(404),
    "cowriting:together": everybody(400, "post"),
    "cowriting:writing": everybody(404),
    "cowriting:versions": everybody(404),
    "cowriting:taking-out": everybody(404),
    "agreements:agreement": two_sides(),
    "agreements:agreement-as": two_sides(),
    "agreements:writing": two_sides(),
    "agreements:agreeing": two_sides(404, BETWEEN, "post"),
    "agreements:seeing-otherwise": two_sides(),
    "agreements:doings": two_sides(how="post"),
    "agreements:changing": two_sides(how="post"),
    "agreements:finishing": two_sides(BETWEEN, how="post"),
    "agreements:letting-go": two_sides(BETWEEN, how="post"),
    "agreements:beginning-again": two_sides(BETWEEN, how="post"),
    "agreements:resting": two_sides(),
    "agreements:waking": two_sides(BETWEEN, how="post"),
    "agreements:ending": two_sides(),
    "agreements:hard-things": two_sides(),
    "agreements:hard-writing": two_sides(),
    "agreements:answering": two_sides(),
    "pages:teams": by_life(200, 404),
    "pages:bringing-in": everybody(404, "post"),
    "pages:hearing": Door(how="post", sam="/teams/", dawn=404, workers=404, own=404),
    "pages:joining-team": Door(how="post", sam="/teams/", dawn=404, workers=404, own=404),
    "pages:not-joining-team": everybody(404, "post"),
    "pages:agreeing-to-leaving": everybody(404, "post"),
    "pages:leaving-team": Door(sam=200, dawn=404, workers=404, own=404),
    "pages:beginning-again": everybody(404, "post"),
    "pages:partners": by_life(200, 404),
    "pages:works-there": Door(how="post", sam=200, dawn=404, workers=404, own=404),
    "pages:leaving-partner": Door(sam=200, dawn=404, workers=404, own=404),
    "pages:shared": two_sides(),
    "pages:shared-with-me": everybody(200),
    "pages:who-looked": by_life(404, 200),
    "shares:mine": by_life(404, 200),
    "shares:where-i-live": by_life(404, "/sharing/", "post"),
    "shares:pausing": by_life(404, "/sharing/", "post"),
    "shares:sharing-again": by_life(404, "/sharing/", "post"),
    "shares:may-know-after-all": everybody(404, "post"),
    "shares:between": two_sides(),
    "shares:must-not-know": two_sides(BETWEEN, how="post"),
    "pages:duty": two_sides(200, 404),
    "pages:before-a-yes": everybody(404),
    "pages:copy-for-receiver": everybody(404, "post"),
    "shares:yes": two_sides(404, SHARING, "post"),
    "shares:not-yet": two_sides(404, SHARING, "post"),
    "shares:taking-back": two_sides(404, SHARING, "post"),
    "shares:quietly": two_sides(404, 200),
    "shares:opening": by_life(200, 404),
    "shares:safety": everybody(404),
    "shares:ending-safety": everybody(404, "post"),
    "pages:reviewing": everybody(404),
    "shares:second-look": by_life(200, 404),
    "shares:yes-to-colleague": everybody(404, "post"),
    "shares:ending-duty": everybody(404, "post"),
    "shares:agreeing": everybody(404, "post"),
    "shares:delaying": everybody(404, "post"),
    "shares:letters": everybody(404),
    "shares:away": by_life(200, 404),
    "shares:back": by_life("/me/away-from-work/", 404, "post"),
    "moments:telling": two_sides(),
    "moments:otherwise": two_sides(),
    "moments:taking-down": two_sides(),
    "moments:placing": two_sides(),
    "moments:turning": two_sides(MOMENT, how="post"),
    "moments:letting-through": two_sides(MOMENT, 404, "post"),
    "moments:showing": two_sides(MOMENT, 404, "post"),
    "moments:undoing-telling": two_sides(404, "/", "post"),
    "promises:mine": everybody(200),
    "promises:one": two_sides(),
    "promises:keeping": two_sides(PROMISE, how="post"),
    "promises:moving": two_sides(),
    "promises:missing": two_sides(PROMISE, how="post"),
    "promises:putting-right": two_sides(200, how="post"),
    "promises:letting-go": two_sides(PROMISE, how="post"),
    "promises:coming": two_sides(PROMISE, how="post"),
    "promises:not-today": two_sides(PROMISE, how="post"),
    "promises:replying": two_sides(PROMISE, 404, "post"),
    "promises:undoing": two_sides(404, PROMISE, "post"),
    "promises:of-relationship": two_sides(),
    "promises:make": two_sides(),
    "promises:letting-through": two_sides(PROMISE, 404, "post"),
    "circles:mine": everybody(200),
    "circles:who": everybody(200),
    "circles:beginning": everybody(CIRCLE, "post"),
    "circles:hoping": everybody(CIRCLE, "post"),
    "circles:one": two_sides(),
    "circles:over": two_sides(),
    "circles:needs": two_sides(404, 200),
    "circles:on-paper": two_sides(404, 200),
    "circles:copy": two_sides(404, 200),
    "circles:picture-removal": two_sides(404, CIRCLE, "post"),
    "circles:drawing": two_sides(404, 200),
    "circles:hidden": two_sides(404, 200),
    "circles:tie": two_sides(404, 200),
    "circles:place": two_sides(404, CIRCLE, "post"),
    "circles:removal": two_sides(404, CIRCLE, "post"),
    "circles:hiding": two_sides(404, CIRCLE, "post"),
    "circles:asking": everybody(404, "post"),
    "circles:hidden-tie": two_sides(404, 200),
    "circles:hidden-place": two_sides(404, CIRCLE, "post"),
    "circles:hidden-removal": two_sides(404, CIRCLE, "post"),
    "circles:showing": two_sides(404, CIRCLE, "post"),
    "circles:pointing-yes": two_sides(BETWEEN, 404, "post"),
    "circles:pointing-not-now": two_sides(BETWEEN, 404, "post"),
    "circles:pointing-taken-back": two_sides(CIRCLE, how="post"),
    "circles:between": two_sides(),
    "circles:opening": two_sides(BETWEEN, how="post"),
    "circles:taking-back": two_sides(BETWEEN, how="post"),
    "interchange:bring-in": by_life(200, 404),
    "interchange:look": everybody(404),
    "interchange:talking-through": everybody(404, "post"),
    "interchange:kept-file": everybody(404),
    "interchange:kept-file-removal": everybody(404, "post"),
    "rights:copy": everybody(200),
    "rights:requests": everybody(200),
    "rights:write-request": by_life(200, 404),
    "rights:request": everybody(404),
    "rights:request-calling-back": everybody(404, "post"),
    "rights:request-not-me": everybody(404, "post"),
    "rights:request-releasing": everybody(404, "post"),
    "rights:request-copy": everybody(404, "post"),
    "rights:request-looking-through": everybody(404),
    "rights:withheld": everybody(404),
    "rights:complaints": everybody(200),
    "rights:complain": everybody(200),
    "rights:incidents": by_life(200, 404),
    "rights:note-incident": by_life(200, 404),
    "rights:entry": everybody(404),
    "rights:answering": everybody(404, "post"),
    "rights:naming": everybody(404, "post"),
    "rights:hearing": by_life(200, 404),
    "rights:not-hearing": by_life("/hearing/", 404, "post"),
    "rights:erasing": by_life(404, 200),
    "rights:erasing-again": everybody(404),
    "rights:erasing-taking-back": everybody(404, "post"),
    "rights:erasing-finishing": everybody(404, "post"),
    "rights:erased": two_sides(200, 404),
    "rights:holding": two_sides(BETWEEN, 404, "post"),
    "rights:lifting": everybody(404, "post"),
    "drafts:fresh": everybody(200),
    "drafts:keep": everybody(204, "post"),
}
TEAM = ("Bev", "Callum", "Ines")
BY_NAME: dict[tuple[str, str], int | str] = {
    # Who has one relationship only is led to it.
    ("pages:people", "Kay"): "/with/",
    ("pages:people", "Sam, his own life"): "/with/",
    # Dawn shares with Ruth; Callum looked to keep her safe.
    ("pages:shared", "Ruth"): 200,
    ("shares:safety", "Callum"): 200,
    # Ruth works at the partner; Bev, Callum and Ines are in Sam's team.
    ("pages:works-there", "Ruth"): 200,
    ("shares:letters", "Ruth"): 200,
    ("pages:leaving-partner", "Ruth"): 200,
    **{("pages:leaving-team", name): 200 for name in TEAM},
    **{("pages:works-there", name): 200 for name in TEAM},
    **{("pages:leaving-partner", name): 200 for name in TEAM},
    ("shares:ending-safety", "Callum"): "/safety/",
}
"""What one of them meets and the others do not."""
