"""One policy file at a time: read it, hold it against its shape, and say where a fault is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from tenken.documents import at_place
from tenken.errors import Fault, PolicyError, TenkenError, did_you_mean
from tenken.policy.check import At
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
    try:
        return shape.model_validate(doc.data if data is None else data)
    except ValidationError as problem:
        fault = _first_fault(problem, shape, at)
        raise wrong(doc, fault.message, fault.at, fault.remedy) from None


def named_shapes(doc: Document, shape: type[_M]) -> Iterator[tuple[str, _M]]:
    """Each entry of a file that maps ids to bodies, in the shape of its kind."""
    if not isinstance(doc.data, dict):
        raise wrong(doc, text("名前の対応が要ります。", "a mapping of names is expected"), ())
    for id_, body in doc.data.items():
        yield id_, shaped(doc, shape, body if body is not None else {}, (id_,))


def known(doc: Document, name: str, names: Mapping[str, _T], at: At) -> _T:
    """What a name stands for, or PolicyError with the nearest right name."""
    if name not in names:
        kind = next((step for step in reversed(at) if isinstance(step, str) and step != name), "")
        message = text(f"{kind} に書かれた「{name}」はありません。", f"there is no '{name}', named as {kind}")
        raise wrong(doc, message, at, did_you_mean(name, names))
    return names[name]


def unique(id_: str, seen: Collection[str], doc: Document, at: At) -> None:
    """Nothing is overridden silently: an id may be used once."""
    if id_ in seen:
        raise wrong(doc, text(f"id「{id_}」は既に使われています。", f"the id '{id_}' is already used"), at)


def same_name(doc: Document, id_: str) -> None:
    """A file is named by its id."""
    if id_ != doc.stem:
        message = text(
            f"id「{id_}」とファイル名「{doc.stem}」が違います。",
            f"the id '{id_}' differs from the file name '{doc.stem}'",
        )
        raise wrong(doc, message, ("id",))


def _first_fault(problem: ValidationError, shape: type[BaseModel], at: At) -> Fault:
    """The fault to tell: an unknown key before a missing one, since the one is often the other misspelt."""
    error = min(problem.errors(), key=lambda one: one["type"] != "extra_forbidden")
    steps = [step for step in error["loc"] if step not in ("str", "list[str]") and not str(step).startswith("list[")]
    where, key = (*at, *steps), str(steps[-1]) if steps else ""
    match error["type"]:
        case "extra_forbidden":
            keys = _keys_at(shape, steps[:-1])
            return Fault(text(f"キー「{key}」は使えません。", f"unknown key '{key}'"), where, did_you_mean(key, keys))
        case "model_type" | "dict_type":
            return Fault(
                text(
                    "ここには項目の対応が要ります（空かもしれません）。", "a mapping is expected here; it may be empty"
                ),
                where,
            )
        case "string_too_short":
            return Fault(text(f"「{key}」が空です。", f"'{key}' is empty"), where)
        case "missing":
            return Fault(text(f"「{key}」がありません。", f"'{key}' is missing"), where)
        case "literal_error":
            given, expected = error["input"], error["ctx"]["expected"]
            return Fault(
                text(f"「{given}」は使えません。使えるのは {expected} です。", f"'{given}' is not one of {expected}"),
                where,
            )
        case _:
            return Fault(text(f"「{key}」が正しくありません（{error['msg']}）。", f"'{key}': {error['msg']}"), where)


def _keys_at(shape: type[BaseModel], steps: list[str | int]) -> list[str]:
    """The keys that the shape knows at a path inside it."""
    current: type[BaseModel] | None = shape
    for step in steps:
        if current is not None and isinstance(step, str):
            fields = {field.alias or name: field for name, field in current.model_fields.items()}
            current = _model_in(fields[step].annotation) if step in fields else current
    return [field.alias or name for name, field in current.model_fields.items()] if current else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `list[Model]`, `dict[str, Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
