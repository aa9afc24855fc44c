"""Kleene's connectives, held against their definition by cases."""

import itertools

import pytest

from tenken.truth import Truth, all_of, any_of, negate

F, T, U = Truth.FALSE, Truth.TRUE, Truth.UNKNOWN


def completions(value: Truth) -> list[bool]:
    """The booleans that a truth value may turn out to be."""
    return {F: [False], T: [True], U: [False, True]}[value]


def settled(outcomes: set[bool]) -> Truth:
    return U if len(outcomes) == 2 else Truth.of(outcomes.pop())


@pytest.mark.parametrize("values", [v for n in range(4) for v in itertools.product((F, T, U), repeat=n)])
def test_connectives_say_what_every_completion_agrees_on(values: tuple[Truth, ...]) -> None:
    worlds = list(itertools.product(*map(completions, values)))
    assert all_of(values) is settled({all(world) for world in worlds})
    assert any_of(values) is settled({any(world) for world in worlds})


@pytest.mark.parametrize(("value", "opposite"), [(T, F), (F, T), (U, U)])
def test_negation(value: Truth, opposite: Truth) -> None:
    assert negate(value) is opposite


def test_nothing_at_all_is_all_true_and_none_true() -> None:
    assert all_of([]) is T
    assert any_of([]) is F


def test_one_false_decides_whatever_comes_after() -> None:
    def values():
        yield U
        yield F
        raise AssertionError("looked further than needed")

    assert all_of(values()) is F


def test_encoding_is_what_the_chain_is_fed() -> None:
    assert (int(F), int(T), int(U)) == (0, 1, 2)
    assert Truth.of(True) is T
    assert Truth.of(False) is F
