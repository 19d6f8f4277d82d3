"""The fields of an editing form as components: a text in both languages, a choice, ticks, a date; author and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.asking import about, asked, choice_field
from dashboard.drawing import Field
from dashboard.editing.fields import EN, Ask, Form, Option
from dashboard.editing.saving import SEEN, WHY, Attempt
from dashboard.parts import also, section
from dashboard.visit import Content, Visit

Mistakes = Mapping[str, Text]

LABELS = {WHY: Text("Grund til ændringen", "Reason for the change")}
_ROWS = {"long": "5", "words": "3"}
_LINE = 60  # letters that a field of one line shows
NEEDED_FIELD = also(aria_required="true")  # said to those who cannot see it; the answer comes in our own words


def fields(
    asks: Sequence[Ask], texts: Form, mistakes: Mistakes, offered: Mapping[str, Sequence[Option]], visit: Visit
) -> list[Component]:
    """One control for each, two where a text has two languages; short ones side by side."""
    found: list[Component] = []
    for is_short, group in groupby(asks, key=lambda ask: not ask.is_words and ask.way not in ("many", "tick")):
        controls = [_field(ask, texts, mistakes.get(ask.name), offered.get(ask.name, ()), visit) for ask in group]
        found += [html.Div(controls, className="sprog")] if is_short else controls
    return found


def _field(ask: Ask, texts: Form, mistake: Text | None, options: Sequence[Option], visit: Visit) -> Component:
    if ask.is_words:
        return html.Div(
            [_words(ask, texts, mistake, "da", visit), _words(ask, texts, None, "en", visit)], className="sprog"
        )
    if ask.way == "many":
        return _many(ask, texts, mistake, options, visit)
    if ask.way == "tick":
        return _tick(ask.name, visit.text(ask.label), texts)
    note = visit.text(ask.note) if ask.note else None
    if ask.way == "choice":
        choices = [(value, visit.text(text)) for value, text in options]
        if not ask.default:
            choices.insert(0, ("", visit.say("Vælg", "Choose")))
        chosen = texts.get(ask.name, "")
        return choice_field(ask.name, visit.text(ask.label), choices, chosen, visit, note, mistake)
    control = Field(
        ask.name,
        "date" if ask.way == "day" else "text",
        id=ask.name,
        value=texts.get(ask.name, ""),
        described_by=about(ask.name, note, mistake),
        invalid=bool(mistake),
    )
    return asked(ask.name, _label(ask, visit), control, visit, note, mistake)


def _label(ask: Ask, visit: Visit) -> str:
    """Optional is said, needed is what a field is; a form where most is needed reads so more calmly."""
    is_told = ask.needed or ask.way == "choice" or (ask.note is not None and "Tomt" in ask.note.da)
    return visit.text(ask.label) + ("" if is_told else visit.say(" (kan udelades)", " (optional)"))


def _words(ask: Ask, texts: Form, mistake: Text | None, language: str, visit: Visit) -> Component:
    is_english = language == "en"
    name = ask.name + EN if is_english else ask.name
    label = _label(ask, visit)
    note = visit.text(ask.note) if ask.note and not is_english else None
    if is_english:
        label = f"{visit.text(ask.label)}, {visit.say('engelsk', 'English')}"
        note = visit.say("Tomt: den danske tekst vises.", "Empty: the Danish text is shown.") if ask.note else None
    elif visit.language == "en":
        label = f"{visit.text(ask.label)}, Danish"
    described = about(name, note, mistake)
    control: Component
    text = texts.get(name, "")
    if ask.way == "long" or "\n" in text or len(text) > _LINE:
        more: dict[str, Any] = also(aria_describedby=described) if described else {}
        if mistake:
            more |= also(aria_invalid="true")
        # The first line break of a text area is not part of its text.
        control = html.Textarea(f"\n{text}", id=name, name=name, rows=_ROWS[ask.way], lang=language, **more)
    else:
        control = Field(
            name,
            "text",
            id=name,
            value=text,
            described_by=described,
            invalid=bool(mistake),
            lang=language,
        )
    return asked(name, label, control, visit, note, mistake)


def _many(ask: Ask, texts: Form, mistake: Text | None, options: Sequence[Option], visit: Visit) -> Component:
    ticks = [_tick(f"{ask.name}.{value}", visit.text(text), texts) for value, text in options]
    nothing = html.P(visit.say("Der er ingen at vælge.", "There is nothing to choose."), className="lille")
    return html.Fieldset(
        [
            html.Legend(visit.text(ask.label)),
            html.P(visit.text(mistake), className="besked", id=f"{ask.name}-fejl") if mistake else None,
            html.Div(ticks, className="afkryds") if ticks else nothing,
        ],
        id=ask.name,
    )


def _tick(name: str, label: str, texts: Form) -> Component:
    box = Field(name, "checkbox", id=name, value="1", checked=True if texts.get(name) else None)
    return html.Label([box, html.Span(label)], htmlFor=name, className="kryds")


def who_and_why(
    texts: Form, mistakes: Mistakes, seen: int | None, visit: Visit, why: bool = True, is_why_needed: bool = False
) -> list[Content]:
    """Whose name will stand by it, why, and the version that the form was made from."""
    told = visit.say(
        "Dit navn og tidspunktet står ved den nye udgave.", "Your name and the moment stand by the new version."
    )
    parts: list[Content] = []
    if why:
        label = visit.text(LABELS[WHY]) + ("" if is_why_needed else visit.say(" (kan udelades)", " (optional)"))
        reason = Field(
            WHY,
            "text",
            id=WHY,
            value=texts.get(WHY, ""),
            described_by=about(WHY, None, mistakes.get(WHY)),
            invalid=WHY in mistakes,
        )
        parts.append(asked(WHY, label, reason, visit, None, mistakes.get(WHY)))
    legend = visit.say("Hvem ændrer det", "Who changes it")
    hidden = Field(SEEN, "hidden", value="" if seen is None else str(seen))
    return [
        hidden,
        html.Fieldset([html.Legend(legend), html.P(told, className="lille nede"), html.Div(parts, className="sprog")]),
    ]


def what_is_wrong(
    attempt: Attempt | None, asks: Sequence[Ask], visit: Visit, elsewhere: bool = False
) -> Component | None:
    """All that is to be put right, above the form, each with the way to its field.

    Args:
        elsewhere: the entry's fields are not on this page.
    """
    if attempt is None or not (attempt.mistakes or attempt.others):
        return None
    labels = {ask.name: ask.label for ask in asks} | LABELS
    told = [
        html.Li([_way_to(name, visit.text(labels[name]), elsewhere and name not in LABELS), f": {visit.text(text)}"])
        for name, text in attempt.mistakes.items()
    ]
    told += [html.Li(visit.text(text)) for text in attempt.others]
    heading = visit.say("Intet er gemt: det her skal rettes først", "Nothing is stored: this is to be put right first")
    return section("fejl", heading, html.Div(html.Ul(told, className="punkter"), role="alert"), forrest=True)


def _way_to(name: str, label: str, elsewhere: bool) -> Content:
    return label if elsewhere else html.A(label, href=f"#{name}")


def buttons(*content: Content) -> Component:
    return html.P(list(content), className="knapper")


def primary(text: str) -> Component:
    return html.Button(text, type="submit", className="knap foerst")
