"""What a person has chosen while looking at how a file is read, and what becomes of the layout with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from config.layout import Layout, Table

Path = tuple[str, ...]  # a field of a table: ("indicator",), ("signs", "-"), ("indicator", "words", "Antal")

HEAD: Path = ("head",)  # of a sheet, not of a table: where its headings stand

MOST = 400  # choices in one file
_LONGEST = 2000  # of one choice as JSON
_KEPT = {"signs", "numbers"}  # whatever the table turns out to be about


@dataclass(slots=True)
class Answers:
    """Choices by table; a table is named by its first cell ("Tabel 1!A4"), or by its number in a known layout ("0").

    Attributes:
        about: table -> the indicator it is about; "" where it is not to be read.
        chosen: table -> field -> the value as JSON has it.
        heads: sheet -> the row in which its headings stand.
    """

    about: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, dict[Path, Any]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)

    def choose(self, table: str, path: Path, value: Any, is_proposed: bool) -> None:
        """Take one choice; with another indicator a proposed table is understood anew.

        Args:
            is_proposed: the layout is a proposal, and none that is known.
        """
        if path == HEAD:
            self._point(table, value)
        elif path == ("indicator",) and is_proposed and (value is None or _fixed(value) is not None):
            if self.about.get(table) != (_fixed(value) or ""):
                self.chosen[table] = {p: v for p, v in self.chosen.get(table, {}).items() if p[0] in _KEPT}
            self.about[table] = _fixed(value) or ""
        else:
            self.chosen.setdefault(table, {})[path] = value

    def _point(self, sheet: str, row: Any) -> None:
        """At other headings, or at those that were found; what was chosen for the sheet's tables before goes."""
        self.heads.pop(sheet, None)
        if isinstance(row, int) and not isinstance(row, bool):
            self.heads[sheet] = row
        for chosen in (self.about, self.chosen):
            for key in [key for key in chosen if key.startswith(f"{sheet}!")]:
                del chosen[key]

    def of(self, tables: Iterable[str]) -> dict[Path, Any]:
        """What was chosen for a table of the layout, by any of the names it has in the file."""
        return {path: value for key in tables for path, value in self.chosen.get(key, {}).items()}

    @classmethod
    def of_fields(cls, fields: Iterable[tuple[str, list[str]]], is_proposed: bool) -> Answers:
        """What the fields of the page's form say, in the order in which they were chosen; strange ones say nothing."""
        answers = cls()
        for name, values in list(fields)[-MOST:]:
            choice = read_choice(name, values)
            if choice is not None:
                answers.choose(*choice, is_proposed)
        return answers


def _fixed(value: Any) -> str | None:
    fixed = value.get("fixed") if isinstance(value, dict) else None
    return fixed if isinstance(fixed, str) else None


def with_answers(layout: Layout, owners: list[list[str]], answers: Answers) -> Layout:
    """The layout with what was chosen written into it; a choice that fits no layout is left aside.

    Args:
        owners: for each of its tables the names that the answers may have it by.
    """
    entry = layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for number, keys in enumerate(owners):
        for path, value in answers.of(keys).items():
            before = json.dumps(entry["tables"][number])
            _put(entry["tables"][number], path, value)
            _settle_values(entry["tables"][number], layout.tables[number])
            if not _is_table(entry["tables"][number]):
                entry["tables"][number] = json.loads(before)
    return Layout.model_validate(entry)


def _put(table: dict[str, Any], path: Path, value: Any) -> None:
    *way, last = path
    if way[:1] == ["indicator"] and isinstance(value, dict) and "word" in value:
        _put_word(table, last, value)
        return
    place: Any = table
    for part in way:
        if not isinstance(place.get(part), dict):
            place[part] = {}
        place = place[part]
    place[last] = value


def _put_word(table: dict[str, Any], text: str, value: dict[str, Any]) -> None:
    """One text that stands for an indicator, or for none; `place`: where the texts stand, if that is new."""
    where = table.get("indicator")
    if not isinstance(where, dict) or where.get("fixed"):
        where = dict(value.get("place") or {})
    words = dict(where.get("words", {}))
    words.pop(text, None)
    if value["word"]:
        words[text] = value["word"]
    table["indicator"] = where | {"words": words, "others": "leave_out"} if words else None


def _settle_values(table: dict[str, Any], before: Table) -> None:
    """Values stand in one column, or across: never both, never neither."""
    fields = [table.get(name) for name in ("indicator", "area", "period", "status")]
    is_across = any(isinstance(where, dict) and where.get("across") for where in [*fields, *_dimensions(table)])
    if is_across:
        table.pop("value", None)
    elif not table.get("value") and before.value:
        table["value"] = list(before.value)


def _dimensions(table: dict[str, Any]) -> list[Any]:
    return list((table.get("dimensions") or {}).values())


def _is_table(entry: dict[str, Any]) -> bool:
    try:
        Table.model_validate(entry)
    except ValidationError:
        return False
    return True


def read_choice(name: str, values: list[str]) -> tuple[str, Path, Any] | None:
    """One field of the page's form: `["Tabel 1!A4", ["signs", "-"]]` and its value, both JSON; None for any other.

    A name with a third part "several" is that of check boxes: all that are ticked together are one choice.
    """
    try:
        key = json.loads(name)
        read = [json.loads(value) for value in values if value]
    except ValueError:
        return None
    is_ours = isinstance(key, list) and len(key) in (2, 3) and isinstance(key[0], str) and isinstance(key[1], list)
    if not is_ours or not key[1] or not all(isinstance(part, str) for part in key[1]):
        return None
    if sum(map(len, values)) + len(name) > _LONGEST:
        return None
    if len(key) == 3:
        return key[0], tuple(key[1]), [one for one in read if isinstance(one, str)]
    return (key[0], tuple(key[1]), read[0]) if read else None
