"""What verdict would follow from a target that nobody has stored yet."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.change import measured
from dashboard.charts.timeline import assessed_on
from dashboard.editing.indicator import TARGET
from dashboard.editing.place import Place
from dashboard.editing.saving import Attempt
from dashboard.editing.targets import with_target
from dashboard.parts import section, verdict_word
from dashboard.view import read_one
from dashboard.visit import Visit
from progress.declared import case_from, naming_of, published_points
from progress.describe import describe
from progress.judge import judge


def what_follows(place: Place, attempt: Attempt | None, visit: Visit) -> Component | None:
    """The verdict now and the one that would follow, of the alliance's own series."""
    if attempt is None or not attempt.is_look or attempt.written is None or place.part is not TARGET:
        return None
    heading = visit.say("Intet er gemt endnu: det her følger", "Nothing is stored yet: this follows")
    alliance = read_one(visit, place.alliance.slug)
    view = alliance.named(place.key) if alliance else None
    target = attempt.written["targets"][-1]
    if view is None or target.get("area") or not measured(view.shared):
        text = visit.say(
            "For et sted, eller uden tal, kan følgen ikke vises her.",
            "For a single place, or without figures, what follows cannot be shown here.",
        )
        return section("foelger", heading, html.P(text), forrest=True)
    indicator = with_target(view.indicator, target)
    case = case_from(indicator, view.shared, published_points(view.shared), assessed_on(view.shared) or visit.today)
    verdict = describe(judge(case), naming_of(indicator)).to_json()
    now, then = view.verdict, dict(verdict)
    rows = ((visit.say("Nu", "Now"), now), (visit.say("Med det nye måltal", "With the new target"), then))
    return section(
        "foelger",
        heading,
        html.Dl([_row(name, one, visit) for name, one in rows], className="forskel"),
        forrest=True,
    )


def _row(name: str, verdict: dict[str, object], visit: Visit) -> Component:
    spoken = verdict.get("sentence")
    text = spoken[visit.language] if isinstance(spoken, dict) else ""
    return html.Div([html.Dt(name), html.Dd([verdict_word(str(verdict.get("verdict")), visit.language), f" {text}"])])
