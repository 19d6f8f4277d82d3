"""Definitions in the store: what apply would change, what it does, and what it never touches."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from config.read_definitions import read_folder
from etl.errands import submit
from etl.jobs import assess_again
from store.database import Store
from store.definitions import (
    Change,
    apply,
    indicator_ids,
    plan,
    read_alliance,
    read_alliances,
    read_delivering,
    read_slugs,
)
from store.editing import edit
from store.observations import read_observations
from store.published import read_published
from store.schema import alliance, definition
from store.viewer import OPERATOR, PUBLIC
from tests.rooms import NOW, House, small_alliance

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
WHOLE = small_alliance()
DOCUMENT = WHOLE.model_dump(mode="json", by_alias=True)


def _changed(kind: str, key: str, **fields: Any) -> Alliance:
    """The small alliance with one entry of a list changed."""
    return _with(
        {kind: [entry | (fields if key in (entry.get("code"), entry.get("slug")) else {}) for entry in DOCUMENT[kind]]}
    )


def _without(kind: str, key: str) -> Alliance:
    return _with({kind: [entry for entry in DOCUMENT[kind] if key not in (entry.get("code"), entry.get("slug"))]})


def _with(changes: dict[str, Any]) -> Alliance:
    return Alliance.model_validate(DOCUMENT | changes)


def _apply(store: Store, declared: Alliance, days: int = 0) -> list[Change]:
    with store.writing() as connection:
        return apply(connection, declared, "file", NOW + timedelta(days=days))


def _plan(store: Store, declared: Alliance) -> list[Change]:
    with store.reading() as connection:
        return plan(connection, declared)


def _read(store: Store) -> Alliance | None:
    with store.reading() as connection:
        return read_alliance(connection, "proeve", OPERATOR, TODAY)


def _versions(store: Store, kind: str, key: str) -> list[sa.Row[Any]]:
    query = sa.select(definition).where(definition.c.kind == kind, definition.c.key == key)
    with store.reading() as connection:
        return list(connection.execute(query.order_by(definition.c.definition_id)))


def test_what_is_new_is_told_entry_by_entry_and_then_done(store: Store) -> None:
    expected = [
        Change("new", "alliance", "proeve"),
        Change("new", "organisation", "sekretariat"),
        Change("new", "organisation", "partner"),
        Change("new", "goal", "faerre"),
        *(Change("new", "indicator", code) for code in ("antal", "kommuner", "andel")),
    ]
    assert _plan(store, WHOLE) == expected
    assert _read(store) is None, "a plan stores nothing"
    assert _apply(store, WHOLE) == expected
    assert _read(store) == WHOLE


def test_nothing_to_do(store: Store) -> None:
    _apply(store, WHOLE)
    assert _plan(store, WHOLE) == []
    assert _apply(store, WHOLE, days=1) == []
    (only,) = _versions(store, "indicator", "antal")
    assert (only.origin, only.author, only.recorded_at, only.superseded_at) == ("file", "file", NOW, None)


CHANGED = [
    (_changed("indicators", "antal", lag_months=9), [("changed", "indicator", "antal", ("lag_months",))], "one field"),
    (
        _changed("indicators", "antal", unit={"da": "stykker", "en": "pieces"}, decimals=2, baseline=None),
        [("changed", "indicator", "antal", ("baseline", "decimals", "unit"))],
        "several fields, one of them taken away, by name",
    ),
    (
        _changed("indicators", "antal", targets=[{"value": 50, "period": 2030}, {"value": 20, "period": 2035}]),
        [("changed", "indicator", "antal", ("targets",))],
        "one target more",
    ),
    (_with({"name": "Nyt navn"}), [("changed", "alliance", "proeve", ("name",))], "the alliance's own texts"),
    (
        _with({"organisations": DOCUMENT["organisations"][::-1]}),
        [("changed", "organisation", "partner", ("order",)), ("changed", "organisation", "sekretariat", ("order",))],
        "the order alone",
    ),
    (_without("indicators", "andel"), [("retired", "indicator", "andel", ())], "an entry that is gone"),
    (
        _with({"small_wins": [{"key": "sti", "period": 2024, "title": "En sti"}]}),
        [("new", "small_win", "sti", ())],
        "an entry of a kind that was not there",
    ),
]


@pytest.mark.parametrize(("declared", "expected", "why"), CHANGED, ids=[why for *_, why in CHANGED])
def test_a_change_is_named_by_its_fields_and_the_version_before_is_kept(
    store: Store, declared: Alliance, expected: list[tuple[Any, ...]], why: str
) -> None:
    _apply(store, WHOLE)
    assert _plan(store, declared) == [Change(*one) for one in expected], why
    assert _read(store) == WHOLE, "a plan changes nothing"
    assert _apply(store, declared, days=1) == [Change(*one) for one in expected]
    assert _read(store) == declared
    assert _apply(store, declared, days=2) == []
    for what, kind, key, _ in expected:
        first, *later = _versions(store, kind, key)
        if what != "new":
            assert first.recorded_at == NOW
            assert first.superseded_at == NOW + timedelta(days=1)
        assert [(one.recorded_at, one.superseded_at, one.is_retired) for one in later] == (
            [] if what == "new" else [(NOW + timedelta(days=1), None, what == "retired")]
        )


def test_the_earlier_text_can_still_be_read(store: Store) -> None:
    _apply(store, WHOLE)
    _apply(store, _changed("indicators", "antal", title={"da": "Ny titel", "en": "New title"}), days=1)
    titles = [one.document["title"]["da"] for one in _versions(store, "indicator", "antal")]
    assert titles == ["Antal ting", "Ny titel"]


def test_retired_and_declared_again(house: House) -> None:
    """The identity outlives both, and the figures never left."""
    submit(house.room, house.workbook([["andel", None, "2021-Q1", 45, None]]), "proeve", "sekretariat")
    with house.store.reading() as connection:
        before = indicator_ids(connection, "proeve")
    _apply(house.store, _without("indicators", "andel"), days=1)
    with house.store.reading() as connection:
        assert indicator_ids(connection, "proeve") == before
        assert [one.value for one in read_observations(connection, "proeve", OPERATOR, ["andel"])] == [45]
        assert read_published(connection, "proeve", OPERATOR, TODAY, "andel") == []
    assert _apply(house.store, WHOLE, days=2) == [Change("new", "indicator", "andel")]
    assess_again(house.room)
    with house.store.reading() as connection:
        assert indicator_ids(connection, "proeve") == before
        (shown,) = read_published(connection, "proeve", OPERATOR, TODAY, "andel")
    assert shown.points.values == [45]
    assert [one.is_retired for one in _versions(house.store, "indicator", "andel")] == [False, True, False]


def test_a_change_keeps_the_identity_and_the_figures(house: House) -> None:
    submit(house.room, house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    with house.store.reading() as connection:
        before = indicator_ids(connection, "proeve")
    _apply(house.store, _changed("indicators", "antal", title="Omdøbt", goal="faerre"), days=1)
    with house.store.reading() as connection:
        assert indicator_ids(connection, "proeve") == before
        assert [one.value for one in read_observations(connection, "proeve", OPERATOR, ["antal"])] == [95]


@pytest.fixture
def edited(store: Store) -> Store:
    """The small alliance, its indicator `antal` edited in the browser since."""
    _apply(store, WHOLE)
    (row,) = _versions(store, "indicator", "antal")
    with store.writing() as connection:
        document = row.document | {"decimals": 3}
        seen = row.definition_id
        edit(connection, "proeve", "indicator", "antal", document, author="anna", reason=None, now=NOW, seen=seen)
    return store


def test_what_was_edited_in_the_browser_is_a_conflict_and_left_alone(edited: Store) -> None:
    declared = _changed("indicators", "antal", lag_months=9)
    conflict = Change("conflict", "indicator", "antal", ("decimals", "lag_months"))
    assert _plan(edited, declared) == [conflict]
    assert _apply(edited, declared, days=1) == [conflict]
    current = [one for one in _versions(edited, "indicator", "antal") if one.superseded_at is None]
    assert [(one.origin, one.author, one.document["decimals"]) for one in current] == [("browser", "anna", 3)]


def test_a_conflict_does_not_hold_up_the_other_entries(edited: Store) -> None:
    both = [one | ({"lag_months": 9} if one["code"] != "andel" else {}) for one in DOCUMENT["indicators"]]
    changes = _apply(edited, _with({"indicators": both}), days=1)
    assert [(one.what, one.key) for one in changes] == [("conflict", "antal"), ("changed", "kommuner")]
    found = _read(edited)
    assert found is not None
    assert [one.lag_months for one in found.indicators] == [6, 9, None]


def test_a_file_that_says_what_the_browser_said_is_no_conflict(edited: Store) -> None:
    assert _plan(edited, _changed("indicators", "antal", decimals=3)) == []


def test_what_was_edited_in_the_browser_is_not_retired_by_the_file(edited: Store) -> None:
    declared = _without("indicators", "antal")
    assert [(one.what, one.key) for one in _apply(edited, declared, days=1) if one.key == "antal"] == [
        ("conflict", "antal")
    ]
    assert [(one.what, one.key) for one in _apply(edited, declared, days=2)] == [("conflict", "antal")], "and stays one"
    found = _read(edited)
    assert found is not None
    assert found.indicator("antal") is not None


HIDDEN = [
    ({"visibility": "members"}, TODAY, False, "for members only"),
    ({"visibility": "public"}, TODAY, True, "public"),
    ({"embargo": "2026-11-24"}, TODAY, False, "the day before the embargo's last day"),
    ({"embargo": "2026-11-23"}, TODAY, False, "the embargo's last day"),
    ({"embargo": "2026-11-22"}, TODAY, True, "the day after the embargo's last day"),
    ({"visibility": "members", "embargo": "2020-01-01"}, TODAY, False, "for members, whatever the day"),
]


def test_who_may_not_see_an_indicator_never_gets_it(house: House) -> None:
    rows = [["antal", None, 2021, 95, None], ["kommuner", "Aarhus", 2021, 3, None]]
    submit(house.room, house.workbook(rows), "proeve", "sekretariat")
    for days, (fields, on, is_seen, why) in enumerate(HIDDEN):
        _apply(house.store, _changed("indicators", "antal", **fields), days)
        with house.store.reading() as connection:
            declared = read_alliance(connection, "proeve", PUBLIC, on)
            (listed,) = read_alliances(connection, PUBLIC, on)
            shown = read_published(connection, "proeve", PUBLIC, on)
            asked_for = read_published(connection, "proeve", PUBLIC, on, "antal")
            (to_operator,) = read_published(connection, "proeve", OPERATOR, on, "antal")
        assert declared is not None
        assert listed == declared
        assert (declared.indicator("antal") is not None) is is_seen, why
        assert ("antal" in {one.indicator for one in shown}) is is_seen, why
        assert bool(asked_for) is is_seen, why
        assert "kommuner" in {one.indicator for one in shown}
        assert to_operator.points.values == [95.0]


def test_slugs_stand_in_the_order_in_which_they_were_first_declared(store: Store) -> None:
    for slug in ("vest", "aest", "midt"):
        _apply(store, small_alliance(slug=slug))
    _apply(store, small_alliance(slug="vest", name="Omdøbt"), days=1)
    with store.reading() as connection:
        assert read_slugs(connection) == ["vest", "aest", "midt"]
        assert [one.slug for one in read_alliances(connection, PUBLIC, TODAY)] == ["vest", "aest", "midt"]
        delivering = read_delivering(connection)
    assert [one[1:] for one in delivering] == [
        (slug, who) for slug in ("aest", "midt", "vest") for who in ("partner", "sekretariat")
    ]
    assert len({number for number, *_ in delivering}) == 6


def test_only_those_who_deliver_are_read_as_delivering(store: Store) -> None:
    _apply(store, _changed("organisations", "partner", delivers=False))
    with store.reading() as connection:
        assert [one[1:] for one in read_delivering(connection)] == [("proeve", "sekretariat")]


def test_an_unknown_alliance_is_none(store: Store) -> None:
    _apply(store, WHOLE)
    with store.writing() as connection:
        connection.execute(sa.insert(alliance).values(slug="kun-et-navn"))
    with store.reading() as connection:
        assert read_alliance(connection, "findes-ikke", OPERATOR, TODAY) is None
        assert read_alliance(connection, "kun-et-navn", OPERATOR, TODAY) is None
        assert [one.slug for one in read_alliances(connection, OPERATOR, TODAY)] == ["proeve"]


def test_texts_survive_the_round_trip(store: Store) -> None:
    odd = Text("Æøå – „citat“, 5 < 6 & 'ja' \U0001f331", 'Line one\nline two, "quoted" \\ % {x}')
    declared = _with({"problem": odd.to_json(), "vision": "Kun dansk"})
    _apply(store, declared)
    found = _read(store)
    assert found == declared
    assert (found.problem, found.vision) == (odd, Text("Kun dansk", "Kun dansk"))


def test_every_definition_of_the_demo_survives_the_round_trip(store: Store) -> None:
    declared, mistakes = read_folder(ROOT / "config" / "demo")
    assert (len(declared), mistakes) == (8, ())
    with store.writing() as connection:
        for one in declared:
            apply(connection, one, "file", NOW)
    with store.reading() as connection:
        assert read_alliances(connection, OPERATOR, TODAY) == list(declared)
        assert [plan(connection, one) for one in declared] == [[]] * 8
