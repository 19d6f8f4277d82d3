"""What is kept: never more than a number of bytes, and nothing at another place than its own."""

from __future__ import annotations

import random

import pytest

from dashboard.keeping import Answer, Place, Shelf
from dashboard.packing import ENCODINGS, encoding_of


def answer(content: bytes = b"x", **headers: str) -> Answer:
    return Answer(list({"Content-Type": "text/html", **headers}.items()), content)


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),  # a browser may refuse one
        ("*", "br"),
        ("gzip, *;q=0", "gzip"),
        ("identity", ""),
        ("deflate", ""),
        ("", ""),
    ],
)
def test_the_best_that_a_browser_takes(accepted: str, best: str) -> None:
    assert encoding_of(accepted) == best


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Place("page", "member", "/a", "1"), "made for somebody else"),
        (Place("page", "public", "/en/a", "1"), "another language"),
        (Place("page", "public", "/b", "1"), "another page"),
        (Place("page", "public", "/a", "2"), "the store has changed"),
        (Place("callback", "public", "/a", "1"), "Dash's answer is no document"),
    ],
)
def test_one_place_never_gives_what_stands_at_another(other: Place, why: str) -> None:
    shelf, here = Shelf(1 << 20), Place("page", "public", "/a", "1")
    ours = answer(b"ours")
    shelf.put(here, ours)
    assert shelf.get(here) is ours
    assert shelf.get(other) is None, why
    shelf.put(other, answer(b"theirs"))
    assert shelf.get(here) in (ours, None)


def test_the_shelf_never_holds_more_than_it_may() -> None:
    shelf = Shelf(100_000)
    for number in range(500):
        one = answer(bytes(str(number), "ascii") * 50)
        shelf.put(Place("page", "public", f"/{number}", "1"), one)
        assert shelf.size <= 100_000
        for encoding in (*ENCODINGS, ""):
            one.body(encoding)
        assert shelf.size <= 100_000  # other encodings, made later, were counted from the first
        assert sum(map(len, one._bodies.values())) <= one.size
    assert shelf.get(Place("page", "public", "/499", "1")) is not None
    assert shelf.get(Place("page", "public", "/0", "1")) is None  # the oldest went first
    shelf.put(Place("page", "public", "/huge", "1"), answer(random.Random(1).randbytes(100_000)))
    assert shelf.size <= 100_000


def test_an_address_holds_one_stamp_only() -> None:
    shelf = Shelf(1 << 20)
    for stamp in range(50):
        shelf.put(Place("page", "public", "/", str(stamp)), answer())
    assert shelf.get(Place("page", "public", "/", "48")) is None
    assert shelf.size == answer().size
