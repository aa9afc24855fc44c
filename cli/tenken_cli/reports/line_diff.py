"""Two trees of lines as one: what both have once, what went and what came marked with - and +."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from tenken_cli.reports.page import Line, Node, Span, Tone, code, line

Nodes = tuple[Node, ...]


def merged(before: Nodes, after: Nodes) -> Nodes:
    """The lines of both; below a line that stays, again only what differs is marked."""
    nodes: list[Node] = []
    matcher = SequenceMatcher(None, [one.line for one in before], [one.line for one in after], autojunk=False)
    for kind, first, last, other, end in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(before[first:last], after[other:end], strict=True)
            nodes += (Node(old.line, merged(old.children, new.children)) for old, new in pairs)
        else:
            nodes += (_marked(one, "-", "muted") for one in before[first:last])
            nodes += (_marked(one, "+", "good") for one in after[other:end])
    return tuple(nodes)


def plain(nodes: Nodes, depth: int = 0) -> str:
    """The lines as text, those below a line indented."""
    return "\n".join(
        "\n".join(filter(None, ("  " * depth + _text(node.line), plain(node.children, depth + 1)))) for node in nodes
    )


def _text(said: Line) -> str:
    return "".join(span.text for span in said)


def _marked(node: Node, mark: str, tone: Tone) -> Node:
    said = (replace(span, tone=tone) if span.tone == "plain" else span for span in node.line)
    return Node(line(code(mark), Span(" "), *said), tuple(_marked(child, mark, tone) for child in node.children))
