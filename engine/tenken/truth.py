"""Kleene's three truth values and their connectives.

The numbers 0, 1, 2 are also what the chaining engine is fed (see `chain`), so there is one encoding.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """True, false, or not known from what is stated."""

    FALSE = 0
    TRUE = 1
    UNKNOWN = 2

    @classmethod
    def of(cls, value: bool) -> Truth:
        """The truth value of a Python boolean."""
        return cls.TRUE if value else cls.FALSE


def all_of(values: Iterable[Truth]) -> Truth:
    """False as soon as one is false, true if all are true, else unknown. True for none at all."""
    result = Truth.TRUE
    for value in values:
        if value is Truth.FALSE:
            return Truth.FALSE
        if value is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """True as soon as one is true, false if all are false, else unknown. False for none at all."""
    return negate(all_of(negate(value) for value in values))


def negate(value: Truth) -> Truth:
    """True and false change places; unknown stays unknown."""
    if value is Truth.UNKNOWN:
        return value
    return Truth.FALSE if value is Truth.TRUE else Truth.TRUE
