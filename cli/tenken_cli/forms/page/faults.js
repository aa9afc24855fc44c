/** What is wrong with a case that is loaded, told in the reader's words. */

import { isMapping, parseDate, saysUndecided } from "tenken/values.js";
import { basePath } from "tenken/view.js";
import { isBlank } from "./entries.js";
import { misfits } from "./schema.js";

/** Numbers of so many digits are refused everywhere. */
const MOST = 1e15;

/** A list of sentences; empty where the page can take the case. */
export function faults(page, raw) {
  if (!isMapping(raw) || !isMapping(raw.facts)) return [page.ui("no_case")];
  const found = misfits(page.data.schema, raw).map((path) => misfit(page, raw, path));
  if (found.length) return found;
  if (raw.municipality !== undefined && !page.store.cities.includes(raw.municipality)) {
    found.push(page.ui("other_city", { value: raw.municipality }));
  }
  for (const key of ["consulted_on", "starts_on"]) {
    if (raw[key] !== undefined && !isDate(raw[key])) found.push(misfit(page, raw, [key]));
  }
  return [...found, ...factFaults(page, raw.facts), ...pathFaults(page, raw)];
}

function misfit(page, raw, path) {
  const value = path.reduce((inside, key) => inside?.[key], raw);
  const name = path.length === 1 && page.isHead(path[0]) ? page.headLabel(path[0]) : path.join(".");
  return page.ui("wrong_value", { name: cut(name), value: shown(value) });
}

function factFaults(page, facts) {
  const found = [];
  for (const [group, stated] of Object.entries(facts)) {
    if (!Object.hasOwn(page.policy.groups, group) || !isMapping(stated)) {
      found.push(page.ui("unknown_fact", { path: cut(group) }));
      continue;
    }
    for (const [name, value] of Object.entries(stated)) found.push(...factFault(page, `${group}.${name}`, value));
  }
  return found;
}

function factFault(page, path, value) {
  const fact = page.policy.fact(path);
  if (!fact) return [page.ui("unknown_fact", { path: cut(path) })];
  return fits(fact, value) ? [] : [page.ui("wrong_value", { name: page.words.text(fact.label), value: shown(value) })];
}

/** Paths that are named outside the facts must exist too, and promises must fit them. */
function pathFaults(page, raw) {
  const sources = Object.keys(raw.sources ?? {}).map(basePath);
  const about = (raw.council?.concerns ?? []).flatMap((concern) => concern.about.map(basePath));
  const named = [...sources, ...about, ...(raw.unanswered ?? []).map((one) => one.path)];
  const unknown = named.filter((path) => !page.policy.fact(path));
  return [
    ...unknown.map((path) => page.ui("unknown_fact", { path: cut(path) })),
    ...(raw.commitments ?? []).flatMap((one) => factFault(page, one.path, one.value)),
  ];
}

function isDate(value) {
  return typeof value === "string" && parseDate(value) !== null;
}

/** May a fact have this value? */
function fits(fact, value, mayBeUndecided = true) {
  if (saysUndecided(value)) return mayBeUndecided && Object.keys(value).length === 1;
  switch (fact.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && Object.hasOwn(fact.choices, value);
    case "text":
      return typeof value === "string" && !isBlank(value);
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
  const number = (one) => typeof one === "number" && one >= 0 && one < MOST;
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
  return value === undefined ? "—" : cut(JSON.stringify(value) ?? "—");
}

function cut(text) {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
