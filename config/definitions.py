"""What an alliance declares: the model behind `config/alliances/<slug>.yaml`.

Every entry that has a life of its own (organisation, goal, indicator, target, small win ...) has a key that stays the
same when its texts change, so that its history and its figures stay with it. Periods are written as in
`store.time_period`: `2024`, `2024-H1`, `2024-Q1`, `2024-03`, `2023/24`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from config.language import Text
from config.periods import period_type

SLUG = r"^[a-z0-9]+([-_][a-z0-9]+)*$"

Direction = Literal["increase", "decrease", "keep"]
Kind = Literal["count", "state", "rate", "share", "index"]
Frequency = Literal[
    "annual", "biennial", "half_yearly", "quarterly", "monthly", "weekly", "daily", "school_year", "irregular"
]
PeriodType = Literal["A", "S", "Q", "M", "W", "D", "Y"]
Role = Literal["backbone", "partner", "funder", "consultant"]

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


def _text(value: Any) -> Any:
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text(value.strip(), value.strip())
    if isinstance(value, dict) and set(value) <= {"da", "en"} and str(value.get("da") or "").strip():
        if not all(isinstance(text, str | None) for text in value.values()):
            raise ValueError("text_shape")
        return Text(value["da"].strip(), str(value.get("en") or value["da"]).strip())
    raise ValueError("text_shape")


def _period(value: Any) -> str:
    text = str(value)  # YAML reads 2024 as a number
    if period_type(text) is None:
        raise ValueError("period_shape")
    return text


Words = Annotated[
    Text,
    BeforeValidator(_text),
    PlainSerializer(lambda t: {"da": t[0], "en": t[1]}, return_type=dict),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"da": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["da"],
                },
            ]
        }
    ),
]
Period = Annotated[
    str, BeforeValidator(_period), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 1}]})
]
Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]


class Entry(BaseModel):
    """Unknown fields are mistakes, most often misspelt ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Years(Entry):
    first: int = Field(alias="from")
    last: int | None = Field(default=None, alias="to")
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Membership(Entry):
    """What an organisation does in the alliance, and when."""

    role: Role
    task: Words | None = None
    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Organisation(Entry):
    slug: Slug
    name: Words
    roles: tuple[Membership, ...] = (Membership(role="partner"),)
    delivers: bool = False  # hands in figures: has an inbox and a place on the upload page


class Goal(Entry):
    code: Slug
    title: Words
    description: Words | None = None


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
    """Something that happened, drawn on the curve."""

    period: Period
    until: Period | None = None
    title: Words


class Exemption(Entry):
    """A named person has decided that the indicator is not to be judged until a day."""

    person: str
    reason: Words
    expires: date


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
    code: Slug
    title: Words
    values: tuple[str, ...] = ()


class Suppression(Entry):
    """Counts from 1 up to `threshold` - 1 are hidden; null switches hiding off (published national figures)."""

    threshold: int | None = Field(default=5, ge=2)


class Indicator(Entry):
    """One quantity that tells whether a goal comes nearer. Field by field: docs/definitions.md."""

    code: Slug
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
    visibility: Literal["public", "members"] = "public"
    embargo: date | None = None
    source: str | None = None

    @property
    def periods(self) -> PeriodType:
        """The one frequency that all of the indicator's periods have."""
        return self.period_type or PERIOD_TYPES[self.frequency]

    @property
    def name(self) -> Text:
        return self.short_title or self.title

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
        return self


class SmallWin(Entry):
    """A step worth telling. `made_up` marks what is only an illustration."""

    key: Slug
    period: Period
    title: Words
    text: Words | None = None
    source: str | None = None
    indicators: tuple[Slug, ...] = ()


class Action(Entry):
    """A line of the action plan."""

    key: Slug
    title: Words
    who: tuple[Slug, ...] = ()
    by: date | None = None
    state: Literal["planned", "under_way", "done", "dropped"] = "planned"
    indicators: tuple[Slug, ...] = ()


class Story(Entry):
    key: Slug
    title: Words
    text: Words
    written: date | None = None


class Source(Entry):
    key: Slug
    title: str
    producer: str | None = None
    url: str | None = None
    licence: str | None = None


class Fact(Entry):
    """One plain figure of an alliance that has no series: `14,4 km` "sti gennem Kolding"."""

    figure: Words
    text: Words


class Alliance(Entry):
    """All that one alliance declares: one YAML file."""

    slug: Slug
    name: Words
    headline: Words | None = None
    problem: Words
    summary: Words | None = None
    vision: Words | None = None
    disclaimer: Words | None = None
    area: str = "Danmark"
    area_text: Words | None = None
    years: Years
    members_text: Words | None = None
    areas: tuple[str, ...] = ()
    fact: Fact | None = None
    organisations: tuple[Organisation, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    small_wins: tuple[SmallWin, ...] = ()
    pilots: tuple[Words, ...] = ()
    plan: tuple[Action, ...] = ()
    stories: tuple[Story, ...] = ()
    notes: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _names_fit(self) -> Alliance:
        for what, keys in (
            ("organisation", [o.slug for o in self.organisations]),
            ("goal", [g.code for g in self.goals]),
            ("indicator", [i.code for i in self.indicators]),
            ("small_win", [w.key for w in self.small_wins]),
        ):
            twice = next((key for key in keys if keys.count(key) > 1), None)
            if twice is not None:
                raise ValueError(f"twice:{what}:{twice}")
        goals = {g.code for g in self.goals}
        for indicator in self.indicators:
            if indicator.goal not in goals:
                raise ValueError(f"unknown_goal:{indicator.code}:{indicator.goal}:{', '.join(sorted(goals)) or '-'}")
        return self

    def indicator(self, code: str) -> Indicator | None:
        return next((i for i in self.indicators if i.code == code), None)

    def organisation(self, slug: str) -> Organisation | None:
        return next((o for o in self.organisations if o.slug == slug), None)

    @property
    def delivering(self) -> tuple[Organisation, ...]:
        return tuple(o for o in self.organisations if o.delivers)
