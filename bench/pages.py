"""How light and quick the pages are beside bare Dash with the same twelve charts: every row is measured in this run.

Usage: python -m bench.pages [ROW ...], of: wire, visible, without-scripts, interactive, size, figures, callback,
users, memory; all of them where none is named (about five minutes, a third of it to lay ten million figures into a
store). Both sides are served by gunicorn with the same processes and threads (ours by its own worker on top of them,
dashboard/at_once.py), and are measured in turn; a ratio is the median of the rounds' ratios. All figures are made up.
"must" and "aim" are asked of the product; what falls short says so.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from plotly.io.json import to_json_plotly

from bench._beside import ratio
from bench._load import Load, bare_callback, get, load, our_callback
from bench._servers import Server, bare, ours
from bench._site import CHARTS, SLUG, TODAY, declared, figures_in, publish_anew, site, site_among
from config.settings import Settings
from dashboard.charts.description import path_chart
from dashboard.charts.figure import figure_text, plotly_figure
from dashboard.charts.marks import Chart
from dashboard.charts.sheets import CARD
from store.database import Store
from store.published import read_published
from store.viewer import PUBLIC

PAGE = f"/alliance/{SLUG}"
FEW, MANY = 100_000, 10_000_000
_DRAWN = f"document.querySelectorAll('.js-plotly-plot .scatterlayer').length >= {CHARTS}"
_SEEN = f"document.querySelectorAll('svg.gnist').length >= {CHARTS} || ({_DRAWN})"
_TOKENS = {"--sans": "sans-serif"}


class Bench:
    """The stores, made when a row first needs them, and what was found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, Settings] = {}
        self.short: list[str] = []

    def site(self, name: str, make: Callable[[Path], Settings]) -> Settings:
        """A store, made once."""
        if name not in self._made:
            start = time.perf_counter()
            self._made[name] = make(self.folder / name)
            print(f"   (store '{name}': {time.perf_counter() - start:.0f} s)", flush=True)
        return self._made[name]

    @property
    def one(self) -> Settings:
        return self.site("one", site)

    @property
    def figures(self) -> Path:
        """The page's twelve figures in a file, in plain colours, for bare Dash."""
        path = self.folder / "figures.json"
        if not path.exists():
            path.write_text(json.dumps([_coloured(plotly_figure(chart, CARD)) for chart in charts(self.one)]))
        return path

    def say(self, row: str, what: str, value: float, must: float, aim: float, at_least: bool = False) -> None:
        """One line of the table."""
        holds = value >= must if at_least else value <= must
        reaches = value >= aim if at_least else value <= aim
        sign = ">=" if at_least else "<="
        verdict = "aim reached" if reaches else "holds" if holds else "FALLS SHORT"
        print(f"{row}: {what}; {value:.3g} (must {sign} {must:g}, aim {aim:g}): {verdict}", flush=True)
        if not holds:
            self.short.append(row)


def charts(settings: Settings) -> list[Chart]:
    """What the page shows, from its store."""
    store, one = Store(settings.database_url), declared()
    with store.reading() as connection:
        shown = {s.indicator: s for s in read_published(connection, SLUG, PUBLIC, TODAY) if s.role == "shared"}
    store.close()
    return [path_chart(indicator, shown[indicator.code], "da") for indicator in one.indicators]


def _coloured(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("--"):
        return _TOKENS.get(value, "#345678")
    if isinstance(value, dict):
        return {name: _coloured(part) for name, part in value.items()}
    return [_coloured(part) for part in value] if isinstance(value, list) else value


def first_visits(bench: Bench, rows: set[str], rounds: int = 4) -> None:
    """wire, visible, without-scripts, interactive: first visits of both pages in turn."""
    from bench._browser import Visit, browser, visit

    with ExitStack() as stack:
        us = stack.enter_context(ours(bench.one.home))
        them = stack.enter_context(bare(bench.figures, constant=False))
        chrome = stack.enter_context(browser())

        def both(condition: str, **line: float) -> tuple[list[Visit], list[Visit]]:
            made: tuple[list[Visit], list[Visit]] = ([], [])
            for number in range(rounds + 1):
                pair = visit(chrome, us.url + PAGE, condition, **line), visit(chrome, them.url + "/", _DRAWN, **line)
                if number:  # the first round fills caches of the system
                    made[0].append(pair[0])
                    made[1].append(pair[1])
            return made

        if rows & {"wire", "visible"}:
            seen = both(_SEEN)
        if "wire" in rows:
            all_drawn = [visit(chrome, us.url + PAGE, _DRAWN).kib for _ in range(2)]
            theirs = [one.kib for one in seen[1]][:2]
            what = f"first load with 12 charts, all interactive: {median(all_drawn):.0f} KiB, bare {median(theirs):.0f}"
            bench.say("wire", what, ratio(all_drawn, theirs), 1 / 6, 1 / 9)
        if "visible" in rows:
            mine, theirs = [one.ms for one in seen[0]], [one.ms for one in seen[1]]
            what = f"all charts painted: {median(mine):.0f} ms, bare {median(theirs):.0f}"
            bench.say("visible", what, ratio(mine, theirs), 1 / 6, 1 / 8)
        if "without-scripts" in rows:
            plain = visit(chrome, us.url + PAGE)
            bench.say("without-scripts", "the page without JavaScript, KiB with all charts", plain.kib, 45, 30)
        if "interactive" in rows:
            mine, theirs = ([one.ms for one in side] for side in both(_DRAWN, mbit=10, rtt_ms=40))
            what = f"all charts interactive at 10 Mbit/s, 40 ms: {median(mine):.0f} ms, bare {median(theirs):.0f}"
            bench.say("interactive", what, ratio(mine, theirs), 1 / 2, 1 / 3)


def in_turn(sides: list[tuple[Server, list[bytes]]], users: int, seconds: float, rounds: int) -> list[list[Load]]:
    """The same load on each side in turn."""
    found: list[list[Load]] = [[] for _ in sides]
    for number in range(rounds + 1):
        for place, (server, requests) in enumerate(sides):
            measured = load(server.port, requests, users, seconds if number else min(1.0, seconds))
            if number:
                found[place].append(measured)
    return found


def with_query(count: int) -> list[bytes]:
    """Requests to the callback as newsletters and the like make them: with something that the page knows nothing of."""
    return [our_callback(PAGE, f"?n={number}") for number in range(count)]


def anew(settings: Settings, server: Server, path: str = PAGE) -> float:
    """Milliseconds of the first callback after something has changed in the store: nothing kept serves it."""
    publish_anew(settings)
    return load(server.port, [our_callback(path)], 1, 0.0).p50


def size(bench: Bench, rounds: int = 9) -> None:
    """The callback over ten million figures against a hundred thousand."""
    few = bench.site("few", lambda home: site_among(home, FEW))
    many = bench.site("many", lambda home: site_among(home, MANY))
    counts = figures_in(few), figures_in(many)
    with ours(few.home) as small, ours(many.home) as big:
        made = [(anew(many, big), anew(few, small)) for _ in range(3 * rounds)][2:]
        kept = in_turn([(big, [our_callback(PAGE)]), (small, [our_callback(PAGE)])], 1, 0.7, rounds)
    asked = [one.p50 for one in kept[0]], [one.p50 for one in kept[1]]
    for name, p50 in (("kept", asked), ("made anew", ([one[0] for one in made], [one[1] for one in made]))):
        what = f"callback p50, {counts[1]:,} figures against {counts[0]:,}, {name}: {median(p50[0]):.2f} and "
        bench.say("size", what + f"{median(p50[1]):.2f} ms", ratio(*p50), 1.3, 1.2)


def figures(bench: Bench, rounds: int = 9) -> None:
    """Twelve figures built and encoded; their peer is handed every trace and every part of the layout ready-made."""
    from bench._graph_objects import built

    given = charts(bench.one)
    for chart in given:
        plotly_figure(chart, CARD)  # the page's drawings have made the plan that figure and drawing share
    plain = [_coloured(plotly_figure(chart, CARD)) for chart in given]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        gc.collect()
        gc.disable()  # as timeit does: neither side pays for the other's rubbish
        start = time.perf_counter()
        mine = to_json_plotly([_text(chart) for chart in given])  # as Dash writes an answer
        middle = time.perf_counter()
        theirs = "[" + ",".join(built(one).to_json() for one in plain) + "]"
        end = time.perf_counter()
        gc.enable()
        times[0].append(middle - start)
        times[1].append(end - middle)
    assert [_coloured(json.loads(one)) for one in json.loads(mine)] == json.loads(json.dumps(plain))
    assert len(json.loads(theirs)) == CHARTS
    what = (
        f"12 figures built and encoded: {median(times[0]) * 1000:.2f} ms, graph_objects {median(times[1]) * 1000:.0f}"
    )
    bench.say("figures", what, ratio(times[1], times[0]), 50, 100, at_least=True)


def _text(chart: Chart) -> str:
    figure = plotly_figure(chart, CARD)
    assert figure is not None
    return figure_text(figure)


def callback(bench: Bench, rounds: int = 7) -> None:
    """Our callback against one that returns the same constant every time."""
    with ours(bench.one.home) as us, bare(bench.figures, constant=True) as them:
        sides = [(us, [our_callback(PAGE)]), (us, with_query(50)), (them, [bare_callback(CHARTS)])]
        kept, queried, constant = in_turn(sides, 1, 1.0, rounds)
        made = [anew(bench.one, us) for _ in range(3 * rounds)]
    floor = [one.p50 for one in constant]
    for name, mine in (("kept", kept), ("with a query that is none of the page's", queried)):
        p50 = [one.p50 for one in mine]
        what = f"callback p50, {name}: {median(p50):.2f} ms, a constant one {median(floor):.2f}"
        bench.say("callback", what, ratio(p50, floor), 2.5, 2)
    first, times = median(made), median(made) / median(floor)
    print(f"callback: the first after a change, made anew: {first:.0f} ms, {times:.0f} times a constant (not asked)")


def users(bench: Bench, rounds: int = 5) -> None:
    """64 users on a public page, against a constant callback."""
    with ours(bench.one.home) as us, bare(bench.figures, constant=True) as them:
        sides = [(us, [get(PAGE), get(f"/en{PAGE}")]), (them, [bare_callback(CHARTS)])]
        mine, floor = in_turn(sides, 64, 2.0, rounds)
    asked = [one.per_second for one in mine], [one.per_second for one in floor]
    what = f"64 users: {median(asked[0]):.0f} pages a second, a constant callback {median(asked[1]):.0f}"
    bench.say("users", what, ratio(*asked), 4, 8, at_least=True)
    bench.say("users", "64 users: p95 in ms", median(one.p95 for one in mine), 50, 15)


def memory(bench: Bench) -> None:
    """The larger of the web processes over ten million figures, after visits to all alliances in both languages: to
    each one's page, and to the overview, which is made again after each change."""
    many = bench.site("many", lambda home: site_among(home, MANY))
    alliances = figures_in(many) // 140_000
    paths = [f"/alliance/bench-{number}" for number in range(alliances)] + [PAGE + f"/i-{n}" for n in range(CHARTS)]
    asked = [get("/"), get("/en"), *(get(language + path) for path in paths for language in ("", "/en"))]
    with ours(many.home) as us:
        load(us.port, asked, 4, 20.0)
        load(us.port, [our_callback(path) for path in ("/", "/en", PAGE)], 4, 5.0)
        for _ in range(8):
            anew(many, us, "/")
            anew(many, us, PAGE)
        bench.say("memory", "MiB of a web process over 10 million figures", us.memory(), 160, 125)


ROWS: dict[str, Callable[[Bench], None]] = {"size": size, "figures": figures, "callback": callback, "users": users}
VISITS = ("wire", "visible", "without-scripts", "interactive")


def main() -> int:
    wanted = sys.argv[1:] or [*VISITS, *ROWS, "memory"]
    unknown = set(wanted) - {*VISITS, *ROWS, "memory"}
    if unknown:
        print(f"No such row: {', '.join(sorted(unknown))}. {__doc__}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        if set(wanted) & set(VISITS):
            first_visits(bench, set(wanted))
        for name, measure in {**ROWS, "memory": memory}.items():
            if name in wanted:
                measure(bench)
    if bench.short:
        print(f"Short of what is asked: {', '.join(dict.fromkeys(bench.short))}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
