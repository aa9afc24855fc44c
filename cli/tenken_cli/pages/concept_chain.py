"""Which concepts a case is under, drawn: those that hold or may hold, what they rest on, and the facts that fired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tenken import condition as c
from tenken.chain import Chained
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken.truth import Truth
from tenken_cli.catalogue.graph import layout
from tenken_cli.catalogue.svg import draw
from tenken_cli.reports.facts import name_of
from tenken_cli.reports.page import Figure
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class ConceptChain:
    """Draws the concepts of one case; `place` says what the place is called at which a concept is told in words."""

    policy: Policy
    lang: Lang
    chained: Mapping[str, Chained]
    place: Callable[[str], str]

    def figure(self, name: str, links: Callable[[str], str | None]) -> Figure | None:
        """The drawing, told apart from others by its name; None where every concept is false."""
        shown = self._shown()
        if not shown:
            return None
        facts = {id_: self._facts(id_) for id_ in shown if self.chained[id_].value is Truth.TRUE}
        titles = {path: name_of(path, self.policy.vocabulary, self.lang) for paths in facts.values() for path in paths}
        titles |= {id_: self.policy.concepts[id_].title.get(self.lang) for id_ in shown}
        rests_on: dict[str, list[str]] = {id_: [] for id_ in titles}
        for id_ in shown:
            rests_on[id_] = [*(one for one in self._concepts(id_) if one in titles), *facts.get(id_, ())]
        graph = layout(titles, rests_on, {id_: self.chained[id_].value for id_ in shown})
        title = pick(self.lang, "概念の連鎖", "How the concepts chain")
        return Figure(draw(graph, title, self.lang, lambda to: self._links(to, links), name), title)

    def _links(self, to: str, links: Callable[[str], str | None]) -> str | None:
        """A box of a concept leads to where it is told; a fact's leads nowhere."""
        id_ = to.removeprefix("concept:")
        return links(self.place(id_)) if id_ in self.policy.concepts else None

    def _shown(self) -> list[str]:
        """The concepts that are true or unknown, and those that they rest on, in the order of the policy."""
        wanted = {id_ for id_, one in self.chained.items() if one.value is not Truth.FALSE}
        for id_ in tuple(wanted):
            wanted.update(self._concepts(id_))
        return [id_ for id_ in self.policy.concepts if id_ in wanted]

    def _concepts(self, id_: str) -> Iterable[str]:
        return dict.fromkeys(c.concepts_used(self.policy.concepts[id_].when))

    def _facts(self, id_: str) -> list[str]:
        """The facts whose tests fired."""
        leaves = (leaf for leaf, _ in self.chained[id_].fired if not isinstance(leaf, str))
        return list(dict.fromkeys(path for leaf in leaves for path in c.paths_read(leaf)))
