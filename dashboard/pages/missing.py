"""Pages that say what is wrong: nothing at this address, a refusal, the store does not answer, a fault of ours."""

from __future__ import annotations

from dash import html

from config.language import Text
from dashboard.troubles import trouble
from dashboard.visit import Content, Here, Page

NOT_FOUND = Text("Siden findes ikke", "There is no such page")
FAULT = Text("Noget gik galt hos os", "Something went wrong on our side")
FAULT_TEXT = Text(
    "Fejlen er noteret. Prøv igen om lidt; sker det igen, så sig det til sekretariatet.",
    "The fault has been noted. Try again in a while; if it happens again, tell the secretariat.",
)


def page(visit: Here) -> Page:
    """Nothing is shown at this address."""
    return words(
        visit.text(NOT_FOUND),
        visit.say(
            "Adressen fører ingen steder hen. Måske er den skrevet forkert, eller siden er flyttet.",
            "The address leads nowhere. It may be misspelt, or the page has moved.",
        ),
        visit.say("Se alle alliancer", "See all alliances"),
        visit.link("/"),
        404,
    )


def words(title: str, text: str, link: str, address: str, status: int) -> Page:
    """A page of a heading, a sentence and a way on."""
    main: list[Content] = [
        html.Header(
            [html.H1(title), html.P(text, className="ind"), html.P(html.A(link, href=address), className="knapper")]
        )
    ]
    return Page(title=title, main=main, status=status)


def fault(fault: Exception, here: Here, was_sent: bool = False) -> Page:
    """What a visitor is told when a page could not be made; the rest is for the log."""
    found = trouble(fault, was_sent)
    title, text, status = (FAULT, FAULT_TEXT, 500) if found is None else (found.title, found.text, 503)
    return words(here.text(title), here.text(text), here.say("Prøv igen", "Try again"), here.link(here.path), status)
