"""The first lot of blind files: public Danish shapes with invented figures, made to be misread in silence."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, GRIBSKOV, KOEBENHAVN, ODENSE, series, settled
from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, K, M, T = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen", "toendermarsk-initiativet"
DK = "Danmark"
Y3, Y4 = (2021, 2022, 2023), (2020, 2021, 2022, 2023)
INDBRUD, KOMMUNE, RATE = "indbrud", "indbrud_kommune", "indbrud_pr_1000_boliger"

FILES = [
    # another quantity under a like name
    Case(
        "blind: per 1,000 inhabitants, municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse pr. 1.000 indbyggere"],
                ["Kommune", *Y3],
                ["Aarhus", 2.4, 2.2, 2.6],
                ["Odense", 3.1, 2.9, 2.7],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: index with 2017 as 100",
        book([["Anmeldte indbrud i beboelse, indeks (2017=100)"], ["", *Y3], ["Hele landet", 51, 52, 50]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: change since the year before",
        book(
            [
                ["Anmeldte indbrud i beboelse, ændring i forhold til året før"],
                ["", *Y3],
                ["Hele landet", -2725, 95, -55],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: charges, not reports",
        book([["Sigtelser for indbrud i beboelse"], ["", *Y3], ["Hele landet", 2725, 2195, 2155]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: seasonally adjusted quarters",
        book(
            [
                ["Anmeldte indbrud i beboelse, sæsonkorrigeret"],
                ["", "2022K1", "2022K2", "2022K3", "2022K4"],
                ["Hele landet", 3612, 3580, 3701, 3655],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: cumulated through the year",
        book(
            [
                ["Anmeldte indbrud i beboelse, akkumuleret år til dato"],
                ["", "2022K1", "2022K2", "2022K3", "2022K4"],
                ["Hele landet", 3612, 7180, 10701, 14655],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: attempts only",
        book([["Forsøg på indbrud i beboelse"], ["", *Y3], ["Hele landet", 2725, 2195, 2155]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: burglaries in shops",
        book([["Anmeldte indbrud i forretninger og virksomheder"], ["", *Y3], ["Hele landet", 6725, 6195, 6155]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: rolling four quarters",
        book(
            [
                ["Anmeldte indbrud i beboelse, seneste fire kvartaler"],
                ["", "2022K1", "2022K2", "2022K3", "2022K4"],
                ["Hele landet", 14612, 14780, 14701, 14655],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: counts, change and change in per cent side by side",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", 2022, 2023, "Ændring 2022-2023", "Ændring i pct."],
                ["Aarhus", 800, 880, 80, 10],
                ["Odense", 500, 450, -50, -10],
            ]
        ),
        series(KOMMUNE, AARHUS, (2022, 2023), (800, 880)) | series(KOMMUNE, ODENSE, (2022, 2023), (500, 450)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: a target among the years",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", 2019, 2020, 2021, "Mål 2023"],
                ["Hele landet", 24000, 17000, 14000, 10000],
            ]
        ),
        series(INDBRUD, DK, (2019, 2020, 2021), (24000, 17000, 14000)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: plans, with a goal in the last column",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                ["", 2022, 2023, 2024, "Måltal 2025"],
                ["Antal kommuner", 60, 88, 93, 98],
            ]
        ),
        series("klimaplaner", DK, (2022, 2023, 2024), (60, 88, 93)),
        alliance=K,
    ),
    Case(
        "blind: Danmark i alt among the municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", *Y3],
                ["Aarhus", 800, 780, 760],
                ["Odense", 500, 510, 520],
                ["Danmark i alt", 14000, 14500, 14400],
            ]
        ),
        series(KOMMUNE, AARHUS, Y3, (800, 780, 760)) | series(KOMMUNE, ODENSE, Y3, (500, 510, 520)),
        also=series(INDBRUD, DK, Y3, (14000, 14500, 14400)) | series(KOMMUNE, DK, Y3, (14000, 14500, 14400)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: Landsgennemsnit beside Copenhagen",
        book(
            [
                ["Anmeldte indbrud pr. 1.000 boliger"],
                ["", *Y3],
                ["København", 2.4, 2.28, 2.34],
                ["Landsgennemsnit", 5.1, 4.97, 4.88],
            ]
        ),
        series(RATE, KOEBENHAVN, Y3, (2.4, 2.28, 2.34)),
        also=series(RATE, DK, Y3, (5.1, 4.97, 4.88)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: Øvrige and Sum below the municipalities",
        book(
            [
                ["Indbrud i kommunen (anmeldte, beboelse)"],
                ["Kommune", *Y3],
                ["Gribskov", 216, 200, 210],
                ["Odense", 500, 510, 520],
                ["Øvrige", 900, 910, 920],
                ["Sum", 1616, 1620, 1650],
            ]
        ),
        series(KOMMUNE, GRIBSKOV, Y3, (216, 200, 210)) | series(KOMMUNE, ODENSE, Y3, (500, 510, 520)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: like names of municipalities",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                ["Kommune", *Y3],
                ["Nordfyns", 80, 81, 82],
                ["Ringsted", 120, 121, 122],
                ["Ringkøbing-Skjern", 140, 141, 142],
                ["Herlev", 90, 91, 92],
                ["Herning", 150, 151, 152],
            ]
        ),
        series(KOMMUNE, "0480 Nordfyns", Y3, (80, 81, 82))
        | series(KOMMUNE, "0329 Ringsted", Y3, (120, 121, 122))
        | series(KOMMUNE, "0760 Ringkøbing-Skjern", Y3, (140, 141, 142))
        | series(KOMMUNE, "0163 Herlev", Y3, (90, 91, 92))
        | series(KOMMUNE, "0657 Herning", Y3, (150, 151, 152)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: kinds of crime, indented",
        book(
            [
                ["STRAF20: Anmeldte forbrydelser efter overtrædelsens art og tid"],
                [],
                ["", *Y3],
                ["Ejendomsforbrydelser i alt", 150000, 160000, 170000],
                ["   Indbrud i beboelse", 14000, 14500, 14400],
                ["   Indbrud i bank, forretning m.v.", 6000, 6500, 6400],
                ["   Butikstyverier", 16000, 16500, 16400],
            ]
        ),
        series(INDBRUD, DK, Y3, (14000, 14500, 14400)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: reported and solved under each year",
        book(
            [
                ["Indbrud i beboelse, hele landet pr. kommune"],
                ["Kommune", 2022, None, 2023, None],
                ["", "Anmeldte", "Opklarede", "Anmeldte", "Opklarede"],
                ["Aarhus", 800, 80, 880, 90],
                ["Odense", 500, 50, 450, 40],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        series(KOMMUNE, AARHUS, (2022, 2023), (800, 880)) | series(KOMMUNE, ODENSE, (2022, 2023), (500, 450)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: first and revised figures under one heading",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", *Y3],
                ["Hele landet", 14100, 14600, 14300],
                [],
                ["Anmeldte indbrud i beboelse, reviderede tal"],
                ["", *Y3],
                ["Hele landet", 14000, 14500, 14400],
            ]
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: last year's version on a sheet of its own",
        book(
            {
                "Udgave 2024": [["Anmeldte indbrud i beboelse"], ["", *Y3], ["Hele landet", 14000, 14500, 14400]],
                "Udgave 2023": [["Anmeldte indbrud i beboelse"], ["", *Y3], ["Hele landet", 14100, 14600, 14300]],
            }
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: a star on the last year",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", 2021, 2022, "2023*"],
                ["Hele landet", 14000, 14500, 14400],
                ["* Foreløbige tal"],
            ]
        ),
        series(INDBRUD, DK, Y3, (14000, 14500, (14400, "P"))),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: final and preliminary in a row above the years",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", "Endelige tal", None, "Foreløbige tal", None],
                ["", *Y4],
                ["Hele landet", 17000, 14000, 14500, 14400],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        series(INDBRUD, DK, Y4, (17000, 14000, (14500, "P"), (14400, "P"))),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: share kept as a fraction with a percent format",
        book(
            [["Danskere, der er bekymrede for indbrud"], ["", 2017, 2019, 2021], ["Hele landet", 0.25, 0.24, 0.21]],
            formats={(2, 1): {"num_format": "0%"}, (2, 2): {"num_format": "0%"}, (2, 3): {"num_format": "0%"}},
        ),
        series("bekymrede", DK, (2017, 2019, 2021), (25, 24, 21)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: share kept as a bare fraction",
        book([["Danskere, der er bekymrede for indbrud"], ["", 2017, 2019, 2021], ["Hele landet", 0.25, 0.24, 0.21]]),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: worried, by sex and age",
        book(
            [
                ["Danskere, der er bekymrede for indbrud, pct."],
                ["", 2017, 2019],
                ["Alle", 25, 24],
                ["Mænd", 20, 19],
                ["Kvinder", 30, 29],
                ["18-29 år", 15, 14],
            ]
        ),
        series("bekymrede", DK, (2017, 2019), (25, 24)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: grades of worry",
        book(
            [
                ["Danskere, der er bekymrede for indbrud, pct."],
                ["År", "Slet ikke bekymret", "Lidt bekymret", "Meget bekymret"],
                [2017, 40, 35, 25],
                [2019, 42, 34, 24],
            ]
        ),
        alliance=B,
        real=True,
    ),
    # homelessness
    Case(
        "blind: sexes and the whole as columns",
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["År", "Mænd", "Kvinder", "I alt"],
                [2017, 1700, 592, 2292],
                [2019, 1600, 400, 2000],
                [2022, 1300, 300, 1600],
            ]
        ),
        series("unge_18_29", DK, (2017, 2019, 2022), (2292, 2000, 1600)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: young women only",
        book([["Unge kvinder i hjemløshed, 18-29 år"], ["", 2017, 2019, 2022], ["Hele landet", 592, 400, 300]]),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: young as a share of all the homeless",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, andel af alle i hjemløshed"],
                ["", 2017, 2019, 2022],
                ["Hele landet", 35, 32, 28],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: ages down, with a whole",
        book(
            [
                ["Borgere i hjemløshed i uge 6, fordelt på alder"],
                ["Alder", 2017, 2019, 2022],
                ["Under 18 år", 60, 50, 40],
                ["18-24 år", 1278, 1023, 800],
                ["25-29 år", 1014, 900, 842],
                ["30-39 år", 1500, 1400, 1300],
                ["I alt", 6635, 6431, 5789],
            ]
        ),
        series("unge_18_24", DK, (2017, 2019, 2022), (1278, 1023, 800))
        | series("unge_25_29", DK, (2017, 2019, 2022), (1014, 900, 842))
        | series("hjemloese_alle", DK, (2017, 2019, 2022), (6635, 6431, 5789)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: 18 to 30 in municipalities",
        book(
            [
                ["Unge i hjemløshed, 18-30 år, pr. kommune"],
                ["Kommune", 2017, 2019],
                ["Aarhus", 310, 290],
                ["Odense", 120, 110],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: homeless per 1,000 inhabitants",
        book(
            [
                ["Unge i hjemløshed 18-29 år, pr. 1.000 indbyggere"],
                ["Kommune", 2017, 2019],
                ["Aarhus", 4.1, 3.9],
                ["Odense", 3.2, 3.0],
            ]
        ),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: blanks that mean none",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["Kommune", 2015, 2017],
                ["Aarhus", 310, 290],
                ["Bornholm", None, 4],
                ["Odense", 120, 110],
                ["Tom celle: ingen unge i hjemløshed"],
            ]
        ),
        series("unge_18_29_kommune", AARHUS, (2015, 2017), (310, 290))
        | series("unge_18_29_kommune", "0400 Bornholm", (2017,), (4,))
        | series("unge_18_29_kommune", ODENSE, (2015, 2017), (120, 110)),
        also={("unge_18_29_kommune", "0400 Bornholm", "2015"): 0},
        alliance=H,
        real=True,
    ),
    Case(
        "blind: households instead of persons",
        book([["Husstande i hjemløshed, alle aldre"], ["", 2017, 2019, 2022], ["Hele landet", 5100, 5000, 4800]]),
        alliance=H,
        real=True,
    ),
    Case(
        "blind: two baselines and the latest",
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["", "Udgangspunkt 2015", "Udgangspunkt 2017", "Seneste 2022"],
                ["Hele landet", 2400, 2292, 1600],
            ]
        ),
        series("unge_18_29", DK, (2015, 2017, 2022), (2400, 2292, 1600)),
        alliance=H,
    ),
    Case(
        "blind: the week of the count as heading",
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["", "Uge 6 2017", "Uge 6 2019", "Uge 6 2022"],
                ["Hele landet", 2292, 2000, 1600],
            ]
        ),
        series("unge_18_29", DK, (2017, 2019, 2022), (2292, 2000, 1600)),
        alliance=H,
        real=True,
    ),
    # climate
    Case(
        "blind: thousands of tonnes",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune, 1.000 ton CO2e"],
                ["Kommune", *Y3],
                ["Aarhus", 1800, 1750, 1760],
                ["Odense", 1100, 1050, 1000],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: tonnes per inhabitant",
        book(
            [
                ["Udledning af drivhusgasser, ton CO2e pr. indbygger"],
                ["Kommune", *Y3],
                ["Aarhus", 5.1, 5.0, 4.9],
                ["Odense", 5.5, 5.2, 5.0],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: history and projection in a row above",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
                ["", "Historisk", None, "Fremskrivning", None],
                ["", 2022, 2023, 2025, 2030],
                ["I alt", 43.1, 41.2, 38.5, 25.1],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        series("co2e_danmark", DK, (2022, 2023, 2025, 2030), (43.1, 41.2, (38.5, "F"), (25.1, "F"))),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: without LULUCF",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e ekskl. LULUCF"],
                ["", *Y3],
                ["I alt", 44.1, 42.2, 39.9],
            ]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: sectors and their sum",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e inkl. LULUCF"],
                ["Sektor", *Y3],
                ["Energi", 15.0, 14.0, 13.0],
                ["Transport", 12.0, 12.0, 11.5],
                ["Landbrug", 16.0, 15.5, 15.0],
                ["I alt", 43.0, 41.5, 39.5],
            ]
        ),
        series("co2e_danmark", DK, Y3, (43.0, 41.5, 39.5)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: a region and the country among municipalities",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Område", *Y3],
                ["Hele landet", 43000000, 42000000, 41000000],
                ["Region Midtjylland", 9800000, 9700000, 9600000],
                ["Aarhus", 1800000, 1750000, 1760000],
                ["Region Syddanmark", 8800000, 8700000, 8600000],
                ["Odense", 1100000, 1050000, 1000000],
            ]
        ),
        series("co2e_kommune", AARHUS, Y3, (1800000, 1750000, 1760000))
        | series("co2e_kommune", ODENSE, Y3, (1100000, 1050000, 1000000)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: cumulated emissions",
        book(
            [
                ["Danmarks akkumulerede udledning af drivhusgasser, mio. ton CO2e"],
                ["", *Y3],
                ["Danmark", 44.1, 86.3, 126.2],
            ]
        ),
        alliance=K,
    ),
    Case(
        "blind: reduction since 1990",
        book(
            [["Reduktion i Danmarks udledning af drivhusgasser siden 1990"], ["", *Y3], ["Danmark", 35.1, 36.3, 38.2]]
        ),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: plans by region, with a sum",
        book(
            [
                ["Kommuner med vedtaget klimaplan"],
                ["Region", 2023, 2024],
                ["Hovedstaden", 25, 28],
                ["Sjælland", 15, 17],
                ["Syddanmark", 20, 21],
                ["Midtjylland", 18, 18],
                ["Nordjylland", 10, 11],
                ["Sum", 88, 95],
            ]
        ),
        series("klimaplaner", DK, (2023, 2024), (88, 95)),
        alliance=K,
    ),
    Case(
        "blind: municipalities across, with a sum",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["År", "Aarhus", "Odense", "Sum"],
                [2021, 1800000, 1100000, 2900000],
                [2022, 1750000, 1050000, 2800000],
            ]
        ),
        series("co2e_kommune", AARHUS, (2021, 2022), (1800000, 1750000))
        | series("co2e_kommune", ODENSE, (2021, 2022), (1100000, 1050000)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: a hidden column of figures",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune, ton CO2e"],
                ["Kommune", 2021, 2022, 2023],
                ["Aarhus", 1800000, 1750000, 1760000],
                ["Odense", 1100000, 1050000, 1000000],
            ],
            hidden_columns={"Ark1": [2]},
        ),
        series("co2e_kommune", AARHUS, (2021, 2023), (1800000, 1760000))
        | series("co2e_kommune", ODENSE, (2021, 2023), (1100000, 1000000)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind: decimal points in a Danish column of texts",
        text(
            lines(
                "Udledning af drivhusgasser pr. kommune (ton CO2e)",
                "Kommune;2021;2022",
                "Aarhus;1.800.000;1.750.000",
                "Odense;1.100.000;1050000.5",
            )
        ),
        alliance=K,
        real=True,
    ),
    # district, half-years, marks on numbers
    Case(
        "blind: the district, the municipality and the country",
        book(
            [
                ["Unge 16-21 år uden for ungdomsuddannelse, pct."],
                ["", 2016, 2018],
                ["Østerbyen, Esbjerg", 22, 21],
                ["Esbjerg", 14, 13],
                ["Hele landet", 11, 10],
            ]
        ),
        series("unge_uden_for_ungdomsuddannelse", "Østerbyen, Esbjerg", (2016, 2018), (22, 21))
        | series("unge_uden_for_ungdomsuddannelse", "0561 Esbjerg", (2016, 2018), (14, 13)),
        also=series("unge_uden_for_ungdomsuddannelse", DK, (2016, 2018), (11, 10)),
        alliance=M,
        real=True,
    ),
    Case(
        "blind: both half-years for an indicator of the first",
        book(
            [
                ["Overnatninger i Tønder Kommune"],
                ["", "1. halvår 2018", "2. halvår 2018", "1. halvår 2019", "2. halvår 2019"],
                ["Overnatninger", 598000, 701000, 649000, 720000],
            ]
        ),
        series("overnatninger_1_halvaar", "0550 Tønder", ("2018-H1", "2019-H1"), (598000, 649000)),
        alliance=T,
        real=True,
    ),
    Case(
        "blind: whole years for an indicator of half-years",
        book([["Overnatninger i Tønder Kommune"], ["", 2018, 2019], ["Overnatninger", 1299000, 1369000]]),
        alliance=T,
        real=True,
    ),
    Case(
        "blind: new applications of the year",
        book([["Ansøgninger til Højer Byfond, nye i året"], ["År", "Antal"], [2018, 32], [2019, 39]]),
        alliance=T,
    ),
    Case(
        "blind: a footnote's digit glued to a number",
        text(
            lines(
                "Anmeldte indbrud i beboelse", ";2021;2022;2023", "Hele landet;14.000;14.5002);14.400", "2) Rettet tal"
            )
        ),
        alliance=B,
        real=True,
    ),
    Case(
        "blind: quarters with the year's sum after them",
        book(
            [
                ["Anmeldte indbrud i beboelse"],
                ["", "2022K1", "2022K2", "2022K3", "2022K4", "2022"],
                ["Hele landet", 3600, 3700, 3500, 3700, 14500],
            ]
        ),
        series("indbrud_kvartal", DK, ("2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"), (3600, 3700, 3500, 3700)),
        also=series("indbrud", DK, (2022,), (14500,)),
        alliance=B,
        real=True,
    ),
    # these should simply be read
    Case(
        "blind, plain: municipalities by year",
        book(
            [
                ["Anmeldte indbrud i beboelse, pr. kommune"],
                [],
                ["Kommune", *Y3],
                ["101 København", 1800, 1700, 1600],
                ["751 Aarhus", 800, 790, 780],
            ]
        ),
        series(KOMMUNE, KOEBENHAVN, Y3, (1800, 1700, 1600)) | series(KOMMUNE, AARHUS, Y3, (800, 790, 780)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind, plain: quarters in words",
        book(
            [
                ["Anmeldte indbrud pr. kvartal, hele landet"],
                ["Kvartal", "Anmeldte indbrud"],
                ["1. kvt. 2022", 3600],
                ["2. kvt. 2022", 3700],
                ["3. kvt. 2022", 3500],
            ]
        ),
        series("indbrud_kvartal", DK, ("2022-Q1", "2022-Q2", "2022-Q3"), (3600, 3700, 3500)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind, plain: the rate with its comparison",
        book(
            [
                ["Anmeldte indbrud pr. 1.000 boliger"],
                ["Område", *Y3],
                ["Hele landet", 5.1, 4.97, 4.88],
                ["København", 2.4, 2.28, 2.34],
            ]
        ),
        series(RATE, DK, Y3, (5.1, 4.97, 4.88)) | series(RATE, KOEBENHAVN, Y3, (2.4, 2.28, 2.34)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind, plain: young homeless in municipalities",
        book(
            [
                ["Unge i hjemløshed, 18-29 år, pr. kommune"],
                ["Kommune", 2015, 2017],
                ["Aarhus", 310, 290],
                ["Bornholm", 6, 4],
                ["Kilde: VIVE"],
            ]
        ),
        series("unge_18_29_kommune", AARHUS, (2015, 2017), (310, 290))
        | series("unge_18_29_kommune", "0400 Bornholm", (2015, 2017), (6, 4)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind, plain: two age groups",
        book(
            [
                ["Unge i hjemløshed i uge 6"],
                ["Aldersgruppe", 2017, 2019],
                ["18-24 år", 1278, 1023],
                ["25-29 år", 1014, 900],
            ]
        ),
        series("unge_18_24", DK, (2017, 2019), (1278, 1023)) | series("unge_25_29", DK, (2017, 2019), (1014, 900)),
        alliance=H,
        real=True,
    ),
    Case(
        "blind, plain: municipal emissions in tonnes",
        book(
            [
                ["Udledning af drivhusgasser, pr. kommune"],
                ["Enhed: ton CO2e"],
                [],
                ["Kommunekode", "Kommune", *Y3],
                [751, "Aarhus", 1800000, 1750000, 1760000],
                [461, "Odense", 1100000, 1050000, 1000000],
            ]
        ),
        series("co2e_kommune", AARHUS, Y3, (1800000, 1750000, 1760000))
        | series("co2e_kommune", ODENSE, Y3, (1100000, 1050000, 1000000)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind, plain: the country's emissions",
        book(
            [
                ["Danmarks udledning af drivhusgasser"],
                ["Enhed: mio. ton CO2e inkl. LULUCF"],
                ["", *Y3],
                ["Danmark", 44.12, 43.1, 41.2],
            ]
        ),
        series("co2e_danmark", DK, Y3, (44.12, 43.1, 41.2)),
        alliance=K,
        real=True,
    ),
    Case(
        "blind, plain: plans in two columns",
        book([["Kommuner med vedtaget klimaplan"], ["År", "Antal kommuner"], [2020, 20], [2023, 90], [2024, 95]]),
        series("klimaplaner", DK, (2020, 2023, 2024), (20, 90, 95)),
        alliance=K,
    ),
    Case(
        "blind, plain: a CSV of worried Danes",
        text(lines("År;Danskere, der er bekymrede for indbrud (pct.)", "2017;25,0", "2019;24,5"), "cp1252"),
        series("bekymrede", DK, (2017, 2019), (25, 24.5)),
        alliance=B,
        real=True,
    ),
    Case(
        "blind, plain: nights of the first half-year",
        book([["Overnatninger i første halvår"], ["År", "Overnatninger"], [2018, 598000], [2019, 649000]]),
        series("overnatninger_1_halvaar", "0550 Tønder", ("2018-H1", "2019-H1"), (598000, 649000)),
        alliance=T,
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "blind: per 1,000 inhabitants, municipalities": ("indicator",),
    "blind: index with 2017 as 100": ("indicator",),
    "blind: change since the year before": ("indicator",),
    "blind: charges, not reports": ("indicator",),
    "blind: seasonally adjusted quarters": ("indicator",),
    "blind: cumulated through the year": ("indicator",),
    "blind: attempts only": ("indicator",),
    "blind: burglaries in shops": ("indicator",),
    "blind: rolling four quarters": ("indicator",),
    "blind: kinds of crime, indented": ("indicator", "only.#1"),
    "blind: share kept as a fraction with a percent format": ("factor",),
    "blind: share kept as a bare fraction": ("factor",),
    "blind: grades of worry": ("value",),
    "blind: young women only": ("indicator",),
    "blind: young as a share of all the homeless": ("indicator",),
    "blind: 18 to 30 in municipalities": ("indicator",),
    "blind: homeless per 1,000 inhabitants": ("indicator",),
    "blind: households instead of persons": ("indicator",),
    "blind: two baselines and the latest": ("indicator",),
    "blind: the week of the count as heading": ("period",),
    "blind: thousands of tonnes": ("indicator", "factor"),
    "blind: tonnes per inhabitant": ("indicator",),
    "blind: without LULUCF": ("indicator",),
    "blind: cumulated emissions": ("indicator",),
    "blind: reduction since 1990": ("indicator",),
    "blind: whole years for an indicator of half-years": ("period",),
    "blind: new applications of the year": ("indicator",),
    "blind: a footnote's digit glued to a number": ("numbers",),
    "blind, plain: nights of the first half-year": ("period",),
}
REFUSED = {
    "blind: first and revised figures under one heading": "key_twice_differs",
    "blind: last year's version on a sheet of its own": "key_twice_differs",
    "blind: decimal points in a Danish column of texts": "value_mixed",
}
CASES = settled(FILES, ASKED, REFUSED)
