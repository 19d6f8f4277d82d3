"""The table of docs/security.md names tests that are there, and no attack on the limits is left out of it."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/security.md"
_NAMED = re.compile(r"\[(\w+)\]\(\.\./(tests/[\w/]+\.py)\)")


def names_in(path: Path) -> set[str]:
    return set(re.findall(r"^def test_(\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_what_the_page_says_is_tried_is_tried() -> None:
    named = _NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) >= 20
    assert [one for one in named if one[0] not in names_in(HERE.parents[1] / one[1])] == []


def test_no_attack_is_left_out() -> None:
    named = {name for name, _ in _NAMED.findall(PAGE.read_text(encoding="utf-8"))}
    assert names_in(HERE / "test_attacks_limits.py") - named == set()
