"""Upload links over HTTP: what one opens and for whom, and that it opens nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from html import unescape
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.web import build
from store.files import Files
from store.grants import take
from store.schema import account, alliance, audit, link, organisation, session, submission
from store.submissions import UPLOAD, NewSubmission, receive
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, TODAY, apply_demo
from tests.people import client_of, session_of

SECRETARIAT = Grant("bo-trygt", "secretariat")
CONTRIBUTOR = Grant("bo-trygt", "contributor", "sekretariat")
OWN = "/alliance/bo-trygt/links"
FORM = {"organisation": "sekretariat", "uses": "many", "until": (TODAY + timedelta(days=14)).isoformat()}
CONTENT = "indikator;periode;v\u00e6rdi\nindbrud;2024;14000\n".encode()
HTML = {"Accept": "text/html"}
OVER = "Linket g\u00e6lder ikke l\u00e6ngere"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all: each test makes links of its own."""
    made = make_site(tmp_path_factory.mktemp("links"))
    apply_demo(made.store)
    yield made
    made.store.close()


def person(site: Site, *grants: Grant) -> FlaskClient:
    return client_of(site.server, session_of(site.store, site.settings, NOW, *grants))


def link_of(client: FlaskClient, **changes: str) -> str:
    """The path of a link made on the page, which tells it once."""
    answer = client.post(OWN, data=FORM | changes)
    assert answer.status_code == 200
    found = re.search(r'id="hemmelig"[^>]*>http://localhost(/deliver/l-[^<]+)<', answer.get_data(as_text=True))
    assert found is not None
    assert found[1] not in client.get(OWN).get_data(as_text=True)
    return unescape(found[1])


def send(
    client: FlaskClient, path: str, content: bytes = CONTENT, headers: dict[str, str] | None = None
) -> TestResponse:
    data: dict[str, Any] = {"file": (io.BytesIO(content), "tal.csv")}
    return client.post(path, data=data, headers=HTML if headers is None else headers)


def bearer_of(site: Site, path: str) -> tuple[FlaskClient, str]:
    """A browser that has sent a file by a link, and the path of its report."""
    client = browser(site)
    answer = send(client, path)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client, answer.headers["Location"]


def browser(site: Site) -> FlaskClient:
    client = site.public
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def count(site: Site, table: sa.Table) -> int:
    with site.store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def newest(site: Site) -> Any:
    with site.store.reading() as connection:
        return connection.execute(sa.select(link).order_by(link.c.link_id.desc()).limit(1)).one()


def test_whoever_has_the_link_delivers_without_an_account(site: Site) -> None:
    path = link_of(person(site, CONTRIBUTOR))
    page = browser(site).get(path)
    text = page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in page.headers
    assert "next=" not in text  # the link stands in no other address
    assert "<h1>Aflever tal for Sekretariatet</h1>" in text
    bearer, report = bearer_of(site, path)
    assert bearer.get(report).status_code == 200
    assert bearer.get(f"/api/v1{report.replace('upload', 'submissions')}").status_code == 200
    row = newest(site)
    with site.store.reading() as connection:
        made = connection.execute(sa.select(submission).order_by(submission.c.submission_id.desc()).limit(1)).one()
        told = connection.execute(sa.select(audit.c.who, audit.c.action, audit.c.subject)).all()
    assert (made.received_by, made.source) == (f"link {row.link_id}", UPLOAD)
    assert row.last_used_at == NOW
    assert (f"link {row.link_id}", "submission_received", made.token) in [tuple(one) for one in told]
    assert path.rpartition("/")[2] not in repr(told) + repr(row)


def test_a_program_delivers_by_it_too(site: Site) -> None:
    answer = send(site.public, link_of(person(site, SECRETARIAT)), headers={})
    assert (answer.status_code, answer.get_json()["state"]) == (202, "received")


def test_to_look_at_it_uses_nothing(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT), uses="once")
    for method in ("get", "head", "get"):
        assert getattr(site.public, method)(path).status_code == 200
    site.public.get(f"{path}/template.xlsx")
    assert newest(site).uses_left == 1


def test_a_link_for_once_is_the_firsts(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT), uses="once")
    bearer, report = bearer_of(site, path)
    late = send(browser(site), path)
    assert (late.status_code, OVER in late.get_data(as_text=True)) == (404, True)
    assert browser(site).get(path).status_code == 404
    # Whoever was first corrects and sends again, in the session that they have.
    assert bearer.get(path).status_code == 200
    again = send(bearer, path)
    assert again.status_code == 303
    assert [bearer.get(one).status_code for one in (report, again.headers["Location"])] == [200, 200]


def test_of_two_at_once_one_wins(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT), uses="once")
    submissions, sessions, gate = count(site, submission), count(site, session), Barrier(4)

    def one(_: int) -> int:
        client = browser(site)
        gate.wait()
        return send(client, path).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [303, 404, 404, 404]
    assert (count(site, submission), count(site, session)) == (submissions + 1, sessions + 1)
    kept = {file.name for file in Files(site.settings.files).folder.iterdir()}
    assert not [name for name in kept if name.startswith(".receiving")]  # nothing of the others is left


def of_others(site: Site) -> str:
    """A submission of the same organisation that came otherwise."""
    new = NewSubmission("bo-trygt", "sekretariat", UPLOAD, "x.csv", "0" * 64, 1, "browser", "account x", NOW)
    with site.store.writing() as connection:
        return receive(connection, new).token


def test_it_opens_nothing_but_what_came_by_it(site: Site) -> None:
    bearer, report = bearer_of(site, link_of(person(site, SECRETARIAT)))
    _, anothers = bearer_of(site, link_of(person(site, SECRETARIAT)))  # of the same organisation, by another link
    mine, other = report.rpartition("/")[2], of_others(site)
    unknown = bearer.get("/upload/unknown").get_data(as_text=True)
    for token in (other, anothers.rpartition("/")[2]):
        answer = bearer.get(f"/upload/{token}")
        assert (answer.status_code, answer.get_data(as_text=True).replace(token, "unknown")) == (404, unknown)
        for path in ("", "/annotated.xlsx", "/layout"):
            assert bearer.get(f"/api/v1/submissions/{token}{path}").status_code == 404
        for path in ("/confirm", "/undo", "/vanished", "/layout"):
            assert bearer.post(f"/api/v1/submissions/{token}{path}").status_code == 404
    refused = {
        ("GET", OWN): 403,
        ("POST", OWN): 403,
        ("POST", f"{OWN}/1/withdraw"): 403,
        ("GET", "/alliance/bo-trygt/edit"): 403,
        ("GET", "/upload/nothing"): 403,
        ("GET", "/account/tokens"): 403,
        ("POST", "/api/v1/declarations"): 403,
        ("POST", "/api/v1/layouts/forget"): 403,
        ("GET", "/template/hjem-til-alle/sekretariat.xlsx"): 403,
    }
    assert {key: bearer.open(key[1], method=key[0]).status_code for key in refused} == refused
    assert bearer.post(f"/api/v1/submissions/{mine}/confirm").status_code == 409  # their own, and it does not wait


WHO_MAKES = [
    # grants, organisation, status, why
    ([SECRETARIAT], "sekretariat", 200, "the secretariat, for any"),
    ([CONTRIBUTOR], "sekretariat", 200, "a contributor, for their own"),
    ([Grant("bo-trygt", "contributor", "atlantis")], "sekretariat", 400, "no other organisation's"),
    ([SECRETARIAT], "atlantis", 400, "of nobody"),
    ([Grant("bo-trygt", "viewer")], "sekretariat", 403, "a viewer makes none"),
    ([Grant("hjem-til-alle", "secretariat")], "sekretariat", 403, "of another alliance"),
]


def test_who_makes_links(site: Site) -> None:
    with site.store.writing() as connection:  # an organisation of the alliance that does not deliver
        number = connection.execute(sa.select(alliance.c.alliance_id).where(alliance.c.slug == "bo-trygt")).scalar()
        connection.execute(sa.insert(organisation).values(alliance_id=number, slug="atlantis"))
    for grants, organisation_, status, why in WHO_MAKES:
        assert person(site, *grants).post(OWN, data=FORM | {"organisation": organisation_}).status_code == status, why
    assert site.public.post(OWN, data=FORM).status_code == 401
    wrong = [{"until": (TODAY + timedelta(days=91)).isoformat()}, {"until": "2020-01-01"}, {"uses": "thrice"}]
    client = person(site, SECRETARIAT)
    assert [client.post(OWN, data=FORM | one).status_code for one in wrong] == [400, 400, 400]


def test_withdrawn_it_is_over_at_once_for_everybody(site: Site) -> None:
    maker = person(site, SECRETARIAT)
    for uses in ("many", "once"):
        path = link_of(maker, uses=uses)
        bearer, report = bearer_of(site, path)
        withdraw = f"{OWN}/{newest(site).link_id}/withdraw"
        stranger = person(site, Grant("bo-trygt", "contributor", "atlantis"))
        assert stranger.post(withdraw).status_code == 404  # not for their organisation
        assert bearer.get(report).status_code == 200
        assert maker.post(withdraw).status_code == 303
        assert bearer.get(report).status_code == 303  # to sign in
        assert send(bearer, path).status_code == 404


def test_it_ends_with_the_role_of_whoever_made_it(site: Site) -> None:
    """For those who use it already too; the secretariat is told, since partners hold links that open nothing."""
    maker, colleague = person(site, SECRETARIAT), person(site, SECRETARIAT)
    path = link_of(maker)
    bearer, report = bearer_of(site, path)
    before = colleague.get(OWN).get_data(as_text=True)
    with site.store.writing() as connection:
        which = newest(site).made_by.removeprefix("account ")
        number = connection.execute(sa.select(account.c.account_id).where(account.c.key == which)).scalar_one()
        take(connection, number, [SECRETARIAT], NOW)
    assert [browser(site).get(path).status_code, send(browser(site), path).status_code] == [404, 404]
    assert [bearer.get(path).status_code, send(bearer, path).status_code] == [404, 404]
    assert browser(site).get(f"{path}/template.xlsx").status_code == 404
    assert bearer.get(report).status_code == 303  # to sign in
    after = colleague.get(OWN).get_data(as_text=True)
    assert ("1 link er lukket, fordi" in before, "1 link er lukket, fordi" in after) == (False, True)
    assert "Lukket med rollen" in after
    number = newest(site).link_id
    assert colleague.post(f"{OWN}/{number}/withdraw").status_code == 303  # for good, should the role be given back
    assert "er lukket, fordi" not in colleague.get(OWN).get_data(as_text=True)


def test_no_link_and_a_link_that_is_over_get_one_answer(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT), until=TODAY.isoformat())
    later = build(site.store, site.settings, lambda: NOW + timedelta(days=1))
    answers = [
        later.test_client().get(path),
        site.public.get("/deliver/l-abc.def"),
        site.public.get(f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}"),
        site.public.get("/deliver/t-abc"),
    ]
    said = {re.sub(r"/deliver/[^\"?]*", "", one.get_data(as_text=True)) for one in answers}
    assert ([one.status_code for one in answers], len(said)) == ([404] * 4, 1)
    assert all(send(one, path).status_code == 404 for one in (later.test_client(),))


def test_what_cannot_be_taken_uses_nothing(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT), uses="once")
    empty = send(site.public, path, b"", headers={})
    none = site.public.post(path, data={"x": "y"}, content_type="multipart/form-data")
    form = site.public.post(path, data={"x": "y"})
    assert [one.status_code for one in (empty, none, form)] == [422, 400, 415]
    assert {one.get_json()["code"] for one in (empty, none, form)} == {"empty_file", "missing_field", "wrong_form"}
    foreign = site.public.post(path, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert newest(site).uses_left == 1


def test_an_account_that_may_deliver_there_stays_signed_in(site: Site) -> None:
    path = link_of(maker := person(site, CONTRIBUTOR))
    answer = send(maker, path)
    assert "Set-Cookie" not in answer.headers
    assert maker.get(answer.headers["Location"]).status_code == 200
    viewer = person(site, Grant("bo-trygt", "viewer"))  # may not see the report by their own account
    assert "fremdrift=" in send(viewer, path).headers["Set-Cookie"]


def test_a_new_session_is_never_one_that_was_known_before(site: Site) -> None:
    path = link_of(person(site, SECRETARIAT))
    client = browser(site)
    client.set_cookie("fremdrift", "s-planted.by-somebody")
    answer = send(client, path)
    assert re.match(r"fremdrift=s-[\w-]{32}\.", answer.headers["Set-Cookie"])
    assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_the_log_holds_no_link(site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    path = link_of(person(site, SECRETARIAT))

    def broken(*_: object) -> datetime:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("dashboard.lending.delivering.find_upload_link", broken)
    assert site.public.get(path).status_code == 500
    assert "a fault of ours" in caplog.text
    assert path.rpartition("/")[2] not in caplog.text
    assert "/deliver/l-" in caplog.text
