"""What an address below `/alliance/<slug>/edit` is about: an entry, a new one, or one item of a list inside one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text, danish_order
from config.visibility import EVERYBODY, sight_of
from dashboard.editing.fields import Ask, Offered, Option
from dashboard.editing.indicator import TARGET
from dashboard.editing.kind import Kind, Part
from dashboard.editing.kinds import KINDS
from dashboard.visit import Visit
from store.definitions import read_alliance
from store.editing import Stored, read_history


@dataclass(frozen=True, slots=True)
class Place:
    """What is edited.

    Attributes:
        alliance: as this reader may see it.
        key: of the entry; "" for a new one.
        number: of the item in its list; None for a new one.
        history: every version of the entry, newest first; empty for a new one.
    """

    alliance: Alliance
    kind: Kind
    key: str = ""
    part: Part | None = None
    number: int | None = None
    history: tuple[Stored, ...] = ()

    @property
    def stored(self) -> Stored | None:
        """The entry's newest version; it may be a retired one."""
        return self.history[0] if self.history else None

    @property
    def is_retired(self) -> bool:
        return bool(self.stored and self.stored.is_retired)

    @property
    def entry(self) -> Mapping[str, Any]:
        return self.stored.document if self.stored else {}

    @property
    def asks(self) -> tuple[Ask, ...]:
        if self.part is TARGET and self.indicator and not self.indicator.by_area:
            return tuple(ask for ask in self.part.asks if ask.name != "area")
        if self.part:
            return self.part.asks
        return tuple(ask for ask in self.kind.asks if not (self.key and ask.only_new))

    @property
    def document(self) -> Mapping[str, Any]:
        """What the form is about, as it stands."""
        if self.part is None:
            return self.entry
        return {} if self.number is None else self.part.opened(self.entry[self.part.field][self.number])

    def whole(self, document: Mapping[str, Any] | None) -> dict[str, Any]:
        """The entry with this in it; None takes an item out of its list."""
        if self.part is None:
            return dict(document or {})
        items = list(self.entry.get(self.part.field, ()))
        closed = [] if document is None else [self.part.closed(document)]
        at = len(items) if self.number is None else self.number
        items[at : at + 1] = closed
        entry = {name: value for name, value in self.entry.items() if name != self.part.field}
        return entry | {self.part.field: items} if items else entry

    @property
    def offered(self) -> Offered:
        """What can be chosen in each field that offers a choice."""
        return {ask.name: ask.options or self._own(ask.of) for ask in self.asks if ask.way in ("choice", "many")}

    @property
    def names(self) -> Offered:
        """What can be chosen in any field of the entry, by the field's name."""
        return {ask.name: ask.options or self._own(ask.of) for ask in self.kind.asks if ask.way in ("choice", "many")}

    @property
    def used_by(self) -> list[tuple[str, str, Text]]:
        """What names this entry: (kind, key, name)."""
        alliance, kind, key = self.alliance, self.kind.code, self.key
        indicators = [
            ("indicator", one.code, one.name)
            for one in alliance.indicators
            if (kind == "goal" and one.goal == key)
            or (kind == "organisation" and any(target.organisation == key for target in one.targets))
            or (kind == "organisation" and one.visibility == key)
        ]
        actions = [
            ("action", one.key, one.title)
            for one in alliance.plan
            if (kind == "indicator" and key in one.indicators) or (kind == "organisation" and key in one.who)
        ]
        wins = [
            ("small_win", one.key, one.title)
            for one in alliance.small_wins
            if kind == "indicator" and key in one.indicators
        ]
        return [*indicators, *actions, *wins]

    @property
    def is_held(self) -> bool:
        """Whether what names it must be edited before it can be taken out; what an indicator is tied to lets it go."""
        return self.kind.code != "indicator" and bool(self.used_by)

    def _own(self, of: str | None) -> tuple[Option, ...]:
        if of == "goal":
            return tuple((goal.code, goal.title) for goal in self.alliance.goals)
        if of in ("organisation", "reader"):
            named = [(one.slug, one.name) for one in self.alliance.organisations]
            ordered = tuple(sorted(named, key=lambda one: danish_order(one[1].da)))
            return ordered if of == "organisation" else (*EVERYBODY, *_alone(ordered))
        return tuple((indicator.code, indicator.name) for indicator in self.alliance.indicators)

    @property
    def name(self) -> Text:
        """What the entry is called."""
        return self.kind.title(self.entry)

    @property
    def indicator(self) -> Indicator | None:
        """The entry, where it is an indicator that stands."""
        return self.alliance.indicator(self.key) if self.kind.code == "indicator" else None

    @property
    def home(self) -> str:
        return f"/alliance/{self.alliance.slug}/edit"

    @property
    def path(self) -> str:
        """Of the entry's page."""
        return f"{self.home}/{self.kind.code}/{self.key}" if self.key else f"{self.home}/{self.kind.code}"

    @property
    def here(self) -> str:
        """Of the form."""
        number = "" if self.number is None else f"/{self.number}"
        return f"{self.path}/{self.part.code}{number}" if self.part else self.path

    @property
    def shown_at(self) -> str:
        """Where readers see it."""
        alliance = f"/alliance/{self.alliance.slug}"
        return f"{alliance}/{self.key}" if self.indicator else alliance


def _alone(organisations: Sequence[Option]) -> Iterator[Option]:
    """Each as the one that may see something."""
    for slug, name in organisations:
        yield slug, Text(f"kun {name.da} og sekretariatet", f"only {name.en} and the secretariat")


def find_place(
    visit: Visit, slug: str, kind: str, key: str = "", part: str | None = None, number: int | None = None
) -> Place | None:
    """Where an address leads; None where there is nothing that this reader may see or change."""
    alliance = read_alliance(visit.store, slug, visit.viewer, visit.now)
    found = KINDS.get(kind)
    if alliance is None or found is None or (found.code == "alliance" and key != slug):
        return None
    if not key:
        return Place(alliance, found)
    history = tuple(read_history(visit.store, slug, kind, key))
    if not history or not may_see(visit, slug, history[0]):
        return None
    if part is None:
        return Place(alliance, found, history[0].key, history=history)
    inside = found.part(part)
    if inside is None or history[0].is_retired:
        return None
    items = history[0].document.get(inside.field, ())
    if number is not None and (inside.adds_only or number >= len(items)):
        return None
    return Place(alliance, found, history[0].key, inside, number, history)


def may_see(visit: Visit, slug: str, stored: Stored) -> bool:
    """What is kept from this reader elsewhere is kept from them here."""
    return stored.kind != "indicator" or visit.viewer.sees(slug, sight_of(stored.document), visit.now)
