"""The container of older Office files (and of password-protected newer ones): which streams it has, and their bytes.

After [MS-CFB], Compound File Binary File Format; only what is needed to look inside before another reader does.
"""

from __future__ import annotations

import struct

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_END = 0xFFFFFFFA  # this and above: no sector
_HEADER, _ENTRY = 512, 128
_STREAM, _ROOT = 2, 5


class OleDamaged(ValueError):
    """The container's own bookkeeping does not add up."""


class OleFile:
    """One container, wholly in memory.

    Args:
        data: the bytes of the file.

    Raises:
        OleDamaged: header, sector table or directory cannot be followed.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        if len(data) < _HEADER:
            raise OleDamaged
        header = struct.unpack_from("<8s16xHHHHH6xIIIIIIIII", data)
        magic, _, _, byte_order, shift, mini_shift, _, tables, directory, _, cutoff, mini, minis, more, mores = header
        if magic != OLE_MAGIC or byte_order != 0xFFFE or shift not in (9, 12) or mini_shift != 6:
            raise OleDamaged
        if max(tables, minis, mores) > len(data) >> shift:  # readers set aside memory for as many as it claims
            raise OleDamaged
        self._size, self._mini_size, self._cutoff = 1 << shift, 1 << mini_shift, cutoff
        self._table = self._sector_table(more)
        self._entries = self._directory(directory)
        self._mini_table = _numbers(self._chain(mini))

    def names(self) -> list[str]:
        """The names of all streams."""
        return list(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of one stream.

        Raises:
            KeyError: no such stream.
            OleDamaged: its sectors cannot be followed.
        """
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        container, pieces = self._chain(self._root), []
        for sector in self._follow(start, self._mini_table):
            pieces.append(container[sector * self._mini_size : (sector + 1) * self._mini_size])
        return b"".join(pieces)[:size]

    def _sector_table(self, more: int) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self._data, 76))
        seen = 0
        while more < _END:
            numbers = _numbers(self._sector(more))
            listed += numbers[:-1]
            more, seen = numbers[-1], seen + 1
            if seen > len(self._data) // self._size:
                raise OleDamaged
        return _numbers(b"".join(self._sector(sector) for sector in listed if sector < _END))

    def _directory(self, start: int) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        data = self._chain(start)
        self._root = _END
        for offset in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, offset + 64)
            first, size = struct.unpack_from("<II", data, offset + 116)
            if kind == _ROOT:
                self._root = first
            if kind == _STREAM:
                entries[data[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")] = (
                    first,
                    size,
                )
        return entries

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._follow(start, self._table))

    @staticmethod
    def _follow(start: int, table: tuple[int, ...]) -> list[int]:
        sectors: list[int] = []
        while start < _END:
            if start >= len(table) or len(sectors) > len(table):  # beyond the file, or in a circle
                raise OleDamaged
            sectors.append(start)
            start = table[start]
        return sectors

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start + 4 > len(self._data):  # beyond the file, or too short to hold one number
            raise OleDamaged
        return self._data[start : start + self._size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
