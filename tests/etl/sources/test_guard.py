"""What the process that fetches may reach: public addresses of its own hosts, or the one host within the house."""

from __future__ import annotations

import pytest

from etl.sources.guard import Guard, is_among, is_public, may_be_inside
from etl.sources.trouble import Trouble

ADDRESSES = [
    ("8.8.8.8", True, False, "the open internet"),
    ("2001:4860:4860::8888", True, False, "the same"),
    ("10.1.2.3", False, True, "a network of the house"),
    ("192.168.1.1", False, True, ""),
    ("172.16.0.1", False, True, ""),
    ("fd00::1", False, True, ""),
    ("127.0.0.1", False, True, "this machine: only where it was named"),
    ("::1", False, True, ""),
    ("169.254.169.254", False, False, "where clouds keep their keys: never"),
    ("fe80::1%eth0", False, False, "the same cable"),
    ("fd00:ec2::254", False, True, "is private like others: only the host that was named leads there"),
    ("0.0.0.0", False, False, "nobody"),
    ("224.0.0.1", False, False, "everybody"),
    ("100.64.0.1", False, False, "shared by providers"),
    ("::ffff:10.0.0.1", False, True, "a private one in another dress"),
    ("::ffff:169.254.169.254", False, False, ""),
    ("::ffff:8.8.8.8", True, False, ""),
    ("64:ff9b::a00:1", False, False, "10.0.0.1 through a translator"),
    ("2002:a00:1::", False, False, "10.0.0.1 through a tunnel"),
    ("::10.0.0.1", False, False, "the oldest way to write it"),
    ("fec0::1", False, False, "a site's own, of old"),
    ("240.0.0.1", False, False, "reserved"),
    ("example.dk", False, False, "no address at all"),
]


@pytest.mark.parametrize(("address", "public", "inside", "reason"), ADDRESSES, ids=[one[0] for one in ADDRESSES])
def test_addresses(address: str, public: bool, inside: bool, reason: str) -> None:
    assert (is_public(address), may_be_inside(address)) == (public, inside), reason


@pytest.mark.parametrize(
    ("host", "expected", "reason"),
    [
        ("www.example.dk", True, ""),
        ("WWW.Example.DK.", True, "as it may be written"),
        ("example.dk", False, "another host"),
        ("www.example.dk.evil.dk", False, ""),
        ("a.b.example.com", True, "below the star"),
        ("example.com", False, "the star is something"),
        ("evilexample.com", False, ""),
    ],
)
def test_hosts(host: str, expected: bool, reason: str) -> None:
    assert is_among(host, {"www.example.dk", "*.example.com"}) is expected, reason


@pytest.mark.parametrize(
    ("address", "port", "is_allowed", "reason"),
    [
        ("8.8.8.8", 443, True, ""),
        ("8.8.8.8", 8443, True, "the port of the source's own address"),
        ("8.8.8.8", 25, False, "no other door of the same house"),
        ("127.0.0.1", 8443, True, "the host that was named"),
        ("127.0.0.2", 8443, False, "its neighbour was not"),
        ("10.0.0.1", 443, False, ""),
    ],
)
def test_an_address_within_the_house_is_the_named_hosts_alone(
    address: str, port: int, is_allowed: bool, reason: str
) -> None:
    guard = Guard(("127.0.0.1",), 8443, "127.0.0.1")
    if is_allowed:
        guard.check_address(address, port)
        assert guard.refused is None
    else:
        with pytest.raises(Trouble):
            guard.check_address(address, port)
        assert guard.refused is not None, reason
        assert guard.refused.code == "source_private"


def test_a_published_sheet_may_lie_where_google_keeps_it() -> None:
    guard = Guard(("docs.google.com",), 443)
    guard.check_host("doc-0s-8k-sheets.googleusercontent.com")
    with pytest.raises(Trouble):
        guard.check_host("accounts.google.com")
