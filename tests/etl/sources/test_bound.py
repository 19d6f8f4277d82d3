"""The process that fetches is bound whatever library reaches out: no name in its order makes it reach further."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from etl.sources.order import Fetched
from tests.servers.folders import WORD
from tests.servers.web import Web

Fetch = Callable[..., list[Fetched]]
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJCgsJ"


@pytest.mark.parametrize(
    ("way", "scheme"), [("web", "https"), ("webdav", "https"), ("s3", "https"), ("statbank", "https"), ("sftp", "sftp")]
)
def test_a_private_address_is_not_reached_by_any_way(web: Web, fetch: Fetch, way: str, scheme: str) -> None:
    """The order says that the host is an ordinary one; the name of this machine leads to a private address."""
    feed = {"way": way, "address": f"{scheme}://localhost:{web.port}/x", "intranet_host": None, "user": "anna"}
    feed |= {"host_key": KEY, "table": "FOLK1A", "query": "Tid=*"}
    (found,) = fetch(feed, secret=WORD)
    assert (found.failure, web.asked) == ("source_private", [])


def test_a_redirect_into_the_house_is_not_followed(web: Web, fetch: Fetch) -> None:
    """The one host within the house was named; what it leads to was not."""
    web.does["/tal.csv"] = lambda asked: asked.say(status=307, Location="http://169.254.169.254/latest/meta-data/")
    (found,) = fetch({"way": "web", "address": web.url("/tal.csv")})
    assert (found.failure, found.fields["host"]) == ("source_leads_on", "169.254.169.254")


def test_another_host_that_was_named_must_be_a_public_one(web: Web, fetch: Fetch) -> None:
    web.does["/tal.csv"] = lambda asked: asked.say(status=307, Location="http://127.0.0.2:9/tal.csv")
    (found,) = fetch({"way": "web", "address": web.url("/tal.csv"), "other_hosts": ["127.0.0.2"]})
    assert found.failure == "source_private"
