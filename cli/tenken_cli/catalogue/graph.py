"""Where to draw what: concepts in columns, each to the right of those that it rests on.

A column is a stratum. An edge that passes over columns keeps a lane free in each of them. Columns are ordered so
that edges cross little, and then spread so that they run straight; what no edge touches stands in rows below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tenken import condition as c
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken.truth import Truth
from tenken_cli.reports.wrapping import breaks

WIDTH = 184.0
LINE = 19.0
PADDING = 9.0
TEXT_CELLS = 22
BETWEEN = 76.0
GAP = 16.0
MARGIN = 8.0
LANE = 4.0
SWEEPS = 9
"""An odd number: the last sweep puts side by side what rests on the same."""
FEWEST_COLUMNS = 3
"""Rows of unconnected boxes are at least so wide."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A concept, and its upper left corner."""

    id: str
    title: str
    x: float
    y: float
    truth: Truth | None = None
    """Its truth for a case, which takes a line of its own; None where the drawing is of no case."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The title as it fits the box, in lines about as long as each other."""
        number = len(breaks(self.title, TEXT_CELLS))
        evenly = next(cuts for width in range(1, TEXT_CELLS + 1) if len(cuts := breaks(self.title, width)) == number)
        cuts = [0, *evenly, len(self.title)]
        return tuple(self.title[start:end].strip() for start, end in pairwise(cuts))

    @property
    def height(self) -> float:
        """Its height, which its lines make."""
        return 2 * PADDING + LINE * (len(self.lines) + (self.truth is not None))


@dataclass(frozen=True)
class Edge:
    """From a concept to one that rests on it; every second stretch between the points crosses a column."""

    start: str
    end: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Graph:
    """A drawing's boxes and edges, and its size."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def concept_graph(policy: Policy, lang: Lang) -> Graph:
    """The concepts of a policy."""
    titles = {id_: concept.title.get(lang) for id_, concept in policy.concepts.items()}
    return layout(titles, {id_: list(dict.fromkeys(c.concepts_used(one.when))) for id_, one in policy.concepts.items()})


def layout(
    titles: Mapping[str, str], rests_on: Mapping[str, Sequence[str]], truths: Mapping[str, Truth] | None = None
) -> Graph:
    """Places for boxes of these titles and truths; `rests_on` has no cycles."""
    unplaced = {id_: Box(id_, title, 0.0, 0.0, (truths or {}).get(id_)) for id_, title in titles.items()}
    groups = _connected(titles, rests_on)
    boxes: list[Box] = []
    edges: list[Edge] = []
    for group in groups:
        if len(group) > 1:
            placed, between = _group(
                [unplaced[id_] for id_ in group], rests_on, _bottom(boxes) + 2 * GAP if boxes else MARGIN
            )
            boxes += placed
            edges += between
    loose = [unplaced[group[0]] for group in groups if len(group) == 1]
    across = max(FEWEST_COLUMNS, *(round((box.x - MARGIN) / (WIDTH + BETWEEN)) + 1 for box in boxes), 0)
    boxes += _rows(loose, across, _bottom(boxes) + 2 * GAP if boxes else MARGIN)
    width = max((box.x for box in boxes), default=0.0) + WIDTH + MARGIN
    return Graph(tuple(boxes), tuple(edges), width, _bottom(boxes) + MARGIN)


def _connected(ids: Iterable[str], rests_on: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Those that edges connect, together; all in the order given."""
    group = {id_: [id_] for id_ in ids}
    for end, starts in rests_on.items():
        for start in starts:
            if group[start] is not group[end]:
                group[end] += group[start]
                group.update(dict.fromkeys(group[start], group[end]))
    found = {id(members): members for members in group.values()}
    return [[id_ for id_ in group if id_ in members] for members in found.values()]


def _group(unplaced: Sequence[Box], rests_on: Mapping[str, Sequence[str]], top: float) -> tuple[list[Box], list[Edge]]:
    """Connected concepts, below `top`."""
    columns = _Columns({box.id: rests_on[box.id] for box in unplaced})
    boxes = {box.id: replace(box, x=_left(columns.level[box.id])) for box in unplaced}
    middles = columns.spread({id_: boxes[id_].height if id_ in boxes else LANE for id_ in columns.level}, top)
    placed = [replace(box, y=middles[id_] - box.height / 2) for id_, box in boxes.items()]
    return placed, [_edge(lane, columns.level, middles) for lane in columns.lanes]


class _Columns:
    """Concepts and the lanes of passing edges, in columns."""

    def __init__(self, rests_on: Mapping[str, Sequence[str]]):
        self.level: dict[str, int] = {}
        for id_ in rests_on:
            self._find_level(id_, rests_on)
        self.columns: list[list[str]] = [[] for _ in range(1 + max(self.level.values(), default=-1))]
        for id_ in rests_on:
            self.columns[self.level[id_]].append(id_)
        self.lanes = [self._lane(start, end) for end, starts in rests_on.items() for start in starts]
        self._beside: dict[int, dict[str, list[str]]] = {-1: {}, 1: {}}
        for lane in self.lanes:
            for left, right in pairwise(lane):
                self._beside[1].setdefault(left, []).append(right)
                self._beside[-1].setdefault(right, []).append(left)
        for sweep in range(SWEEPS):
            self._order(-1 if sweep % 2 == 0 else 1)

    def _find_level(self, id_: str, rests_on: Mapping[str, Sequence[str]]) -> int:
        if id_ not in self.level:
            below = [self._find_level(start, rests_on) for start in rests_on[id_]]
            self.level[id_] = 1 + max(below, default=-1)
        return self.level[id_]

    def _lane(self, start: str, end: str) -> list[str]:
        """The stations of an edge, one in each column from start to end."""
        passed = range(self.level[start] + 1, self.level[end])
        stations = [f"{start} {end} {level}" for level in passed]
        for level, station in zip(passed, stations, strict=True):
            self.level[station] = level
            self.columns[level].append(station)
        return [start, *stations, end]

    def _order(self, side: int) -> None:
        """Order each column by where its neighbours on one side stand."""
        for column in self.columns[::-side]:
            place = {id_: float(number) for other in self.columns for number, id_ in enumerate(other)}
            column.sort(key=lambda id_: self._mean(id_, side, place))

    def _mean(self, id_: str, side: int, place: Mapping[str, float]) -> float:
        beside = self._beside[side].get(id_)
        return sum(place[one] for one in beside) / len(beside) if beside else place[id_]

    def spread(self, heights: Mapping[str, float], below: float) -> dict[str, float]:
        """The middle of everything, as near to the middle of its neighbours as the order allows, below a height."""
        middles = {id_: 0.0 for column in self.columns for id_ in column}
        for sweep in range(SWEEPS):
            side = -1 if sweep % 2 == 0 else 1
            for column in self.columns[::-side]:
                wanted = [self._mean(id_, side, middles) for id_ in column]
                middles.update(zip(column, _apart(wanted, [heights[id_] for id_ in column]), strict=True))
        top = min((middle - heights[id_] / 2 for id_, middle in middles.items()), default=0.0)
        return {id_: middle - top + below for id_, middle in middles.items()}


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The middles nearest to those wanted (least squares) at which nothing overlaps."""
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + GAP)
    pools: list[tuple[float, int]] = []
    for middle, offset in zip(wanted, offsets, strict=False):
        mean, count = middle - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    bases = [mean for mean, count in pools for _ in range(count)]
    return [base + offset for base, offset in zip(bases, offsets, strict=False)]


def _edge(lane: Sequence[str], level: Mapping[str, int], middles: Mapping[str, float]) -> Edge:
    points = [(_left(level[id_]) + side, middles[id_]) for id_ in lane for side in (0.0, WIDTH)]
    return Edge(lane[0], lane[-1], tuple(points[1:-1]))


def _rows(loose: Sequence[Box], across: int, top: float) -> list[Box]:
    """Boxes in rows, below `top`."""
    placed: list[Box] = []
    for start in range(0, len(loose), across):
        y = _bottom(placed) + GAP if placed else top
        placed += [replace(box, x=_left(place), y=y) for place, box in enumerate(loose[start : start + across])]
    return placed


def _left(level: int) -> float:
    return MARGIN + level * (WIDTH + BETWEEN)


def _bottom(boxes: Sequence[Box]) -> float:
    return max((box.y + box.height for box in boxes), default=0.0)
