"""Tokens over HTTP: made on a page, sent in a header, refused in words; and what is kept never crosses readers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.secret import installation_secret
from store.schema import account_grant, api_token, audit
from store.sessions import begin
from store.tokens import actor_of_token
from store.upload_links import make_upload_link
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, TODAY, apply_demo
from tests.people import client_of, session_of

SECRETARIAT = Grant("bo-trygt", "secretariat")
CONTRIBUTOR = Grant("bo-trygt", "contributor", "sekretariat")
FORM = {"name": "Natlig", "scope": "deliver", "of": "", "until": (TODAY + timedelta(days=30)).isoformat()}
FILE = ("indikator;periode;v\u00e6rdi\nindbrud;2024;14000\n".encode(), "tal.csv")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all: each test has people of its own."""
    made = make_site(tmp_path_factory.mktemp("tokens"))
    apply_demo(made.store)
    yield made
    made.store.close()


def person(site: Site, *grants: Grant) -> FlaskClient:
    return client_of(site.server, session_of(site.store, site.settings, NOW, *grants))


def token_of(client: FlaskClient, **changes: str) -> str:
    """Made on the page, as a person does it; told once."""
    answer = client.post("/account/tokens", data=FORM | changes)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    found = re.search(r'id="hemmelig"[^>]*>(t-[^<]+)<', answer.get_data(as_text=True))
    assert found is not None
    assert found[1] not in client.get("/account/tokens").get_data(as_text=True)
    return unescape(found[1])


def send(site: Site, text: str, alliance: str = "bo-trygt", organisation: str = "sekretariat") -> TestResponse:
    data: dict[str, Any] = {"alliance": alliance, "organisation": organisation, "file": (io.BytesIO(FILE[0]), FILE[1])}
    return site.public.post("/api/v1/submissions", data=data, headers=bearing(text))


def bearing(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def newest(site: Site) -> int:
    with site.store.reading() as connection:
        return connection.execute(sa.select(sa.func.max(api_token.c.api_token_id))).scalar() or 0


def test_a_program_delivers_and_reads_by_its_token(site: Site) -> None:
    text = token_of(person(site, CONTRIBUTOR))
    answer = send(site, text)
    assert answer.status_code == 202
    answer.close()
    look = site.public.get(answer.headers["Location"], headers=bearing(text))
    assert look.get_json()["state"] == "received"
    assert site.public.get(answer.headers["Location"]).status_code == 401  # without it nobody
    with site.store.reading() as connection:
        row = connection.execute(sa.select(api_token).order_by(api_token.c.api_token_id.desc()).limit(1)).one()
        told = connection.execute(sa.select(audit.c.action, audit.c.subject, audit.c.who)).all()
    assert row.last_used_at == NOW
    assert ("token_made", f"token {row.api_token_id}") in [one[:2] for one in told]
    assert text not in repr(told)


REFUSED = [
    # grants of the person, what the token is for, what is asked, status, why
    ([CONTRIBUTOR], {"scope": "read"}, "submissions", 403, "made to read"),
    ([SECRETARIAT], {"of": "bo-trygt/sekretariat"}, "edit", 403, "a token declares nothing"),
    ([Grant("hjem-til-alle", "secretariat")], {}, "edit", 403, "of another alliance"),
    ([SECRETARIAT], {}, "account", 403, "a token makes no tokens"),
]


@pytest.mark.parametrize(("grants", "made", "asked", "status", "why"), REFUSED, ids=[one[4] for one in REFUSED])
def test_what_a_token_may_not(
    site: Site, grants: list[Grant], made: dict[str, str], asked: str, status: int, why: str
) -> None:
    text = token_of(person(site, *grants), **made)
    if asked == "submissions":
        answer = send(site, text)
    else:
        path = {"edit": "/alliance/bo-trygt/edit", "account": "/account/tokens"}[asked]
        answer = site.public.get(path, headers=bearing(text))
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("path", "header", "status"),
    [
        ("/api/v1/alliances", "Bearer t-abc.def", 401),  # a wrong token is no anonymous reader
        ("/api/v1/alliances", "Bearer nonsense", 401),
        ("/api/v1/alliances", "bearer  t-abc.def", 401),
        ("/", "Bearer t-abc.def", 401),
        ("/", "Bearer eyJhbGciOi", 200),  # of a server before this one, on a page
        ("/api/v1/alliances", "Basic YTpi", 200),
        ("/metrics", "Bearer nonsense", 200),  # has a word of its own, and asks none of this machine
    ],
)
def test_a_wrong_token_is_told(site: Site, path: str, header: str, status: int) -> None:
    for _ in range(2):  # also where the page is kept
        answer = site.public.get(path, headers={"Authorization": header})
        assert answer.status_code == status
    if status == 401:
        assert answer.get_json()["code"] == "wrong_token"
        assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_without_a_token_the_api_says_that_one_is_needed(site: Site) -> None:
    answer = site.public.post("/api/v1/submissions", data={})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_it_stops_with_its_person_and_when_withdrawn(site: Site) -> None:
    client = person(site, CONTRIBUTOR)
    text = token_of(client)
    with site.store.writing() as connection:
        connection.execute(sa.update(account_grant).values(ended_at=NOW))
    assert send(site, text).status_code == 403
    answer = client.post(f"/account/tokens/{newest(site)}/withdraw")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/tokens")
    assert send(site, text).status_code == 401
    assert "Trukket tilbage" in client.get("/account/tokens").get_data(as_text=True)


def test_nobody_withdraws_anothers(site: Site) -> None:
    text = token_of(person(site, CONTRIBUTOR))
    person(site, SECRETARIAT).post(f"/account/tokens/{newest(site)}/withdraw")
    assert send(site, text).status_code == 202


MISTAKES: list[tuple[dict[str, str], str]] = [
    ({"name": " "}, "Skriv, hvad n\u00f8glen skal bruges til."),
    ({"name": "x" * 81}, "H\u00f8jst 80 tegn."),
    ({"scope": "define"}, "V\u00e6lg en af dem, der st\u00e5r."),
    ({"of": "hjem-til-alle"}, "V\u00e6lg en af dem, der st\u00e5r."),  # no role there
    ({"of": "bo-trygt/atlantis"}, "V\u00e6lg en af dem, der st\u00e5r."),
    ({"until": ""}, "V\u00e6lg en dag."),
    ({"until": (TODAY - timedelta(days=1)).isoformat()}, "V\u00e6lg en dag fra i dag til"),
    ({"until": (TODAY + timedelta(days=366)).isoformat()}, "V\u00e6lg en dag fra i dag til"),
]


def test_what_is_wrong_in_the_form_is_told(site: Site) -> None:
    client, before = person(site, CONTRIBUTOR), newest(site)
    for changes, told in MISTAKES:
        answer = client.post("/account/tokens", data=FORM | changes)
        assert (answer.status_code, told in answer.get_data(as_text=True)) == (400, True), changes
    assert newest(site) == before


def test_the_page_is_for_whoever_has_an_account(site: Site) -> None:
    answer = site.public.get("/account/tokens")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=%2Faccount%2Ftokens")
    with site.store.writing() as connection:
        secret, of = installation_secret(site.settings), ("bo-trygt", "sekretariat")
        link = make_upload_link(connection, secret, "operator", NOW, NOW + timedelta(days=1), of, False)
        cookie = begin(connection, secret, NOW, link_id=link.link_id)
    bearer = client_of(site.server, {"name": "fremdrift", "value": cookie})
    assert bearer.get("/account/tokens").status_code == 403
    assert bearer.post("/account/tokens", data=FORM).status_code == 403


def test_what_is_kept_for_a_token_is_no_other_readers(site: Site) -> None:
    """A page made for a token is kept apart from the public's and from that of whoever is signed in."""
    text = token_of(person(site, SECRETARIAT))
    tags = {
        site.public.get("/alliance/bo-trygt", headers=bearing(text)).headers["ETag"],
        site.public.get("/alliance/bo-trygt").headers["ETag"],
        person(site, SECRETARIAT).get("/alliance/bo-trygt").headers["ETag"],
    }
    assert len(tags) == 3
    with site.store.reading() as connection:
        assert actor_of_token(connection, text, installation_secret(site.settings), NOW) is not None
