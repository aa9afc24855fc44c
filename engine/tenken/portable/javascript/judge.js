/**
 * A case and a policy in, judgements out, as `tenken.evaluate` has it. Each rule in four steps:
 * in force? concerned? exempt? and only then, is what it requires met?
 */

import { deciding, explain, missing, unique } from "./conditions.js";
import { cap, citedDay, inForce, periodOn, stronger, weaker } from "./law.js";
import { FALSE, TRUE, UNKNOWN, allOf, negate } from "./truth.js";
import { readCase, views } from "./view.js";

/** The head's date on which it depends which law governs operation. */
export const STARTS_ON = "starts_on";

/** Every rule's judgement on a case as written, in the order of the rules, with the contexts they were reached in. */
export function judge(policy, raw) {
  const given = readCase(policy, raw);
  const seen = views(policy, given);
  const contexts = {
    operation: new Context(policy, seen.operation),
    consultation: new Context(policy, seen.consultation),
  };
  const spans = governing(policy, given);
  const judgements = policy.rules.map((rule) => new Judgement(rule, contexts[rule.at], spans[rule.at]));
  return { case: given, contexts, judgements };
}

/** The days whose law governs. Without a start of operation: every day from the consultation on. */
function governing(policy, given) {
  const { consulted_on: consulted, starts_on: start } = given;
  const fromThenOn = { date: true, low: consulted.low, high: policy.lastDay, written: `${consulted.written}..` };
  return { operation: start ?? fromThenOn, consultation: consulted };
}

/** A case as rules of one kind see it, with its concepts. */
export class Context {
  constructor(policy, view) {
    this.policy = policy;
    this.view = view;
    this.trees = new Map();
    this.concept = (id) => {
      if (!this.trees.has(id)) this.trees.set(id, this.explain(policy.concepts.get(id).when));
      return this.trees.get(id);
    };
  }

  explain(node) {
    return explain(node, this.view, this.concept);
  }

  /** The provision as this city's ordinance words it, where its profile knows more. */
  provision(id) {
    return this.view.city.provisions[id] ?? this.policy.provisions[id];
  }
}

/** A rule on a case before it is put into words. `span` holds the days whose law governs, `day` the one that is cited. */
export class Judgement {
  constructor(rule, context, span) {
    const { policy } = context;
    this.rule = rule;
    this.context = context;
    this.span = span;
    this.provisions = rule.provisions.map((id) => context.provision(id));
    this.day = citedDay(this.provisions, span);
    this.exemption = rule.unless ? context.provision(rule.unless.provision) : null;
    this.exemptionInForce = this.exemption ? inForce(policy, [this.exemption], span) : FALSE;
    this.exempt = this.exemptionInForce === FALSE ? null : context.explain(rule.unless.condition);
    this.force = forceOf(rule, this.provisions, this.day, context);
    this.inForce = inForce(policy, this.provisions, span);
    this.when = context.explain(rule.when);
    const exempt = this.exempt ? allOf([this.exemptionInForce, this.exempt.truth]) : FALSE;
    this.applies = allOf([this.inForce, this.when.truth, negate(exempt)]);
    [this.verdict, this.reason] = this.outcome();
    this.missing = this.whatIsMissing();
  }

  /** The tree of what the rule requires; looked at only where it matters. */
  get require() {
    this.required ??= this.context.explain(this.rule.require);
    return this.required;
  }

  outcome() {
    if (this.applies === FALSE) {
      if (this.inForce === FALSE) return ["not_applicable", "not_in_force"];
      return ["not_applicable", this.when.truth === FALSE ? "condition_false" : "exempt"];
    }
    if (this.applies === UNKNOWN) return ["open", "applicability_unknown"];
    if (this.require.truth === UNKNOWN) return ["open", "undecided"];
    if (this.require.truth === FALSE) return ["fail", "not_satisfied"];
    return this.rule.council_judges ? ["review", "council_judges"] : ["pass", "satisfied"];
  }

  /** What would decide an open judgement: first whether the rule applies, then whether it is met. */
  whatIsMissing() {
    if (this.verdict !== "open") return [];
    if (this.applies === TRUE) return missing(this.require);
    const start = this.waitsForStart ? [STARTS_ON] : [];
    return unique([...start, ...this.applicability.flatMap(missing)]);
  }

  /** Does it depend on the start of operation what is in force? */
  get waitsForStart() {
    const exempt = this.exempt !== null && this.exempt.truth !== FALSE;
    return this.inForce === UNKNOWN || (exempt && this.exemptionInForce === UNKNOWN);
  }

  /** The trees on which it depends whether the rule applies. */
  get applicability() {
    return this.exempt ? [this.when, this.exempt] : [this.when];
  }

  /** The paths of the facts that decided, applicability first. */
  get deciding() {
    const applies = this.verdict === "not_applicable" ? [] : decidingPaths(this.when);
    return unique([...applies, ...this.decisive]);
  }

  get decisive() {
    if (this.reason === "not_in_force") return [];
    if (this.reason === "exempt" && this.exempt) return decidingPaths(this.exempt);
    return decidingPaths(this.verdict === "not_applicable" ? this.when : this.require);
  }

  /** Open only as to whether the rule applies, while what it requires is already met. */
  get harmless() {
    return this.applies === UNKNOWN && this.require.truth === TRUE;
  }

  /** Open, and worth a question. */
  get isOpen() {
    return this.verdict === "open" && !this.harmless;
  }
}

function decidingPaths(tree) {
  return unique(deciding(tree).flatMap((leaf) => leaf.paths));
}

/** The rule's force as far as its provisions carry it, on that day and for such a case. */
function forceOf(rule, provisions, day, context) {
  const { policy } = context;
  const caps = provisions
    .filter((provision) => periodOn(provision, day))
    .map((provision) => {
      const beyond = provision.scope && context.concept(provision.scope).truth !== TRUE;
      return beyond ? "practice" : cap(policy, provision, day);
    });
  return caps.length ? weaker(policy, [rule.force, stronger(policy, caps)]) : rule.force;
}
