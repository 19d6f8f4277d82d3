"""The files of `static/`, held in memory: a fixed list, so that no request can ask for any other."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

import flask

_FOLDER = Path(__file__).parent / "static"
_FOREVER = 365 * 24 * 3600
_PLOTLY = "plotly-basic.min.js"  # fetched, not ours: takes the place of plotly's full bundle where it is there
_ROOT = Path(__file__).parents[1]


class Assets:
    """Our stylesheet and scripts, each with an address that changes with its content."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
        self.plotly = _fitting(self._files.pop(_PLOTLY, None))

    def url(self, name: str) -> str:
        """`/static/style.css?v=...`, to be kept for ever."""
        return f"/static/{name}?v={_digest(self._files[name])}"

    def answer(self, name: str) -> flask.Response | None:
        """The file, from memory: send_file and compression together leave files open."""
        content = self._files.get(name)
        if content is None:
            return None
        answer = _response(content, mimetypes.guess_type(name)[0] or "application/octet-stream")
        if flask.request.args.get("v") == _digest(content):
            answer.cache_control.max_age, answer.cache_control.immutable = _FOREVER, True
        else:
            answer.cache_control.no_cache = True
        return answer

    def plotly_answer(self) -> flask.Response | None:
        """The small plotly.js; None where it was not fetched, and the full one is served."""
        if self.plotly is None:
            return None
        answer = _response(self.plotly, "text/javascript")
        answer.cache_control.max_age = 24 * 3600
        return answer


def program_digest() -> str:
    """Changes with every change of what makes pages, so that no reader keeps a page that an older program made."""
    digest = hashlib.sha256()
    for package in ("dashboard", "progress", "config"):
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in (".py", ".css", ".js") and path.name != _PLOTLY:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _fitting(bundle: bytes | None) -> bytes | None:
    """The bundle, if it is of the version that our plotly package was made for."""
    import plotly.offline

    if bundle is None or f" v{plotly.offline.get_plotlyjs_version()}\n".encode() not in bundle[:300]:
        return None
    return bundle


def _response(content: bytes, mimetype: str) -> flask.Response:
    answer = flask.Response(content, mimetype=mimetype)
    answer.set_etag(_digest(content))
    answer.make_conditional(flask.request)
    return answer


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
