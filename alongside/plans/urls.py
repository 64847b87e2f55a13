from django.urls import path

from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>
from alongside.plans import views

app_name = "plans"
urlpatterns = [
    path("with/<uuid:relationship_id>/plan/", views.plan, name="plan"),
    path("with/<uuid:relationship_id>/plan/on-paper/<paper:kind>/", views.plan_as, name="plan-as"),
    path("with/<uuid:relationship_id>/plan/beginning/", views.beginning, name="beginning"),
    path("with/<uuid:relationship_id>/plan/spending/", views.spending, name="spending"),
    path("plan/parts/<uuid:part_id>/", views.part, name="part"),
    path("plan/parts/<uuid:part_id>/moving/", views.moving, name="moving"),
    path("plan/parts/<uuid:part_id>/showing/", views.showing, name="showing"),
    path("plan/parts/<uuid:part_id>/letting-go/", views.letting_go, name="letting-go"),
    path("plan/parts/<uuid:part_id>/bringing-back/", views.bringing_back, name="bringing-back"),
    path("plan/parts/<uuid:part_id>/promising/", views.promising, name="promising"),
    path(
        "plan/spends/<uuid:spend_id>/letting-go/", views.spend_letting_go, name="spend-letting-go"
    ),
    path(
        "plan/spends/<uuid:spend_id>/bringing-back/",
        views.spend_bringing_back,
        name="spend-bringing-back",
    ),
]
