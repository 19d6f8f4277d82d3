"""Wide tables and cross-tabs: periods across, places down."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book

AARHUS, ODENSE, AALBORG = "0751 Aarhus", "0461 Odense", "0851 Aalborg"
K = "kommuner"
THREE = {
    (K, AARHUS, "2021"): 10,
    (K, AARHUS, "2022"): 12,
    (K, AARHUS, "2023"): 14,
    (K, ODENSE, "2021"): 20,
    (K, ODENSE, "2022"): 22,
    (K, ODENSE, "2023"): 24,
}
ROWS = [["Aarhus", 10, 12, 14], ["Odense", 20, 22, 24]]

CASES = [
    Case(
        "years as numbers, title above",
        book([["Ting i kommuner"], [], ["Kommune", 2021, 2022, 2023], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "years as text",
        book([["Ting i kommuner"], [], ["Kommune", "2021", "2022", "2023"], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "title, unit and blank row; notes directly below",
        book(
            [
                ["Tabel 1: Ting i kommuner"],
                ["Enhed: ting"],
                [],
                ["Kommune", 2021, 2022, 2023],
                *ROWS,
                ["Kilde: Partneren, 2024"],
                ["Note: Tallene er opgjort ultimo 2023"],
            ]
        ),
        THREE,
        real=True,
    ),
    Case(
        "unit in the title",
        book([["Tabel 1 Ting i kommuner, antal"], ["Kommune", 2021, 2022, 2023], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "cover sheet, list of tables and references",
        book(
            {
                "Velkommen": [
                    ["Velkommen til tabelsamlingen"],
                    [],
                    ["Tallene er i antal."],
                    ["Version", 2.1],
                    ["2024"],
                ],
                "Liste over tabeller": [["Nr.", "Tabel"], [1, "Ting i kommuner"], [2, "Andet"]],
                "Tabel 1": [[], [], [], ["Ting i kommuner"], ["Enhed: ting"], [], ["Kommune", 2021, 2022, 2023], *ROWS],
                "Reference liste": [["Reference"], ["Rapport 2023"], ["Rapport 2022"]],
            }
        ),
        THREE,
        real=True,
    ),
    Case(
        "used range far wider and longer than the data",
        book([["Ting i kommuner"], [], ["Kommune", 2021, 2022, 2023], *ROWS], strays=[(2, 124), (68, 40)]),
        THREE,
        real=True,
    ),
    Case("starts in D7", book([["Ting i kommuner"], [], ["Kommune", 2021, 2022, 2023], *ROWS], at=(6, 3)), THREE),
    Case(
        "totals row and whole country, both left out",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022, 2023],
                *ROWS,
                ["I alt", 30, 34, 38],
                ["Hele landet", 300, 340, 380],
            ]
        ),
        THREE,
        real=True,
    ),
    Case(
        "a total that is not the sum of its parts",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022, 2023], *ROWS, ["I alt", 30, 35, 38]]),
        THREE,
        real=True,
        warning="total_differs",
    ),
    Case(
        "the country alone is read where the indicator is the country's",
        book([["Antal ting"], ["Område", 2021, 2022], ["Hele landet", 100, 90], ["Aarhus", 10, 9], ["Odense", 20, 18]]),
        {("antal", "Danmark", "2021"): 100, ("antal", "Danmark", "2022"): 90},
    ),
    Case(
        "code and name",
        book(
            [["Ting i kommuner"], ["Kode", "Kommune", 2021, 2022], ["0751", "Aarhus", 1, 2], ["0461", "Odense", 3, 4]]
        ),
        {(K, AARHUS, "2021"): 1, (K, AARHUS, "2022"): 2, (K, ODENSE, "2021"): 3, (K, ODENSE, "2022"): 4},
        real=True,
    ),
    Case(
        "codes that have lost their zeros, name variants, blanks around",
        book(
            [
                ["Ting i kommuner"],
                ["Komnr", "Kommune", 2021],
                [751, " Århus Kommune ", 1],
                [461, "Odense", 3],
                [101, "Københavns Kommune", 5],
                [671, "Struer", 7],
            ]
        ),
        {
            (K, AARHUS, "2021"): 1,
            (K, ODENSE, "2021"): 3,
            (K, "0101 København", "2021"): 5,
            (K, "0671 Struer", "2021"): 7,
        },
        real=True,
    ),
    Case(
        "code and name that contradict each other",
        book(
            [
                ["Ting i kommuner"],
                ["Kode", "Kommune", 2021, 2022],
                *[["0751", "Aarhus", 1, 2]],
                ["0461", "Odense", 3, 4],
                ["0265", "Roskilde", 3, 4],
                ["0573", "Varde", 3, 4],
                ["0851", "Hjørring", 3, 4],
                ["0671", "Struer", 3, 4],
            ]
        ),
        problem="area_contradiction",
    ),
    Case(
        "regions above their municipalities, each with its own figure",
        book(
            [
                ["Ting i kommuner"],
                ["Område", 2021, 2022],
                ["Region Midtjylland", 99, 98],
                ["Aarhus", 10, 12],
                ["Struer", 1, 2],
                ["Region Syddanmark", 77, 76],
                ["Odense", 20, 22],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, "0671 Struer", "2021"): 1,
            (K, "0671 Struer", "2022"): 2,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
        },
        real=True,
    ),
    Case(
        "region only on its first row, blank below",
        book(
            [
                ["Ting i kommuner"],
                [],
                ["Region", "Kommune", 2021, 2022],
                ["Region Midtjylland", "Aarhus", 10, 12],
                [None, "Struer", 1, 2],
                ["Region Syddanmark", "Odense", 20, 22],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            (K, AARHUS, "2022"): 12,
            (K, "0671 Struer", "2021"): 1,
            (K, "0671 Struer", "2022"): 2,
            (K, ODENSE, "2021"): 20,
            (K, ODENSE, "2022"): 22,
        },
        real=True,
    ),
    Case(
        "quarters under merged years",
        book(
            [
                ["Ledige ting"],
                [],
                ["Kommune", 2022, None, None, None, 2023, None],
                [None, "1. kvt.", "2. kvt.", "3. kvt.", "4. kvt.", "1. kvt.", "2. kvt."],
                ["Aarhus", 1, 2, 3, 4, 5, 6],
            ],
            merges={"Ark1": [(2, 1, 2, 4), (2, 5, 2, 6), (2, 0, 3, 0)]},
        ),
        {
            ("ledige", AARHUS, f"{year}-Q{q}"): n
            for n, (year, q) in enumerate([(2022, 1), (2022, 2), (2022, 3), (2022, 4), (2023, 1), (2023, 2)], start=1)
        },
        real=True,
    ),
    Case(
        "quarters with a year's total between them",
        book(
            [["Ledige ting"], ["Kommune", "2023K1", "2023K2", "2023K3", "2023K4", "2023"], ["Aarhus", 1, 2, 3, 4, 10]]
        ),
        {("ledige", AARHUS, f"2023-Q{q}"): q for q in (1, 2, 3, 4)},
    ),
    Case(
        "two measures beneath each year",
        book(
            [
                ["Tal fra partneren"],
                ["Kommune", 2021, None, 2022, None],
                [None, "Ting i kommuner", "Ting pr. 1.000 borgere", "Ting i kommuner", "Ting pr. 1.000 borgere"],
                ["Aarhus", 10, 1.5, 12, 1.75],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        {
            (K, AARHUS, "2021"): 10,
            ("rate", AARHUS, "2021"): 1.5,
            (K, AARHUS, "2022"): 12,
            ("rate", AARHUS, "2022"): 1.75,
        },
        real=True,
    ),
    Case(
        "years beneath each of two measures",
        book(
            [
                ["Kommune", "Ting i kommuner", None, "Ting pr. 1.000 borgere", None],
                [None, 2021, 2022, 2021, 2022],
                ["Aarhus", 10, 12, 1.5, 1.75],
            ],
            merges={"Ark1": [(0, 1, 0, 2), (0, 3, 0, 4)]},
        ),
        {
            (K, AARHUS, "2021"): 10,
            ("rate", AARHUS, "2021"): 1.5,
            (K, AARHUS, "2022"): 12,
            ("rate", AARHUS, "2022"): 1.75,
        },
        real=True,
    ),
    Case(
        "footnote digits and stars on headings",
        book(
            [["Ting i kommuner 1)"], ["Kommune 2)", "2021", "2022*", "2023 3)"], *ROWS, ["1) Se bilag"], ["* Databrud"]]
        ),
        THREE,
        real=True,
    ),
    Case(
        "a star means provisional, as the note says",
        book([["Ting i kommuner"], ["Kommune", "2021", "2022", "2023*"], *ROWS, ["* Foreløbige tal"]]),
        THREE | {(K, AARHUS, "2023"): (14, "P"), (K, ODENSE, "2023"): (24, "P")},
        real=True,
    ),
    Case(
        "a column of notes and one of change",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022, 2023, "Ændring i pct.", "Bemærkning"],
                ["Aarhus", 10, 12, 14, 16.7, "ny metode"],
                ["Odense", 20, 22, 24, 9.1, None],
            ]
        ),
        THREE,
        real=True,
        warning="column_left_out",
    ),
    Case(
        "an empty column between the years",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2021, 2022, None, 2023],
                ["Aarhus", 10, 12, None, 14],
                ["Odense", 20, 22, None, 24],
            ]
        ),
        THREE,
    ),
    Case(
        "room for years to come",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022, 2023, 2024, 2025], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "years down, places across",
        book([["Ting i kommuner"], ["År", "Aarhus", "Odense"], [2021, 10, 20], [2022, 12, 22], [2023, 14, 24]]),
        THREE,
    ),
    Case(
        "dates as headings of months",
        book([["Besøg hos ting"], [None, date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)], ["Besøg", 5, 6, 7]]),
        {("besoeg", "Danmark", "2024-01"): 5, ("besoeg", "Danmark", "2024-02"): 6, ("besoeg", "Danmark", "2024-03"): 7},
    ),
    Case(
        "school years written with a hyphen",
        book(
            [["Elever med ting"], ["Skoleår", "2021-2022", "2022-2023", "2023-2024"], ["Andel i pct.", 12.5, 13, 14.25]]
        ),
        {
            ("elever", "Danmark", "2021/22"): 12.5,
            ("elever", "Danmark", "2022/23"): 13,
            ("elever", "Danmark", "2023/24"): 14.25,
        },
        real=True,
    ),
    Case(
        "latest year first",
        book([["Ting i kommuner"], ["Kommune", 2023, 2022, 2021], ["Aarhus", 14, 12, 10], ["Odense", 24, 22, 20]]),
        THREE,
    ),
    Case(
        "values that look like years",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022], ["Aarhus", 1999, 2004], ["Odense", 2010, 2023]]),
        {(K, AARHUS, "2021"): 1999, (K, AARHUS, "2022"): 2004, (K, ODENSE, "2021"): 2010, (K, ODENSE, "2022"): 2023},
    ),
    Case(
        "one year only",
        book([["Ting i kommuner"], ["Kommune", 2023], ["Aarhus", 14], ["Odense", 24]]),
        {(K, AARHUS, "2023"): 14, (K, ODENSE, "2023"): 24},
    ),
    Case(
        "months across, the year in the title",
        book([["Besøg hos ting 2024"], [None, "Januar", "Februar", "Marts"], ["Hele landet", 5, 6, 7]]),
        {("besoeg", "Danmark", "2024-01"): 5, ("besoeg", "Danmark", "2024-02"): 6, ("besoeg", "Danmark", "2024-03"): 7},
        real=True,
    ),
    Case(
        "months across, one sheet for each year",
        book(
            {
                str(year): [["Besøg hos ting"], [None, "jan.", "feb."], ["Hele landet", year, year + 1]]
                for year in (2023, 2024)
            }
        ),
        {
            ("besoeg", "Danmark", "2023-01"): 2023,
            ("besoeg", "Danmark", "2023-02"): 2024,
            ("besoeg", "Danmark", "2024-01"): 2024,
            ("besoeg", "Danmark", "2024-02"): 2025,
        },
        real=True,
    ),
    Case(
        "years down, half-years across",
        book([["Møder om ting"], ["År", "1. halvår", "2. halvår"], [2022, 3, 4], [2023, 5, 6]]),
        {
            ("moeder", "Danmark", "2022-H1"): 3,
            ("moeder", "Danmark", "2022-H2"): 4,
            ("moeder", "Danmark", "2023-H1"): 5,
            ("moeder", "Danmark", "2023-H2"): 6,
        },
    ),
    Case(
        "periods among other words",
        book([["Ting i kommuner"], ["Kommune", "Antal 2021", "Antal 2022", "Antal 2023"], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "indicators and periods in one heading",
        book(
            [
                ["Kommune", "Ting i kommuner 2021", "Ting pr. 1.000 borgere 2021", "Ting i kommuner 2022"],
                ["Aarhus", 10, 1.5, 12],
            ]
        ),
        {(K, AARHUS, "2021"): 10, ("rate", AARHUS, "2021"): 1.5, (K, AARHUS, "2022"): 12},
    ),
    Case(
        "a title in the heading of the labels",
        book([[], [], [], ["Tabel 1 Ting i kommuner, antal", *map(str, (2021, 2022, 2023))], *ROWS, ["Kilder: os"]]),
        THREE,
        real=True,
    ),
    Case(
        "a title in the middle, merged over the figures",
        book([["Ting i kommuner"], ["Kommune", 2021, 2022, 2023], *ROWS], merges={"Ark1": [(0, 0, 0, 3)]}),
        THREE,
        real=True,
    ),
    Case(
        "a row of units beneath the headings",
        book([["Ting i kommuner"], ["Kommune", "2021", "2022", "2023"], [None, "antal", "antal", "antal"], *ROWS]),
        THREE,
        real=True,
    ),
    Case(
        "a title in per cent for an indicator that is a count",
        book([["Ting i kommuner, pct."], ["Kommune", 2021, 2022, 2023], *ROWS]),
        asks=("indicator",),
    ),
    Case(
        "a title of an index",
        book([["Ting i kommuner, indeks 2015=100"], ["Kommune", 2021, 2022, 2023], *ROWS]),
        asks=("indicator",),
    ),
    Case(
        "a column of units, one of another scale",
        book(
            [
                ["Nøgletal"],
                ["Indikator", "Enhed", "2021", "2022"],
                ["Antal ting", "1.000 ting", 1, 2],
                ["Møder", "møder", 3, 4],
            ]
        ),
        {("antal", "Danmark", "2021"): 1000, ("antal", "Danmark", "2022"): 2000},
        asks=("factor",),
        answers={"tables/0/factor": 1000},
        real=True,
    ),
]
