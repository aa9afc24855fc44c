"""Law files and city files: provisions with their periods, and what a city's own ordinance adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tenken import values
from tenken.errors import Fault
from tenken.policy.check import At
from tenken.policy.files import Document, known, same_name, shaped, wrong
from tenken.policy.law import EARLIEST, LATEST, Edition, Period, Provision
from tenken.policy.model import CITY_VALUES, Concept, Municipality
from tenken.policy.shapes import LawFile, MunicipalityFile, ProvisionFile
from tenken.texts import text


def read_law(doc: Document, concepts: Mapping[str, Concept]) -> dict[str, Provision]:
    """A law's provisions by their full ids. Raises PolicyError."""
    law = shaped(doc, LawFile)
    same_name(doc, law.id)
    if law.scope is not None:
        known(doc, law.scope, concepts, ("scope",))
    editions = tuple(_edition(doc, law, place) for place in range(len(law.editions)))
    return {
        f"{law.id}.{name}": Provision(
            id=f"{law.id}.{name}",
            title=shape.title,
            law_short=law.short,
            kind=law.kind,
            source=shape.source,
            periods=_periods(doc, shape, ("provisions", name)),
            editions=editions,
            note=shape.note or law.note,
            scope=law.scope,
        )
        for name, shape in law.provisions.items()
    }


def read_municipality(doc: Document, provisions: Mapping[str, Provision]) -> tuple[Municipality, str | None]:
    """A city's profile, and the id of the one that it replaces. Raises PolicyError.

    Its provisions are the general ones with the city's article and evidence.
    """
    shape = shaped(doc, MunicipalityFile)
    own = {}
    for id_, given in shape.provisions.items():
        general = known(doc, id_, provisions, ("provisions", id_))
        periods = tuple(replace(one, article=given.article, evidence=given.evidence) for one in general.periods)
        own[id_] = replace(general, law_short=shape.ordinance, source=given.source, periods=periods)
    city = Municipality(
        id=shape.id,
        name=shape.name,
        council=shape.council,
        ordinance=shape.ordinance,
        attested=shape.attested,
        provisions=own,
        values={name: getattr(shape, name) for name in CITY_VALUES if getattr(shape, name) is not None},
    )
    return city, shape.replaces


def _periods(doc: Document, shape: ProvisionFile, at: At) -> tuple[Period, ...]:
    firsts = [_day(doc, period.from_, EARLIEST, (*at, "periods", place)) for place, period in enumerate(shape.periods)]
    periods = []
    for place, period in enumerate(shape.periods):
        following = firsts[place + 1] if place + 1 < len(firsts) else None
        default = LATEST if following is None else max(EARLIEST, following - timedelta(days=following > EARLIEST))
        last = _day(doc, period.to, default, (*at, "periods", place))
        if last < firsts[place] or (following and last >= following):
            raise wrong(
                doc,
                text("期間が重なっているか、順になっていません。", "the periods overlap or are not in order"),
                (*at, "periods", place),
            )
        periods.append(Period(firsts[place], last, period.article, period.evidence or shape.evidence))
    return tuple(periods)


def _edition(doc: Document, law: LawFile, place: int) -> Edition:
    edition, at = law.editions[place], ("editions", place)
    first, last = _day(doc, edition.from_, EARLIEST, at), _day(doc, edition.to, LATEST, at)
    if last < first:
        raise wrong(doc, text("版の期間が、始まる前に終わっています。", "the edition ends before it begins"), at)
    return Edition(edition.name, first, last)


def _day(doc: Document, written: str | None, default: date, at: At) -> date:
    if written is None:
        return default
    try:
        span = values.parse_date(written)
    except Fault as fault:
        raise wrong(doc, fault.message, at, fault.remedy) from None
    if span.first != span.last:
        raise wrong(
            doc, text(f"「{written}」は年月日まで書きます。", f"'{written}' must be a whole date, to the day"), at
        )
    return span.first
