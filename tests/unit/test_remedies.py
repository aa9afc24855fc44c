"""What loading says of an author's usual mistakes: what is wrong, and a remedy that is about this very mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tenken.data import layers
from tenken.errors import PolicyError
from tenken.policy.folders import read_sources
from tenken.policy.load import assemble

RULE = """\
id: two-keys
title: {ja: "媒体は二人で管理する", en: "Media are kept under two keys"}
provision: our-rules.keys
force: practice
when:
  media.removable_used: true
  assessment.subjects: {at_least: 1000}
  assessment.comment_from: {on_or_after: "2020-04-01"}
require:
  media.recording_policy: {in: [prohibited]}
because:
  ja: "理由。"
  en: "Why."
fail:
  ja: "不適合。"
  en: "Wrong."
examples:
  - name: "禁じる"
    facts: {media: {removable_used: true}}
    expect: open
"""
LAW = """\
id: our-rules
kind: statute
name: {ja: "要領", en: "Rules"}
short: {ja: "要領", en: "Rules"}
provisions:
  keys:
    title: {ja: "鍵", en: "Keys"}
    evidence: V
    source: "要領"
    periods:
      - {from: "2016-04-01", to: "2020-03-31"}
      - {from: "2020-04-01"}
  unread: {title: {ja: "鍵", en: "Keys"}, evidence: M, source: "要領", periods: [{article: "第5条"}]}
"""
CONCEPTS = """\
two-keys: {title: {ja: "二人", en: "Two"}, when: {media.removable_used: true}}
three-keys: {title: {ja: "三人", en: "Three"}, when: {concept: two-keys}}
"""
GROUP = """\
label: {ja: "鍵", en: "Keys"}
properties:
  kind: {label: {ja: "種類", en: "Kind"}, ask: {ja: "何か。", en: "Which?"}, values: {a: {ja: "甲", en: "A"}}}
"""
CITY = """\
id: ourtown
name: {ja: "本市", en: "Ours"}
council: {ja: "審議会", en: "Council"}
ordinance: {ja: "条例", en: "Ordinance"}
attested: {ja: "規則", en: "Rules"}
log_retention_years: 5
"""
RIDERS = 'two-keys: {duty: {ja: "鍵", en: "Keys"}, text: {ja: "文。", en: "Text."}, satisfied_by: [], precedents: []}\n'
FILES = {
    "rule": ("safeguards/two-keys.yaml", RULE),
    "law": ("laws/our-rules.yaml", LAW),
    "concept": ("concepts/ours.yaml", CONCEPTS),
    "group": ("vocabulary/keys.yaml", GROUP),
    "city": ("municipalities/ourtown.yaml", CITY),
    "rider": ("riders/ours.yaml", RIDERS),
}
Break = Callable[[str, str, str], PolicyError]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """What loading says of a sound folder of one's own in which one thing has been replaced."""

    def broken_(kind: str, old: str, new: str) -> PolicyError:
        for one, (file, content) in FILES.items():
            assert one != kind or old in content
            target = tmp_path / "ours" / file
            target.parent.mkdir(parents=True)
            target.write_text(content.replace(old, new, 1) if one == kind else content, encoding="utf-8")
        with pytest.raises(PolicyError) as caught:
            folders = layers(tmp_path / "ours")
            assemble(read_sources(folders), folders)
        return caught.value

    return broken_


def slip(kind: str, old: str, new: str, says: str, remedy: str) -> Any:
    return pytest.param(kind, old, new, says, remedy, id=re.sub(r"\s+", " ", f"{kind} {new}")[:50])


SUBJECTS, DAY, USED = "{at_least: 1000}", '"2020-04-01"}\nrequire', "media.removable_used: true"
MISTAKES = [
    # texts in both languages
    slip("rule", '\n  en: "Why."', "", "「because」に英語の文（en）がありません", '`because` の下に ja: "…" と en: "…"'),
    slip("rule", '"理由。"', '""', "「because」に日本語の文（ja）がありません", '`because` の下に ja: "…" と en: "…"'),
    slip("rule", '{ja: "媒体は二人で管理する", en: "Media are kept under two keys"}', "二人", "「title」には、日本語（ja）と英語（en）", '`title` の下に ja: "…" と en: "…"'),
    slip("rule", "because:\n", "fail_:\n", "「fail_」は使えません", "「fail」ではありませんか"),
    slip("group", ', en: "Kind"', "", "label」に英語の文（en）がありません", '`label` の下に ja: "…" と en: "…"'),
    slip("group", 'label: {ja: "鍵", en: "Keys"}\n', "", "「label」がありません", '`label: {ja: "…", en: "…"}`'),
    # names and ids
    slip("concept", "when: {media.removable_used: true}", "when: {concept: three-keys}", "循環しています", "two-keys の when から concept: three-keys"),
    slip("concept", "two-keys:", "online-link:", "下のポリシーの concepts/online-link.yaml で既に使われて", "置き換えられるのは、ルールと自治体だけ"),
    slip("rider", "two-keys:", "removable-media:", "下のポリシーの riders/precedent.yaml で既に使われて", "置き換えられるのは、ルールと自治体だけ"),
    slip("rule", "id: two-keys", "id: three-keys", "ファイル名「two-keys」が違います", "`id: two-keys` と書くか"),
    slip("rule", "id: two-keys", "id: 媒体の鍵", "ファイル名「two-keys」が違います", "英小文字・数字・- だけで"),
    slip("rule", f"  {USED}", "  concept: zzz", "概念「zzz」はありません", "catalogue/concepts.md"),
    slip("rule", f"  {USED}", "  zzz.qqq: true", "事実「zzz.qqq」は語彙にありません", "catalogue/facts.md"),
    slip("rule", "force: practice\n", "force: practice\nforce: practice\n", "「force」が2回書かれています", "どちらかを消す"),
    slip("rule", "force: practice\n", "強さ: practice\n", "「強さ」は使えません", "ここで使えるキー: id、"),
    # the law
    slip("law", 'to: "2020-03-31"', 'to: "2020-06-30"', "規定「keys」の期間が 2020-06-30 まで続くのに、次が 2020-04-01 に始まります", "`to: 2020-03-31`"),
    slip("law", 'to: "2020-03-31"', 'to: "2016-03-31"', "規定「keys」の期間が、始まる日（2016-04-01）より前の日（2016-03-31）", "2016-04-01 以後の日"),
    slip("law", '{from: "2020-04-01"}', '{from: "2016-03-31"}', "2016-04-01 の次に 2016-03-31 があります", "古い順に並べ"),
    slip("law", '{from: "2020-04-01"}', "{article: 第4条}", "次の期間に from がありません", "from: に始まる日"),
    slip("law", '"2020-03-31"', '"2020-02-31"', "「2020-02-31」は実在しません", "2020年2月の日は 01 から 29 まで"),
    slip("law", '"2020-03-31"', '"2020-13-31"', "「2020-13-31」は実在しません", "月は 01 から 12 まで"),
    slip("law", '"2020-03-31"', "2020/3/31", "「2020/3/31」の形が違います", '"2020-03-31" と書いて'),
    slip("law", '"2020-03-31"', "令和2年3月31日", "「令和2年3月31日」の形が違います", '"2020-03-31" と書いて'),
    slip("law", '"2020-03-31"', '"2020-03"', "年月日まで書きます", '"2020-03-31" のように'),
    slip("law", '"2020-03-31"', "2020", "引用符に入れた日付を書きます", '"2020" と書いて'),
    slip("law", "kind: statute\n", "", "法令「our-rules」の「kind」がありません", "kind、name、short を書いて"),
    slip("rule", "provision: our-rules.keys\nforce: practice", "provision: council-practice.removable-media\nforce: guideline", "指針（guideline）は、規定「council-practice.removable-media」を定める法令の種類である慣行（practice）を超えて", "`force: practice` と書くか、より強い法令の規定"),
    slip("rule", "provision: our-rules.keys\nforce: practice", "provision: our-rules.unread\nforce: guideline", "規定「our-rules.unread」の確かさ M（未確認）で言える慣行（practice）を超えて", "`evidence` を V（原文を確認）に"),
    # values
    slip("rule", SUBJECTS, "{at_least: １０００}", "「１０００」は数ではありません", "半角の数字だけで、引用符も単位も付けずに 1000 と"),
    slip("rule", SUBJECTS, '{at_least: "1000"}', "「1000」は数ではありません", "引用符も単位も付けずに 1000 と"),
    slip("rule", SUBJECTS, "{at_least: 1000人}", "「1000人」は数ではありません", "引用符も単位も付けずに 1000 と"),
    slip("rule", SUBJECTS, "{at_least: 十万}", "「十万」は数ではありません", "半角の数字だけで"),
    slip("rule", f"  {USED}", "  lasts: {from: starts_on, to: consulted_on, at_least_days: ３０}", "日数「３０」は整数ではありません", "付けずに 30 と"),
    slip("rule", DAY, '"令和5年4月1日"}\nrequire', "「令和5年4月1日」の形が違います", '"2023-04-01" と書いて'),
    slip("rule", DAY, "平成元年１月８日}\nrequire", "「平成元年１月８日」の形が違います", '"1989-01-08" と書いて'),
    slip("rule", DAY, "R5.4.1}\nrequire", "「R5.4.1」の形が違います", '"2023-04-01" と書いて'),
    slip("rule", DAY, "2023/4}\nrequire", "「2023/4」の形が違います", '"2023-04" と書いて'),
    slip("rule", DAY, "来年度}\nrequire", "「来年度」の形が違います", '2018年7月1日なら "2018-07-01"'),
    slip("rule", DAY, "assessment.kind}\nrequire", "「assessment.kind」（選択）はここに使えません", "日付の事実のパス"),
    slip("rule", USED, "media.removable_used: はい", "「media.removable_used」（はい・いいえ）に値「はい」は合いません", "付けずに true と"),
    slip("rule", USED, "media.removable_used: no", "（はい・いいえ）に値「no」は合いません", "付けずに false と"),
    slip("rule", USED, "media.removable_used: 1", "（はい・いいえ）に値「1」は合いません", "true（はい）か false（いいえ）"),
    slip("rule", "in: [prohibited]", "in: [禁止]", "値「禁止」はありません", "prohibited（一切認めない）、"),
    slip("rule", "in: [prohibited]", "in: [一切認めない]", "値「一切認めない」はありません", "prohibited と書いて"),
    slip("rule", "expect: open", "expect: 未記載", "pass（適合）、fail（不適合）", "open と書いて"),
    slip("rule", "force: practice", "force: 慣行", "statute（法律）、ordinance（条例）", "practice と書いて"),
    slip("rule", "force: practice\n", "", "「force」がありません", "statute（法律）、"),
    slip("law", "evidence: V", "evidence: 未確認", "V（原文を確認）、Vx（抜粋を確認）", "M と書いて"),
    slip("rule", "provision: our-rules.keys", "provision: 5", "「provision」に「5」は使えません。文字か、列を書きます", '"5" のように'),
    slip("rider", "satisfied_by: []", "satisfied_by: media.controls", "列を書きます", "[…] で囲む"),
    slip("city", "log_retention_years: 5", "log_retention_years: 五年", "「log_retention_years」に「五年」は使えません。数を書きます", "半角の数字だけで"),
    slip("city", "log_retention_years: 5", "log_retention_years: ５年", "「log_retention_years」に「５年」は使えません。数を書きます", "付けずに 5 と"),
    slip("group", '{a: {ja: "甲", en: "A"}}', "{}", "values に選択肢がありません", "二つ以上"),
    # the keyboard
    slip("rule", "force: practice", "force：practice", "force の後のコロン「：」が全角", "`force: practice`"),
    slip("rule", "force: practice", "force:practice", "force: の後に空白がありません", "`force: practice`"),
    slip("rule", "force: practice", "force:　practice", "force: の後の空白が全角", "`force: practice`"),
    slip("rule", f"  {USED}", "  media.removable_used：true", "media.removable_used の後のコロン「：」が全角", "`media.removable_used: true`"),
    slip("rule", "because:", "because：", "because の後のコロン「：」が全角", "`because:`"),
    slip("rule", "{at_least: 1000}", "{at_least：1000}", "テスト「at_least：1000」はありません", "`at_least: 1000`"),
    slip("rule", "{at_least: 1000}", "{at_least:1000}", "テスト「at_least:1000」はありません", "コロンの後に空白がありません"),
    slip("rule", '  en: "Why."', '　en: "Why."', "「en」は使えません", "全角の空白"),
    slip("rule", '  ja: "理由。"', '　ja: "理由。"', "行の初めに全角の空白", "半角の空白"),
    slip("rule", '  en: "Why."', '\ten: "Why."', "行の初めにタブ", "半角の空白"),
    slip("rule", '  ja: "理由。"', '  ja: "理由。', '引用符 " が閉じられていません', "文の終わりに半角の"),
    slip("rule", '  ja: "理由。"', '  ja: "理由。”', '引用符 " が閉じられていません', "文の終わりに半角の"),
    slip("rule", '  en: "Why."', '   en: "Why."', "字下げが上の行とそろっていません", "縦にそろえて"),
    slip("rule", "{in: [prohibited]}", "{in: [prohibited}", "10行目のかっこが閉じられていない", "[…] や {…} を閉じ"),
    slip("rule", '  ja: "理由。"', "  ja: 理由: これ", "ここに「キー: 値」は書けません", "文全体を"),
    slip("rule", f"when:\n  {USED}", f"when: {USED}".replace(": true", "：true") + "\nx:", "「x」は使えません", "使えるキー"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "says", "remedy"), MISTAKES)
def test_a_mistake_is_told_with_its_own_remedy(
    broken: Break, kind: str, old: str, new: str, says: str, remedy: str
) -> None:
    error = broken(kind, old, new)
    assert error.place is not None
    assert error.place.file.endswith(FILES[kind][0])
    assert says in error.message.ja
    assert error.remedy is not None
    assert remedy in error.remedy.ja
    assert not re.search(r"[ぁ-ん]{4}", error.remedy.en), "the English remedy is in English"
    assert not re.search(r"\b(boolean|string|integer|mapping|float|dict)\b", error.render("ja"))


@pytest.mark.parametrize(
    ("slip_", "line"),
    [
        ("force：practice", 4),
        ("force:practice", 4),
        ('force: "practice', 4),
        ("\tforce: practice", 4),
        ("force: {practice", 5),
    ],
)
def test_the_line_of_a_slip_in_yaml_is_told_and_not_where_the_reader_stumbled(
    broken: Break, slip_: str, line: int
) -> None:
    place = broken("rule", "force: practice", slip_).place
    assert place is not None
    assert place.line == line


def test_a_text_over_two_lines_is_not_blamed_for_a_slip_below_it(broken: Break) -> None:
    error = broken("rule", '  ja: "理由。"\n  en: "Why."', '  ja: "理由を\n    書く。"\n  en: "Why." too')
    assert error.place is not None
    assert error.place.line == 14
    assert "引用符やかっこを閉じた後" in error.message.ja
