/** A question with its field, why it is asked, and how to take the answer back. */

import { button, folded, h, newId } from "./dom.js";
import { field } from "./fields.js";
import { saysUndecided } from "tenken/values.js";

/** The card of a fact: `{element, path, refresh}`. `refresh` marks whether it is answered, and whether that is enough. */
export function card(page, fact) {
  const { store, words } = page;
  const names = { labelledby: newId("ask"), describedby: newId("label") };
  const place = h("div", { class: "field" });
  const say = (value) => {
    if (JSON.stringify(value) !== JSON.stringify(store.get(fact.path))) store.set(fact.path, value);
  };
  const fill = () => place.replaceChildren(field(page, fact, store.get(fact.path), say, names));
  const away = button(
    page.ui("take_back"),
    () => {
      say(undefined);
      fill();
      place.querySelector("input, select, textarea, button")?.focus();
    },
    { class: "quiet away", "aria-describedby": names.describedby },
  );
  const partly = h("p", { class: "note open" });
  const why = folded(page.ui("why"), () => reasons(page, fact), { class: "why" });
  const element = h(
    "fieldset",
    { class: "card", "data-path": fact.path, "aria-describedby": names.describedby },
    h("legend", { id: names.labelledby }, words.text(fact.ask)),
    h("p", { class: "label", id: names.describedby }, words.text(fact.label)),
    place,
    partly,
    h("div", { class: "foot" }, why, away),
  );
  fill();
  const refresh = () => {
    const answered = store.get(fact.path) !== undefined;
    const asked = Boolean(store.assessment?.questions.some((one) => one.path === fact.path));
    element.classList.toggle("answered", answered && !asked);
    element.classList.toggle("partly", answered && asked);
    partly.hidden = !(answered && asked);
    partly.textContent = page.ui(saysUndecided(store.get(fact.path)) ? "partly_undecided" : "partly");
    away.hidden = !answered;
  };
  refresh();
  return { element, path: fact.path, refresh };
}

/** The rules that the answer helps to decide, each with its ground and why there is such a rule. */
function reasons(page, fact) {
  const { store, policy, words, ui } = page;
  const question = store.assessment?.questions.find((one) => one.path === fact.path);
  const bearing = question
    ? question.decides
    : (store.assessment?.findings ?? [])
        .filter((one) => one.facts.some((f) => f.path.split("[")[0] === fact.path))
        .map((one) => one.rule);
  const listed = bearing.map((id) => {
    const finding = store.assessment.findings.find((one) => one.rule === id);
    const grounds = page.citations(finding.citations);
    return h(
      "li",
      {},
      h("strong", {}, finding.title),
      " ",
      words.text(policy.rule.get(id).because),
      h("span", { class: "ground" }, grounds),
    );
  });
  const how = ui(`how_${fact.kind === "list" ? `list_${fact.item.kind}` : fact.kind}`);
  return [
    h("p", {}, ui("how_to_answer", { how })),
    listed.length ? h("p", {}, ui("bears_on", { n: listed.length })) : h("p", {}, ui("bears_on_nothing")),
    h("ul", {}, ...listed),
  ];
}
