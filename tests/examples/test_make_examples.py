"""The example files hold the published figures, all of them and no others, and are made the same every time."""

from __future__ import annotations

import csv
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import yaml

from config.definitions import Alliance
from config.read_definitions import read_folder
from examples import make_examples as examples

HERE = Path(examples.__file__).parent
WORKBOOKS = (
    "bo-trygt-1-foerste-tal",
    "bo-trygt-2-reviderede-tal",
    "hjem-til-alle",
    "klimaalliancen",
    "medvind-i-oesterbyen",
    "toendermarsk-initiativet",
)
STATUS = {None: "A", "foreløbig": "P", "fremskrivning": "F", "mangler": "L"}
ALLIANCE = {"bo-trygt-1-foerste-tal": "bo-trygt", "bo-trygt-2-reviderede-tal": "bo-trygt"}


def rows_of(name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(HERE / f"{name}.xlsx")
    return [tuple(row) for row in book["Indberetning"].iter_rows(values_only=True)]


def figures() -> list[dict[str, str]]:
    with (HERE / "observations.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def alliances() -> dict[str, Alliance]:
    return {a.slug: a for a in read_folder(HERE.parent / "config" / "demo")[0]}


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    names = [path.name for path in examples.make_examples(first)]
    examples.make_examples(second)
    assert names == [
        *(f"{name}.xlsx" for name in WORKBOOKS),
        "bo-trygt-2-reviderede-tal.csv",
        "bo-trygt-alle-fejl.xlsx",
    ]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_committed_files_are_up_to_date(tmp_path: Path) -> None:
    """Compared unpacked: another machine's zlib may pack the same parts into other bytes."""
    for path in examples.make_examples(tmp_path):
        assert unpacked(path) == unpacked(HERE / path.name), f"{path.name}: run make examples"


def unpacked(path: Path) -> object:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return [(part.filename, part.date_time, parts.read(part)) for part in parts.infolist()]


def test_the_workbooks_hold_every_published_figure_once() -> None:
    published = sorted(
        (r["alliance"], r["indicator"], r["area"], r["period"], float(r["value"]), r["status"]) for r in figures()
    )
    told = [
        (ALLIANCE.get(name, name), row[0], row[1], str(row[2]), row[3], STATUS[row[4]])
        for name in WORKBOOKS
        for row in rows_of(name)[1:]
    ]
    missing = [row for row in told if row[4] is None]
    assert sorted(row for row in told if row[4] is not None) == published
    assert missing == [
        ("bo-trygt", "indbrud_pr_1000_boliger", "0101 København", "2021", None, "L"),
        ("bo-trygt", "indbrud_pr_1000_boliger", "Danmark", "2021", None, "L"),
    ]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_is_a_standard_workbook(name: str) -> None:
    headings, *rows = rows_of(name)
    extra = ("kendt fra",) if name.startswith("bo-trygt") else ()
    assert headings == ("indikator", "område", "periode", "værdi", "status", "kilde", *extra)
    keys = [(row[0], row[1], str(row[2])) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)), "one figure a key"
    for row in rows:
        assert isinstance(row[2], int) == str(row[2]).isdecimal(), "plain years are numbers, other periods are text"
        assert row[5], "every figure names its publisher"
    book = openpyxl.load_workbook(HERE / f"{name}.xlsx")
    assert book.sheetnames == ["Indberetning", "Læs mig"]
    assert book["Indberetning"].freeze_panes == "A2"
    about = " ".join(str(cell.value) for cell in book["Læs mig"]["A"])
    assert "ikke alliancens egen opgørelse" in about
    assert ("antaget" in about) == name.startswith("bo-trygt")


def test_days_on_which_figures_became_known() -> None:
    known = {
        (row[0], row[2], row[3]): row[6] for name in WORKBOOKS[:2] for row in rows_of(name)[1:] if row[6] is not None
    }
    assert known == {
        ("indbrud", 2019, 24553): datetime(2020, 1, 31),
        ("indbrud", 2022, 14899): datetime(2023, 1, 31),
        ("indbrud", 2019, 24705): datetime(2021, 1, 31),
        ("indbrud", 2022, 14956): datetime(2023, 12, 31),
    }
    sheet = openpyxl.load_workbook(HERE / "bo-trygt-1-foerste-tal.xlsx")["Indberetning"]
    assert sheet["G2"].number_format == "dd-mm-yyyy"


def test_the_csv_holds_the_same_rows_as_danish_excel_saves_them() -> None:
    text = (HERE / "bo-trygt-2-reviderede-tal.csv").read_bytes().decode("cp1252")
    told = list(csv.reader(text.splitlines(), delimiter=";"))
    assert text.count("\r\n") == text.count("\n") == len(told)
    assert "17,83" in text
    for row, cells in zip(rows_of("bo-trygt-2-reviderede-tal"), told, strict=True):
        expected = [
            f"{cell:%d-%m-%Y}" if isinstance(cell, datetime) else "" if cell is None else str(cell).replace(".", ",")
            for cell in row
        ]
        numbers_only = [e if n in (3, 6) else str(c or "") for n, (e, c) in enumerate(zip(expected, row, strict=True))]
        assert cells == numbers_only


def test_no_note_in_english_is_left_in_the_sources() -> None:
    sources = {str(row[5]) for name in WORKBOOKS for row in rows_of(name)[1:]}
    assert not [
        s for s in sources if any(word in s for word in ("citing", "first print", "quarters", "read ", "plans"))
    ]
    assert set(examples.PUBLISHERS) <= {row["source"] for row in figures()}, "a translation that nothing needs"


def test_the_demo_loads_every_workbook_in_order() -> None:
    listed = yaml.safe_load((HERE / "demo.yaml").read_text(encoding="utf-8"))["submissions"]
    assert [one["file"] for one in listed] == [f"{name}.xlsx" for name in WORKBOOKS]
    declared = alliances()
    for one in listed:
        assert set(one) == {"file", "alliance", "organisation", "note"}
        assert one["alliance"] == ALLIANCE.get(Path(one["file"]).stem, Path(one["file"]).stem)
        assert [o.slug for o in declared[one["alliance"]].delivering] == [one["organisation"]]
        assert set(one["note"]) == {"da", "en"}
        assert ("antaget" in one["note"]["da"]) == one["file"].startswith("bo-trygt"), "assumed days are marked"


def test_every_file_is_told_in_the_readme() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for path in HERE.iterdir():
        if path.suffix in (".xlsx", ".csv", ".yaml", ".py"):
            assert f"`{path.name}`" in readme, path.name
