"""`/alliance/<slug>/edit/<kind>/<key>`: one entry, what is in it, and every version; without a key, a new entry.

Below it, `.../<part>/<number>`: one item of a list inside the entry: a target, an event, a note.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.editing.changes import differences, target_text
from dashboard.editing.fields import fill
from dashboard.editing.indicator import TARGET
from dashboard.editing.place import Place, find_place
from dashboard.editing.saving import LOOK, Attempt
from dashboard.editing.suggestions import suggested
from dashboard.pages import missing
from dashboard.pages.edit_form import buttons, fields, primary, what_is_wrong, who_and_why
from dashboard.pages.edit_history import changes, history, who_when
from dashboard.pages.edit_lists import lists
from dashboard.pages.edit_look import what_follows
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit
from dashboard.words import capital, sentence
from store.work import worker_lives

_BETTER = {
    "decrease": Text("Lavere er bedre.", "Lower is better."),
    "increase": Text("Højere er bedre.", "Higher is better."),
}


def page(
    visit: Visit,
    slug: str,
    kind: str,
    key: str = "",
    part: str | None = None,
    number: int | None = None,
    attempt: Attempt | None = None,
) -> Page:
    """The form; after an attempt that was not stored, above it why."""
    place = find_place(visit, slug, kind, key, part, number)
    if place is None:
        return missing.page(visit)
    heading = _heading(place, visit)
    main: list[Content] = [_header(place, heading, visit)]
    if place.is_retired:
        main.append(history(place, visit))
    else:
        main += [
            what_is_wrong(attempt, place.asks, visit),
            _meanwhile(place, attempt, visit),
            what_follows(place, attempt, visit),
            _form(place, attempt, visit),
        ]
        if place.stored is not None and not place.part:  # nothing can be put into what is not there yet
            main += [*lists(place, visit), history(place, visit)]
    return edited_page(heading, main, attempt)


def edited_page(heading: str, main: Sequence[Content], attempt: Attempt | None) -> Page:
    """A page with a form of the secretariat's, or the answer to what was tried with it: kept by nobody."""
    return Page(
        title=heading,
        section="alliances",
        status=attempt.status if attempt else 200,
        is_passing=True,
        is_answer=attempt is not None,
        main=[one for one in main if one is not None],
    )


def crumbs(place: Place, visit: Visit, *more: Content) -> Component:
    """Alliance / editing / this entry."""
    parts: list[Content] = [
        html.A(visit.text(place.alliance.name), href=visit.link(f"/alliance/{place.alliance.slug}")),
        " / ",
        html.A(visit.say("Ret", "Edit"), href=visit.link(place.home)),
    ]
    for one in more:
        parts += [" / ", one]
    return html.P(parts, className="over")


def _heading(place: Place, visit: Visit) -> str:
    name = visit.text(place.name)
    if place.part is not None and place.number is None:
        return f"{visit.text(place.part.add)}: {name}"
    if place.part is not None:
        return visit.say(f"Ret {place.part.the.da}: {name}", f"Edit {place.part.the.en}: {name}")
    if not place.key:
        return visit.text(place.kind.add)
    if place.is_retired:
        return visit.say(f"»{name}« er taget ud", f"“{name}” has been taken out")
    if place.kind.code == "alliance":
        return visit.say(f"Ret teksterne om {name}", f"Edit the texts about {name}")
    return visit.say(f"Ret {place.kind.the.da} »{name}«", f"Edit {place.kind.the.en} “{name}”")


def _header(place: Place, heading: str, visit: Visit) -> Component:
    trail: list[Content] = [html.A(visit.text(place.kind.heading), href=visit.link(f"{place.home}#{place.kind.code}"))]
    if place.part:
        trail.append(html.A(visit.text(place.name), href=visit.link(place.path)))
    lead = _lead(place, visit)
    is_saved = bool(visit.query.get("saved")) and place.stored is not None and not place.part
    return html.Header(
        [
            crumbs(place, visit, *trail),
            html.H1(heading),
            html.P(lead, className="ind", role="status" if is_saved else None) if lead else None,
            html.P(_ways_on(place, visit), className="lille luft veje") if place.stored else None,
        ]
    )


def _lead(place: Place, visit: Visit) -> str:
    """Whose the newest version is; of an item of an indicator, what its figures are."""
    if place.part and place.indicator:
        unit = sentence(capital(visit.text(place.indicator.unit)))
        better = _BETTER.get(place.indicator.direction or "")
        return f"{unit} {visit.text(better)}" if better else unit
    if place.stored is None or place.part:
        return ""
    when = who_when(place.stored, visit)
    if place.is_retired:
        kept = visit.say("Tal og udgaver er bevaret.", "Figures and versions are kept.")
        return f"{visit.say('Taget ud', 'Taken out')} {when}. {kept}"
    if not visit.query.get("saved"):
        return f"{visit.say('Senest ændret', 'Last changed')} {when}."
    after = visit.say("Vurderingerne regnes igen nu.", "The verdicts are being worked out again.")
    if not worker_lives(visit.store, visit.now):
        after = visit.say(
            "Vurderingerne regnes igen, når arbejdsprocessen kører.",
            "The verdicts are worked out again when the worker runs.",
        )
    return f"{visit.say('Gemt', 'Stored')} {when}. {after}"


def _ways_on(place: Place, visit: Visit) -> list[Content]:
    """The page that readers see, what can be added, the versions, and the way out."""
    ways: list[Content] = [html.A(visit.say("Se siden", "See the page"), href=visit.link(place.shown_at))]
    if place.is_retired:
        return [html.A(visit.say("Alt, der kan rettes", "All that can be edited"), href=visit.link(place.home))]
    if not place.part:
        usual = [one for one in place.kind.parts if not one.is_rare]
        ways += [html.A(visit.text(one.add), href=visit.link(f"{place.path}/{one.code}")) for one in usual]
        ways.append(html.A(visit.say("Udgaver", "Versions"), href="#udgaver"))
    can_go = place.number is not None if place.part else place.kind.code != "alliance"
    if can_go:
        ways.append(html.A(visit.say("Tag ud", "Take out"), href=visit.link(f"{place.here}/retire")))
    return ways


def _form(place: Place, attempt: Attempt | None, visit: Visit) -> Component:
    texts = attempt.texts if attempt else fill(place.asks, place.document, visit.language)
    if attempt is None:
        texts = dict(texts) | suggested(place, visit)
    if attempt is None and place.part is TARGET:
        texts = dict(texts) | {"adopted": visit.today.isoformat()}
    mistakes = attempt.mistakes if attempt else {}
    # After a conflict the form is about the version that stands now: to store it again is then a choice.
    stored = attempt.meanwhile if attempt and attempt.meanwhile else place.stored
    usual = [ask for ask in place.asks if not ask.only_new]
    once = [ask for ask in place.asks if ask.only_new]
    legend = visit.say("Sådan opgøres den: vælges nu, ændres ikke her siden", "How it is measured: chosen once")
    form = html.Form(
        [
            *fields(usual, texts, mistakes, place.offered, visit),
            html.Fieldset([html.Legend(legend), *fields(once, texts, mistakes, place.offered, visit)])
            if once
            else None,
            *who_and_why(
                texts,
                mistakes,
                stored.version if stored else None,
                visit,
                why=not (place.part and place.part.says_why),
            ),
            buttons(
                primary(visit.say("Gem", "Store")),
                _look(visit) if place.part is TARGET else None,
                html.A(visit.say("Fortryd", "Cancel"), href=visit.link(place.path if place.part else place.home)),
            ),
        ],
        action=visit.link(place.here),
        method="post",
        className="ret",
    )
    if place.part or not place.key:
        return html.Section([_standing(place, visit), form], className="forrest")
    hint = html.P(visit.text(place.kind.hint), className="lille") if place.kind.hint else None
    return section("indhold", visit.say("Indhold", "Content"), hint, form, forrest=True)


def _look(visit: Visit) -> Component:
    text = visit.say("Vis, hvad der følger", "Show what follows")
    return html.Button(text, type="submit", className="knap", name=LOOK, value="1")


def _standing(place: Place, visit: Visit) -> Component | None:
    """The targets that stand, before a new one is set beside them."""
    if place.part is not TARGET or not place.entry.get("targets"):
        return None
    told = visit.say(
        "De måltal, der står, bliver stående, hver med sin vurdering. Det nyeste med en frist vurderes først.",
        "The targets that stand remain, each with its verdict. The newest with a deadline comes first.",
    )
    items = [html.Li(target_text(one, visit.language)) for one in place.entry["targets"]]
    return html.Div([html.P(told), html.Ul(items, className="liste prik")], className="staar")


def _meanwhile(place: Place, attempt: Attempt | None, visit: Visit) -> Component | None:
    """What somebody else has stored since the form was opened, beside what was written."""
    if attempt is None or attempt.meanwhile is None:
        return None
    other = attempt.meanwhile
    heading = visit.say("Intet er gemt: der er gemt en anden udgave imens", "Nothing is stored: another version was")
    told = html.P(f"{visit.say('Senest ændret', 'Last changed')} {who_when(other, visit)}.", role="alert")
    found = differences(place.kind, other.document, attempt.written or {}, visit.language, place.names)
    again = visit.say(
        "Først det, der står nu, så det, du skrev. Gem igen, hvis dit skal stå: den anden udgave bevares.",
        "First what stands now, then what you wrote. Store again if yours is to stand: the other version is kept.",
    )
    return section("imens", heading, told, changes(found, visit), html.P(again, className="luft"), forrest=True)
