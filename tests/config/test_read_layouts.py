"""A layout file is data that a person can write: what is wrong with it is told by file, place and remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.layout import Layout
from config.layout_mistakes import LAYOUT_TEXTS
from config.read_layouts import read_layout, read_layouts

TABLE: dict[str, Any] = {
    "indicator": {"fixed": "antal"},
    "area": {"column": "Kommune", "words": {"I alt": "Danmark"}},
    "period": {"across": 1},
    "statuses": [{"from": 2024, "status": "projection"}],
    "signs": {"..": "missing", "-": "zero"},
}
WHOLE: dict[str, Any] = {"name": "bred", "tables": [TABLE]}
FOREIGN = re.compile(r"pydantic|Input should|valid dictionary|Traceback|<class|None|\{|\}", re.IGNORECASE)


def write(folder: Path, layout: Any, name: str = "bred.yaml") -> Path:
    path = folder / name
    path.write_text(layout if isinstance(layout, str) else yaml.safe_dump(layout, allow_unicode=True), encoding="utf-8")
    return path


def table(**changes: Any) -> dict[str, Any]:
    made = TABLE | changes
    return {"name": "bred", "tables": [{name: value for name, value in made.items() if value is not ...}]}


def test_one_may_stand_alone_and_a_year_is_text(tmp_path: Path) -> None:
    layout = read_layout(write(tmp_path, table(leave_out=2019, only={"Emne": "Ting"})))
    assert isinstance(layout, Layout)
    (read,) = layout.tables
    assert read.area is not None
    assert read.area.column == ("Kommune",)
    assert read.leave_out == ("2019",)
    assert read.only == {"Emne": ("Ting",)}
    assert read.required == ("Kommune", "Emne")
    assert layout.is_complete


MISTAKES = [
    (table(area={"column": "A", "across": 1}), "where_one", "tables.0.area", "a field in two places"),
    (table(area={"fill_down": True}), "where_one", "tables.0.area", "a field nowhere"),
    (table(value="Antal"), "value_place", "tables.0", "values both across and in a column"),
    (table(period={"column": "År"}), "value_place", "tables.0", "values nowhere"),
    (table(indicator=...), "layout_open", "tables.0.indicator", "no indicator has been chosen"),
    (table(signs={"x": None}), "layout_open", "tables.0.signs.x", "a sign without a meaning"),
    (table(only={"Emne": []}), "layout_open", "tables.0.only.Emne", "no row has been chosen"),
    (table(factor=None), "layout_open", "tables.0.factor", "no factor has been chosen"),
    (table(signs={"x": "nul"}), "choice", "tables.0.signs.x", "a kind of nothing that does not exist"),
    (table(overskrift=1), "field_unknown", "tables.0.overskrift", "a field that does not exist"),
    (table(header_row=2), "field_misspelt", "tables.0.header_row", "a field that is misspelt"),
    (table(factor=0), "number_limit", "tables.0.factor", "nothing is multiplied by zero"),
    ({"name": "bred", "tables": []}, "too_short", "tables", "no table"),
    ({"name": "andet", "tables": [TABLE]}, "layout_file", "name", "another name than the file's"),
    ({"tables": [TABLE]}, "missing", "name", "no name"),
    ("- bred", "fields", "", "a list"),
    ("name: [bred", "bracket", "", "a bracket that is not closed"),
]


@pytest.mark.parametrize(("layout", "code", "path", "why"), MISTAKES, ids=[why for *_, why in MISTAKES])
def test_a_mistake_has_its_place_and_its_remedy(tmp_path: Path, layout: Any, code: str, path: str, why: str) -> None:
    outcome = read_layout(write(tmp_path, layout))
    assert isinstance(outcome, tuple), why
    assert (code, path) in [(one.code, one.path) for one in outcome]
    for one in outcome:
        for language in ("da", "en"):
            sentence = one.sentence(language).replace(one.found, "")
            assert sentence.startswith("bred.yaml")
            assert not FOREIGN.search(sentence), sentence


def test_every_kind_of_mistake_has_a_case() -> None:
    assert LAYOUT_TEXTS.keys() <= {code for _, code, _, _ in MISTAKES}


def test_a_folder_gives_the_good_ones_and_tells_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    write(tmp_path, {"name": "forkert"}, "forkert.yaml")
    layouts, mistakes = read_layouts(tmp_path)
    assert [layout.name for layout in layouts] == ["bred"]
    assert [one.file for one in mistakes] == ["forkert.yaml"]
    assert read_layouts(tmp_path / "findes-ikke") == ((), ())
