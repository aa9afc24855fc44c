/** Facts, values and questions in words, in the one language that is asked for; as `tenken.wording` has it. */

import { daysBetween, isMapping, isSpan, saysUndecided, spanWritten } from "./values.js";
import { basePath, cityName, ofCity } from "./view.js";

/** Words for one policy in one language. */
export class Words {
  constructor(policy, lang) {
    this.policy = policy;
    this.lang = lang;
  }

  /** A text of the policy. */
  text(both) {
    return both[this.lang];
  }

  /** A sentence with its gaps filled. */
  phrase(key, values = {}) {
    return this.text(this.policy.phrases[key]).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** The vocabulary's entry for what stands at a path; undefined for a city's value. */
  entry(path) {
    const inside = /^([^[]+)\[\d+\]\.(.+)$/.exec(path);
    return inside ? this.policy.fact(inside[1]).item.fields[inside[2]] : this.policy.fact(path);
  }

  /** The name of the fact at a path; inside a list, with the element's number and field. */
  label(path) {
    if (path in this.policy.head) return this.text(this.policy.head[path].label);
    if (ofCity(path)) return this.text(this.policy.city_values[cityName(path)].label);
    const inside = /^([^[]+)\[(\d+)\]\.(.+)$/.exec(path);
    if (inside) {
      const fact = this.policy.fact(inside[1]);
      const field = this.text(fact.item.fields[inside[3]].label);
      return this.phrase("element_field", { list: this.text(fact.label), number: Number(inside[2]) + 1, field });
    }
    const fact = this.policy.fact(path);
    return fact ? this.text(fact.label) : path;
  }

  labels(paths) {
    return paths.map((path) => this.label(path)).join(this.phrase("comma")) || this.phrase("nothing");
  }

  /** A value as written in a case, in words. */
  show(fact, raw) {
    if (raw === undefined || raw === null) return this.phrase("nothing");
    if (typeof raw === "boolean") return this.phrase(raw ? "yes" : "no");
    if (Array.isArray(raw)) {
      return raw.map((one) => this.show(fact?.item, one)).join(this.phrase("comma")) || this.phrase("empty_list");
    }
    if (isMapping(raw)) return this.showMapping(fact, raw);
    if (fact?.choices && Object.hasOwn(fact.choices, raw)) return this.text(fact.choices[raw]);
    return fact?.unit ? this.phrase("with_unit", { value: raw, unit: this.text(fact.unit) }) : String(raw);
  }

  showMapping(fact, raw) {
    if (saysUndecided(raw)) return this.phrase("undecided");
    if (fact?.kind === "object") {
      return Object.entries(raw)
        .filter(([name]) => Object.hasOwn(fact.fields, name))
        .map(([name, value]) => {
          const field = fact.fields[name];
          return this.phrase("field", { name: this.text(field.label), value: this.show(field, value) });
        })
        .join(this.phrase("next_field"));
    }
    if ("items" in raw) return this.show(fact, raw.items) + ((raw.complete ?? true) ? "" : this.phrase("and_more"));
    if ("about" in raw) return this.phrase("about") + this.show(fact, raw.about);
    return this.phrase("between", { low: raw.at_least ?? "", high: raw.at_most ?? "" });
  }

  /** A rule's text with its placeholders replaced by the case's values. */
  fill(template, view) {
    return this.text(template).replace(/\{([^{}]*)\}/g, (_, inside) => this.named(inside, view));
  }

  named(inside, view) {
    if (inside.startsWith("days:")) {
      const [start, end] = inside
        .split(":")
        .slice(1)
        .map((path) => view.value(path));
      const dated = isSpan(start) && isSpan(end);
      return dated ? spanWritten(daysBetween(start, end)) : this.phrase("nothing");
    }
    return this.show(this.policy.fact(inside), view.raw(inside));
  }

  /** The question for a fact: a rule's own where one of those that ask has a sharper one, else the vocabulary's. */
  question(path, askedBy) {
    if (path in this.policy.head_questions) return this.text(this.policy.head_questions[path]);
    const own = askedBy.map((id) => this.policy.rule.get(id).ask?.[path]).find((ask) => ask !== undefined);
    return this.text(own ?? this.policy.fact(path).ask);
  }

  /** A fact with its value in words, for a finding. */
  factShown(path, raw) {
    return this.show(this.entry(path) ?? this.policy.fact(basePath(path)), raw);
  }
}
