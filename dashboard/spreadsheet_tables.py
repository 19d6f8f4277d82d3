"""What may be written in a spreadsheet, as the guide for partners shows it. The tests read every example."""

from __future__ import annotations

from config.language import Text

HEADINGS: tuple[tuple[str, Text], ...] = (
    ("indikator", Text("indikatorens titel eller kode", "the indicator's title or code")),
    ("periode", Text("det, tallet gælder", "what the figure is about")),
    ("værdi", Text("tallet, eller tomt med en status", "the number, or empty with a status")),
    (
        "område",
        Text(
            "kommune, region eller Danmark; tomt er indikatorens eget område",
            "municipality, region or Danmark; empty is the indicator's own area",
        ),
    ),
    ("status", Text("tomt, eller et af ordene nedenfor", "empty, or one of the words below")),
    (
        "tæller",
        Text(
            "det over brøkstregen, når tallet er en andel eller rate",
            "what stands above the line, where the figure is a share or a rate",
        ),
    ),
    ("nævner", Text("det under brøkstregen", "what stands below it")),
    (
        "organisation",
        Text(
            "din egen; nævner rækken en anden, afvises filen", "your own; if the row names another, the file is refused"
        ),
    ),
    ("kilde", Text("hvem der har offentliggjort tallet", "who published the figure")),
    (
        "kendt fra",
        Text(
            "dagen, tallet blev kendt, når det er før i dag",
            "the day the figure became known, where that is before today",
        ),
    ),
)
NEEDED = ("indikator", "periode", "værdi")

NUMBERS: tuple[tuple[tuple[str, ...], Text], ...] = (
    (("12,5", "1.234"), Text("12,5 og 1234", "12.5 and 1234")),
    (("12.5", "1,234"), Text("12,5 og 1234", "12.5 and 1234")),
    (("1.234",), Text("vi spørger: det kan være to tal", "we ask: it may be two numbers")),
    (("12,5", "12.5"), Text("afvises: kolonnen blander to måder", "refused: the column mixes two ways")),
    (("1 234", "1'234"), Text("1234 og 1234", "1234 and 1234")),
    (("(5)", "\u22125"), Text("-5 og -5", "-5 and -5")),
    (("1,2E+05",), Text("afvises: regnearket har forkortet det", "refused: the spreadsheet has shortened it")),
)

PERIODS: tuple[tuple[tuple[str, ...], Text], ...] = (
    (("2024",), Text("et år", "a year")),
    (("1. halvår 2024", "2024H1"), Text("et halvår", "a half-year")),
    (("1. kvartal 2024", "2024K1", "2024-Q1"), Text("et kvartal", "a quarter")),
    (("marts 2024", "2024M03", "2024-03"), Text("en måned", "a month")),
    (("uge 6 2024", "2024U06"), Text("en uge", "a week")),
    (
        ("12-03-2024", "12. marts 2024", "2024-03-12"),
        Text("en dag; dagen kommer altid først", "a day; the day always comes first"),
    ),
    (("2023/24", "skoleåret 2023/24"), Text("et skoleår", "a school year")),
)

STATUSES: tuple[tuple[str, Text], ...] = (
    ("endelig", Text("tallet ligger fast; det samme som tomt", "the figure is final; the same as empty")),
    ("foreløbig", Text("det kan blive rettet", "it may be corrected")),
    ("skøn", Text("det er skønnet", "it is an estimate")),
    ("fremskrivning", Text("det er ikke målt endnu", "it has not been measured yet")),
    ("mangler", Text("tallet burde være der, men er der ikke", "the figure should be there, and is not")),
    ("ikke relevant", Text("der kan ikke være et tal", "there can be no figure")),
    ("intet at indberette", Text("I har set efter, og der er intet", "you have looked, and there is nothing")),
    (
        "diskretioneret",
        Text(
            "I kender tallet, men har skjult det, fordi det er så lille",
            "you know the figure, and have hidden it because it is so small",
        ),
    ),
)

NOTHINGS: tuple[tuple[Text, Text], ...] = (
    (
        Text("Nul", "Zero"),
        Text("Der er talt, og resultatet er nul: skriv 0.", "It was counted, and the result is zero: write 0."),
    ),
    (
        Text("Mangler", "Missing"),
        Text("Tallet burde være der: skriv mangler i status.", "The figure should be there: write mangler in status."),
    ),
    (
        Text("Ikke forfalden", "Not yet due"),
        Text("Skriv ingenting: rækken kommer, når tallet gør.", "Write nothing: the row comes when the figure does."),
    ),
    (
        Text("Intet at indberette", "Nothing to report"),
        Text("I har set efter: skriv intet at indberette.", "You have looked: write intet at indberette."),
    ),
    (
        Text("Ikke relevant", "Not applicable"),
        Text("Der kan ikke være et tal: skriv ikke relevant.", "There can be no figure: write ikke relevant."),
    ),
    (
        Text("Færre end 5", "Fewer than 5"),
        Text(
            "Send det rigtige tal: vi skjuler det, og det, det kan regnes ud af.",
            "Send the true figure: we hide it, and what it could be computed from.",
        ),
    ),
)
