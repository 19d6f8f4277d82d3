"""`/alliance/<slug>/audit` and `/audit`: who did what, when, from where, and what stood before and after."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_moment
from dashboard.drawing import Field
from dashboard.editing.changes import Difference
from dashboard.pages import missing
from dashboard.pages.edit_history import changes
from dashboard.parts import section
from dashboard.recorded.asked import ACTION, SINCE, UNTIL, WHO, query_text, wish_of
from dashboard.recorded.words import (
    account_of,
    action_words,
    actor_words,
    change_words,
    done_words,
    is_of_a_submission,
    subject_words,
)
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital
from store.acts import Act, Whose, Wish, read_acts, read_choices, whose
from store.definitions import read_alliances

_SHOWN = 50
_FEW = 4  # changed fields that are shown without being asked for

Titles = dict[tuple[str, str], str]  # kind, key
Named = dict[tuple[str | None, str | None], str]  # alliance, organisation: what it is called


def page(visit: Visit, slug: str | None = None) -> Page:
    """Acts in one alliance; without one all there are."""
    wish = wish_of(visit.query)
    try:
        acts = list(read_acts(visit.store, visit.viewer, slug, wish, _SHOWN + 1))
        who, actions = read_choices(visit.store, visit.viewer, slug)
    except LookupError:
        return missing.page(visit)
    alliances = {one.slug: one for one in read_alliances(visit.store, visit.viewer, visit.today)}
    named: Named = {(one.slug, None): one.name[visit.language] for one in alliances.values()}
    named |= {(one.slug, who.slug): who.name[visit.language] for one in alliances.values() for who in one.organisations}
    keys = {*who, *(whom for one in acts if (whom := account_of(one)) is not None)}
    named_now = {key: actor_words(one, visit.language) for key, one in whose(visit.store, keys).items()}
    people = {key: named_now[key] for key in who}
    titles = {one.slug: _titles(one, visit) for one in alliances.values()}
    title = visit.say("Hvem har gjort hvad", "Who did what")
    over = named.get((slug, None), slug) if slug else visit.say("Hele installationen", "The whole installation")
    rows = html.Ol(
        [_act(one, slug, named_now, named, titles.get(one.alliance or "", {}), visit) for one in acts[:_SHOWN]],
        className="udgaver",
        role="list",
    )
    return Page(
        title=f"{title} · {over}",
        description=title,
        is_passing=True,
        main=[
            html.Header([html.P(_over(slug, str(over), visit), className="over"), html.H1(title)]),
            _choose(wish, people, actions, visit),
            section("poster", _heading(acts, wish, visit), rows if acts else None, _older(acts, wish, visit)),
            section("hent", visit.say("Hent det hele", "Fetch all of it"), *_files(slug, wish, visit)),
        ],
    )


def _over(slug: str | None, name: str, visit: Visit) -> Content:
    return name if slug is None else html.A(name, href=visit.link(f"/alliance/{slug}"))


def _heading(acts: list[Act], wish: Wish, visit: Visit) -> str:
    if not acts:
        return visit.say("Ingen handlinger passer til det, du har valgt", "No acts match what you chose")
    if wish.before is not None:
        return visit.say("Tidligere handlinger", "Earlier acts")
    return visit.say("Det nyeste først", "The newest first")


def _act(act: Act, slug: str | None, people: dict[str, str], named: Named, titles: Titles, visit: Visit) -> Component:
    """One act: the moment and the place it came from, the sentence, and what was changed."""
    where = [format_moment(act.at, visit.language)]
    if slug is None and act.alliance:
        where.append(named.get((act.alliance, None), act.alliance))
    if act.address:
        where.append(visit.say(f"fra {act.address}", f"from {act.address}"))
    sentence = [done_words(act, people, visit.language), subject_words(act, visit.language, titles)]
    if act.organisation:
        sentence.append(f"{visit.say('for', 'for')} {named.get((act.alliance, act.organisation), act.organisation)}")
    name = people.get(act.who) or actor_words(Whose(act.who, None), visit.language)
    said: list[Content] = [html.B(name), " " + " ".join(part for part in sentence if part) + "."]
    if is_of_a_submission(act):
        report = html.A(visit.say("Se rapporten", "See the report"), href=visit.link(f"/upload/{act.subject}"))
        said += [" ", report]
    found = change_words(act, visit.language)
    told: Content = _changes(found, visit) if found else None
    if len(found) > _FEW:
        count = visit.say(f"{len(found)} felter", f"{len(found)} fields")
        told = html.Details([html.Summary(count), told], className="luft")
    return html.Li([html.P(" · ".join(where), className="lille"), html.P(said), told], id=f"nr-{act.number}")


def _titles(of: Alliance, visit: Visit) -> Titles:
    found = {("goal", one.code): one.title[visit.language] for one in of.goals}
    found |= {("indicator", one.code): one.title[visit.language] for one in of.indicators}
    return found | {("organisation", one.slug): one.name[visit.language] for one in of.organisations}


def _changes(found: list[Difference], visit: Visit) -> Component:
    """What stood, and what stands; only what was said, where nothing stood before."""
    if any(one.before for one in found):
        return changes(found, visit)
    rows = [html.Div([html.Dt(one.label), html.Dd(one.after)]) for one in found if one.after]
    return html.Dl(rows, className="forskel")


def _older(acts: list[Act], wish: Wish, visit: Visit) -> Content:
    if len(acts) <= _SHOWN:
        return None
    address = visit.link(visit.path) + query_text(wish, before=acts[_SHOWN - 1].number)
    return html.P(html.A(visit.say("Tidligere handlinger", "Earlier acts"), href=address), className="knapper")


def _choose(wish: Wish, people: dict[str, str], actions: list[str], visit: Visit) -> Component:
    """A plain form whose answer is an address."""
    everybody = [("", visit.say("alle", "everybody"))]
    everything = [("", visit.say("alt", "everything"))]
    kinds = sorted(((one, capital(action_words(one, visit.language))) for one in actions), key=lambda pair: pair[1])
    fields = [
        _select(WHO, visit.say("Hvem", "Who"), everybody + sorted(people.items(), key=lambda one: one[1]), wish.who),
        _select(ACTION, visit.say("Hvad", "What"), everything + kinds, wish.action),
        _day(SINCE, visit.say("Fra og med", "From"), wish.since.isoformat() if wish.since else ""),
        _day(UNTIL, visit.say("Til og med", "To"), wish.until.isoformat() if wish.until else ""),
    ]
    button = html.Button(visit.say("Vis", "Show"), type="submit", className="knap")
    return html.Form([*fields, button], action=visit.link(visit.path), method="get", className="soeg spoerg")


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str | None) -> Component:
    shown = [html.Option(text, value=value, selected=value == (chosen or "") or None) for value, text in options]
    return html.Div([html.Label(label, htmlFor=name), html.Select(shown, id=name, name=name)], className="felt")


def _day(name: str, label: str, value: str) -> Component:
    return html.Div(
        [html.Label(label, htmlFor=name), Field(id=name, name=name, type="date", value=value)], className="felt"
    )


def _files(slug: str | None, wish: Wish, visit: Visit) -> list[Content]:
    """As files, and what the record is worth."""
    query = query_text(wish) + ("?" if query_text(wish) == "" else "&") + f"language={visit.language}"
    base = f"/alliance/{slug}/audit/acts" if slug else "/audit/acts"
    links = html.P(
        [
            html.A(visit.say("CSV til regneark", "CSV for spreadsheets"), href=f"{base}.csv{query}"),
            " · ",
            html.A("JSON", href=f"{base}.json{query}"),
        ]
    )
    days = visit.imprint.address_days
    after = visit.say("1 dag" if days == 1 else f"{days} dage", "1 day" if days == 1 else f"{days} days")
    worth = visit.say(
        "Ingen kan rette eller slette en post. Hver bærer et aftryk af den før, så det kan ses, hvis en mangler eller "
        "er ændret. Navnene er dem, folk har nu; er en konto slettet, står der det. Internetadresser slettes efter "
        f"{after}. Tal fra afleverede filer står her aldrig.",
        "Nobody can edit or delete an entry. Each bears a hash of the one before, so that it shows if one is missing "
        "or changed. The names are those that people have now; where an account was deleted, it says so. Internet "
        f"addresses are deleted after {after}. Figures of files never stand here.",
    )
    return [links, html.P(worth, className="lille luft")]
