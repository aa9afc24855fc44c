"""Where in its file a case says what: line and column by the path of a fact."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from tenken.case import Case
from tenken.documents import read_text
from tenken.errors import CaseError, Place
from tenken.policy.vocabulary import HEAD, base_path
from tenken.view import MUNICIPALITY
from tenken.yaml12 import Places

_ONLY_YAML_MINDS = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Right in a JSON text, but a line break or an error in YAML, as which it is composed."""

_INSIDE = re.compile(r"\[(\d+)\](?:\.(.+))?")

At = tuple[str | int, ...]


class CasePlaces:
    """The places in one case's file, which is read again and composed once."""

    def __init__(self, case: Case, file: str):
        self._case = case
        self._file = file

    def of(self, path: str, promised: bool = False) -> Place:
        """Where the fact at a path stands, or the promise of it; where it is not stated, the nearest place above it."""
        return self._at(self._promise(path) if promised else self._stated(path))

    def head(self) -> Place:
        """Where the case begins."""
        return self._at(())

    def _at(self, at: At) -> Place:
        return self._places.of(at) if self._places else Place(self._file)

    @cached_property
    def _places(self) -> Places | None:
        """None where the file cannot be read a second time, as with a pipe."""
        try:
            if not Path(self._file).is_file():
                return None
            content = read_text(Path(self._file), CaseError)
        except CaseError:
            return None
        return Places(_ONLY_YAML_MINDS.sub("x", content), self._file)

    def _stated(self, path: str) -> At:
        if path in HEAD:
            return (path,)
        if path.startswith(MUNICIPALITY):
            return ("municipality",)
        base = base_path(path)
        group, name = base.split(".", 1)
        return ("facts", group, name, *self._inside(path.removeprefix(base), self._case.stated(base)))

    def _promise(self, path: str) -> At:
        """The last promise holds."""
        numbers = [number for number, one in enumerate(self._case.commitments) if one.path == base_path(path)]
        return ("commitments", numbers[-1], "path") if numbers else self._stated(path)

    def _inside(self, rest: str, raw: object) -> At:
        """The steps into a list, which a case writes bare or with its items under `items`."""
        inside = _INSIDE.fullmatch(rest)
        if inside is None:
            return ()
        items: At = ("items",) if isinstance(raw, dict) else ()
        return (*items, int(inside[1]), *((inside[2],) if inside[2] else ()))
