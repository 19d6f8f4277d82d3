"""Editing in the browser: versions with author and reason, nothing overwritten, and conflicts with the file told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from config.definitions import Alliance
from config.language import Text
from store.applying import Change, Choice, apply, plan
from store.database import Store
from store.definitions import read_alliances, read_delivering
from store.editing import EditedMeanwhile, Mistaken, Stored, edit, read_entries, read_history, read_retired
from store.schema import work
from store.viewer import OPERATOR
from tests.rooms import NOW, House, small_alliance

WIN = {"key": "sti", "period": "2024", "title": {"da": "En sti", "en": "A path"}}
WHOLE = small_alliance(
    areas=["alle kommuner"],
    small_wins=[WIN | {"indicators": ["antal"]}],
    plan=[{"key": "moede", "title": "Hold et møde", "who": ["partner"]}],
    stories=[{"key": "begyndelsen", "title": "Begyndelsen", "text": "Det begyndte."}],
)
DOCUMENT = WHOLE.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@pytest.fixture
def declared(sqlite_house: House) -> Store:
    """On SQLite alone; `test_the_same_on_postgresql` holds that nothing here depends on it."""
    _apply(sqlite_house.store, WHOLE)
    return sqlite_house.store


def _apply(store: Store, whole: Alliance, *choices: Choice) -> list[Change]:
    with store.writing() as connection:
        return apply(connection, whole, "file", NOW, choices)


def _plan(store: Store, whole: Alliance, *choices: Choice) -> list[Change]:
    with store.reading() as connection:
        return plan(connection, whole, choices)


def _standing(store: Store, kind: str, key: str) -> Stored | None:
    with store.reading() as connection:
        return next((one for one in read_entries(connection, "proeve", kind) if one.key == key), None)


def _edit(store: Store, kind: str, key: str, document: Any, **more: Any) -> Stored:
    """An edit by one who has seen what stands."""
    one = _standing(store, kind, key)
    how = {
        "author": "Anna",
        "reason": None,
        "now": NOW + timedelta(days=1),
        "seen": one.version if one else None,
    } | more
    with store.writing() as connection:
        return edit(connection, "proeve", kind, key, document, **how)


def _change(store: Store, kind: str, key: str, **fields: Any) -> Stored:
    one = _standing(store, kind, key)
    assert one is not None
    document = {name: value for name, value in (one.document | fields).items() if value is not None}
    return _edit(store, kind, key, document)


def _file(kind: str, key: str, **fields: Any) -> Alliance:
    """The file with one of its entries changed."""
    entries = [one | (fields if key in one.values() else {}) for one in DOCUMENT[kind]]
    return Alliance.model_validate(DOCUMENT | {kind: entries})


EDITS: list[tuple[str, str, dict[str, Any], str]] = [
    ("alliance", "proeve", {"vision": {"da": "Bedre", "en": "Better"}}, "the alliance's own texts"),
    ("organisation", "partner", {"name": {"da": "Ny", "en": "New"}}, "an organisation"),
    ("goal", "faerre", {"description": {"da": "Ord", "en": "Words"}}, "a goal"),
    ("indicator", "antal", {"lag_months": 9}, "an indicator"),
    ("small_win", "sti", {"period": "2025"}, "a small win"),
    ("action", "moede", {"state": "done"}, "a line of the plan"),
    ("story", "begyndelsen", {"text": {"da": "Og så", "en": "And then"}}, "a story"),
]


@pytest.mark.parametrize(("kind", "key", "fields", "why"), EDITS, ids=[one[-1] for one in EDITS])
def test_an_edit_is_a_version_and_the_one_before_is_kept(
    declared: Store, kind: str, key: str, fields: dict[str, Any], why: str
) -> None:
    before = _standing(declared, kind, key)
    assert before is not None
    made = _edit(declared, kind, key, before.document | fields, reason=" Fordi ")
    assert (made.origin, made.author, made.reason, made.is_retired) == ("browser", "Anna", "Fordi", False)
    assert (made.document, made.position) == (before.document | fields, before.position)
    assert _standing(declared, kind, key) == made
    with declared.reading() as connection:
        history = read_history(connection, "proeve", kind, key)
        asked = connection.execute(sa.select(work.c.kind, work.c.alliance, work.c.asked_by)).all()
    assert [one.version for one in history[:2]] == [made.version, before.version]
    assert history[1] == before
    assert [tuple(one) for one in asked] == [("assess", "proeve", "Anna")], "what depends on it is published anew"
    (told,) = _plan(declared, WHOLE)
    assert (told.what, told.kind, told.key, told.fields, told.author) == ("edited", kind, key, (*fields,), "Anna")


def test_the_same_on_postgresql(store: Store) -> None:
    _apply(store, WHOLE)
    made = _change(store, "indicator", "antal", lag_months=9)
    retired = _edit(store, "indicator", "andel", None, reason="Måles ikke mere")
    assert (made.origin, retired.is_retired) == ("browser", True)
    assert [(one.what, one.key) for one in _apply(store, WHOLE)] == [("edited", "antal"), ("edited", "andel")]
    assert _standing(store, "indicator", "antal") == made


def test_an_edit_waits_for_an_apply_and_then_sees_it(store: Store) -> None:
    """On both databases: neither overwrites the other unseen."""
    _apply(store, WHOLE)
    before = _standing(store, "indicator", "antal")
    assert before is not None
    with ThreadPoolExecutor(1) as other:
        with store.writing() as connection:
            apply(connection, _file("indicators", "antal", lag_months=12), "file", NOW)
            mine, seen = before.document | {"lag_months": 9}, before.version
            waiting = other.submit(_edit, store, "indicator", "antal", mine, seen=seen)
            with pytest.raises(TimeoutError):
                waiting.result(0.1)
        with pytest.raises(EditedMeanwhile) as told:
            waiting.result(10)
    assert told.value.stored.document["lag_months"] == 12


def test_a_retired_alliance_is_not_revived_by_its_file(declared: Store) -> None:
    _edit(declared, "alliance", "proeve", None, reason="Afsluttet")
    assert [(one.what, one.kind) for one in _apply(declared, _file("indicators", "antal", lag_months=12))] == [
        ("edited", "alliance"),
        ("changed", "indicator"),
    ]
    with declared.reading() as connection:
        assert read_alliances(connection, OPERATOR, NOW.date()) == []
        assert read_delivering(connection) == []


def test_saying_what_stands_makes_no_version(declared: Store) -> None:
    before = _standing(declared, "indicator", "antal")
    assert before is not None
    spelt_out = before.document | {"noise_band": 0.02, "code": "antal"}
    assert _edit(declared, "indicator", "antal", spelt_out, reason="intet") == before


def test_a_new_entry_stands_last_and_the_file_does_not_take_it_away(declared: Store) -> None:
    made = _edit(declared, "small_win", "bro", {"period": 2025, "title": Text("En bro", "A bridge")})
    assert (made.position, made.document["key"], made.document["title"]["en"]) == (1, "bro", "A bridge")
    assert [(one.what, one.key) for one in _apply(declared, WHOLE)] == [("edited", "bro")]
    assert _standing(declared, "small_win", "bro") == made


def test_retired_and_brought_back(declared: Store) -> None:
    before = _standing(declared, "small_win", "sti")
    assert before is not None
    gone = _edit(declared, "small_win", "sti", None, reason="Hører ikke til")
    assert (gone.is_retired, gone.document, gone.reason) == (True, before.document, "Hører ikke til")
    with declared.reading() as connection:
        assert read_entries(connection, "proeve", "small_win") == []
        assert read_retired(connection, "proeve", "small_win") == [gone]
    assert [(one.what, one.key) for one in _apply(declared, WHOLE)] == [("edited", "sti")], (
        "the file does not revive it"
    )
    assert _standing(declared, "small_win", "sti") is None
    back = _edit(declared, "small_win", "sti", gone.document)
    assert (back.is_retired, back.document) == (False, before.document)
    assert _plan(declared, WHOLE) == []


def test_what_was_tied_to_a_retired_indicator_is_so_no_longer(declared: Store) -> None:
    _edit(declared, "action", "moede", {"title": "Hold et møde", "indicators": ["andel", "antal"]})
    _edit(declared, "indicator", "antal", None)
    win, action = _standing(declared, "small_win", "sti"), _standing(declared, "action", "moede")
    assert win is not None
    assert action is not None
    assert (win.document, action.document["indicators"]) == (WIN, ["andel"])
    assert win.reason == "indikatoren antal udgik / the indicator antal was retired"


def test_two_who_edit_at_once_do_not_overwrite_each_other(declared: Store) -> None:
    before = _standing(declared, "action", "moede")
    assert before is not None
    first = _edit(declared, "action", "moede", before.document | {"state": "done"})
    with pytest.raises(EditedMeanwhile) as told:
        _edit(declared, "action", "moede", before.document | {"state": "dropped"}, seen=before.version)
    assert told.value.stored == first
    with pytest.raises(EditedMeanwhile):
        _edit(declared, "small_win", "sti", WIN, seen=None)
    assert _standing(declared, "action", "moede") == first


T = DOCUMENT["indicators"][0]["targets"]
NEW = {"value": 40.0, "period": "2030", "adopted": "2026-11-24", "reason": {"da": "Skærpet", "en": "Sharpened"}}
REFUSED: list[tuple[str, str, dict[str, Any] | None, list[str], list[str], str]] = [
    ("indicator", "antal", {"targets": [T[0] | {"value": 60}]}, ["targets.0", "targets.0.reason"], [], "another value"),
    ("indicator", "antal", {"targets": []}, ["targets.0"], [], "a target taken away"),
    ("indicator", "antal", {"targets": [*T, NEW | {"reason": None}]}, ["targets.1.reason"], [], "without a reason"),
    ("indicator", "antal", {"targets": [*T, NEW | {"adopted": None}]}, ["targets.1.adopted"], [], "without a day"),
    ("indicator", "antal", {"targets": [*T, NEW | {"period": "2030-Q1"}]}, ["targets.1.period"], [], "another kind"),
    ("indicator", "antal", {"goal": "findes-ikke"}, ["goal"], [], "a goal that nobody has"),
    ("indicator", "antal", {"decimals": -1, "title": ""}, ["title", "decimals"], [], "two fields at once"),
    ("indicator", "antal", {"nonsens": 1}, ["nonsens"], [], "a field that there is not"),
    ("indicator", "antal", {"may_be_negative": True, "kind": "rate"}, [""], [], "the entry as a whole"),
    ("alliance", "proeve", {"years": {"from": "før"}}, ["years.from"], [], "the alliance's own field"),
    ("goal", "faerre", None, [], ["unknown_goal"] * 3, "a goal that indicators belong to"),
    ("organisation", "partner", None, [], ["unknown_organisation"], "an organisation that has something to do"),
]


@pytest.mark.parametrize(("kind", "key", "fields", "own", "others", "why"), REFUSED, ids=[one[-1] for one in REFUSED])
def test_what_does_not_hold_together_is_told_at_its_field(
    declared: Store, kind: str, key: str, fields: dict[str, Any] | None, own: list[str], others: list[str], why: str
) -> None:
    before = _standing(declared, kind, key)
    assert before is not None
    with pytest.raises(Mistaken) as told:
        _edit(declared, kind, key, None if fields is None else before.document | fields)
    assert sorted(told.value.fields) == sorted(own), why
    assert [one.code for one in told.value.elsewhere] == others
    for one in told.value.mistakes:
        assert one.expected.da
        assert one.remedy.en
    assert _standing(declared, kind, key) == before, "nothing is written"


def test_a_target_is_a_version_and_one_of_today_may_be_corrected(declared: Store) -> None:
    made = _change(declared, "indicator", "antal", targets=[*T, NEW])
    assert made.document["targets"] == [*T, NEW]
    corrected = _change(declared, "indicator", "antal", targets=[*T, NEW | {"value": 45.0}])
    assert [one["value"] for one in corrected.document["targets"]] == [50.0, 45.0]
    relabelled = T[0] | {"label": {"da": "Halvt", "en": "Half"}}
    assert _change(declared, "indicator", "antal", targets=[relabelled, NEW]).document["targets"][0] == relabelled
    with pytest.raises(Mistaken):  # a day later it is history
        _edit(declared, "indicator", "antal", made.document | {"targets": T}, now=NOW + timedelta(days=2))


def test_who_and_why_are_kept_without_cpr_numbers(declared: Store) -> None:
    before = _standing(declared, "goal", "faerre")
    assert before is not None
    document = before.document | {"description": {"da": "Om 010203-1234\0", "en": "x"}}
    made = _edit(declared, "goal", "faerre", document, author=" Bo\0 ", reason="Ringede til 010203-1234")
    assert (made.author, made.reason) == ("Bo", "Ringede til ••••••-••••")
    assert made.document["description"]["da"] == "Om ••••••-••••"
    with pytest.raises(Mistaken) as told:
        _edit(declared, "goal", "faerre", before.document, author="  ")
    assert list(told.value.fields) == ["author"]


@pytest.mark.parametrize(("slug", "key", "missing"), [("findes-ikke", "faerre", "alliance"), ("proeve", "x", "entry")])
def test_what_is_not_there_cannot_be_retired(declared: Store, slug: str, key: str, missing: str) -> None:
    with pytest.raises(LookupError, match=missing), declared.writing() as connection:
        edit(connection, slug, "goal", key, None, author="Anna", reason=None, now=NOW, seen=None)


def test_both_changed_is_a_conflict_told_field_by_field_until_a_side_is_taken(declared: Store) -> None:
    mine = _change(declared, "indicator", "antal", lag_months=9, decimals=3)
    theirs = _file("indicators", "antal", lag_months=12, unit={"da": "stk", "en": "pcs"})
    for _ in range(2):  # it stays one, however often the file is applied
        (conflict,) = _apply(declared, theirs)
        assert (conflict.what, conflict.author) == ("conflict", "Anna")
        assert [(one.field, one.before, one.stands, one.says) for one in conflict.differences] == [
            ("decimals", 0, 3, 0),
            ("lag_months", 6, 9, 12),
            ("unit", {"da": "ting", "en": "things"}, {"da": "ting", "en": "things"}, {"da": "stk", "en": "pcs"}),
        ]
    assert _standing(declared, "indicator", "antal") == mine


TAKEN: list[tuple[list[Choice], tuple[int, int, str], list[str], list[str], str]] = [
    ([Choice("file", "indicator", "antal")], (12, 0, "stk"), ["changed"], [], "the file's"),
    ([Choice("store", "indicator", "antal")], (9, 3, "ting"), [], ["edited"], "the browser's: the file is behind"),
    (
        [Choice("file", "indicator", "antal"), Choice("store", "indicator", "antal", "decimals")],
        (12, 3, "stk"),
        ["changed"],
        ["edited"],
        "the file's but for one field",
    ),
    ([Choice("file", "indicator", "antal", "unit")], (9, 3, "ting"), ["conflict"], ["conflict"], "one field only"),
]


@pytest.mark.parametrize(("choices", "expected", "now", "later", "why"), TAKEN, ids=[one[-1] for one in TAKEN])
def test_either_side_can_be_taken(
    declared: Store,
    choices: list[Choice],
    expected: tuple[int, int, str],
    now: list[str],
    later: list[str],
    why: str,
) -> None:
    mine = _change(declared, "indicator", "antal", lag_months=9, decimals=3)
    theirs = _file("indicators", "antal", lag_months=12, unit={"da": "stk", "en": "pcs"})
    assert [one.what for one in _plan(declared, theirs, *choices)] == now, why
    assert [one.what for one in _apply(declared, theirs, *choices)] == now
    one = _standing(declared, "indicator", "antal")
    assert one is not None
    assert (one.document["lag_months"], one.document["decimals"], one.document["unit"]["da"]) == expected
    assert [one.what for one in _apply(declared, theirs)] == later
    with declared.reading() as connection:
        assert mine in read_history(connection, "proeve", "indicator", "antal"), "the other side is kept"


def test_the_files_side_can_be_had_back(declared: Store) -> None:
    _change(declared, "indicator", "antal", lag_months=9, decimals=3)
    _edit(declared, "indicator", "andel", None)
    choices = [Choice("file", "indicator", "antal", "decimals"), Choice("file", "indicator", "andel")]
    assert [(one.what, one.key) for one in _apply(declared, WHOLE, *choices)] == [
        ("changed", "antal"),
        ("new", "andel"),
    ]
    assert [(one.what, one.fields) for one in _plan(declared, WHOLE)] == [("edited", ("lag_months",))]


def test_a_file_that_has_caught_up_may_go_on(declared: Store) -> None:
    _change(declared, "indicator", "antal", lag_months=9)
    assert _apply(declared, _file("indicators", "antal", lag_months=9)) == []
    assert [one.what for one in _apply(declared, _file("indicators", "antal", lag_months=12))] == ["changed"]


def test_the_file_may_not_take_away_what_the_browser_builds_on(declared: Store) -> None:
    _edit(declared, "small_win", "bro", {"period": 2025, "title": "Bro", "indicators": ["andel"]})
    without = Alliance.model_validate(DOCUMENT | {"indicators": DOCUMENT["indicators"][:2]})
    for attempt in (_plan, _apply):
        with pytest.raises(Mistaken) as told:
            attempt(declared, without)
        assert [one.code for one in told.value.elsewhere] == ["unknown_indicator"]
    assert _standing(declared, "indicator", "andel") is not None


def test_what_was_wrong_before_does_not_hinder_another_edit(sqlite_house: House) -> None:
    store = sqlite_house.store
    _apply(store, small_alliance())  # a place that no list has, from before it was a mistake
    assert _change(store, "indicator", "antal", lag_months=9).document["lag_months"] == 9


def test_order_among_edited_entries_is_the_files(declared: Store) -> None:
    _edit(declared, "goal", "flere", {"title": "Flere"})
    goals = [{"code": "nyt", "title": "Nyt"}, *DOCUMENT["goals"]]
    assert [(one.what, one.key) for one in _apply(declared, Alliance.model_validate(DOCUMENT | {"goals": goals}))] == [
        ("new", "nyt"),
        ("edited", "flere"),
    ]
    with declared.reading() as connection:
        assert [(one.key, one.position) for one in read_entries(connection, "proeve", "goal")] == [
            ("nyt", 0),
            ("faerre", 1),
            ("flere", 2),
        ]
