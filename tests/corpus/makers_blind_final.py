"""A lot written blind, crime: what looks like an indicator and is not; figures are invented.

The first run of this lot's 80 files (crime, homelessness, climate, places): 18 right and 1 in part, 45 rightly asked
about or refused, 15 asked or refused without need, 1 silently wrong and shown as sure. `ASKED` is how they come out
now.
"""

from __future__ import annotations

from tests.corpus.blind import AARHUS, KOEBENHAVN, ODENSE, series, settled, unseen
from tests.corpus.write import book, lines, text

B, DK = "bo-trygt", "Danmark"
Y2, Y3 = (2022, 2023), (2021, 2022, 2023)
COUNTS = (17100, 17400, 16300)
INDBRUD, QUARTER, RATE, KOMMUNE = "indbrud", "indbrud_kvartal", "indbrud_pr_1000_boliger", "indbrud_kommune"
WORRIED = "bekymrede"
TITLE = "Anmeldte indbrud i beboelse"
BY_MUNICIPALITY = series(KOMMUNE, AARHUS, Y2, (880, 910)) | series(KOMMUNE, ODENSE, Y2, (520, 505))
PLACES = [["Aarhus", 880, 910], ["Odense", 520, 505]]

FILES = [
    unseen(
        "final: people charged, under the title of burglaries",
        B,
        [["Indbrud i beboelse"], ["Sigtede personer, hele landet"], ["", *Y3], ["I alt", 1510, 1480, 1390]],
    ),
    unseen(
        "final: kinds of burglary down, only one of homes",
        B,
        [
            ["STRAF20: Anmeldte forbrydelser efter overtrædelsens art og tid"],
            ["Enhed: antal"],
            [],
            ["Hele landet", *Y3],
            ["Indbrud i bank, forretning mv.", 5100, 5000, 4800],
            ["Indbrud i beboelse", *COUNTS],
            ["Indbrud i fritidshuse mv.", 2900, 2700, 2600],
            ["Indbrud i garager, udhuse mv.", 3300, 3100, 3000],
            ["Indbrud i alt", 28400, 28200, 26700],
        ],
        series(INDBRUD, DK, Y3, COUNTS),
    ),
    unseen(
        "final: holiday homes by municipality",
        B,
        [["Anmeldte indbrud i fritidshuse, pr. kommune"], ["Kommune", *Y2], ["Gribskov", 150, 140], ["Odense", 12, 9]],
    ),
    unseen(
        "final: attempts only",
        B,
        [["Anmeldte forsøg på indbrud i beboelse, pr. kommune"], ["Kommune", *Y2], ["Aarhus", 80, 91]],
    ),
    unseen(
        "final: of which in houses and in flats",
        B,
        [
            ["Anmeldte indbrud i beboelse pr. kommune, 2023"],
            ["Kommune", "Anmeldte indbrud", "Heraf i villa", "Heraf i lejlighed"],
            ["Aarhus", 910, 510, 400],
            ["Odense", 505, 300, 205],
        ],
        series(KOMMUNE, AARHUS, (2023,), (910,)) | series(KOMMUNE, ODENSE, (2023,), (505,)),
    ),
    unseen(
        "final: police districts named as towns",
        B,
        [
            ["Anmeldte indbrud i beboelse fordelt på politikredse"],
            ["Politikreds", *Y2],
            ["Københavns Politi", 2100, 2000],
            ["Bornholms Politi", 60, 55],
            ["Østjyllands Politi", 1800, 1850],
            ["Hele landet", 17400, 16300],
        ],
        series(INDBRUD, DK, Y2, (17400, 16300)),
    ),
    unseen(
        "final: police districts without their word",
        B,
        [
            ["Anmeldte indbrud i beboelse"],
            ["Politikreds", *Y2],
            ["København", 2100, 2000],
            ["Bornholm", 60, 55],
            ["Fyn", 1200, 1150],
        ],
    ),
    unseen(
        "final: months and the year's total below them",
        B,
        [
            ["Anmeldte indbrud i beboelse, hele landet"],
            ["År", "Måned", "Antal"],
            *[[2022, f"{m:02}", 1450] for m in range(1, 13)],
            [2022, "I alt", 17400],
            *[[2023, f"{m:02}", 1358] for m in range(1, 13)],
            [2023, "I alt", 16296],
        ],
        series(INDBRUD, DK, Y2, (17400, 16296)),
    ),
    unseen(
        "final: quarters beside the year to date",
        B,
        [
            ["Anmeldte indbrud i beboelse, hele landet"],
            ["Kvartal", "Anmeldte indbrud", "År til dato"],
            ["1. kvt. 2023", 4700, 4700],
            ["2. kvt. 2023", 3600, 8300],
            ["3. kvt. 2023", 3700, 12000],
            ["4. kvt. 2023", 4300, 16300],
        ],
        series(QUARTER, DK, ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"), (4700, 3600, 3700, 4300)),
    ),
    unseen(
        "final: per ten thousand dwellings",
        B,
        [["Anmeldte indbrud pr. 10.000 boliger"], ["Område", *Y2], ["Hele landet", 61.2, 57.4], ["København", 28, 26]],
    ),
    unseen(
        "final: per thousand inhabitants",
        B,
        [["Indbrud i beboelse pr. 1.000 indbyggere"], ["Område", *Y2], ["Hele landet", 2.96, 2.75]],
    ),
    unseen(
        "final: dwellings, burglaries and the rate",
        B,
        [
            ["Indbrud i beboelse 2023"],
            ["Område", "Antal boliger", "Anmeldte indbrud", "Indbrud pr. 1.000 boliger"],
            ["Hele landet", 2840000, 16300, 5.74],
            ["København", 330000, 780, 2.36],
        ],
        series(INDBRUD, DK, (2023,), (16300,)) | series(RATE, DK, (2023,), (5.74,)),
        also=series(RATE, KOEBENHAVN, (2023,), (2.36,)) | series(KOMMUNE, KOEBENHAVN, (2023,), (780,)),
    ),
    unseen(
        "final: degrees of worry that nobody has added up",
        B,
        [
            ["Danskere, der er bekymrede for indbrud, pct."],
            ["", 2019, 2021],
            ["Meget bekymret", 6, 5],
            ["Noget bekymret", 17, 16],
            ["Slet ikke bekymret", 77, 79],
        ],
    ),
    unseen(
        "final: women, men and all of the worried",
        B,
        [
            ["Andel danskere, der er bekymrede for indbrud, pct."],
            ["År", "Kvinder", "Mænd", "Alle"],
            [2019, 27, 19, 23],
            [2021, 25, 17, 21],
        ],
        series(WORRIED, DK, (2019, 2021), (23, 21)),
    ),
    unseen(
        "final: worried about assault",
        B,
        [["Danskere, der er bekymrede for overfald, pct."], ["År", "Pct."], [2019, 14], [2021, 13]],
    ),
    unseen(
        "final: the target beside what came",
        B,
        [
            ["Anmeldte indbrud i beboelse, hele landet"],
            ["År", "Anmeldte indbrud", "Mål", "Afvigelse fra mål"],
            [2021, 17100, 15000, 2100],
            [2022, 17400, 12500, 4900],
            [2023, 16300, 10000, 6300],
        ],
        series(INDBRUD, DK, Y3, COUNTS),
    ),
    unseen(
        "final: a CSV of old Excel with changes beside",
        B,
        text(
            lines(
                "Anmeldte indbrud i beboelse, pr. kommune;;;;",
                "Kommune;2022;2023;Ændring;Ændring i pct.",
                "Aarhus;880;910;30;3,4",
                "Odense;520;505;-15;-2,9",
                "Kilde: Danmarks Statistik;;;;",
            ),
            "cp1252",
        ),
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: StatBank's quarters of two kinds of burglary",
        B,
        text(
            lines(
                "OMRÅDE;OVERTRÆD;TID;INDHOLD",
                "Hele landet;Indbrud i beboelse;2023K1;4700",
                "Hele landet;Indbrud i beboelse;2023K2;3600",
                "Hele landet;Indbrud i fritidshuse mv.;2023K1;900",
                "Hele landet;Indbrud i fritidshuse mv.;2023K2;700",
            ),
            "utf-8-sig",
        ),
        series(QUARTER, DK, ("2023-Q1", "2023-Q2"), (4700, 3600)),
    ),
    unseen(
        "final: StatBank's quarters of municipalities",
        B,
        text(
            lines(
                "OMRÅDE;OVERTRÆD;TID;INDHOLD",
                "Aarhus;Indbrud i beboelse;2023K1;250",
                "Aarhus;Indbrud i beboelse;2023K2;190",
                "Odense;Indbrud i beboelse;2023K1;140",
                "Odense;Indbrud i beboelse;2023K2;120",
            ),
            "utf-8-sig",
        ),
    ),
    unseen(
        "final: StatBank's screen with places in groups",
        B,
        text(
            lines(
                '"Anmeldte forbrydelser efter område, overtrædelsens art og tid"',
                "",
                '" "," ","2022","2023"',
                '"Aarhus","Indbrud i beboelse","880","910"',
                '" ","Indbrud i fritidshuse mv.","41","39"',
                '"Odense","Indbrud i beboelse","520","505"',
                '" ","Indbrud i fritidshuse mv.","15","12"',
                "",
                '"Kilde: Danmarks Statistik"',
            ),
            "cp1252",
        ),
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: a pivot with its grand total",
        B,
        [
            ["Sum af Anmeldte indbrud i beboelse", "Kolonnenavne"],
            ["Rækkenavne", *Y2, "Hovedtotal"],
            ["Aarhus", 880, 910, 1790],
            ["Odense", 520, 505, 1025],
            ["Hovedtotal", 1400, 1415, 2815],
        ],
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: a hidden row between two places",
        B,
        book(
            [["Anmeldte indbrud i beboelse, pr. kommune"], ["Kommune", *Y2], ["Gribskov", 210, 205], *PLACES],
            hidden_rows={"Ark1": [2]},
        ),
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: half-years under plain years",
        B,
        [["Anmeldte indbrud i beboelse, pr. kommune, 1. halvår"], ["Kommune", *Y2], *PLACES],
    ),
    unseen(
        "final: nine months under plain years",
        B,
        [["Anmeldte indbrud i beboelse, pr. kommune"], ["Januar-september"], ["Kommune", *Y2], *PLACES],
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "final: people charged, under the title of burglaries": ("indicator",),
    "final: kinds of burglary down, only one of homes": ("indicator", "only.Hele landet"),
    "final: holiday homes by municipality": ("indicator",),
    "final: attempts only": ("indicator",),
    "final: police districts without their word": ("only.Politikreds",),
    "final: months and the year's total below them": ("value", "signs.i alt"),
    "final: per ten thousand dwellings": ("indicator", "levels"),
    "final: per thousand inhabitants": ("indicator",),
    "final: degrees of worry that nobody has added up": ("only.#1",),
    "final: worried about assault": ("indicator",),
    "final: StatBank's quarters of two kinds of burglary": ("indicator", "only.OVERTRÆD"),
    "final: StatBank's quarters of municipalities": ("indicator",),
    "final: StatBank's screen with places in groups": ("indicator", "only.#2"),
    "final: half-years under plain years": ("indicator",),
    "final: nine months under plain years": ("indicator",),
}
REFUSED: dict[str, str] = {}
CASES = settled(FILES, ASKED, REFUSED)
