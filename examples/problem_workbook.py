"""One workbook with one of every problem that figures can have, for people to see what they would be told.

Its figures are made up, and say so. It is for the alliance bo-trygt; problems that need a breakdown by group or a
stored history cannot stand in it (see `tests/examples/test_problem_workbook.py`).
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter

NAME = "bo-trygt-alle-fejl"
HEADINGS = (
    "indikator", "område", "periode", "værdi", "status", "tæller", "nævner", "organisation", "kendt fra", "bemærkning",
)  # fmt: skip
UNSAVED = "uden gemt resultat"  # taken out of the file afterwards: a formula that no spreadsheet has worked out

ROWS: tuple[tuple[str | float | None, ...], ...] = (
    ("indbrudd", None, 2023, 100, None, None, None, None, None, "indikatoren findes ikke"),
    ("indbrud_kommune", "Købnhavn", 2023, 100, None, None, None, None, None, "området findes ikke"),
    ("indbrud_kommune", "Nørre Aaby", 2023, 100, None, None, None, None, None, "ikke længere en kommune"),
    ("indbrud_kommune", "Christiansø", 2023, 100, None, None, None, None, None, "ikke en kommune"),
    ("indbrud_kommune", "Uoplyst kommune", 2023, 100, None, None, None, None, None, "intet bestemt sted"),
    ("indbrud_kommune", "I alt", 2023, 100, None, None, None, None, None, "en total"),
    ("indbrud_kommune", "0751 Odense", 2023, 100, None, None, None, None, None, "kode og navn er to steder"),
    ("indbrud", "Aarhus", 2023, 100, None, None, None, None, None, "måles ikke for dette område"),
    (None, None, 2023, 100, None, None, None, None, None, "indikatoren mangler"),
    ("indbrud", None, "forrige år", 100, None, None, None, None, None, "perioden kan ikke læses"),
    ("indbrud", None, "2023-Q1", 100, None, None, None, None, None, "et kvartal af en årlig indikator"),
    ("indbrud", None, "2019-2020", 100, None, None, None, None, None, "to år"),
    ("indbrud", None, "1. kvartal", 100, None, None, None, None, None, "intet år"),
    ("indbrud", None, "12-03-24", 100, None, None, None, None, None, "et år med to cifre"),
    ("indbrud", None, "primo 2009", 100, None, None, None, None, None, "et tidspunkt"),
    ("indbrud", None, 39814, 100, None, None, None, None, None, "en dato uden datoformat"),
    ("indbrud", None, "2009*", 100, None, None, None, None, None, "et mærke efter perioden"),
    ("indbrud", None, "31-12-2009", 100, None, None, None, None, None, "en dato i en årlig indikator: læst som 2009"),
    ("indbrud", None, 2030, 100, None, None, None, None, None, "en fremtidig periode"),
    ("indbrud", None, 2026, 100, None, None, None, None, None, "perioden er ikke slut"),
    ("indbrud", None, 2001, "ca. 15.000", None, None, None, None, None, "ikke et tal"),
    ("indbrud", None, 2002, True, None, None, None, None, None, "sand eller falsk er ikke et tal"),
    ("indbrud", None, 2003, "12,5", None, None, None, None, None, "dansk decimaltegn"),
    ("indbrud", None, 2004, "12.5", None, None, None, None, None, "og engelsk i samme kolonne"),
    ("indbrud", None, 2005, "<5", None, None, None, None, None, "et tegn i stedet for et tal"),
    ("indbrud", None, 2000, "1,2E+05", None, None, None, None, None, "cifre mangler"),
    ("indbrud", None, 1999, "1234567890123456", None, None, None, None, None, "for mange cifre"),
    ("indbrud", None, 1998, "12 kr.", None, None, None, None, None, "kroner af en indikator i antal"),
    ("bekymrede", None, 2016, 0.45, None, None, None, None, None, "en andel mellem procenter"),
    ("indbrud", None, 2006, 100, None, "1.234", 7, None, None, "1234 eller 1,234"),
    ("indbrud", None, 2007, None, None, None, None, None, None, "værdien mangler"),
    ("indbrud", None, 2008, -5, None, None, None, None, None, "et negativt antal"),
    ("bekymrede", None, 2018, 101, None, None, None, None, None, "mere end 100 pct."),
    ("indbrud", None, 2010, "45 %", None, None, None, None, None, "procent af en indikator i antal"),
    ("indbrud", None, 2011, 100, "mangler", None, None, None, None, "mangler, men har et tal"),
    ("indbrud", None, 2012, 100, "vistnok", None, None, None, None, "ukendt status"),
    ("indbrud", None, 2013, 100, "F", None, None, None, None, "foreløbig eller fremskrivning"),
    ("indbrud", None, 2014, 100, None, None, None, "Politiet", None, "en anden organisation"),
    ("indbrud", None, 2015, 100, None, None, None, None, "i sommer", "datoen kan ikke læses"),
    ("indbrud", None, 2016, 100, None, None, None, None, "01-01-2100", "en dag, der ikke er kommet"),
    ("indbrud", None, 2017, 100, None, None, None, None, None, "det samme tal ..."),
    ("indbrud", None, 2017, 100, None, None, None, None, None, "... to gange"),
    ("indbrud", None, 2018, 100, None, None, None, None, None, "to forskellige tal ..."),
    ("indbrud", None, 2018, 101, None, None, None, None, None, "... for det samme"),
)


def write_problem_workbook(folder: Path, created: datetime) -> Path:
    """The workbook as .xlsx, with the same bytes each time."""
    path = folder / f"{NAME}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": NAME, "created": created})
        sheet = book.add_worksheet("Indberetning")
        for number, row in enumerate((HEADINGS, *ROWS)):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        after = len(ROWS) + 1
        sheet.write_row(after, 0, ("indbrud", None, 2019))
        sheet.write_formula(after, 3, "=1/0", None, "#DIV/0!")
        sheet.write_row(after + 1, 0, ("indbrud", None, 2020))
        sheet.write_formula(after + 1, 3, "=50+50", None, UNSAVED)
        sheet.write_row(after + 2, 0, ("indbrud", None, 2021, 100))
        sheet.set_row(after + 2, None, None, {"hidden": True})
        sheet.set_column(len(HEADINGS), len(HEADINGS), None, None, {"hidden": True})
        sheet.write(0, len(HEADINGS), "skjult kolonne")
        twice = book.add_worksheet("To ens overskrifter")
        twice.write_row(0, 0, ("indikator", "periode", "værdi", "værdi"))
        missing = book.add_worksheet("Uden værdi")
        missing.write_row(0, 0, ("indikator", "periode", "antal"))
        hidden = book.add_worksheet("Skjult ark")
        hidden.write_row(0, 0, ("indikator", "periode", "værdi"))
        hidden.hide()
        about = book.add_worksheet("Læs mig")
        about.write(0, 0, "Opdigtede tal: et eksempel med én af hver fejl. Det er meningen, at filen afvises.")
    _forget_result(path)
    return path


def _forget_result(path: Path) -> None:
    """Take the saved result out of the one formula that is to have none."""
    with zipfile.ZipFile(path) as book:
        parts = [(entry, book.read(entry)) for entry in book.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for entry, content in parts:
            book.writestr(entry, content.replace(f' t="str"><f>50+50</f><v>{UNSAVED}</v>'.encode(), b"><f>50+50</f>"))
