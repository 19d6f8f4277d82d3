"""`/privacy`: what is kept and what never is. Every line says what the program does; the tests hold them to it."""

from __future__ import annotations

from dash import html

from config.language import Text
from dashboard.pages.contact import ways
from dashboard.parts import section
from dashboard.visit import Content, Page, Visit

_NEVER: tuple[Text, ...] = (
    Text(
        "Ingen cookies for den, der læser. Først når du logger ind eller åbner et uploadlink, sættes der "
        "én: den, der holder dig logget ind. Den måler intet, og derfor spørger siden ikke om lov.",
        "No cookies for whoever reads. Only when you sign in or open an upload link is there one: the one that keeps "
        "you signed in. It measures nothing, and therefore the site does not ask for leave.",
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
_ACCOUNT: tuple[Text, ...] = (
    Text(
        "Om dig: navn, e-mail, sprog, dine roller og et aftryk af din adgangskode, som den ikke kan læses af. "
        "Logger du ind gennem din arbejdsplads, står der, hvad den kalder dig, og ingen adgangskode.",
        "About you: name, e-mail, language, your roles and a hash of your password, from which it cannot be read. If "
        "you sign in through your workplace, what it calls you, and no password.",
    ),
    Text(
        "Hvad du har gjort: at du loggede ind, afleverede, bekræftede, rettede, inviterede. Det kan ingen "
        "ændre, heller ikke vi. Alliancens sekretariat og den, der driver siden, kan læse det. Hvad du læser, "
        "noteres ikke.",
        "What you did: that you signed in, delivered, confirmed, edited, invited. Nobody can change that, nor "
        "can we. The alliance's secretariat and whoever runs the site can read it. What you read is not noted.",
    ),
    Text(
        "Et uploadlink er din organisations: der gemmes, hvornår det blev brugt, ikke hvem der brugte det.",
        "An upload link is your organisation's: when it was used is kept, not who used it.",
    ),
    Text(
        "Slet din konto på dens egen side, eller bed den ansvarlige om det. Navn, e-mail, adgangskode og roller "
        "forsvinder med det samme. Tallene og det, du gjorde, bliver, og der står „slettet konto“. Har du selv "
        "skrevet dit navn i et referat eller en tekst, så bed sekretariatet rette det: det forsvinder fra "
        "siden, men tidligere udgaver gemmes.",
        "Delete your account on its own page, or ask those responsible. Name, e-mail, password and roles go at "
        "once. The figures and what you did stay, and it says 'deleted account'. Where you typed your name into "
        "minutes or a text, ask the secretariat to edit it: it goes from the page, but earlier versions are kept.",
    ),
    Text(
        "Sikkerhedskopier fra før du blev slettet, rummer dig, til de selv slettes. Bliver en lagt tilbage, "
        "slettes du igen.",
        "Backups from before you were deleted hold you until they are deleted themselves. If one is restored, "
        "you are deleted again.",
    ),
)
_HIDDEN = Text(
    "Tal om få personer kan udpege nogen. De bliver skjult på siden, i udtræk og i filer, sammen med de tal, de "
    "ellers kunne regnes ud af. Der står „færre end 5“ eller „skjult“, aldrig 0.",
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
    heading = visit.say(
        "Optalte tal, og ingen måling af, hvem der læser", "Counted figures, and no counting of readers"
    )
    days = visit.imprint.address_days
    addresses = Text(
        f"Den internetadresse, det skete fra, også når et forsøg på at logge ind slog fejl. Den slettes efter "
        f"{days} dage.",
        f"The internet address it came from, also where an attempt to sign in failed. It is deleted after {days} days.",
    )
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
            section(
                "konto",
                visit.say("Har du en konto", "If you have an account"),
                _points((*_ACCOUNT[:2], addresses, *_ACCOUNT[2:]), visit),
            ),
            section("faa", visit.say("Små tal bliver skjult", "Small counts are hidden"), html.P(visit.text(_HIDDEN))),
            section("ansvar", visit.say("Hvem er ansvarlig", "Who is responsible"), *more),
        ],
    )


def _points(texts: tuple[Text, ...], visit: Visit) -> html.Ul:
    return html.Ul([html.Li(visit.text(text)) for text in texts], className="liste prik punkter")
