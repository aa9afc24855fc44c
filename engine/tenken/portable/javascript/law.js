/** Provisions by period: which article said it when, and how much force it can give; as `tenken.policy.law` has it. */

import { FALSE, TRUE, UNKNOWN } from "./truth.js";

/** The period that holds the day, or undefined. */
export function periodOn(provision, day) {
  return provision.periods.find((period) => period.first <= day && day <= period.last);
}

/** The strongest force that the provision can give a rule on that day. */
export function cap(policy, provision, day) {
  const period = periodOn(provision, day);
  if (!period || !editionRead(provision, day)) return "practice";
  return weaker(policy, [provision.kind, policy.caps[period.evidence]]);
}

/** Has the text that is in force on that day been read, in any degree, and in its edition? */
export function readOn(provision, day) {
  const period = periodOn(provision, day);
  return period !== undefined && period.evidence !== "M" && editionRead(provision, day);
}

function editionRead(provision, day) {
  return !provision.editions.length || provision.editions.some((one) => one.first <= day && day <= one.last);
}

/** The weakest of some forces. */
export function weaker(policy, forces) {
  return forces.reduce((one, other) => (policy.forces.indexOf(other) > policy.forces.indexOf(one) ? other : one));
}

/** The strongest of some forces. */
export function stronger(policy, forces) {
  return forces.reduce((one, other) => (policy.forces.indexOf(other) < policy.forces.indexOf(one) ? other : one));
}

/** Is at least one of the provisions in force on each day of the span (true), on none (false), or on some? */
export function inForce(policy, provisions, span) {
  const periods = provisions.flatMap((provision) => provision.periods).sort((one, other) => one.first - other.first);
  const touching = periods.filter((period) => period.first <= span.high && period.last >= span.low);
  if (!touching.length) return FALSE;
  let coveredTo = span.low > policy.firstDay ? span.low - 1 : span.low;
  for (const period of touching) {
    const next = coveredTo === policy.lastDay ? coveredTo : coveredTo + 1;
    if (period.first > span.low && period.first > next) return UNKNOWN;
    coveredTo = Math.max(coveredTo, period.last);
  }
  return coveredTo >= span.high ? TRUE : UNKNOWN;
}

/** The first day of the span on which one of the provisions is in force, or the span's first day. */
export function citedDay(provisions, span) {
  const firsts = provisions
    .flatMap((provision) => provision.periods)
    .filter((period) => period.first <= span.high && period.last >= span.low)
    .map((period) => Math.max(period.first, span.low));
  return firsts.length ? Math.min(...firsts) : span.low;
}
