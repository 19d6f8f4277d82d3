"""One table's proposal in the making: its fields as they will stand in the layout, and what must be said about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from config.definitions import Alliance
from config.language import Text
from etl.layouts.filled import numbered_columns
from etl.layouts.roles import Role, value_rows
from etl.layouts.shape import Shape
from etl.layouts.wording import key, without_note
from etl.meaning.contents import Content


class Unnamed(LookupError):
    """A column that no layout could name."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must choose before the layout can be used.

    Attributes:
        path: the field of the table, as in `Table.open_fields`: "indicator", "signs.-".
        choices: what can be chosen, as it would be written.
        place: for an indicator that words tell: where these stand, as JSON of a `config.layout.Where`.
    """

    path: str
    text: Text
    choices: tuple[str, ...] = ()
    place: str = ""


@dataclass(slots=True, eq=False)
class Draft:
    """One table.

    Attributes:
        fields: of `config.layout.Table`, as JSON.
        said_by: what names the indicator: title, sheet, column, across, group; "" where nothing does.
        codes: the indicators that it is about.
        reasons: how it was understood.
        doubts: what is likely but not certain.
        columns: the columns of values (places in the surface) that are read.
        measures: headings beneath each period, of which one has been chosen.
        wanted: of several indicators that the title names, the one that this draft is about.
        also: the others, whose places the table has too.
        is_doubtful: the title says more than the indicator's name.
        places: all that the table speaks of, once looked for.
    """

    shape: Shape
    declared: Alliance
    roles: list[Role]
    fields: dict[str, Any] = field(default_factory=dict)
    said_by: str = ""
    codes: list[str] = field(default_factory=list)
    reasons: list[Text] = field(default_factory=list)
    doubts: list[Text] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    wanted: str = ""
    also: list[str] = field(default_factory=list)
    is_doubtful: bool = False
    places: set[str] | None = None

    @property
    def sheet(self) -> str:
        return self.shape.surface.sheet.name

    @property
    def key(self) -> str:
        """What it is called; of two that one table gives, each has a name of its own."""
        return key_of(self.shape) + (f"#{self.wanted}" if self.wanted else "")

    def role(self, kind: str) -> Role | None:
        """The first role of a kind."""
        return next((role for role in self.roles if role.kind == kind), None)

    def ask(self, path: str, text: Text, choices: Iterable[str] = (), place: dict[str, Any] | None = None) -> None:
        """Leave a field open."""
        self.questions.append(Question(path, text, tuple(choices), json.dumps(place) if place else ""))

    def head_row(self, row: int) -> int:
        """A row of headings, counted from 1, as layouts count them."""
        rows = self.shape.surface.rows
        return rows[row] - rows[self.shape.heads[0]] + 1

    def reference(self, column: int) -> str:
        """How a layout names a column: by its heading, or "#2" where it has none of its own.

        Raises:
            Unnamed: it has neither, being blank in the headings and the rows below them.
        """
        heading = without_note(self.shape.heading(column))
        if heading and self._is_alone(heading, column):
            return heading
        if self.shape.surface.columns[column] not in self._numbered:
            raise Unnamed
        return f"#{self._numbered.index(self.shape.surface.columns[column]) + 1}"

    def is_known(self, column: int) -> bool:
        """Whether a layout can name a column: it has a heading, or holds something right below the headings."""
        heading = without_note(self.shape.heading(column))
        is_named = bool(heading) and self._is_alone(heading, column)
        return is_named or self.shape.surface.columns[column] in self._numbered

    @property
    def _numbered(self) -> list[int]:
        surface = self.shape.surface
        top, first = surface.rows[self.shape.heads[0]], surface.rows[self.shape.heads[-1]] + 1
        return numbered_columns(surface.sheet, surface.columns, top, first)

    def place(self, role: Role) -> dict[str, Any]:
        """A field that stands in columns, as the layout says it."""
        where: dict[str, Any] = {"column": [self.reference(column) for column in role.columns]}
        return where | ({"fill_down": True} if role.is_filled_down else {})

    def _is_alone(self, heading: str, column: int) -> bool:
        surface = self.shape.surface
        others = (
            surface.words(row, other)
            for row in self.shape.heads
            for other in (*self.shape.labels, *self.shape.values)
            if other != column
        )
        return all(key(one) != key(heading) for one in others)


def key_of(shape: Shape) -> str:
    """What a table is called while a person looks at its proposal: "Tabel 1!A4", its sheet and first cell."""
    surface = shape.surface
    column = surface.sheet.columns[surface.columns[(shape.labels or shape.values)[0]]]
    return f"{surface.sheet.name}!{surface.sheet.address(column.letter, surface.rows[shape.heads[0]])}"


def begin(shape: Shape, declared: Alliance, roles: list[Role]) -> Draft:
    """A draft with what its shape alone says.

    Raises:
        Unnamed: a column of labels that no layout could name.
    """
    draft = Draft(shape, declared, roles, rows=value_rows(shape), columns=list(shape.values))
    draft.fields = {
        "sheets": [draft.sheet],
        "header_rows": draft.head_row(shape.heads[-1]),
        "ends_at_blank_row": not shape.has_gap,
    }
    if not all(draft.is_known(column) for role in roles for column in role.columns):
        raise Unnamed
    return draft


def heads_of(draft: Draft, column: int) -> tuple[Content, ...]:
    """The cells that name the period of a column; a merged one stands at the left of what it spans."""
    surface, parts = draft.shape.surface, []
    lowest = draft.shape.heads[-1]
    for row in draft.shape.period_rows:
        at = column
        while at > 0 and row < lowest and not surface.filled[row, at]:
            at -= 1
        parts.append(surface.content(row, at))
    return tuple(parts)


def wheres(draft: Draft) -> list[Any]:
    """The places of all fields found so far, dimensions among them."""
    return [*draft.fields.values(), *draft.fields.get("dimensions", {}).values()]
