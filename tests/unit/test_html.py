"""Pages as HTML and Markdown: well formed, escaped, and with links only where there is something to lead to."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree as ET

import click
import pytest

from tenken_cli.reports import html, markdown
from tenken_cli.reports.page import (
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Node,
    Page,
    Paragraph,
    Tree,
    code,
    line,
    link,
    muted,
    ref,
    strong,
)  # fmt: skip

NASTY = "<script>alert(1)</script> & \"quoted\" 'x' \x1b[31m\x00 ]]> --> 「市」"
SHOWN = NASTY.replace("\x1b", "").replace("\x00", "")


def leads(to: str) -> str | None:
    return {"rule:a": "#rule-a", "rule:b": 'b.html?x="&y=<'}.get(to)


def parsed(page: Page, links: Any = leads) -> ET.Element:
    return ET.fromstring(html.render(page, "ja", links))


def text_of(element: ET.Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


@pytest.mark.parametrize(
    "block",
    [
        Heading(2, line(NASTY), NASTY),
        Paragraph(line(NASTY, strong(NASTY), code(NASTY), muted(NASTY))),
        Fields(((NASTY, line(NASTY)),)),
        Items((Item(line(NASTY), (line(NASTY),)),), numbered=True),
        Grid((NASTY,), ((line(NASTY),),), right=frozenset({0})),
        Tree(Node(line(NASTY), (Node(line(NASTY), (Node(line(NASTY)),)), Node(line(NASTY))))),
    ],
    ids=lambda block: type(block).__name__,
)
def test_whatever_is_said_is_text(block: Any) -> None:
    document = parsed((block,))
    assert SHOWN in text_of(document.find(".//main"))
    assert document.find(".//script") is None


def test_a_document_is_named_after_its_first_heading() -> None:
    document = parsed((Paragraph(line("x")), Heading(1, line("件名", ref("a"))), Heading(2, line("y"))))
    assert document.findtext("head/title") == "件名 [a]"
    assert document.attrib["lang"] == "ja"


def test_a_page_is_written_in_the_language_of_the_command() -> None:
    out = io.StringIO()
    with click.Context(click.Command("any")) as ctx:
        ctx.meta["tenken.lang"] = "en"
        html.write((Paragraph(line("x")),), out)
    assert ET.fromstring(out.getvalue()).attrib["lang"] == "en"


def test_links_are_written_only_where_they_lead_somewhere() -> None:
    page = (Paragraph(line(link("一", "rule:a"), code("two", "rule:b"), link("three", "rule:none"))),)
    found = [(one.attrib["href"], text_of(one)) for one in parsed(page).iter("a")]
    assert found == [("#rule-a", "一"), ('b.html?x="&y=<', "two")]
    assert not list(ET.fromstring(html.render(page, "en")).iter("a"))


def test_a_named_heading_can_be_led_to() -> None:
    heading = parsed((Heading(2, line("題"), "rule:a"),)).find(".//h2")
    assert heading is not None
    assert heading.attrib["id"] == "rule-a"


def test_columns_of_numbers_are_set_right() -> None:
    cells = list(parsed((Grid(("a", "n"), ((line("x"), line("1")),), right=frozenset({1})),)).iter("td"))
    assert [cell.get("class") for cell in cells] == [None, "right"]


def test_a_tree_is_a_list_in_lists() -> None:
    tree = parsed(
        (
            Tree(
                Node(line("a"), (Node(line("b"), (Node(line("c")),)), Node(line("d")))),
            ),
        )
    )
    root = tree.find(".//ul[@class='tree']")
    assert [text_of(one).split() for one in root.findall("li/ul/li")] == [["b", "c"], ["d"]]  # type: ignore[union-attr]


def test_markdown_links_and_marks_only_with_somewhere_to_lead() -> None:
    page = (Heading(2, line("題", ref("a")), "rule:a"), Paragraph(line(link("一*", "rule:a"), code("x", "rule:none"))))
    assert markdown.render(page, leads) == '<a id="rule-a"></a>\n\n## 題 \\[a\\]\n\n[一\\*](#rule-a)`x`\n'
    assert markdown.render(page) == "## 題 \\[a\\]\n\n一\\*`x`\n"


def test_headings_stop_at_the_sixth_level() -> None:
    assert html.body((Heading(3, line("x")),), deeper=9) == "<h6>x</h6>\n"
