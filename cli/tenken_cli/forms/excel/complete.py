"""Whether a form still has all its sheets, columns and rows: an answer whose cell was taken away would be missed unseen."""

from __future__ import annotations

from collections.abc import Iterator

from tenken.errors import Fault
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact
from tenken.texts import Text, text
from tenken_cli.forms.excel import keys
from tenken_cli.forms.excel.layout import NEEDED, head_facts
from tenken_cli.forms.excel.meta import Meta, vocabulary_digest
from tenken_cli.forms.excel.sheets import FormCells

MOST_NAMED = 5
FIRST_SHEET = text("はじめに", "Start here")

_REMEDY = text(
    "削除する前の点検票を使うか、`tenken form -o form.xlsx` で作った新しい点検票に書き写してください。",
    "use the form as it was before, or copy the answers into a new one: `tenken form -o form.xlsx`",
)


def what_is_gone(policy: Policy, data: Meta, cells: FormCells) -> list[Fault]:
    """What was taken away from a form: sheets and columns, else rows."""
    gone = [*_columns(cells), *_sheets(policy, data, cells)]
    same = data.vocabulary == vocabulary_digest(policy)  # a form of other policies need not have every row of these
    return gone or ([*_rows(policy, data, cells)] if same else [])


def _columns(cells: FormCells) -> Iterator[Fault]:
    for sheet in cells.unclear:
        yield Fault(
            text(
                f"シート「{sheet}」の列が消されたか、写されています。",
                f"on the sheet '{sheet}' columns were deleted or copied",
            ),
            remedy=_REMEDY,
        )


def _sheets(policy: Policy, data: Meta, cells: FormCells) -> Iterator[Fault]:
    if cells.unclear:  # it cannot be known which these are
        return
    there = {keys.base(key).split(".", 1)[0] for key in (*cells.answers, *cells.rows)}
    groups = policy.vocabulary.groups
    gone = [groups[one] for one in data.groups if one in groups and one not in there]
    if NEEDED[0] not in cells.answers:
        gone.insert(0, FIRST_SHEET)
    if gone:
        ja, en = "」「".join(one.ja for one in gone), "', '".join(one.en for one in gone)
        yield Fault(text(f"シート「{ja}」がありません。", f"the sheet '{en}' is missing"), remedy=_REMEDY)


def _rows(policy: Policy, data: Meta, cells: FormCells) -> Iterator[Fault]:
    """One for each sheet, with the labels of its missing rows."""
    facts = policy.vocabulary.facts
    sheets = [(FIRST_SHEET, head_facts(policy))]
    sheets += [
        (label, {path: fact for path, fact in facts.items() if path.startswith(f"{group}.")})
        for group, label in policy.vocabulary.groups.items()
        if group in data.groups
    ]
    for sheet, expected in sheets:
        gone = [label for path, fact in expected.items() for label in _gone(path, fact, cells)]
        if gone:
            more = len(gone) - MOST_NAMED
            ja = "」「".join(one.ja for one in gone[:MOST_NAMED]) + (f"」など{len(gone)}件" if more > 0 else "」")
            en = "', '".join(one.en for one in gone[:MOST_NAMED]) + (f"' and {more} more" if more > 0 else "'")
            yield Fault(
                text(
                    f"シート「{sheet.ja}」に「{ja}の行がありません。",
                    f"on the sheet '{sheet.en}' rows are missing: '{en}",
                ),
                remedy=_REMEDY,
            )


def _gone(key: str, fact: Fact, cells: FormCells) -> Iterator[Text]:
    """The labels of the rows of a fact that are missing. Rows of lists may be deleted, but not what they hang on."""
    if fact.kind != "list":
        if key not in cells.answers:
            yield fact.label
        return
    item = fact.item
    assert item is not None
    if keys.status(key) not in cells.answers or (
        key in cells.rows and not set(item.fields) <= cells.tables.get(key, set())
    ):
        yield fact.label
    for id_, label in item.choices.items() if item.kind == "choice" else ():
        if keys.mark(key, id_) not in cells.answers:
            yield label
    for number in cells.elements.get(key, ()):
        for name, field in item.fields.items():
            yield from _gone(keys.field(keys.element(key, number), name), field, cells)
