"""Nothing of what somebody may not see is in anything that they are sent; and what they may see is."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.dashboard.sight_store import (
    ENDS,
    NUMBERS,
    READERS,
    SLUGS,
    Choice,
    World,
    declared_as,
    is_followed,
    is_known,
    is_seen,
    marks,
    name_of,
)
from tests.dashboard.test_front import asked

CHOICES = st.builds(Choice, st.sampled_from(["public", "members", "partner"]), st.booleans())
DECLARED = st.tuples(CHOICES, st.tuples(CHOICES, CHOICES, CHOICES))
MOMENTS = (ENDS - timedelta(microseconds=1), ENDS)
EVERYWHERE = (
    "/", "/en", "/?q=zqt", "/runs", "/data", "/contact", "/upload", "/upload/nothing", "/method", "/privacy",
    "/api/v1/alliances", "/api/v1/indicators.csv", "/api/v1/figures", "/api/v1/verdicts.csv", "/api/v1/vintages",
)  # fmt: skip
OF_ALLIANCE = (
    "/alliance/{0}", "/en/alliance/{0}/deliveries", "/alliance/{0}/meeting", "/alliance/{0}/meeting?paper=1",
    "/alliance/{0}/minutes/2026-11-20", "/alliance/{0}/edit", "/alliance/{0}/edit/action/plan",
    "/api/v1/alliances/{0}", "/api/v1/alliances/{0}/figures.csv", "/api/v1/alliances/{0}/deliveries",
    "/upload?alliance={0}", "/upload/nothing?alliance={0}&organisation=partner",
)  # fmt: skip
OF_INDICATOR = (
    "/alliance/{0}/{1}", "/en/alliance/{0}/meeting/{1}", "/alliance/{0}/{1}.xlsx", "/alliance/{0}/{1}.svg",
    "/alliance/{0}/edit/indicator/{1}", "/api/v1/alliances/{0}/indicators/{1}",
    "/api/v1/alliances/{0}/indicators/{1}/figures.csv",
)  # fmt: skip
DASH = {"/", *(f"/alliance/{slug}" for slug in SLUGS)}
DASH |= {f"/alliance/{slug}/{path}" for slug in SLUGS for path in ("edit", *(marks(slug, one).code for one in NUMBERS))}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("sight"))
    yield made
    made.store.close()


def text_of(answer: TestResponse) -> str:
    """All that an answer says; a workbook's parts too. Numbers without what groups their digits."""
    content = answer.get_data()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b" ".join(book.read(name) for name in book.namelist())
    text = content.decode(errors="replace") + str(answer.headers)
    if text.startswith("{"):
        text += json.dumps(json.loads(content), ensure_ascii=False)
    return text.translate({ord(sign): None for sign in ".,\u00a0\u202f"})


def everything(client: FlaskClient, paths: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """(address, what it says, status) of every page, file and answer; each asked twice: made, then kept."""
    for path in paths:
        answer = client.get(path)
        yield path, text_of(answer), answer.status_code
        if path in KEPT:
            yield f"again {path}", text_of(client.get(path)), 200
        if path.split("?")[0] in DASH:
            answer = client.post("/_dash-update-component", json=asked(*path.partition("?")[::2]))
            yield f"Dash {path}", text_of(answer), answer.status_code


def all_paths(number: int) -> list[str]:
    found = list(EVERYWHERE)
    for slug in SLUGS:
        found += [path.format(slug) for path in OF_ALLIANCE]
        found += [path.format(slug, marks(slug, number).code) for path in OF_INDICATOR]
    return found


Declared = tuple[Choice, tuple[Choice, Choice, Choice]]


GIVEN = given(
    declared=st.tuples(DECLARED, DECLARED),
    readers=st.permutations(list(READERS)),
    at=st.sampled_from(MOMENTS),
    number=st.sampled_from(NUMBERS),
)
KEPT = ("/", "/alliance/alfa", "/alliance/beta", "/api/v1/figures", "/api/v1/alliances")


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate]
)  # an example is hundreds of pages: none is made smaller
@GIVEN
def test_nothing_hidden_is_told(
    world: World, declared: tuple[Declared, Declared], readers: list[str], at: datetime, number: int
) -> None:
    """Everything to one reader; what is kept of pages to another right after, on the same server."""
    _declare(world, declared, at)
    _check(declared, readers[0], at, list(everything(world.clients[readers[0]], all_paths(number))))
    _check(declared, readers[1], at, list(everything(world.clients[readers[1]], KEPT)))


@pytest.mark.soak
@settings(max_examples=200, deadline=None, phases=[Phase.generate])
@GIVEN
def test_nothing_hidden_is_told_to_anybody(
    world: World, declared: tuple[Declared, Declared], readers: list[str], at: datetime, number: int
) -> None:
    _declare(world, declared, at)
    for reader in readers:
        _check(declared, reader, at, list(everything(world.clients[reader], all_paths(number))))


def _declare(world: World, declared: tuple[Declared, Declared], at: datetime) -> None:
    world.now = at
    for slug, (whole, each) in zip(SLUGS, declared, strict=True):
        world.declare(declared_as(slug, whole, each))


def _check(declared: tuple[Declared, Declared], reader: str, at: datetime, told: list[tuple[str, str, int]]) -> None:
    for slug, (whole, each) in zip(SLUGS, declared, strict=True):
        is_there = is_known(reader, slug, whole, at)
        for path, text, status in told:
            assert status < 500, path
            assert is_there or name_of(slug)[: len(slug) + 3] not in text, (reader, slug, path)
            assert is_there or slug in path or f"/{slug}" not in text, (reader, slug, path)
            assert is_followed(reader, slug) or f"zqf-{slug}" not in text, (reader, slug, path)
        for number, choice in zip(NUMBERS, each, strict=True):
            own, is_shown = marks(slug, number), is_seen(reader, slug, whole, choice, at)
            for path, text, _ in told:
                where = (reader, slug, number, path)
                assert is_shown or own.title not in text, where
                assert is_shown or f"{own.value:.0f}" not in text, where
                assert is_shown or own.code in path or own.code not in text, where
            if is_shown:
                said = "".join(text for path, text, _ in told if path == f"/alliance/{slug}")
                assert own.title in said, (reader, slug, number)
                figures = "".join(text for path, text, _ in told if path == "/api/v1/figures")
                assert f"{own.value:.0f}" in figures, (reader, slug, number)


ALIKE = ("/alliance/{}", "/alliance/{}/x.svg", "/api/v1/alliances/{}", "/alliance/{}/edit", "/alliance/{}/deliveries",
         "/alliance/{}/minutes/2026-11-20", "/api/v1/alliances/{}/figures.csv", "/template/{}/x.xlsx")  # fmt: skip


@pytest.mark.parametrize("reader", ["public", "secretariat of beta"])
def test_what_is_hidden_answers_as_what_is_not_there(world: World, reader: str) -> None:
    world.now = MOMENTS[0]
    world.declare(declared_as("alfa", Choice("members"), (Choice(),) * 3))
    world.declare(declared_as("beta", Choice(), (Choice("partner"),) * 3))
    client = world.clients[reader]
    for path in ALIKE:
        hidden, unknown = client.get(path.format("alfa")), client.get(path.format("omeg"))
        assert _answer(hidden, "alfa") == _answer(unknown, "omeg"), path
    if reader == "public":
        code = marks("beta", 1).code
        for path in ("/alliance/beta/{}", "/alliance/beta/{}.svg", "/api/v1/alliances/beta/indicators/{}"):
            hidden, unknown = client.get(path.format(code)), client.get(path.format("zqk-beta-9"))
            assert _answer(hidden, code) == _answer(unknown, "zqk-beta-9"), path


def _answer(answer: TestResponse, name: str) -> tuple[int, str, list[tuple[str, str]]]:
    headers = [(key, value.replace(name, "X")) for key, value in answer.headers.items()]
    return answer.status_code, answer.get_data(as_text=True).replace(name, "X"), headers


def test_the_preview_shows_what_the_public_sees_and_says_so(world: World) -> None:
    world.now = MOMENTS[0]
    world.declare(declared_as("alfa", Choice(), (Choice("members"), Choice("public", True), Choice())))
    client, path = world.clients["secretariat of alfa"], "/alliance/alfa"
    whole = client.get(path).get_data(as_text=True)
    assert all(marks("alfa", number).title in whole for number in NUMBERS)
    assert "Se som offentligheden" in whole
    answer = client.post("/account/preview", data={"show": "public", "back": path})
    assert (answer.status_code, answer.location) == (303, path)
    for _ in range(2):
        shown = client.get(path).get_data(as_text=True)
        assert [marks("alfa", number).title in shown for number in NUMBERS] == [False, False, True]
        assert "som offentligheden ser dem" in shown
    assert "som offentligheden ser dem" in client.get("/findes-ikke").get_data(as_text=True)
    assert "som offentligheden ser dem" in text_of(client.post("/_dash-update-component", json=asked(path)))
    assert client.get("/alliance/alfa/edit").status_code == 403
    assert client.post("/account/preview", data={"show": "own", "back": "//evil.example"}).location == "/"
    assert client.get(path).get_data(as_text=True) == whole
    assert world.clients["public"].post("/account/preview", data={"show": "own"}).status_code in (401, 403)


def test_pages_that_not_everybody_sees_say_so(world: World) -> None:
    world.now = MOMENTS[0]
    world.declare(declared_as("alfa", Choice(), (Choice("members"), Choice("public", True), Choice())))
    of = world.clients["secretariat of alfa"]
    cards = of.get("/alliance/alfa").get_data(as_text=True)
    assert [cards.count(text) for text in ("Kun for alliancens medlemmer", "Spærret til", "kan se siden")] == [1, 1, 0]
    for number, told in ((1, "Kun alliancens medlemmer kan"), (2, "Derefter kan alle"), (3, None)):
        code = marks("alfa", number).code
        page = of.get(f"/alliance/alfa/{code}").get_data(as_text=True)
        screen = of.get(f"/alliance/alfa/meeting/{code}").get_data(as_text=True)
        assert ("Kun for" in screen or "Spærret" in screen) is (told is not None)
        assert ("kan se siden" in page) is (told is not None)
        assert told is None or told in page


CACHED = ("/", "/alliance/alfa", "/api/v1/alliances.csv", "/runs", "/findes-ikke")


@pytest.mark.parametrize("path", CACHED)
def test_a_cache_between_keeps_nothing_of_one_reader_for_another(world: World, path: str) -> None:
    world.declare(declared_as("alfa", Choice(), (Choice("members"),) * 3))
    tags = set()
    for reader in ("public", "viewer of alfa", "secretariat of alfa"):
        for _ in range(2):
            answer = world.clients[reader].get(path)
            assert "Cookie" in answer.headers["Vary"]
            assert ("private" in answer.headers.get("Cache-Control", "")) is (reader != "public"), reader
        tags.add(answer.headers.get("ETag"))
    assert tags == {None} or len(tags) == 3
    scripts = world.clients["viewer of alfa"].get("/favicon.svg")
    assert "Cookie" not in scripts.headers.get("Vary", "")


def test_an_old_tag_is_no_way_to_anothers_page(world: World) -> None:
    tag = world.clients["secretariat of alfa"].get("/alliance/alfa").headers["ETag"]
    answer = world.clients["public"].get("/alliance/alfa", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_an_embargo_ends_at_its_moment_for_kept_pages_too(world: World) -> None:
    world.now = MOMENTS[0]
    world.declare(declared_as("alfa", Choice(), (Choice("public", True), Choice(), Choice())))
    client, path, title = world.clients["public"], "/alliance/alfa", marks("alfa", 1).title
    before = [client.get(path) for _ in range(2)]
    world.now = MOMENTS[1]
    after = [client.get(path) for _ in range(2)]
    assert [title in one.get_data(as_text=True) for one in (*before, *after)] == [False, False, True, True]
    assert len({one.headers["ETag"] for one in before}) == len({one.headers["ETag"] for one in after}) == 1
    assert before[0].headers["ETag"] != after[0].headers["ETag"]
