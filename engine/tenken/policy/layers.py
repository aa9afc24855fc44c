"""A municipality's own files over the shipped ones: what may be added, and how something is replaced.

Nothing is overridden silently. A file may take the place of one in a lower layer only by saying so: `replaces: id`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tenken.errors import TenkenError
from tenken.policy.files import Document, each, known, same_name, unique, wrong
from tenken.texts import text


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


@dataclass(frozen=True)
class Layered(Generic[_T]):
    """What a file holds, and the id in a lower layer whose place it takes."""

    doc: Document
    entry: _T
    replaces: str | None


def stacked(read: Sequence[Layered[_T]]) -> dict[str, _T]:
    """The entries of all layers by id. Raises PolicyError where one hides another without saying so."""
    entries: dict[str, _T] = {}
    for layer in sorted({one.doc.layer for one in read}):
        below = dict(entries)
        added: dict[str, _T] = {}
        homes: dict[str, Document] = {}

        def put(
            one: Layered[_T],
            below: dict[str, _T] = below,
            added: dict[str, _T] = added,
            homes: dict[str, Document] = homes,
        ) -> None:
            same_name(one.doc, one.entry.id)
            unique(one.entry.id, homes, one.doc, ("id",), _OTHER_ID)
            if one.entry.id in below and one.entry.id != one.replaces:
                raise _hidden(one)
            if one.replaces is not None:
                known(one.doc, one.replaces, entries, ("replaces",))
                del entries[one.replaces]
            added[one.entry.id] = one.entry

        each([one for one in read if one.doc.layer == layer], put)
        entries.update(added)
    return entries


_OTHER_ID = text("一方を別の id とファイル名にしてください。", "give one of the two another id and file name")


def _hidden(one: Layered[_T]) -> TenkenError:
    id_ = one.entry.id
    return wrong(
        one.doc,
        text(
            f"id「{id_}」は下のポリシーで既に使われています。", f"the id '{id_}' is already used by the policies below"
        ),
        ("id",),
        text(
            f"置き換えるなら `replaces: {id_}` と書き、そうでなければ別の id にしてください。",
            f"to replace it, write `replaces: {id_}`; if not, choose another id",
        ),
    )
