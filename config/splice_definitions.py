"""What stands, put into the text of a file that is behind: entries that say the same keep their lines and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from config.definition_fields import ENTRIES
from config.definition_file import Document, read_text
from config.definitions import Alliance
from config.read_definitions import understand
from config.write_definitions import definition_text, plain_document, written


class _Block(NamedTuple):
    """A field of the file, or an entry of one of its lists: its name or key, and its lines with the comment above."""

    name: str
    lines: list[str]


def spliced_text(text: str, declared: Alliance, remark: str = "") -> str:
    """The file's text with what has changed in it; written anew where that does not come to the same.

    Args:
        text: of a definition without mistakes.
        declared: what is to stand.
        remark: for a file that is written anew: see `definition_text`.
    """
    document = read_text(text, "")
    found = understand(document) if isinstance(document, Document) else None
    if isinstance(document, Document) and isinstance(found, Alliance):
        made = "".join(_spliced(text, document, plain_document(found), plain_document(declared)))
        again = read_text(made, "")
        if isinstance(again, Document) and understand(again) == declared:
            return made
    return definition_text(declared, remark)


def _spliced(text: str, document: Document, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """The file field by field, in its own order; new fields last."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = {str(path[0]): line - 1 for path, line in document.lines.items() if len(path) == 1}
    blocks = list(_blocks(lines, 0, len(lines), starts))
    for block in blocks:
        name = block.name
        if not name or before.get(name) == after.get(name):
            yield "".join(block.lines)
        elif name in after:
            yield "".join(_comment(block.lines))
            yield _list(name, block, document, before.get(name, []), after[name]) or written({name: after[name]})
    there = {block.name for block in blocks}
    for name in after:
        if name not in there:
            yield ("\n" if name in ENTRIES else "") + written({name: after[name]})


def _list(name: str, block: _Block, document: Document, before: Any, after: Any) -> str | None:
    """A list entry by entry; None for one that is none, or that is not written in lines of its own."""
    if name not in ENTRIES:
        return None
    key = ENTRIES[name][0]
    starts = {str(entry[key]): document.lines[name, place] for place, entry in enumerate(document.value[name])}
    first = document.lines[name,]
    if len(set(starts.values())) < len(starts) or first in starts.values():
        return None
    own = block.lines[len(_comment(block.lines)) :]
    blocks = {one.name: one for one in _blocks(own, 0, len(own), {one: line - first for one, line in starts.items()})}
    said = {entry[key]: entry for entry in before}
    made = [own[0]]
    space = ["\n"] if any(not one.lines[0].strip() for one in blocks.values() if one.name) else []
    for entry in after:
        kept = blocks.get(entry[key])
        if kept is not None and said.get(entry[key]) == entry:
            made += kept.lines
        else:
            made += _comment(kept.lines) if kept is not None else space
            made.append(written({name: [entry]}).partition("\n")[2])
    return "".join(made)


def _blocks(lines: Sequence[str], start: int, end: int, starts: dict[str, int]) -> Iterator[_Block]:
    """Lines cut where fields begin, the comment above each belonging to it; what stands before them all is nameless."""
    ordered = sorted(starts.items(), key=lambda one: one[1])
    cuts = [_above(lines, line, start) for _, line in ordered]
    if cuts and cuts[0] > start:
        yield _Block("", list(lines[start : cuts[0]]))
    for (name, _), cut, until in zip(ordered, cuts, [*cuts[1:], end], strict=True):
        yield _Block(name, list(lines[cut:until]))


def _above(lines: Sequence[str], line: int, start: int) -> int:
    """Where the comment and the blank lines above a line begin."""
    while line > start and _is_comment(lines[line - 1]):
        line -= 1
    return line


def _comment(lines: Sequence[str]) -> list[str]:
    """The comment and the blank lines that a block begins with."""
    count = next((number for number, line in enumerate(lines) if not _is_comment(line)), len(lines))
    return list(lines[:count])


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
