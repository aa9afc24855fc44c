"""One policy file at a time: read it, hold it against its shape, and say where a fault is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tenken.documents import at_place
from tenken.errors import Fault, PolicyError, TenkenError, did_you_mean
from tenken.policy.check import At
from tenken.policy.key_faults import no_mapping
from tenken.policy.shape_faults import first_fault
from tenken.policy.words import listed_in
from tenken.slips import shown
from tenken.texts import Text, text

_M = TypeVar("_M", bound=BaseModel)
_S = TypeVar("_S")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Document:
    """One policy file: where it is, its text, and its data."""

    file: str
    stem: str
    content: str
    data: Any
    folder: str = ""
    layer: int = 0
    """0 is the lowest; the documents of a higher layer add to it."""

    @property
    def short_name(self) -> str:
        """Its folder and file, as its author knows it."""
        return f"{self.folder}/{Path(self.file).name}"


def each(sources: Iterable[_S], read: Callable[[_S], _T]) -> list[_T]:
    """What `read` makes of each source. Raises the first PolicyError with the others beside it: an author sees all."""
    results, errors = [], list[TenkenError]()
    for source in sources:
        try:
            results.append(read(source))
        except PolicyError as problem:
            errors += [problem, *problem.others]
            problem.others = ()
    if errors:
        errors[0].others = tuple(errors[1:])
        raise errors[0]
    return results


def wrong(doc: Document, message: Text, at: At, remedy: Text | None = None) -> TenkenError:
    """What is wrong at a path inside a document, with file, line and column."""
    return at_place(Fault(message, at, remedy), doc.content, doc.file, PolicyError)


def told(doc: Document, read: Callable[[], _T]) -> _T:
    """What `read` returns; a Fault inside it becomes a PolicyError with its place."""
    try:
        return read()
    except Fault as fault:
        raise wrong(doc, fault.message, fault.at, fault.remedy) from None


def shaped(doc: Document, shape: type[_M], data: Any = None, at: At = ()) -> _M:
    """The document's data in the shape of its kind, or PolicyError at the first thing that differs."""
    given = doc.data if data is None else data
    try:
        return shape.model_validate(given)
    except ValidationError as problem:
        fault = first_fault(problem, shape, given, at)
        raise wrong(doc, fault.message, fault.at, fault.remedy) from None


def named_shapes(doc: Document, shape: type[_M]) -> Iterator[tuple[str, _M]]:
    """Each entry of a file that maps ids to bodies, in the shape of its kind."""
    if not isinstance(doc.data, dict):
        fault = no_mapping(doc.data, ())
        raise wrong(doc, fault.message, fault.at, fault.remedy)
    for id_, body in doc.data.items():
        yield id_, shaped(doc, shape, body if body is not None else {}, (id_,))


def known(doc: Document, name: str, names: Mapping[str, _T], at: At) -> _T:
    """What a name stands for, or PolicyError with the nearest right name."""
    if name not in names:
        kind = next((step for step in reversed(at) if isinstance(step, str) and step not in (name, "ja", "en")), "")
        message = text(
            f"{kind} に書かれた「{shown(name)}」はありません。", f"there is no '{shown(name)}', named as {kind}"
        )
        raise wrong(doc, message, at, did_you_mean(name, names) or listed_in(_PAGES.get(kind, "README")))
    return names[name]


_PAGES: Mapping[str, str] = {
    "ask": "facts", "satisfied_by": "facts", "fail": "facts", "rider": "riders", "scope": "concepts",
}  # fmt: skip
"""The page of the catalogue that lists what stands under a key."""


def unique(id_: str, homes: dict[str, Document], doc: Document, at: At, remedy: Text | None = None) -> None:
    """Nothing is overridden silently: an id may be used once. `homes` remembers which document has it."""
    if id_ in homes:
        home = homes[id_]
        below = home.layer < doc.layer
        raise wrong(
            doc,
            text(
                f"id「{id_}」は、{'下のポリシーの ' if below else ''}{home.short_name} で既に使われています。",
                f"the id '{id_}' is already used by {home.short_name}{' of the policies below' if below else ''}",
            ),
            at,
            remedy or _NOT_TWICE,
        )
    homes[id_] = doc


_NOT_TWICE = text(
    "既にあるものをそのまま使うか、別の名前にしてください。置き換えられるのは、ルールと自治体だけです。",
    "use the one that is there, or choose another name; only rules and cities can be replaced",
)
_STYLE = re.compile(r"[a-z][a-z0-9-]*")


def same_name(doc: Document, id_: str) -> None:
    """A file is named by its id."""
    if id_ == doc.stem:
        return
    message = text(
        f"id「{id_}」とファイル名「{doc.stem}」が違います。", f"the id '{id_}' differs from the file name '{doc.stem}'"
    )
    if _STYLE.fullmatch(doc.stem):
        remedy = text(
            f"`id: {doc.stem}` と書くか、ファイル名を id に合わせてください。",
            f"write `id: {doc.stem}`, or rename the file",
        )
    else:
        remedy = text(
            "id とファイル名を同じにしてください。どちらも英小文字・数字・- だけで書きます（例: media-log.yaml）。",
            "give both the same name, of lower-case letters, digits and - only, such as media-log.yaml",
        )
    if _STYLE.fullmatch(doc.stem) and not _STYLE.fullmatch(id_):
        remedy = text(
            f"`id: {doc.stem}` と書いてください。id は英小文字・数字・- だけで書きます。",
            f"write `id: {doc.stem}`: an id is of lower-case letters, digits and - only",
        )
    raise wrong(doc, message, ("id",), remedy)
