"""`/alliance/<slug>/members`: who has which role, who is invited, and the form that invites."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance, Organisation
from config.language import danish_order, format_date
from dashboard.asking import choice_field
from dashboard.pages import missing
from dashboard.pages.signing_parts import (
    MAY,
    ROLES,
    form,
    line_field,
    one_button,
    role_words,
    saved,
    send,
    shown_once,
    way_to_acts,
    wrong,
)
from dashboard.parts import section
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import read_account
from store.clock import danish_day
from store.definitions import read_alliance
from store.inviting import INVITED
from store.links import Link, read_links
from store.members import Member, is_led_by, led_by, read_members


def page(visit: Visit, slug: str, attempt: Attempt | None = None) -> Page:
    """The members of one alliance."""
    assert visit.actor is not None
    alliance = read_alliance(visit.store, slug, visit.actor.viewer, visit.today)
    if alliance is None:
        return missing.page(visit)
    name = visit.text(alliance.name)
    title = visit.say("Medlemmer", "Members")
    trail = html.A(name, href=visit.link(f"/alliance/{slug}"))
    main: list[Content] = [
        html.Header(
            [
                html.P([trail, f" / {title}"], className="over"),
                html.H1(visit.say(f"Medlemmer af {name}", f"Members of {name}")),
                way_to_acts(f"/alliance/{slug}/audit", visit),
                saved(visit.say("Gemt.", "Saved.")) if visit.query.get("saved") else None,
                wrong(attempt, visit),
            ]
        ),
        _link(attempt, name, visit),
        _members(alliance, visit),
        _invited(alliance, visit),
        _invite(alliance, attempt if attempt is not None and attempt.form == "invite" else None, visit),
    ]
    status = 422 if attempt is not None and attempt.mistakes else 200
    return Page(title=title, main=main, section="account", status=status, is_answer=True, is_passing=True)


def _link(attempt: Attempt | None, name: str, visit: Visit) -> Component | None:
    if attempt is None or attempt.link is None:
        return None
    if attempt.form == "reset":
        subject = visit.say("Ny adgangskode til Fremdrift", "A new password for Fremdrift")
        return shown_once(attempt, subject, visit.say("inden for 24 timer", "within 24 hours"), visit)
    subject = visit.say(f"Invitation til {name}", f"Invitation to {name}")
    return shown_once(attempt, subject, visit.say("inden for 7 dage", "within 7 days"), visit)


def _members(alliance: Alliance, visit: Visit) -> Component:
    found = sorted(read_members(visit.store, alliance.slug), key=lambda one: danish_order(one.name))
    heading = visit.say("Har en rolle", "Have a role")
    if not found:
        return section("medlemmer", heading, html.P(visit.say("Ingen endnu.", "Nobody yet.")), forrest=True)
    rows = html.Ul([_member(one, alliance, visit) for one in found], className="poster folk", role="list")
    return section("medlemmer", heading, rows, forrest=True)


def _member(one: Member, alliance: Alliance, visit: Visit) -> Component:
    since = format_date(danish_day(one.given_at), visit.language)
    who = html.Span([html.Span(one.name), html.Span(one.email, className="lille svag")], className="navn")
    role = html.Span(
        [
            html.Span(role_words(one.grant, alliance, visit)),
            html.Span(visit.say(f"siden {since}", f"since {since}"), className="lille svag"),
        ],
        className="navn",
    )
    return html.Li([who, role, _acts(one, alliance, visit)])


def _acts(one: Member, alliance: Alliance, visit: Visit) -> Component:
    home = f"/alliance/{alliance.slug}/members"
    acts: list[Content] = []
    if one.origin == "oidc":
        told = visit.say(
            "Rollen gives og tages af organisationens eget login.", "The role is given and taken by their own sign-in."
        )
        acts.append(html.P(told, className="lille svag"))
    else:
        acts.append(one_button(visit.say("Afslut rollen", "End the role"), f"{home}/roles/{one.number}/end", visit))
    if _may_reset(one, visit):
        reset = visit.say("Lav link til ny adgangskode", "Make a link for a new password")
        acts.append(one_button(reset, f"{home}/{one.key}/reset", visit))
    return html.Details([html.Summary(visit.say("Ændr", "Change")), *acts], className="fold lille")


def _may_reset(one: Member, visit: Visit) -> bool:
    assert visit.actor is not None
    found = read_account(visit.store, key=one.key)
    if found is None or found.password is None:
        return False
    viewer = visit.actor.viewer
    return viewer.is_administrator or is_led_by(visit.store, found, led_by(viewer.grants))


def _invited(alliance: Alliance, visit: Visit) -> Component | None:
    found = read_links(visit.store, ["invite"], alliance.slug, visit.now)
    if not found:
        return None
    rows = html.Ul([_invitation(one, alliance, visit) for one in found], className="poster folk", role="list")
    heading = visit.say("Er inviteret og har ikke svaret", "Are invited and have not answered")
    return section("inviteret", heading, rows)


def _invitation(one: Link, alliance: Alliance, visit: Visit) -> Component:
    grant = one.grant
    assert grant is not None
    until = format_date(danish_day(one.ends_at), visit.language)
    end = one_button(
        visit.say("Træk tilbage", "Withdraw"),
        f"/alliance/{alliance.slug}/members/invitations/{one.link_id}/withdraw",
        visit,
    )
    told = html.Span(visit.say(f"gælder til {until}", f"valid until {until}"), className="lille svag")
    role = html.Span([html.Span(role_words(grant, alliance, visit)), told], className="navn")
    return html.Li([html.Span(html.Span(one.email or ""), className="navn"), role, end])


def _organisation(one: Organisation, visit: Visit) -> str:
    """Its name, and where somebody invited for it would find nothing to deliver."""
    nothing = visit.say(" (afleverer ikke tal)", " (delivers no figures)")
    return visit.text(one.name) + ("" if one.delivers else nothing)


def _invite(alliance: Alliance, attempt: Attempt | None, visit: Visit) -> Component:
    roles = [("", visit.say("Vælg", "Choose"))]
    roles += [(role, f"{visit.text(ROLES[role])}: {visit.text(MAY[role])}") for role in INVITED]
    names = sorted(alliance.organisations, key=lambda one: danish_order(visit.text(one.name)))
    organisations = [("", visit.say("Ingen", "None")), *((one.slug, _organisation(one, visit)) for one in names)]
    texts = attempt.texts if attempt else {}
    mistakes = attempt.mistakes if attempt else {}
    fields: list[Component] = [
        line_field("email", visit.say("E-mail", "E-mail"), visit, attempt, kind="email", autocomplete="off"),
        choice_field(
            "role", visit.say("Rolle", "Role"), roles, texts.get("role", ""), visit, mistake=mistakes.get("role")
        ),
        choice_field(
            "organisation",
            visit.say("Organisation", "Organisation"),
            organisations,
            texts.get("organisation", ""),
            visit,
            note=visit.say("Kun for en indberetter.", "Of a contributor only."),
            mistake=mistakes.get("organisation"),
        ),
    ]
    told = visit.say(
        "Du får et link, som du selv sender. Den, der åbner det, vælger sin egen adgangskode.",
        "You get a link to send yourself. Whoever opens it chooses a password of their own.",
    )
    content = form(
        f"/alliance/{alliance.slug}/members", visit, *fields, send(visit.say("Lav invitationen", "Make the invitation"))
    )
    other = visit.say(
        "Skal en partner kun aflevere, er et uploadlink nok: det kræver ingen konto.",
        "For a partner who only delivers an upload link is enough: it needs no account.",
    )
    way = html.A(visit.say("Uploadlinks", "Upload links"), href=visit.link(f"/alliance/{alliance.slug}/links"))
    return section(
        "inviter",
        visit.say("Invitér", "Invite"),
        html.P(told),
        html.Div(content, className="rum"),
        html.P([f"{other} ", way, "."], className="luft"),
    )
