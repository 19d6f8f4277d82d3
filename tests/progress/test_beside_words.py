"""The sentences beside a verdict: pace, forecast, signal, fragile, overlays, other methods; read aloud for sense."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from config.language import Text
from progress.assurance import Doubt, Expected, Forecast, MethodResult, Signal
from progress.beside_words import sentences_beside
from progress.case import Target
from progress.naming import Naming
from progress.overlay_words import partial_sentence
from progress.verdict import Value, Verdict
from progress.words import FORECASTS, METHOD_NAMES, OTHER_METHODS, SIGNALS
from store.time_period import parse
from tests.progress.said_cases import SAID, said

DAY = date(2026, 11, 23)
INDBRUD = Naming(Text("Indbrud", "Burglaries"), Text("indbrud", "burglaries"), 0)
PCT = Naming(Text("Tryghed", "Safety"), Text("pct. af borgerne", "per cent of citizens"), 1)
UNDECLARED = Naming(Text("Udledning", "Emissions"))
X = Value(parse("2023"), 14844.0)
BASE = Verdict(
    *("slow", 6, DAY, "decrease"), deciding=X, latest=X, baseline=Value(parse("2017"), 29147.0),
    target=Target(0.0, parse("2030")),
)  # fmt: skip
UNDATED = {"target": Target(0.0, None)}


def say(name: str, naming: Naming = INDBRUD, **fields: Any) -> tuple[str, str] | None:
    """The sentence of this name."""
    text = sentences_beside(replace(BASE, **fields), naming).get(name)
    return None if text is None else (text.da.replace("\u00a0", " "), text.en.replace("\u00a0", " "))


def test_every_verdict_direction_and_number_is_said_as_read_aloud() -> None:
    assert said() == SAID.read_text(encoding="utf-8")


PACES: list[tuple[dict[str, Any], tuple[str, str] | None]] = [
    (
        {"lead_months": -14.2, "acceleration": 2.3},
        (
            "Tallet er 14 måneder bagud; det skal gå 2,3 gange så hurtigt som hidtil for at nå målet til tiden.",
            "The value is 14 months behind; it must go 2.3 times as fast as so far to reach the target in time.",
        ),
    ),
    (
        {"lead_months": -1.4, "acceleration": 3.0},
        (
            "Tallet er 1 måned bagud; det skal gå 3 gange så hurtigt som hidtil for at nå målet til tiden.",
            "The value is 1 month behind; it must go 3 times as fast as so far to reach the target in time.",
        ),
    ),
    (
        {"lead_months": 7.0, "acceleration": 0.612},
        (
            "Tallet er 7 måneder foran; 61 pct. af den hidtidige fart er nok.",
            "The value is 7 months ahead; 61 per cent of the speed so far is enough.",
        ),
    ),
    (
        {"lead_months": 0.4, "acceleration": 0.97},
        (
            "Tallet er lige på vejen mod målet; den hidtidige fart er nok.",
            "The value is right on the path to the target; the speed so far is enough.",
        ),
    ),
    (
        {"lead_months": -0.4, "acceleration": 1.02},
        (
            "Tallet er lige på vejen mod målet; det skal gå en smule hurtigere end hidtil for at nå målet til tiden.",
            "The value is right on the path to the target; it must go slightly faster than so far to reach the target "
            "in time.",
        ),
    ),
    (
        {"lead_months": -3000.0, "acceleration": 25000.0},
        (
            "Tallet er mere end 100 år bagud; det skal gå mere end 1.000 gange så hurtigt som hidtil for at nå målet "
            "til tiden.",
            "The value is more than 100 years behind; it must go more than 1,000 times as fast as so far to reach the "
            "target in time.",
        ),
    ),
    ({"lead_months": -30.0}, ("Tallet er 30 måneder bagud.", "The value is 30 months behind.")),  # nothing to multiply
    (
        {"acceleration": 2.0},  # a path that is not straight has no distance in months
        (
            "Det skal gå 2 gange så hurtigt som hidtil for at nå målet til tiden.",
            "It must go 2 times as fast as so far to reach the target in time.",
        ),
    ),
    (
        {"lead_months": -14.0, "acceleration": 2.3, "overlays": ("stale",)},
        (
            "I 2023 var tallet 14 måneder bagud; derfra skal det gå 2,3 gange så hurtigt som hidtil for at nå målet "
            "til tiden.",
            "In 2023 the value was 14 months behind; from there it must go 2.3 times as fast as so far to reach the "
            "target in time.",
        ),
    ),
    (
        {"verdict": "missed", "rule": 4, "lead_months": -18.2},
        ("Da fristen udløb, var tallet 18 måneder bagud.", "When the deadline passed, the value was 18 months behind."),
    ),
    ({"verdict": "too_early", "rule": 5, "lead_months": -2.0}, None),  # patience: nothing that sounds like a verdict
    ({"verdict": "met", "rule": 4}, None),
]


@pytest.mark.parametrize(("fields", "expected"), PACES)
def test_pace(fields: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert say("pace", **fields) == expected


def expected(value: float, low: float, high: float, period: str = "2023") -> Expected:
    return Expected(parse(period), value, low, high)


def forecast(verdict: str | None, at: Expected | None = None, reason: Text | None = None) -> Forecast:
    return Forecast(verdict, reason, at, (), parse("2012"), parse("2016"), 5, -1000.0)


AT = expected(18204.3, 15900.0, 20100.0)
FORECAST_SENTENCES: list[tuple[str, Naming, dict[str, Any], tuple[str, str] | None]] = [
    (
        "turned", INDBRUD, {"forecast": forecast("turned", AT)},
        (
            "Uden indsats var der ventet 18.204 (15.900 til 20.100) i 2023; det blev 14.844: kurven er knækket.",
            "Without action, 18,204 (15,900 to 20,100) was expected in 2023; it came to 14,844: the curve has turned.",
        ),
    ),
    (
        "bending", PCT,
        {"forecast": forecast("bending", expected(20, 18.25, 22)), "latest": Value(parse("2023"), 17.0)},
        (
            "Uden indsats var der ventet 20,0 pct. (18,3 til 22,0) i 2023; det blev 17,0 pct.: kurven bøjer.",
            "Without action, 20.0 per cent (18.3 to 22.0) was expected in 2023; it came to 17.0 per cent: "
            "the curve is bending.",
        ),
    ),
    (
        "as_forecast", UNDECLARED,  # no decimals declared: no more digits than the numbers deserve
        {"forecast": forecast("as_forecast", expected(-2.71828, -3.14159, -2)), "latest": Value(parse("2023"), -2.5)},
        (
            "Uden indsats var der ventet −2,72 (−3,14 til −2,00) i 2023; det blev −2,5: som ventet.",
            "Without action, −2.72 (−3.14 to −2.00) was expected in 2023; it came to −2.5: as expected.",
        ),
    ),
    (
        "worse_than_forecast", INDBRUD,  # clipped at zero: one number, no interval
        {"forecast": forecast("worse_than_forecast", expected(-0.2, 0, 0)), "latest": Value(parse("2023"), 3.0)},
        (
            "Uden indsats var der ventet 0 i 2023; det blev 3: værre end ventet.",
            "Without action, 0 was expected in 2023; it came to 3: worse than expected.",
        ),
    ),
    (
        "of sums of twelve months", INDBRUD,
        {
            "forecast": forecast("turned", expected(400, 380, 420, "2024-03")),
            "latest": Value(parse("2024-03"), 350.0),
            "is_trailing": True,
        },
        (
            "Uden indsats var der ventet 400 (380 til 420) i de 12 måneder til og med marts 2024; det blev 350: "
            "kurven er knækket.",
            "Without action, 400 (380 to 420) was expected in the 12 months to the end of March 2024; it came to 350: "
            "the curve has turned.",
        ),
    ),
    (
        "none, and why", INDBRUD,
        {"forecast": forecast(None, None, Text("Kun 2 målinger før 2017.", "Only 2 values before 2017."))},
        ("Ingen fremskrivning: kun 2 målinger før 2017.", "No forecast: only 2 values before 2017."),
    ),
    (
        "better only once", INDBRUD,
        {"forecast": forecast("bending", AT, Text("Kun én gang.", "Once only."))},
        (
            "Uden indsats var der ventet 18.204 (15.900 til 20.100) i 2023; det blev 14.844: kurven bøjer. "
            "Kun én gang.",
            "Without action, 18,204 (15,900 to 20,100) was expected in 2023; it came to 14,844: the curve is bending. "
            "Once only.",
        ),
    ),
    (
        "not to be judged", INDBRUD,
        {"verdict": "not_assessed", "forecast": forecast(None, None, Text("Nej.", "No."))}, None,
    ),
    ("beyond any number", INDBRUD, {"forecast": forecast("turned", expected(float("inf"), 0, 0))}, None),
    ("nothing known", INDBRUD, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("naming", "fields", "expected"),
    [row[1:] for row in FORECAST_SENTENCES],
    ids=[row[0] for row in FORECAST_SENTENCES],
)
def test_forecast(naming: Naming, fields: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert say("forecast", naming, **fields) == expected


def test_every_forecast_has_a_sentence() -> None:
    for code in FORECASTS:
        assert say("forecast", forecast=forecast(code, AT)), code


def run_chart(code: str, count: int, run: tuple[int, int], crossings: tuple[int, int]) -> Signal:
    """Longest run and crossings, each with its limit."""
    return Signal(
        code, count, median=5.0, longest_run=run[0], longest_usual=run[1], crossings=crossings[0],
        fewest_usual=crossings[1],
    )  # fmt: skip


SIGNAL_SENTENCES = [
    (
        Signal("too_few_points", 9),
        "9 målinger er for få til at skelne et skift fra almindelig variation; der skal ti til.",
        "9 values are too few to tell a shift from ordinary variation; it takes ten.",
    ),
    (
        Signal("too_few_points", 1),
        "1 måling er for lidt til at skelne et skift fra almindelig variation; der skal ti til.",
        "1 value is too few to tell a shift from ordinary variation; it takes ten.",
    ),
    (
        Signal("too_few_points", 12),
        "For mange målinger ligger lige på medianen til at skelne et skift fra almindelig variation.",
        "Too many values lie on the median itself to tell a shift from ordinary variation.",
    ),
    (
        run_chart("noise", 12, (3, 7), (6, 3)),
        "Almindelig variation: højst 3 målinger i træk ligger på samme side af medianen (op til 7 er almindeligt), og "
        "den krydses 6 gange (mindst 3 er almindeligt).",
        "Ordinary variation: at most 3 values in a row lie on one side of the median (up to 7 is usual), and it is "
        "crossed 6 times (at least 3 is usual).",
    ),
    (
        run_chart("noise", 10, (1, 6), (9, 2)),
        "Almindelig variation: højst 1 måling i træk ligger på samme side af medianen (op til 6 er almindeligt), og "
        "den krydses 9 gange (mindst 2 er almindeligt).",
        "Ordinary variation: at most 1 value in a row lies on one side of the median (up to 6 is usual), and it is "
        "crossed 9 times (at least 2 is usual).",
    ),
    (
        run_chart("signal", 24, (12, 8), (1, 8)),
        "Tallene har taget et tydeligt skift: 12 målinger i træk ligger på samme side af medianen (mere end 8 er "
        "usædvanligt), og den krydses kun 1 gang (færre end 8 er usædvanligt).",
        "The values have shifted clearly: 12 values in a row lie on one side of the median (more than 8 is unusual), "
        "and it is crossed only once (fewer than 8 is unusual).",
    ),
    (
        run_chart("signal", 12, (6, 7), (2, 3)),
        "Tallene har taget et tydeligt skift: medianen krydses kun 2 gange (færre end 3 er usædvanligt).",
        "The values have shifted clearly: the median is crossed only twice (fewer than 3 is unusual).",
    ),
    (
        run_chart("signal", 12, (8, 7), (3, 3)),
        "Tallene har taget et tydeligt skift: 8 målinger i træk ligger på samme side af medianen (mere end 7 er "
        "usædvanligt).",
        "The values have shifted clearly: 8 values in a row lie on one side of the median (more than 7 is unusual).",
    ),
    (
        run_chart("signal", 12, (6, 7), (0, 3)),
        "Tallene har taget et tydeligt skift: medianen krydses slet ikke (færre end 3 er usædvanligt).",
        "The values have shifted clearly: the median is crossed not at all (fewer than 3 is unusual).",
    ),
]


@pytest.mark.parametrize(("signal", "danish", "english"), SIGNAL_SENTENCES)
def test_signal(signal: Signal, danish: str, english: str) -> None:
    assert say("signal", signal=signal) == (danish, english)


def test_every_signal_has_a_sentence() -> None:
    assert {signal.code for signal, _, _ in SIGNAL_SENTENCES} == set(SIGNALS)


EARLIER, LATER = Doubt("baseline_earlier", "on_track"), Doubt("baseline_later", "on_track")
FRAGILE = [
    ((), None),
    (
        (Doubt("baseline_later", "on_track", parse("2018")),),
        (
            "Vurderingen er skrøbelig: med udgangspunkt i 2018 ville den være »På sporet«.",
            "The verdict is fragile: with the baseline in 2018 it would be “On track”.",
        ),
    ),
    (
        (Doubt("without_latest", "too_few"),),
        (
            "Vurderingen er skrøbelig: uden det seneste tal ville den være »For få målinger«.",
            "The verdict is fragile: without the latest value it would be “Too few values”.",
        ),
    ),
    (
        (EARLIER, LATER),
        (
            "Vurderingen er skrøbelig: med udgangspunktet én måling tidligere eller med udgangspunktet én måling "
            "senere ville den være »På sporet«.",
            "The verdict is fragile: with the baseline one value earlier or with the baseline one value later it "
            "would be “On track”.",
        ),
    ),
    (
        (EARLIER, Doubt("without_latest", "slow")),
        (
            "Vurderingen er skrøbelig: med udgangspunktet én måling tidligere ville den være »På sporet«, og uden det "
            "seneste tal »For langsomt«.",
            "The verdict is fragile: with the baseline one value earlier it would be “On track”, and without the "
            "latest value “Too slow”.",
        ),
    ),
    (
        (EARLIER, Doubt("open_sdg", "limited"), Doubt("un_2023", "fair")),
        (
            "Vurderingen er skrøbelig: med udgangspunktet én måling tidligere ville den være »På sporet«, efter Open "
            "SDG er svaret »Begrænset fremgang«, og efter FN 2023 »Nogen fremgang, skal op i fart«.",
            "The verdict is fragile: with the baseline one value earlier it would be “On track”, by the method of "
            "Open SDG the answer is “Limited progress”, and by the method of UN 2023 "
            "“Fair progress, acceleration needed”.",
        ),
    ),
    ((Doubt("eurostat", "a code of a later version"),), None),
]


@pytest.mark.parametrize(("doubts", "expected"), FRAGILE)
def test_fragile(doubts: tuple[Doubt, ...], expected: tuple[str, str] | None) -> None:
    assert say("fragile", fragile=doubts) == expected


NOISE = run_chart("noise", 12, (3, 7), (6, 3))
STEADY: list[tuple[dict[str, Any], tuple[str, str] | None]] = [
    (
        {"signal": NOISE},
        (
            "Vurderingen er den samme, når udgangspunktet flyttes én måling, og når det seneste tal udelades, så vidt "
            "det kan prøves.",
            "The verdict is the same with the baseline moved by one value, and without the latest value, as far as "
            "that can be tried.",
        ),
    ),
    (
        {"signal": NOISE, "baseline": None, "verdict": "improving", "rule": 7},
        (
            "Vurderingen er den samme, når det seneste tal udelades, så vidt det kan prøves.",
            "The verdict is the same without the latest value, as far as that can be tried.",
        ),
    ),
    ({"signal": NOISE, "fragile": (EARLIER,)}, None),
    (
        {"verdict": "missed", "rule": 4},
        (
            "Vurderingen er en kendsgerning om et målt tal og regnes derfor aldrig for skrøbelig.",
            "The verdict is a fact about a measured value, and so is never counted as fragile.",
        ),
    ),
    ({"signal": NOISE, "verdict": "too_few", "rule": 7}, None),
    ({}, None),  # nothing was tried
]


@pytest.mark.parametrize(("fields", "expected"), STEADY)
def test_steady(fields: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert say("steady", **fields) == expected


WHY = Text("Sammenligner vækstrater.", "Compares growth rates.")
METHODS = [
    (
        MethodResult("open_sdg", "moderate", 0.6512, agrees=True), {},
        "Open SDG siger »Moderat fremgang« (0,65); det passer med vores »For langsomt«.",
        "Open SDG says “Moderate progress” (0.65); that goes with our “Too slow”.",
    ),
    (
        MethodResult("un_2023", "fair", -0.004, agrees=False, because=WHY), {},
        "FN 2023 siger »Nogen fremgang, skal op i fart« (−0,004). Sammenligner vækstrater.",
        "UN 2023 says “Fair progress, acceleration needed” (−0.004). Compares growth rates.",
    ),
    (
        MethodResult("eurostat", "significant_movement_away", -0.0123), UNDATED,
        "Eurostat siger »Betydelig tilbagegang« (1,2 pct. om året den forkerte vej).",
        "Eurostat says “Significant movement away” (1.2 per cent a year the wrong way).",
    ),
    (
        MethodResult("open_sdg", None, reason=Text("Tallet skifter fortegn.", "The value changes its sign.")), {},
        "Open SDG kan ikke bruges her. Tallet skifter fortegn.",
        "Open SDG cannot be applied here. The value changes its sign.",
    ),
    (
        MethodResult("un_2023", "achieved"), {},
        "FN 2023 siger »Mål nået«.",
        "UN 2023 says “Target met”.",
    ),
    (
        MethodResult("un_2023", None), {},
        "FN 2023 kan ikke bruges her.",
        "UN 2023 cannot be applied here.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("result", "fields", "danish", "english"), METHODS)
def test_other_methods(result: MethodResult, fields: dict[str, Any], danish: str, english: str) -> None:
    assert say(result.method, methods=(result,), **fields) == (danish, english)


def test_every_word_of_every_method_is_said() -> None:
    assert set(OTHER_METHODS) == set(METHOD_NAMES)
    for method, words in OTHER_METHODS.items():
        for code, word in words.items():
            spoken = say(method, methods=(MethodResult(method, code, 0.5),))
            assert spoken
            assert word.da in spoken[0]
            assert word.en in spoken[1]


OLD, PROVISIONAL = Value(parse("2022-Q4"), 3.0, "P"), Value(parse("2023-Q1"), 4.0, "P")
OVERLAYS: list[tuple[str, dict[str, Any], tuple[str, str] | None]] = [
    (
        "stale", {"overlays": ("stale",), "latest": PROVISIONAL},
        (
            "Et nyere tal burde være kommet; det seneste er fra 1. kvartal 2023.",
            "A newer value should have come; the latest is from Q1 2023.",
        ),
    ),
    (
        "stopped", {"stopped_at": parse("2022")},
        (
            "Summen kan ikke føres videre fra 2022; tallene derefter tæller ikke med.",
            "The sum cannot be carried on from 2022; the values after that do not count.",
        ),
    ),
    ("stale", {"overlays": ("stale",), "is_overdue": True}, None),  # the sentence says so already
    (
        "provisional", {"overlays": ("provisional",), "latest": PROVISIONAL, "deciding": PROVISIONAL},
        (
            "Tallet for 1. kvartal 2023 er foreløbigt og kan blive rettet.",
            "The value for Q1 2023 is provisional and may be corrected.",
        ),
    ),
    (
        "provisional", {"overlays": ("provisional",), "latest": PROVISIONAL, "deciding": OLD},
        (
            "Tallene for 4. kvartal 2022 og 1. kvartal 2023 er foreløbige og kan blive rettet.",
            "The values for Q4 2022 and Q1 2023 are provisional and may be corrected.",
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "expected"), OVERLAYS)
def test_overlays(name: str, fields: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert say(name, **fields) == expected


PLACES = Text("kommuner", "municipalities")


@pytest.mark.parametrize(
    ("parts", "danish", "english"),
    [
        (7, "Kun 7 af 9 kommuner har afleveret tal.", "Only 7 of 9 municipalities have delivered."),
        (1, "Kun 1 af 9 kommuner har afleveret tal.", "Only 1 of 9 municipalities has delivered."),
        (0, "Ingen af 9 kommuner har afleveret tal.", "None of 9 municipalities has delivered."),
    ],
)
def test_partial(parts: int, danish: str, english: str) -> None:
    assert partial_sentence(parts, 9, PLACES) == (danish, english)
