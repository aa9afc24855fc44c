/** The policy data (see `tenken.portable.policy_data`), with what is looked up often at hand, and days as numbers. */

import { parseDate } from "./values.js";

/** The formats of the data that this program reads. */
const FORMAT = 1;

/** The data ready for use. Throws where they are of another format. */
export function readPolicy(data) {
  if (data.format !== FORMAT) throw new Error(`policy data of format ${data.format}, not ${FORMAT}`);
  const facts = new Map(data.facts.map((fact) => [fact.path, fact]));
  return {
    ...data,
    facts,
    fact: (path) => facts.get(path),
    place: new Map([["starts_on", -1], ...data.facts.map((fact, place) => [fact.path, place])]),
    concepts: new Map(data.concepts.map((concept) => [concept.id, concept])),
    rules: data.rules,
    rule: new Map(data.rules.map((rule) => [rule.id, rule])),
    provisions: provisionsRead(data.provisions),
    municipalities: Object.fromEntries(
      Object.entries(data.municipalities).map(([id, city]) => [
        id,
        { ...city, provisions: provisionsRead(city.provisions) },
      ]),
    ),
    firstDay: day(data.first_day),
    lastDay: day(data.last_day),
  };
}

function provisionsRead(provisions) {
  return Object.fromEntries(
    Object.entries(provisions).map(([id, one]) => [
      id,
      { ...one, id, periods: one.periods.map(stretch), editions: (one.editions ?? []).map(stretch) },
    ]),
  );
}

function stretch(period) {
  return { ...period, first: day(period.first), last: day(period.last) };
}

function day(written) {
  return parseDate(written).low;
}
