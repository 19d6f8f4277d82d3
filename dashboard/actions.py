"""Actions of the plan as pages show them: the sign and word of each state, and whether its day has passed."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from config.definitions import Action
from config.language import Text
from dashboard.drawing import Drawing
from dashboard.parts import HIDDEN
from dashboard.visit import Visit

STATES: dict[str, Text] = {
    "done": Text("Gennemført", "Done"),
    "under_way": Text("I gang", "Under way"),
    "planned": Text("Planlagt", "Planned"),
    "dropped": Text("Opgivet", "Dropped"),
}
_SHAPES = {
    "done": '<circle class="lv-b" cx="6" cy="6" r="5"/>',
    "under_way": '<circle class="lv-h" cx="6" cy="6" r="4.3"/><path class="lv-b" d="M6 1.7a4.3 4.3 0 0 0 0 8.6z"/>',
    "planned": '<circle class="lv-h" cx="6" cy="6" r="4.3"/>',
    "dropped": '<path class="lv-i" d="M1 6h10"/>',
}
OWN_TARGET = '<circle class="lv-t" cx="6" cy="6" r="4"/>'
_ORDER = ("under_way", "planned", "done", "dropped")


def sign(shape: str) -> Component:
    """A sign; the words beside it carry the meaning."""
    svg = f'<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{shape}</svg>'
    return html.Span(Drawing(svg), className="tegn-i", **HIDDEN)


def state_sign(state: str) -> Component:
    return sign(_SHAPES[state])


def state_word(state: str, visit: Visit) -> Component:
    """Sign and word, together."""
    return html.Span([state_sign(state), visit.text(STATES[state])], className="tilstand")


def is_overdue(action: Action, today: date) -> bool:
    """Whether it should have been done by now, and is neither done nor dropped."""
    return action.by is not None and action.by < today and action.state in ("planned", "under_way")


def in_order(actions: tuple[Action, ...], today: date) -> list[Action]:
    """What is overdue first, then what is under way, planned, done, dropped; each by its day."""
    return sorted(
        actions,
        key=lambda one: (not is_overdue(one, today), _ORDER.index(one.state), one.by or date.max),
    )
