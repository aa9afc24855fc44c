"""Paper as a Word document that offices go on editing: the same paper always gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import IO, assert_never

import click
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from tenken.texts import Lang
from tenken_cli.options import lang_of
from tenken_cli.reports.docx import blocks, sheets, styles
from tenken_cli.reports.page import (
    Boxed,
    Fields,
    Grid,
    Heading,
    Items,
    Paper,
    Paragraph,
    Placed,
    Sheet,
    Tree,
    Verbatim,
    printable,
)  # fmt: skip
from tenken_cli.reports.timeless import timeless


def write(paper: Paper, out: IO[bytes]) -> None:
    """Write paper, in the language of the command that runs, to an open binary file."""
    gathered = BytesIO()
    document(paper, lang_of(click.get_current_context())).save(gathered)
    out.write(timeless(gathered.getvalue()))


def document(paper: Paper, lang: Lang) -> WordDocument:
    """The paper as a document, named after its first heading and the head of its first sheet."""
    word = Document()
    styles.apply(word, lang)
    _describe(word, paper, lang)
    first = True
    for block in paper:
        match block:
            case Sheet(head):
                sheets.begin(word, printable(head), first)
                first = False
            case Heading():
                blocks.heading(word, block)
            case Paragraph(line):
                blocks.paragraph(word, line)
            case Placed(line, side):
                blocks.placed(word, line, side)
            case Boxed(line):
                blocks.boxed(word, line)
            case Fields():
                blocks.fields(word, block)
            case Items():
                blocks.items(word, block)
            case Grid():
                blocks.grid(word, block)
            case Tree() | Verbatim():
                raise NotImplementedError(f"no paper holds a {type(block).__name__} yet")
            case _:
                assert_never(block)
    return word


def _describe(word: WordDocument, paper: Paper, lang: Lang) -> None:
    """What the document is. Neither an author nor a day is claimed."""
    properties = word.core_properties
    titles = [blocks.plain(block.line) for block in paper if isinstance(block, Heading) and block.level == 1]
    subjects = dict.fromkeys(printable(block.head) for block in paper if isinstance(block, Sheet))
    properties.title = titles[0][:255] if titles else ""
    properties.subject = "; ".join(subjects)[:255]
    properties.language = "ja-JP" if lang == "ja" else "en-GB"
    properties.author = properties.last_modified_by = properties.comments = ""
    core = properties._element
    for name in ("created", "modified"):
        for found in core.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            core.remove(found)
    package = word.part.package
    for id_, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[id_]
