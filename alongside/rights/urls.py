from django.urls import path

from alongside.rights.views import copies, erasures, logs, requests

app_name = "rights"
urlpatterns = [
    path("my-copy/", copies.copy, name="copy"),
    path("data-requests/", requests.requests, name="requests"),
    path("data-requests/new/", requests.write_down, name="write-request"),
    path("data-requests/<uuid:request_id>/", requests.one, name="request"),
    path(
        "data-requests/<uuid:request_id>/calling-back/",
        requests.calling_back,
        name="request-calling-back",
    ),
    path("data-requests/<uuid:request_id>/not-me/", requests.not_me, name="request-not-me"),
    path(
        "data-requests/<uuid:request_id>/releasing/", requests.releasing, name="request-releasing"
    ),
    path("data-requests/<uuid:request_id>/copy/", requests.copy, name="request-copy"),
    path(
        "data-requests/<uuid:request_id>/looking-through/",
        requests.looking_through,
        name="request-looking-through",
    ),
    path("withheld/<uuid:withheld_id>/", requests.withheld, name="withheld"),
    path("messages/", logs.complaints, name="complaints"),
    path("messages/new/", logs.complain, name="complain"),
    path("incidents/", logs.incidents, name="incidents"),
    path("incidents/new/", logs.note_incident, name="note-incident"),
    path("log/<uuid:entry_id>/", logs.entry, name="entry"),
    path("log/<uuid:entry_id>/answering/", logs.answering, name="answering"),
    path("log/<uuid:entry_id>/hearers/", logs.naming, name="naming"),
    path("hearing/", logs.hearing, name="hearing"),
    path("hearing/ending/", logs.not_hearing, name="not-hearing"),
    path("asking/", erasures.erasing, name="erasing"),
    path("asking/<uuid:ask_id>/again/", erasures.again, name="erasing-again"),
    path("asking/<uuid:ask_id>/taking-back/", erasures.taking_back, name="erasing-taking-back"),
    path("asking/<uuid:ask_id>/finishing/", erasures.finishing, name="erasing-finishing"),
    path("with/<uuid:relationship_id>/staying/", erasures.words_of_others, name="erased"),
    path("with/<uuid:relationship_id>/holding/", erasures.holding, name="holding"),
    path("holds/<uuid:hold_id>/lifting/", erasures.lifting, name="lifting"),
]
