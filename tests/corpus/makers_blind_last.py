"""The last lot of blind files, run once after everything was mended; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, GRIBSKOV, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
Y3 = (2021, 2022, 2023)
INDBRUD, KOMMUNE, RATE, YOUNG = "indbrud", "indbrud_kommune", "indbrud_pr_1000_boliger", "unge_18_29_kommune"

FILES = [
    Case(
        "last: shelters' users of the year in municipalities",
        book(
            [
                ["Unge 18-29 år med ophold på herberg i løbet af året, pr. kommune"],
                ["Kommune", 2021, 2022],
                ["Aarhus", 240, 250],
                ["Odense", 130, 128],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "last: a ranking beside the figures",
        book(
            [
                ["Indbrud i kommunerne 2023"],
                ["Nr.", "Kommune", "Anmeldte indbrud", "Pr. 1.000 boliger", "Ændring fra 2022"],
                [1, "Gribskov", 210, 8.1, "-3 %"],
                [2, "Odense", 520, 5.2, "2 %"],
                [3, "Aarhus", 880, 4.9, "10 %"],
            ]
        ),
        series(KOMMUNE, GRIBSKOV, (2023,), (210,))
        | series(KOMMUNE, ODENSE, (2023,), (520,))
        | series(KOMMUNE, AARHUS, (2023,), (880,)),
        also={(RATE, place, "2023"): value for place, value in ((GRIBSKOV, 8.1), (ODENSE, 5.2), (AARHUS, 4.9))},
        alliance=B,
        real=True,
    ),
    Case(
        "last: cleared cases as a share",
        book([["Sigtelsesprocent for indbrud i beboelse"], ["", *Y3], ["Hele landet", 9.1, 8.8, 9.4]]),
        alliance=B,
        real=True,
    ),
    Case(
        "last: two years and their mean",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", 2022, 2023, "Gns. 2022-23"],
                ["Gribskov", 200, 210, 205],
                ["Odense", 510, 520, 515],
            ]
        ),
        series(KOMMUNE, GRIBSKOV, (2022, 2023), (200, 210)) | series(KOMMUNE, ODENSE, (2022, 2023), (510, 520)),
        alliance=B,
        real=True,
    ),
    Case(
        "last: the median of the municipalities below",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", 2022, 2023],
                ["Gribskov", 200, 210],
                ["Odense", 510, 520],
                ["Median, alle kommuner", 92, 90],
                ["Hele landet", 14500, 14400],
            ]
        ),
        series(KOMMUNE, GRIBSKOV, (2022, 2023), (200, 210)) | series(KOMMUNE, ODENSE, (2022, 2023), (510, 520)),
        also=series(INDBRUD, DK, (2022, 2023), (14500, 14400)),
        alliance=B,
        real=True,
    ),
    Case(
        "last: emissions without farming",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune, uden landbrug (ton CO2e)"],
                ["Kommune", *Y3],
                ["Aarhus", 1500000, 1450000, 1460000],
                ["Odense", 1000000, 950000, 900000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "last: emissions in a heading of thousands",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune"],
                ["Kommune", "År", "Udledning (1.000 ton CO2e)"],
                ["Aarhus", 2022, 1750],
                ["Odense", 2022, 1050],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "last: the climate accounts' two ways of reckoning",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune, ton CO2e"],
                ["Kommune", "2022 (gammel metode)", "2022 (ny metode)"],
                ["Aarhus", 1700000, 1750000],
                ["Odense", 1000000, 1050000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "last: the district's lonely pupils by school",
        book(
            [
                ["Elever i indskolingen, der føler sig ensomme, pct."],
                ["Skole", 2016, 2018],
                ["Bakkeskolen", 12, 11],
                ["Præstegårdsskolen", 15, 14],
                ["I alt", 13, 12],
            ]
        ),
        series("ensomhed_indskoling", "Østerbyen, Esbjerg", (2016, 2018), (13, 12)),
        alliance=M,
        real=True,
    ),
    Case(
        "last: parents on benefits, number and share",
        book(
            [
                ["Forældre på offentlig forsørgelse, Østerbyen"],
                ["År", "Antal forældre", "Heraf på forsørgelse", "Pct."],
                [2016, 1200, 396, 33],
                [2018, 1180, 378, 32],
            ]
        ),
        series("foraeldre_paa_ydelse", "Østerbyen, Esbjerg", (2016, 2018), (33, 32)),
        alliance=M,
        real=True,
    ),
    Case(
        "last: grants, not applications, of the fund",
        book(
            [
                ["Højer Byfond"],
                ["År", "Ansøgninger", "Tilskud", "Beløb (1.000 kr.)"],
                [2018, 32, 23, 4100],
                [2019, 71, 50, 9800],
            ]
        ),
        series("byfond_ansoegninger", "Højer", (2018, 2019), (32, 71)),
        alliance=T,
        real=True,
    ),
    Case(
        "last, plain: burglaries of the country, years down with a source",
        book(
            [
                ["Tabel 2. Anmeldte indbrud i beboelse"],
                [],
                ["År", "Antal"],
                [2021, 14000],
                [2022, 14500],
                ["2023*", 14400],
                ["* Foreløbigt tal"],
                ["Kilde: Danmarks Statistik, STRAF20"],
            ]
        ),
        series(INDBRUD, DK, Y3, (14000, 14500, (14400, "P"))),
        alliance=B,
        real=True,
    ),
    Case(
        "last, plain: homeless of all ages and the young, years down",
        book(
            [
                ["År", "Borgere i hjemløshed, alle aldre", "Unge i hjemløshed, 18-29 år"],
                [2017, 6635, 2292],
                [2019, 6431, 2000],
            ]
        ),
        series("hjemloese_alle", DK, (2017, 2019), (6635, 6431)) | series("unge_18_29", DK, (2017, 2019), (2292, 2000)),
        alliance=H,
        real=True,
    ),
    Case(
        "last, plain: StatBank's codes before the names",
        text(
            lines(
                '"Anmeldte indbrud i beboelse efter område og tid"',
                "",
                '" ","2022","2023"',
                '"101 København","1700","1600"',
                '"751 Aarhus","800","880"',
            ),
            "cp1252",
        ),
        series(KOMMUNE, KOEBENHAVN, (2022, 2023), (1700, 1600)) | series(KOMMUNE, AARHUS, (2022, 2023), (800, 880)),
        alliance=B,
        real=True,
    ),
    Case(
        "last, plain: the rate with a decimal comma in a CSV",
        text(
            lines("Område;År;Anmeldte indbrud pr. 1.000 boliger", "Hele landet;2022;4,97", "København;2022;2,28"),
            "cp1252",
        ),
        series(RATE, DK, (2022,), (4.97,)) | series(RATE, KOEBENHAVN, (2022,), (2.28,)),
        alliance=B,
        real=True,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "last: shelters' users of the year in municipalities": ("indicator",),
    "last: a ranking beside the figures": ("area",),
    "last: cleared cases as a share": ("indicator",),
    "last: emissions without farming": ("indicator",),
    "last: emissions in a heading of thousands": ("factor",),
    "last: the climate accounts' two ways of reckoning": ("indicator",),
    "last: parents on benefits, number and share": ("value",),
}
REFUSED = {}
CASES = settled(FILES, ASKED, REFUSED)
