"""The example with one of every problem really shows every problem."""

from __future__ import annotations

import shutil
from pathlib import Path

from config.definitions import Alliance
from config.read_definitions import read_alliance
from etl.errands import submit
from etl.problems.of_figures import FIGURE_PROBLEMS
from etl.problems.of_names import NAME_PROBLEMS
from etl.problems.of_tables import TABLE_PROBLEMS
from store.definitions import apply
from tests.rooms import NOW, House

ROOT = Path(__file__).parents[2]
CANNOT_STAND_IN_IT = {
    "no_table": "it has a table",
    "no_rows": "it has rows",
    "dimension_not_declared": "bo-trygt declares no breakdown",
    "dimension_value_unknown": "bo-trygt declares no breakdown",
    "rows_not_filled_in": "is about our template",
    "outlier": "needs figures that are stored",
    "share_small": "is asked about in a file without errors",
    "sign_unknown": "is about a partner's own layout, as are the next",
    "area_other_level": "",
    "column_left_out": "",
    "layout_heading_missing": "",
    "layout_table_missing": "",
    "layout_text_missing": "",
    "layout_unknown": "",
    "table_left_out": "",
    "total_differs": "",
    "unit_text_missing": "",
    "source_failed": "is about a folder",
    "import_failed": "is a fault of ours",
}
OF_THE_FILE = {"hidden_sheet_left_out", "hidden_rows_left_out", "hidden_columns_left_out"}


def test_every_problem_is_there_once_and_nothing_goes_in(sqlite_house: House):
    declared = read_alliance(ROOT / "config" / "demo" / "bo-trygt.yaml")
    assert isinstance(declared, Alliance)
    with sqlite_house.store.writing() as connection:
        apply(connection, declared, "file", NOW)
    example = sqlite_house.folder / "bo-trygt-alle-fejl.xlsx"
    shutil.copy(ROOT / "examples" / example.name, example)
    done = submit(sqlite_house.room, example, "bo-trygt", "sekretariat")
    assert done.outcome == "rejected"
    found = {one["code"] for one in done.report["problems"]}
    assert found == ({*TABLE_PROBLEMS, *FIGURE_PROBLEMS, *NAME_PROBLEMS} - set(CANNOT_STAND_IN_IT)) | OF_THE_FILE
