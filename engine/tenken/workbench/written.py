"""Examples and conditions as they are written in YAML, in one line where they fit."""

from __future__ import annotations

import math
from typing import Any

import yaml

from tenken.policy.model import Example
from tenken.policy.shapes import ExampleFile


def flow(data: Any) -> str:
    """Data in YAML's flow style, on one line."""
    written = yaml.safe_dump(data, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf)
    return written.removesuffix("\n").removesuffix("\n...")


def entry(data: Any) -> str:
    """A condition as the line of a rule: without the braces of a mapping with one key."""
    line = flow(data)
    return line[1:-1] if isinstance(data, dict) and line.startswith("{") else line


def example_lines(example: Example) -> list[str]:
    """An example as an entry of `examples:`; what a file need not say is left out."""
    lines = [f"- name: {quoted(example.name)}"]
    for key in ("municipality", "consulted_on", "starts_on", "stage"):
        value = getattr(example, key)
        if value != ExampleFile.model_fields[key].default:
            lines.append(f"  {key}: {'null' if value is None else quoted(value) if key.endswith('_on') else value}")
    return [*lines, f"  facts: {flow(dict(example.facts))}", f"  expect: {example.expect}"]


def quoted(words: str) -> str:
    """A text in double quotes."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
