"""A municipality's own folder over the shipped policies: it adds, and replaces only what it says it replaces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.errors import PolicyError
from tenken.policy.model import Policy

REPLACED = "media-beside-link"
RULE = """\
id: {id}
{more}title: {{ja: "本市の題名", en: "our title"}}
provision: {provision}
force: practice
when: {when}
require: {{media.removable_used: false}}
because: {{ja: "理由。", en: "Why."}}
fail: {{ja: "不適合。", en: "Wrong."}}
"""


class Own:
    """A folder of one's own, written file by file."""

    def __init__(self, folder: Path):
        self.folder = folder

    def write(self, file: str, content: str) -> None:
        """A file with this text."""
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")

    def rule(
        self,
        id_: str,
        more: str = "",
        when: str = "{link.used: true}",
        provision: str = "council-practice.removable-media",
        family: str = "safeguards",
    ) -> None:
        """A rule of its own."""
        self.write(f"{family}/{id_}.yaml", RULE.format(id=id_, more=more, when=when, provision=provision))

    def policy(self) -> Policy:
        """The shipped policies with this folder over them."""
        return Tenken.load(self.folder).policy

    def error(self) -> PolicyError:
        """What loading says is wrong."""
        with pytest.raises(PolicyError) as caught:
            self.policy()
        return caught.value


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """An empty folder of one's own."""
    return Own(tmp_path / "our-policies")


def test_everything_can_be_added_and_used_together(own: Own, tenken: Tenken) -> None:
    own.write(
        "vocabulary/media.yaml",
        'properties:\n  colour: {label: {ja: "色", en: "colour"}, ask: {ja: "何色ですか。", en: "Which?"}, type: string}\n',
    )
    own.write(
        "concepts/ours.yaml",
        'coloured:\n  title: {ja: "色付き", en: "Coloured"}\n  when: {media.colour: {stated: true}}\n',
    )
    own.write(
        "laws/our-rules.yaml",
        'id: our-rules\nkind: practice\nname: {ja: "要領", en: "Rules"}\nshort: {ja: "要領", en: "Rules"}\n'
        'provisions:\n  media: {title: {ja: "媒体", en: "Media"}, evidence: V, source: "本市", periods: [{article: 第3条}]}\n',
    )
    own.write("families/ours.yaml", 'ours: {title: {ja: "本市の基準", en: "Ours"}}\n')
    words = ", ".join(f'{key}: {{ja: "本市", en: "Ours"}}' for key in ("name", "council", "ordinance", "attested"))
    own.write("municipalities/ourtown.yaml", f"{{id: ourtown, {words}, log_retention_years: 7}}\n")
    own.rule("ours-only", when="{concept: coloured}", provision="our-rules.media", family="ours")
    policy = own.policy()
    assert set(policy.rules) == {*tenken.policy.rules, "ours-only"}
    assert policy.rules["ours-only"].provisions[0].id == "our-rules.media"
    assert policy.municipalities["ourtown"].values == {"log_retention_years": 7}
    assert policy.family("ours").en == "Ours"
    assert policy.vocabulary.groups["media"] == tenken.policy.vocabulary.groups["media"]
    assert [path for path in policy.vocabulary.facts if path.startswith("media.")][-1] == "media.colour"


def test_a_rule_is_replaced_where_it_says_so(own: Own, tenken: Tenken) -> None:
    own.rule(REPLACED, more=f"replaces: {REPLACED}\n")
    policy = own.policy()
    assert set(policy.rules) == set(tenken.policy.rules)
    assert policy.rules[REPLACED].title.en == "our title"


def test_the_replaced_rule_goes_though_the_new_one_has_another_id(own: Own) -> None:
    own.rule("ours", more=f"replaces: {REPLACED}\n")
    assert REPLACED not in own.policy().rules


def test_a_rule_is_never_replaced_silently(own: Own) -> None:
    own.rule(REPLACED)
    error = own.error()
    assert (error.place.file, error.place.line) == (str(own.folder / f"safeguards/{REPLACED}.yaml"), 1)
    assert "already used by the policies below" in error.message.en
    assert f"replaces: {REPLACED}" in error.remedy.ja


def test_what_is_replaced_must_be_there(own: Own) -> None:
    own.rule("ours", more="replaces: media-beside-lnk\n")
    error = own.error()
    assert error.place.line == 2
    assert REPLACED in error.remedy.en


def test_one_rule_is_not_replaced_twice(own: Own) -> None:
    own.rule("one", more=f"replaces: {REPLACED}\n")
    own.rule("other", more=f"replaces: {REPLACED}\n")
    assert "other.yaml" in own.error().place.file


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("concepts/ours.yaml", 'online-link: {title: {ja: "結合", en: "Link"}, when: {link.used: true}}\n'),
        (
            "vocabulary/link.yaml",
            'properties: {used: {label: {ja: "回線", en: "line"}, ask: {ja: "何か。", en: "Which?"}, type: boolean}}\n',
        ),
        (
            "riders/ours.yaml",
            'removable-media: {duty: {ja: "媒体", en: "media"}, text: {ja: "文。", en: "Text."}, satisfied_by: [], precedents: []}\n',
        ),
        ("families/ours.yaml", 'safeguards: {title: {ja: "安全", en: "Safe"}}\n'),
    ],
)
def test_nothing_else_can_be_hidden(own: Own, file: str, content: str) -> None:
    own.write(file, content)
    assert "already used" in own.error().message.en


def test_all_faulty_files_of_a_kind_are_told_at_once(own: Own) -> None:
    own.rule("one", when="{link.usd: true}")
    own.rule("two", when="{link.used: 3}")
    own.rule("three")
    error = own.error()
    assert [Path(one.place.file).stem for one in (error, *error.others)] == ["one", "two"]


def test_layering_changes_the_digest_and_is_cached_apart(own: Own, tenken: Tenken) -> None:
    own.rule("ours-only")
    first, second = own.policy(), own.policy()
    assert first.digest == second.digest != tenken.policy.digest
    assert first == second


def test_a_case_is_judged_by_both_layers(own: Own, repo: Path) -> None:
    own.rule("ours-only")
    layered = Tenken.load(own.folder)
    judged: Any = layered.judge(layered.read(repo / "cases" / "precedents" / "odawara-72-u.json"))
    verdicts = {finding.rule: finding.verdict for finding in judged.findings}
    assert verdicts["ours-only"] == verdicts[REPLACED] == "fail"


def test_replacing_one_rule_hides_no_second_one(own: Own) -> None:
    own.rule("device-loss", more=f"replaces: {REPLACED}\n")
    error = own.error()
    assert "already used by the policies below" in error.message.en


def test_a_file_too_deep_to_be_read_is_told(own: Own) -> None:
    own.rule("ours-only")
    own.write("safeguards/deeper/lost.yaml", "id: lost\n")
    assert "deeper/lost.yaml" in own.error().place.file


def test_a_malformed_example_stops_every_run_and_not_only_the_first(own: Own) -> None:
    own.rule("ours-only")
    path = own.folder / "safeguards/ours-only.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "examples: [{nme: x}]\n", encoding="utf-8")
    for _ in range(2):
        assert "unknown key 'nme'" in own.error().message.en


MORE = """\
id: {id}
{head}provisions:
  ours:
    title: {{ja: "本市の扱い", en: "Our way"}}
    evidence: V
    source: "本市"
    periods: [{{article: "9"}}]
"""


def test_a_provision_added_to_a_shipped_law_is_of_that_law(own: Own) -> None:
    """Its kind, names, scope and the editions that were read hold for what is added, too."""
    own.write("laws/my-number-guideline.yaml", MORE.format(id="my-number-guideline", head=""))
    provisions = own.policy().provisions
    ours, theirs = provisions["my-number-guideline.ours"], provisions["my-number-guideline.logs"]
    for name in ("kind", "law_name", "law_short", "scope", "editions"):
        assert getattr(ours, name) == getattr(theirs, name) != ()


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("kind: statute\n", "kind"),
        ('name: {ja: "別の指針", en: "Another"}\n', "name"),
        ('short: {ja: "別", en: "Another"}\n', "short"),
    ],
)
def test_a_shipped_law_is_not_made_another_one(own: Own, head: str, key: str) -> None:
    own.write("laws/my-number-guideline.yaml", MORE.format(id="my-number-guideline", head=head))
    error = own.error()
    assert f"法令「my-number-guideline」の {key} が、下のポリシーのものと違います" in error.message.ja
    assert (error.place.line, error.place.column) == (2, 1)
    assert "id と provisions だけ" in error.remedy.ja


def test_what_a_shipped_law_says_may_be_said_again(own: Own, repo: Path) -> None:
    shipped = (repo / "policies/laws/my-number-guideline.yaml").read_text(encoding="utf-8")
    head = shipped[shipped.index("kind:") : shipped.index("provisions:")]
    own.write("laws/my-number-guideline.yaml", MORE.format(id="my-number-guideline", head=head))
    assert "my-number-guideline.ours" in own.policy().provisions


@pytest.mark.parametrize("key", ["kind", "name", "short"])
def test_a_new_law_says_what_it_is(own: Own, key: str) -> None:
    given = {"kind": "practice", "name": '{ja: "要領", en: "Rules"}', "short": '{ja: "要領", en: "Rules"}'}
    head = "".join(f"{name}: {value}\n" for name, value in given.items() if name != key)
    own.write("laws/our-rules.yaml", MORE.format(id="our-rules", head=head))
    error = own.error()
    assert f"法令「our-rules」の「{key}」がありません" in error.message.ja
    assert "kind、name、short" in error.remedy.ja
