"""`/contact`: whom to ask. From the installation's settings, and the secretariats that the alliances declare."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import danish_order
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit
from dashboard.words import listed, sentence
from store.definitions import read_alliances


def page(visit: Visit) -> Page:
    """The owner, and the secretariat of every alliance."""
    title = visit.say("Kontakt", "Contact")
    heading = visit.say(
        "Spørg sekretariatet om tallene, og os om siden", "Ask the secretariat about figures, us about the site"
    )
    alliances = read_alliances(visit.store, visit.viewer, visit.now)
    return Page(
        title=title,
        description=heading,
        section="help",
        main=[
            html.Header([html.P(title, className="over"), html.H1(heading)]),
            section("drift", visit.say("Den, der driver siden", "Whoever runs this site"), ways(visit)),
            _secretariats(alliances, visit),
            section("godt", visit.say("Skriv det med, der er nyttigt", "Say what is useful"), html.P(_useful(visit))),
        ],
    )


def ways(visit: Visit) -> Component:
    """Name, address and telephone of whoever runs the installation; or that none was given."""
    imprint = visit.imprint
    if not (imprint.owner or imprint.email or imprint.phone):
        return _nobody(visit)
    lines: list[tuple[str, Content]] = []
    if imprint.owner:
        lines.append((visit.say("Ansvarlig", "Responsible"), imprint.owner))
    if imprint.email:
        lines.append((visit.say("E-mail", "E-mail"), html.A(imprint.email, href=f"mailto:{imprint.email}")))
    if imprint.phone:
        number = "".join(sign for sign in imprint.phone if sign.isdigit() or sign == "+")
        lines.append((visit.say("Telefon", "Telephone"), html.A(imprint.phone, href=f"tel:{number}")))
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)], className="regel") for name, text in lines])


def _nobody(visit: Visit) -> Component:
    """That nobody has been named, and who may know."""
    if visit.path == "/contact":
        text = visit.say(
            "Der er ikke angivet nogen endnu. Sekretariaterne herunder kan sige, hvem der driver siden.",
            "Nobody has been named yet. The secretariats below can say who runs this site.",
        )
        return html.P(text)
    link = html.A(visit.say("alliancernes sekretariater", "the alliances' secretariats"), href=visit.link("/contact"))
    return html.P([visit.say("Der er ikke angivet nogen endnu. Spørg ", "Nobody has been named yet. Ask "), link, "."])


def _secretariats(alliances: list[Alliance], visit: Visit) -> Component | None:
    entries = []
    for alliance in sorted(alliances, key=lambda one: danish_order(visit.text(one.name))):
        names = [
            visit.text(one.name)
            for one in alliance.organisations
            if any(membership.role == "backbone" for membership in one.roles)
        ]
        who = (
            sentence(listed(names, visit.language))
            if names
            else visit.say("Intet sekretariat er nævnt.", "No secretariat is named.")
        )
        link = html.A(visit.text(alliance.name), href=visit.link(f"/alliance/{alliance.slug}"))
        entries.append(html.Div([html.Dt(link), html.Dd(who)], className="regel"))
    if not entries:
        return None
    return section(
        "sekretariater", visit.say("Alliancernes sekretariater", "The alliances' secretariats"), html.Dl(entries)
    )


def _useful(visit: Visit) -> str:
    return visit.say(
        "Om et tal: indikatorens navn, året og det, du ventede; siden viser fil, ark og celle. Om en indberetning: "
        "adressen på rapporten. Send aldrig personoplysninger.",
        "About a figure: the indicator's name, the year and what you expected; the page shows file, sheet and cell. "
        "About a submission: the address of its report. Never send personal data.",
    )
