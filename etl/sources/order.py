"""What the process that fetches is told, and what it answers: plain values, since they go through a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from config.source import Feed, Way

State = Literal["same", "touched", "new"]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was fetched last; `mark` is what its server called that version."""

    size: int
    modified_ns: int
    sha256: str
    mark: str


@dataclass(frozen=True, slots=True)
class Order:
    """One place to fetch from, and what is known of it.

    Attributes:
        secret: the password itself; it goes through a pipe, never on a command line.
        hosts: the only ones that may be asked.
        intranet_host: the only one that may have a private address; "" for none.
        proxy: through which the hosts are asked; "": directly.
        roots: folders of this machine below which a folder may lie.
        waits: seconds between attempts.
        known: by file name; "" where the place is one file.
    """

    key: str
    way: Way
    url: str
    most_bytes: int
    limit_seconds: float
    files: str = ""
    user: str = ""
    secret: str = field(default="", repr=False)
    host_key: str = ""
    hosts: tuple[str, ...] = ()
    port: int | None = None
    intranet_host: str = ""
    proxy: str = field(default="", repr=False)  # may hold a password
    roots: tuple[str, ...] = ()
    table: str = ""
    query: str = ""
    answer: str = ""
    waits: tuple[float, ...] = (1.0, 4.0, 10.0)
    known: Mapping[str, Known] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Order:
        known = {name: Known(**one) for name, one in entry["known"].items()}
        tuples = {name: tuple(entry[name]) for name in ("hosts", "roots", "waits")}
        return cls(**entry | tuples | {"known": known})


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file of a place.

    Attributes:
        name: as people know it; "" where nothing but the place failed.
        state: `touched` where the server calls it another version and its bytes are the same.
        path: the bytes, where they are new.
        failure: a code of `etl.problems.of_sources`, with what fills its texts; "" where all is well.
        is_place: the place is this one file: it is not told apart by its name.
    """

    name: str
    size: int = 0
    modified_ns: int = 0
    sha256: str = ""
    mark: str = ""
    state: State = "same"
    path: str = ""
    failure: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    is_place: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def order_of(
    feed: Feed, secret: str, known: Mapping[str, Known], most_bytes: int, roots: tuple[str, ...], proxy: str = ""
) -> Order:
    """What is to be fetched for a feed, with the secret that its host may be told.

    A host within the house is asked directly, and so is SFTP, which is no HTTP.
    """
    return Order(
        key=feed.key,
        way=feed.way,
        url=feed.url,
        most_bytes=most_bytes,
        limit_seconds=feed.limit_seconds,
        files=feed.files or "",
        user=feed.user or "",
        secret=secret,
        host_key=feed.host_key or "",
        hosts=tuple(sorted(feed.hosts)),
        port=feed.port,
        intranet_host=str(feed.intranet_host).casefold() if feed.is_intranet else "",
        proxy=proxy if "https" in feed.schemes and not feed.is_intranet else "",
        roots=roots,
        table=feed.table or "",
        query=feed.query or "",
        answer=feed.answer,
        known=known,
    )
