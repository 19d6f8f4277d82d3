"""Small words, and findings composed from verdicts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from config.indicator import Indicator
from config.language import Language, Text
from dashboard.change import change_of, number_change, percent_change
from dashboard.findings import headline
from dashboard.pages.method import _MEANINGS, _OVERLAY_MEANINGS
from dashboard.pages.runs import next_run
from dashboard.words import capital, cell_address, counted, listed, number_word, period_label, sentence
from progress.words import OVERLAYS, VERDICTS
from store.published import Points, PublishedSeries


@pytest.mark.parametrize(
    ("number", "language", "neuter", "word"),
    [
        (0, "da", False, "ingen"),
        (1, "da", False, "én"),
        (1, "da", True, "ét"),
        (12, "da", False, "tolv"),
        (13, "da", False, "13"),
        (1234, "da", False, "1.234"),
        (1, "en", True, "one"),
        (0, "en", False, "no"),
        (1234, "en", False, "1,234"),
    ],
)
def test_small_numbers_are_words(number: int, language: Language, neuter: bool, word: str) -> None:
    assert number_word(number, language, neuter) == word


def test_lists_read_as_sentences() -> None:
    assert listed(["a", "b", "c"], "da") == "a, b og c"
    assert listed(["a", "b"], "en") == "a and b"
    assert listed(["a"], "da") == "a"
    assert listed([], "da") == ""


def test_sentences_end_once() -> None:
    assert sentence("Ja") == "Ja."
    assert sentence("Ja.") == "Ja."
    assert capital("æble") == "Æble"


@pytest.mark.parametrize(
    ("period", "label"), [("2024-Q1", "1. kvartal 2024"), ("2024", "2024"), (None, "–"), ("i går", "i går")]
)
def test_periods_are_for_people(period: str | None, label: str) -> None:
    assert period_label(period, "da") == label


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [("Land", "B10", "Land!B10"), (None, "B10", "B10"), ("Land", None, "Land"), (None, None, "–")],
)
def test_a_cell_has_an_address(sheet: str | None, cell: str | None, text: str) -> None:
    assert cell_address(sheet, cell) == text


def test_one_and_many() -> None:
    assert counted(1, Text("sted", "place"), Text("steder", "places"), "da") == "1 sted"
    assert counted(2, Text("sted", "place"), Text("steder", "places"), "en") == "2 places"


def test_every_word_is_explained() -> None:
    """A new verdict or overlay without a line on the method page fails here."""
    assert set(_MEANINGS) == set(VERDICTS)
    assert set(_OVERLAY_MEANINGS) == set(OVERLAYS)


@pytest.mark.parametrize(
    ("now", "coming"),
    [
        (datetime(2026, 11, 23, 2, 29, tzinfo=UTC), datetime(2026, 11, 23, 2, 30, tzinfo=UTC)),
        (datetime(2026, 11, 23, 2, 30, tzinfo=UTC), datetime(2026, 11, 24, 2, 30, tzinfo=UTC)),  # now is not next
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), datetime(2026, 7, 2, 1, 30, tzinfo=UTC)),  # summer time
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),  # the night it ends
    ],
)
def test_the_next_run_is_at_half_past_three_in_denmark(now: datetime, coming: datetime) -> None:
    assert next_run(now) == coming


def indicator(**more: Any) -> Indicator:
    fields = {"kind": "count", "direction": "decrease", "decimals": 0, "frequency": "annual", **more}
    fields.setdefault("unit", Text("antal", "number"))
    return Indicator(code="a", goal="g", title=Text("Tallet", "The figure"), **fields)


def series(code: str, *values: float, first: int = 2017, **verdict: Any) -> PublishedSeries:
    """Annual values from `first` on, with a verdict; the baseline is the first value unless told otherwise."""
    periods = [str(first + number) for number in range(len(values))]
    points = Points(periods=periods, values=list(values), statuses=["A"] * len(values))
    baseline = {"period": periods[0], "value": values[0]} if values else None
    return PublishedSeries(
        "a", "shared", "shared", None, "Danmark", {}, points, {"verdict": code, "baseline": baseline, **verdict}
    )


FINDINGS = [
    ("missed", (29147, 14844), {}, "Tallet: næsten halveret siden 2017, men målet blev ikke nået"),
    ("missed", (1000, 1200), {}, "Tallet: steget 20 pct. siden 2017, og målet blev ikke nået"),
    ("on_track", (1000, 500), {}, "Tallet: halveret siden 2017, og på sporet mod målet"),
    ("on_track", (1000, 300), {}, "Tallet: mere end halveret siden 2017, og på sporet mod målet"),
    ("slow", (1000, 960), {}, "Tallet: faldet 4,0 pct. siden 2017, men for langsomt til at nå målet"),
    ("improving", (1000, 1010), {}, "Tallet: steget 1,0 pct. siden 2017, men kurven peger den rigtige vej"),
    ("worsening", (1000, 2000), {}, "Tallet: fordoblet siden 2017"),
    ("worsening", (1000, 2500), {}, "Tallet: mere end fordoblet siden 2017"),
    ("worsening", (1000, 9000), {}, "Tallet: steget 800 pct. siden 2017"),
    ("stable", (1000, 1001), {}, "Tallet: ingen tydelig ændring siden 2017"),
    (
        "too_few",
        (12, 10),
        {},
        "Tallet: faldet fra 12 til 10 siden 2017, for få målinger til en vurdering",
    ),  # small count
    ("improving", (0, 5), {}, "Tallet: steget fra 0 til 5 siden 2017, men kurven peger den rigtige vej"),
    ("improving", (-5, -10), {}, "Tallet: faldet fra −5 til −10 siden 2017"),
    ("not_enough_data", (25,), {}, "Tallet: kun udgangspunktet er kendt"),
    ("too_few", (25,), {"baseline": None}, "Tallet: kun én måling er kendt"),
    ("not_enough_data", (), {}, "Tallet: ingen tal endnu"),
    ("improving", (5, 4, 3), {"is_trailing": True, "baseline": None}, "Tallet: forbedres"),
]


@pytest.mark.parametrize(("code", "values", "verdict", "expected"), FINDINGS)
def test_a_headline_is_the_finding(
    code: str, values: tuple[float, ...], verdict: dict[str, Any], expected: str
) -> None:
    assert headline(indicator(), series(code, *values, **verdict), "da").replace("\u00a0", " ") == expected


@pytest.mark.parametrize("code", VERDICTS)
@pytest.mark.parametrize("values", [(), (5.0,), (0.0, 0.0), (100.0, 50.0), (50.0, 100.0), (-3.0, 4.0)])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_verdict_has_a_headline(code: str, values: tuple[float, ...], language: Language) -> None:
    text = headline(indicator(), series(code, *values), language)
    assert text
    assert not any(word in text for word in ("nan", "inf", "None", "{", "%", "!"))


def test_a_place_without_figures_says_how_many_places() -> None:
    assert headline(indicator(), series("not_assessed"), "da", places=11) == "Tallet: 11 steder, hver for sig"


def test_shares_move_in_percentage_points() -> None:
    share = indicator(kind="share", decimals=1, unit=Text("pct. af borgerne", "per cent of citizens"))
    moved = change_of(series("improving", 25.0, 12.5))
    assert moved is not None
    assert percent_change(moved, share, "da") == "−12,5\u00a0procentpoint"
    assert number_change(moved, share, "en") == "−12.5\u00a0percentage points"


def test_without_a_baseline_the_last_ten_years_count() -> None:
    values = [float(value) for value in range(100, 120)]
    moved = change_of(series("worsening", *values, first=2004, baseline=None))
    assert moved is not None
    assert (str(moved.first), str(moved.last)) == ("2013", "2023")


def test_projections_are_no_measurements() -> None:
    points = Points(periods=["2020", "2021", "2030"], values=[10.0, 8.0, 1.0], statuses=["A", "P", "F"])
    one = PublishedSeries("a", "shared", "shared", None, "Danmark", {}, points, {"verdict": "improving"})
    moved = change_of(one)
    assert moved is not None
    assert (moved.end, str(moved.last)) == (8.0, "2021")
