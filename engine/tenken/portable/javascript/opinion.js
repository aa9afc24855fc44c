/** The opinion to expect, its riders and what is to be followed up; as `tenken.opinion` has it. */

import { unique } from "./conditions.js";
import { FALSE } from "./truth.js";
import { rounded } from "./values.js";

/** The concept that is false where no council has to be asked at all. */
export const CONSULTATION_REQUIRED = "consultation-required";

function atOrAbove(policy, force, threshold) {
  return policy.forces.indexOf(force) <= policy.forces.indexOf(threshold);
}

/** The first opinion that matches, with the rules that decided it. */
export function opinion(policy, raw, findings, consultationRequired) {
  if (consultationRequired === FALSE) return ["not_required", []];
  const ids = (some) => some.map((one) => one.rule);
  const failing = findings.filter((one) => one.verdict === "fail");
  const unlawful = failing.filter((one) => atOrAbove(policy, one.force, "ordinance"));
  if (unlawful.length) return ["revise", ids(unlawful)];
  const deferred = new Set((raw.unanswered ?? []).filter((one) => one.kind === "deferred").map((one) => one.path));
  const waiting = findings.filter(
    (one) => one.verdict === "open" && one.applies && one.missing.some((path) => deferred.has(path)),
  );
  if (raw.stage === "preliminary") return ["continue", ids(waiting)];
  const binding = waiting.filter((one) => atOrAbove(policy, one.force, "guideline"));
  if (binding.length) return ["continue", ids(binding)];
  const withRider = failing.filter((one) => one.riders.length);
  return withRider.length ? ["approve_with_riders", ids(withRider)] : ["approve", []];
}

/** The share of the findings that apply, or may, which are no longer open; 1 where there are none. */
export function readiness(findings) {
  const open = findings.filter((one) => one.verdict === "open" && !one.harmless).length;
  const settled = findings.filter((one) => ["pass", "fail", "review"].includes(one.verdict)).length;
  return settled + open ? rounded(settled / (settled + open), 2) : 1;
}

/** The riders to expect, one for each duty, those with the strongest reason first. */
export function riders(policy, findings, words) {
  const behind = new Map();
  for (const one of findings) {
    if (one.verdict === "fail" || (one.verdict === "open" && !one.harmless)) {
      for (const id of one.riders) behind.set(id, [...(behind.get(id) ?? []), one]);
    }
  }
  const ranks = new Map([...behind].map(([id, reasons]) => [id, rank(policy, reasons, policy.riders[id])]));
  return [...behind.keys()]
    .sort((one, other) => compared(ranks.get(one), ranks.get(other)))
    .map((id) => riderOut(id, behind.get(id), words));
}

function rank(policy, reasons, rider) {
  const failed = reasons.filter((one) => one.verdict === "fail");
  const some = failed.length ? failed : reasons;
  const certain = some.filter((one) => one.applies);
  const counting = [failed, certain, reasons].find((list) => list.length);
  const strongest = Math.min(...counting.map((one) => policy.forces.indexOf(one.force)));
  const number = failed.length || certain.length || reasons.length;
  return [!failed.length, !certain.length, !rider.precedents.length, strongest, -number].map(Number);
}

function compared(one, other) {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : one[place] - other[place];
}

function riderOut(id, reasons, words) {
  const rider = words.policy.riders[id];
  const failed = reasons.filter((one) => one.verdict === "fail");
  const decided = failed.flatMap((one) => one.facts.map((fact) => fact.path));
  return {
    id,
    duty: words.text(rider.duty),
    text: words.text(rider.text),
    strength: failed.length ? "recommended" : "if_unanswered",
    rules: (failed.length ? failed : reasons).map((one) => one.rule),
    facts: unique(decided.length ? decided : reasons.flatMap((one) => one.missing)),
    precedents: rider.precedents,
  };
}

/** The department's promises, and the answers that it said it would come back with. */
export function followUps(policy, raw, words) {
  const promised = (raw.commitments ?? []).map((one) => {
    const fact = policy.fact(one.path);
    const text = words.phrase("promise", { fact: words.text(fact.label), value: words.show(fact, one.value) });
    return { path: one.path, text, source: one.source?.at ?? null };
  });
  const deferred = (raw.unanswered ?? [])
    .filter((one) => one.kind === "deferred")
    .map((one) => {
      const text = words.phrase("deferred", { fact: words.text(policy.fact(one.path).label) });
      return { path: one.path, text, source: one.source?.at ?? null };
    });
  return [...promised, ...deferred];
}
