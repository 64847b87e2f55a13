from django.urls import path

from alongside.cowriting import views

app_name = "cowriting"
urlpatterns = [
    path("together/", views.together, name="together"),
    path("documents/<uuid:document_id>/writing/", views.plainly, name="writing"),
    path("documents/<uuid:document_id>/versions/", views.versions, name="versions"),
    path("documents/<uuid:document_id>/taking-out/", views.taking_out, name="taking-out"),
]
