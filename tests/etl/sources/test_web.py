"""A file at an address of the web: only if it changed, only whole, only from where it was said to lie."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.sources.order import Fetched
from tests.servers.web import Asked, Web

CSV = b"indikator;periode;v\xc3\xa6rdi\nantal;2024;7\n"
Fetch = Callable[..., list[Fetched]]


def feed(web: Web, path: str = "/tal.csv", **more: Any) -> dict[str, Any]:
    return {"way": "web", "address": web.url(path)} | more


def test_it_is_fetched_once_and_asked_for_by_its_etag_afterwards(web: Web, fetch: Fetch) -> None:
    def answer(asked: Asked) -> None:
        is_same = asked.headers.get("If-None-Match") == '"a"'
        asked.say(status=304) if is_same else asked.say(CSV, ETag='"a"')

    web.does["/tal.csv"] = answer
    (first,) = fetch(feed(web))
    assert (first.state, first.name, first.mark, Path(first.path).read_bytes()) == ("new", "kilde.csv", 'etag:"a"', CSV)
    (second,) = fetch(feed(web), [first])
    assert (second.state, second.path, second.sha256) == ("same", "", first.sha256)


def test_a_day_does_where_there_is_no_etag(web: Web, fetch: Fetch) -> None:
    day = "Mon, 23 Nov 2026 12:00:00 GMT"

    def answer(asked: Asked) -> None:
        is_same = asked.headers.get("If-Modified-Since") == day
        asked.say(status=304) if is_same else asked.say(CSV, Last_Modified=day)

    web.does["/tal.csv"] = answer
    (first,) = fetch(feed(web))
    assert fetch(feed(web), [first])[0].state == "same"


@pytest.mark.parametrize(
    ("content", "state"), [(CSV, "touched"), (CSV + b"antal;2025;8\n", "new")], ids=["the same bytes", "other bytes"]
)
def test_another_etag_is_confirmed_by_the_bytes(web: Web, fetch: Fetch, content: bytes, state: str) -> None:
    web.does["/tal.csv"] = lambda asked: asked.say(CSV, ETag='"a"')
    (first,) = fetch(feed(web))
    web.does["/tal.csv"] = lambda asked: asked.say(content, ETag='"b"')
    (second,) = fetch(feed(web), [first])
    assert (second.state, second.mark, bool(second.path)) == (state, 'etag:"b"', state == "new")


def _twice_different() -> Callable[[Asked], None]:
    answers = iter(CSV[:one] for one in range(30, 0, -1))
    return lambda asked: asked.say(next(answers), length=-1)


FAILURES: list[tuple[str, Callable[[Asked], None], str]] = [
    ("gone", lambda asked: asked.say(status=404), "source_not_there"),
    ("behind a log-in", lambda asked: asked.say(status=401), "source_no_access"),
    ("not shared any more", lambda asked: asked.say(status=403), "source_no_access"),
    ("a server with a fault", lambda asked: asked.say(status=500), "source_server_error"),
    ("too much asked", lambda asked: asked.say(status=429, Retry_After="0"), "source_server_error"),
    ("a log-in page", lambda asked: asked.say(b"<html>", Content_Type="text/html; charset=utf-8"), "source_is_a_page"),
    ("cut in the middle", lambda asked: asked.say(CSV[:20], length=len(CSV)), "source_cut"),
    ("cut where nobody said how long", _twice_different(), "source_cut"),
    ("too large, and says so", lambda asked: asked.say(b"x", length=(1 << 20) + 1), "source_too_large"),
    ("too large, and does not say so", lambda asked: asked.say(b"x" * ((1 << 20) + 1), length=-1), "source_too_large"),
    ("a promise that was not asked for", lambda asked: asked.say(status=304), "source_odd_answer"),
    ("leads to another host", lambda asked: asked.say(status=302, Location="http://10.0.0.1/"), "source_leads_on"),
    ("leads to a file of ours", lambda asked: asked.say(status=302, Location="file:///etc/passwd"), "source_leads_on"),
    ("leads in circles", lambda asked: asked.say(status=302, Location="/tal.csv"), "source_odd_answer"),
    ("closes the door", lambda asked: asked.connection.shutdown(2), "source_unreachable"),
]


@pytest.mark.parametrize(("reason", "answer", "code"), FAILURES, ids=[one[0] for one in FAILURES])
def test_what_cannot_be_had_is_told_by_its_reason(
    web: Web, fetch: Fetch, tmp_path: Path, reason: str, answer: Callable[[Asked], None], code: str
) -> None:
    web.does["/tal.csv"] = answer
    (found,) = fetch(feed(web))
    assert found.failure == code, reason
    assert list((tmp_path / "files").iterdir()) == [], "nothing half is left behind"


def test_what_passes_is_tried_again(web: Web, fetch: Fetch) -> None:
    answers = iter([lambda asked: asked.say(status=503), lambda asked: asked.say(CSV[:9], length=40)])
    web.does["/tal.csv"] = lambda asked: next(answers, lambda one: one.say(CSV, ETag='"a"'))(asked)
    assert fetch(feed(web))[0].state == "new"
    assert len(web.asked) == 3


def test_what_does_not_pass_is_not(web: Web, fetch: Fetch) -> None:
    web.does["/tal.csv"] = lambda asked: asked.say(status=403)
    fetch(feed(web))
    assert len(web.asked) == 1


def test_a_server_that_hangs_is_left_when_the_time_is_over(web: Web, fetch: Fetch) -> None:
    web.does["/tal.csv"] = lambda asked: web.over.wait(60) and None
    (found,) = fetch(feed(web), limit_seconds=0.5)
    assert (found.failure, found.path) == ("source_slow", "")


def test_a_secret_goes_to_its_own_host_and_no_further(web: Web, fetch: Fetch) -> None:
    web.does["/tal.csv"] = lambda asked: asked.say(status=302, Location=web.url("/dybt.csv", "localhost"))
    web.does["/dybt.csv"] = lambda asked: asked.say(CSV, ETag='"a"')
    declared = feed(web, user="anna", other_hosts=["localhost"])
    fetch(declared, secret="hemmeligt")
    said = {path: headers.get("Authorization") for _, path, headers in web.asked}
    assert said["/tal.csv"] == "Basic " + base64.b64encode(b"anna:hemmeligt").decode()
    assert said["/dybt.csv"] is None


def test_an_address_may_itself_be_the_key(web: Web, fetch: Fetch) -> None:
    web.does["/delt/a%20b/tal.csv"] = lambda asked: asked.say(CSV, ETag='"a"')
    assert fetch(feed(web, "/delt/{secret}/tal.csv", secret="FREMDRIFT_SOURCE_X"), secret="a b")[0].state == "new"


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/pub?output=csv", {}, "kilde.csv"),
        ("/pub?output=xlsx", {}, "kilde.xlsx"),
        ("/Tal.XLSX", {}, "kilde.xlsx"),
        ("/hent", {"Content-Disposition": 'attachment; filename="Indbrud 2024.ods"'}, "kilde.ods"),
        ("/hent", {"Content-Type": "application/json"}, "kilde.json"),
        ("/hent", {}, "kilde.csv"),
    ],
)
def test_the_kind_of_file_is_told_by_address_or_answer(
    web: Web, fetch: Fetch, path: str, headers: dict[str, str], name: str
) -> None:
    web.does[path.partition("?")[0]] = lambda asked: asked.say(CSV, **headers)
    assert fetch(feed(web, path))[0].name == name


def test_a_packed_answer_is_measured_unpacked(web: Web, fetch: Fetch) -> None:
    bomb = gzip.compress(b"0" * (40 << 20))
    web.does["/tal.csv"] = lambda asked: asked.say(bomb, Content_Encoding="gzip")
    assert fetch(feed(web))[0].failure == "source_too_large"
