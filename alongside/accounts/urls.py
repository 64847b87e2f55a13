from django.urls import path

from alongside.accounts.views import door, mine

app_name = "accounts"
urlpatterns = [
    path("come-in/", door.come_in, name="come-in"),
    path("come-in/passkey/options/", door.passkey_options, name="passkey-options"),
    path("come-in/passkey/", door.come_in_by_passkey, name="passkey"),
    path("come-in/which/", door.which, name="which"),
    path("come-in/help/", door.cannot_get_in, name="cannot-get-in"),
    path("leave/", door.leave, name="leave"),
    path("me/", mine.me, name="me"),
    path("me/passphrase/", mine.passphrase, name="passphrase"),
    path("me/passkeys/new/", mine.new_passkey, name="new-passkey"),
    path("me/passkeys/options/", mine.new_passkey_options, name="new-passkey-options"),
    path("me/passkeys/", mine.passkeys, name="passkeys"),
    path("me/passkeys/<uuid:passkey_id>/removal/", mine.passkey_removal, name="passkey-removal"),
    path("me/sessions/", mine.sessions, name="sessions"),
    path("me/phone/", mine.forget_phone, name="forget-phone"),
]
