"""Guessing, locking others out, framing and oversized forms: what is tried here must not succeed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.limits import ACCOUNT, CODE, HERE, MAKE, OPEN, OWN, PLACE, TOKEN, UPLOAD_PLACE
from dashboard.receiving import SMALL
from dashboard.web import build
from store.accounts import Account
from store.definitions import apply
from store.tokens import make_token
from tests.dashboard.conftest import make_site
from tests.dashboard.demo_store import NOW
from tests.dashboard.test_signing import GOOD, LEADS, PARTNER, Place
from tests.people import client_of
from tests.rooms import small_alliance

WRONG = "en helt forkert sætning"
BEHIND = {
    "FREMDRIFT_PROXIES": "1",
    "FREMDRIFT_URL": "https://fremdrift.example",
    "FREMDRIFT_FRAMES": "https://by.example",
}


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    site = make_site(tmp_path_factory.mktemp("attacks"), **BEHIND)
    with site.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    yield Place(site)
    site.store.close()


def sent(place: Place, path: str, address: str, browser: FlaskClient | None = None, **form: str) -> TestResponse:
    browser = browser or client_of(place.server, None)
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": address, "Host": "fremdrift.example"}
    return browser.post(path, data=form, headers=headers, base_url="https://fremdrift.example")


def tried(place: Place, one: Account | None, address: str, password: str = WRONG) -> int:
    email = "ingen@example.dk" if one is None else one.email or ""
    return sent(place, "/sign-in", address, email=email, password=password).status_code


def test_a_password_is_not_guessed_from_one_place(place: Place) -> None:
    one = place.person(PARTNER)
    assert [tried(place, one, "192.0.2.1") for _ in range(HERE.free)] == [422] * HERE.free
    answer = sent(place, "/sign-in", "192.0.2.1", email=one.email or "", password=GOOD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")  # not the right one either
    assert "Prøv igen om 30 sekunder" in answer.text
    assert sent(place, "/en/sign-in", "192.0.2.1", email=(one.email or "").upper(), password=GOOD).status_code == 429


def test_who_is_locked_out_comes_in_from_elsewhere_and_after_the_wait(place: Place) -> None:
    one = place.person(PARTNER)
    for _ in range(HERE.free + 1):
        tried(place, one, "192.0.2.1")
    assert tried(place, one, "198.51.100.7", GOOD) == 303
    place.clock.forward(seconds=31)
    assert tried(place, one, "192.0.2.1", GOOD) == 303
    assert [tried(place, one, "192.0.2.1") for _ in range(HERE.free)] == [422] * HERE.free  # it was forgiven


def test_no_account_and_an_account_are_held_back_alike(place: Place) -> None:
    one = place.person(PARTNER)
    tries = range(HERE.free + 2)
    assert [tried(place, one, "192.0.2.1") for _ in tries] == [tried(place, None, "192.0.2.2") for _ in tries]


def test_one_place_does_not_try_one_password_with_all_accounts(place: Place) -> None:
    people = [place.person(PARTNER) for _ in range(3)]
    for number in range(PLACE.free):
        sent(place, "/sign-in", "192.0.2.1", email=f"gaet{number}@example.dk", password=WRONG)
    assert {tried(place, one, "192.0.2.1", GOOD) for one in people} == {429}


def test_many_places_do_not_guess_one_account_and_its_owner_comes_in(place: Place) -> None:
    one = place.person(PARTNER)
    assert tried(place, one, "198.51.100.7", GOOD) == 303  # where they work
    for number in range(ACCOUNT.free):
        tried(place, one, f"203.0.113.{number}")
    assert tried(place, one, "203.0.113.200") == 429
    assert tried(place, one, "198.51.100.7", GOOD) == 303
    assert tried(place, one, "203.0.113.201", GOOD) == 429
    path = place.reset(one)
    answer = sent(place, path, "203.0.113.202", password=GOOD, again=GOOD)
    assert answer.status_code == 303
    assert tried(place, one, "203.0.113.202", GOOD) == 303  # or by a link for a new password


def test_addresses_of_one_household_are_one_place(place: Place) -> None:
    one = place.person(PARTNER)
    for number in range(HERE.free):
        tried(place, one, f"2001:db8:1:2::{number + 1}")
    assert tried(place, one, "2001:db8:1:2:ffff::9", GOOD) == 429


def test_what_whoever_asks_writes_of_their_address_proves_nothing(place: Place) -> None:
    one = place.person(PARTNER)
    for number in range(HERE.free):
        tried(place, one, f"10.0.0.{number}, 192.0.2.1")
    assert tried(place, one, "10.9.9.9, 192.0.2.1", GOOD) == 429


def test_limits_hold_across_processes(place: Place) -> None:
    one = place.person(PARTNER)
    other = build(place.site.store, place.site.settings, place.clock)
    for number in range(HERE.free):
        browser = client_of(other if number % 2 else place.server, None)
        sent(place, "/sign-in", "192.0.2.1", browser, email=one.email or "", password=WRONG)
    assert tried(place, one, "192.0.2.1", GOOD) == 429


def test_codes_are_not_guessed(place: Place) -> None:
    secret = pyotp.random_base32()
    one = place.person(PARTNER, totp=secret)
    page = sent(place, "/sign-in", "192.0.2.1", email=one.email or "", password=GOOD).text
    ticket = page.partition('name="ticket"')[2].partition('value="')[2].partition('"')[0]
    right = pyotp.TOTP(secret).at(NOW)
    wrong = "000000" if right != "000000" else "111111"
    said = [sent(place, "/sign-in", f"192.0.2.{n}", ticket=ticket, code=wrong).status_code for n in range(CODE.free)]
    assert said == [422] * CODE.free
    assert sent(place, "/sign-in", "192.0.2.9", ticket=ticket, code=right).status_code == 429


@pytest.mark.parametrize("path", ["/invite/l-x.y", "/reset/l-x.y", "/first/l-x.y", "/en/reset/l-x.y"])
def test_links_are_not_guessed(place: Place, path: str) -> None:
    assert [sent(place, path, "192.0.2.1", password=GOOD).status_code == 429 for _ in range(OPEN.free)].count(True) == 0
    assert sent(place, path, "192.0.2.1", password=GOOD).status_code == 429


def test_whoever_sits_at_anothers_browser_does_not_guess_the_password(place: Place) -> None:
    one = place.person(PARTNER)
    browser = client_of(place.server, None)
    sent(place, "/sign-in", "192.0.2.1", browser, email=one.email or "", password=GOOD)
    for number in range(OWN.free):
        sent(place, "/account/delete", f"192.0.2.{number}", browser, sure="1", current=WRONG)
    answer = sent(place, "/account/delete", "192.0.2.99", browser, sure="1", current=GOOD)
    assert answer.status_code == 429
    assert place.again(one) is not None


def test_secrets_are_not_made_without_end(place: Place) -> None:
    one = place.person(LEADS)
    browser = client_of(place.server, None)
    sent(place, "/sign-in", "192.0.2.1", browser, email=one.email or "", password=GOOD)
    for _ in range(MAKE.free):
        sent(place, "/alliance/proeve/links", "192.0.2.1", browser)
    assert sent(place, "/account/tokens", "192.0.2.1", browser).status_code == 429


def test_links_of_others_are_not_flooded(place: Place) -> None:
    for _ in range(UPLOAD_PLACE.free):
        sent(place, "/deliver/l-x.y", "192.0.2.1")
    assert sent(place, "/deliver/l-x.y", "192.0.2.1").status_code == 429
    assert sent(place, "/deliver/l-x.y", "192.0.2.2").status_code == 404


def asked(place: Place, text: str, address: str) -> TestResponse:
    headers = {"Authorization": f"Bearer {text}", "X-Forwarded-For": address}
    return client_of(place.server, None).get("/api/v1/alliances", headers=headers, base_url="https://fremdrift.example")


def test_tokens_are_not_guessed_and_a_right_one_is_not_held_back(place: Place) -> None:
    one = place.person(PARTNER)
    with place.site.store.writing() as connection:
        ends = NOW + timedelta(days=1)
        right = make_token(connection, place.secret, one.account_id, "x", "read", NOW, ends)[1]
    said = [asked(place, f"t-{number}.x", "192.0.2.1").status_code for number in range(TOKEN.free)]
    assert said == [401] * TOKEN.free
    answer = asked(place, "t-x.y", "192.0.2.1")
    assert (answer.status_code, answer.headers["Retry-After"], answer.get_json()["code"]) == (429, "30", "too_many")
    assert asked(place, right, "192.0.2.1").status_code == 200  # of another program, behind the same address
    assert asked(place, "t-x.y", "192.0.2.2").status_code == 401
    place.clock.forward(seconds=31)
    assert asked(place, "t-x.y", "192.0.2.1").status_code == 401


@pytest.mark.parametrize("path", ["/sign-in", "/account/preview", "/_dash-update-component", "/reset/l-x"])
def test_a_form_is_small(place: Place, path: str) -> None:
    answer = sent(place, path, "192.0.2.1", much="a" * (SMALL + 1))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("why", "path", "is_signed_in", "may_be_framed"),
    [
        ("a public page, in a page of the city's", "/", False, True),
        ("the form that takes passwords", "/sign-in", False, False),
        ("the page that takes files", "/upload", False, False),
        ("what is not there", "/nowhere", False, False),
        ("the same public page of one who is signed in", "/", True, False),
    ],
)
def test_no_page_with_rights_is_framed(
    place: Place, why: str, path: str, is_signed_in: bool, may_be_framed: bool
) -> None:
    cookie = place.site.cookie
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}"} if is_signed_in else {}
    for _ in range(2):  # made, and kept
        answer = place.server.test_client(use_cookies=False).get(
            path, base_url="https://fremdrift.example", headers=headers
        )
        said = answer.headers["Content-Security-Policy"]
        assert ("https://by.example" in said) == may_be_framed, why
        assert ("X-Frame-Options" not in answer.headers) == may_be_framed, why


def test_headers_of_every_answer(place: Place) -> None:
    browser = client_of(place.server, None)
    for path in (
        "/",
        "/nowhere",
        "/api/v1",
        "/api/nothing",
        "/static/style.css",
        "/healthz",
        "/account",
        "/alliance/x.csv",
    ):
        headers = browser.get(path, base_url="https://fremdrift.example").headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert "camera=()" in headers["Permissions-Policy"], path
        policy = dict(one.strip().partition(" ")[::2] for one in headers["Content-Security-Policy"].split(";"))
        assert (policy["object-src"], policy["base-uri"]) == ("'none'", "'none'"), path
        assert "unsafe" not in policy["script-src"], path
        assert "http" not in policy["script-src"], path


def test_no_door_for_programs_that_speak_to_dash(place: Place) -> None:
    rules = [rule.rule for rule in place.server.url_map.iter_rules()]
    assert not [rule for rule in rules if "mcp" in rule]
