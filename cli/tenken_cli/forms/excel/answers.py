"""The answers in a form's cells as values of facts: single ones, marks, rows and blocks of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tenken.errors import Fault, shortened
from tenken.policy.vocabulary import Fact, Vocabulary
from tenken.texts import text
from tenken_cli.forms.entries import read
from tenken_cli.forms.entry_words import comparable
from tenken_cli.forms.excel import keys
from tenken_cli.forms.excel.sheets import FormCell, FormCells

MOST_COPIED = 5
"""Where more rows of a sheet stand twice, the sheet was copied."""


class Answers:
    """Reads answers by their keys. `faults` gathers what is wrong, `where` the cell of each path that was read."""

    def __init__(self, vocabulary: Vocabulary, cells: FormCells):
        self.cells = cells
        self.where: dict[str, FormCell] = {}
        self.faults: list[tuple[FormCell | None, Fault]] = []
        self._vocabulary = vocabulary
        self._used: set[str] = set()

    def wrong(self, cell: FormCell | None, fault: Fault) -> None:
        """Keep a fault, and go on."""
        self.faults.append((cell, fault))

    def value(self, key: str, path: str, fact: Fact) -> Any:
        """The value of the fact whose cells have this key; None where nothing is stated."""
        if fact.kind == "list":
            return self._list(key, path, fact)
        return self._read(fact, self.cell(key, path))

    def texts(self, fact: Fact) -> list[str]:
        """The texts in the rows of a list that is no fact."""
        self._used.add(fact.path)
        found = (self._read(fact, row.get("")) for row in self.cells.rows.get(fact.path, ()))
        return [one for one in found if isinstance(one, str)]

    def notes(self) -> Iterator[tuple[str, str]]:
        """The notes beside the answers, with the keys of these."""
        for key, cell in self.cells.notes:
            note = self._read(_NOTE, cell)
            if isinstance(note, str):
                yield key, note

    def look_for_rest(self) -> None:
        """What is written where nothing is read is a fault: it would be lost without a word."""
        copied = Counter(cell.sheet for _, cell in self.cells.twice)
        for sheet in [sheet for sheet, number in copied.items() if number > MOST_COPIED]:
            self.wrong(None, Fault(
                text(f"シート「{sheet}」は、別のシートの写しです。", f"the sheet '{sheet}' is a copy of another"),
                remedy=text("一件の点検票には、同じシートは一枚だけです。写しを削除してください。", "delete the copy: a form is of one case"),
            ))  # fmt: skip
        for key, cell in self.cells.twice:
            if copied[cell.sheet] > MOST_COPIED:
                continue
            self.wrong(cell, Fault(
                text(f"「{shortened(key)}」の欄が二つあります。", f"there are two cells for '{shortened(key)}'"),
                remedy=text("写した行を削除してください。", "delete the copied row"),
            ))  # fmt: skip
        for cell in self.cells.stray:
            self.wrong(cell, Fault(
                text("どの項目の欄でもないところに書かれています。", "stands where no answer is read"),
                remedy=text("元の欄に書いてください。", "write it into a cell of the form"),
            ))  # fmt: skip
        for key, cell in self.cells.answers.items():
            self._unknown(key, cell)
        for list_, rows in self.cells.rows.items():
            for row in rows:
                for name, cell in row.items():
                    self._unknown(list_ if not name else f"{list_}[].{name}", cell)

    def _unknown(self, key: str, cell: FormCell) -> None:
        if key not in self._used and not cell.empty:
            shown = shortened(key)
            self.wrong(cell, Fault(
                text(f"項目「{shown}」は、いまのポリシーにありません。", f"these policies have no '{shown}'"),
                remedy=text("同じポリシーで作った点検票に書き直してください。", "use a form made with the same policies"),
            ))  # fmt: skip

    # Cells

    def cell(self, key: str, path: str | None = None) -> FormCell | None:
        """The cell with this key, where there is one, kept as that of the path."""
        self._used.add(key)
        cell = self.cells.answers.get(key)
        if cell is not None and path is not None:
            self.where[path] = cell
        return cell

    def _read(self, fact: Fact, cell: FormCell | None) -> Any:
        try:
            entry = cell.entry() if cell else None
            return None if entry is None else read(fact, entry)
        except Fault as fault:
            self.wrong(cell, fault)
            return None

    def _marked(self, key: str, path: str | None = None) -> bool:
        cell = self.cell(key, path)
        try:
            entry = cell.entry() if cell else None
            if isinstance(entry, str) and comparable(entry) in keys.TICKS:
                return True
            value = None if entry is None else read(keys.MARK, entry)
        except Fault as fault:
            self.wrong(cell, Fault(fault.message, remedy=_MARK_REMEDY))
            return False
        if isinstance(value, dict):
            self.wrong(cell, Fault(text("「未定」とは書けません。", "may not be 'undecided'"), remedy=_MARK_REMEDY))
        return value is True

    # Lists

    def _list(self, key: str, path: str, fact: Fact) -> Any:
        assert fact.item is not None
        status = self.cell(keys.status(key), path)
        heading = self.cell(keys.heading(key), path)
        if heading is not None and not heading.empty:
            remedy = text("下の行に書いてください。", "write into the rows below")
            self.wrong(heading, Fault(text("見出しの行には書けません。", "a heading holds no answer"), remedy=remedy))
        before = len(self.faults)
        items = self._items(key, path, fact.item)
        said = self._read(keys.STATUS, status)
        return _whole(items, said) if len(self.faults) > before else self._checked(items, said, status)

    def _items(self, key: str, path: str, item: Fact) -> list[Any]:
        if item.kind == "choice":
            return [id_ for id_ in item.choices if self._marked(keys.mark(key, id_))]
        items: list[Any] = []
        for row in self._rows(key, item):
            element = self._of_row(row, f"{path}[{len(items)}]", item)
            if element is not None:
                items.append(element)
        if item.kind == "object":
            for number in self.cells.elements.get(key, ()):
                block = self._of_block(keys.element(key, number), f"{path}[{len(items)}]", item)
                if block is not None:
                    items.append(block)
        return items

    def _rows(self, key: str, item: Fact) -> list[dict[str, FormCell]]:
        self._used.update([f"{key}[].{name}" for name in item.fields] or [key])
        return self.cells.rows.get(key, [])

    def _of_row(self, row: Mapping[str, FormCell], path: str, item: Fact) -> Any:
        if item.kind != "object":
            if "" in row:
                self.where[path] = row[""]
            return self._read(item, row.get(""))
        element = {}
        for name, field in item.fields.items():
            if name in row:
                self.where[f"{path}.{name}"] = row[name]
            value = self._read(field, row.get(name))
            if value is not None:
                element[name] = value
        return element or None

    def _of_block(self, key: str, path: str, item: Fact) -> Any:
        there = self._marked(key, path)
        values = {name: self.value(keys.field(key, name), f"{path}.{name}", one) for name, one in item.fields.items()}
        element = {name: value for name, value in values.items() if value is not None}
        return element if element or there else None

    def _checked(self, items: list[Any], said: Any, status: FormCell | None) -> Any:
        """The list, where the marks and what is said of them agree."""
        if items and said in ({"undecided": True}, "none"):
            self.wrong(status, Fault(
                text("上の行に答えがあるのに「未定」「該当なし」とされています。", "there are answers above, but it says otherwise"),
                remedy=text("「全部」か「ほかにもある」を選ぶか、上の行を消してください。",
                            "choose 'all' or 'there are more', or clear the rows above"),
            ))  # fmt: skip
        if not items and said == "all":
            self.wrong(status, Fault(
                text("「全部」とされていますが、上の行に何もありません。", "it says 'all', but there is nothing above"),
                remedy=text("一つもなければ「該当なし」を選んでください。", "choose 'none' if there are none"),
            ))  # fmt: skip
        return _whole(items, said)


_MARK_REMEDY = text("○を付けるか、空けてください。", "mark it with ○, or leave it empty")
_NOTE = Fact("note", "text", text("備考", "note"))


def _whole(items: list[Any], said: Any) -> Any:
    """A list as a case writes it. Where nobody says that it is all, there may be more."""
    if said == {"undecided": True}:
        return said
    if said in ("all", "none"):
        return items
    return {"items": items, "complete": False} if items or said == "more" else None
