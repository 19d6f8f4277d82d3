"""Fetches the basic bundle of plotly.js, in exactly the version that the plotly package carries.

The full bundle is most of what a first visit loads, and the pages draw with scatter, bar and pie only.
Where the small one cannot be had (no npm, no network), the dashboard serves the full one: slower, not wrong.

Usage: python .ci/plotly_bundle.py [FILE]
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

BUNDLE = Path(__file__).resolve().parents[1] / "dashboard/static/plotly-basic.min.js"
PACKAGE = "plotly.js-basic-dist-min"
# A new version of plotly: add its checksum here (printed when it is missing), after a look at what came.
SHA256 = {"4.1.1": "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"}
SECONDS = 120


class Unavailable(Exception):
    """The small bundle cannot be had here; the full one does."""


def plotly_version() -> str:
    """The version of plotly.js inside the plotly package, read from its head: importing plotly takes a second."""
    spec = importlib.util.find_spec("plotly")
    if spec is None or spec.origin is None:
        raise Unavailable("the plotly package is not installed")
    with (Path(spec.origin).parent / "package_data/plotly.min.js").open(encoding="utf-8") as file:
        found = re.search(r"plotly\.js v(\d+\.\d+\.\d+)", file.read(300))
    if found is None:
        raise Unavailable("the plotly package does not tell its version of plotly.js")
    return found[1]


def packed(version: str) -> bytes:
    """The bundle as npm has it: not installed, and none of its scripts run."""
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", "--ignore-scripts", f"{PACKAGE}@{version}"]
        try:
            subprocess.run(  # noqa: S603 - the program from PATH, words of our own
                command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS
            )
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as tar:
                member = tar.extractfile("package/plotly-basic.min.js")
                assert member is not None
                return member.read()
        except (subprocess.SubprocessError, OSError, ValueError, KeyError, tarfile.TarError) as error:
            raise Unavailable(f"npm could not fetch {PACKAGE} {version} ({type(error).__name__})") from error


def main(bundle: Path) -> int:
    """Leaves the right bundle, or none. Exit code 1: what came is not what was expected."""
    try:
        version = plotly_version()
        wanted = SHA256.get(version)
        if wanted and bundle.is_file() and _sha256(bundle.read_bytes()) == wanted:
            return 0
        content = packed(version)
        if wanted is None:
            raise Unavailable(f"no checksum is noted for {version}; what came has {_sha256(content)}")
    except Unavailable as reason:
        bundle.unlink(missing_ok=True)
        print(f"The full plotly.js will be served: {reason}.", file=sys.stderr)
        return 0
    if _sha256(content) != wanted:
        bundle.unlink(missing_ok=True)
        print(f"{PACKAGE} {version} has the checksum {_sha256(content)}, not the noted one: stopped.", file=sys.stderr)
        return 1
    bundle.parent.mkdir(parents=True, exist_ok=True)
    fresh = bundle.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(bundle)
    return 0


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLE))
