"""Every kind of problem tells a person, in two languages, what is wrong and what to do."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from config.language import Text
from etl.problems.problem import FOUND_LENGTH, PROBLEMS, Problem, problem

FORBIDDEN = re.compile(r"\bdom\b|\bdommen?\b|!|traceback|exception|calamine|python|/\w+/|\\", re.IGNORECASE)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", PROBLEMS)
def test_both_languages_say_the_same(code: str) -> None:
    kind = PROBLEMS[code]
    for text in (kind.title, kind.expected, kind.remedy):
        assert text.da
        assert text.en
        assert fields(text.da) == fields(text.en)
        assert text.da != text.en
    assert kind.severity in ("error", "warning", "note")


@pytest.mark.parametrize("code", PROBLEMS)
def test_the_words_fit_the_house(code: str) -> None:
    for text in PROBLEMS[code][1:]:
        assert isinstance(text, Text)
        assert not FORBIDDEN.search(text.da)
        assert text.da.endswith(".")
        assert text.en.endswith(".")


def test_fields_are_written_as_each_language_writes_them() -> None:
    found = problem("content_differs_from_name", ending=".xlsx", content=Text("et billede", "a picture"))
    assert found.title == Text(
        "Filen hedder .xlsx, men indholdet er et billede.", "The file is named .xlsx, but holds a picture."
    )
    assert problem("too_many_rows", rows=1_234_567, limit=5).title == Text(
        "Der er 1.234.567 rækker; grænsen er 5.", "There are 1,234,567 rows; the limit is 5."
    )


def test_a_field_is_text_and_never_a_template() -> None:
    """What stands in a stranger's cell must not be able to ask for more."""
    found = problem("content_differs_from_name", ending="{limit} {0.__class__}", content="x")
    assert "{limit} {0.__class__}" in found.title.da


def test_a_forgotten_field_is_a_fault() -> None:
    with pytest.raises(KeyError, match="limit"):
        problem("too_many_rows", rows=5)


def test_what_was_found_is_shortened() -> None:
    found = problem("text_damaged", found="æ" * 40_000).found
    assert found is not None
    assert len(found) == FOUND_LENGTH
    assert found.endswith("…")


def test_json_and_back() -> None:
    one = problem("stray_cell", sheet="Tal", cell="XFD1048576", count=2, rows=1_048_576, columns=16_384)
    entry = json.loads(json.dumps(one.to_json()))
    assert Problem.from_json(entry) == one
    assert entry["title"] == {
        "da": "En celle ligger langt fra de andre: XFD1048576.",
        "en": "One cell lies far from the others: XFD1048576.",
    }
    assert set(entry) == {"code", "severity", "sheet", "cell", "found", "expected", "remedy", "title"}
