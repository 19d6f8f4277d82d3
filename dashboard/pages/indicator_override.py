"""A person's own judgement beside the method's: never in its place, always with name, reason and last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import format_date
from dashboard.parts import verdict_word, word_of
from dashboard.visit import Visit
from store.published import PublishedSeries


def override_line(series: PublishedSeries, visit: Visit) -> Component | None:
    """ "Sekretariatet vurderer: På sporet, fordi ... (navn, til 1. juni 2027). Beregnet: For langsomt." """
    override = series.verdict.get("override")
    if not override:
        return None
    computed = word_of(str(series.verdict.get("verdict"))).text[visit.language]
    return html.P(
        [
            visit.say("Sekretariatet vurderer: ", "The secretariat judges: "),
            verdict_word(override["verdict"], visit.language),
            f"{_because(override, visit)} {visit.say('Beregnet', 'Computed')}: {computed}.",
        ]
    )


def _because(override: dict[str, Any], visit: Visit) -> str:
    reason = override["reason"][visit.language].strip().rstrip(".")
    if not reason[1:2].isupper():  # no abbreviation
        reason = reason[:1].lower() + reason[1:]
    last = format_date(date.fromisoformat(override["expires"]), visit.language)
    return visit.say(
        f", fordi {reason} ({override['author']}, til {last}).",
        f", because {reason} ({override['author']}, until {last}).",
    )
