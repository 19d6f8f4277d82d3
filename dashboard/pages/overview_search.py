"""Search and filter of the overview: a plain form, and what it has found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.drawing import Field
from dashboard.parts import also
from dashboard.searching import FIGURES, FRESHNESS, VERDICT, WITHOUT, WORDS, Found, Hit, Wanted
from dashboard.visit import Content, Visit
from dashboard.words import capital, counted
from progress.words import VERDICTS

_ALLIANCE, _ALLIANCES = Text("alliance", "alliance"), Text("alliancer", "alliances")
ROWS = "a"  # the part of the page that a search is about


def address(visit: Visit, **query: str) -> str:
    """The overview with these filters, at its rows."""
    return f"{visit.link('/')}?{urlencode(query)}#{ROWS}"


def form(verdicts: Collection[str], asked: Wanted, visit: Visit) -> Component:
    """Words, verdict and freshness; what is asked stands in it.

    Args:
        verdicts: those that some indicator has.
    """
    return html.Form(
        [
            html.Div(
                [
                    html.Label(
                        visit.say(
                            "Søg alliance, indikator, partner eller sted",
                            "Search for an alliance, indicator, partner or place",
                        ),
                        htmlFor=WORDS,
                    ),
                    Field(WORDS, "search", id=WORDS, value=asked.words or None),
                ],
                className="felt",
            ),
            _select(VERDICT, visit.say("Vurdering", "Verdict"), _verdicts(verdicts, asked, visit), asked.verdict),
            _select(
                FIGURES,
                visit.say("Tal", "Figures"),
                [("", visit.say("alle", "all")), *((key, visit.text(word)) for key, word in FRESHNESS.items())],
                asked.figures,
            ),
            html.Button(visit.say("Vis", "Show"), type="submit", className="knap"),
        ],
        action=f"{visit.link('/')}#{ROWS}",
        method="get",
        role="search",
        className="soeg",
        **also(aria_label=visit.say("Søg i alliancerne", "Search the alliances")),
    )


def _verdicts(verdicts: Collection[str], asked: Wanted, visit: Visit) -> list[tuple[str, str]]:
    """Those that some indicator has, worst first; and the one that is asked for."""
    there = {*verdicts, asked.verdict}
    options = [("", visit.say("alle", "all"))]
    options += [(code, word.text[visit.language]) for code, word in VERDICTS.items() if code in there]
    return [*options, (WITHOUT, visit.say("Uden vurdering", "Without a verdict"))]


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Component:
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            html.Select(
                [html.Option(text, value=value, selected=value == chosen or None) for value, text in options],
                id=name,
                name=name,
            ),
        ],
        className="felt",
    )


def outcome(found: int, of: int, visit: Visit) -> Component:
    """ "2 af 7 alliancer passer. Vis alle"."""
    everything = html.A(visit.say("Vis alle", "Show all"), href=f"{visit.link('/')}#{ROWS}")
    number = counted(of, _ALLIANCE, _ALLIANCES, visit.language)
    if not found:
        text = visit.say(f"Ingen af de {number} passer.", f"None of the {number} fits.")
    else:
        text = visit.say(f"{found} af {number} passer.", f"{found} of {number} fit.")
    return html.P([text, " ", everything], role="status", className="fundet")


def hits(found: Found, visit: Visit) -> Component | None:
    """Where the words were found, under the alliance's row."""
    if not found.hits:
        return None
    parts: list[Content] = [visit.say("Fundet: ", "Found: ")]
    for place, hit in enumerate(found.hits):
        parts += [", " if place else None, *_hit(hit, visit)]
    return html.P(parts, className="lille fundet-i")


def _hit(hit: Hit, visit: Visit) -> list[Content]:
    name = capital(hit.name)
    return [html.A(name, href=visit.link(hit.path)) if hit.path else name, f" ({visit.text(hit.kind)})"]
