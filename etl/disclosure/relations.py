"""Which series of an indicator are made of which others: places within places, and groups within the whole.

Only what can be so is said here, of the series as such; whether it is so, each period's figures show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from config.places import COUNTRY, municipalities
from etl.combine import Series

Group = frozenset[tuple[str, str]]  # dimensions
Place = tuple[str, str]  # organisation, area


@dataclass(frozen=True, slots=True)
class Node:
    """A series, or a total that nobody publishes and that others add up to all the same.

    Attributes:
        series: its place among the series; None where it is not published.
    """

    place: Place
    group: Group
    series: int | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A whole and its parts, as places in the list of nodes.

    Attributes:
        is_made: the whole was added up from the parts by ourselves.
    """

    whole: int
    parts: tuple[int, ...]
    is_made: bool = False


@dataclass(slots=True)
class Web:
    """All series of an indicator, and every whole that they may show beside its parts."""

    nodes: list[Node]
    found: dict[tuple[int, tuple[int, ...]], Relation] = field(default_factory=dict)

    @property
    def relations(self) -> list[Relation]:
        """The finest groups first, so that a total nobody publishes comes after what it is made of."""
        return sorted(self.found.values(), key=lambda one: (-len(self.nodes[one.whole].group), one.whole))

    def add(self, whole: int, parts: Iterable[int], is_made: bool = False) -> None:
        held = tuple(sorted(set(parts) - {whole}))
        if held:
            self.found.setdefault((whole, held), Relation(whole, held, is_made))


def web_of(series: Sequence[Series], own_area: str) -> Web:
    """What the series of an indicator can have to do with each other."""
    named = [((one.organisation or "", one.area), frozenset(one.dimensions.items())) for one in series]
    web = Web([Node(place, group, number) for number, (place, group) in enumerate(named)])
    shared = next((number for number, one in enumerate(series) if one.role == "shared"), None)
    if shared is not None and series[shared].parts is not None:
        whole = (number for number, one in enumerate(series) if one.role == "part" and not one.dimensions)
        web.add(shared, whole, is_made=True)
    _within_groups(web)
    _within_places(web, own_area)
    return web


def _within_groups(web: Web) -> None:
    """The whole of a place is the sum over the values of each dimension; so is every group of it."""
    by_place: dict[Place, dict[Group, int]] = defaultdict(dict)
    wholes: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(web.nodes):
        by_place[node.place].setdefault(node.group, number)
        if not node.group:
            wholes[node.place[1]].append(number)
    for place, known in by_place.items():
        if list(known) == [frozenset()]:
            continue
        for group in sorted(_coarser(known), key=sorted):
            if group not in known:
                known[group] = len(web.nodes)
                web.nodes.append(Node(place, group, None))
        finer: dict[tuple[Group, str], list[int]] = defaultdict(list)
        for group, number in known.items():
            for one in group:
                finer[group - {one}, one[0]].append(number)
        for (group, _), parts in finer.items():
            web.add(known[group], parts)
            for number in wholes[place[1]] if not group else ():  # the whole of a place may come from somebody else
                web.add(number, parts)


def _coarser(groups: Iterable[Group]) -> set[Group]:
    """Every group that these are parts of, the whole among them."""
    return {
        frozenset(part) for group in groups for size in range(len(group)) for part in combinations(sorted(group), size)
    }


def _within_places(web: Web, own_area: str) -> None:
    """Municipalities lie in their region, regions in the country, and other places in the alliance's own area."""
    region_of = {one.place: one.region for one in municipalities()}
    all_regions = set(region_of.values())
    by_group: dict[Group, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, node in enumerate(web.nodes):
        by_group[node.group][node.place[1]].append(number)
    for areas in by_group.values():
        if len(areas) == 1:
            continue
        of_regions: dict[str, list[str]] = defaultdict(list)
        towns = [area for area in areas if area in region_of]
        for area in towns:
            of_regions[region_of[area]].append(area)
        regions = [area for area in areas if area in all_regions]
        others = [area for area in areas if area not in {*towns, *regions, own_area, COUNTRY}]
        inside = [(COUNTRY, regions), (COUNTRY, towns), *of_regions.items()]
        inside += [(own_area, parts) for parts in (towns, regions, others, towns + others)]
        for area, parts in inside:
            parts = [part for part in parts if part != area]
            for whole in areas.get(area, ()):
                web.add(whole, (number for part in parts for number in areas[part]))
                web.add(whole, (areas[part][0] for part in parts))
