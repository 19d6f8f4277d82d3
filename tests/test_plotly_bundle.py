"""Fetching the small plotly.js: whatever happens, the right bundle lies there afterwards, or none."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci/plotly_bundle.py"


def tarball(member: str) -> bytes:
    content = b"/* something else */"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        entry = tarfile.TarInfo(member)
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("npm", "member", "code", "word"),
    [
        (None, "", 0, "npm is not installed"),  # most machines
        ("exit 1", "", 0, "npm could not fetch"),  # no network
        ("exit 0", "", 0, "npm could not fetch"),  # says yes, brings nothing
        ('/bin/cp "{packed}" bundle.tgz', "package/readme.md", 0, "npm could not fetch"),  # packed otherwise than known
        ('/bin/cp "{packed}" bundle.tgz', "package/plotly-basic.min.js", 1, "not the noted one"),  # not what was seen
    ],
)
def test_no_stale_or_strange_bundle_stays(tmp_path: Path, npm: str | None, member: str, code: int, word: str) -> None:
    bundle, programs, packed = tmp_path / "plotly-basic.min.js", tmp_path / "bin", tmp_path / "packed"
    bundle.write_text("/* of an older version */")
    packed.write_bytes(tarball(member))
    programs.mkdir()
    if npm is not None:
        (programs / "npm").write_text("#!/bin/sh\n" + npm.format(packed=packed))
        (programs / "npm").chmod(0o755)

    done = subprocess.run(
        [sys.executable, SCRIPT, bundle], env={"PATH": str(programs)}, capture_output=True, text=True, timeout=30
    )

    assert (done.returncode, done.stdout) == (code, "")
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "packed"]
