"""The hidden keys by which a form's cells are found again, wherever the clerk moves them.

Of a fact at `link.used` the answer has the key `link.used`. Of a list at `data.items` there are the heading (`data.items=`),
a mark for each choice (`data.items#tax`), or rows (`data.items[]`), or one block for each element (`data.items[1]` says that
there is one, `data.items[1].name` is a field of it, and so on inside), and whether that is all (`data.items?`). A hidden row
`data.items:` says which column of a table's rows holds which field.
"""

from __future__ import annotations

from tenken.policy.vocabulary import Fact
from tenken.texts import text

MARKER = "tenken:key"
"""In the hidden row of a sheet: in this column stand the keys."""

RULED = "-"
"""The key of a row in which nothing is read: a heading, say."""

NAMES = "--"
"""The key of the row with the names of the columns."""

UNREAD = (MARKER, RULED, NAMES)

LABEL, ASK, ANSWER, HOW, NOTE, RESULT = "label", "ask", "answer", "how", "note", "result"
COLUMNS = (LABEL, ASK, ANSWER, HOW, NOTE)
"""What the columns hold, from the second on; the hidden row names them so."""

STATUS = Fact(
    "status",
    "choice",
    text("これで全部ですか", "Is that all?"),
    choices={
        "all": text("全部", "all"),
        "more": text("ほかにもある", "there are more"),
        "none": text("該当なし", "none"),
    },
)
"""Whether a list is all; `none` is a list that is stated to be empty."""

MARK = Fact("mark", "boolean", text("印", "mark"))
SHOWN_MARK = "○"
TICKS = ("レ", "☑")
"""Marks that are no words for yes."""


def heading(list_: str) -> str:
    """The heading of a list."""
    return f"{list_}="


def mark(list_: str, choice: str) -> str:
    """The mark of a choice in a list."""
    return f"{list_}#{choice}"


def row(list_: str) -> str:
    """Any row of a list."""
    return f"{list_}[]"


def fields(list_: str) -> str:
    """The hidden row which names the fields that the columns of a list's rows hold."""
    return f"{list_}:"


def element(list_: str, number: int) -> str:
    """An element of a list that has rows of its own."""
    return f"{list_}[{number}]"


def field(element_: str, name: str) -> str:
    """A field of such an element."""
    return f"{element_}.{name}"


def status(list_: str) -> str:
    """Whether a list is all."""
    return f"{list_}?"


def base(key: str) -> str:
    """The path of the fact that a key belongs to."""
    for end in ("[", "#", "?", "=", ":"):
        key = key.split(end, 1)[0]
    return key
