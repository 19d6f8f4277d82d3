"""`/upload/<token>/undo`: what undoing a submission will change, in words, before anybody does it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import Text, format_number
from dashboard.charts.wording import place_name
from dashboard.discretion import HIDDEN, Discretion
from dashboard.drawing import Field
from dashboard.pages import missing
from dashboard.pages.decided import counted_figures, crumbs, shown_name
from dashboard.pages.report_changes import figure_text
from dashboard.parts import section, table
from dashboard.visit import Content, Page, Visit
from dashboard.words import NOTHING, capital, indicator_name, period_label
from store.decisions import CAN_BE_UNDONE
from store.definitions import read_alliance
from store.histories import NOTHING as GONE
from store.histories import Said, read_histories
from store.observations import SeriesKey, read_series
from store.submissions import AWAITING, Submission, read_submission
from store.undoing import Undoing, expected_undoing

_SHOWN = 50
_DANISH = {
    "restored": " går tilbage til det, der stod før.",
    "ended": " tages af kurven: der stod intet før.",
    "kept": " står også i en anden fil og bliver stående.",
    "later": " er ændret af en senere indberetning og røres ikke.",
}
_NOT_NOW = Text("Indberetningen kan ikke trækkes tilbage", "The submission cannot be withdrawn")


def page(visit: Visit, token: str) -> Page:
    """The confirmation step of undoing."""
    submission = read_submission(visit.store, token=token)
    if submission is None:
        return missing.page(visit)
    if submission.state not in CAN_BE_UNDONE:
        return missing.words(
            visit.text(_NOT_NOW),
            visit.say(
                "Enten er det sket allerede, eller også har den ikke ændret noget.",
                "Either it has been done already, or the submission has changed nothing.",
            ),
            visit.say("Se indberetningen", "See the submission"),
            visit.link(f"/upload/{token}"),
            409,
        )
    alliance = read_alliance(visit.store, submission.alliance, visit.viewer.delivering, visit.now)
    expected = expected_undoing(visit.store, submission)
    title = visit.say("Træk indberetningen tilbage?", "Withdraw the submission?")
    return Page(
        title=title,
        section="upload",
        main=[
            html.Header(
                [
                    crumbs(submission, alliance, visit),
                    html.H1(title),
                    html.P([html.Code(shown_name(submission, visit)), ". ", _lead(submission, visit)], className="ind"),
                ]
            ),
            section(
                "sker",
                visit.say("Det ændrer sig", "What changes"),
                html.Ul([html.Li(text) for text in _consequences(expected, visit)], className="punkter"),
                _table(expected, submission, alliance, visit),
            ),
            _form(submission, visit),
        ],
    )


def _lead(submission: Submission, visit: Visit) -> str:
    if submission.state == AWAITING:
        return visit.say(
            "Den venter på at blive bekræftet og har ikke ændret noget endnu.",
            "It waits to be confirmed, and has changed nothing yet.",
        )
    return visit.say(
        "Intet slettes: det kan altid ses, hvad der stod, og hvornår det blev trukket tilbage.",
        "Nothing is deleted: what stood, and when it was withdrawn, can always be seen.",
    )


def _consequences(expected: Undoing | None, visit: Visit) -> list[str]:
    again = visit.say("Fortryder du, så aflever filen igen.", "If you change your mind, deliver the file again.")
    if expected is None:
        return [
            visit.say(
                "Tal, der stod før, kommer tilbage; tal, der ikke stod før, tages af kurven.",
                "Figures that stood before come back; figures that did not leave the curve.",
            ),
            visit.say(
                "Tal, som en senere indberetning har ændret, eller som en anden fil også har, røres ikke.",
                "Figures that a later submission has changed, or that another file holds too, are not touched.",
            ),
            again,
        ]
    is_one = {name: number == 1 for name, number in expected.counts.items()}
    english = {
        "restored": f" {'goes' if is_one['restored'] else 'go'} back to what stood before.",
        "ended": f" {'leaves' if is_one['ended'] else 'leave'} the curve: nothing stood before.",
        "kept": f" {'is in another file too, and stays' if is_one['kept'] else 'are in another file too, and stay'}.",
        "later": f" {'was' if is_one['later'] else 'were'} changed by a later submission: left alone.",
    }
    texts = [
        counted_figures(number, visit) + visit.say(_DANISH[name], english[name])
        for name, number in expected.counts.items()
        if number
    ]
    if expected.unread:
        texts.append(
            visit.say(
                "De andre filer læses igen, før noget ændres: det er dem, der afgør det.",
                "The other files are read again before anything changes: it is they that decide.",
            )
        )
    nothing = visit.say("Ingen tal ændrer sig.", "No figures change.")
    return [*(texts or [nothing]), again]


def _table(
    expected: Undoing | None, submission: Submission, alliance: Alliance | None, visit: Visit
) -> Component | None:
    """The figures that become others; of indicators that this reader may see."""
    if alliance is None or expected is None:
        return None
    names = read_series(visit.store, submission.alliance_id)
    rows = [one for one in expected.rows if alliance.indicator(names[one.figure[0]].indicator)]
    rows = sorted(rows, key=lambda one: (names[one.figure[0]], one.figure[1]))
    histories = read_histories(visit.store, [one.figure for one in rows[:_SHOWN]])
    discretion = Discretion(visit.store, submission, {names[one.figure[0]].indicator for one in rows}, visit.today)
    lines: list[list[Content]] = []
    for one in rows[:_SHOWN]:
        before = histories[one.figure][-1].said
        if before == one.said:
            continue
        key = names[one.figure[0]]

        def told(said: Said, key: SeriesKey = key, period: str = one.figure[1]) -> str:
            is_hidden = discretion.hides(key.indicator, key.area, period, said.value)
            value, status = (None, HIDDEN) if is_hidden else (said.value, said.status)
            return figure_text(key.indicator, value, status, alliance, visit)

        after = visit.say("intet tal", "no figure")
        if one.said != GONE:
            after = told(one.said)
        lines.append(
            [
                indicator_name(alliance, key.indicator, visit.language),
                capital(place_name(key.area, visit.language)) or NOTHING,
                period_label(one.figure[1], visit.language),
                told(before),
                after,
            ]
        )
    if not lines:
        return None
    head = [
        visit.say("Indikator", "Indicator"),
        visit.say("Sted", "Place"),
        visit.say("Periode", "Period"),
        visit.say("Står nu", "Stands now"),
        visit.say("Bliver", "Becomes"),
    ]
    more = None
    if len(rows) > _SHOWN:
        rest = format_number(len(rows) - _SHOWN, visit.language)
        more = html.P(visit.say(f"og {rest} til.", f"and {rest} more."), className="lille luft")
    label = visit.say("Tal, der ændrer sig", "Figures that change")
    return html.Div([table(label, head, lines, numbers=(3, 4), kind="tal"), more], className="rum")


def _form(submission: Submission, visit: Visit) -> Component:
    help_text = visit.say("Den bliver stående ved indberetningen.", "It stays with the submission.")
    return html.Form(
        [
            html.Div(
                [
                    html.Label(visit.say("Begrundelse (kan udelades)", "Reason (optional)"), htmlFor="reason"),
                    html.P(help_text, id="reason-help", className="lille"),
                    Field("reason", "text", id="reason", described_by="reason-help"),
                ],
                className="felt",
            ),
            html.P(
                [
                    html.Button(
                        visit.say("Træk indberetningen tilbage", "Withdraw the submission"),
                        type="submit",
                        className="knap foerst",
                    ),
                    html.A(visit.say("Behold den", "Keep it"), href=visit.link(f"/upload/{submission.token}")),
                ],
                className="knapper",
            ),
        ],
        action=f"/api/v1/submissions/{submission.token}/undo?language={visit.language}",
        method="post",
        className="rum",
    )
