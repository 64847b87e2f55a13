from django.urls import path

from alongside.moments import views

app_name = "moments"
urlpatterns = [
    path("moments/<uuid:moment_id>/telling/", views.telling, name="telling"),
    path("moments/<uuid:moment_id>/not-how-it-was/", views.otherwise, name="otherwise"),
    path("moments/<uuid:moment_id>/taking-down/", views.taking_down, name="taking-down"),
    path("moments/<uuid:moment_id>/placing/", views.placing, name="placing"),
    path("moments/<uuid:moment_id>/turning/", views.turning, name="turning"),
    path(
        "moments/<uuid:moment_id>/letting-through/", views.letting_through, name="letting-through"
    ),
    path("moments/<uuid:moment_id>/setting-aside/", views.setting_aside, name="setting-aside"),
    path("moments/<uuid:moment_id>/bringing-back/", views.bringing_back, name="bringing-back"),
    path("moments/<uuid:moment_id>/showing/", views.showing, name="showing"),
    path("moments/<uuid:moment_id>/keeping-apart/", views.keeping_apart, name="keeping-apart"),
    path("tellings/<uuid:telling_id>/undoing/", views.undoing_telling, name="undoing-telling"),
]
