"""Data as JSON: the same keys in every language, indented, UTF-8."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

import click


def write(data: Any, out: TextIO | None) -> None:
    """Write data to an open file, or to standard output where `out` is None."""
    click.echo(json.dumps(data, ensure_ascii=not takes_unicode(out or sys.stdout), indent=2), file=out)


def takes_unicode(out: TextIO) -> bool:
    """A stream in another encoding gets escapes, so that no character is lost on the way."""
    return (getattr(out, "encoding", None) or "").lower().replace("-", "").startswith("utf")
