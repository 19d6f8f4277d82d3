"""Exports of the national statistics: the API's CSV, the screen's CSV, and wide PX-like tables."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

AARHUS, ODENSE = "0751 Aarhus", "0461 Odense"
K = "kommuner"

API = lines(
    "OMRÅDE;OVERTRÆD;TID;INDHOLD",
    "000;Ting i kommuner;2021;100",
    "751;Ting i kommuner;2021;10",
    "461;Ting i kommuner;2021;20",
    "751;Ting i kommuner;2022;12",
    "461;Ting i kommuner;2022;..",
)
SCREEN = lines(
    '"Ledige ting efter område og tid"',
    "",
    '" ","2023K1","2023K2","2023K3"',
    '"Hele landet",100,110,120',
    '"Aarhus",10,11,12',
    '"Odense",20,21,..',
    "",
    '"Kilde: Danmarks Statistik, statistikbanken"',
    '"Tallene er opgjort ultimo kvartalet, og ændringer kan forekomme."',
)
TWO_LABELS = lines(
    '"Andel efter køn og tid"',
    "",
    '" "," ","2023K1","2023K2"',
    '"Hele landet","Kvinder","40,5","41,25"',
    '" ","Mænd","50,5","51,25"',
    '" ","I alt","45,5","46,25"',
)
LEDIGE = {("ledige", AARHUS, f"2023-Q{q}"): 9 + q for q in (1, 2, 3)} | {
    ("ledige", ODENSE, "2023-Q1"): 20,
    ("ledige", ODENSE, "2023-Q2"): 21,
    ("ledige", ODENSE, "2023-Q3"): (None, "L"),
}
PLACES = [("101", 1), ("751", 2), ("461", 3)]

CASES = [
    Case(
        "API: BOM, semicolons, CRLF, INDHOLD",
        text(API, "utf-8-sig"),
        {
            (K, AARHUS, "2021"): 10,
            (K, ODENSE, "2021"): 20,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2022"): (None, "L"),
        },
        real=True,
    ),
    Case(
        "API: quarters of one indicator that nothing names",
        text(
            lines("OMRÅDE;TID;INDHOLD", *[f"{code};2023K{q};{n * q}" for code, n in PLACES for q in (1, 2)]),
            "utf-8-sig",
        ),
        asks=("indicator",),
        real=True,
    ),
    Case(
        "API: the same, and the person says which",
        text(
            lines("OMRÅDE;TID;INDHOLD", *[f"{code};2023K{q};{n * q}" for code, n in PLACES for q in (1, 2)]),
            "utf-8-sig",
        ),
        {
            ("ledige", place, f"2023-Q{q}"): n * q
            for place, n in (("0101 København", 1), (AARHUS, 2), (ODENSE, 3))
            for q in (1, 2)
        },
        about={"CSV": "ledige"},
        real=True,
    ),
    Case(
        "API: decimal commas, a minus and a nil",
        text(
            lines(
                "OMRÅDE;ENHED;TID;INDHOLD",
                *[f"000;Udslip af ting;{y};{v}" for y, v in ((2020, "-1,5"), (2021, "-"), (2022, "2,25"))],
            ),
            "utf-8-sig",
        ),
        {("udslip", "Danmark", "2020"): -1.5, ("udslip", "Danmark", "2021"): 0, ("udslip", "Danmark", "2022"): 2.25},
        real=True,
    ),
    Case("screen: Windows-1252, commas, title, blank headings, footnotes", text(SCREEN, "cp1252"), LEDIGE, real=True),
    Case(
        "screen: a blank label means the same as above; sexes beneath",
        text(TWO_LABELS, "cp1252"),
        {
            ("andel", "Danmark", "2023-Q1", "kvinder"): 40.5,
            ("andel", "Danmark", "2023-Q2", "kvinder"): 41.25,
            ("andel", "Danmark", "2023-Q1", "mænd"): 50.5,
            ("andel", "Danmark", "2023-Q2", "mænd"): 51.25,
            ("andel", "Danmark", "2023-Q1"): 45.5,
            ("andel", "Danmark", "2023-Q2"): 46.25,
        },
        real=True,
    ),
    Case(
        "screen: group rows of one cell",
        text(
            lines(
                '"Tal efter emne, område og tid"',
                "",
                '" ","2021","2022"',
                '"Ting i kommuner"',
                '"Aarhus",10,12',
                '"Odense",20,22',
                '"Ting pr. 1.000 borgere"',
                '"Aarhus","1,5","1,75"',
                '"Odense","2,5","2,75"',
                "",
                '"Noter: se hjemmesiden"',
            ),
            "cp1252",
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
        "screen: the damaged twin with lost letters",
        text(SCREEN.replace("ø", "\ufffd").replace("å", "\ufffd"), "utf-8"),
        problem="text_damaged",
        real=True,
    ),
    Case(
        "screen: read in the wrong code page and saved again",
        text(SCREEN.encode().decode("cp1252", "replace"), "utf-8"),
        problem="text_damaged",
    ),
    Case(
        "PX-like: title, variables in columns, years across, source below",
        book(
            [
                ["Ting i kommuner efter område og tid"],
                [None],
                [None, None, "2021", "2022"],
                ["751 Aarhus", None, 10, 12],
                ["461 Odense", None, 20, 22],
                [],
                ["Statistikbanken.dk: TING1"],
            ]
        ),
        {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12, (K, ODENSE, "2021"): 20, (K, ODENSE, "2022"): 22},
        real=True,
    ),
    Case(
        "PX-like: legend of signs below",
        book(
            [
                ["Ting i kommuner efter område og tid"],
                [None, 2021, 2022],
                ["Aarhus", "-", 12],
                ["Odense", "x", ".."],
                [],
                ["- = nul"],
                ["x = diskretionshensyn"],
            ]
        ),
        {
            (K, AARHUS, "2021"): 0,
            (K, AARHUS, "2022"): 12,
            (K, ODENSE, "2021"): (None, "Q"),
            (K, ODENSE, "2022"): (None, "L"),
        },
        real=True,
    ),
    Case(
        "weeks in StatBank's codes",
        text(lines("TID;Ture med ting", "2024U01;5", "2024U02;6"), "utf-8-sig"),
        {("ture", "Danmark", "2024-W01"): 5, ("ture", "Danmark", "2024-W02"): 6},
    ),
    Case(
        "months in StatBank's codes, across",
        text(lines('"Besøg hos ting"', "", '" ","2024M01","2024M02"', '"Hele landet",5,6'), "cp1252"),
        {("besoeg", "Danmark", "2024-01"): 5, ("besoeg", "Danmark", "2024-02"): 6},
        real=True,
    ),
]
