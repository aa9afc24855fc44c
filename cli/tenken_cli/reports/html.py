"""Pages as HTML that stands alone: no script, nothing from a network; well formed, so that XML tools read it too."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from typing import TextIO

import click

from tenken.texts import Lang
from tenken_cli.options import lang_of
from tenken_cli.reports.html_style import STYLE
from tenken_cli.reports.page import (
    Block,
    Fields,
    Figure,
    Fold,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Links,
    Node,
    Paragraph,
    Screen,
    Section,
    Span,
    Tree,
    Verbatim,
    anchor,
    no_links,
    printable,
)  # fmt: skip

DEEPEST = 6
"""HTML has no headings below this level."""


CONTENTS = {"ja": "目次", "en": "Contents"}
SKIP = {"ja": "本文へ移動", "en": "Skip to the text"}
FEWEST_ENTRIES = 2
"""A page of one part needs no table of contents."""


def write(page: Screen, out: TextIO | None) -> None:
    """Write a page, in the language of the command that runs, to an open file, or to standard output."""
    click.echo(render(page, lang_of(click.get_current_context())), file=out, nl=False)


def render(page: Screen, lang: Lang, links: Links | None = None) -> str:
    """A whole document with one page in it, named after the page's first heading.

    It begins with a table of contents where the page has parts that can be led to. Without `links`, what stands on the
    page is led to.
    """
    headings = list(_headings(page))
    title = next((_plain(heading.line) for heading in headings), "Tenken")
    main = f'<main id="main">\n{body(page, links or _on_this(page))}</main>\n'
    return document(title, lang, f"{_contents(headings, lang)}{main}")


def _headings(page: Screen) -> Iterator[Heading]:
    for block in page:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Section):
            yield from _headings(block.blocks)


def _contents(headings: Sequence[Heading], lang: Lang) -> str:
    """A way past the contents, and the contents."""
    parts = [heading for heading in headings if heading.name is not None]
    if len(parts) < FEWEST_ENTRIES:
        return ""
    rows = "".join(
        f'<li><a href="#{_text(anchor(part.name or ""))}">{_text(_plain(part.line))}</a></li>\n' for part in parts
    )
    skip = f'<a class="skip" href="#main">{SKIP[lang]}</a>\n'
    return f'{skip}<nav aria-label="{CONTENTS[lang]}">\n<ul>\n{rows}</ul>\n</nav>\n'


def _on_this(page: Screen) -> Links:
    names = set(_names(page))
    return lambda to: f"#{anchor(to)}" if to in names else None


def _names(page: Screen) -> Iterator[str | None]:
    for block in page:
        if isinstance(block, Heading | Fold):
            yield block.name
        if isinstance(block, Fold | Section):
            yield from _names(block.blocks)


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _policy() -> str:
    """What a browser may do with a page: nothing but use its style sheet."""
    digest = base64.b64encode(hashlib.sha256(f"\n{STYLE}".encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def document(title: str, lang: Lang, content: str) -> str:
    """A whole document around content that is HTML already."""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{lang}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(), quote=False)}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{_text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{content}</body>\n</html>\n"
    )


def body(page: Screen, links: Links = no_links, deeper: int = 0) -> str:
    """A page's blocks; `deeper` is the number of levels by which its headings stand below others."""
    return "".join(f"{row}\n" for block in page for row in _block(block, links, deeper))


def _block(block: Block | Fold | Figure | Section, links: Links, deeper: int) -> Iterator[str]:
    match block:
        case Heading(level, line, name):
            tag = f"h{min(level + deeper, DEEPEST)}"
            mark = f' id="{_text(anchor(name))}"' if name is not None else ""
            yield f"<{tag}{mark}>{_line(line, links)}</{tag}>"
        case Paragraph(line):
            yield f"<p>{_line(line, links)}</p>"
        case Fields(rows):
            yield "<dl>"
            yield from (f"<div><dt>{_text(name)}</dt><dd>{_line(line, links)}</dd></div>" for name, line in rows)
            yield "</dl>"
        case Items(items, numbered, first):
            tag = "ol" if numbered else "ul"
            yield f'<{tag} start="{first}">' if first > 1 else f"<{tag}>"
            yield from (_item(item, links) for item in items)
            yield f"</{tag}>"
        case Grid():
            yield from _grid(block, links)
        case Tree(root):
            yield '<ul class="tree">'
            yield from _node(root, links)
            yield "</ul>"
        case Verbatim(lines):
            yield f"<pre>{_text(chr(10).join(lines))}</pre>"
        case Fold(line, blocks, opened, name):
            yield '<details open="open">' if opened else "<details>"
            mark = f' id="{_text(anchor(name))}"' if name is not None else ""  # inside, so that a link to it opens it
            yield f"<summary>{_line(line, links)}</summary>\n<div{mark}>"
            yield from (row for one in blocks for row in _block(one, links, deeper))
            yield "</div>\n</details>"
        case Figure(svg, shows):
            yield f'<div class="wide" tabindex="0" role="group" aria-label="{_text(shows)}">\n{svg}</div>'
        case Section(blocks):
            yield "<section>"
            yield from (row for one in blocks for row in _block(one, links, deeper))
            yield "</section>"


def _item(item: Item, links: Links) -> str:
    below = "".join(f"<div>{_line(detail, links)}</div>" for detail in item.details)
    return f"<li>{_line(item.line, links)}{below}</li>"


def _grid(block: Grid, links: Links) -> Iterator[str]:
    kinds = [' class="right"' if place in block.right else "" for place in range(len(block.header))]
    yield '<div class="wide" tabindex="0">\n<table>\n<thead>'
    named = zip(kinds, block.header, strict=True)
    yield "<tr>" + "".join(f'<th scope="col"{kind}>{_text(name)}</th>' for kind, name in named) + "</tr>"
    yield "</thead>\n<tbody>"
    for row in block.rows:
        cells = zip(kinds, row, strict=True)
        yield "<tr>" + "".join(f"<td{kind}>{_line(cell, links)}</td>" for kind, cell in cells) + "</tr>"
    yield "</tbody>\n</table>\n</div>"


def _node(node: Node, links: Links) -> Iterator[str]:
    if not node.children:
        yield f"<li>{_line(node.line, links)}</li>"
        return
    yield f"<li>{_line(node.line, links)}\n<ul>"
    for child in node.children:
        yield from _node(child, links)
    yield "</ul></li>"


def _line(line: Line, links: Links) -> str:
    return "".join(_span(span, links) for span in line)


def _span(span: Span, links: Links) -> str:
    shown = _toned(span)
    href = links(span.to) if span.to else None
    return f'<a href="{escape(href)}">{shown}</a>' if href else shown


def _toned(span: Span) -> str:
    match span.tone:
        case "plain":
            return _text(span.text)
        case "code" | "strong":
            return f"<{span.tone}>{_text(span.text)}</{span.tone}>"
        case tone:
            return f'<span class="{tone}">{_text(span.text)}</span>'


def _text(text: str) -> str:
    return escape(printable(text))
