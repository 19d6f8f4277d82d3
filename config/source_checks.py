"""What no field of a feed shows by itself: an address of another kind, a host key that is lacking, a taken key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from config.language import Text
from config.source import IN_ADDRESS, RESERVED, SECRET_NAME, Feed, host_of, split

if TYPE_CHECKING:
    from config.definitions import Organisation

Path = tuple[str | int, ...]
Found = tuple[str, Path, dict[str, object]]

_EXAMPLES = {
    "web": "https://www.example.dk/tal.csv",
    "webdav": "https://sky.example.dk/remote.php/dav/files/tal/",
    "sftp": "sftp://sftp.example.dk/tal",
    "s3": "https://s3.eu-north-1.amazonaws.com/spand/mappe",
    "statbank": "https://api.statbank.dk/v1",
    "folder": "/srv/deling/tal",
}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+")


def feed_mistakes(organisations: Iterable[Organisation]) -> Iterator[Found]:
    """Everything that does not fit together in the lists `collect`: (code, path, what fills the texts)."""
    for number, organisation in enumerate(organisations):
        path: Path = ("organisations", number, "collect")
        if organisation.collect and not organisation.delivers:
            yield "feed_of_nobody", path, {}
        seen = set()
        for place, feed in enumerate(organisation.collect):
            if feed.key in seen:
                yield (
                    "twice",
                    (*path, place, "key"),
                    {"what": Text("hentested", "place to fetch from"), "key": feed.key},
                )
            seen.add(feed.key)
            yield from ((code, (*path, place, *field), fields) for code, field, fields in _of_feed(feed))


def _of_feed(feed: Feed) -> Iterator[Found]:
    if feed.key in RESERVED:
        yield "feed_key_taken", ("key",), {"taken": ", ".join(RESERVED)}
    yield from _of_address(feed)
    if feed.secret is not None and not re.match(SECRET_NAME, feed.secret):
        yield "feed_secret", (), {}  # the whole entry: what stands there may be a password, and is not repeated
    if feed.way == "sftp" and not feed.host_key:
        yield "feed_host_key", ("host_key",), {}
    if feed.way == "statbank" and not feed.table:
        yield "missing", ("table",), {"field": "table"}
    if feed.intranet_host and not feed.is_intranet:
        yield "feed_intranet", ("intranet_host",), {"host": host_of(feed.url) or "–"}
    for place, host in enumerate(feed.other_hosts):
        if not _HOST.fullmatch(host.casefold()):
            yield "feed_host", ("other_hosts", place), {}


def _of_address(feed: Feed) -> Iterator[Found]:
    expected: dict[str, object] = {"example": _EXAMPLES[feed.way]}
    parts = split(feed.url)
    if feed.way == "folder":
        steps = PurePosixPath(feed.url)
        if not steps.is_absolute() or ".." in steps.parts:
            yield "feed_address", ("address",), expected
        return
    if parts is None or parts.scheme not in feed.schemes or not _HOST.fullmatch(host_of(feed.url)):
        yield "feed_address", ("address",), expected
    elif parts.password or parts.username or any(sign.isspace() for sign in feed.url):
        yield "feed_password", (), {}
    elif IN_ADDRESS in feed.url and not feed.secret:
        yield "missing", ("secret",), {"field": "secret"}
