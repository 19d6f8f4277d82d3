"""Folders elsewhere, by real servers: each file is fetched once, and afterwards not opened until it changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from etl.sources.folders import is_wanted
from etl.sources.order import Fetched
from tests.servers.folders import USER, WORD, s3_server, sftp_server, webdav_server

Fetch = Callable[..., list[Fetched]]
ONE, OTHER = b"indikator;periode\nantal;2024\n", b"indikator;periode\nantal;2025\n"


class Share:
    """A folder that a test puts files in, and the fields of the feed that fetches from it."""

    def __init__(self, folder: Path, **feed: Any) -> None:
        self.folder, self.feed = folder, {"user": USER} | feed

    def put(self, name: str, content: bytes, age: float = 100.0) -> None:
        (self.folder / name).write_bytes(content)
        os.utime(self.folder / name, (time.time() - age,) * 2)

    def delete(self, name: str) -> None:
        (self.folder / name).unlink()


@contextmanager
def share(way: str, folder: Path) -> Iterator[Any]:
    folder.mkdir()
    if way == "webdav":
        with webdav_server(folder) as address:
            yield Share(folder, way=way, address=address)
    elif way == "sftp":
        with sftp_server(folder) as (address, host_key):
            yield Share(folder, way=way, address=address, host_key=host_key)
    elif way == "folder":
        yield Share(folder, way=way, address=str(folder), user=None, intranet_host=None)
    else:
        with s3_server() as bucket:
            found = Share(folder, way=way, address=bucket.address)
            found.put = lambda name, content, age=0.0: bucket.put(f"tal/{name}", content)  # type: ignore[method-assign]
            found.delete = lambda name: bucket.delete(f"tal/{name}")  # type: ignore[method-assign]
            yield found


def states(found: list[Fetched]) -> dict[str, str]:
    return {one.name: one.failure or one.state for one in found}


@pytest.mark.parametrize("way", ["webdav", "sftp", pytest.param("s3", marks=pytest.mark.soak), "folder"])
def test_a_folder_is_fetched_once_and_then_only_what_changed(way: str, tmp_path: Path, fetch: Fetch) -> None:
    with share(way, tmp_path / "deling") as there:
        there.put("Børn og unge.csv", ONE)
        there.put("tal.xlsx", ONE)
        there.put("referat.pdf", ONE)
        there.put(".skjult.csv", ONE)
        there.put("~$tal.xlsx", ONE)
        first = fetch(there.feed, secret=WORD)
        assert states(first) == {"Børn og unge.csv": "new", "tal.xlsx": "new"}
        assert [Path(one.path).read_bytes() for one in first] == [ONE, ONE]
        second = fetch(there.feed, first, secret=WORD)
        assert set(states(second).values()) == {"same"}
        there.put("tal.xlsx", OTHER, age=50)
        there.put("ny.ods", ONE)
        third = fetch(there.feed, first, secret=WORD)
        assert states(third) == {"Børn og unge.csv": "same", "ny.ods": "new", "tal.xlsx": "new"}
        for name in ("tal.xlsx", "ny.ods", "Børn og unge.csv"):
            there.delete(name)
        assert states(fetch(there.feed, first, secret=WORD)) == {"": "source_gone"}
        assert fetch(there.feed, secret=WORD) == [], "nothing yet is no failure"


@pytest.mark.parametrize("way", ["webdav", "sftp"])
def test_a_wrong_password_is_told_and_not_tried_on(way: str, tmp_path: Path, fetch: Fetch) -> None:
    with share(way, tmp_path / "deling") as there:
        there.put("tal.csv", ONE)
        assert states(fetch(there.feed, secret="forkert")) == {"": "source_no_access"}


@pytest.mark.parametrize("way", ["webdav", "sftp", "folder"])
def test_a_folder_that_moved_is_told(way: str, tmp_path: Path, fetch: Fetch) -> None:
    with share(way, tmp_path / "deling") as there:
        address = there.feed["address"].rstrip("/") + "/flyttet"
        assert states(fetch(there.feed | {"address": address}, secret=WORD)) == {"": "source_not_there"}


def test_a_server_with_another_key_gets_no_password(tmp_path: Path, fetch: Fetch) -> None:
    with share("sftp", tmp_path / "deling") as there, share("sftp", tmp_path / "anden") as other:
        wrong = there.feed | {"host_key": other.feed["host_key"]}
        assert states(fetch(wrong, secret=WORD)) == {"": "source_unknown_server"}


def test_touched_files_are_confirmed_by_their_bytes(tmp_path: Path, fetch: Fetch) -> None:
    with share("folder", tmp_path / "deling") as there:
        there.put("tal.csv", ONE)
        first = fetch(there.feed)
        there.put("tal.csv", ONE, age=10)
        assert states(fetch(there.feed, first)) == {"tal.csv": "touched"}


def test_a_file_written_just_now_is_looked_into_once_more(tmp_path: Path, fetch: Fetch) -> None:
    """It could be written again within the same second, as long as before: size and time would be the same."""
    with share("folder", tmp_path / "deling") as there:
        there.put("tal.csv", ONE, age=1)
        first = fetch(there.feed)
        facts = (there.folder / "tal.csv").stat()
        (there.folder / "tal.csv").write_bytes(OTHER)
        os.utime(there.folder / "tal.csv", ns=(facts.st_atime_ns, facts.st_mtime_ns))
        assert states(fetch(there.feed, first)) == {"tal.csv": "new"}


def test_only_the_files_asked_for(tmp_path: Path, fetch: Fetch) -> None:
    with share("folder", tmp_path / "deling") as there:
        there.put("Tal-2024.csv", ONE)
        there.put("andet.csv", ONE)
        assert states(fetch(there.feed | {"files": "tal-*.csv"})) == {"Tal-2024.csv": "new"}


def test_a_large_file_stops_no_other(tmp_path: Path, fetch: Fetch) -> None:
    with share("folder", tmp_path / "deling") as there:
        there.put("a.csv", b"x" * ((1 << 20) + 1))
        there.put("b.csv", ONE)
        assert states(fetch(there.feed)) == {"a.csv": "source_too_large", "b.csv": "new"}


def test_a_folder_nobody_named_is_not_read(tmp_path: Path, fetch: Fetch) -> None:
    with share("folder", tmp_path / "deling") as there:
        (there.folder / "ud").symlink_to("/etc")
        for address in ("/etc", str(there.folder / "ud"), str(tmp_path)):
            assert states(fetch(there.feed | {"address": address})) == {"": "source_folder"}


def test_links_are_passed_by(tmp_path: Path, fetch: Fetch) -> None:
    with share("folder", tmp_path / "deling") as there:
        there.put("tal.csv", ONE)
        (there.folder / "henvisning.csv").symlink_to(there.folder / "tal.csv")
        assert states(fetch(there.feed)) == {"tal.csv": "new"}


@pytest.mark.parametrize(
    ("name", "files", "wanted"),
    [
        ("tal.xlsx", "", True),
        ("TAL.XLSX", "", True),
        ("tal.pdf", "", False),
        (".tal.xlsx", "", False),
        ("~$tal.xlsx", "", False),
        ("../tal.xlsx", "", False),
        ("..\\tal.xlsx", "", False),
        ("tal\0.xlsx", "", False),
        ("x" * 300 + ".xlsx", "", False),
        ("tal-2024.csv", "tal-????.csv", True),
        ("tal-24.csv", "tal-????.csv", False),
    ],
)
def test_which_names_are_taken(name: str, files: str, wanted: bool) -> None:
    assert is_wanted(name, files) is wanted
