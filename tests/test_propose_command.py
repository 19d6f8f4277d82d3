"""`fremdrift propose`: what a partner's own spreadsheet would be read like, as text that is used at once."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from config.layout import Layout
from config.read_layouts import read_layout
from tests.rooms import House
from tests.test_command_line import NOT_FOR_PEOPLE, TO, Run, run

__all__ = ["run"]  # the fixture


def _own(folder: Path, title: str) -> Path:
    path = folder / "egen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tabel 1")
        for number, row in enumerate([[title], [], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22]]):
            sheet.write_row(number, 0, row)
    return path


def test_a_sure_proposal_is_written_as_a_layout(run: Run, sqlite_house: House) -> None:
    path, out = _own(sqlite_house.folder, "Ting i kommuner"), sqlite_house.folder / "min.yaml"
    said = run("propose", str(path), *TO, "-o", str(out), "--json")
    assert said.code == 0, said.err
    assert (said.object["confidence"], said.object["observations"], said.object["questions"]) == ("sure", 4, [])
    layout = read_layout(out)
    assert isinstance(layout, Layout)
    assert layout.name == "min"


def test_what_is_open_is_said_and_is_no_success(run: Run, sqlite_house: House) -> None:
    said = run("propose", str(_own(sqlite_house.folder, "Det hele")), *TO)
    assert said.code == 3
    assert "tables.0.indicator" in said.out
    assert "Hvilken indikator" in said.out


def test_a_file_without_a_table_and_one_that_is_not_there(run: Run, sqlite_house: House) -> None:
    path = sqlite_house.folder / "brev.csv"
    path.write_text("Kære sekretariat\nVi vender tilbage\n", encoding="utf-8")
    for words, code in ((["propose", str(path), *TO], 3), (["propose", "findes-ikke.xlsx", *TO], 2)):
        said = run(*words)
        assert said.code == code
        assert not NOT_FOR_PEOPLE.search(said.err)


def test_confirming_takes_a_proposal_that_leaves_nothing_open(run: Run, sqlite_house: House) -> None:
    path = str(_own(sqlite_house.folder, "Ting i kommuner"))
    checked = run("submit", path, *TO, "--check", "--json")
    assert (checked.code, checked.object["outcome"]) == (3, "checked")
    assert checked.object["proposal"]["observations"] == 4
    waiting = run("submit", path, *TO, "--json")
    assert (waiting.code, waiting.object["outcome"]) == (3, "awaiting_confirmation")
    done = run("submit", path, *TO, "--confirm", "--json")
    assert (done.code, done.object["outcome"], done.object["counts"]["new"]) == (0, "accepted", 4)
