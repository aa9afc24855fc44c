/** What conditions see of a case: facts, promises, the head's dates, the city's profile; as `tenken.view` has it. */

import { NOT_ON_RECORD, decode, isMapping, isSpan, parseDate, spanWritten } from "./values.js";

const CITY = "municipality.";

/** The fact behind a path that may point inside a list: `a.b[0].c` is of the fact `a.b`. */
export function basePath(path) {
  return path.split("[", 1)[0];
}

/** Is it a value of the city's profile? */
export function ofCity(path) {
  return path.startsWith(CITY);
}

/** A value's name in the city's profile. */
export function cityName(path) {
  return path.slice(CITY.length);
}

/** A case as written, with its facts and dates decoded. `raw` has to fit the schema of cases. */
export function readCase(policy, raw) {
  const facts = new Map();
  for (const [group, stated] of Object.entries(raw.facts ?? {})) {
    for (const [name, value] of Object.entries(stated)) {
      const path = `${group}.${name}`;
      facts.set(path, decode(policy.fact(path), value, policy.about));
    }
  }
  return {
    raw,
    facts,
    stage: raw.stage,
    consulted_on: parseDate(raw.consulted_on),
    starts_on: raw.starts_on === undefined ? null : parseDate(raw.starts_on),
    commitments: raw.commitments ?? [],
  };
}

/** A fact's value as written in the case, or undefined. */
export function stated(given, path) {
  const [group, name] = path.split(".");
  return given.raw.facts?.[group]?.[name];
}

/** The case as rules on operation (all promises count) and rules on the consultation (only those that fill gaps) see it. */
export function views(policy, given) {
  const promised = new Map(given.commitments.map((one) => [one.path, one]));
  const filling = new Map([...promised].filter(([path]) => !given.facts.has(path)));
  return {
    operation: new View(policy, given, promised),
    consultation: new View(policy, given, filling),
  };
}

/** Values by path; null is a fact that is not stated. */
export class View {
  constructor(policy, given, promised) {
    this.policy = policy;
    this.case = given;
    this.promised = promised;
    this.city = policy.municipalities[given.raw.municipality];
    this.decoded = new Map(
      [...promised].map(([path, one]) => [path, decode(policy.fact(path), one.value, policy.about)]),
    );
  }

  value(path) {
    if (ofCity(path)) {
      const given = this.city.values[cityName(path)];
      const fact = this.policy.city_values[cityName(path)];
      return given === undefined ? NOT_ON_RECORD : decode(fact, given, this.policy.about);
    }
    if (path in this.policy.head) return this.case[path];
    return this.decoded.get(path) ?? this.case.facts.get(path) ?? null;
  }

  absolute(path) {
    return path;
  }

  /** The view from inside an element of the list at `path`. */
  element(path, index, fields) {
    return new ElementView(`${path}[${index}]`, fields);
  }

  /** A value as written in the case, or promised; inside a list, the element's field; undefined where none is. */
  raw(path) {
    if (ofCity(path) || path in this.policy.head) return writtenHead(this.value(path));
    const base = basePath(path);
    const written = this.promised.has(base) ? this.promised.get(base).value : stated(this.case, base);
    const inside = /^[^[]+\[(\d+)\]\.(.+)$/.exec(path);
    if (!inside || written === undefined) return written;
    const elements = isMapping(written) ? written.items : written;
    return elements[Number(inside[1])][inside[2]];
  }
}

function writtenHead(value) {
  if (value === null || value === NOT_ON_RECORD) return undefined;
  return isSpan(value) ? spanWritten(value) : value;
}

/** What a condition under `satisfies` sees: the fields of one element. */
export class ElementView {
  constructor(prefix, fields) {
    this.prefix = prefix;
    this.fields = fields;
  }

  value(path) {
    return Object.hasOwn(this.fields, path) ? this.fields[path] : null;
  }

  absolute(path) {
    return `${this.prefix}.${path}`;
  }
}
