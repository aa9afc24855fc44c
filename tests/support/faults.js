// Says of each case whether the page would take it: node faults.js SCRIPT < DATA-AND-CASES. SCRIPT leaves `modules` behind.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const modules = vm.runInThisContext(`(() => {\n${fs.readFileSync(process.argv[2], "utf8")}\nreturn modules;\n})()`);
const { data, cases } = JSON.parse(fs.readFileSync(0, "utf8"));
const policy = modules.policy.readPolicy(data.policy);
const page = {
  data,
  policy,
  words: new modules.wording.Words(policy, data.lang),
  ui: (key, values) => `${key} ${JSON.stringify(values ?? {})}`,
  isHead: () => false,
  store: { cities: Object.keys(policy.municipalities) },
};

console.log(JSON.stringify(cases.map((one) => modules.faults.faults(page, one))));
