"""The table of docs/security.md names tests that are there, and no attack of this folder is left out of it."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/security.md"
_NAMED = re.compile(r"\[(\w+)\]\(\.\./(tests/[\w/]+\.py)\)")

_CONTROLS = {"whoever_may_sees_it"}  # without which the others would show nothing


def names_in(path: Path) -> set[str]:
    return set(re.findall(r"^def test_(\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_what_the_page_says_is_tried_is_tried() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = _NAMED.findall(page)
    assert [one for one in named if one[0] not in names_in(HERE.parents[1] / one[1])] == []
    assert len({*named}) == len(named) >= 60, "a row is a test of its own"
    rows = [line for line in page.splitlines() if line.startswith("| ") and "** |" not in line][1:]
    assert [line for line in rows if not _NAMED.search(line)] == [], "a row without a test"


def test_no_attack_is_left_out() -> None:
    named = {name for name, _ in _NAMED.findall(PAGE.read_text(encoding="utf-8"))}
    told = {
        name for path in HERE.glob("test_attacks_*.py") if path.name != Path(__file__).name for name in names_in(path)
    }
    assert told - named - _CONTROLS == set()
