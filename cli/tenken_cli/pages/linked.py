"""What is in a policy, named so that a reader gets from one entry to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tenken.policy.model import Policy
from tenken.texts import Lang, Text
from tenken_cli.reports.page import Line, Span, code, line, link, muted, ref
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class Linked:
    """Names of what is in a policy, each leading to its entry."""

    policy: Policy
    lang: Lang
    by_id: bool = False
    """Is there nothing to click on? Then things go by the ids under which `tenken policy show` finds them."""

    def say(self, ja: str, en: str) -> str:
        """One of two wordings."""
        return pick(self.lang, ja, en)

    def rules(self, ids: Iterable[str]) -> Line:
        """Rules by their titles."""
        return self._named("rule", ids, self.policy.rules)

    def concepts(self, ids: Iterable[str]) -> Line:
        """Concepts by their titles."""
        return self._named("concept", ids, self.policy.concepts)

    def provisions(self, ids: Iterable[str]) -> Line:
        """Provisions by their titles."""
        return self._named("provision", ids, self.policy.provisions)

    def facts(self, paths: Iterable[str]) -> Line:
        """Facts by their labels, which say more than their paths; without links the path follows."""
        return self.row(self._fact(path) for path in paths)

    def riders(self, ids: Iterable[str]) -> Line:
        """Riders by their duties."""
        riders = self.policy.riders
        return self.row(self._one("rider", id_, riders[id_].duty) for id_ in ids)

    def cities(self, ids: Iterable[str]) -> Line:
        """Municipalities by their names."""
        cities = self.policy.municipalities
        return self.row(self._one("municipality", id_, cities[id_].name) for id_ in ids)

    def _named(self, kind: str, ids: Iterable[str], known: Mapping[str, Any]) -> Line:
        return self.row(self._one(kind, id_, known[id_].title) for id_ in ids)

    def _one(self, kind: str, id_: str, name: Text) -> Span:
        to = f"{kind}:{id_}"
        return code(id_, to) if self.by_id else link(name.get(self.lang), to)

    def _fact(self, path: str) -> Line:
        label = link(self.policy.vocabulary.facts[path].label.get(self.lang), f"fact:{path}")
        return line(label, ref(path)) if self.by_id else line(label)

    def row(self, names: Iterable[Span | Line]) -> Line:
        """Names in a row, or a sign that there are none."""
        between = self.say("、", "; ")
        parts = [part for name in names for part in (name, between)]
        return line(*parts[:-1]) if parts else line(muted("—"))
