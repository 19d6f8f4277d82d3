"""Whatever is written as a place to fetch from: it is refused with words, or leads to the host that stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.definitions import Organisation
from config.source import Feed, host_of
from config.source_checks import feed_mistakes

PIECES = st.sampled_from(
    (
        *("https://", "http://", "sftp://", "file://", "//", "/", "..", "@", ":", ":99999", ":443", "?", "#", "[::1]"),
        *("[", "%", "x.dk", "10.0.0.1", "anna:ord@", "æ", " ", "{secret}", "\\", "\n", "localhost", "0x7f.1"),
    )
)
ADDRESSES = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=40)


def codes(**fields: Any) -> list[str]:
    organisation = Organisation.model_validate(
        {"slug": "partner", "name": "Partneren", "delivers": True, "collect": [{"key": "sky"} | fields]}
    )
    return [code for code, _, _ in feed_mistakes([organisation])]


@given(ADDRESSES, st.sampled_from(["web", "webdav", "s3", "statbank", "sftp", "folder"]))
@settings(max_examples=150, deadline=None)
def test_an_address_that_is_taken_is_encrypted_and_has_a_host(address: str, way: str) -> None:
    found = codes(way=way, address=address, host_key="ssh-ed25519 AAAA", table="T", secret="FREMDRIFT_SOURCE_X")
    if found:
        return
    if way == "folder":
        assert address.startswith("/")
        assert ".." not in address.split("/")
    elif address or way != "statbank":
        assert address.startswith("sftp://" if way == "sftp" else "https://")
        assert "@" not in address.split("/")[2]
        assert host_of(address) in address.casefold()
        assert host_of(address)


@pytest.mark.parametrize(
    ("address", "intranet_host", "expected", "reason"),
    [
        ("http://sky.dk/tal", "sky.dk", [], "within the house it need not be encrypted"),
        ("http://SKY.dk/tal", "sky.DK", [], "however it is written"),
        ("http://sky.dk.evil.dk/tal", "sky.dk", ["feed_address", "feed_intranet"], "another host"),
        ("https://other.dk/tal", "sky.dk", ["feed_intranet"], "the address was changed since"),
    ],
)
def test_a_host_within_the_house_is_that_one_alone(
    address: str, intranet_host: str, expected: list[str], reason: str
) -> None:
    assert codes(way="web", address=address, intranet_host=intranet_host) == expected, reason
    feed = Feed.model_validate({"key": "sky", "way": "web", "address": address, "intranet_host": intranet_host})
    assert feed.is_intranet is not bool(expected)
