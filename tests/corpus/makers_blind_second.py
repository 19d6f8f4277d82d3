"""The second lot of blind files, written after the first was mended; figures are invented."""

from __future__ import annotations

from datetime import date

from tests.corpus.blind import AARHUS, GRIBSKOV, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
Y3 = (2021, 2022, 2023)
INDBRUD, KOMMUNE, RATE, YOUNG = "indbrud", "indbrud_kommune", "indbrud_pr_1000_boliger", "unge_18_29_kommune"

FILES = [
    Case(
        "blind 2: the unit stands in a note below",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune"],
                ["Kommune", *Y3],
                ["Aarhus", 1800, 1750, 1760],
                ["Odense", 1100, 1050, 1000],
                ["Anm.: Alle tal er i 1.000 ton CO2e."],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 2: averages of three years",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", "2018-2020", "2021-2023"],
                ["Aarhus", 1400, 800],
                ["Odense", 700, 510],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: the year so far",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", 2021, 2022, "2023 (jan.-sep.)"],
                ["Hele landet", 14000, 14500, 10100],
            ]
        ),
        series(INDBRUD, DK, (2021, 2022), (14000, 14500)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: parts of the country beside municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Område", 2022, 2023],
                ["Landsdel Byen København", 2300, 2200],
                ["København", 1700, 1600],
                ["Landsdel Bornholm", 60, 55],
                ["Bornholm", 60, 55],
                ["Landsdel Østjylland", 1900, 1800],
                ["Aarhus", 800, 880],
            ]
        ),
        series(KOMMUNE, KOEBENHAVN, (2022, 2023), (1700, 1600))
        | series(KOMMUNE, "0400 Bornholm", (2022, 2023), (60, 55))
        | series(KOMMUNE, AARHUS, (2022, 2023), (800, 880)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: heraf-rows below each municipality",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["Kommune", 2015, 2017],
                ["Aarhus", 310, 290],
                ["  heraf kvinder", 80, 70],
                ["Odense", 120, 110],
                ["  heraf kvinder", 30, 25],
            ]
        ),
        series(YOUNG, AARHUS, (2015, 2017), (310, 290)) | series(YOUNG, ODENSE, (2015, 2017), (120, 110)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2: two figures under each year, told in a row of units",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["Kommune", 2015, 2015, 2017, 2017],
                ["", "antal", "pct.", "antal", "pct."],
                ["Aarhus", 310, 41, 290, 40],
                ["Odense", 120, 38, 110, 35],
            ]
        ),
        series(YOUNG, AARHUS, (2015, 2017), (310, 290)) | series(YOUNG, ODENSE, (2015, 2017), (120, 110)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2: per mille of the population",
        book(
            [
                ["Danskere, der er bekymrede for indbrud"],
                ["Enhed: promille"],
                ["", 2017, 2019],
                ["Hele landet", 250, 240],
            ]
        ),
        alliance=B,
    ),
    Case(
        "blind 2: estimated people, in the title",
        book(
            [
                ["Borgere i hjemløshed, alle aldre, skønnet antal over hele året"],
                ["", 2019, 2022],
                ["Hele landet", 12000, 11500],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2: the figures are of one municipality, said in the title",
        book([["Unge i hjemløshed, 18-29 år, Aarhus Kommune"], ["", 2015, 2017], ["Antal", 310, 290]]),
        also=series(YOUNG, AARHUS, (2015, 2017), (310, 290)),
        expected=series(YOUNG, AARHUS, (2015, 2017), (310, 290)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2: a target and a path as rows",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
                ["", 2021, 2022, 2023],
                ["Udledning", 45.2, 43.1, 41.2],
                ["Mål (lineær sti)", 44.0, 42.0, 40.0],
            ]
        ),
        series("co2e_danmark", DK, Y3, (45.2, 43.1, 41.2)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind 2: an average row above the municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", 2022, 2023],
                ["Gennemsnit for kommunerne", 148, 147],
                ["Gribskov", 200, 210],
                ["Odense", 510, 520],
            ]
        ),
        series(KOMMUNE, GRIBSKOV, (2022, 2023), (200, 210)) | series(KOMMUNE, ODENSE, (2022, 2023), (510, 520)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: the rate and the count with like headings, long",
        book(
            [
                ["Kommune", "År", "Anmeldte indbrud", "Boliger", "Anmeldte indbrud pr. 1.000 boliger"],
                ["København", 2022, 760, 333000, 2.28],
                ["København", 2023, 790, 337000, 2.34],
            ]
        ),
        series(RATE, KOEBENHAVN, (2022, 2023), (2.28, 2.34)),
        also=series(KOMMUNE, KOEBENHAVN, (2022, 2023), (760, 790)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: dates of the count",
        book(
            [
                ["Borgere i hjemløshed, alle aldre"],
                ["Dato", "Antal"],
                [date(2017, 2, 6), 6635],
                [date(2019, 2, 4), 6431],
                [date(2022, 2, 7), 5789],
            ]
        ),
        series("hjemloese_alle", DK, (2017, 2019, 2022), (6635, 6431, 5789)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2: school years for a calendar indicator",
        book(
            [
                ["Unge med fritidsjob, pct."],
                ["", "2016/17", "2018/19"],
                ["Østerbyen, Esbjerg", 31, 33],
                ["andre skoler", 41, 42],
            ]
        ),
        alliance=M,
    ),
    Case(
        "blind 2: grades of the district and others, next to the number of pupils",
        book(
            [
                ["Karaktergennemsnit i dansk og matematik"],
                ["", "Antal elever", "Karaktergennemsnit"],
                ["2016", 120, 5.1],
                ["2018", 118, 5.4],
            ]
        ),
        series("karakter_dansk_matematik", "Østerbyen, Esbjerg", (2016, 2018), (5.1, 5.4)),
        alliance=M,
    ),
    Case(
        "blind 2: the rest of the municipality is not the municipality",
        book(
            [
                ["Børn og unge, der ikke dyrker idræt, pct."],
                ["", 2016, 2018],
                ["Østerbyen, Esbjerg", 38, 36],
                ["Esbjerg ekskl. Østerbyen", 20, 19],
            ]
        ),
        series("ingen_idraet", "Østerbyen, Esbjerg", (2016, 2018), (38, 36)),
        alliance=M,
    ),
    Case(
        "blind 2: plans adopted in the year, not those in force",
        book([["Klimaplaner vedtaget i året"], ["År", "Antal kommuner"], [2022, 45], [2023, 28], [2024, 7]]),
        alliance=K,
    ),
    Case(
        "blind 2: the sum of the alliance in tonnes",
        book([["Alliancens kommuners samlede udledning, ton CO2e"], ["", 2018, 2021], ["I alt", 48500000, 45100000]]),
        alliance=K,
    ),
    Case(
        "blind 2: two blocks side by side, count and rate",
        book(
            [
                ["Anmeldte indbrud i beboelse", None, None, None, "Anmeldte indbrud pr. 1.000 boliger"],
                ["", 2022, 2023, None, "", 2022, 2023],
                ["Hele landet", 14500, 14400, None, "Hele landet", 4.97, 4.88],
            ]
        ),
        series(INDBRUD, DK, (2022, 2023), (14500, 14400)) | series(RATE, DK, (2022, 2023), (4.97, 4.88)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2: the nights in thousands, English heading",
        book([["Overnatninger i første halvår (1.000)"], ["", "2018H1", "2019H1"], ["Tønder", 599, 650]]),
        alliance=T,
        real=True,
    ),
    Case(
        "blind 2: monthly nights adding to the half-year",
        book(
            [
                ["Overnatninger i Tønder Kommune"],
                ["", "2019M01", "2019M02", "2019M03", "2019M04", "2019M05", "2019M06"],
                ["Overnatninger", 50000, 60000, 70000, 110000, 150000, 209000],
            ]
        ),
        alliance=T,
        real=True,
    ),
    Case(
        "blind 2: numbers with points as in English, in texts",
        text(lines("Kommune;År;Anmeldte indbrud i beboelse pr. kommune", "Aarhus;2022;1,234", "Odense;2022;2,051")),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2, plain: the ages and the whole of one table, years down",
        book(
            [
                ["Unge i hjemløshed i uge 6"],
                ["År", "18-24 år", "25-29 år", "18-29 år i alt"],
                [2017, 1278, 1014, 2292],
                [2019, 1023, 900, 1923],
            ]
        ),
        series("unge_18_24", DK, (2017, 2019), (1278, 1023))
        | series("unge_25_29", DK, (2017, 2019), (1014, 900))
        | series("unge_18_29", DK, (2017, 2019), (2292, 1923)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind 2, plain: StatBank's CSV of municipalities",
        text(
            "\ufeff"
            + lines(
                "OMRÅDE;OVERTRÆD;TID;INDHOLD",
                "Aarhus;Indbrud i beboelse;2022;800",
                "Odense;Indbrud i beboelse;2022;510",
            )
        ),
        series(KOMMUNE, AARHUS, (2022,), (800,)) | series(KOMMUNE, ODENSE, (2022,), (510,)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind 2, plain: a sheet for each year",
        book(
            {
                str(year): [
                    ["Udledning af drivhusgasser, pr. kommune, ton CO2e"],
                    ["Kommune", "Udledning"],
                    ["Aarhus", 1800000 - year],
                    ["Odense", 1100000 - year],
                ]
                for year in (2021, 2022)
            }
        ),
        series("co2e_kommune", AARHUS, (2021, 2022), (1797979, 1797978))
        | series("co2e_kommune", ODENSE, (2021, 2022), (1097979, 1097978)),
        alliance=K,
        real=True,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "blind 2: the unit stands in a note below": ("factor",),
    "blind 2: per mille of the population": ("factor",),
    "blind 2: estimated people, in the title": ("indicator", "statuses"),
    "blind 2: school years for a calendar indicator": ("period",),
    "blind 2: plans adopted in the year, not those in force": ("indicator",),
    "blind 2: the sum of the alliance in tonnes": ("factor",),
    "blind 2: the nights in thousands, English heading": ("indicator", "factor"),
    "blind 2: monthly nights adding to the half-year": ("period",),
    "blind 2: numbers with points as in English, in texts": ("numbers", "factor"),
    "blind 2, plain: StatBank's CSV of municipalities": ("indicator",),
}
REFUSED = {
    "blind 2: averages of three years": "no_table",
}
CASES = settled(FILES, ASKED, REFUSED)
