"""The parsed policy files, kept as JSON so that the next run need not parse YAML again.

The key is a hash over the content of all files and the program's version, so a changed file is never served
from the cache. It lies where the platform keeps caches and holds plain data, never code. A file that others
could have written is not trusted; one that cannot be read or written is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

SWITCH = "TENKEN_NO_CACHE"
"""Set this environment variable to run without the cache."""

KEPT = 8
"""So many policies are remembered; the oldest are forgotten."""


def load(key: str) -> Mapping[str, Any] | None:
    """The data of the files by their names, or None where they have to be parsed."""
    if _off():
        return None
    path = _path(key)
    try:
        with path.open("rb") as file:
            if not _ours(file.fileno()):
                return None
            head, _, body = file.read().partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            return None
        data = json.loads(body)
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def store(key: str, data: Mapping[str, Any]) -> None:
    """Remember the data; written aside and moved into place, so that no reader ever sees half a file."""
    if _off():
        return
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    path = _path(key)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(aside).replace(path)
        _forget(path.parent)


def _off() -> bool:
    return bool(os.environ.get(SWITCH))


def _path(key: str) -> Path:
    return user_cache_path("tenken", appauthor=False) / f"policies-{key}.json"


def _ours(handle: int) -> bool:
    """On POSIX: is the file our own, and closed to other writers? Elsewhere the user's folder is private."""
    if not hasattr(os, "getuid"):
        return True
    status = os.fstat(handle)
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _forget(folder: Path) -> None:
    found = sorted(folder.glob("policies-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        path.unlink(missing_ok=True)
