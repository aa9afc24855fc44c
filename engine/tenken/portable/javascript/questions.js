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
  const needs = open.map((judged) => needOf(judged, context));
  const stakes = stakesOf(needs);
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
  const decides = decidesWhat(needs);
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

/** What an open finding still needs, and how likely it is to matter. */
function needOf(judged, context) {
  const toApply = new Set(judged.applicability.flatMap(fewest).map(basePath));
  if (judged.waitsForStart) toApply.add(STARTS_ON);
  let chance = 1;
  for (let count = 0; count < toApply.size; count += 1) chance *= context.policy.questions.chance;
  const paths = unique([...toApply, ...fewest(judged.require).map(basePath)]);
  const now = paths.filter((path) => worthAsking(path, context));
  const askable = [now, occasions(paths, context), paths].find((some) => some.length);
  return { judged, ground: JSON.stringify(judged.rule.when), chance, paths: askable ?? [] };
}

/** What to ask where no fact's time has come: the facts on which it depends whether it comes. */
function occasions(paths, context) {
  const found = new Set();
  const seen = new Set();
  const pending = [...paths];
  while (pending.length) {
    const path = pending.pop();
    const gate = context.policy.fact(path)?.worth_asking;
    if (!gate || seen.has(path)) continue;
    seen.add(path);
    const needed = unique(fewest(context.explain(gate)).map(basePath));
    const now = needed.filter((one) => worthAsking(one, context));
    for (const one of now) found.add(one);
    if (!now.length) pending.push(...needed);
  }
  return [...found];
}

/** For each fact, the grounds that it would help to settle; within one ground it counts once, at its best chance. */
function stakesOf(needs) {
  const stakes = new Map();
  for (const { ground, chance, paths } of needs) {
    for (const path of paths) {
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
function decidesWhat(needs) {
  const decides = new Map();
  for (const { judged, paths } of needs) {
    for (const path of unique([...[...judged.missing, ...fewest(judged.require)].map(basePath), ...paths])) {
      decides.set(path, [...(decides.get(path) ?? []), judged.rule.id]);
    }
  }
  return decides;
}
