"""What a layout declares: where, in one partner's own kind of spreadsheet, each field of an observation stands.

A layout is data: one YAML file in `config/layouts/`, or the same stored from the browser. Headings, sheet names and
words are compared without case, blanks and footnote marks; nothing depends on row numbers or column letters.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from config.entries import Entry, Period, Slug, Words
from config.indicator import PeriodType

Sign = Literal["zero", "missing", "not_applicable", "nothing_to_report", "suppressed", "not_yet"]
Status = Literal["final", "provisional", "estimate", "projection"]
Level = Literal["country", "region", "municipality", "own"]
SHAPE = ("indicator", "area", "period")  # the fields whose place can be anything


def _several(value: Any) -> Any:
    """One may stand alone; YAML reads a year as a number."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        value = [value]
    return [str(one) if isinstance(one, int | float) else one for one in value] if isinstance(value, list) else value


def _numbers(value: Any) -> Any:
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


def _worded(value: Any) -> Any:
    return {str(key): word for key, word in value.items()} if isinstance(value, dict) else value


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text_ = Annotated[str, BeforeValidator(_word)]
Texts = Annotated[tuple[Text_, ...], BeforeValidator(_several)]
Factor = Annotated[float, Field(gt=0)]
HeadingRows = Annotated[tuple[Annotated[int, Field(ge=1, le=9)], ...], BeforeValidator(_numbers)]
Dictionary = Annotated[dict[str, Text_], BeforeValidator(_worded)]


class Where(Entry):
    """Where one field stands: in exactly one of `column`, `across`, `sheet`, `title`, `group` and `fixed`.

    Attributes:
        column: heading of a column; several are read together ("2024" and "1. kvartal"). "#2" is the table's second
            column that holds anything, for columns without a heading.
        across: row of headings above the values, counted from 1; several are read together.
        sheet: the sheet's name says it.
        title: a text above the table says it.
        group: a row that holds only a text says it for the rows below.
        fixed: the same throughout.
        fill_down: a blank cell means the same as above.
        words: what is written -> what it means; a blank meaning is "all together" (dimensions).
        year, year_column: months or quarters stand here; their year stands in the sheet's name, in the title, or in
            the column with this heading.
        within: the period (or the word) stands among other words: "Antal 2021"; `beside` is what these may be.
        others: what is not in `words` is read as usual, or left out.
    """

    column: Texts = ()
    across: HeadingRows = ()
    sheet: bool = False
    title: bool = False
    group: bool = False
    fixed: Text_ | None = None
    fill_down: bool = False
    words: Dictionary = Field(default_factory=dict)
    year: Literal["title", "sheet"] | None = None
    year_column: Text_ | None = None
    within: bool = False
    beside: Texts = ()
    others: Literal["read", "leave_out"] = "read"

    @model_validator(mode="after")
    def _one_place(self) -> Where:
        if sum(map(bool, (self.column, self.across, self.sheet, self.title, self.group, self.fixed is not None))) != 1:
            raise ValueError("where_one")
        return self


class Span(Entry):
    """Periods that have a status, as a text above the table says ("fremskrevet 2024-2050")."""

    first: Period | None = Field(default=None, alias="from")
    last: Period | None = Field(default=None, alias="to")
    status: Status
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Table(Entry):
    """One kind of table: it may stand on several sheets, and several times on one.

    Attributes:
        sheets: names, with * for any letters; none means every sheet that is shown.
        holds: headings that must be there, beside those of the columns named below.
        header_rows: how many rows of headings; empty ones between them count.
        anchor_row: in which of them the first of the headings stands.
        indicator, area, period, status, dimensions: None where not yet chosen (indicator, period), or where the
            table has none (area: the indicator's own).
        value, numerator, denominator: headings of columns; no `value` where values stand across.
        statuses: periods with a status of their own.
        frequency: a date means the period of this kind that it lies in; "2023-2024" a school year where it is Y.
        part: of the periods of a year only the one with this number: 1 for first half-years.
        below: only the columns of figures below one of these words are read: "Antal" beside "Pct.".
        levels: kinds of places that are read; a place of another kind is asked about. None given: all.
        totals: row labels of totals: not read, but held against the sum of their parts.
        leave_out: row labels that are not read.
        only: heading -> the texts of the rows that are read; none where not yet chosen.
        ignore: headings of columns that are known and not read.
        until: the table ends at a row that begins with one of these.
        ends_at_blank_row: a blank row ends the table.
        signs: what stands in place of a number -> which kind of nothing it is; "" is a blank cell.
        marks: what stands behind a number -> its status; `final` for the mark of a note.
        numbers: how numbers in text are written; None: seen from the table's own numbers.
        factor: each value is multiplied by this (1000 for "1.000 personer").
        factors: the same for single indicators of the table.
        has_small_shares: percentages below 1 beside large ones are right, and no parts of one.
        unit_text: a text about the unit that must stand above the table.
        title_text: the title that the table must have; one with another title is another table.
    """

    sheets: Texts = ()
    holds: Texts = ()
    header_rows: int = Field(default=1, ge=1, le=9)
    anchor_row: int = Field(default=1, ge=1, le=9)
    indicator: Where | None = None
    area: Where | None = None
    period: Where | None = None
    status: Where | None = None
    dimensions: dict[Slug, Where] = Field(default_factory=dict)
    value: Texts = ()
    numerator: Texts = ()
    denominator: Texts = ()
    statuses: tuple[Span, ...] = ()
    frequency: PeriodType | None = None
    part: Annotated[int, Field(ge=1, le=53)] | None = None
    below: Texts = ()
    levels: tuple[Level, ...] = ()
    totals: Texts = ()
    leave_out: Texts = ()
    only: dict[str, Texts] = Field(default_factory=dict)
    ignore: Texts = ()
    until: Texts = ()
    ends_at_blank_row: bool = True
    signs: dict[str, Sign | None] = Field(default_factory=dict)
    marks: dict[str, Status] = Field(default_factory=dict)
    numbers: Literal["danish", "english"] | None = None
    factor: Factor | None = 1.0
    factors: dict[Slug, Factor | None] = Field(default_factory=dict)
    has_small_shares: bool = False
    unit_text: Text_ | None = None
    title_text: Text_ | None = None

    @model_validator(mode="after")
    def _values_stand_somewhere(self) -> Table:
        if bool(self.value) == self.is_across:
            raise ValueError("value_place")
        return self

    @property
    def fields(self) -> dict[str, Where]:
        """Each field that has a place, dimensions as `dimension:<code>`."""
        named = {name: getattr(self, name) for name in (*SHAPE, "status")}
        dimensions = {f"dimension:{code}": where for code, where in self.dimensions.items()}
        return {name: where for name, where in (named | dimensions).items() if where is not None}

    @property
    def is_across(self) -> bool:
        """Values stand in several columns, told apart by their headings."""
        return any(where.across for where in self.fields.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """Every heading of a column that is read, in the order of the fields, each once."""
        years = [where.year_column for where in self.fields.values() if where.year_column]
        named = [*(h for where in self.fields.values() for h in where.column), *years, *self.only]
        return tuple(dict.fromkeys([*named, *self.value, *self.numerator, *self.denominator]))

    @property
    def required(self) -> tuple[str, ...]:
        """The headings by which the table is known."""
        named = (*self.columns, *self.holds, *self.below)
        return tuple(h for h in dict.fromkeys(named) if not h.startswith("#"))

    @property
    def open_fields(self) -> tuple[str, ...]:
        """What a person must still choose."""
        chosen = [name for name in ("indicator", "period") if getattr(self, name) is None]
        signs = [f"signs.{sign}" for sign, kind in self.signs.items() if kind is None]
        only = [f"only.{heading}" for heading, texts in self.only.items() if not texts]
        factors = [f"factors.{code}" for code, factor in self.factors.items() if factor is None]
        return (*chosen, *signs, *only, *factors, *(["factor"] if self.factor is None else []))


class Layout(Entry):
    """How one kind of file is read.

    Attributes:
        alliance, organisation: whose files; None for everyone's.
        fingerprint: all headings of the file from which it was made, which choose between layouts that both fit.
    """

    name: Slug
    title: Words | None = None
    alliance: Slug | None = None
    organisation: Slug | None = None
    tables: tuple[Table, ...] = Field(min_length=1)
    fingerprint: Texts = ()

    @property
    def is_complete(self) -> bool:
        """Nothing is left to choose."""
        return not any(table.open_fields for table in self.tables)
