"""Receiving files: what is accepted, what is refused and how, and that writes come from us."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from dashboard.api import too_large
from dashboard.guards import host_is_ours, origin_is_ours
from store.files import Files
from store.schema import submission, work
from store.submissions import ACCEPTED, AWAITING, RECEIVED, move, read_submission
from tests.dashboard.conftest import Site
from tests.dashboard.demo_store import settings_of

CONTENT = b"indikator;periode;v\xe6rdi\nindbrud;2024;14000\n"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORM = {"alliance": "bo-trygt", "organisation": "sekretariat"}


def post(
    site: Site, headers: dict[str, str] | None = None, content: bytes = CONTENT, language: str = "da", **fields: Any
) -> TestResponse:
    """A form as a browser sends it; `file=None` leaves the file out, `filename=""` is a form without a chosen file."""
    filename = fields.pop("filename", "tal 2024.csv")
    has_file = fields.pop("file", True) is not None
    parts = [
        f'name="{name}"\r\n\r\n{value}'.encode() for name, value in {**FORM, **fields}.items() if value is not None
    ]
    if has_file:
        parts.append(f'name="file"; filename="{filename}"\r\nContent-Type: text/csv\r\n\r\n'.encode() + content)
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return site.client.post(
        f"/api/v1/submissions?language={language}",
        data=body,
        headers=headers or {},
        content_type="multipart/form-data; boundary=edge",
    )


def rows(site: Site, table: sa.Table) -> list[sa.Row[Any]]:
    with site.store.reading() as connection:
        return list(connection.execute(sa.select(table)))


def test_a_file_becomes_bytes_a_row_and_a_piece_of_work(site: Site) -> None:
    answer = post(site)

    assert answer.status_code == 202
    token = answer.get_json()["submission"]
    assert answer.headers["Location"] == f"/api/v1/submissions/{token}"
    assert answer.get_json() == {"submission": token, "state": "received", "outcome": None}
    (made,) = rows(site, submission)
    assert (made.filename, made.size, made.source, made.via) == ("tal 2024.csv", len(CONTENT), "upload", "browser")
    assert made.sha256 == hashlib.sha256(CONTENT).hexdigest()
    (asked,) = rows(site, work)
    assert (asked.kind, asked.submission_id, asked.finished_at) == ("submission", made.submission_id, None)
    assert Files(site.settings.files).path_of(token).read_bytes() == CONTENT
    assert [path.name for path in site.settings.files.iterdir()] == [f"{token}.bin"]  # nothing left over


def test_a_plain_form_is_sent_on_to_its_report(site: Site) -> None:
    answer = post(site, HTML)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/upload/")
    page = site.client.get(answer.headers["Location"])
    assert "Filen bliver læst" in page.get_data(as_text=True)


def test_progress_is_told(site: Site) -> None:
    token = post(site).get_json()["submission"]
    with site.store.writing() as connection:
        move(connection, rows(site, submission)[0].submission_id, "read", 0.4)
    answer = site.client.get(f"/api/v1/submissions/{token}")
    assert answer.get_json() == {
        "submission": token,
        "state": "read",
        "outcome": None,
        "progress": 0.4,
        "report": None,
    }
    assert answer.headers["Cache-Control"] == "no-store, private"


REFUSED = [
    # fields, headers, status, code, why
    ({"file": None}, {}, 400, "missing_field"),
    ({"alliance": ""}, {}, 400, "missing_field"),
    ({"organisation": None}, {}, 400, "missing_field"),
    ({"filename": ""}, {}, 400, "missing_field"),  # a form sent without choosing a file
    ({"alliance": "atlantis"}, {}, 404, "no_alliance"),
    ({"organisation": "atlantis"}, {}, 404, "no_organisation"),
    ({"content": b""}, {}, 422, "empty_file"),
    ({"content": b"x" * (1 << 20) + b"x"}, {}, 413, "too_large"),  # one byte too many
    ({"content": b"x" * (1 << 21)}, {}, 413, "too_large"),  # refused before it is read
    ({}, {"Origin": "https://evil.example"}, 403, "foreign_origin"),
    ({}, {"Origin": "null"}, 403, "foreign_origin"),  # a sandboxed frame
    ({}, {"Sec-Fetch-Site": "cross-site"}, 403, "foreign_origin"),
    ({}, {"Host": "evil.example"}, 403, "foreign_host"),  # DNS rebinding
]


@pytest.mark.parametrize(("fields", "headers", "status", "code"), REFUSED)
def test_what_cannot_be_taken_is_refused_in_both_languages(
    site: Site, fields: dict[str, Any], headers: dict[str, str], status: int, code: str
) -> None:
    answer = post(site, headers, **fields)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    message = answer.get_json()["message"]
    assert len({message["da"], message["en"], ""}) == 3  # both, and different
    assert rows(site, submission) == [] == rows(site, work)
    assert list(site.settings.files.iterdir()) == []


def test_what_is_no_form_is_refused(site: Site) -> None:
    answer = site.client.post("/api/v1/submissions", json=FORM)
    assert (answer.status_code, answer.get_json()["code"]) == (415, "wrong_form")


def test_the_wrong_method_is_refused(site: Site) -> None:
    answer = site.client.put("/api/v1/submissions")
    assert answer.status_code in (404, 405)
    assert set(answer.get_json()) == {"code", "message"}


@pytest.mark.parametrize(("language", "title"), [("da", "Filen er for stor"), ("en", "The file is too large")])
def test_a_browser_without_script_gets_a_page(site: Site, language: str, title: str) -> None:
    answer = post(site, HTML, b"x" * (1 << 21), language)
    assert answer.status_code == 413
    assert f"<h1>{title}</h1>" in answer.get_data(as_text=True)
    assert too_large(site.settings)[language] in answer.get_data(as_text=True)


def test_what_waits_can_be_confirmed_once(site: Site) -> None:
    token = post(site).get_json()["submission"]
    number = rows(site, submission)[0].submission_id
    with site.store.writing() as connection:
        move(connection, number, AWAITING, 1.0)

    answer = site.client.post(f"/api/v1/submissions/{token}/confirm")
    assert (answer.status_code, answer.get_json()["state"]) == (202, RECEIVED)
    assert rows(site, submission)[0].confirmed
    assert [one.submission_id for one in rows(site, work)] == [number, number]

    again = site.client.post(f"/api/v1/submissions/{token}/confirm")
    assert (again.status_code, again.get_json()["code"]) == (409, "not_waiting")
    assert len(rows(site, work)) == 2


@pytest.mark.parametrize("state", [RECEIVED, ACCEPTED])
def test_what_does_not_wait_cannot_be_confirmed(site: Site, state: str) -> None:
    token = post(site).get_json()["submission"]
    with site.store.writing() as connection:
        move(connection, rows(site, submission)[0].submission_id, state, 1.0)
    assert site.client.post(f"/api/v1/submissions/{token}/confirm").status_code == 409
    with site.store.reading() as connection:
        found = read_submission(connection, token=token)
    assert found is not None
    assert not found.confirmed


def test_nobody_elses_page_may_confirm(site: Site) -> None:
    answer = site.client.post("/api/v1/submissions/x/confirm", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("host", "more", "ours"),
    [
        ("localhost:8050", {}, True),
        ("127.0.0.1", {}, True),
        ("[::1]:8050", {}, True),
        ("tal.localhost", {}, True),
        ("evil.example", {}, False),
        ("127.0.0.1.evil.example", {}, False),  # begins like ours
        ("tal.example", {"FREMDRIFT_URL": "https://tal.example"}, True),  # as people know it
        ("localhost:8050", {"FREMDRIFT_URL": "https://tal.example"}, True),  # the operator at the machine
        ("evil.example", {"FREMDRIFT_URL": "https://tal.example"}, False),
        ("evil.example", {"FREMDRIFT_URL": "https://tal.example", "FREMDRIFT_HOST": "0.0.0.0"}, False),
        ("tal.example.evil.example", {"FREMDRIFT_URL": "https://tal.example"}, False),
        ("tal.example", {"FREMDRIFT_HOST": "0.0.0.0"}, True),  # nobody has said what it is called
    ],
)
def test_which_hosts_are_ours(tmp_path: Any, host: str, more: dict[str, str], ours: bool) -> None:
    assert host_is_ours(host, settings_of(tmp_path, **more)) is ours


@pytest.mark.parametrize(
    ("origin", "site_", "ours"),
    [
        (None, None, True),  # a program, not a browser
        ("http://localhost:8050", "same-origin", True),
        ("https://localhost:8050", None, True),  # behind a proxy that ends TLS
        ("http://localhost:8051", None, False),
        ("null", None, False),
        (None, "same-site", False),
        (None, "none", True),  # typed by the user
    ],
)
def test_which_origins_are_ours(origin: str | None, site_: str | None, ours: bool) -> None:
    assert origin_is_ours(origin, site_, "localhost:8050") is ours
