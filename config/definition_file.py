"""The text of a definition file, read into plain values that still know their lines.

Values are read as they are written: `0751` stays text (no octal numbers), `nej` is a word, `2018-06-11` is a day.
Links within the file (`&`, `*`) and type marks (`!`) are not used, so that a small file cannot unfold into a huge one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from config.language import Text
from config.mistakes import Mistake, mistake

LARGEST = 1_000_000  # bytes; the largest of the demo's is under 20 kB
DEEPEST = 40

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: the value, and the line on which each part of it begins."""

    file: str
    value: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line_of(self, path: Path_) -> int | None:
        """The line of a part, or of the nearest part around it that stands in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_document(path: Path) -> Document | tuple[Mistake, ...]:
    """The file's value, or what hinders its being read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return (mistake("file_not_found", path.name, where=_FILE),)
    except OSError:
        return (mistake("file_not_readable", path.name, where=_FILE),)
    if len(content) > LARGEST:
        return (mistake("file_too_large", path.name, where=_FILE, fields={"limit": LARGEST // 1000}),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        shown = content.splitlines()[line - 1].decode("cp1252", "replace")
        return (mistake("file_encoding", path.name, where=_FILE, found=shown.strip(), line=line),)
    return read_text(text, path.name)


def read_text(text: str, file: str) -> Document | tuple[Mistake, ...]:
    """The value of a definition's text; the same as `read_document` for what is not a file yet."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return (mistake("file_blank", file, where=_FILE),)
        found = tuple(_mistakes(node, file))
        return found or Document(file, loader.construct_document(node), dict(_lines(node)))
    except yaml.MarkedYAMLError as error:
        return (_explain(error, text, file),)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return (mistake("control_character", file, where=_FILE, line=line),)


_FILE = Text("filen", "the file")


class _NotUsed(yaml.MarkedYAMLError):
    """Something that the language has and definitions do without."""


class _Loader(yaml.SafeLoader):
    """The safe loader with fewer surprises in what is a number, a day or a truth."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  (none of the parent's)
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _NotUsed(problem="link", problem_mark=event.start_mark)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotUsed(problem="too deep", problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:  # 2018-02-30: left as text, for the field to complain of
            return node.value


_DIGITS = "0123456789"
SHAPES = (  # what a bare word may be besides text, and the letters it can begin with
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9]\d{0,17})", list("-+" + _DIGITS)),
    ("float", r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf)|\.(?:nan|NaN)", list("-+." + _DIGITS)),
    ("timestamp", r"\d{4}-\d\d-\d\d", list(_DIGITS)),
)
for _tag, _shape, _first in SHAPES:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_shape})\Z", re.ASCII), _first)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_day)


def _mistakes(node: yaml.Node, file: str, path: Path_ = ()) -> Iterator[Mistake]:
    """Fields that stand twice, and names that are none."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _mistakes(item, file, (*path, number))
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            yield mistake("field_name", file, path, _FILE, line=line)
            continue
        below = (*path, key.value)
        if key.value in seen:
            fields = {"field": key.value, "first": seen[key.value]}
            yield mistake("field_twice", file, below, _FILE, key.value, line, fields=fields)
        seen.setdefault(key.value, line)
        yield from _mistakes(value, file, below)


def _lines(node: yaml.Node, path: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*path, number), item.start_mark.line + 1
            yield from _lines(item, (*path, number))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _lines(value, (*path, key.value))


_PROBLEMS = (  # what the reader of the text complains of, and what it comes to
    (r"found character '\\t'", "tab"),
    (r"found character|tag|link|alias|anchor|expected alphabetic|directive", "first_character"),
    (r"mapping values are not allowed", "colon"),
    (r"could not find expected ':'", "colon_missing"),
    (r"end of stream", "quote"),
    (r"expected ',' or", "bracket"),
    (r"unknown escape|escape sequence", "backslash"),
    (r"too deep", "too_deep"),
    (r"but found another document", "second_document"),
    (
        r"expected <block end>|sequence entries are not allowed|expected the node content|<document start>",
        "indentation",
    ),
)

_BEGINS = ("quote", "bracket", "colon_missing")  # found too late: told where the thing began


def _explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Mistake:
    problem = error.problem or ""
    code = next((code for shape, code in _PROBLEMS if re.search(shape, problem)), "writing")
    mark = error.context_mark if code in _BEGINS and error.context_mark else error.problem_mark
    if mark is None:
        return mistake("writing", file, where=_FILE)
    lines = text.splitlines() or [""]
    shown = lines[min(mark.line, len(lines) - 1)].strip()
    line, column = mark.line + 1, mark.column + 1
    return mistake(code, file, where=_FILE, found=shown, line=line, column=column, fields={"limit": DEEPEST})
