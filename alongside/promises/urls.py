from django.urls import path

from alongside.promises import views

app_name = "promises"
urlpatterns = [
    path("promises/", views.mine, name="mine"),
    path("promises/<uuid:promise_id>/", views.one, name="one"),
    path("promises/<uuid:promise_id>/keeping/", views.keeping, name="keeping"),
    path("promises/<uuid:promise_id>/moving/", views.move, name="moving"),
    path("promises/<uuid:promise_id>/missing/", views.missing, name="missing"),
    path("promises/<uuid:promise_id>/putting-right/", views.putting_right, name="putting-right"),
    path("promises/<uuid:promise_id>/letting-go/", views.letting_go, name="letting-go"),
    path(
        "promises/<uuid:promise_id>/letting-through/",
        views.letting_through,
        name="letting-through",
    ),
    path("promises/<uuid:promise_id>/coming/", views.coming, name="coming"),
    path("promises/<uuid:promise_id>/not-today/", views.not_today, name="not-today"),
    path("answers/<uuid:answer_id>/replying/", views.replying, name="replying"),
    path("answers/<uuid:answer_id>/undoing/", views.undoing, name="undoing"),
    path("with/<uuid:relationship_id>/promises/", views.of_relationship, name="of-relationship"),
    path("with/<uuid:relationship_id>/promises/new/", views.make, name="make"),
]
