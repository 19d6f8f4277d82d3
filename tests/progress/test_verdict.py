"""The JSON of a verdict."""

from __future__ import annotations

import json
import math
from datetime import date

from config.language import Text
from progress.case import Target
from progress.verdict import TargetOutcome, Value, Verdict
from store.time_period import parse

DAY = date(2026, 11, 23)


def test_says_null_for_everything_that_is_not_there() -> None:
    found = Verdict("too_few", 7, DAY, None).to_json()
    assert found["assessed_on"] == "2026-11-23"
    for field in ("reason", "progress", "elapsed", "pace", "baseline", "latest", "target", "slope_pct", "sentence"):
        assert found[field] is None
    for field in ("targets", "overlays", "formula"):
        assert found[field] == []


def test_rounds_what_is_computed_and_leaves_values_as_they_are() -> None:
    verdict = Verdict(
        *("missed", 4, DAY, "decrease"),
        reason=Text("fordi", "because"),
        progress=0.74700997545,
        pace=-1e-9,
        lead_months=math.nan,
        baseline=Value(parse("2017"), 0.123456789),
        latest=Value(parse("2024-Q1"), 2.0, "P"),
        target=Target(math.inf, None),
        targets=(TargetOutcome(5.0, parse("2023"), date(2018, 6, 11), 1 / 3, "missed"),),
    )
    found = verdict.to_json()
    assert (found["progress"], str(found["pace"]), found["lead_months"]) == (0.74701, "0.0", None)
    assert found["baseline"] == {"period": "2017", "value": 0.123456789}
    assert found["latest"] == {"period": "2024-Q1", "value": 2.0, "status": "P"}
    assert found["target"] == {"period": None, "value": None}
    assert found["targets"] == [
        {"value": 5.0, "period": "2023", "adopted": "2018-06-11", "progress": 0.333333, "outcome": "missed"},
    ]
    assert found["reason"] == {"da": "fordi", "en": "because"}
    assert json.loads(json.dumps(found, allow_nan=False)) == found
