"""How what is sent comes in: never in memory, never on a disk that is none, never beyond the limit."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import IO, Any

import flask

from config.language import Text
from config.settings import MEGABYTE
from dashboard.pages import judge
from dashboard.refusal import Refusal

SMALL = 1 << 16  # bytes of a form without a file; and room for the borders and other fields of one with a file
_UPLOAD = re.compile(r"/api/v1/submissions|(?:/en)?/deliver/[^/]+")
_JUDGE = re.compile(r"(?:/en)?/judge")
TOO_LONG = Text("Det sendte fylder for meget.", "What was sent is too long.")


def request_class(folder: Path, most_mb: int) -> type[flask.Request]:
    """A request that writes the files of a form into `folder` piece by piece and ends at its limit."""

    class Request(flask.Request):
        @property  # type: ignore[misc]
        def max_content_length(self) -> int:  # type: ignore[override]  # werkzeug would have it changed later
            says_how_much = self.content_length is not None
            return most_of(self.path, most_mb) if says_how_much or is_upload(self.path) else SMALL

        def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
            # Not the system's folder for temporary files: that may be memory.
            return tempfile.TemporaryFile(dir=folder, prefix=".form-")

    return Request


def is_upload(path: str) -> bool:
    """Whether a file is sent there."""
    return _UPLOAD.fullmatch(path) is not None


def most_of(path: str, most_mb: int) -> int:
    """The most bytes that may be sent to an address."""
    if is_upload(path):
        return most_mb * MEGABYTE + SMALL
    return judge.MOST_BYTES if _JUDGE.fullmatch(path) else SMALL


def check_length() -> None:
    """Whoever says beforehand that they will send too much is refused before a byte of it is read.

    A pasted series that is too long gets a page that says so; nothing of it is read either.

    Raises:
        Refusal: 413. A file that is too large: `RequestEntityTooLarge`, which `errors.py` puts into words.
    """
    request = flask.request
    most = request.max_content_length
    if request.content_length is None:
        # In pieces: a form that is longer would be cut off, and read as if that was all of it.
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower() and not is_upload(request.path):
            _refuse_if(len(request.get_data()) >= SMALL)
        return
    if most is None or request.content_length <= most:
        return
    if is_upload(request.path):
        flask.abort(413)
    _refuse_if(_JUDGE.fullmatch(request.path) is None)


def _refuse_if(is_too_long: bool) -> None:
    if is_too_long:
        raise Refusal(413, "too_large", TOO_LONG)
