"""YAML as policies are written in it, and the places of keys in YAML and JSON texts.

Ordinary data is read at full speed without places (`yaml_events`). Only when something is wrong is a text composed a second
time to find line and column; JSON is near enough a subset of YAML for that. Imported only when needed: a run
that finds its policies in the cache reads no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, ClassVar, cast

import yaml

from tenken.errors import Place, PolicyError
from tenken.texts import Text, text
from tenken.yaml_events import NotOrdinaryError, ordinary
from tenken.yaml_faults import marked_fault, unmarked_fault

MAX_DEPTH = 500

_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""A character written as a pair of escapes: right in JSON, refused by YAML. It fills as many columns as it did."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _DuplicateKeyError(Exception):
    def __init__(self, key: str, mark: yaml.Mark):
        super().__init__(key)
        self.key = key
        self.mark = mark


class _Yaml12(_Base):  # type: ignore[misc]
    """YAML with the scalars of YAML 1.2's core schema: no `yes`, no `on`, no dates by surprise."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = True) -> dict[Hashable, Any]:
        mapping: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=deep)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is not a text", key_node.start_mark
                )
            if key in mapping:
                raise _DuplicateKeyError(key, key_node.start_mark)
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping


def _construct_map(loader: _Yaml12, node: yaml.MappingNode) -> dict[Hashable, Any]:
    return loader.construct_mapping(node, deep=True)


_Yaml12.add_constructor("tag:yaml.org,2002:map", _construct_map)
for _tag in ("binary", "timestamp", "omap", "pairs", "set"):
    _Yaml12.yaml_constructors = {**_Yaml12.yaml_constructors}
    del _Yaml12.yaml_constructors[f"tag:yaml.org,2002:{_tag}"]
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def parse_yaml(content: str, file: str) -> Any:
    """The data of a YAML text. Raises PolicyError with the place of what is wrong."""
    try:
        return ordinary(_Yaml12(content).get_event, _Yaml12.yaml_implicit_resolvers, MAX_DEPTH)
    except (NotOrdinaryError, yaml.YAMLError, ValueError):
        return _carefully(content, file)


def _carefully(content: str, file: str) -> Any:
    try:
        if _nests_deeply(content):
            raise RecursionError
        if "&" in content and "*" in content:
            _refuse_aliases(content, file)
        return yaml.load(content, _Yaml12)
    except _DuplicateKeyError as problem:
        remedy = text("どちらかを消すか、別のキーにしてください。", "delete one of the two, or give it another key")
        raise PolicyError(duplicate(problem.key), _at(file, problem.mark), remedy) from None
    except yaml.MarkedYAMLError as problem:
        raise marked_fault(problem, content, file) from None
    except yaml.YAMLError:
        raise unmarked_fault(content, file) from None
    except RecursionError:
        remedy = text(
            "条件を概念に分けるなどして、浅くしてください。", "make it shallower, by a concept for a part of it"
        )
        raise PolicyError(too_deep(), Place(file), remedy) from None
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError):
        # Only a value under an explicit tag (`!!int abc`), or a number beyond all bounds, gets here.
        message = text(
            "値が読み取れません（型の印か、桁の多すぎる数）。",
            "a value cannot be read (a type tag, or a number too long)",
        )
        remedy = text('値を "…" で囲んでください。', 'put the value into quotes: "…"')
        raise PolicyError(message, _unreadable(content, file), remedy) from None


def _refuse_aliases(content: str, file: str) -> None:
    """Aliases of aliases can stand for more than any machine holds, and no policy needs one."""
    for event in yaml.parse(content, _Yaml12):
        if isinstance(event, yaml.AliasEvent):
            raise PolicyError(
                text("別名（*）は使えません。", "an alias (*) cannot be used here"),
                _at(file, cast(yaml.Mark, event.start_mark)),
                text("同じ内容をもう一度書いてください。", "write the same once more"),
            )


def locate(content: str, file: str, at: tuple[str | int, ...]) -> Place:
    """The place of the key or element at a path in a YAML or JSON text, or of the nearest one above it."""
    return Places(content, file).of(at)


class Places:
    """The places in one YAML or JSON text, which is composed once."""

    def __init__(self, content: str, file: str):
        self.file = file
        self._root = _composed(content)

    def of(self, at: tuple[str | int, ...]) -> Place:
        """The place of the key or element at a path, or of the nearest one above it."""
        node = self._root
        mark = node.start_mark if node else None
        for step in at:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
        return _at(self.file, mark)


def find_duplicate(content: str, file: str, key: str) -> Place:
    """The place of the second key of that name inside one mapping."""
    pending = [_composed(content)]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys = [name for name, _ in node.value if name.value == key]
            if len(keys) > 1:
                return _at(file, keys[1].start_mark)
            pending.extend(value for _, value in node.value)
    return Place(file)


def duplicate(key: str) -> Text:
    """What to say of a key that stands twice in one mapping."""
    return text(f"キー「{key}」が2回書かれています。", f"the key '{key}' is written twice")


def too_deep() -> Text:
    """What to say of a document nested beyond what can be read."""
    return text("入れ子が深すぎます。", "is nested too deeply")


def _composed(content: str) -> Any:
    if _nests_deeply(content):
        return None
    try:
        return yaml.compose(_SURROGATES.sub("x" * 12, content), _Yaml12)
    except yaml.YAMLError:
        return None


def _nests_deeply(content: str) -> bool:
    """Beyond MAX_DEPTH? libyaml composes recursively in C and would crash; counting its events is safe."""
    if sum(map(content.count, "[{")) + content.count("- ") + content.count("\n") < MAX_DEPTH:
        return False
    depth = 0
    try:
        for event in yaml.parse(content, _Yaml12):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                return True
    except yaml.YAMLError:
        pass
    return False


def _unreadable(content: str, file: str) -> Place:
    """The first scalar that cannot be made into a value."""
    node = _composed(content)
    loader = _Yaml12("")
    pending = [node] if node else []
    while pending:
        one = pending.pop(0)
        if isinstance(one, yaml.MappingNode):
            pending[:0] = [part for pair in one.value for part in pair]
        elif isinstance(one, yaml.SequenceNode):
            pending[:0] = one.value
        else:
            try:
                loader.construct_object(one)
            except (ValueError, KeyError, AttributeError, TypeError, OverflowError, yaml.YAMLError):
                return _at(file, one.start_mark)
    return Place(file)


def _child(node: Any, step: str | int) -> tuple[yaml.Mark, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def _at(file: str, mark: yaml.Mark | None) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
