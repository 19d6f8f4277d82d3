"""What `fremdrift judge` shows people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from config.language import Text
from progress.describe import describe
from progress.judge import judge
from progress.judge_lines import judge_lines
from progress.naming import Naming
from progress.other_methods.shown import GROWTH_LIMITS, RATIO_LIMITS, decimals_for
from progress.other_methods.side_by_side import other_methods
from progress.read_case import read_cases
from progress.situation import situation_of


def lines(**case: Any) -> list[str]:
    ((id_, read),) = read_cases([{"id": "a", **case}], date(2026, 1, 1))
    verdict = judge(read)
    methods = other_methods(situation_of(read), verdict.verdict, verdict.rule)
    shown = describe(replace(verdict, methods=methods), Naming(Text(id_, id_)))
    return list(judge_lines({"cases": [{"id": id_, **shown.to_json()}]}))


def test_the_verdict_and_beneath_it_the_other_methods_and_why() -> None:
    values = [[2020 + year, 100 - 10 * year] for year in range(6)]
    assert lines(direction="decrease", observations=values, baseline_period="2020", target=0, deadline="2030") == [
        "a: on_track. 50 i 2025. Målet er 0 i 2030. 50\u00a0pct. af vejen er tilbagelagt på 50\u00a0pct. af tiden.",
        "  På sporet / On track. 50 in 2025. The target is 0 in 2030. 50\u00a0per cent of the way has been covered in"
        " 50\u00a0per cent of the time.",
        "  Tallet er lige på vejen mod målet; den hidtidige fart er nok.",
        "  The value is right on the path to the target; the speed so far is enough.",
        "  Ingen fremskrivning: der er færre end fire målinger før udgangspunktet.",
        "  No forecast: there are fewer than four values before the baseline.",
        "  6 målinger er for få til at skelne et skift fra almindelig variation; der skal ti til.",
        "  6 values are too few to tell a shift from ordinary variation; it takes ten.",
        "  Vurderingen er skrøbelig: efter Open SDG er svaret »Begrænset fremgang«, og efter FN 2023 »Nogen fremgang,"
        " skal op i fart«.",
        "  The verdict is fragile: by the method of Open SDG the answer is “Limited progress”, and by the method of UN"
        " 2023 “Fair progress, acceleration needed”.",
        "  Open SDG  Begrænset fremgang / Limited progress (0,19; score \u22121,7)",
        "            Vækst i procent kan ikke måle vejen til nul; Open SDG sætter 0,001 i stedet, så svaret afhænger af"
        " enheden.",
        "            Growth in per cent cannot measure the way to zero; Open SDG takes 0.001 instead, so its answer"
        " depends on the unit.",
        "  Eurostat  –  Målet er nul, og ingen vækst i procent fører til nul.",
        "               The target is zero, and no growth rate leads to zero.",
        "  FN 2023   Nogen fremgang, skal op i fart / Fair progress, acceleration needed (0,75)",
        "            Med vækst i procent når tallet aldrig nul, så FN's metode ser vejen til målet som længere, end den"
        " er.",
        "            At a growth rate the value never reaches zero, so the UN's method takes the way to the target for"
        " longer than it is.",
    ]


def test_without_a_target_the_number_is_a_growth_a_year() -> None:
    shown = lines(direction="increase", observations=[[2015 + year, 100 + 2 * year] for year in range(11)])
    # (120/100)^(1/10)-1 = 1.84 %; Eurostat from 2020: (120/110)^(1/5)-1 = 1.76 %
    assert (
        "  Open SDG  Betydelig fremgang / Substantial progress (1,8\u00a0pct. om året den rigtige vej; score 4,2)"
        in shown
    )
    assert "  Eurostat  Betydelig fremgang / Significant progress (1,8\u00a0pct. om året den rigtige vej)" in shown


SHOWN = [
    (0.9497, RATIO_LIMITS, 2, 4, "0.95 would be another word, and so would 0.950"),
    (0.954, RATIO_LIMITS, 2, 2, "0.95 is the same word"),
    (0.5999, RATIO_LIMITS, 2, 4, "just below 0.60"),
    (-0.004, RATIO_LIMITS, 2, 3, "the wrong way, and not 0.00"),
    (0.0146, GROWTH_LIMITS, 3, 4, "1.5 per cent would be another word: 1.46"),
    (0.0154, GROWTH_LIMITS, 3, 3, "1.5 per cent"),
    (0.95 - 1e-12, RATIO_LIMITS, 2, 6, "no more than six"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "limits", "fewest", "decimals"), [row[:4] for row in SHOWN])
def test_no_number_seems_to_have_reached_a_limit(
    value: float, limits: tuple[float, ...], fewest: int, decimals: int
) -> None:
    assert decimals_for(value, limits, fewest) == decimals
