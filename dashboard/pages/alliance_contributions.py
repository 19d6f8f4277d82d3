"""Which partner moves which indicator: the plan's actions, own targets and own figures, partner by partner."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from config.definitions import Action, Alliance, Organisation
from config.indicator import Indicator, Target
from config.language import Text, danish_order
from dashboard.actions import OWN_TARGET, STATES, sign, state_sign
from dashboard.charts.wording import Words
from dashboard.parts import scrolling, section, verdict_word
from dashboard.view import AllianceView, IndicatorView
from dashboard.visit import Content, Visit
from dashboard.words import capital, listed, number_word, period_label, sentence
from store.published import PublishedSeries

_TARGET = Text("Eget mål", "Own target")
_PARTNER, _PARTNERS = Text("partner", "partner"), Text("partnere", "partners")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one partner does for one indicator."""

    actions: tuple[Action, ...]
    target: Target | None
    own: PublishedSeries | None

    @property
    def is_empty(self) -> bool:
        return not self.actions and self.target is None and self.own is None


def contribution_matrix(view: AllianceView, visit: Visit) -> Component | None:
    """A row for each partner that does something, a column for each indicator; None where nothing is known."""
    alliance = view.alliance
    cells = {
        (partner.slug, one.indicator.code): _cell(alliance, partner, one)
        for partner in alliance.organisations
        for one in view.indicators
    }
    cells = {key: cell for key, cell in cells.items() if not cell.is_empty}
    if not cells:
        return None
    partners = sorted(
        (one for one in alliance.organisations if any(slug == one.slug for slug, _ in cells)),
        key=lambda one: danish_order(visit.text(one.name)),
    )
    drivers = [one for one in view.indicators if any(code == one.indicator.code for _, code in cells)]
    head: list[Component] = [html.Th(visit.say("Partner", "Partner"), scope="col", role="columnheader")]
    head += [_driver(one, visit) for one in drivers]
    body = [
        html.Tr(
            [
                html.Th(visit.text(partner.name), scope="row", role="rowheader"),
                *(_td(cells.get((partner.slug, one.indicator.code)), one, visit) for one in drivers),
            ],
            role="row",
        )
        for partner in partners
    ]
    heading = visit.say("Hvem flytter hvad", "Who moves what")
    # On a phone its rows stand below each other, each cell with the indicator's name in place of the heading (`om`):
    # the roles keep it a table for ears.
    parts = [html.Thead(html.Tr(head, role="row"), role="rowgroup"), html.Tbody(body, role="rowgroup")]
    table = html.Table(parts, className="bidrag", role="table")
    return section(
        "b",
        heading,
        html.P(_finding(view, partners, drivers, visit)),
        _legend(cells.values(), visit),
        scrolling(visit.say("Partnere og indikatorer", "Partners and indicators"), table),
        html.P(_note(cells.values(), visit), className="lille luft"),
    )


def _cell(alliance: Alliance, partner: Organisation, view: IndicatorView) -> _Cell:
    code = view.indicator.code
    actions = tuple(one for one in alliance.plan if partner.slug in one.who and code in one.indicators)
    targets = [one for one in view.indicator.targets if one.organisation == partner.slug]
    return _Cell(actions, targets[-1] if targets else None, _own(partner.slug, view))


def _own(slug: str, view: IndicatorView) -> PublishedSeries | None:
    """The partner's own series, where several partners have one each."""
    of: dict[str, list[PublishedSeries]] = {}
    for part in view.parts:
        of.setdefault(part.organisation or "", []).append(part)
    if len(of) < 2 or any(len(series) > 1 for series in of.values()):
        return None
    return next(iter(of.get(slug, [])), None)


def _driver(view: IndicatorView, visit: Visit) -> Component:
    """The indicator with its verdict."""
    link = html.A(visit.text(view.indicator.name), href=visit.link(view.path))
    verdict: list[Content] = [html.Br(), verdict_word(view.code, visit.language)] if view.is_counted else []
    return html.Th([link, *verdict], scope="col", role="columnheader")


def _td(cell: _Cell | None, view: IndicatorView, visit: Visit) -> Component:
    if cell is None:
        return html.Td(role="cell")
    lines: list[Component] = [html.Li([state_sign(one.state), *_action(one, visit)]) for one in cell.actions]
    if cell.target is not None:
        lines.append(html.Li([sign(OWN_TARGET), _target(cell.target, view.indicator, visit)]))
    if cell.own is not None:
        code = str(cell.own.verdict.get("verdict", "not_assessed"))
        lines.append(html.Li([visit.say("Egne tal: ", "Own figures: "), verdict_word(code, visit.language)]))
    name: list[Content] = [html.A(visit.text(view.indicator.name), href=visit.link(view.path))]
    if view.is_counted:
        name += [" ", verdict_word(view.code, visit.language)]
    return html.Td([html.Span(name, className="om"), html.Ul(lines)], role="cell")


def _action(action: Action, visit: Visit) -> list[Content]:
    """Its title; the sign before it is told in words to those who do not see it."""
    state = html.Span(f" ({visit.text(STATES[action.state]).lower()})", className="skjult")
    return [visit.text(action.title), state]


def _target(target: Target, indicator: Indicator, visit: Visit) -> str:
    value = Words(indicator, visit.language).value(target.value)
    return f"{value} {visit.say('i', 'in')} {period_label(target.period, visit.language)}" if target.period else value


def _finding(
    view: AllianceView, partners: Sequence[Organisation], drivers: Sequence[IndicatorView], visit: Visit
) -> str:
    """How many partners work on how many indicators, and which nobody moves."""
    number = capital(number_word(len(partners), visit.language))
    who = visit.text(_PARTNER if len(partners) == 1 else _PARTNERS)
    all_of = number_word(len(view.indicators), visit.language)
    of = f"{number_word(len(drivers), visit.language)} {visit.say('af', 'of')} {all_of}"
    text = visit.say(f"{number} {who} arbejder med {of} indikatorer.", f"{number} {who} work on {of} indicators.")
    if visit.language == "en" and len(partners) == 1:
        text = text.replace(" work ", " works ")
    idle = [visit.text(one.indicator.name) for one in view.indicators if one not in drivers]
    if not idle:
        return text
    names = listed(idle[:_MOST_NAMED], visit.language)
    if len(idle) > _MOST_NAMED:
        rest = len(idle) - _MOST_NAMED
        names = listed([*idle[:_MOST_NAMED], visit.say(f"{rest} til", f"{rest} more")], visit.language)
    return f"{text} {sentence(visit.say(f'Ingen indsats er knyttet til {names}', f'No action is tied to {names}'))}"


def _legend(cells: Collection[_Cell], visit: Visit) -> Component | None:
    used = {one.state for cell in cells for one in cell.actions}
    entries = [html.Li([state_sign(state), visit.text(word)]) for state, word in STATES.items() if state in used]
    if any(cell.target for cell in cells):
        entries.append(html.Li([sign(OWN_TARGET), visit.text(_TARGET)]))
    return html.Ul(entries, className="noegle", role="list") if entries else None


def _note(cells: Collection[_Cell], visit: Visit) -> str:
    texts = []
    if any(cell.actions for cell in cells):
        texts.append(visit.say("Et tegn for hver indsats i handleplanen.", "One sign for each action of the plan."))
    if any(cell.own for cell in cells):
        texts.append(
            visit.say(
                "Egne tal har deres egen vurdering; den siger ikke, at en indsats er årsagen.",
                "Own figures have a verdict of their own; it does not say that an action is the cause.",
            )
        )
    texts.append(visit.say("I alfabetisk orden, ikke en rangliste.", "In alphabetical order, not a ranking."))
    return " ".join(texts)
