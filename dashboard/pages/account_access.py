"""What lets a person in, on `/account`: password, codes of the telephone, sessions; and the account's deletion."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Drawing, Field
from dashboard.pages.signing_parts import form, line_field, new_password, one_button, part_of, send, wrong
from dashboard.parts import section
from dashboard.signing import codes
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Visit
from store.accounts import Account
from store.sessions import count_sessions


def access(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    """A row for each, folded up. Who signs in elsewhere has no password and no codes here."""
    keys = html.A(visit.say("Nøgler til programmer", "Tokens for programs"), href=visit.link("/account/tokens"))
    tokens = _row("noegler", visit.say("Programmer", "Programs"), keys)
    rows = [_sessions(one, visit), tokens, _delete(one, attempt, visit)]
    if one.password is not None:
        rows = [_password(attempt, visit), _codes(one, attempt, visit), *rows]
    return section("adgang", visit.say("Adgang", "Access"), html.Div(rows))


def _row(key: str, name: str, *content: Content) -> Component:
    return html.Div([html.H3(name, id=key), html.Div(list(content))], className="regel")


def _password(attempt: Attempt | None, visit: Visit) -> Component:
    mine = part_of(attempt, "password")
    now = {"kind": "password", "autocomplete": "current-password"}
    return _row(
        "adgangskode",
        visit.say("Adgangskode", "Password"),
        _opened(
            visit.say("Skift adgangskode", "Change the password"),
            mine,
            wrong(mine, visit),
            form(
                "/account/password",
                visit,
                line_field("current", visit.say("Adgangskoden nu", "The password now"), visit, mine, **now),
                *new_password(visit, mine),
                send(visit.say("Skift adgangskode", "Change the password")),
            ),
        ),
    )


def _codes(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    heading = visit.say("Kode fra telefonen", "Code from the telephone")
    now = {"kind": "password", "autocomplete": "current-password", "key": "codes_current"}
    label = visit.say("Adgangskoden nu", "The password now")
    if one.totp is not None:
        mine = part_of(attempt, "codes_end")
        end = form(
            "/account/codes/end",
            visit,
            line_field("current", label, visit, mine, **now),
            send(visit.say("Spørg ikke mere om en kode", "Ask for no code any longer")),
        )
        told = visit.say(
            "Når du logger ind, spørger vi også om en kode fra din telefon.",
            "When you sign in we also ask for a code from your telephone.",
        )
        return _row(
            "koder", heading, html.P(told), _opened(visit.say("Slå fra", "Turn off"), mine, wrong(mine, visit), end)
        )
    mine = part_of(attempt, "codes")
    made = (mine.texts.get("codes") if mine else None) or codes.new_secret()
    told = visit.say(
        "En kode fra en app på telefonen gør, at adgangskoden alene ikke er nok til at komme ind.",
        "A code from an app on the telephone means that the password alone does not let anybody in.",
    )
    how = visit.say(
        "Åbn en app til koder på telefonen, og peg kameraet på firkanten; eller skriv rækken under den.",
        "Open an app for codes on the telephone and point its camera at the square; or type the row below it.",
    )
    digits = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "7"}
    start = form(
        "/account/codes",
        visit,
        html.P(how),
        Drawing(codes.square(made, one.email or ""), "firkant", hidden=True),
        html.P(html.Code(codes.in_groups(made), className="hemmelig"), className="luft nede"),
        Field("codes", "hidden", value=made),
        line_field("code", visit.say("Koden, som appen viser", "The code that the app shows"), visit, mine, **digits),
        line_field("current", label, visit, mine, **now),
        send(visit.say("Slå til", "Turn on")),
    )
    return _row(
        "koder", heading, html.P(told), _opened(visit.say("Slå til", "Turn on"), mine, wrong(mine, visit), start)
    )


def _sessions(one: Account, visit: Visit) -> Component:
    others = count_sessions(visit.store, one.account_id, visit.now) - 1
    heading = visit.say("Logget ind", "Signed in")
    if others < 1:
        return _row("sessioner", heading, html.P(visit.say("Kun her.", "Only here.")))
    told = visit.say(
        f"Her og {others} {'andet sted' if others == 1 else 'andre steder'}.",
        f"Here and in {others} other {'place' if others == 1 else 'places'}.",
    )
    end = one_button(visit.say("Log ud alle andre steder", "Sign out everywhere else"), "/account/sessions/end", visit)
    return _row("sessioner", heading, html.P(told), end)


def _delete(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    mine = part_of(attempt, "delete")
    told = visit.say(
        "Navn, e-mail, adgangskode og roller slettes med det samme og kan ikke hentes tilbage. De tal, du har "
        "afleveret, bliver stående uden dit navn.",
        "Name, e-mail, password and roles are deleted at once and cannot be brought back. The figures that you have "
        "delivered stay, without your name.",
    )
    box = Field("sure", "checkbox", id="sure", value="1", invalid=bool(mine and "sure" in mine.mistakes))
    tick = html.Label(
        [box, html.Span(visit.say("Ja, slet min konto", "Yes, delete my account"))], htmlFor="sure", className="kryds"
    )
    unticked = (
        html.P(visit.text(mine.mistakes["sure"]), className="besked") if mine and "sure" in mine.mistakes else None
    )
    now = {"kind": "password", "autocomplete": "current-password", "key": "delete_current"}
    password = line_field("current", visit.say("Adgangskoden", "The password"), visit, mine, **now)
    content = form(
        "/account/delete",
        visit,
        html.P(told),
        unticked,
        html.Div(tick, className="luft nede"),
        password if one.password is not None else None,
        send(visit.say("Slet kontoen", "Delete the account")),
    )
    return _row(
        "slet",
        visit.say("Konto", "Account"),
        _opened(visit.say("Slet min konto", "Delete my account"), mine, wrong(mine, visit), content),
    )


def _opened(summary: str, mine: Attempt | None, *content: Content) -> Component:
    """Folded up until somebody wants it, or has something to put right."""
    return html.Details(
        [html.Summary(summary), html.Div(list(content), className="luft")],
        open=True if mine else None,
        className="fold",
    )
