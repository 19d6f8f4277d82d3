"""Forms that are not ours, say too much, or say it in another way: nothing is written by them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.definitions import apply
from store.grants import viewer_of
from store.schema import account, account_grant, alliance, api_token, audit, link, session, submission
from store.viewer import Grant
from tests.access.roles import ADDRESSES, ELSEWHERE
from tests.dashboard.conftest import make_site
from tests.dashboard.demo_store import NOW
from tests.dashboard.test_signing import GOOD, LEADS, PARTNER, Place
from tests.people import client_of, session_of
from tests.rooms import small_alliance

OURS = {"Sec-Fetch-Site": "same-origin"}
_TABLES = (account, account_grant, api_token, audit, link, session, submission)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    site = make_site(tmp_path_factory.mktemp("forms"))
    with site.store.writing() as connection:
        for slug in ("proeve", "nabo"):
            apply(connection, small_alliance(slug=slug), "file", NOW)
    yield Place(site)
    site.store.close()


def rows(place: Place) -> dict[str, int]:
    """How much is in the store: whatever was written shows."""
    with place.site.store.reading() as connection:
        return {
            one.name: connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in _TABLES
        }


def person(place: Place, *grants: Grant, administrates: bool = False) -> FlaskClient:
    """A browser with a session, that says nothing of where a form comes from."""
    cookie = session_of(place.site.store, place.site.settings, NOW, *grants, is_administrator=administrates)
    client = place.server.test_client()
    client.set_cookie(cookie["name"], cookie["value"])
    return client


FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "another port of this machine": {"Origin": "http://localhost:9", "Sec-Fetch-Site": "same-site"},
    "a name that ends like ours": {"Origin": "http://localhost.evil.example"},
    "a name that begins like ours": {"Origin": "http://evil.example#localhost"},
    "our name as a user's": {"Origin": "http://localhost@evil.example"},
    "a frame without an origin": {"Origin": "null"},
    "an origin that is none": {"Origin": "http://[localhost"},
    "an empty origin": {"Origin": ""},
    "a neighbour's page": {"Sec-Fetch-Site": "same-site"},
    "a browser that says nothing": {},
    "a Referer of ours and nothing else": {"Referer": "http://localhost/account"},
    "a script's own header": {"X-Requested-With": "XMLHttpRequest"},
    "our name as where it was sent on from": {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example"},
}
_EXAMPLES = {
    "<slug>": "proeve",
    "<kind>": "goal",
    "<key>": "faerre",
    "<part>": "x",
    "<code>": "antal",
    "<token>": "x",
    "<link>": "l-x",
    "<text>": "l-x",
    "<int:number>": "1",
    "<int:version>": "1",
}


def written_at() -> list[str]:
    """Every address that takes a form, with examples for its parts."""
    found = [one.removeprefix("POST ") for one in (*ADDRESSES, *ELSEWHERE) if one.startswith("POST ")]
    for name, example in _EXAMPLES.items():
        found = [one.replace(name, example) for one in found]
    return found


@pytest.mark.parametrize("reason", FOREIGN)
def test_no_form_of_another_site_is_taken(place: Place, reason: str) -> None:
    """By an administrator, who might do it all: at every address, and in each further way at a third of them."""
    number = [*FOREIGN].index(reason)
    paths = written_at()[number % 3 :: 3] if number else written_at()
    browser, before = person(place, administrates=True), rows(place)
    said = {path: browser.post(path, headers=FOREIGN[reason]).status_code for path in paths}
    assert said == dict.fromkeys(paths, 403)
    assert rows(place) == before


@pytest.mark.parametrize(
    ("reason", "method", "headers", "query"),
    [
        ("a link that would be a form", "GET", {}, "&_method=POST"),
        ("headers that name another method", "GET", {"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST"}, ""),
        ("only the head of it", "HEAD", {}, ""),
        ("asking what may be asked", "OPTIONS", {}, ""),
    ],
)
def test_nothing_is_written_by_looking(
    place: Place, reason: str, method: str, headers: dict[str, str], query: str
) -> None:
    """What another site can have a browser ask for without a form: pictures, links, frames."""
    browser, before = person(place, administrates=True), rows(place)
    fields = "sure=1&name=x&email=ny@example.dk&role=secretariat&show=public&organisation=partner&uses=many"
    for path in written_at():
        answer = browser.open(f"{path}?{fields}{query}", method=method, headers=headers)
        assert answer.status_code < 500, (reason, path)
    assert rows(place) == before
    assert browser.get("/account").status_code == 200  # neither signed out nor shown as the public sees


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "DEBUG"])
def test_other_methods_do_nothing(place: Place, method: str) -> None:
    browser, before = person(place, administrates=True), rows(place)
    for path in ("/", "/account", "/account/delete", "/api/v1/submissions", "/api/v1/submissions/x", "/sign-in"):
        answer = browser.open(path, method=method, headers=OURS | {"X-Secret": "a-word-of-the-askers"})
        assert answer.status_code in (403, 404, 405), path
        assert "a-word-of-the-askers" not in answer.get_data(as_text=True)  # nothing is echoed
    assert rows(place) == before


# What a form says besides, and nobody asked it.
MUCH = {
    "is_administrator": "1",
    "administrator": "true",
    "role": "secretariat",
    "alliance": "proeve",
    "key": "x",
    "account_id": "1",
    "organisation": "sekretariat",
    "scope": "define",
    "grants[]": "secretariat",
    "kind": "first",
    "origin": "oidc",
    "totp": "",
    "deleted_at": "",
    "language": "en",
    "session": "s-x",
    "way": "new",
    "made_by": "operator",
    "uses_left": "999",
    "ends_at": "2099-01-01",
    "issuer": "x",
    "subject": "x",
}


def rights(place: Place, email: str) -> tuple[Any, bool]:
    with place.site.store.reading() as connection:
        found = connection.execute(sa.select(account).where(account.c.email == email)).one()
        viewer = viewer_of(connection, found.account_id)
        return set(viewer.grants), bool(viewer.is_administrator or found.is_administrator)


def test_a_form_that_says_more_gives_no_more(place: Place) -> None:
    """An invitation, a new password, one's own name and language: with every field that the store has besides."""
    email, path = place.invitation(PARTNER)
    answer = place.send(
        place.browser(), path, **MUCH | {"name": "Ny", "email": "en.anden@example.dk"}, password=GOOD, again=GOOD
    )
    assert answer.status_code == 303
    assert rights(place, email) == ({PARTNER}, False)
    one = place.person(PARTNER)
    assert place.send(place.browser(), place.reset(one), **MUCH, password=GOOD, again=GOOD).status_code == 303
    browser = place.sign_in(one)
    for own in ("own", "password", "codes"):
        place.send(browser, f"/account/{own}", **MUCH | {"name": "Ny"}, current=GOOD, password=GOOD, again=GOOD)
    assert rights(place, one.email or "") == ({PARTNER}, False)


@pytest.mark.parametrize("role", ["administrator", "install", "operator", "", "Secretariat", "secretariat\0", "[]"])
def test_a_secretariat_invites_to_no_role_that_is_none(place: Place, role: str) -> None:
    leads, before = person(place, LEADS), rows(place)["link"]
    form = MUCH | {"role": role, "email": "ny@example.dk", "organisation": "partner"}
    answer = place.send(leads, "/alliance/proeve/members", **form)
    assert answer.status_code in (400, 422)
    assert rows(place)["link"] == before


def test_an_alliance_in_the_form_is_not_the_one_of_the_address(place: Place) -> None:
    """Whoever leads one alliance names another in the form: in a field, twice, or after the question mark."""
    leads, before = person(place, LEADS), rows(place)
    forms: list[dict[str, Any]] = [{"slug": "nabo", "alliance": "nabo"}, {"slug": ["proeve", "nabo"]}]
    for form in forms:
        full = {"role": "viewer", "email": "hos.nabo@example.dk"} | form
        leads.post("/alliance/proeve/members?slug=nabo&alliance=nabo", data=full, headers=OURS)
    with place.site.store.reading() as connection:
        query = sa.select(alliance.c.slug).join(link).where(link.c.email == "hos.nabo@example.dk")
        assert connection.execute(query).scalars().all() == ["proeve"] * len(forms)
    assert rows(place)["link"] == before["link"] + len(forms)
    for field in ({"alliance": ["proeve", "nabo"]}, {"alliance": ["nabo", "proeve"]}):
        answer = leads.post("/api/v1/declarations", data=field | {"organisation": "partner", "name": "x"}, headers=OURS)
        assert answer.status_code == (403 if field["alliance"][0] == "nabo" else 400), field


@pytest.mark.parametrize(
    ("reason", "kind", "body"),
    [
        ("JSON where a form is meant", "application/json", json.dumps({"email": "x", "password": GOOD})),
        ("plain text, which another site may send", "text/plain", f"email=x&password={GOOD}"),
        ("XML", "application/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>"),
        ("no kind at all", "", f"email=x&password={GOOD}"),
        ("a form without borders", "multipart/form-data", "email=x"),
        ("letters that are none", "application/x-www-form-urlencoded; charset=utf-7", "email=+ADw-script+AD4-"),
        ("a thousand fields", "application/x-www-form-urlencoded", "&".join(f"a{number}=1" for number in range(2_000))),
        ("a field ten thousand deep", "application/x-www-form-urlencoded", "a" + "[x]" * 10_000 + "=1"),
    ],
)
def test_what_is_no_form_is_no_way_in(place: Place, reason: str, kind: str, body: str) -> None:
    browser, before = person(place, administrates=True), rows(place)
    for path in ("/sign-in", "/account/own", "/alliance/proeve/members", "/api/v1/submissions", "/api/v1/declarations"):
        answer = browser.post(path, data=body, content_type=kind, headers=OURS)
        assert 400 <= answer.status_code < 500, (reason, path, answer.status_code)
    after = rows(place)
    assert {**after, "audit": 0} == {**before, "audit": 0}


ODD: dict[str, tuple[str, bytes]] = {
    "nothing": ("application/json", b""),
    "no JSON": ("application/json", b"{"),
    "a list": ("application/json", b"[]"),
    "a number": ("application/json", b"1e999"),
    "ten thousand deep": ("application/json", b"[" * 10_000 + b"]" * 10_000),
    "a class of Python's": ("application/x-python", b"cos\nsystem\n(S'id'\ntR."),
    "another output": ("application/json", b'{"output": "first.children", "inputs": [], "outputs": []}'),
    "two of one name": ("application/json", b'{"inputs": [], "inputs": [{"id": "url"}], "output": "page.children"}'),
    "a number as the address": (
        "application/json",
        b'{"output": "page.children", "outputs": {"id": "page", "property": "children"},'
        b' "inputs": [{"id": "url", "property": "pathname", "value": 7},'
        b' {"id": "url", "property": "search", "value": []}]}',
    ),
}


@pytest.mark.parametrize("reason", ODD)
def test_dash_is_asked_nonsense(place: Place, reason: str) -> None:
    """Its one callback is a door of the library's: what it does not understand is refused and tells nothing."""
    kind, body = ODD[reason]
    for browser in (client_of(place.server, None), person(place, LEADS)):
        answer = browser.post("/_dash-update-component", data=body, content_type=kind, headers=OURS)
        text = answer.get_data(as_text=True)
        assert answer.status_code < 500, reason
        assert "Traceback" not in text
        assert "Antal ting" not in text


def callback(path: Any, **more: Any) -> Mapping[str, Any]:
    inputs = [{"id": "url", "property": "pathname", "value": path}, {"id": "url", "property": "search", "value": ""}]
    return {"output": "page.children", "outputs": {"id": "page", "property": "children"}, "inputs": inputs, **more}


def shown(answer: TestResponse) -> str:
    return json.dumps(answer.get_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("reason", "path"),
    [
        ("as it is written", "/alliance/proeve/members"),
        ("in the other language", "/en/alliance/proeve/members"),
        ("coded", "/alliance/proeve%2Fmembers"),
        ("round about", "/alliance/nabo/../proeve/members"),
        ("with two slashes", "//alliance/proeve/members"),
        ("with a host", "http://localhost/alliance/proeve/members"),
        ("with a question in it", "/alliance/proeve/members?slug=nabo"),
        ("with a null", "/alliance/proeve/members\0"),
        ("the accounts", "/accounts"),
        ("one's own account, without one", "/account"),
    ],
)
def test_the_page_in_dashs_question_gets_no_other_rights(place: Place, reason: str, path: str) -> None:
    """Asked from a page that one may see, for one that one may not."""
    for browser in (client_of(place.server, None), person(place, Grant("nabo", "secretariat"))):
        if path == "/account" and browser.get("/account").status_code == 200:
            continue
        headers = OURS | {"Referer": "http://localhost/alliance/nabo"}
        text = shown(browser.post("/_dash-update-component", json=callback(path), headers=headers))
        assert "@example.dk" not in text, reason
        assert "Siden findes ikke" in text or "There is no such page" in text, reason
