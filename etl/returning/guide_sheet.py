"""The sheet of a template that explains it: how to fill in, what the statuses mean, what is due when, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import format_date, format_number
from etl.export import neutralised
from etl.opening.own_sheets import GUIDE
from etl.returning.form_sheet import set_up_page, written_period
from etl.returning.form_styles import Styles, height_of
from progress.due import Due, Held, next_due
from store.time_period import TimePeriod

_WIDTHS = (44, 60, 22, 44)
STATUSES = {
    "endelig": "tallet ligger fast; en tom celle betyder det samme",
    "foreløbig": "tallet kan blive rettet",
    "skøn": "tallet er skønnet",
    "fremskrivning": "tallet er ikke målt endnu",
    "mangler": "tallet burde være der, men er der ikke",
    "ikke relevant": "der kan ikke være et tal",
    "intet at indberette": "I har set efter, og der er intet",
}
_HOW = (
    "Skriv tallene i de lyse celler på arket „Indberetning“. De grå celler er låst.",
    "Skriv 0, når der er talt, og resultatet er nul. Findes tallet ikke, så lad cellen være tom, og vælg en status.",
    "Rækker uden værdi og status bliver sprunget over: du kan sende det, du har, og resten senere.",
    "„måles i“, „sidste tal“ og „sidste periode“ er til sammenligning. De bliver ikke læst.",
    "Nederst er der tomme rækker til andet, fx rettelser af tidligere tal.",
    "Skriv ingen personoplysninger: kun optalte tal.",
    "Gem filen, og aflever den på siden „Indberet“ eller i jeres mappe.",
)
_FREQUENCIES = {
    "annual": "hvert år",
    "biennial": "hvert andet år",
    "half_yearly": "hvert halve år",
    "quarterly": "hvert kvartal",
    "monthly": "hver måned",
    "weekly": "hver uge",
    "daily": "hver dag",
    "school_year": "hvert skoleår",
    "irregular": "når der er nye tal",
}


class GuideSheet:
    """Writes the sheet, line by line."""

    def __init__(self, book: Any, styles: Styles) -> None:
        self._sheet, self._styles, self._row = book.add_worksheet(GUIDE), styles, 0
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)

    def write(
        self,
        declared: Alliance,
        organisation: str,
        asked: Mapping[str, str],
        stored: Sequence[Held],
        today: date,
        due: Due,
    ) -> None:
        """Everything that stands on it.

        Args:
            due: what the form asks for.
            asked: code of each indicator that is asked for -> its name in the form.
        """
        who = declared.organisation(organisation)
        self._line(f"Indberetning til {declared.name.da}", style=self._styles.title)
        self._line(f"Afleveres af {who.name.da if who else organisation}. Lavet den {format_date(today)}.")
        self._heading("Sådan gør du")
        for number, text in enumerate(_HOW, 1):
            self._line(f"{number}. {text}")
        self._heading("Det spørger arket om")
        for text in _asked_for(due):
            self._line(text)
        self._heading("Status", "Betyder")
        for word, meaning in STATUSES.items():
            self._line(word, meaning)
        self._heading("Indikator", "Det tælles", "Hvor tit", "Næste tal")
        periods: dict[str, set[str]] = {}
        for one in stored:
            if one.organisation == organisation and one.status != "F":
                periods.setdefault(one.indicator, set()).add(one.period)
        for code, name in asked.items():
            indicator = declared.indicator(code)
            if indicator is not None:
                self._line(name, *_about(indicator, periods.get(code, ()), today))
        self._heading("Spørgsmål")
        secretariat = [o.name.da for o in declared.organisations if any(r.role == "backbone" for r in o.roles)]
        self._line(f"Spørg {' eller '.join(secretariat) or 'alliancens sekretariat'}.")
        self._sheet.protect("", {"format_columns": True, "format_rows": True})
        set_up_page(self._sheet)

    def _heading(self, *texts: str) -> None:
        self._row += 1
        self._line(*texts, style=self._styles.bold)

    def _line(self, *texts: str, style: Any = None) -> None:
        """One text alone runs on over the columns; several stand in a column each."""
        look = style or (self._styles.text if len(texts) > 1 else None)
        if len(texts) > 1:
            self._sheet.set_row(self._row, height_of(zip(texts, _WIDTHS, strict=False)))
        for column, text in enumerate(texts):
            self._sheet.write_string(self._row, column, neutralised(text), look)
        self._row += 1


def _asked_for(due: Due) -> list[str]:
    """How many rows of each kind, and what there was no room for."""
    if not due.rows:
        return ["Ingen tal mangler lige nu. Brug de tomme rækker, hvis I har nye eller rettede tal."]
    missing = sum(row.period is not None for row in due.rows)
    now_and_then = len(due.rows) - missing
    texts = []
    if missing:
        texts.append(f"Tal, der mangler: {format_number(missing)}, ét i hver række.")
    if now_and_then:
        texts.append(
            f"Tal, der kommer uden faste tidspunkter: {format_number(now_and_then)}. "
            "Har I et nyt, så skriv selv perioden, fx 2024, 1. kvartal 2024 eller 2023/24."
        )
    if due.left_out:
        latest = "den seneste periode" if due.periods == 1 else f"de {due.periods} seneste perioder"
        texts.append(
            f"Der er kun plads til {latest} af hver serie; {format_number(due.left_out)} tal er ikke med. "
            "Aflever dem, der står her, og hent skabelonen igen: så kommer de næste."
        )
    return texts


def _about(indicator: Indicator, periods: Iterable[str], today: date) -> tuple[str, str, str]:
    coming = next_due(indicator, map(TimePeriod.parse, periods), today)
    next_one = f"{written_period(coming[0])}, senest {format_date(coming[1])}" if coming else "ingen aftalt frist"
    what = f"{indicator.definition.da} Enhed: {indicator.unit.da}." if indicator.definition else indicator.unit.da
    return what, _FREQUENCIES[indicator.frequency], next_one
