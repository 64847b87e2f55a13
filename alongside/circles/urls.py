from django.urls import path

from alongside.circles.views import between, drawing, pictures
from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>

app_name = "circles"
urlpatterns = [
    path("circle/", pictures.mine, name="mine"),
    path("circle/beginning/", pictures.beginning, name="beginning"),
    path("circle/who/", between.who, name="who"),
    path("circle/hoping/", pictures.hoping, name="hoping"),
    path("circle/<uuid:circle_id>/", pictures.one, name="one"),
    path("circle/<uuid:circle_id>/over/<uuid:earlier_id>/", pictures.over, name="over"),
    path("circle/<uuid:circle_id>/needs/", pictures.needs, name="needs"),
    path("circle/<uuid:circle_id>/on-paper/<paper:kind>/", pictures.on_paper, name="on-paper"),
    path("circle/<uuid:circle_id>/copy/", pictures.copy, name="copy"),
    path("circle/<uuid:circle_id>/removal/", pictures.taking_out_picture, name="picture-removal"),
    path("circle/<uuid:circle_id>/drawing/", drawing.drawing, name="drawing"),
    path("circle/<uuid:circle_id>/own/", drawing.hidden, name="hidden"),
    path("circle/ties/<uuid:tie_id>/", drawing.tie, name="tie"),
    path("circle/ties/<uuid:tie_id>/place/", drawing.place, name="place"),
    path("circle/ties/<uuid:tie_id>/removal/", drawing.removal, name="removal"),
    path("circle/ties/<uuid:tie_id>/hiding/", drawing.hiding, name="hiding"),
    path("circle/ties/<uuid:tie_id>/asking/", between.asking, name="asking"),
    path("circle/own/<uuid:hidden_id>/", drawing.hidden_tie, name="hidden-tie"),
    path("circle/own/<uuid:hidden_id>/place/", drawing.hidden_place, name="hidden-place"),
    path("circle/own/<uuid:hidden_id>/removal/", drawing.hidden_removal, name="hidden-removal"),
    path("circle/own/<uuid:hidden_id>/showing/", drawing.showing, name="showing"),
    path("circle/asks/<uuid:tie_ask_id>/yes/", between.yes, name="pointing-yes"),
    path("circle/asks/<uuid:tie_ask_id>/not-now/", between.not_now, name="pointing-not-now"),
    path(
        "circle/asks/<uuid:tie_ask_id>/taking-back/",
        between.pointing_taken_back,
        name="pointing-taken-back",
    ),
    path("with/<uuid:relationship_id>/circle/", between.between, name="between"),
    path("with/<uuid:relationship_id>/circle/opening/", between.opening, name="opening"),
    path(
        "with/<uuid:relationship_id>/circle/taking-back/", between.taking_back, name="taking-back"
    ),
]
