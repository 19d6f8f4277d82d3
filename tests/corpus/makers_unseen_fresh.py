"""Held out: written after the engine had been improved on the other held-out files (invented figures)."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, C, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK, KBH, AARHUS, ODENSE, AALBORG = "Danmark", "0101 København", "0751 Aarhus", "0461 Odense", "0851 Aalborg"
EAST, REST = "Østerbyen, Esbjerg", "Esbjerg (resten af kommunen)"
K = "kommuner"
CITIES = ((KBH, "København"), (AARHUS, "Aarhus"), (ODENSE, "Odense"))

CASES = [
    Case(
        "police: municipalities down, quarters and the year across, beneath a long preamble",
        book(
            [
                ["Rigspolitiet"],
                ["Statistik over anmeldelser"],
                ["Udtræk pr. 10. januar 2024"],
                [],
                ["Antal anmeldte indbrud i beboelse fordelt på kommuner, 2023"],
                [],
                ["Kommune", "1. kvt. 2023", "2. kvt. 2023", "3. kvt. 2023", "4. kvt. 2023", "2023"],
                ["København", 311, 222, 233, 344, 1110],
                ["Aarhus", 211, 122, 133, 244, 710],
                ["Odense", 111, 82, 93, 144, 430],
                ["Hovedtotal", 633, 426, 459, 732, 2250],
            ]
        ),
        {
            ("indbrud_kommune", KBH, "2023"): 1110,
            ("indbrud_kommune", AARHUS, "2023"): 710,
            ("indbrud_kommune", ODENSE, "2023"): 430,
        },
        real=True,
        alliance=B,
    ),
    Case(
        "insurers' figures of the same crime",
        book(
            [
                ["Anmeldte indbrudsskader i private hjem"],
                ["År", "Antal skader", "Erstatning, mio. kr."],
                [2021, 17111, 411],
                [2022, 14222, 422],
                [2023, 15333, 433],
            ]
        ),
        asks=("value",),
        real=True,
        alliance=B,
    ),
    Case(
        "survey: share of all who are worried, by year of survey",
        book(
            [
                ["Tryghedsmålingen"],
                ["Danskere, der er bekymrede for indbrud, pct."],
                [],
                ["Måleår", "Alle", "Mænd", "Kvinder"],
                [2017, 25, 21, 29],
                [2019, 23, 20, 26],
                [2021, 21, 19, 23],
            ]
        ),
        {("bekymrede", DK, "2017"): 25, ("bekymrede", DK, "2019"): 23, ("bekymrede", DK, "2021"): 21},
        real=True,
        alliance=B,
    ),
    Case(
        "the national series in one long column, provisional year marked with a star and explained",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                [],
                ["År", "Antal"],
                ["2021", 17111],
                ["2022", 14222],
                ["2023*", 15333],
                [],
                ["* Foreløbige tal."],
            ]
        ),
        {("indbrud", DK, "2021"): 17111, ("indbrud", DK, "2022"): 14222, ("indbrud", DK, "2023"): (15333, "P")},
        real=True,
        alliance=B,
    ),
    Case(
        "VIVE: municipalities grouped by size, all ages and the young as columns of two years",
        book(
            [
                ["Bilagstabel 3. Borgere i hjemløshed efter kommune"],
                [None, "2022", None, "2024", None],
                ["Kommune", "Alle", "Heraf 18-29 år", "Alle", "Heraf 18-29 år"],
                ["København", 1311, 333, 1322, 344],
                ["Aarhus", 611, 233, 622, 244],
                ["Hele landet", 5711, 1711, 5722, 1722],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        asks=("indicator", "levels"),  # two indicators and two levels at once: more than is proposed unasked
        real=True,
        alliance=H,
    ),
    Case(
        "young men only, under the title of the indicator with one word more",
        book(
            [
                ["Unge mænd i hjemløshed, 18–29 år, pr. kommune"],
                ["Kommune", 2022, 2024],
                ["København", 222, 233],
                ["Aarhus", 122, 133],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=H,
    ),
    Case(
        "a sheet for men, one for women, one for all, each with the same title",
        book(
            {
                name: [
                    ["Unge i hjemløshed, 18–29 år, pr. kommune"],
                    ["Kommune", 2022, 2024],
                    ["København", 100 * n, 100 * n + 10],
                    ["Aarhus", 50 * n, 50 * n + 5],
                ]
                for n, name in ((1, "Kvinder"), (2, "Mænd"), (3, "I alt"))
            }
        ),
        {
            ("unge_18_29_kommune", KBH, "2022"): 300,
            ("unge_18_29_kommune", KBH, "2024"): 310,
            ("unge_18_29_kommune", AARHUS, "2022"): 150,
            ("unge_18_29_kommune", AARHUS, "2024"): 155,
        },
        real=True,
        alliance=H,
    ),
    Case(
        "long CSV of an open-data portal: sex and age as columns, everything mixed",
        text(
            lines(
                "aar;kommunekode;kommunenavn;alder;koen;antal",
                "2022;101;København;18-29 år;Mænd;222",
                "2022;101;København;18-29 år;Kvinder;111",
                "2022;101;København;30-39 år;Mænd;322",
                "2022;751;Aarhus;18-29 år;Mænd;122",
                "2022;751;Aarhus;18-29 år;Kvinder;61",
            )
        ),
        asks=("indicator", "only.alder"),
        real=True,
        alliance=H,
    ),
    Case(
        "energy statistics: gross energy consumption, not emissions, in the same workbook",
        book(
            {
                "Energi": [
                    ["Bruttoenergiforbrug, PJ"],
                    ["Brændsel", "2021", "2022"],
                    ["Olie", 211, 222],
                    ["I alt", 711, 722],
                ],
                "Udledning": [
                    ["Danmarks udledning af drivhusgasser"],
                    ["Enhed: mio. ton CO2e inkl. LULUCF"],
                    ["Område", "2021", "2022", "2023"],
                    ["Danmark", 46.1, 44.2, 43.3],
                ],
            }
        ),
        {("co2e_danmark", DK, "2021"): 46.1, ("co2e_danmark", DK, "2022"): 44.2, ("co2e_danmark", DK, "2023"): 43.3},
        real=True,
        alliance=C,
    ),
    Case(
        "the national total in kilotonnes",
        book(
            [
                ["Danmarks udledning af drivhusgasser"],
                ["Enhed: kt CO2e"],
                ["Område", "2021", "2022", "2023"],
                ["Danmark", 46100, 44200, 43300],
            ]
        ),
        asks=("factor",),
        real=True,
        alliance=C,
    ),
    Case(
        "the climate account of all municipalities, name and code, decimals as text",
        text(
            lines(
                "Kommunenr.;Kommune;2021;2022",
                "101;København;1.496.320,5;1.007.544,25",
                "751;Aarhus;1.082.114,5;946.396,75",
                "461;Odense;1.107.622,0;1.186.245,5",
            ),
            "cp1252",
        ),
        {
            ("co2e_kommune", KBH, "2021"): 1496320.5,
            ("co2e_kommune", KBH, "2022"): 1007544.25,
            ("co2e_kommune", AARHUS, "2021"): 1082114.5,
            ("co2e_kommune", AARHUS, "2022"): 946396.75,
            ("co2e_kommune", ODENSE, "2021"): 1107622,
            ("co2e_kommune", ODENSE, "2022"): 1186245.5,
        },
        about={"CSV": "co2e_kommune"},
        real=True,
        alliance=C,
    ),
    Case(
        "a reduction against 1990 as a column behind the years",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Kommune", "1990", "2022", "2023", "Reduktion siden 1990 (pct.)"],
                ["København", 2000111, 790111, 780111, 61],
                ["Aarhus", 1900111, 510111, 500111, 74],
            ]
        ),
        {
            ("co2e_kommune", KBH, "1990"): 2000111,
            ("co2e_kommune", KBH, "2022"): 790111,
            ("co2e_kommune", KBH, "2023"): 780111,
            ("co2e_kommune", AARHUS, "1990"): 1900111,
            ("co2e_kommune", AARHUS, "2022"): 510111,
            ("co2e_kommune", AARHUS, "2023"): 500111,
        },
        real=True,
        alliance=C,
    ),
    Case(
        "plans adopted so far, at the end of quarters",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                ["Opgjort ultimo", "Antal kommuner"],
                ["3. kvartal 2022", 61],
                ["4. kvartal 2022", 66],
                ["1. kvartal 2023", 70],
            ]
        ),
        asks=("period",),
        real=True,
        alliance=C,
    ),
    Case(
        "schools across: the district's, the others, the municipality; shares as text with signs",
        book(
            [
                ["Elever med karakteren 02 eller derunder"],
                ["Enhed: pct."],
                ["År", "Østerbyen, Esbjerg", "0561 Esbjerg"],
                ["2016", "13,5 %", "9,1 %"],
                ["2017", "12,5 %", "8,2 %"],
            ]
        ),
        {
            ("karakter_02_eller_under", EAST, "2016"): 13.5,
            ("karakter_02_eller_under", EAST, "2017"): 12.5,
            ("karakter_02_eller_under", "0561 Esbjerg", "2016"): 9.1,
            ("karakter_02_eller_under", "0561 Esbjerg", "2017"): 8.2,
        },
        real=True,
        alliance=M,
    ),
    Case(
        "a dashboard's export: indicator, place, year, value, and last year's value beside it",
        text(
            lines(
                "Nøgletal;Sted;År;Værdi;Værdi året før",
                "Unge med fritidsjob;Østerbyen, Esbjerg;2016;13,5;12,5",
                "Unge med fritidsjob;andre skoler;2016;23,5;22,5",
                "Elevfravær;Østerbyen, Esbjerg;2016;6,5;6,1",
            ),
            "utf-8-sig",
        ),
        {("fritidsjob", EAST, "2016"): 13.5, ("fritidsjob", "andre skoler", "2016"): 23.5},
        real=True,
        alliance=M,
    ),
    Case(
        "overnight stays of the first half-years, months of them above",
        book(
            [
                ["Overnatninger i første halvår, Tønder Kommune"],
                ["Halvår", "1. halvår 2018", "1. halvår 2019", "Ændring i pct."],
                ["Hoteller mv.", 198111, 199222, 0.6],
                ["Campingpladser", 400000, 450000, 12.5],
                ["I alt", 598111, 649222, 8.5],
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
        "two header rows: sex beneath years, both sexes first",
        book(
            [
                ["Ting i kommuner"],
                [None, 2022, None, None, 2023, None, None],
                ["Kommune", "I alt", "Mænd", "Kvinder", "I alt", "Mænd", "Kvinder"],
                ["Aarhus", 12, 5, 7, 14, 6, 8],
                ["Odense", 22, 10, 12, 24, 11, 13],
            ],
            merges={"Ark1": [(1, 1, 1, 3), (1, 4, 1, 6)]},
        ),
        {(K, AARHUS, "2022"): 12, (K, AARHUS, "2023"): 14, (K, ODENSE, "2022"): 22, (K, ODENSE, "2023"): 24},
        real=True,
    ),
    Case(
        "the region's workbook: own municipalities, the region's total, and the country, all at the bottom",
        book(
            {
                "Ting i kommuner": [
                    ["Region Midtjylland"],
                    ["Ting i kommuner"],
                    ["Kommune", "2022", "2023"],
                    ["Aarhus", 12, 14],
                    ["Struer", 2, 4],
                    ["Regionen i alt", 14, 18],
                    ["Hele landet", 100, 110],
                ]
            }
        ),
        {
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): 14,
            (K, "0671 Struer", "2022"): 2,
            (K, "0671 Struer", "2023"): 4,
        },
        real=True,
    ),
    Case(
        "dates of the first of the month, figures of the month that begins",
        book([["Besøg hos ting"], ["Måned", "Besøg"], [date(2024, 1, 1), 12], [date(2024, 2, 1), 13]]),
        {("besoeg", DK, "2024-01"): 12, ("besoeg", DK, "2024-02"): 13},
        real=True,
    ),
    Case(
        "places as columns beneath each year",
        book(
            [
                ["Tilfredse borgere, pct."],
                [None, "2022", None, "2023", None],
                ["Spørgsmål", "Aarhus", "Odense", "Aarhus", "Odense"],
                ["Tilfreds eller meget tilfreds", 61.5, 71.5, 62.5, 72.5],
                ["Hverken eller", 20.5, 15.5, 19.5, 14.5],
                ["Utilfreds", 18, 13, 18, 13],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        asks=("only.Spørgsmål",),
        real=True,
    ),
    Case(
        "figures with the unit behind each",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "2022", "2023"],
                ["Aarhus", "12 ting", "14 ting"],
                ["Odense", "22 ting", "24 ting"],
            ]
        ),
        problem="no_table",
        real=True,
    ),
]
