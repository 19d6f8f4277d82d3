"""What stands, written as text: read again it is the very same alliance, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.definition_file import Document, read_text
from config.definitions import Alliance
from config.language import Text
from config.read_definitions import read_folder, understand
from config.write_definitions import definition_text
from tests.rooms import small_alliance

DEMO, _ = read_folder(Path(__file__).parents[2] / "config" / "demo")


def _read(text: str) -> Alliance:
    document = read_text(text, "prove.yaml")
    assert isinstance(document, Document), document
    found = understand(document)
    assert isinstance(found, Alliance), found
    return found


@pytest.mark.parametrize("declared", DEMO, ids=[one.slug for one in DEMO])
def test_every_definition_of_the_demo_is_the_same_again(declared: Alliance) -> None:
    text = definition_text(declared, "To linjer,\nder ikke er felter: x")
    assert _read(text) == declared
    assert definition_text(_read(text)) == definition_text(declared)


WRITTEN = st.text(min_size=1).filter(lambda text: text.strip() == text)
ODD = [
    "751",
    "0751",
    "nej",
    "null",
    "~",
    "true",
    "2020-01-01",
    "1.5e3",
    "1e5",
    "- a",
    "a: b",
    "# x",
    "a #b",
    "x\n\ny",
    "'",
]


@given(WRITTEN, WRITTEN, st.floats(allow_nan=False, allow_infinity=False))
@example("a\n b", "x\u2028y", 1e300)
def test_any_text_and_number_is_the_same_again(da: str, en: str, value: float) -> None:
    declared = small_alliance(
        areas=["alle kommuner"],
        problem={"da": da, "en": en},
        vision=da,
        sources=[{"key": "en", "title": en}],
        small_wins=[{"key": "sti", "period": "2024-03-12", "title": da}],
    )
    indicator = declared.indicators[0]
    target = indicator.targets[0].model_copy(update={"value": value, "reason": Text(en, da)})
    indicators = (indicator.model_copy(update={"targets": (target,)}), *declared.indicators[1:])
    declared = declared.model_copy(update={"indicators": indicators})
    assert _read(definition_text(declared)) == declared


@pytest.mark.parametrize("odd", ODD)
def test_a_text_that_looks_like_something_else_stays_a_text(odd: str) -> None:
    declared = small_alliance(areas=["alle kommuner"], vision=odd, sources=[{"key": "en", "title": odd}])
    assert _read(definition_text(declared)) == declared


def test_it_reads_as_a_person_would_have_written_it() -> None:
    text = definition_text(small_alliance(), "Skrevet tilbage")
    assert text.startswith("# yaml-language-server: $schema=../alliance.schema.json\n# Skrevet tilbage\nslug: proeve\n")
    assert "name: Prøvealliancen\n" in text, "one text where both languages say the same"
    assert "problem: {da: Et opdigtet problem, en: A made-up problem}\n" in text
    assert "    baseline: {period: 2020, value: 100}\n" in text, "years and whole numbers without a point or quotes"
    assert "adopted: 2020-06-01" in text
    assert "noise_band" not in text, "what says the default is left out"
