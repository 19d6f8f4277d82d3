"""`/alliance/<slug>/links`: upload links for those who deliver without an account; made, shown once, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import Text
from dashboard.asking import choice_field
from dashboard.lending.places import own_viewer, speaks_for
from dashboard.pages import missing
from dashboard.pages.lent import day_field, entries, entry, last_day, last_used, shown_once
from dashboard.parts import section
from dashboard.visit import Page, Visit
from dashboard.words import organisation_name
from store.accounts import names_of
from store.actor import AT_THE_COMMAND_LINE
from store.definitions import read_alliance
from store.links import Link, LinkKind, read_links
from store.rights import may
from store.upload_links import MOST_DAYS, is_lent, is_live

_USUAL_DAYS = 14
MANY, ONCE = "many", "once"
USES: dict[str, Text] = {
    MANY: Text("så mange filer, som de vil", "as many files as they like"),
    ONCE: Text("kun den første, der sender en fil med det", "only the first who sends a file with it"),
}
_HEADING = Text("Uploadlinks", "Upload links")
_SHOWN = 50
_KINDS: tuple[LinkKind, ...] = ("upload",)


def page(
    visit: Visit,
    slug: str,
    made: str | None = None,
    texts: Mapping[str, str] | None = None,
    mistakes: Mapping[str, Text] | None = None,
) -> Page:
    """What there is, and a form for one more.

    Args:
        made: the whole address of one just made.
        texts, mistakes: what was sent, and what is to be put right in it.
    """
    alliance = read_alliance(visit.store, slug, own_viewer(visit), visit.now)
    if alliance is None:
        return missing.page(visit)
    heading = visit.text(_HEADING)
    crumb = html.A(visit.text(alliance.name), href=visit.link(f"/alliance/{slug}"))
    return Page(
        title=f"{heading}, {visit.text(alliance.name)}",
        section="account",
        is_answer=True,
        main=[
            html.Header(
                [
                    html.P(crumb, className="over"),
                    html.H1(visit.say("Links til at aflevere uden konto", "Links for delivering without an account")),
                    html.P(
                        visit.say(
                            "Den, der har linket, kan aflevere tal for én organisation og se rapporten om dem. Intet "
                            "andet. Du sender det selv til dem.",
                            "Whoever has the link can deliver figures for one organisation and see the report on "
                            "them. Nothing else. You send it to them yourself.",
                        ),
                        className="ind",
                    ),
                ]
            ),
            _made(made, visit) if made else None,
            _list(alliance, visit),
            _form(alliance, texts or {}, mistakes or {}, visit),
        ],
    )


def own_links(visit: Visit, slug: str) -> list[Link]:
    """Those of the organisations that whoever asks may speak for, retired ones too; the latest first."""
    viewer = own_viewer(visit)
    found = read_links(visit.store, _KINDS, slug)
    return [one for one in found if may(viewer, "represent", slug, one.organisation)]


def _made(address: str, visit: Visit) -> Component:
    return shown_once(
        visit.say("Det nye link vises kun nu", "The new link is shown only now"),
        address,
        [
            visit.say(
                "Send det kun til den, der skal aflevere. Kommer det i forkerte hænder, så træk det tilbage her på "
                "siden.",
                "Send it only to whoever delivers. Should it fall into the wrong hands, withdraw it on this page.",
            )
        ],
    )


def _list(alliance: Alliance, visit: Visit) -> Component:
    links = own_links(visit, alliance.slug)[:_SHOWN]
    names = names_of(visit.store, {one.made_by.removeprefix("account ") for one in links})
    live = [one for one in links if is_live(one, visit.now)]
    closed = {one.link_id for one in live if not is_lent(visit.store, one, visit.now)}
    return entries(
        visit.say("Links, der er lavet", "Links that were made"),
        [_entry(one, alliance, names, one.link_id in closed, visit) for one in links],
        visit.say("Der er ikke lavet nogen endnu.", "None have been made yet."),
        _closed(len(closed), visit),
    )


def _closed(count: int, visit: Visit) -> str | None:
    """That partners may hold links which have ended with the role of whoever made them."""
    if not count:
        return None
    if count == 1:
        return visit.say(
            "1 link er lukket, fordi den, der lavede det, ikke længere har rollen. Skal partneren stadig aflevere, så "
            "lav et nyt.",
            "1 link is closed, since whoever made it has the role no longer. Where the partner still delivers, make a "
            "new one.",
        )
    return visit.say(
        f"{count} links er lukket, fordi den, der lavede dem, ikke længere har rollen. Skal partnerne stadig aflevere, "
        "så lav nye.",
        f"{count} links are closed, since whoever made them has the role no longer. Where the partners still deliver, "
        "make new ones.",
    )


def _entry(one: Link, alliance: Alliance, names: Mapping[str, str], is_closed: bool, visit: Visit) -> Component:
    is_spent = one.uses_left == 0
    if one.withdrawn_at is not None:
        state = visit.say("Trukket tilbage", "Withdrawn")
    elif visit.now >= one.ends_at:
        state = visit.say("Udløbet", "Ended")
    elif is_closed:
        state = visit.say("Lukket med rollen hos den, der lavede det", "Closed with the role of whoever made it")
    elif is_spent:
        state = visit.say("Taget i brug, gælder ikke for andre", "Taken, valid for nobody else")
    else:
        day = last_day(one.ends_at, visit)
        uses = visit.say("én gang, ", "once, ") if one.uses_left else ""
        state = visit.say(f"Gælder {uses}til og med {day}", f"Valid {uses}to and including {day}")
    by = _maker(one.made_by, names, visit)
    lines = [f"{state}, {last_used(one.last_used_at, visit)}.", visit.say(f"Lavet af {by}.", f"Made by {by}.")]
    action = visit.link(f"/alliance/{alliance.slug}/links/{one.link_id}/withdraw") if is_live(one, visit.now) else None
    name = organisation_name(alliance, one.organisation or "", visit.language)
    return entry(name, lines, action, visit.say("Træk tilbage", "Withdraw"))


def _maker(key: str, names: Mapping[str, str], visit: Visit) -> str:
    if key == AT_THE_COMMAND_LINE.key:
        return visit.say("driften", "the operators")
    who = key.removeprefix("account ")
    return names.get(who, visit.say("slettet konto", "deleted account") if who != key else key)


def _form(alliance: Alliance, texts: Mapping[str, str], mistakes: Mapping[str, Text], visit: Visit) -> Component:
    heading = visit.say("Lav et link", "Make a link")
    own = [(one.slug, visit.text(one.name)) for one in speaks_for(alliance, visit)]
    if not own:
        nobody = visit.say("Ingen organisation er sat op til at aflevere tal.", "No organisation delivers figures.")
        return section("ny", heading, html.P(nobody))
    day = texts.get("until", (visit.today + timedelta(days=_USUAL_DAYS)).isoformat())
    first = [] if len(own) == 1 else [("", visit.say("Vælg", "Choose"))]
    uses = [(value, visit.text(text)) for value, text in USES.items()]
    form = html.Form(
        [
            choice_field(
                "organisation",
                visit.say("Hvis tal", "Whose figures"),
                [*first, *own],
                texts.get("organisation", ""),
                visit,
                mistake=mistakes.get("organisation"),
            ),
            choice_field(
                "uses",
                visit.say("Linket kan bruges til", "The link can be used for"),
                uses,
                texts.get("uses", MANY),
                visit,
                mistake=mistakes.get("uses"),
            ),
            day_field(
                day, visit.say(f"Højst {MOST_DAYS} dage.", f"At most {MOST_DAYS} days."), mistakes.get("until"), visit
            ),
            html.P(
                html.Button(visit.say("Lav linket", "Make the link"), type="submit", className="knap foerst"),
                className="knapper",
            ),
        ],
        action=visit.link(f"/alliance/{alliance.slug}/links"),
        method="post",
    )
    return section("ny", heading, form)
