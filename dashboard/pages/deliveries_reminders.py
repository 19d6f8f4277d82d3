"""Who is to be reminded of what: each partner with its overdue deliveries, and a letter that can be sent as it is."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date
from dashboard.charts.wording import place_name
from dashboard.deliveries import DeliveriesView, periods_text
from dashboard.parts import section
from dashboard.visit import Content, Visit
from dashboard.words import capital, counted, organisation_name
from progress.delivery import DeliveryRow, by_organisation
from progress.expected import step_of
from store.rights import may

_SHOWN = 6  # lines of one partner
_WRITTEN = 12  # lines of a letter: a mail program takes no long address
_DELIVERY, _DELIVERIES = Text("leverance", "delivery"), Text("leverancer", "deliveries")


def reminders(view: DeliveriesView, visit: Visit) -> Component | None:
    """One entry for each partner of whom something is overdue; those with most first."""
    asked = [
        (slug, rows)
        for slug, rows in by_organisation(view.rows, view.since)
        if not view.organisation or slug == view.organisation
    ]
    delivering = {one.slug for one in view.alliance.delivering}
    entries = [_entry(view, slug, rows, visit) for slug, rows in asked if slug in delivering]
    if view.is_all:
        entries += [_silent(slug, view, visit) for slug in view.whole.silent]
    if not entries:
        return None
    heading = visit.say("Hvem skal have en påmindelse", "Who is to be reminded")
    return section("p", heading, html.Ul(entries, className="paamind", role="list"))


def _entry(view: DeliveriesView, slug: str, rows: Sequence[DeliveryRow], visit: Visit) -> Component:
    name = organisation_name(view.alliance, slug, visit.language)
    number = sum(len(row.overdue(view.since)) for row in rows)
    lines: list[Content] = [html.Li(_line(view, row, visit)) for row in rows[:_SHOWN]]
    if len(rows) > _SHOWN:
        more = len(rows) - _SHOWN
        link = html.A(
            visit.say(f"og {more} rækker til", f"and {more} more rows"),
            href=f"{visit.link(view.path)}?organisation={slug}",
        )
        lines.append(html.Li(link))
    first = min(one.deadline for row in rows for one in row.overdue(view.since) if one.deadline)
    since = format_date(first, visit.language)
    overdue = counted(number, _DELIVERY, _DELIVERIES, visit.language)
    about = visit.say(f"{overdue} mangler, den første siden {since}", f"{overdue} overdue, the first since {since}")
    return html.Li(
        [
            html.Div([html.H3(name), html.P(about, className="lille")]),
            html.Ul(lines, className="liste"),
            _write(view, name, rows, visit) if may(visit.viewer, "follow", view.alliance.slug) else None,
        ]
    )


def _write(view: DeliveriesView, name: str, rows: Sequence[DeliveryRow], visit: Visit) -> Component:
    text: list[Content] = [visit.say("Skriv en påmindelse", "Write a reminder"), _to(name, visit)]
    return html.P(html.A(text, href=_letter(view, name, rows, visit), className="knap"))


def _to(name: str, visit: Visit) -> Component:
    """Whom to, for those who hear the link without its row."""
    return html.Span(visit.say(f" til {name}", f" to {name}"), className="skjult")


def _silent(slug: str, view: DeliveriesView, visit: Visit) -> Component:
    text = visit.say("har endnu ikke leveret noget", "has not delivered anything yet")
    own, template = view.alliance.slug, None
    if may(visit.viewer, "deliver", own, slug):
        upload = visit.link(f"/upload?alliance={own}&organisation={slug}")
        template = html.P(html.A(visit.say("Hent skabelon", "Get the template"), href=upload))
    return html.Li(
        [
            html.Div(html.H3(organisation_name(view.alliance, slug, visit.language))),
            html.P(capital(text)),
            template,
        ]
    )


def _line(view: DeliveriesView, row: DeliveryRow, visit: Visit) -> str:
    """ "Indbrud i kommunen, Aarhus: 2022–2025"."""
    names = [visit.text(row.indicator.name)]
    if row.area:
        names.append(capital(place_name(row.area, visit.language)))
    return f"{', '.join(names)}: {periods_text(row.overdue(view.since), step_of(row.indicator), visit.language)}"


def _letter(view: DeliveriesView, name: str, rows: Sequence[DeliveryRow], visit: Visit) -> str:
    """An address that opens a letter in the reader's own mail program; nothing is sent by us."""
    alliance = visit.text(view.alliance.name)
    subject = visit.say(f"{alliance}: tal, vi mangler", f"{alliance}: figures we are missing")
    lines = [f"- {_line(view, row, visit)}" for row in rows[:_WRITTEN]]
    if len(rows) > _WRITTEN:
        lines.append(visit.say(f"- og {len(rows) - _WRITTEN} til", f"- and {len(rows) - _WRITTEN} more"))
    body = [
        visit.say(f"Til {name}", f"To {name}"),
        "",
        visit.say(
            f"Vi mangler disse tal fra jer til {alliance}:", f"We are missing these figures from you for {alliance}:"
        ),
        "",
        *lines,
        "",
        visit.say(
            "I kan aflevere dem på siden Indberet i Fremdrift. Er der intet at indberette for en periode, kan I sige "
            "det samme sted.",
            "You can deliver them on the page Report figures in Fremdrift. If there is nothing to report for a "
            "period, you can say so in the same place.",
        ),
        "",
        visit.say("Venlig hilsen", "Kind regards"),
        visit.say("Sekretariatet", "The secretariat"),
    ]
    return f"mailto:?subject={quote(subject)}&body={quote(chr(13) + chr(10)).join(quote(line) for line in body)}"
