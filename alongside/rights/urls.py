from django.urls import path

from alongside.rights.views import copies, erasures

app_name = "rights"
urlpatterns = [
    path("my-copy/", copies.copy, name="copy"),
    path("erasing/", erasures.erasing, name="erasing"),
    path("erasing/<uuid:ask_id>/again/", erasures.again, name="erasing-again"),
    path("erasing/<uuid:ask_id>/taking-back/", erasures.taking_back, name="erasing-taking-back"),
    path("erasing/<uuid:ask_id>/finishing/", erasures.finishing, name="erasing-finishing"),
    path("with/<uuid:relationship_id>/erased/", erasures.words_of_others, name="erased"),
    path("with/<uuid:relationship_id>/holding/", erasures.holding, name="holding"),
    path("holds/<uuid:hold_id>/lifting/", erasures.lifting, name="lifting"),
]
