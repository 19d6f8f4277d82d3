"""A small, plain workbook of which there is nothing to tell, read with each of its parts unpacked once.

Everything that `etl.opening.read_file` looks at is looked at here. Whatever is odd is left to it: so the two always
give the same.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from config.personal_numbers import BLOT
from etl.opening.cells import Format, Workbook
from etl.opening.file_type import archive_content
from etl.opening.kept_archive import Kept, Unpacked
from etl.opening.letters import mend
from etl.opening.limits import Limits
from etl.opening.own_sheets import LISTS, OWN, TEMPLATE_MARK, TOLD
from etl.opening.quick_batch import RawSheet, is_simple, read_simple
from etl.opening.quick_tags import NotPlain
from etl.opening.quick_xlsx import read_archive, unpack_only_sheet
from etl.opening.remarks import remarks
from etl.opening.sheet_xml import defines_name
from etl.opening.zip_check import check_archive
from etl.personal.innocent import Innocence
from etl.personal_data import personal_problems
from etl.problems.problem import FileRefused

_ODD = (
    FileRefused, NotPlain, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, OverflowError,
    RuntimeError,
)  # fmt: skip


def read_plain(path: Path, filename: str, limits: Limits) -> Workbook | None:
    """The workbook; None for a file that `read_file` is to read."""
    try:
        with Kept(path, {}) as archive:
            kind = _plain_kind(archive, filename, limits)
            workbook = None if kind is None else Workbook(kind, read_archive(archive, limits))
    except _ODD:
        return None
    return workbook if workbook is not None and _is_untold(workbook, filename) else None


def read_plain_ones(files: Sequence[tuple[Path, str]], limits: Limits) -> dict[int, Workbook]:
    """The same of several files (path and name), by their places; the sheets of most of them are read as one."""
    unpacked: dict[bytes, Unpacked] = {}
    raw: dict[int, tuple[Format, RawSheet]] = {}
    found: dict[int, Workbook | None] = {}
    for place, (path, filename) in enumerate(files):
        try:
            one = _unpack(path, filename, limits, unpacked)
        except _ODD:
            continue
        if one is None:
            found[place] = read_plain(path, filename, limits)
        else:
            raw[place] = one
    innocence = Innocence()
    for place, sheet in zip(raw, read_simple([one for _, one in raw.values()], limits), strict=True):
        path, filename = files[place]
        if sheet is None:
            found[place] = read_plain(path, filename, limits)
            continue
        workbook = Workbook(raw[place][0], [sheet])
        is_innocent = BLOT not in filename and sheet.name not in OWN and innocence.of(sheet)
        if not _may_be_template(workbook) if is_innocent else _is_untold(workbook, filename):
            found[place] = workbook
    return {place: one for place, one in sorted(found.items()) if one is not None}


def _unpack(
    path: Path, filename: str, limits: Limits, unpacked: dict[bytes, Unpacked]
) -> tuple[Format, RawSheet] | None:
    """The one simple sheet of a workbook; None where it is to be looked at by itself."""
    with Kept(path, unpacked) as archive:
        kind = _plain_kind(archive, filename, limits)
        raw = None if kind is None else unpack_only_sheet(archive)
    return None if kind is None or raw is None or not is_simple(raw) else (kind, raw)


def _plain_kind(archive: zipfile.ZipFile, filename: str, limits: Limits) -> Format | None:
    if PurePosixPath(filename.replace("\\", "/")).suffix.lower() not in (".xlsx", ".xlsm"):
        return None
    kind = archive_content(archive)
    if kind not in ("xlsx", "xlsm") or check_archive(archive, limits) or defines_name(archive, TEMPLATE_MARK):
        return None
    return kind


def _is_untold(workbook: Workbook, filename: str) -> bool:
    """Whether there is nothing to tell of it."""
    if _may_be_template(workbook):
        return False
    return not (personal_problems(workbook, filename) or [*mend(workbook), *remarks(workbook)])


def _may_be_template(workbook: Workbook) -> bool:
    return any(sheet.name == LISTS or set(TOLD) <= set(sheet.texts) for sheet in workbook.sheets)
