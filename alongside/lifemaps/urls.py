from django.urls import path

from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>
from alongside.lifemaps.views import between, mine, sets

app_name = "lifemaps"
urlpatterns = [
    path("life/", mine.mine, name="mine"),
    path("life/adding/", mine.adding, name="adding"),
    path("life/who/", between.who, name="who"),
    path("life/elsewhere/", mine.elsewhere, name="elsewhere"),
    path(
        "life/elsewhere/<uuid:elsewhere_id>/removal/",
        mine.elsewhere_removal,
        name="elsewhere-removal",
    ),
    path("life/sets/", sets.sets, name="sets"),
    path("life/borrowing/", sets.borrowing, name="borrowing"),
    path("life/sets/<uuid:set_id>/taking-back/", sets.taking_back, name="set-taken-back"),
    path("life/then/<str:then>/", mine.then, name="then"),
    path("life/on-paper/<paper:kind>/", mine.on_paper, name="on-paper"),
    path("life/patches/<uuid:patch_id>/", mine.patch, name="patch"),
    path("life/patches/<uuid:patch_id>/naming/", mine.naming, name="naming"),
    path("life/patches/<uuid:patch_id>/letting-go/", mine.letting_go, name="letting-go"),
    path("life/patches/<uuid:patch_id>/bringing-back/", mine.bringing_back, name="bringing-back"),
    path("life/patches/<uuid:patch_id>/removal/", mine.removal, name="removal"),
    path("life/sayings/<uuid:saying_id>/removal/", mine.saying_removal, name="saying-removal"),
    path("with/<uuid:relationship_id>/life/", between.between, name="between"),
    path("with/<uuid:relationship_id>/life/then/<str:then>/", between.then, name="between-then"),
    path("with/<uuid:relationship_id>/life/opening/", between.opening, name="opening"),
    path("with/<uuid:relationship_id>/life/taking-back/", between.taking_back, name="taking-back"),
]
