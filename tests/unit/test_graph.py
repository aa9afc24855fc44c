"""The drawing of concepts: everything is on it once, nothing overlaps, and no arrow runs over a box."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from tenken.truth import Truth
from tenken_cli.catalogue.graph import WIDTH, Graph, layout
from tenken_cli.catalogue.svg import draw
from tenken_cli.reports.page import no_links


def made_up(seed: int) -> Mapping[str, list[str]]:
    """Up to thirty concepts, each resting on some of those before it."""
    chance = random.Random(seed)
    names = [f"c{number}" for number in range(chance.randrange(1, 31))]
    return {
        name: sorted(chance.sample(names[:place], min(place, chance.choice((0, 0, 1, 2, 3)))))
        for place, name in enumerate(names)
    }


def drawn(rests_on: Mapping[str, list[str]]) -> Graph:
    return layout({name: f"{name} " * (1 + place % 7) for place, name in enumerate(rests_on)}, rests_on)


SEEDS = range(25)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_concept_has_its_own_place_inside_the_drawing(seed: int) -> None:
    rests_on = made_up(seed)
    graph = drawn(rests_on)
    assert sorted(box.id for box in graph.boxes) == sorted(rests_on)
    for one, other in itertools.combinations(graph.boxes, 2):
        beside = one.x + WIDTH < other.x or other.x + WIDTH < one.x
        assert beside or one.y + one.height < other.y or other.y + other.height < one.y, (one, other)
    for box in graph.boxes:
        assert box.x > 0 and box.x + WIDTH < graph.width
        assert box.y > 0 and box.y + box.height < graph.height


@pytest.mark.parametrize("seed", SEEDS)
def test_arrows_run_to_the_right_and_over_no_box(seed: int) -> None:
    rests_on = made_up(seed)
    graph = drawn(rests_on)
    assert sorted((edge.start, edge.end) for edge in graph.edges) == sorted(
        (start, end) for end, starts in rests_on.items() for start in starts
    )
    for edge in graph.edges:
        assert all(left[0] < right[0] for left, right in itertools.pairwise(edge.points))
        for (x, y), (to, same) in list(itertools.pairwise(edge.points))[1::2]:
            assert y == same
            crossed = [box for box in graph.boxes if x <= box.x < to and box.y <= y <= box.y + box.height]
            assert not crossed


def test_what_rests_on_nothing_and_carries_nothing_stands_below_the_rest() -> None:
    boxes = {box.id: box for box in drawn({"alone": [], "a": [], "b": ["a"]}).boxes}
    assert boxes["a"].x < boxes["b"].x
    assert boxes["a"].y == boxes["b"].y
    assert boxes["alone"].y > boxes["b"].y + boxes["b"].height


def test_a_drawing_without_concepts_is_still_one() -> None:
    assert ET.fromstring(draw(layout({}, {}), "題", "ja", no_links)).attrib["role"] == "img"


def test_the_truth_of_a_concept_is_told_in_words_and_in_the_look_of_its_box() -> None:
    rests_on: Mapping[str, list[str]] = {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}
    truths = {"a": Truth.TRUE, "b": Truth.UNKNOWN, "c": Truth.FALSE}
    plain, judged = drawn(rests_on), layout({name: f"{name} " * 3 for name in rests_on}, rests_on, truths)
    assert {box.id: box.truth for box in judged.boxes} == {**truths, "d": None}
    svg = ET.fromstring(draw(judged, "題", "ja", no_links, inside="chain-1"))
    inside = "{http://www.w3.org/2000/svg}"
    shown = [" ".join("".join(one.itertext()).split()) for one in svg.iter(f"{inside}text")]
    assert shown == ["a a a真", "b b b不明", "c c c偽", "d d d"]
    looks = {(box.get("fill"), box.get("stroke-dasharray")) for box in svg.iter(f"{inside}rect")}
    assert len(looks) == 4
    assert "真: a a a 。" in (svg.findtext(f"{inside}desc") or "")
    assert svg.attrib["role"] == "group"
    assert svg.attrib["aria-labelledby"] == "chain-1-title chain-1-desc"
    assert judged.boxes[0].height > plain.boxes[0].height


def test_titles_are_broken_evenly_and_lose_nothing() -> None:
    title = "個人番号を扱う事務の委託に関する長い題名の概念"
    (box,) = layout({"a": title}, {"a": []}).boxes
    assert "".join(box.lines) == title
    assert max(map(len, box.lines)) - min(map(len, box.lines)) <= 4
    assert max(map(len, box.lines)) <= 11
