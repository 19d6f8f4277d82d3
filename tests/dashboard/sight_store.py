"""Two invented alliances in which everything that could tell of an indicator bears a mark of its own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import flask

from config.definitions import Alliance
from config.settings import Settings
from dashboard.web import build
from etl.publish import shown_series
from store.database import Store
from store.definitions import apply, indicator_ids
from store.meetings import Written, keep_note
from store.observations import Observation
from store.published import replace_published
from store.runs import RunSource, claim_scheduled_run, finish_run, record_sources, start_run
from store.viewer import Grant
from tests.dashboard.conftest import make_site
from tests.dashboard.demo_store import LOADED, NOW, TODAY
from tests.people import client_of, session_of
from tests.rooms import small_alliance

ENDS = NOW + timedelta(hours=1)
EMBARGO = "2026-11-23T14:00"  # the same moment, Danish time
SLUGS = ("alfa", "beta")
NUMBERS = (1, 2, 3)
READERS: dict[str, tuple[Grant, ...] | None] = {
    "public": None,
    "viewer of alfa": (Grant("alfa", "viewer"),),
    "contributor of alfa": (Grant("alfa", "contributor", "partner"),),
    "another contributor of alfa": (Grant("alfa", "contributor", "sekretariat"),),
    "secretariat of alfa": (Grant("alfa", "secretariat"),),
    "secretariat of beta": (Grant("beta", "secretariat"),),
    "administrator": (),
}


class Choice(NamedTuple):
    """Who may see something: public, members, partner; and whether it is under embargo until `ENDS`."""

    visibility: str = "public"
    is_embargoed: bool = False

    @property
    def fields(self) -> dict[str, str]:
        return {"visibility": self.visibility} | ({"embargo": EMBARGO} if self.is_embargoed else {})


class Marks(NamedTuple):
    """What stands nowhere but where an indicator (or an alliance) is told of."""

    code: str
    title: str
    value: float


def marks(slug: str, number: int) -> Marks:
    at = SLUGS.index(slug)
    return Marks(f"zqk-{slug}-{number}", f"Zqt{slug}{number}", 9_180_000 + 1_000 * at + 111 * number)


def name_of(slug: str) -> str:
    return f"Zqn{slug} (opdigtet, invented)"


def declared_as(slug: str, whole: Choice, each: tuple[Choice, ...]) -> Alliance:
    indicators = []
    for number, choice in zip(NUMBERS, each, strict=True):
        own = marks(slug, number)
        indicators.append(
            {
                "code": own.code,
                "goal": "faerre",
                "title": own.title,
                "unit": {"da": "ting", "en": "things"},
                "decimals": 0,
                "frequency": "annual",
                "lag_months": 6,
                "kind": "count",
                "direction": "decrease",
                "baseline": {"period": 2020, "value": own.value},
                "targets": [{"value": own.value / 2, "period": 2030, "adopted": "2020-06-01"}],
                **choice.fields,
            }
        )
    codes = [one["code"] for one in indicators]
    tied: dict[str, Any] = {"indicators": codes}
    return small_alliance(
        slug=slug,
        name=name_of(slug),
        made_up=True,
        indicators=indicators,
        plan=[{"key": "plan", "title": "Planen", "who": ["partner"], **tied}],
        small_wins=[{"key": "sejr", "period": "2025", "title": "Sejren", **tied}],
        **whole.fields,
    )


class World:
    """A server on both alliances, with somebody of every kind, and a clock that tests move."""

    def __init__(self, home: Any) -> None:
        self.now = NOW
        site = make_site(home)
        self.settings: Settings = site.settings
        self.store = site.store
        for slug in SLUGS:
            _load(self.store, declared_as(slug, Choice(), (Choice(),) * 3))
        _note_run(self.store)
        self.server: flask.Flask = build(self.store, self.settings, lambda: self.now)
        self.clients = {name: client_of(self.server, self._cookie(grants)) for name, grants in READERS.items()}

    def _cookie(self, grants: tuple[Grant, ...] | None) -> dict[str, str] | None:
        if grants is None:
            return None
        return session_of(self.store, self.settings, NOW, *grants, is_administrator=not grants)

    def declare(self, declared: Alliance) -> None:
        with self.store.writing() as connection:
            apply(connection, declared, "test", self.now)


def _load(store: Store, declared: Alliance) -> None:
    with store.writing() as connection:
        apply(connection, declared, "test", LOADED)
        numbers = indicator_ids(connection, declared.slug)
        for indicator, number in zip(declared.indicators, NUMBERS, strict=True):
            value = marks(declared.slug, number).value
            figures = [_figure(indicator.code, period, value) for period in ("2023", "2024", "2025")]
            shown = [one for one, _ in shown_series(declared, indicator, figures, TODAY)]
            replace_published(connection, numbers[indicator.code], shown)
            told = {"verdict": {"verdict": "slow"}, "periods": ["2025"]}
            words = f"Beslutning om {indicator.title.da}"
            note = Written(date(2026, 11, 20), None, words, None, None, "da", "Referenten", told)
            keep_note(connection, declared.slug, indicator.code, note, LOADED)


def _figure(code: str, period: str, value: float) -> Observation:
    return Observation(
        indicator=code,
        organisation="partner",
        area="Danmark",
        dimensions={},
        period=period,
        value=value,
        numerator=None,
        denominator=None,
        status="A",
        source="Kilden",
        submission="",
        sheet="Ark",
        cell="D2",
        known_from=LOADED,
        recorded_at=LOADED,
        hidden="",
    )


def _note_run(store: Store) -> None:
    sources = [
        (RunSource(slug, "partner", f"inbox/{_file(slug)}", outcome, None, {"new": 3}, [], LOADED), None)
        for slug in SLUGS
        for outcome in ("accepted", "rejected")
    ]
    with store.writing() as connection:
        number = claim_scheduled_run(connection, LOADED, "schedule", LOADED)
        assert number is not None
        start_run(connection, number, LOADED)
        record_sources(connection, number, sources)
        finish_run(connection, number, LOADED)


def _file(slug: str) -> str:
    return f"zqf-{slug}.xlsx"


def is_followed(reader: str, slug: str) -> bool:
    """Whether they may know what a partner's file is called."""
    return reader == "administrator" or reader == f"secretariat of {slug}" or reader == f"contributor of {slug}"


def is_known(reader: str, slug: str, choice: Choice, at: datetime) -> bool:
    """Whether the alliance is there for them: written anew here, in other words than the store's."""
    if reader in ("administrator", f"secretariat of {slug}"):
        return True
    is_member = reader.endswith(f"of {slug}")
    if choice.visibility == "partner":
        return reader == f"contributor of {slug}"
    return is_member or (choice.visibility == "public" and not (choice.is_embargoed and at < ENDS))


def is_seen(reader: str, slug: str, whole: Choice, choice: Choice, at: datetime) -> bool:
    """Whether an indicator of it is there for them."""
    if reader in ("administrator", f"secretariat of {slug}"):
        return True
    if not is_known(reader, slug, whole, at) or (choice.is_embargoed and at < ENDS):
        return False
    if choice.visibility == "partner":
        return reader == f"contributor of {slug}"
    return choice.visibility == "public" or reader.endswith(f"of {slug}")
