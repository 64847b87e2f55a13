from django.urls import path

from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>
from alongside.profiles.views import attached, between, cards, mine

app_name = "profiles"
urlpatterns = [
    path("about-me/", mine.about_me, name="about-me"),
    path("about-me/who/", mine.who, name="who"),
    path("about-me/on-paper/<paper:kind>/", mine.about_me_on_paper, name="about-me-on-paper"),
    path("about-me/cards/", cards.cards, name="cards"),
    path("about-me/cards/<uuid:card_id>/stopping/", cards.stopping, name="card-stopping"),
    path("about-me/parts/<uuid:told_id>/removal/", mine.removal, name="removal"),
    path("about-me/attached/<uuid:attachment_id>/", attached.attached, name="attachment"),
    path("about-me/attached/<uuid:attachment_id>/removal/", mine.taking_off, name="taking-off"),
    path("about-me/writing/<str:heading>/", mine.writing, name="writing"),
    path("my-page/", mine.one_page, name="one-page"),
    path("my-page/on-paper/<paper:kind>/", mine.one_page_on_paper, name="one-page-on-paper"),
    path("appreciations/<uuid:appreciation_id>/yes/", between.yes, name="yes"),
    path(
        "appreciations/<uuid:appreciation_id>/leaving-off/",
        between.leaving_off,
        name="leaving-off",
    ),
    path(
        "appreciations/<uuid:appreciation_id>/taking-back/",
        between.offer_taken_back,
        name="offer-taken-back",
    ),
    path("with/<uuid:relationship_id>/about/", between.between, name="between"),
    path("with/<uuid:relationship_id>/about/opening/", between.opening, name="opening"),
    path("with/<uuid:relationship_id>/about/taking-back/", between.taking_back, name="taking-back"),
    path("with/<uuid:relationship_id>/appreciating/", between.offering, name="offering"),
    path("card/<str:link>/", cards.card, name="card"),
    path(
        "card/<str:link>/attached/<uuid:attachment_id>/",
        cards.card_attachment,
        name="card-attachment",
    ),
]
