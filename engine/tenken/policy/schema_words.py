"""What an editor says of each key of a policy file when its author points at it."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.policy.model import CITY_VALUES
from tenken.texts import Text, text

TESTS: Mapping[str, Text] = {
    "in": text("値がこのどれかである", "the value is one of these"),
    "at_least": text("数がこれ以上である（数か、数のパス）", "the number is this or more (a number or its path)"),
    "at_most": text("数がこれ以下である（数か、数のパス）", "the number is this or less (a number or its path)"),
    "on_or_before": text("この日以前である（日付か、日付のパス）", "on or before this day (a date or its path)"),
    "on_or_after": text("この日以後である（日付か、日付のパス）", "on or after this day (a date or its path)"),
    "stated": text(
        "値が書かれている（書かれていなければ不明、未定なら偽）",
        "a value is stated (unknown while absent, false while undecided)",
    ),
    "includes": text("列がこれを含む（いくつか書けば、すべてを含む）", "the list holds it, or all of these"),
    "includes_any": text("列がこのうち一つでも含む", "the list holds at least one of these"),
    "not": text("このテストが成り立たない", "the test is false"),
}
"""The tests of a fact."""

STRUCTURE: Mapping[str, Text] = {
    "all": text("すべての条件が成り立つ", "all of these conditions are true"),
    "any": text("少なくとも一つの条件が成り立つ", "at least one of these conditions is true"),
    "not": text("この条件が成り立たない", "the condition is false"),
    "concept": text("この概念に当たる（concepts/）", "the concept is true (concepts/)"),
    "lasts": text("始めと終わりの日を含めた期間の日数", "the days of a period, both ends counted"),
    "every": text("列のすべての要素が satisfies を満たす", "all elements of the list satisfy the condition"),
    "some": text("列の少なくとも一つの要素が satisfies を満たす", "at least one element satisfies the condition"),
    "satisfies": text("要素についての条件。パスは要素の項目名", "the elements' condition; its paths are their fields"),
}
"""The words of a condition that are no paths."""

LASTS: Mapping[str, Text] = {
    "from": text("期間の始めの日のパス", "the path of the period's first day"),
    "to": text("期間の終わりの日のパス", "the path of the period's last day"),
    "at_least_days": text("この日数以上である", "the period has this many days or more"),
    "at_most_days": text("この日数以下である", "the period has this many days or fewer"),
}

_ID = text("ファイル名と同じ名前", "the file's own name")
_SOURCE = text("どこで確かめたか", "where it was read")
_SURVIVORS = text("例では区別できない変異と、その理由", "mutants that no example can tell apart, and why")
_EVIDENCE = text(
    "V: 原文を読んだ。Vx: 抜粋を読んだ。S: 議事録。D: 条文からの導出。M: 未確認",
    "V: text read. Vx: excerpt read. S: minutes. D: derived. M: unverified",
)
_FORCE = text(
    "強さ。statute 法律 > ordinance 条例 > guideline 指針 > principle 原則 > practice 慣行",
    "the force: statute > ordinance > guideline > principle > practice",
)
_REPLACES = text("下のポリシーで置き換えるものの id", "the id in the policies below whose place it takes")
_NOTE = text("施行されていないときに示す説明", "shown when a provision is not in force")

_EXAMPLE: Mapping[str, Text] = {
    "name": text("この例が何を示すか", "what the example shows"),
    "facts": text("案件の事実。グループ、項目、値の順", "the case's facts: group, name, value"),
    "municipality": text("自治体。省けば default", "the city; default if left out"),
    "consulted_on": text("諮問の日。省けば 2022-06-01", "the day of consultation; 2022-06-01 if left out"),
    "starts_on": text("運用の開始日。省けば 2022-07-01", "the start of operation; 2022-07-01 if left out"),
    "stage": text("審議の段階。省けば final（本審議）", "the stage of the item; final if left out"),
}

KEYS: Mapping[str, Mapping[str, Text]] = {
    "RuleFile": {
        "id": _ID,
        "replaces": _REPLACES,
        "title": text("何を求めるかを一文で", "what it asks for, in one sentence"),
        "provision": text(
            "根拠の規定（laws/）。複数なら列で書き、その日に施行されているもので判定する",
            "the provision it rests on (laws/); of a list, those in force on the day",
        ),
        "force": _FORCE,
        "at": text(
            "operation: 運用開始日の法令で判定。consultation: 諮問日の法令で判定",
            "operation: law of the start of operation; consultation: law of the day of consultation",
        ),
        "when": text("どの案件に関わるか", "does the rule concern this case?"),
        "unless": text("除外の条件と、その根拠の規定", "an exemption with its own provision"),
        "require": text("何を満たすべきか", "what must hold"),
        "judgement": text("council: 最後は審議会が判断する", "council: only the council can judge the last step"),
        "because": text("なぜこのルールがあるか、一、二文で", "why the rule exists, in one or two sentences"),
        "fail": text(
            "何が欠け、どう直すか。{パス} と書くと案件の値が入る",
            "what is wrong and what would mend it; {path} is the case's value",
        ),
        "rider": text("不適合のときに見込む付帯意見（riders/）", "the rider to expect when it fails (riders/)"),
        "ask": text("事実ごとの、このルールだけの質問", "questions of this rule's own, by fact"),
        "survivors": _SURVIVORS,
        "examples": text(
            "例。pass（審議会の判断なら review）、fail、open、not_applicable を一つ以上",
            "at least one each of pass (or review), fail, open, not_applicable",
        ),
    },
    "UnlessFile": {
        "condition": text("除外される条件", "the condition under which the rule does not apply"),
        "provision": text("除外の根拠の規定", "the provision that says so"),
    },
    "ExampleFile": {**_EXAMPLE, "expect": text("期待する判定", "the verdict it must get")},
    "ConceptExampleFile": {
        **_EXAMPLE,
        "expect": text("当たるか。true、false、unknown", "is the case this? true, false or unknown"),
    },
    "SurvivorFile": {
        "mutant": text("変異の id（policy test --mutate が示す）", "the mutant's id, as policy test --mutate shows it"),
        "because": text("区別できない理由", "why no example can tell it apart"),
    },
    "ConceptFile": {
        "title": text("概念の名前", "the concept's name"),
        "when": text("この概念に当たる条件", "when a case is this"),
        "survivors": _SURVIVORS,
        "examples": text("例。true、false、unknown を一つ以上", "at least one each of true, false, unknown"),
    },
    "FamilyFile": {"title": text("分野の名前", "the family's name")},
    "RiderFile": {
        "duty": text("求める義務。同じ義務の付帯意見は一つにまとまる", "the duty it asks for; one rider for each duty"),
        "text": text("付帯意見の案文", "the draft text"),
        "satisfied_by": text("この義務を果たしたと分かる事実", "the facts that show the duty done"),
        "precedents": text("付けた審議会の案件。空なら提案", "the cases whose council attached it; none: suggested"),
    },
    "LawFile": {
        "id": _ID,
        "kind": text(f"{_FORCE.ja}。新しい法令には要る", f"{_FORCE.en}; needed for a new law"),
        "name": text("法令の名前（新しい法令には要る）", "the law's name (needed for a new law)"),
        "short": text(
            "引用に使う略称（新しい法令には要る）", "the short name used in citations (needed for a new law)"
        ),
        "scope": text("この概念の外では慣行として扱う", "the concept outside which it is practice"),
        "note": _NOTE,
        "editions": text("読んだ版。ほかの版では慣行として扱う", "the editions read; outside them it is practice"),
        "provisions": text("規定。名前ごとに書く", "its provisions by name"),
    },
    "EditionFile": {
        "name": text("版の名前", "the edition's name"),
        "from": text("版の始まりの日", "the edition's first day"),
        "to": text("版の終わりの日", "the edition's last day"),
    },
    "ProvisionFile": {
        "title": text("何についての規定か", "what the provision is about"),
        "evidence": _EVIDENCE,
        "source": _SOURCE,
        "periods": text("施行の期間。古い順", "its periods, the oldest first"),
        "note": _NOTE,
    },
    "PeriodFile": {
        "from": text("施行の日。省けば初めから", "the first day; left out: from the beginning"),
        "to": text("最後の日。省けば次の期間の前日まで", "the last day; left out: until the next period begins"),
        "article": text("その期間の条番号", "the article in that period"),
        "evidence": _EVIDENCE,
    },
    "MunicipalityFile": {
        "id": _ID,
        "replaces": _REPLACES,
        "name": text("自治体の名前", "the city's name"),
        "council": text("審議会の名前", "the council's name"),
        "ordinance": text("条例の名前", "the ordinance's name"),
        "attested": text("条例の何を、何によって確かめたか", "what of the ordinance is verified, and by what"),
        "provisions": text("自らの条例で分かっている規定", "provisions of which its own ordinance is known"),
        **{name: fact.label for name, fact in CITY_VALUES.items()},
    },
    "CityProvisionFile": {
        "article": text("自らの条例の条番号", "the article in its own ordinance"),
        "evidence": _EVIDENCE,
        "source": _SOURCE,
    },
    "VocabularyFile": {
        "type": text("いつも object", "always object"),
        "label": text("グループの名前（新しいグループには要る）", "the group's name (needed for a new group)"),
        "order": text("点検票やページでの順番。書かなければ最後", "its place on forms and pages; last where left out"),
        "properties": text("事実。名前ごとに書く", "the facts by name"),
    },
    "FactFile": {
        "type": text("値の型。values を書くときは要らない", "the kind of value; not with `values`"),
        "label": text("事実の名前", "the fact's name"),
        "ask": text("所管課への質問", "the question to the department"),
        "unit": text("単位", "the unit"),
        "priority": text(
            "答えが本人への危険をどれだけ示すか。省けば low",
            "how much the answer tells about the risk to people; low if left out",
        ),
        "values": text("選べる値と、その名前", "the values to choose from, with their names"),
        "items": text("列の要素", "the list's elements"),
        "format": text("date なら日付", "`date` for a date"),
        "properties": text("要素の項目", "the element's fields"),
        "worth_asking": text("尋ねる意味のある条件。省けばいつも", "when it is worth asking; left out: always"),
        "informational": text("読むルールがなくても書ける理由", "why it may be stated though no rule reads it"),
    },
}
"""By the name of the shape, and then the key."""
