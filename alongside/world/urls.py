from django.urls import path

from alongside.world import views

app_name = "world"
urlpatterns = [path("demo/<str:token>/", views.come_in, name="come-in")]
