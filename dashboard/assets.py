"""The files of `static/`, held in memory: a fixed list, so that no request can ask for any other."""

from __future__ import annotations

import hashlib
import importlib.util
import mimetypes
import re
from pathlib import Path

import flask

_FOLDER = Path(__file__).parent / "static"
_FOREVER = 365 * 24 * 3600
PLOTLY = "plotly.js"
_PLOTLY = "plotly-basic.min.js"  # fetched, not ours: takes the place of plotly's full bundle where it is there
_ROOT = Path(__file__).parents[1]


class Assets:
    """Our stylesheet and scripts, each with an address that changes with its content."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != _PLOTLY]
        self._files = {path.name: path.read_bytes() for path in files}
        self._plotly, self._plotly_digest = _bundle(folder / _PLOTLY)

    def url(self, name: str) -> str:
        """`/static/style.css?v=...`, to be kept for ever."""
        return f"/static/{name}?v={_digest(self._files[name])}"

    def answer(self, name: str) -> flask.Response | None:
        """The file, from memory: send_file and compression together leave files open."""
        if name == PLOTLY:
            return self.plotly_answer()
        content = self._files.get(name)
        if content is None:
            return None
        return _kept(_response(content, mimetypes.guess_type(name)[0] or "application/octet-stream"), _digest(content))

    @property
    def plotly_url(self) -> str:
        """Of plotly.js: the small one, or the full one where the small one was not fetched."""
        return f"/static/{PLOTLY}?v={self._plotly_digest}"

    def plotly_answer(self) -> flask.Response:
        """Read when it is asked for: a megabyte that no process needs to hold."""
        return _kept(_response(self._plotly.read_bytes(), "text/javascript"), self._plotly_digest)


def program_digest(*settings: object) -> str:
    """Changes with every change of what makes pages, so that no reader keeps a page that an older program made.

    Args:
        settings: those of the installation that pages tell.
    """
    digest = hashlib.sha256(repr(settings).encode())
    for package in ("dashboard", "progress", "store", "config"):
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in (".py", ".css", ".js", ".json") and path.name != _PLOTLY:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _bundle(small: Path) -> tuple[Path, str]:
    """The small plotly.js, if it is of the version that our plotly package carries, else the package's own."""
    (folder,) = (Path(place) for place in importlib.util.find_spec("plotly").submodule_search_locations)  # type: ignore[union-attr]
    full = folder / "package_data/plotly.min.js"
    with full.open("rb") as file:
        head = file.read(300)
    content = small.read_bytes() if small.exists() else b""
    version = re.search(rb" v(\d+\.\d+\.\d+)\n", head)
    if version is None or version[0] not in content[:300]:
        small, content = full, full.read_bytes()
    return small, _digest(content)


def _kept(answer: flask.Response, digest: str) -> flask.Response:
    """For ever under an address that tells its content, else asked about each time."""
    if flask.request.args.get("v") == digest:
        answer.cache_control.max_age, answer.cache_control.immutable = _FOREVER, True
    else:
        answer.cache_control.no_cache = True
    return answer


def _response(content: bytes, mimetype: str) -> flask.Response:
    answer = flask.Response(content, mimetype=mimetype)
    answer.set_etag(_digest(content))
    answer.make_conditional(flask.request)
    return answer


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
