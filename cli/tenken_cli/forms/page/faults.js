/** What is wrong with a case that is loaded: the checks of the schema of cases, told in the reader's words. */

import { isMapping, parseDate } from "tenken/values.js";

const HEAD = ["id", "title", "municipality", "department", "consulted_on", "starts_on", "stage"];
const REST = ["$schema", "facts", "sources", "commitments", "unanswered", "council", "expected", "notes"];
const STAGES = ["preliminary", "final"];

/** The id of a case: what may be a file's name everywhere. */
export const ID = /^[^\x00-\x20/\\\x7f]{1,100}$/;

/** A list of sentences; empty where the page can take the case. */
export function faults(page, raw) {
  const { ui, policy } = page;
  if (!isMapping(raw)) return [ui("no_case")];
  const found = Object.keys(raw)
    .filter((key) => ![...HEAD, ...REST].includes(key))
    .map((key) => ui("unknown_key", { key }));
  const wrong = (key) => found.push(ui("wrong_head", { name: page.headLabel(key), value: shown(raw[key]) }));
  for (const key of ["id", "title", "department"]) {
    if (raw[key] !== undefined && typeof raw[key] !== "string") wrong(key);
  }
  if (raw.id && !ID.test(raw.id)) wrong("id");
  if (raw.stage !== undefined && !STAGES.includes(raw.stage)) wrong("stage");
  if (raw.consulted_on !== undefined && !(isDate(raw.consulted_on) && raw.consulted_on.length === 10)) {
    wrong("consulted_on");
  }
  if (raw.starts_on !== undefined && !isDate(raw.starts_on)) wrong("starts_on");
  if (raw.municipality !== undefined && !page.store.cities.includes(raw.municipality)) {
    found.push(ui("other_city", { value: shown(raw.municipality) }));
  }
  return [...found, ...factFaults(page, raw.facts), ...restFaults(page, raw, policy)];
}

function factFaults(page, facts) {
  if (!isMapping(facts)) return [page.ui("no_case")];
  const found = [];
  for (const [group, stated] of Object.entries(facts)) {
    if (!isMapping(stated)) found.push(page.ui("unknown_fact", { path: group }));
    for (const [name, value] of Object.entries(isMapping(stated) ? stated : {})) {
      const fact = page.policy.fact(`${group}.${name}`);
      if (!fact) found.push(page.ui("unknown_fact", { path: `${group}.${name}` }));
      else if (!fits(fact, value)) {
        found.push(page.ui("wrong_fact", { name: page.words.text(fact.label), value: shown(value) }));
      }
    }
  }
  return found;
}

function restFaults(page, raw, policy) {
  const found = [];
  for (const key of ["commitments", "unanswered"]) {
    if (raw[key] !== undefined && !Array.isArray(raw[key])) found.push(page.ui("unknown_key", { key }));
    for (const one of Array.isArray(raw[key]) ? raw[key] : []) {
      const fact = isMapping(one) && policy.fact(one.path);
      if (!fact) found.push(page.ui("unknown_fact", { path: String(one?.path ?? "—") }));
      else if (key === "commitments" && !fits(fact, one.value)) {
        found.push(page.ui("wrong_fact", { name: page.words.text(fact.label), value: shown(one.value) }));
      }
    }
  }
  if (raw.sources !== undefined && !areSources(raw.sources)) found.push(page.ui("unknown_key", { key: "sources" }));
  return found;
}

function areSources(sources) {
  const isSource = (one) => isMapping(one) && typeof one.at === "string";
  return (
    isMapping(sources) && Object.values(sources).every((one) => (Array.isArray(one) ? one : [one]).every(isSource))
  );
}

function isDate(value) {
  return typeof value === "string" && parseDate(value) !== null;
}

/** May a fact have this value? */
function fits(fact, value, mayBeUndecided = true) {
  if (isMapping(value) && value.undecided === true) return mayBeUndecided && Object.keys(value).length === 1;
  switch (fact.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && Object.hasOwn(fact.choices, value);
    case "text":
      return typeof value === "string" && /\S/u.test(value);
    case "date":
      return isDate(value);
    case "number":
    case "integer":
      return isNumber(fact, value);
    case "object":
      return (
        isMapping(value) &&
        Object.entries(value).every(([name, one]) => Object.hasOwn(fact.fields, name) && fits(fact.fields[name], one))
      );
    default:
      return isListOf(fact.item, value);
  }
}

function isNumber(fact, value) {
  const number = (one) => typeof one === "number" && Number.isFinite(one) && one >= 0;
  if (number(value)) return fact.kind === "number" || Number.isInteger(value);
  if (!isMapping(value)) return false;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "about") return number(value.about);
  const bounds = keys.length > 0 && keys.every((key) => ["at_least", "at_most"].includes(key) && number(value[key]));
  return bounds && !(value.at_least > value.at_most);
}

function isListOf(item, value) {
  if (isMapping(value)) {
    const known = Object.keys(value).every((key) => ["items", "complete"].includes(key));
    if (!known || !["boolean", "undefined"].includes(typeof value.complete)) return false;
  }
  const items = isMapping(value) ? value.items : value;
  return Array.isArray(items) && items.every((one) => fits(item, one, false));
}

function shown(value) {
  const text = JSON.stringify(value) ?? "";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
