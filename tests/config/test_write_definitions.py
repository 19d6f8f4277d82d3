"""What stands, written as text: read again it is the very same alliance, whatever is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.definition_file import Document, read_text
from config.definitions import Alliance
from config.language import Text
from config.read_definitions import read_folder, understand
from config.splice_definitions import spliced_text
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


@settings(deadline=None, max_examples=60)
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


def _demo_file(slug: str) -> str:
    return (Path(__file__).parents[2] / "config" / "demo" / f"{slug}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("declared", DEMO, ids=[one.slug for one in DEMO])
def test_a_file_that_says_the_same_is_the_same_text(declared: Alliance) -> None:
    text = _demo_file(declared.slug)
    assert spliced_text(text, declared) == text


def _changed(declared: Alliance, **fields: Any) -> Alliance:
    return Alliance.model_validate(declared.model_dump(mode="json", by_alias=True) | fields)


def test_only_what_has_changed_is_written_anew() -> None:
    (declared,) = [one for one in DEMO if one.slug == "hjem-til-alle"]
    goals = [one.model_dump(mode="json") for one in declared.goals]
    changed = _changed(
        declared,
        vision={"da": "Et hjem", "en": "A home"},
        goals=[goals[0] | {"title": "Ingen"}, {"code": "nyt", "title": "Nyt"}],
        small_wins=[one.model_dump(mode="json") for one in declared.small_wins[1:]],
    )
    before = _demo_file("hjem-til-alle").splitlines()
    after = spliced_text("\n".join(before), changed).splitlines()
    gone, new = [one for one in before if one not in after], [one for one in after if one not in before]
    assert new == ["    title: Ingen", "  - {code: nyt, title: Nyt}", "vision: {da: Et hjem, en: A home}"]
    assert len(gone) < 10
    assert [one for one in gone if "#" in one] == [], "every comment stands"
    assert _read("\n".join(after)) == changed


HARD = [
    ("goals: [{code: faerre, title: Færre}]\n", "a list on one line"),
    ("goals:\n- code: faerre\n  title: Færre\n", "a list that is not indented"),
    ("goals:\n  -\n    code: faerre\n    title: Færre\n", "a dash by itself"),
    ("goals:  # mål\n  # det første\n  - code: faerre  # nøglen\n    title: Færre\n", "comments everywhere"),
]


@pytest.mark.parametrize(("goals", "why"), HARD, ids=[one[-1] for one in HARD])
def test_however_it_is_written_it_comes_to_the_same(goals: str, why: str) -> None:
    text = f"slug: proeve\nname: P\nproblem: Q\nyears: {{from: 2020}}\n{goals}# slut"
    declared = _changed(
        _read(text), name="Ny", goals=[{"code": "nyt", "title": "Nyt"}, {"code": "faerre", "title": "F"}]
    )
    made = spliced_text(text, declared)
    assert _read(made) == declared, why
    assert "problem: Q\n" in made
