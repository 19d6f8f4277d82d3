"""A pasted series and what was chosen for it: read, judged and made ready to be shown. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from config.definitions import Alliance
from config.indicator import Direction, Indicator, Kind
from config.language import Text, format_number
from config.written_numbers import Locale, take_apart
from dashboard.asking import DEADLINE_ALONE, LIMITS_ORDER, deadline_too_early, read_number, read_one_period
from dashboard.view import IndicatorView, view_of
from progress.case import Case, Point
from progress.declared import case_from, naming_of
from progress.describe import describe
from progress.judge import judge
from progress.pasted import LineMistake, Pasted, read_pasted
from store.published import Points, PublishedSeries
from store.time_period import TimePeriod

FIELDS = (
    "title", "series", "written", "direction", "target", "deadline", "baseline", "low", "high", "kind", "unit",
    "decimals", "least", "most",
)  # fmt: skip
_LONGEST = 120  # letters of a field of one line
_NEVER_DUE = 1_200  # months: nothing was agreed, so nothing is late
_PER_CENT, _PER_CENT_WORDS = Text("pct.", "per cent"), {"%", "pct", "pct.", "procent", "per cent", "percent"}
_MOST_DECIMALS = 9
_TITLE = Text("Serien", "The series")

_SAY_WAY = Text("Vælg dansk eller engelsk.", "Choose Danish or English.")
_CHOOSE = Text("Vælg, hvad der er bedre.", "Choose which is better.")
_NO_LIMITS = Text("Skriv begge grænser.", "Write both limits.")
_DECIMALS = Text("Skriv et helt tal fra 0 til 9.", "Write a whole number from 0 to 9.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was sent, and what follows from it.

    Attributes:
        texts: every field as it was sent.
        mistakes: of each field; of the series' lines see `pasted`.
        view: the series as an indicator of its own, to be shown as every other; None where something is wrong.
    """

    texts: Mapping[str, str]
    pasted: Pasted
    mistakes: Mapping[str, Text] = field(default_factory=dict)
    view: IndicatorView | None = None

    @property
    def lines(self) -> tuple[LineMistake, ...]:
        return self.pasted.mistakes


def judged(form: Mapping[str, str], language: Locale, today: date) -> Judged:
    """The verdict on what was pasted, judged from today; or everything that is wrong, at once."""
    texts = {name: form.get(name, "") for name in FIELDS}
    texts |= {name: _plain(text) for name, text in texts.items() if name != "series"}
    way: Locale | None = texts["written"] if texts["written"] in ("da", "en") else None  # type: ignore[assignment]
    pasted = read_pasted(texts["series"], way)
    reader = _Fields(texts, way or pasted.way, language)
    found = reader.read(pasted.points)
    if pasted.asks_way:
        reader.mistakes["written"] = _SAY_WAY
    if pasted.mistakes or reader.mistakes:
        return Judged(texts, pasted, reader.mistakes)
    return Judged(texts, pasted, {}, _view(found, pasted.points, today))


def _plain(text: str) -> str:
    """One line of ordinary length, without signs that nobody sees."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:_LONGEST]


class _Fields:
    """Reads the fields of one line, and gathers what is wrong with them."""

    def __init__(self, texts: Mapping[str, str], way: Locale | None, language: Locale) -> None:
        self.texts, self.way, self.language = texts, way, language
        self.mistakes: dict[str, Text] = {}

    def read(self, points: tuple[Point, ...]) -> dict[str, Any]:
        """What the fields declare; a field that cannot be read is None and a mistake."""
        numbers = {name: self._number(name) for name in ("target", "low", "high", "least", "most")}
        periods = {name: self._period(name) for name in ("deadline", "baseline")}
        direction = self.texts["direction"]
        if direction not in get_args(Direction):
            self.mistakes["direction"] = _CHOOSE
        if direction == "keep":
            self._limits("low", "high", are_needed=True)
        elif periods["deadline"] and not self.texts["target"]:
            self.mistakes["target"] = DEADLINE_ALONE
        self._limits("least", "most", are_needed=False)
        self._times(periods["baseline"], periods["deadline"], points)
        kind = self.texts["kind"] if self.texts["kind"] in get_args(Kind) else "rate"
        return {**numbers, **periods, "direction": direction, "kind": kind, "decimals": self._decimals()} | {
            name: self.texts[name] for name in ("title", "unit")
        }

    def _number(self, name: str) -> float | None:
        text = self.texts[name]
        if not text:
            return None
        written = take_apart(text)
        if written is not None and written.is_ambiguous and self.way is None:
            self.mistakes[name] = Text(
                f"»{text}« kan læses på to måder. Skriv det uden tusindtalsskilletegn.",
                f"'{text}' can be read in two ways. Write it without a thousands separator.",
            )
            return None
        found: float | None = self._kept(name, read_number(text, self.way or self.language))
        return found

    def _period(self, name: str) -> TimePeriod | None:
        found: TimePeriod | None = self._kept(name, read_one_period(self.texts[name])) if self.texts[name] else None
        return found

    def _kept(self, name: str, found: Any) -> Any:
        if isinstance(found, Text):
            self.mistakes[name] = found
            return None
        return found

    def _decimals(self) -> int | None:
        text = self.texts["decimals"]
        if not text:
            return None
        if len(text) == 1 and text.isascii() and text.isdigit():
            return int(text)
        self.mistakes["decimals"] = _DECIMALS
        return None

    def _limits(self, lower: str, upper: str, are_needed: bool) -> None:
        low, high = (self._number(name) for name in (lower, upper))
        if are_needed:
            for name in (lower, upper):
                if not self.texts[name]:
                    self.mistakes[name] = _NO_LIMITS
        if low is not None and high is not None and low >= high:
            self.mistakes[upper] = LIMITS_ORDER

    def _times(self, baseline: TimePeriod | None, deadline: TimePeriod | None, points: tuple[Point, ...]) -> None:
        if baseline and points and all(one.period != baseline or one.value is None for one in points):
            self.mistakes["baseline"] = Text(
                f"Serien har intet tal for {baseline.label('da')}. Vælg en periode, som serien har et tal for.",
                f"The series has no figure for {baseline.label('en')}. Choose a period that the series has a figure "
                "for.",
            )
        if baseline and deadline and deadline.end <= baseline.end:
            self.mistakes["deadline"] = deadline_too_early(baseline)


def _view(found: dict[str, Any], points: tuple[Point, ...], today: date) -> IndicatorView:
    """The series as the only indicator of an alliance that exists for this answer only."""
    indicator = _indicator(found, points)
    series = _series(indicator, points, {})
    case = _case(indicator, series, points, found["decimals"], today)
    verdict = describe(judge(case), naming_of(indicator))
    alliance = Alliance.model_validate(
        {
            "slug": "indsat",
            "name": indicator.title,
            "problem": indicator.title,
            "area": "-",
            "years": {"from": points[0].period.start.year},
            "goals": [{"code": "maal", "title": indicator.title}],
            "indicators": [indicator],
        }
    )
    return view_of(alliance, indicator, [replace(series, verdict=dict(verdict.to_json()))])


def _indicator(found: dict[str, Any], points: tuple[Point, ...]) -> Indicator:
    title = found["title"]
    is_keep = found["direction"] == "keep"
    target = None
    if found["target"] is not None and not is_keep:
        target = {"value": found["target"], "period": found["deadline"] and str(found["deadline"])}
    is_every_second = _is_every_second(points)
    return Indicator.model_validate(
        {
            "code": "serie",
            "goal": "maal",
            "title": {"da": title, "en": title} if title else _TITLE.to_json(),
            "unit": _PER_CENT if found["unit"].casefold() in _PER_CENT_WORDS else Text(found["unit"], found["unit"]),
            "decimals": found["decimals"] if found["decimals"] is not None else _decimals_of(found, points),
            # Irregular: no period is called late or lacking that nobody has promised.
            "frequency": "biennial" if is_every_second else "irregular",
            "period_type": points[0].period.frequency,
            "lag_months": _NEVER_DUE,
            "direction": found["direction"],
            "kind": found["kind"],
            "bounds": (found["least"], found["most"]),
            "range": (found["low"], found["high"]) if is_keep else None,
            "baseline": {"period": str(found["baseline"])} if found["baseline"] else None,
            "targets": [target] if target else [],
            "methods": ("open_sdg", "eurostat", "un_2023"),
            "suppression": {"threshold": None},
        }
    )


def _is_every_second(points: tuple[Point, ...]) -> bool:
    steps = {later.period.number - earlier.period.number for earlier, later in pairwise(points)}
    return points[0].period.frequency == "A" and steps == {2}


def _decimals_of(found: dict[str, Any], points: tuple[Point, ...]) -> int:
    """The decimals that the numbers have, for showing; the tolerance of "met" needs them to be declared."""
    values = [*(point.value for point in points), *(found[name] for name in ("target", "low", "high"))]
    written = [format_number(value, "en").partition(".")[2] for value in values if value is not None]
    return min(max(map(len, written), default=0), _MOST_DECIMALS)


def _case(
    indicator: Indicator, series: PublishedSeries, points: tuple[Point, ...], decimals: int | None, today: date
) -> Case:
    """As `fremdrift judge` makes it: nothing is taken for granted that was not written."""
    case = case_from(indicator, series, points, today)
    return replace(case, frequency=None, lag_months=None, decimals=decimals, methods=None)


def _series(indicator: Indicator, points: tuple[Point, ...], verdict: dict[str, Any]) -> PublishedSeries:
    nothing: list[Any] = [None] * len(points)
    return PublishedSeries(
        indicator=indicator.code,
        subject="shared",
        role="shared",
        organisation=None,
        area="",
        dimensions={},
        points=Points(
            periods=[str(one.period) for one in points],
            values=[one.value for one in points],
            statuses=[one.status for one in points],
            sources=nothing,
            submissions=nothing,
            sheets=nothing,
            cells=nothing,
            known_from=nothing,
            earlier=[[] for _ in points],
        ),
        verdict=verdict,
    )
