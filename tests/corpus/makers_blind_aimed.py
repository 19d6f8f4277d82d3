"""Aimed files: written with the engine read, at its weak places; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
Y3 = (2021, 2022, 2023)
INDBRUD, KOMMUNE, RATE, YOUNG = "indbrud", "indbrud_kommune", "indbrud_pr_1000_boliger", "unge_18_29_kommune"
CO2 = [["Kommune", *Y3], ["Aarhus", 5100, 5000, 4900], ["Odense", 5500, 5200, 5000]]

FILES = [
    Case(
        "aimed: the unit line says per inhabitant",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune"],
                ["Enhed: ton CO2e pr. indbygger"],
                ["Kommune", *Y3],
                ["Aarhus", 5.1, 5.0, 4.9],
                ["Odense", 5.5, 5.2, 5.0],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: the unit line says kton",
        book([["Udledning af drivhusgasser, pr. kommune"], ["Enhed: kton CO2e"], *CO2]),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: the unit line says kt",
        book([["Udledning af drivhusgasser, pr. kommune"], ["Enhed: kt CO2e"], *CO2]),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: the title says t. ton",
        book([["Udledning af drivhusgasser, pr. kommune (t. ton CO2e)"], *CO2]),
        alliance=K,
    ),
    Case(
        "aimed: the unit line says change in per cent",
        book(
            [
                ["Danskere, der er bekymrede for indbrud"],
                ["Enhed: pct. ændring siden sidste måling"],
                ["", 2017, 2019, 2021],
                ["Hele landet", 12, 4, 3],
            ]
        ),
        alliance=B,
    ),
    Case(
        "aimed: the unit line says index",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["Enhed: antal anmeldte indbrud i beboelse, indeks 2017=100"],
                ["", *Y3],
                ["Hele landet", 51, 52, 50],
            ]
        ),
        alliance=B,
    ),
    Case(
        "aimed: the unit column says per 1,000",
        book(
            [
                ["Kommune", "Indikator", "Enhed", "År", "Værdi"],
                ["Aarhus", "Anmeldte indbrud i beboelse, pr. kommune", "Antal pr. 1.000 indbyggere", 2022, 2.4],
                ["Odense", "Anmeldte indbrud i beboelse, pr. kommune", "Antal pr. 1.000 indbyggere", 2022, 2.9],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: per 10,000 dwellings",
        book([["Anmeldte indbrud pr. 10.000 boliger"], ["", *Y3], ["Hele landet", 51.0, 49.7, 48.8]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: per 1,000 houses",
        book([["Anmeldte indbrud pr. 1.000 enfamiliehuse"], ["", *Y3], ["Hele landet", 7.1, 6.97, 6.88]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: after correction for the season",
        book(
            [
                ["Anmeldte indbrud pr. kvartal efter sæsonkorrektion"],
                ["", "2022K1", "2022K2", "2022K3"],
                ["Hele landet", 3612, 3580, 3701],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: after deduction of attempts",
        book(
            [["Anmeldte indbrud i beboelse efter fradrag af forsøg"], ["", *Y3], ["Hele landet", 12725, 12195, 12155]]
        ),
        alliance=B,
    ),
    Case(
        "aimed: a month's mean of each year",
        book([["Anmeldte indbrud i beboelse pr. måned"], ["", *Y3], ["Hele landet", 1167, 1208, 1200]]),
        alliance=B,
    ),
    Case(
        "aimed: selected municipalities together",
        book([["Borgere i hjemløshed, alle aldre, udvalgte kommuner"], ["", 2019, 2022], ["I alt", 3100, 2900]]),
        alliance=H,
        real=True,
    ),
    Case(
        "aimed: a note says that they are women only",
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["", 2017, 2019],
                ["Hele landet", 592, 400],
                ["Note: Tallene omfatter kun kvinder."],
            ]
        ),
        alliance=H,
    ),
    Case(
        "aimed: a note says that they are an index",
        book(
            [
                ["Danmarks udledning af drivhusgasser inkl. LULUCF"],
                ["", *Y3],
                ["Danmark", 56.1, 54.4, 52.2],
                ["Anm.: Tallene er indeks, 1990 = 100."],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: a count in thousands that nothing says",
        book([["Anmeldte indbrud i beboelse"], ["", *Y3], ["Hele landet", 14.8, 15.0, 14.8]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: two shares as fractions",
        book([["Danskere, der er bekymrede for indbrud"], ["", 2017, 2019], ["Hele landet", 0.25, 0.24]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: a sheet called Rate",
        book(
            {
                "Rate": [
                    ["Anmeldte indbrud i beboelse, pr. kommune"],
                    ["Kommune", *Y3],
                    ["Aarhus", 4.8, 4.9, 5.1],
                    ["Odense", 5.5, 5.2, 5.1],
                ]
            }
        ),
        alliance=B,
    ),
    Case(
        "aimed: accounts and budget by letters",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                ["", "R2022", "R2023", "B2024", "BO2025"],
                ["Antal kommuner", 73, 88, 95, 98],
            ]
        ),
        series("klimaplaner", DK, (2022, 2023), (73, 88)),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: letters behind the years",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
                ["", "2022", "2023", "2024F", "2025F"],
                ["I alt", 43.1, 41.2, 39.0, 37.1],
            ]
        ),
        series("co2e_danmark", DK, (2022, 2023), (43.1, 41.2)),
        also=series("co2e_danmark", DK, (2024, 2025), ((39.0, "F"), (37.1, "F"))),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: a year that is a goal",
        book(
            [["Anmeldte indbrud i beboelse"], ["", "2021", "2022", "2023 (mål)"], ["Hele landet", 14000, 14500, 10000]]
        ),
        series(INDBRUD, DK, (2021, 2022), (14000, 14500)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: the country without Copenhagen",
        book(
            [
                ["Anmeldte indbrud pr. 1.000 boliger"],
                ["", *Y3],
                ["Hele landet ekskl. København", 5.4, 5.2, 5.1],
                ["København", 2.4, 2.28, 2.34],
            ]
        ),
        series(RATE, KOEBENHAVN, Y3, (2.4, 2.28, 2.34)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: police districts",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Politikreds", *Y3],
                ["Københavns Politi", 1800, 1700, 1600],
                ["Østjyllands Politi", 1500, 1400, 1300],
                ["Bornholms Politi", 60, 50, 40],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: two municipalities in one row",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", *Y3],
                ["København og Frederiksberg", 2300, 2200, 2100],
                ["Aarhus", 800, 790, 780],
                ["Odense", 510, 500, 490],
            ]
        ),
        series(KOMMUNE, AARHUS, Y3, (800, 790, 780)) | series(KOMMUNE, ODENSE, Y3, (510, 500, 490)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: a raised note on a number",
        text(
            lines("Anmeldte indbrud i beboelse", ";2021;2022;2023", "Hele landet;14.000;14.500²;14.400", "² Rettet tal")
        ),
        also=series(INDBRUD, DK, Y3, (14000, 14500, 14400)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed: municipalities of the Region only, with its total",
        book(
            [
                ["Kommuner med vedtaget klimaplan, Region Midtjylland"],
                ["År", "Antal"],
                [2023, 18],
                [2024, 19],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed: the share of the homeless that are young, as a count's heading",
        book([["År", "Unge i hjemløshed, 18-29 år (pct. af alle)"], [2017, 35], [2019, 32]]),
        alliance=H,
        real=True,
    ),
    Case(
        "aimed: the count without the rest",
        book([["Borgere i hjemløshed, alle aldre, ekskl. gadesovere"], ["", 2019, 2022], ["Hele landet", 5700, 5300]]),
        alliance=H,
        real=True,
    ),
    Case(
        "aimed 2: a group row says per 1,000 inhabitants",
        book(
            [
                ["Nøgletal for kommunerne"],
                ["", *Y3],
                ["Pr. 1.000 indbyggere"],
                ["Anmeldte indbrud i beboelse", 2.5, 2.6, 2.4],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: a filter line above: flats only",
        book(
            [["Anmeldte indbrud i beboelse"], ["Boligtype: Etageboliger"], ["", *Y3], ["Hele landet", 4000, 3900, 3800]]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: a filter in two cells above: kind of victim",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["Herkomst", "Indvandrere"],
                [],
                ["", *Y3],
                ["Hele landet", 900, 890, 880],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: counties of old",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Amt", 2005, 2006],
                ["Viborg Amt", 1200, 1100],
                ["Vejle Amt", 1500, 1400],
                ["Roskilde Amt", 900, 800],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: accounts and budget in a column of kinds",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                ["År", "Type", "Antal"],
                [2022, "Regnskab", 73],
                [2023, "Regnskab", 88],
                [2025, "Budget", 98],
            ]
        ),
        series("klimaplaner", DK, (2022, 2023), (73, 88)),
        alliance=K,
        real=True,
    ),
    Case(
        "aimed 2: a goal in a column of remarks",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["År", "Antal", "Bemærkning"],
                [2021, 14000, None],
                [2022, 14500, None],
                [2023, 10000, "Mål"],
            ]
        ),
        series(INDBRUD, DK, (2021, 2022), (14000, 14500)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: a goal among the years down",
        book([["Anmeldte indbrud i beboelse"], ["År", "Antal"], [2021, 14000], [2022, 14500], ["Mål 2023", 10000]]),
        series(INDBRUD, DK, (2021, 2022), (14000, 14500)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: the sheet says 2023, the title 2022",
        book(
            {
                "2023": [
                    ["Anmeldte indbrud i beboelse, pr. kommune, 2022"],
                    ["Kommune", "Antal"],
                    ["Aarhus", 800],
                    ["Odense", 510],
                ]
            }
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 2: the homeless of all ages in one municipality",
        book(
            [["Borgere i hjemløshed, alle aldre"], ["Kommune", 2019, 2022], ["Aarhus", 700, 680], ["Odense", 250, 240]]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "aimed 2: a forecast in the last row of the years down",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
                ["År", "Kilde", "Udledning"],
                [2022, "Statistik", 43.1],
                [2023, "Statistik", 41.2],
                [2025, "Fremskrivning", 37.9],
            ]
        ),
        series("co2e_danmark", DK, (2022, 2023), (43.1, 41.2)),
        also={("co2e_danmark", DK, "2025"): (37.9, "F")},
        alliance=K,
        real=True,
    ),
    Case(
        "aimed 2: estimates marked in a column of letters",
        book(
            [
                ["Borgere i hjemløshed, alle aldre"],
                ["År", "Antal", "Opgørelse"],
                [2019, 6431, "Tælling"],
                [2021, 6100, "Skøn"],
                [2022, 5789, "Tælling"],
            ]
        ),
        series("hjemloese_alle", DK, (2019, 2022), (6431, 5789)),
        also={("hjemloese_alle", DK, "2021"): (6100, "E")},
        alliance=H,
        real=True,
    ),
    Case(
        "aimed 2: one heading for two measures, a merged cell above",
        book(
            [
                ["Danskere, der er bekymrede for indbrud"],
                ["", "Antal (1.000 personer)", None, "Andel (pct.)", None],
                ["", 2017, 2019, 2017, 2019],
                ["Hele landet", 1400, 1350, 25, 24],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        series("bekymrede", DK, (2017, 2019), (25, 24)),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 3: holiday houses, and a row that only says reported burglaries",
        book([["Indbrud i fritidshuse"], ["", *Y3], ["Anmeldte indbrud", 2100, 2200, 2300], ["Opklarede", 80, 90, 85]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 3: holiday houses, and a column that only says reported burglaries",
        book([["Indbrud i fritidshuse"], ["År", "Anmeldte indbrud"], [2021, 2100], [2022, 2200]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 3: holiday houses, two rows above",
        book([["Fritidshuse"], ["Anmeldte indbrud"], ["", *Y3], ["Hele landet", 2100, 2200, 2300]]),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 3: a note says that the young are of another age",
        book([["Unge i hjemløshed"], ["", 2017, 2019], ["Hele landet", 1500, 1400], ["Unge er her 15-24 år."]]),
        alliance=H,
        real=True,
    ),
    Case(
        "aimed 3: of these attempts, above the years",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", "Heraf forsøg", None, None],
                ["", *Y3],
                ["Hele landet", 2100, 2200, 2300],
            ],
            merges={"Ark1": [(1, 1, 1, 3)]},
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "aimed 3: foreign guests above a column of nights",
        book(
            [
                ["Udenlandske gæster i første halvår"],
                ["Periode", "Overnatninger"],
                ["2018H1", 198000],
                ["2019H1", 210000],
            ]
        ),
        alliance=T,
        real=True,
    ),
    Case(
        "aimed 3, plain: the alliance's own sheet of key figures",
        book(
            [
                ["Bo trygt: nøgletal til årsmødet"],
                ["År", "Anmeldte indbrud", "Bekymrede for indbrud (pct.)"],
                [2017, 29147, 25],
            ]
        ),
        series(INDBRUD, DK, (2017,), (29147,)) | series("bekymrede", DK, (2017,), (25,)),
        alliance=B,
        real=True,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "aimed: the unit line says per inhabitant": ("factor",),
    "aimed: the unit line says kton": ("factor",),
    "aimed: the unit line says kt": ("factor",),
    "aimed: the title says t. ton": ("indicator",),
    "aimed: the unit line says change in per cent": ("factor",),
    "aimed: the unit line says index": ("factor",),
    "aimed: per 10,000 dwellings": ("indicator",),
    "aimed: per 1,000 houses": ("indicator",),
    "aimed: after correction for the season": ("indicator",),
    "aimed: after deduction of attempts": ("indicator",),
    "aimed: a month's mean of each year": ("indicator",),
    "aimed: selected municipalities together": ("indicator",),
    "aimed: a note says that they are women only": ("indicator",),
    "aimed: a note says that they are an index": ("indicator",),
    "aimed: a count in thousands that nothing says": ("factor",),
    "aimed: two shares as fractions": ("factor",),
    "aimed: a sheet called Rate": ("indicator", "factor"),
    "aimed: police districts": ("only.Politikreds",),
    "aimed: two municipalities in one row": ("only.Kommune",),
    "aimed: a raised note on a number": ("numbers",),
    "aimed: municipalities of the Region only, with its total": ("area",),
    "aimed: the share of the homeless that are young, as a count's heading": ("indicator",),
    "aimed: the count without the rest": ("indicator",),
    "aimed 2: a group row says per 1,000 inhabitants": ("indicator",),
    "aimed 2: a filter line above: flats only": ("indicator",),
    "aimed 2: a filter in two cells above: kind of victim": ("indicator",),
    "aimed 2: counties of old": ("only.Amt",),
    "aimed 2: a goal in a column of remarks": ("indicator",),
    "aimed 2: the sheet says 2023, the title 2022": ("period",),
    "aimed 2: the homeless of all ages in one municipality": ("area",),
    "aimed 3: holiday houses, and a row that only says reported burglaries": ("indicator",),
    "aimed 3: holiday houses, and a column that only says reported burglaries": ("indicator",),
    "aimed 3: holiday houses, two rows above": ("indicator",),
    "aimed 3: a note says that the young are of another age": ("indicator",),
    "aimed 3: of these attempts, above the years": ("indicator",),
    "aimed 3: foreign guests above a column of nights": ("indicator",),
}
REFUSED = {
    "aimed: the unit column says per 1,000": "heading_missing",
    "aimed: accounts and budget by letters": "no_table",
}
CASES = settled(FILES, ASKED, REFUSED)
