"""A passkey is added and opens the door, under our Content-Security-Policy, with a device made of software."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from tests.harness.browsing import Complaints, barriers
from tests.harness.processes import Site

Visit = Callable[..., Page]


def give_fingerprint(page: Page) -> None:
    """Let the browser have a built-in authenticator whose owner always says yes."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def test_a_passkey_opens_the_door(new_visitor: Visit, alba: Any, live_site: Site, complaints: Complaints) -> None:
    """Browsers make passkeys for names, not for numbers: so the site is visited as localhost."""
    complaints.allow("request to another origin: http://localhost:")
    home = live_site.url.replace("127.0.0.1", "localhost")
    EmailAddress.objects.get_or_create(user=alba, email=alba.email, verified=True, primary=True)
    page = new_visitor()
    give_fingerprint(page)
    page.goto(f"{home}/accounts/login/")
    page.get_by_label("E-mail").fill(alba.email)
    page.get_by_label("Password").fill("walk-beside-me")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)

    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill("walk-beside-me")
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/webauthn/add/")
    assert barriers(page) == []
    page.get_by_label("Name").fill("My phone")
    expect(page.get_by_label("I want to come in with it alone")).to_be_checked()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.goto(f"{home}/accounts/2fa/webauthn/")
    expect(page.get_by_text("My phone")).to_be_visible()
    assert barriers(page) == []

    page.goto(f"{home}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Log out").click()
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{home}/accounts/sessions/")
    expect(page.get_by_text("this one")).to_be_visible()


def test_a_passkey_that_does_not_work_is_no_drama(new_visitor: Visit) -> None:
    """No device: the page says so kindly, and the console stays quiet."""
    page = new_visitor()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work. Try again, or come in another way.")).to_be_visible()
