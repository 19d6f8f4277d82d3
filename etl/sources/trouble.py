"""Why something could not be fetched: what a library raised, as one of our kinds of problem."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Any

_AGAIN = frozenset(("source_unreachable", "source_server_error", "source_cut", "source_changing"))


class Trouble(Exception):
    """A place, or one of its files, could not be fetched.

    Attributes:
        code: a key of `etl.problems.of_sources`.
        fields: what fills its texts.
        wait: seconds that the server asks for before the next attempt.
    """

    def __init__(self, code: str, wait: float = 0.0, **fields: Any) -> None:
        super().__init__(code)
        self.code, self.wait, self.fields = code, wait, fields

    @property
    def may_pass(self) -> bool:
        """Whether trying again can help."""
        return self.code in _AGAIN


def of_status(status: int, wait: str | None = None) -> Trouble:
    """What an answer of HTTP means that is no success."""
    if status in (401, 403, 407):
        return Trouble("source_no_access", status=str(status))
    if status in (404, 410):
        return Trouble("source_not_there")
    if status == 429 or status >= 500:
        seconds = float(wait) if wait and wait.isascii() and wait.isdigit() else 0.0
        return Trouble("source_server_error", min(seconds, 60.0), status=str(status))
    return Trouble("source_odd_answer", status=str(status))


def trouble_of(fault: BaseException) -> Trouble:
    """What a library's exception means. Unknown ones are told as a server that does not answer as it should."""
    chain = list(_chain(fault))
    for one in chain:
        if isinstance(one, Trouble):
            return one
    names = {kind.__name__ for one in chain for kind in type(one).__mro__}
    status = next((found for one in chain if (found := _status(one))), 0)
    if status >= 400:
        return of_status(status)
    if names & {"SSLError", "SSLCertVerificationError", "HostKeyNotVerifiable", "ClientSSLError"}:
        return Trouble("source_unknown_server")
    if any(isinstance(one, socket.gaierror) for one in chain):
        return Trouble("source_unreachable")
    if names & {"PermissionDenied", "PermissionError", "SFTPPermissionDenied", "KeyImportError", "NoCredentialsError"}:
        return Trouble("source_no_access", status="-")
    if names & {"FileNotFoundError", "ResourceNotFound", "NotADirectoryError", "IsACollectionError"}:
        return Trouble("source_not_there")
    if names & {"ClientPayloadError", "RemoteProtocolError", "ReadError", "IncompleteRead", "ConnectionLost"}:
        return Trouble("source_cut")
    if names & {
        "OSError",
        "TimeoutError",
        "ClientError",
        "TransportError",
        "DisconnectError",
        "EndpointConnectionError",
        "ProxyConnectionError",
    }:
        return Trouble("source_unreachable")
    return Trouble("source_odd_answer", status="-")


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it came from; also the one that a library keeps as an attribute."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        kept = getattr(fault, "os_error", None)
        if isinstance(kept, ssl.SSLError | OSError) and id(kept) not in seen:
            yield kept
        fault = fault.__cause__ or fault.__context__


def _status(fault: BaseException) -> int:
    answer = getattr(fault, "response", None)
    found = answer.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(answer, dict) else None
    found = found or getattr(answer, "status_code", None)
    return found if isinstance(found, int) else 0
