from django.urls import path

from alongside.shares.views import letters, powers, sharing

app_name = "shares"
urlpatterns = [
    path("sharing/", sharing.mine, name="mine"),
    path("sharing/where-i-live/", sharing.where_i_live, name="where-i-live"),
    path("sharing/pausing/", sharing.pausing, name="pausing"),
    path("sharing/again/", sharing.sharing_again, name="sharing-again"),
    path(
        "names/<uuid:never_tell_id>/taking-back/",
        sharing.may_know_after_all,
        name="may-know-after-all",
    ),
    path("with/<uuid:relationship_id>/sharing/", sharing.between, name="between"),
    path("with/<uuid:relationship_id>/names/", sharing.must_not_know, name="must-not-know"),
    path("shares/<uuid:share_id>/yes/", sharing.yes, name="yes"),
    path("shares/<uuid:share_id>/not-yet/", sharing.not_yet, name="not-yet"),
    path("shares/<uuid:share_id>/taking-back/", sharing.taking_back, name="taking-back"),
    # A neutral address: it stays in the history of a phone that others may hold.
    path("shares/<uuid:share_id>/more/", sharing.taking_back_quietly, name="quietly"),
    path("safety/", powers.opening, name="opening"),
    path("safety/<uuid:access_id>/", powers.one_safety, name="safety"),
    path("safety/<uuid:access_id>/ending/", powers.ending_safety, name="ending-safety"),
    path("second-look/", powers.second_look, name="second-look"),
    path(
        "new-colleagues/<uuid:new_colleague_id>/yes/",
        powers.saying_yes_to_colleague,
        name="yes-to-colleague",
    ),
    path("duties/<uuid:duty_id>/ending/", powers.ending_duty, name="ending-duty"),
    path("duties/<uuid:duty_id>/agreeing/", powers.agreeing_to_duty, name="agreeing"),
    path("duties/<uuid:duty_id>/telling-later/", powers.telling_of_duty_later, name="duty-later"),
    path("delays/<uuid:delay_id>/agreeing/", powers.agreeing_to_delay, name="delaying"),
    path("partners/letters/", letters.showing_letters, name="letters"),
    path("me/away-from-work/", powers.away_from_work, name="away"),
    path("me/back-at-work/", powers.being_back, name="back"),
]
