"""`/upload/<token>/vanished`: figures that the file has no longer. Withdrawn, or not in this file? First chosen, then
confirmed in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from config.definitions import Alliance
from config.language import format_number
from dashboard.charts.wording import place_name
from dashboard.discretion import discreet
from dashboard.drawing import Field
from dashboard.pages import missing
from dashboard.pages.decided import counted_figures, crumbs, nothing_ticked, shown_name
from dashboard.pages.report_changes import figure_text
from dashboard.parts import also, scrolling, section
from dashboard.visit import Content, Page, Visit
from dashboard.words import NOTHING, capital, group_names, indicator_name, period_label
from store.definitions import read_alliance
from store.submissions import Submission, read_submission
from store.vanished import Vanished, read_vanished

_SHOWN = 200


def page(visit: Visit, token: str) -> Page:
    """The figures with a tick each; with an answer in the address, what it will change."""
    submission = read_submission(visit.store, token=token)
    if submission is None:
        return missing.page(visit)
    submission = discreet(visit.store, submission, visit.viewer, visit.now)
    alliance = read_alliance(visit.store, submission.alliance, visit.viewer.delivering, visit.now)
    gone = read_vanished(visit.store, submission)
    if not gone:
        return missing.words(
            visit.say("Ingen forsvundne tal venter på et svar", "No vanished figures wait for an answer"),
            visit.say(
                "Enten er der svaret, eller også er tallene afleveret igen.",
                "Either somebody has answered, or the figures have been delivered again.",
            ),
            visit.say("Se indberetningen", "See the submission"),
            visit.link(f"/upload/{token}"),
            200,
        )
    answer = visit.query.get("answer")
    chosen = gone if visit.query.get("which") == "all" else [one for one in gone if _key(one) in visit.query.values()]
    asks = answer in ("withdrawn", "stays") and chosen
    main = (
        _confirm(submission, alliance, str(answer), chosen, len(chosen) == len(gone), visit)
        if asks
        else _choose(submission, alliance, gone, visit)
    )
    return Page(title=visit.say("Forsvundne tal", "Vanished figures"), section="upload", main=main)


def _key(one: Vanished) -> str:
    number, period = one.figure
    return f"{number}:{period}"


def _choose(submission: Submission, alliance: Alliance | None, gone: Sequence[Vanished], visit: Visit) -> list[Content]:
    number = format_number(len(gone), visit.language)
    heading = visit.say(
        f"{capital(number)} tal er ikke i filen længere",
        f"{number} {'figure is' if len(gone) == 1 else 'figures are'} no longer in the file",
    )
    lead = visit.say(
        "De stod i den forrige fil, og de gælder endnu. Er de trukket tilbage, eller er de bare ikke med denne gang?",
        "They were in the file before, and still stand. Are they withdrawn, or only not in this file?",
    )
    values = _values(submission)
    rows = [_row(place, one, values, alliance, visit) for place, one in enumerate(gone[:_SHOWN])]
    head = [
        visit.say("Vælg", "Choose"),
        visit.say("Indikator", "Indicator"),
        visit.say("Sted", "Place"),
        visit.say("Periode", "Period"),
        visit.say("Står nu", "Stands now"),
    ]
    listed = html.Table(
        [
            html.Thead(
                html.Tr([html.Th(text, scope="col", className="t" if n == 4 else None) for n, text in enumerate(head)])
            ),
            html.Tbody(rows),
        ]
    )
    more = None
    if len(gone) > _SHOWN:
        rest = format_number(len(gone) - _SHOWN, visit.language)
        more = html.P(
            visit.say(
                f"og {rest} til; de følger med, når du vælger alle.",
                f"and {rest} more; they are included when you choose all.",
            ),
            className="lille luft",
        )
    forgot = visit.query.get("answer") is not None
    form = html.Form(
        [
            nothing_ticked(visit) if forgot else None,
            scrolling(visit.say("Forsvundne tal", "Vanished figures"), listed),
            more,
            html.Div(
                [
                    html.Label(visit.say("Svaret gælder", "The answer is about"), htmlFor="which"),
                    html.Select(
                        [
                            html.Option(visit.say("de afkrydsede tal", "the ticked figures"), value="ticked"),
                            html.Option(visit.say(f"alle {number} tal", f"all {number} figures"), value="all"),
                        ],
                        id="which",
                        name="which",
                    ),
                ],
                className="felt rum",
            ),
            html.Div(
                [
                    html.Label(visit.say("Svar", "Answer"), htmlFor="answer"),
                    html.Select(
                        [
                            html.Option(visit.say("Vælg", "Choose"), value=""),
                            html.Option(
                                visit.say("Trukket tilbage: tallene gælder ikke mere", "Withdrawn: they stand no more"),
                                value="withdrawn",
                            ),
                            html.Option(
                                visit.say("Står stadig: de er bare ikke med her", "Still stand: just not in this file"),
                                value="stays",
                            ),
                        ],
                        id="answer",
                        name="answer",
                        required=True,
                    ),
                ],
                className="felt",
            ),
            html.P(
                [
                    html.Button(visit.say("Videre", "Go on"), type="submit", className="knap foerst"),
                    html.A(visit.say("Ikke nu", "Not now"), href=visit.link(f"/upload/{submission.token}")),
                ],
                className="knapper",
            ),
        ],
        action=visit.link(f"/upload/{submission.token}/vanished"),
        method="get",
        className="rum",
    )
    return [_header(submission, alliance, heading, lead, visit), form]


def _row(
    place: int,
    one: Vanished,
    values: dict[tuple[str, str, str], tuple[float | None, str | None]],
    alliance: Alliance | None,
    visit: Visit,
) -> Component:
    name = indicator_name(alliance, one.indicator, visit.language)
    period = period_label(one.period, visit.language)
    parts = ", ".join(group_names(alliance, one.indicator, one.dimensions, visit.language))
    where = ", ".join(part for part in (capital(place_name(one.area, visit.language)), parts) if part)
    stands: Content = NOTHING
    if not one.dimensions and (said := values.get((one.indicator, one.area, one.period))):
        stands = figure_text(one.indicator, said[0], said[1], alliance, visit)
    tick = html.Label(
        [
            Field(f"f{place}", "checkbox", id=f"f{place}", value=_key(one)),
            html.Span(f"{name}, {where}, {period}", className="skjult"),
        ],
        htmlFor=f"f{place}",
        className="kryds",
    )
    return html.Tr(
        [html.Td(tick), html.Th(name, scope="row"), html.Td(where), html.Td(period), html.Td(stands, className="t")]
    )


def _values(submission: Submission) -> dict[tuple[str, str, str], tuple[float | None, str | None]]:
    """What stood when the file was read, as far as its report says."""
    listed = (submission.report or {}).get("changes", [])
    return {
        (one["indicator"], one["area"], one["period"]): (one["old"], one["old_status"])
        for one in listed
        if one["kind"] == "vanished"
    }


def _confirm(
    submission: Submission,
    alliance: Alliance | None,
    answer: str,
    chosen: Sequence[Vanished],
    is_all: bool,
    visit: Visit,
) -> list[Content]:
    number = counted_figures(len(chosen), visit)
    if answer == "withdrawn":
        heading = visit.say(f"Træk {number} tilbage?", f"Withdraw {number}?")
        lead = visit.say(
            "Tallene gælder ikke mere, og kurven får et hul. Intet slettes: det kan altid ses, hvad der stod før.",
            "They stand no more, and the curve gets a gap. Nothing is deleted: what stood before can always be seen.",
        )
        label = visit.say("Træk tallene tilbage", "Withdraw the figures")
    else:
        heading = visit.say(f"{number} står stadig?", f"{number} still stand?")
        lead = visit.say(
            "Intet ændrer sig, og der spørges ikke til tallene igen.",
            "Nothing changes, and nobody is asked about them again.",
        )
        label = visit.say("Ja, tallene står stadig", "Yes, they still stand")
    hidden: list[Content] = [Field("answer", "hidden", value=answer)]
    hidden += (
        [Field("all", "hidden", value="1")] if is_all else [Field("figure", "hidden", value=_key(o)) for o in chosen]
    )
    names = [
        html.Li(
            ", ".join(
                part
                for part in (
                    indicator_name(alliance, one.indicator, visit.language),
                    place_name(one.area, visit.language),
                    *group_names(alliance, one.indicator, one.dimensions, visit.language),
                    period_label(one.period, visit.language),
                )
                if part
            )
        )
        for one in chosen[:_SHOWN]
    ]
    form = html.Form(
        [
            *hidden,
            html.P(
                [
                    html.Button(label, type="submit", className="knap foerst"),
                    html.A(visit.say("Tilbage", "Back"), href=visit.link(f"/upload/{submission.token}/vanished")),
                ],
                className="knapper",
            ),
        ],
        action=f"/api/v1/submissions/{submission.token}/vanished?language={visit.language}",
        method="post",
    )
    listed = section("tal", visit.say("Det gælder", "The figures"), html.Ul(names, className="liste prik"))
    return [_header(submission, alliance, heading, lead, visit), listed, form]


def _header(submission: Submission, alliance: Alliance | None, heading: str, lead: str, visit: Visit) -> Component:
    return html.Header(
        [
            crumbs(submission, alliance, visit),
            html.H1(heading),
            html.P([html.Code(shown_name(submission, visit)), ". ", lead], className="ind"),
        ],
        **also(data_page="vanished"),
    )
