"""Held out: burglary and homelessness as statistics offices, police and researchers lay them out (invented figures)."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H = "bo-trygt", "hjem-til-alle"
DK, KBH, AARHUS, ODENSE = "Danmark", "0101 København", "0751 Aarhus", "0461 Odense"
HOMELESS = ["Under 18 år", "18-24 år", "25-29 år", "30-39 år", "40 år og derover"]

CASES = [
    Case(
        "STRAF11 from the screen: quarters across, offence in the second label column",
        text(
            lines(
                '"Anmeldte forbrydelser efter område, overtrædelsens art og tid"',
                "",
                '" "," ","2023K1","2023K2","2023K3","2023K4"',
                '"Hele landet","1320 Indbrud i beboelser",4111,3222,3333,4888',
                '"København","1320 Indbrud i beboelser",411,322,333,488',
                '"Aarhus","1320 Indbrud i beboelser",211,222,233,288',
                "",
                '"Fra 2020 er opgørelsen ændret. Tallene kan derfor afvige fra tidligere offentliggjorte tal."',
            ),
            "cp1252",
        ),
        {("indbrud_kvartal", DK, f"2023-Q{q}"): n for q, n in enumerate([4111, 3222, 3333, 4888], start=1)},
        about={"CSV": "indbrud_kvartal"},
        real=True,
        alliance=B,
    ),
    Case(
        "STRAF11 from the API: several offences, one of them ours",
        text(
            lines(
                "OMRÅDE;OVERTRÆD;TID;INDHOLD",
                "Hele landet;Straffelov i alt;2023K1;80123",
                "Hele landet;Straffelov i alt;2023K2;81234",
                "Hele landet;Indbrud i beboelser;2023K1;4111",
                "Hele landet;Indbrud i beboelser;2023K2;3222",
                "Hele landet;Voldsforbrydelser i alt;2023K1;7111",
                "Hele landet;Voldsforbrydelser i alt;2023K2;7222",
            ),
            "utf-8-sig",
        ),
        {("indbrud_kvartal", DK, "2023-Q1"): 4111, ("indbrud_kvartal", DK, "2023-Q2"): 3222},
        about={"CSV": "indbrud_kvartal"},
        asks=("only.OVERTRÆD",),
        answers={"tables/0/only/OVERTRÆD": ["Indbrud i beboelser"]},
        real=True,
        alliance=B,
    ),
    Case(
        "municipalities within regions, country on top, years across as text",
        book(
            [
                ["STRAF22: Anmeldte indbrud i beboelse efter område og tid"],
                ["Enhed: antal"],
                [],
                [None, "2021", "2022", "2023"],
                ["Hele landet", 17111, 14222, 15333],
                ["Region Hovedstaden", 6111, 5222, 5333],
                ["København", 1511, 1322, 1433],
                ["Region Syddanmark", 3111, 2222, 2333],
                ["Odense", 611, 522, 533],
                ["Region Midtjylland", 4111, 3222, 3333],
                ["Aarhus", 911, 822, 833],
                ["Uoplyst kommune", 11, 12, 13],
            ]
        ),
        {
            ("indbrud_kommune", place, str(2021 + n)): value
            for place, values in ((KBH, (1511, 1322, 1433)), (ODENSE, (611, 522, 533)), (AARHUS, (911, 822, 833)))
            for n, value in enumerate(values)
        },
        also={("indbrud", DK, "2021"): 17111, ("indbrud", DK, "2022"): 14222, ("indbrud", DK, "2023"): 15333},
        real=True,
        alliance=B,
    ),
    Case(
        "years down; count, change in per cent and rate beside each other",
        book(
            [
                ["Udviklingen i indbrud"],
                [],
                ["År", "Anmeldte indbrud i beboelse", "Ændring i pct.", "Anmeldte indbrud pr. 1.000 boliger"],
                [2021, 17111, None, 6.4],
                [2022, 14222, -16.9, 5.3],
                [2023, 15333, 7.8, 5.6],
                ["Kilde: Danmarks Statistik og egne beregninger"],
            ]
        ),
        {("indbrud", DK, "2021"): 17111, ("indbrud", DK, "2022"): 14222, ("indbrud", DK, "2023"): 15333}
        | {
            ("indbrud_pr_1000_boliger", DK, "2021"): 6.4,
            ("indbrud_pr_1000_boliger", DK, "2022"): 5.3,
            ("indbrud_pr_1000_boliger", DK, "2023"): 5.6,
        },
        real=True,
        alliance=B,
    ),
    Case(
        "quarters beneath merged years, each with its year's total",
        book(
            [
                ["Anmeldte indbrud pr. kvartal"],
                [None, 2022, None, None, None, None, 2023, None, None, None, None],
                [
                    None,
                    "1. kvt.",
                    "2. kvt.",
                    "3. kvt.",
                    "4. kvt.",
                    "I alt",
                    "1. kvt.",
                    "2. kvt.",
                    "3. kvt.",
                    "4. kvt.",
                    "I alt",
                ],
                ["Hele landet", 4011, 3022, 3033, 4044, 14110, 4111, 3122, 3133, 4144, 14510],
            ],
            merges={"Ark1": [(1, 1, 1, 5), (1, 6, 1, 10)]},
        ),
        {
            ("indbrud_kvartal", DK, f"{y}-Q{q}"): n
            for y, four in ((2022, (4011, 3022, 3033, 4044)), (2023, (4111, 3122, 3133, 4144)))
            for q, n in enumerate(four, start=1)
        },
        also={("indbrud", DK, "2022"): 14110, ("indbrud", DK, "2023"): 14510},
        real=True,
        alliance=B,
    ),
    Case(
        "numerator, denominator and rate as columns",
        book(
            [
                ["Anmeldte indbrud pr. 1.000 boliger"],
                [],
                ["År", "Anmeldte indbrud (STRAF11)", "Boliger (BOL101)", "Pr. 1.000 boliger"],
                [2019, 24111, 2700111, 8.9],
                [2020, 19222, 2720222, 7.1],
            ]
        ),
        {("indbrud_pr_1000_boliger", DK, "2019"): 8.9, ("indbrud_pr_1000_boliger", DK, "2020"): 7.1},
        also={("indbrud", DK, "2019"): 24111, ("indbrud", DK, "2020"): 19222},
        real=True,
        alliance=B,
    ),
    Case(
        "a survey's answers as rows, none of which is the indicator alone",
        book(
            [
                ["Danskere, der er bekymrede for indbrud, pct."],
                [None, "2019", "2021", "2023"],
                ["I høj grad", 8, 7, 6],
                ["I nogen grad", 15, 14, 12],
                ["I mindre grad", 40, 41, 42],
                ["Slet ikke", 37, 38, 40],
                ["Total", 100, 100, 100],
            ]
        ),
        asks=("only.#1",),
        real=True,
        alliance=B,
    ),
    Case(
        "another crime in the same shape",
        book(
            [
                ["Anmeldte voldsforbrydelser, pr. kommune"],
                ["Kommune", 2021, 2022, 2023],
                ["København", 1511, 1322, 1433],
                ["Aarhus", 911, 822, 833],
                ["Odense", 611, 522, 533],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=B,
    ),
    Case(
        "months as running totals of the year",
        book(
            [
                ["Anmeldte indbrud i beboelse, år til dato"],
                ["Måned", "2022", "2023"],
                ["Januar", 1511, 1433],
                ["Februar", 2911, 2833],
                ["Marts", 4011, 3911],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=B,
    ),
    Case(
        "the latest year is only its first months, said in the heading",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", "2022", "2023", "2024 (jan.-sep.)"],
                ["København", 1322, 1433, 911],
                ["Aarhus", 822, 833, 611],
            ]
        ),
        {
            ("indbrud_kommune", KBH, "2022"): 1322,
            ("indbrud_kommune", KBH, "2023"): 1433,
            ("indbrud_kommune", AARHUS, "2022"): 822,
            ("indbrud_kommune", AARHUS, "2023"): 833,
        },
        real=True,
        alliance=B,
    ),
    Case(
        "of which attempted, of which completed",
        book(
            [
                ["Nøgletal om indbrud"],
                [None, 2021, 2022],
                ["Anmeldte indbrud i beboelse", 17111, 14222],
                ["  heraf fuldbyrdede", 13111, 11222],
                ["  heraf forsøg", 4000, 3000],
                ["Anmeldte indbrud i virksomheder", 7111, 6222],
            ]
        ),
        {("indbrud", DK, "2021"): 17111, ("indbrud", DK, "2022"): 14222},
        real=True,
        alliance=B,
    ),
    Case(
        "an index of the indicator, not the indicator",
        book(
            [
                ["Udvikling i anmeldte indbrud i beboelse, indeks 2017=100"],
                [None, 2017, 2018, 2019, 2020],
                ["Hele landet", 100, 94.1, 84.2, 66.3],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=B,
    ),
    Case(
        "police districts, which are no municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse fordelt på politikredse"],
                ["Politikreds", "2022", "2023"],
                ["Nordjyllands Politi", 1322, 1433],
                ["Østjyllands Politi", 822, 833],
                ["Fyns Politi", 722, 733],
                ["Hele landet", 14222, 15333],
            ]
        ),
        {("indbrud", DK, "2022"): 14222, ("indbrud", DK, "2023"): 15333},
        real=True,
        alliance=B,
    ),
    Case(
        "VIVE: cover, list of tables, appendix table with small counts and notes",
        book(
            {
                "Forside": [["Hjemløshed i Danmark"], ["Bilagstabeller"], [], ["VIVE"]],
                "Indhold": [["Tabel 1", "Unge i hjemløshed efter kommune"], ["Tabel 2", "Metode"]],
                "Tabel 1": [
                    ["Bilagstabel 1. Unge 18-29 år i hjemløshed i uge 6 efter kommune. Antal."],
                    [],
                    ["Kommune", "2017", "2019", "2022", "2024"],
                    ["København", 511, 422, 333, 344],
                    ["Aarhus", 211, 222, 233, 244],
                    ["Odense", 39, 38, "*", 37],
                    [],
                    ["Note: * Diskretioneret, færre end 5 borgere."],
                    ["Kilde: VIVE"],
                ],
            }
        ),
        {
            ("unge_18_29_kommune", place, str(year)): value
            for place, values in (
                (KBH, (511, 422, 333, 344)),
                (AARHUS, (211, 222, 233, 244)),
                (ODENSE, (39, 38, (None, "Q"), 37)),
            )
            for year, value in zip((2017, 2019, 2022, 2024), values, strict=True)
        },
        real=True,
        alliance=H,
    ),
    Case(
        "VIVE: age groups down, years across, a total below",
        book(
            [
                ["Tabel 2.1 Borgere i hjemløshed fordelt på alder. 2017-2024. Antal."],
                [],
                ["Alder", 2017, 2019, 2022, 2024],
                *[[name, *[100 * n + y for y in range(4)]] for n, name in enumerate(HOMELESS, start=1)],
                ["I alt", 1500, 1505, 1510, 1515],
            ]
        ),
        {
            (code, DK, str(year)): value
            for code, values in (
                ("unge_18_24", (200, 201, 202, 203)),
                ("unge_25_29", (300, 301, 302, 303)),
                ("hjemloese_alle", (1500, 1505, 1510, 1515)),
            )
            for year, value in zip((2017, 2019, 2022, 2024), values, strict=True)
        },
        real=True,
        alliance=H,
    ),
    Case(
        "VIVE: age groups down, count and share beneath each year",
        book(
            [
                ["Tabel 2.2 Borgere i hjemløshed efter alder"],
                [None, 2022, None, 2024, None],
                ["Aldersgruppe", "Antal", "Pct.", "Antal", "Pct."],
                ["18-24 år", 200, 20, 210, 21],
                ["25-29 år", 300, 30, 310, 31],
                ["30 år og derover", 500, 50, 480, 48],
                ["I alt", 1000, 100, 1000, 100],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        {
            ("unge_18_24", DK, "2022"): 200,
            ("unge_18_24", DK, "2024"): 210,
            ("unge_25_29", DK, "2022"): 300,
            ("unge_25_29", DK, "2024"): 310,
            ("hjemloese_alle", DK, "2022"): 1000,
            ("hjemloese_alle", DK, "2024"): 1000,
        },
        real=True,
        alliance=H,
    ),
    Case(
        "one sheet a year, age groups as columns",
        book(
            {
                year: [
                    [f"Unge i hjemløshed, 18–29 år, pr. kommune, {year}"],
                    [],
                    ["Kommune", "18-24 år", "25-29 år", "18-29 år i alt"],
                    ["København", 100 + n, 200 + n, 300 + 2 * n],
                    ["Aarhus", 50 + n, 60 + n, 110 + 2 * n],
                    ["Hele landet", 900 + n, 800 + n, 1700 + 2 * n],
                ]
                for n, year in enumerate(("2022", "2024"))
            }
        ),
        {
            ("unge_18_29_kommune", KBH, "2022"): 300,
            ("unge_18_29_kommune", AARHUS, "2022"): 110,
            ("unge_18_29_kommune", KBH, "2024"): 302,
            ("unge_18_29_kommune", AARHUS, "2024"): 112,
        },
        also={
            (code, DK, year): value
            for code, year, value in (
                ("unge_18_24", "2022", 900),
                ("unge_25_29", "2022", 800),
                ("unge_18_29", "2022", 1700),
                ("unge_18_24", "2024", 901),
                ("unge_25_29", "2024", 801),
                ("unge_18_29", "2024", 1702),
            )
        },
        real=True,
        alliance=H,
    ),
    Case(
        "all ages by municipality: only the whole country is an indicator",
        book(
            [
                ["Borgere i hjemløshed i uge 6 efter kommune"],
                ["Kommune", 2022, 2024],
                ["København", 1311, 1322],
                ["Aarhus", 611, 622],
                ["Hele landet", 5711, 5722],
            ]
        ),
        {("hjemloese_alle", DK, "2022"): 5711, ("hjemloese_alle", DK, "2024"): 5722},
        real=True,
        alliance=H,
    ),
    Case(
        "men, women and both",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, fordelt på køn"],
                ["Køn", 2022, 2024],
                ["Mænd", 1111, 1122],
                ["Kvinder", 411, 422],
                ["I alt", 1522, 1544],
            ]
        ),
        {("unge_18_29", DK, "2022"): 1522, ("unge_18_29", DK, "2024"): 1544},
        real=True,
        alliance=H,
    ),
    Case(
        "a rate of the indicator where the indicator is a count",
        book(
            [
                ["Unge i hjemløshed 18-29 år, pr. 1.000 unge i kommunen"],
                ["Kommune", 2019, 2022],
                ["København", 4.1, 3.2],
                ["Aarhus", 3.3, 3.4],
                ["Odense", 2, 1],
            ]
        ),
        asks=("indicator",),
        real=True,
        alliance=H,
    ),
    Case(
        "the change between two counts as columns of their own",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                [],
                ["Kommune", "2022", "2024", "Ændring 2022-2024", "Ændring i pct."],
                ["København", 333, 344, 11, 3.3],
                ["Aarhus", 233, 244, 11, 4.7],
                ["Odense", 40, 37, -3, -7.5],
            ]
        ),
        {
            ("unge_18_29_kommune", KBH, "2022"): 333,
            ("unge_18_29_kommune", KBH, "2024"): 344,
            ("unge_18_29_kommune", AARHUS, "2022"): 233,
            ("unge_18_29_kommune", AARHUS, "2024"): 244,
            ("unge_18_29_kommune", ODENSE, "2022"): 40,
            ("unge_18_29_kommune", ODENSE, "2024"): 37,
        },
        real=True,
        alliance=H,
    ),
    Case(
        "shares of all homeless in age groups",
        book(
            [
                ["Borgere i hjemløshed fordelt på alder, procent"],
                ["Alder", 2022, 2024],
                ["18-24 år", 14, 13],
                ["25-29 år", 12, 13],
                ["30 år og derover", 74, 74],
                ["I alt", 100, 100],
            ]
        ),
        asks=("indicator", "only.Alder"),
        real=True,
        alliance=H,
    ),
    Case(
        "the young by situation: on the street, in a shelter, with friends",
        book(
            [
                ["Unge i hjemløshed, 18–24 år, efter hjemløshedssituation"],
                ["Situation", "2022", "2024"],
                ["Overnatter på gaden", 44, 41],
                ["Herberg mv.", 244, 241],
                ["Familie og venner", 344, 341],
                ["Antal borgere i alt", 632, 623],
            ]
        ),
        {("unge_18_24", DK, "2022"): 632, ("unge_18_24", DK, "2024"): 623},
        real=True,
        alliance=H,
    ),
]
