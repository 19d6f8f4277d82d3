"""Invented cases for every verdict, both directions and several kinds of numbers, to read their sentences aloud.

`python -m tests.progress.said_cases` writes `said.txt` anew: read what has changed before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from config.language import LANGUAGES, Text
from progress.describe import describe
from progress.judge import judge
from progress.naming import Naming
from progress.read_case import read_cases
from progress.verdict import Verdict

SAID = Path(__file__).with_name("said.txt")
TODAY = date(2026, 1, 1)
DIRECTIONS = ("decrease", "increase")


@dataclass(frozen=True)
class Style:
    """Numbers of one kind: where a falling and a rising goal start and end."""

    naming: Naming
    falls: tuple[float, float]
    rises: tuple[float, float]
    fields: dict[str, Any]

    def ends(self, direction: str) -> tuple[float, float]:
        return self.falls if direction == "decrease" else self.rises


STYLES = {
    "count": Style(Naming(Text("Indbrud", "Burglaries"), Text("indbrud", "burglaries"), 0), (1200, 0), (400, 1400), {}),
    "per cent": Style(
        Naming(Text("Tryghed", "Safety"), Text("pct. af borgerne", "per cent of citizens"), 1),
        (25, 10),
        (60, 80),
        {"bounds": [0, 100]},
    ),
    "below zero": Style(Naming(Text("Saldo", "Balance"), Text("mio. kr.", "DKK million")), (-5, -20), (-20, -5), {}),
    "one": Style(Naming(Text("Steder", "Places"), Text("steder", "places"), 0), (5, 1), (1, 5), {}),
}
# Years since 2020 and the share of the way; then what else the case says.
_DATED: dict[str, Any] = {"baseline_period": "2020", "deadline": "2030"}
_SOON = _DATED | {"deadline": "2022"}
SHAPES: dict[str, tuple[tuple[float, ...], dict[str, Any]]] = {
    "not_assessed": ((0, 0.1), _DATED | {"deadline": "2020"}),
    "not_enough_data": ((0,), _DATED),
    "kept": ((1, 1.2, 1), _DATED),
    "slipped": ((1, 1, 0.5), _DATED),
    "met": ((0, 0.5, 1), _DATED),
    "met on time": ((0, 0.5, 1), _SOON),
    "met_late": ((0, 0.2, 0.5, 1), _SOON),
    "missed": ((0, 0.2, 0.5), _SOON),
    "missed, away": ((0, 0.2, -0.5), _SOON),
    "too_early": ((0, 0.05), _DATED | {"deadline": "2031"}),
    "too_few": ((0, 0.5), _DATED),
    "on_track": ((0, 0.25, 0.5), _DATED),
    "acceleration_needed": ((0, 0.25, 0.25, 0.25), _DATED),
    "slow": ((0, 0.25, 0.25, 0.25, 0.25, 0.25), _DATED),
    "no_clear_change": ((0, 0.25, 0), _DATED),
    "moving_away": ((0, 0.25, -0.25), _DATED),
    "stale": ((0, 0.25, 0.25), _DATED | {"frequency": "annual", "lag_months": 0}),
    "improving": ((0, 0.25, 0.5, 0.75), {"baseline_period": "2020"}),
    "stable": ((0.5, 0.5, 0.5, 0.5), {"baseline_period": "2020"}),
    "worsening": ((0.75, 0.5, 0.25, 0), {"baseline_period": "2020"}),
    "no target": ((0, 0.25, 0.5, 0.75), {"has_no_target": True}),
}


def said_cases() -> Iterator[tuple[str, Verdict]]:
    """Every shape in every style and direction, with its words."""
    for shape, (shares, fields) in SHAPES.items():
        for direction in DIRECTIONS:
            for name, style in STYLES.items():
                start, end = style.ends(direction)
                case = {
                    "direction": direction,
                    "observations": [[2020 + n, start + share * (end - start)] for n, share in enumerate(shares)],
                    "target": end,
                    "decimals": style.naming.decimals,
                    **style.fields,
                    **fields,
                }
                if case.pop("has_no_target", False):
                    del case["target"]
                verdict = judge(read_cases([case], TODAY)[0].case)
                yield f"{shape}, {direction}, {name}", describe(verdict, style.naming)


def said() -> str:
    """All of them as text: a heading each, then Danish and English, the sentence and what is said of the pace."""
    blocks = []
    for name, verdict in said_cases():
        texts = [verdict.sentence, verdict.beside.get("pace")]
        spoken = [" ".join(text[language] for text in texts if text) for language in LANGUAGES]
        blocks.append("\n".join([f"{name}: {verdict.verdict}", *spoken]))
    return "\n\n".join(blocks).replace("\u00a0", " ") + "\n"


if __name__ == "__main__":
    SAID.write_text(said(), encoding="utf-8")
