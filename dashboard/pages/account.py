"""`/account`: what a person may do and where, and what is theirs alone: name, password, codes, sessions, deletion."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import danish_order
from dashboard.asking import choice_field
from dashboard.drawing import Drawing, Field
from dashboard.pages.signing_parts import (
    form,
    line_field,
    new_password,
    one_button,
    role_words,
    saved,
    send,
    wrong,
)
from dashboard.parts import also, section
from dashboard.signing import codes
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import Account, read_account
from store.definitions import read_alliances
from store.rights import Action, may
from store.sessions import count_sessions
from store.viewer import Viewer


def page(visit: Visit, attempt: Attempt | None = None) -> Page:
    """Everything on one page, each part quiet until it is opened."""
    assert visit.actor is not None  # whoever comes here is signed in
    one = read_account(visit.store, key=visit.actor.account_key)
    assert one is not None  # a deleted account has no session
    title = visit.say("Min konto", "My account")
    out = one_button(visit.say("Log ud", "Sign out"), "/sign-out", visit)
    main: list[Content] = [
        html.Header(
            [html.P(title, className="over"), html.H1(one.name), html.P(one.email, className="ind"), _done(visit), out]
        ),
        _may(visit.actor.viewer, visit),
        _own(one, attempt, visit),
        *([] if one.password is None else [_password(attempt, visit), _codes(one, attempt, visit)]),
        _sessions(one, visit),
        _delete(one, attempt, visit),
    ]
    status = 422 if attempt is not None and attempt.mistakes else 200
    return Page(title=title, main=main, section="account", status=status, is_answer=True, is_passing=True)


def _done(visit: Visit) -> Component | None:
    texts = {
        "new": visit.say("Kontoen er lavet.", "The account has been made."),
        "role": visit.say("Du har fået rollen.", "You have been given the role."),
        "own": visit.say("Gemt.", "Saved."),
        "password": visit.say(
            "Adgangskoden er ændret, og du er logget ud alle andre steder.",
            "The password has been changed, and you are signed out everywhere else.",
        ),
        "codes": visit.say("Gemt. Du er logget ud alle andre steder.", "Saved. You are signed out everywhere else."),
        "sessions": visit.say("Du er logget ud alle andre steder.", "You are signed out everywhere else."),
    }
    text = texts.get(visit.query.get("saved", ""))
    return None if text is None else saved(text)


def _may(viewer: Viewer, visit: Visit) -> Component:
    """Each alliance with the roles there, and the ways to what they allow."""
    declared = read_alliances(visit.store, viewer, visit.today)
    known = {one.slug: one for one in declared}
    slugs = set(known) if viewer.is_administrator else {grant.alliance for grant in viewer.grants} & set(known)
    rows = [_row(known[slug], viewer, visit) for slug in _in_order(slugs, known, visit)]
    if viewer.is_administrator:
        link = html.A(visit.say("Konti", "Accounts"), href=visit.link("/accounts"))
        rows.insert(0, _regel(visit.say("Hele installationen", "The whole installation"), "Administrator", [link]))
    nothing = visit.say("Du har ingen rolle endnu.", "You have no role yet.")
    content = html.Div(rows) if rows else html.P(nothing)
    return section("roller", visit.say("Det må du", "What you may do"), content, forrest=True)


def _in_order(slugs: set[str], known: dict[str, Alliance], visit: Visit) -> list[str]:
    return sorted(slugs, key=lambda slug: danish_order(visit.text(known[slug].name)))


def _row(alliance: Alliance, viewer: Viewer, visit: Visit) -> Component:
    home = f"/alliance/{alliance.slug}"
    roles = [
        role_words(one, alliance, visit) for one in sorted(viewer.grants, key=str) if one.alliance == alliance.slug
    ]
    ways: list[tuple[Action, str, str]] = [
        ("deliver", f"/upload?alliance={alliance.slug}", visit.say("Indberet", "Report figures")),
        ("define", f"{home}/edit", visit.say("Ret", "Edit")),
        ("invite", f"{home}/members", visit.say("Medlemmer", "Members")),
    ]
    links: list[Content] = [
        html.A(text, href=visit.link(path)) for action, path, text in ways if may(viewer, action, alliance.slug)
    ]
    name = html.A(visit.text(alliance.name), href=visit.link(home))
    return _regel(name, ", ".join(roles) or "Administrator", links)


def _regel(name: Content, role: str, links: list[Content]) -> Component:
    ways = html.Span(links, className="veje") if links else None
    return html.Div([html.Div(name), html.Div([html.Span(role), ways], className="rolle")], className="regel")


def _own(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    mine = _of(attempt, "own")
    languages = [("da", "Dansk"), ("en", "English")]
    fields = html.Div(
        [
            line_field(
                "name",
                visit.say("Navn", "Name"),
                visit,
                mine,
                value=one.name or "",
                autocomplete="name",
                maxlength="120",
            ),
            choice_field("language", visit.say("Sprog i breve", "Language of letters"), languages, one.language, visit),
        ],
        className="sprog",
    )
    save = send(visit.say("Gem", "Save"))
    return section("dig", visit.say("Dig", "You"), form("/account/own", visit, fields, save))


def _password(attempt: Attempt | None, visit: Visit) -> Component:
    mine = _of(attempt, "password")
    now = {"kind": "password", "autocomplete": "current-password"}
    return section(
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
        mine = _of(attempt, "codes_end")
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
        return section(
            "koder", heading, html.P(told), _opened(visit.say("Slå fra", "Turn off"), mine, wrong(mine, visit), end)
        )
    mine = _of(attempt, "codes")
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
        html.P(html.Code(codes.in_groups(made), className="hemmelig"), className="luft"),
        Field("codes", "hidden", value=made),
        line_field("code", visit.say("Koden, som appen viser", "The code that the app shows"), visit, mine, **digits),
        line_field("current", label, visit, mine, **now),
        send(visit.say("Slå til", "Turn on")),
    )
    return section(
        "koder", heading, html.P(told), _opened(visit.say("Slå til", "Turn on"), mine, wrong(mine, visit), start)
    )


def _sessions(one: Account, visit: Visit) -> Component:
    others = count_sessions(visit.store, one.account_id, visit.now) - 1
    heading = visit.say("Hvor du er logget ind", "Where you are signed in")
    if others < 1:
        return section("sessioner", heading, html.P(visit.say("Kun her.", "Only here.")))
    told = visit.say(
        f"Her og {others} {'andet sted' if others == 1 else 'andre steder'}.",
        f"Here and in {others} other {'place' if others == 1 else 'places'}.",
    )
    end = one_button(visit.say("Log ud alle andre steder", "Sign out everywhere else"), "/account/sessions/end", visit)
    return section("sessioner", heading, html.P(told), end)


def _delete(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    mine = _of(attempt, "delete")
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
        html.Div(tick, className="luft"),
        password if one.password is not None else None,
        send(visit.say("Slet kontoen", "Delete the account")),
    )
    heading = visit.say("Slet kontoen", "Delete the account")
    return section(
        "slet", heading, _opened(visit.say("Slet min konto", "Delete my account"), mine, wrong(mine, visit), content)
    )


def _opened(summary: str, mine: Attempt | None, *content: Content) -> Component:
    """Folded up until somebody wants it, or has something to put right."""
    return html.Details(
        [html.Summary(summary), html.Div(list(content), className="luft")],
        open=True if mine else None,
        className="fold",
        **also(),
    )


def _of(attempt: Attempt | None, form: str) -> Attempt | None:
    return attempt if attempt is not None and attempt.form == form else None
