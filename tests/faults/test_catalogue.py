"""The tables of docs/faults.md name tests that are there, and no test of a fault is left out of them."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

from tests.faults.test_files import LOSSES, POISON
from tests.faults.test_killed import STEPS

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/faults.md"
ROW = re.compile(
    r"^\| (?P<what>.+) \| (?P<holds>.+) \| (?:\[(?P<test>\w+)\]\(\.\./tests/(?P<module>\S+)\)|the same) \|$", re.M
)


def _rows() -> list[dict[str, str]]:
    """Each fault with its test, also where that is the one of the row before."""
    found = [one.groupdict() for one in ROW.finditer(PAGE.read_text(encoding="utf-8"))]
    for before, one in itertools.pairwise(found):
        if one["test"] is None:
            one["test"], one["module"] = before["test"], before["module"]
    return found


def _tests_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}


def test_every_fault_is_tried() -> None:
    rows = _rows()
    assert len(rows) >= 40
    assert len({one["what"] for one in rows}) == len(rows), "a fault is told twice"
    assert not [one for one in rows if f"test_{one['test']}" not in _tests_of(HERE.parent / one["module"])]


def test_every_test_of_a_fault_is_told() -> None:
    told = {(one["module"], f"test_{one['test']}") for one in _rows()}
    there = {(f"faults/{path.name}", name) for path in HERE.glob("test_*.py") for name in _tests_of(path)}
    assert {one for one in there if one[0] != "faults/test_catalogue.py"} <= told


def test_every_case_of_a_table_is_told() -> None:
    told = "\n".join(one["what"] for one in _rows())
    cases = [why for _, why in STEPS] + [case.__name__.strip("_").replace("_", " ") for case, _ in LOSSES]
    assert not [case for case in [*cases, *(what for what, *_ in POISON)] if case not in told]
