/** The two ways to answer: the questions that decide most, and all facts by their group. Both show cards. */

import { button, folded, h } from "./dom.js";
import { card } from "./cards.js";

/** So many questions are put at once. */
export const AT_ONCE = 10;

/**
 * A view of questions: `{element, refresh}`. What has been answered stays until the next ones are asked for; what was passed
 * over is put off until nothing else is left to ask (`page.later`).
 */
export function questionsView(page) {
  const { store, policy, words, ui } = page;
  const cards = new Map();
  const groups = new Map();
  const list = h("div", { class: "groups" });
  const state = h("p", { class: "note", tabindex: "-1" });
  const next = button(ui("next_questions"), onward, { class: "main" });
  const element = h("div", {}, state, list, h("p", { class: "onward" }, next));

  function add(path) {
    const group = path.split(".")[0];
    if (!groups.has(group)) {
      groups.set(group, h("section", {}, h("h3", {}, words.text(policy.groups[group]))));
      list.append(groups.get(group));
    }
    const made = card(page, policy.fact(path));
    cards.set(path, made);
    groups.get(group).append(made.element);
  }

  function asked() {
    return (store.assessment?.questions ?? []).map((one) => one.path).filter((path) => policy.fact(path));
  }

  function onward() {
    const open = asked();
    for (const path of cards.keys()) if (open.includes(path)) page.later.add(path);
    if (open.every((path) => page.later.has(path))) page.later.clear();
    for (const one of [...cards.values(), ...groups.values()]) (one.element ?? one).remove();
    cards.clear();
    groups.clear();
    refresh();
    state.focus();
  }

  function refresh() {
    const open = asked();
    const fresh = open.filter((path) => !page.later.has(path));
    for (const path of fresh.slice(0, AT_ONCE)) if (!cards.has(path)) add(path);
    for (const one of cards.values()) {
      one.element.hidden = store.get(one.path) === undefined && !open.includes(one.path);
      one.refresh();
    }
    for (const group of groups.values()) group.hidden = !group.querySelector(".card:not([hidden])");
    state.textContent = told(open.length, open.length - fresh.length);
    next.hidden = !open.length && !cards.size;
  }

  function told(open, later) {
    if (!store.assessment) return ui("basics_first");
    if (!open) return ui("no_questions");
    return ui("questions_left", { n: open }) + (later ? ui("put_off", { n: later }) : "");
  }

  refresh();
  return { element, refresh };
}

/** All facts by their group, with a search through labels and questions. */
export function allView(page) {
  const { policy, words, ui } = page;
  const open = new Set();
  const cards = new Map();
  const made = (fact) => {
    if (!cards.has(fact.path)) cards.set(fact.path, card(page, fact));
    return cards.get(fact.path);
  };
  const groups = Object.keys(policy.groups).map((group) => {
    const facts = [...policy.facts.values()].filter((fact) => fact.path.startsWith(`${group}.`));
    const count = h("span", { class: "count" });
    const title = h("span", { class: "group-name" }, words.text(policy.groups[group]), " ", count);
    const details = folded(title, () => h("div", {}, ...facts.map((fact) => made(fact).element)), {
      class: "group",
      key: group,
      open,
    });
    return { facts, details, count };
  });
  const search = h("input", { type: "search", id: "search", autocomplete: "off" });
  const found = h("div", { class: "found", hidden: true });
  const told = h("p", { class: "note", role: "status" });
  let shown = [];
  search.addEventListener("input", () => {
    const wanted = search.value.normalize("NFKC").toLowerCase().trim();
    const matching = wanted ? [...policy.facts.values()].filter((fact) => holds(fact, wanted, words)) : [];
    found.hidden = !wanted;
    shown = matching.slice(0, 30).map((fact) => card(page, fact));
    found.replaceChildren(...shown.map((one) => one.element));
    told.textContent = wanted ? ui("found", { n: matching.length }) : "";
    for (const { details } of groups) details.hidden = Boolean(wanted);
    if (!wanted) refill();
  });
  // What was answered among the search's results is shown in the groups too.
  const refill = () => {
    cards.clear();
    for (const { details, facts } of groups) {
      if (details.childElementCount > 1)
        details.lastElementChild.replaceChildren(...facts.map((fact) => made(fact).element));
    }
  };
  const element = h(
    "div",
    {},
    h("div", { class: "searching" }, h("label", { for: "search" }, ui("search")), search, told),
    found,
    ...groups.map(({ details }) => details),
  );
  const refresh = () => {
    for (const one of [...cards.values(), ...shown]) one.refresh();
    for (const { facts, count } of groups) {
      const stated = facts.filter((fact) => page.store.get(fact.path) !== undefined).length;
      count.textContent = ui("stated_of", { n: stated, all: facts.length });
    }
  };
  const reveal = (path) => {
    const group = groups.find(({ facts }) => facts.some((fact) => fact.path === path));
    group.details.open = true;
    group.details.dispatchEvent(new Event("toggle"));
    const target = made(policy.fact(path)).element;
    target.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
    // What stands above is laid out only once it comes near: where the card is, is known after that.
    const come = (times) => {
      target.scrollIntoView({ block: "center" });
      if (times) requestAnimationFrame(() => come(times - 1));
    };
    come(3);
  };
  refresh();
  return { element, refresh, reveal };
}

function holds(fact, wanted, words) {
  const choices = Object.values(fact.choices ?? fact.item?.choices ?? {}).map((choice) => words.text(choice));
  const fields = Object.values(fact.item?.fields ?? {}).map((field) => words.text(field.label));
  const named = [words.text(fact.label), words.text(fact.ask), fact.path, ...choices, ...fields];
  const text = named.join(" ").normalize("NFKC").toLowerCase();
  return wanted.split(/\s+/).every((word) => text.includes(word));
}
