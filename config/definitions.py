"""What an alliance declares: the model behind `config/alliances/<slug>.yaml`.

Every entry that has a life of its own (organisation, goal, indicator, target, small win ...) has a key that stays the
same when its texts change, so that its history and its figures stay with it. Periods are written as in
`store.time_period`: `2024`, `2024-H1`, `2024-Q1`, `2024-03`, `2023/24`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field, PrivateAttr, model_validator

from config.entries import Entry, Period, Slug, Words
from config.indicator import Indicator
from config.source import Feed
from config.visibility import Embargo, Sight, Visibility, embargo_ends

Role = Literal["backbone", "partner", "funder", "consultant"]


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
    formerly: tuple[Slug, ...] = ()  # keys that it had: links and files that still say them are understood
    name: Words
    roles: tuple[Membership, ...] = (Membership(role="partner"),)
    delivers: bool = False  # hands in figures: has an inbox and a place on the upload page
    collect: tuple[Feed, ...] = ()  # where its files are fetched from, beside the inbox


class Goal(Entry):
    code: Slug
    formerly: tuple[Slug, ...] = ()
    title: Words
    description: Words | None = None


class SmallWin(Entry):
    """A step worth telling, or a pilot: something tried out from a period, until another where it has one."""

    key: Slug
    period: Period
    until: Period | None = None
    is_pilot: bool = False
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
    formerly: tuple[Slug, ...] = ()
    name: Words
    headline: Words | None = None
    problem: Words
    summary: Words | None = None
    vision: Words | None = None
    disclaimer: Words | None = None
    made_up: bool = False  # nothing of it is real: said on every page, chart and file
    visibility: Visibility = "public"  # or members, or the slug of the one organisation that sees it
    embargo: Embargo | None = None  # until then its members' alone
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

    _left: tuple[Organisation, ...] = PrivateAttr(default=())
    _kept: frozenset[str] = PrivateAttr(default=frozenset())

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

    @property
    def sight(self) -> Sight:
        """Who may know of it."""
        return Sight(self.visibility, embargo_ends(self.embargo))

    def indicator(self, code: str) -> Indicator | None:
        return next((i for i in self.indicators if i.code == code), None)

    def organisation(self, slug: str) -> Organisation | None:
        return next((o for o in self.organisations if o.slug == slug), None)

    def indicator_called(self, code: str) -> Indicator | None:
        """By its code, or by one that it had when a report was written."""
        return self.indicator(code) or next((i for i in self.indicators if code in i.formerly), None)

    def organisation_called(self, slug: str) -> Organisation | None:
        """By its slug, or by one that it had."""
        return self.organisation(slug) or next((o for o in self.organisations if slug in o.formerly), None)

    def who(self, slug: str) -> Organisation | None:
        """By its slug, or by one that it had; one that has left too: what it delivered stands under its name."""
        return self.organisation_called(slug) or next((o for o in self._left if slug in (o.slug, *o.formerly)), None)

    def with_left(self, left: Iterable[Organisation]) -> Alliance:
        """The same, and what those are called who have left."""
        self._left = tuple(left)
        return self

    def keeping(self, codes: Iterable[str]) -> Alliance:
        """The same, where a file may hold figures of these indicators, and nobody who reads of it is told of them."""
        self._kept = frozenset(codes)
        return self

    @property
    def told(self) -> Alliance:
        """With the indicators alone that may be named to whoever delivers: proposed, offered, suggested."""
        named = tuple(one for one in self.indicators if one.code not in self._kept)
        return self if len(named) == len(self.indicators) else self.model_copy(update={"indicators": named})

    @property
    def delivering(self) -> tuple[Organisation, ...]:
        return tuple(o for o in self.organisations if o.delivers)
