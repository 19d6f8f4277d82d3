"""`fremdrift apply` with conflicts, `export-definitions`, `rename` and `retire`, as people and scripts meet them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.write_definitions import definition_text
from store.editing import edit, read_entries
from tests.rooms import NOW, House, small_alliance
from tests.test_command_line import Run, run

__all__ = ["run"]  # the fixture

WHOLE = small_alliance(areas=["alle kommuner"])
DOCUMENT = WHOLE.model_dump(mode="json", by_alias=True)


@pytest.fixture
def alliances(sqlite_house: House, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The folder of definitions, brought in."""
    folder = sqlite_house.folder / "config" / "alliances"
    folder.mkdir(parents=True)
    monkeypatch.setenv("FREMDRIFT_CONFIG", str(folder.parent))
    _write(folder)
    assert run("apply").code == 0
    return folder


def _write(folder: Path, **indicator: Any) -> Path:
    """The alliance's file, the fields of its first indicator changed."""
    first, *others = DOCUMENT["indicators"]
    declared = type(WHOLE).model_validate(DOCUMENT | {"indicators": [first | indicator, *others]})
    file = folder / "proeve.yaml"
    file.write_text("# En bemærkning\n" + definition_text(declared), encoding="utf-8")
    return file


def _edit(house: House, **fields: Any) -> None:
    with house.store.writing() as connection:
        one = next(one for one in read_entries(connection, "proeve", "indicator") if one.key == "antal")
        how: dict[str, Any] = {"author": "Anna", "reason": None, "now": NOW, "seen": one.version}
        edit(connection, "proeve", "indicator", "antal", one.document | fields, **how)


def test_a_conflict_is_shown_by_field_and_settled_by_choosing(run: Run, sqlite_house: House, alliances: Path) -> None:
    _edit(sqlite_house, lag_months=9)
    assert run("apply").code == 0, "the file is only behind"
    _write(alliances, lag_months=12)
    for words in (["apply", "--check"], ["apply"]):
        said = run(*words)
        assert said.code == 3
        assert "  conflict  indicator antal (lag_months)\n            in the browser: Anna, 2026-11-23\n" in said.out
        assert "            lag_months: was 6 | edited 9 | file 12\n" in said.out
        assert "--take-file" in said.err
    wrong = run("apply", "--take-file", "indicator/andel")
    assert (wrong.code, wrong.out) == (2, "")
    assert "indicator/andel is not in conflict" in wrong.err
    assert run("apply", "--take-file", "antal").code == 2
    said = run("apply", "--take-file", "indicator/antal/lag_months")
    assert (said.code, said.out) == (0, "proeve: 1 changes\n  changed   indicator antal (lag_months)\n")
    assert run("apply").out == "proeve: no change\n"


def test_what_was_edited_is_written_back_as_text_that_changes_nothing(
    run: Run, sqlite_house: House, alliances: Path
) -> None:
    file = alliances / "proeve.yaml"
    before = file.read_text(encoding="utf-8")
    assert run("export-definitions", "--into", alliances).out == f"{file}: no change\n"
    assert file.read_text(encoding="utf-8") == before, "a file that says the same keeps its comments"
    _edit(sqlite_house, lag_months=9)
    assert "lag_months: 9\n" in run("export-definitions", "proeve").out
    assert file.read_text(encoding="utf-8") == before
    assert run("export-definitions", "--into", alliances).out == f"{file}: written\n"
    text = file.read_text(encoding="utf-8")
    assert text == before.replace("lag_months: 6", "lag_months: 9"), "and the rest of it as it was, comments too"
    assert run("apply").out == "proeve: no change\n"
    assert run("export-definitions", "findes-ikke").code == 2


def test_a_file_with_news_of_its_own_is_not_written_over(run: Run, sqlite_house: House, alliances: Path) -> None:
    _edit(sqlite_house, lag_months=9)
    file = _write(alliances, decimals=2)
    before = file.read_text(encoding="utf-8")
    said = run("export-definitions", "--into", alliances)
    assert said.code == 3
    assert f"{file}: left alone" in said.out
    assert file.read_text(encoding="utf-8") == before
    assert run("export-definitions", "--into", alliances, "--force").out == f"{file}: written\n"


def test_renamed_and_written_back(run: Run, sqlite_house: House, alliances: Path) -> None:
    assert run("rename", "proeve/indicator/antal", "ting", "--author", "Anna").code == 0
    assert run("rename", "proeve", "efter").out == "proeve is now efter.\n"
    assert sqlite_house.folder.joinpath("inbox", "efter", "partner").is_dir()
    said = run("export-definitions", "--into", alliances)
    assert said.out == f"{alliances / 'efter'}.yaml: written; proeve.yaml is now proeve.yaml.former\n"
    assert run("apply").out == "efter: no change\n"
    _write(alliances)  # somebody brings the old file back
    again = run("apply")
    assert (again.code, again.out) == (3, "")
    assert "proeve.yaml" in again.err
    assert "efter.yaml er den samme" in again.err


WRONG = [
    (["rename", "proeve/goal/x", "y"], 2, "There is no goal x in proeve.", "an entry that is none"),
    (["rename", "findes-ikke", "y"], 2, "There is no alliance findes-ikke.", "an alliance that is none"),
    (["rename", "proeve/nonsens/x", "y"], 2, "names no entry", "a kind that is none"),
    (["rename", "proeve/story/x", "y"], 2, "has links", "a kind without links"),
    (["rename", "proeve/indicator/antal", "andel"], 3, "har været brugt", "a key that is taken"),
    (["retire", "proeve/goal/faerre"], 3, "et af alliancens mål", "a goal that indicators belong to"),
    (
        ["retire", "proeve/goal/faerre", "--back"],
        2,
        "There is no goal faerre in proeve.",
        "an entry that is not retired",
    ),
    (["retire", "findes-ikke", "--back"], 2, "There is no alliance findes-ikke.", "no alliance to bring back"),
    (["retire", "proeve/goal/x"], 2, "There is no goal x in proeve.", "an entry to retire that is none"),
]


@pytest.mark.parametrize(("words", "code", "told", "why"), WRONG, ids=[one[-1] for one in WRONG])
def test_wrong_use_is_told(run: Run, words: list[str], code: int, told: str, why: str) -> None:
    said = run(*words)
    assert (said.code, said.out) == (code, ""), why
    assert told in said.err


def test_retired_until_it_is_brought_back(run: Run, alliances: Path) -> None:
    said = run("retire", "proeve/indicator/andel", "--reason", "Måles ikke mere", "--author", "Anna")
    assert (said.code, said.out) == (0, "proeve/indicator/andel is retired.\n")
    assert "  edited    indicator andel\n            in the browser: Anna" in run("apply").out
    assert run("apply", "--take-file", "indicator/andel").out == "proeve: 1 changes\n  new       indicator andel\n"
    assert run("retire", "proeve").code == 0
    assert run("status", "proeve").code == 2, "an alliance that is retired is no more"
    assert run("retire", "proeve", "--back").out == "proeve is back.\n"
    assert run("status", "proeve").code == 0
    assert run("apply").out == "proeve: no change\n"
