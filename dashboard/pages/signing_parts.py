"""What the pages of accounts have in common: their fields, a link that is shown once, the words of roles."""

from __future__ import annotations

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import Text
from dashboard.asking import about, asked
from dashboard.drawing import Field
from dashboard.parts import also
from dashboard.signing.attempt import ALL, Attempt
from dashboard.signing.passwords import LEAST
from dashboard.visit import Content, Visit
from store.viewer import Grant

ROLES = {
    "viewer": Text("Læser", "Viewer"),
    "contributor": Text("Indberetter", "Contributor"),
    "secretariat": Text("Sekretariat", "Secretariat"),
}
MAY = {
    "viewer": Text("ser det, der kun er for medlemmer", "sees what is for members only"),
    "contributor": Text("indberetter for én organisation", "reports figures for one organisation"),
    "secretariat": Text(
        "retter mål og indikatorer, inviterer, ser alle indberetninger",
        "edits goals and indicators, invites, sees all submissions",
    ),
}


def way_to_acts(path: str, visit: Visit) -> Component:
    """To the record, from where somebody asks themselves who gave this role, or made this link."""
    return html.P(html.A(visit.say("Hvem har gjort hvad", "Who did what"), href=visit.link(path)), className="luft")


def role_words(grant: Grant, alliance: Alliance | None, visit: Visit) -> str:
    """ "Indberetter for Partneren"."""
    word = visit.text(ROLES[grant.role]) if grant.role in ROLES else grant.role
    return word if grant.organisation is None else f"{word} for {organisation_name(grant, alliance, visit)}"


def organisation_name(grant: Grant, alliance: Alliance | None, visit: Visit) -> str:
    """Whose figures a contributor delivers."""
    slug = grant.organisation or ""
    found = None if alliance is None else alliance.organisation(slug)
    return slug if found is None else visit.text(found.name)


def line_field(
    name: str,
    label: str,
    visit: Visit,
    attempt: Attempt | None,
    kind: str = "text",
    value: str = "",
    note: str | None = None,
    key: str | None = None,
    **more: str,
) -> Component:
    """A field of one line; a password's is always empty.

    Args:
        key: its id, where the page has another field of that name.
    """
    place = key or name
    mistake = attempt.mistakes.get(place) if attempt else None
    typed = None if kind == "password" else (attempt.texts.get(name, value) if attempt else value)
    described = about(place, note, mistake)
    control = Field(name, kind, place, typed, None, True, described, None, mistake is not None, **more)
    return asked(place, label, control, visit, note, mistake)


def new_password(visit: Visit, attempt: Attempt | None) -> list[Component]:
    """Twice, so that a slip does not shut anybody out."""
    note = visit.say(
        f"Mindst {LEAST} tegn. Der er ingen andre krav; en sætning, du kan huske, er god.",
        f"At least {LEAST} characters. Nothing else is asked; a sentence that you can remember is good.",
    )
    ways = {"kind": "password", "autocomplete": "new-password"}
    first = visit.say("Ny adgangskode", "New password") if visit.path == "/account" else None
    label = first or visit.say("Adgangskode", "Password")
    return [
        line_field("password", label, visit, attempt, note=note, **ways),
        line_field("again", visit.say("Den samme igen", "The same again"), visit, attempt, **ways),
    ]


def wrong(attempt: Attempt | None, visit: Visit) -> Component | None:
    """What is wrong with the whole form."""
    if attempt is None or ALL not in attempt.mistakes:
        return None
    return html.P(visit.text(attempt.mistakes[ALL]), className="besked luft", role="alert")


def saved(text: str) -> Component:
    return html.P(text, className="gemt luft", role="status")


def send(text: str, *more: Content) -> Component:
    return html.P([html.Button(text, type="submit", className="knap foerst"), *more], className="knapper")


def one_button(text: str, action: str, visit: Visit, className: str = "knap lille-knap") -> Component:
    """A form of a button alone."""
    button = html.Button(text, type="submit", className=className)
    return html.Form(button, action=visit.link(action), method="post", className="kun-knap")


def form(action: str, visit: Visit, *content: Content) -> Component:
    return html.Form(list(content), action=visit.link(action), method="post", className="ret")


def shown_once(attempt: Attempt, subject: str, lasts: str, visit: Visit) -> Component:
    """A link just made, and the way to send it.

    Args:
        subject: of the letter. lasts: until when it opens something.
    """
    assert attempt.link is not None
    email = attempt.texts.get("email", "")
    told = visit.say(
        f"Linket vises kun her og nu. Send det selv til {email}. Det virker én gang, {lasts}.",
        f"The link is shown here and now only. Send it to {email} yourself. It works once, {lasts}.",
    )
    letter = f"mailto:{quote(email)}?subject={quote(subject)}&body={quote(attempt.link)}"
    return html.Section(
        [
            html.H2(visit.say("Linket er klar", "The link is ready"), id="link"),
            html.P(told),
            html.P(html.Code(attempt.link, className="hemmelig"), className="luft"),
            html.P(
                html.A(visit.say("Skriv en e-mail med det", "Write an e-mail with it"), href=letter), className="luft"
            ),
        ],
        className="forrest",
        **also(aria_labelledby="link"),
    )


def part_of(attempt: Attempt | None, form: str) -> Attempt | None:
    """The attempt where it is one at this form of the page."""
    return attempt if attempt is not None and attempt.form == form else None
