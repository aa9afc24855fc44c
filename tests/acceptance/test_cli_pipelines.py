"""`tenken check -o sarif` and `-o junit`: right by their schemas, in agreement with the report, and at the right line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from lxml import etree

from tenken_cli.main import tenken as program

Run = Callable[..., Result]
Changed = Callable[..., Path]

SCHEMAS = Path(__file__).with_name("schemas")
SARIF = Draft202012Validator(json.loads((SCHEMAS / "sarif.schema.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
LEVELS = {"statute": "error", "ordinance": "error", "guideline": "warning", "principle": "note", "practice": "note"}


def sarif_run(content: str) -> dict[str, Any]:
    """The one run of a log that is right by the schema."""
    log = json.loads(content)
    SARIF.validate(log)
    found: dict[str, Any] = log["runs"][0]
    return found


def junit_suites(content: str) -> list[ET.Element]:
    """The suites of a report that is right by the schema."""
    JUNIT.assertValid(etree.fromstring(content.encode("utf-8")))
    return list(ET.fromstring(content.encode("utf-8")))


@dataclass(frozen=True)
class Everything:
    """One run over all real items and made-up cases, in three formats."""

    sarif: dict[str, Any]
    junit: list[ET.Element]
    report: dict[str, Any]

    def findings(self) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
        """Each case of the report with each finding and its result in SARIF."""
        results = iter(self.sarif["results"])
        for case in self.report["cases"]:
            for finding in case["findings"]:
                yield case, finding, next(results)


@pytest.fixture(scope="module")
def everything(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Run from the checkout, so that addresses are relative to it."""
    out = tmp_path_factory.mktemp("out")
    outputs = [part for name in ("sarif", "junit", "json") for part in ("-o", f"{name}={out / name}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repo)
        given = ["check", "cases/precedents", str(repo / "cases" / "examples"), *outputs, "--lang", "ja"]
        assert CliRunner().invoke(program, given).exit_code == 1
    content = {name: (out / name).read_text(encoding="utf-8") for name in ("sarif", "junit", "json")}
    return Everything(sarif_run(content["sarif"]), junit_suites(content["junit"]), json.loads(content["json"]))


def pointed_at(result: Mapping[str, Any], root: Path) -> Iterator[tuple[str, str]]:
    """Of each location of a result, the path that it names and the text of the file from there to the line's end."""
    for location in [*result["locations"], *result.get("relatedLocations", ())]:
        physical = location["physicalLocation"]
        address, region = physical["artifactLocation"], physical["region"]
        assert address["uriBaseId"] == "%SRCROOT%"
        lines = (root / unquote(address["uri"])).read_bytes().decode("utf-8").split("\n")
        yield (
            location["logicalLocations"][0]["fullyQualifiedName"],
            lines[region["startLine"] - 1][region["startColumn"] - 1 :],
        )


def key_of(path: str, case: Mapping[str, Any], promised: bool) -> tuple[str, str]:
    """Where the fact at a path is to be looked for in a case, and the text that stands there."""
    if "." not in path:
        return ("head", f'"{path}":') if path in case else ("top", "{")
    group, name = path.split("[", maxsplit=1)[0].split(".")
    if promised:
        return "promised", f'"path": "{group}.{name}"'
    if group == "municipality":
        return "head", '"municipality":'
    if group not in case["facts"]:
        return "facts", '"facts":'
    if name not in case["facts"][group]:
        return "group", f'"{group}":'
    element = re.fullmatch(r".+\[(\d+)\]\.(.+)", path)
    if element is None:
        return "stated", f'"{name}":'
    raw = case["facts"][group][name]
    has = element[2] in (raw if isinstance(raw, list) else raw["items"])[int(element[1])]
    return ("stated", f'"{element[2]}":') if has else ("element", "{")


class TestSarif:
    """A log that a code host takes and that agrees with the report."""

    def test_every_finding_is_a_result_with_the_same_verdict(self, everything: Everything) -> None:
        assert sum(1 for _ in everything.findings()) == len(everything.sarif["results"])
        for case, finding, result in everything.findings():
            assert result["properties"]["case"] == case["id"]
            assert result["ruleId"] == finding["rule"]
            assert result["kind"] == {"not_applicable": "notApplicable"}.get(finding["verdict"], finding["verdict"])
            assert result["message"]["text"].startswith(finding["message"]["ja"])

    def test_only_failures_have_a_level_and_it_is_that_of_their_force(self, everything: Everything) -> None:
        levels = Counter()
        for _, finding, result in everything.findings():
            expected = LEVELS[finding["force"]] if finding["verdict"] == "fail" else "none"
            assert result["level"] == expected
            levels[expected] += 1
        assert set(levels) >= {"none", "note"}

    def test_rules_are_told_once_and_found_by_their_number(self, everything: Everything, tenken: Any) -> None:
        rules = everything.sarif["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(tenken.policy.rules)
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in everything.sarif["results"])
        told = next(rule for rule in rules if rule["id"] == "media-beside-link")
        assert told["shortDescription"]["text"] == "回線があるなら、外部記録媒体では運ばない"
        assert told["defaultConfiguration"]["level"] == "note"
        assert told["properties"]["family"] == "safeguards"
        assert told["properties"]["provisions"] == ["council-practice.removable-media"]

    def test_a_rules_help_names_facts_where_its_text_names_values(self, everything: Everything) -> None:
        helps = [rule["help"]["text"] for rule in everything.sarif["tool"]["driver"]["rules"]]
        assert not [text for text in helps if "{" in text]
        assert any("[意見聴取の開始日から意見聴取の終了日までの日数]" in text for text in helps)

    def test_each_region_is_the_line_of_the_fact_that_it_names(self, everything: Everything, repo: Path) -> None:
        """A stated fact's key; for what is missing, the nearest key above; for a promise, the promise."""
        seen = Counter()
        for case, finding, result in everything.findings():
            committed = {fact["path"] for fact in finding["facts"] if fact["committed"]}
            for path, text in pointed_at(result, repo):
                kind, expected = key_of(path, case["case"], path in committed)
                assert text.startswith(expected), (finding["rule"], path, text)
                seen[finding["verdict"], kind] += 1
        assert all(seen["open", kind] for kind in ("stated", "element", "group", "facts", "top"))
        assert seen["fail", "stated"] and seen["pass", "promised"] and seen["not_applicable", "head"]

    def test_the_facts_pointed_at_are_those_of_the_report(self, everything: Everything) -> None:
        for _, finding, result in everything.findings():
            locations = [*result["locations"], *result.get("relatedLocations", ())]
            named = [one["logicalLocations"][0]["fullyQualifiedName"] for one in locations if "logicalLocations" in one]
            if finding["verdict"] == "open":
                assert named == finding["missing"][:1]
            elif finding["reason"] == "not_in_force":
                assert named in (["starts_on"], ["consulted_on"])
            else:
                facts = [fact["path"] for fact in finding["facts"]]
                of_the_city = [name for name in named if name.startswith("municipality.")]
                assert named and sorted(named) == sorted(facts or of_the_city)

    def test_a_failure_is_shown_at_what_the_rule_requires(self, everything: Everything) -> None:
        """And not at the fact for which the rule applies, here `link.used`."""
        wanted = ("odawara-72-u", "media-beside-link")
        result = next(one for case, rule, one in everything.findings() if (case["id"], rule["rule"]) == wanted)
        location = result["locations"][0]
        assert location["logicalLocations"][0]["fullyQualifiedName"] == "media.removable_used"
        assert location["message"]["text"] == "「外部記録媒体の利用」＝はい [odawara-72.txt:420]"

    def test_results_can_be_followed_from_run_to_run(self, everything: Everything) -> None:
        prints = [json.dumps(result["partialFingerprints"]) for result in everything.sarif["results"]]
        assert len(set(prints)) == len(prints)

    def test_the_case_files_are_the_artifacts(self, everything: Everything, repo: Path) -> None:
        run = everything.sarif
        files = [unquote(artifact["location"]["uri"]) for artifact in run["artifacts"]]
        assert [json.loads((repo / file).read_text(encoding="utf-8"))["id"] for file in files] == [
            case["id"] for case in everything.report["cases"]
        ]
        for result in run["results"]:
            address = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][address["index"]]["location"]["uri"] == address["uri"]

    def test_the_run_says_what_it_was(self, everything: Everything) -> None:
        run = everything.sarif
        assert run["invocations"] == [{"executionSuccessful": True}]
        assert run["language"] == run["tool"]["driver"]["language"] == "ja"
        assert run["columnKind"] == "unicodeCodePoints"
        assert run["properties"]["policies"] == everything.report["policies"]


class TestJUnit:
    """A report that every CI system takes."""

    def test_a_suite_for_each_case_and_a_test_for_each_finding(self, everything: Everything) -> None:
        outcome = {"pass": None, "fail": "failure"}
        assert [suite.get("name") for suite in everything.junit] == [case["id"] for case in everything.report["cases"]]
        for suite, case in zip(everything.junit, everything.report["cases"], strict=True):
            for test, finding in zip(suite.iter("testcase"), case["findings"], strict=True):
                assert (test.get("classname"), test.get("name")) == (finding["family"], finding["rule"])
                result = next(iter(test), None)
                said = None if result is None else result.tag
                assert said == outcome.get(finding["verdict"], "skipped")

    def test_the_counts_are_those_of_the_report(self, everything: Everything) -> None:
        for suite, case in zip(everything.junit, everything.report["cases"], strict=True):
            counts = case["counts"]
            assert int(suite.attrib["tests"]) == sum(counts.values())
            assert int(suite.attrib["failures"]) == counts["fail"]
            assert int(suite.attrib["skipped"]) == counts["open"] + counts["review"] + counts["not_applicable"]
            assert suite.attrib["errors"] == "0"

    def test_a_failure_says_its_force_ground_facts_and_place(self, everything: Everything) -> None:
        suite = next(one for one in everything.junit if one.get("name") == "odawara-72-u")
        failure = suite.find("testcase[@name='media-beside-link']/failure")
        assert failure is not None
        assert failure.get("type") == "practice"
        assert (failure.get("message") or "").startswith("外部と結ぶ回線があるのに")
        told = (failure.text or "").splitlines()
        assert told[0].startswith("根拠: ")
        assert "事実: 「外部記録媒体の利用」＝はい [odawara-72.txt:420]" in told
        assert re.fullmatch(r"cases/precedents/odawara-72-u\.json:\d+:\d+", told[-1])

    def test_what_is_skipped_says_why(self, everything: Everything) -> None:
        messages = [one.attrib["message"] for suite in everything.junit for one in suite.iter("skipped")]
        begun = Counter(message.split(": ")[0] for message in messages)
        assert set(begun) == {"未記載", "審議会の判断事項", "非該当"}
        assert any(message.endswith("（満たしているので影響なし）") for message in messages)

    def test_a_suite_knows_its_case(self, everything: Everything) -> None:
        suite = next(one for one in everything.junit if one.get("name") == "odawara-72-u")
        told = {one.get("name"): one.get("value") for one in suite.iter("property")}
        assert told["file"] == "cases/precedents/odawara-72-u.json"
        assert told["opinion"] == "approve_with_riders"
        assert told["consulted_on"] == "2018-02-02"

    def test_two_files_of_one_name_are_two_suites(self, run: Run, changed: Changed) -> None:
        suites = junit_suites(run("check", changed("a.json"), changed("b.json"), "-o", "junit").stdout)
        assert [suite.get("name") for suite in suites] == ["odawara-72-u"] * 2
        assert suites[0].get("tests") == suites[1].get("tests")

    def test_control_characters_do_not_break_it(self, run: Run, changed: Changed) -> None:
        case = changed(title="a\u0000b\x1b\ufffe", facts={"purpose.statement": "目的\x0c\x85\u2028"})
        suite = junit_suites(run("check", case, "-o", "junit").stdout)[0]
        told = {one.get("name"): one.get("value") for one in suite.iter("property")}
        assert told["title"] == "a\ufffdb\ufffd\ufffd"


def written(case: Path, folder: Path, name: str, write: Callable[[str], bytes]) -> Path:
    """The case written in another way."""
    target = folder / name
    target.write_bytes(write(case.read_text(encoding="utf-8")))
    return target


WAYS: dict[str, Callable[[str], bytes]] = {
    "BOM": lambda text: text.encode("utf-8-sig"),
    "CP932": lambda text: text.encode("cp932"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "tabs": lambda text: text.replace("  ", "\t").encode("utf-8"),
    "one line": lambda text: json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode("utf-8"),
    "escapes": lambda text: json.dumps(json.loads(text), ensure_ascii=True, indent=1).encode("utf-8"),
    "escaped emoji before it": lambda text: json.dumps({**json.loads(text), "title": "😀"}).encode("utf-8"),
    "raw emoji before it": lambda text: text.replace("生活保護", "😀😀").replace("\n", "").encode("utf-8"),
    "line separators": lambda text: text.replace("生活保護", "\u2028\u2029\x85\x7f").encode("utf-8"),
}


class TestFilesOfEveryKind:
    """The line and column are those that an editor shows."""

    @pytest.mark.parametrize("write", WAYS.values(), ids=WAYS.keys())
    def test_the_region_is_right(
        self, run: Run, usb_case: Path, tmp_path: Path, write: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        case = written(usb_case, tmp_path, "case.json", write)
        found = sarif_run(run("check", case, "--rule", "media-beside-link", "-o", "sarif").stdout)
        region = found["results"][0]["locations"][0]["physicalLocation"]["region"]
        data = case.read_bytes()
        content = data.decode("cp932" if write is WAYS["CP932"] else "utf-8-sig")
        line = content.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 :].startswith('"removable_used"')

    @pytest.mark.parametrize("name", ["案件 1.json", "50%.json", "a:b#c?.json", "sub/../case+.json"])
    def test_the_address_leads_back_to_the_file(
        self, run: Run, usb_case: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Below the current folder it is relative, elsewhere it is a file address."""
        (tmp_path / "sub").mkdir()
        case = written(usb_case, tmp_path, name, str.encode)
        monkeypatch.chdir(tmp_path)
        below = self._address(run, Path(name))
        assert below["uriBaseId"] == "%SRCROOT%"
        assert urlsplit(below["uri"]).scheme == ""
        assert (tmp_path / unquote(below["uri"])).samefile(case)
        monkeypatch.chdir(tmp_path / "sub")
        elsewhere = self._address(run, case)
        assert "uriBaseId" not in elsewhere
        assert Path(url2pathname(urlsplit(elsewhere["uri"]).path)).samefile(case)

    def _address(self, run: Run, case: Path) -> dict[str, Any]:
        found = sarif_run(run("check", case, "--rule", "media-beside-link", "-o", "sarif").stdout)
        address: dict[str, Any] = found["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        return address

    def test_standard_input_has_facts_but_no_file(self, run: Run, usb_case: Path) -> None:
        given = ("check", "-", "--rule", "media-beside-link")
        found = sarif_run(run(*given, "-o", "sarif", stdin=usb_case.read_bytes()).stdout)
        location = found["results"][0]["locations"][0]
        assert location["logicalLocations"][0]["fullyQualifiedName"] == "media.removable_used"
        assert "physicalLocation" not in location
        assert found["artifacts"] == []
        suite = junit_suites(run(*given, "-o", "junit", stdin=usb_case.read_bytes()).stdout)[0]
        assert (suite.get("name"), suite.get("failures")) == ("odawara-72-u", "1")

    def test_a_fact_inside_a_list_has_its_own_line(self, run: Run, changed: Changed, tmp_path: Path) -> None:
        """Whether the list is written bare or as the items that are known so far."""
        consents = [{"to": "A社", "consent": "prior_written", "consent_by": "original_entruster"}, {"consent": "none"}]
        number = {"number_use.uses_number": True, "entrustment.re_entrusted": True}
        for raw in (consents, {"items": consents, "complete": False}):
            case = changed(facts={**number, "entrustment.re_entrustments": raw})
            found = sarif_run(run("check", case, "--rule", "re-entrustment-consent", "-o", "sarif").stdout)
            location = found["results"][0]["locations"][0]
            line = location["physicalLocation"]["region"]["startLine"]
            assert location["logicalLocations"][0]["fullyQualifiedName"] == "entrustment.re_entrustments[1].consent"
            assert case.read_text(encoding="utf-8").splitlines()[line - 1].strip() == '"consent": "none"'


class TestWrongInputs:
    """A pipeline gets its file whatever happens, and sees in it what could not be read."""

    def test_the_rest_is_judged_and_the_fault_is_told_with_its_place(
        self, run: Run, changed: Changed, usb_case: Path, tmp_path: Path
    ) -> None:
        bad = changed("bad.json", facts={"media.removable_usd": True, "link.kind": "lgwn"})
        out = {name: tmp_path / f"out.{name}" for name in ("sarif", "junit")}
        outputs = [part for name, path in out.items() for part in ("-o", f"{name}={path}")]
        assert run("check", bad, usb_case, *outputs, "--lang", "en").exit_code == 2
        found = sarif_run(out["sarif"].read_text(encoding="utf-8"))
        invocation = found["invocations"][0]
        assert invocation["executionSuccessful"] is False
        told = {one["message"]["text"]: one["locations"][0] for one in invocation["toolExecutionNotifications"]}
        text = next(text for text in told if "did you mean 'media.removable_used'?" in text)
        line = told[text]["physicalLocation"]["region"]["startLine"]
        assert '"removable_usd"' in bad.read_text(encoding="utf-8").splitlines()[line - 1]
        assert len(told) == 2
        assert {result["properties"]["case"] for result in found["results"]} == {"odawara-72-u"}
        good, wrong = junit_suites(out["junit"].read_text(encoding="utf-8"))
        assert (good.get("name"), good.get("errors")) == ("odawara-72-u", "0")
        assert (wrong.get("tests"), wrong.get("errors"), wrong.get("failures")) == ("1", "1", "0")
        error = wrong.find("testcase/error")
        assert error is not None
        assert f"{bad}:{line}:" in (error.text or "")

    def test_without_one_good_case_the_pipelines_still_get_their_files(self, run: Run, tmp_path: Path) -> None:
        out = {name: tmp_path / f"out.{name}" for name in ("sarif", "junit", "json")}
        outputs = [part for name, path in out.items() for part in ("-o", f"{name}={path}")]
        result = run("check", tmp_path / "nowhere.json", "", *outputs)
        assert result.exit_code == 2
        assert "見つかりません" in result.stderr
        assert len(sarif_run(out["sarif"].read_text())["invocations"][0]["toolExecutionNotifications"]) == 2
        assert [suite.get("errors") for suite in junit_suites(out["junit"].read_text())] == ["1", "1"]
        assert not out["json"].exists()

    def test_a_fault_in_standard_input(self, run: Run) -> None:
        found = sarif_run(run("check", "-", "-o", "sarif", "--lang", "en", stdin=b"{\n").stdout)
        notification = found["invocations"][0]["toolExecutionNotifications"][0]
        assert notification["message"]["text"].startswith("<stdin>:2:1: not valid JSON")
        assert "locations" not in notification
        suite = junit_suites(run("check", "-", "-o", "junit", stdin=b"{\n").stdout)[0]
        assert (suite.get("name"), suite.get("errors")) == ("<stdin>", "1")


class TestOptions:
    """What the other options do to a pipeline's file."""

    @pytest.mark.parametrize(
        "options",
        [(), ("--allow-open",), ("--fail-on", "practice"), ("--rule", "media-beside-link", "--fail-on", "practice")],
    )
    def test_the_exit_code_is_that_of_the_table(self, run: Run, usb_case: Path, options: tuple[str, ...]) -> None:
        expected = run("check", usb_case, *options).exit_code
        assert [run("check", usb_case, *options, "-o", one).exit_code for one in ("sarif", "junit")] == [expected] * 2

    def test_rule_leaves_only_that_rule(self, run: Run, usb_case: Path) -> None:
        found = sarif_run(run("check", usb_case, "--rule", "media-beside-link", "-o", "sarif").stdout)
        assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == ["media-beside-link"]
        assert [result["ruleId"] for result in found["results"]] == ["media-beside-link"]
        suite = junit_suites(run("check", usb_case, "--rule", "media-beside-link", "-o", "junit").stdout)[0]
        assert [test.get("name") for test in suite.iter("testcase")] == ["media-beside-link"]

    def test_all_is_for_people(self, run: Run, usb_case: Path) -> None:
        assert run("check", usb_case, "--all", "-o", "sarif").stdout == run("check", usb_case, "-o", "sarif").stdout

    def test_english(self, run: Run, usb_case: Path) -> None:
        found = sarif_run(run("check", usb_case, "--lang", "en", "-o", "sarif").stdout)
        assert found["language"] == found["tool"]["driver"]["language"] == "en"
        assert not re.search(r"[ぁ-ん]", json.dumps([rule["help"] for rule in found["tool"]["driver"]["rules"]]))
        result = next(one for one in found["results"] if one["ruleId"] == "media-beside-link")
        assert result["locations"][0]["message"]["text"] == "Removable media are used = yes [odawara-72.txt:420]"
        suite = junit_suites(run("check", usb_case, "--lang", "en", "-o", "junit").stdout)[0]
        begun = {one.attrib["message"].split(": ")[0] for one in suite.iter("skipped")}
        assert begun <= {"Open", "For the council to judge", "Not applicable"}

    def test_a_law_not_in_force_points_at_the_date_unless_as_of_took_its_place(
        self, run: Run, changed: Changed
    ) -> None:
        given = ("--rule", "online-link-council-before-start", "-o", "sarif")
        case = changed(consulted_on="2023-05-01", starts_on="2023-06")
        location = sarif_run(run("check", case, *given).stdout)["results"][0]["locations"][0]
        assert location["logicalLocations"][0]["fullyQualifiedName"] in ("consulted_on", "starts_on")
        line = location["physicalLocation"]["region"]["startLine"]
        named = location["logicalLocations"][0]["fullyQualifiedName"]
        assert f'"{named}": "2023-' in case.read_text(encoding="utf-8").splitlines()[line - 1]
        found = sarif_run(run("check", changed(), *given, "--as-of", "2023-05-01").stdout)
        assert found["properties"]["as_of"] == "2023-05-01"
        assert "logicalLocations" not in found["results"][0]["locations"][0]
