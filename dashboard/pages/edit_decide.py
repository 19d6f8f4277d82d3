"""Before an entry is taken out, or an earlier version put back: what will change, who decides it, and why."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.editing.changes import differences, item_text
from dashboard.editing.place import Place, find_place
from dashboard.editing.saving import Attempt, restored
from dashboard.pages import missing
from dashboard.pages.edit_entry import crumbs, edited_page
from dashboard.pages.edit_form import buttons, primary, what_is_wrong, who_and_why
from dashboard.pages.edit_history import changes, who_when
from dashboard.visit import Content, Page, Visit
from store.editing import Stored


def retire_page(
    visit: Visit,
    slug: str,
    kind: str,
    key: str,
    part: str | None = None,
    number: int | None = None,
    attempt: Attempt | None = None,
) -> Page:
    """To take an entry out, or one item of a list."""
    place = find_place(visit, slug, kind, key, part, number)
    if place is None or place.is_retired or (kind == "alliance" and part is None):
        return missing.page(visit)
    if place.part:
        text = item_text(place.part, place.entry[place.part.field][place.number or 0], visit.language)
        heading = visit.say(f"Tag {place.part.the.da} ud?", f"Take {place.part.the.en} out?")
        lead = f"»{text}«" if visit.language == "da" else f"“{text}”"
    else:
        name = visit.text(place.name)
        heading = visit.say(f"Tag {place.kind.the.da} »{name}« ud?", f"Take {place.kind.the.en} “{name}” out?")
        lead = _kept(place, visit)
    if not place.part and place.is_held:
        return _held(place, heading, attempt, visit)
    button = visit.say("Tag ud", "Take out")
    about: Content = None
    if not place.part and place.used_by:
        told = visit.say("Det her hører så ikke længere til den:", "These will no longer belong to it:")
        about = html.Div([html.P(told), _users(place, visit)])
    return _page(place, f"{place.here}/retire", heading, lead, about, button, attempt, visit)


def restore_page(visit: Visit, slug: str, kind: str, key: str, version: int, attempt: Attempt | None = None) -> Page:
    """To have an earlier version stand again."""
    place = find_place(visit, slug, kind, key)
    found = version_of(place, version)
    if place is None or found is None or place.stored is None:
        return missing.page(visit)
    heading = visit.say("Sæt en tidligere udgave tilbage?", "Put an earlier version back?")
    lead = visit.say("Udgaven fra ", "The version of ") + who_when(found, visit) + "."
    if place.is_retired:
        name = visit.text(place.kind.title(found.document))
        heading = visit.say(f"Sæt »{name}« ind igen?", f"Put “{name}” back?")
        about: Content = None
    else:
        differ = differences(place.kind, place.entry, restored(place, found, visit.today), visit.language, place.names)
        about = changes(differ, visit) if differ else None
        if not differ:
            lead += visit.say(" Den siger det samme som den, der står.", " It says the same as the one that stands.")
    button = visit.say("Sæt tilbage", "Put back")
    return _page(place, f"{place.path}/restore/{version}", heading, lead, about, button, attempt, visit)


def _held(place: Place, heading: str, attempt: Attempt | None, visit: Visit) -> Page:
    """What hangs on the entry, with the way to each."""
    lead = visit.say("Det kan ikke ske endnu: det her hænger på det.", "Not yet: these hang on it.")
    after = visit.say("Ret først det, der står her, eller tag det ud.", "First edit what stands here, or take it out.")
    entry = html.A(visit.text(place.name), href=visit.link(place.path))
    main: list[Content] = [
        html.Header([crumbs(place, visit, entry), html.H1(heading), html.P(lead, className="ind")]),
        what_is_wrong(attempt, place.asks, visit, elsewhere=True),
        html.Section([_users(place, visit), html.P(after, className="luft")], className="forrest"),
    ]
    return edited_page(heading, main, attempt)


def _users(place: Place, visit: Visit) -> Component:
    return html.Ul(
        [
            html.Li(html.A(visit.text(name), href=visit.link(f"{place.home}/{kind}/{key}")))
            for kind, key, name in place.used_by
        ],
        className="liste",
    )


def version_of(place: Place | None, version: int) -> Stored | None:
    return next((one for one in place.history if one.version == version), None) if place else None


def _kept(place: Place, visit: Visit) -> str:
    if place.kind.code == "indicator":
        return visit.say(
            "Den vises ikke længere under sit mål. Tal, vurderinger og udgaver bevares, og den kan sættes ind igen.",
            "It is no longer shown for its goal. Figures, verdicts and versions are kept, and it can be put back.",
        )
    return visit.say(
        "Vises ikke længere. Alle udgaver bevares, og alt kan sættes ind igen.",
        "No longer shown. Every version is kept, and all can be put back.",
    )


def _page(
    place: Place,
    address: str,
    heading: str,
    lead: str,
    about: Content,
    button: str,
    attempt: Attempt | None,
    visit: Visit,
) -> Page:
    texts = attempt.texts if attempt else {}
    mistakes = attempt.mistakes if attempt else {}
    stored = attempt.meanwhile if attempt and attempt.meanwhile else place.stored
    entry = html.A(visit.text(place.name), href=visit.link(place.path))
    main: list[Content] = [
        html.Header([crumbs(place, visit, entry), html.H1(heading), html.P(lead, className="ind")]),
        what_is_wrong(attempt, place.asks, visit, elsewhere=True),
        _changed_meanwhile(attempt, visit),
        html.Section(
            [
                about,
                html.Form(
                    [
                        *who_and_why(texts, mistakes, stored.version if stored else None, visit, is_why_needed=True),
                        buttons(primary(button), html.A(visit.say("Fortryd", "Cancel"), href=visit.link(place.path))),
                    ],
                    action=visit.link(address),
                    method="post",
                    className="ret",
                ),
            ],
            className="forrest",
        ),
    ]
    return edited_page(heading, main, attempt)


def _changed_meanwhile(attempt: Attempt | None, visit: Visit) -> Component | None:
    if attempt is None or attempt.meanwhile is None:
        return None
    text = visit.say(
        f"Intet er gemt: en anden udgave er gemt imens, {who_when(attempt.meanwhile, visit)}. Se på den først.",
        f"Nothing is stored: another version was stored meanwhile, {who_when(attempt.meanwhile, visit)}. Look at it.",
    )
    return html.Section(html.P(text, className="besked", role="alert"), className="forrest")
