"""Files by their names: a name is words on a page, never a path, markup, a header or a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from store.definitions import apply
from store.schema import organisation, submission
from store.viewer import Grant
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW
from tests.people import client_of, session_of
from tests.rooms import small_alliance

PARTNER = Grant("proeve", "contributor", "partner")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = make_site(tmp_path_factory.mktemp("names"), FREMDRIFT_MAX_UPLOAD_MB="1")
    with made.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    yield made
    made.store.close()


NAMES = {
    "up": "../../../etc/cron.d/tal.csv",
    "up, with the other slash": "..\\..\\windows\\tal.csv",
    "from the root": "/etc/passwd",
    "a drive": "C:\\tal.csv",
    "a hidden file": ".htaccess",
    "a null": "tal.csv\0.exe",
    "a script": "<script>alert(1)</script>.csv",
    "a picture": "'><img src=x onerror=alert(1)>.csv",
    "the other direction": "tal\u202evsc.exe",
    "two lines": "tal\x0bX-Planted: 1\u2028.csv",
    "a new line, coded": "tal%0d%0aX-Planted: 1.csv",
    "a formula": "=cmd|'/c calc'!A0.csv",
    "very long": "a" * 5_000 + ".csv",
    "only dots": "....",
    "a device": "CON.csv",
    "a template": "{{7*7}}{0.__class__}%s.csv",
    "no letter": "\ud800.csv",
    "a command": "$(touch planted);`touch planted`.csv",
}


@pytest.mark.parametrize("reason", NAMES)
def test_a_file_is_kept_under_no_name_of_its_senders(site: Site, reason: str) -> None:
    client = client_of(site.server, session_of(site.store, site.settings, NOW, PARTNER))
    before = {path for path in site.settings.home.rglob("*") if path.is_file()}
    name = NAMES[reason].encode("utf-8", "replace").decode()
    form = {"alliance": "proeve", "organisation": "partner", "file": (io.BytesIO(b"a;b\n1;2\n"), name)}
    answer = client.post("/api/v1/submissions", data=form)
    assert answer.status_code == 202
    token = answer.get_json()["submission"]
    made = {path for path in site.settings.home.rglob("*") if path.is_file()} - before
    assert {path.name for path in made if "fremdrift.db" not in path.name} == {f"{token}.bin"}
    assert {path.parent for path in made if path.suffix == ".bin"} == {site.settings.files}
    with site.store.reading() as connection:
        kept = connection.execute(sa.select(submission.c.filename).where(submission.c.token == token)).scalar_one()
    assert len(kept) <= 255
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e]", kept)
    page = client.get(f"/upload/{token}").get_data(as_text=True)
    for never in ("<script>alert", "<img src=x", "\u202e"):
        assert never not in page
    for path in (f"/upload/{token}", f"/api/v1/submissions/{token}", f"/api/v1/submissions/{token}/annotated.xlsx"):
        assert "X-Planted" not in client.get(path).headers


def test_nobody_sends_for_another(site: Site) -> None:
    """A contributor names another organisation, both, or none: in the form, in the address, in another's letters."""
    client = client_of(site.server, session_of(site.store, site.settings, NOW, PARTNER))
    asked: list[tuple[str, list[str], int]] = [
        ("another's", ["sekretariat"], 403),
        ("another's first", ["sekretariat", "partner"], 403),
        ("nobody's", ["atlantis"], 404),
        ("in capitals", ["PARTNER"], 404),
        ("all", ["*"], 404),
        ("none", [""], 400),
        ("a list of one's own", ["partner,sekretariat"], 404),
        ("two lines", ["partner\nsekretariat"], 404),
    ]
    for reason, organisations, status in asked:
        form = {"alliance": "proeve", "organisation": organisations, "file": (io.BytesIO(b"a;b\n1;2\n"), "tal.csv")}
        answer = client.post("/api/v1/submissions?organisation=partner", data=form)
        assert answer.status_code == status, reason
    with site.store.reading() as connection:
        query = sa.select(organisation.c.slug).join(submission)
        assert set(connection.execute(query).scalars()) <= {"partner"}
