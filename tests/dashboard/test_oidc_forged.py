"""Answers of an OpenID provider that must let nobody in, from one that says whatever it is told to say."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from config.settings import read_settings
from dashboard.signing.elsewhere import BACK, BEGIN
from dashboard.web import build
from store.schema import account, audit, session
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW
from tests.people import client_of
from tests.servers import lying_provider as lies
from tests.servers.lying_provider import Claims, Liar, lying_provider

OURS, SECRET = "http://127.0.0.1:8097", "the secret that we and the provider hold"
GROUPS = "roles: [{group: drift, role: administrator}]"


@pytest.fixture(scope="module")
def liar() -> Iterator[Liar]:
    with lying_provider() as one:
        yield one


@pytest.fixture(scope="module")
def made(liar: Liar, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("liar")
    (home / "groups.yaml").write_text(GROUPS, encoding="utf-8")
    site = make_site(
        home,
        FREMDRIFT_URL=OURS,
        FREMDRIFT_OIDC_ISSUER=liar.issuer,
        FREMDRIFT_OIDC_CLIENT_ID="fremdrift",
        FREMDRIFT_OIDC_CLIENT_SECRET=SECRET,
        FREMDRIFT_OIDC_GROUPS=str(home / "groups.yaml"),
    )
    yield site
    site.store.close()


@pytest.fixture
def site(made: Site, liar: Liar) -> Site:
    liar.honest()
    return made


def come(site: Site, liar: Liar, **changed: str | None) -> tuple[FlaskClient, str]:
    """Somebody's browser, and where the answer leads it; what it comes back with is changed."""
    browser = client_of(site.server, None)
    left = browser.get(BEGIN, base_url=OURS)
    back = {name: value for name, value in (liar.comes_back(left.location) | changed).items() if value is not None}
    return browser, browser.get(f"{BACK}?{urlencode(back)}", base_url=OURS).location


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account", base_url=OURS).status_code == 200


def holds(**claims: Any) -> Callable[[Claims], object]:
    """These claims in place of the right ones; None: it is not there."""

    def change(held: Claims) -> None:
        held.update(claims)
        for name in [name for name, value in held.items() if value is None]:
            del held[name]

    return change


def test_the_liar_is_believed_where_it_does_not_lie(site: Site, liar: Liar) -> None:
    """Else none of what follows would show anything."""
    browser, onward = come(site, liar)
    assert onward == "/account"
    assert is_in(browser)
    assert come(site, liar, iss=None)[1] == "/account"  # not every provider says it there
    assert len(liar.asked[-1]["code_verifier"]) >= 43


SOON, LONG_AGO = int(time.time()) + 3_600, int(time.time()) - 3_600
CLAIMS: dict[str, Claims] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another's audience": {"aud": "another-client"},
    "no audience": {"aud": None},
    "several audiences, ours not among them": {"aud": ["a", "b"], "azp": "fremdrift"},
    "several audiences, for another": {"aud": ["fremdrift", "b"], "azp": "b"},
    "it is over": {"exp": LONG_AGO},
    "it never ends": {"exp": None},
    "it holds later": {"nbf": SOON},
    "it was made later": {"iat": SOON},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "a number": {"sub": 7},
    "a name that is too long": {"sub": "x" * 256},
    "another access token's": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("reason", CLAIMS)
def test_claims_that_are_wrong_let_nobody_in(site: Site, liar: Liar, reason: str) -> None:
    liar.claims = holds(**CLAIMS[reason])
    browser, onward = come(site, liar)
    assert onward == "/sign-in?failed=wrong"
    assert not is_in(browser)


SIGNED = {
    "by another key of the same name": lies.by_another_key,
    "by a key that it does not tell of": lies.by_an_unknown_key,
    "by nothing": lies.by_nothing,
    "by the key that checks, as if it were a secret": lies.by_what_everybody_knows,
    "by the client's secret": lies.by_the_secret(SECRET),
    "changed afterwards": lies.changed_afterwards,
    "no token at all": lambda claims: "nonsense",
    "an empty one": lambda claims: "",
}


@pytest.mark.parametrize("reason", SIGNED)
def test_what_is_not_signed_by_its_key_lets_nobody_in(site: Site, liar: Liar, reason: str) -> None:
    """Though it says of itself that it may sign by nothing, and by a secret."""
    liar.signed = SIGNED[reason]
    browser, onward = come(site, liar)
    assert onward == "/sign-in?failed=wrong"
    assert not is_in(browser)


ANSWERS: dict[str, tuple[Claims, int]] = {
    "no id_token": ({"id_token": None}, 200),
    "no id_token, but a person": ({"id_token": None, "userinfo": {"sub": "anna"}}, 200),
    "it refuses the code": ({"error": "invalid_grant"}, 400),
    "it breaks": ({}, 500),
}


@pytest.mark.parametrize("reason", ANSWERS)
def test_an_answer_without_a_token_lets_nobody_in(site: Site, liar: Liar, reason: str) -> None:
    liar.answer, liar.status = ANSWERS[reason]
    browser, onward = come(site, liar)
    assert onward in ("/sign-in?failed=wrong", "/sign-in?failed=away")
    assert not is_in(browser)


BACK_WITH: dict[str, tuple[dict[str, str | None], str]] = {
    "another state": ({"state": "another"}, "wrong"),
    "no state": ({"state": None}, "wrong"),
    "another issuer's answer": ({"iss": "https://evil.example"}, "wrong"),
    "it refused": ({"error": "access_denied", "code": None}, "refused"),
    "an error that is a script": ({"error": "<script>alert(1)</script>"}, "refused"),
}


@pytest.mark.parametrize("reason", BACK_WITH)
def test_whoever_comes_back_with_something_else_is_not_let_in(site: Site, liar: Liar, reason: str) -> None:
    changed, why = BACK_WITH[reason]
    before = len(liar.asked)
    browser, onward = come(site, liar, **changed)
    assert onward == f"/sign-in?failed={why}"
    assert not is_in(browser)
    assert len(liar.asked) == before  # no code was handed on


def test_userinfo_of_somebody_else_lets_nobody_in(site: Site, liar: Liar) -> None:
    liar.claims, liar.person = holds(groups=None), {"sub": "somebody-else", "groups": ["drift"]}
    assert come(site, liar)[1] == "/sign-in?failed=wrong"
    liar.person = {"sub": "anna", "groups": ["drift"]}
    browser, _ = come(site, liar)
    assert browser.get("/accounts", base_url=OURS).status_code == 200
    liar.person = {"sub": "anna"}  # in no group: it says nothing of any
    come(site, liar)
    assert browser.get("/accounts", base_url=OURS).status_code == 403


def test_too_many_groups_to_be_told_are_not_read_as_none(site: Site, liar: Liar) -> None:
    liar.claims = holds(groups=None, _claim_names={"groups": "src1"})
    browser, onward = come(site, liar)
    assert onward == "/sign-in?failed=groups"
    assert not is_in(browser)


ODD_GROUPS: dict[str, Any] = {"one text": "drift", "numbers": [7, "drift"]}


def test_groups_of_another_shape(site: Site, liar: Liar) -> None:
    for reason, groups in ODD_GROUPS.items():
        liar.claims = holds(groups=groups)
        browser, _ = come(site, liar)
        assert browser.get("/accounts", base_url=OURS).status_code == 200, reason
    for reason, groups in {"a part of a name": ["drif", "drifts", "DRIFT"], "a table": {"drifts": 1}}.items():
        liar.claims = holds(groups=groups)
        browser, _ = come(site, liar)
        assert browser.get("/accounts", base_url=OURS).status_code == 403, reason


def test_what_tells_of_itself_is_the_one_that_was_meant(made: Site, liar: Liar) -> None:
    liar.honest()
    server = build(made.store, made.settings, lambda: NOW)  # which has not been told yet
    for told, why in (({"issuer": "https://evil.example"}, "wrong"), ({"issuer": None}, "wrong")):
        liar.told = told
        assert client_of(server, None).get(BEGIN, base_url=OURS).location == f"/sign-in?failed={why}"
    liar.honest()
    assert client_of(server, None).get(BEGIN, base_url=OURS).location.startswith(liar.issuer)


def test_where_the_provider_does_not_answer_the_page_says_so(made: Site) -> None:
    away = read_settings(
        {
            "FREMDRIFT_HOME": str(made.settings.home),
            "FREMDRIFT_URL": OURS,
            "FREMDRIFT_OIDC_ISSUER": "http://127.0.0.1:1",
            "FREMDRIFT_OIDC_CLIENT_ID": "fremdrift",
            "FREMDRIFT_OIDC_CLIENT_SECRET": SECRET,
        }
    )
    browser = client_of(build(made.store, away, lambda: NOW), None)
    answer = browser.get(f"{BEGIN}?language=en", base_url=OURS)
    assert answer.location == "/en/sign-in?failed=away"
    assert "does not answer" in browser.get(answer.location, base_url=OURS).text


def test_nothing_secret_is_kept_or_logged(site: Site, liar: Liar, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    liar.claims = holds(nonce="another")
    come(site, liar)
    liar.honest()
    browser, _ = come(site, liar)
    assert is_in(browser)
    verifier = liar.asked[-1]["code_verifier"]
    with site.store.reading() as connection:
        kept = "".join(repr(connection.execute(sa.select(table)).all()) for table in (account, audit, session))
    assert "OpenID provider" in caplog.text
    for secret in (SECRET, verifier, "a-code", "id_token"):
        assert secret not in kept, secret
        assert secret not in caplog.text, secret
