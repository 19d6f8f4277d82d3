"""`/alliance/<slug>/deliveries`: which partner has delivered which figures, how complete, how timely, who to remind."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import danish_order, format_date, format_number, format_percent
from dashboard.deliveries import DeliveriesView, short_name, view_of
from dashboard.pages import missing
from dashboard.pages.deliveries_matrix import matrix
from dashboard.pages.deliveries_reminders import reminders
from dashboard.pages.deliveries_single import one_by_one
from dashboard.parts import key_figures, section
from dashboard.retired import retired_line
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, indicator_name, listed, number_word, organisation_name, sentence
from progress.delivery import ANSWERED, Delivery, DeliveryRow, by_organisation

_MOST_NAMED = 3


def page(visit: Visit, slug: str) -> Page:
    """The deliveries of one alliance, of one partner or of one indicator."""
    view = view_of(visit, slug)
    if view is None:
        return missing.page(visit)
    alliance = view.alliance
    main: list[Content] = [
        _header(view, visit),
        matrix(view, visit) if view.rows else None,
        _next_steps(view, visit) if any(row.is_regular for row in view.rows) else None,
        reminders(view, visit) if view.shown.resting is None else None,
        one_by_one(view, visit),
        _choose(view, visit) if view.whole.rows else None,
    ]
    name = visit.text(alliance.name)
    return Page(
        title=f"{visit.say('Leverancer', 'Deliveries')}, {name}",
        description=visit.say(f"Hvem har leveret hvad til {name}.", f"Who has delivered what to {name}."),
        section="alliances",
        notes=(sentence(visit.text(alliance.disclaimer)),) if alliance.disclaimer else (),
        main=[part for part in main if part is not None],
    )


def _header(view: DeliveriesView, visit: Visit) -> Component:
    alliance = view.alliance
    crumbs: list[Content] = [
        html.A(visit.text(alliance.name), href=visit.link(f"/alliance/{alliance.slug}")),
        " / ",
        visit.say("Leverancer", "Deliveries")
        if view.is_all
        else html.A(visit.say("Leverancer", "Deliveries"), href=visit.link(view.path)),
    ]
    whose = _whose(view, visit)
    if whose:
        crumbs.append(f" / {whose}")
    return html.Header(
        [
            html.P(crumbs, className="over"),
            html.H1(_finding(view, visit)),
            retired_line(view.shown, visit),
            html.P(text, className="ind") if (text := _lead(view, visit)) else None,
            html.P(sentence(visit.text(alliance.disclaimer)), className="eks") if alliance.disclaimer else None,
        ]
    )


def _whose(view: DeliveriesView, visit: Visit) -> str:
    names = []
    if view.organisation:
        names.append(organisation_name(view.alliance, view.organisation, visit.language))
    if view.indicator:
        names.append(indicator_name(view.alliance, view.indicator, visit.language))
    return ", ".join(names)


def _finding(view: DeliveriesView, visit: Visit) -> str:
    """How many of the expected deliveries are in, and who lacks some."""
    answered, expected, *_ = view.tally
    if not view.rows:
        return visit.say("Ingen har leveret tal endnu", "Nobody has delivered figures yet")
    if not expected:
        return visit.say("Ingen leverancer er ventet på et bestemt tidspunkt", "No delivery is expected at a set time")
    number, whole = format_number(answered, visit.language), format_number(expected, visit.language)
    if answered < expected:
        text = visit.say(
            f"{number} af {whole} ventede leverancer er kommet", f"{number} of {whole} expected deliveries are in"
        )
    elif expected == 1:
        text = visit.say("Den ventede leverance er kommet", "The expected delivery is in")
    else:
        text = visit.say(f"Alle {whole} ventede leverancer er kommet", f"All {whole} expected deliveries are in")
    return f"{text}. {lacks}" if (lacks := _who_lacks(view, visit)) else text


def _who_lacks(view: DeliveriesView, visit: Visit) -> str:
    """Those of whom something is overdue, and those who have not delivered anything yet."""
    slugs = [slug for slug, _ in by_organisation(view.rows, view.since)]
    slugs += view.whole.silent if view.is_all else ()
    who = [organisation_name(view.alliance, slug, visit.language) for slug in slugs]
    if not who or view.organisation:
        return ""
    if len(who) <= 2:
        names = listed(sorted(who, key=danish_order), visit.language)
        return visit.say(f"{names} mangler at levere", f"{names} {'has' if len(who) == 1 else 'have'} yet to deliver")
    number = capital(number_word(len(who), visit.language))
    return visit.say(f"{number} partnere mangler at levere", f"{number} partners have yet to deliver")


def _lead(view: DeliveriesView, visit: Visit) -> str:
    texts = []
    tally = view.tally
    if view.is_cut:
        texts.append(
            visit.say(
                "Alliancen har så mange tidsserier, at én indikator vises ad gangen.",
                "The alliance has so many series that one indicator is shown at a time.",
            )
        )
    if tally.expected:
        texts.append(visit.say(f"Talt op fra {view.since} til i dag.", f"Counted from {view.since} until today."))
    elif view.rows:
        texts.append(
            visit.say(
                "Tallene kommer uden fast rytme, så intet af dem kan være for sent på den.",
                "The figures come at no fixed intervals, so none of them can be late.",
            )
        )
    unfed = [indicator_name(view.alliance, code, visit.language) for code in view.whole.unfed]
    if unfed and view.is_all and view.rows:
        names = listed(unfed[:_MOST_NAMED], visit.language)
        more = len(unfed) - _MOST_NAMED
        if more > 0:
            names = listed([*unfed[:_MOST_NAMED], visit.say(f"{more} til", f"{more} more")], visit.language)
        texts.append(
            visit.say(f"Endnu har ingen leveret tal til {names}.", f"Nobody has delivered figures for {names} yet.")
        )
    return " ".join(texts)


def _next_steps(view: DeliveriesView, visit: Visit) -> Component:
    """Completeness and timeliness, what has been lacking longest, and the next deadline."""
    cells = [_completeness(view, visit), _timeliness(view, visit), _longest(view, visit), _next_deadline(view, visit)]
    return section("n", visit.say("Næste skridt", "Next steps"), key_figures([one for one in cells if one]))


Cell = tuple[str, Content, str, str]


def _completeness(view: DeliveriesView, visit: Visit) -> Cell:
    name, tally = visit.say("Fuldstændighed", "Completeness"), view.tally
    if not tally.expected:
        return name, visit.say("ingen frister", "no deadlines"), "", "ord"
    of = f"{format_number(tally.answered, visit.language)} {visit.say('af', 'of')} "
    text = of + format_number(tally.expected, visit.language)
    text += visit.say(" ventede leverancer er kommet", " expected deliveries are in")
    return name, _percent(tally.answered, tally.expected, visit), text, ""


def _timeliness(view: DeliveriesView, visit: Visit) -> Cell:
    name, tally = visit.say("Rettidighed", "Timeliness"), view.tally
    if not tally.timed:
        text = visit.say(
            "fristerne var passeret, da de første tal kom", "the deadlines were over when the first figures came"
        )
        return name, visit.say("ukendt", "unknown"), text, "ord"
    of = f"{format_number(tally.in_time, visit.language)} {visit.say('af', 'of')} "
    text = of + format_number(tally.timed, visit.language)
    text += visit.say(
        " kom senest på fristen, regnet fra den dag, hver række begyndte",
        " came by the deadline, counted from the day on which each row began",
    )
    return name, _percent(tally.in_time, tally.timed, visit), text, ""


def _percent(number: int, of: int, visit: Visit) -> str:
    """Whole per cent; never 100 where something is lacking, never 0 where something is in."""
    share = number / of
    if number < of:
        share = min(share, 0.99)
    return format_percent(max(share, 0.01) if number else share, visit.language)


def _longest(view: DeliveriesView, visit: Visit) -> Cell | None:
    """The partner or place whose latest figure is oldest, of those that lack one."""
    last = [(_latest(row), row) for row in view.rows if row.overdue(view.since)]
    dated = [(one.period.end, one, row) for one, row in last if one is not None]
    if not dated:
        return None
    oldest = min(day for day, *_ in dated)
    period = next(one.period for day, one, _ in dated if day == oldest)
    rows = [row for day, _, row in dated if day == oldest]
    names = [f"{visit.text(row.indicator.name)} ({short_name(view.alliance, row, visit)})" for row in rows]
    text = listed(names[:_MOST_NAMED], visit.language)
    if len(names) > _MOST_NAMED:
        more = visit.say(f"{len(names) - _MOST_NAMED} til", f"{len(names) - _MOST_NAMED} more")
        text = listed([*names[:_MOST_NAMED], more], visit.language)
    label = period.label(visit.language)
    return visit.say("Længst siden", "Longest ago"), capital(label), text, "" if len(label) <= 5 else "ord"


def _latest(row: DeliveryRow) -> Delivery | None:
    return next((one for one in reversed(row.deliveries) if one.state in ANSWERED), None)


def _next_deadline(view: DeliveriesView, visit: Visit) -> Cell | None:
    coming = [
        (one.deadline, one, row)
        for row in view.rows
        for one in row.deliveries
        if one.state in ("due", "not_due") and one.deadline is not None
    ]
    if not coming:
        return None
    day = min(deadline for deadline, *_ in coming)
    names = [
        f"{visit.text(row.indicator.name)}, {one.period.label(visit.language)}"
        for deadline, one, row in coming
        if deadline == day
    ]
    names = list(dict.fromkeys(names))
    text = "; ".join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        text += visit.say(f" og {len(names) - _MOST_NAMED} til", f" and {len(names) - _MOST_NAMED} more")
    return visit.say("Næste frist", "Next deadline"), format_date(day, visit.language), text, "ord"


def _choose(view: DeliveriesView, visit: Visit) -> Component:
    """Another part of the matrix: a plain form whose answer is an address."""
    everything = [("", visit.say("alle", "all"))]
    heard = dict.fromkeys(slug for row in view.whole.rows for slug in row.organisations)
    partners = [(slug, organisation_name(view.alliance, slug, visit.language)) for slug in heard]
    partners = everything + sorted(partners, key=lambda one: danish_order(one[1]))
    indicators = [(code, indicator_name(view.alliance, code, visit.language)) for code in view.fed]
    if not view.is_cut:
        indicators = everything + indicators
    years = [(str(year), str(year)) for year in range(view.earliest, view.until + 1)]
    fields = [
        _select("organisation", visit.say("Partner", "Partner"), partners, view.organisation),
        _select("indicator", visit.say("Indikator", "Indicator"), indicators, view.indicator),
        _select("from", visit.say("Fra år", "From year"), years, str(view.since)),
    ]
    form = html.Form(
        [
            html.Div(fields, className="valg"),
            html.P(html.Button(visit.say("Vis", "Show"), type="submit", className="knap"), className="knapper"),
        ],
        action=visit.link(view.path),
        method="get",
    )
    return section("v", visit.say("Vælg partner, indikator og år", "Choose partner, indicator and year"), form)


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> Component:
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
