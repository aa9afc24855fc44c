"""Lints on what is used: riders, facts, concepts and families that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from tenken.opinion import CONSULTATION_REQUIRED
from tenken.texts import text
from tenken.workbench.lint.model import Context, Flaw, Lint


def _rider_unused(context: Context) -> Iterator[Flaw]:
    for doc, id_ in context.entries("riders"):
        if not context.uses.rules_with(id_):
            yield Flaw(
                doc,
                (id_,),
                text(f"付帯意見「{id_}」を付けるルールがありません。", f"no rule carries the rider '{id_}'"),
            )


def _precedent_unknown(context: Context) -> Iterator[Flaw]:
    for doc, id_ in context.entries("riders"):
        for place, name in enumerate(context.policy.riders[id_].precedents):
            if name not in context.precedents:
                yield Flaw(
                    doc,
                    (id_, "precedents", place),
                    text(f"前例の案件「{name}」が見つかりません。", f"there is no case '{name}' to be a precedent"),
                )


def _fact_unread(context: Context) -> Iterator[Flaw]:
    facts = context.policy.vocabulary.facts
    for doc in context.of("vocabulary"):
        for name in doc.data["properties"]:
            path = f"{doc.stem}.{name}"
            if path not in context.uses.facts and facts[path].informational is None:
                yield Flaw(
                    doc,
                    ("properties", name),
                    text(f"事実「{path}」を読むものがありません。", f"nothing reads the fact '{path}'"),
                )


def _concept_unused(context: Context) -> Iterator[Flaw]:
    for doc, id_ in context.entries("concepts"):
        if id_ not in context.uses.concepts and id_ != CONSULTATION_REQUIRED:
            yield Flaw(
                doc,
                (id_,),
                text(f"概念「{id_}」はどこでも使われていません。", f"the concept '{id_}' is used nowhere"),
            )


def _family_untitled(context: Context) -> Iterator[Flaw]:
    seen = set[str]()
    for one in context.rules:
        family = one.rule.family
        if family not in context.policy.families and family not in seen:
            seen.add(family)
            yield Flaw(
                one.doc,
                ("id",),
                text(f"分野「{family}」に題名がありません。", f"the family '{family}' has no title"),
                text(
                    f'families/*.yaml に {family}: {{title: {{ja: "…", en: "…"}}}} を加えてください。',
                    f'add {family}: {{title: {{ja: "…", en: "…"}}}} to a file in families/',
                ),
            )


LINTS = (
    Lint(
        "rider-unused",
        text("付帯意見に、それを付けるルールがある", "A rider has a rule that carries it"),
        text("どのルールも付けない付帯意見は、審議会に示されることがない。", "A rider that no rule carries is never put to a council."),
        text(
            "ルールに `rider:` を書くか、付帯意見を消してください。",
            "name it as `rider:` in a rule, or remove it",
        ),
        _rider_unused,
    ),
    Lint(
        "precedent-unknown",
        text("前例の案件がある", "A precedent is a case that there is"),
        text(
            "前例は、審議会に示す付帯意見の案に名を挙げる。ない案件を挙げれば、根拠のない前例になる。",
            "Precedents are named to the council beside the draft of a rider. One that does not exist lends it false weight.",
        ),
        text(
            "綴りを直すか、市の案件のフォルダを `--cases` で指定するか、前例から消してください。",
            "mend its spelling, name the folder of your city's cases with `--cases`, or take it out of `precedents`",
        ),
        _precedent_unknown,
    ),
    Lint(
        "fact-unread",
        text("事実に、それを読むものがある", "A fact is read by something"),
        text(
            "何も読まない項目を、忙しい所管課に書かせる理由はない。",
            "There is no reason to have a busy department state what nothing reads.",
        ),
        text(
            "ルールで読むか、事実を消すか、`informational:` に、それでも書く理由を日本語と英語で書いてください。",
            "read it in a rule, remove it, or say under `informational:`, in both languages, why it is stated all the same",
        ),
        _fact_unread,
    ),
    Lint(
        "concept-unused",
        text("概念が使われている", "A concept is used"),
        text("使われない概念は、直しても何も変わらず、読み手を迷わせる。", "Changing a concept that nothing uses changes nothing, and misleads its reader."),
        text("ルールか概念の条件で使うか、消してください。", "use it in the condition of a rule or concept, or remove it"),
        _concept_unused,
    ),
    Lint(
        "family-untitled",
        text("分野に題名がある", "A family has a title"),
        text("題名のない分野は、報告や一覧にフォルダの名で出る。", "In reports and lists a family without a title goes by its folder's name."),
        text("families/*.yaml に題名を書いてください。", "give it a title in a file in families/"),
        _family_untitled,
    ),
)  # fmt: skip
