"""`/account/tokens`: the tokens by which programs act for a person; made here, shown once, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.asking import choice_field, text_field
from dashboard.lending.places import Choice, choices
from dashboard.pages.lent import day_field, entries, entry, last_day, last_used, shown_once
from dashboard.parts import section
from dashboard.visit import Page, Visit
from store.accounts import read_account
from store.tokens import Scope, Token, read_tokens

MOST_DAYS = 365
_USUAL_DAYS = 90
SCOPES: dict[Scope, Text] = {
    "read": Text("hente det, jeg må se", "fetch what I may see"),
    "deliver": Text(
        "hente, og aflevere for dem, jeg må aflevere for", "fetch, and deliver for those I may deliver for"
    ),
}
_DOES: dict[Scope, Text] = {
    "read": Text("Henter", "Fetches"),
    "deliver": Text("Henter og afleverer", "Fetches and delivers"),
}
_HEADING = Text("Nøgler til programmer", "Tokens for programs")


def page(
    visit: Visit,
    made: str | None = None,
    texts: Mapping[str, str] | None = None,
    mistakes: Mapping[str, Text] | None = None,
) -> Page:
    """What there is, and a form for one more.

    Args:
        made: the text of one just made.
        texts, mistakes: what was sent, and what is to be put right in it.
    """
    heading = visit.text(_HEADING)
    offered = choices(visit)
    own = read_tokens(visit.store, account_of(visit))
    return Page(
        title=heading,
        section="account",
        is_answer=True,
        main=[
            html.Header(
                [
                    html.P(html.A(visit.say("Min konto", "My account"), href=visit.link("/account")), className="over"),
                    html.H1(heading),
                    html.P(
                        visit.say(
                            "En nøgle lader et program hente eller aflevere på dine vegne. Den kan aldrig mere, end du "
                            "selv kan på det tidspunkt, og den holder op, når din konto gør.",
                            "A token lets a program fetch or deliver on your behalf. It may never do more than you may "
                            "at that moment, and it ends when your account does.",
                        ),
                        className="ind",
                    ),
                ]
            ),
            _made(made, visit) if made else None,
            entries(
                visit.say("Dine nøgler", "Your tokens"),
                [_entry(one, offered, visit) for one in own],
                visit.say("Du har ingen nøgler.", "You have no tokens."),
            ),
            _form(offered, texts or {}, mistakes or {}, visit),
        ],
    )


def account_of(visit: Visit) -> int:
    """The number of the account that is signed in; the address is for these alone."""
    assert visit.actor is not None
    found = read_account(visit.store, key=visit.actor.key.removeprefix("account "))
    assert found is not None
    return found.account_id


def _made(text: str, visit: Visit) -> Component:
    return shown_once(
        visit.say("Den nye nøgle vises kun nu", "The new token is shown only now"),
        text,
        [
            visit.say(
                "Gem den, hvor kun programmet læser den. Programmet sender den med i hver forespørgsel:",
                "Keep it where only the program reads it. The program sends it with every request:",
            ),
            html.Code("Authorization: Bearer t-…"),
        ],
    )


def _entry(one: Token, offered: list[Choice], visit: Visit) -> Component:
    where = next((c.text for c in offered if (c.alliance, c.organisation) == (one.alliance, one.organisation)), None)
    if where is None:  # they have no role there any longer: it opens nothing
        where = "/".join(part for part in (one.alliance, one.organisation) if part)
    if one.alliance is None:
        where = visit.say("alt, hvad du selv må", "everything that you may")
    may = f"{visit.text(_DOES[one.scope])}: {where}."
    if one.withdrawn_at is not None:
        state = visit.say("Trukket tilbage", "Withdrawn")
    elif not one.is_open(visit.now):
        state = visit.say("Udløbet", "Ended")
    else:
        state = visit.say("Gælder til og med ", "Valid to and including ") + last_day(one.ends_at, visit)
    action = visit.link(f"/account/tokens/{one.number}/withdraw") if one.is_open(visit.now) else None
    lines = [may, f"{state}, {last_used(one.last_used_at, visit)}."]
    return entry(one.name, lines, action, visit.say("Træk tilbage", "Withdraw"))


def _form(offered: list[Choice], texts: Mapping[str, str], mistakes: Mapping[str, Text], visit: Visit) -> Component:
    day = texts.get("until", (visit.today + timedelta(days=_USUAL_DAYS)).isoformat())
    scopes = [(scope, visit.text(text)) for scope, text in SCOPES.items()]
    form = html.Form(
        [
            text_field(
                "name",
                visit.say("Hvad den skal bruges til", "What it is for"),
                texts.get("name", ""),
                visit,
                visit.say("For eksempel: natlig aflevering fra fagsystemet.", "For example: nightly delivery."),
                mistakes.get("name"),
            ),
            choice_field(
                "scope",
                visit.say("Den må", "It may"),
                scopes,
                texts.get("scope", "read"),
                visit,
                mistake=mistakes.get("scope"),
            ),
            choice_field(
                "of",
                visit.say("Den gælder", "It is for"),
                [(one.value, one.text) for one in offered],
                texts.get("of", ""),
                visit,
                visit.say("Vælg så lidt, som programmet kan nøjes med.", "Choose as little as the program needs."),
                mistakes.get("of"),
            ),
            day_field(day, visit.say("Højst et år.", "At most a year."), mistakes.get("until"), visit),
            html.P(
                html.Button(visit.say("Lav nøglen", "Make the token"), type="submit", className="knap foerst"),
                className="knapper",
            ),
        ],
        action=visit.link("/account/tokens"),
        method="post",
    )
    return section("ny", visit.say("Lav en nøgle", "Make a token"), form)
