"""What an indicator declares: what is counted, how often, where from, where to, and how it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from config.entries import Entry, Period, Slug, Words
from config.language import Text, danish_order
from config.visibility import Embargo, Sight, Visibility, embargo_ends

Direction = Literal["increase", "decrease", "keep"]
Kind = Literal["count", "state", "rate", "share", "index"]
Frequency = Literal[
    "annual", "biennial", "half_yearly", "quarterly", "monthly", "weekly", "daily", "school_year", "irregular"
]
PeriodType = Literal["A", "S", "Q", "M", "W", "D", "Y"]
VerdictCode = Literal[  # the words of progress/words.py, which cannot be asked from here; a test holds them together
    "moving_away",
    "worsening",
    "missed",
    "slipped",
    "worsening_slowly",
    "no_clear_change",
    "stable",
    "slow",
    "acceleration_needed",
    "improving_slowly",
    "met_late",
    "improving",
    "on_track",
    "kept",
    "met",
    "not_enough_data",
    "too_few",
    "too_early",
    "not_assessed",
]

PERIOD_TYPES: dict[str, PeriodType] = {
    "annual": "A",
    "biennial": "A",
    "half_yearly": "S",
    "quarterly": "Q",
    "monthly": "M",
    "weekly": "W",
    "daily": "D",
    "school_year": "Y",
    "irregular": "A",
}


class Baseline(Entry):
    """Where progress counts from. Without a value, each series counts from its own value in that period."""

    period: Period
    value: float | None = None
    source: str | None = None


class Target(Entry):
    """One version of a target. `area: each` sets it for every place by itself; a name sets it for that place."""

    value: float
    period: Period | None = None
    adopted: date | None = None
    adopted_text: Words | None = None  # shown instead of the day where only a year is known
    label: Words | None = None
    reason: Words | None = None
    source: str | None = None
    area: str | None = None
    organisation: Slug | None = None


class Milestone(Entry):
    value: float
    period: Period


class Break(Entry):
    """A break in series: from this period on, values are not quite comparable with those before."""

    period: Period
    bridged: bool = False
    reason: Words


class Event(Entry):
    """Something that happened: the title is drawn on the curve, the text says more below it."""

    period: Period
    until: Period | None = None
    title: Words
    text: Words | None = None


class Exemption(Entry):
    """A named person has decided that the indicator is not to be judged until a day."""

    person: str
    reason: Words
    expires: date


class Override(Entry):
    """A named person judges otherwise than the method, from a day (or at once) until another. Shown beside it."""

    verdict: VerdictCode
    reason: Words
    author: str
    set_on: date | None = None
    expires: date

    def holds(self, day: date) -> bool:
        return (self.set_on is None or self.set_on <= day) and day <= self.expires


class Missing(Entry):
    """Periods that never came, and why: written where the number would have stood."""

    period: Period
    until: Period | None = None
    reason: Words


class Coverage(Entry):
    """How many places (or partners) a whole would consist of."""

    expected: int = Field(gt=0)
    unit: Words


class Dimension(Entry):
    """What figures may be broken down by. A value is how a group is stored, its label how people read it."""

    code: Slug
    title: Words
    values: tuple[str, ...] = ()
    labels: dict[str, Words] = Field(default_factory=dict)

    def label(self, value: str) -> Text:
        """What a group is called; its value where no label is declared."""
        return self.labels.get(value) or Text(value, value)

    @property
    def spellings(self) -> tuple[tuple[str, str], ...]:
        """Every word for a group, with its value: the value itself, and its label in each language."""
        labels = ((word, value) for value, label in self.labels.items() for word in label)
        return (*((value, value) for value in self.values), *labels)

    def order(self, value: str) -> tuple[int, str]:
        """A sort key: the declared order, then the others in Danish order."""
        declared = self.values.index(value) if value in self.values else len(self.values)
        return declared, danish_order(value)


class Suppression(Entry):
    """Counts from 1 up to `threshold` - 1 are hidden; null switches hiding off (published national figures)."""

    threshold: int | None = Field(default=5, ge=3)  # "fewer than 2", and not 0, is 1


class Indicator(Entry):
    """One quantity that tells whether a goal comes nearer. Field by field: docs/definitions.md."""

    code: Slug
    formerly: tuple[Slug, ...] = ()
    goal: Slug
    title: Words
    short_title: Words | None = None
    definition: Words | None = None
    unit: Words
    unit_short: Words | None = None
    decimals: int | None = Field(default=None, ge=0, le=9)
    frequency: Frequency
    period_type: PeriodType | None = None
    lag_months: int | None = Field(default=None, ge=0)
    direction: Direction | None = None
    kind: Kind
    may_be_negative: bool = False
    bounds: tuple[float | None, float | None] | None = None
    range: tuple[float, float] | None = None
    headline: bool = False
    area: str | None = None
    by_area: bool = False
    comparison_areas: tuple[str, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    cumulative: bool = False
    path: Literal["linear", "geometric"] = "linear"
    milestones: tuple[Milestone, ...] = ()
    breaks: tuple[Break, ...] = ()
    events: tuple[Event, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[Words, ...] = ()
    numerator: Words | None = None
    denominator: Words | None = None
    per: float = Field(default=1, gt=0)  # a rate is numerator / denominator * per: 1000 inhabitants, 100 for per cent
    noise_band: float = Field(default=0.02, ge=0, lt=1)
    methods: tuple[Literal["open_sdg", "eurostat", "un_2023"], ...] = ()
    combine: Literal["given", "sum", "pooled_rate", "mean"] = "given"
    coverage: Coverage | None = None
    dimensions: tuple[Dimension, ...] = ()
    suppression: Suppression = Suppression()
    exemption: Exemption | None = None
    override: Override | None = None
    visibility: Visibility = "public"  # or members, or the slug of the one organisation that sees it
    embargo: Embargo | None = None  # until then the secretariat's alone
    source: str | None = None

    @property
    def periods(self) -> PeriodType:
        """The one frequency that all of the indicator's periods have."""
        return self.period_type or PERIOD_TYPES[self.frequency]

    @property
    def name(self) -> Text:
        return self.short_title or self.title

    @property
    def sight(self) -> Sight:
        """Who may see it."""
        return Sight(self.visibility, embargo_ends(self.embargo))

    def dimension(self, code: str) -> Dimension | None:
        return next((one for one in self.dimensions if one.code == code), None)

    def labels(self, groups: Mapping[str, str]) -> tuple[Text, ...]:
        """What a group is called, dimension by dimension in their declared order: "kvinder", "15-17 år"."""
        return tuple(one.label(value) if one else Text(value, value) for one, value in self._told(groups))

    def group_order(self, groups: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
        """A sort key of a group: fewer dimensions first, then as declared."""
        found = [one.order(value) if one else (0, danish_order(value)) for one, value in self._told(groups)]
        return ((len(groups), ""), *found)

    def _told(self, groups: Mapping[str, str]) -> list[tuple[Dimension | None, str]]:
        declared = [one.code for one in self.dimensions if one.code in groups]
        codes = [*declared, *sorted(groups.keys() - set(declared))]
        return [(self.dimension(code), groups[code]) for code in codes]

    @property
    def is_percentage(self) -> bool:
        return self.unit.da.startswith(("pct", "%", "procent"))

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """What a value can be at the least and at the most: as declared, else from what it is."""
        if self.bounds is not None:
            return self.bounds
        least = None if self.may_be_negative or self.kind == "index" else 0.0
        return least, 100.0 if self.kind == "share" and self.is_percentage else None

    @model_validator(mode="after")
    def _holds_together(self) -> Indicator:
        if self.may_be_negative and self.kind not in ("count", "index"):
            raise ValueError("negative_kind")
        if self.range is not None and self.range[0] >= self.range[1]:
            raise ValueError("range_order")
        if self.direction == "keep" and self.range is None:
            raise ValueError("keep_without_range")
        if self.cumulative and (self.kind != "count" or self.baseline is None or self.range is not None):
            raise ValueError("cumulative_of_what")
        return self
