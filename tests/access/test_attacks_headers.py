"""Headers and cookies as nobody's browser sends them: they tell nothing hidden, and change nothing for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from config.settings import read_settings
from dashboard.viewing import session_text
from tests.access.hidden import HIDDEN, NOBODY, made_world, tells
from tests.dashboard.sight_store import Choice, World, declared_as
from tests.people import BROWSER


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = made_world(tmp_path_factory.mktemp("asked"))
    yield made
    made.store.close()


POISON = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "444",
    "X-Forwarded-For": "evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-Host": "evil.example",
    "X-Original-URL": "/alliance/alfa",
    "X-Rewrite-URL": "/alliance/alfa",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Script-Name": "/evil.example",
    "X-HTTP-Host-Override": "evil.example",
    "Accept-Language": "evil.example, en;q=0.9",
    "User-Agent": "evil.example",
    "Referer": "https://evil.example/",
    "Via": "evil.example",
    "X-Real-IP": "evil.example",
    "Origin": "https://evil.example",
    "Accept": "application/json",
    "X-Requested-With": "evil.example",
    "Purpose": "prefetch",
    "Sec-Fetch-Dest": "iframe",
    "Save-Data": "on",
    "DPR": "3",
}
KEPT = ("/", "/en", "/alliance/beta", "/method", "/api/v1/alliances", "/api/v1/figures.csv", "/sign-in", "/robots.txt")


@pytest.mark.parametrize("path", KEPT)
def test_no_header_stands_in_what_is_kept_for_others(world: World, path: str) -> None:
    """Sent by the first who asks, before anything was made: the next one gets what they would have got anyway."""
    clean = world.server.test_client()
    for host in ("localhost", "evil.example", "localhost:99999", "evil.example\\@localhost"):
        world.declare(declared_as("beta", Choice(), (Choice("members"), Choice(), Choice())))
        poisoned = world.server.test_client().get(path, headers={**POISON, "Host": host})
        text = poisoned.get_data(as_text=True) + str(poisoned.headers)
        assert "evil.example" not in text, host
        assert tells(poisoned) == []
        if poisoned.status_code == 200:
            assert clean.get(path).get_data() == poisoned.get_data(), host


def alike(world: World, ask: Any) -> tuple[Any, Any]:
    """What is told of an alliance that is hidden, and of one that is not there."""
    told = []
    for slug in (HIDDEN, NOBODY):
        answer: TestResponse = ask(world.server.test_client(), slug)
        headers = [(name, value.replace(slug, "X")) for name, value in answer.headers.items()]
        told.append((answer.status_code, answer.get_data(as_text=True).replace(slug, "X"), headers))
    return told[0], told[1]


ORACLES: dict[str, tuple[str, dict[str, str]]] = {
    "only the head": ("HEAD", {}),
    "what may be done": ("OPTIONS", {}),
    "a form": ("POST", dict(BROWSER)),
    "to be deleted": ("DELETE", dict(BROWSER)),
    "any page that is known": ("GET", {"If-None-Match": "*"}),
    "a page of long ago": ("GET", {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}),
    "unless it is there": ("GET", {"If-Match": '"x"'}),
    "a part of it": ("GET", {"Range": "bytes=0-9"}),
    "many parts of it": ("GET", {"Range": "bytes=" + ",".join("0-" for _ in range(500))}),
    "behind its end": ("GET", {"Range": "bytes=99999999-"}),
    "as JSON": ("GET", {"Accept": "application/json"}),
    "as nothing": ("GET", {"Accept": "", "Accept-Encoding": "identity;q=0"}),
    "in English": ("GET", {"Accept-Language": "en"}),
    "as a preflight": ("OPTIONS", {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}),
    "with a session of nobody": ("GET", {"Cookie": "fremdrift=s-x.y"}),
}


@pytest.mark.parametrize("reason", ORACLES)
def test_no_way_to_ask_tells_what_is_there(world: World, reason: str) -> None:
    method, headers = ORACLES[reason]
    ways = (
        "/alliance/{}",
        "/alliance/{}/",
        "/en/alliance/{}/deliveries",
        "/alliance/{}/members",
        "/alliance/{}/x.png",
        "/api/v1/alliances/{}",
        "/api/v1/alliances/{}.csv",
        "/api/v1/alliances/{}/figures?format=csv",
        "/template/{}/partner.xlsx",
        "/alliance/{}/audit/acts.csv",
        "/alliance/{}/links",
        "/upload?alliance={}",
    )
    for path in ways:
        one, other = alike(
            world, lambda client, slug, p=path: client.open(p.format(slug), method=method, headers=headers)
        )
        assert one == other, path


def test_the_same_work_is_done_for_what_is_hidden_and_for_what_is_not_there(world: World) -> None:
    """Time tells what is there, where more is read: so the store is asked the same questions."""
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    sa.event.listen(world.store._reader, "before_cursor_execute", note)
    try:
        for path in (
            "/alliance/{}",
            "/alliance/{}/deliveries",
            "/api/v1/alliances/{}",
            "/alliance/{}/x",
            "/alliance/{}/x.svg",
        ):
            for reader in ("public", "secretariat of beta"):
                told = []
                for slug in (HIDDEN, NOBODY):
                    world.clients[reader].get(path.format("warm-up"))
                    asked.clear()
                    for _ in range(2):  # made, and perhaps remembered
                        world.clients[reader].get(path.format(slug))
                    told.append([*asked])
                assert told[0] == told[1], (path, reader)
    finally:
        sa.event.remove(world.store._reader, "before_cursor_execute", note)


def test_no_tag_tells_that_something_hidden_was_written(world: World) -> None:
    """A tag changes with what an answer depends on: of what is hidden that would be as much as a sight of it."""
    client = world.server.test_client()

    def tags(slug: str) -> list[str | None]:
        paths = (f"/alliance/{slug}", f"/alliance/{slug}/meeting", f"/api/v1/alliances/{slug}")
        return [client.get(path, headers={"If-None-Match": "*"}).headers.get("ETag") for path in paths]

    for number, changed in enumerate((HIDDEN, "beta", HIDDEN)):
        before = {slug: tags(slug) for slug in (HIDDEN, NOBODY)}
        each = (Choice("members"), Choice(), Choice("partner" if number else "public"))
        world.declare(declared_as(changed, Choice("members" if changed == HIDDEN else "public"), each))
        after = {slug: tags(slug) for slug in (HIDDEN, NOBODY)}
        moved = {slug: [a == b for a, b in zip(before[slug], after[slug], strict=True)] for slug in before}
        assert moved[HIDDEN] == moved[NOBODY], changed


@pytest.mark.parametrize(
    ("reason", "cookies", "taken"),
    [
        ("a neighbour's, before ours", "fremdrift=planted; __Host-fremdrift=ours", "ours"),
        ("a neighbour's alone", "fremdrift=planted", None),
        ("in other letters", "__host-fremdrift=planted", None),
        ("with a blank in its name", "__Host-fremdrift =ours; __Host-fremdrift=planted", "ours"),
        ("in a value of another", "x=__Host-fremdrift=planted", None),
        ("within quotation marks", 'x="; __Host-fremdrift=planted"', 'planted"'),  # and opens nothing
        ("in a part of its name", "a__Host-fremdrift=planted", None),
        ("empty", "__Host-fremdrift=", None),
    ],
)
def test_a_cookie_that_a_neighbour_set_is_not_ours(reason: str, cookies: str, taken: str | None) -> None:
    """A site beside ours may set cookies for the whole domain: only a browser gives `__Host-` to nobody but us."""
    settings = read_settings({"FREMDRIFT_URL": "https://fremdrift.example"})
    assert session_text({"HTTP_COOKIE": cookies}, settings) == taken, reason


NO_SESSIONS = [
    "s-",
    "s-x",
    "s-x.y",
    "l-x.y",
    "t-x.y",
    "s-" + "a" * 5_000,
    "s-\u00e6.\u00f8",
    '"s-x.y"',
    "s-x.y\0",
    "1",
    "null",
    "s-../../x",
]


@pytest.mark.parametrize("text", NO_SESSIONS)
def test_a_session_that_we_did_not_make_is_nobodys(world: World, text: str) -> None:
    client = world.server.test_client(use_cookies=False)
    headers = {"Cookie": f"fremdrift={text}".encode().decode("latin-1").replace("\0", "")}
    assert client.get("/account", headers=headers).status_code == 303
    answer = client.get("/alliance/alfa", headers=headers)
    assert (answer.status_code, tells(answer)) == (404, [])


def test_no_page_of_another_site_reads_with_anothers_session(world: World) -> None:
    """Scripts of another origin read nothing: no answer to whoever is signed in allows it."""
    for reader in ("public", "secretariat of alfa"):
        for path in (*KEPT, "/account", "/alliance/alfa", "/api/v1/alliances/alfa/figures", "/upload"):
            for method in ("GET", "OPTIONS"):
                answer = world.clients[reader].open(path, method=method, headers={"Origin": "https://evil.example"})
                assert "Access-Control-Allow-Credentials" not in answer.headers
                assert answer.headers.get("Access-Control-Allow-Origin") in (None, "*")
                if reader != "public" and path in ("/account", "/alliance/alfa", "/api/v1/alliances/alfa/figures"):
                    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
