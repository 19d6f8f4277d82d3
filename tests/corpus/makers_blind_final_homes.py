"""A lot written blind, homelessness and what is left of crime; figures are invented."""

from __future__ import annotations

from tests.corpus.blind import AARHUS, KOEBENHAVN, ODENSE, series, settled, unseen
from tests.corpus.write import book, lines, text

B, H, DK = "bo-trygt", "hjem-til-alle", "Danmark"
Y2, Y3, COUNTED = (2022, 2023), (2021, 2022, 2023), (2017, 2019)
TITLE = "Anmeldte indbrud i beboelse"
YOUNG, YOUNGEST, OLDER, ALL, KOMMUNE = "unge_18_29", "unge_18_24", "unge_25_29", "hjemloese_alle", "unge_18_29_kommune"
PLACES = [["Aarhus", 240, 231], ["Odense", 130, 128]]
BY_MUNICIPALITY = series(KOMMUNE, AARHUS, COUNTED, (240, 231)) | series(KOMMUNE, ODENSE, COUNTED, (130, 128))

FILES = [
    unseen(
        "final: the mean of a month under plain years",
        B,
        [[f"{TITLE}, gennemsnit pr. måned"], ["", *Y3], ["Hele landet", 1425, 1450, 1358]],
    ),
    unseen(
        "final: places in a ranking, year by year",
        B,
        [
            ["Kommunernes placering, anmeldte indbrud i beboelse"],
            ["(1 = færrest indbrud)"],
            ["Kommune", *Y2],
            ["Aarhus", 61, 63],
            ["Odense", 40, 38],
        ],
    ),
    unseen(
        "final: rolling sums of four quarters",
        B,
        [[f"{TITLE}, rullende sum over fire kvartaler"], ["", "2023K1", "2023K2"], ["Hele landet", 17300, 17050]],
    ),
    unseen(
        "final: quarters seasonally adjusted",
        B,
        [[f"{TITLE}, sæsonkorrigeret"], ["", "2023K1", "2023K2", "2023K3"], ["Hele landet", 4100, 4150, 4080]],
    ),
    unseen(
        "final: an index of burglaries",
        B,
        [[TITLE, "Indeks, 2017=100"], ["Kommune", 2022, 2023], ["Aarhus", 58, 60], ["Odense", 49, 47]],
    ),
    unseen(
        "final: the insurers' own claims",
        B,
        [
            ["Indbrud i privat beboelse: anmeldte skader til forsikringsselskaberne"],
            ["År", "Antal skader", "Erstatning, mio. kr."],
            [2022, 21100, 480],
            [2023, 20400, 470],
        ],
    ),
    unseen(
        "final: households that were burgled",
        B,
        [
            ["Indbrud i beboelse"],
            ["Andel husstande udsat for indbrud, pct."],
            ["", *Y3],
            ["Hele landet", 1.1, 1.0, 0.9],
        ],
    ),
    unseen(
        "final: neighbours who watch",
        B,
        [["Medlemmer af Nabohjælp, pr. kommune"], ["Kommune", *Y2], ["Aarhus", 9100, 9900], ["Odense", 6100, 6400]],
    ),
    unseen(
        "final: ages down, with and without those asked for",
        H,
        [
            ["Borgere i hjemløshed efter alder, uge 6"],
            ["Alder", *COUNTED],
            ["Under 18 år", 210, 190],
            ["18-24 år", 1270, 1010],
            ["25-29 år", 1020, 920],
            ["30-39 år", 1400, 1380],
            ["40 år og derover", 2700, 2931],
            ["I alt", 6600, 6431],
        ],
        series(ALL, DK, COUNTED, (6600, 6431))
        | series(YOUNGEST, DK, COUNTED, (1270, 1010))
        | series(OLDER, DK, COUNTED, (1020, 920)),
    ),
    unseen(
        "final: where the young spend the night",
        H,
        [
            ["Unge i hjemløshed, 18-29 år, efter hjemløshedssituation"],
            ["", *COUNTED],
            ["På gaden", 180, 150],
            ["Herberg", 700, 640],
            ["Hos familie og venner", 1100, 880],
            ["Andet", 310, 260],
            ["I alt", 2290, 1930],
        ],
        series(YOUNG, DK, COUNTED, (2290, 1930)),
    ),
    unseen(
        "final: women alone",
        H,
        [["Kvinder i hjemløshed, alle aldre"], ["År", "Antal"], [2017, 1660], [2019, 1650]],
    ),
    unseen(
        "final: the young in per cent of all",
        H,
        [["Unge i hjemløshed, 18-29 år"], ["Andel af alle borgere i hjemløshed, pct."], ["", *COUNTED], ["", 35, 30]],
    ),
    unseen(
        "final: homeless per thousand inhabitants",
        H,
        [
            ["Borgere i hjemløshed pr. 1.000 indbyggere"],
            ["Kommune", *COUNTED],
            ["Aarhus", 2.3, 2.2],
            ["Odense", 1, 0.9],
        ],
    ),
    unseen(
        "final: another age in the municipalities",
        H,
        [["Unge 18-24 år i hjemløshed, pr. kommune"], ["Kommune", *COUNTED], *PLACES],
    ),
    unseen(
        "final: the young at risk",
        H,
        [["Unge i risiko for hjemløshed, 18-29 år"], ["Kommune", *COUNTED], *PLACES],
    ),
    unseen(
        "final: a sheet for each count, ages across",
        H,
        book(
            {
                str(year): [
                    [f"Hjemløshed i kommunerne, uge 6 {year}"],
                    ["Kommune", "18-24 år", "25-29 år", "Unge i hjemløshed, 18-29 år", "Alle aldre"],
                    ["Aarhus", young - 90, 90, young, 700],
                    ["Odense", other - 40, 40, other, 400],
                ]
                for year, young, other in ((2017, 240, 130), (2019, 231, 128))
            }
        ),
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: regions and the country",
        H,
        [
            ["Unge i hjemløshed, 18-29 år"],
            ["Region", *COUNTED],
            ["Hovedstaden", 1000, 850],
            ["Midtjylland", 560, 470],
            ["Hele landet", 2290, 1930],
        ],
        series(YOUNG, DK, COUNTED, (2290, 1930)),
    ),
    unseen(
        "final: ever in life",
        H,
        [["Unge 18-29 år, der har oplevet hjemløshed i løbet af livet"], ["", *COUNTED], ["Hele landet", 9100, 9300]],
    ),
    unseen(
        "final: week six written out in the heading",
        H,
        [["Unge i hjemløshed, 18-29 år, pr. kommune"], ["Kommune", "Uge 6, 2017", "Uge 6, 2019"], *PLACES],
        BY_MUNICIPALITY,
    ),
    unseen(
        "final: found a home",
        H,
        [["Unge 18-29 år, der er kommet ud af hjemløshed, pr. kommune"], ["Kommune", *COUNTED], *PLACES],
    ),
    unseen(
        "final: of which ill, and of which long",
        H,
        [
            ["År", "Unge i hjemløshed, 18-29 år", "Heraf med psykisk sygdom", "Heraf hjemløse over et år"],
            [2017, 2290, 1100, 610],
            [2019, 1930, 990, 530],
        ],
        series(YOUNG, DK, COUNTED, (2290, 1930)),
    ),
    unseen(
        "final: few are not told",
        H,
        [
            ["Unge i hjemløshed, 18-29 år, pr. kommune"],
            ["Kommune", *COUNTED],
            ["Aarhus", 240, 231],
            ["Lemvig", "<5", 6],
            ["Note: <5 betyder færre end fem borgere."],
        ],
        series(KOMMUNE, AARHUS, COUNTED, (240, 231)) | series(KOMMUNE, "0665 Lemvig", COUNTED, ((None, "Q"), 6)),
    ),
    unseen(
        "final: municipalities merged over two years",
        H,
        book(
            [
                ["Unge i hjemløshed, 18-29 år"],
                ["", "København", None, "Aarhus", None],
                ["", 2017, 2019, 2017, 2019],
                ["Antal", 560, 480, 240, 231],
                ["Andel af alle, pct.", 36, 33, 34, 32],
            ],
            merges={"Ark1": [(1, 1, 1, 2), (1, 3, 1, 4)]},
        ),
        series(KOMMUNE, KOEBENHAVN, COUNTED, (560, 480)) | series(KOMMUNE, AARHUS, COUNTED, (240, 231)),
    ),
    unseen(
        "final: evicted tenants",
        H,
        text(
            lines("Kommune;År;Udsættelser af lejere", "Aarhus;2017;190", "Odense;2017;160", "Aarhus;2019;150"),
            "cp1252",
        ),
    ),
    unseen(
        "final: needs of the young, a survey in per cent",
        H,
        [
            ["Unge i hjemløshed, 18-29 år: behov for støtte"],
            ["Behov", *COUNTED],
            ["Egen bolig", 81, 84],
            ["Hjælp til økonomi", 64, 61],
            ["Samtaler", 55, 58],
        ],
    ),
]

ASKED: dict[str, tuple[str, ...]] = {
    "final: the mean of a month under plain years": ("indicator",),
    "final: places in a ranking, year by year": ("indicator",),
    "final: rolling sums of four quarters": ("indicator",),
    "final: quarters seasonally adjusted": ("indicator",),
    "final: an index of burglaries": ("indicator",),
    "final: the insurers' own claims": ("value",),
    "final: households that were burgled": ("indicator",),
    "final: neighbours who watch": ("indicator",),
    "final: women alone": ("indicator",),
    "final: the young in per cent of all": ("indicator", "factor"),
    "final: homeless per thousand inhabitants": ("indicator",),
    "final: another age in the municipalities": ("area",),
    "final: the young at risk": ("indicator",),
    "final: a sheet for each count, ages across": ("value",),
    "final: ever in life": ("indicator",),
    "final: week six written out in the heading": ("period",),
    "final: found a home": ("indicator",),
    "final: municipalities merged over two years": ("only.#1",),
    "final: evicted tenants": ("indicator",),
    "final: needs of the young, a survey in per cent": ("indicator", "only.Behov"),
}
REFUSED: dict[str, str] = {}
CASES = settled(FILES, ASKED, REFUSED)
