"""Signing in by an OpenID provider: a real one (canaille), and what its groups give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.provider_groups import read_provider_groups
from config.settings import SettingError, read_settings
from dashboard.signing.elsewhere import BACK, BEGIN
from dashboard.viewing import cookie_name
from store.accounts import Account, add_account, read_account
from store.definitions import apply
from store.grants import give, viewer_of
from store.schema import account, audit
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW
from tests.people import client_of
from tests.rooms import small_alliance
from tests.servers.canaille_process import CLIENT, SECRET
from tests.servers.provider import Canaille, LedNowhere, canaille

OURS = "http://127.0.0.1:8097"  # nobody listens there: what leads to it is taken up by the tests
PARTNER, LEADS = Grant("proeve", "contributor", "partner"), Grant("proeve", "secretariat")
READS = Grant("proeve", "viewer")
GROUPS = """
scope: groups
roles:
  - {group: leverer, role: contributor, alliance: proeve, organisation: partner}
  - {group: leder, role: secretariat, alliance: proeve}
  - {group: drift, role: administrator}
  - {group: leverer, role: viewer, alliance: findes-ikke}
"""


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canaille]:
    with canaille(tmp_path_factory.mktemp("canaille"), OURS + BACK) as one:
        yield one


@pytest.fixture
def site(tmp_path: Path, provider: Canaille) -> Iterator[Site]:
    (tmp_path / "groups.yaml").write_text(GROUPS, encoding="utf-8")
    provider.set_groups(leverer=[], leder=[], drift=[])
    made = make_site(
        tmp_path,
        FREMDRIFT_URL=OURS,
        FREMDRIFT_OIDC_ISSUER=provider.issuer,
        FREMDRIFT_OIDC_CLIENT_ID=CLIENT,
        FREMDRIFT_OIDC_CLIENT_SECRET=SECRET,
        FREMDRIFT_OIDC_NAME="Prøvekommunen",
        FREMDRIFT_OIDC_GROUPS=str(tmp_path / "groups.yaml"),
    )
    with made.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    yield made
    made.store.close()


def come_back(browser: FlaskClient, address: str) -> TestResponse:
    """Where the provider leads the browser to."""
    assert address.startswith(OURS + BACK + "?")
    return browser.get(address.removeprefix(OURS), base_url=OURS)


def sign_in(site: Site, provider: Canaille, login: str, query: str = "") -> tuple[FlaskClient, TestResponse]:
    """Somebody's browser, and the answer to their coming back."""
    browser = client_of(site.server, None)
    left = browser.get(BEGIN + query, base_url=OURS)
    assert cookies(browser) == {"fremdrift-elsewhere"}
    assert left.status_code == 302
    return browser, come_back(browser, provider.sign_in(left.location, login))


def cookies(browser: FlaskClient) -> set[str]:
    return {one.key for one in (browser._cookies or {}).values()}


def who(site: Site, browser: FlaskClient) -> Account:
    """Whose session a browser holds."""
    assert browser.get("/account", base_url=OURS).status_code == 200
    with site.store.reading() as connection:
        query = sa.select(account.c.account_id).where(account.c.issuer.is_not(None), account.c.deleted_at.is_(None))
        found = read_account(connection, account_id=connection.execute(query).scalar_one())
    assert found is not None
    return found


def rights(site: Site, one: Account) -> set[Grant]:
    with site.store.reading() as connection:
        return set(viewer_of(connection, one.account_id).grants)


def acts(site: Site, one: Account) -> list[tuple[str, str]]:
    query = sa.select(audit.c.who, audit.c.action).where(audit.c.subject == one.key).order_by(audit.c.audit_id)
    with site.store.reading() as connection:
        return [(row.who, row.action) for row in connection.execute(query)]


def test_whoever_the_provider_knows_is_in(site: Site, provider: Canaille) -> None:
    form = site.public.get("/sign-in", base_url=OURS).text
    assert "Log ind med Prøvekommunen" in form
    browser, answer = sign_in(site, provider, "anna")
    assert (answer.status_code, answer.location) == (303, "/account")
    one = who(site, browser)
    assert (one.name, one.email, one.issuer, one.subject, one.password) == (
        "Anna Prøve",
        "anna@kommune.example",
        provider.issuer,
        "anna",
        None,
    )
    assert acts(site, one) == [("provider", "account_made"), (f"account {one.key}", "signed_in")]
    assert rights(site, one) == set()
    assert cookies(browser) == {cookie_name(site.settings)}  # the other one is needed no longer


def test_groups_are_read_at_every_sign_in_and_end_no_role_that_was_given_here(site: Site, provider: Canaille) -> None:
    provider.set_groups(leverer=["anna"])
    browser, _ = sign_in(site, provider, "anna")
    one = who(site, browser)
    assert rights(site, one) == {PARTNER}
    with site.store.writing() as connection:
        give(connection, one.account_id, READS, "test", NOW)
        give(connection, one.account_id, PARTNER, "test", NOW)  # the very same, given here too
    provider.set_groups(leverer=[], leder=["anna", "bo"])
    again, _ = sign_in(site, provider, "anna")
    assert rights(site, one) == {PARTNER, READS, LEADS}
    provider.set_groups(leder=["bo"])
    assert browser.get("/alliance/proeve/members", base_url=OURS).status_code == 200
    sign_in(site, provider, "anna")
    assert rights(site, one) == {PARTNER, READS}
    for held in (browser, again):  # whoever was signed in before may no more either
        assert held.get("/alliance/proeve/members", base_url=OURS).status_code in (403, 404)
    by_provider = [action for whose, action in acts(site, one) if whose == "provider"]
    assert by_provider == ["account_made", "role_given", "role_ended", "role_given", "role_ended"]


def test_an_administrator_is_one_for_as_long_as_the_group_says(site: Site, provider: Canaille) -> None:
    provider.set_groups(drift=["anna"])
    browser, _ = sign_in(site, provider, "anna")
    assert browser.get("/accounts", base_url=OURS).status_code == 200
    provider.set_groups(drift=[])
    sign_in(site, provider, "anna")
    assert browser.get("/accounts", base_url=OURS).status_code == 403
    assert not who(site, browser).is_administrator


def test_an_address_is_no_proof_of_who_somebody_is(site: Site, provider: Canaille) -> None:
    with site.store.writing() as connection:
        older = add_account(connection, "En Anden", "anna@kommune.example", NOW, is_administrator=True)
    browser, _ = sign_in(site, provider, "anna")
    one = who(site, browser)
    assert (one.key != older.key, one.email, one.is_administrator) == (True, None, False)
    assert browser.get("/accounts", base_url=OURS).status_code == 403


ONWARD = {
    "?next=/upload": "/upload",
    "?next=/en/upload&language=en": "/en/upload",
    "?next=//evil.example/": "/account",
    "?next=https://evil.example/&language=en": "/en/account",
    "?next=/%5Cevil.example": "/account",
}


def test_after_signing_in_one_is_where_one_wanted_to_go(site: Site, provider: Canaille) -> None:
    for query, path in ONWARD.items():
        assert sign_in(site, provider, "bo", query)[1].location == path, query


def test_a_code_and_a_state_are_taken_once_and_from_the_browser_that_asked(site: Site, provider: Canaille) -> None:
    browser, thief = client_of(site.server, None), client_of(site.server, None)
    left = browser.get(BEGIN, base_url=OURS)
    back = provider.sign_in(left.location, "anna")
    assert come_back(thief, back).location == "/sign-in?failed=wrong"  # no cookie
    thief.get(BEGIN, base_url=OURS)
    assert come_back(thief, back).location == "/sign-in?failed=wrong"  # a cookie, of another state
    assert thief.get("/account", base_url=OURS).status_code == 303
    assert come_back(browser, back).location == "/account"
    assert come_back(browser, back).location == "/sign-in?failed=wrong"
    assert "kunne ikke godkendes" in browser.get("/sign-in?failed=wrong", base_url=OURS).text


def test_the_provider_takes_no_code_twice_and_none_without_its_verifier(site: Site, provider: Canaille) -> None:
    """With everything of a session copied before it came back."""
    browser, thief = client_of(site.server, None), client_of(site.server, None)
    left = browser.get(BEGIN, base_url=OURS)
    assert "code_challenge_method=S256" in left.location
    kept = next(iter((browser._cookies or {}).values()))
    thief.set_cookie(kept.key, kept.value, domain="127.0.0.1", path=BEGIN)
    back = provider.sign_in(left.location, "anna")
    assert come_back(browser, back).location == "/account"
    assert come_back(thief, back).location == "/sign-in?failed=wrong"


def test_with_the_wrong_password_nobody_comes_back(site: Site, provider: Canaille) -> None:
    left = client_of(site.server, None).get(BEGIN, base_url=OURS).location
    with pytest.raises(LedNowhere):
        provider.sign_in(left, "anna", "et andet kodeord")


def test_the_provider_leads_nobody_to_another_site(site: Site, provider: Canaille) -> None:
    left = client_of(site.server, None).get(BEGIN, base_url=OURS).location
    assert f"redirect_uri={quote(OURS + BACK, safe='')}" in left
    foreign = left.replace(quote(OURS, safe=""), quote("https://evil.example", safe=""))
    assert foreign != left
    with pytest.raises(LedNowhere, match="400"):
        provider.sign_in(foreign, "anna")
    forged = client_of(site.server, None).get(BEGIN, base_url=OURS, headers={"Host": "evil.example"}).location
    assert "evil.example" not in forged


def test_without_a_provider_there_is_no_such_address(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert [site.public.get(path).status_code for path in (BEGIN, BACK)] == [404, 404]
    assert "/sign-in/oidc" not in site.public.get("/sign-in").text
    site.store.close()


RIGHT = {
    "FREMDRIFT_URL": "https://fremdrift.example",
    "FREMDRIFT_OIDC_ISSUER": "https://login.example",
    "FREMDRIFT_OIDC_CLIENT_ID": "fremdrift",
    "FREMDRIFT_OIDC_CLIENT_SECRET": "x" * 40,
}
WRONG = {
    "FREMDRIFT_URL": ("", "nobody could be led back"),
    "FREMDRIFT_OIDC_ISSUER": ("http://login.example", "everybody on the way could answer"),
    "FREMDRIFT_OIDC_CLIENT_ID": ("", "it is unknown there"),
    "FREMDRIFT_OIDC_CLIENT_SECRET": ("", "anybody could ask for what a code is worth"),
}


@pytest.mark.parametrize("name", WRONG)
def test_settings_that_cannot_be_safe_are_refused(name: str) -> None:
    assert read_settings(RIGHT).provider is not None
    with pytest.raises(SettingError, match=name):
        read_settings(RIGHT | {name: WRONG[name][0]})


def test_no_secret_is_shown_with_the_settings() -> None:
    assert RIGHT["FREMDRIFT_OIDC_CLIENT_SECRET"] not in repr(read_settings(RIGHT))


MISTAKEN = {
    "{group: a, role: boss, alliance: b}": "role",
    "{group: a, role: contributor, alliance: b}": "organisation is expected",
    "{group: a, role: viewer}": "alliance is expected",
    "{group: a, role: administrator, alliance: b}": "alliance is expected",
    "{group: a, role: secretariat, alliance: b, organisation: c}": "no other role",
    "{group: a, rolle: viewer, alliance: b}": "role",
}


def test_a_file_of_groups_that_is_wrong_is_told_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "groups.yaml"
    settings = read_settings(RIGHT | {"FREMDRIFT_OIDC_GROUPS": str(file)})
    for rule, told in MISTAKEN.items():
        file.write_text(f"roles:\n  - {rule}\n", encoding="utf-8")
        with pytest.raises(SettingError, match=rf"groups\.yaml.*{told}"):
            read_provider_groups(settings)
    file.unlink()
    with pytest.raises(SettingError, match=r"groups\.yaml"):
        read_provider_groups(settings)
