/** Judgements put into words: messages, citations and the facts that decided; as `tenken.findings` has it. */

import { periodOn, readOn } from "./law.js";
import { TRUE } from "./truth.js";
import { dayWritten } from "./values.js";
import { basePath, stated } from "./view.js";

/** One judgement in words. */
export function finding(judged, words) {
  const { rule, context } = judged;
  const cited = [...judged.provisions];
  if (judged.reason === "exempt" && judged.exemption) cited.push(judged.exemption);
  return {
    rule: rule.id,
    family: rule.family,
    verdict: judged.verdict,
    force: judged.force,
    at: rule.at,
    title: words.text(rule.title),
    message: message(judged, words),
    citations: citations(cited, judged.day, words),
    facts: judged.deciding
      .filter((path) => context.view.raw(path) !== undefined)
      .map((path) => factOut(path, context.view)),
    missing: judged.missing,
    reason: judged.reason,
    applies: judged.applies === TRUE,
    harmless: judged.harmless,
    riders: rule.rider ? [rule.rider] : [],
  };
}

function message(judged, words) {
  const { rule, context } = judged;
  switch (judged.reason) {
    case "not_satisfied":
      return words.fill(rule.fail, context.view);
    case "council_judges":
      return words.phrase("council_judges", { because: words.text(rule.because) });
    case "not_in_force":
      return notInForce(judged, words);
    case "applicability_unknown":
      return words.phrase("applicability_unknown", { needed: words.labels(judged.missing) });
    case "undecided":
      return words.phrase("undecided_rule", { needed: words.labels(judged.missing) });
    default:
      return words.phrase(judged.reason, { decided: words.labels(judged.deciding) });
  }
}

/** When the provisions were, or will be, in force, and why not on the case's day. */
function notInForce(judged, words) {
  const { policy } = words;
  const named = judged.provisions.map((provision) =>
    words.phrase("provision_stretch", {
      law: words.text(provision.law),
      title: words.text(provision.title),
      stretch: stretch(provision.periods[0].first, provision.periods.at(-1).last, words),
    }),
  );
  const notes = judged.provisions.filter((one) => one.note).map((one) => words.text(one.note));
  const { span } = judged;
  const day =
    span.high === policy.lastDay
      ? words.phrase("from_day_on", { day: dayWritten(span.low) })
      : words.phrase("on_day", { day: span.written });
  const told = words.phrase("not_in_force", { day, provisions: named.join(words.phrase("next_provision")) });
  return [told, ...notes].join(words.phrase("next_sentence"));
}

function stretch(first, last, words) {
  const { policy } = words;
  const since = first === policy.firstDay ? "" : words.phrase("since", { first: dayWritten(first) });
  const until = last === policy.lastDay ? "" : words.phrase("until", { last: dayWritten(last) });
  return (since + until).trim() || words.phrase("any_time");
}

function citations(provisions, day, words) {
  return provisions
    .map((provision) => [provision, periodOn(provision, day)])
    .filter(([, period]) => period)
    .map(([provision, period]) => ({
      text: words.text(period.cited),
      provision: provision.id,
      evidence: period.evidence,
      verified: readOn(provision, day),
    }));
}

/** What a view shows at a path, with its source; where a promise contradicts a stated fact, both are shown. */
function factOut(path, view) {
  const base = basePath(path);
  const used = view.promised.get(base);
  const promise = view.case.commitments.find((one) => one.path === base);
  return {
    path,
    value: view.raw(path),
    source: used ? (used.source?.at ?? null) : sourcesOf(view.case.raw, base),
    committed: used !== undefined,
    stated: used ? (stated(view.case, base) ?? null) : null,
    promised: !used && promise ? promise.value : null,
  };
}

function sourcesOf(raw, path) {
  const given = raw.sources?.[path] ?? [];
  const places = (Array.isArray(given) ? given : [given]).map((source) => source.at);
  return [...new Set(places)].join(", ") || null;
}
