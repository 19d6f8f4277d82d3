"""`/alliance/<slug>/edit`: everything that a secretariat may change, by kind, and who changed it last."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_date
from dashboard.acting import named
from dashboard.editing.changes import target_text, value_text
from dashboard.editing.fields import value_at
from dashboard.editing.kind import Kind
from dashboard.editing.kinds import KINDS, SMALL_WIN
from dashboard.editing.place import may_see
from dashboard.editing.suggestions import suggestions
from dashboard.pages import missing
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit
from store.clock import danish_day
from store.definitions import read_alliance
from store.editing import Stored, read_entries, read_retired


def page(visit: Visit, slug: str) -> Page:
    """All entries of one alliance."""
    alliance = read_alliance(visit.store, slug, visit.viewer, visit.now)
    if alliance is None:
        return missing.page(visit)
    name = visit.text(alliance.name)
    title = visit.say(f"Ret {name}", f"Edit {name}")
    lead = visit.say(
        "Hver ændring er en ny udgave med navn og dato. Intet overskrives, og alt kan sættes tilbage.",
        "Each change is a new version with a name and a date. Nothing is overwritten, and all can be put back.",
    )
    trail = html.A(name, href=visit.link(f"/alliance/{slug}"))
    main: list[Content] = [
        html.Header(
            [
                html.P([trail, f" / {visit.say('Ret', 'Edit')}"], className="over"),
                html.H1(title),
                html.P(lead, className="ind"),
            ]
        ),
        *(_kind(slug, kind, visit, _suggested(alliance, kind, visit)) for kind in KINDS.values()),
    ]
    return Page(title=title, section="alliances", is_passing=True, main=main)


def _suggested(alliance: Alliance, kind: Kind, visit: Visit) -> Component | None:
    return suggestions(alliance, visit) if kind is SMALL_WIN else None


def _kind(slug: str, kind: Kind, visit: Visit, suggested: Component | None) -> Component:
    home = f"/alliance/{slug}/edit/{kind.code}"
    entries = [one for one in read_entries(visit.store, slug, kind.code) if may_see(visit, slug, one)]
    retired = [one for one in read_retired(visit.store, slug, kind.code) if may_see(visit, slug, one)]
    parts: list[Content] = []
    if entries:
        names = named({one.author for one in entries}, visit)
        rows = [_row(f"{home}/{one.key}", kind, one, names[one.author], visit) for one in entries]
        parts.append(html.Ul(rows, className="poster", role="list"))
    if kind.code != "alliance":
        parts.append(html.P(html.A(visit.text(kind.add), href=visit.link(home)), className="luft"))
    if suggested is not None:
        parts.append(suggested)
    if retired:
        links: list[Content] = []
        for one in retired:
            links += [
                ", " if links else " ",
                html.A(visit.text(kind.title(one.document)), href=visit.link(f"{home}/{one.key}")),
            ]
        parts.append(html.P([visit.say("Taget ud:", "Taken out:"), *links], className="lille luft"))
    return section(kind.code, visit.text(kind.heading), *parts)


def _row(address: str, kind: Kind, one: Stored, author: str, visit: Visit) -> Component:
    day = format_date(danish_day(one.recorded_at), visit.language)
    origin = visit.say("fra filen", "from the file") if one.origin == "file" else author
    name: list[Content] = [html.A(visit.text(kind.title(one.document)), href=visit.link(address))]
    aside = _aside(kind, one, visit)
    if aside:
        name.append(html.Span(aside, className="lille svag"))
    return html.Li([html.Span(name, className="navn"), html.Span(f"{day}, {origin}", className="lille svag")])


def _aside(kind: Kind, one: Stored, visit: Visit) -> str:
    """The latest target of an indicator; how far an action is, and such."""
    targets = one.document.get("targets")
    if targets:
        return target_text(targets[-1], visit.language)
    if kind.code == "indicator":
        return visit.say("intet måltal", "no target")
    asks = [ask for ask in kind.asks if ask.name in kind.aside]
    texts = [value_text(ask, value_at(one.document, ask.place), visit.language) for ask in asks]
    return ", ".join(text for text in texts if text)
