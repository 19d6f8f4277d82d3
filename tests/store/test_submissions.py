"""A stranger's file: its name, where its bytes lie, and what becomes of a receipt that cannot be."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errands import submit
from etl.worker import work_once
from store.filenames import clean_filename
from store.files import CHUNK, Files, TooLarge
from store.schema import submission
from store.submissions import NewSubmission, read_submission, receive
from store.work import ask
from tests.rooms import House, house_in

ROWS = [["antal", None, 2021, 95, None]]

NAMES = [
    ("tal.xlsx", "tal.xlsx", "an ordinary name"),
    ("../../etc/passwd", "passwd", "folders above"),
    ("/etc/passwd", "passwd", "from the root"),
    ("C:\\temp\\x.xlsx", "x.xlsx", "a Windows path"),
    ("..\\..\\x.xlsx", "x.xlsx", "Windows folders above"),
    ("\\\\server\\deling\\x.ods", "x.ods", "a network share"),
    ("c:x.csv", "cx.csv", "a drive"),
    ("a" * 300 + ".xlsx", "a" * 114 + "….xlsx", "300 characters"),
    ("æ" * 300 + ".ods", "æ" * 115 + "….ods", "300 characters that are two bytes each"),
    ("a" * 300, "a" * 119 + "…", "300 characters without an ending"),
    ("a" * 200 + "." + "b" * 100, "a" * 119 + "…", "an ending that is none"),
    ("a" * 115 + ".xlsx", "a" * 115 + ".xlsx", "120 characters exactly"),
    ("tal\x00\x07\x1b[31m\r\n.xlsx", "tal[31m.xlsx", "control signs"),
    ("tal\x85\x9b31m.csv", "tal31m.csv", "control signs of the second set"),
    ("tal\u2028\u2029.csv", "tal.csv", "line and paragraph separators"),
    ("tal\u202excod.xls", "talxcod.xls", "a sign that turns the reading direction"),
    ("\u200btal\ufeff.xlsx", "tal.xlsx", "signs that cannot be seen"),
    ("tal\udcff.xlsx", "tal.xlsx", "a byte that is no character: no database takes it"),
    ('<b>"tal"|?*.xlsx', "btal.xlsx", "signs that a web page or Windows would read"),
    (".", "fil", "one dot"),
    ("...", "fil", "only dots"),
    (". . .", "fil", "only dots and spaces"),
    ("", "fil", "nothing"),
    ("mappe/", "fil", "a folder"),
    ("\x00\x01", "fil", "only control signs"),
    ("Tal for Ærø – 2. kvartal.csv", "Tal for Ærø – 2. kvartal.csv", "Danish letters, a dash, dots"),
    ("数据 \U0001f331.xlsx", "数据 \U0001f331.xlsx", "other alphabets and a plant"),
    ("tal", "tal", "no ending"),
    (".skjult.xlsx", "skjult.xlsx", "a hidden file"),
    (".gitignore", "gitignore", "a hidden file without an ending"),
    ("  tal.xlsx  ", "tal.xlsx", "spaces around"),
    ("tal.xlsx.", "tal.xlsx", "a dot at the end, which Windows takes away"),
]


@pytest.mark.parametrize(("name", "cleaned", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_a_name_is_cleaned(name: str, cleaned: str, why: str) -> None:
    assert clean_filename(name) == cleaned, why


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.text(max_size=10),
    st.text(st.characters(exclude_characters="/\\"), max_size=400),
    st.sampled_from([".xlsx", ".csv", ".ods", ".xls"]),
)
def test_whatever_the_name_it_can_be_shown_and_stored(folder: str, stem: str, ending: str) -> None:
    cleaned = clean_filename(f"{folder}/a{stem}{ending}")
    assert 0 < len(cleaned) <= 120
    assert cleaned.isprintable()
    assert not set(cleaned) & set('/\\<>:"|?*')
    assert not cleaned.startswith(".")
    assert cleaned.encode()
    assert cleaned.endswith(ending)
    assert clean_filename(cleaned) == cleaned


def _new(house: House, alliance: str = "proeve", organisation: str = "sekretariat", name: str = "tal.xlsx"):
    return NewSubmission(alliance, organisation, "upload", name, "0" * 64, 1, "command", "test", house.clock())


UNKNOWN = [
    ("findes-ikke", "sekretariat", "alliance"),
    ("findes-ikke", "findes-ikke", "alliance"),
    ("proeve", "findes-ikke", "organisation"),
    ("proeve", "", "organisation"),
    ("", "", "alliance"),
    ("Proeve", "sekretariat", "alliance"),
]


@pytest.mark.parametrize(("alliance", "organisation", "missing"), UNKNOWN)
def test_who_is_unknown_is_told_which(house: House, alliance: str, organisation: str, missing: str) -> None:
    with house.store.writing() as connection:
        with pytest.raises(LookupError) as raised:
            receive(connection, _new(house, alliance, organisation))
        assert connection.execute(sa.select(sa.func.count()).select_from(submission)).scalar() == 0
    assert raised.value.args == (missing,)


def test_an_unknown_sender_leaves_no_bytes_behind(sqlite_house: House) -> None:
    path = sqlite_house.workbook(ROWS)
    for alliance, organisation, missing in UNKNOWN:
        with pytest.raises(LookupError, match=missing):
            submit(sqlite_house.room, path, alliance, organisation)
    assert list(sqlite_house.room.files.folder.iterdir()) == []


def test_a_receipt_has_a_name_that_nobody_can_guess(house: House) -> None:
    with house.store.writing() as connection:
        made = [receive(connection, _new(house)) for _ in range(20)]
        again = read_submission(connection, token=made[0].token)
        by_number = read_submission(connection, submission_id=made[0].submission_id)
        nobody = read_submission(connection, token="findes-ikke")
    assert len({one.token for one in made}) == 20
    assert all(len(one.token) >= 16 for one in made)
    assert again == by_number == made[0]
    assert nobody is None
    assert (made[0].state, made[0].outcome, made[0].progress) == ("received", None, 0.0)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
def test_bytes_are_kept_as_they_came(tmp_path: Path, size: int) -> None:
    data = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    files = Files(tmp_path / "files")
    received = files.receive(io.BytesIO(data[:size]), size)
    assert (received.size, received.sha256) == (size, hashlib.sha256(data[:size]).hexdigest())
    kept = files.keep(received, "abc")
    assert kept == files.path_of("abc")
    assert kept.read_bytes() == data[:size]
    assert list(files.folder.iterdir()) == [kept]
    files.delete("abc")
    files.delete("abc")
    assert list(files.folder.iterdir()) == []


class _Counting(io.RawIOBase):
    """An endless stream that counts what is read of it."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "an endless stream must be read in pieces"
        self.given += size
        return b"x" * size


@pytest.mark.parametrize("most", [0, 10, CHUNK, 3 * CHUNK])
def test_receiving_stops_at_the_limit_and_leaves_nothing(tmp_path: Path, most: int) -> None:
    files = Files(tmp_path / "files")
    stream = _Counting()
    with pytest.raises(TooLarge):
        files.receive(stream, most)  # type: ignore[arg-type]
    assert stream.given <= most + 2 * CHUNK, "no more is read than is needed to know"
    assert list(files.folder.iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    files = Files(tmp_path / "files")
    with pytest.raises(ConnectionResetError):
        files.receive(Broken(), 10)  # type: ignore[arg-type]
    assert list(files.folder.iterdir()) == []


def test_a_file_that_is_too_large_leaves_nothing(sqlite_house: House) -> None:
    house = house_in(sqlite_house.folder, sqlite_house.store, str(sqlite_house.store.url), FREMDRIFT_MAX_UPLOAD_MB=1)
    path = house.folder / "stor.csv"
    path.write_bytes(b"x" * (house.room.settings.max_upload_bytes + 1))
    with pytest.raises(TooLarge):
        submit(house.room, path, "proeve", "sekretariat")
    assert list(house.room.files.folder.iterdir()) == []


WHOLE_WAY = [
    ("a" * 220 + "æøå" * 5 + ".xlsx", "a" * 114 + "….xlsx", "255 bytes, as long as a file system takes"),
    ("..%2F..%2Fpasswd.xlsx", "%2F..%2Fpasswd.xlsx", "folders above, written for a web address"),
    ("..\\..\\vindue.xlsx", "vindue.xlsx", "folders above, as Windows writes them"),
    ("-rf ~ $(id) `id`.xlsx", "-rf ~ $(id) `id`.xlsx", "what a shell would carry out"),
    ("\x1b[2J\n\r.xlsx", "[2J.xlsx", "control signs"),
    ("tal\udcff.xlsx", "tal.xlsx", "a byte that is no character"),
]


def test_odd_names_go_the_whole_way(house: House) -> None:
    """Their bytes lie under names of ours; nothing is written beside the home."""
    source = house.folder / "afsender"
    source.mkdir()
    for name, _, _ in WHOLE_WAY:
        shutil.copy(house.workbook(ROWS), source / name)
    before, kept = _everything(house.folder.parent), set()
    for name, cleaned, why in WHOLE_WAY:
        done = submit(house.room, source / name, "proeve", "sekretariat", note="en note\0 \udcff")
        assert done.outcome == ("unchanged" if kept else "accepted"), why
        assert (done.filename, done.note) == (cleaned, "en note ?"), why
        kept.add(house.room.files.path_of(done.token))
        assert house.room.files.path_of(done.token).read_bytes() == (source / name).read_bytes()
        for one in _everything(house.folder.parent) - before:
            assert one.is_relative_to(house.room.settings.home), f"{why}: written beside the home"
            assert Path(cleaned).stem not in one.name, f"{why}: a name that a stranger chose"
    assert set(house.room.files.folder.iterdir()) == kept


@pytest.mark.parametrize("name", ["../../../" + "a" * 300 + ".xlsx", "..\\..\\" + "a" * 300 + ".xlsx"])
def test_a_name_that_no_file_system_takes(house: House, name: str) -> None:
    """A browser may send any name: it goes the same way through the queue."""
    before = _everything(house.folder.parent)
    received = house.room.files.receive(io.BytesIO(house.workbook(ROWS, "wb.xlsx").read_bytes()), 10**6)
    with house.store.writing() as connection:
        made = receive(connection, _new(house, name=name))
        house.room.files.keep(received, made.token)
        ask(connection, "submission", "test", house.clock(), submission_id=made.submission_id)
    assert work_once(house.room, "test")
    with house.store.reading() as connection:
        done = read_submission(connection, token=made.token)
    assert done is not None
    assert (done.outcome, done.filename) == ("accepted", "a" * 114 + "….xlsx")
    assert list(house.room.files.folder.iterdir()) == [house.room.files.path_of(made.token)]
    new = _everything(house.folder.parent) - before
    assert all(one.is_relative_to(house.room.settings.home) and "aaa" not in one.name for one in new)


def _everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}
