"""Links: told once, used as often as was said, by one of two who use them at once; a look changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from store.links import Link, LinkKind, look_at, make_link, read_link, read_links, use, withdraw, withdraw_all
from store.schema import link
from store.viewer import Grant
from tests.rooms import NOW, House

SECRET = b"of this test"
DAY = timedelta(days=1)
PARTNER = Grant("proeve", "contributor", "partner")


def made(house: House, kind: LinkKind = "invite", **more: Any) -> str:
    with house.store.writing() as connection:
        return make_link(connection, kind, SECRET, "account 1", NOW, NOW + DAY, **{"grant": PARTNER} | more).text


def used(house: House, text: str, kind: LinkKind = "invite", after: timedelta = timedelta()) -> Link | None:
    with house.store.writing() as connection:
        return use(connection, text, kind, SECRET, NOW + after)


def seen(house: House, text: str, kind: LinkKind = "invite", after: timedelta = timedelta()) -> Link | None:
    with house.store.reading() as connection:
        return look_at(connection, text, kind, SECRET, NOW + after)


def test_a_link_says_what_it_gives_and_is_used_once(house: House) -> None:
    text = made(house, email="a@example.dk")
    first, again = seen(house, text), seen(house, text)
    assert first == again  # mail programs open links by themselves
    assert first is not None
    assert (first.grant, first.email, first.made_by, first.uses_left) == (PARTNER, "a@example.dk", "account 1", 1)
    found = used(house, text)
    assert found is not None
    assert (found.grant, found.uses_left, found.last_used_at) == (PARTNER, 0, NOW)
    assert not found.is_open(NOW)
    assert used(house, text) is None
    assert seen(house, text) is None


def test_one_until_a_date_is_used_until_then(house: House) -> None:
    text = made(house, "upload", grant=Grant("proeve", "bearer", "partner"), uses=None)
    found = [used(house, text, "upload", after=after) for after in (0 * DAY, 0.9 * DAY, DAY)]
    assert [one is not None for one in found] == [True, True, False]


def changed(text: str) -> str:
    return text[:-1] + ("A" if text[-1] != "A" else "B")


REFUSED: dict[str, Callable[[str], str]] = {
    "a letter is another": changed,
    "the signature is missing": lambda text: text.rpartition(".")[0],
    "it says to be a session": lambda text: "s" + text[1:],
    "it is empty": lambda _: "",
    "it is no ASCII": lambda text: text + "ø",
    "it is very long": lambda text: text * 10_000,
}


def test_what_we_did_not_make_opens_nothing(house: House) -> None:
    text = made(house)
    for reason, spoil in REFUSED.items():
        wrong = spoil(text)
        assert used(house, wrong) is seen(house, wrong) is None, reason
    assert used(house, text, "reset") is seen(house, text, "first") is None  # of another kind
    with house.store.writing() as connection:
        assert use(connection, text, "invite", b"of another installation", NOW) is None
    assert used(house, text) is not None  # and the true one is as it was


def test_of_two_who_use_it_at_once_one_does(house: House) -> None:
    text, start = made(house), Barrier(4)

    def at_once(_: int) -> Link | None:
        start.wait()
        return used(house, text)

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(at_once, range(4)))
    assert sum(one is not None for one in found) == 1


def test_what_is_withdrawn_opens_nothing(house: House) -> None:
    text, other = made(house), made(house, "reset", grant=None)
    with house.store.writing() as connection:
        number = read_links(connection, ["invite"], "proeve", NOW)[0].link_id
        assert withdraw(connection, number, NOW)
        assert not withdraw(connection, number, NOW + DAY)  # it keeps its moment
        found = read_link(connection, number)
    assert found is not None
    assert found.withdrawn_at == NOW
    assert used(house, text) is None
    assert used(house, other, "reset") is not None


def test_links_are_listed_by_what_they_are_about(house: House) -> None:
    made(house)
    used(house, made(house))
    made(house, "first", grant=None)
    with house.store.writing() as connection:
        assert len(read_links(connection, ["invite"], "proeve")) == 2
        assert len(read_links(connection, ["invite"], "proeve", NOW)) == 1
        assert len(read_links(connection, ["invite", "first"], None)) == 1
        assert read_links(connection, ["invite"], "another") == []
        assert withdraw_all(connection, "first", NOW) == 1
        assert read_links(connection, ["first"], None, NOW) == []


def test_a_link_to_nothing_is_not_made(house: House) -> None:
    unknown = {"alliance": Grant("unknown", "viewer"), "organisation": Grant("proeve", "contributor", "unknown")}
    for what, grant in unknown.items():
        with house.store.writing() as connection, pytest.raises(LookupError, match=what):
            make_link(connection, "invite", SECRET, "account 1", NOW, NOW + DAY, grant=grant)


def test_the_text_is_kept_nowhere(house: House) -> None:
    text = made(house)
    with house.store.reading() as connection:
        row = connection.execute(sa.select(link)).one()
    assert text not in repr(row)
    assert text.rpartition(".")[0] not in repr(row)
