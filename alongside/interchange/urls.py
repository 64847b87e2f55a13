from django.urls import path

from alongside.interchange import views

app_name = "interchange"
urlpatterns = [
    path("bring-in/", views.bring_in, name="bring-in"),
    path("bring-in/<uuid:id>/", views.look, name="look"),
    path("bring-in/<uuid:id>/problems/", views.problems_file, name="problems"),
    path("safety/<uuid:id>/talking-through/", views.talking_through, name="talking-through"),
    path("kept-files/<uuid:id>/", views.kept_file, name="kept-file"),
    path("kept-files/<uuid:id>/removal/", views.kept_file_removal, name="kept-file-removal"),
]
