/**
 * Values of facts as they are compared, as `tenken.values` has them: numbers and dates are spans `{low, high}`.
 *
 * A date's ends are days counted from 1970-01-01; `written` is how the case has it.
 */

import { FALSE, TRUE, UNKNOWN, truthOf } from "./truth.js";

const DAY = 86_400_000;

/** The department said that it has not decided. */
export const UNDECIDED = Symbol("undecided");

/** The city's profile does not give this value. That is known, not unknown. */
export const NOT_ON_RECORD = Symbol("not on record");

/** The number of a day; NaN where there is no such day. */
export function dayNumber(year, month, day) {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const exists = year >= 1 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return exists ? moment.getTime() / DAY : NaN;
}

/** A day's number as `2018-07-01`. */
export function dayWritten(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** `2018-07-01`, `2018-07` or `2018` as the span of its days, or null if there is no such date. */
export function parseDate(written) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(written);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const lastMonth = month ?? 12;
  const low = dayNumber(year, month ?? 1, day ?? 1);
  const high = dayNumber(year, lastMonth, day ?? daysIn(year, lastMonth));
  return Number.isNaN(low) || Number.isNaN(high) ? null : { date: true, low, high, written };
}

function daysIn(year, month) {
  return [31, 30, 29, 28].find((day) => !Number.isNaN(dayNumber(year, month, day)));
}

/** A number, `{about: n}` or `{at_least: a, at_most: b}` as a span; `about` is the share by which n may be off. */
export function parseNumber(raw, about) {
  if (typeof raw === "number") return { low: raw, high: raw };
  if ("about" in raw) {
    const slack = Math.abs(raw.about) * about;
    return { low: raw.about - slack, high: raw.about + slack };
  }
  return { low: raw.at_least ?? -Infinity, high: raw.at_most ?? Infinity };
}

/** A value as it stands in a case, ready to be compared; `fact` is its entry in the vocabulary. */
export function decode(fact, raw, about) {
  if (saysUndecided(raw)) return UNDECIDED;
  switch (fact.kind) {
    case "number":
    case "integer":
      return parseNumber(raw, about);
    case "date":
      return parseDate(raw);
    case "list": {
      const elements = Array.isArray(raw) ? raw : raw.items;
      const complete = Array.isArray(raw) || (raw.complete ?? true);
      return { elements: elements.map((element) => decode(fact.item, element, about)), complete };
    }
    case "object":
      return Object.fromEntries(
        Object.entries(raw).map(([name, value]) => [name, decode(fact.fields[name], value, about)]),
      );
    default:
      return raw;
  }
}

/** Is it the answer that nothing has been decided, as a case writes it? */
export function saysUndecided(raw) {
  return isMapping(raw) && raw.undecided === true;
}

/** Is it `{…}`? */
export function isMapping(raw) {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** Is it a number or a date? */
export function isSpan(value) {
  return isMapping(value) && "low" in value;
}

/** Is it a list of which elements are stated? */
export function isList(value) {
  return isMapping(value) && Array.isArray(value.elements);
}

/** Is the value at or above (a date: on or after) the bound? */
export function atLeast(value, bound) {
  if (value.low >= bound.high) return TRUE;
  return value.high < bound.low ? FALSE : UNKNOWN;
}

/** Is the value at or below (a date: on or before) the bound? */
export function atMost(value, bound) {
  return atLeast(bound, value);
}

/** Is the value the wanted one? A span that only includes it leaves that unknown. */
export function equals(value, wanted) {
  if (!isSpan(value) || !isSpan(wanted)) return truthOf(value === wanted);
  if (value.high < wanted.low || value.low > wanted.high) return FALSE;
  return value.low === value.high && wanted.low === wanted.high ? truthOf(value.low === wanted.low) : UNKNOWN;
}

/** Can nothing more precise be stated than this value? */
export function isExact(value) {
  if (isSpan(value)) return value.low === value.high;
  return isList(value) ? value.complete : true;
}

/** The number of days from one date to the other, both counted. */
export function daysBetween(start, end) {
  return { low: end.low - start.high + 1, high: end.high - start.low + 1 };
}

/** A span of numbers in plain digits, a date as it was written. */
export function spanWritten(span) {
  if (span.date) return span.written;
  if (span.low === span.high) return String(span.low);
  return `${span.low === -Infinity ? "" : span.low}..${span.high === Infinity ? "" : span.high}`;
}

/** A number rounded to so many decimals; what lies just between two goes to the even one. */
export function rounded(value, decimals) {
  const halves = value * 2 ** (decimals + 1);
  const between = Number.isInteger(halves) && halves % 2 !== 0;
  if (!between) return Number(value.toFixed(decimals));
  const below = Math.floor(value * 10 ** decimals);
  return (below % 2 === 0 ? below : below + 1) / 10 ** decimals;
}
