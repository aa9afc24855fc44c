"""The explaining reading: a condition's truth together with why, as a tree.

Each node of the tree keeps its condition, its truth, and for a test the path it read. What would decide an
unknown (`missing`) and what decided a known truth (`deciding`) are read off the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tenken import condition as c
from tenken import values
from tenken.truth import Truth, all_of, any_of, negate
from tenken.values import UNDECIDED, Items
from tenken.view import MUNICIPALITY, ElementView, NotOnRecord, View


@dataclass(frozen=True)
class Explained:
    """A condition, its truth, the absolute paths that it read itself, and the trees of its parts.

    `unsettled` are those of the paths whose values are absent, undecided or too imprecise to decide.
    """

    node: c.Condition
    truth: Truth
    paths: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    parts: tuple[Explained, ...] = ()


ConceptTree = Callable[[str], Explained]
"""Gives a concept's own tree by its id."""


def explain(node: c.Condition, view: View | ElementView, concept: ConceptTree) -> Explained:
    """The condition's tree on a view of a case."""
    match node:
        case c.All(parts):
            trees = tuple(explain(part, view, concept) for part in parts)
            return Explained(node, all_of(tree.truth for tree in trees), parts=trees)
        case c.Any(parts):
            trees = tuple(explain(part, view, concept) for part in parts)
            return Explained(node, any_of(tree.truth for tree in trees), parts=trees)
        case c.Not(part):
            tree = explain(part, view, concept)
            return Explained(node, negate(tree.truth), parts=(tree,))
        case c.Concept(id_):
            tree = concept(id_)
            return Explained(node, tree.truth, parts=(tree,))
        case c.Every(path, inner) | c.Some(path, inner):
            return _quantified(node, path, inner, view, concept)
        case _:
            return _leaf(node, view)


def decide(test: c.Test, view: View | ElementView) -> Truth:
    """The truth of one test on the values that a view shows."""
    match test:
        case c.OneOf(path, wanted):
            if isinstance(view.value(path), NotOnRecord):
                return Truth.FALSE  # what a profile does not give is known to be absent
            value = _known(view.value(path))
            return Truth.UNKNOWN if value is None else any_of(values.equals(value, one) for one in wanted)
        case c.AtLeast(path, bound) | c.AtMost(path, bound):
            value = _known(view.value(path))
            limit = _known(view.value(bound.path)) if isinstance(bound, c.Path) else bound
            if value is None or limit is None:
                return Truth.UNKNOWN
            return values.at_least(value, limit) if isinstance(test, c.AtLeast) else values.at_most(value, limit)
        case c.Stated(path):
            value = view.value(path)
            if value is None:
                return Truth.UNKNOWN
            return Truth.of(value is not UNDECIDED and not isinstance(value, NotOnRecord))
        case c.Includes(path, wanted):
            return _includes(_known(view.value(path)), wanted)
        case c.Lasts():
            return _lasts(test, view)
        case c.Every() | c.Some():
            return explain(test, view, _no_concept).truth


def _no_concept(id_: str) -> Explained:
    raise LookupError(f"a test inside a concept names the concept {id_}")


def _known(value: Any) -> Any:
    """The value if it can be compared, None if it is absent, undecided or not on record."""
    return None if value is UNDECIDED or isinstance(value, NotOnRecord) else value


def _includes(value: object, wanted: tuple[c.Scalar, ...]) -> Truth:
    if not isinstance(value, Items):
        return Truth.UNKNOWN
    found = any_of(values.equals(element, one) for element in value.elements for one in wanted)
    return found if value.complete or found is Truth.TRUE else Truth.UNKNOWN


def _lasts(test: c.Lasts, view: View | ElementView) -> Truth:
    start, end = _known(view.value(test.start)), _known(view.value(test.end))
    if not isinstance(start, values.DateSpan) or not isinstance(end, values.DateSpan):
        return Truth.UNKNOWN
    days = values.days_between(start, end)
    truths = [values.at_least(days, values.parse_number(1))]
    if test.at_least_days is not None:
        truths.append(values.at_least(days, values.parse_number(test.at_least_days)))
    if test.at_most_days is not None:
        truths.append(values.at_most(days, values.parse_number(test.at_most_days)))
    return all_of(truths)


def _quantified(
    node: c.Every | c.Some, path: str, inner: c.Condition, view: View | ElementView, concept: ConceptTree
) -> Explained:
    value = view.value(path)
    if not isinstance(value, Items) or isinstance(view, ElementView):
        return Explained(node, Truth.UNKNOWN, (path,), (path,))
    trees = tuple(
        explain(inner, view.element(path, index, element), concept) for index, element in enumerate(value.elements)
    )
    every = isinstance(node, c.Every)
    truth = (all_of if every else any_of)(tree.truth for tree in trees)
    if not value.complete and truth is Truth.of(every):
        truth = Truth.UNKNOWN
    return Explained(node, truth, (path,), (path,) if truth is Truth.UNKNOWN else (), trees)


def _leaf(node: c.Test, view: View | ElementView) -> Explained:
    truth, paths = decide(node, view), tuple(c.paths_read(node))
    unsettled: tuple[str, ...] = ()
    if truth is Truth.UNKNOWN:
        absent = tuple(path for path in paths if _known(view.value(path)) is None)
        unsettled = absent or tuple(path for path in paths if not values.is_exact(view.value(path)))
    return Explained(node, truth, _absolute(paths, view), _absolute(unsettled, view))


def _absolute(paths: tuple[str, ...], view: View | ElementView) -> tuple[str, ...]:
    return tuple(map(view.absolute, paths)) if isinstance(view, ElementView) else paths


def missing(tree: Explained) -> tuple[str, ...]:
    """The facts whose statement could decide an unknown tree, each once, in order; none for a known one."""
    return tuple(dict.fromkeys(path for path in _missing(tree) if not path.startswith(MUNICIPALITY)))


def fewest(tree: Explained) -> tuple[str, ...]:
    """The fewest facts that could decide an unknown tree: of alternatives, only the shortest is followed."""
    return tuple(dict.fromkeys(path for path in _fewest(tree) if not path.startswith(MUNICIPALITY)))


def _fewest(tree: Explained) -> list[str]:
    if tree.truth is not Truth.UNKNOWN:
        return []
    needed = [_fewest(part) for part in tree.parts if part.truth is Truth.UNKNOWN]
    if not needed:
        return list(tree.unsettled)
    if isinstance(tree.node, c.Any | c.Some):
        return min(needed, key=lambda paths: len(set(paths)))
    return [path for paths in needed for path in paths]


def _missing(tree: Explained) -> Iterator[str]:
    if tree.truth is not Truth.UNKNOWN:
        return
    unknown = [part for part in tree.parts if part.truth is Truth.UNKNOWN]
    if not unknown:
        yield from tree.unsettled
    for part in unknown:
        yield from _missing(part)


def deciding(tree: Explained) -> Iterator[Explained]:
    """The tests that made a known tree true or false (all its tests, where it is unknown)."""
    match tree.node:
        case c.All() | c.Any() | c.Every() | c.Some():
            alike = [part for part in tree.parts if part.truth is tree.truth]
            if not tree.parts:
                yield tree
            for part in alike or tree.parts:
                yield from deciding(part)
        case c.Not() | c.Concept():
            yield from deciding(tree.parts[0])
        case _:
            yield tree
