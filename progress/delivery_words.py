"""The words for what has become of a delivery."""

from __future__ import annotations

from config.language import Text
from progress.delivery import State

WORDS: dict[State, Text] = {
    "delivered": Text("leveret", "delivered"),
    "provisional": Text("leveret, foreløbigt", "delivered, provisional"),
    "hidden": Text("leveret, skjult", "delivered, hidden"),
    "nothing": Text("intet at indberette", "nothing to report"),
    "partial": Text("delvist leveret", "partly delivered"),
    "missing": Text("mangler", "missing"),
    "said_missing": Text("partneren har intet tal", "the partner has no figure"),
    "due": Text("kan leveres nu", "can be delivered now"),
    "not_due": Text("ikke forfalden", "not yet due"),
    "not_applicable": Text("ikke relevant", "not applicable"),
    "explained": Text("kommer aldrig, begrundet", "never comes, for a reason"),
}
LATE = Text("leveret efter fristen", "delivered after the deadline")
