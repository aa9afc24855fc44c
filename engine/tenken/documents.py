"""Reading YAML and JSON files: bytes in, plain data out, and the place of any key when an error needs it.

Plain data is read at full speed without places. Only when something is wrong is the text composed a
second time, to find line and column (`locate`); JSON is near enough a subset of YAML for that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from tenken.errors import CaseError, Fault, Place, PolicyError, TenkenError
from tenken.texts import Text, text

MAX_BYTES = 20_000_000
"""Larger files are refused: a case or a policy is a few kilobytes."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Yaml12(_Base):  # type: ignore[misc]
    """YAML with the scalars of YAML 1.2's core schema: no `yes`, no `on`, no dates by surprise."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is not a text", key_node.start_mark
                )
            if key in mapping:
                raise _DuplicateKey(key, key_node.start_mark)
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


def _construct_map(loader: _Yaml12, node: yaml.MappingNode) -> dict[Hashable, Any]:
    return loader.construct_mapping(node, deep=True)


_Yaml12.add_constructor("tag:yaml.org,2002:map", _construct_map)
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


class _DuplicateKey(Exception):
    def __init__(self, key: str, mark: yaml.Mark | None = None):
        super().__init__(key)
        self.key = key
        self.mark = mark


class _NotANumber(Exception):
    pass


def read_text(path: Path, error: type[TenkenError]) -> str:
    """The text of a file: UTF-8 with or without BOM, else CP932. Raises `error` if it is neither."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise error(
            text(f"読めません（{problem.strerror}）。", f"cannot be read ({problem.strerror})"), Place(str(path))
        ) from None
    return decode(data, str(path), error)


def decode(data: bytes, name: str, error: type[TenkenError]) -> str:
    """Bytes as text, see `read_text`."""
    if len(data) > MAX_BYTES:
        raise error(
            text("大きすぎます（20MBまで）。", "is too large (20 MB at the most)"), Place(name)
        )
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise error(
        text("文字コードが読み取れません。", "is neither UTF-8 nor CP932"),
        Place(name),
        text("UTF-8 で保存し直してください。", "save it again as UTF-8"),
    )


def parse_yaml(content: str, file: str) -> Any:
    """The data of a YAML text. Raises PolicyError with the place of what is wrong."""
    try:
        return yaml.load(content, _Yaml12)  # noqa: S506 - a safe loader with fewer scalars
    except _DuplicateKey as problem:
        mark = problem.mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise PolicyError(_duplicate(problem.key), place) from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise PolicyError(
            text(f"YAML として読めません（{problem.problem}）。", f"not valid YAML ({problem.problem})"), place
        ) from None
    except yaml.YAMLError as problem:
        raise PolicyError(text("YAML として読めません。", f"not valid YAML ({problem})"), Place(file)) from None
    except RecursionError:
        raise PolicyError(_too_deep(), Place(file)) from None


def parse_json(content: str, file: str) -> Any:
    """The data of a JSON text. Raises CaseError with the place of what is wrong."""
    if not content.strip():
        raise CaseError(
            text("空のファイルです。", "is empty"),
            Place(file),
            text("`tenken schema case` の形で書いてください。", "write a case as `tenken schema case` describes"),
        )
    try:
        return json.loads(content, object_pairs_hook=_unique, parse_constant=_reject_constant)
    except json.JSONDecodeError as problem:
        raise CaseError(
            text(f"JSON として読めません（{problem.msg}）。", f"not valid JSON ({problem.msg})"),
            Place(file, problem.lineno, problem.colno),
        ) from None
    except _DuplicateKey as problem:
        raise CaseError(_duplicate(problem.key), _find_duplicate(content, file, problem.key)) from None
    except _NotANumber as problem:
        found = re.search(rf"(?<![\w\"]){re.escape(str(problem))}(?![\w\"])", content)
        raise CaseError(
            text(f"「{problem}」は数として書けません。", f"{problem} is not a number that JSON allows"),
            _place_of_offset(content, file, found.start()) if found else Place(file),
        ) from None
    except RecursionError:
        raise CaseError(_too_deep(), Place(file)) from None
    except ValueError:
        raise CaseError(
            text("桁の多すぎる数があります。", "holds a number with too many digits"), Place(file)
        ) from None


def locate(content: str, file: str, at: tuple[str | int, ...]) -> Place:
    """The place of the key or element at a path in a YAML or JSON text, or of the nearest one above it."""
    try:
        node = yaml.compose(content, _Yaml12)
    except (yaml.YAMLError, RecursionError):
        return Place(file)
    mark = node.start_mark if node else None
    for step in at:
        found = _child(node, step)
        if found is None:
            break
        mark, node = found
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def at_place(fault: Fault, content: str, file: str, error: type[TenkenError]) -> TenkenError:
    """A fault inside a document, told with file, line and column."""
    return error(fault.message, locate(content, file, fault.at), fault.remedy)


def _child(node: Any, step: str | int) -> tuple[yaml.Mark, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKey(key)
        result[key] = value
    return result


def _reject_constant(constant: str) -> Any:
    raise _NotANumber(constant)


def _find_duplicate(content: str, file: str, key: str) -> Place:
    """The second key of that name inside one mapping."""
    try:
        pending = [yaml.compose(content, _Yaml12)]
    except (yaml.YAMLError, RecursionError):
        return Place(file)
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys = [name for name, _ in node.value if name.value == key]
            if len(keys) > 1:
                return Place(file, keys[1].start_mark.line + 1, keys[1].start_mark.column + 1)
            pending.extend(value for _, value in node.value)
    return Place(file)


def _place_of_offset(content: str, file: str, offset: int) -> Place:
    before = content[:offset]
    return Place(file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def _duplicate(key: str) -> Text:
    return text(f"キー「{key}」が2回書かれています。", f"the key '{key}' is written twice")


def _too_deep() -> Text:
    return text("入れ子が深すぎます。", "is nested too deeply")
