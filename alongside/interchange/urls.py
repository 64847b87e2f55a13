from django.urls import path

from alongside.interchange import views

app_name = "interchange"
urlpatterns = [
    path("bring-in/", views.bring_in, name="bring-in"),
    path("bring-in/<uuid:id>/", views.look, name="look"),
]
