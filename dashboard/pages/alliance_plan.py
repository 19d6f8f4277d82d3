"""The action plan: who does what by when, how far it is, and which indicators it is to move."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Action, Alliance
from config.language import Text, format_date
from dashboard.actions import STATES, in_order, is_overdue, state_word
from dashboard.parts import flag, section, table
from dashboard.visit import Content, Visit
from dashboard.words import DASH, counted, listed, organisation_name, sentence

_ACTION, _ACTIONS = Text("indsats", "action"), Text("indsatser", "actions")


def plan(alliance: Alliance, visit: Visit) -> Component | None:
    """What is late first, what is done last."""
    if not alliance.plan:
        return None
    is_tied = any(action.indicators for action in alliance.plan)
    head = [visit.say("Indsats", "Action"), visit.say("Hvem", "Who"), visit.say("Senest", "By"), "Status"]
    if is_tied:
        head.append(visit.say("Skal flytte", "Is to move"))
    rows = [_row(alliance, action, is_tied, visit) for action in in_order(alliance.plan, visit.today)]
    name = visit.say("Handleplan", "Action plan")
    return section(
        "h",
        name,
        html.P(_finding(alliance, visit)),
        html.Div(table(visit.say("Indsatser", "Actions"), head, rows), className="luft"),
    )


def _row(alliance: Alliance, action: Action, is_tied: bool, visit: Visit) -> list[Content | list[Content]]:
    late = flag(visit.say("fristen er passeret", "its day has passed")) if is_overdue(action, visit.today) else None
    day = format_date(action.by, visit.language) if action.by else DASH
    row: list[Content | list[Content]] = [
        visit.text(action.title),
        listed([organisation_name(alliance, slug, visit.language) for slug in action.who], visit.language) or DASH,
        [day, html.Br(), late] if late else day,
        state_word(action.state, visit),
    ]
    return [*row, indicator_links(alliance, action.indicators, visit) or DASH] if is_tied else row


def indicator_links(alliance: Alliance, codes: tuple[str, ...], visit: Visit) -> list[Content]:
    """Each by its short name; of one that is not shown to this reader, nothing."""
    links: list[Content] = []
    for indicator in (found for code in codes if (found := alliance.indicator(code)) is not None):
        address = visit.link(f"/alliance/{alliance.slug}/{indicator.code}")
        links += [", " if links else None, html.A(visit.text(indicator.name), href=address)]
    return links


def _finding(alliance: Alliance, visit: Visit) -> str:
    """ "8 indsatser: 2 i gang, 3 planlagt, 3 gennemført. 1 har overskredet sin frist."."""
    counts = {state: sum(action.state == state for action in alliance.plan) for state in STATES}
    told = [f"{counts[state]} {visit.text(STATES[state]).lower()}" for state in STATES if counts[state]]
    text = sentence(f"{counted(len(alliance.plan), _ACTION, _ACTIONS, visit.language)}: {', '.join(told)}")
    late = sum(is_overdue(action, visit.today) for action in alliance.plan)
    if late:
        text += visit.say(
            f" {late} har passeret sin frist.",
            f" {late} {'is' if late == 1 else 'are'} past {'its' if late == 1 else 'their'} day.",
        )
    return text
