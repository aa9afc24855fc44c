"""What a form was filled from, put together with what stands in its cells now.

A cell shows a value so that it reads as the same value, but not always as it was written: a list may have been written in
another order, or a text with other line breaks. Where nothing was changed the first wording is kept, and so is all that has
no cell. A source says where a value stands: it goes where the value has changed. A form that is filled in again, for another
item, leaves behind what was said of the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenken.policy.vocabulary import Fact, Vocabulary, base_path
from tenken_cli.forms.excel.cell_texts import as_in_cell

Facts = dict[str, dict[str, Any]]

OF_ONE_ITEM = ("commitments", "unanswered", "council", "expected", "sources")
"""What was promised, decided and found in the papers of one item: no other item can take it over unseen."""


def merged(
    first: Mapping[str, Any], now: Mapping[str, Any], vocabulary: Vocabulary, head: Mapping[str, Fact]
) -> dict[str, Any]:
    """The case that a form states. `first` is the one from which it was filled; `now` holds head, notes and facts as read."""
    if any(first.get(name) != now.get(name) for name in ("id", "consulted_on")):
        first = {key: value for key, value in first.items() if key not in OF_ONE_ITEM}
    own = {*head, "notes", "facts"}
    data = {key: value for key, value in first.items() if key not in own}
    for name, fact in head.items():
        if name in now:
            data[name] = _kept(fact, first.get(name), now[name])
    notes = now["notes"]
    first_notes = first.get("notes")
    if notes or first_notes is not None:
        same = first_notes is not None and [as_in_cell(one) for one in first_notes if one.strip()] == notes
        data["notes"] = first_notes if same else notes
    facts, changed = _facts(first.get("facts", {}), now["facts"], vocabulary)
    data["facts"] = facts
    if "sources" in first:
        data["sources"] = {path: one for path, one in first["sources"].items() if base_path(path) not in changed}
    return data


def _facts(first: Mapping[str, Any], now: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[Facts, set[str]]:
    """The facts, and the paths of those that are not as they were."""
    facts: Facts = {group: {} for group in first}
    changed = set()
    for path, fact in vocabulary.facts.items():
        group, name = path.split(".", 1)
        before, value = first.get(group, {}).get(name), now.get(path)
        kept = _kept(fact, before, value)
        if value is not None:
            facts.setdefault(group, {})[name] = kept
        if kept is not before:
            changed.add(path)
    return facts, changed


def _kept(fact: Fact, before: Any, value: Any) -> Any:
    """The value as it was first written, where it still is the same."""
    return before if before is not None and value is not None and plain(fact, before) == plain(fact, value) else value


def plain(fact: Fact, raw: Any) -> Any:
    """A value without what makes no difference to what it says."""
    if isinstance(raw, Mapping) and raw.get("undecided") is True:
        return "undecided", True
    match fact.kind:
        case "text":
            return as_in_cell(raw)
        case "object":
            return {name: plain(fact.fields[name], value) for name, value in raw.items()}
        case "list":
            assert fact.item is not None
            items, complete = (raw["items"], raw.get("complete", True)) if isinstance(raw, Mapping) else (raw, True)
            shown = [plain(fact.item, one) for one in items]
            return (set(shown) if fact.item.kind == "choice" else shown), complete
        case _:
            return raw
