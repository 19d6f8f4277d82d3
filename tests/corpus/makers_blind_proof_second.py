"""The last lot, written before the recognition as it now is met any of it; figures are invented.

The first run of its 20 files: 5 right, 11 rightly asked about, 2 without need, 2 silently wrong, both as likely.
"""

from __future__ import annotations

from tests.corpus.blind import AARHUS, KOEBENHAVN, ODENSE, series, settled, unseen
from tests.corpus.write import lines, text

B, H, K = "bo-trygt", "hjem-til-alle", "klimaalliancen"
M, T, DK = "medvind-i-oesterbyen", "toendermarsk-initiativet", "Danmark"
Y2, COUNTED = (2022, 2023), (2017, 2019)
KOMMUNE, YOUNG_IN = "indbrud_kommune", "unge_18_29_kommune"
TITLE = "Anmeldte indbrud i beboelse, pr. kommune"
PLACES = [["Aarhus", 880, 910], ["Odense", 520, 505]]
RIGHT = series(KOMMUNE, AARHUS, Y2, (880, 910)) | series(KOMMUNE, ODENSE, Y2, (520, 505))

FILES = [
    unseen(
        "proof 2: municipalities across, years down",
        B,
        [[TITLE], ["År", "Aarhus", "Odense"], [2022, 880, 520], [2023, 910, 505]],
        RIGHT,
    ),
    unseen(
        "proof 2: regions' sums among their municipalities",
        B,
        [
            [TITLE],
            ["Kommune", *Y2],
            ["Region Midtjylland i alt", 4100, 4000],
            PLACES[0],
            ["Region Syddanmark i alt", 3900, 3850],
            PLACES[1],
        ],
        RIGHT,
    ),
    unseen(
        "proof 2: two municipalities in one row",
        B,
        [[TITLE], ["Kommune", *Y2], *PLACES, ["København/Frederiksberg", 1000, 950]],
        RIGHT,
    ),
    unseen(
        "proof 2: solved cases beside, each with its year",
        B,
        text(
            lines(
                "Indbrud i beboelse, pr. kommune;;;;",
                "Kommune;Anmeldte 2022;Anmeldte 2023;Opklarede 2022;Opklarede 2023",
                "Aarhus;880;910;90;88",
                "Odense;520;505;44;51",
            ),
            "cp1252",
        ),
        RIGHT,
    ),
    unseen(
        "proof 2: a pivot whose filter chooses the attempts",
        B,
        [
            ["Fuldbyrdelsesgrad", "Forsøg"],
            [],
            ["Sum af Anmeldte indbrud i beboelse", "Kolonnenavne"],
            ["Rækkenavne", *Y2],
            ["Aarhus", 88, 91],
            ["Odense", 52, 50],
        ],
    ),
    unseen(
        "proof 2: a prognosis behind the years",
        B,
        [[TITLE], ["Kommune", 2022, 2023, "2024 (prognose)"], [*PLACES[0], 900], [*PLACES[1], 500]],
        RIGHT,
    ),
    unseen(
        "proof 2: in hundreds, said in the corner",
        B,
        [[TITLE], ["Antal i hundreder", *Y2], ["Aarhus", 8.8, 9.1], ["Odense", 5.2, 5.1]],
    ),
    unseen(
        "proof 2: those like us, in a table below",
        B,
        [
            [TITLE],
            ["Kommune", *Y2],
            *PLACES,
            [],
            ["Sammenligningskommuner, gennemsnit"],
            ["Kommune", *Y2],
            ["Aarhus", 700, 690],
            ["Odense", 480, 470],
        ],
        RIGHT,
    ),
    unseen(
        "proof 2: answers with those who do not know",
        B,
        [
            ["Er du bekymret for indbrud? Danskere, pct."],
            ["Svar", 2019, 2021],
            ["Ja", 23, 21],
            ["Nej", 71, 74],
            ["Ved ikke", 6, 5],
        ],
    ),
    unseen(
        "proof 2: one line for each burglary",
        B,
        [
            ["Anmeldte indbrud i beboelse"],
            ["Sagsnr.", "Kommune", "År", "Værdi af tyvekoster"],
            [10023, "Aarhus", 2023, 12000],
            [10024, "Aarhus", 2023, 800],
            [10025, "Odense", 2023, 4500],
        ],
    ),
    unseen(
        "proof 2: rates for a thousand without a word of it",
        H,
        [
            ["Unge i hjemløshed, 18-29 år, pr. kommune"],
            ["Kommune", *COUNTED],
            ["Aarhus", 2.3, 2.2],
            ["Odense", 1.9, 1.8],
        ],
    ),
    unseen(
        "proof 2: the young by who counted them",
        H,
        [
            ["Unge i hjemløshed, 18-29 år"],
            ["Indberetter", *COUNTED],
            ["Kommuner", 1500, 1300],
            ["Herberger", 800, 700],
            ["I alt uden gengangere", 2290, 1930],
        ],
    ),
    unseen(
        "proof 2: a municipality's own workbook, ages and sex down",
        H,
        [
            ["Københavns Kommune: unge i hjemløshed, 18-29 år"],
            ["Køn", *COUNTED],
            ["Kvinder", 160, 140],
            ["Mænd", 400, 340],
            ["I alt", 560, 480],
        ],
        series(YOUNG_IN, KOEBENHAVN, COUNTED, (560, 480)),
    ),
    unseen(
        "proof 2: two courses of the years to come",
        K,
        [
            ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
            ["Forløb", 2025, 2030],
            ["Basisforløb", 37.6, 27.1],
            ["Med nye tiltag", 36.9, 23.4],
        ],
    ),
    unseen(
        "proof 2: emissions in each sector's own column, without the sum",
        K,
        [
            ["Udledning af drivhusgasser, pr. kommune, 2022 (ton CO2e)"],
            ["Kommune", "Energi", "Transport", "Landbrug"],
            ["Aarhus", 700000, 500000, 210000],
            ["Odense", 500000, 350000, 140000],
        ],
    ),
    unseen(
        "proof 2: emissions in a CSV with a column of versions",
        K,
        text(
            lines(
                "Kommune;År;Opgørelse;Udledning af drivhusgasser (ton CO2e)",
                "Aarhus;2022;Landbrug udeladt;1210000",
                "Odense;2022;Landbrug udeladt;890000",
            ),
            "cp1252",
        ),
    ),
    unseen(
        "proof 2: shares of one of the district and its town",
        M,
        [
            ["Unge 16-21 år uden for ungdomsuddannelse"],
            ["", 2016, 2018],
            ["Østerbyen, Esbjerg", 0.21, 0.19],
            ["Esbjerg", 0.14, 0.13],
        ],
    ),
    unseen(
        "proof 2: those with a job beside those who look for one",
        M,
        [
            ["Unge med fritidsjob, Østerbyen, Esbjerg, pct."],
            ["År", "Har et fritidsjob", "Søger et fritidsjob"],
            [2016, 13, 31],
            [2018, 16, 29],
        ],
    ),
    unseen(
        "proof 2: nights until May under the last year",
        T,
        [
            ["Overnatninger i første halvår, Tønder Kommune"],
            ["Halvår", "Overnatninger"],
            ["2018H1", 598000],
            ["2019H1", 420000],
            ["2019 er til og med maj."],
        ],
    ),
    unseen(
        "proof 2: money for stays, not stays",
        T,
        [
            ["Overnatninger i første halvår"],
            ["Omsætning, 1.000 kr."],
            ["", "2018H1", "2019H1"],
            ["Tønder", 98000, 110000],
        ],
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "proof 2: two municipalities in one row": ("only.Kommune",),
    "proof 2: solved cases beside, each with its year": ("indicator",),
    "proof 2: a pivot whose filter chooses the attempts": ("indicator",),
    "proof 2: in hundreds, said in the corner": ("indicator", "factor"),
    "proof 2: answers with those who do not know": ("indicator", "only.Svar"),
    "proof 2: one line for each burglary": ("value",),
    "proof 2: rates for a thousand without a word of it": ("factor",),
    "proof 2: the young by who counted them": ("only.Indberetter",),
    "proof 2: two courses of the years to come": ("only.Forløb",),
    "proof 2: emissions in each sector's own column, without the sum": ("value",),
    "proof 2: emissions in a CSV with a column of versions": ("indicator",),
    "proof 2: shares of one of the district and its town": ("factor",),
    "proof 2: those with a job beside those who look for one": ("value",),
    "proof 2: nights until May under the last year": ("indicator",),
    "proof 2: money for stays, not stays": ("indicator", "factor"),
}
REFUSED: dict[str, str] = {}
CASES = settled(FILES, ASKED, REFUSED)
