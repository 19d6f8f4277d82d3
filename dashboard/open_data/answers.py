"""Answers of open data: kept until what is published changes, whole or not at all, and small in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO

import flask
import sqlalchemy as sa

from dashboard.freshness import etag_of, knows
from dashboard.viewing import current_actor, reader_of

_IN_MEMORY = 2 << 20  # bytes; a larger answer waits in a file until it has been sent
_PIECE = 1 << 16


def lasting(
    connection: sa.Connection, program: str, now: datetime, make: Callable[[], flask.Response]
) -> flask.Response:
    """The answer that `make` makes, or 304 where the reader has it already."""
    request = flask.request
    etag = etag_of(connection, program, reader_of(current_actor()), request.full_path, now)
    answer = flask.Response(status=304) if knows(request, etag) else make()
    answer.set_etag(etag, weak=True)
    answer.cache_control.no_cache = True
    return answer


def written(pieces: Iterable[str], mimetype: str, filename: str | None = None) -> flask.Response:
    """An answer of these pieces. They are all made before the first is sent: a fault is an error, never half a table.

    Args:
        filename: what the reader keeps it under; None to show it.
    """
    held = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed when it has been sent
    try:
        for piece in pieces:
            held.write(piece.encode())
        size = held.tell()
        held.seek(0)
    except BaseException:
        held.close()
        raise
    if size <= _IN_MEMORY:
        answer = flask.Response(held.read(), mimetype=mimetype)
        held.close()
    else:
        answer = flask.Response(_in_pieces(held), mimetype=mimetype)
        answer.content_length = size
        answer.call_on_close(held.close)  # where nobody wants to read it: HEAD, a reader who has gone
    return _named(answer, filename)


def sent(content: bytes, mimetype: str, filename: str) -> flask.Response:
    """A file that is made already."""
    return _named(flask.Response(content, mimetype=mimetype), filename)


def _named(answer: flask.Response, filename: str | None) -> flask.Response:
    if filename:
        answer.headers.set("Content-Disposition", "attachment", filename=filename)
    return answer


def _in_pieces(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        while piece := held.read(_PIECE):
            yield piece
