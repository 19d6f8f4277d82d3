"""Letters that a wrong code page has broken: names of places are mended and it is said; anything else is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.places import find_place, municipalities, regions
from etl.opening.cells import Workbook
from etl.opening.letters import place_meant
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.problems.problem import Problem
from tests.etl.made_files import written

NAMES = [name for name in (*(m.name for m in municipalities()), *regions()) if not name.isascii()]
WAYS: dict[str, Callable[[str], str]] = {
    "UTF-8 read as Windows-1252": lambda name: name.encode().decode("cp1252", "replace"),
    "UTF-8 read as Latin-1": lambda name: name.encode().decode("latin-1"),
    "twice": lambda name: name.encode().decode("latin-1").encode().decode("latin-1"),
    "DOS letters": lambda name: name.encode("cp850").decode("cp1252", "replace"),
    "Macintosh letters": lambda name: name.encode("mac-roman").decode("cp1252", "replace"),
    "English letters only": lambda name: name.encode("ascii", "replace").decode(),
    "lost, one sign a letter": lambda name: name.encode("cp1252").decode("utf-8", "replace"),
    "lost, two signs a letter": lambda name: name.encode().decode("ascii", "replace"),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_place_is_found_again(way: str) -> None:
    assert len(NAMES) > 25
    for name in NAMES:
        meant = place_meant(WAYS[way](name))
        assert meant is not None, name
        assert find_place(meant) == find_place(name)


# (text, why)
LEFT = [
    ("Aarhus", "whole"),
    ("Odense?", "a question, not a letter"),
    ("København?", "a whole name and a question"),
    ("?", "nothing tells which"),
    ("??", "nothing tells which"),
    ("\ufffd", "nothing tells which"),
    ("R?", "several places, or none"),
    ("Hvad?", "no place"),
    ("Tilfl?ttede", "no place"),
    ("751 K?benhavn", "code and name are of two places"),
    ("K?benhavn og omegn", "more than a place"),
    ("a?b" * 30, "longer than any place"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), LEFT, ids=[why for _, why in LEFT])
def test_nothing_is_guessed(text: str, why: str) -> None:
    assert place_meant(text) is None, why


def problems(text: str, folder: Path) -> tuple[list[Problem], list[str]]:
    """What is told of a CSV, and its texts."""
    found = read_file(written(folder / "a.csv", text), "a.csv", Limits())
    return (found.problems, found.sheets[0].texts) if isinstance(found, Workbook) else (found, [])


def test_the_report_names_the_cells(tmp_path: Path) -> None:
    told, texts = problems("kommune;antal\nK?benhavn;1\nAarhus;2\nK?benhavn;3\nSorÃ¸;4\n", tmp_path)
    assert [(one.code, one.severity, one.cell, one.found) for one in told] == [
        ("text_mended", "warning", "A2", "K?benhavn"),
        ("text_mended", "warning", "A5", "SorÃ¸"),
    ]
    assert "„København“: A2, A4." in told[0].title.da
    assert {"København", "Sorø"} <= set(texts)
    assert "K?benhavn" not in texts


REFUSED = [
    ("omr\ufffdde;antal\nK\ufffdbenhavn;1\n", ["A1"], "a heading stays broken, though the place is clear"),
    ("kommune;tilfl?ttere\nK?benhavn;1\n", ["B1"], "a question mark within a word, beside a broken place"),
    ("kommune;fÃ¸dte\nAarhus;1\n", ["B1"], "no place at all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cells", "why"), REFUSED, ids=[why for _, _, why in REFUSED])
def test_what_stays_broken_refuses_the_file(text: str, cells: list[str], why: str, tmp_path: Path) -> None:
    told, _ = problems(text, tmp_path)
    assert [one.cell for one in told if one.severity == "error"] == cells, why
    assert {one.code for one in told if one.severity == "error"} == {"text_damaged"}


@pytest.mark.parametrize("text", ["a;b\nHvad?;1\n", "spørgsmål;b\ner det?ja;1\n", "a;b\nR’s;2\n", "x;pris †\ny;1\n"])
def test_odd_signs_alone_are_nobodys_concern(text: str, tmp_path: Path) -> None:
    assert problems(text, tmp_path)[0] == []
