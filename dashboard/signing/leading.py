"""Who may do what in an alliance: invited, ended, helped to a new password; by its secretariat or an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import flask

from config.language import Text
from dashboard.refusal import Refusal
from dashboard.signing.attempt import MOST_EMAIL, Attempt, email_mistake, line, only
from dashboard.signing.desk import Desk, Form, Onward
from dashboard.viewing import current_actor
from store.accounts import read_account
from store.audit import note
from store.inviting import INVITED, make_invitation, make_reset
from store.links import read_link, withdraw, withdraw_made_by
from store.members import end_role, is_led_by, led_by, read_members
from store.viewer import Grant, Role

_NO_ROLE = Text("Vælg en rolle.", "Choose a role.")
_NO_ORGANISATION = Text("Vælg den organisation, der indberettes for.", "Choose the organisation to report for.")
_NOT_THEIRS = Text(
    "Personen har også opgaver andre steder. Kun en administrator kan lave det link.",
    "That person has tasks elsewhere, too. Only an administrator can make that link.",
)


def invite(desk: Desk, form: Form, parts: Mapping[str, Any]) -> Attempt:
    """Make a link that gives a role: shown once, to be sent by whoever made it."""
    email, role = line(form, "email", MOST_EMAIL), form.get("role", "")
    organisation = line(form, "organisation", 80) or None
    texts = {"email": email, "role": role, "organisation": organisation or ""}
    mistakes = only(
        email=email_mistake(email),
        role=None if role in INVITED else _NO_ROLE,
        organisation=_NO_ORGANISATION if role == "contributor" and organisation is None else None,
    )
    if mistakes:
        return Attempt("invite", texts, mistakes)
    grant = Grant(parts["slug"], cast(Role, role), organisation if role == "contributor" else None)
    try:
        with desk.store.writing() as connection:
            path = make_invitation(connection, desk.secret, current_actor(), email, grant, desk.now)
    except LookupError:
        return Attempt("invite", texts, {"organisation": _NO_ORGANISATION})
    return Attempt("invited", {"email": email}, link=desk.whole(path))


def withdraw_invitation(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward:
    """An invitation of this alliance opens nothing any longer."""
    slug, number = parts["slug"], parts["number"]
    with desk.store.writing() as connection:
        found = read_link(connection, number)
        if found is None or found.kind != "invite" or found.alliance != slug:
            flask.abort(404)
        if withdraw(connection, number, desk.now):
            subject = f"link {number}"
            note(connection, current_actor(), "invitation_withdrawn", desk.now, alliance=slug, subject=subject)
    return Onward(f"/alliance/{slug}/members?saved=1#inviteret")


def end_membership(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Onward:
    """End one role of this alliance, from the next request on."""
    slug, number = parts["slug"], parts["number"]
    with desk.store.writing() as connection:
        found = next((one for one in read_members(connection, slug) if one.number == number), None)
        if found is None:
            flask.abort(404)
        if end_role(connection, number, desk.now):
            withdraw_made_by(
                connection, f"account {found.key}", desk.now, slug
            )  # nobody comes back by a link of theirs
            where = {"alliance": slug, "organisation": found.grant.organisation}
            before = {"role": found.grant.role}
            note(connection, current_actor(), "role_ended", desk.now, subject=found.key, before=before, **where)
    return Onward(f"/alliance/{slug}/members?saved=1#medlemmer")


def reset_member(desk: Desk, _: Form, parts: Mapping[str, Any]) -> Attempt:
    """Make a link by which a member chooses a new password: shown once.

    Raises:
        Refusal: 403, they may do something that whoever asks may not give.
    """
    slug, actor = parts["slug"], current_actor()
    with desk.store.writing() as connection:
        found = next((one for one in read_members(connection, slug) if one.key == parts["key"]), None)
        one = None if found is None else read_account(connection, key=found.key)
        if one is None or one.email is None or one.password is None:  # who signs in elsewhere has none
            flask.abort(404)
        if not actor.viewer.is_administrator and not is_led_by(connection, one, led_by(actor.viewer.grants)):
            raise Refusal(403, "not_yours", _NOT_THEIRS)
        path = make_reset(connection, desk.secret, actor, one, desk.now, alliance=slug)
    return Attempt("reset", {"email": one.email}, link=desk.whole(path))
