"""Who has which role: invited, ended, helped; nobody gives what is not theirs to give."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyotp
import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from dashboard.signing import codes
from store.accounts import Account, administrators, change_account
from store.audit import find_broken
from store.definitions import apply
from store.grants import give, viewer_of
from store.links import read_links
from store.schema import account, account_grant, api_token, audit, link, session
from store.viewer import Grant
from tests.dashboard.conftest import make_site
from tests.dashboard.demo_store import NOW
from tests.dashboard.test_signing import GOOD, KEPT, LEADS, OTHER, PARTNER, Place
from tests.rooms import small_alliance

READS = Grant("proeve", "viewer")
THEIRS = Grant("anden", "secretariat")
MEMBERS = "/alliance/proeve/members"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    site = make_site(tmp_path_factory.mktemp("members"))
    with site.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
        apply(connection, small_alliance(slug="anden", name="Den anden"), "file", NOW)
    yield Place(site)
    site.store.close()


@pytest.fixture
def place(made: Place) -> Place:
    made.clock.moment = NOW
    return made


def grants(place: Place, one: Account) -> set[Grant]:
    with place.site.store.reading() as connection:
        return set(viewer_of(connection, one.account_id).grants)


def number_of(place: Place, one: Account) -> int:
    """Of the only role of an account."""
    query = sa.select(account_grant.c.account_grant_id).where(account_grant.c.account_id == one.account_id)
    with place.site.store.reading() as connection:
        return int(connection.execute(query).scalars().all()[-1])


def link_in(answer: TestResponse) -> str:
    """The path of the link that an answer shows."""
    found = re.search(r'class="hemmelig">https?://[^/]+([^<]+)<', answer.text)
    assert found, answer.text
    return found.group(1)


def test_a_secretariat_invites_and_the_invited_is_a_member(place: Place) -> None:
    browser = place.sign_in(place.person(LEADS))
    form = {"email": "ny1@example.dk", "role": "contributor", "organisation": "partner"}
    answer = place.send(browser, MEMBERS, **form)
    assert "no-store" in answer.headers["Cache-Control"]
    path = link_in(answer)
    page = browser.get(MEMBERS).text
    assert "ny1@example.dk" in page
    assert path not in page  # it was shown once
    guest = place.browser()
    assert place.send(guest, path, name="Nytte Ny", password=GOOD, again=GOOD).status_code == 303
    page = browser.get(MEMBERS).text
    assert "Nytte Ny" in page
    assert "Indberetter for Partneren" in page


WRONG = {
    "no address": {"email": "ikke en adresse"},
    "no role": {"role": ""},
    "a role that is nobody's": {"role": "bearer"},
    "one that only an administrator gives": {"role": "administrator"},
    "a contributor of nothing": {"organisation": ""},
    "an organisation of nobody": {"organisation": "findes-ikke"},
}


def test_what_is_no_invitation_is_not_made(place: Place) -> None:
    browser = place.sign_in(place.person(LEADS))
    with place.site.store.reading() as connection:
        before = len(read_links(connection, ["invite"], "proeve"))
    for reason, changes in WRONG.items():
        form = {"email": "ny2@example.dk", "role": "contributor", "organisation": "partner"} | changes
        assert place.send(browser, MEMBERS, **form).status_code == 422, reason
    with place.site.store.reading() as connection:
        assert len(read_links(connection, ["invite"], "proeve")) == before


def test_nobody_but_the_secretariat_has_members(place: Place) -> None:
    member, number = place.person(READS), 0
    number = number_of(place, member)
    acts = [MEMBERS, f"{MEMBERS}/roles/{number}/end", f"{MEMBERS}/{member.key}/reset"]
    acts += [
        f"{MEMBERS}/invitations/1/withdraw",
        f"/accounts/{member.key}/delete",
        f"/accounts/{member.key}/administrator",
    ]
    form = {"email": "ny3@example.dk", "role": "secretariat"}
    nobodies = {"a viewer": READS, "a contributor": PARTNER, "another alliance's secretariat": THEIRS}
    for reason, grant in nobodies.items():
        browser = place.sign_in(place.person(grant))
        assert browser.get(MEMBERS).status_code in (403, 404), reason
        assert [place.send(browser, path, **form).status_code in (403, 404) for path in acts] == [True] * 6, reason
    assert [place.send(place.browser(), path, **form).status_code for path in acts] == [401] * 6
    assert grants(place, member) == {READS}


def test_a_secretariat_reaches_no_role_and_no_invitation_of_another_alliance(place: Place) -> None:
    """The numbers of theirs stand in no page of ours, but can be guessed."""
    browser = place.sign_in(place.person(LEADS))
    theirs = place.person(THEIRS)
    place.invitation(THEIRS)
    with place.site.store.reading() as connection:
        invitation = read_links(connection, ["invite"], "anden")[0].link_id
    paths = [f"roles/{number_of(place, theirs)}/end", f"invitations/{invitation}/withdraw", f"{theirs.key}/reset"]
    for path in paths:
        assert place.send(browser, f"{MEMBERS}/{path}").status_code == 404
        assert place.send(browser, f"/alliance/anden/members/{path}").status_code in (403, 404)
        assert place.send(browser, f"/alliance/findes-ikke/members/{path}").status_code in (403, 404)
    assert grants(place, theirs) == {THEIRS}


def test_a_secretariat_can_have_nobody_elses_password_set(place: Place) -> None:
    """Whoever makes the link could open it, and be that person: so only of one who may nothing beyond their reach."""
    browser = place.sign_in(place.person(LEADS))
    refused = {
        "an administrator": place.person(READS, is_administrator=True),
        "a member of another alliance, too": place.person(READS, Grant("anden", "viewer")),
        "one who signs in elsewhere": place.person(READS, password=None, issuer="https://id.example", subject="7"),
    }
    for reason, one in refused.items():
        answer = place.send(browser, f"{MEMBERS}/{one.key}/reset")
        assert answer.status_code in (403, 404), reason
        assert "/reset/l-" not in answer.text, reason
    member = place.person(PARTNER)
    path = link_in(place.send(browser, f"{MEMBERS}/{member.key}/reset"))
    assert place.send(place.browser(), path, password=OTHER, again=OTHER).status_code == 303
    assert place.acts(member) == ["reset_link_made", "password_changed"]


def test_a_role_that_is_ended_is_over_at_the_next_click(place: Place) -> None:
    leads, member = place.sign_in(place.person(LEADS)), place.person(PARTNER)
    browser = place.sign_in(member)
    assert browser.get("/upload").status_code == 200
    assert place.send(leads, f"{MEMBERS}/roles/{number_of(place, member)}/end").status_code == 303
    assert browser.get("/upload").status_code == 403
    assert place.is_in(browser)  # the account is theirs still
    assert place.acts(member)[-1] == "role_ended"


def test_whoever_leaves_the_secretariat_cannot_come_back_by_an_invitation_of_theirs(place: Place) -> None:
    leaving, other = place.person(LEADS), place.sign_in(place.person(LEADS))
    path = link_in(place.send(place.sign_in(leaving), MEMBERS, email="bagdoer@example.dk", role="secretariat"))
    assert place.send(other, f"{MEMBERS}/roles/{number_of(place, leaving)}/end").status_code == 303
    assert place.browser().get(path).status_code == 404
    assert place.send(place.browser(), path, name="x", password=GOOD, again=GOOD).status_code == 404


def test_an_invitation_that_is_withdrawn_opens_nothing(place: Place) -> None:
    browser = place.sign_in(place.person(LEADS))
    path = link_in(place.send(browser, MEMBERS, email="fortrudt@example.dk", role="viewer"))
    with place.site.store.reading() as connection:
        number = read_links(connection, ["invite"], "proeve")[0].link_id
    assert place.send(browser, f"{MEMBERS}/invitations/{number}/withdraw").status_code == 303
    assert "fortrudt@example.dk" not in browser.get(MEMBERS).text
    assert place.browser().get(path).status_code == 404


def test_one_administrator_is_left_always(place: Place) -> None:
    first = place.person(is_administrator=True)
    browser = place.sign_in(first)
    with place.site.store.writing() as connection:
        for number in administrators(connection) - {first.account_id}:
            change_account(connection, number, is_administrator=False)
    assert place.send(browser, f"/accounts/{first.key}/administrator/end").status_code == 422
    assert place.send(browser, f"/accounts/{first.key}/delete").status_code == 422
    assert place.send(browser, "/account/delete", sure="1", current=GOOD).status_code == 422
    second = place.person()
    assert place.send(browser, f"/accounts/{second.key}/administrator").status_code == 303
    assert place.sign_in(second).get("/accounts").status_code == 200
    assert place.send(browser, f"/accounts/{first.key}/administrator/end").status_code == 303
    assert browser.get("/accounts").status_code == 403


def test_an_administrator_helps_one_whose_telephone_is_lost(place: Place) -> None:
    one = place.person(PARTNER, totp=codes.new_secret())
    browser = place.sign_in(place.person(is_administrator=True))
    assert "Telefonen er væk" in browser.get("/accounts").text
    assert place.send(browser, f"/accounts/{one.key}/codes/end").status_code == 303
    assert place.is_in(place.sign_in(one))


def test_a_new_password_signs_out_everywhere_else(place: Place) -> None:
    one = place.person()
    here, there = place.sign_in(one), place.sign_in(one)
    change = {"current": GOOD, "password": OTHER, "again": OTHER}
    for reason, wrong in {"current": "forkert", "password": "kort", "again": "noget andet"}.items():
        assert place.send(here, "/account/password", **change | {reason: wrong}).status_code == 422, reason
    assert place.is_in(there)
    assert place.send(here, "/account/password", **change).status_code == 303
    assert place.is_in(here)
    assert not place.is_in(there)


def test_codes_are_asked_for_once_a_telephone_makes_them(place: Place) -> None:
    one = place.person()
    here, there = place.sign_in(one), place.sign_in(one)
    made = re.search(r'name="codes"[^>]*value="([A-Z2-7]{32})"', here.get("/account").text)
    assert made
    code = pyotp.TOTP(made.group(1)).at(int(NOW.timestamp()))
    form = {"codes": made.group(1), "code": code, "current": GOOD}
    for reason, wrong in {"code": "000000", "current": "forkert", "codes": "kort"}.items():
        assert place.send(here, "/account/codes", **form | {reason: wrong}).status_code == 422, reason
    assert place.send(here, "/account/codes", **form).status_code == 303
    assert not place.is_in(there)
    again = place.send(place.browser(), "/sign-in", email=one.email or "", password=GOOD)
    assert "Set-Cookie" not in again.headers
    assert place.send(here, "/account/codes/end", current="forkert").status_code == 422
    assert place.send(here, "/account/codes/end", current=GOOD).status_code == 303
    assert place.is_in(place.sign_in(one))


def test_signing_out_everywhere_leaves_this_place(place: Place) -> None:
    one = place.person()
    here, there = place.sign_in(one), place.sign_in(one)
    assert "1 andet sted" in here.get("/account").text
    assert place.send(here, "/account/sessions/end").status_code == 303
    assert (place.is_in(here), place.is_in(there)) == (True, False)


def test_a_deleted_account_leads_to_nobody_and_its_acts_stay(place: Place) -> None:
    one = place.person(LEADS)
    here, there = place.sign_in(one), place.sign_in(one)
    path = link_in(place.send(here, MEMBERS, email="efterladt@example.dk", role="viewer"))
    reset = place.reset(one)
    assert place.send(here, "/account/delete", current=GOOD).status_code == 422  # without the tick
    assert place.send(here, "/account/delete", sure="1", current="forkert").status_code == 422
    assert place.send(here, "/account/delete", sure="1", current=GOOD).location == "/sign-in?deleted=1"
    assert not place.is_in(there)
    assert place.browser().get(path).status_code == place.browser().get(reset).status_code == 404
    assert place.send(place.browser(), "/sign-in", email=one.email or "", password=GOOD).status_code == 422
    assert grants(place, one) == set()
    with place.site.store.reading() as connection:
        tables = (account, account_grant, session, link, api_token, audit)
        text = "".join(repr(connection.execute(sa.select(table)).all()) for table in tables)
        assert find_broken(connection) is None
    assert (one.email or "") not in text
    assert place.acts(one)[-1] == "account_deleted"
    with place.site.store.writing() as connection:  # the address is free again
        connection.execute(
            sa.insert(account).values(key="ny", email=one.email, name="N", language="da", created_at=NOW)
        )


def test_name_and_language_are_ones_own(place: Place) -> None:
    one = place.person()
    browser = place.sign_in(one)
    assert place.send(browser, "/account/own", name=" \t ", language="da").status_code == 422
    hostile = "<script>alert(1)</script>"
    assert place.send(browser, "/account/own", name=hostile, language="en").status_code == 303
    page = browser.get("/account").text
    assert hostile not in page
    assert "&lt;script&gt;" in page
    found = place.again(one)
    assert found is not None
    assert found.language == "en"


def test_the_header_says_what_one_may_and_nobodys_name(place: Place) -> None:
    def header(answer: TestResponse) -> str:
        return answer.text.partition("<header")[2].partition("</header>")[0]

    anybody = header(place.browser().get("/method"))
    assert '"/sign-in?next=%2Fmethod"' in anybody
    assert "Log ud" not in anybody
    reads, delivers = (header(place.sign_in(place.person(one)).get("/method")) for one in (READS, PARTNER))
    assert "Min konto" in reads
    assert "Log ud" in reads
    assert '"/upload"' not in reads  # a viewer may not
    assert '"/upload"' in delivers
    assert "Et Navn" not in reads + delivers


def test_the_account_says_the_ways_that_are_open(place: Place) -> None:
    ways = {READS: [], PARTNER: ["/upload?alliance=proeve"], LEADS: ["/upload?alliance=proeve", f"{MEMBERS}"]}
    for grant, paths in ways.items():
        page = place.sign_in(place.person(grant)).get("/account").text
        for path in ("/upload?alliance=proeve", MEMBERS, "/accounts"):
            assert (f'href="{path}"' in page) == (path in paths), (grant, path)
        assert "Den anden" not in page


def test_a_role_of_the_providers_groups_is_not_ended_here(place: Place) -> None:
    one = place.person()
    with place.site.store.writing() as connection:
        give(connection, one.account_id, READS, "oidc", NOW, origin="oidc")
    page = place.sign_in(place.person(LEADS)).get(MEMBERS).text
    assert f"roles/{number_of(place, one)}/end" not in page
    assert KEPT not in page
