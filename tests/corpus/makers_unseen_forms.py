"""Held out: pivot tables, calendars, blocks, signs and columns that look like the indicator and are not (invented)."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

DK, KBH, AARHUS, ODENSE = "Danmark", "0101 København", "0751 Aarhus", "0461 Odense"
K = "kommuner"
TWO = {(K, AARHUS, "2022"): 12, (K, AARHUS, "2023"): 14, (K, ODENSE, "2022"): 22, (K, ODENSE, "2023"): 24}

CASES = [
    Case(
        "a pivot table: labels of Excel, (tom) and grand totals",
        book(
            [
                ["Sum af Ting i kommuner", "Kolonnenavne"],
                ["Rækkenavne", 2022, 2023, "(tom)", "Hovedtotal"],
                ["Aarhus", 12, 14, None, 26],
                ["Odense", 22, 24, None, 46],
                ["(tom)", None, None, None, None],
                ["Hovedtotal", 34, 38, None, 72],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "a pivot table filtered to one year, said above it",
        book(
            [
                ["År", 2023],
                ["Region", "(Alle)"],
                [],
                ["Rækkenavne", "Sum af Ting i kommuner"],
                ["Aarhus", 14],
                ["Odense", 24],
                ["Hovedtotal", 38],
            ]
        ),
        {(K, AARHUS, "2023"): 14, (K, ODENSE, "2023"): 24},
        real=True,
    ),
    Case(
        "a compact pivot table: places beneath their years",
        book(
            [
                ["Rækkenavne", "Sum af Ting i kommuner"],
                ["2022", 34],
                ["Aarhus", 12],
                ["Odense", 22],
                ["2023", 38],
                ["Aarhus", 14],
                ["Odense", 24],
                ["Hovedtotal", 72],
            ]
        ),
        problem="no_table",  # the years stand in the column of the places; a person must unpivot it
        real=True,
    ),
    Case(
        "school years across",
        book(
            [
                ["Elever med ting"],
                ["Enhed: pct."],
                [None, "2020/2021", "2021/22", "2022/23"],
                ["Hele landet", 40.5, 41.5, 42.5],
                ["Kilde: ministeriet"],
            ]
        ),
        {("elever", DK, "2020/21"): 40.5, ("elever", DK, "2021/22"): 41.5, ("elever", DK, "2022/23"): 42.5},
        real=True,
    ),
    Case(
        "weeks down, the year only in the title",
        book([["Ture med ting 2024"], ["Uge", "Antal"], ["Uge 1", 11], ["Uge 2", 12], ["Uge 3", 13], ["I alt", 36]]),
        {("ture", DK, "2024-W01"): 11, ("ture", DK, "2024-W02"): 12, ("ture", DK, "2024-W03"): 13},
        real=True,
    ),
    Case(
        "months by name beneath a row of their year",
        book(
            [
                ["Besøg hos ting"],
                ["Periode", "Besøg"],
                ["2023", 21],
                ["November", 10],
                ["December", 11],
                ["2024", 25],
                ["Januar", 12],
                ["Februar", 13],
            ]
        ),
        problem="no_table",  # the year's own figure makes its row no heading
        real=True,
    ),
    Case(
        "ends of months as dates",
        book([["Dato", "Besøg hos ting"], [date(2024, 1, 31), 12], [date(2024, 2, 29), 13], [date(2024, 3, 31), 14]]),
        {("besoeg", DK, "2024-01"): 12, ("besoeg", DK, "2024-02"): 13, ("besoeg", DK, "2024-03"): 14},
        real=True,
    ),
    Case(
        "months across, then the year to date and last year's",
        book(
            [
                ["Besøg hos ting 2024"],
                [None, "Jan", "Feb", "Mar", "År til dato", "År til dato 2023", "Ændring"],
                ["Besøg", 12, 13, 14, 39, 36, 3],
            ]
        ),
        {("besoeg", DK, "2024-01"): 12, ("besoeg", DK, "2024-02"): 13, ("besoeg", DK, "2024-03"): 14},
        real=True,
    ),
    Case(
        "two tables side by side, each of its own indicator",
        book(
            [
                ["Ting i kommuner", None, None, None, "Tilfredse borgere, pct."],
                ["Kommune", 2022, 2023, None, "Kommune", 2022, 2023],
                ["Aarhus", 12, 14, None, "Aarhus", 61.5, 62.5],
                ["Odense", 22, 24, None, "Odense", 71.5, 72.5],
            ]
        ),
        TWO
        | {
            ("tilfredse", AARHUS, "2022"): 61.5,
            ("tilfredse", AARHUS, "2023"): 62.5,
            ("tilfredse", ODENSE, "2022"): 71.5,
            ("tilfredse", ODENSE, "2023"): 72.5,
        },
        real=True,
    ),
    Case(
        "blocks one under another, no blank row, one of them another's",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2022, 2023],
                ["Aarhus", 12, 14],
                ["Odense", 22, 24],
                ["Affald pr. indbygger, kg"],
                ["Kommune", 2022, 2023],
                ["Aarhus", 412, 414],
                ["Odense", 422, 424],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "footnote marks on years, places and the provisional year",
        book(
            [
                ["Ting i kommuner 1)"],
                ["Kommune", "2022¹", "2023*"],
                ["Aarhus 2)", 12, 14],
                ["Odense³", 22, 24],
                ["1) Opgjort ultimo året"],
                ["2) Inkl. Samsø"],
                ["* Foreløbige tal"],
            ]
        ),
        {
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): (14, "P"),
            (K, ODENSE, "2022"): 22,
            (K, ODENSE, "2023"): (24, "P"),
        },
        real=True,
    ),
    Case(
        "a hidden sheet, a hidden row and a hidden column",
        book(
            {
                "Tal": [
                    ["Ting i kommuner"],
                    ["Kommune", 2022, 2023],
                    ["Aarhus", 12, 14],
                    ["Aalborg", 92, 94],
                    ["Odense", 22, 24],
                ],
                "Gammelt": [["Ting i kommuner"], ["Kommune", 2020, 2021], ["Aarhus", 1, 2]],
            },
            hidden=("Gammelt",),
            hidden_rows={"Tal": [3]},
            hidden_columns={"Tal": [1]},
        ),
        {(K, AARHUS, "2023"): 14, (K, ODENSE, "2023"): 24},
        real=True,
        warning="hidden_rows_left_out",
    ),
    Case(
        "measures as columns that name no indicator: count, share, per 1,000",
        book(
            [
                ["Ting i kommuner, 2023"],
                [],
                ["Kommune", "Antal", "Andel i pct.", "Pr. 1.000 borgere"],
                ["Aarhus", 14, 36.8, 0.04],
                ["Odense", 24, 63.2, 0.12],
                ["I alt", 38, 100, 0.08],
            ]
        ),
        {(K, AARHUS, "2023"): 14, (K, ODENSE, "2023"): 24},
        also={("rate", AARHUS, "2023"): 0.04, ("rate", ODENSE, "2023"): 0.12},
        real=True,
    ),
    Case(
        "a sheet of text and a sheet for a chart",
        book({"Læs mig": [["Her er vores grafer"], ["De viser ting"]], "Figur 1": [["Figur 1: Ting i kommuner"]]}),
        problem="no_table",
        real=True,
    ),
    Case(
        "English export of the same shape",
        text(
            lines(
                '"Ting i kommuner (en) by region and time"',
                "",
                '" ","2022","2023"',
                '"All Denmark",100,110',
                '"Aarhus",12,14',
                '"Odense",22,24',
            ),
            "cp1252",
        ),
        TWO,
        real=True,
    ),
    Case(
        "English headings of the API",
        text(
            lines(
                "REGION;CONTENTS;TIME;INDHOLD",
                "Aarhus;Ting i kommuner (en);2022;12",
                "Odense;Ting i kommuner (en);2022;22",
                "Aarhus;Ting i kommuner (en);2023;14",
                "Odense;Ting i kommuner (en);2023;24",
            ),
            "utf-8-sig",
        ),
        TWO,
        real=True,
    ),
    Case(
        "units as a column: the same rows as counts and as per cent",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "Enhed", 2022, 2023],
                ["Aarhus", "Antal", 12, 14],
                ["Aarhus", "Pct.", 35.3, 36.8],
                ["Odense", "Antal", 22, 24],
                ["Odense", "Pct.", 64.7, 63.2],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "numbers as texts in every Danish way",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "2022", "2023"],
                ["Aarhus", "1.234,5", "12.345,25"],
                ["Odense", "1 234,5", "987,5"],
            ]
        ),
        {
            (K, AARHUS, "2022"): 1234.5,
            (K, AARHUS, "2023"): 12345.25,
            (K, ODENSE, "2022"): 1234.5,
            (K, ODENSE, "2023"): 987.5,
        },
        real=True,
    ),
    Case(
        "signs that nothing explains",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "2022", "2023"],
                ["Aarhus", 12, "x"],
                ["Odense", "i.o.", 24],
                ["København", "<5", 34],
            ]
        ),
        {
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): (None, "Q"),
            (K, ODENSE, "2022"): (None, "L"),
            (K, ODENSE, "2023"): 24,
            (K, KBH, "2022"): (None, "Q"),
            (K, KBH, "2023"): 34,
        },
        asks=("signs.x",),
        answers={"tables/0/signs/x": "suppressed"},
        real=True,
    ),
    Case(
        "average, smallest and change behind the years",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", 2022, 2023, "Gns. 2022-2023", "Min.", "Udvikling 2022-23", "Indeks (2022=100)"],
                ["Aarhus", 12, 14, 13, 12, 2, 117],
                ["Odense", 22, 24, 23, 22, 2, 109],
                ["Gennemsnit", 17, 19, 18, 17, 2, 112],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "one year's table: year in the title, three columns about the same",
        book(
            [
                ["Ting i kommuner i 2023"],
                ["Kommune", "Ting i kommuner", "Placering", "Afvigelse fra landsgennemsnit"],
                ["Aarhus", 14, 2, -3],
                ["Odense", 24, 1, 7],
            ]
        ),
        {(K, AARHUS, "2023"): 14, (K, ODENSE, "2023"): 24},
        real=True,
    ),
    Case(
        "first prints and revised figures on two sheets",
        book(
            {
                "Foreløbige": [["Ting i kommuner"], ["Kommune", 2022, 2023], ["Aarhus", 11, 13]],
                "Endelige": [["Ting i kommuner"], ["Kommune", 2022, 2023], ["Aarhus", 12, 14]],
            }
        ),
        problem="key_twice_differs",
        real=True,
    ),
    Case(
        "budget beside the account of the same year",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "Regnskab 2022", "Regnskab 2023", "Budget 2024"],
                ["Aarhus", 12, 14, 16],
                ["Odense", 22, 24, 26],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "goals beside the figures",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "2022", "2023", "Mål 2025", "Mål nået?"],
                ["Aarhus", 12, 14, 10, "nej"],
                ["Odense", 22, 24, 30, "ja"],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "a title of another thing above rows of the same places",
        book([["Borgere i kommuner"], ["Kommune", 2022, 2023], ["Aarhus", 361111, 362222], ["Odense", 201111, 202222]]),
        asks=("indicator",),
        real=True,
    ),
    Case(
        "a long register with codes, comments and the day of reporting",
        book(
            [
                ["Kommunekode", "Kommune", "Indberettet", "År", "Ting i kommuner", "Bemærkning"],
                [751, "Aarhus", date(2024, 3, 1), 2022, 12, None],
                [751, "Aarhus", date(2024, 3, 1), 2023, 14, "skønnet af kommunen"],
                [461, "Odense", date(2024, 3, 8), 2022, 22, None],
                [461, "Odense", date(2024, 3, 8), 2023, 24, None],
            ]
        ),
        TWO,
        real=True,
    ),
    Case(
        "half-years across, the sum of the year after each pair",
        book(
            [
                ["Møder om ting"],
                [None, "1. halvår 2022", "2. halvår 2022", "Hele 2022", "1. halvår 2023"],
                ["Hele landet", 4, 5, 9, 6],
            ]
        ),
        {("moeder", DK, "2022-H1"): 4, ("moeder", DK, "2022-H2"): 5, ("moeder", DK, "2023-H1"): 6},
        real=True,
    ),
    Case(
        "per cent and percentage points beneath each year",
        book(
            [
                ["Tilfredse borgere"],
                ["Kommune", 2022, None, 2023, None],
                [None, "Pct.", "Ændring (procentpoint)", "Pct.", "Ændring (procentpoint)"],
                ["Aarhus", 61.5, 1.5, 62.5, 1],
                ["Odense", 71.5, 2.5, 72.5, 1],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        {
            ("tilfredse", AARHUS, "2022"): 61.5,
            ("tilfredse", AARHUS, "2023"): 62.5,
            ("tilfredse", ODENSE, "2022"): 71.5,
            ("tilfredse", ODENSE, "2023"): 72.5,
        },
        real=True,
    ),
    Case(
        "confidence limits beside the estimate",
        book(
            [
                ["Tilfredse borgere, pct."],
                ["Kommune", "År", "Andel", "Nedre grænse", "Øvre grænse", "Antal svar"],
                ["Aarhus", 2022, 61.5, 58.5, 64.5, 1011],
                ["Odense", 2022, 71.5, 68.5, 74.5, 911],
                ["Aarhus", 2023, 62.5, 59.5, 65.5, 1022],
                ["Odense", 2023, 72.5, 69.5, 75.5, 922],
            ]
        ),
        {
            ("tilfredse", AARHUS, "2022"): 61.5,
            ("tilfredse", AARHUS, "2023"): 62.5,
            ("tilfredse", ODENSE, "2022"): 71.5,
            ("tilfredse", ODENSE, "2023"): 72.5,
        },
        real=True,
    ),
    Case(
        "a negative share of the whole",
        book([["Tilfredse borgere, pct."], ["Kommune", 2022], ["Aarhus", -61.5], ["Odense", 71.5]]),
        real=True,
        problem="value_negative",
    ),
]
