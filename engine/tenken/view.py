"""What a condition sees of a case: facts, promises, the head's dates, and the city's profile.

Promises fill what is not stated. Where a promise contradicts a stated fact, rules on operation see the
promise and rules on the consultation the fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenken.case import Case, Commitment
from tenken.policy.model import CITY_VALUES, At, Municipality
from tenken.policy.vocabulary import HEAD

MUNICIPALITY = "municipality."


@dataclass(frozen=True)
class NotOnRecord:
    """The city's profile does not give this value. That is known, not unknown."""


@dataclass(frozen=True)
class View:
    """Values by path, as rules of one kind see them; None is a fact that is not stated."""

    case: Case
    municipality: Municipality
    promised: Mapping[str, Commitment]

    def value(self, path: str) -> Any:
        """The decoded value at a path, or None."""
        if path.startswith(MUNICIPALITY):
            name = path.removeprefix(MUNICIPALITY)
            given = self.municipality.values.get(name)
            return NotOnRecord() if given is None else CITY_VALUES[name].decode(given)
        if path in HEAD:
            return getattr(self.case, path)
        if path in self.promised:
            return self.promised[path].value
        return self.case.facts.get(path)

    def element(self, path: str, index: int, fields: Mapping[str, Any]) -> ElementView:
        """The view from inside an element of the list at `path`."""
        return ElementView(f"{path}[{index}]", fields)


@dataclass(frozen=True)
class ElementView:
    """What a condition under `satisfies` sees: the fields of one element."""

    prefix: str
    fields: Mapping[str, Any]

    def value(self, path: str) -> Any:
        """The decoded value of a field, or None."""
        return self.fields.get(path)

    def absolute(self, path: str) -> str:
        """The field's path from the root of the facts."""
        return f"{self.prefix}.{path}"


def views(case: Case, municipality: Municipality) -> dict[At, View]:
    """The case as rules on operation and rules on the consultation see it."""
    promised = {one.path: one for one in case.commitments}
    unstated = {path: one for path, one in promised.items() if path not in case.facts}
    return {
        "operation": View(case, municipality, promised),
        "consultation": View(case, municipality, unstated),
    }
