"""The formula holds the indicator's own numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from config.language import Text
from progress.describe import describe
from progress.judge import judge
from progress.naming import Naming
from progress.read_case import read_cases

TODAY = date(2026, 11, 23)
INDBRUD = [[2017, 29147], [2018, 29015], [2019, 24705], [2020, 17529], [2021, 14804], [2022, 14956], [2023, 14844]]


def lines(language: str, direction: str | None, observations: list[list[Any]], **fields: Any) -> list[str]:
    case = {"direction": direction, "observations": observations, **fields}
    naming = Naming(Text("x", "x"), decimals=fields.get("decimals"))
    verdict = describe(judge(read_cases([case], TODAY)[0].case), naming)
    return [
        f"{line.label[language]}: {line.expression[language]} = {line.result[language]}".replace("\u00a0", " ")
        for line in verdict.formula
    ]


def test_of_a_missed_target() -> None:
    promise = {"baseline_period": 2017, "target": 10000, "deadline": 2023, "decimals": 0}
    assert lines("da", "decrease", INDBRUD, **promise) == [
        "Andel af vejen, P: (14.844 − 29.147) / (10.000 − 29.147) = 74,7 pct.",
        "Andel af tiden, E: (2023 − 2017) / (2023 − 2017) = 100,0 pct.",
        "Afstand i måneder: (0,747 − 1) × 6 × 12 = −18,2",
        "Regel 4: seneste tal mod måltallet: 14.844 mod højst 10.000 = Mål ikke nået",
    ]


def test_of_a_pace() -> None:
    values = [[1990, 79.18], [2022, 42.36], [2023, 38.77]]
    assert lines("en", "decrease", values, baseline_period=1990, target=23.75, deadline=2030) == [
        "Share of the way, P: (38.77 − 79.18) / (23.75 − 79.18) = 72.9 per cent",
        "Share of the time, E: (2023 − 1990) / (2030 − 1990) = 82.5 per cent",
        "Pace, R: 0.729 / 0.825 = 0.88",
        "Distance in months: (0.729 − 0.825) × 40 × 12 = −46.1",
        "Speed needed, times: ((1 − 0.729) / (1 − 0.825)) / (0.729 / 0.825) = 1.8",
        "Rule 6: the pace toward the target: R = 0.88 = Must speed up",
    ]


def test_below_zero_numbers_stand_in_brackets_and_a_step_back_is_no_percentage() -> None:
    values = [["2020-Q4", -20], ["2021-Q2", -19], ["2021-Q4", -30]]
    found = lines("da", "increase", values, baseline_period="2020-Q4", target=-5, deadline="2023-Q4")
    assert found[0] == "Andel af vejen, P: ((−30) − (−20)) / ((−5) − (−20)) = −0,667"
    assert found[1] == "Andel af tiden, E: (2022,00 − 2021,00) / (2024,00 − 2021,00) = 33,3 pct."


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"direction": "decrease", "observations": [[2020, 100], [2021, 90], [2022, 80], [2023, 70]]},
            "Typisk ændring om året fra 2020 (4 målinger, Theil-Sen), mod medianen: −10 / 85 = −11,8 pct.",
        ),
        (
            {"direction": "increase", "observations": [[2020, 1], [2021, 2], [2022, 3], [2023, 4]], "bounds": [0, 100]},
            "Typisk ændring om året fra 2020 (4 målinger, Theil-Sen), i procentpoint: 1 = 1,0 procentpoint",
        ),
        (
            {"direction": "keep", "observations": [[2020, 4]], "range": [3, 5]},
            "Regel 3: målet er at blive, hvor man er: 4 mod 3 til 5 = Fastholdt",
        ),
        (
            {"direction": None, "observations": []},
            "Regel 1: vurderes indikatoren: Den ønskede retning er ikke angivet. = Vurderes ikke",
        ),
        (
            {"direction": "decrease", "observations": [[2020, 4], [2021, 3]]},
            "Regel 7: retningen uden en frist: 2 målinger = For få målinger",
        ),
        (
            {
                "direction": "decrease",
                "observations": [[2020, 100], [2021, 100], [2022, 80]],
                "baseline_period": 2020,
                "target": 0,
                "deadline": 2030,
                "milestones": [{"value": 60, "period": 2022}],
            },
            "Vejens andel, s(E): s(E) = 0,400",
        ),
    ],
)
def test_holds_the_line(fields: dict[str, Any], line: str) -> None:
    assert line in lines("da", **fields)
