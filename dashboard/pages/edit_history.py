"""Every version of an entry: when, who, why, and what it said otherwise than the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from config.language import format_moment
from dashboard.acting import named
from dashboard.editing.changes import Difference, differences
from dashboard.editing.place import Place
from dashboard.parts import section
from dashboard.visit import Content, Visit
from dashboard.words import DASH
from store.editing import Stored

_SHOWN = 20


def who_when(stored: Stored, visit: Visit, names: Mapping[str, str] | None = None) -> str:
    """ "23. november 2026 kl. 12.00 af Anna", or from the file.

    Args:
        names: of authors, where several versions are told of.
    """
    moment = format_moment(stored.recorded_at, visit.language)
    if stored.origin == "file":
        return f"{moment}, {visit.say('fra definitionsfilen', 'from the definition file')}"
    return f"{moment} {visit.say('af', 'by')} {(names or named({stored.author}, visit))[stored.author]}"


def history(place: Place, visit: Visit) -> Component | None:
    """Newest first; an earlier version can stand again."""
    versions = place.history
    if not versions:
        return None
    names = named({one.author for one in versions[:_SHOWN]}, visit)
    rows = [
        _version(place, one, versions[number + 1] if number + 1 < len(versions) else None, number == 0, names, visit)
        for number, one in enumerate(versions[:_SHOWN])
    ]
    more = None
    if len(versions) > _SHOWN:
        left = len(versions) - _SHOWN
        more = html.P(visit.say(f"Og {left} tidligere.", f"And {left} earlier ones."), className="lille luft")
    return section("udgaver", visit.say("Udgaver", "Versions"), html.Ol(rows, className="udgaver", role="list"), more)


def _version(
    place: Place, one: Stored, before: Stored | None, is_newest: bool, names: Mapping[str, str], visit: Visit
) -> Component:
    parts: list[Content] = [html.P(who_when(one, visit, names), className="lille")]
    if one.reason:
        parts.append(html.P(f"»{one.reason}«" if visit.language == "da" else f"“{one.reason}”"))
    if one.is_retired:
        parts.append(html.P(visit.say("Taget ud.", "Taken out."), className="navn"))
    elif before is None:
        parts.append(html.P(visit.say("Første udgave.", "First version."), className="lille"))
    else:
        found = differences(place.kind, before.document, one.document, visit.language, place.names)
        same = visit.say("Samme indhold som før.", "The same content as before.")
        parts.append(changes(found, visit) if found else html.P(same, className="lille"))
    if not is_newest or one.is_retired:
        address = visit.link(f"{place.path}/restore/{one.version}")
        parts.append(
            html.P(
                html.A(visit.say("Sæt denne udgave tilbage", "Put this version back"), href=address), className="lille"
            )
        )
    return html.Li(parts)


def changes(found: Sequence[Difference], visit: Visit) -> Component:
    """Field by field: what stood, and what stands."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(one.label),
                    html.Dd([_said(one.before, visit), " → ", html.B(one.after or DASH)]),
                ]
            )
            for one in found
        ],
        className="forskel",
    )


def _said(text: str, visit: Visit) -> Content:
    return html.Span(text, className="svag") if text else html.Span(visit.say("intet", "nothing"), className="svag")
