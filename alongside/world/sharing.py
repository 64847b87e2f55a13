"""The small world beyond two sides: a team, a partner, and what Dawn opens to whom."""

from datetime import datetime, timedelta

from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.trail import Sight, record
from alongside.kit.time import at, end_of, here
from alongside.partners.models import Partner, PartnerPerson
from alongside.shares.actions import Wish, ask_to_share, name_never_tell, say_not_yet, say_yes
from alongside.shares.models import Share
from alongside.shares.safety import look_at_again, open_for_safety
from alongside.teams.models import Member, Team
from alongside.world.cast import person_id, relationship_id, viewer_of

TEAM = ("Sam", "Bev", "Callum", "Ines")
FINDING_A_HOME = "Looking for a flat near Kay’s school"


def tell(now: datetime) -> None:
    """Who is in the team, and what Dawn shares."""
    with at(now - timedelta(days=60)):
        _begin_team()
    with at(now - timedelta(days=11)):
        _share_with_ruth()
        _not_yet_for_ines()
        name_never_tell(by=viewer_of("Dawn"), words="Neil Barker")
    with at(now - timedelta(days=10, hours=8)):
        _callum_on_the_night_phone()


def _begin_team() -> None:
    sam = person_id("Sam")
    team = Team.objects.create(called="Lantern Street", made_by_id=sam)
    for name in TEAM:
        Member.objects.create(
            team=team,
            person_id=person_id(name),
            added_by_id=sam,
            hears=name == "Bev",
            accepted_at=team.made_at,
        )
    homes = Partner.objects.create(called="Quayside Homes", made_by_id=sam)
    PartnerPerson.objects.create(
        partner=homes, person_id=person_id("Ruth"), does="Lettings", added_by_id=sam
    )


def _share_with_ruth() -> None:
    dawn, sam = viewer_of("Dawn"), viewer_of("Sam")
    share = _ask(
        Wish(
            strand=Strand.ABOUT_ME,
            with_person_id=person_id("Ruth"),
            purpose=FINDING_A_HOME,
            until=end_of(here().date() + timedelta(days=53)),
        )
    )
    say_yes(by=dawn, share_id=share.id)
    seen = Sight(dawn.person_id, Strand.ABOUT_ME, Ground.SHARE, relationship_id("Dawn", "Sam"))
    record(viewer_of("Ruth"), {seen})
    record(sam, {Sight(dawn.person_id, Strand.MOMENTS, Ground.SIDE, seen.relationship_id)})


def _not_yet_for_ines() -> None:
    share = _ask(
        Wish(
            strand=Strand.MOMENTS,
            with_person_id=person_id("Ines"),
            purpose="Getting to know each other",
        )
    )
    say_not_yet(by=viewer_of("Dawn"), share_id=share.id)


def _ask(wish: Wish) -> Share:
    between = relationship_id("Dawn", "Sam")
    return ask_to_share(by=viewer_of("Sam"), relationship_id=between, wish=wish)


def _callum_on_the_night_phone() -> None:
    callum, dawn = viewer_of("Callum"), person_id("Dawn")
    access = open_for_safety(
        by=callum, called="Dawn", reason="Dawn rang the night phone, and it went dead."
    )
    if access is None:
        message = "Callum’s team walks with one Dawn."
        raise LookupError(message)
    between = relationship_id("Dawn", "Sam")
    seen = Sight(dawn, Strand.ABOUT_ME, Ground.SAFETY, between, access.id)
    record(callum, {seen})
    look_at_again(
        by=viewer_of("Bev"), access_id=access.id, was_right=True, words="Yes. He found her safe."
    )
