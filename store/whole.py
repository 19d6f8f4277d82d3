"""Whether the entries of an alliance hold together, wherever each of them was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from config.definition_file import Document
from config.definitions import Alliance
from config.mistakes import Mistake
from config.read_definitions import understand
from store.entries import WHOLE, whole_of
from store.entries import Document as Fields


class Mistaken(Exception):
    """What is wrong with a change, as `apply` tells it of a file.

    Attributes:
        mistakes: all of them.
        fields: those of the entry that was changed, by the path within it: "baseline.period", "targets.2.value"; what
            is not about one field stands under "".
        elsewhere: those that the change would make in other entries: a goal retired that an indicator belongs to.
    """

    def __init__(
        self,
        mistakes: tuple[Mistake, ...],
        fields: Mapping[str, Mistake] = MappingProxyType({}),
        elsewhere: tuple[Mistake, ...] = (),
    ) -> None:
        super().__init__(" ".join(one.sentence("en") for one in mistakes))
        self.mistakes, self.fields, self.elsewhere = mistakes, fields, elsewhere


Entries = Iterable[tuple[str, Fields]]


def check_whole(entries: Entries, stood: Entries, path: str | None = None) -> Alliance:
    """The alliance that these entries make.

    Args:
        entries: (kind, document), in order.
        stood: the same before the change: what was wrong elsewhere already does not hinder it.
        path: of the entry that was changed, "indicators.2"; blank for the alliance's own texts.

    Raises:
        Mistaken: with the change they do not hold together.
    """
    whole = Document("", whole_of(entries))
    found = understand(whole)
    if isinstance(found, Alliance):
        return found
    own = [(one, _within(one.path, path)) for one in found]
    known = {(one.code, one.where, one.found) for one in _wrong_with(stood)}
    elsewhere = tuple(one for one, place in own if place is None and (one.code, one.where, one.found) not in known)
    fields: dict[str, Mistake] = {}
    for one, place in own:
        if place is not None:
            fields.setdefault(place, one)
    if not fields and not elsewhere:
        return Alliance.model_validate(whole.value)
    raise Mistaken((*(one for one, place in own if place is not None), *elsewhere), fields, elsewhere)


def _wrong_with(entries: Entries) -> tuple[Mistake, ...]:
    kept = list(entries)
    if not any(kind == WHOLE for kind, _ in kept):
        return ()
    found = understand(Document("", whole_of(kept)))
    return () if isinstance(found, Alliance) else found


def _within(path: str, entry: str | None) -> str | None:
    """The path of a mistake within the entry that was changed; None where it is in another."""
    if entry is None:
        return None
    if not entry:
        parts = path.split(".")
        return path if len(parts) < 2 or parts[0] not in _LISTS else None
    return path.removeprefix(entry).removeprefix(".") if f"{path}.".startswith(f"{entry}.") else None


_LISTS = frozenset({"organisations", "goals", "indicators", "small_wins", "plan", "stories", "sources"})
