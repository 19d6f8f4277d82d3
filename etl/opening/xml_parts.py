"""Reading the XML parts of a zipped workbook as a stream: names and attributes, no entities, no document type."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from etl.opening.zip_check import NOT_ALLOWED, file_damaged

Start = Callable[[str, list[str]], None]

_PIECE = 1 << 20  # bytes parsed at a time
_TAIL = 2048
_SMALL = 1 << 16  # bytes of a part that is taken apart once, however often it is asked for


def new_parser(start: Start) -> expat.XMLParserType:
    """A parser that calls `start(name, [attribute, value, ...])`.

    It refuses a document type, so that no entity can be defined.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def parse_part(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    parser: expat.XMLParserType,
    look: Callable[[bytes], None] | None = None,
) -> None:
    """Raises FileRefused where the part is not well-formed, or holds what cannot stand there.

    Args:
        look: is given every piece before it is parsed, and the last bytes of the piece before it once more.
    """
    with archive.open(part) as file:
        _parse(file, parser, look)


def _parse(file: IO[bytes], parser: expat.XMLParserType, look: Callable[[bytes], None] | None = None) -> None:
    tail = b""
    try:
        while piece := file.read(_PIECE):
            if look is not None:
                look(tail + piece)
                tail = piece[-_TAIL:]
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that does not exist
        raise file_damaged() from error


def elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part, in order: (name, attributes), both without their prefixes; not to be changed."""
    if part.file_size > _SMALL:
        return _elements(lambda parser: parse_part(archive, part, parser))
    return _elements_of(archive.read(part))


@lru_cache(64)  # the files of one program have the same small parts
def _elements_of(content: bytes) -> list[tuple[str, dict[str, str]]]:
    return _elements(lambda parser: _parse(io.BytesIO(content), parser))


def _elements(parse: Callable[[expat.XMLParserType], None]) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: list[str]) -> None:
        found.append((local(name), {local(key): value for key, value in pairs(attributes).items()}))

    parse(new_parser(start))
    return found


def pairs(attributes: list[str]) -> dict[str, str]:
    """[name, value, name, value] as a dictionary."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def local(name: str) -> str:
    """A name without its prefix: "x:row" is "row"."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise file_damaged(NOT_ALLOWED)
