from django.urls import path

from alongside.rights.views import copies

app_name = "rights"
urlpatterns = [
    path("my-copy/", copies.copy, name="copy"),
]
