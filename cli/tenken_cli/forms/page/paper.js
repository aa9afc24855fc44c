/** The case on paper: its basics, what has been stated, and what that comes to; made when it is printed. */

import { opinion } from "./results.js";
import { h } from "./dom.js";

/** As many questions as a department can settle at once; the page itself has the rest. */
const FIRST_QUESTIONS = 30;

const HEAD = ["title", "id", "municipality", "department", "consulted_on", "starts_on", "stage"];

/** Everything that is printed. */
export function paper(page) {
  const { store, ui } = page;
  const one = store.assessment;
  return [
    h("h1", {}, ui("sheet")),
    table(HEAD.filter((key) => store.raw[key]).map((key) => [page.headLabel(key), headValue(page, key)])),
    ...(one ? judged(page, one) : []),
    h("h2", {}, ui("stated_facts")),
    ...stated(page),
    h(
      "p",
      { class: "small" },
      ui("made_by", { version: page.data.policy.tenken, policies: page.data.policy.policies.slice(0, 19) }),
    ),
  ];
}

function headValue(page, key) {
  const { store, policy, words } = page;
  const value = store.raw[key];
  if (key === "municipality") return words.text(policy.municipalities[value].name);
  if (key === "stage") return words.text(policy.head.stage.choices[value]);
  return key.endsWith("_on") ? page.dated(value) : value;
}

function judged(page, one) {
  const { ui } = page;
  const of = (verdict) => one.findings.filter((finding) => finding.verdict === verdict);
  const list = (title, items) => (items.length ? [h("h2", {}, title), h("ol", {}, ...items)] : []);
  const findingItem = (finding) =>
    h(
      "li",
      {},
      h("strong", {}, finding.title),
      ui("in_brackets", { text: page.names.force[finding.force] }),
      h("br"),
      finding.message,
      h("br"),
      h("span", { class: "small" }, ui("ground"), page.citations(finding.citations)),
    );
  const recommended = one.riders.filter((rider) => rider.strength === "recommended");
  return [
    opinion(page, one),
    ...list(
      ui("riders_recommended", { n: recommended.length }),
      recommended.map((rider) => h("li", {}, h("strong", {}, rider.duty), h("br"), rider.text)),
    ),
    ...["fail", "review"].flatMap((verdict) =>
      list(
        ui("verdict_count", { name: page.names.verdict[verdict], n: of(verdict).length }),
        of(verdict).map(findingItem),
      ),
    ),
    ...list(
      ui("questions_to_settle", { n: one.questions.length }),
      one.questions.slice(0, FIRST_QUESTIONS).map((question) => h("li", {}, question.text)),
    ),
    one.questions.length > FIRST_QUESTIONS
      ? h("p", {}, ui("and_more", { n: one.questions.length - FIRST_QUESTIONS }))
      : "",
    ...list(
      ui("follow_ups", { n: one.follow_ups.length }),
      one.follow_ups.map((promise) => h("li", {}, promise.text)),
    ),
  ];
}

function stated(page) {
  const { store, policy, words } = page;
  return Object.keys(policy.groups)
    .filter((group) => store.raw.facts[group])
    .flatMap((group) => [
      h("h3", {}, words.text(policy.groups[group])),
      table(
        [...policy.facts.values()]
          .filter((fact) => fact.path.startsWith(`${group}.`) && store.get(fact.path) !== undefined)
          .map((fact) => [words.text(fact.label), words.show(fact, store.get(fact.path))]),
      ),
    ]);
}

function table(rows) {
  return h(
    "table",
    {},
    h("tbody", {}, ...rows.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)))),
  );
}
