"""What the one-time links show: `/first/<link>`, `/invite/<link>`, `/reset/<link>`. Showing one does not use it."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from dashboard.drawing import Field
from dashboard.pages import missing
from dashboard.pages.signing_parts import form, line_field, new_password, organisation_name, send, wrong
from dashboard.parts import section
from dashboard.signing.attempt import Attempt
from dashboard.visit import Content, Page, Visit
from store.accounts import read_account
from store.definitions import read_alliance
from store.links import Link
from store.viewer import Grant, viewer_with


def first_page(visit: Visit, link: str, attempt: Attempt | None = None) -> Page:
    """The form of the administrator's account."""
    if visit.look_at(link, "first") is None:
        return _over(visit)
    title = visit.say("Den første konto", "The first account")
    lead = visit.say(
        "Du bliver administrator: du kan alt i hele installationen, og du inviterer sekretariaterne.",
        "You become the administrator: you can do everything in this installation, and you invite the secretariats.",
    )
    return _page(title, lead, attempt, visit, _new_account(f"/first/{link}", None, attempt, visit))


def invitation_page(visit: Visit, link: str, attempt: Attempt | None = None) -> Page:
    """What is offered; for a new account, or the one that whoever opens it has."""
    found = visit.look_at(link, "invite")
    grant = None if found is None else found.grant
    if found is None or grant is None:
        return _over(visit)
    alliance = read_alliance(visit.store, grant.alliance, viewer_with([grant]), visit.today)
    name = grant.alliance if alliance is None else visit.text(alliance.name)
    title = visit.say(f"Du er inviteret til {name}", f"You are invited to {name}")
    return _page(
        title, _offered(grant, alliance, visit), attempt, visit, *_ways(found, f"/invite/{link}", attempt, visit)
    )


def _offered(grant: Grant, alliance: Alliance | None, visit: Visit) -> str:
    if grant.role == "secretariat":
        return visit.say(
            "Du bliver en del af sekretariatet: du retter mål og indikatorer, inviterer og ser alle indberetninger.",
            "You become part of the secretariat: you edit goals and indicators, invite and see all submissions.",
        )
    if grant.role == "viewer":
        return visit.say("Du kan læse det, der kun er for medlemmer.", "You can read what is for members only.")
    whose = organisation_name(grant, alliance, visit)
    return visit.say(f"Du kan indberette for {whose}.", f"You can report figures for {whose}.")


def reset_page(visit: Visit, link: str, attempt: Attempt | None = None) -> Page:
    """The form of a new password."""
    found = visit.look_at(link, "reset")
    one = None if found is None else read_account(visit.store, account_id=found.account_id)
    if one is None:
        return _over(visit)
    title = visit.say("Vælg en ny adgangskode", "Choose a new password")
    lead = visit.say(f"Til kontoen {one.email}.", f"For the account {one.email}.")
    fields = new_password(visit, attempt)
    change = send(visit.say("Gem adgangskoden", "Save the password"))
    return _page(title, lead, attempt, visit, form(f"/reset/{link}", visit, _username(one.email), *fields, change))


def _ways(link: Link, path: str, attempt: Attempt | None, visit: Visit) -> list[Content]:
    own = None if visit.actor is None else read_account(visit.store, key=visit.actor.account_key or "")
    if own is not None:
        take = send(visit.say(f"Tag imod som {own.name}", f"Accept as {own.name}"))
        return [form(path, visit, Field("way", "hidden", value="mine"), take)]
    sign_in = f"{visit.link('/sign-in')}?{urlencode({'next': visit.link(path)})}"
    return [
        section("ny", visit.say("Lav en konto", "Make an account"), _new_account(path, link.email, attempt, visit)),
        section(
            "har",
            visit.say("Har du en konto?", "Do you have an account?"),
            html.P(html.A(visit.say("Log ind og tag imod", "Sign in and accept"), href=sign_in)),
        ),
    ]


def _new_account(path: str, email: str | None, attempt: Attempt | None, visit: Visit) -> Component:
    """Name, address and password; an address that the invitation was made for stands."""
    label = visit.say("E-mail", "E-mail")
    ways = {"kind": "email", "autocomplete": "username"}
    if email is None:
        address = line_field("email", label, visit, attempt, **ways)
    else:
        address = line_field("email", label, visit, attempt, value=email, readonly="readonly", **ways)
    return form(
        path,
        visit,
        Field("language", "hidden", value=visit.language),
        line_field("name", visit.say("Dit navn", "Your name"), visit, attempt, autocomplete="name"),
        address,
        *new_password(visit, attempt),
        send(visit.say("Lav kontoen", "Make the account")),
    )


def _username(email: str | None) -> Component:
    """So that the browser keeps the new password under the right address."""
    return html.Div(Field("email", "email", value=email, autocomplete="username", readonly="readonly"), hidden=True)


def _page(title: str, lead: str, attempt: Attempt | None, visit: Visit, *content: Content) -> Page:
    header = html.Header([html.H1(title), html.P(lead, className="ind"), wrong(attempt, visit)])
    status = 422 if attempt is not None and attempt.mistakes else 200
    return Page(
        title=title,
        main=[header, html.Div(list(content), className="rum")],
        section="account",
        status=status,
        is_answer=True,
        is_passing=True,
    )


def _over(visit: Visit) -> Page:
    """The same whatever is the matter with a link."""
    return missing.words(
        visit.say("Linket gælder ikke", "The link is not valid"),
        visit.say(
            "Det er brugt, udløbet, trukket tilbage eller skrevet forkert. Bed om et nyt.",
            "It has been used, has ended, was withdrawn or is misspelt. Ask for a new one.",
        ),
        visit.say("Log ind", "Sign in"),
        visit.link("/sign-in"),
        404,
    )
