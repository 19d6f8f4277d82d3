"""The seven alliances of the demo read without mistakes and declare every published figure, and nothing else.

The eighth is invented, and says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import config.definitions
from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from config.places import find_place, municipalities
from config.read_definitions import notes_about, read_folder

DEMO = Path(config.definitions.__file__).parent / "demo"
FIGURES = DEMO.parents[1] / "examples" / "observations.csv"
DISCLAIMER = "Eksempel bygget på offentlige tal, ikke alliancens egen opgørelse"
SLUGS = (
    "bo-trygt",
    "fremtidens-baeredygtige-landskaber",
    "hjem-til-alle",
    "klimaalliancen",
    "medvind-i-oesterbyen",
    "toendermarsk-initiativet",
    "troldhedestien",
)
MADE_UP = "oevealliancen"
WITHOUT_FIGURES = {"fremtidens-baeredygtige-landskaber", "troldhedestien"}


@cache
def alliances() -> dict[str, Alliance]:
    return {alliance.slug: alliance for alliance in read_folder(DEMO)[0]}


@cache
def figures() -> tuple[dict[str, str], ...]:
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def indicators() -> Iterator[tuple[Alliance, Indicator]]:
    """Of the seven."""
    return ((alliances()[slug], indicator) for slug in SLUGS for indicator in alliances()[slug].indicators)


def declared_areas(alliance: Alliance, indicator: Indicator) -> set[str]:
    own = {m.place for m in municipalities()} if indicator.by_area else {indicator.area or alliance.area}
    return own | set(indicator.comparison_areas)


def test_all_eight_read_without_mistakes_or_notes() -> None:
    found, mistakes = read_folder(DEMO)
    assert [one.sentence() for one in mistakes] == []
    assert [alliance.slug for alliance in found] == sorted([*SLUGS, MADE_UP])
    assert [note.sentence() for alliance in found for note in notes_about(alliance)] == []


def test_every_figure_is_declared_with_its_unit_and_area() -> None:
    for row in figures():
        alliance = alliances()[row["alliance"]]
        indicator = alliance.indicator(row["indicator"])
        assert indicator is not None, row
        assert indicator.unit.da == row["unit"], row
        place = find_place(row["area"], alliance.areas)
        assert place == row["area"], row
        assert place in declared_areas(alliance, indicator), row


def test_every_indicator_has_figures() -> None:
    with_figures = {(row["alliance"], row["indicator"]) for row in figures()}
    assert {(alliance.slug, indicator.code) for alliance, indicator in indicators()} == with_figures


def test_baselines_are_the_published_values() -> None:
    with_baseline = [(a, i) for a, i in indicators() if i.baseline]
    assert len(with_baseline) == 13  # by alliances.md: 2 of Bo trygt, 1 of Hjem til Alle, 3 of klima, 7 of MedVind
    for alliance, indicator in with_baseline:
        assert indicator.baseline is not None
        if indicator.baseline.value is None:
            assert indicator.by_area, "each place counts from its own value"
            continue
        area = indicator.area or alliance.area
        published = {
            float(row["value"])
            for row in figures()
            if (row["alliance"], row["indicator"], row["area"]) == (alliance.slug, indicator.code, area)
            and row["period"] == indicator.baseline.period
        }
        assert published == {indicator.baseline.value}, indicator.code


def test_figures_have_no_more_decimals_than_their_indicator_shows() -> None:
    for row in figures():
        indicator = alliances()[row["alliance"]].indicator(row["indicator"])
        assert indicator is not None
        decimals = len(row["value"].partition(".")[2])
        assert decimals <= (indicator.decimals if indicator.decimals is not None else -1), row


def test_periods_declared_missing_have_no_figure() -> None:
    for alliance, indicator in indicators():
        periods = [r["period"] for r in figures() if (r["alliance"], r["indicator"]) == (alliance.slug, indicator.code)]
        for gap in indicator.missing:
            assert not [p for p in periods if gap.period <= p <= (gap.until or gap.period)], (indicator.code, gap)


TABLE = [  # the table of alliances.md, cell by cell
    ("bo-trygt", "indbrud", "count", "decrease", "annual", 6, [(10000, "2023"), (7000, None)]),
    ("bo-trygt", "indbrud_kvartal", "count", "decrease", "quarterly", 2, []),
    ("bo-trygt", "indbrud_pr_1000_boliger", "rate", "decrease", "annual", 6, []),
    ("bo-trygt", "indbrud_kommune", "count", "decrease", "annual", 6, []),
    ("bo-trygt", "bekymrede", "share", "decrease", "irregular", None, [(10, None)]),
    ("hjem-til-alle", "unge_18_29", "state", "decrease", "biennial", 12, [(0, "2025")]),
    ("hjem-til-alle", "unge_18_24", "state", "decrease", "biennial", 12, []),
    ("hjem-til-alle", "unge_25_29", "state", "decrease", "biennial", 12, []),
    ("hjem-til-alle", "hjemloese_alle", "state", "decrease", "biennial", 12, []),
    ("hjem-til-alle", "unge_18_29_kommune", "state", "decrease", "biennial", 12, []),
    ("klimaalliancen", "co2e_kommuner_samlet", "count", "decrease", "irregular", None, [(18.3, "2030")]),
    ("klimaalliancen", "co2e_danmark", "count", "decrease", "annual", 18, [(23.75, "2030")]),
    ("klimaalliancen", "co2e_kommune", "count", "decrease", "annual", 18, [(0, "2050")]),
    ("klimaalliancen", "klimaplaner", "state", "increase", "annual", 6, []),
    ("medvind-i-oesterbyen", "unge_uden_for_ungdomsuddannelse", "share", "decrease", "irregular", None, []),
    ("medvind-i-oesterbyen", "ensomhed_indskoling", "share", "decrease", "irregular", None, []),
    ("medvind-i-oesterbyen", "ingen_idraet", "share", "decrease", "irregular", None, []),
    ("medvind-i-oesterbyen", "ungdomsuddannelse_15_mdr", "share", "increase", "irregular", None, []),
    ("medvind-i-oesterbyen", "fritidsjob", "share", "increase", "irregular", None, []),
    ("medvind-i-oesterbyen", "karakter_dansk_matematik", "index", "increase", "irregular", None, []),
    ("medvind-i-oesterbyen", "karakter_02_eller_under", "share", "decrease", "irregular", None, []),
    ("medvind-i-oesterbyen", "foraeldre_paa_ydelse", "share", "decrease", "irregular", None, []),
    ("toendermarsk-initiativet", "overnatninger_1_halvaar", "count", "increase", "annual", None, []),
    ("toendermarsk-initiativet", "byfond_ansoegninger", "state", "increase", "annual", None, []),
]


def test_indicators_are_declared_as_agreed() -> None:
    declared = {
        (a.slug, i.code, i.kind, i.direction, i.frequency, i.lag_months, tuple((t.value, t.period) for t in i.targets))
        for a, i in indicators()
    }
    assert declared == {(*row[:-1], tuple(row[-1])) for row in TABLE}
    headlines = {indicator.code for _, indicator in indicators() if indicator.headline}
    assert headlines == {
        "indbrud",
        "bekymrede",
        "unge_18_29",
        "co2e_kommuner_samlet",
        "unge_uden_for_ungdomsuddannelse",
    }


def test_nothing_is_hidden_and_breaks_are_bridged() -> None:
    for _, indicator in indicators():
        assert indicator.suppression.threshold is None, "published figures"
        assert all(b.bridged and b.period == "2018" for b in indicator.breaks)
    assert {i.code for _, i in indicators() if i.breaks} == {"indbrud", "indbrud_pr_1000_boliger", "indbrud_kommune"}


@pytest.mark.parametrize("slug", SLUGS)
def test_who_delivers(slug: str) -> None:
    alliance = alliances()[slug]
    delivering = [organisation.slug for organisation in alliance.delivering]
    assert delivering == ([] if slug in WITHOUT_FIGURES else ["sekretariat"])
    assert bool(alliance.indicators) == (slug not in WITHOUT_FIGURES)
    assert bool(alliance.fact and alliance.vision) == (slug in WITHOUT_FIGURES)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text that a visitor may see, and where it stands."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}.{number}")


PROPER_NAMES = re.compile(r"\.name$|\.pilots\.\d+$|\.area_text$|\.events\.\d+\.title$")


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_are_written(slug: str) -> None:
    same = [path for path, text in texts(alliances()[slug]) if text.da == text.en and not PROPER_NAMES.search(path)]
    assert same == []


WORDS = [
    (r"!", "no exclamation marks"),
    (r"\bdom(men|me)?\b", "say vurdering"),
    (r"%", "say pct."),
    (r"(?<![\w.–])-\d", "a true minus sign"),
    (r"\d\.\d(?!\d\d)", "decimal comma"),
    (r"\bde hjemløse\b", "say borgere i hjemløshed"),
    (r"  ", "one blank"),
]


def test_only_the_eighth_is_marked_as_made_up_and_its_name_says_so() -> None:
    assert [slug for slug, alliance in alliances().items() if alliance.made_up] == [MADE_UP]
    assert alliances()[MADE_UP].name == Text("Øvealliancen: opdigtede tal", "The Practice Alliance: invented figures")


@pytest.mark.parametrize("slug", [*SLUGS, MADE_UP])
def test_the_danish_is_as_agreed(slug: str) -> None:
    alliance = alliances()[slug]
    assert alliance.disclaimer is not None
    assert (alliance.disclaimer.da == DISCLAIMER) == (slug != MADE_UP)
    assert alliance.headline is not None
    assert not re.search(r"\d", alliance.headline.da), "a figure would go stale"
    for path, text in texts(alliance):
        for shape, reason in WORDS:
            assert not re.search(shape, text.da), (path, text.da, reason)
        assert not re.search(r"\d\.\d{3}\b|pct\.|\bkr\.", text.en), (path, text.en)
