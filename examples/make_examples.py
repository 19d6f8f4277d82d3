"""Writes the example workbooks from `observations.csv`: `python examples/make_examples.py [FOLDER]`.

The same figures give the same bytes: the moment of creation is fixed, and nothing else depends on the day.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from examples.problem_workbook import write_problem_workbook

HERE = Path(__file__).parent
CREATED = datetime(2026, 11, 23, 12)
STATUS = {"A": "", "P": "foreløbig", "F": "fremskrivning", "L": "mangler"}
FIRST_PRINT = "first print"  # how observations.csv marks a figure that was corrected later

# Who published a figure, as the workbooks say it; the notes that observations.csv adds belong to the definitions.
FIRST = "Danmarks Statistik / Det Kriminalpræventive Råd, første opgørelse"
PUBLISHERS = {
    "first print, January 2020 (sum of quarters), later revised to 24705": FIRST,
    "first print, later revised to 14956": FIRST,
    "Danmarks Statistik STRAF11 and BOL101, four quarters to Q4; 2021 missing because BOL101 has no dwelling count": (
        "Danmarks Statistik, STRAF11 og BOL101"
    ),
    "press, citing Danmarks Statistik": "Pressen, efter Danmarks Statistik",
    "Hjem til Alle årsskrift 2018, citing VIVE": "Hjem til Alle, årsskrift 2018, efter VIVE",
    "Energi- og CO2-regnskabet (Energistyrelsen), read 2026-05; accounts are restated backwards": (
        "Energi- og CO2-regnskabet, Energistyrelsen"
    ),
    "Klimastatus og -fremskrivning 2025, Energistyrelsen; F = projection": (
        "Klimastatus og -fremskrivning 2025, Energistyrelsen"
    ),
    "KL, Realdania, CONCITO 2020-2025 (2023: about 90)": "KL, Realdania, CONCITO",
    "MedVind i Østerbyen, baseline 2016": "MedVind i Østerbyen, udgangspunkt 2016",
    "MedVind i Østerbyen, baseline 2016 (comparison)": "MedVind i Østerbyen, udgangspunkt 2016",
    "SUS (comparison)": "SUS",
    "KL, 25 September 2023: 48.5 Mt in 2018-19, plans of 92 municipalities": "KL, 25. september 2023",
}

# The days on which a burglary figure became known. January 2020 is published; the days of the month, and the other
# three months, are assumed, and the sheet "Læs mig" says so.
FIRST_KNOWN = {"2019": date(2020, 1, 31), "2022": date(2023, 1, 31)}
REVISED = {"2019": date(2021, 1, 31), "2022": date(2023, 12, 31)}
RATE_WITHOUT_2021 = ("Danmark", "0101 København")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, in the columns of the standard workbook."""

    alliance: str
    indicator: str
    area: str
    period: str
    value: float | None
    status: str
    source: str
    known_from: date | None = None

    def cells(self) -> tuple[str | float | None, ...]:
        """As a person would have typed them: plain years are numbers, other periods are text."""
        period = int(self.period) if self.period.isdecimal() else self.period
        return self.indicator, self.area, period, self.value, STATUS[self.status] or None, self.source


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file to write: its figures, and what "Læs mig" says of them."""

    name: str
    rows: Sequence[Row]
    about: Sequence[str]
    has_known_from: bool = False


def make_examples(folder: Path) -> list[Path]:
    """Every example file, written to `folder`."""
    figures = read_figures()
    workbooks = [*burglary_workbooks(figures), *plain_workbooks(figures)]
    files = [write_workbook(workbook, folder) for workbook in workbooks]
    return [*files, write_csv(workbooks[1], folder), write_problem_workbook(folder, CREATED)]


def read_figures() -> list[Row]:
    """The published figures, by indicator, area and period; first prints before their revisions."""
    with (HERE / "observations.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            Row(r["alliance"], r["indicator"], r["area"], r["period"], float(r["value"]), r["status"], r["source"])
            for r in csv.DictReader(lines)
        ]
    return sorted(rows, key=lambda row: (row.alliance, row.indicator, row.area, row.period, row.status != "P"))


def burglary_workbooks(figures: Sequence[Row]) -> tuple[Workbook, Workbook]:
    """Bo trygt comes twice: as the figures were first told, and as they stand."""
    own = [row for row in figures if row.alliance == "bo-trygt"]
    first = [replace(row, known_from=FIRST_KNOWN[row.period]) for row in own if is_first_print(row)]
    revised = [
        replace(row, known_from=REVISED.get(row.period)) if row.indicator == "indbrud" else row
        for row in own
        if not is_first_print(row)
    ]
    rate = next(row for row in own if row.indicator == "indbrud_pr_1000_boliger")
    revised += [replace(rate, area=area, period="2021", value=None, status="L") for area in RATE_WITHOUT_2021]
    return (
        Workbook("bo-trygt-1-foerste-tal", [published(row) for row in first], ABOUT_FIRST, has_known_from=True),
        Workbook(
            "bo-trygt-2-reviderede-tal",
            [published(row) for row in sorted(revised, key=lambda row: (row.indicator, row.area, row.period))],
            ABOUT_REVISED,
            has_known_from=True,
        ),
    )


def plain_workbooks(figures: Sequence[Row]) -> list[Workbook]:
    """The other alliances that have figures: one workbook each."""
    names = sorted({row.alliance for row in figures} - {"bo-trygt"})
    return [Workbook(name, [published(row) for row in figures if row.alliance == name], ABOUT) for name in names]


def is_first_print(row: Row) -> bool:
    return row.source.startswith(FIRST_PRINT)


def published(row: Row) -> Row:
    """The row with its publisher in Danish."""
    return replace(row, source=PUBLISHERS.get(row.source, row.source))


ABOUT = (
    "Eksempel på en indberetning til Fremdrift.",
    "Tallene er offentliggjorte; kolonnen »kilde« siger, hvem der har offentliggjort dem.",
    "Filen er et eksempel bygget på offentlige tal, ikke alliancens egen opgørelse.",
    "Kolonnen »status« er tom for endelige tal.",
)
ABOUT_KNOWN = "Kolonnen »kendt fra« er den dag, tallet blev kendt. Er den tom, gælder dagen for indberetningen."
ABOUT_FIRST = (
    *ABOUT,
    ABOUT_KNOWN,
    "2019: tallet kom i januar 2020. Dagen i måneden, den 31., er antaget.",
    "2022: dagen, 31. januar 2023, er antaget.",
)
ABOUT_REVISED = (
    *ABOUT,
    ABOUT_KNOWN,
    "2019: dagen for rettelsen, 31. januar 2021, er antaget.",
    "2022: dagen for rettelsen, 31. december 2023, er antaget.",
    "Raten for 2021 mangler: boligtallet blev ikke offentliggjort.",
    "De fire kvartaler i 2019 giver tilsammen den første opgørelse, 24.553, ikke det rettede årstal, 24.705.",
)
HEADINGS = ("indikator", "område", "periode", "værdi", "status", "kilde")
KNOWN_FROM = "kendt fra"
WIDTHS = (34, 28, 10, 14, 14, 52, 13)


def write_workbook(workbook: Workbook, folder: Path) -> Path:
    """The workbook as .xlsx: the sheet "Indberetning", and "Læs mig" behind it."""
    path = folder / f"{workbook.name}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": workbook.name, "created": CREATED})
        heading = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Indberetning")
        headings = (*HEADINGS, KNOWN_FROM) if workbook.has_known_from else HEADINGS
        sheet.write_row(0, 0, headings, heading)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(WIDTHS[: len(headings)]):
            sheet.set_column(column, column, width)
        for number, row in enumerate(workbook.rows, start=1):
            sheet.write_row(number, 0, row.cells())
            if row.known_from is not None:
                sheet.write_datetime(number, len(HEADINGS), row.known_from, day)
        about = book.add_worksheet("Læs mig")
        about.set_column(0, 0, 110)
        about.write_column(0, 0, workbook.about)
    return path


def write_csv(workbook: Workbook, folder: Path) -> Path:
    """The same rows as Danish Excel saves them: semicolon, decimal comma, Windows-1252."""
    path = folder / f"{workbook.name}.csv"
    with path.open("w", encoding="cp1252", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow((*HEADINGS, KNOWN_FROM))
        for row in workbook.rows:
            known = f"{row.known_from:%d-%m-%Y}" if row.known_from else ""
            writer.writerow((*(as_danish_text(cell) for cell in row.cells()), known))
    return path


def as_danish_text(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return f"{cell:.12g}".replace(".", ",") if isinstance(cell, float) else str(cell)


if __name__ == "__main__":
    for written in make_examples(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(written.name)
