"""`/help/spreadsheet`: the guide for whoever fills in a spreadsheet. Ten minutes, no words of our trade."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from config.language import Text, format_number
from dashboard.parts import section, table
from dashboard.spreadsheet_tables import HEADINGS, NEEDED, NOTHINGS, NUMBERS, PERIODS, STATUSES
from dashboard.visit import Content, Page, Visit


def page(visit: Visit) -> Page:
    """The guide."""
    title = visit.say("Sådan skriver du regnearket", "How to write the spreadsheet")
    lead = visit.say(
        "Dit eget regneark kan læses, som det er: år på tværs, noter nedenunder, ét ark pr. år. Vi viser, hvordan vi "
        "læser det, og spørger om det, der er usikkert. Intet gemmes, før du har set det.",
        "Your own spreadsheet can be read as it is: years across, notes below, a sheet for each year. We show how we "
        "read it, and ask about what is uncertain. Nothing is stored before you have seen it.",
    )
    crumbs: list[Content] = [html.A(visit.say("Hjælp", "Help"), href=visit.link("/help")), f" / {title}"]
    return Page(
        title=title,
        description=lead,
        section="help",
        main=[
            html.Header([html.P(crumbs, className="over"), html.H1(title), html.P(lead, className="ind")]),
            _ways(visit),
            _headings(visit),
            _numbers(visit),
            _periods(visit),
            _nothings(visit),
            _after(visit),
        ],
    )


def _label(name: str, visit: Visit) -> str:
    """Of a table: another name than its section has, for whoever goes from landmark to landmark."""
    return f"{visit.say('Tabel', 'Table')}: {name}"


def _ways(visit: Visit) -> Component:
    template = visit.say(
        "Nemmest er skabelonen: hent den på siden Indberet. Den har jeres egne indikatorer og en række for hvert tal, "
        "der mangler. Skriv i de lyse celler.",
        "The template is easiest: fetch it on the page Report figures. It has your own indicators and a row for every "
        "figure that is missing. Write in the light cells.",
    )
    never = visit.say(
        "Ingen navne, ingen CPR-numre og ikke én række pr. person: kun optalte tal. Ligner noget personoplysninger, "
        "også "
        "i skjulte ark, bliver filen afvist og slettet.",
        "No names, no civil registration numbers, and not a row for each person: counted figures only. If anything "
        "looks "
        "like personal data, in hidden sheets too, the file is refused and deleted.",
    )
    link = html.A(
        visit.say("Gå til Indberet", "Go to Report figures"), href=visit.link("/upload"), className="knap foerst"
    )
    heading = visit.say("Før du begynder", "Before you begin")
    return section(
        "foer", heading, html.P(template), html.P(never, className="luft"), html.P(link, className="knapper")
    )


def _headings(visit: Visit) -> Component:
    head = [
        visit.say("Overskrift", "Heading"),
        visit.say("Skal være der", "Needed"),
        visit.say("Det skriver du", "What you write"),
    ]
    yes, no = visit.say("ja", "yes"), visit.say("nej", "no")
    rows = [[html.Code(name, lang="da"), yes if name in NEEDED else no, visit.text(text)] for name, text in HEADINGS]
    intro = visit.say(
        "Skriver du selv: én tabel med overskrifter i samme række og ét tal i hver række. Rækkefølgen er fri. Dertil "
        "en "
        "kolonne for hver opdeling, som indikatoren har, for eksempel køn.",
        "If you write it yourself: one table with headings in one row, and one figure in each row. The order is free. "
        "Besides, a column for each dimension the indicator has, such as sex. Headings and words are Danish.",
    )
    name = visit.say("Kolonnerne", "The columns")
    return section("kolonner", name, html.P(intro), html.Div(table(_label(name, visit), head, rows), className="luft"))


def _codes(texts: tuple[str, ...], visit: Visit) -> list[Content]:
    parts: list[Content] = []
    for number, text in enumerate(texts):
        if number:
            parts.append(visit.say(" eller ", " or "))
        parts.append(html.Code(text, lang="da"))
    return parts


def _numbers(visit: Visit) -> Component:
    head = [visit.say("I kolonnen står", "The column holds"), visit.say("Det læses som", "It is read as")]
    rows = [[_together(texts, visit), visit.text(read)] for texts, read in NUMBERS]
    intro = visit.say(
        "Et tal i en talcelle er, hvad det er. Er det skrevet som tekst, afgør hele kolonnen måden. Procent skrives "
        "64,5 "
        "og ikke 0,645.",
        "A number in a numeric cell is what it is. Where it is written as text, the whole column decides how it is "
        "read. "
        "Per cent is written 64,5 and not 0,645.",
    )
    name = visit.say("Tal", "Numbers")
    return section("tal", name, html.P(intro), html.Div(table(_label(name, visit), head, rows), className="luft"))


def _together(texts: tuple[str, ...], visit: Visit) -> list[Content]:
    parts: list[Content] = []
    for number, text in enumerate(texts):
        if number:
            parts.append(visit.say(" og ", " and "))
        parts.append(html.Code(text))
    return parts


def _periods(visit: Visit) -> Component:
    head = [visit.say("Du skriver", "You write"), visit.say("Det er", "It is")]
    rows = [[_codes(texts, visit), visit.text(meaning)] for texts, meaning in PERIODS]
    intro = visit.say(
        "Alle en indikators perioder er af samme slags. Er noget uklart, spørger vi.",
        "All periods of an indicator are of one kind. Where something is unclear, we ask.",
    )
    places = visit.say(
        "Steder skrives ved navn eller kode: Aarhus, Århus Kommune, 0751. En stavefejl og I alt spørger vi om.",
        "Places are written by name or code: Aarhus, Århus Kommune, 0751. We ask about a misspelling and about I alt "
        "(total).",
    )
    name = visit.say("Perioder og steder", "Periods and places")
    return section(
        "perioder",
        name,
        html.P(intro),
        html.Div(table(_label(name, visit), head, rows), className="luft"),
        html.P(places, className="luft"),
    )


def _nothings(visit: Visit) -> Component:
    head = [visit.say("Ordet i status", "The word in status"), visit.say("Betyder", "Means")]
    rows = [[html.Code(word, lang="da"), visit.text(text)] for word, text in STATUSES]
    entries = [
        html.Div([html.Dt(visit.text(name)), html.Dd(visit.text(text))], className="regel") for name, text in NOTHINGS
    ]
    words = visit.say("Ordene i status", "The words in status")
    intro = visit.say(
        "En tom celle uden status afvises: den bliver aldrig til nul.",
        "An empty cell without a status is refused: it never becomes zero.",
    )
    return section(
        "ingenting",
        visit.say("Seks slags ingenting", "Six kinds of nothing"),
        html.P(intro),
        html.Dl(entries, className="luft"),
        html.Div(table(_label(words, visit), head, rows), className="rum"),
    )


def _after(visit: Visit) -> Component:
    most = format_number(visit.most_mb, visit.language)
    points = (
        Text(
            f"Excel, .ods, .csv og JSON-stat kan læses; højst {most} MB.",
            f"Excel, .ods, .csv and JSON-stat can be read; at most {most} MB.",
        ),
        Text(
            "Enten kommer hele filen med, eller også kommer intet af den med. Hver fejl står med ark og celle, og din "
            "egen fil kan hentes med fejlene markeret.",
            "Either the whole file comes in, or nothing of it. Every mistake stands with its sheet and cell, and your "
            "own file can be fetched with the mistakes marked.",
        ),
        Text(
            "Den samme fil igen ændrer intet. Et rettet tal bliver en ny udgave; det gamle kan stadig ses.",
            "The same file again changes nothing. A corrected figure becomes a new version; the old one can still be "
            "seen.",
        ),
        Text(
            "En indberetning kan trækkes tilbage nederst i rapporten.",
            "A submission can be withdrawn at the foot of its report.",
        ),
    )
    return section(
        "bagefter",
        visit.say("Når filen er sendt", "When the file has been sent"),
        html.Ul([html.Li(visit.text(text)) for text in points], className="liste prik punkter"),
    )
