"""Pages as HTML and Markdown: well formed, escaped, and with links only where there is something to lead to."""

from __future__ import annotations

import base64
import hashlib
import io
from typing import Any
from xml.etree import ElementTree as ET

import click
import pytest

from tenken_cli.reports import html, markdown
from tenken_cli.reports.page import (
    Fields,
    Figure,
    Fold,
    Grid,
    Heading,
    Item,
    Items,
    Node,
    Paragraph,
    Screen,
    Section,
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


def parsed(page: Screen, links: Any = leads) -> ET.Element:
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
        Fold(line(NASTY), (Paragraph(line(NASTY)),), name=NASTY),
        Section((Heading(2, line(NASTY), NASTY), Paragraph(line(NASTY)))),
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


def test_a_page_may_use_its_style_and_nothing_else() -> None:
    document = ET.fromstring(html.render((Paragraph(line("x")),), "ja"))
    (policy,) = (one.attrib["content"] for one in document.iter("meta") if "http-equiv" in one.attrib)
    digest = base64.b64encode(hashlib.sha256((document.findtext("head/style") or "").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_a_fold_is_closed_unless_it_is_to_be_open() -> None:
    closed, opened = (
        parsed((Fold(line("題"), (Paragraph(line("文")),), state, "rule:a"),)).find(".//details")
        for state in (False, True)
    )
    assert closed is not None and opened is not None
    assert [closed.get("open"), opened.get("open")] == [None, "open"]
    assert closed.findtext("summary") == "題"
    assert closed.findtext("div[@id='rule-a']/p") == "文"


def test_what_stands_on_the_page_is_led_to_wherever_it_is() -> None:
    inner = Section((Fold(line("x"), (Paragraph(line("y")),), name="concept:a"), Heading(3, line("z"), "part:b")))
    page = (Paragraph(line(link("一", "concept:a"), link("二", "part:b"), link("三", "rule:none"))), inner)
    found = [one.attrib["href"] for one in ET.fromstring(html.render(page, "en")).iter("a")]
    assert found == ["#concept-a", "#part-b"]


def test_a_page_of_several_parts_begins_with_its_contents_and_a_way_past_them() -> None:
    parts = tuple(Section((Heading(2, line(name, strong("!")), f"part:{name}"),)) for name in "abc")
    document = ET.fromstring(html.render((Heading(1, line("題")), *parts), "ja"))
    body = document.find("body")
    assert body is not None
    assert [one.tag for one in body] == ["a", "nav", "main"]
    assert body[0].attrib["href"] == "#" + body[2].attrib["id"]
    assert [(one.attrib["href"], text_of(one)) for one in body[1].iter("a")] == [
        (f"#part-{name}", f"{name}!") for name in "abc"
    ]
    assert ET.fromstring(html.render((Heading(1, line("題")), *parts[:1]), "ja")).find(".//nav") is None


def test_a_drawing_stands_in_a_region_of_its_own() -> None:
    region = parsed((Figure("<svg><title>t</title></svg>", 'a "b"'),)).find(".//div[@role='group']")
    assert region is not None
    assert region.attrib["aria-label"] == 'a "b"'
    assert region.findtext("svg/title") == "t"


def test_a_list_may_go_on_where_another_ended() -> None:
    lists = list(parsed((Items((Item(line("x")),), True), Items((Item(line("y")),), True, first=16))).iter("ol"))
    assert [one.get("start") for one in lists] == [None, "16"]


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
