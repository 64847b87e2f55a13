from django.urls import path

from alongside.accounts.views import again, door, lent, mine, steps

app_name = "accounts"
urlpatterns = [
    path("come-in/", door.come_in, name="come-in"),
    path("come-in/passkey/options/", door.passkey_options, name="passkey-options"),
    path("come-in/passkey/", door.come_in_by_passkey, name="passkey"),
    path("come-in/paper/", door.come_in_by_paper, name="paper"),
    path("come-in/second/", steps.second_step, name="second"),
    path("come-in/second/passkey/options/", steps.passkey_options, name="second-options"),
    path("come-in/second/passkey/", steps.passkey, name="second-passkey"),
    path("come-in/second/numbers/", steps.first_numbers, name="second-numbers"),
    path("come-in/which/", door.which, name="which"),
    path("come-in/help/", door.cannot_get_in, name="cannot-get-in"),
    path("lend/", lent.lend, name="lend"),
    path("lent/", lent.lent, name="lent"),
    path("lent/given-back/", lent.given_back, name="given-back"),
    path("lent/giving-back/", lent.give_back, name="give-back"),
    path("leave/", door.leave, name="leave"),
    path("me/", mine.me, name="me"),
    path("me/passphrase/", mine.passphrase, name="passphrase"),
    path("me/passkeys/new/", mine.new_passkey, name="new-passkey"),
    path("me/passkeys/options/", mine.new_passkey_options, name="new-passkey-options"),
    path("me/passkeys/", mine.passkeys, name="passkeys"),
    path("me/passkeys/<uuid:passkey_id>/removal/", mine.passkey_removal, name="passkey-removal"),
    path("me/numbers/", steps.numbers, name="numbers"),
    path("me/numbers/removal/", steps.numbers_removal, name="numbers-removal"),
    path("me/codes/", steps.codes, name="codes"),
    path("me/sessions/", mine.sessions, name="sessions"),
    path("me/again/", again.again, name="again"),
    path("me/again/passkey/options/", again.passkey_options, name="again-options"),
    path("me/again/passkey/", again.passkey, name="again-passkey"),
    path("me/phones/<uuid:device_id>/", mine.phone, name="phone"),
    path("me/phones/<uuid:device_id>/removal/", mine.phone_removal, name="phone-removal"),
    path("me/phone/", mine.forget_phone, name="forget-phone"),
]
