// Runs a conformance file against the page's evaluator: node conformance.js SCRIPT < FILE
// SCRIPT leaves `modules` behind (see tenken.portable.script). Prints one JSON object: how many cases, and what differs.
"use strict";
const fs = require("node:fs");
const readline = require("node:readline");
const vm = require("node:vm");

const [script] = process.argv.slice(2);
const modules = vm.runInThisContext(`(() => {\n${fs.readFileSync(script, "utf8")}\nreturn modules;\n})()`);

/** The first path at which two values differ, with both values; null where they are the same. */
function difference(ours, theirs, path = "") {
  if (Object.is(ours, theirs)) return null;
  const nested = [ours, theirs].every((one) => typeof one === "object" && one !== null);
  if (!nested || Array.isArray(ours) !== Array.isArray(theirs)) return { path, ours, theirs };
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const found = difference(ours[key], theirs[key], `${path}/${key}`);
    if (found) return found;
  }
  return null;
}

async function main() {
  const result = { cases: 0, findings: 0, differing: 0, first: [] };
  let policy = null;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const one = JSON.parse(line);
    if (one.policy) {
      policy = modules.policy.readPolicy(one.policy);
      continue;
    }
    const said = modules.assess.assess(policy, one.case, one.lang);
    const found = difference(said, one.expected);
    result.cases += 1;
    result.findings += said.findings.length;
    if (!found) continue;
    result.differing += 1;
    if (result.first.length < 10) result.first.push({ name: one.name, ...found });
  }
  console.log(JSON.stringify(result));
}

main();
