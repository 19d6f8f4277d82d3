"""A lot written blind, climate; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, ODENSE, series, settled, unseen
from tests.corpus.write import book, lines, text

K, DK = "klimaalliancen", "Danmark"
COUNTRY, TOGETHER, KOMMUNE, PLANS = "co2e_danmark", "co2e_kommuner_samlet", "co2e_kommune", "klimaplaner"
Y2 = (2021, 2022)
EMITTED = [["Aarhus", 1480000, 1410000], ["Odense", 1050000, 990000]]
EMISSIONS = series(KOMMUNE, AARHUS, Y2, (1480000, 1410000)) | series(KOMMUNE, ODENSE, Y2, (1050000, 990000))

FILES = [
    unseen(
        "final: sectors, with and without land use, history and projection",
        K,
        book(
            {
                "Velkommen": [["Klimastatus og -fremskrivning"], ["Alle tal er i mio. ton CO2e"]],
                "Tabel 1": [
                    ["Tabel 1. Danmarks udledning af drivhusgasser"],
                    ["Enhed: mio. ton CO2e"],
                    ["Historisk 1990-2023 og fremskrevet 2024-2050"],
                    [],
                    ["Sektor", "2022", "2023", "2024", "2025"],
                    ["Energi", 24.1, 22.0, 20.9, 19.5],
                    ["Landbrug", 11.9, 11.6, 11.5, 11.4],
                    ["LULUCF", 2.1, 1.9, 1.8, 1.7],
                    ["I alt ekskl. LULUCF", 41.0, 38.6, 37.4, 35.9],
                    ["I alt inkl. LULUCF", 43.1, 40.5, 39.2, 37.6],
                ],
            }
        ),
        series(COUNTRY, DK, (2022, 2023, 2024, 2025), (43.1, 40.5, (39.2, "F"), (37.6, "F"))),
    ),
    unseen(
        "final: without land use",
        K,
        [["Danmarks udledning af drivhusgasser ekskl. LULUCF, mio. ton CO2e"], ["", *Y2], ["Danmark", 44.2, 41.0]],
    ),
    unseen(
        "final: tonnes for each inhabitant",
        K,
        [
            ["Udledning af drivhusgasser, pr. kommune"],
            ["Ton CO2e pr. indbygger"],
            ["Kommune", *Y2],
            ["Aarhus", 4.2, 4.0],
        ],
    ),
    unseen(
        "final: energy's part in the municipalities",
        K,
        [["Energirelateret CO2-udledning, pr. kommune, ton"], ["Kommune", *Y2], *EMITTED],
    ),
    unseen(
        "final: thousand tonnes told in a row of units",
        K,
        [
            ["Danmarks udledning af drivhusgasser inkl. LULUCF"],
            ["Enhed: 1.000 ton CO2e"],
            ["", *Y2],
            ["Danmark", 46200, 43100],
        ],
        series(COUNTRY, DK, Y2, (46.2, 43.1)),
    ),
    unseen(
        "final: emissions and what was saved since the base year",
        K,
        [
            ["Udledning af drivhusgasser, pr. kommune, 2022"],
            ["Kommune", "Udledning (ton CO2e)", "Reduktion siden 1990 (ton CO2e)", "Reduktion, pct."],
            ["Aarhus", 1410000, 1190000, 46],
            ["Odense", 990000, 760000, 43],
        ],
        series(KOMMUNE, AARHUS, (2022,), (1410000,)) | series(KOMMUNE, ODENSE, (2022,), (990000,)),
    ),
    unseen(
        "final: taking part, writing, and adopted",
        K,
        [
            ["Kommunernes klimaplaner"],
            ["År", "Kommuner i DK2020", "Kommuner i gang med en klimaplan", "Kommuner med vedtaget klimaplan"],
            [2020, 66, 63, 3],
            [2023, 96, 6, 90],
        ],
        series(PLANS, DK, (2020, 2023), (3, 90)),
    ),
    unseen(
        "final: the share of municipalities with a plan",
        K,
        [["Kommuner med vedtaget klimaplan"], ["Pct. af alle kommuner"], ["", 2020, 2023], ["Hele landet", 3, 92]],
    ),
    unseen(
        "final: plans by region and in all",
        K,
        [
            ["Kommuner med vedtaget klimaplan"],
            ["Region", 2023, 2024],
            ["Region Nordjylland", 11, 11],
            ["Region Midtjylland", 18, 19],
            ["Region Syddanmark", 21, 22],
            ["Region Hovedstaden", 24, 28],
            ["Region Sjælland", 16, 16],
            ["I alt", 90, 96],
        ],
        series(PLANS, DK, (2023, 2024), (90, 96)),
    ),
    unseen(
        "final: what the plans aim at",
        K,
        [["Kommunernes mål for udledning af drivhusgasser (ton CO2e)"], ["Kommune", 2025, 2030], *EMITTED],
    ),
    unseen(
        "final: what the inhabitants consume",
        K,
        [["Forbrugsbaseret udledning af drivhusgasser, pr. kommune (ton CO2e)"], ["Kommune", *Y2], *EMITTED],
    ),
    unseen(
        "final: the municipality as a workplace",
        K,
        [
            ["Udledning af drivhusgasser fra kommunen som virksomhed (ton CO2e)"],
            ["Kommune", *Y2],
            ["Aarhus", 71000, 68000],
        ],
    ),
    unseen(
        "final: changes between two years in tonnes",
        K,
        [
            ["Ændring i udledning af drivhusgasser, pr. kommune, 2018-2022 (ton CO2e)"],
            ["Kommune", 2022],
            ["Aarhus", -1e5],
        ],
    ),
    unseen(
        "final: a region's municipalities together",
        K,
        [["De midtjyske kommuners samlede udledning, mio. ton CO2e"], ["", *Y2], ["Kommunerne i alt", 11.2, 10.9]],
    ),
    unseen(
        "final: thousands with dots in a CSV",
        K,
        text(
            lines(
                "Kommune;År;Udledning af drivhusgasser (ton CO2e)",
                "Aarhus;2021;1.480.000",
                "Odense;2021;1.050.000",
                "Aarhus;2022;1.410.000",
                "Odense;2022;990.000",
            ),
            "cp1252",
        ),
        EMISSIONS,
    ),
    unseen(
        "final: sectors under merged years",
        K,
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune (ton CO2e)"],
                ["Kommune", 2021, None, None, 2022, None, None],
                [None, "Energi", "Landbrug", "I alt", "Energi", "Landbrug", "I alt"],
                ["Aarhus", 1300000, 180000, 1480000, 1240000, 170000, 1410000],
                ["Odense", 950000, 100000, 1050000, 895000, 95000, 990000],
            ],
            merges={"Ark1": [(1, 1, 1, 3), (1, 4, 1, 6)]},
        ),
        EMISSIONS,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "final: without land use": ("indicator",),
    "final: tonnes for each inhabitant": ("indicator", "factor"),
    "final: energy's part in the municipalities": ("indicator",),
    "final: thousand tonnes told in a row of units": ("factor",),
    "final: the share of municipalities with a plan": ("indicator",),
    "final: plans by region and in all": ("area",),
    "final: what the plans aim at": ("indicator",),
    "final: what the inhabitants consume": ("indicator",),
    "final: the municipality as a workplace": ("indicator",),
    "final: changes between two years in tonnes": ("indicator",),
    "final: a region's municipalities together": ("indicator",),
}
REFUSED: dict[str, str] = {}
CASES = settled(FILES, ASKED, REFUSED)
