"""One thing that a person can choose about how a table is read: a native select, or check boxes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from config.language import Text
from etl.mapping.answers import Path


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is JSON, as the layout will hold it."""

    value: str
    label: Text


@dataclass(slots=True)
class Control:
    """A choice.

    Attributes:
        table: by its first cell, as in `Answers`.
        path: the field of the table.
        value: what holds now; "" where nothing does yet.
        ticked: for check boxes: those that are.
        is_open: it must be chosen before the file can be read.
    """

    table: str
    path: Path
    label: Text
    options: list[Option]
    value: str = ""
    is_several: bool = False
    ticked: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def name(self) -> str:
        """What the form calls it."""
        return as_json([self.table, list(self.path), *(["several"] if self.is_several else [])])

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "field": self.path[0],
            "label": self.label.to_json(),
            "options": [[option.value, option.label.to_json()] for option in self.options],
            "value": self.value,
            "several": self.is_several,
            "ticked": list(self.ticked),
            "open": self.is_open,
        }


@dataclass(slots=True)
class TableControls:
    """All that can be chosen about one table.

    Attributes:
        key: its first cell.
        where: sheet and cells, for people: "Tabel 1, A4:F20".
        title: the text above it.
    """

    key: str
    where: str
    title: str
    controls: list[Control] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        controls = [control.to_json() for control in self.controls]
        return {"key": self.key, "where": self.where, "title": self.title, "controls": controls}


def as_json(value: Any) -> str:
    """JSON with its keys in order, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def option(value: Any, da: str, en: str | None = None) -> Option:
    return Option(as_json(value), Text(da, da if en is None else en))
