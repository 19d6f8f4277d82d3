"""`/accessibility`: a draft of the statement, made from what the tests of access found in this very version."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_date, format_number
from dashboard.access_claims import CLAIMS
from dashboard.access_results import Results, results
from dashboard.pages.contact import ways
from dashboard.parts import section, table
from dashboard.visit import Content, Page, Visit
from dashboard.words import NOTHING

_NOT_TRIED: tuple[Text, ...] = (
    Text(
        "Ingen, der bruger skærmlæser, forstørrelse eller stemmestyring til daglig, har prøvet siderne endnu. "
        "Automatisk prøvning finder kun en del af det, der kan være i vejen.",
        "Nobody who uses a screen reader, magnification or voice control every day has tried the pages yet. Automatic "
        "tests find only a part of what may be in the way.",
    ),
    Text(
        "Regneark, der hentes her, er ikke prøvet: skabelonen og din egen fil med fejlene markeret.",
        "Spreadsheets fetched here have not been tried: the template, and your own file with the mistakes marked.",
    ),
    Text(
        "Den levende kurve kan kun pejles ud med mus. Alt, den viser, står også i tabellen „Alle tal“.",
        "The living curve can only be pointed at with a mouse. All it shows also stands in the table 'All figures'.",
    ),
    Text(
        "Tekster, som partnere og sekretariater selv skriver, kan mangle på engelsk; så står den danske tekst.",
        "Texts that partners and secretariats write themselves may lack English; the Danish text stands then.",
    ),
)


def page(visit: Visit) -> Page:
    """The statement; it says more than was tried nowhere."""
    found = results()
    title = visit.say("Tilgængelighedserklæring", "Accessibility statement")
    return Page(
        title=title,
        description=_heading(found, visit),
        section="help",
        main=[
            html.Header(
                [
                    html.P(title, className="over"),
                    html.H1(_heading(found, visit)),
                    html.P(_lead(found, visit), className="ind"),
                    _official(visit),
                ]
            ),
            *([_tried(found, visit), _faults(found, visit)] if found else []),
            section(
                "ikke",
                visit.say("Det er ikke prøvet, eller virker ikke for alle", "Not tried, or not working for everyone"),
                html.Ul([html.Li(visit.text(text)) for text in _NOT_TRIED], className="liste prik punkter"),
            ),
            _pages(found, visit) if found else None,
            section(
                "sig-til", visit.say("Møder du en forhindring, så sig til", "Tell us what is in your way"), ways(visit)
            ),
            section("tilsyn", visit.say("Hvis du ikke får svar", "If you get no answer"), html.P(_supervision(visit))),
        ],
    )


def _heading(found: Results | None, visit: Visit) -> str:
    if found is None:
        return visit.say("Siderne er ikke prøvet i denne version", "The pages have not been tried in this version")
    pages, looks = format_number(len(found.pages), visit.language), format_number(found.looks, visit.language)
    number = len(found.violations)
    if not number:
        return visit.say(
            f"Ingen brud fundet på {pages} sider, set {looks} gange; mennesker har ikke prøvet dem endnu",
            f"No violation found on {pages} pages, looked at {looks} times; people have not tried them yet",
        )
    faults = format_number(number, visit.language)
    return visit.say(
        f"{faults} brud fundet på {pages} sider, set {looks} gange",
        f"{faults} violations found on {pages} pages, looked at {looks} times",
    )


def _lead(found: Results | None, visit: Visit) -> str:
    draft = visit.say("Dette er en kladde.", "This is a draft.")
    if found is None:
        return draft
    day = format_date(found.checked_on, visit.language)
    return draft + visit.say(
        f" Den er skrevet af programmets egne prøver {day}: axe {found.axe} i Chromium {found.chromium}, alle regler i "
        "WCAG 2.2, niveau A og AA. Vi kalder siderne delvist i overensstemmelse, indtil mennesker har prøvet dem.",
        f" It was written by the program's own tests on {day}: axe {found.axe} in Chromium {found.chromium}, all "
        f"rules of "
        "WCAG 2.2, level A and AA. We call the pages partially conformant until people have tried them.",
    )


def _official(visit: Visit) -> Component:
    address = visit.imprint.accessibility_url
    if address:
        name = visit.say("Den officielle erklæring", "The official statement")
        return html.P(html.A(name, href=address), className="luft")
    text = visit.say(
        "Den officielle erklæring laver den ansvarlige med WAS-Tool; denne side er grundlaget for den.",
        "Those responsible make the official statement with WAS-Tool; this page is what it is made from.",
    )
    return html.P(text, className="lille luft")


def _label(name: str, visit: Visit) -> str:
    """Of a table: another name than its section has, for whoever goes from landmark to landmark."""
    return f"{visit.say('Tabel', 'Table')}: {name}"


def _tried(found: Results, visit: Visit) -> Component:
    """Each claim with what came of it; a claim that was not tried is not made."""
    holds, fails = visit.say("Virker", "Works"), visit.say("Virker ikke", "Does not work")
    rows = [
        [visit.text(text), holds if found.tried[name] else fails]
        for name, text in CLAIMS.items()
        if name in found.tried
    ]
    name = visit.say("Det er prøvet", "What has been tried")
    return section(
        "proevet", name, table(_label(name, visit), [visit.say("Prøve", "Test"), visit.say("Udfald", "Outcome")], rows)
    )


def _faults(found: Results, visit: Visit) -> Component | None:
    if not found.violations:
        return None
    head = [visit.say("Side", "Page"), visit.say("Regel", "Rule"), visit.say("Set i", "Seen in")]
    rows: list[list[Content]] = [
        [html.Code(route), html.Code(str(one["rule"])), f"{one['language']}, {one['width']} px, {one['scheme']}"]
        for route, one in found.violations
    ]
    name = visit.say("Brud, der er fundet", "Violations found")
    return section("brud", name, table(_label(name, visit), head, rows))


def _pages(found: Results, visit: Visit) -> Component:
    head = [
        visit.say("Side", "Page"),
        visit.say("Set", "Looked at"),
        visit.say("Brud", "Violations"),
        visit.say("Kan axe ikke afgøre", "Left undecided by axe"),
    ]
    rows: list[list[Content]] = [
        [
            html.Code(one.route),
            visit.say(f"{one.looks} gange", f"{one.looks} times"),
            format_number(len(one.violations), visit.language),
            ", ".join(one.undecided) or NOTHING,
        ]
        for one in found.pages
    ]
    text = visit.say(
        "Hver side ses på dansk og engelsk, lys og mørk, 1.280 og 390 pixel bred. Hvor axe ikke kan afgøre, om farver "
        "står "
        "nok fra hinanden (color-contrast), for eksempel i tegninger, er farverne regnet efter for sig.",
        "Every page is seen in Danish and English, light and dark, 1,280 and 390 pixels wide. Where axe cannot decide "
        "whether colours are far enough apart (color-contrast), as in drawings, the colours have been computed apart.",
    )
    name = visit.say("Side for side", "Page by page")
    return section(
        "sider", name, html.P(text), html.Div(table(_label(name, visit), head, rows, numbers={2}), className="luft")
    )


def _supervision(visit: Visit) -> str:
    return visit.say(
        "Digitaliseringsstyrelsen fører tilsyn med loven om tilgængelighed af offentlige organers websteder (lov nr. "
        "692 "
        "af 8. juni 2018). Skriv først til den ansvarlige ovenfor.",
        "The Danish Agency for Digital Government supervises the act on the accessibility of public websites (no. 692 "
        "of "
        "8 June 2018). Write to those responsible above first.",
    )
