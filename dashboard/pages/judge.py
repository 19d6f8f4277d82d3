"""`/judge`: anyone may paste a series and see what the method says of it. Nothing is stored, and nothing logged."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.asking import about, asked, choice_field, text_field
from dashboard.judging import Judged, judged
from dashboard.pages.judge_result import result
from dashboard.parts import also, section
from dashboard.visit import Content, Page, Visit
from progress.pasted import MOST_LINES, LineMistake

MOST_BYTES = 400_000  # of a form as it is sent; 2,000 lines are about 60,000
TOO_LONG = "too-long"
_MOST_TOLD = 20  # mistakes of lines; the rest are counted
_ROWS = 12
_EXAMPLE = "2017;29147\n2018;29015\n2019;24705"
_DIRECTIONS = {
    "": Text("Vælg", "Choose"),
    "decrease": Text("Lavere er bedre", "Lower is better"),
    "increase": Text("Højere er bedre", "Higher is better"),
    "keep": Text("At blive inden for to grænser", "To stay inside two limits"),
}
_KINDS = {
    "rate": Text("Sats: et antal pr. noget", "Rate: a number per something"),
    "count": Text("Antal hændelser i perioden", "Number of events in the period"),
    "state": Text("Antal på en dag", "Number on a day"),
    "share": Text("Andel i procent", "Share in per cent"),
    "index": Text("Indeks", "Index"),
}
_WRITTEN = {
    "": Text("Som kolonnen viser", "As the column shows"),
    "da": Text("Dansk: 1.234,5", "Danish: 1.234,5"),
    "en": Text("Engelsk: 1,234.5", "English: 1,234.5"),
}


def page(visit: Visit) -> Page:
    """The form; where one was sent, above it what follows, or what is to be put right."""
    title = visit.say("Vurder en serie", "Judge a series")
    answer = None
    if visit.form is not None and TOO_LONG not in visit.form:
        answer = judged(visit.form, visit.language, visit.today)
    main: list[Content] = [_header(title, visit)]
    if visit.form is not None and answer is None:
        main.append(_message(_too_long(visit)))
    elif answer is not None and answer.view is None:
        main.append(_mistakes(answer, visit))
    elif answer is not None and answer.view is not None:
        main += result(answer.view, answer.pasted, visit)
    main.append(_form(answer, visit))
    is_wrong = visit.form is not None and (answer is None or answer.view is None)
    return Page(
        title=title,
        description=visit.say(
            "Indsæt en serie og se, hvad metoden siger om den.", "Paste a series and see what the method says of it."
        ),
        section="method",
        status=422 if is_wrong else 200,
        is_answer=visit.form is not None,
        is_passing=visit.form is not None,
        main=main,
    )


def _header(title: str, visit: Visit) -> Component:
    text = visit.say(
        "Indsæt to kolonner fra et regneark, og se, hvad metoden siger om dem: samme regler som for alliancernes "
        "tal. Intet gemmes: tallene bruges til svaret og glemmes.",
        "Paste two columns from a spreadsheet, and see what the method says of them: the same rules as for the "
        "alliances' figures. Nothing is stored: the figures are used for the answer, and forgotten.",
    )
    crumbs: list[Content] = [html.A(visit.say("Metode", "Method"), href=visit.link("/method")), f" / {title}"]
    return html.Header([html.P(crumbs, className="over"), html.H1(title), html.P(text, className="ind")])


def _too_long(visit: Visit) -> str:
    most = format_number(MOST_LINES, visit.language)
    return visit.say(
        f"Det indsatte er for langt. Højst {most} linjer kan læses.",
        f"What was pasted is too long. At most {most} lines can be read.",
    )


def _message(text: str) -> Component:
    return html.Section(html.P(text, className="besked", role="alert"), className="forrest")


def _mistakes(answer: Judged, visit: Visit) -> Component:
    """All that is wrong, the lines by number; nothing has been judged."""
    told = [html.Li(_line(one, visit)) for one in answer.lines[:_MOST_TOLD]]
    more = len(answer.lines) - _MOST_TOLD
    if more > 0:
        number = format_number(more, visit.language)
        told.append(html.Li(visit.say(f"Og {number} linjer mere.", f"And {number} lines more.")))
    labels = _labels(visit)
    told += [html.Li([f"{labels[name]}: ", visit.text(text)]) for name, text in answer.mistakes.items()]
    heading = visit.say("Det skal rettes, før serien kan vurderes", "To be put right before the series can be judged")
    return section("fejl", heading, html.Div(html.Ul(told, className="punkter"), role="alert"), forrest=True)


def _line(one: LineMistake, visit: Visit) -> str:
    text = visit.text(one.text)
    return f"{visit.say('Linje', 'Line')} {one.line}: {text}" if one.line else text


def _labels(visit: Visit) -> dict[str, str]:
    texts = {
        "title": Text("Seriens navn", "Name of the series"),
        "series": Text("Serien", "The series"),
        "written": Text("Tallene er skrevet", "The numbers are written"),
        "direction": Text("Hvad er bedre", "Which is better"),
        "target": Text("Mål", "Target"),
        "deadline": Text("Frist", "Deadline"),
        "baseline": Text("Udgangspunkt", "Baseline"),
        "low": Text("Nederste grænse", "Lower limit"),
        "high": Text("Øverste grænse", "Upper limit"),
        "kind": Text("Hvad tallene er", "What the numbers are"),
        "unit": Text("Enhed", "Unit"),
        "decimals": Text("Decimaler", "Decimals"),
        "least": Text("Mindste mulige tal", "Least possible number"),
        "most": Text("Største mulige tal", "Greatest possible number"),
    }
    return {name: visit.text(text) for name, text in texts.items()}


def _notes(visit: Visit) -> dict[str, str]:
    return {
        "title": visit.say("Kan udelades.", "May be left out."),
        "unit": visit.say("Kan udelades; for eksempel indbrud eller pct.", "May be left out; for example pct."),
        "decimals": visit.say("Som tallene opgøres med. Tomt: alle.", "That the figures are given with. Empty: all."),
        "target": visit.say("Tomt: retningen vurderes.", "Empty: the direction is judged."),
        "deadline": visit.say("For eksempel 2030 eller 1. kvartal 2030.", "For example 2030 or Q1 2030."),
        "baseline": visit.say("En periode, som serien har et tal for.", "A period that the series has a figure for."),
        "low": visit.say("Kun når målet er at blive inden for to grænser.", "Only where the goal is to stay inside."),
        "least": visit.say("For eksempel 0. Kan udelades.", "For example 0. May be left out."),
        "most": visit.say("For eksempel 100. Kan udelades.", "For example 100. May be left out."),
    }


def _form(answer: Judged | None, visit: Visit) -> Component:
    texts: Mapping[str, str] = answer.texts if answer else {}
    wrong = answer.mistakes if answer else {}
    labels, notes = _labels(visit), _notes(visit)

    def line(*names: str) -> Component:
        fields = [
            text_field(name, labels[name], texts.get(name, ""), visit, notes.get(name), wrong.get(name))
            for name in names
        ]
        return html.Div(fields, className="valg")

    def choice(name: str, options: Mapping[str, Text]) -> Component:
        entries = [(value, visit.text(text)) for value, text in options.items()]
        return choice_field(name, labels[name], entries, texts.get(name, ""), visit, notes.get(name), wrong.get(name))

    return html.Section(
        html.Form(
            [
                _series(texts.get("series", ""), labels["series"], bool(answer and answer.lines), visit),
                html.Div([choice("direction", _DIRECTIONS), choice("written", _WRITTEN)], className="valg"),
                _group(visit.say("Målet", "The goal"), line("target", "deadline", "baseline", "low", "high")),
                _group(
                    visit.say("Tallene", "The figures"),
                    html.Div([choice("kind", _KINDS)], className="valg"),
                    line("title", "unit", "decimals", "least", "most"),
                ),
                html.P(
                    html.Button(visit.say("Vurder serien", "Judge the series"), type="submit", className="knap foerst"),
                    className="knapper",
                ),
            ],
            action=visit.link("/judge"),
            method="post",
        ),
        className="forrest",
        **also(aria_label=visit.say("Serien og målet", "The series and the goal")),
    )


def _group(name: str, *content: Component) -> Component:
    return html.Fieldset([html.Legend(name), *content])


def _series(text: str, label: str, is_wrong: bool, visit: Visit) -> Component:
    most = format_number(MOST_LINES, visit.language)
    note = visit.say(
        f"To kolonner, periode og tal, med tabulator, semikolon eller mellemrum imellem; højst {most} linjer. En "
        "overskrift må gerne stå øverst.",
        f"Two columns, period and number, with a tab, a semicolon or blanks between them; at most {most} lines. A "
        "heading may stand first.",
    )
    more = also(aria_describedby=str(about("series", note, None)))
    if is_wrong:
        more |= also(aria_invalid="true")
    area = html.Textarea(
        f"\n{text}",  # the first line break of a text area is not part of its text
        id="series",
        name="series",
        rows=str(_ROWS),
        placeholder=_EXAMPLE,
        spellCheck="false",
        **more,
    )
    return asked("series", label, area, visit, note)
