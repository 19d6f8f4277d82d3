"""`/help`: where each reader finds what they need: whoever reads, delivers figures, or runs an alliance."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit

Line = tuple[str, Text, Text]  # address, name, what stands there

_READ: tuple[Line, ...] = (
    (
        "/method",
        Text("Sådan vurderer vi", "How we judge"),
        Text("Hvad ordene betyder, og hvordan de bliver til.", "What the words mean, and how they come about."),
    ),
    (
        "/judge",
        Text("Vurder en serie", "Judge a series"),
        Text(
            "Prøv metoden på jeres egne tal. Intet gemmes.", "Try the method on figures of your own. Nothing is stored."
        ),
    ),
    (
        "/",
        Text("Alle alliancer", "All alliances"),
        Text(
            "Hver indikator har sin kurve, sit regnestykke og kilden til hvert tal.",
            "Every indicator has its curve, its sum, and the source of every figure.",
        ),
    ),
)
_DELIVER: tuple[Line, ...] = (
    (
        "/help/spreadsheet",
        Text("Sådan skriver du regnearket", "How to write the spreadsheet"),
        Text(
            "Tal, perioder, steder og de seks slags ingenting.",
            "Numbers, periods, places and the six kinds of nothing.",
        ),
    ),
    (
        "/upload",
        Text("Aflever et regneark", "Deliver a spreadsheet"),
        Text(
            "Dit eget regneark kan læses, som det er; skabelonen hentes også her.",
            "Your own spreadsheet can be read as it is; the template is here too.",
        ),
    ),
    (
        "/upload/nothing",
        Text("Intet at indberette", "Nothing to report"),
        Text("Erklær det for perioder, der er forfaldne.", "Declare it for periods that are due."),
    ),
    (
        "/runs",
        Text("Opdateringer", "Updates"),
        Text(
            "Hvad der blev hentet i nat, og hvad der blev afvist.", "What was fetched last night, and what was refused."
        ),
    ),
)
_ABOUT: tuple[Line, ...] = (
    ("/contact", Text("Kontakt", "Contact"), Text("Hvem der kan spørges.", "Whom to ask.")),
    (
        "/privacy",
        Text("Privatliv", "Privacy"),
        Text("Hvad der gemmes, og hvad der aldrig gør.", "What is kept, and what never is."),
    ),
    (
        "/accessibility",
        Text("Tilgængelighedserklæring", "Accessibility statement"),
        Text("Hvad der er prøvet, og hvad der ikke virker endnu.", "What has been tried, and what does not work yet."),
    ),
)


def page(visit: Visit) -> Page:
    """Ways on, by what the reader wants."""
    title = visit.say("Hjælp", "Help")
    lead = visit.say(
        "Fremdrift er alliancernes fælles måling: partnere afleverer tal, og alle ser de samme kurver. Vælg det, du "
        "vil.",
        "Fremdrift is the alliances' shared measurement: partners deliver figures, and everyone sees the same curves. "
        "Choose what you want to do.",
    )
    heading = visit.say("Læse, aflevere eller holde møde", "Read, deliver, or hold a meeting")
    return Page(
        title=title,
        description=lead,
        section="help",
        main=[
            html.Header([html.P(title, className="over"), html.H1(heading), html.P(lead, className="ind")]),
            section("laes", visit.say("Du vil læse tallene", "You want to read the figures"), _lines(_READ, visit)),
            section("aflever", visit.say("Du skal aflevere tal", "You deliver figures"), _lines(_DELIVER, visit)),
            section("moede", visit.say("I skal holde møde", "You hold a meeting"), _meeting(visit)),
            section("om", visit.say("Om siden", "About this site"), _lines(_ABOUT, visit)),
        ],
    )


def _lines(lines: tuple[Line, ...], visit: Visit) -> Component:
    entries = [
        html.Div(
            [html.Dt(html.A(visit.text(name), href=visit.link(path))), html.Dd(visit.text(text))], className="regel"
        )
        for path, name, text in lines
    ]
    return html.Dl(entries)


def _meeting(visit: Visit) -> Component:
    steps: list[Content] = [
        visit.say(
            "Vælg „Mødevisning“ øverst på alliancens side. Dagsordenen begynder med den svageste indikator.",
            "Choose 'Meeting mode' at the top of the alliance's page. The agenda begins with the weakest indicator.",
        ),
        visit.say(
            "Piletasterne, eller en præsentationsknap, går til den næste. Siden kan læses fra fem meter.",
            "The arrow keys, or a presenter's button, go to the next one. The page can be read from five metres.",
        ),
        visit.say(
            "Skriv historien og det, I beslutter. Det gemmes med de tal, I ser, og står i referatet.",
            "Write the story and what you decide. It is kept with the figures you see, and stands in the minutes.",
        ),
        visit.say(
            "„Mødepapir til udskrift“ giver dagsordenen og én indikator på hver side, med plads til noter.",
            "'Board paper for print' gives the agenda and one indicator to a page, with room for notes.",
        ),
    ]
    return html.Ol([html.Li(step) for step in steps], className="punkter tal-liste")
