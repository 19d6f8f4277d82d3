"""What can go wrong between a partner's file and ours, and what then must not happen: half a file, a lost one, two."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl import collect as at
from etl.collect import Found, collect, receive_found
from etl.problems.problem import FileRefused
from etl.refresh import refresh
from etl.sources.fetchers import Fetchers
from etl.sources.find import find_sources
from etl.sources.order import Fetched
from store.files import Files
from store.known_files import KnownFile, read_footprints
from store.runs import ask_for_run, read_runs
from store.schema import source_file
from tests.rooms import House
from tests.servers.web import Asked, Web

Fetch = Callable[..., list[Fetched]]
MOST = 1 << 20


def inbox_file(folder: Path, content: bytes = b"a;b\n1;2\n", age: float = 60.0, name: str = "tal.csv") -> Path:
    path = folder / "proeve" / "partner" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def looked(folder: Path, known: dict[tuple[int, str], KnownFile] | None = None) -> list[Found]:
    return list(collect(folder, [(1, "proeve", "partner")], lambda _: known or {}))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.write_bytes(b"a;b\n1;2\n3;4\n"), "it grew"),
        (lambda path: path.write_bytes(b"a;b\n"), "it was cut"),
        (lambda path: os.utime(path, (1, 1)), "it was written again"),
    ],
    ids=["grew", "cut", "written again"],
)
def test_a_file_that_is_another_by_now_waits_for_the_next_night(
    tmp_path: Path, change: Callable[[Path], None], reason: str
) -> None:
    path = inbox_file(tmp_path / "inbox")
    (found,) = looked(tmp_path / "inbox")
    change(path)
    with pytest.raises(FileRefused) as refused:
        receive_found(found, files := Files(tmp_path / "files"), MOST)
    assert refused.value.problem.code == "source_changing", reason
    assert list(files.folder.iterdir()) == []


def test_a_link_put_in_a_files_place_is_not_followed(tmp_path: Path) -> None:
    path = inbox_file(tmp_path / "inbox")
    (found,) = looked(tmp_path / "inbox")
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="symbolic"):
        receive_found(found, Files(tmp_path / "files"), MOST)


@pytest.mark.parametrize(
    ("age", "is_seen", "reason"),
    [
        (60, True, "written a minute ago"),
        (0.5, False, "perhaps not to its end"),
        (-100, False, "by a clock that goes a little ahead of ours"),
        (-86_400, True, "given a wrong time: it would wait for as long as that is to come"),
    ],
)
def test_which_files_are_written_to_their_end(tmp_path: Path, age: float, is_seen: bool, reason: str) -> None:
    inbox_file(tmp_path, age=age)
    assert bool(looked(tmp_path)) is is_seen, reason


def test_a_folder_that_cannot_be_read_is_told_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "proeve").mkdir()
    (tmp_path / "proeve" / "partner").write_text("no folder")
    other = tmp_path / "proeve" / "anden" / "tal.csv"
    other.parent.mkdir()
    inbox_file(tmp_path / "x").rename(other)
    found = list(collect(tmp_path, [(1, "proeve", "partner"), (2, "proeve", "anden")], lambda _: {}))
    assert [(one.source, one.problem.code if one.problem else "") for one in found] == [
        ("inbox", "source_failed"),
        ("inbox/tal.csv", ""),
    ]


@pytest.mark.parametrize("name", ["tal.csv", "0101014321.csv", "Ærø.csv"], ids=["plain", "a CPR number", "Danish"])
def test_a_quiet_folder_tells_the_same_files_without_asking(tmp_path: Path, name: str) -> None:
    path = inbox_file(tmp_path, name=name)
    facts = path.stat()
    (new,) = looked(tmp_path)
    known = {(1, new.source): KnownFile(facts.st_size, facts.st_mtime_ns, "0" * 64, "accepted")}
    quiet = dict[int, str]()
    where = [(1, "proeve", "partner")]
    (slow,) = collect(tmp_path, where, lambda _: known, quiet=quiet.__setitem__)

    def nobody(number: int) -> dict[tuple[int, str], KnownFile]:
        raise AssertionError("the store was asked")

    (quick,) = collect(tmp_path, where, nobody, footprints=quiet)
    assert quick == slow._replace(last=None, path="")
    assert quick.is_known
    inbox_file(tmp_path, b"a;b\n9;9\n", 30, name)  # as many bytes
    (changed,) = collect(tmp_path, where, lambda _: known, footprints=quiet)
    assert not changed.is_known


@pytest.mark.parametrize("outcome", ["failed", "awaiting_confirmation"])
def test_a_folder_of_which_there_is_something_to_tell_is_never_quiet(tmp_path: Path, outcome: str) -> None:
    facts = inbox_file(tmp_path).stat()
    known = {(1, "inbox/tal.csv"): KnownFile(facts.st_size, facts.st_mtime_ns, "0" * 64, outcome)}
    quiet = dict[int, str]()
    list(collect(tmp_path, [(1, "proeve", "partner")], lambda _: known, quiet=quiet.__setitem__))
    assert quiet == {}


def test_a_file_moved_away_while_looking_is_looked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox_file(tmp_path)
    gone = inbox_file(tmp_path, name="vaek.csv")
    scandir = os.scandir

    def scan(folder: str) -> object:
        entries = scandir(folder)
        listed = list(entries)
        entries.close()
        gone.unlink(missing_ok=True)  # between its name and its facts

        class Listing(list):  # type: ignore[type-arg]
            def __enter__(self) -> Listing:
                return self

            def __exit__(self, *fault: object) -> None: ...

        return Listing(listed)

    monkeypatch.setattr(at.os, "scandir", scan)
    assert [one.filename for one in looked(tmp_path)] == ["tal.csv"]


def drip(web: Web) -> Callable[[Asked], None]:
    """One byte after the other, for ever: never silent for long, and never done."""

    def answer(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        while not web.over.wait(0.05):
            asked.wfile.write(b"x")

    return answer


def test_a_server_that_drips_is_left_when_the_time_is_over(web: Web, fetch: Fetch, tmp_path: Path) -> None:
    web.does["/tal.csv"] = drip(web)
    (found,) = fetch({"way": "web", "address": web.url("/tal.csv")}, limit_seconds=0.6)
    assert found.failure == "source_slow"
    assert list((tmp_path / "files").iterdir()) == []


def listing(*names: str) -> bytes:
    """WebDAV's answer about a folder ("") and files of four bytes."""
    entries = "".join(
        f"<d:response><d:href>/{name}</d:href><d:propstat><d:prop>"
        f"<d:resourcetype>{'' if name else '<d:collection/>'}</d:resourcetype>"
        f"<d:getcontentlength>4</d:getcontentlength><d:getetag>&quot;{name}&quot;</d:getetag></d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for name in names
    )
    return f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{entries}</d:multistatus>'.encode()


def share(web: Web, **gives: Callable[[Asked], None]) -> None:
    """A folder of files, each handed over in its own way."""

    def give(name: str, do: Callable[[Asked], None]) -> Callable[[Asked], None]:
        told = listing(name)
        return lambda asked: asked.say(told, 207) if asked.command == "PROPFIND" else do(asked)

    whole = listing("", *(f"{name}.csv" for name in gives))
    web.does["/"] = lambda asked: asked.say(whole, 207)
    web.does |= {f"/{name}.csv": give(f"{name}.csv", do) for name, do in gives.items()}


def test_whole_files_count_when_the_next_one_hangs(web: Web, fetch: Fetch) -> None:
    share(web, a=lambda asked: asked.say(b"a;b\n"), b=lambda asked: web.over.wait(60) and None)
    found = fetch({"way": "webdav", "address": web.url("/")}, limit_seconds=2.0)
    assert [(one.name, one.failure or one.state) for one in found] == [("a.csv", "new"), ("", "source_slow")]


@pytest.mark.parametrize(
    ("give", "code", "reason"),
    [
        (lambda asked: asked.say(b"a;", length=4), "source_cut", "the line was cut"),
        (lambda asked: asked.say(b"a;"), "source_cut", "fewer bytes than the folder says"),
        (lambda asked: asked.say(b"a;b\n1;2\n"), "source_cut", "more bytes: it is being written"),
        (lambda asked: asked.say(status=500), "source_server_error", ""),
        (lambda asked: asked.say(status=403), "source_no_access", "this one is not shared"),
    ],
)
def test_one_file_of_a_folder_that_cannot_be_had_stops_no_other(
    web: Web, fetch: Fetch, tmp_path: Path, give: Callable[[Asked], None], code: str, reason: str
) -> None:
    share(web, a=give, b=lambda asked: asked.say(b"a;b\n"))
    found = fetch({"way": "webdav", "address": web.url("/")})
    assert [(one.name, one.failure or one.state) for one in found] == [("a.csv", code), ("b.csv", "new")], reason
    assert len(list((tmp_path / "files").iterdir())) == 1, "nothing half is left behind"


def test_a_file_written_anew_while_it_is_fetched_waits(web: Web, fetch: Fetch) -> None:
    share(web, a=lambda asked: asked.say(b"a;b\n"))
    before, after = listing("", "a.csv"), listing("", "a.csv").replace(b"&quot;a.csv&quot;", b"&quot;new&quot;")
    answers = iter([before])
    web.does["/"] = lambda asked: asked.say(next(answers, after), 207)
    assert [one.failure for one in fetch({"way": "webdav", "address": web.url("/")})] == ["source_changing"]


def test_a_process_that_is_lost_costs_one_source_and_the_next_is_fetched(
    web: Web, fetch: Fetch, fetchers: Fetchers
) -> None:
    """The one that stays is killed while one of its own fetches: that one goes on; the next order starts another."""
    web.does["/tal.csv"] = lambda asked: asked.say(b"a;b\n", ETag='"a"')
    assert fetch({"way": "web", "address": web.url("/tal.csv")})[0].state == "new"
    assert fetchers._started is not None
    os.kill(fetchers._started[0].pid, signal.SIGKILL)
    fetchers._started[0].wait()
    assert fetch({"way": "web", "address": web.url("/tal.csv")})[0].state == "new"


def test_several_are_fetched_at_once(web: Web, fetch: Fetch) -> None:
    """Each answer waits until the other has been asked for."""
    both = threading.Barrier(2, timeout=20)

    def answer(asked: Asked) -> None:
        both.wait()
        asked.say(b"a;b\n", ETag='"a"')

    web.does["/a.csv"] = web.does["/b.csv"] = answer
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda path=path: found.append(fetch({"way": "web", "address": web.url(path)})[0].state)  # type: ignore[misc]
        )
        for path in ("/a.csv", "/b.csv")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["new", "new"]


@pytest.mark.parametrize("step", ["write", "settle"])  # there may be room for the bytes, until they are to be safe
def test_a_full_disk_of_ours_is_no_fault_of_the_source(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The run is not finished, so that it is done again when there is room."""
    path = inbox_file(sqlite_house.room.settings.inbox)

    def full(files: Files, *given: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Files, step, full)
    with pytest.raises(OSError, match="No space"):
        refresh(sqlite_house.room, _asked(sqlite_house))
    monkeypatch.undo()
    path.write_text("indikator;periode;værdi\nantal;2021;95\n", encoding="utf-8")
    os.utime(path, (time.time() - 60,) * 2)
    refresh(sqlite_house.room, number := _asked(sqlite_house))
    with sqlite_house.store.reading() as connection:
        (run,) = read_runs(connection, run_id=number)
    assert [one.outcome for one in run.sources] == ["accepted"]


def test_a_file_whose_bytes_cannot_be_made_safe_is_fetched_again_and_the_others_are_in(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sqlite_house.room
    for number in range(3):
        content = f"indikator;periode;værdi\nantal;202{number};95\n".encode()
        inbox_file(room.settings.inbox, content, name=f"{number}.csv")
    sync, asked = os.fsync, list[int]()

    def second_fails(handle: int) -> None:
        asked.append(handle)
        if len(asked) == 2:
            raise OSError(errno.EIO, "Input/output error")
        sync(handle)

    monkeypatch.setattr(os, "fsync", second_fails)
    refresh(room, first := _asked(sqlite_house))
    refresh(room, second := _asked(sqlite_house))
    with sqlite_house.store.reading() as connection:
        told = [
            sorted(one.outcome for one in read_runs(connection, run_id=number)[0].sources) for number in (first, second)
        ]
    assert told == [["accepted", "accepted", "failed"], ["accepted", "unchanged", "unchanged"]]
    assert not list(room.files.folder.glob(".receiving-*"))


def test_a_file_that_is_forgotten_is_read_again(house: House) -> None:
    """A purge takes away what is known of a file; the folder is then no quiet one any more."""
    path = inbox_file(house.room.settings.inbox)
    path.write_text("indikator;periode;værdi\nantal;2021;95\n", encoding="utf-8")
    os.utime(path, (time.time() - 60,) * 2)
    for _ in range(2):
        refresh(house.room, _asked(house))
    with house.store.reading() as connection:
        assert len(read_footprints(connection)) == 1
    with house.store.writing() as connection:
        connection.execute(sa.delete(source_file))
        assert read_footprints(connection) == {}
    (found,) = [one for one in find_sources(house.room, None) if one.organisation == "partner"]
    assert not found.is_known


def _asked(house: House) -> int:
    with house.store.writing() as connection:
        return ask_for_run(connection, None, "test", house.clock())
