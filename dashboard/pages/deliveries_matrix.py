"""Who has delivered what: a row for each partner and place, a column for each year, a sign for each period."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.indicator import Indicator
from config.language import Text, danish_order, format_number
from dashboard.deliveries import DeliveriesView, names_of, row_name
from dashboard.pages.deliveries_signs import Signs, legend, slots_of
from dashboard.parts import scrolling, section
from dashboard.visit import Content, Visit
from dashboard.words import counted, listed
from progress.delivery import ANSWERED, EXPECTED, OVERDUE, Delivery, DeliveryRow, Tally, tally
from progress.delivery_words import LATE, WORDS

_MOST_ROWS = 24  # of one indicator among others; more are folded into one row for each partner
_PLACE, _PLACES = Text("sted", "place"), Text("steder", "places")
_NAMED = 3  # periods that are named in what a sign says


def matrix(view: DeliveriesView, visit: Visit) -> Component:
    """The table under its heading, with the words of its signs and what they do not say."""
    signs = Signs()
    years = range(view.since, view.until + 1)
    bodies = [
        _of_indicator(view, indicator, list(rows), years, signs, visit)
        for indicator, rows in groupby(view.rows, key=lambda row: row.indicator)
    ]
    head = [visit.say("Indikator og partner", "Indicator and partner"), *map(str, years)]
    cells: list[Component] = [html.Th(text, scope="col") for text in head]
    cells.append(html.Th(visit.say("I alt", "Total"), scope="col", className="t"))
    foot = _foot(view, years, visit) if any(row.is_regular for row in view.rows) else None
    table = html.Table([html.Thead(html.Tr(cells)), *bodies, foot], className="matrix tegn lev")
    return section(
        "m",
        visit.say("Hvem har leveret hvad", "Who has delivered what"),
        legend(signs, visit),
        signs.definitions(),
        scrolling(
            visit.say("Leverancer pr. partner og år", "Deliveries by partner and year"), table, className="rul sidst"
        ),
        html.P(_note(signs, visit), className="lille luft"),
        html.P(html.A(visit.say("Hent som CSV", "Download as CSV"), href=_csv(view, visit)), className="lille luft"),
    )


def _csv(view: DeliveriesView, visit: Visit) -> str:
    """Every delivery, whatever part of them is shown."""
    address = f"/api/v1/alliances/{view.alliance.slug}/deliveries.csv"
    return address if visit.language == "da" else f"{address}?format=international&language=en"


def _of_indicator(
    view: DeliveriesView,
    indicator: Indicator,
    rows: Sequence[DeliveryRow],
    years: Sequence[int],
    signs: Signs,
    visit: Visit,
) -> Component:
    """The rows of one indicator under its name."""
    who = {row.organisations for row in rows}
    is_folded = len(rows) > _MOST_ROWS and not view.indicator
    name: list[Content] = [html.A(visit.text(indicator.title), href=_link(view, visit, indicator=indicator.code))]
    has_places = any(row.area for row in rows)
    if len(who) == 1 and not is_folded and has_places:
        name.append(f" · {names_of(view.alliance, rows[0].organisations, visit)}")
    made: list[Component] = [
        html.Tr(html.Th(html.Span(name), scope="rowgroup", colSpan=len(years) + 2, className="gruppe"))
    ]
    if is_folded:
        for whose in sorted(who, key=lambda one: danish_order(names_of(view.alliance, one, visit))):
            made.append(_folded(view, [row for row in rows if row.organisations == whose], years, visit))
    else:
        made += [_row(view, row, years, signs, len(who) > 1 or not has_places, visit) for row in rows]
    return html.Tbody(made)


def _row(
    view: DeliveriesView, row: DeliveryRow, years: Sequence[int], signs: Signs, with_who: bool, visit: Visit
) -> Component:
    slots = slots_of(row.indicator.frequency, row.indicator.periods)
    cells: list[Component] = [html.Th(row_name(view.alliance, row, visit, with_who), scope="row")]
    for year in years:
        ones = [one for one in row.deliveries if one.year == year]
        if not ones:
            cells.append(html.Td())
        elif slots is None:
            cells.append(html.Td(_fraction(_of_year([row], year), visit)))
        else:
            cells.append(html.Td(signs.drawing(slots, ones, in_words(ones, visit))))
    return html.Tr([*cells, html.Td(_total(row, view.since, visit), className="t")])


def _folded(view: DeliveriesView, rows: Sequence[DeliveryRow], years: Sequence[int], visit: Visit) -> Component:
    """Many places of one partner in one row: how many are in."""
    places = counted(len(rows), _PLACE, _PLACES, visit.language)
    name = f"{names_of(view.alliance, rows[0].organisations, visit)}, {places}"
    cells: list[Component] = [html.Th(name, scope="row")]
    cells += [html.Td(_fraction(_of_year(rows, year), visit)) for year in years]
    return html.Tr([*cells, html.Td(_fraction(tally(rows, view.since), visit), className="t")])


def _foot(view: DeliveriesView, years: Sequence[int], visit: Visit) -> Component:
    cells: list[Component] = [html.Th(visit.say("Leveret i alt", "Delivered in all"), scope="row", className="lille")]
    cells += [html.Td(_fraction(_of_year(view.rows, year), visit), className="lille") for year in years]
    return html.Tfoot(html.Tr([*cells, html.Td(_fraction(view.tally, visit), className="t")]))


def _of_year(rows: Sequence[DeliveryRow], year: int) -> Tally:
    return tally(rows, year, year)


def _total(row: DeliveryRow, since: int, visit: Visit) -> str:
    if not row.is_regular:
        latest = next((one for one in reversed(row.deliveries) if one.state in ANSWERED), None)
        return visit.say("senest ", "last ") + latest.period.label(visit.language) if latest else ""
    return _fraction(tally([row], since), visit)


def _fraction(of: Tally, visit: Visit) -> str:
    if not of.expected:
        return ""
    number, whole = (format_number(one, visit.language) for one in (of.answered, of.expected))
    return f"{number} {visit.say('af', 'of')} {whole}"


def in_words(ones: Sequence[Delivery], visit: Visit) -> str:
    """What the signs of a year say: the state of one, else how many of each, with the periods that lack by name."""
    if len(ones) == 1:
        return visit.text(_word(ones[0]))
    texts = []
    for word in dict.fromkeys(_word(one) for one in ones):
        these = [one for one in ones if _word(one) == word]
        text = f"{len(these)} {visit.text(word)}"
        if these[0].state in EXPECTED - ANSWERED and len(these) <= _NAMED:
            text += f" ({listed([one.period.label(visit.language) for one in these], visit.language)})"
        texts.append(text)
    return ", ".join(texts)


def _word(one: Delivery) -> Text:
    if one.is_late and one.state == "delivered":
        return LATE
    word = WORDS[one.state]
    if one.state == "partial":
        return Text(f"{word.da}, {one.answered} af {one.of}", f"{word.en}, {one.answered} of {one.of}")
    return Text(f"{word.da}, efter fristen", f"{word.en}, after the deadline") if one.is_late else word


def _link(view: DeliveriesView, visit: Visit, **query: str) -> str:
    kept = {"organisation": view.organisation} if view.organisation else {}
    return f"{visit.link(view.path)}?{urlencode(kept | query)}"


def _note(signs: Signs, visit: Visit) -> str:
    texts = [
        visit.say(
            "En leverance er en partners tal for én indikator, ét sted og én periode, med alle opdelinger.",
            "A delivery is a partner's figures for one indicator, one place and one period, with all their divisions.",
        )
    ]
    if signs.used & OVERDUE:
        texts.append(
            visit.say(
                "Et kryds betyder, at fristen er passeret, og at tallet ikke er i Fremdrift; ikke at partneren har "
                "forsømt noget.",
                "A cross means that the deadline has passed and the figure is not in Fremdrift; not that the partner "
                "has neglected anything.",
            )
        )
    texts.append(visit.say("Talt op af leverancerne selv.", "Counted from the deliveries themselves."))
    return " ".join(texts)
