"""From a page that everybody reads to the forms behind it: one quiet line at its end, for who may use them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.visit import Visit
from store.rights import may


def edit_alliance(slug: str, visit: Visit) -> Component | None:
    if not may(visit.viewer, "define", slug):
        return None
    link = html.A(
        visit.say("ret mål, måltal, handleplan og tekster", "edit goals, targets, action plan and texts"),
        href=visit.link(f"/alliance/{slug}/edit"),
    )
    return _line([link], visit)


def edit_indicator(slug: str, code: str, visit: Visit) -> Component | None:
    if not may(visit.viewer, "define", slug):
        return None
    path = f"/alliance/{slug}/edit/indicator/{code}"
    target = html.A(visit.say("sæt et nyt måltal", "set a new target"), href=visit.link(f"{path}/target"))
    text = html.A(
        visit.say("ret tekster, begivenheder og noter", "edit texts, events and notes"), href=visit.link(path)
    )
    return _line([target, text], visit)


def _line(links: list[Component], visit: Visit) -> Component:
    """ "For sekretariatet: ..."."""
    parts: list[str | Component] = [visit.say("For sekretariatet: ", "For the secretariat: "), links[0]]
    for link in links[1:]:
        parts += [visit.say(" eller ", " or "), link]
    return html.P([*parts, "."], className="lille rum til-sekretariatet")
