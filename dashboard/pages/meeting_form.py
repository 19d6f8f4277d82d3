"""The forms of a meeting: a new note, and what became of a decision. Both are plain forms that need no script."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from config.language import Text
from dashboard.asking import about, asked, text_field
from dashboard.drawing import Field
from dashboard.meeting import MOST_TEXT, Checked, digest_of, meeting_path
from dashboard.pages.meeting_notes import STATES
from dashboard.parts import also
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from store.meetings import ANSWERS, Note

LABELS = {
    "story": Text("Historien bag kurven", "The story behind the curve"),
    "decision": Text("Det gør vi før næste gang", "What we do before next time"),
    "who": Text("Hvem gør det", "Who does it"),
    "due": Text("Senest", "By"),
}
_NOTES = {
    "story": Text("Hvad ligger bag? Kan udelades.", "What lies behind it? May be left out."),
    "decision": Text("Én beslutning ad gangen.", "One decision at a time."),
    "who": Text("Organisation eller funktion.", "Organisation or function."),
    "due": Text("Kan udelades.", "May be left out."),
}


def note_form(view: IndicatorView, checked: Checked | None, visit: Visit) -> Component:
    """The form of a new note.

    Args:
        checked: what was sent and could not be kept.
    """
    texts = checked.texts if checked else {}
    wrong = checked.mistakes if checked else {}
    public = visit.say(
        "Det, I skriver, kan læses af alle, der kan se siden, og bliver stående med de tal, I ser nu. Skriv ikke om "
        "enkelte borgere.",
        "What you write can be read by everyone who can see this page, and stays with the figures you see now. Write "
        "nothing about single citizens.",
    )
    return html.Form(
        [
            html.P(visit.text(wrong[""]), className="besked", role="alert") if "" in wrong else None,
            Field("seen", "hidden", value=digest_of(view)),
            html.Div([_area(name, texts, wrong, visit) for name in ("story", "decision")], className="to-felter"),
            html.Div([_line(name, texts, wrong, visit) for name in ("who", "due")], className="valg"),
            html.P(public, className="lille luft"),
            html.P(
                html.Button(
                    visit.say("Gem i referatet", "Save in the minutes"), type="submit", className="knap foerst"
                ),
                className="knapper",
            ),
        ],
        action=visit.link(meeting_path(view.alliance.slug, view.indicator.code)) + "#skriv",
        method="post",
        id="skriv",
        **also(aria_label=visit.say("Skriv i referatet", "Write in the minutes")),
    )


def _area(name: str, texts: dict[str, str], wrong: dict[str, Text], visit: Visit) -> Component:
    note, mistake = visit.text(_NOTES[name]), wrong.get(name)
    more = _described(name, mistake, note)
    # The first line break of a text area is not part of its text.
    area = html.Textarea(
        f"\n{texts.get(name, '')}", id=name, name=name, rows="3", maxLength=str(MOST_TEXT), lang=visit.language, **more
    )
    return asked(name, visit.text(LABELS[name]), area, visit, note, mistake)


def _line(name: str, texts: dict[str, str], wrong: dict[str, Text], visit: Visit) -> Component:
    note, mistake = visit.text(_NOTES[name]), wrong.get(name)
    label = visit.text(LABELS[name])
    if name != "due":
        return text_field(name, label, texts.get(name, ""), visit, note, mistake)
    control = Field(
        name, "date", id=name, value=texts.get(name), described_by=about(name, note, mistake), invalid=bool(mistake)
    )
    return asked(name, label, control, visit, note, mistake)


def answer_form(note: Note, view: IndicatorView, checked: Checked | None, visit: Visit) -> Component:
    """What became of a decision; `checked` where this very form was sent and could not be kept."""
    texts = checked.texts if checked else {}
    wrong = checked.mistakes if checked else {}
    state_id = f"state-{note.number}"
    states = [("", visit.say("Vælg", "Choose"))]
    states += [(code, visit.text(STATES[code])) for code in ANSWERS if code != note.state]
    chosen = texts.get("state", "")
    more = _described(state_id, wrong.get("state"))
    options = [html.Option(text, value=code, selected=True if code == chosen else None) for code, text in states]
    choice = html.Select(options, id=state_id, name="state", **more)
    happened = visit.say("Hvad er der sket?", "What has happened?")
    field = asked(state_id, happened, choice, visit, None, wrong.get("state"))
    save = html.P(html.Button(visit.say("Gem svaret", "Save the answer"), type="submit", className="knap"))
    form = html.Form(
        [Field("answer", "hidden", value=str(note.number)), html.Div([field, save], className="valg svar")],
        action=visit.link(meeting_path(view.alliance.slug, view.indicator.code)) + f"#note-{note.number}",
        method="post",
    )
    summary = html.Summary(visit.say("Svar: hvad er der sket?", "Answer: what has happened?"))
    return html.Details([summary, form], open=True if checked else None, className="luft")


def _described(name: str, mistake: Text | None, note: str | None = None) -> dict[str, Any]:
    ids = about(name, note, mistake)
    return also(**({"aria_describedby": ids} if ids else {}), **({"aria_invalid": "true"} if mistake else {}))
