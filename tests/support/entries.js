// Reads entries as the page does: node entries.js SCRIPT < TABLES-AND-ROWS. SCRIPT leaves `modules` behind.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const modules = vm.runInThisContext(`(() => {\n${fs.readFileSync(process.argv[2], "utf8")}\nreturn modules;\n})()`);
const { tables, rows } = JSON.parse(fs.readFileSync(0, "utf8"));
const entries = new modules.entries.Entries(tables);

console.log(
  JSON.stringify(
    rows.map(({ fact, written }) => {
      try {
        return { value: entries.read(fact, written) ?? null };
      } catch (problem) {
        if (!(problem instanceof modules.entries.Refused)) throw problem;
        return { refused: true };
      }
    }),
  ),
);
