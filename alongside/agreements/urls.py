from django.urls import path

from alongside.agreements import views
from alongside.kit.paper import kinds  # noqa: F401 - for <paper:kind>

app_name = "agreements"
urlpatterns = [
    path("with/<uuid:relationship_id>/agreement/", views.agreement, name="agreement"),
    path(
        "with/<uuid:relationship_id>/agreement/on-paper/<paper:kind>/",
        views.agreement_as,
        name="agreement-as",
    ),
    path("with/<uuid:relationship_id>/agreement/writing/", views.writing, name="writing"),
    path("agreements/<uuid:agreement_id>/agreeing/", views.agreeing, name="agreeing"),
    path(
        "agreements/<uuid:agreement_id>/seeing-otherwise/",
        views.seeing_otherwise,
        name="seeing-otherwise",
    ),
    path("with/<uuid:relationship_id>/doings/", views.doings, name="doings"),
    path("doings/<uuid:doing_id>/changing/", views.changing, name="changing"),
    path("doings/<uuid:doing_id>/finishing/", views.finishing, name="finishing"),
    path("doings/<uuid:doing_id>/letting-go/", views.letting_go, name="letting-go"),
    path("doings/<uuid:doing_id>/beginning-again/", views.beginning_again, name="beginning-again"),
    path("with/<uuid:relationship_id>/resting/", views.rest, name="resting"),
    path("with/<uuid:relationship_id>/waking/", views.waking, name="waking"),
    path("with/<uuid:relationship_id>/ending/", views.ending, name="ending"),
    path("with/<uuid:relationship_id>/words/", views.hard_things, name="hard-things"),
    path("with/<uuid:relationship_id>/words/writing/", views.hard_writing, name="hard-writing"),
    path("words/<uuid:hard_thing_id>/answering/", views.hard_answering, name="answering"),
]
