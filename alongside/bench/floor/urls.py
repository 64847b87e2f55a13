from django.urls import path

from alongside.bench.floor import views

app_name = "floor"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("people/", views.people, name="people"),
    path("search/", views.search, name="search"),
    path("add/", views.add, name="add"),
    path("with/<int:tie>/", views.story, name="story"),
]
