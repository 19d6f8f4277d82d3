"""`/data`: what can be fetched, where, and how Excel, Power BI and programs read it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import danish_order
from dashboard.open_data.addresses import ADDRESSES, Address
from dashboard.open_data.columns import TABLES, Table
from dashboard.open_data.meanings import NOTHING
from dashboard.pages.data_recipes import recipes
from dashboard.parts import also, section, table
from dashboard.visit import Page, Visit
from store.definitions import read_alliances

_API = "/api/v1"
_TABLES = ("figures", "vintages", "verdicts", "indicators")


def page(visit: Visit) -> Page:
    """The same for everyone."""
    return Page(
        title=visit.say("Åbne data", "Open data"),
        description=visit.say(
            "Alle offentliggjorte tal, vurderinger og definitioner som CSV og JSON.",
            "Every published figure, verdict and definition as CSV and JSON.",
        ),
        main=[
            _header(visit),
            _fetch(visit),
            recipes(visit),
            _nothing(visit),
            _addresses(visit),
            _columns(visit),
            _terms(visit),
        ],
    )


def _header(visit: Visit) -> Component:
    return html.Header(
        [
            html.P(visit.say("Åbne data", "Open data"), className="over"),
            html.H1(visit.say("Tag tallene med, som de står her", "Take the figures with you, as they stand here")),
            html.P(
                visit.say(
                    "Alt, der er offentliggjort på siderne, kan hentes af regneark og programmer: hvert tal, hver "
                    "vurdering og hver definition. Det kræver ingen nøgle, og adresserne bliver ved med at virke.",
                    "Everything published on these pages can be fetched by spreadsheets and programs: every figure, "
                    "every verdict, every definition. It takes no key, and the addresses keep working.",
                ),
                className="ind",
            ),
        ]
    )


def _fetch(visit: Visit) -> Component:
    say = visit.say
    names = (
        say("Tal", "Figures"),
        say("Udgaver", "Vintages"),
        say("Vurderinger", "Verdicts"),
        say("Definitioner", "Definitions"),
    )
    rows: list[list[object]] = [[say("Alle alliancer", "All alliances"), *_links(_API, names, visit), ""]]
    alliances = read_alliances(visit.store, visit.viewer, visit.now)
    for one in sorted(alliances, key=lambda one: danish_order(visit.text(one.name))):
        here = f"{_API}/alliances/{one.slug}"
        whole = html.A("JSON", href=here, **also(aria_label=f"{visit.text(one.name)}: JSON"))
        rows.append([visit.text(one.name), *_links(here, names, visit, visit.text(one.name)), whole])
    head = [say("Alliance", "Alliance"), *names, say("Det hele", "All of it")]
    label = say("Hent pr. alliance", "Fetch by alliance")
    note = say(
        "CSV med semikolon og decimalkomma, som dansk Excel læser det. JSON til programmer.",
        "CSV with commas and decimal points; without ?format=international it has semicolons and decimal commas, as a "
        "Danish Excel reads it. JSON for programs.",
    )
    return section("nu", say("Hent nu", "Fetch now"), html.P(note, className="lille"), table(label, head, rows))


def _links(here: str, names: tuple[str, ...], visit: Visit, whose: str = "") -> list[Component]:
    """CSV and JSON of each table; a screen reader hears whose."""
    form = "" if visit.language == "da" else "?format=international&language=en"
    whose = whose or visit.say("Alle alliancer", "All alliances")
    return [
        html.Span(
            [
                html.A("CSV", href=f"{here}/{one}.csv{form}", **also(aria_label=f"{whose}, {name}: CSV")),
                " ",
                html.A("JSON", href=f"{here}/{one}", **also(aria_label=f"{whose}, {name}: JSON")),
            ]
        )
        for one, name in zip(_TABLES, names, strict=True)
    ]


def _nothing(visit: Visit) -> Component:
    note = visit.say(
        "Et tomt felt siger ikke, hvorfor det er tomt. Det gør kolonnen nothing, så nul, mangler og skjult aldrig "
        "bliver til det samme.",
        "An empty field does not say why it is empty. The column nothing does, so that zero, missing and hidden never "
        "become the same.",
    )
    head = ["nothing", visit.say("Betydning", "Meaning")]
    rows = [[html.Code(code), visit.text(meaning)] for code, meaning in NOTHING.items()]
    heading = visit.say("Seks slags intet", "Six kinds of nothing")
    label = visit.say("Koderne og deres betydning", "The codes and their meaning")
    return section("intet", heading, html.P(note), html.Div(table(label, head, rows), className="luft"))


def _addresses(visit: Visit) -> Component:
    head = [visit.say("Adresse", "Address"), visit.say("Indhold", "Content"), visit.say("Form", "Form")]
    rows = [[_address(one), visit.text(one.about), _forms(one)] for one in ADDRESSES]
    more = html.P(
        [
            visit.say("Hele beskrivelsen til programmer: ", "The whole description for programs: "),
            html.A("OpenAPI 3.1", href=f"{_API}/openapi.json"),
            visit.say(
                ". Svarene har ETag: med If-None-Match svarer serveren 304, når intet er ændret.",
                ". Answers carry an ETag: with If-None-Match the server says 304 while nothing has changed.",
            ),
        ],
        className="luft",
    )
    label = visit.say("Alle adresser", "Every address")
    return section("adresser", visit.say("Adresser", "Addresses"), table(label, head, rows, kind="adresser"), more)


def _address(one: Address) -> Component:
    """Where there is little room it breaks after its strokes, not within words."""
    first, *parts = f"{_API}{one.path}".split("/")
    return html.Code([first, *(piece for part in parts for piece in ("/", html.Wbr(), part))])


def _forms(one: Address) -> str:
    return "JSON, .csv" if one.table else "JSON"


def _columns(visit: Visit) -> Component:
    parts = [_table_columns(one, visit) for one in TABLES.values()]
    return section("kolonner", visit.say("Hvad kolonnerne betyder", "What the columns mean"), *parts)


def _table_columns(one: Table, visit: Visit) -> Component:
    head = [visit.say("Kolonne", "Column"), visit.say("Betydning", "Meaning")]
    rows = [[html.Code(column.name), visit.text(column.about)] for column in one.columns]
    summary = html.Summary([html.Code(one.name), f": {visit.text(one.about)}"])
    return html.Details([summary, table(visit.text(one.about), head, rows)], className="kolonner")


def _terms(visit: Visit) -> Component:
    say = visit.say
    lines = [
        say(
            "Kildens vilkår gælder: nævn kilden, som den står ved tallet. Hvor alliancen har angivet vilkårene, står "
            "de i kolonnen licence; hvor feltet er tomt, så spørg kilden.",
            "The source's terms apply: name the source as it stands with the figure. Where the alliance has given the "
            "terms they are in the column licence; where it is empty, ask the source.",
        ),
        say(
            "Små antal er skjult, og med dem de tal, de kunne regnes ud fra. De findes ikke i filerne.",
            "Small counts are hidden, and with them the figures that would tell them. They are not in the files.",
        ),
        say(
            "Et tal er, som det er kendt nu. Bliver det rettet, er det nye tal i næste svar; JSON for én indikator "
            "har også de tidligere.",
            "A figure is as it is known now. When it is corrected the next answer has the new one; the JSON of one "
            "indicator has the earlier ones too.",
        ),
        say(
            "Inden for v1 kan nye kolonner komme til, sidst. Ingen forsvinder, og ingen skifter mening. Får noget et "
            "nyt navn, fører den gamle adresse videre; udgår det, svarer den stadig, og retired siger hvornår.",
            "Within v1 new columns may join, at the end. None disappears, and none changes its meaning. What is "
            "renamed is found from its old address; what is retired still answers, and retired says since when.",
        ),
        say(
            "Er en alliances tal opdigtede, står der 1 i kolonnen made_up.",
            "Where an alliance's figures are invented the column made_up says 1.",
        ),
    ]
    return section(
        "vilkaar",
        say("Vilkår og løfter", "Terms and promises"),
        html.Ul([html.Li(one) for one in lines], className="punkter"),
    )
