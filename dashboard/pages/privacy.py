"""`/privacy`: what is kept and what never is. Every line says what the program does; the tests hold them to it."""

from __future__ import annotations

from dash import html

from config.language import Text
from dashboard.pages.contact import ways
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit

_NEVER: tuple[Text, ...] = (
    Text(
        "Ingen cookies: siden sætter ingen, og derfor spørger den heller ikke om lov.",
        "No cookies: the site sets none, and therefore does not ask for leave.",
    ),
    Text(
        "Intet hentes fra andre: ingen skrifter, ingen kort, ingen måling af, hvem der læser.",
        "Nothing is loaded from others: no fonts, no maps, no counting of who reads.",
    ),
    Text(
        "Ingen oplysninger om enkelte borgere. Ligner noget i en fil personoplysninger, bliver filen afvist og "
        "slettet; "
        "tilbage er kun dens kontrolsum, hvornår den kom, og fra hvem.",
        "No data about single citizens. If something in a file looks like personal data, the file is refused and "
        "deleted; only its checksum, when it came and from whom are left.",
    ),
    Text(
        "Det, du indsætter på siden „Vurder en serie“, bruges til svaret og glemmes.",
        "What you paste on the page 'Judge a series' is used for the answer and forgotten.",
    ),
)
_KEPT: tuple[Text, ...] = (
    Text(
        "Afleverede filer, som de kom, med tidspunkt og organisation; de bruges til at vise, hvor hvert tal kommer "
        "fra.",
        "Delivered files as they came, with time and organisation; they show where every figure comes from.",
    ),
    Text(
        "Alle udgaver af et tal: en rettelse sletter ikke det, der stod før.",
        "Every version of a figure: a correction does not delete what stood before.",
    ),
    Text(
        "Navne, som nogen selv skriver: hvem der har skrevet et referat, besluttet noget, rettet en tekst eller "
        "vurderet "
        "anderledes end metoden. De står på siden, og alle kan læse dem.",
        "Names that somebody types: who wrote minutes, decided something, edited a text or judged otherwise than the "
        "method. They stand on the page, and anybody can read them.",
    ),
    Text(
        "Fejl i programmet noteres i driftens log, uden det, der blev sendt.",
        "Faults of the program are noted in the operators' log, without what was sent.",
    ),
)
_HIDDEN = Text(
    "Tal om få personer kan udpege nogen. De bliver skjult på siden, i udtræk og i filer, sammen med de tal, de ellers "
    "kunne regnes ud af. Der står „færre end 5“ eller „skjult“, aldrig 0.",
    "Figures about few persons can single somebody out. They are hidden on the page, in extracts and in files, "
    "together "
    "with the figures they could be computed from. It says 'fewer than 5' or 'hidden', never 0.",
)
_PROXY = Text(
    "Den, der driver siden, kan have en port foran, der noterer besøg. Spørg den ansvarlige.",
    "Whoever runs the site may have a gate before it that notes visits. Ask those responsible.",
)


def page(visit: Visit) -> Page:
    """What is kept, what never is, and who is responsible."""
    title = visit.say("Privatliv", "Privacy")
    heading = visit.say("Optalte tal, ingen personer og ingen cookies", "Counted figures, no persons and no cookies")
    policy = visit.imprint.privacy_url
    more: list[Content] = [ways(visit)]
    if policy:
        name = visit.say("Den ansvarliges egen privatlivspolitik", "The privacy policy of those responsible")
        more.append(html.P(html.A(name, href=policy), className="luft"))
    return Page(
        title=title,
        description=heading,
        section="help",
        main=[
            html.Header([html.P(title, className="over"), html.H1(heading)]),
            section("aldrig", visit.say("Det gemmer vi aldrig", "What we never keep"), _points(_NEVER, visit)),
            section(
                "gemt",
                visit.say("Det gemmer vi", "What we keep"),
                _points(_KEPT, visit),
                html.P(visit.text(_PROXY), className="lille luft"),
            ),
            section("faa", visit.say("Små tal bliver skjult", "Small counts are hidden"), html.P(visit.text(_HIDDEN))),
            section("ansvar", visit.say("Hvem er ansvarlig", "Who is responsible"), *more),
        ],
    )


def _points(texts: tuple[Text, ...], visit: Visit) -> html.Ul:
    return html.Ul([html.Li(visit.text(text)) for text in texts], className="liste prik punkter")
