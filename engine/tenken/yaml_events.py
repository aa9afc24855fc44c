"""Ordinary YAML read straight from the parser's events: twice as quick as by way of nodes.

Only what needs no second look is read here: one document of mappings with texts as keys, lists, and scalars without
tags. Whatever else turns up (a tag, an anchor, a key written twice, deep nesting, a fault) is left to the careful
reader, which knows the place of what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from re import Pattern
from typing import Any

import yaml

Scalars = Mapping[str, Sequence[tuple[str, Pattern[str]]]]
"""By its first character, what a plain scalar may be: tags with their patterns, as PyYAML keeps them."""

_VALUES: Mapping[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:bool": lambda written: written in ("true", "True", "TRUE"),
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:null": lambda _: None,
}


class NotOrdinaryError(Exception):
    """The text needs the careful reader."""


_NO_KEY = object()


class _Builder:
    """Puts values where the events say."""

    def __init__(self, scalars: Scalars, max_depth: int):
        self.scalars = scalars
        self.max_depth = max_depth
        self.root: list[Any] = []
        self.inside: Any = self.root
        self.key: Any = _NO_KEY
        self.above: list[tuple[Any, Any]] = []

    def put(self, value: Any) -> None:
        """A value, or the next key of the mapping that is being filled."""
        if type(self.inside) is list:
            self.inside.append(value)
        elif self.key is not _NO_KEY:
            self.inside[self.key] = value
            self.key = _NO_KEY
        elif type(value) is str and value not in self.inside:
            self.key = value
        else:
            raise NotOrdinaryError

    def open(self, container: Any) -> None:
        """A mapping or list begins."""
        self.put(container)
        self.above.append((self.inside, self.key))
        if len(self.above) > self.max_depth:
            raise NotOrdinaryError
        self.inside, self.key = container, _NO_KEY

    def close(self) -> None:
        """It ends."""
        self.inside, self.key = self.above.pop()

    def scalar(self, written: str, plain: bool) -> Any:
        """A scalar's value: a text, unless it is written without quotes and looks like something else."""
        if plain:
            for tag, pattern in self.scalars.get(written[:1], ()):
                if pattern.match(written):
                    return _VALUES[tag](written)
        return written


def ordinary(next_event: Callable[[], Any], scalars: Scalars, max_depth: int) -> Any:
    """The data of a text of one document. Raises NotOrdinaryError, or YAMLError or ValueError, where it takes more care."""
    built = _Builder(scalars, max_depth)
    next_event()
    if type(next_event()) is not yaml.DocumentStartEvent:
        raise NotOrdinaryError
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent and event.tag is None and event.anchor is None:
            built.put(built.scalar(event.value, event.implicit[0]))
        elif kind is yaml.MappingStartEvent and event.tag is None and event.anchor is None:
            built.open({})
        elif kind is yaml.SequenceStartEvent and event.tag is None and event.anchor is None:
            built.open([])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            built.close()
        elif kind is yaml.DocumentEndEvent and type(next_event()) is yaml.StreamEndEvent:
            return built.root[0]
        else:
            raise NotOrdinaryError
