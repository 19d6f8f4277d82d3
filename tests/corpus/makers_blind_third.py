"""The third lot of blind files, written after the aimed ones were mended; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, GRIBSKOV, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
Y3 = (2021, 2022, 2023)
INDBRUD, KOMMUNE, RATE, YOUNG = "indbrud", "indbrud_kommune", "indbrud_pr_1000_boliger", "unge_18_29_kommune"

FILES = [
    Case(
        "blind 3: 18 to 24 in municipalities",
        book(
            [
                ["Unge i hjemløshed, 18-24 år, fordelt på kommuner"],
                ["Kommune", 2015, 2017],
                ["Aarhus", 210, 190],
                ["Odense", 80, 70],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3: young in shelters",
        book([["Unge 18-29 år på herberg (§ 110-boformer)"], ["", 2017, 2019, 2022], ["Hele landet", 1292, 1100, 900]]),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3: situations of homelessness as columns",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, efter hjemløshedssituation"],
                ["År", "Gadesovere", "Herberg", "Sofasovere", "Andet", "I alt"],
                [2017, 200, 500, 1300, 292, 2292],
                [2019, 150, 450, 1200, 200, 2000],
            ]
        ),
        series("unge_18_29", DK, (2017, 2019), (2292, 2000)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3: situations with no whole",
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["År", "Gadesovere", "Herberg", "Sofasovere"],
                [2017, 200, 500, 1300],
                [2019, 150, 450, 1200],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3: ages down by municipality, group labels once",
        book(
            [
                ["Borgere i hjemløshed i uge 6 efter kommune og alder"],
                ["Kommune", "Alder", 2015, 2017],
                ["Aarhus", "18-24 år", 200, 190],
                [None, "25-29 år", 110, 100],
                [None, "30 år og derover", 400, 410],
                ["Odense", "18-24 år", 80, 70],
                [None, "25-29 år", 40, 40],
                [None, "30 år og derover", 150, 160],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3: burglaries in holiday houses beside homes",
        book(
            [
                ["Anmeldte indbrud"],
                ["", *Y3],
                ["Beboelse", 14000, 14500, 14400],
                ["Fritidshuse", 2100, 2200, 2300],
                ["Forretninger", 6000, 6100, 6200],
                ["I alt", 22100, 22800, 22900],
            ]
        ),
        series(INDBRUD, DK, Y3, (14000, 14500, 14400)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: the deviation from the forecast",
        book([["Anmeldte indbrud i beboelse, afvigelse fra prognose"], ["", *Y3], ["Hele landet", 300, -200, 150]]),
        alliance=B,
    ),
    Case(
        "blind 3: a quarter of several years compared",
        book(
            [
                ["Anmeldte indbrud i beboelse, 1. kvartal"],
                ["", *Y3],
                ["Hele landet", 4100, 4000, 3900],
            ]
        ),
        series("indbrud_kvartal", DK, ("2021-Q1", "2022-Q1", "2023-Q1"), (4100, 4000, 3900)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: the first three quarters of each year",
        book([["Anmeldte indbrud i beboelse, januar-september"], ["", *Y3], ["Hele landet", 10100, 10400, 10300]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: half-years in municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", "1. halvår 2022", "2. halvår 2022"],
                ["Aarhus", 400, 400],
                ["Odense", 250, 260],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: worried at night, another question",
        book(
            [
                ["Danskere, der er bekymrede for indbrud, når de er på ferie, pct."],
                ["", 2017, 2019],
                ["Hele landet", 41, 40],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: not worried",
        book([["Danskere, der ikke er bekymrede for indbrud, pct."], ["", 2017, 2019], ["Hele landet", 75, 76]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: answers and their number",
        book(
            [
                ["Danskere, der er bekymrede for indbrud"],
                ["År", "Pct.", "Antal svar (n)"],
                [2017, 25, 3012],
                [2019, 24, 2988],
            ]
        ),
        series("bekymrede", DK, (2017, 2019), (25, 24)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3: sectors of each municipality",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Kommune", "Sektor", 2021, 2022],
                ["Aarhus", "Energi", 900000, 850000],
                ["Aarhus", "Transport", 600000, 610000],
                ["Odense", "Energi", 500000, 480000],
                ["Odense", "Transport", 300000, 310000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 3: electricity consumption, another table",
        book(
            [
                ["Elforbrug pr. kommune, MWh"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 1500000, 1480000],
                ["Odense", 900000, 880000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 3: the target path of each municipality",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, mål, ton CO2e"],
                ["Kommune", 2025, 2030],
                ["Aarhus", 1200000, 400000],
                ["Odense", 900000, 500000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 3: the base year and the latest, with change",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Kommune", "1990", "2022", "Ændring 1990-2022 (pct.)", "Reduktionsmål 2030 (pct.)"],
                ["Aarhus", 3100000, 1750000, -43.5, -70],
                ["Odense", 2500000, 1050000, -58.0, -70],
            ]
        ),
        series("co2e_kommune", AARHUS, (1990, 2022), (3100000, 1750000))
        | series("co2e_kommune", ODENSE, (1990, 2022), (2500000, 1050000)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 3: plans approved and plans sent in",
        book(
            [
                ["Status for klimaplaner"],
                ["År", "Indsendte klimaplaner", "Vedtagne klimaplaner"],
                [2023, 95, 88],
                [2024, 98, 95],
            ]
        ),
        series("klimaplaner", DK, (2023, 2024), (88, 95)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 3: a key figure sheet of the district",
        book(
            [
                ["Nøgletal 2016", "Østerbyen, Esbjerg", "Esbjerg"],
                ["Unge 16-21 år uden for ungdomsuddannelse, pct.", 22, 14],
                ["Unge med fritidsjob, pct.", 31, 44],
                ["Karaktergennemsnit i dansk og matematik", 5.1, 6.4],
            ]
        ),
        series("unge_uden_for_ungdomsuddannelse", "Østerbyen, Esbjerg", (2016,), (22,))
        | series("fritidsjob", "Østerbyen, Esbjerg", (2016,), (31,))
        | series("karakter_dansk_matematik", "Østerbyen, Esbjerg", (2016,), (5.1,)),
        # Not every indicator of the table is compared with Esbjerg: that column is told, and not read.
        also=series("unge_uden_for_ungdomsuddannelse", "0561 Esbjerg", (2016,), (14,)),
        alliance=M,
        real=True,
    ),
    Case(
        "blind 3, plain: the whole country by months' sheet names of the rate",
        book(
            {
                "Tabel 1": [
                    ["Tabel 1. Anmeldte indbrud pr. 1.000 boliger, hele landet"],
                    ["År", "Pr. 1.000 boliger"],
                    [2022, 4.97],
                    [2023, 4.88],
                ]
            }
        ),
        series(RATE, DK, (2022, 2023), (4.97, 4.88)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3, plain: municipalities in a Danish CSV",
        text(
            lines(
                "Anmeldte indbrud i beboelse, pr. kommune",
                "",
                "Kommune;2021;2022",
                "Gribskov;216;200",
                "København;1.800;1.700",
                "Kilde: Danmarks Statistik",
            ),
            "cp1252",
        ),
        series(KOMMUNE, GRIBSKOV, (2021, 2022), (216, 200)) | series(KOMMUNE, KOEBENHAVN, (2021, 2022), (1800, 1700)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3, plain: years down, municipalities across",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["År", "Aarhus", "Odense"],
                [2015, 310, 120],
                [2017, 290, 110],
            ]
        ),
        series(YOUNG, AARHUS, (2015, 2017), (310, 290)) | series(YOUNG, ODENSE, (2015, 2017), (120, 110)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3, plain: two indicators as rows",
        book(
            [
                ["Hjem til Alle, nøgletal"],
                ["Indikator", 2017, 2019, 2022],
                ["Unge i hjemløshed, 18-29 år", 2292, 2000, 1600],
                ["Borgere i hjemløshed, alle aldre", 6635, 6431, 5789],
            ]
        ),
        series("unge_18_29", DK, (2017, 2019, 2022), (2292, 2000, 1600))
        | series("hjemloese_alle", DK, (2017, 2019, 2022), (6635, 6431, 5789)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 3, plain: quarters under their years",
        book(
            [
                ["Anmeldte indbrud pr. kvartal"],
                ["", 2022, None, None, None, 2023, None],
                ["", "1. kvt.", "2. kvt.", "3. kvt.", "4. kvt.", "1. kvt.", "2. kvt."],
                ["Hele landet", 3600, 3700, 3500, 3700, 3650, 3550],
            ],
            merges={"Ark1": [(1, 1, 1, 4), (1, 5, 1, 6)]},
        ),
        series("indbrud_kvartal", DK, ("2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"), (3600, 3700, 3500, 3700))
        | series("indbrud_kvartal", DK, ("2023-Q1", "2023-Q2"), (3650, 3550)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 3, plain: the emissions with a projection said in prose",
        book(
            [
                ["Danmarks udledning af drivhusgasser"],
                ["Enhed: mio. ton CO2e inkl. LULUCF"],
                ["Historisk 2021-2023 og fremskrevet 2024-2025"],
                ["", 2021, 2022, 2023, 2024, 2025],
                ["Samlet udledning", 44.1, 43.1, 41.2, 39.5, 38.0],
            ]
        ),
        series("co2e_danmark", DK, (2021, 2022, 2023, 2024, 2025), (44.1, 43.1, 41.2, (39.5, "F"), (38.0, "F"))),
        alliance=K,
        real=True,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "blind 3: 18 to 24 in municipalities": ("area",),
    "blind 3: young in shelters": ("indicator",),
    "blind 3: situations with no whole": ("value",),
    "blind 3: ages down by municipality, group labels once": ("area", "only.Alder"),
    "blind 3: the deviation from the forecast": ("indicator", "statuses"),
    "blind 3: a quarter of several years compared": ("indicator",),
    "blind 3: the first three quarters of each year": ("indicator",),
    "blind 3: half-years in municipalities": ("indicator",),
    "blind 3: worried at night, another question": ("indicator",),
    "blind 3: not worried": ("indicator",),
    "blind 3: sectors of each municipality": ("only.Sektor",),
    "blind 3: electricity consumption, another table": ("indicator",),
    "blind 3: the target path of each municipality": ("indicator",),
    "blind 3, plain: municipalities in a Danish CSV": ("numbers",),
}
REFUSED = {}
CASES = settled(FILES, ASKED, REFUSED)
