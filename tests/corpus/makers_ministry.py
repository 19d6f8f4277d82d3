"""Workbooks as ministries and agencies publish them, and municipal ones with all that people do to a sheet."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book

AARHUS, ODENSE, STRUER = "0751 Aarhus", "0461 Odense", "0671 Struer"
K = "kommuner"
YEARS = list(range(2018, 2031))
UDSLIP = {("udslip", "Danmark", str(y)): (y - 2000 if y < 2024 else (y - 2000, "F")) for y in YEARS}
PROSE = "Historisk 1990-2023 og fremskrevet 2024-2050"

CASES = [
    Case(
        "history and projection in one row, told apart by prose",
        book(
            {
                "Velkommen": [["Klimafremskrivning"], ["Enhed: mio. ton"], ["Kontakt", "Enheden"]],
                "Udslip": [
                    [],
                    ["Udslip af ting"],
                    [PROSE],
                    ["Enhed: mio. ton"],
                    [],
                    ["Sektor", *YEARS],
                    ["Landet", *[y - 2000 for y in YEARS]],
                    ["Kilder: Styrelsen"],
                ],
            }
        ),
        UDSLIP,
        real=True,
    ),
    Case(
        "a projection that the prose does not date",
        book(
            [
                ["Udslip af ting"],
                ["Tallene er delvis fremskrevet"],
                ["Enhed: mio. ton"],
                ["", 2021, 2022, 2023],
                ["Landet", 1, 2, 3],
            ]
        ),
        asks=("statuses",),
        real=True,
    ),
    Case(
        "sectors as rows, years as text, no row that is ours",
        book(
            [
                ["Udslip af ting"],
                ["Enhed: mio. ton"],
                [],
                ["Kode", "Sektor", *[str(y) for y in range(2018, 2024)]],
                ["1A", "Landbrug", 1, 2, 3, 4, 5, 6],
                ["2B", "Transport", 2, 3, 4, 5, 6, 7],
                ["3C", "Energi", 3, 4, 5, 6, 7, 8],
                ["Kilde: Styrelsen"],
            ]
        ),
        asks=("only.Sektor",),
        real=True,
    ),
    Case(
        "sectors as rows, and their sum",
        book(
            [
                ["Udslip af ting"],
                ["Enhed: mio. ton"],
                [],
                ["Sektor", "2021", "2022"],
                ["Landbrug", 1, 2],
                ["Transport", 2, 3],
                ["Samlet udslip", 3, 5],
            ]
        ),
        {("udslip", "Danmark", "2021"): 3, ("udslip", "Danmark", "2022"): 5},
        real=True,
    ),
    Case(
        "indicators as rows among others",
        book(
            [
                ["Nøgletal for partneren"],
                ["", "2021", "2022"],
                ["Antal ting", 100, 90],
                ["Noget helt andet", 7, 8],
                ["Møder i bestyrelsen", 4, 4],
            ]
        ),
        {("antal", "Danmark", "2021"): 100, ("antal", "Danmark", "2022"): 90},
        real=True,
    ),
    Case(
        "a unit of another scale",
        book([["Antal ting"], ["Enhed: 1.000 ting"], ["Område", 2021, 2022], ["Hele landet", 1.2, 1.3]]),
        {("antal", "Danmark", "2021"): 1200, ("antal", "Danmark", "2022"): 1300},
        asks=("factor",),
        answers={"tables/0/factor": 1000},
        real=True,
    ),
    Case(
        "shares written as parts of one",
        book([["Tilfredse borgere"], ["Kommune", 2021, 2022], ["Aarhus", 0.453, 0.5], ["Odense", 0.61, 0.62]]),
        {
            ("tilfredse", AARHUS, "2021"): 45.3,
            ("tilfredse", AARHUS, "2022"): 50,
            ("tilfredse", ODENSE, "2021"): 61,
            ("tilfredse", ODENSE, "2022"): 62,
        },
        asks=("factor",),
        answers={"tables/0/factor": 100},
    ),
    Case(
        "shares and percentages in one column",
        book([["Tilfredse borgere"], ["Kommune", 2021, 2022], ["Aarhus", 0.453, 46.1], ["Odense", 0.61, 62.4]]),
        problem="share_mixed",
    ),
    Case(
        "one sheet for each indicator",
        book(
            {
                "Ting i kommuner": [["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22]],
                "Ting pr. 1.000 borgere": [["Kommune", 2021, 2022], ["Aarhus", 1.5, 1.75], ["Odense", 2.5, 2.75]],
                "Noter": [["Opgjort af partneren"]],
            }
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
            ("rate", AARHUS, "2021"): 1.5,
            ("rate", AARHUS, "2022"): 1.75,
            ("rate", ODENSE, "2021"): 2.5,
            ("rate", ODENSE, "2022"): 2.75,
        },
        real=True,
    ),
    Case(
        "one sheet for each year, the sheet's name as period",
        book(
            {
                str(year): [["Ting i kommuner"], ["Kommune", "Antal"], ["Aarhus", year - 2011], ["Odense", year - 2001]]
                for year in (2021, 2022, 2023)
            }
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 11,
            (K, AARHUS, "2023"): 12,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 21,
            (K, ODENSE, "2023"): 22,
        },
        real=True,
    ),
    Case(
        "several tables on a sheet, a title above each",
        book(
            [
                ["Tabel 1. Ting i kommuner"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 10, 12],
                ["Odense", 20, 22],
                [],
                ["Tabel 2. Ting pr. 1.000 borgere"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 1.5, 1.75],
                ["Odense", 2.5, 2.75],
                ["Kilde: Partneren"],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
            ("rate", AARHUS, "2021"): 1.5,
            ("rate", AARHUS, "2022"): 1.75,
            ("rate", ODENSE, "2021"): 2.5,
            ("rate", ODENSE, "2022"): 2.75,
        },
        real=True,
    ),
    Case(
        "two tables side by side",
        book(
            [
                ["Ting i kommuner", None, None, None, "Antal ting"],
                ["Kommune", 2021, 2022, None, "Område", 2021, 2022],
                ["Aarhus", 10, 12, None, "Hele landet", 100, 90],
                ["Odense", 20, 22],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
            ("antal", "Danmark", "2021"): 100,
            ("antal", "Danmark", "2022"): 90,
        },
        real=True,
    ),
    Case(
        "hidden sheet, hidden row and hidden column are not read",
        book(
            {
                "Tal": [
                    ["Ting i kommuner"],
                    ["Kommune", 2020, 2021, 2022],
                    ["Aarhus", 1, 10, 12],
                    ["Struer", 1, 2, 3],
                    ["Odense", 1, 20, 22],
                ],
                "Gammelt": [["Ting i kommuner"], ["Kommune", 2021], ["Aarhus", 999]],
            },
            hidden=["Gammelt"],
            hidden_rows={"Tal": [3]},
            hidden_columns={"Tal": [1]},
        ),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12, (K, ODENSE, "2021"): 20, (K, ODENSE, "2022"): 22},
        real=True,
        warning="hidden_rows_left_out",
    ),
    Case(
        "a formula that shows an error",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 10, "#REF!"], ["Odense", 20, 22]]),
        problem="error_cell",
        real=True,
    ),
    Case(
        "a blank cell among figures",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 10, None], ["Odense", 20, 22]]),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): (None, "L"), (K, ODENSE, "2021"): 20, (K, ODENSE, "2022"): 22},
        asks=("signs.",),
        answers={"tables/0/signs/": "missing"},
        real=True,
    ),
    Case(
        "signs of a municipality: i.o., <5, færre end 5",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022, 2023],
                ["Aarhus", "i.o.", 12, 13],
                ["Struer", "<5", "færre end 5", 6],
            ]
        ),
        {
            (K, AARHUS, "2021"): (None, "L"),
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): 13,
            (K, STRUER, "2021"): (None, "Q"),
            (K, STRUER, "2022"): (None, "Q"),
            (K, STRUER, "2023"): 6,
        },
        real=True,
    ),
    Case(
        "a dash that nothing explains",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", "-", 12], ["Odense", 20, 22]]),
        asks=("signs.-",),
        real=True,
    ),
    Case(
        "a star behind a provisional figure",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 10, "12*"],
                ["Odense", 20, "22*"],
                ["* Foreløbige tal"],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): (12, "P"),
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): (22, "P"),
        },
        real=True,
    ),
    Case(
        "a group label only on its first row: the indicator",
        book(
            [
                ["Emne", "Kommune", 2021, 2022],
                ["Ting i kommuner", "Aarhus", 10, 12],
                [None, "Odense", 20, 22],
                ["Ting pr. 1.000 borgere", "Aarhus", 1.5, 1.75],
                [None, "Odense", 2.5, 2.75],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
            ("rate", AARHUS, "2021"): 1.5,
            ("rate", AARHUS, "2022"): 1.75,
            ("rate", ODENSE, "2021"): 2.5,
            ("rate", ODENSE, "2022"): 2.75,
        },
        real=True,
    ),
    Case(
        "sexes across beneath quarters",
        book(
            [
                ["Andel"],
                [None, "2023K1", None, None, "2023K2", None, None],
                [None, "Kvinder", "Mænd", "I alt", "Kvinder", "Mænd", "I alt"],
                ["Hele landet", 40, 50, 45, 41, 51, 46],
            ],
            merges={"Ark1": [(1, 1, 1, 3), (1, 4, 1, 6)]},
        ),
        {
            ("andel", "Danmark", "2023-Q1", "kvinder"): 40,
            ("andel", "Danmark", "2023-Q1", "mænd"): 50,
            ("andel", "Danmark", "2023-Q1"): 45,
            ("andel", "Danmark", "2023-Q2", "kvinder"): 41,
            ("andel", "Danmark", "2023-Q2", "mænd"): 51,
            ("andel", "Danmark", "2023-Q2"): 46,
        },
        real=True,
    ),
    Case(
        "a title that names two indicators",
        book([["Antal ting og Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22]]),
        asks=("indicator",),
    ),
    Case(
        "a title about the change in an indicator",
        book([["Udvikling i Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22]]),
        asks=("indicator",),
    ),
    Case(
        "a place that does not exist",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021],
                *[[n, 1] for n in ("Aarhus", "Odense", "Struer", "Varde", "Nørre By")],
            ]
        ),
        problem="area_unknown",
    ),
    Case(
        "the same place twice with two figures",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22], ["Århus", 11, 12]]),
        problem="key_twice_differs",
    ),
    Case(
        "dates of quarters in a column",
        book(
            [
                ["Ledige ting"],
                ["Dato", "Kommune", "Antal"],
                [date(2023, 1, 1), "Aarhus", 5],
                [date(2023, 4, 1), "Aarhus", 6],
            ]
        ),
        {("ledige", AARHUS, "2023-Q1"): 5, ("ledige", AARHUS, "2023-Q2"): 6},
    ),
    Case(
        "ours among tables of the same shape about other things",
        book(
            [
                ["Tabel 1. Noget andet"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 1, 2],
                [],
                ["Tabel 2. Ting i kommuner"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 10, 12],
                [],
                ["Tabel 3. Helt andet"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 3, 4],
            ]
        ),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12},
        real=True,
        warning="table_left_out",
    ),
    Case(
        "place on its first row, kinds beneath that mean nothing to us",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "Slags", 2021, 2022],
                ["Aarhus", "Store", 1, 2],
                [None, "Små", 3, 4],
                [None, "Alle slags", 4, 6],
                ["Odense", "Store", 5, 6],
                [None, "Små", 7, 8],
                [None, "Alle slags", 12, 14],
            ]
        ),
        {(K, AARHUS, "2021"): 4, (K, AARHUS, "2022"): 6, (K, ODENSE, "2021"): 12, (K, ODENSE, "2022"): 14},
        asks=("only.Slags",),
        answers={"tables/0/only/Slags": ["Alle slags"]},
        real=True,
    ),
    Case(
        "names with their codes in brackets",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus (751)", 10, 12], ["Odense (0461)", 20, 22]]),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12, (K, ODENSE, "2021"): 20, (K, ODENSE, "2022"): 22},
    ),
    Case(
        "blank rows between the groups of places",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 10, 12],
                [],
                ["Odense", 20, 22],
                [],
                ["Kilde: os"],
                ["Opgjort 2023"],
            ]
        ),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12, (K, ODENSE, "2021"): 20, (K, ODENSE, "2022"): 22},
        real=True,
    ),
]
