"""Judgements put into words: the findings of the report, with their citations, facts and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tenken import condition as c
from tenken.assessment import CitationOut, ConceptOut, FactOut, Finding
from tenken.chain import Leaf
from tenken.evaluate import Context, Judgement
from tenken.phrases import PHRASES, phrase
from tenken.policy.law import EARLIEST, LATEST, Provision, cite
from tenken.policy.vocabulary import base_path
from tenken.texts import Text, text
from tenken.truth import Truth
from tenken.view import View
from tenken.wording import fill, labels, raw_value, row


def finding(judged: Judgement, context: Context) -> Finding:
    """One judgement in words."""
    rule, (verdict, reason) = judged.rule, judged.outcome
    cited = [*judged.provisions]
    if reason == "exempt" and judged.exemption is not None:
        cited.append(judged.exemption)
    return Finding(
        rule=rule.id,
        family=rule.family,
        verdict=verdict,
        force=judged.force,
        at=rule.at,
        title=rule.title,
        message=_message(judged, context),
        citations=_citations(cited, judged.day),
        facts=tuple(
            fact_out(path, context.view) for path in judged.deciding if raw_value(path, context.view) is not None
        ),
        missing=judged.missing,
        reason=reason,
        applies=judged.applies is Truth.TRUE,
        harmless=judged.harmless,
        riders=(rule.rider,) if rule.rider else (),
    )


def concepts(context: Context) -> dict[str, ConceptOut]:
    """The concepts with their values and what fired."""
    return {
        id_: ConceptOut(
            value=chained.value.name.lower(),
            title=context.policy.concepts[id_].title,
            chain=tuple(dict.fromkeys(_literal(leaf, wanted) for leaf, wanted in chained.fired)),
        )
        for id_, chained in context.chained.items()
    }


def _literal(leaf: Leaf, wanted: bool) -> str:
    name = f"concept:{leaf}" if isinstance(leaf, str) else ", ".join(c.paths_read(leaf))
    return name if wanted else f"not {name}"


def _message(judged: Judgement, context: Context) -> Text:
    rule, (_, reason) = judged.rule, judged.outcome
    vocabulary = context.policy.vocabulary
    match reason:
        case "not_satisfied":
            return fill(rule.fail, context.view, vocabulary)
        case "council_judges":
            return phrase("council_judges", because=rule.because)
        case "not_in_force":
            return _not_in_force(judged)
        case "applicability_unknown":
            return phrase("applicability_unknown", needed=labels(judged.missing, vocabulary))
        case "undecided":
            return phrase("undecided_rule", needed=labels(judged.missing, vocabulary))
        case "satisfied" | "exempt" | "condition_false":
            return phrase(reason, decided=labels(judged.deciding, vocabulary))


def _not_in_force(judged: Judgement) -> Text:
    """When the provisions were, or will be, in force, and why not on the case's day."""
    named = [
        phrase(
            "provision_stretch",
            law=provision.law_short,
            title=provision.title,
            stretch=_stretch(provision.periods[0].first, provision.periods[-1].last),
        )
        for provision in judged.provisions
    ]
    notes = [provision.note for provision in judged.provisions if provision.note]
    on = judged.span
    day = phrase("from_day_on", day=str(on.first)) if on.last == LATEST else phrase("on_day", day=on.written)
    provisions = row(named, "next_provision")
    assert provisions is not None
    told = row([phrase("not_in_force", day=day, provisions=provisions), *notes], "next_sentence")
    assert told is not None
    return told


def _stretch(first: date, last: date) -> Text:
    """From when to when, as far as there is a beginning and an end."""
    ends = [phrase("since", first=str(first))] if first != EARLIEST else []
    ends += [phrase("until", last=str(last))] if last != LATEST else []
    if not ends:
        return PHRASES["any_time"]
    return text("".join(one.ja for one in ends), "".join(one.en for one in ends).strip())


def _citations(provisions: Iterable[Provision], day: date) -> tuple[CitationOut, ...]:
    cited = [cite(provision, day) for provision in provisions]
    return tuple(
        CitationOut(
            text=one.text.ja, en=one.text.en, provision=one.provision, evidence=one.evidence, verified=one.verified
        )
        for one in cited
        if one is not None
    )


def fact_out(path: str, view: View) -> FactOut:
    """What a view shows at a path, with its source; the value is None where nothing is stated.

    Where a promise contradicts a stated fact, both are shown.
    """
    base = base_path(path)
    used = view.promised.get(base)
    promise = next((one for one in view.case.commitments if one.path == base), None)
    if used is not None:
        source = used.source.at if used.source else None
    else:
        source = ", ".join(dict.fromkeys(one.at for one in view.case.sources.get(base, ()))) or None
    return FactOut(
        path=path,
        value=raw_value(path, view),
        source=source,
        committed=used is not None,
        stated=view.case.stated(base) if used is not None else None,
        promised=promise.raw if used is None and promise is not None else None,
    )
