"""Finding what partners have put in their folders: `<inbox>/<alliance>/<organisation>/`.

Unchanged files are not opened: size and time of change tell; where they differ, the bytes' SHA-256 decides.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from config.personal_numbers import masked
from store.runs import KnownFile

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".json", ".jsonstat")
STILL_BEING_WRITTEN = 2.0  # seconds since the last change


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a partner's folder.

    Attributes:
        source: its name in the store, `inbox/<file name>`; a CPR number in it is blotted out.
        is_known: size and time are those that were seen last, and it was dealt with then.
        last: what was seen last.
    """

    organisation_id: int
    alliance: str
    organisation: str
    path: Path
    source: str
    size: int
    modified_ns: int
    is_known: bool
    last: KnownFile | None = None


def collect(
    inbox: Path,
    organisations: list[tuple[int, str, str]],
    known: dict[tuple[int, str], KnownFile],
    former: Mapping[int, Sequence[tuple[str, str]]] = MappingProxyType({}),
) -> Iterator[Found]:
    """Every file in the folders of these organisations (number, alliance, organisation), by name.

    Hidden files, links, folders, other kinds of file and those still being written are passed by.

    Args:
        former: folders (alliance, organisation) from before a renaming, which a partner may not know of. A file of the
            same name in the present folder counts instead.
    """
    for number, alliance, organisation in organisations:
        entries: dict[str, os.DirEntry[str]] = {}
        for names in ((alliance, organisation), *former.get(number, ())):
            for entry in _entries(inbox.joinpath(*names)):
                entries.setdefault(entry.name, entry)
        for entry in sorted(entries.values(), key=lambda one: one.name):
            facts = entry.stat(follow_symlinks=False)
            source = f"inbox/{masked(_as_text(entry.name))}"
            last = known.get((number, source))
            yield Found(
                organisation_id=number,
                alliance=alliance,
                organisation=organisation,
                path=Path(entry.path),
                source=source,
                size=facts.st_size,
                modified_ns=facts.st_mtime_ns,
                is_known=last is not None
                and (last.size, last.modified_ns) == (facts.st_size, facts.st_mtime_ns)
                and last.outcome != "failed",
                last=last,
            )


def make_inboxes(inbox: Path, organisations: list[tuple[int, str, str]]) -> None:
    """A folder for each organisation that delivers, so that a person finds the place to put the file."""
    for _, alliance, organisation in organisations:
        (inbox / alliance / organisation).mkdir(parents=True, exist_ok=True)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                is_file = entry.is_file(follow_symlinks=False) and not entry.name.startswith((".", "~$"))
                if is_file and entry.name.lower().endswith(ENDINGS) and _is_settled(entry):
                    yield entry
    except FileNotFoundError:
        return


def _as_text(name: str) -> str:
    """A file's name; bytes in it that are no characters (a disk of another age) become the sign for that."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_settled(entry: os.DirEntry[str]) -> bool:
    return time.time() - entry.stat(follow_symlinks=False).st_mtime >= STILL_BEING_WRITTEN
