"""What stands on the sheets of an indicator's workbook: the columns of its tables, and what is said of the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from config.indicator import Dimension, Indicator
from config.language import Language, Text, format_date
from dashboard.made_up import SENTENCE
from dashboard.open_data.columns import Record
from dashboard.open_data.meanings import NOTHING, licence_of
from dashboard.open_data.told import Told
from dashboard.view import IndicatorView
from dashboard.words import period_label

_ROLES = {
    "shared": Text("fælles", "shared"),
    "part": Text("del", "part"),
    "comparison": Text("sammenligning", "comparison"),
}
_NOTHING_NAMES = {
    "zero": Text("nul", "zero"),
    "missing": Text("mangler", "missing"),
    "not_due": Text("ikke forfalden", "not yet due"),
    "nothing_to_report": Text("intet at indberette", "nothing to report"),
    "not_applicable": Text("ikke relevant", "not applicable"),
    "suppressed": Text("skjult", "hidden"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its heading, how its numbers look, and where its cell comes from."""

    heading: Text
    of: Callable[[Record], Any]
    kind: Literal["text", "date", "value", "share", "number"] = "text"


def figure_fields(view: IndicatorView) -> list[Field]:
    """The columns of the figures, a column for each dimension."""
    names = {one.slug: one.name for one in view.alliance.organisations}
    return [
        *_series_fields(view.indicator),
        Field(Text("Periode", "Period"), lambda one: one["period_name"]),
        Field(Text("Fra", "From"), lambda one: one["period_start"], "date"),
        Field(Text("Til", "To"), lambda one: one["period_end"], "date"),
        Field(Text("Tal", "Figure"), lambda one: one["value"], "value"),
        Field(Text("I stedet for et tal", "In place of a figure"), lambda one: one["instead"]),
        Field(Text("Hvorfor", "Why"), lambda one: one["reason"]),
        Field(Text("Måleenhed", "Unit"), lambda one: one["unit"]),
        Field(Text("Talstatus", "Status"), lambda one: one["status_name"]),
        Field(Text("Kilde", "Source"), lambda one: one["source"]),
        Field(Text("Vilkår", "Terms"), lambda one: one["licence"]),
        Field(Text("Kendt fra", "Known from"), lambda one: one["known_from"], "date"),
        Field(Text("Afleveret af", "Handed in by"), lambda one: names.get(one["delivered_by"], one["delivered_by"])),
        Field(Text("Fil", "File"), lambda one: one["file"]),
        Field(Text("Ark", "Sheet"), lambda one: one["sheet"]),
        Field(Text("Celle", "Cell"), lambda one: one["cell"]),
    ]


def vintage_fields(indicator: Indicator) -> list[Field]:
    """The columns of the vintages of corrected figures."""
    return [
        *_series_fields(indicator),
        Field(Text("Periode", "Period"), lambda one: one["period_name"]),
        Field(Text("Tal", "Figure"), lambda one: one["value"], "value"),
        Field(Text("Talstatus", "Status"), lambda one: one["status_name"]),
        Field(Text("Kendt fra", "Known from"), lambda one: one["known_from"], "date"),
        Field(Text("Gælder", "Stands"), lambda one: Text("ja", "yes") if one["stands"] else Text("nej", "no")),
        Field(Text("Måleenhed", "Unit"), lambda one: one["unit"]),
    ]


def verdict_fields(indicator: Indicator) -> list[Field]:
    """The columns of the verdicts."""
    return [
        *_series_fields(indicator),
        Field(Text("Vurdering", "Verdict"), lambda one: one["verdict_name"]),
        Field(Text("Vurderingen i ord", "The verdict in words"), lambda one: one["sentence"]),
        Field(Text("Udgangspunkt, periode", "Baseline, period"), lambda one: one["baseline_period"]),
        Field(Text("Udgangspunkt", "Baseline"), lambda one: one["baseline_value"], "value"),
        Field(Text("Seneste, periode", "Latest, period"), lambda one: one["latest_period"]),
        Field(Text("Seneste", "Latest"), lambda one: one["latest_value"], "value"),
        Field(Text("Frist", "Deadline"), lambda one: one["target_period"]),
        Field(Text("Måltal", "Target"), lambda one: one["target_value"], "value"),
        Field(Text("Andel af vejen", "Share of the way"), lambda one: one["progress"], "share"),
        Field(Text("Andel af tiden", "Share of the time"), lambda one: one["elapsed"], "share"),
        Field(Text("Fart", "Pace"), lambda one: one["pace"], "number"),
        Field(Text("Vurderet fra", "Judged from"), lambda one: one["assessed_on"], "date"),
        Field(Text("Metode", "Method"), _method),
    ]


def about_lines(told: Told, view: IndicatorView, language: Language, today: date) -> list[tuple[str, str]]:
    """Names and what is said of them, in the order in which they are to be read."""
    alliance, indicator = view.alliance, view.indicator
    goal = next(one for one in alliance.goals if one.code == indicator.goal)
    licence = licence_of(alliance, indicator.source)
    threshold = indicator.suppression.threshold
    said: list[tuple[Text, Text | str | None]] = [
        (Text("Bemærk", "Note"), SENTENCE if alliance.made_up else None),
        (Text("Indikator", "Indicator"), indicator.title),
        (Text("Alliance", "Alliance"), alliance.name),
        (Text("Forbehold", "Reservation"), alliance.disclaimer),
        (Text("Udgik", "Retired"), _day(told.retired) if told.retired else None),
        (Text("Mål", "Goal"), goal.title),
        (Text("Definition", "Definition"), indicator.definition),
        (Text("Måleenhed", "Unit"), indicator.unit),
        (Text("Tæller", "Numerator"), indicator.numerator),
        (Text("Nævner", "Denominator"), indicator.denominator),
        (Text("Kilde", "Source"), indicator.source),
        (Text("Kildens vilkår", "The source's terms"), licence or (_NO_LICENCE if indicator.source else None)),
        *((Text("Databrud", "Break in series"), _dated(one.period, one.reason)) for one in indicator.breaks),
        *((Text("Note", "Note"), note) for note in indicator.notes),
        *(
            (
                Text("Kilde i alliancen", "Source of the alliance"),
                _joined(one.title, one.producer, one.licence, one.url),
            )
            for one in alliance.sources
        ),
        (Text("Små antal", "Small counts"), None if threshold is None else _hidden(threshold)),
        *(
            (Text(f"Intet tal: {name.da}", f"No figure: {name.en}"), NOTHING[code])
            for code, name in _NOTHING_NAMES.items()
        ),
        (Text("Side", "Page"), Text(view.path, f"/en{view.path}")),
        (Text("Åbne data", "Open data"), f"/api/v1/alliances/{alliance.slug}/indicators/{indicator.code}"),
        (Text("Hentet", "Fetched"), _day(today)),
    ]
    return [
        (name[language], text[language] if isinstance(text, Text) else text) for name, text in said if text is not None
    ]


_NO_LICENCE = Text("Ikke angivet af alliancen: spørg kilden.", "Not given by the alliance: ask the source.")


def _day(day: date) -> Text:
    return Text(format_date(day, "da"), format_date(day, "en"))


def _series_fields(indicator: Indicator) -> list[Field]:
    return [
        Field(Text("Serie", "Series"), lambda one: _ROLES[one["role"]]),
        Field(Text("Sted", "Place"), lambda one: one["area_name"]),
        Field(Text("Kommunekode", "Municipality code"), lambda one: one["area_code"]),
        Field(Text("Partner", "Partner"), lambda one: one["organisation_name"]),
        *(Field(one.title, _group(one)) for one in indicator.dimensions),
    ]


def _group(dimension: Dimension) -> Callable[[Record], Any]:
    """The group by its label."""

    def label(one: Record) -> Text | None:
        value = one["dimensions"].get(dimension.code)
        return None if value is None else dimension.label(value)

    return label


def _method(one: Record) -> Text | None:
    version = one["method_version"]
    return Text(f"lineær fart, {version}", f"linear pace, {version}") if version else None


def _dated(period: str, reason: Text) -> Text:
    return Text(f"{period_label(period, 'da')}: {reason.da}", f"{period_label(period, 'en')}: {reason.en}")


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _hidden(threshold: int) -> Text:
    return Text(
        f"Antal fra 1 til {threshold - 1} er skjult, og med dem de tal, de kunne regnes ud fra. "
        "De findes ikke i filen.",
        f"Counts from 1 to {threshold - 1} are hidden, and with them the figures that would tell them. "
        "They are not in this file.",
    )
