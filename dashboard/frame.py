"""What stands around every page: skip link, head, navigation, foot."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Drawing
from dashboard.made_up import SENTENCE
from dashboard.parts import also
from dashboard.preview import banner, way_to_preview
from dashboard.visit import Here, Page, localised
from progress.verdict import LINEAR
from store.rights import may
from store.viewer import is_bearer

_LOGO = (
    '<svg viewBox="0 0 26 16" aria-hidden="true"><path class="maallinje" d="M1 15 18.5 5"/>'
    '<circle class="maal" cx="21.5" cy="3.6" r="3.2"/></svg>'
)
_CURRENT = also(aria_current="page")


def framed(page: Page, here: Here) -> list[Component]:
    """The whole page as it is written on the server and shown by Dash."""
    say = here.say
    return [
        html.A(say("Gå til indhold", "Skip to content"), className="spring", href="#indhold"),
        html.Header(
            [
                html.A([Drawing(_LOGO), "Fremdrift"], className="mark", href=here.link("/")),
                html.Nav(html.Ul(_navigation(page, here)), **also(aria_label=say("Hovedmenu", "Main menu"))),
            ],
            className="top",
        ),
        *banner(here),
        html.Main([*_made_up(page, here), *page.main], id="indhold", tabIndex=-1),
        html.Footer(html.Div(_foot(page, here)), className="bund"),
    ]


def _made_up(page: Page, here: Here) -> list[Component]:
    return [html.P(here.text(SENTENCE), className="opdigtet", role="note")] if page.is_made_up else []


def _navigation(page: Page, here: Here) -> list[Component]:
    items = [
        ("alliances", "/", here.say("Alliancer", "Alliances")),
        ("upload", "/upload", here.say("Indberet", "Report figures")),
        ("runs", "/runs", here.say("Opdateringer", "Updates")),
        ("method", "/method", here.say("Metode", "Method")),
    ]
    if not _may_report(here):
        items = [one for one in items if one[0] != "upload"]
    entries = [
        html.Li(html.A(text, href=here.link(path), **(_CURRENT if section == page.section else {})))
        for section, path, text in items
    ]
    return [*entries, html.Li(_other_language(here)), *_account(page, here)]


def _may_report(here: Here) -> bool:
    """Anybody is shown the way: it leads to where they sign in. Not who is signed in and may not."""
    return not here.is_signed_in or here.shows_public or may(here.viewer, "deliver")


def _account(page: Page, here: Here) -> list[Component]:
    """The way in, or to one's own account and out. No name: a kept page is whoever's that may see it."""
    current = _CURRENT if page.section == "account" else {}
    if not here.is_signed_in:
        # An answer's address is no page to come back to; that of an upload link must stand in no other address.
        is_no_way_back = here.path == "/" or page.section == "account" or page.is_answer
        onward = "" if is_no_way_back else f"?{urlencode({'next': here.link(here.path)})}"
        address = here.link("/sign-in") + onward
        return [html.Li(html.A(here.say("Log ind", "Sign in"), href=address, rel="nofollow", **current))]
    out = html.Form(
        html.Button(here.say("Log ud", "Sign out"), type="submit"),
        action=here.link("/sign-out"),
        method="post",
        className="log-ud",
    )
    own = html.A(here.say("Min konto", "My account"), href=here.link("/account"), **current)
    has_account = here.shows_public or here.viewer.is_administrator or not is_bearer(here.viewer)
    return [*([html.Li(own)] if has_account else []), html.Li(out)]


def _other_language(here: Here) -> Component:
    """To the same page in the other language."""
    other, name = ("en", "English") if here.language == "da" else ("da", "Dansk")
    query = "?" + urlencode(here.query) if here.query else ""
    address = localised(here.path, "en" if other == "en" else "da") + query
    return html.A(name, href=address, lang=other, hrefLang=other)


def _foot(page: Page, here: Here) -> list[Component]:
    method = here.say(
        f"Vurderinger efter metode {LINEAR.version}, lineær fart.", f"Verdicts by method {LINEAR.version}, linear pace."
    )
    links = [
        ("/method", here.say("Sådan vurderer vi", "How we judge")),
        ("/judge", here.say("Vurder en serie", "Judge a series")),
        ("/runs", here.say("Opdateringer", "Updates")),
        ("/data", here.say("Åbne data", "Open data")),
        ("/help", here.say("Hjælp", "Help")),
        ("/contact", here.say("Kontakt", "Contact")),
        ("/privacy", here.say("Privatliv", "Privacy")),
        ("/accessibility", here.say("Tilgængelighedserklæring", "Accessibility statement")),
    ]
    way = way_to_preview(here)
    preview = [html.Li(way)] if way is not None else []
    return [
        html.P(" ".join([*page.notes, method])),
        html.Ul([*(html.Li(html.A(text, href=here.link(path))) for path, text in links), *preview]),
    ]
