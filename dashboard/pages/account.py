"""`/account`: what a person may do and where, and what is theirs alone: name, password, codes, sessions, deletion."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import danish_order
from dashboard.asking import choice_field
from dashboard.pages.account_access import access
from dashboard.pages.signing_parts import (
    form,
    line_field,
    part_of,
    role_words,
    saved,
    send,
)
from dashboard.parts import section
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import Account, read_account
from store.definitions import read_alliances
from store.rights import Action, may
from store.viewer import Viewer


def page(visit: Visit, attempt: Attempt | None = None) -> Page:
    """Everything on one page, each part quiet until it is opened."""
    assert visit.actor is not None  # whoever comes here is signed in
    one = read_account(visit.store, key=visit.actor.account_key)
    assert one is not None  # a deleted account has no session
    title = visit.say("Min konto", "My account")
    main: list[Content] = [
        html.Header(
            [html.P(title, className="over"), html.H1(one.name), html.P(one.email, className="ind"), _done(visit)]
        ),
        _may(visit.actor.viewer, visit),
        _own(one, attempt, visit),
        access(one, attempt, visit),
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
        links: list[Content] = [
            html.A(visit.say("Konti", "Accounts"), href=visit.link("/accounts")),
            html.A(visit.say("Hvem har gjort hvad", "Who did what"), href=visit.link("/audit")),
        ]
        rows.insert(0, _regel(visit.say("Hele installationen", "The whole installation"), "Administrator", links))
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
        ("represent", f"{home}/links", visit.say("Uploadlinks", "Upload links")),
        ("define", f"{home}/edit", visit.say("Ret", "Edit")),
        ("invite", f"{home}/members", visit.say("Medlemmer", "Members")),
        ("audit", f"{home}/audit", visit.say("Hvem har gjort hvad", "Who did what")),
    ]
    links: list[Content] = [
        html.A(text, href=visit.link(path)) for action, path, text in ways if may(viewer, action, alliance.slug)
    ]
    name = html.A(visit.text(alliance.name), href=visit.link(home))
    return _regel(name, ", ".join(roles), links)


def _regel(name: Content, role: str, links: list[Content]) -> Component:
    ways = html.Span(links, className="veje") if links else None
    return html.Div([html.Div(name), html.Div([html.Span(role), ways], className="rolle")], className="regel")


def _own(one: Account, attempt: Attempt | None, visit: Visit) -> Component:
    mine = part_of(attempt, "own")
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
