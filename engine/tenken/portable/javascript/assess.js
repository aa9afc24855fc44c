/** One case, judged: what the report of `tenken check -o json` says of it, in one language. */

import { finding } from "./findings.js";
import { judge } from "./judge.js";
import { CONSULTATION_REQUIRED, followUps, opinion, readiness, riders } from "./opinion.js";
import { questions } from "./questions.js";
import { UNKNOWN } from "./truth.js";
import { Words } from "./wording.js";

const TRUTHS = ["false", "true", "unknown"];

/** The assessment of a case as written. `policy` is what `readPolicy` gives; `raw` has to fit the schema of cases. */
export function assess(policy, raw, lang) {
  const words = new Words(policy, lang);
  const { contexts, judgements } = judge(policy, raw);
  const findings = judgements.map((judged) => finding(judged, words));
  const hasConcept = policy.concepts.has(CONSULTATION_REQUIRED);
  const required = hasConcept ? contexts.consultation.concept(CONSULTATION_REQUIRED).truth : UNKNOWN;
  const [expected, because] = opinion(policy, raw, findings, required);
  const counts = { pass: 0, fail: 0, open: 0, review: 0, not_applicable: 0 };
  for (const one of findings) counts[one.verdict] += 1;
  return {
    opinion: expected,
    opinion_because: because,
    readiness: readiness(findings),
    counts,
    concepts: Object.fromEntries(
      [...policy.concepts.keys()].map((id) => [id, TRUTHS[contexts.operation.concept(id).truth]]),
    ),
    findings,
    riders: riders(policy, findings, words),
    questions: questions(judgements, contexts.operation, words),
    follow_ups: followUps(policy, raw, words),
  };
}
