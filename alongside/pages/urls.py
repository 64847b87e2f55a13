from django.urls import path

from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>
from alongside.pages import (
    around,
    between,
    duties,
    looked,
    second,
    shared,
    stories,
    views,
    welcome,
)

app_name = "pages"
urlpatterns = [
    path("", views.front, name="front"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/looking-round/", welcome.looking_round, name="looking-round"),
    path("away/", views.away, name="away"),
    path("today/", views.day_of_a_worker, name="today"),
    path("home/", views.home, name="home"),
    path("home/helped/<uuid:coming_back_id>/", views.helped_back_read, name="helped-back-read"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new-person"),
    path("search/", views.search, name="search"),
    path("teams/", around.teams, name="teams"),
    path("teams/<uuid:team_id>/bringing-in/", around.bringing_in, name="bringing-in"),
    path("teams/members/<uuid:member_id>/hearing/", around.hearing, name="hearing"),
    path("teams/members/<uuid:member_id>/joining/", around.joining_team, name="joining-team"),
    path(
        "teams/members/<uuid:member_id>/not-joining/",
        around.not_joining_team,
        name="not-joining-team",
    ),
    path(
        "leavings/<uuid:leaving_id>/agreeing/",
        around.agreeing_to_leaving,
        name="agreeing-to-leaving",
    ),
    path("with/<uuid:relationship_id>/duty/", second.naming_duty, name="duty"),
    path("duties/<uuid:duty_id>/before-a-yes/", duties.before_a_yes, name="before-a-yes"),
    path("duties/<uuid:duty_id>/copy/", duties.copy_for_receiver, name="copy-for-receiver"),
    path("safety/<uuid:access_id>/looking-again/", second.reviewing, name="reviewing"),
    path("teams/members/<uuid:member_id>/leaving/", around.leaving_team, name="leaving-team"),
    path("waiting/beginning/", around.beginning_again, name="beginning-again"),
    path("partners/", around.our_partners, name="partners"),
    path("partners/<uuid:partner_id>/people/", around.works_there, name="works-there"),
    path(
        "partners/people/<uuid:place_id>/leaving/", around.leaving_partner, name="leaving-partner"
    ),
    path("shared/", shared.shared_with_me, name="shared-with-me"),
    path("shares/<uuid:share_id>/", shared.shared, name="shared"),
    path("recent/", looked.who_looked, name="who-looked"),
    path("note/", stories.note, name="note"),
    path("with/<uuid:relationship_id>/", stories.story, name="story"),
    path("with/<uuid:relationship_id>/between-us/", between.between_us, name="between"),
    path("with/<uuid:relationship_id>/saying/", stories.say, name="say"),
    path("with/<uuid:relationship_id>/mattering/", between.mattering, name="mattering"),
    path("with/<uuid:relationship_id>/reaching/", between.reaching, name="reaching"),
    path(
        "with/<uuid:relationship_id>/reading-together/",
        between.reading_together,
        name="reading-together",
    ),
    path("with/<uuid:relationship_id>/on-paper/", stories.on_paper, name="on-paper"),
    path(
        "with/<uuid:relationship_id>/on-paper/<paper:kind>/",
        stories.on_paper_as,
        name="on-paper-as",
    ),
    path(
        "with/<uuid:relationship_id>/to-read-through/",
        between.to_read_through,
        name="to-read-through",
    ),
    path("moments/<uuid:moment_id>/", stories.moment, name="moment"),
    path("moments/<uuid:moment_id>/sharing/", shared.sharing_one, name="sharing-one"),
    path("moments/<uuid:moment_id>/to-my-page/", stories.to_my_page, name="to-my-page"),
    path("moments/<uuid:moment_id>/undoing/", stories.undoing, name="undoing"),
    path("moments/<uuid:moment_id>/wrong-person/", stories.wrong_person, name="wrong-person"),
]
