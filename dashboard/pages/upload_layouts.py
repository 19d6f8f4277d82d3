"""The layouts that are remembered for an organisation, each with a button that forgets it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from dashboard.drawing import Field
from dashboard.parts import section
from dashboard.visit import Visit
from dashboard.words import listed, organisation_name
from store.layouts import read_remembered


def remembered(alliance: Alliance | None, visit: Visit) -> Component | None:
    """Where the address names an organisation whose files are known."""
    who = visit.query.get("organisation", "")
    if alliance is None or who not in {one.slug for one in alliance.delivering}:
        return None
    layouts = read_remembered(visit.store, alliance.slug, who)
    if not layouts:
        return None
    rows = []
    for layout in layouts:
        sheets = listed([sheet for table in layout.tables for sheet in table.sheets], visit.language)
        fields = {"alliance": alliance.slug, "organisation": who, "name": layout.name}
        button = html.Form(
            [
                *(Field(name, "hidden", value=value) for name, value in fields.items()),
                html.Button(visit.say("Glem", "Forget"), type="submit", className="knap"),
            ],
            action=f"/api/v1/layouts/forget?language={visit.language}",
            method="post",
        )
        about = visit.say(f"arket {sheets}", f"the sheet {sheets}") if sheets else ""
        rows.append(html.Li([html.Span([html.Code(layout.name), f" {about}"]), button], className="husket"))
    name = organisation_name(alliance, who, visit.language)
    heading = visit.say(f"Layouts, vi husker for {name}", f"Layouts that we remember for {name}")
    text = visit.say(
        "Filer, der ligner, læses af sig selv. Glemmes et layout, spørger vi igen.",
        "Files that are alike are read by themselves. Once a layout is forgotten, we ask again.",
    )
    return section("h", heading, html.P(text), html.Ul(rows, className="luft"))
