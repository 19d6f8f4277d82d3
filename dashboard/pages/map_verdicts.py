"""The map of verdicts: in each municipality's square the shape of its verdict, in the table the word."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from dashboard.charts.tile_map import Mark
from dashboard.facts import summary
from dashboard.pages.map_frame import Drawn, Entry, framed_map, in_order, name_cells, name_heads
from dashboard.parts import table, verdict_word, word_of
from dashboard.view import IndicatorView
from dashboard.visit import Visit
from dashboard.words import capital, listed
from progress.rollup import count_verdicts
from progress.words import TONES_WORST_FIRST, Tone
from store.published import PublishedSeries


def verdict_map(view: IndicatorView, places: Mapping[str, PublishedSeries], visit: Visit) -> Component:
    """Each municipality judged by itself: worst words first in the key, alphabetical in the table."""
    codes = {place: str(part.verdict.get("verdict", "not_assessed")) for place, part in places.items()}
    marks = {place: Mark("verdict", tone=word_of(code).tone) for place, code in codes.items()}
    counts = count_verdicts(codes.values())
    key = [_entry(tone, counts, visit) for tone in TONES_WORST_FIRST]
    lead = visit.say("Hver kommune vurderes for sig.", "Each municipality is judged by itself.")
    rows = [
        [*name_cells(view, place, part, visit), verdict_word(codes[place], visit.language)]
        for place, part in in_order(places)
    ]
    head = [*name_heads(visit), visit.say("Vurdering", "Verdict")]
    label = visit.say("Kortets vurderinger, kommune for kommune", "The map's verdicts, municipality by municipality")
    drawn = Drawn(capital(summary(list(codes.values()), visit)), lead, marks, key)
    return framed_map(view, drawn, table(label, head, rows, kind="tal"), visit)


def _entry(tone: Tone, counts: Mapping[str, int], visit: Visit) -> Entry:
    """One shape, with the words that have it on this map."""
    found = {word_of(code).text[visit.language]: n for code, n in counts.items() if word_of(code).tone == tone}
    return Entry(Mark("verdict", tone=tone), listed(list(found), visit.language), sum(found.values()))
