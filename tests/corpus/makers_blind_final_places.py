"""A lot written blind, a district and a marsh; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import series, settled, unseen
from tests.corpus.write import book

M, T = "medvind-i-oesterbyen", "toendermarsk-initiativet"
DISTRICT, ESBJERG, MARSH = "Østerbyen, Esbjerg", "0561 Esbjerg", "0550 Tønder"
STAYS, ASKED_IN = "overnatninger_1_halvaar", (2016, 2018)

FILES = [
    unseen(
        "final: the young outside, in numbers",
        M,
        [
            ["Unge 16-21 år uden for ungdomsuddannelse, antal"],
            ["", *ASKED_IN],
            ["Østerbyen", 41, 38],
            ["Esbjerg", 90, 95],
        ],
    ),
    unseen(
        "final: the young of another age",
        M,
        [["Unge 16-24 år uden for ungdomsuddannelse, pct."], ["", *ASKED_IN], ["Østerbyen", 21, 19]],
    ),
    unseen(
        "final: the oldest pupils' loneliness",
        M,
        [["Elever i udskolingen, der føler sig ensomme, pct."], ["", *ASKED_IN], ["Østerbyen", 21, 19]],
    ),
    unseen(
        "final: the district and the town it lies in",
        M,
        [
            ["Unge 16-21 år uden for ungdomsuddannelse, pct."],
            ["Område", *ASKED_IN],
            ["Østerbyen", 21, 19],
            ["Esbjerg Kommune", 14, 13],
        ],
        series("unge_uden_for_ungdomsuddannelse", DISTRICT, ASKED_IN, (21, 19))
        | series("unge_uden_for_ungdomsuddannelse", ESBJERG, ASKED_IN, (14, 13)),
    ),
    unseen(
        "final: those who do sport",
        M,
        [["Børn og unge, der dyrker idræt, pct."], ["", *ASKED_IN], ["Østerbyen", 55, 58]],
    ),
    unseen(
        "final: boys, girls and all with a job",
        M,
        [
            ["Unge med fritidsjob, Østerbyen, pct."],
            ["Køn", *ASKED_IN],
            ["Drenge", 11, 14],
            ["Piger", 15, 18],
            ["Alle", 13, 16],
        ],
        series("fritidsjob", DISTRICT, ASKED_IN, (13, 16)),
    ),
    unseen(
        "final: grades by subject",
        M,
        [
            ["Karaktergennemsnit, Østerbyen"],
            ["Fag", *ASKED_IN],
            ["Dansk", 5.6, 5.8],
            ["Matematik", 5.2, 5.5],
            ["Engelsk", 6.4, 6.6],
            ["Dansk og matematik", 5.4, 5.7],
        ],
        series("karakter_dansk_matematik", DISTRICT, ASKED_IN, (5.4, 5.7)),
    ),
    unseen(
        "final: in education after another time",
        M,
        [["I gang med ungdomsuddannelse inden 3 måneder, pct."], ["", *ASKED_IN], ["Østerbyen", 80.1, 81.4]],
    ),
    unseen(
        "final: children of parents on benefits",
        M,
        [["Børn af forældre på offentlig forsørgelse, pct."], ["", *ASKED_IN], ["Østerbyen", 31, 30]],
    ),
    unseen(
        "final: per cent as Excel holds it, and points of change",
        M,
        book(
            [
                ["Elever i indskolingen, der føler sig ensomme, Østerbyen"],
                ["År", "Andel", "Ændring, procentpoint"],
                [2016, 0.41, None],
                [2018, 0.38, -3],
            ],
            formats={(2, 1): {"num_format": "0 %"}, (3, 1): {"num_format": "0 %"}},
        ),
        series("ensomhed_indskoling", DISTRICT, ASKED_IN, (41, 38)),
    ),
    unseen(
        "final: both half-years and the year",
        T,
        [
            ["Overnatninger i Tønder Kommune"],
            ["År", "1. halvår", "2. halvår", "Hele året"],
            [2018, 598000, 702000, 1300000],
            [2019, 649000, 711000, 1360000],
        ],
        series(STAYS, MARSH, ("2018-H1", "2019-H1"), (598000, 649000)),
    ),
    unseen(
        "final: whole years of nights",
        T,
        [["Overnatninger i Tønder Kommune"], ["", 2018, 2019], ["Tønder", 1300000, 1360000]],
    ),
    unseen(
        "final: nights on camp sites",
        T,
        [["Overnatninger på campingpladser i første halvår"], ["", 2018, 2019], ["Tønder", 140000, 151000]],
    ),
    unseen(
        "final: new applications each year",
        T,
        [["Højer Byfond"], ["År", "Nye ansøgninger i året", "Beløb, 1.000 kr."], [2018, 12, 900], [2019, 39, 2100]],
    ),
    unseen(
        "final: six months and their sum",
        T,
        [
            ["Overnatninger i Tønder Kommune i første halvår"],
            ["Måned", 2018, 2019],
            ["Januar", 40000, 43000],
            ["Februar", 60000, 66000],
            ["Marts", 70000, 77000],
            ["April", 98000, 110000],
            ["Maj", 150000, 161000],
            ["Juni", 180000, 192000],
            ["I alt", 598000, 649000],
        ],
        series(STAYS, MARSH, ("2018-H1", "2019-H1"), (598000, 649000)),
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "final: the young outside, in numbers": ("only.#1",),
    "final: the young of another age": ("indicator",),
    "final: the oldest pupils' loneliness": ("indicator",),
    "final: the district and the town it lies in": ("only.Område",),
    "final: those who do sport": ("indicator",),
    "final: boys, girls and all with a job": ("indicator", "only.Køn"),
    "final: grades by subject": ("indicator", "only.Fag"),
    "final: in education after another time": ("indicator",),
    "final: children of parents on benefits": ("indicator",),
    "final: per cent as Excel holds it, and points of change": ("value",),
    "final: whole years of nights": ("period",),
    "final: nights on camp sites": ("indicator", "period"),
    "final: new applications each year": ("value",),
    "final: six months and their sum": ("period",),
}
REFUSED: dict[str, str] = {}
CASES = settled(FILES, ASKED, REFUSED)
