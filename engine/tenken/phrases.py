"""The sentences in which findings speak, as data: every reading that words findings fills the same templates."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.texts import Text, text

PHRASES: Mapping[str, Text] = {
    # values
    "yes": text("はい", "yes"),
    "no": text("いいえ", "no"),
    "undecided": text("未定", "undecided"),
    "nothing": text("—", "—"),
    "empty_list": text("なし", "none"),
    "comma": text("、", ", "),
    "and_more": text("など", " and perhaps more"),
    "about": text("約", "about "),
    "between": text("{low}〜{high}", "{low}〜{high}"),
    "with_unit": text("{value}{unit}", "{value} {unit}"),
    "field": text("{name}: {value}", "{name}: {value}"),
    "next_field": text("／", "／"),
    "element_field": text("{list}{number}の{field}", "{list} {number}: {field}"),
    # why a rule came out as it did
    "council_judges": text("審議会が判断する事項。{because}", "For the council to judge. {because}"),
    "applicability_unknown": text(
        "当てはまるかどうかがまだ分からない。必要な記載: {needed}",
        "Not known yet whether this applies. To be stated: {needed}",
    ),
    "undecided_rule": text("まだ判断できない。必要な記載: {needed}", "Cannot be decided yet. To be stated: {needed}"),
    "satisfied": text("満たしている（{decided}）。", "Met ({decided})."),
    "exempt": text("適用除外に当たる（{decided}）。", "Exempt ({decided})."),
    "condition_false": text("当てはまらない（{decided}）。", "Does not apply ({decided})."),
    # the law of another day
    "not_in_force": text("{day} には効力がない（{provisions}）。", "Not in force {day} ({provisions})."),
    "on_day": text("{day}", "on {day}"),
    "from_day_on": text("{day} 以後", "from {day} on"),
    "provision_stretch": text("{law}（{title}）は{stretch}", "{law} ({title}) {stretch}"),
    "next_provision": text("、", "; "),
    "next_sentence": Text.model_construct(ja="", en=" "),
    "since": text("{first}から", "from {first} "),
    "until": text("{last}まで", "until {last}"),
    "any_time": text("いつでも", "at any time"),
    # what is followed up after the meeting
    "promise": text(
        "「{fact}」を「{value}」とする約束の履行を確かめる。", "Check that the promise is kept: {fact}: {value}."
    ),
    "deferred": text("「{fact}」について、持ち帰った回答を受け取る。", "Obtain the deferred answer: {fact}."),
}


def phrase(key: str, **values: str | Text | int) -> Text:
    """A sentence with its gaps filled; a text fills each language with its own words."""

    def filled(template: str, own: Mapping[str, str | int]) -> str:
        return template.format_map(own)

    both = PHRASES[key]
    ja = {name: value.ja if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return text(filled(both.ja, ja), filled(both.en, en))
