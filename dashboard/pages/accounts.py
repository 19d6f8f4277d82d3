"""`/accounts`: everybody who can sign in, for the administrator of the installation."""

from __future__ import annotations

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import danish_order, format_date
from dashboard.pages.signing_parts import one_button, role_words, saved, shown_once, way_to_acts, wrong
from dashboard.parts import section
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import Account, read_accounts
from store.clock import danish_day
from store.definitions import read_alliances
from store.grants import read_grants
from store.members import last_seen


def page(visit: Visit, attempt: Attempt | None = None) -> Page:
    """All accounts, and the alliances to which people are invited."""
    assert visit.actor is not None
    title = visit.say("Konti", "Accounts")
    alliances = {one.slug: one for one in read_alliances(visit.store, visit.actor.viewer, visit.today)}
    link = None
    if attempt is not None and attempt.link is not None:
        subject = visit.say("Ny adgangskode til Fremdrift", "A new password for Fremdrift")
        link = shown_once(attempt, subject, visit.say("inden for 24 timer", "within 24 hours"), visit)
    main: list[Content] = [
        html.Header(
            [
                html.P(visit.say("Hele installationen", "The whole installation"), className="over"),
                html.H1(title),
                way_to_acts("/audit", visit),
                saved(visit.say("Gemt.", "Saved.")) if visit.query.get("saved") else None,
                wrong(attempt, visit),
            ]
        ),
        link,
        _all(alliances, visit),
        _alliances(alliances, visit),
    ]
    status = 422 if attempt is not None and attempt.mistakes else 200
    return Page(title=title, main=main, section="account", status=status, is_answer=True, is_passing=True)


def _all(alliances: dict[str, Alliance], visit: Visit) -> Component:
    seen = last_seen(visit.store)
    found = sorted(read_accounts(visit.store), key=lambda one: danish_order(one.name or ""))
    rows = [_row(one, alliances, seen.get(one.account_id), visit) for one in found]
    heading = visit.say("Kan logge ind", "Can sign in")
    return section("konti", heading, html.Ul(rows, className="poster folk", role="list"), forrest=True)


def _row(one: Account, alliances: dict[str, Alliance], at: datetime | None, visit: Visit) -> Component:
    grants = sorted(read_grants(visit.store, one.account_id), key=str)
    roles = ["Administrator"] if one.is_administrator else []
    for grant in grants:
        known = alliances.get(grant.alliance)
        name = grant.alliance if known is None else visit.text(known.name)
        roles.append(f"{name}: {role_words(grant, known, visit)}")
    asks = visit.say("kode fra telefonen", "code from the telephone") if one.totp else None
    day = None if at is None else format_date(danish_day(at), visit.language)
    was = None if day is None else visit.say(f"her senest {day}", f"last here {day}")
    aside = ", ".join(part for part in (asks, was) if part)
    who = html.Span([html.Span(one.name), html.Span(one.email, className="lille svag")], className="navn")
    what = html.Span(
        [html.Span(role) for role in roles or [visit.say("ingen rolle", "no role")]]
        + ([html.Span(aside, className="lille svag")] if aside else []),
        className="navn",
    )
    return html.Li([who, what, _acts(one, visit)])


def _acts(one: Account, visit: Visit) -> Component:
    home = f"/accounts/{one.key}"
    acts: list[Content] = []
    if one.is_administrator:
        acts.append(
            one_button(
                visit.say("Ikke længere administrator", "No longer administrator"), f"{home}/administrator/end", visit
            )
        )
    else:
        acts.append(
            one_button(visit.say("Gør til administrator", "Make administrator"), f"{home}/administrator", visit)
        )
    if one.password is not None:
        reset = visit.say("Lav link til ny adgangskode", "Make a link for a new password")
        acts.append(one_button(reset, f"{home}/reset", visit))
    if one.totp is not None:
        lost = visit.say("Telefonen er væk: spørg ikke om en kode", "The telephone is lost: ask for no code")
        acts.append(one_button(lost, f"{home}/codes/end", visit))
    acts.append(
        html.Details(
            [
                html.Summary(visit.say("Slet kontoen", "Delete the account")),
                html.P(
                    visit.say(
                        "Navn, e-mail og roller slettes og kan ikke hentes tilbage. Afleverede tal bliver stående.",
                        "Name, e-mail and roles are deleted and cannot be brought back. Delivered figures stay.",
                    )
                ),
                one_button(visit.say("Ja, slet", "Yes, delete"), f"{home}/delete", visit),
            ],
            className="fold",
        )
    )
    return html.Details([html.Summary(visit.say("Ændr", "Change")), *acts], className="fold lille")


def _alliances(alliances: dict[str, Alliance], visit: Visit) -> Component | None:
    """Roles are given on the page of each alliance's members."""
    if not alliances:
        return None
    found = sorted(alliances.values(), key=lambda one: danish_order(visit.text(one.name)))
    links = [html.Li(html.A(visit.text(one.name), href=visit.link(f"/alliance/{one.slug}/members"))) for one in found]
    heading = visit.say("Invitér til en alliance", "Invite to an alliance")
    return section("alliancer", heading, html.Ul(links, className="liste"))
