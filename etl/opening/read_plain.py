"""A small, plain workbook of which there is nothing to tell, read with each of its parts unpacked once.

Everything that `etl.opening.read_file` looks at is looked at here. Whatever is odd is left to it: so the two always
give the same.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, Any

from etl.opening.cells import Workbook
from etl.opening.file_type import archive_content
from etl.opening.letters import mend
from etl.opening.limits import Limits
from etl.opening.own_sheets import LISTS, TEMPLATE_MARK, TOLD
from etl.opening.quick_tags import NotPlain
from etl.opening.quick_xlsx import read_archive
from etl.opening.remarks import remarks
from etl.opening.sheet_xml import defines_name
from etl.opening.zip_check import check_archive
from etl.personal_data import personal_problems
from etl.problems.problem import FileRefused

MOST_UNPACKED = 8_000_000  # bytes of all parts

_ODD = (
    FileRefused, NotPlain, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, OverflowError,
    RuntimeError,
)  # fmt: skip


def read_plain(path: Path, filename: str, limits: Limits) -> Workbook | None:
    """The workbook; None for a file that `read_file` is to read."""
    if PurePosixPath(filename.replace("\\", "/")).suffix.lower() not in (".xlsx", ".xlsm"):
        return None
    try:
        with _Kept(path) as archive:
            kind = archive_content(archive)
            if kind not in ("xlsx", "xlsm") or check_archive(archive, limits) or defines_name(archive, TEMPLATE_MARK):
                return None
            workbook = Workbook(kind, read_archive(archive, limits))
    except _ODD:
        return None
    if any(sheet.name == LISTS or set(TOLD) <= set(sheet.texts) for sheet in workbook.sheets):
        return None  # perhaps a template
    has_more_to_tell = personal_problems(workbook, filename) or [*mend(workbook), *remarks(workbook)]
    return None if has_more_to_tell else workbook


class _Kept(zipfile.ZipFile):
    """An archive that keeps what it has unpacked.

    Raises:
        NotPlain: it begins with something else, or there is more to unpack than a small file has.
    """

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        if not content.startswith(b"PK"):
            raise NotPlain
        super().__init__(io.BytesIO(content))
        self._unpacked: dict[int, bytes] = {}
        self._room = MOST_UNPACKED

    def open(self, name: Any, mode: Any = "r", pwd: Any = None, *, force_zip64: bool = False) -> IO[bytes]:
        part = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if part.header_offset not in self._unpacked:
            with super().open(part) as file:
                content = file.read(self._room + 1)
            self._room -= len(content)
            if self._room < 0:
                raise NotPlain
            self._unpacked[part.header_offset] = content
        return io.BytesIO(self._unpacked[part.header_offset])
