from django.urls import path

from alongside.asks.views import between, doors, holding

app_name = "asks"
urlpatterns = [
    path("with/<uuid:relationship_id>/asks/", between.asks, name="asks"),
    path("with/<uuid:relationship_id>/asks/new/", between.asking, name="asking"),
    path("asks/<uuid:the_ask_id>/", between.one, name="one"),
    path("asks/<uuid:the_ask_id>/saying-yes/", between.saying_yes, name="saying-yes"),
    path("asks/<uuid:the_ask_id>/taking-back/", between.taking_back, name="taking-back"),
    path("asks/<uuid:the_ask_id>/linking/", between.linking, name="linking"),
    path("asks/<uuid:the_ask_id>/after/", between.after, name="after"),
    path("asks/<uuid:the_ask_id>/door/", between.opened_door, name="opened-door"),
    path("doors/", doors.our_doors, name="doors"),
    path("doors/<uuid:door_id>/taking-off/", doors.taking_off, name="taking-off"),
    path("asked/", doors.of_me, name="of-me"),
    path("asked/<uuid:the_ask_id>/", doors.one_of_me, name="one-of-me"),
    path("for-you/<str:link>/", holding.link, name="link"),
]
