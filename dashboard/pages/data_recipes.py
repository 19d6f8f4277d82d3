"""How open data come into Excel, Power BI and programs, step by step."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.parts import scrolling, section
from dashboard.visit import Visit

# Power Query, in Excel and Power BI alike: texts stay texts, so that 0751 keeps its zero and 2024-03 is no date.
_QUERY = """let
    Fil = Csv.Document(Web.Contents("{address}"),
        [Delimiter = "{mark}", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Tabel = Table.PromoteHeaders(Fil, [PromoteAllScalars = true]),
    Typer = Table.TransformColumnTypes(Tabel, {{
        {{"value", type number}}, {{"period", type text}}, {{"area_code", type text}},
        {{"period_start", type date}}, {{"period_end", type date}}}}, "{place}")
in
    Typer"""
_PYTHON = """import pandas
tal = pandas.read_csv("{address}",
                      dtype={{"period": str, "area_code": str}})"""


def recipes(visit: Visit) -> Component:
    """Excel and Power BI, then programs."""
    say = visit.say
    address = say("https://ADRESSEN/api/v1/figures.csv", "https://ADDRESS/api/v1/figures.csv")
    plain = f"{address}?format=international"
    query = _QUERY.format(address=say(address, plain), mark=say(";", ","), place=say("da-DK", "en-GB"))
    steps = [
        say(
            "Højreklik på et CSV-link ovenfor, og kopiér adressen.",
            "Right-click a CSV link above and copy its address.",
        ),
        say(
            "Excel: Data, Hent data, Fra andre kilder, Tom forespørgsel. Power BI: Hent data, Tom forespørgsel.",
            "Excel: Data, Get Data, From Other Sources, Blank Query. Power BI: Get data, Blank query.",
        ),
        say(
            "Vælg Avanceret editor, indsæt teksten herunder, og sæt din adresse i stedet.",
            "Choose Advanced Editor, paste the text below, and put your address in its place.",
        ),
        say(
            "Tallene bliver hentet igen, hver gang du vælger Opdater.",
            "The figures are fetched again whenever you choose Refresh.",
        ),
    ]
    warning = say(
        "Åbner du i stedet CSV-filen med et dobbeltklik, gætter Excel på hver celle: 0751 mister sit nul, og 2024-03 "
        "bliver en dato. Brug da Excel-filen på indikatorens side.",
        "If you open the CSV file with a double click instead, Excel guesses at every cell: 0751 loses its zero and "
        "2024-03 becomes a date. Then use the Excel file on the indicator's page.",
    )
    return section(
        "excel",
        say("I Excel og Power BI", "In Excel and Power BI"),
        html.Ol([html.Li(f"{number}. {step}") for number, step in enumerate(steps, 1)], className="punkter"),
        _code(query, say("Forespørgsel til Power Query", "A query for Power Query")),
        html.P(warning, className="luft"),
        html.H3(say("I et program", "In a program"), className="rum"),
        _code(_PYTHON.format(address=plain), say("Eksempel i Python", "An example in Python")),
    )


def _code(text: str, label: str) -> Component:
    return scrolling(label, html.Pre(html.Code(text)), className="rul luft kode")
