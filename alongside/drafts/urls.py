from django.urls import path

from alongside.drafts import views

app_name = "drafts"
urlpatterns = [
    path("drafts/", views.fresh, name="fresh"),
    path("drafts/<path:form>/", views.keep, name="keep"),
]
