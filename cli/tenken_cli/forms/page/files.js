/** The case as a file, and as a draft that the browser keeps. */

import { faults } from "./faults.js";
import { defaultId } from "./basics.js";
import { h } from "./dom.js";

/** The case as `tenken check` reads it; halves of characters, which no file can hold, are marked as lost. */
export function asFile(raw) {
  const { id, title, ...rest } = raw;
  const whole = (_, value) => (typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value);
  return `${JSON.stringify({ id: id ?? defaultId(raw), title, ...rest }, whole, 2)}\n`;
}

/** Hand the case to the browser as a file to keep, unless the head is not complete or something cannot be read. */
export function save(page) {
  const { store } = page;
  if (!store.isReady || !store.raw.title) {
    page.tell(page.ui("cannot_save"), true);
    document.getElementById(store.raw.title ? "head-consulted_on" : "head-title")?.focus();
    return;
  }
  if (page.unread.size) {
    const names = [...page.unread.values()].map((one) => `「${one.label}」 ${one.written.slice(0, 30)}`);
    page.tell([page.ui("unread", { n: names.length }), ...names].join("\n"), true);
    return;
  }
  const address = URL.createObjectURL(new Blob([asFile(store.raw)], { type: "application/json" }));
  h("a", { href: address, download: `${store.raw.id ?? defaultId(store.raw)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  store.saved();
  page.tell(page.ui("saved"));
}

/** Read a file of the clerk's choice; what is wrong with it is told, and the case stays as it was. */
export async function load(page, file) {
  if (/\.xls[xm]?$/i.test(file.name)) {
    page.tell(page.ui("is_excel", { file: file.name }), true);
    return;
  }
  let raw, found;
  try {
    raw = JSON.parse(decoded(await file.arrayBuffer()));
    found = faults(page, raw);
  } catch {
    page.tell(page.ui("not_json", { file: file.name }), true);
    return;
  }
  if (found.length) {
    page.tell([page.ui("cannot_load", { file: file.name }), ...found.slice(0, 8)].join("\n"), true);
    return;
  }
  page.store.load(raw);
  page.tell(page.ui("loaded", { file: file.name }));
}

/** UTF-8, or else the code of older Japanese programs. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis", { fatal: true }).decode(bytes);
  }
}

/** The last case on this page, kept by the browser until another takes its place; where it keeps nothing, that is told once. */
export class Draft {
  constructor(page) {
    this.page = page;
    const { policy, lang } = page.data;
    this.key = ["tenken-draft", policy.policies.slice(7, 23), lang, ...page.store.cities].join("-");
    this.waits = false; // while the draft of before is on offer, it is not written over
  }

  keep() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), 300);
  }

  write() {
    const { store, ui } = this.page;
    if (this.waits) return;
    try {
      if (store.isBlank) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(store.raw));
    } catch {
      if (!this.told) this.page.tell(ui("no_draft"), true);
      this.told = true;
    }
  }

  /** The draft that was kept, if the page can take it. */
  kept() {
    try {
      const raw = JSON.parse(localStorage.getItem(this.key) ?? "null");
      return raw && !faults(this.page, raw).length ? raw : null;
    } catch {
      return null;
    }
  }

  drop() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }
}
