"""A passkey made, used to enter and to lift the veil, revoked; a key that does not know its owner opens nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from carnet.store.credentials import Credential
from carnet.store.staff import HelperSession
from tests.web.consoles import PASSWORD


@pytest.fixture
def at_home(console, console_app):
    """The console knows the name under which browsers reach it."""
    house = console_app.extensions["house"]
    house.settings = replace(house.settings, console_url=console.address)


@pytest.fixture
def holder(at_home, agent):
    """Somebody at work, whose browser has a key of its own."""
    agent.keys = agent.page.context.new_cdp_session(agent.page)
    agent.keys.send("WebAuthn.enable")
    agent.authenticator = make_key(agent.keys, is_verified=True)
    return agent


def make_key(keys, *, is_verified: bool) -> str:
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": is_verified,
        "automaticPresenceSimulation": True,
    }
    return keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def press(page, path: str) -> None:
    page.locator(f'form[data-passkey="{path}"] button').click()


def add_key(holder) -> None:
    holder.page.goto(f"{holder.address}/account")
    holder.page.fill("#proof", PASSWORD)
    holder.page.press("#proof", "Enter")
    holder.page.wait_for_url("**/account?said=proved")
    press(holder.page, "/account/passkeys")
    holder.page.wait_for_url("**/account?said=passkey")


def methods(world) -> list[str]:
    with world() as db:
        return [each.method for each in db.scalars(select(HelperSession).order_by(HelperSession.id))]


def passkeys(world) -> list[Credential]:
    with world() as db:
        return list(db.scalars(select(Credential).where(Credential.kind == "passkey")))


def test_a_passkey_is_made_opens_a_session_and_counts_its_uses(holder, world):
    page = holder.page
    add_key(holder)
    made = passkeys(world)[0].counter
    page.locator(".who summary").click()
    page.locator('form[action="/sign-out"] button').click()

    press(page, "/sign-in/passkey")
    page.locator("form[data-veil-after]").wait_for(state="attached")

    assert methods(world) == ["password", "passkey"]
    assert passkeys(world)[0].counter > made


def test_a_passkey_lifts_the_veil_and_nothing_readable_stood_under_it(holder):
    page = holder.page
    add_key(holder)
    page.locator('form[action="/lock"] button').click()
    page.wait_for_url("**/locked**")
    assert page.locator("form[data-veil-after]").count() == 0

    press(page, "/unlock/passkey")

    page.locator("form[data-veil-after]").wait_for(state="attached")
    assert page.url == f"{holder.address}/account"


def test_a_key_that_does_not_know_its_owner_is_refused(holder, world):
    page = holder.page
    add_key(holder)
    holder.keys.send(
        "WebAuthn.setUserVerified", {"authenticatorId": holder.authenticator, "isUserVerified": False}
    )
    page.locator(".who summary").click()
    page.locator('form[action="/sign-out"] button').click()

    press(page, "/sign-in/passkey")

    page.locator('form[data-passkey="/sign-in/passkey"] [role=status]:not(:empty)').wait_for()
    assert methods(world) == ["password"]


def test_a_key_whose_counter_went_back_was_copied_and_opens_nothing(holder, world):
    page = holder.page
    add_key(holder)
    with world() as db:
        db.scalars(select(Credential).where(Credential.kind == "passkey")).one().counter = 1_000
    page.locator(".who summary").click()
    page.locator('form[action="/sign-out"] button').click()

    press(page, "/sign-in/passkey")

    page.locator("#problem").wait_for()
    assert methods(world) == ["password"]


def test_a_revoked_passkey_opens_nothing_from_that_moment(holder, world):
    page = holder.page
    add_key(holder)
    page.locator('form[action$="/revoke"] button').click()
    page.wait_for_url("**/account?said=revoked")
    page.locator(".who summary").click()
    page.locator('form[action="/sign-out"] button').click()

    press(page, "/sign-in/passkey")

    page.locator("#problem").wait_for()
    assert methods(world) == ["password"]


def test_a_passkey_proves_again_who_sits_there(holder, world, clock):
    page = holder.page
    add_key(holder)
    clock.pass_by(minutes=4)
    page.reload()
    clock.pass_by(minutes=2)
    page.fill("#pin", "2580")
    page.press("#pin", "Enter")

    press(page, "/account/proof")

    page.wait_for_url("**/account?said=pin")


def test_who_asks_for_a_key_after_five_minutes_is_asked_on_the_page_who_they_are(holder, world, clock):
    page = holder.page
    add_key(holder)
    clock.pass_by(minutes=4)
    page.reload()
    clock.pass_by(minutes=2)

    press(page, "/account/passkeys")

    page.locator("#proof").wait_for()
    assert len(passkeys(world)) == 1
