"""A graph as SVG: readable on light and dark ground, told in words to those who do not see it, each box a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from tenken.texts import Lang
from tenken.truth import Truth
from tenken_cli.catalogue.graph import LINE, PADDING, WIDTH, Box, Edge, Graph
from tenken_cli.reports import words
from tenken_cli.reports.page import Links
from tenken_cli.reports.words import pick

SIZE = 13
ARROW = 7.0
INK, EDGE = "#16202c", "#7d8b99"
PLAIN = 'fill="#eef3f9" stroke="#5f7f9f"'
LOOKS: Mapping[Truth | None, str] = {
    None: PLAIN,
    Truth.TRUE: 'fill="#e2f3e8" stroke="#1a6b3c" stroke-width="2"',
    Truth.FALSE: 'fill="#fbe6e4" stroke="#b3261e"',
    Truth.UNKNOWN: 'fill="#fdf2da" stroke="#805300" stroke-dasharray="5 3"',
}
FONTS = "system-ui, 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif"


def draw(graph: Graph, title: str, lang: Lang, links: Links, inside: str | None = None) -> str:
    """The graph as an SVG document, or as the part of a page that `inside` names; boxes lead where links to concepts do."""
    name, role = (inside, "group") if inside else ("graph", "img")
    width, height = f"{graph.width:.0f}", f"{graph.height:.0f}"
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="{role}" aria-labelledby="{name}-title {name}-desc" xml:lang="{lang}" font-family="{FONTS}" font-size="{SIZE}">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(_in_words(graph, lang))}</desc>',
        f'<g fill="none" stroke="{EDGE}" stroke-width="1.5">',
        *(f'<path d="{_path(edge)}"/>' for edge in graph.edges),
        f'</g>\n<g fill="{EDGE}">',
        *(f'<path d="{_head(edge)}"/>' for edge in graph.edges),
        "</g>",
        *(row for box in graph.boxes for row in _box(box, links, lang)),
        "</svg>\n",
    ))  # fmt: skip


def _in_words(graph: Graph, lang: Lang) -> str:
    """What the arrows say: each concept with those that rest on it, and those that stand alone."""
    named = {box.id: box.title for box in graph.boxes}
    upon: dict[str, list[str]] = {}
    for edge in graph.edges:
        upon.setdefault(edge.start, []).append(named[edge.end])
    between = pick(lang, "、", ", ")
    said = [
        pick(lang, f"「{named[id_]}」をもとに決まるもの: {between.join(ends)}。", f"On '{named[id_]}' rest: {between.join(ends)}.")
        for id_, ends in upon.items()
    ]  # fmt: skip
    touched = {id_ for edge in graph.edges for id_ in (edge.start, edge.end)}
    alone = between.join(name for id_, name in named.items() if id_ not in touched)
    if alone:
        said.append(pick(lang, f"ほかとつながらないもの: {alone}。", f"Connected to none: {alone}."))
    for truth, name in words.TRUTHS.items():
        so = between.join(box.title for box in graph.boxes if box.truth is truth)
        if so:
            said.append(pick(lang, f"{name.ja}: {so}。", f"{name.en}: {so}."))
    return pick(lang, "", " ").join(said)


def _path(edge: Edge) -> str:
    """Curves between columns, straight lines across them, up to where the arrow's head begins."""
    (x, y), *rest = edge.points
    steps = [f"M{x:.1f} {y:.1f}"]
    for number, (right, to) in enumerate(rest):
        last = number == len(rest) - 1
        end = right - ARROW if last else right
        middle = (x + end) / 2
        steps.append(f"H{end:.1f}" if number % 2 else f"C{middle:.1f} {y:.1f} {middle:.1f} {to:.1f} {end:.1f} {to:.1f}")
        x, y = right, to
    return "".join(steps)


def _head(edge: Edge) -> str:
    x, y = edge.points[-1]
    return f"M{x:.1f} {y:.1f}l-{ARROW + 1:.1f} -{ARROW / 2:.1f}v{ARROW:.1f}z"


def _box(box: Box, links: Links, lang: Lang) -> Iterator[str]:
    href = links(f"concept:{box.id}")
    if href:
        yield f'<a href="{escape(href)}">'
    yield (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{WIDTH:.0f}" height="{box.height:.0f}" rx="6"'
        f" {LOOKS[box.truth]}/>"
    )
    x, top = box.x + WIDTH / 2, box.y + PADDING + LINE / 2 + SIZE * 0.36
    rows = "".join(
        f'<tspan x="{x:.1f}" y="{top + LINE * number:.1f}">{escape(row)}</tspan>'
        for number, row in enumerate(box.lines)
    )
    if box.truth is not None:
        y = top + LINE * len(box.lines)
        rows += f'<tspan x="{x:.1f}" y="{y:.1f}" font-weight="bold">{words.TRUTHS[box.truth].get(lang)}</tspan>'
    yield f'<text fill="{INK}" text-anchor="middle">{rows}</text>'
    if href:
        yield "</a>"
