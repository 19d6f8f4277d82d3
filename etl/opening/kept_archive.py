"""A small zip archive that keeps what it has unpacked; what others of its batch have unpacked is not unpacked again."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any, NamedTuple

from etl.opening.quick_tags import NotPlain

MOST_UNPACKED = 8_000_000  # bytes of all parts
_HEADER = 30  # bytes before a part's name
_USUAL_FLAGS = 0x080E  # how hard it was packed, sizes that follow, a name in UTF-8
_SHARED = 1 << 14  # bytes of a part that may be the same in another file


class Unpacked(NamedTuple):
    """A part's content, and its checksum."""

    content: bytes
    checksum: int


class Kept(zipfile.ZipFile):
    """An archive that is open.

    Args:
        shared: what was unpacked, by the packed bytes; added to.

    Raises:
        NotPlain: it begins with something else, or there is more to unpack than a small file has.
    """

    def __init__(self, path: Path, shared: dict[bytes, Unpacked]) -> None:
        self._bytes = path.read_bytes()
        if not self._bytes.startswith(b"PK"):
            raise NotPlain
        super().__init__(io.BytesIO(self._bytes))
        self._shared = shared
        self._contents: dict[int, bytes] = {}
        self._room = MOST_UNPACKED

    def open(self, name: Any, mode: Any = "r", pwd: Any = None, *, force_zip64: bool = False) -> IO[bytes]:
        return io.BytesIO(self.read(name))

    def read(self, name: Any, pwd: Any = None) -> bytes:
        part = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if part.header_offset not in self._contents:
            content = self._quickly(part)
            if content is None:
                with super().open(part) as file:
                    content = file.read(self._room + 1)
            self._room -= len(content)
            if self._room < 0:
                raise NotPlain
            self._contents[part.header_offset] = content
        return self._contents[part.header_offset]

    def _quickly(self, part: zipfile.ZipInfo) -> bytes | None:
        """The content of a part that is written the usual way, whole and unchanged; None for every other one."""
        at = part.header_offset
        header = self._bytes[at : at + _HEADER]
        begin = at + _HEADER + int.from_bytes(header[26:28], "little")
        name = self._bytes[at + _HEADER : begin]
        begin += int.from_bytes(header[28:30], "little")
        packed = self._bytes[begin : begin + part.compress_size]
        is_usual = part.compress_type == zipfile.ZIP_DEFLATED and not part.flag_bits & ~_USUAL_FLAGS
        if not (is_usual and header[:4] == b"PK\3\4" and name == part.orig_filename.encode()):
            return None
        if len(packed) != part.compress_size or not name.isascii():
            return None
        found = self._shared.get(packed)
        if found is None:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            content = inflater.decompress(packed, self._room + 1)
            if not inflater.eof:
                return None
            found = Unpacked(content, zlib.crc32(content))
            if len(content) < _SHARED:
                self._shared[packed] = found
        return found.content if (len(found.content), found.checksum) == (part.file_size, part.CRC) else None
