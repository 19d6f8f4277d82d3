"""What a chart shows, in years and values: nothing here knows of pixels, files or libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from config.language import Language
from progress.words import Tone

Form = Literal["path", "baseline", "compared", "bars", "none"]
PointKind = Literal["final", "provisional", "projection", "suppressed"]
SegmentKind = Literal["measured", "break", "projection"]
Corner = tuple[float, float]  # a time in years and a value


@dataclass(frozen=True, slots=True)
class Point:
    """One reported period.

    Attributes:
        value: None where it is hidden; the hidden value is nowhere in the chart.
        text: the value as it is written, with its unit where that is "pct.".
        dated: "14.844 i 2023".
        status: "endeligt", "foreløbigt" ...
        tone: only the latest point has one: it is drawn as the verdict's shape.
        is_key: its number is always written: the baseline, a lone period.
        code: the canonical period, by which the page is asked where the number comes from.
    """

    x: float
    value: float | None
    kind: PointKind
    period: str
    text: str
    dated: str
    status: str
    tone: Tone | None = None
    is_key: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Periods that are joined by a line."""

    kind: SegmentKind
    corners: tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """A target at its deadline."""

    x: float
    value: float
    text: str
    short: str
    number: str


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """A target without a deadline (a line with an open arrow), or a limit to stay inside (a line)."""

    value: float
    text: str
    short: str
    has_arrow: bool = True


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the value is from what was promised, in the verdict's tone."""

    x: float
    start: float
    end: float
    text: str
    short: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Expectation:
    """The frozen forecast: where the series was heading without action, and the 80 % band around it.

    Attributes:
        line, low, high: corners at the same times.
        text: its name. dated: with the last number, for where the curve's end is not in the picture.
        above, below: said where the curve leaves the picture.
    """

    line: tuple[Corner, ...]
    low: tuple[Corner, ...]
    high: tuple[Corner, ...]
    text: str
    dated: str
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A zone (with `end`) or a dotted vertical (without)."""

    start: float
    end: float | None
    text: str
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods without a number, written out where the number would have stood.

    Attributes:
        start, end: first and last of the periods.
        is_after: they come after the last number: written below the axis.
        is_undelivered: they were expected; `short` then says only that.
    """

    start: float
    end: float
    text: str
    short: str
    is_after: bool = False
    is_undelivered: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Another place beside: never judged, never joined with ours."""

    name: str
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """How time and values are to be laid out.

    Attributes:
        first, last: the years shown.
        ticks: every period or year that may be written below the axis, in order.
        wanted: those that must be, the dearest first.
        measured: those that have a number.
        boundaries: years' beginnings, where a year holds several periods; else empty.
        from_zero: values are drawn from zero.
        whole: values are whole numbers.
        unit: written on the top gridline only.
    """

    first: float
    last: float
    ticks: tuple[Tick, ...]
    wanted: tuple[float, ...]
    measured: tuple[float, ...] = ()
    boundaries: tuple[float, ...] = ()
    from_zero: bool = True
    whole: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, whole. `title` is a finding, `aria` the sentence that stands for the picture.

    Attributes:
        starts: where the smaller drawings begin: the baseline, or the first point.
        before: what they leave out, for the source line; None where nothing.
        subject: the place that the points are of.
        path_name: written beside the path.
        made_up: words that stand behind the whole picture where none of it is real; else empty.
    """

    language: Language
    form: Form
    title: str
    unit_line: str
    aria: str
    subject: str
    axis: Axis
    starts: float
    before: str | None = None
    points: tuple[Point, ...] = ()
    segments: tuple[Segment, ...] = ()
    path: tuple[Corner, ...] = ()
    path_name: str = ""
    made_up: str = ""
    expected: Expectation | None = None
    rings: tuple[Ring, ...] = ()
    open_targets: tuple[OpenTarget, ...] = ()
    distance: Distance | None = None
    happenings: tuple[Happening, ...] = ()
    gaps: tuple[Gap, ...] = ()
    compared: tuple[Compared, ...] = ()

    @property
    def latest(self) -> Point | None:
        return next((point for point in reversed(self.points) if point.tone), None)  # one has a tone, near the end
