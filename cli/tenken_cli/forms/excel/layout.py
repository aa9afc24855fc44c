"""What stands where in a form: its rows, sheet by sheet, with their hidden keys and what a case answers. No Excel here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tenken import condition as c
from tenken.errors import TenkenError
from tenken.policy.model import Policy
from tenken.policy.vocabulary import HEAD, Fact
from tenken.texts import Lang, Text, text
from tenken_cli.forms.entries import shown
from tenken_cli.forms.excel import keys
from tenken_cli.reports.conditions import Names, in_words
from tenken_cli.reports.words import pick

Shape = Literal["entry", "list", "mark", "status", "element", "fields", "names", "row"]
"""What a row looks like: an answer; a list's heading; one choice of it; whether it is all; the first row of an element;
the hidden row of a table's fields and its visible one; a row of a table."""

MOST_COLUMNS = len(keys.COLUMNS)
"""Lists of objects with more fields than there are columns get a block of rows for each element."""

SPARE_ROWS, SPARE_BLOCKS, LEAST_ROWS, LEAST_BLOCKS = 3, 1, 5, 3

_ASK_NOTES = text("備考", "Notes")


@dataclass(frozen=True)
class Cell:
    """A cell for an answer: what it answers, and what the case says there."""

    fact: Fact
    value: str | int | None = None


@dataclass(frozen=True)
class Row:
    """A row of a sheet. The cells of a table's row stand side by side, any other single one under `answer`."""

    key: str
    shape: Shape
    label: str = ""
    ask: str = ""
    how: str = ""
    cells: tuple[Cell, ...] = ()
    names: tuple[str, ...] = ()
    """What a table's columns hold."""
    indent: int = 0


def head_facts(policy: Policy) -> Mapping[str, Fact]:
    """The head of a case as facts: what stands on the first sheet."""
    cities = {id_: city.name for id_, city in policy.municipalities.items()}
    return {
        "title": Fact("title", "text", text("件名", "Title")),
        "id": Fact("id", "text", text("整理番号", "Id")),
        "municipality": Fact("municipality", "choice", text("自治体", "City"), choices=cities),
        "department": Fact("department", "text", text("所管課", "Department")),
        **HEAD,
    }


NOTES = Fact("notes", "text", _ASK_NOTES)
NOTES_ROWS = 3

_HEAD_HELP: Mapping[str, Text] = {
    "title": text("必ず書く。例: 保育所入所システムの更新", "needed"),
    "id": text("必ず書く。ファイル名に使える文字で、空白なし。例: 2026-12", "needed; without blanks, such as 2026-12"),
    "municipality": text("必ず選ぶ。一覧にない市町村は「標準」を選ぶ。", "needed; choose the default for a city that is not listed"),
    "department": text("例: 保育課", "such as Nursery section"),
    "consulted_on": text("必ず年月日まで。例: 2026-12-01、令和8年12月1日", "needed, as a whole date such as 2026-12-01"),
    "starts_on": text("分かるところまで。例: 2027-04、令和9年4月", "as far as is known, such as 2027-04"),
    "stage": text("必ず選ぶ。", "needed"),
}  # fmt: skip
NEEDED = ("title", "id", "municipality", "consulted_on", "stage")


@dataclass(frozen=True)
class Layout:
    """The rows of a form over a policy, filled with what a case states."""

    policy: Policy
    lang: Lang
    case: Mapping[str, Any]

    def head(self) -> Iterator[Row]:
        """The head of the case, and its notes."""
        for name, fact in head_facts(self.policy).items():
            yield self._entry(name, fact, self.case.get(name), _HEAD_HELP[name].get(self.lang), how="")
        notes = self.case.get("notes", [])
        for number in range(max(NOTES_ROWS, len(notes) + 1)):
            value = notes[number] if number < len(notes) else None
            yield self._entry(keys.row(NOTES.path), NOTES, value, how="")

    def group(self, group: str) -> Iterator[Row]:
        """The facts of a group. Raises TenkenError where one of them has no form."""
        stated = self.case.get("facts", {}).get(group, {})
        for fact in self.policy.vocabulary.in_group(group):
            raw = stated.get(fact.path.split(".", 1)[1])
            yield from self._rows(fact.path, fact, raw, self._ask(fact), 0)

    def _rows(self, key: str, fact: Fact, raw: Any, ask: str, indent: int) -> Iterator[Row]:
        if fact.kind == "list":
            yield from self._list(key, fact, raw, ask, indent)
        elif fact.kind == "object":
            raise _no_form(fact)
        else:
            yield self._entry(key, fact, raw, ask, indent=indent)

    def _entry(self, key: str, fact: Fact, raw: Any, ask: str = "", how: str | None = None, indent: int = 0) -> Row:
        label = fact.label.get(self.lang)
        if fact.priority == "high" and fact.ask:
            label = f"★ {label}"
        told = how_to(fact, self.lang) if how is None else how
        return Row(key, "entry", label, ask, told, (self._cell(fact, raw),), indent=indent)

    def _cell(self, fact: Fact, raw: Any) -> Cell:
        if raw is None:
            return Cell(fact)
        whole = fact.kind in ("number", "integer") and type(raw) is int
        return Cell(fact, raw if whole else shown(fact, raw, self.lang))

    def _list(self, key: str, fact: Fact, raw: Any, ask: str, indent: int) -> Iterator[Row]:
        assert fact.item is not None
        elements, status = _parts(raw)
        yield Row(
            keys.heading(key), "list", self._entry(key, fact, None).label, ask, self._how_list(fact), indent=indent
        )
        match fact.item.kind:
            case "choice":
                yield from self._marks(key, fact.item, elements, indent)
            case "object" if self._fits_a_table(fact.item, elements):
                yield from self._table(key, fact.item, elements)
            case "object":
                yield from self._blocks(key, fact.item, elements, indent)
            case "list":
                raise _no_form(fact)
            case _:
                yield from self._single(key, fact.item, elements, indent)
        how = self._say("空欄なら「ほかにもある」", "left empty: there may be more")
        label = "└ " + keys.STATUS.label.get(self.lang)
        yield Row(keys.status(key), "status", label, "", how, (self._cell(keys.STATUS, status),), indent=indent)

    def _marks(self, key: str, item: Fact, elements: Sequence[Any], indent: int) -> Iterator[Row]:
        for id_, label in item.choices.items():
            value = keys.SHOWN_MARK if id_ in elements else None
            yield Row(
                keys.mark(key, id_), "mark", "", label.get(self.lang), "", (Cell(keys.MARK, value),), indent=indent
            )

    def _single(self, key: str, item: Fact, elements: Sequence[Any], indent: int) -> Iterator[Row]:
        for number in range(max(LEAST_ROWS, len(elements) + SPARE_ROWS)):
            raw = elements[number] if number < len(elements) else None
            how = how_to(item, self.lang)
            yield Row(keys.row(key), "entry", f"　{number + 1}", "", how, (self._cell(item, raw),), indent=indent)

    def _fits_a_table(self, item: Fact, elements: Sequence[Any]) -> bool:
        """An element of which nothing is known would be a row without a word: it gets a block, in which it is marked."""
        flat = all(field.kind not in ("list", "object") for field in item.fields.values())
        return flat and len(item.fields) <= MOST_COLUMNS and all(elements)

    def _table(self, key: str, item: Fact, elements: Sequence[Any]) -> Iterator[Row]:
        yield Row(keys.fields(key), "fields", names=tuple(item.fields))
        yield Row(keys.RULED, "names", names=tuple(_with_unit(one, self.lang) for one in item.fields.values()))
        for number in range(max(LEAST_ROWS, len(elements) + SPARE_ROWS)):
            element = elements[number] if number < len(elements) else {}
            yield Row(
                keys.row(key), "row",
                cells=tuple(self._cell(field, element.get(name)) for name, field in item.fields.items()),
            )  # fmt: skip

    def _blocks(self, key: str, item: Fact, elements: Sequence[Any], indent: int) -> Iterator[Row]:
        for number in range(1, max(LEAST_BLOCKS, len(elements) + SPARE_BLOCKS) + 1):
            element = elements[number - 1] if number <= len(elements) else None
            block = keys.element(key, number)
            value = keys.SHOWN_MARK if element == {} else None
            how = self._say("中身が分からなくても、あるなら ○", "○ if there is one, even if no more is known")
            label = self._say(f"{number}件目", f"No. {number}")
            yield Row(block, "element", label, item.label.get(self.lang), how, (Cell(keys.MARK, value),), indent=indent)
            for name, field in item.fields.items():
                raw = element.get(name) if element else None
                yield from self._rows(keys.field(block, name), field, raw, "", indent + 1)

    def _ask(self, fact: Fact) -> str:
        """The question, and when it is worth asking where that can be said in a few words."""
        asked = fact.ask.get(self.lang) if fact.ask else ""
        when = self._when(fact.worth_asking) if fact.worth_asking is not None else None
        return f"{asked}\n{self._say(f'〔{when}とき〕', f'[if {when}]')}" if when else asked

    def _when(self, node: c.Condition) -> str | None:
        match node:
            case c.All(parts):
                told = [self._when(part) for part in parts]
                return self._say("、", " and ").join(one for one in told if one) if all(told) else None
            case c.Concept(id_):
                return (
                    f"「{self.policy.concepts[id_].title.ja}」の"
                    if self.lang == "ja"
                    else self.policy.concepts[id_].title.en
                )
            case c.OneOf():
                return in_words(node, Names(self.policy.vocabulary, self.lang)) + self._say("の", "")
            case _:
                return None

    def _how_list(self, fact: Fact) -> str:
        assert fact.item is not None
        if fact.item.kind == "choice":
            return self._say("下の行の、当てはまるものに ○", "mark what applies with ○ in the rows below")
        return self._say("下の行に書く。", "write into the rows below")

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)


def how_to(fact: Fact, lang: Lang) -> str:
    """How an answer is written, in few words."""
    match fact.kind:
        case "boolean":
            return pick(lang, "はい／いいえ／未定", "yes / no / undecided")
        case "choice":
            return pick(lang, "一覧から選ぶ", "choose from the list")
        case "date":
            return pick(lang, "例: 2026-07-01、令和8年7月", "such as 2026-07-01 or 2026-07")
        case "number" | "integer":
            return _how_to_number(fact, lang)
        case _:
            return pick(lang, "文字で書く。", "a text")


_SMALL = ("年", "か月", "日", "分", "個")
_ROW_OF_A_TABLE = "の項"


def _how_to_number(fact: Fact, lang: Lang) -> str:
    """With examples that fit the unit."""
    unit = pick(lang, f"（{fact.unit.ja}）", f" ({fact.unit.en})") if fact.unit else ""
    ja = fact.unit.ja if fact.unit else ""
    if ja == _ROW_OF_A_TABLE:
        return pick(lang, f"数{unit}。例: 12", f"a number{unit}, such as 12")
    one, other = (5, 10) if ja in _SMALL else (100, 100)
    return pick(
        lang, f"数{unit}。例: {one}、約{other}、{other}以上", f"a number{unit}: {one}, about {other}, at least {other}"
    )


def _with_unit(fact: Fact, lang: Lang) -> str:
    unit = f"（{fact.unit.ja}）" if lang == "ja" and fact.unit else f" ({fact.unit.en})" if fact.unit else ""
    return fact.label.get(lang) + unit


def _parts(raw: Any) -> tuple[Sequence[Any], Any]:
    """The elements of a list as a case writes it, and what the form says of whether they are all."""
    match raw:
        case None:
            return [], None
        case {"undecided": True}:
            return [], raw
        case {"items": items, **rest}:
            return items, ("all" if items else "none") if rest.get("complete", True) else "more"
        case _:
            return raw, "all" if raw else "none"


def _no_form(fact: Fact) -> TenkenError:
    return TenkenError(
        text(
            f"項目「{fact.path}」は入れ子のため、Excelの点検票に書けません。",
            f"the fact '{fact.path}' is nested too deep for a form in Excel",
        ),
        remedy=text("この項目を使う案件は JSON で書いてください。", "write cases that state it as JSON"),
    )
