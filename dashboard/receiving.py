"""How a file comes in: never in memory, never on a disk that is none, never beyond the limit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

import flask

from config.settings import MEGABYTE

_FORM = 1 << 16  # room for the other fields and the borders between the parts


def request_class(folder: Path, most_mb: int) -> type[flask.Request]:
    """A request that writes the files of a form into `folder` piece by piece and ends at the limit."""

    class Request(flask.Request):
        max_content_length = most_mb * MEGABYTE + _FORM

        def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
            # Not the system's folder for temporary files: that may be memory.
            return tempfile.TemporaryFile(dir=folder, prefix=".form-")

    return Request
