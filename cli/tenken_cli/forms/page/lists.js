/** Fields of facts that are lists: choices to be ticked, texts by the line, rows of several fields. */

import { isMapping } from "tenken/values.js";
import { button, h, newId } from "./dom.js";

/** Is it the answer that nothing has been decided? */
export function isUndecided(raw) {
  return isMapping(raw) && raw.undecided === true;
}

/** A list being filled in: its elements, and what is said of the list as a whole. */
class Filled {
  constructor(raw) {
    this.undecided = isUndecided(raw);
    this.items = this.undecided || raw === undefined ? [] : [...(Array.isArray(raw) ? raw : raw.items)];
    this.more = isMapping(raw) && raw.complete === false;
    this.none = !this.undecided && raw !== undefined && !this.items.length && !this.more;
  }

  /** As a case writes it. A list of which nothing is said is not stated. */
  get value() {
    if (this.undecided) return { undecided: true };
    if (this.more) return { items: this.items, complete: false };
    return this.items.length || this.none ? this.items : undefined;
  }
}

/** Below a list: there is none; there may be more; it has not been decided. Each excludes what contradicts it. */
function whole(page, filled, changed) {
  const boxes = {};
  const box = (key, taken) => {
    boxes[key] = h("input", { type: "checkbox", checked: filled[key] });
    boxes[key].addEventListener("change", () => {
      filled[key] = boxes[key].checked;
      if (filled[key]) taken();
      changed(filled[key] && key !== "more");
    });
    return h("label", { class: "option" }, boxes[key], h("span", {}, page.ui(`list_${key}`)));
  };
  const none = box("none", () => Object.assign(filled, { items: [], more: false, undecided: false }));
  const more = box("more", () => Object.assign(filled, { none: false, undecided: false }));
  const undecided = box("undecided", () => Object.assign(filled, { items: [], more: false, none: false }));
  const element = h("div", { class: "whole", role: "group", "aria-label": page.ui("list_whole") }, none, more, undecided);
  const refresh = () => {
    for (const [key, input] of Object.entries(boxes)) input.checked = filled[key];
  };
  return { element, refresh };
}

/** Choices of which any number may be ticked. */
export function listField(page, fact, raw, say) {
  const filled = new Filled(raw);
  const boxes = new Map();
  const list = h("div", { class: "ticks" });
  const refresh = () => {
    for (const [id, box] of boxes) box.checked = filled.items.includes(id);
    below.refresh();
    say(filled.value);
  };
  for (const [id, label] of Object.entries(fact.item.choices)) {
    const box = h("input", { type: "checkbox", checked: filled.items.includes(id) });
    box.addEventListener("change", () => {
      filled.items = [...boxes].filter(([, one]) => one.checked).map(([other]) => other);
      Object.assign(filled, { none: false, undecided: false });
      refresh();
    });
    boxes.set(id, box);
    list.append(h("label", { class: "option" }, box, h("span", {}, page.words.text(label))));
  }
  const below = whole(page, filled, refresh);
  return h("div", {}, list, below.element);
}

/** Texts, one a line. */
export function textsField(page, fact, raw, say, names) {
  const filled = new Filled(raw);
  const area = h("textarea", {
    rows: 3,
    "aria-labelledby": names.labelledby,
    "aria-describedby": names.describedby,
    value: filled.items.join("\n"),
  });
  const refresh = (emptied) => {
    if (emptied) area.value = "";
    below.refresh();
    say(filled.value);
  };
  area.addEventListener("input", () => {
    filled.items = area.value.split("\n").filter((line) => /\S/u.test(line));
    if (filled.items.length) Object.assign(filled, { none: false, undecided: false });
    refresh(false);
  });
  const below = whole(page, filled, refresh);
  return h("div", {}, h("p", { class: "note" }, page.ui("one_a_line")), area, below.element);
}

/** Rows of several fields: added and removed one by one. `field` makes the field of each. */
export function rowsField(page, fact, raw, say, field) {
  const filled = new Filled(raw);
  const rows = h("div", { class: "rows" });
  const below = whole(page, filled, (emptied) => {
    if (emptied) show();
    changed();
  });
  const add = button(page.ui("add_row"), () => {
    filled.items.push({});
    Object.assign(filled, { none: false, undecided: false });
    show();
    changed();
    rows.lastElementChild.querySelector("input, select, textarea")?.focus();
  });
  const changed = () => {
    below.refresh();
    say(filled.value);
  };
  const remove = (place) => {
    filled.items.splice(place, 1);
    show();
    changed();
    add.focus();
  };
  const show = () => rows.replaceChildren(...filled.items.map((item, place) => row(page, fact, item, place, field, {
    set: (name, value) => {
      const next = { ...filled.items[place], [name]: value };
      if (value === undefined) delete next[name];
      filled.items[place] = next;
      changed();
    },
    remove: () => remove(place),
  })));
  show();
  return h("div", {}, rows, add, below.element);
}

function row(page, fact, item, place, field, { set, remove }) {
  const title = page.ui("row", { n: place + 1 });
  const fields = Object.entries(fact.item.fields).map(([name, inner]) => {
    const id = newId("field");
    const made = field(page, inner, item[name], (value) => set(name, value), { labelledby: id }, true);
    const many = inner.kind === "list";
    const attributes = many ? { class: "cell", role: "group", "aria-labelledby": id } : { class: "cell" };
    return h("div", attributes, h("span", { class: "name", id }, page.words.text(inner.label)), made);
  });
  const away = button(page.ui("remove_row"), remove, { class: "quiet", "aria-label": page.ui("remove_row_n", { n: place + 1 }) });
  return h("fieldset", { class: "row" }, h("legend", {}, title), h("div", { class: "cells" }, ...fields), away);
}
