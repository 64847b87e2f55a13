from django.urls import path

from alongside.relationships import views

app_name = "relationships"
urlpatterns = [
    path("with/<uuid:relationship_id>/inviting/", views.inviting, name="inviting"),
    path("with/<uuid:relationship_id>/helping-back/", views.helping_back, name="helping-back"),
    path(
        "reach/<uuid:reach_id>/letting-through/",
        views.letting_reach_through,
        name="letting-reach-through",
    ),
    path("with/<uuid:relationship_id>/same-person/", views.same_person, name="same-person"),
    path("same-person/<uuid:alias_id>/yes/", views.saying_yes, name="saying-yes"),
    path("same-person/<uuid:alias_id>/apart/", views.taking_apart, name="taking-apart"),
    path("me/both/", views.both_me, name="both-me"),
    path("people/new-colleague/", views.new_colleague, name="new-colleague"),
    path("join/", views.join_by_code, name="join"),
    path("coming-back/<uuid:invitation_id>/letting-in/", views.letting_in, name="letting-in"),
    path("coming-back/<uuid:invitation_id>/stopping/", views.stopping, name="stopping"),
    path("join/<str:link>/", views.joining, name="joining"),
]
