"""The chapters as files: a folder of Markdown, or one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from tenken.texts import Lang
from tenken_cli.catalogue.chapter import Chapter, Part
from tenken_cli.generated import MARK
from tenken_cli.reports.html import body, document
from tenken_cli.reports.markdown import render
from tenken_cli.reports.page import Heading, Links, Paragraph, anchor, line, link

HTML_FILE = "catalogue.html"
_COMMENT = f"<!-- {MARK} -->\n"
_DEEPER = 1
"""On the one page, chapters stand one level below its title."""


def markdown_files(front: Chapter, parts: Sequence[Part]) -> dict[str, str]:
    """The content of each file by its name: one for each chapter, and one for each drawing."""
    files: dict[str, str] = {}
    home = _targets([front, *_chapters(parts)])
    for chapter in (front, *_chapters(parts)):
        links = _between_files(home, chapter.name)
        back = (Paragraph(line("← ", link(front.title, front.target))),) if chapter is not front else ()
        texts = [render((chapter.start[0], *back, *chapter.start[1:]), links)]
        if chapter.drawing is not None:
            files[chapter.drawing.file] = _COMMENT + chapter.drawing.svg(_between_files(home, None))
            texts.append(f"![{chapter.drawing.shows}]({quote(chapter.drawing.file)})\n")
        texts.append(render(chapter.page, links) if chapter.page else "")
        files[f"{chapter.name}.md"] = _COMMENT + "\n" + "\n".join(filter(None, texts))
    return files


def html_page(front: Chapter, parts: Sequence[Part], lang: Lang, contents: str) -> str:
    """All chapters as one page, with a table of contents under the name given."""
    home = _targets([front, *_chapters(parts)])
    links = _on_the_page(home)
    sections = "".join(_section(chapter, links) for chapter in _chapters(parts))
    first = body(front.start, links) + body(front.page, links)
    page = f"{_contents(front, parts, links, contents)}<main>\n<section>\n{first}</section>\n{sections}</main>\n"
    head, rest = document(front.title, lang, page).split("\n", 1)
    return f"{head}\n{_COMMENT}{rest}"


def _chapters(parts: Sequence[Part]) -> Iterator[Chapter]:
    return (chapter for part in parts for chapter in part.chapters)


def _targets(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Each target with the name of the chapter in which it stands."""
    return {
        block.name: chapter.name
        for chapter in chapters
        for block in (*chapter.start, *chapter.page)
        if isinstance(block, Heading) and block.name is not None
    }


def _between_files(home: Mapping[str, str], here: str | None) -> Links:
    def links(to: str) -> str | None:
        if to not in home:
            return None
        file = "" if home[to] == here else f"{quote(home[to])}.md"
        return f"{file}#{quote(anchor(to))}"

    return links


def _on_the_page(home: Mapping[str, str]) -> Links:
    return lambda to: f"#{quote(anchor(to))}" if to in home else None


def _section(chapter: Chapter, links: Links) -> str:
    drawing = f'<div class="wide">\n{chapter.drawing.svg(links)}</div>\n' if chapter.drawing else ""
    return f"<section>\n{body(chapter.start, links, _DEEPER)}{drawing}{body(chapter.page, links, _DEEPER)}</section>\n"


def _contents(front: Chapter, parts: Sequence[Part], links: Links, name: str) -> str:
    def entry(chapter: Chapter) -> str:
        return f'<li><a href="{escape(links(chapter.target) or "")}">{escape(chapter.title)}</a></li>\n'

    rows = "".join(
        f"<li>{escape(part.title)}\n<ul>\n{''.join(map(entry, part.chapters))}</ul></li>\n" for part in parts
    )
    return f'<nav aria-label="{escape(name)}">\n<ul>\n{entry(front)}{rows}</ul>\n</nav>\n'
