"""Where an organisation's files are fetched from every night, beside its inbox folder: one entry of its list `collect`.

No secret stands here: `secret` names a variable of the environment, which the operator sets and ties to a host.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field

from config.entries import Entry, Slug

Way = Literal["web", "webdav", "sftp", "s3", "statbank", "folder"]

STATBANK = "https://api.statbank.dk/v1"
SECRET_NAME = r"^FREMDRIFT_SOURCE_[A-Z0-9_]{1,80}$"  # noqa: S105 - the shape of a name, no secret
RESERVED = ("inbox", "upload")  # what the store calls files that came otherwise
IN_ADDRESS = "{secret}"  # where the address itself is the key, as of a link that is shared

_SCHEMES: dict[Way, tuple[str, ...]] = {"sftp": ("sftp",), "folder": ()}
_PORTS = {"https": 443, "http": 80, "sftp": 22}


class Feed(Entry):
    """One place to fetch from.

    Attributes:
        key: part of what each of its files is called in the store: another key makes them other files.
        address: https://..., sftp://host/folder, or a folder's path; StatBank has its own. For S3 bucket and folder
            stand behind the host.
        files: a pattern of file names where the address is a folder; blank: all spreadsheets.
        secret: name of the variable that holds the password or private key.
        host_key: of an SFTP server, as in `known_hosts`: "ssh-ed25519 AAAA...".
        intranet_host: this host may have a private address. Said in the file alone, never in the browser.
        other_hosts: to which the address may lead on.
        limit_seconds: how long it may take, whatever it does.
        table, query, answer: StatBank's: a table, "OMRÅDE=000,101&Tid=*", and the form of its answer.
    """

    key: Slug
    way: Way
    address: str | None = Field(default=None, max_length=1000)
    files: str | None = Field(default=None, max_length=100)
    user: str | None = Field(default=None, max_length=200)
    secret: str | None = Field(default=None, max_length=100)
    host_key: str | None = Field(default=None, max_length=1000)
    intranet_host: str | None = Field(default=None, max_length=253)
    other_hosts: tuple[str, ...] = ()
    limit_seconds: int = Field(default=120, ge=1, le=3600)
    table: str | None = Field(default=None, max_length=40)
    query: str | None = Field(default=None, max_length=4000)
    answer: Literal["JSONSTAT", "CSV"] = "JSONSTAT"

    @property
    def url(self) -> str:
        """Its address, also where it needs none said."""
        return self.address or (STATBANK if self.way == "statbank" else "")

    @property
    def schemes(self) -> tuple[str, ...]:
        """What its address may begin with; plain http only within the house."""
        return _SCHEMES.get(self.way, ("https", "http") if self.is_intranet else ("https",))

    @property
    def is_intranet(self) -> bool:
        """Whether the address leads to the host that was said to be within the house, and not to another one since."""
        return bool(self.intranet_host) and host_of(self.url) == str(self.intranet_host).casefold()

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts that may be asked for it."""
        return frozenset(one.casefold() for one in (host_of(self.url), *self.other_hosts) if one)

    @property
    def port(self) -> int | None:
        parts = split(self.url)
        return None if parts is None else parts.port or _PORTS.get(parts.scheme)


def split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def host_of(url: str) -> str:
    """In small letters; "" where there is none."""
    parts = split(url)
    return (parts.hostname or "").casefold() if parts else ""
