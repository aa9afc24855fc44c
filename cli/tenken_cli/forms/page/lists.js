/** Fields of facts that are lists: choices to be ticked, texts by the line, rows of several fields. */

import { isMapping, saysUndecided } from "tenken/values.js";
import { button, h, newId } from "./dom.js";
import { isBlank } from "./entries.js";

/**
 * A list being filled in: its elements, and what is said of the list as a whole: that it is `all`, that there may be
 * `more`, that there is `none`, that it is `undecided`, or nothing. A list that nobody called whole may hold more.
 */
class Filled {
  constructor(raw) {
    this.items = raw === undefined || saysUndecided(raw) ? [] : [...(Array.isArray(raw) ? raw : raw.items)];
    this.whole = Filled.said(raw, this.items);
  }

  static said(raw, items) {
    if (raw === undefined) return "";
    if (saysUndecided(raw)) return "undecided";
    if (isMapping(raw) && raw.complete === false) return "more";
    return items.length ? "all" : "none";
  }

  /** As a case writes it; undefined where nothing is said. */
  get value() {
    if (this.whole === "undecided") return { undecided: true };
    if (this.whole === "more") return { items: this.items, complete: false };
    return this.whole ? this.items : undefined;
  }

  /** Would saying this throw away what somebody wrote? Ticks are made again at once, rows and texts are not. */
  empties(whole) {
    return (
      ["none", "undecided"].includes(whole) && this.items.some((item) => isMapping(item) && Object.keys(item).length)
    );
  }

  /** Take up what is said of the whole; returns whether the elements went with it. */
  say(whole) {
    this.whole = whole === "all" && !this.items.length ? "none" : whole;
    const emptied = ["none", "undecided"].includes(this.whole) && this.items.length > 0;
    if (emptied) this.items = [];
    return emptied;
  }

  /** Take up other elements. */
  fill(items) {
    this.items = items;
    if (!items.length) this.whole = "";
    else if (!["all", "more"].includes(this.whole)) this.whole = "more";
  }
}

/** Below a list: is this all? `changed` is told whether the elements went. */
function whole(page, filled, changed) {
  const name = newId("whole");
  const radios = ["all", "more", "none", "undecided"].map((key) => {
    const radio = h("input", { type: "radio", name, value: key });
    radio.addEventListener("change", () => {
      if (filled.empties(key) && !window.confirm(page.ui("drop_items"))) refresh();
      else changed(filled.say(key));
    });
    return radio;
  });
  const options = radios.map((radio) =>
    h("label", { class: "option" }, radio, h("span", {}, page.ui(`list_${radio.value}`))),
  );
  const element = h("div", { class: "whole", role: "group", "aria-label": page.ui("list_whole") }, ...options);
  const refresh = () => {
    for (const radio of radios) radio.checked = radio.value === filled.whole;
  };
  refresh();
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
      filled.fill([...boxes].filter(([, one]) => one.checked).map(([other]) => other));
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
    filled.fill(area.value.split("\n").filter((line) => !isBlank(line)));
    refresh(false);
  });
  const below = whole(page, filled, refresh);
  return h("div", {}, h("p", { class: "note" }, page.ui("one_a_line")), area, below.element);
}

/** Rows of several fields: added and removed one by one. `field` makes the field of each. */
export function rowsField(page, fact, raw, say, field) {
  const filled = new Filled(raw);
  const rows = h("div", { class: "rows" });
  const changed = () => {
    below.refresh();
    say(filled.value);
  };
  const below = whole(page, filled, (emptied) => {
    if (emptied) show();
    changed();
  });
  const take = (items) => {
    filled.fill(items);
    show();
    changed();
  };
  const add = button(page.ui("add_row"), () => {
    take([...filled.items, {}]);
    rows.lastElementChild.querySelector("input, select, textarea")?.focus();
  });
  const remove = (place) => {
    take(filled.items.filter((_, other) => other !== place));
    add.focus();
  };
  const set = (place, name, value) => {
    const next = { ...filled.items[place], [name]: value };
    if (value === undefined) delete next[name];
    filled.items[place] = next;
    changed();
  };
  const show = () =>
    rows.replaceChildren(
      ...filled.items.map((item, place) =>
        row(page, fact, item, place, field, {
          set: (name, value) => set(place, name, value),
          remove: () => remove(place),
        }),
      ),
    );
  show();
  return h("div", {}, rows, add, below.element);
}

function row(page, fact, item, place, field, { set, remove }) {
  const title = page.ui("row", { n: place + 1 });
  const fields = Object.entries(fact.item.fields).map(([name, inner]) => {
    const id = newId("field");
    const made = field(page, inner, item[name], (value) => set(name, value), { labelledby: id, inRow: true }, true);
    const many = inner.kind === "list";
    const attributes = many ? { class: "cell", role: "group", "aria-labelledby": id } : { class: "cell" };
    return h("div", attributes, h("span", { class: "name", id }, page.words.text(inner.label)), made);
  });
  const away = button(page.ui("remove_row"), remove, {
    class: "quiet",
    "aria-label": page.ui("remove_row_n", { n: place + 1 }),
  });
  return h("fieldset", { class: "row" }, h("legend", {}, title), h("div", { class: "cells" }, ...fields), away);
}
