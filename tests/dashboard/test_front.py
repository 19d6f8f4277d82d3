"""Pages made once and sent many times: to the right reader, and only as long as they hold."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
import sqlalchemy as sa
from backports import zstd
from flask.testing import FlaskClient

from config.definitions import Alliance
from config.language import Text
from dashboard import web
from dashboard.freshness import FIXED, TOLD
from dashboard.routes import _LASTING
from dashboard.visit import Visit
from dashboard.web import build
from store.actor import ANYBODY, Actor
from store.definitions import apply, read_alliance
from store.meetings import Written, keep_note
from store.published import replace_published
from store.schema import indicator
from store.schema import metadata as tables
from store.viewer import OPERATOR, PUBLIC, Grant, viewer_with
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, TODAY, load_demo
from tests.dashboard.parts_store import load_parts
from tests.people import client_of, session_of

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}


def asked(path: str, search: str = "") -> dict[str, Any]:
    """What a browser asks of Dash's callback."""
    inputs = [
        {"id": "url", "property": "pathname", "value": path},
        {"id": "url", "property": "search", "value": search},
    ]
    output = {"id": "page", "property": "children"}
    return {"output": "page.children", "outputs": output, "inputs": inputs, "changedPropIds": []}


def filled(client: FlaskClient, path: str, search: str = "") -> bytes:
    return client.post("/_dash-update-component", json=asked(path, search)).get_data()


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip", ""])
def test_every_encoding_says_the_same(demo: Site, encoding: str) -> None:
    plain = demo.client.get("/alliance/bo-trygt").get_data()
    for _ in range(2):  # made, then kept
        told = demo.client.get("/alliance/bo-trygt", headers={"Accept-Encoding": encoding})
        assert told.headers.get("Content-Encoding", "") == encoding
        assert int(told.headers["Content-Length"]) == len(told.get_data())
        assert UNPACK[encoding](told.get_data()) == plain
        # Nor a page of one reader to another.
        assert told.headers["Vary"] == "Accept-Encoding, Cookie"  # a proxy must not give br to one who cannot read it


@pytest.mark.parametrize("path", ["/", "/en", "/alliance/bo-trygt", "/en/alliance/bo-trygt/indbrud", "/method"])
def test_a_kept_page_is_the_page_as_it_was_made(demo: Site, path: str) -> None:
    fresh = build(demo.store, demo.settings, lambda: NOW).test_client()
    made, kept = fresh.get(path), fresh.get(path)
    assert kept.get_data() == made.get_data()
    assert dict(kept.headers) == dict(made.headers)
    assert filled(fresh, path) == filled(fresh, path)
    unkept = json.loads(filled(fresh, path, "?x=1"))["response"]["page"]["children"]
    assert json.loads(filled(fresh, path))["response"]["page"]["children"][2] == unkept[2]  # <main>


def test_a_page_is_made_once_however_many_ask_at_the_same_time(demo: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made, compose = list[str](), web.compose
    monkeypatch.setattr(web, "compose", lambda address, visit: (made.append(address.path), compose(address, visit))[1])
    server = build(demo.store, demo.settings, lambda: NOW)
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(server.test_client().get("/alliance/bo-trygt").get_data()))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["/alliance/bo-trygt"]
    assert len(answers) == 6
    assert len(set(answers)) == 1


def test_what_was_made_before_a_change_is_not_sent_after_it(site: Site) -> None:
    client = site.client
    load_demo(site.store)
    before = client.get("/alliance/bo-trygt").get_data(as_text=True), filled(client, "/alliance/bo-trygt")
    assert "14.844" in before[0]
    with site.store.writing() as connection:  # what the worker does, over a connection of its own
        numbers = connection.execute(sa.select(indicator.c.indicator_id).where(indicator.c.code == "indbrud")).scalars()
        for number in numbers:
            replace_published(connection, number, [])
    after = client.get("/alliance/bo-trygt").get_data(as_text=True), filled(client, "/alliance/bo-trygt")
    assert "14.844" not in after[0]
    assert before[1] != after[1]
    assert b"14.844" not in after[1]


def test_another_process_sees_a_change_at_once(site: Site) -> None:
    """Two web processes and a worker share the store: each has its own shelf, and none sends what no longer holds."""
    other = build(site.store, site.settings, lambda: NOW).test_client()
    for client in (site.client, other):
        assert "Bo trygt" in client.get("/alliance/bo-trygt").get_data(as_text=True)
        filled(client, "/alliance/bo-trygt")
    change_name(site, "Bo endnu tryggere")
    for client in (site.client, other):
        assert "Bo endnu tryggere" in client.get("/alliance/bo-trygt").get_data(as_text=True)
        assert "Bo endnu tryggere" in json.dumps(json.loads(filled(client, "/alliance/bo-trygt")), ensure_ascii=False)


def test_a_new_day_is_another_page(site: Site) -> None:
    now = [NOW]
    client = build(site.store, site.settings, lambda: now[0]).test_client()
    assert "23. november 2026" in client.get("/").get_data(as_text=True)
    now[0] += timedelta(days=1)
    assert "24. november 2026" in client.get("/").get_data(as_text=True)


def test_what_is_hidden_from_the_public_leaves_the_shelf_with_the_definition(site: Site) -> None:
    assert "/bekymrede" in site.public.get("/alliance/bo-trygt").get_data(as_text=True)
    with site.store.writing() as connection:
        declared = read_alliance(connection, "bo-trygt", OPERATOR, TODAY)
        assert declared is not None
        members = [i.model_copy(update={"visibility": "members"}) for i in declared.indicators]
        apply(connection, declared.model_copy(update={"indicators": tuple(members)}), "test", NOW)
    assert "/bekymrede" not in site.public.get("/alliance/bo-trygt").get_data(as_text=True)
    assert site.public.get("/alliance/bo-trygt/bekymrede").status_code == 404


def test_the_viewer_is_part_of_every_place(demo: Site) -> None:
    """What was kept for the public is not what a member gets, nor the other way round."""
    server = build(demo.store, demo.settings, lambda: NOW)
    member = session_of(demo.store, demo.settings, NOW, Grant("bo-trygt", "secretariat"))
    path = "/alliance/bo-trygt"
    public = server.test_client().get(path).get_data()
    assert server.test_client().get(path).get_data() == public  # the very same: each page made has a word of its own
    theirs = client_of(server, member).get(path).get_data()
    assert theirs != public
    assert client_of(server, member).get(path).get_data() == theirs
    assert server.test_client().get(path).get_data() == public


@pytest.mark.parametrize(
    ("why", "path", "query"),
    [
        ("nothing", "/alliance/bo-trygt", "?"),
        ("what a letter adds", "/alliance/bo-trygt", "?utm_source=nyhedsbrev&fbclid=1"),
        ("what another page understands", "/en/alliance/bo-trygt", "?area=0101"),
        ("what a number may be", "/alliance/bo-trygt/indbrud", "?n=1"),
    ],
)
def test_what_a_page_knows_nothing_of_is_no_question(demo: Site, why: str, path: str, query: str) -> None:
    """The page is the one that is kept, with no such thing in its links; nothing more is kept."""
    server = build(demo.store, demo.settings, lambda: NOW)
    pages = server.test_client()
    plain, told = pages.get(path), filled(pages, path)
    size = server.extensions["front"].pages.size
    assert pages.get(path + query).get_data() == plain.get_data(), why
    assert pages.get(path + query).headers["ETag"] == plain.headers["ETag"], why
    assert filled(pages, path, query) == told, why
    assert (server.extensions["front"].pages.size, server.extensions["front"].questions.size) == (size, 0), why


def test_questions_are_kept_apart(demo: Site) -> None:
    """There is no end of them: they must push no page out. Order does not matter, nor what stands beside them."""
    server = build(demo.store, demo.settings, lambda: NOW)
    pages, front = server.test_client(), server.extensions["front"]
    path = "/alliance/bo-trygt/deliveries"
    plain, one = pages.get(path), pages.get(f"{path}?from=2016&indicator=indbrud")
    size = front.pages.size
    asked = front.questions.size
    assert one.get_data() != plain.get_data()
    assert pages.get(f"{path}?indicator=indbrud&x=1&from=2016").get_data() == one.get_data()
    assert one.headers["ETag"] != plain.headers["ETag"]
    assert pages.get(f"{path}%3Findicator=indbrud&from=2016").status_code == 404  # a name with a question mark in it
    assert (front.pages.size, front.questions.size) == (size, asked)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", "?q=trygt"),
        ("/alliance/bo-trygt/indbrud", "?target=1000"),
        ("/alliance/bo-trygt/indbrud", "?known=2026-01-01"),
        ("/alliance/bo-trygt/indbrud", "?point=2023"),
        ("/alliance/bo-trygt/indbrud", "?area=nowhere"),
    ],
)
def test_what_was_asked_by_one_reader_is_not_kept(demo: Site, path: str, query: str) -> None:
    server = build(demo.store, demo.settings, lambda: NOW)
    server.test_client().get(path + query)
    filled(server.test_client(), path, query)
    assert (server.extensions["front"].pages.size, server.extensions["front"].questions.size) == (0, 0)


def test_a_question_is_answered_anew_after_a_change(site: Site) -> None:
    path = "/alliance/bo-trygt/indbrud?multiples=all"
    assert "Bo endnu" not in site.client.get(path).get_data(as_text=True)
    change_title(site, "Bo endnu tryggere")
    assert "Bo endnu tryggere" in site.client.get(path).get_data(as_text=True)
    assert "Bo endnu tryggere" in json.dumps(json.loads(filled(site.client, *path.split("?"))), ensure_ascii=False)


@pytest.mark.parametrize("path", ["/nowhere", "/alliance/nobody", "/upload", "/runs", "/healthz"])
def test_what_does_not_last_is_not_kept(demo: Site, path: str) -> None:
    server = build(demo.store, demo.settings, lambda: NOW)
    server.test_client().get(path)
    filled(server.test_client(), path)
    assert server.extensions["front"].pages.size == 0


def test_a_page_that_failed_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    server = build(site.store, site.settings, lambda: NOW)
    with monkeypatch.context() as broken:
        broken.setattr(web, "compose", lambda *_: 1 / 0)
        assert b"Noget gik galt" in server.test_client().get("/").get_data()
        assert "Noget gik galt" in json.dumps(json.loads(filled(server.test_client(), "/")))
    assert b"Noget gik galt" not in server.test_client().get("/").get_data()
    assert "Noget gik galt" not in json.dumps(json.loads(filled(server.test_client(), "/")))


@pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}', "*"])
def test_a_kept_page_is_known_again(demo: Site, tag: str) -> None:
    told = demo.client.get("/alliance/bo-trygt").headers["ETag"]
    strong = told.removeprefix("W/")
    again = demo.client.get("/alliance/bo-trygt", headers={"If-None-Match": tag.format(strong)})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == told
    assert demo.client.get("/alliance/bo-trygt", headers={"If-None-Match": '"other"'}).status_code == 200


def test_scripts_are_compressed_once_and_kept(demo: Site) -> None:
    page = demo.client.get("/").get_data(as_text=True)
    address = next(part for part in page.split('"') if "dash_renderer" in part and part.endswith(".js"))
    first, again = (demo.client.get(address, headers={"Accept-Encoding": "br"}) for _ in range(2))
    assert first.headers["Content-Encoding"] == "br"
    assert again.get_data() == first.get_data()
    assert "max-age=31536000" in again.headers["Cache-Control"]
    size = demo.server.extensions["front"].files.size
    demo.client.get("/static/style.css?v=made-up")
    assert demo.server.extensions["front"].files.size == size


# Pages that a reader's address leads to, for each address that is kept.
_KEPT = {
    "/": ["/"],
    "/method": ["/method"],
    "/judge": ["/judge"],
    "/data": ["/data"],
    "/alliance/<slug>": ["/alliance/dele", "/alliance/bo-trygt", "/alliance/hjem-til-alle"],
    "/alliance/<slug>/<code>": ["/alliance/dele/affald", "/alliance/bo-trygt/indbrud", "/alliance/dele/gennemfoert"],
    "/alliance/<slug>/deliveries": ["/alliance/bo-trygt/deliveries", "/alliance/dele/deliveries"],
    "/alliance/<slug>/meeting": ["/alliance/bo-trygt/meeting", "/alliance/dele/meeting"],
    "/alliance/<slug>/meeting/<code>": ["/alliance/bo-trygt/meeting/indbrud", "/alliance/dele/meeting/affald"],
    "/alliance/<slug>/minutes/<day>": [f"/alliance/bo-trygt/minutes/{TODAY}"],
    "/help": ["/help"],
    "/help/spreadsheet": ["/help/spreadsheet"],
    "/contact": ["/contact"],
    "/privacy": ["/privacy"],
    "/accessibility": ["/accessibility"],
}


def test_pages_that_are_kept_read_nothing_that_could_change_unseen(tmp_path: Path) -> None:
    """A page may be kept under its stamp only if everything it reads changes the stamp. One that begins to read another
    table fails here: see `freshness.py`."""
    site = make_site(tmp_path)
    load_demo(site.store)
    load_parts(site.store)
    seen = {"verdict": {"verdict": "slow"}, "periods": []}
    note = Written(TODAY, "Fordi.", "Gør noget.", "Nogen", None, "da", "Referenten", seen)
    with site.store.writing() as connection:
        keep_note(connection, "bo-trygt", "indbrud", note, NOW)
    read: dict[str, set[str]] = {}

    @sa.event.listens_for(site.store._reader, "before_cursor_execute")
    def _(_: Any, __: Any, statement: str, *___: Any) -> None:
        words = set(re.findall(r"\w+", statement))
        read.setdefault(asking, set()).update(words & set(tables.tables))

    for address in _LASTING:
        for asking in _KEPT[address]:  # a new address that is kept needs an example
            assert site.public.get(asking).status_code == 200
    site.store.close()
    assert "published" in read["/alliance/dele"]
    assert {path: found - TOLD - FIXED for path, found in read.items() if found - TOLD - FIXED} == {}


def test_a_page_depends_on_nothing_of_a_request_that_its_place_does_not_tell() -> None:
    """What a page function is given: the address (path, language, what it knows of a query), the store and the day (the
    stamp), who asks (`reader_of`). Whoever gives it something more must say it there."""
    told = {"language", "path", "query", "now", "store", "viewer", "is_signed_in", "shows_public"}
    same_for_all = {"most_mb", "imprint", "provider"}  # settings of the process
    never_kept = {"form", "actor", "look_at"}  # of a page that is kept: nobody; what a link opens is no such page
    assert {one.name for one in dataclasses.fields(Visit)} == told | same_for_all | never_kept


def test_readers_apart(demo: Site) -> None:
    """Two with the same rights are shown the same page; any other rights, and the preview, have pages of their own."""
    front = demo.server.extensions["front"]
    readers = [
        ANYBODY,
        ANYBODY._replace(address="192.0.2.7"),
        Actor("account a", viewer_with([Grant("bo-trygt", "viewer")]), session=1),
        Actor("account b", viewer_with([Grant("bo-trygt", "viewer")]), session=2),
        Actor("account c", viewer_with([Grant("bo-trygt", "contributor", "politiet")]), session=3),
        Actor("account d", viewer_with([], is_administrator=True), session=4),
        Actor("account d", viewer_with([], is_administrator=True), session=4, shows_public=True),
        Actor("account e", PUBLIC, session=5),
    ]
    places = [front.page_place({"PATH_INFO": "/"}, one, "1") for one in readers]
    assert places[0] == places[1]
    assert places[2] == places[3]
    assert len(set(places)) == len(places) - 2


def change_name(site: Site, name: str) -> None:
    with site.store.writing() as connection:
        declared = read_alliance(connection, "bo-trygt", OPERATOR, TODAY)
        assert declared is not None
        document = declared.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"headline": name}
        apply(connection, Alliance.model_validate(document), "test", NOW)


def change_title(site: Site, title: str) -> None:
    """Of every indicator."""
    with site.store.writing() as connection:
        declared = read_alliance(connection, "bo-trygt", OPERATOR, TODAY)
        assert declared is not None
        renamed = [i.model_copy(update={"title": Text(title, title)}) for i in declared.indicators]
        apply(connection, declared.model_copy(update={"indicators": tuple(renamed)}), "test", NOW)
