"""Files written after all of the mending, run once; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
KOMMUNE, YOUNG = "indbrud_kommune", "unge_18_29_kommune"

FILES = [
    Case(
        "after: insurance claims, another source of burglaries",
        book([["Anmeldte indbrudsskader til forsikringsselskaberne"], ["", 2021, 2022], ["I alt", 18100, 18900]]),
        alliance=B,
        real=True,
    ),
    Case(
        "after: burglaries on an average day",
        book([["Anmeldte indbrud i beboelse pr. døgn"], ["", 2021, 2022], ["Hele landet", 38, 40]]),
        alliance=B,
        real=True,
    ),
    Case(
        "after: counts of two crimes in columns by municipality",
        book(
            [
                ["Anmeldelser fordelt på kommuner, 2022"],
                ["Kommune", "Indbrud i beboelse", "Indbrud i forretning", "I alt"],
                ["Aarhus", 800, 300, 1100],
                ["Odense", 510, 200, 710],
            ]
        ),
        also=series(KOMMUNE, AARHUS, (2022,), (800,)) | series(KOMMUNE, ODENSE, (2022,), (510,)),
        alliance=B,
        real=True,
    ),
    Case(
        "after: municipalities with their target and the distance to it",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Kommune", "Status 2022", "Mål 2030", "Manko"],
                ["Aarhus", 1750000, 600000, 1150000],
                ["Odense", 1050000, 400000, 650000],
            ]
        ),
        series("co2e_kommune", AARHUS, (2022,), (1750000,)) | series("co2e_kommune", ODENSE, (2022,), (1050000,)),
        alliance=K,
        real=True,
    ),
    Case(
        "after: net emissions with and without uptake as rows",
        book(
            [
                ["Danmarks udledning af drivhusgasser (mio. ton CO2e)"],
                ["", 2021, 2022, 2023],
                ["Udledning ekskl. LULUCF", 43.5, 41.9, 39.8],
                ["LULUCF", 1.7, 1.2, 1.4],
                ["Udledning inkl. LULUCF", 45.2, 43.1, 41.2],
            ]
        ),
        series("co2e_danmark", DK, (2021, 2022, 2023), (45.2, 43.1, 41.2)),
        alliance=K,
        real=True,
    ),
    Case(
        "after: homeless by citizenship, the Danes only",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["Kommune", "Statsborgerskab", 2015, 2017],
                ["Aarhus", "Dansk", 290, 270],
                ["Odense", "Dansk", 110, 100],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "after: the young by municipality with a share of all",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune, 2017"],
                ["Kommune", "Antal", "Andel af alle hjemløse i kommunen (pct.)"],
                ["Aarhus", 290, 38.1],
                ["Odense", 110, 35.2],
            ]
        ),
        series(YOUNG, AARHUS, (2017,), (290,)) | series(YOUNG, ODENSE, (2017,), (110,)),
        alliance=H,
        real=True,
    ),
    Case(
        "after: pupils' grades as medians",
        book([["Mediankarakter i dansk og matematik"], ["", 2016, 2018], ["Østerbyen, Esbjerg", 4.0, 4.0]]),
        alliance=M,
        real=True,
    ),
    Case(
        "after: boys and girls with a spare-time job",
        book(
            [["Unge med fritidsjob, pct."], ["År", "Drenge", "Piger", "Alle"], [2016, 29, 33, 31], [2018, 31, 35, 33]]
        ),
        series("fritidsjob", "Østerbyen, Esbjerg", (2016, 2018), (31, 33)),
        alliance=M,
        real=True,
    ),
    Case(
        "after: nights by month and half-year in two tables",
        book(
            [
                ["Overnatninger i første halvår"],
                ["", "2018H1", "2019H1"],
                ["Tønder", 598000, 649000],
                [],
                ["Overnatninger pr. måned"],
                ["", "2019M01", "2019M02"],
                ["Tønder", 50000, 60000],
            ]
        ),
        series("overnatninger_1_halvaar", "0550 Tønder", ("2018-H1", "2019-H1"), (598000, 649000)),
        alliance=T,
        real=True,
    ),
    Case(
        "after, plain: a StatBank download with a total row",
        text(
            lines(
                "Anmeldte indbrud i beboelse efter område og tid",
                "",
                ";2021;2022",
                "Hele landet;14000;14500",
                "København;1800;1700",
                "Aarhus;790;800",
            ),
            "cp1252",
        ),
        series(KOMMUNE, KOEBENHAVN, (2021, 2022), (1800, 1700)) | series(KOMMUNE, AARHUS, (2021, 2022), (790, 800)),
        also=series("indbrud", DK, (2021, 2022), (14000, 14500)),
        alliance=B,
        real=True,
    ),
    Case(
        "after, plain: climate plans, a sentence as the title",
        book([["Så mange kommuner med vedtaget klimaplan er der"], ["", 2023, 2024], ["Antal", 88, 95]]),
        series("klimaplaner", DK, (2023, 2024), (88, 95)),
        alliance=K,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "after: insurance claims, another source of burglaries": ("indicator",),
    "after: burglaries on an average day": ("indicator",),
    "after: counts of two crimes in columns by municipality": ("value",),
    "after: homeless by citizenship, the Danes only": ("indicator",),
    "after: pupils' grades as medians": ("indicator",),
    "after: nights by month and half-year in two tables": ("period",),
    "after, plain: climate plans, a sentence as the title": ("indicator",),
}
REFUSED = {}
CASES = settled(FILES, ASKED, REFUSED)
