"""The process: what it loads, what its answers carry, what it says when something is wrong."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.pages import overview
from dashboard.routes import _PAGES
from dashboard.serve import options
from dashboard.web import build
from store.database import Store
from store.definitions import apply, read_alliance
from store.published import replace_published
from store.schema import indicator
from store.viewer import OPERATOR
from store.work import sign_of_life
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, TODAY, settings_of

_HEAVY = """
import sys
from datetime import UTC, datetime
from config.settings import read_settings
from dashboard import serve, web
from store.database import Store
from tests.people import administrators
settings = read_settings({"FREMDRIFT_HOME": sys.argv[1]})
store = Store(settings.database_url)
client = administrators(web.build(store, settings), store, settings, datetime.now(UTC))
for path in sys.argv[2:]:
    assert client.get(path).status_code == 200, path
print([name for name in ("pandas", "scipy", "plotly.graph_objs._scatter", "openpyxl") if name in sys.modules])
"""


def test_the_serving_path_is_light(demo: Site) -> None:
    """pandas, scipy and plotly's classes cost a second and a hundred megabytes in every process: no page needs them."""
    code = "import sys, dashboard.web, dashboard.serve; print([m for m in ('pandas', 'etl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
    pages = ["/", "/alliance/hjem-til-alle", "/en/alliance/bo-trygt/indbrud", "/method", "/judge", "/upload", "/runs"]
    command = [sys.executable, "-c", _HEAVY, str(demo.settings.home), *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", ["/", "/upload", "/nowhere", "/api/v1/submissions/x", "/static/style.css", "/healthz"])
def test_every_answer_is_guarded(demo: Site, path: str) -> None:
    answer = demo.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert "http" not in policy  # nothing from elsewhere
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers


def test_a_page_is_kept_until_something_changes(site: Site) -> None:
    first = site.public.get("/")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    again = site.public.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert site.public.get("/en", headers={"If-None-Match": tag}).status_code == 200  # another page

    with site.store.writing() as connection:
        number = connection.execute(indicator.select()).first()
        assert number is not None
        replace_published(connection, number.indicator_id, [])
    assert site.public.get("/", headers={"If-None-Match": tag}).status_code == 200  # new figures
    later = build(site.store, site.settings, lambda: NOW + timedelta(days=1)).test_client()
    tag = site.public.get("/").headers["ETag"]
    assert later.get("/", headers={"If-None-Match": tag}).status_code == 200  # another day


@pytest.mark.parametrize("path", ["/upload", "/runs", "/nowhere"])
def test_what_changes_by_itself_is_not_kept(demo: Site, path: str) -> None:
    answer = demo.client.get(path)
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "ETag" not in answer.headers


def test_our_files_are_kept_for_ever_under_their_digest(demo: Site) -> None:
    page = demo.client.get("/").get_data(as_text=True)
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in demo.client.get(address).headers["Cache-Control"]
    assert demo.public.get("/static/style.css").headers["Cache-Control"] == "no-cache"
    assert demo.public.get("/static/../web.py").status_code == 404
    assert demo.public.get("/static/nothing.css").status_code == 404


def test_pages_are_compressed(demo: Site) -> None:
    answer = demo.client.get("/", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.get_data()) < 10_000


def test_health(site: Site) -> None:
    assert site.client.get("/healthz").get_data() == b"OK"
    assert site.client.get("/readyz").get_json() == {"ready": False, "store": True, "worker": False}
    with site.store.writing() as connection:
        sign_of_life(connection, "w", NOW, leads=True)
    answer = site.client.get("/readyz")
    assert (answer.status_code, answer.get_json()["ready"]) == (200, True)
    later = build(site.store, site.settings, lambda: NOW + timedelta(seconds=31)).test_client()
    assert later.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("path", "title"), [("/", "Tallene kan ikke hentes lige nu"), ("/en/runs", "The figures cannot be")]
)
def test_a_silent_store_is_said_in_plain_words(tmp_path: Path, path: str, title: str) -> None:
    settings = settings_of(tmp_path)
    nowhere = Store("postgresql+psycopg://nobody@127.0.0.1:1/none")
    client = build(nowhere, settings, lambda: NOW).test_client()
    answer = client.get(path)
    assert answer.status_code == 503
    assert title in answer.get_data(as_text=True)
    assert client.get("/readyz").get_json() == {"ready": False, "store": False, "worker": False}
    assert client.get("/api/v1/submissions/x").get_json()["code"] == "no_store"
    nowhere.close()


def test_a_fault_of_ours_shows_no_trace(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(_PAGES, "/", broken)  # the fault; everything around it is the product's
    answer = site.client.get("/")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert "secret detail" in caplog.text  # the log keeps it
    assert _PAGES["/"] is not overview.page


def test_an_indicator_under_embargo_is_nowhere(demo: Site, site: Site) -> None:
    """A viewer who may not see it gets the page that says that there is none."""
    with site.store.reading() as connection:
        declared = read_alliance(connection, "bo-trygt", OPERATOR, TODAY)
    assert declared is not None
    members_only = {"visibility": "members"}
    indicators = [i.model_copy(update=members_only if i.code == "bekymrede" else {}) for i in declared.indicators]
    hidden = declared.model_copy(update={"indicators": tuple(indicators)})
    with site.store.writing() as connection:
        apply(connection, hidden, "test", NOW)
    assert demo.public.get("/alliance/bo-trygt/bekymrede").status_code == 200
    assert site.public.get("/alliance/bo-trygt/bekymrede").status_code == 404
    assert "/bekymrede" in demo.public.get("/alliance/bo-trygt").get_data(as_text=True)
    assert "/bekymrede" not in site.public.get("/alliance/bo-trygt").get_data(as_text=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_it_listens_where_it_is_told(tmp_path: Path, host: str) -> None:
    """Beyond this machine too: who may deliver is known by their account."""
    assert options(settings_of(tmp_path, FREMDRIFT_HOST=host))["bind"] == f"{host}:8050"


def test_an_ipv6_address_is_bound_in_brackets(tmp_path: Path) -> None:
    assert options(settings_of(tmp_path, FREMDRIFT_HOST="::1"))["bind"] == "[::1]:8050"


def test_the_first_requests_may_come_at_once(tmp_path: Path) -> None:
    """A browser asks for all scripts of its first page together, of a process that has shown no page yet."""
    script = "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js"
    for number in range(3):
        site = make_site(tmp_path / str(number))
        gate = threading.Barrier(4)

        def ask(client: FlaskClient = site.client, gate: threading.Barrier = gate) -> int:
            gate.wait()
            return client.get(script).status_code

        with ThreadPoolExecutor(4) as threads:
            assert [one.result() for one in [threads.submit(ask) for _ in range(4)]] == [200] * 4
        site.store.close()
