"""Held out: a second lot written last and run once before anything was changed (invented figures)."""

from __future__ import annotations

from datetime import date

from tests.corpus.case import Case
from tests.corpus.write import book, lines, text

B, H, C, M = "bo-trygt", "hjem-til-alle", "klimaalliancen", "medvind-i-oesterbyen"
DK, KBH, AARHUS, ODENSE = "Danmark", "0101 København", "0751 Aarhus", "0461 Odense"
EAST = "Østerbyen, Esbjerg"
K = "kommuner"

CASES = [
    Case(
        "the year as a sheet, offences down, municipalities across",
        book(
            {
                year: [
                    [f"Anmeldelser {year}"],
                    ["Gerningsindhold", "København", "Aarhus", "Odense"],
                    ["Anmeldte indbrud i beboelse", 300 + n, 200 + n, 100 + n],
                    ["Anmeldte tyverier", 700 + n, 600 + n, 500 + n],
                ]
                for n, year in enumerate(("2022", "2023"))
            }
        ),
        {
            ("indbrud_kommune", place, year): base + n
            for n, year in enumerate(("2022", "2023"))
            for place, base in ((KBH, 300), (AARHUS, 200), (ODENSE, 100))
        },
        real=True,
        alliance=B,
    ),
    Case(
        "monthly burglaries summed to quarters in columns of their own",
        book(
            [
                ["Anmeldte indbrud i beboelse, hele landet"],
                ["År", "Jan-mar", "Apr-jun", "Jul-sep", "Okt-dec", "Hele året"],
                [2022, 4011, 3022, 3033, 4044, 14110],
                [2023, 4111, 3122, 3133, 4144, 14510],
            ]
        ),
        asks=("value",),
        real=True,
        alliance=B,
    ),
    Case(
        "seasonally adjusted beside the plain figures",
        book(
            [
                ["Anmeldte indbrud pr. kvartal"],
                ["Kvartal", "Faktiske tal", "Sæsonkorrigeret"],
                ["2023K1", 4111, 3811],
                ["2023K2", 3122, 3522],
                ["2023K3", 3133, 3533],
            ]
        ),
        {
            ("indbrud_kvartal", DK, "2023-Q1"): 4111,
            ("indbrud_kvartal", DK, "2023-Q2"): 3122,
            ("indbrud_kvartal", DK, "2023-Q3"): 3133,
        },
        real=True,
        alliance=B,
    ),
    Case(
        "homeless by age in single columns, years down, all of them",
        book(
            [
                ["Borgere i hjemløshed efter alder, antal"],
                [],
                ["Opgørelsesår", "Under 18 år", "18-24 år", "25-29 år", "30 år og derover", "I alt"],
                [2019, 100, 200, 300, 400, 1000],
                [2022, 101, 201, 301, 401, 1004],
                [2024, 102, 202, 302, 402, 1008],
            ]
        ),
        {
            (code, DK, str(year)): base + n
            for code, base in (("unge_18_24", 200), ("unge_25_29", 300))
            for n, year in enumerate((2019, 2022, 2024))
        }
        | {("hjemloese_alle", DK, str(year)): 1000 + 4 * n for n, year in enumerate((2019, 2022, 2024))},
        real=True,
        alliance=H,
    ),
    Case(
        "homeless per 10,000 inhabitants beside the count, by municipality",
        book(
            [
                ["Unge 18-29 år i hjemløshed, 2024"],
                ["Kommune", "Antal", "Pr. 10.000 indbyggere"],
                ["København", 344, 5.1],
                ["Aarhus", 244, 4.2],
                ["Odense", 37, 1.1],
            ]
        ),
        {
            ("unge_18_29_kommune", KBH, "2024"): 344,
            ("unge_18_29_kommune", AARHUS, "2024"): 244,
            ("unge_18_29_kommune", ODENSE, "2024"): 37,
        },
        real=True,
        alliance=H,
    ),
    Case(
        "a municipality's own sheet: the count of its young, years down, no place but in the head",
        book(
            [
                ["Odense Kommune"],
                ["Unge i hjemløshed, 18-29 år"],
                [],
                ["År", "Antal unge"],
                [2019, 38],
                [2022, 36],
                [2024, 37],
            ]
        ),
        {
            ("unge_18_29_kommune", ODENSE, "2019"): 38,
            ("unge_18_29_kommune", ODENSE, "2022"): 36,
            ("unge_18_29_kommune", ODENSE, "2024"): 37,
        },
        real=True,
        alliance=H,
    ),
    Case(
        "goal and actual emission side by side for each year",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e"],
                ["År", "Faktisk udledning", "Mål", "Afvigelse"],
                [2021, 46.1, 45.1, 1],
                [2022, 44.2, 43.2, 1],
                [2023, 43.3, 41.3, 2],
            ]
        ),
        {("co2e_danmark", DK, "2021"): 46.1, ("co2e_danmark", DK, "2022"): 44.2, ("co2e_danmark", DK, "2023"): 43.3},
        real=True,
        alliance=C,
    ),
    Case(
        "two scenarios of the projection in rows of the same name",
        book(
            [
                ["Danmarks udledning af drivhusgasser, mio. ton CO2e"],
                ["Scenarie", "2025", "2030", "2035"],
                ["Grundforløb", 36.1, 22.2, 18.3],
                ["Højt forløb", 38.1, 25.2, 21.3],
            ]
        ),
        asks=("only.Scenarie",),
        real=True,
        alliance=C,
    ),
    Case(
        "emissions by municipality, sector totals as columns and the sum last",
        book(
            [
                ["Udledning af drivhusgasser pr. kommune 2023 (ton CO2e)"],
                [],
                ["Kommunenr.", "Kommune", "Energi", "Transport", "Landbrug", "Samlet udledning"],
                [101, "København", 400000, 300000, 1000, 701000],
                [751, "Aarhus", 200000, 250000, 50000, 500000],
                [461, "Odense", 150000, 200000, 30000, 380000],
            ]
        ),
        {
            ("co2e_kommune", KBH, "2023"): 701000,
            ("co2e_kommune", AARHUS, "2023"): 500000,
            ("co2e_kommune", ODENSE, "2023"): 380000,
        },
        real=True,
        alliance=C,
    ),
    Case(
        "key figures with their unit and years across, two of them ours",
        book(
            [
                ["Nøgletal for bydelen Østerbyen"],
                ["Nøgletal", "Enhed", "2016", "2018"],
                ["Unge med fritidsjob", "pct.", 13.5, 14.5],
                ["Karaktergennemsnit i dansk og matematik", "karakter", 5.5, 5.6],
                ["Unge i alt", "antal", 411, 422],
            ]
        ),
        {
            ("fritidsjob", EAST, "2016"): 13.5,
            ("fritidsjob", EAST, "2018"): 14.5,
            ("karakter_dansk_matematik", EAST, "2016"): 5.5,
            ("karakter_dansk_matematik", EAST, "2018"): 5.6,
        },
        real=True,
        alliance=M,
    ),
    Case(
        "numbers of pupils where the indicator is a share of them",
        book([["Elever med karakteren 02 eller derunder"], ["År", "Antal elever"], [2016, 14], [2017, 12], [2018, 11]]),
        asks=("indicator",),
        real=True,
        alliance=M,
    ),
    Case(
        "StatBank: months of one year, place in rows, blank first heading, unit below the title",
        text(
            lines(
                '"Besøg hos ting efter område og tid"',
                '"Enhed: besøg"',
                "",
                '" ","2024M01","2024M02","2024M03"',
                '"Hele landet","1.012","1.013","1.014"',
                "",
                '"Tal for marts er foreløbige"',
            ),
            "cp1252",
        ),
        asks=("numbers", "statuses"),
        real=True,
    ),
    Case(
        "a table turned: years down, one column for each municipality, country first",
        book(
            [
                ["Ting i kommuner"],
                ["År", "Hele landet", "København", "Aarhus", "Odense"],
                [2022, 100, 32, 12, 22],
                [2023, 110, 34, 14, 24],
                ["Ændring", 10, 2, 2, 2],
            ]
        ),
        {
            (K, KBH, "2022"): 32,
            (K, KBH, "2023"): 34,
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): 14,
            (K, ODENSE, "2022"): 22,
            (K, ODENSE, "2023"): 24,
        },
        real=True,
    ),
    Case(
        "ranks and colours: a traffic light beside each year",
        book(
            [
                ["Tilfredse borgere (pct.)"],
                ["Kommune", "2022", "Status", "2023", "Status"],
                ["Aarhus", 61.5, "gul", 62.5, "grøn"],
                ["Odense", 71.5, "grøn", 72.5, "grøn"],
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
        "days of counting as dates, one a year",
        book([["Antal ting"], ["Tælledag", "Antal ting"], [date(2022, 11, 3), 90], [date(2023, 11, 2), 80]]),
        {("antal", DK, "2022"): 90, ("antal", DK, "2023"): 80},
        real=True,
    ),
    Case(
        "municipalities written with codes in the same cell and a leading apostrophe's nought",
        book(
            [
                ["Ting i kommuner"],
                ["Kommune", "2022", "2023"],
                ["0751 Aarhus Kommune", 12, 14],
                ["461 - Odense", 22, 24],
                ["Kbh.", 32, 34],
            ]
        ),
        {
            (K, AARHUS, "2022"): 12,
            (K, AARHUS, "2023"): 14,
            (K, ODENSE, "2022"): 22,
            (K, ODENSE, "2023"): 24,
            (K, KBH, "2022"): 32,
            (K, KBH, "2023"): 34,
        },
        real=True,
    ),
]
