"""What is proposed for an unknown file: a layout, how sure it is and why, and what a person must still choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from config.language import Text
from config.layout import Layout
from config.personal_numbers import masked
from etl.layouts.draft import Question

Confidence = Literal["sure", "likely", "unsure"]
SHOWN = 200  # observations in the report
CONFIDENCES = {
    "sure": Text("sikkert", "sure"), "likely": Text("sandsynligt", "likely"), "unsure": Text("usikkert", "unsure"),
}  # fmt: skip


@dataclass(slots=True)
class Proposal:
    """A layout for a file that is not known.

    Attributes:
        questions: what must be chosen, each with its path in the layout: "tables.0.indicator".
        reasons: how it was understood, and what is likely but not certain.
        sheets_left: sheets on which nothing was found that could be read.
        tidy: the observations under the layout as it stands.
        owners: for each table of the layout the keys of the tables in the file that it was made of.
        tables_left: key and title of each table that is not read.
    """

    layout: Layout
    confidence: Confidence
    reasons: list[Text] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    sheets_left: list[str] = field(default_factory=list)
    tidy: pd.DataFrame = field(default_factory=pd.DataFrame)
    owners: list[list[str]] = field(default_factory=list)
    tables_left: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Nothing is left to choose."""
        return not self.questions and self.layout.is_complete

    def to_json(self) -> dict[str, Any]:
        """For the report; texts as {da, en}, and no CPR number in any of them."""
        entry = {
            "layout": self.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "confidence": self.confidence,
            "reasons": [text.to_json() for text in self.reasons],
            "questions": [
                {"path": one.path, "text": one.text.to_json(), "choices": list(one.choices)} for one in self.questions
            ],
            "sheets_left": self.sheets_left,
            "observations": len(self.tidy),
            "preview": [shown_observation(row) for row in self.tidy.head(SHOWN).to_dict("records")],
        }
        return {name: _masked(value) for name, value in entry.items()}


def shown_observation(row: dict[Any, Any]) -> dict[str, Any]:
    """One row of the tidy frame, for people: period and status as texts."""
    value = row["value"]
    return {
        "indicator": _or_none(row["indicator"]),
        "area": _or_none(row["area"]),
        "period": _or_none(row["period"]),
        "dimensions": _or_none(row["dimensions"]) or "{}",
        "value": float(value) if np.isfinite(value) else None,
        "status": _or_none(row["status"]) or "A",
        "sheet": row["sheet"],
        "cell": row["cell"],
    }


def _or_none(value: Any) -> str | None:
    """A text or a period; where there is none, pandas writes None or NaN."""
    return None if value is None or value != value else str(value)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list):
        return [_masked(one) for one in value]
    if isinstance(value, dict):
        return {masked(str(name)): _masked(one) for name, one in value.items()}
    return value
