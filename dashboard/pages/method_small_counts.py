"""What the method's page says of counts so small that somebody could be recognised."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.parts import section
from dashboard.visit import Visit

_WHAT = Text(
    "Et antal under grænsen, normalt 5, kan være nogen, man kender. Det vises som »færre end 5«, og det er noget andet "
    "end 0 og end et tal, der mangler. Kan det regnes ud af en sum, en anden gruppe, en sats eller et tidligere tal, "
    "er også et af dem »skjult«. Tal, der allerede er offentliggjort af andre, skjules ikke.",
    "A count below the limit, usually 5, can be somebody one knows. It is shown as “fewer than 5”, which is something "
    "else than 0 and than a figure that is missing. Where it could be worked out from a sum, another group, a rate or "
    "an earlier figure, one of those is “hidden” too. Figures that others have published already are not hidden.",
)
_VERDICTS = Text(
    "Det sker, før noget vurderes, så hverken vurdering, sum eller forskel røber noget. Er det seneste tal, "
    "udgangspunktet eller tallet for fristen skjult, er der ingen vurdering, og der står hvorfor.",
    "That is done before anything is judged, so no verdict, sum or difference gives anything away. Where the latest "
    "figure, the baseline or the one for the deadline is hidden there is no verdict, and it says why.",
)


def small_counts(visit: Visit) -> Component:
    heading = visit.say("Når antallet er så lille, at nogen kan kendes", "Counts so small that somebody is recognised")
    return section("smaa", heading, html.P(visit.text(_WHAT)), html.P(visit.text(_VERDICTS), className="luft"))
