"""Aimed: words at the figures below a full name, in every place where words can stand; figures are invented."""

from __future__ import annotations

from collections.abc import Mapping

from tests.corpus.blind import AARHUS, ODENSE, series, unseen
from tests.corpus.case import Case, Observations
from tests.corpus.write import Make, Rows, book

B, K = "bo-trygt", "klimaalliancen"
TITLE = "Anmeldte indbrud i beboelse, pr. kommune"
HEADS = ["Kommune", 2022, 2023]
PLACES = [["Aarhus", 880, 910], ["Odense", 520, 505]]
LONG = [["Aarhus", 2023, 910], ["Odense", 2023, 505]]
COUNTRY = [[2022, 17400], [2023, 16300]]
TRUTH = series("indbrud_kommune", AARHUS, (2022, 2023), (880, 910)) | series(
    "indbrud_kommune", ODENSE, (2022, 2023), (520, 505)
)

ASKED: Mapping[str, Make | Rows] = {
    "a line of attempts below the title": [[TITLE], ["Forsøg"], HEADS, *PLACES],
    "a line of nine months below the title": [[TITLE], ["Januar-september"], HEADS, *PLACES],
    "a line of months above the title": [["Januar-september"], [TITLE], HEADS, *PLACES],
    "a sheet of a half-year": book({"1. halvår": [[TITLE], HEADS, *PLACES]}),
    "a column of figures headed as another thing": [[TITLE], ["Kommune", "År", "Sigtelser"], *LONG],
    "places headed as police stations": [[TITLE], ["Station", 2022, 2023], *PLACES],
    "places headed as towns": [[TITLE], ["By", 2022, 2023], *PLACES],
    "places of those who did it": [[TITLE], ["Gerningsmandens bopælskommune", 2022, 2023], *PLACES],
    "words in a row above the years": [[TITLE], ["", "Forsøg", "Forsøg"], HEADS, *PLACES],
    "account and budget above the years": [[TITLE], ["", "Regnskab", "Budget"], HEADS, *PLACES],
    "a group of rows of another thing": [[TITLE], HEADS, ["Forsøg"], *PLACES],
    "a column of one kind, on its first row": [
        [TITLE],
        ["Type", *HEADS],
        ["Forsøg", "Aarhus", 80, 91],
        [None, "Odense", 50, 55],
    ],
    "a column of another kind at each place": [
        [TITLE],
        ["Boligform", *HEADS],
        ["Villa", "Aarhus", 80, 91],
        ["Etage", "Odense", 50, 55],
    ],
    "a month beside the year": [
        [TITLE],
        ["Kommune", "År", "Måned", "Anmeldte indbrud i beboelse"],
        *([a, b, 1, c] for a, b, c in LONG),
    ],
    "a remark of half a year at one place": [
        [TITLE],
        ["Kommune", 2023, "Bemærkning"],
        ["Aarhus", 910, "kun 1. halvår"],
        ["Odense", 505, None],
    ],
    "a note of a part of the last year": [[TITLE], HEADS, *PLACES, ["2023 er til og med 3. kvartal."]],
    "a note that the last year is a target": [[TITLE], HEADS, *PLACES, ["2023 er et måltal."]],
    "a note of houses only": [[TITLE], HEADS, *PLACES, ["Kun villaer"]],
    "a note of a rate": [[TITLE], HEADS, *PLACES, ["Opgjort pr. 10.000 indbyggere"]],
    "sheets of two kinds of homes, other years on each": book(
        {
            "Villaer": [[TITLE], HEADS, *PLACES],
            "Lejligheder": [[TITLE], ["Kommune", 2020, 2021], *PLACES],
        }
    ),
    "a footnote at the last year that it is a target": [
        [TITLE],
        ["Kommune", "2022", "2023 1)"],
        *PLACES,
        ["1) Måltal"],
    ],
    "a remark right of the figures that one is a target": [
        [TITLE],
        ["Kommune", "2022", "2023", "Kommentar"],
        [*PLACES[0], "2023 er målet"],
        PLACES[1],
    ],
    "a sheet of a part of the town": book({"Aarhus Vest": [[TITLE], ["", 2022, 2023], ["I alt", 880, 910]]}),
    "a part of the country above": [
        ["Fyn og øerne"],
        ["Anmeldte indbrud i beboelse"],
        ["", 2022, 2023],
        ["I alt", 1800, 1750],
    ],
    "a filter that chooses the attempts": [["Fuldbyrdelse", "Forsøg"], [], [TITLE], HEADS, *PLACES],
    "a police district's own, under a full heading": [
        ["Nordsjællands Politi"],
        ["År", "Anmeldte indbrud i beboelse"],
        *COUNTRY,
    ],
}
READ: Mapping[str, Make | Rows] = {
    "a line of who made it and when": [[TITLE], ["Senest opdateret af Rigspolitiet 1. marts 2024"], HEADS, *PLACES],
    "a line of the source below the title": [[TITLE], ["Kilde: Danmarks Statistik"], HEADS, *PLACES],
    "the whole year written out": [[TITLE], ["Januar-december"], HEADS, *PLACES],
    "a half-year's report, dated": [["Status, 1. halvår 2024"], [TITLE], HEADS, *PLACES],
    "a sheet without a name of its own": book({"Ark1": [[TITLE], HEADS, *PLACES]}),
    "a note that a rule came in a quarter": [[TITLE], HEADS, *PLACES, ["Ny § 276 a fra 2. kvartal 2018."]],
}


def _cases(files: Mapping[str, Make | Rows], truth: Observations | None, asks: tuple[str, ...]) -> list[Case]:
    return [unseen(f"around: {name}", B, made, truth, asks=asks) for name, made in files.items()]


CASES = [*_cases(ASKED, None, ("indicator",)), *_cases(READ, TRUTH, ())]
CASES += [
    unseen(
        "around: what came in a year, of what there is in all",
        "toendermarsk-initiativet",
        [["Ansøgninger til Højer Byfond pr. år"], ["År", "Antal"], [2018, 32], [2019, 39]],
        asks=("indicator",),
    )
]
CASES += [
    unseen(
        f"around: emissions, {part.casefold()} alone",
        K,
        [["Udledning af drivhusgasser, pr. kommune (ton CO2e)"], ["Kommune", "År", part], ["Aarhus", 2022, 141000]],
        asks=("indicator",),
    )
    for part in ("Transport", "Udledning, landbrug", "Metan")
]
