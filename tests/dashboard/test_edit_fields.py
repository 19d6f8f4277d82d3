"""The fields of the editing forms: what stands is read back as it stands, and nothing written breaks anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.language import LANGUAGES, Language, Text
from dashboard.editing.changes import differences
from dashboard.editing.fields import Ask, fill, put_at, read, read_clear_number, read_day, value_at
from dashboard.editing.kinds import KINDS
from store.database import Store
from tests.dashboard.desk import HOME, Desk, desk_in
from tests.rooms import house_in

OFFERED = {"goal": (("a", Text("A", "A")), ("b", Text("B", "B")))}
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
SOME = WRITTEN.filter(bool)


def _value(ask: Ask) -> st.SearchStrategy[Any]:
    if ask.is_words:
        return st.builds(lambda da, en: {"da": da, "en": en or da}, SOME, WRITTEN)
    if ask.way == "choice":
        return st.sampled_from([value for value, _ in ask.options or OFFERED["goal"]])
    days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str)
    ways: dict[str, st.SearchStrategy[Any]] = {
        "period": st.sampled_from(["2024", "2024-H1", "2024-Q3", "2024-03", "2024-W06", "2024-03-12", "2023/24"]),
        "number": st.floats(-1e9, 1e9) | st.just(1.234),
        "whole": st.integers(0, 999),
        "day": days,
        "embargo": days | st.builds("{}T{:%H:%M}".format, days, st.times()),
        "many": st.lists(st.sampled_from(["a", "b", "hidden"]), unique=True, min_size=1),
        "tick": st.just(True),
        "line": SOME,
    }
    return ways[ask.way]


@st.composite
def entries(draw: st.DrawFn) -> tuple[tuple[Ask, ...], dict[str, Any]]:
    """The fields of a kind, or of a list inside one, and an entry that they can hold."""
    kind = draw(st.sampled_from(list(KINDS.values())))
    asks = draw(st.sampled_from([kind.asks, *(part.asks for part in kind.parts)]))
    document: dict[str, Any] = {"key": "kept"}
    for ask in asks:
        if ask.needed or ask.way == "choice" or draw(st.booleans()):
            put_at(document, ask.place, draw(_value(ask)))
    return asks, document


@given(entries(), st.sampled_from(LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_what_stands_is_read_back_as_it_stands(
    entry: tuple[tuple[Ask, ...], dict[str, Any]], language: Language
) -> None:
    asks, document = entry
    choices = {ask.name: ask.options or OFFERED["goal"] for ask in asks if ask.way in ("choice", "many")}
    filled = read(asks, fill(asks, document, language), document, choices, language)
    assert (filled.mistakes, filled.document) == ({}, document)


@given(st.sampled_from(list(KINDS.values())), st.data(), st.sampled_from(LANGUAGES))
@settings(max_examples=25, deadline=None)
def test_a_difference_is_told_where_there_is_one(kind: Any, data: st.DataObject, language: Language) -> None:
    """Of two versions: nothing where they are the same; the field's name where one field is another."""
    ask = data.draw(
        st.sampled_from([one for one in kind.asks if one.way in ("words", "long", "line", "whole", "day", "embargo")])
    )
    before, after = data.draw(_value(ask)), data.draw(_value(ask))
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    put_at(old, ask.place, before)
    put_at(new, ask.place, after)
    told = differences(kind, old, new, language)
    assert bool(told) == (before != after)
    assert all(one.label.startswith(ask.label[language]) for one in told)


@pytest.mark.parametrize(
    ("text", "language", "expected", "why"),
    [
        ("0", "da", 0.0, "zero is a figure"),
        ("12,5", "da", 12.5, ""),
        ("12.5", "da", 12.5, "can be nothing else"),
        ("12,5", "en", 12.5, "can be nothing else"),
        ("7 000", "da", 7000.0, "a blank between thousands"),
        ("1.234.567", "da", 1234567.0, "two points can only separate thousands"),
        ("\u221212", "da", -12.0, "the true minus sign"),
        ("1.234", "da", "Skriv 1234 eller 1,2340.", "a thousand, or a little over one"),
        ("1,234", "en", "Skriv 1234 eller 1,2340.", "and so in English"),
        ("7.000", "da", "Skriv 7000 eller 7.", "the hint itself can be read in one way only"),
        ("12 kr.", "da", "»12 kr.« har en enhed.", "the unit is the indicator's"),
        ("mange", "da", "»mange« er ikke et tal.", ""),
        ("", "da", "»« er ikke et tal.", ""),
    ],
)
def test_a_number_is_read_in_one_way_or_asked_about(text: str, language: Language, expected: Any, why: str) -> None:
    found = read_clear_number(text, language)
    assert expected in found.da if isinstance(found, Text) else found == expected, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-12", "2026-03-12"),
        ("12-03-2026", "2026-03-12"),  # the day first, always
        ("12. marts 2026", "2026-03-12"),
        ("marts 2026", None),
        ("2026", None),
        ("31-02-2026", None),
        ("i morgen", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, expected: str | None) -> None:
    found = read_day(text)
    assert found == expected if expected else isinstance(found, Text)


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (("a",), 1, {"a": 1, "kept": [2]}),
        (("b", "c"), 1, {"b": {"c": 1}, "kept": [2]}),
        (("roles", 0, "role"), "x", {"roles": [{"role": "x"}], "kept": [2]}),
        (("b", "c"), None, {"kept": [2]}),
        (("kept",), None, {}),
    ],
)
def test_a_value_is_put_in_its_place(place: tuple[str | int, ...], value: Any, expected: dict[str, Any]) -> None:
    document: dict[str, Any] = {"kept": [2]}
    put_at(document, place, value)
    assert document == expected
    assert value_at(document, place) == value


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("fields")
    shutil.copyfile(migrated_sqlite, folder / "fremdrift.db")
    store = Store(f"sqlite:///{folder / 'fremdrift.db'}")
    yield desk_in(house_in(folder, store, str(store.url)))
    store.close()


NAMES = sorted(
    {ask.name for kind in KINDS.values() for asks in (kind.asks, *(part.asks for part in kind.parts)) for ask in asks}
)
ODD = st.one_of(
    st.text(max_size=30), st.sampled_from(["2024", "2024-Q1", "12", "1.234", "nan", "1e999", "a\0", "9" * 30, "\ud800"])
)
PATHS = [
    "goal",
    "goal/faerre",
    "indicator",
    "indicator/antal/target",
    "indicator/antal/event",
    "action/tilbud",
    "source",
]


@given(
    st.sampled_from(PATHS),
    st.dictionaries(
        st.sampled_from([*NAMES, *(f"{name}-en" for name in NAMES), "why", "seen", "look"]), ODD, max_size=12
    ),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_written_is_a_fault_of_ours(desk: Desk, path: str, form: dict[str, str]) -> None:
    """It is stored, shown first, or answered with what is to be put right."""
    opened = desk.form(f"{HOME}/{path}")
    sent = {name: text.encode("utf-8", "replace").decode() for name, text in (opened | form).items()}
    answer = desk.client.post(f"{HOME}/{path}", data=sent)
    assert answer.status_code in ((200, 409, 422) if form.get("look") else (303, 409, 422))
    assert desk.status(HOME) == 200
