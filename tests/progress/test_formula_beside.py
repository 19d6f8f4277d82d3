"""The sums beside a verdict can be done again from what they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from config.language import Text
from progress.assurance import Expected, Forecast, MethodResult, Signal
from progress.case import Target
from progress.formula_beside import compose_formula_beside
from progress.naming import Naming
from progress.verdict import Value, Verdict
from store.time_period import parse

NAMING = Naming(Text("Indbrud", "Burglaries"), Text("indbrud", "burglaries"), 0)
X = Value(parse("2023"), 14844.0)
BASE = Verdict(
    *("slow", 6, date(2026, 11, 23), "decrease"), deciding=X, latest=X, target=Target(0.0, parse("2030"))
)  # fmt: skip

NOISE = Signal("noise", 13, useful=12, median=5.0, longest_run=3, longest_usual=7, crossings=6, fewest_usual=3)


def lines(language: str, naming: Naming = NAMING, **fields: Any) -> list[str]:
    return [
        f"{line.label[language]}: {line.expression[language]} = {line.result[language]}".replace("\u00a0", " ")
        for line in compose_formula_beside(replace(BASE, **fields), naming)
    ]


def forecast(at: float, first_of_band: float, slope: float = -1000.0) -> Forecast:
    now = Expected(parse("2023"), at, at - 2000, at + 2000)
    band = (Expected(parse("2018"), first_of_band, first_of_band, first_of_band), now)
    return Forecast("turned", None, now, band, parse("2012"), parse("2016"), 5, slope)


def test_a_forecast() -> None:
    # The line is at 25,000 in 2016 and falls by 1,000 a year: 23,000 in 2018, 18,000 in 2023.
    assert lines("da", forecast=forecast(18000, 23000)) == [
        "Ventet uden indsats i 2023 (Theil-Sen, 5 målinger, 2012 til 2016): 25.000 + (−1.000) × 7 = 18.000",
        "80 %-interval: målingernes afvigelser trukket på ny, fast frø = 16.000 til 20.000",
        "Mod det ventede: 14.844 mod 16.000 til 20.000 = Kurven er knækket",
    ]
    assert lines("en", forecast=forecast(18000, 23000))[0] == (
        "Expected without action in 2023 (Theil-Sen, 5 values, 2012 to 2016): 25,000 + (−1,000) × 7 = 18,000"
    )


def test_a_forecast_that_was_held_at_a_bound_shows_no_sum_that_does_not_add_up() -> None:
    # By its slope the line would be below zero in 2023; clipped it is not 3,000 - 5 x 1,000.
    assert lines("en", forecast=forecast(0, 3000))[0].endswith(": the line, kept within what is possible = 0")


def test_no_forecast_no_lines() -> None:
    assert lines("da", forecast=Forecast(None, Text("For få.", "Too few."))) == []


def test_a_run_chart() -> None:
    assert lines("da", signal=NOISE) == [
        "Længste række på samme side af medianen, højst: log2(12) + 3, afrundet = 7",
        "Krydsninger af medianen, mindst: 5-procentfraktilen i Bin(11, ½) = 3",
        "Skift eller variation: 3 ≤ 7 og 6 ≥ 3 = Almindelig variation",
    ]
    assert lines("da", signal=Signal("too_few_points", 4)) == []


def test_other_methods() -> None:
    results = (
        MethodResult("open_sdg", "moderate", 0.6512, 2.1),
        MethodResult("eurostat", None, reason=Text("Fortegn.", "Sign.")),
        MethodResult("un_2023", "fair", 0.3),
    )
    assert lines("da", methods=results) == [
        "Open SDG: vækst mod krævet vækst: 0,65; grænser: 0,95, 0,60 og 0 = Moderat fremgang",
        "FN 2023: andel af vejen, ført frem til fristen: 0,30; grænser: 0,95 og 0,10 = Nogen fremgang, skal op i fart",
    ]


def test_other_methods_without_a_deadline_rate_a_growth() -> None:
    results = (MethodResult("open_sdg", "substantial", 0.021), MethodResult("eurostat", "significant", 0.021))
    assert lines("en", methods=results, target=None) == [
        "Open SDG: growth: 2.1 per cent a year the right way = Substantial progress",
        "Eurostat: growth: 2.1 per cent a year the right way; limits: ±1 per cent and 0 = Significant progress",
    ]
