"""The lists inside an entry: an indicator's targets, events and notes, each with the way to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.editing.changes import item_text, target_text
from dashboard.editing.indicator import TARGET
from dashboard.editing.kind import Part
from dashboard.editing.place import Place
from dashboard.parts import section, table
from dashboard.visit import Content, Visit
from dashboard.words import DASH, capital, listed


def lists(place: Place, visit: Visit) -> list[Component]:
    """One section for each list; those that are seldom needed in one together."""
    usual = [part for part in place.kind.parts if not part.is_rare]
    rare = [part for part in place.kind.parts if part.is_rare]
    found = [section(part.code, visit.text(part.heading), *_list(place, part, visit)) for part in usual]
    if rare:
        heading = capital(listed([visit.text(part.heading).casefold() for part in rare], visit.language))
        content: list[Content] = []
        for part in rare:
            content.append(html.H3(visit.text(part.heading), id=part.code, className="rum"))
            content += _list(place, part, visit)
        found.append(section("sjaeldent", heading, *content))
    return found


def _list(place: Place, inside: Part, visit: Visit) -> list[Content]:
    items = place.entry.get(inside.field, ())
    content: Content
    if not items:
        content = html.P(visit.say("Ingen endnu.", "None yet."), className="svag")
    elif inside is TARGET:
        content = _targets(items, visit)
    else:
        rows = [_item(place, inside, number, item, visit) for number, item in enumerate(items)]
        content = html.Ul(rows, className="poster", role="list")
    add = html.P(html.A(visit.text(inside.add), href=visit.link(f"{place.path}/{inside.code}")), className="luft")
    return [content, add]


def _targets(items: Sequence[Mapping[str, Any]], visit: Visit) -> Component:
    head = [visit.say("Måltal", "Target"), visit.say("Hvorfor", "Why"), visit.say("Kilde", "Source")]
    rows = []
    for one in items:
        reason = one.get("reason") or {}
        why = reason.get(visit.language) or reason.get("da") or DASH
        rows.append([target_text(one, visit.language), why, one.get("source") or DASH])
    return table(visit.say("Måltal", "Targets"), head, rows)


def _item(place: Place, inside: Part, number: int, item: Any, visit: Visit) -> Component:
    address = visit.link(f"{place.path}/{inside.code}/{number}")
    text = item_text(inside, item, visit.language)
    ways: list[Content] = [
        html.A(visit.say("Ret", "Edit"), href=address, title=text),
        html.A(visit.say("Tag ud", "Take out"), href=f"{address}/retire", title=text),
    ]
    return html.Li([html.Span(text), html.Span(ways, className="lille veje")])
