"""One plain sentence per verdict, in both languages; grammar for one and many, rising and falling, and zero."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from config.language import Text
from progress.describe import describe
from progress.judge import judge
from progress.naming import Naming
from progress.read_case import read_cases
from progress.words import VERDICTS

TODAY = date(2026, 11, 23)


def say(
    direction: str | None, observations: list[list[Any]], unit: tuple[str, str] = ("", ""), **fields: Any
) -> tuple[str, str, str]:
    case = {"direction": direction, "observations": observations, **fields}
    naming = Naming(Text("Indbrud", "Burglaries"), Text(*unit), fields.get("decimals"))
    verdict = describe(judge(read_cases([case], TODAY)[0].case), naming)
    assert verdict.sentence
    danish, english = (text.replace("\u00a0", " ") for text in verdict.sentence)
    return verdict.verdict, danish, english


def from_2020(*values: float) -> list[list[Any]]:
    return [[2020 + index, value] for index, value in enumerate(values)]


PATH = {"baseline_period": "2020", "target": 0, "deadline": "2030", "assessed_on": "2026-01-01"}
BY_2022 = PATH | {"target": 5, "deadline": "2022"}
STALE = {"frequency": "annual", "lag_months": 0}
PCT = ("pct. af borgerne, der svarer", "per cent of citizens")
HOMES = ("boliger", "homes")
SUMMED = [[2019, 50], [2020, 40], [2021, 60], [2022, 70], [2023, 90]]
PLAN = {"milestones": [{"value": 100, "period": "2021"}, {"value": 60, "period": "2022"}]}

SENTENCES = [
    (
        say(None, from_2020(3, 2)),
        "not_assessed",
        "2 i 2021. Den ønskede retning er ikke angivet.",
        "2 in 2021. The wanted direction has not been declared.",
    ),
    (
        say(
            "decrease",
            from_2020(9, 8),
            exemption={"person": "Anne Hansen", "reason": "Tællingen er lagt om.", "expires": "2027-06-30"},
        ),
        "not_assessed",
        "8 i 2021. Vurderes ikke: Tællingen er lagt om (Anne Hansen, til og med 30. juni 2027).",
        "8 in 2021. Not assessed: Tællingen er lagt om (Anne Hansen, until 30 June 2027).",
    ),
    (
        say("decrease", [], **PATH),
        "not_enough_data",
        "Ingen tal endnu: Indbrud. Udgangspunktet mangler. Målet på 0 kan ikke vurderes.",
        "No values yet: Burglaries. The baseline is missing. The target of 0 cannot be judged.",
    ),
    (
        say("decrease", [[2017, 25]], PCT, baseline_period=2017, target=10),
        "not_enough_data",
        "25 pct. i 2017. Der er ingen måling efter udgangspunktet. Målet på højst 10 pct. kan ikke vurderes.",
        "25 per cent in 2017. There is no value after the baseline. "
        "The target of at most 10 per cent cannot be judged.",
    ),
    (
        say("decrease", from_2020(8, 9, 10), **PATH | {"target": 10}),
        "kept",
        "10 i 2022. Målet på højst 10 er fortsat opfyldt.",
        "10 in 2022. The target of at most 10 is still held.",
    ),
    (
        say("keep", from_2020(4), PCT, range=[3, 5]),
        "kept",
        "4 pct. i 2020. Tallet ligger inden for målet, mellem 3 og 5 pct.",
        "4 per cent in 2020. The value lies within the target range, between 3 and 5 per cent.",
    ),
    (
        say("increase", from_2020(12.5, 8.2), PCT, **PATH | {"target": 10}),
        "slipped",
        "8,2 pct. i 2021. Målet på mindst 10 pct. var opfyldt i 2020 (12,5 pct.), men er tabt igen: "
        "1,8 procentpoint under målet.",
        "8.2 per cent in 2021. The target of at least 10 per cent was held in 2020 (12.5 per cent) but has slipped: "
        "1.8 percentage points below the target.",
    ),
    (
        say("keep", from_2020(6.5), ("grader", "degrees"), range=[3, 5]),
        "slipped",
        "6,5 grader i 2020. Målet er mellem 3 og 5, og tallet ligger 1,5 over.",
        "6.5 degrees in 2020. The target range is between 3 and 5, and the value lies 1.5 above.",
    ),
    (
        say("decrease", from_2020(9, 8, 5, 6), **BY_2022),
        "slipped",
        "6 i 2023. Målet på højst 5 i 2022 blev nået, men er tabt igen: 1 over målet.",
        "6 in 2023. The target of at most 5 in 2022 was met but has slipped since: 1 above the target.",
    ),
    (
        say("decrease", from_2020(100, 90, 0), **PATH),
        "met",
        "0 i 2022. Målet på 0 i 2030 er nået før tid.",
        "0 in 2022. The target of 0 in 2030 is met early.",
    ),
    (
        say("decrease", from_2020(9, 8, 5), **BY_2022),
        "met",
        "5 i 2022. Målet på højst 5 i 2022 blev nået.",
        "5 in 2022. The target of at most 5 in 2022 was met.",
    ),
    (
        say("decrease", from_2020(9, 4), baseline_period="2020", target=5),
        "met",
        "4 i 2021. Målet på højst 5 er nået.",
        "4 in 2021. The target of at most 5 is met.",
    ),
    (
        say("decrease", from_2020(9, 8, 7, 5), **BY_2022),
        "met_late",
        "5 i 2023. Målet på højst 5 i 2022 er nået, men for sent.",
        "5 in 2023. The target of at most 5 in 2022 is met, but late.",
    ),
    (
        say("decrease", from_2020(9, 8, 7, 8), **BY_2022),
        "missed",
        "7 i 2022. Målet var højst 5 i 2022 og blev ikke nået: 50 pct. af vejen. Det seneste tal er 8 i 2023.",
        "7 in 2022. The target was at most 5 in 2022 and was not met: 50 per cent of the way. "
        "The latest value is 8 in 2023.",
    ),
    (
        say("decrease", from_2020(9, 8, 9.5), **BY_2022),
        "missed",
        "9,5 i 2022. Målet var højst 5 i 2022 og blev ikke nået: tallet er steget siden 2020 (9).",
        "9.5 in 2022. The target was at most 5 in 2022 and was not met: the value has risen since 2020 (9).",
    ),
    (
        say("increase", from_2020(9, 8, 9), **BY_2022 | {"target": 15}),
        "missed",
        "9 i 2022. Målet var mindst 15 i 2022 og blev ikke nået.",
        "9 in 2022. The target was at least 15 in 2022 and was not met.",
    ),
    (
        say("decrease", from_2020(1000, 500, 1), ("indbrud", "burglaries"), **BY_2022 | {"target": 0}),
        "missed",
        "1 i 2022. Målet var 0 i 2022 og blev ikke nået: over 99 pct. af vejen.",
        "1 in 2022. The target was 0 in 2022 and was not met: more than 99 per cent of the way.",
    ),
    (
        say("decrease", from_2020(100, 90), **PATH | {"deadline": "2031"}),
        "too_early",
        "90 i 2021. Målet er 0 i 2031. Kun 9 pct. af tiden er gået, og det er for tidligt at vurdere.",
        "90 in 2021. The target is 0 in 2031. Only 9 per cent of the time has gone, and it is too early to judge.",
    ),
    (
        say("decrease", from_2020(100, 80), **PATH),
        "too_few",
        "80 i 2021. Målet er 0 i 2030. Der er kun 1 måling siden 2020; der skal to til en vurdering.",
        "80 in 2021. The target is 0 in 2030. There is only 1 value since 2020; a verdict takes two.",
    ),
    (
        say("decrease", from_2020(9, 8, 7)),
        "too_few",
        "7 i 2022. Der er kun 3 målinger på ti år; der skal fire til at vise en retning.",
        "7 in 2022. There are only 3 values in ten years; it takes four to show a direction.",
    ),
    (
        say("decrease", [[2010, 30], [2020, 20], [2021, 10]], baseline_period="2020", target=0),
        "too_few",
        "10 i 2021. Der er kun 2 målinger fra og med 2020; der skal fire til at vise en retning. "
        "Målet på 0 har ingen frist: 50 pct. af vejen.",
        "10 in 2021. There are only 2 values from 2020 on; it takes four to show a direction. "
        "The target of 0 has no deadline: 50 per cent of the way.",
    ),
    (say("decrease", []), "not_enough_data", "Ingen tal endnu: Indbrud.", "No values yet: Burglaries."),
    (
        say("decrease", [["2020-Q1", 4], ["2020-Q2", 3]], kind="count"),
        "too_few",
        "Der er endnu ikke tal for 12 måneder i træk: Indbrud.",
        "There are no values yet for 12 months in a row: Burglaries.",
    ),
    (
        say("decrease", from_2020(1000, 999, 996), **PATH, noise_band=0),
        "slow",
        "996 i 2022. Målet er 0 i 2030. Under 1 pct. af vejen er tilbagelagt på 20 pct. af tiden.",
        "996 in 2022. The target is 0 in 2030. "
        "Less than 1 per cent of the way has been covered in 20 per cent of the time.",
    ),
    (
        say("decrease", [[2020, 4]]),
        "not_enough_data",
        "4 i 2020. Der er kun én måling; den næste viser den første ændring.",
        "4 in 2020. There is only one value; the next one shows the first change.",
    ),
    (
        say("decrease", from_2020(1000, 900, 800), ("antal indbrud", "number of burglaries"), **PATH),
        "on_track",
        "800 i 2022. Målet er 0 i 2030. 20 pct. af vejen er tilbagelagt på 20 pct. af tiden.",
        "800 in 2022. The target is 0 in 2030. 20 per cent of the way has been covered in 20 per cent of the time.",
    ),
    (
        say("decrease", from_2020(100, 95, 85), **PATH, **STALE),
        "acceleration_needed",
        "85 i 2022. Målet er 0 i 2030. Frem til 2022 var 15 pct. af vejen tilbagelagt på 20 pct. af tiden.",
        "85 in 2022. The target is 0 in 2030. "
        "Up to 2022, 15 per cent of the way had been covered in 20 per cent of the time.",
    ),
    (
        say("decrease", from_2020(100, 95, 90), **PATH),
        "slow",
        "90 i 2022. Målet er 0 i 2030. Kun 10 pct. af vejen er tilbagelagt på 20 pct. af tiden.",
        "90 in 2022. The target is 0 in 2030. Only 10 per cent of the way has been covered in 20 per cent of the time.",
    ),
    (
        say("decrease", from_2020(100, 100, 80), **PATH, **PLAN),
        "slow",
        "80 i 2022. Målet er 0 i 2030. 20 pct. af vejen er tilbagelagt; planen siger 40 pct.",
        "80 in 2022. The target is 0 in 2030. 20 per cent of the way has been covered; the plan says 40 per cent.",
    ),
    (
        say("decrease", from_2020(100, 104, 110), **PATH, milestones=[{"value": 110, "period": "2022"}]),
        "on_track",
        "110 i 2022. Målet er 0 i 2030. Tallet følger den planlagte vej.",
        "110 in 2022. The target is 0 in 2030. The value follows the planned path.",
    ),
    (
        say("decrease", from_2020(100, 95, 99), **PATH),
        "no_clear_change",
        "99 i 2022. Målet er 0 i 2030. Der er ingen tydelig ændring siden 2020 (100).",
        "99 in 2022. The target is 0 in 2030. There is no clear change since 2020 (100).",
    ),
    (
        say("increase", from_2020(50, 45, 40), **PATH | {"target": 90}),
        "moving_away",
        "40 i 2022. Målet er mindst 90 i 2030. Tallet er faldet siden 2020 (50) og går den forkerte vej.",
        "40 in 2022. The target is at least 90 in 2030. "
        "The value has fallen since 2020 (50) and is going the wrong way.",
    ),
    (
        say("decrease", from_2020(100, 95, 9110), **PATH | {"deadline": "2024"}),
        "moving_away",
        "9.110 i 2022. Målet var 0 i 2024, men tallet for 2024 mangler. "
        "Frem til 2022 gik tallet den forkerte vej; i 2020 var det 100.",
        "9,110 in 2022. The target was 0 in 2024, but the value for 2024 is missing. "
        "Up to 2022 the value went the wrong way; in 2020 it was 100.",
    ),
    (
        say("decrease", from_2020(102, 101, 99.5, 98), ("indbrud pr. 1.000 boliger", "burglaries per 1,000 homes")),
        "improving",
        "98 indbrud pr. 1.000 boliger i 2023. Tallet falder typisk 1,4 pct. om året: det går den rigtige vej.",
        "98 burglaries per 1,000 homes in 2023. It falls by typically 1.4 per cent a year: the right way.",
    ),
    (
        say("increase", from_2020(10, 10.5, 11, 11.5), PCT, bounds=[0, 100]),
        "improving_slowly",
        "11,5 pct. i 2023. Tallet stiger typisk 0,5 procentpoint om året: det går langsomt den rigtige vej.",
        "11.5 per cent in 2023. It rises by typically 0.5 percentage points a year: slowly the right way.",
    ),
    (
        say("increase", from_2020(100, 100, 100, 100), **STALE),
        "stable",
        "100 i 2023. Frem til 2023 var tallet stort set uændret.",
        "100 in 2023. Up to 2023 the value was almost unchanged.",
    ),
    (
        say("increase", from_2020(101, 100.5, 100, 99.5, 99), **STALE),
        "worsening_slowly",
        "99 i 2024. Frem til 2024 faldt tallet typisk 0,5 pct. om året: det gik langsomt den forkerte vej.",
        "99 in 2024. Up to 2024 it fell by typically 0.5 per cent a year: slowly the wrong way.",
    ),
    (
        say("decrease", from_2020(1, 10, 100, 1000, 2000, 4000)),
        "worsening",
        "4.000 i 2025. Tallet stiger meget kraftigt: det går den forkerte vej.",
        "4,000 in 2025. It rises very steeply: the wrong way.",
    ),
    (
        say("decrease", from_2020(100, 110, 120, 130), baseline_period="2020", target=5),
        "worsening",
        "130 i 2023. Tallet stiger typisk 8,7 pct. om året: det går den forkerte vej. "
        "Målet på højst 5 har ingen frist, og tallet er steget siden 2020 (100).",
        "130 in 2023. It rises by typically 8.7 per cent a year: the wrong way. "
        "The target of at most 5 has no deadline, and the value has risen since 2020 (100).",
    ),
    (
        say("increase", [["2020-Q1", 1], ["2021-Q1", 5], ["2022-Q1", 9]], baseline_period="2020-Q1", target=12,
            deadline="2027-H2"),
        "on_track",
        "9 i 1. kvartal 2022. Målet er mindst 12 i 2. halvår 2027. "
        "73 pct. af vejen er tilbagelagt på 26 pct. af tiden.",
        "9 in Q1 2022. The target is at least 12 in the second half of 2027. "
        "73 per cent of the way has been covered in 26 per cent of the time.",
    ),
    (
        say("increase", [["2020-03-01", 1], ["2021-03-01", 5]], baseline_period="2020-03-01", target=12,
            deadline="2027-03-01"),
        "too_few",
        "5 den 1. marts 2021. Målet er mindst 12 den 1. marts 2027. "
        "Der er kun 1 måling siden 1. marts 2020; der skal to til en vurdering.",
        "5 on 1 March 2021. The target is at least 12 on 1 March 2027. "
        "There is only 1 value since 1 March 2020; a verdict takes two.",
    ),
    (
        say("decrease", [[f"{year}-Q{q}", 10 + q] for year in (2019, 2020) for q in (1, 2, 3, 4)], kind="count"),
        "stable",
        "50 i de 12 måneder til og med 4. kvartal 2020. Tallet er stort set uændret.",
        "50 in the 12 months to the end of Q4 2020. The value is almost unchanged.",
    ),
    (
        say("increase", SUMMED, HOMES, baseline_period=2019, target=1000, deadline=2030, cumulative=True),
        "acceleration_needed",
        "260 boliger i alt til og med 2023. Målet er mindst 1.000 i alt til og med 2030. "
        "26 pct. af vejen er tilbagelagt på 36 pct. af tiden.",
        "260 homes in all to the end of 2023. The target is at least 1,000 in all to the end of 2030. "
        "26 per cent of the way has been covered in 36 per cent of the time.",
    ),
    (
        say("increase", SUMMED, HOMES, baseline_period=2019, target=1000, deadline=2023, cumulative=True),
        "missed",
        "260 boliger i alt til og med 2023. Målet var mindst 1.000 i alt til og med 2023 og blev ikke nået: "
        "26 pct. af vejen.",
        "260 homes in all to the end of 2023. The target was at least 1,000 in all to the end of 2023 and was not met: "
        "26 per cent of the way.",
    ),
    (
        # A running sum rises whatever happens: the direction is that of what is added.
        say("increase", SUMMED, HOMES, baseline_period=2019, target=1000, cumulative=True),
        "improving",
        "260 boliger i alt til og med 2023. Tilvæksten stiger typisk 24,4 pct. om året: det går den rigtige vej. "
        "Målet på mindst 1.000 har ingen frist: 26 pct. af vejen.",
        "260 homes in all to the end of 2023. What is added each time rises by typically 24.4 per cent a year: "
        "the right way. The target of at least 1,000 has no deadline: 26 per cent of the way.",
    ),
    (
        say("increase", [["2021/22", 5], ["2022/23", 9]], baseline_period="2021/22", target=12, deadline="2022/23"),
        "missed",
        "9 i skoleåret 2022/23. Målet var mindst 12 i skoleåret 2022/23 og blev ikke nået: 57 pct. af vejen.",
        "9 in the school year 2022/23. The target was at least 12 in the school year 2022/23 and was not met: "
        "57 per cent of the way.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code", "danish", "english"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_says(said: tuple[str, str, str], code: str, danish: str, english: str) -> None:
    assert said == (code, danish, english)


def test_every_verdict_has_a_sentence() -> None:
    assert {code for _, code, _, _ in SENTENCES} == set(VERDICTS)


def test_no_sentence_shouts_or_passes_sentence() -> None:
    for _, _, danish, english in SENTENCES:
        assert "!" not in danish + english
        assert not re.search(r"\bdom\b", danish.casefold())
