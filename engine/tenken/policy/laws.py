"""Law files and city files: provisions with their periods, and what a city's own ordinance adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tenken import values
from tenken.errors import Fault, TenkenError
from tenken.policy.check import At
from tenken.policy.files import Document, known, same_name, shaped, wrong
from tenken.policy.law import EARLIEST, LATEST, Edition, Force, Period, Provision
from tenken.policy.model import CITY_VALUES, Concept, Municipality
from tenken.policy.shapes import LawFile, MunicipalityFile, ProvisionFile
from tenken.texts import Text, text


@dataclass(frozen=True)
class Law:
    """What a law's file says of all its provisions."""

    kind: Force
    name: Text
    short: Text
    scope: str | None
    note: Text | None
    editions: tuple[Edition, ...]


def read_law(doc: Document, concepts: Mapping[str, Concept], below: dict[str, Law]) -> dict[str, Provision]:
    """A law's provisions by their full ids. Raises PolicyError.

    `below` are the laws of lower layers, to which this one is added: a file that adds provisions to one of them need
    not say again what that one says.
    """
    shape = shaped(doc, LawFile)
    same_name(doc, shape.id)
    law = _law(doc, shape, below.get(shape.id))
    if shape.scope is not None:
        known(doc, shape.scope, concepts, ("scope",))
    below.setdefault(shape.id, law)
    return {
        f"{shape.id}.{name}": Provision(
            id=f"{shape.id}.{name}",
            title=one.title,
            law_name=law.name,
            law_short=law.short,
            kind=law.kind,
            source=one.source,
            periods=_periods(doc, one, ("provisions", name)),
            editions=law.editions,
            note=one.note or law.note,
            scope=law.scope,
        )
        for name, one in shape.provisions.items()
    }


def _law(doc: Document, shape: LawFile, below: Law | None) -> Law:
    editions = tuple(_edition(doc, shape, place) for place in range(len(shape.editions)))
    if below is None:
        kind, name, short = (_needed(doc, shape, key) for key in ("kind", "name", "short"))
        return Law(kind, name, short, shape.scope, shape.note, editions)
    for key in ("kind", "name", "short"):
        given = getattr(shape, key)
        if given is not None and given != getattr(below, key):
            raise _differs(doc, shape.id, key)
    return replace(
        below, scope=shape.scope or below.scope, note=shape.note or below.note, editions=editions or below.editions
    )


def _needed(doc: Document, shape: LawFile, key: str) -> Any:
    given = getattr(shape, key)
    if given is None:
        raise wrong(
            doc,
            text(f"法令「{shape.id}」の「{key}」がありません。", f"'{key}' is missing of the law '{shape.id}'"),
            (key,),
            text(
                "新しい法令には kind、name、short を書いてください。既にある法令に規定を足すなら、id をその法令に合わせてください。",
                "a new law needs `kind`, `name` and `short`; to add provisions to a law that is there, use its id",
            ),
        )
    return given


def _differs(doc: Document, id_: str, key: str) -> TenkenError:
    return wrong(
        doc,
        text(
            f"法令「{id_}」の {key} が、下のポリシーのものと違います。",
            f"the {key} of the law '{id_}' differs from that in the policies below",
        ),
        (key,),
        text(
            "規定を足すだけなら、id と provisions だけを書いてください。別の法令なら、別の id にしてください。",
            "to add provisions to it, write `id` and `provisions` only; for another law choose another id",
        ),
    )


def read_municipality(doc: Document, provisions: Mapping[str, Provision]) -> tuple[Municipality, str | None]:
    """A city's profile, and the id of the one that it replaces. Raises PolicyError.

    Its provisions are the general ones with the city's article and evidence.
    """
    shape = shaped(doc, MunicipalityFile)
    own = {}
    for id_, given in shape.provisions.items():
        general = known(doc, id_, provisions, ("provisions", id_))
        periods = tuple(replace(one, article=given.article, evidence=given.evidence) for one in general.periods)
        own[id_] = replace(
            general, law_name=shape.ordinance, law_short=shape.ordinance, source=given.source, periods=periods
        )
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
    firsts = [
        _day(doc, one.from_, EARLIEST, (*at, "periods", place, "from")) for place, one in enumerate(shape.periods)
    ]
    following = [*firsts[1:], None]
    periods = []
    for place, (one, first, next_) in enumerate(zip(shape.periods, firsts, following, strict=True)):
        here = (*at, "periods", place)
        last = _day(doc, one.to, _day_before(next_), (*here, "to"))
        fault = _out_of_order(str(at[-1]), first, last, next_, written=one.to is not None)
        if fault:
            raise wrong(doc, fault[0], here, fault[1])
        periods.append(Period(first, last, one.article, one.evidence or shape.evidence))
    return tuple(periods)


def _day_before(day: date | None) -> date:
    if day is None:
        return LATEST
    return day if day == EARLIEST else day - timedelta(days=1)


def _out_of_order(name: str, first: date, last: date, next_: date | None, written: bool) -> tuple[Text, Text] | None:
    """What is wrong with a period before the one that begins on `next_`, and what to write; None where nothing is."""
    if next_ == EARLIEST:
        return (
            text(f"規定「{name}」の次の期間に from がありません。", f"the next period of '{name}' has no `from`"),
            text("二つ目からの期間には、from: に始まる日を書いてください。", "write the day it begins as `from:`"),
        )
    if next_ is not None and next_ <= first:
        return (
            text(
                f"規定「{name}」の期間が古い順になっていません。{first} の次に {next_} があります。",
                f"the periods of '{name}' are not in order: {next_} comes after {first}",
            ),
            text(
                "期間を古い順に並べ、同じ日は一度だけ書いてください。", "put the oldest first, and each day only once"
            ),
        )
    if last < first:
        return (
            text(
                f"規定「{name}」の期間が、始まる日（{first}）より前の日（{last}）に終わっています。",
                f"a period of '{name}' ends on {last}, before it begins on {first}",
            ),
            text(
                f"to を {first} 以後の日にするか、from を直してください。",
                f"make `to` {first} or later, or mend `from`",
            ),
        )
    if next_ is not None and written and last >= next_:
        return (
            text(
                f"規定「{name}」の期間が {last} まで続くのに、次が {next_} に始まります。",
                f"a period of '{name}' lasts until {last}, but the next one begins on {next_}",
            ),
            text(
                f"`to: {_day_before(next_)}` と書くか、to を消してください（次の期間の前日に終わります）。",
                f"write `to: {_day_before(next_)}`, or leave `to` out: it then ends on that day",
            ),
        )
    return None


def _edition(doc: Document, law: LawFile, place: int) -> Edition:
    edition, at = law.editions[place], ("editions", place)
    first, last = _day(doc, edition.from_, EARLIEST, (*at, "from")), _day(doc, edition.to, LATEST, (*at, "to"))
    if last < first:
        raise wrong(
            doc,
            text(
                f"版「{edition.name.ja}」が、始まる日（{first}）より前の日（{last}）に終わっています。",
                f"the edition '{edition.name.en}' ends on {last}, before it begins on {first}",
            ),
            at,
            text(
                f"to を {first} 以後の日にするか、from を直してください。",
                f"make `to` {first} or later, or mend `from`",
            ),
        )
    return Edition(edition.name, first, last)


def _day(doc: Document, written: str | None, default: date, at: At) -> date:
    if written is None:
        return default
    try:
        span = values.parse_date(written)
    except Fault as fault:
        raise wrong(doc, fault.message, at, fault.remedy) from None
    likely = span.last if at[-1] == "to" else span.first
    if span.first != span.last:
        raise wrong(
            doc,
            text(f"「{written}」は年月日まで書きます。", f"'{written}' must be a whole date, to the day"),
            at,
            text(f'"{likely}" のように日まで書いてください。', f'write the day too, such as "{likely}"'),
        )
    return span.first
