"""The figures of the demo, typed from its observations: what must come out on 23 November 2026."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from progress.answer_cases import answer_cases

TODAY = date(2026, 11, 23)

INDBRUD = [
    *([2005, 29439], [2009, 48670], [2017, 29147], [2018, 29015], [2019, 24705], [2020, 17529]),
    *([2021, 14804, "P"], [2022, 14956], [2023, 14844]),
]
RATE_YEARS = [*range(2009, 2021), *range(2022, 2026)]
RATES = [17.83, 16.26, 16.43, 15.66, 15.09, 13.15, 11.78, 11.29, 10.28, 10.06, 8.49, 6.03, 4.97, 4.88, 4.72, 5.13]
INDBRUD_PR_1000 = [[year, rate] for year, rate in zip(RATE_YEARS, RATES, strict=True)]
UNGE_18_29 = [[2007, 1242], [2009, 1123], [2011, 1598], [2015, 1971], [2017, 2292], [2019, 1928], [2022, 1586]]
UNGE_18_24 = [[2007, 667], [2009, 633], [2011, 1002], [2015, 1174], [2017, 1278], [2019, 1023], [2022, 744]]
UNGE_25_29 = [
    *([2007, 575], [2009, 490], [2011, 596], [2013, 616], [2015, 797], [2017, 1014], [2019, 905], [2022, 842]),
]
HJEMLOESE = [
    *([2009, 4998], [2011, 5290], [2013, 5820], [2015, 6138], [2017, 6635], [2019, 6431], [2022, 5789], [2024, 5989]),
]
CO2E = [
    *([1990, 79.18], [2005, 73.8], [2010, 67.93], [2015, 50.5], [2016, 53.45], [2017, 50.88], [2018, 52.52]),
    *([2019, 47.56], [2020, 44.71], [2021, 44.51], [2022, 42.36], [2023, 38.77]),
    *([2024, 36.88, "F"], [2025, 33.63, "F"], [2030, 22.18, "F"]),
]
SOENDERBORG = [[2018, 614992], [2019, 512846], [2020, 466077], [2021, 438426], [2022, 384145], [2023, 302884]]
AARHUS = [[2018, 1318950], [2019, 1082114], [2020, 1017290], [2021, 946396], [2022, 1094013], [2023, 1140105]]
NET_ZERO = {"kind": "count", "baseline_period": 2018, "target": 0, "deadline": 2050, "frequency": "annual"}
BIENNIAL = {"kind": "state", "frequency": "biennial", "lag_months": 12}
YEARLY = {"frequency": "annual", "lag_months": 6}


def answer(direction: str, observations: list[Any], **fields: Any) -> Any:
    case = {"id": "x", "direction": direction, "observations": observations, **fields}
    return answer_cases([case], TODAY)["cases"][0]  # type: ignore[index]


def indbrud() -> Any:
    return answer(
        "decrease",
        INDBRUD,
        kind="count",
        decimals=0,
        baseline_period="2017",
        targets=[
            {"value": 10000, "period": "2023", "adopted": "2018-06-11"},
            {"value": 7000, "adopted": "2022-01-01"},
        ],
        breaks=[{"period": "2018", "bridged": True, "reason": "ny bestemmelse i straffeloven, § 276 a"}],
        **YEARLY,
    )


def test_bo_trygt_missed_its_promise_and_a_new_target_does_not_hide_it() -> None:
    found = indbrud()
    assert (found["verdict"], round(found["progress"], 3), found["rule"]) == ("missed", 0.747, 4)
    assert found["baseline"] == {"period": "2017", "value": 29147}
    assert found["latest"] == {"period": "2023", "value": 14844, "status": "A"}
    assert found["target"] == {"period": "2023", "value": 10000}
    assert round(found["lead_months"], 1) == -18.2
    assert found["acceleration"] is None
    assert found["overlays"] == ["stale"]
    assert found["method"] == {"name": "linear", "version": "1.1"}
    outcomes = [(target["value"], round(target["progress"], 3), target["outcome"]) for target in found["targets"]]
    assert outcomes == [(10000, 0.747, "missed"), (7000, 0.646, "no_deadline")]
    assert found["sentence"] == {
        "da": "14.844 i 2023. Målet var højst 10.000 i 2023 og blev ikke nået: 75\u00a0pct. af vejen.",
        "en": "14,844 in 2023. The target was at most 10,000 in 2023 and was not met: 75\u00a0per cent of the way.",
    }


def test_hjem_til_alle_is_slow_and_stale_while_the_value_for_2025_is_not_in() -> None:
    found = answer("decrease", UNGE_18_29, baseline_period=2017, target=0, deadline=2025, **BIENNIAL)
    numbers = [round(found[name], 3) for name in ("progress", "elapsed", "pace")]
    assert (found["verdict"], numbers, found["overlays"]) == ("slow", [0.308, 0.625, 0.493], ["stale"])
    # Two values since 2017: without the one of 2022, or counted from 2019, there would be one, and so no verdict.
    assert found["fragile"] == []
    # Typically 92 a year more from 2007 to 2015: 2,614 in 2022, and between 1,983 and 3,228. 1,586 is fewer, but 1,928
    # in 2019 was inside.
    assert (found["forecast"]["verdict"], round(found["forecast"]["value"])) == ("bending", 2614)
    assert "to målinger i træk" in found["forecast"]["reason"]["da"]
    assert found["targets"][0]["outcome"] == "open"
    assert found["acceleration"] is None
    assert "men tallet for 2025 mangler. Frem til 2022 var kun" in found["sentence"]["da"]


def test_projections_are_never_the_latest_value() -> None:
    found = answer("decrease", CO2E, baseline_period=1990, target=23.75, deadline=2030, frequency="annual")
    assert (found["verdict"], round(found["pace"], 3)) == ("acceleration_needed", 0.884)
    assert found["latest"] == {"period": "2023", "value": 38.77, "status": "A"}
    assert round(found["acceleration"], 2) == 1.75


@pytest.mark.parametrize(
    ("observations", "verdict", "pace"),
    [(SOENDERBORG, "on_track", 3.248), (AARHUS, "acceleration_needed", 0.868)],
)
def test_municipalities_on_their_way_to_net_zero(observations: list[Any], verdict: str, pace: float) -> None:
    found = answer("decrease", observations, **NET_ZERO)
    assert (found["verdict"], round(found["pace"], 3)) == (verdict, pace)


WITHOUT_PACE = [
    ("indbrud_pr_1000_boliger", answer("decrease", INDBRUD_PR_1000, **YEARLY), "improving", []),
    ("unge_18_24", answer("decrease", UNGE_18_24, **BIENNIAL), "improving", ["stale", "fragile"]),
    ("hjemloese_alle", answer("decrease", HJEMLOESE, **BIENNIAL), "improving", ["fragile"]),
    ("unge_25_29", answer("decrease", UNGE_25_29, **BIENNIAL), "worsening", ["stale", "fragile"]),
    ("klimaplaner", answer("increase", [[2020, 3], [2023, 90], [2024, 96]], **YEARLY), "too_few", ["stale"]),
    (
        "co2e_kommuner_samlet",
        answer("decrease", [[2018, 48.5]], baseline_period=2018, target=18.3, deadline=2030, frequency="irregular"),
        "not_enough_data",
        [],
    ),
    (
        "bekymrede",
        answer("decrease", [[2017, 25]], baseline_period=2017, target=10, frequency="irregular"),
        "not_enough_data",
        [],
    ),
]


@pytest.mark.parametrize(("name", "found", "verdict", "overlays"), WITHOUT_PACE, ids=[row[0] for row in WITHOUT_PACE])
def test_indicators_without_a_pace(name: str, found: Any, verdict: str, overlays: list[str]) -> None:
    assert (found["verdict"], found["overlays"], found["pace"]) == (verdict, overlays, None)


def test_the_first_print_of_2019_is_no_verdict() -> None:
    known_then = [[2017, 29147], [2018, 29015], [2019, 24553, "P"]]
    fields: dict[str, Any] = {"baseline_period": 2018, "target": 10000, "deadline": 2023, "assessed_on": "2020-02-01"}
    found = answer("decrease", known_then, kind="count", **fields)
    assert (found["verdict"], round(found["pace"], 2), found["overlays"]) == ("too_few", 1.17, ["provisional"])


def test_answers_are_plain_json() -> None:
    assert json.loads(json.dumps(indbrud(), allow_nan=False)) == indbrud()
