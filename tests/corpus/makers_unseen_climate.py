"""Held out: climate accounts, a district's key figures and overnight stays as they are laid out (invented figures)."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

C, M, T = "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK, KBH, AARHUS, ODENSE = "Danmark", "0101 København", "0751 Aarhus", "0461 Odense"
EAST, REST = "Østerbyen, Esbjerg", "Esbjerg (resten af kommunen)"
YEARS = [2021, 2022, 2023, 2024, 2025, 2030]

CASES = [
    Case(
        "sectors and two totals; statistics and projection told apart by a header row",
        book(
            {
                "Velkommen": [["Klimastatus og -fremskrivning"], ["Alle tal er i mio. ton CO2e"]],
                "Tabel 1": [
                    [],
                    ["Tabel 1: Danmarks udledning af drivhusgasser"],
                    ["Enhed: mio. ton CO2e"],
                    [],
                    [None, "Statistik", None, None, "Fremskrivning", None, None],
                    ["Sektor", *YEARS],
                    ["Landbrug", 11.1, 11.2, 11.3, 11.4, 11.5, 10.1],
                    ["Transport", 12.1, 12.2, 12.3, 12.4, 12.5, 9.1],
                    ["LULUCF", 2.1, 2.2, 2.3, 2.4, 2.5, 1.1],
                    ["I alt ekskl. LULUCF", 23.2, 23.4, 23.6, 23.8, 24, 19.2],
                    ["I alt inkl. LULUCF", 25.3, 25.6, 25.9, 26.2, 26.5, 20.3],
                    ["Kilder: Energistyrelsen"],
                ],
            },
            merges={"Tabel 1": [(4, 1, 4, 3), (4, 4, 4, 6)]},
        ),
        {
            ("co2e_danmark", DK, "2021"): 25.3,
            ("co2e_danmark", DK, "2022"): 25.6,
            ("co2e_danmark", DK, "2023"): 25.9,
            ("co2e_danmark", DK, "2024"): (26.2, "F"),
            ("co2e_danmark", DK, "2025"): (26.5, "F"),
            ("co2e_danmark", DK, "2030"): (20.3, "F"),
        },
        real=True,
        alliance=C,
    ),
    Case(
        "long: municipality, year, sector with a total among them",
        text(
            lines(
                "Kommunekode;Kommune;År;Sektor;Udledning (ton CO2e)",
                *[
                    f"{code};{name};{year};{sector};{number}"
                    for code, name, base in ((101, "København", 800), (751, "Aarhus", 500))
                    for year in (2021, 2022)
                    for sector, number in (
                        ("Energi", base * 600 + year),
                        ("Transport", base * 400 + year),
                        ("Total", base * 1000 + 2 * year),
                    )
                ],
            ),
            "utf-8-sig",
        ),
        {
            ("co2e_kommune", place, str(year)): base * 1000 + 2 * year
            for place, base in ((KBH, 800), (AARHUS, 500))
            for year in (2021, 2022)
        },
        real=True,
        alliance=C,
    ),
    Case(
        "municipalities down, in thousands of tonnes",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune"],
                ["Enhed: 1.000 ton CO2e"],
                [],
                ["Kommune", "2021", "2022"],
                ["København", 801.5, 790.5],
                ["Aarhus", 501.5, 510.5],
            ]
        ),
        {
            ("co2e_kommune", KBH, "2021"): 801500,
            ("co2e_kommune", KBH, "2022"): 790500,
            ("co2e_kommune", AARHUS, "2021"): 501500,
            ("co2e_kommune", AARHUS, "2022"): 510500,
        },
        asks=("factor",),
        answers={"tables/0/factor": 1000},
        real=True,
        alliance=C,
    ),
    Case(
        "one sheet a municipality, sectors down, years across, a total below",
        book(
            {
                name: [
                    [f"Udledning af drivhusgasser i {name} Kommune"],
                    ["Enhed: ton CO2e"],
                    [],
                    ["Sektor", 2021, 2022, 2023],
                    ["Energi", base + 1, base + 2, base + 3],
                    ["Transport", base + 11, base + 12, base + 13],
                    ["Samlet udledning", 2 * base + 12, 2 * base + 14, 2 * base + 16],
                ]
                for name, base in (("Aarhus", 500000), ("Odense", 400000))
            }
        ),
        {
            ("co2e_kommune", place, str(2020 + n)): 2 * base + 10 + 2 * n
            for place, base in ((AARHUS, 500000), (ODENSE, 400000))
            for n in (1, 2, 3)
        },
        real=True,
        alliance=C,
    ),
    Case(
        "emissions per inhabitant, which are not the municipality's emissions",
        book(
            [
                ["Udledning af drivhusgasser pr. indbygger, pr. kommune"],
                ["Kommune", "2021", "2022"],
                ["København", 1.5, 1.4],
                ["Aarhus", 2.5, 2.6],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=C,
    ),
    Case(
        "ends of years as dates",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                [],
                ["Dato", "Antal"],
                [date(2021, 12, 31), 21],
                [date(2022, 12, 31), 66],
                [date(2023, 12, 31), 95],
            ]
        ),
        {("klimaplaner", DK, "2021"): 21, ("klimaplaner", DK, "2022"): 66, ("klimaplaner", DK, "2023"): 95},
        real=True,
        alliance=C,
    ),
    Case(
        "years of a century as text, code and name, prose that dates the projection",
        book(
            [
                [],
                [],
                ["Tabel 3 Danmarks udledning af drivhusgasser, mio. ton CO2e"],
                ["Historisk 1990-2023 og fremskrevet 2024-2050"],
                [],
                ["CRF", "Kategori", *[str(y) for y in range(1990, 2051)]],
                ["0", "Total (inkl. LULUCF)", *[round(80 - 0.5 * n, 1) for n in range(61)]],
                ["1", "Energi", *[round(50 - 0.5 * n, 1) for n in range(61)]],
                ["3", "Landbrug", *[round(15 - 0.1 * n, 1) for n in range(61)]],
            ],
            strays=[(4, 90), (80, 3)],
        ),
        {
            ("co2e_danmark", DK, str(1990 + n)): (v if n < 34 else (v, "F"))
            for n, v in ((n, round(80 - 0.5 * n, 1)) for n in range(61))
        },
        real=True,
        alliance=C,
    ),
    Case(
        "municipalities across, years down, region above each",
        book(
            [
                ["Udledning af drivhusgasser (ton CO2e)"],
                [None, "Region Hovedstaden", "Region Midtjylland", "Region Syddanmark"],
                ["År", "København", "Aarhus", "Odense"],
                [2021, 800111, 500111, 400111],
                [2022, 790111, 510111, 410111],
            ]
        ),
        {
            ("co2e_kommune", KBH, "2021"): 800111,
            ("co2e_kommune", KBH, "2022"): 790111,
            ("co2e_kommune", AARHUS, "2021"): 500111,
            ("co2e_kommune", AARHUS, "2022"): 510111,
            ("co2e_kommune", ODENSE, "2021"): 400111,
            ("co2e_kommune", ODENSE, "2022"): 410111,
        },
        real=True,
        alliance=C,
    ),
    Case(
        "renewable energy's share, which is nobody's indicator here",
        book(
            [
                ["Vedvarende energi i elforsyningen, pct."],
                ["Kommune", 2021, 2022],
                ["København", 41.5, 44.5],
                ["Aarhus", 51.5, 54.5],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=C,
    ),
    Case(
        "a district's form: name and figure, the year above",
        book(
            [
                ["Udgangspunkt for MedVind i Østerbyen"],
                ["År:", 2016],
                ["Område:", "Østerbyen, Esbjerg"],
                [],
                ["Karaktergennemsnit i dansk og matematik:", 5.5],
                ["Unge med fritidsjob (pct.):", 14],
                ["Forældre på offentlig forsørgelse (pct.):", 27],
                ["Kontakt:", "backbonekontoret"],
            ]
        ),
        {
            ("karakter_dansk_matematik", EAST, "2016"): 5.5,
            ("fritidsjob", EAST, "2016"): 14,
            ("foraeldre_paa_ydelse", EAST, "2016"): 27,
        },
        real=True,
        alliance=M,
    ),
    Case(
        "key figures down, the district and the rest of the municipality across",
        book(
            [
                ["Nøgletal 2016"],
                [],
                [None, "Østerbyen, Esbjerg", "Esbjerg (resten af kommunen)"],
                ["Børn og unge, der ikke dyrker idræt", 46, 31],
                ["Antal skoler", 1, 20],
            ]
        ),
        {("ingen_idraet", EAST, "2016"): 46, ("ingen_idraet", REST, "2016"): 31},
        real=True,
        alliance=M,
    ),
    Case(
        "two names that are almost the same",
        book(
            [
                ["Nøgletal for skolen"],
                [None, "2016", "2018"],
                ["Karaktergennemsnit i dansk og matematik", 5.5, 5.6],
                ["Karaktergennemsnit i alle fag", 6.5, 6.6],
                ["Karaktergennemsnit i dansk", 5.7, 5.8],
            ]
        ),
        {("karakter_dansk_matematik", EAST, "2016"): 5.5, ("karakter_dansk_matematik", EAST, "2018"): 5.6},
        real=True,
        alliance=M,
    ),
    Case(
        "counts and percentages in columns beside each other",
        book(
            [
                ["Elever med karakteren 02 eller derunder"],
                ["År", "Antal elever", "Pct."],
                [2016, 14, 13.5],
                [2017, 12, 11.5],
                [2018, 11, 10.5],
            ]
        ),
        {
            ("karakter_02_eller_under", EAST, "2016"): 13.5,
            ("karakter_02_eller_under", EAST, "2017"): 11.5,
            ("karakter_02_eller_under", EAST, "2018"): 10.5,
        },
        real=True,
        alliance=M,
    ),
    Case(
        "shares as parts of one with a per cent format",
        book(
            [
                ["Unge med fritidsjob"],
                ["Område", 2016, 2018],
                ["Østerbyen, Esbjerg", 0.135, 0.145],
                ["andre skoler", 0.235, 0.245],
            ]
        ),
        {
            ("fritidsjob", EAST, "2016"): 13.5,
            ("fritidsjob", EAST, "2018"): 14.5,
            ("fritidsjob", "andre skoler", "2016"): 23.5,
            ("fritidsjob", "andre skoler", "2018"): 24.5,
        },
        asks=("factor",),
        answers={"tables/0/factor": 100},
        real=True,
        alliance=M,
    ),
    Case(
        "another municipality's figures of the same indicator",
        book(
            [
                ["Overnatninger i første halvår, Aabenraa Kommune"],
                ["År", "Overnatninger"],
                ["1. halvår 2018", 298111],
                ["1. halvår 2019", 299222],
            ]
        ),
        asks=("area",),
        real=True,
        alliance=T,
    ),
    Case(
        "both halves of the year, only the first of which is the indicator",
        book(
            [
                ["Overnatninger i Tønder Kommune"],
                ["Halvår", "Overnatninger"],
                ["1. halvår 2018", 598111],
                ["2. halvår 2018", 898111],
                ["1. halvår 2019", 649222],
                ["2. halvår 2019", 949222],
            ]
        ),
        {
            ("overnatninger_1_halvaar", "0550 Tønder", "2018-H1"): 598111,
            ("overnatninger_1_halvaar", "0550 Tønder", "2019-H1"): 649222,
        },
        real=True,
        alliance=T,
    ),
    Case(
        "overnight stays by month",
        book(
            [
                ["Overnatninger efter område og tid"],
                [None, "2019M01", "2019M02", "2019M03"],
                ["Tønder", 11111, 22222, 33333],
            ]
        ),
        asks=("period",),
        real=True,
        alliance=T,
    ),
    Case(
        "yearly overnight stays where the indicator is a half-year's",
        book([["Overnatninger"], ["Kommune", 2018, 2019], ["Tønder", 1498111, 1499222]]),
        asks=("period",),
        real=True,
        alliance=T,
    ),
]
