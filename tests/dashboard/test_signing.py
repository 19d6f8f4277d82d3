"""Signing in, the links that open an account, and what a session is and is not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pyotp
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.secret import installation_secret
from dashboard.signing import codes, passwords
from dashboard.signing.sign_in import safe_next
from dashboard.viewing import cookie_name
from dashboard.web import build
from store.accounts import Account, add_account, read_account, set_codes
from store.actor import AT_THE_COMMAND_LINE
from store.definitions import apply
from store.first_link import first_link_if_needed, make_first_link
from store.grants import give, viewer_of
from store.inviting import make_invitation, make_reset
from store.schema import account, audit, session
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW
from tests.people import client_of
from tests.rooms import SetClock, small_alliance

GOOD, OTHER = "fire grønne heste i regn", "en anden lang sætning"
KEPT = passwords.hashed(GOOD)  # once: it is slow on purpose
PARTNER = Grant("proeve", "contributor", "partner")
LEADS = Grant("proeve", "secretariat")
_NUMBERS = itertools.count(1)


class Place:
    """A site whose clock can be moved, and the people who come to it."""

    def __init__(self, site: Site) -> None:
        self.site, self.clock = site, SetClock(NOW)
        self.server = build(site.store, site.settings, self.clock)
        self.secret = installation_secret(site.settings)

    def person(self, *grants: Grant, totp: str | None = None, **more: Any) -> Account:
        """An account with the password GOOD."""
        with self.site.store.writing() as connection:
            email = f"signing{next(_NUMBERS)}@example.dk"
            one = add_account(connection, "Et Navn", email, NOW, **{"password": KEPT} | more)
            for grant in grants:
                give(connection, one.account_id, grant, "test", NOW)
            if totp is not None:
                set_codes(connection, one.account_id, totp)
        return one

    def browser(self) -> FlaskClient:
        return client_of(self.server, None)

    def send(self, browser: FlaskClient, path: str, **form: str) -> TestResponse:
        """A form of a page of ours."""
        return browser.post(path, data=form, headers={"Sec-Fetch-Site": "same-origin"})

    def sign_in(self, one: Account, browser: FlaskClient | None = None) -> FlaskClient:
        browser = browser or self.browser()
        answer = self.send(browser, "/sign-in", email=one.email or "", password=GOOD)
        assert answer.status_code == 303
        return browser

    def again(self, one: Account) -> Account | None:
        with self.site.store.reading() as connection:
            return read_account(connection, account_id=one.account_id)

    def invitation(self, grant: Grant = PARTNER, email: str | None = None) -> tuple[str, str]:
        """An address and the path of an invitation for it."""
        email = email or f"inviteret{next(_NUMBERS)}@example.dk"
        with self.site.store.writing() as connection:
            return email, make_invitation(connection, self.secret, AT_THE_COMMAND_LINE, email, grant, self.clock())

    def reset(self, one: Account) -> str:
        with self.site.store.writing() as connection:
            return make_reset(connection, self.secret, AT_THE_COMMAND_LINE, one, self.clock())

    def acts(self, one: Account) -> list[str]:
        """What the record says was done to an account, in order."""
        query = sa.select(audit.c.action).where(audit.c.subject == one.key).order_by(audit.c.audit_id)
        with self.site.store.reading() as connection:
            return list(connection.execute(query).scalars())

    def is_in(self, browser: FlaskClient) -> bool:
        return browser.get("/account").status_code == 200


def fields(answer: TestResponse, name: str) -> str:
    """The inputs of this name, as they are written."""
    return "".join(one for one in re.findall("<input[^>]*>", answer.text) if f'name="{name}"' in one)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    site = make_site(tmp_path_factory.mktemp("signing"))
    with site.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    yield Place(site)
    site.store.close()


@pytest.fixture
def place(made: Place) -> Place:
    made.clock.moment = NOW
    return made


def test_whoever_gives_the_right_password_is_in_and_out_again(place: Place) -> None:
    one = place.person(PARTNER)
    browser = place.browser()
    assert not place.is_in(browser)
    answer = place.send(browser, "/sign-in", email=f"  {(one.email or '').upper()} ", password=GOOD)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert place.is_in(browser)
    assert place.send(browser, "/sign-out").location == "/"
    assert not place.is_in(browser)
    assert place.acts(one)[:1] == ["signed_in"]


def test_a_session_that_was_ended_opens_nothing_where_its_cookie_was_kept(place: Place) -> None:
    browser = place.sign_in(place.person())
    kept = browser.get_cookie(cookie_name(place.site.settings))
    assert kept is not None
    place.send(browser, "/sign-out")
    thief = client_of(place.server, {"name": kept.key, "value": kept.value})
    assert not place.is_in(thief)


def test_the_session_is_another_one_after_signing_in(place: Place) -> None:
    """What somebody put into the browser before, or had there, is not what is signed in."""
    browser = place.sign_in(place.person())
    before = browser.get_cookie(cookie_name(place.site.settings))
    place.sign_in(place.person(), browser)
    after = browser.get_cookie(cookie_name(place.site.settings))
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert not place.is_in(client_of(place.server, {"name": before.key, "value": before.value}))


def test_the_cookie_is_for_this_site_and_no_script(place: Place) -> None:
    answer = place.send(place.browser(), "/sign-in", email=place.person().email or "", password=GOOD)
    said = answer.headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Expires" not in said  # it goes with the browser
    assert "Domain" not in said


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(place: Place) -> None:
    one, elsewhere = place.person(), place.person(password=None)
    pages = []
    for email in (one.email or "", "nobody@example.dk", elsewhere.email or ""):
        answer = place.send(place.browser(), "/sign-in", email=email, password="ikke den rigtige")
        assert answer.status_code == 422
        assert "Set-Cookie" not in answer.headers
        pages.append(answer.text.replace(email, "…"))
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize(
    "form",
    [
        {},  # nothing
        {"email": "a\x00b@example.dk", "password": "\x00"},  # what a database refuses
        {"email": "x" * 10_000, "password": "y" * 10_000},
        {"email": "' OR 1=1 --", "password": "' OR 1=1 --"},
        {"ticket": "a.b.c", "code": "123456"},
        {"ticket": "🔑.99999999999.x", "code": "١٢٣٤٥٦"},  # figures that are none of ours
        {"ticket": "\ud800"},
    ],
)
def test_what_is_no_sign_in_is_refused_in_words(place: Place, form: dict[str, str]) -> None:
    data = {name: text.encode("utf-8", "replace") for name, text in form.items()}
    answer = place.browser().post("/sign-in", data=data, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers


def test_another_site_signs_nobody_in_or_out(place: Place) -> None:
    one = place.person()
    browser = place.sign_in(one)
    for path in ("/sign-in", "/sign-out", "/account/delete"):
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
            form = {"email": one.email, "password": GOOD, "current": GOOD, "sure": "1"}
            client = client_of(place.server, None)
            cookie = browser.get_cookie(cookie_name(place.site.settings))
            assert cookie is not None
            client.set_cookie(cookie.key, cookie.value)
            assert client.post(path, data=form, headers=headers).status_code == 403
    assert place.is_in(browser)


def test_a_failure_is_noted_once_a_minute_of_an_address(place: Place) -> None:
    one = place.person()

    def fail(address: str) -> None:
        form = {"email": one.email, "password": "forkert"}
        place.browser().post("/sign-in", data=form, environ_base={"REMOTE_ADDR": address})

    for address in ("10.1.0.1", "10.1.0.1", "10.1.0.2"):
        fail(address)
    assert place.acts(one) == ["sign_in_failed"] * 2
    place.clock.forward(seconds=61)
    fail("10.1.0.1")
    assert place.acts(one) == ["sign_in_failed"] * 3


ONWARD = {
    "/alliance/bo-trygt?a=b": "a page of ours",
    "/en/upload": "in the other language",
    "//evil.example": "another site's",
    "https://evil.example/": "another site's",
    "/\\evil.example": "a browser reads it as the one before",
    "/a\nSet-Cookie: x": "two lines",
    "/\t/evil.example": "browsers leave the tab out",
    "javascript:alert(1)": "a script",
    "/sign-in": "here again",
    "": "nothing",
}


def test_only_addresses_of_ours_are_gone_on_to() -> None:
    allowed = {path for path in ONWARD if safe_next(path) is not None}
    assert allowed == {"/alliance/bo-trygt?a=b", "/en/upload"}


def test_after_signing_in_one_is_where_one_wanted_to_go(place: Place) -> None:
    one, browser = place.person(PARTNER), place.browser()
    answer = browser.get("/upload")
    assert answer.status_code == 303
    form = browser.get(answer.location)
    assert '"/upload"' in fields(form, "next")
    wrong = place.send(browser, "/sign-in", email=one.email or "", password="x", next="/upload")
    assert '"/upload"' in fields(wrong, "next")
    right = place.send(browser, "/sign-in", email=one.email or "", password=GOOD, next="/upload")
    assert right.location == "/upload"
    assert (
        place.send(browser, "/en/sign-in", email=one.email or "", password=GOOD, next="//x").location == "/en/account"
    )


def test_with_a_code_the_password_alone_opens_nothing(place: Place) -> None:
    made = codes.new_secret()
    one, browser = place.person(totp=made), place.browser()
    answer = place.send(browser, "/sign-in", email=one.email or "", password=GOOD)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    ticket = fields(answer, "ticket").partition('value="')[2].partition('"')[0]
    now = pyotp.TOTP(made).at(int(NOW.timestamp()))
    tries = {
        "a code of a minute ago": pyotp.TOTP(made).at(int(NOW.timestamp()) - 60),
        "another telephone's": pyotp.TOTP(codes.new_secret()).at(int(NOW.timestamp())),
        "nothing": "",
        "too long": now + "0",
    }
    for reason, code in tries.items():
        assert place.send(browser, "/sign-in", ticket=ticket, code=code).status_code == 422, reason
    changed = ticket[:-1] + ("A" if ticket[-1] != "A" else "B")
    assert place.send(browser, "/sign-in", ticket=changed, code=now).status_code == 422
    assert not place.is_in(browser)
    assert place.send(browser, "/sign-in", ticket=ticket, code=f"{now[:3]} {now[3:]}").status_code == 303
    assert place.is_in(browser)
    assert place.send(place.browser(), "/sign-in", ticket=ticket, code=now).status_code == 422  # a code is taken once


def test_the_password_is_given_again_after_five_minutes(place: Place) -> None:
    made = codes.new_secret()
    one = place.person(totp=made)
    ticket = codes.ticket(one, place.secret, NOW)  # of before the code was set: it is of another account, as it were
    now = place.again(one)
    assert now is not None
    held = codes.ticket(now, place.secret, NOW)
    place.clock.forward(minutes=4, seconds=59)
    assert codes.is_ticket(held, now, place.secret, place.clock())
    assert not codes.is_ticket(ticket, now, place.secret, place.clock())
    place.clock.forward(seconds=1)
    assert not codes.is_ticket(held, now, place.secret, place.clock())


def test_sessions_end_by_themselves_but_not_while_they_are_used(place: Place) -> None:
    used, idle = place.sign_in(place.person()), place.sign_in(place.person())
    for _ in range(3):
        place.clock.forward(hours=5)
        used.get("/robots.txt").close()
    assert place.is_in(used)
    assert not place.is_in(idle)
    for _ in range(20):
        place.clock.forward(hours=8)
        used.get("/robots.txt").close()
    assert not place.is_in(used)  # seven days at most


def test_the_first_link_makes_one_administrator_and_no_second(place: Place) -> None:
    made = []
    for _ in range(2):
        with place.site.store.writing() as connection:
            made.append(make_first_link(connection, place.secret, NOW))
    old, new = made
    browser, form = place.browser(), {"name": "Den Første", "email": "foerste@example.dk"}
    form |= {"password": GOOD, "again": GOOD}
    assert place.send(browser, old, **form).status_code == 404  # one that was made before it
    assert browser.get(new).status_code == browser.get(new).status_code == 200
    assert place.send(browser, new, **form | {"again": OTHER}).status_code == 422
    assert browser.get(new).status_code == 200  # a slip does not use it up
    assert place.send(browser, new, **form).status_code == 303
    assert place.is_in(browser)
    assert browser.get("/accounts").status_code == 200
    assert place.send(place.browser(), new, **form | {"email": "anden@example.dk"}).status_code == 404
    assert place.browser().get(new).status_code == 404
    with place.site.store.writing() as connection:
        assert first_link_if_needed(connection, place.secret, NOW) is None


def test_the_first_link_is_over_after_a_day(place: Place) -> None:
    with place.site.store.writing() as connection:
        path = make_first_link(connection, place.secret, NOW)
    place.clock.forward(hours=24)
    assert place.browser().get(path).status_code == 404


def test_an_invitation_gives_its_role_to_a_new_account(place: Place) -> None:
    email, path = place.invitation()
    browser = place.browser()
    assert "Partneren" in browser.get(path).text
    assert email in browser.get(f"/en{path}").text
    form = {"name": "Ny", "email": "another@example.dk", "password": GOOD, "again": GOOD}
    assert place.send(browser, path, **form).status_code == 303
    with place.site.store.reading() as connection:
        one = read_account(connection, email=email)  # the address that it was made for, whatever was sent
        assert one is not None
        assert viewer_of(connection, one.account_id).grants == {PARTNER}
    assert place.send(place.browser(), path, **form).status_code == 404
    assert place.acts(one) == ["account_made", "role_given"]


def test_an_invitation_gives_its_role_to_an_account_that_stands(place: Place) -> None:
    one = place.person(Grant("proeve", "viewer"))
    email, path = place.invitation(LEADS, email=one.email)
    taken = place.send(place.browser(), path, name="Ny", email=email, password=OTHER, again=OTHER)
    assert taken.status_code == 422
    assert "Log ind" in taken.text
    still = place.again(one)
    assert still is not None
    assert still.password == KEPT  # whoever has the link does not get the account
    browser = place.browser()
    answer = place.send(browser, path, way="mine")
    assert "Set-Cookie" not in answer.headers
    place.sign_in(one, browser)
    assert place.send(browser, path, way="mine").status_code == 303
    with place.site.store.reading() as connection:
        assert viewer_of(connection, one.account_id).grants == {Grant("proeve", "viewer"), LEADS}


def test_a_link_for_a_new_password_signs_out_whoever_had_the_old_one(place: Place) -> None:
    one = place.person()
    thief, older, path = place.sign_in(one), place.reset(one), place.reset(one)
    assert place.browser().get(older).status_code == 404  # the newest one alone
    assert place.send(place.browser(), path, password="kort", again="kort").status_code == 422
    assert place.send(place.browser(), path, password=OTHER, again=OTHER).location == "/sign-in?changed=1"
    assert not place.is_in(thief)
    assert place.browser().get(path).status_code == 404
    assert place.send(place.browser(), "/sign-in", email=one.email or "", password=GOOD).status_code == 422
    assert place.send(place.browser(), "/sign-in", email=one.email or "", password=OTHER).status_code == 303


def test_a_link_of_one_kind_opens_no_other_page(place: Place) -> None:
    one = place.person()
    link = place.reset(one).removeprefix("/reset/")
    _, invitation = place.invitation(LEADS)
    wrong = [f"/first/{link}", f"/invite/{link}", invitation.replace("/invite/", "/first/"), "/reset/l-x.y", "/first/x"]
    form = {"name": "x", "email": "x@example.dk", "password": GOOD, "again": GOOD}
    for path in wrong:
        assert place.browser().get(path).status_code == 404
        assert place.send(place.browser(), path, **form).status_code == 404
    assert place.browser().get(f"/reset/{link}").status_code == 200


COMMON = {
    "password1234": "a word and figures",
    "Velkommen2026!": "a Danish one",
    "adgangskodeadgangskode": "twice",
    "qwertyuiop123": "a run of keys",
    "987654321098": "backwards",
    "aaaaaaaaaaaaaaa": "one letter",
    "abababababab": "two letters",
    "24122005241220": "a date, twice",
    "Fremdrift2026": "what this is called",
    "kort": "too short",
    "lang" * 60: "too long: it would be hashed for nothing",
    "signing@example.dk": "the address itself",
}


@pytest.mark.parametrize("password", COMMON)
def test_a_password_that_is_guessed_first_is_refused(password: str) -> None:
    assert passwords.mistake_in(password, "signing@example.dk", "Et Navn") is not None, COMMON[password]


def test_any_other_is_taken_whatever_it_is_made_of() -> None:
    for password in (GOOD, "correct horse battery", "regnvejr og røde pølser", "7f3kq0zmwp1v", "🐎🐎🌧 og lidt mere"):
        assert passwords.mistake_in(password, "signing@example.dk") is None, password


def test_a_password_is_the_same_from_every_keyboard() -> None:
    kept = passwords.hashed("smørrebrød på åen")
    assert passwords.is_right(kept, "smørrebrød på a\u030aen")  # as a Mac may send it
    assert not passwords.is_right(kept, "smorrebrod paa aaen")


def test_one_kept_at_other_costs_is_kept_anew(place: Place) -> None:
    from argon2 import PasswordHasher

    one = place.person(password=PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(GOOD))
    place.sign_in(one)
    found = place.again(one)
    assert found is not None
    assert found.password is not None
    assert "m=19456,t=2,p=1" in found.password
    place.sign_in(one)


def test_no_secret_is_kept_as_it_is(place: Place) -> None:
    _, invitation = place.invitation()
    one = place.person()
    paths = [invitation, place.reset(one)]
    cookie = place.sign_in(one).get_cookie(cookie_name(place.site.settings))
    assert cookie is not None
    secrets = [GOOD, cookie.value, *(urlsplit(path).path.rpartition("/")[2] for path in paths)]
    with place.site.store.reading() as connection:
        tables = [account, audit, session, account.metadata.tables["link"]]
        text = "".join(repr(connection.execute(sa.select(table)).all()) for table in tables)
    assert [secret for secret in secrets if secret in text] == []


def test_a_link_is_told_to_no_log(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    _, path = place.invitation()
    with place.site.store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE account RENAME TO account_gone"))
    try:
        assert place.browser().get(path).status_code in (200, 500, 503)
        assert place.send(place.browser(), path, name="x", password=GOOD, again=GOOD).status_code in (500, 503)
    finally:
        with place.site.store.writing() as connection:
            connection.execute(sa.text("ALTER TABLE account_gone RENAME TO account"))
    assert "/invite/l-" in caplog.text  # something was logged
    assert path.rpartition("/")[2] not in caplog.text
