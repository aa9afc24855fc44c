/** The case that is being filled in, judged anew after each change. */

import { assess } from "tenken/assess.js";
import { parseDate } from "tenken/values.js";
import { basePath } from "tenken/view.js";

/** A case of which nothing is stated. */
function blank(municipality) {
  return municipality ? { municipality, facts: {} } : { facts: {} };
}

export class Store {
  /** `cities` are the ids of the municipalities that may be chosen; where there is one, it is chosen. */
  constructor(policy, lang, cities) {
    this.policy = policy;
    this.lang = lang;
    this.cities = cities;
    this.listeners = [];
    this.clear();
  }

  /** Call a function after each change; `whole` says that another case has taken this one's place. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  clear() {
    this.raw = blank(this.cities.length === 1 ? this.cities[0] : undefined);
    this.unsaved = false;
    this.judge(true);
  }

  /** Take a case that has been found right (see `faults`). */
  load(raw, unsaved = false) {
    const { $schema: _, ...rest } = raw;
    this.raw = structuredClone(rest);
    this.unsaved = unsaved;
    this.judge(true);
  }

  saved() {
    this.unsaved = false;
  }

  get isBlank() {
    const { id, title, facts, consulted_on: consulted } = this.raw;
    return !id && !title && !consulted && !Object.keys(facts).length;
  }

  /** The value of a fact as the case writes it, or undefined. */
  get(path) {
    const [group, name] = path.split(".");
    return this.raw.facts[group]?.[name];
  }

  /** State a fact, or with undefined take it back. Where it was said before goes: that place says something else. */
  set(path, value) {
    const [group, name] = path.split(".");
    const stated = { ...this.raw.facts[group], [name]: value };
    if (value === undefined) delete stated[name];
    const facts = { ...this.raw.facts, [group]: stated };
    if (!Object.keys(stated).length) delete facts[group];
    this.raw = { ...this.raw, facts };
    if (this.raw.sources) {
      const kept = Object.entries(this.raw.sources).filter(([source]) => basePath(source) !== path);
      this.raw = { ...this.raw, sources: Object.fromEntries(kept) };
    }
    this.touched();
  }

  /** Set an entry of the case's head, or with undefined take it away. */
  head(key, value) {
    this.raw = { ...this.raw, [key]: value };
    if (value === undefined) delete this.raw[key];
    this.touched();
  }

  touched() {
    this.unsaved = true;
    this.judge(false);
  }

  /** Is enough of the head there for the law of a date to be applied? */
  get isReady() {
    const { municipality, consulted_on: consulted, stage } = this.raw;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(consulted ?? "") && parseDate(consulted);
    return Boolean(municipality && day && stage);
  }

  judge(whole) {
    this.assessment = this.isReady ? assess(this.policy, this.raw, this.lang) : null;
    for (const listener of this.listeners) listener(whole);
  }

  get stated() {
    return Object.values(this.raw.facts).reduce((sum, group) => sum + Object.keys(group).length, 0);
  }
}
