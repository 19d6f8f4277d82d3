"""`/sign-in`: address and password, then a code where one is set; and where an account comes from."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Field
from dashboard.pages.signing_parts import line_field, saved, send, wrong
from dashboard.parts import section
from dashboard.signing.attempt import FAILED, Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import has_administrator


def page(visit: Visit, attempt: Attempt | None = None) -> Page:
    """The form, or the one that asks for the code."""
    title = visit.say("Log ind", "Sign in")
    is_second = attempt is not None and attempt.ticket is not None
    main: list[Content] = [
        html.Header([html.H1(title), _told(visit), _refused(visit), wrong(attempt, visit)]),
        _code(visit, attempt) if is_second else _password(visit, attempt),
        None if is_second else _elsewhere(visit),
        *([] if is_second else _where_from(visit)),
    ]
    return Page(
        title=title,
        main=main,
        section="account",
        is_answer=True,
        is_passing=True,
        status=422 if attempt is not None and attempt.mistakes else 200,
    )


def _told(visit: Visit) -> Component | None:
    if visit.query.get("changed"):
        return saved(
            visit.say("Adgangskoden er ændret. Log ind med den.", "The password has been changed. Sign in with it.")
        )
    if visit.query.get("deleted"):
        return saved(visit.say("Kontoen er slettet.", "The account has been deleted."))
    if visit.is_signed_in:
        return html.P(
            html.A(visit.say("Du er logget ind.", "You are signed in."), href=visit.link("/account")), className="ind"
        )
    return None


def _refused(visit: Visit) -> Component | None:
    """Why whoever comes back from the provider is not in."""
    why = FAILED.get(visit.query.get("failed", ""))
    return (
        None
        if why is None or visit.provider is None
        else html.P(visit.text(why), className="besked luft", role="alert")
    )


def _elsewhere(visit: Visit) -> Component | None:
    if visit.provider is None:
        return None
    asked = {name: text for name, text in (("language", visit.language), ("next", visit.query.get("next"))) if text}
    label = visit.say(f"Log ind med {visit.provider}", f"Sign in with {visit.provider}")
    return html.P(html.A(label, href=f"/sign-in/oidc?{urlencode(asked)}"), className="luft")


def _password(visit: Visit, attempt: Attempt | None) -> Component:
    email = {"kind": "email", "autocomplete": "username"}
    password = {"kind": "password", "autocomplete": "current-password"}
    return _form(
        visit,
        line_field("email", visit.say("E-mail", "E-mail"), visit, attempt, **email),
        line_field("password", visit.say("Adgangskode", "Password"), visit, attempt, **password),
        send(visit.say("Log ind", "Sign in")),
    )


def _code(visit: Visit, attempt: Attempt | None) -> Component:
    assert attempt is not None
    note = visit.say("Seks cifre fra appen på din telefon.", "Six figures from the app on your telephone.")
    code = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "7"}
    return _form(
        visit,
        Field("ticket", "hidden", value=attempt.ticket),
        line_field("code", visit.say("Kode", "Code"), visit, attempt, note=note, **code),
        send(visit.say("Log ind", "Sign in"), html.A(visit.say("Fortryd", "Cancel"), href=visit.link("/sign-in"))),
    )


def _form(visit: Visit, *content: Content) -> Component:
    onward = visit.query.get("next")
    hidden = Field("next", "hidden", value=onward) if onward else None
    return html.Form([hidden, *content], action=visit.link("/sign-in"), method="post", className="rum")


def _where_from(visit: Visit) -> list[Content]:
    if not has_administrator(visit.store):
        return [_nobody_yet(visit)]
    contact = html.A(visit.say("Find sekretariatet", "Find the secretariat"), href=visit.link("/contact"))
    texts = [
        visit.say(
            "Alliancens sekretariat inviterer dig med et link.", "The alliance's secretariat invites you with a link."
        ),
        visit.say(
            "Har du glemt adgangskoden, laver sekretariatet et link til en ny.",
            "If you have forgotten the password, the secretariat makes a link for a new one.",
        ),
        visit.say("Alt, der er offentligt, kan læses uden konto.", "Everything public can be read without an account."),
    ]
    heading = visit.say("Har du ingen konto?", "No account?")
    points = html.Ul([html.Li(text) for text in texts], className="punkter")
    return [section("konto", heading, points, html.P([contact, "."], className="luft"))]


def _nobody_yet(visit: Visit) -> Component:
    """The installation is new: whoever started it has the link."""
    heading = visit.say("Ingen har en konto endnu", "Nobody has an account yet")
    told = visit.say(
        "Da Fremdrift startede, stod der et link i terminalen. Åbn det, og lav den første konto: administratorens. Det "
        "virker i 24 timer. Et nyt laves med kommandoen ",
        "When Fremdrift started, a link stood in the terminal. Open it and make the first account: the "
        "administrator's. It works for 24 hours. A new one is made by the command ",
    )
    return section("konto", heading, html.P([told, html.Code("fremdrift first-link"), "."]))
