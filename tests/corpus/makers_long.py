"""Long tables, one row a figure, and the CSV files that an old Danish Excel writes."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

AARHUS, ODENSE = "0751 Aarhus", "0461 Odense"
K = "kommuner"
TWO = {(K, AARHUS, "2021"): 10, (K, ODENSE, "2021"): 20, (K, AARHUS, "2022"): 12, (K, ODENSE, "2022"): 22}
LONG = [["Aarhus", 2021, 10], ["Odense", 2021, 20], ["Aarhus", 2022, 12], ["Odense", 2022, 22]]

CASES = [
    Case(
        "title above, heading Antal", book([["Ting i kommuner"], [], ["Kommune", "År", "Antal"], *LONG]), TWO, real=True
    ),
    Case("the value's heading names the indicator", book([["Kommune", "År", "Ting i kommuner"], *LONG]), TWO),
    Case(
        "our own headings but the indicator's",
        book([["Ting i kommuner"], ["Område", "Periode", "Værdi"], *LONG]),
        TWO,
    ),
    Case(
        "our own headings, all of them",
        book([["Værdi", "Indikator", "Periode", "Område"], [10, K, 2021, "Aarhus"], [20, K, 2021, "Odense"]]),
        {(K, AARHUS, "2021"): 10, (K, ODENSE, "2021"): 20},
    ),
    Case(
        "year and quarter in columns of their own",
        book(
            [
                ["Ledige ting"],
                ["År", "Kvartal", "Kommune", "Antal"],
                [2023, "1. kvartal", "Aarhus", 5],
                [2023, "2. kvartal", "Aarhus", 6],
            ]
        ),
        {("ledige", AARHUS, "2023-Q1"): 5, ("ledige", AARHUS, "2023-Q2"): 6},
        real=True,
    ),
    Case(
        "several measures as columns",
        book(
            [
                ["Kommune", "År", "Ting i kommuner", "Ting pr. 1.000 borgere"],
                ["Aarhus", 2021, 10, 1.5],
                ["Odense", 2021, 20, 2.5],
            ]
        ),
        {
            (K, AARHUS, "2021"): 10,
            ("rate", AARHUS, "2021"): 1.5,
            (K, ODENSE, "2021"): 20,
            ("rate", ODENSE, "2021"): 2.5,
        },
        real=True,
    ),
    Case(
        "several columns of numbers, none of which says that it is the one",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "År", "Forsøg", "Fuldførte"],
                ["Aarhus", 2021, 10, 5],
                ["Odense", 2021, 20, 6],
            ]
        ),
        asks=("value",),
    ),
    Case(
        "sex as a column, total among them",
        book(
            [
                ["Andel"],
                ["Periode", "Køn", "Pct."],
                ["2023K1", "Kvinder", 40],
                ["2023K1", "Mænd", 50],
                ["2023K1", "I alt", 45],
            ]
        ),
        {
            ("andel", "Danmark", "2023-Q1", "kvinder"): 40,
            ("andel", "Danmark", "2023-Q1", "mænd"): 50,
            ("andel", "Danmark", "2023-Q1"): 45,
        },
    ),
    Case(
        "status in a column",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "År", "Antal", "Status"],
                ["Aarhus", 2021, 10, "endelig"],
                ["Aarhus", 2022, 12, "foreløbig"],
            ]
        ),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): (12, "P")},
    ),
    Case(
        "old Excel: semicolons, Windows-1252, thousands dots beside decimals",
        text(lines("Ting i kommuner;;", "Kommune;År;Antal", "Ærø;2021;1.234", "Aarhus;2021;12,5"), "cp1252"),
        {(K, "0492 Ærø", "2021"): 1234, (K, AARHUS, "2021"): 12.5},
        real=True,
    ),
    Case(
        "1.234 and nothing that tells what it means",
        text(lines("Ting i kommuner;;", "Kommune;År;Antal", "Ærø;2021;1.234", "Aarhus;2021;2.500"), "cp1252"),
        asks=("numbers",),
        real=True,
    ),
    Case(
        "1.234, and the person says that it is Danish",
        text(lines("Ting i kommuner;;", "Kommune;År;Antal", "Ærø;2021;1.234", "Aarhus;2021;2.500"), "cp1252"),
        {(K, "0492 Ærø", "2021"): 1234, (K, AARHUS, "2021"): 2500},
        asks=("numbers",),
        answers={"tables/0/numbers": "danish"},
    ),
    Case(
        "12,5 and 12.5 in one column",
        text(lines("Ting i kommuner;;", "Kommune;År;Antal", "Ærø;2021;12,5", "Aarhus;2021;12.5")),
        problem="value_mixed",
    ),
    Case(
        "blanks as thousands separators, a true minus",
        text(lines("Udslip af ting;", "År;Udslip", "2021;1 234,5", "2022;−12,5")),
        {("udslip", "Danmark", "2021"): 1234.5, ("udslip", "Danmark", "2022"): -12.5},
    ),
    Case(
        "tabs between the fields",
        text(lines("Ting i kommuner\t\t", "Kommune\tÅr\tAntal", "Aarhus\t2021\t10", "Odense\t2021\t20"), "utf-16"),
        {(K, AARHUS, "2021"): 10, (K, ODENSE, "2021"): 20},
    ),
    Case(
        "a letter to the secretariat",
        book([["Kære sekretariat"], ["Tallene kommer i næste uge."], ["Hilsen partneren"]]),
        problem="no_table",
    ),
    Case("a price list", book([["Vare", "Pris"], ["Kaffe", 25], ["Te", 20]]), problem="no_table"),
    Case("an empty sheet", book([[]]), problem="file_empty"),
    Case(
        "half-years in words",
        book([["Møder om ting"], ["Halvår", "Antal"], ["1. halvår 2023", 4], ["2. halvår 2023", 6]]),
        {("moeder", "Danmark", "2023-H1"): 4, ("moeder", "Danmark", "2023-H2"): 6},
    ),
    Case(
        "weeks in words",
        book([["Ture med ting"], ["Uge", "Antal"], ["uge 6 2024", 4], ["uge 7 2024", 6]]),
        {("ture", "Danmark", "2024-W06"): 4, ("ture", "Danmark", "2024-W07"): 6},
    ),
    Case(
        "years for an indicator of quarters",
        book([["Ledige ting"], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22]]),
        asks=("period",),
    ),
    Case(
        "a period nobody can read among good ones",
        book(
            [
                ["Ting i kommuner"],
                ["År", "Kommune", "Antal"],
                *[[y, "Aarhus", 1] for y in (2018, 2019, 2020, 2021, 2022)],
                ["primo 2023", "Aarhus", 7],
            ]
        ),
        problem="period_unknown",
    ),
    Case(
        "words among the figures",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "År", "Antal"],
                ["Aarhus", 2021, 10],
                ["Odense", 2021, "ca. 15.000, men det er vi ikke sikre på"],
                ["Odense", 2022, 4],
            ]
        ),
        problem="value_not_a_number",
    ),
]
