/**
 * A condition's truth together with why, as a tree; as `tenken.readings.explain` has it.
 *
 * A tree is `{node, truth, paths, unsettled, parts}`: the condition, its truth, the absolute paths that it read itself,
 * those of them that are absent, undecided or too imprecise to decide, and the trees of its parts.
 */

import { FALSE, TRUE, UNKNOWN, allOf, anyOf, negate, truthOf } from "./truth.js";
import {
  NOT_ON_RECORD,
  UNDECIDED,
  atLeast,
  atMost,
  daysBetween,
  equals,
  isExact,
  isList,
  isMapping,
  isSpan,
  parseDate,
} from "./values.js";
import { ElementView, ofCity } from "./view.js";

/** What a node is: its first key. */
export function kindOf(node) {
  for (const key in node) return key;
}

/** The condition's tree on a view; `concept` gives a concept's own tree by its id. */
export function explain(node, view, concept) {
  switch (kindOf(node)) {
    case "all":
    case "any": {
      const trees = (node.all ?? node.any).map((part) => explain(part, view, concept));
      const truths = trees.map((tree) => tree.truth);
      return grown(node, node.all ? allOf(truths) : anyOf(truths), trees);
    }
    case "not": {
      const tree = explain(node.not, view, concept);
      return grown(node, negate(tree.truth), [tree]);
    }
    case "concept": {
      const tree = concept(node.concept);
      return grown(node, tree.truth, [tree]);
    }
    case "every":
    case "some":
      return quantified(node, view, concept);
    default:
      return leaf(node, view);
  }
}

function grown(node, truth, parts) {
  return { node, truth, paths: [], unsettled: [], parts };
}

function leaf(node, view) {
  const truth = decide(node, view);
  const paths = pathsRead(node);
  let unsettled = [];
  if (truth === UNKNOWN) {
    unsettled = paths.filter((path) => known(view.value(path)) === null);
    if (!unsettled.length) unsettled = paths.filter((path) => !isExact(view.value(path)));
  }
  const absolute = (path) => view.absolute(path);
  return { node, truth, paths: paths.map(absolute), unsettled: unsettled.map(absolute), parts: [] };
}

function quantified(node, view, concept) {
  const path = node.every ?? node.some;
  const value = view.value(path);
  if (!isList(value) || view instanceof ElementView) {
    return { node, truth: UNKNOWN, paths: [path], unsettled: [path], parts: [] };
  }
  const trees = value.elements.map((element, index) =>
    explain(node.satisfies, view.element(path, index, element), concept),
  );
  const every = node.every !== undefined;
  let truth = (every ? allOf : anyOf)(trees.map((tree) => tree.truth));
  if (!value.complete && truth === truthOf(every)) truth = UNKNOWN;
  return { node, truth, paths: [path], unsettled: truth === UNKNOWN ? [path] : [], parts: trees };
}

function pathsRead(node) {
  if (node.lasts) return node.lasts;
  const path = node[kindOf(node)];
  return isMapping(node.bound) && "path" in node.bound ? [path, node.bound.path] : [path];
}

/** The truth of one test on the values that a view shows. */
function decide(test, view) {
  const kind = kindOf(test);
  if (kind === "lasts") return lasts(test, view);
  const shown = view.value(test[kind]);
  const value = known(shown);
  switch (kind) {
    case "one_of":
      if (shown === NOT_ON_RECORD) return FALSE; // what a profile does not give is known to be absent
      return value === null ? UNKNOWN : anyOf(test.values.map((one) => equals(value, operand(one))));
    case "at_least":
    case "at_most": {
      const limit =
        isMapping(test.bound) && "path" in test.bound ? known(view.value(test.bound.path)) : operand(test.bound);
      if (value === null || limit === null) return UNKNOWN;
      return (kind === "at_least" ? atLeast : atMost)(value, limit);
    }
    case "stated":
      return shown === null ? UNKNOWN : truthOf(value !== null);
    case "includes":
      return includes(value, test.values.map(operand));
    default:
      throw new Error(`unknown node ${kind}`);
  }
}

/** The value if it can be compared, null if it is absent, undecided or not on record. */
function known(value) {
  return value === UNDECIDED || value === NOT_ON_RECORD ? null : value;
}

/** What a test compares with, as it stands in the policy. */
function operand(written) {
  if (!isMapping(written)) return written;
  if ("number" in written) return { low: written.number, high: written.number };
  return parseDate(written.date);
}

function includes(value, wanted) {
  if (!isList(value)) return UNKNOWN;
  const found = anyOf(value.elements.flatMap((element) => wanted.map((one) => equals(element, one))));
  return value.complete || found === TRUE ? found : UNKNOWN;
}

function lasts(test, view) {
  const [start, end] = test.lasts.map((path) => known(view.value(path)));
  if (!isSpan(start) || !isSpan(end)) return UNKNOWN;
  const days = daysBetween(start, end);
  const exactly = (number) => ({ low: number, high: number });
  const truths = [atLeast(days, exactly(1))];
  if (test.at_least_days !== null) truths.push(atLeast(days, exactly(test.at_least_days)));
  if (test.at_most_days !== null) truths.push(atMost(days, exactly(test.at_most_days)));
  return allOf(truths);
}

/** Each value once, in the order of first appearance. */
export function unique(values) {
  return [...new Set(values)];
}

/** The facts whose statement could decide an unknown tree; none for a known one. */
export function missing(tree) {
  return unique(allMissing(tree)).filter((path) => !ofCity(path));
}

function allMissing(tree) {
  if (tree.truth !== UNKNOWN) return [];
  const unknown = tree.parts.filter((part) => part.truth === UNKNOWN);
  return unknown.length ? unknown.flatMap(allMissing) : tree.unsettled;
}

/** The fewest facts that could decide an unknown tree: of alternatives, only the shortest is followed. */
export function fewest(tree) {
  return unique(allFewest(tree)).filter((path) => !ofCity(path));
}

function allFewest(tree) {
  if (tree.truth !== UNKNOWN) return [];
  const needed = tree.parts.filter((part) => part.truth === UNKNOWN).map(allFewest);
  if (!needed.length) return tree.unsettled;
  if (!["any", "some"].includes(kindOf(tree.node))) return needed.flat();
  return needed.reduce((best, paths) => (new Set(paths).size < new Set(best).size ? paths : best));
}

/** The tests that made a known tree true or false (all its tests, where it is unknown). */
export function deciding(tree) {
  switch (kindOf(tree.node)) {
    case "all":
    case "any":
    case "every":
    case "some": {
      if (!tree.parts.length) return [tree];
      const alike = tree.parts.filter((part) => part.truth === tree.truth);
      return (alike.length ? alike : tree.parts).flatMap(deciding);
    }
    case "not":
    case "concept":
      return deciding(tree.parts[0]);
    default:
      return [tree];
  }
}
