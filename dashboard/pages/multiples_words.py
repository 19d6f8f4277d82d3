"""What is said of small curves: how far each has moved, and how many of them lie lower, or higher, than they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.indicator import Indicator
from config.language import Text
from dashboard.charts.marks import Chart, Point
from dashboard.charts.wording import Words
from dashboard.visit import Visit
from dashboard.words import capital, listed, number_word

GROUPS = (Text("gruppe", "group"), Text("grupper", "groups"))
PLACES = (Text("sted", "place"), Text("steder", "places"))
PARTNERS = (Text("partner", "partner"), Text("partnere", "partners"))
_NEUTER = {PLACES}
_YEAR = 4  # letters of a period that name its year


class Ends(NamedTuple):
    """The last period of a curve, and the earliest that it may be held against.

    A third quarter is held against a third quarter, a May against a May: else the season would be told as a change.
    """

    first: Point
    last: Point

    @property
    def are_told(self) -> bool:
        return self.first.value is not None and self.last.value is not None

    @property
    def difference(self) -> float:
        return (self.last.value or 0.0) - (self.first.value or 0.0)

    @property
    def direction(self) -> int:
        """-1, 0 or 1: as it is written, so that nobody sees two equal numbers called different."""
        if self.first.text == self.last.text:
            return 0
        return 1 if self.difference > 0 else -1


def reported(chart: Chart) -> list[Point]:
    return [point for point in chart.points if point.kind != "projection"]


def ends_of(chart: Chart) -> Ends | None:
    """None where there is nothing to hold the last period against."""
    shown = reported(chart)
    if not shown:
        return None
    last = shown[-1]
    earlier = next((point for point in shown[:-1] if _season(point) == _season(last)), None)
    return Ends(earlier, last) if earlier else None


def _season(point: Point) -> str:
    """Which part of a year; "" of years and school years."""
    return "" if "/" in point.code else point.code[_YEAR:]


def crosses_break(indicator: Indicator) -> bool:
    """Whether some break is bridged by nobody: then no change is told."""
    return any(not one.bridged for one in indicator.breaks)


def change_words(indicator: Indicator, chart: Chart, words: Words) -> str:
    """ "−1,2 procentpoint"; where a year has several periods, with the two that are held against each other."""
    ends = ends_of(chart)
    if ends is None:
        return ""
    if not ends.are_told or crosses_break(indicator):
        return words.say("ændring vises ikke", "change not shown")
    text = words.number(ends.difference, sign=True)
    if words.is_percent:
        text += f" {words.points}"
    if not _season(ends.last):
        return text
    return words.say(
        f"{text} fra {ends.first.period} til {ends.last.period}",
        f"{text} from {ends.first.period} to {ends.last.period}",
    )


def aria_words(name: str, chart: Chart, words: Words) -> str:
    """The sentence that stands for one small drawing: its first and its last number."""
    shown = reported(chart)
    told = shown if len(shown) < 2 else [shown[0], shown[-1]]
    return f"{name}: {listed([point.dated for point in told], words.language)}."


def finding(indicator: Indicator, charts: Sequence[Chart], noun: tuple[Text, Text], visit: Visit) -> str | None:
    """ "Otte af elleve steder har et lavere tal i 2024 end i 2018"; None where fewer than two can be compared.

    Those that lack one of the two periods, or of which one is hidden, are not counted, and the sentence says so.
    """
    ends = [found for chart in charts if (found := ends_of(chart)) is not None]
    if not ends or crosses_break(indicator):
        return None
    spans = [(one.first.code, one.last.code) for one in ends]
    usual = max(dict.fromkeys(spans), key=spans.count)
    pairs = [one for one, span in zip(ends, spans, strict=True) if span == usual and one.are_told]
    if len(pairs) < 2:
        return None
    is_higher = indicator.direction == "increase"
    moved = sum(one.direction == (1 if is_higher else -1) for one in pairs)
    is_whole = len(pairs) == sum(bool(chart.points) for chart in charts)
    first, last = pairs[0]
    return _counted(moved, len(pairs), noun, is_higher, is_whole, visit) + visit.say(
        f" i {last.period} end i {first.period}", f" in {last.period} than in {first.period}"
    )


def _counted(number: int, of: int, noun: tuple[Text, Text], is_higher: bool, is_whole: bool, visit: Visit) -> str:
    language = visit.language
    many = visit.text(noun[1])
    if not is_whole:
        many += visit.say(" med tal for begge perioder", " with figures for both periods")
    how = visit.say("højere" if is_higher else "lavere", "higher" if is_higher else "lower")
    if number == of == 2 and is_whole:
        return visit.say(f"Begge {many} har et {how} tal", f"Both {many} have a {how} figure")
    if number == of:
        return visit.say(
            f"{'Alle' if is_whole else 'De'} {number_word(of, 'da')} {many} har et {how} tal",
            f"{'All' if is_whole else 'The'} {number_word(of, 'en')} {many} have a {how} figure",
        )
    which = capital(number_word(number, language, neuter=noun in _NEUTER))
    english = which if number else "None"
    verb = "has" if number == 1 else "have"
    return visit.say(
        f"{which} af {number_word(of, 'da')} {many} har et {how} tal",
        f"{english} of {number_word(of, 'en')} {many} {verb} a {how} figure",
    )
