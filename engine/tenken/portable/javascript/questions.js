/** Which facts to ask for, the most decisive first; as `tenken.questions` has it, down to the order of additions. */

import { fewest, unique } from "./conditions.js";
import { STARTS_ON } from "./judge.js";
import { TRUE } from "./truth.js";
import { rounded } from "./values.js";
import { basePath } from "./view.js";

/** The questions of a case, in the order in which to ask them. */
export function questions(judgements, context, words) {
  const { policy } = context;
  const open = judgements.filter((judged) => judged.isOpen);
  const stakes = stakesOf(open, context);
  const askedOn = new Map();

  function rank(path) {
    let gain = 0;
    for (const [ground, chance] of stakes.get(path)) gain += chance / (1 + (askedOn.get(ground) ?? 0));
    return [-rounded(gain * weight(policy, path), 9), policy.place.get(path)];
  }

  const ranks = new Map([...stakes.keys()].map((path) => [path, rank(path)]));
  const order = [];
  while (ranks.size) {
    const best = first(ranks);
    order.push(best);
    ranks.delete(best);
    const grounds = stakes.get(best);
    for (const ground of grounds.keys()) askedOn.set(ground, (askedOn.get(ground) ?? 0) + 1);
    for (const path of ranks.keys()) {
      if ([...stakes.get(path).keys()].some((ground) => grounds.has(ground))) ranks.set(path, rank(path));
    }
  }
  const decides = decidesWhat(open);
  return order.map((path) => ({ path, text: words.question(path, decides.get(path)), decides: decides.get(path) }));
}

function first(ranks) {
  let best = null;
  for (const [path, rank] of ranks) {
    if (best === null || rank[0] < best[1][0] || (rank[0] === best[1][0] && rank[1] < best[1][1])) best = [path, rank];
  }
  return best[0];
}

function weight(policy, path) {
  return policy.questions.weight[policy.fact(path)?.priority ?? policy.questions.head_priority];
}

/** For each fact, the grounds that it would help to settle; within one ground it counts once, at its best chance. */
function stakesOf(open, context) {
  const stakes = new Map();
  for (const judged of open) {
    const toApply = new Set(judged.applicability.flatMap(fewest).map(basePath));
    if (judged.waitsForStart) toApply.add(STARTS_ON);
    let chance = 1;
    for (let count = 0; count < toApply.size; count += 1) chance *= context.policy.questions.chance;
    const ground = JSON.stringify(judged.rule.when);
    for (const path of new Set([...toApply, ...fewest(judged.require).map(basePath)])) {
      if (!worthAsking(path, context)) continue;
      if (!stakes.has(path)) stakes.set(path, new Map());
      stakes.get(path).set(ground, Math.max(stakes.get(path).get(ground) ?? 0, chance));
    }
  }
  return stakes;
}

/** Can it be asked, and has its time come? A fact whose occasion is still unknown waits for that to be settled. */
function worthAsking(path, context) {
  const fact = context.policy.fact(path);
  if (!fact) return path in context.policy.head_questions;
  return !fact.worth_asking || context.explain(fact.worth_asking).truth === TRUE;
}

/** For each fact, the open rules that it helps to decide. */
function decidesWhat(open) {
  const decides = new Map();
  for (const judged of open) {
    for (const path of unique([...judged.missing, ...fewest(judged.require)].map(basePath))) {
      decides.set(path, [...(decides.get(path) ?? []), judged.rule.id]);
    }
  }
  return decides;
}
