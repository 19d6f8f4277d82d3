"""The received files, byte for byte as they came, under names of our own."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20


class TooLarge(Exception):
    """More bytes came than one file may have."""


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes on disk that no submission points at yet."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes on their way to the disk."""

    file: BinaryIO
    path: Path
    sha256: str
    size: int


class Files:
    """A folder of received files, one for each submission, named by its token."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def receive(self, stream: BinaryIO, most: int) -> Received:
        """Write a stream to disk piece by piece, never holding more than one piece.

        Raises:
            TooLarge: as soon as more than `most` bytes have come; what was written is removed.
        """
        return self.settle(self.write(stream, most))

    def write(self, stream: BinaryIO, most: int) -> Written:
        """The same, but the bytes may be lost until `settle`. Many files are all written before the first is settled:
        while the disk is busy with one it takes the others along, in a third of the time.

        Raises:
            TooLarge: as `receive`.
        """
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix=".receiving-", dir=self.folder)
        file = os.fdopen(handle, "wb")
        try:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > most:
                    raise TooLarge
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)  # has the disk begin, and waits for nothing
        except BaseException:
            _give_up(file, Path(name))
            raise
        return Written(file, Path(name), digest.hexdigest(), size)

    def settle(self, written: Written) -> Received:
        """Wait until bytes are safe on the disk.

        Raises:
            OSError: they cannot be; they are removed.
        """
        try:
            os.fsync(written.file.fileno())
            written.file.close()
        except BaseException:
            self.drop(written)
            raise
        return Received(written.path, written.sha256, written.size)

    def drop(self, written: Written) -> None:
        """They are not wanted."""
        _give_up(written.file, written.path)

    def keep(self, received: Received, token: str) -> Path:
        """Give received bytes their submission's name."""
        os.rename(received.path, kept := self.path_of(token))
        return kept

    def path_of(self, token: str) -> Path:
        return self.folder / f"{token}.bin"

    def annotated_path_of(self, token: str) -> Path:
        """Where the copy with its mistakes marked lies, or the list of them; not every file has one."""
        return self.folder / f"{token}.annotated.xlsx"

    def delete(self, token: str) -> None:
        self.path_of(token).unlink(missing_ok=True)
        self.annotated_path_of(token).unlink(missing_ok=True)


def _give_up(file: BinaryIO, path: Path) -> None:
    path.unlink(missing_ok=True)
    with suppress(OSError):  # what is not written yet has no room
        file.close()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that others may be reading: they see the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
