"""How long the server waits for a request to come: whoever sends it slowly waits in the loop, and keeps no thread.

A thread is given a request when all of its head is there, and of a small form all of its body. Of a large file the
rest is read by a thread, for as long as it comes with some speed.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from typing import Literal, NamedTuple

from gunicorn.http.unreader import SocketUnreader

MOST_HEAD = 1 << 15  # bytes of a request's head, cookies and all
MOST_WAITED = 1 << 16  # bytes of a body that is waited for in the loop; longer ones are read at some speed
SECONDS = 10.0  # for the head, and such a body, from when the line was opened or began to ask again
MOMENT = 0.2  # seconds: for what is still coming in after the answer
MOST_LEFT = 1 << 20  # bytes that are thrown away behind it
_GRACE, _SPEED = 30.0, 4_096  # of a file: seconds, and bytes of each further second
_STILL = 20  # seconds in which nothing comes, or nothing is taken
_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.I)
_CHUNKED = re.compile(rb"\ntransfer-encoding:[^\n]*chunked", re.I)
# Only who has the right to send one is read there, and a bad line may take minutes for it.
_BEGINNING = 64  # bytes of a request, in which its address begins
_FILE = re.compile(rb"POST (?:/api/v1/submissions|(?:/en)?/deliver/)")

State = Literal["whole", "part", "gone", "too long"]


class Seen(NamedTuple):
    """How much of a request is there."""

    state: State
    size: int = 0  # bytes


def look_at(client: socket.socket, before: int = -1) -> Seen:
    """How much of a request is there; nothing of it is taken. Where a part is, the loop is woken when more is.

    Args:
        before: bytes that were there when this was asked last. If there are no more now, no more will come.

    Raises:
        OSError: the line is broken.
    """
    try:
        seen = client.recv(MOST_HEAD + MOST_WAITED, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return Seen("part")
    needed = bytes_needed(seen)
    if needed is not None and len(seen) >= needed:
        _wake_at(client, 1)
        return Seen("whole", len(seen))
    if not seen or len(seen) <= before:
        return Seen("gone")
    if needed is None and len(seen) >= MOST_HEAD:
        return Seen("too long")
    _wake_at(client, needed or len(seen) + 1)
    return Seen("part", len(seen))


def bytes_needed(seen: bytes) -> int | None:
    """How many bytes must be there so that a thread can answer without waiting; None: its head is not whole."""
    end = _END.search(seen)
    if end is None:
        return None
    head = seen[: end.end()]
    if _FILE.match(head):
        return end.end()
    if _CHUNKED.search(head):
        is_over = len(seen) >= end.end() + MOST_WAITED or seen.endswith(b"\n0\r\n\r\n")
        return end.end() if is_over else len(seen) + 1
    length = _LENGTH.search(head)
    if length is None or int(length[1]) > MOST_WAITED:  # refused before it is read, or a long series
        return end.end()
    return end.end() + int(length[1])


def is_file(client: socket.socket) -> bool:
    """Whether the request that is there sends a file; nothing of it is taken.

    Raises:
        OSError: the line is broken.
    """
    return _FILE.match(client.recv(_BEGINNING, socket.MSG_PEEK | socket.MSG_DONTWAIT)) is not None


def be_patient_with(client: socket.socket) -> None:
    """A thread that reads from it or sends to it waits so long for each piece, and no longer."""
    interval = struct.pack("ll", _STILL, 0)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, interval)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, interval)


class Reading(SocketUnreader):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own, which gives up on what comes too slowly as a whole."""

    def __init__(self, source: socket.socket) -> None:
        super().__init__(source)
        self.again()

    def again(self) -> None:
        """Another request begins."""
        self._begun, self._read = time.monotonic(), 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        if time.monotonic() - self._begun > _GRACE + self._read / _SPEED:
            raise ConnectionResetError(104, "too slow")  # gunicorn closes, and says nothing
        try:
            found: bytes = super().chunk(size_hint)
        except (BlockingIOError, TimeoutError):
            raise ConnectionResetError(104, "too slow") from None
        self._read += len(found)
        return found


def _wake_at(client: socket.socket, count: int) -> None:
    """Have the loop woken when so many bytes are there: a part that is there already must not wake it again."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)
