from django.urls import path

from alongside.accounts import views

app_name = "accounts"
urlpatterns = [
    path("come-in/", views.come_in, name="come-in"),
    path("come-in/passkey/options/", views.passkey_options, name="passkey-options"),
    path("come-in/passkey/", views.come_in_by_passkey, name="passkey"),
    path("come-in/which/", views.which, name="which"),
    path("come-in/help/", views.cannot_get_in, name="cannot-get-in"),
    path("leave/", views.leave, name="leave"),
    path("me/", views.me, name="me"),
    path("me/passphrase/", views.passphrase, name="passphrase"),
    path("me/passkeys/new/", views.new_passkey, name="new-passkey"),
    path("me/passkeys/options/", views.new_passkey_options, name="new-passkey-options"),
    path("me/passkeys/", views.passkeys, name="passkeys"),
    path("me/passkeys/<uuid:passkey_id>/removal/", views.passkey_removal, name="passkey-removal"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/phone/", views.forget_phone, name="forget-phone"),
]
