// Reads entries as the page does, shows what it read, and reads that again; and words dates by era:
// node entries.js SCRIPT < TABLES-ROWS-AND-DATES. SCRIPT leaves `modules` behind.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const modules = vm.runInThisContext(`(() => {\n${fs.readFileSync(process.argv[2], "utf8")}\nreturn modules;\n})()`);
const { tables, rows, dates } = JSON.parse(fs.readFileSync(0, "utf8"));
const entries = new modules.entries.Entries(tables);

function read({ fact, written }) {
  try {
    const value = entries.read(fact, written) ?? null;
    return { value, again: value === null ? null : entries.read(fact, entries.shown(fact, value)) };
  } catch (problem) {
    if (!(problem instanceof modules.entries.Refused)) throw problem;
    return { refused: true };
  }
}

console.log(JSON.stringify({ rows: rows.map(read), dates: dates.map((date) => entries.byEra(date)) }));
