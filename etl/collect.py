"""Finding what partners have put in their folders: `<inbox>/<alliance>/<organisation>/`.

Unchanged files are not opened: size and time of change tell; where they differ, the bytes' SHA-256 decides. Of a folder
that is in every respect as it was when all its files were unchanged, the store is not even asked about each file.
"""

from __future__ import annotations

import marshal
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from config.personal_numbers import masked
from etl.problems.problem import Problem, problem, refused
from etl.sources.endings import is_sheet
from store.files import Files, Received, TooLarge, Written
from store.known_files import KnownFile

INBOX = "inbox/"  # before a file's name, in what the store calls it
_PLAIN = "plain:"  # before the footprint of a folder that holds partners' files and nothing else, by plain names
_TOLD_EVERY_NIGHT = ("awaiting_confirmation", "rejected")  # see `etl.outcomes.still_unsettled`
STILL_BEING_WRITTEN = 2.0  # seconds since the last change
CLOCKS_APART = 300.0  # seconds; a file from further ahead was given a wrong time, and is taken

Entry = tuple[str, int, int, int]  # name, size, time of change, kind
Folders = list[tuple[str, list[Entry]]]
KnownFiles = Mapping[tuple[int, str], KnownFile]


class Found(NamedTuple):
    """A file of a partner's.

    Attributes:
        source: its name in the store, `inbox/<file name>`; a CPR number in it is blotted out.
        is_known: it is as it was seen last, and it was dealt with then.
        last: what was seen last.
        path: where it lies, in an inbox.
        mark: what its server calls this version.
        received: its bytes, where they have been fetched already.
        problem: why it could not be fetched.
    """

    organisation_id: int
    alliance: str
    organisation: str
    source: str
    filename: str
    size: int
    modified_ns: int
    is_known: bool
    last: KnownFile | None = None
    path: str = ""
    mark: str = ""
    received: Received | None = None
    problem: Problem | None = None


def collect(
    inbox: Path,
    organisations: list[tuple[int, str, str]],
    known: Callable[[int], KnownFiles],
    former: Mapping[int, Sequence[tuple[str, str]]] = MappingProxyType({}),
    footprints: Mapping[int, str] = MappingProxyType({}),
    quiet: Callable[[int, str], None] = lambda number, footprint: None,
) -> Iterator[Found]:
    """Every file in the folders of these organisations (number, alliance, organisation).

    Hidden files, links, folders, other kinds of file and those still being written are passed by.

    Args:
        known: what is known of an organisation's files; asked where its folder is not as it was.
        former: folders (alliance, organisation) from before a renaming, which a partner may not know of. A file of the
            same name in the present folder counts instead.
        footprints: of organisations in whose folder all files were unchanged, what it was.
        quiet: told an organisation and the footprint of its folder, where all files are unchanged.
    """
    for number, alliance, organisation in organisations:
        try:
            folders = [
                (folder, entries)
                for names in ((alliance, organisation), *former.get(number, ()))
                if (entries := _entries(folder := os.path.join(inbox, *names)))
            ]
        except OSError:  # a share that is gone, a folder that may not be read: the others are fetched all the same
            why = problem("source_failed")
            yield Found(number, alliance, organisation, INBOX[:-1], "", 0, 0, False, problem=why)
            continue
        if not folders:
            continue
        footprint = _footprint(folders)
        if footprint == footprints.get(number, "").removeprefix(_PLAIN):
            yield from _unchanged(number, alliance, organisation, folders, footprints[number].startswith(_PLAIN))
            continue
        files, wanted, is_quiet = known(number), _of_partners(folders), True
        for name, (folder, (_, size, modified_ns, _)) in sorted(wanted.items()):
            source = _source(name)
            last = files.get((number, source))
            is_known = (
                last is not None and (last.size, last.modified_ns) == (size, modified_ns) and last.outcome != "failed"
            )
            is_quiet = is_quiet and is_known and last is not None and last.outcome not in _TOLD_EVERY_NIGHT
            path = os.path.join(folder, name)
            yield Found(number, alliance, organisation, source, name, size, modified_ns, is_known, last, path)
        if is_quiet:
            is_plain = len(wanted) == len(folders[0][1]) and all(_source(name) == INBOX + name for name in wanted)
            quiet(number, _PLAIN + footprint if len(folders) == 1 and is_plain else footprint)


def make_inboxes(inbox: Path, organisations: list[tuple[int, str, str]]) -> None:
    """A folder for each organisation that delivers, so that a person finds the place to put the file."""
    for _, alliance, organisation in organisations:
        folder = os.path.join(inbox, alliance, organisation)
        if not os.path.isdir(folder):
            with suppress(OSError):  # something else stands in its place: `collect` tells of it
                os.makedirs(folder, exist_ok=True)


def receive_found(found: Found, files: Files, most: int) -> Received:
    """The bytes of a file in an inbox, on our disk.

    Raises:
        FileRefused: larger than `most` bytes, or another when it had been read than when it was found.
        OSError: it cannot be read, or a link stands in its place by now.
    """
    return files.settle(write_found(found, files, most))


def write_found(found: Found, files: Files, most: int) -> Written:
    """The same, on their way to our disk; see `Files.write`."""
    handle = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as stream:
        try:
            written = files.write(stream, most)
        except TooLarge:
            raise refused("source_too_large", limit=most >> 20) from None
        facts = os.fstat(handle)
    if (written.size, facts.st_size, facts.st_mtime_ns) != (found.size, found.size, found.modified_ns):
        files.drop(written)
        raise refused("source_changing")
    return written


def _entries(folder: str) -> list[Entry]:
    """All that lies in a folder and is not just being written; nothing where there is no folder.

    Raises:
        OSError: the folder cannot be read.
    """
    now = time.time_ns()
    latest, ahead = now - int(STILL_BEING_WRITTEN * 1e9), now + int(CLOCKS_APART * 1e9)
    while True:
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            return []
        with entries, suppress(FileNotFoundError):  # one was moved away just now: look again
            return [
                (entry.name, facts.st_size, changed, facts.st_mode)
                for entry in entries
                if (changed := (facts := entry.stat(follow_symlinks=False)).st_mtime_ns) <= latest or changed > ahead
            ]


def _unchanged(number: int, alliance: str, organisation: str, folders: Folders, is_plain: bool) -> Iterator[Found]:
    """The files of folders that are as they were; of plain ones all, under their own names."""
    if not is_plain:
        for name, (_, entry) in sorted(_of_partners(folders).items()):
            yield Found(number, alliance, organisation, _source(name), name, entry[1], entry[2], True)
        return
    make = tuple.__new__  # what the class does itself, a third of the time
    yield from [
        make(Found, (number, alliance, organisation, INBOX + name, name, size, changed, True, None, "", "", None, None))
        for name, size, changed, _ in folders[0][1]
    ]


def _footprint(folders: Folders) -> str:
    """Tells whether anything at all is otherwise in these folders."""
    return blake2b(marshal.dumps(folders, 2), digest_size=20).hexdigest()


def _of_partners(folders: Folders) -> dict[str, tuple[str, Entry]]:
    """The files that count, by name, each with its folder; of those of one name the first."""
    first: dict[str, tuple[str, Entry]] = {}
    for folder, entries in folders:
        for entry in entries:
            name, _, _, mode = entry
            if stat.S_ISREG(mode) and is_sheet(name):
                first.setdefault(name, (folder, entry))
    return first


def _source(name: str) -> str:
    """What the store calls a file; bytes in its name that are no characters become the sign for that."""
    return INBOX + masked(name if name.isascii() else os.fsencode(name).decode("utf-8", "replace"))
