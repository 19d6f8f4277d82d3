"""A zipped workbook, unpacked once as a stream before anything else opens it: is it whole, and how large really?"""

from __future__ import annotations

import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

from config.language import Text
from etl.opening.hidden_parts import holds_personal_data, is_hidden_part
from etl.opening.limits import Limits
from etl.personal.suspicion import Suspicion
from etl.problems.problem import FileRefused, Problem, problem, refused

_CHUNK = 1 << 20
_ENCRYPTED = 0x1  # flag bit 0 of a part
_MOST_PARTS = 10_000
_DOCTYPE = b"<!DOCTYPE"
_SMALL = 1 << 14  # bytes
_TAIL = 512  # bytes looked at again with the next piece: what is sought may lie across the border

CUT_SHORT = Text("noget af indholdet mangler eller er ændret", "some of its content is missing or changed")
NOT_ALLOWED = Text(
    "den har en DOCTYPE, som ingen regneark skriver", "it has a DOCTYPE, which no spreadsheet program writes"
)
TWICE = Text("to af dens dele har samme navn", "two of its parts have the same name")


def file_damaged(what: Text = CUT_SHORT) -> FileRefused:
    """`raise file_damaged()`: the file as a whole, in words that fit the sentence "The file is damaged: ..."."""
    return refused("file_damaged", what=what)


def part_named(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """A part by its lower-case name; some programs write capitals and backslashes."""
    return parts_by_name(archive).get(name)


def parts_by_name(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """All parts by their lower-case names; of two with one name the first."""
    return {plain_name(info): info for info in reversed(archive.infolist())}


def plain_name(info: zipfile.ZipInfo) -> str:
    """A part's name as every program would understand it."""
    return _plain(info.filename)


@lru_cache(1024)
def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")


def check_zip(path: Path, limits: Limits) -> list[Problem]:
    """Unpacks every part without keeping any.

    Declared sizes can lie, so the bytes that really come out are counted.

    Returns:
        notes: macros and external links that are there and are left alone.

    Raises:
        FileRefused: encrypted, damaged, larger than the limit when unpacked, two parts of one name (each reader would
            take another of them), or personal data in a part that no sheet shows.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return check_archive(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise file_damaged() from error


def check_archive(archive: zipfile.ZipFile, limits: Limits) -> list[Problem]:
    """The same of an archive that is open; what is raised may also be an error of `zipfile`."""
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise refused("password_protected")
    if len(parts) > _MOST_PARTS:
        raise refused("file_unpacks_too_large", limit=limits.max_unpacked_mb)
    if len(parts_by_name(archive)) < len(parts):
        raise file_damaged(TWICE)
    room = limits.max_unpacked_mb * 10**6
    for part in parts:
        room -= _unpacked(archive, part, room, limits)
    return _notes([plain_name(part) for part in parts])


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int, limits: Limits) -> int:
    size, tail = 0, b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise refused("file_unpacks_too_large", limit=limits.max_unpacked_mb)
            window = tail + chunk
            (_look_at_small if len(window) < _SMALL else _look_at)(part.filename, window)
            tail = window[-_TAIL:]
    return size


def _look_at(name: str, window: bytes) -> None:
    """Raises FileRefused for what may not stand in a part by this name."""
    if name.lower().endswith((".xml", ".rels", ".vml")) and _DOCTYPE in window:
        raise file_damaged(NOT_ALLOWED)
    if name.lower() == "meta-inf/manifest.xml" and b"encryption-data" in window:  # how an OpenDocument file says it
        raise refused("password_protected")
    if is_hidden_part(name) and holds_personal_data(window):
        raise FileRefused(Suspicion("hidden_part", "likely").problem())


_look_at_small = lru_cache(256)(_look_at)  # the files of one program have the same small parts


def _notes(names: list[str]) -> list[Problem]:
    notes = []
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        notes.append(problem("macros_ignored"))
    if any(name.startswith("xl/externallinks/") for name in names):
        notes.append(problem("external_links_ignored"))
    return notes
