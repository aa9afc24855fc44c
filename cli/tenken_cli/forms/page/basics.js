/** The item's basics: what the law of the date depends on, and what the item is called. */

import { parseDate } from "tenken/values.js";
import { h, newId } from "./dom.js";
import { Refused, isBlank, plain } from "./entries.js";
import { teller } from "./fields.js";

const DATE = { kind: "date" };

/** The form of the head, made from the case as it stands. */
export function basics(page) {
  const { store, ui } = page;
  return h(
    "div",
    { class: "basics" },
    text(page, "title", { required: true }),
    text(page, "department"),
    cities(page),
    day(page, "consulted_on", true),
    day(page, "starts_on", false),
    stages(page),
    text(page, "id"),
    h("p", { class: "note wide", id: "basics-state", role: "status" }, store.isReady ? "" : ui("basics_needed")),
  );
}

/** What a case is called in files until the clerk says otherwise. */
export function defaultId(raw) {
  const title = (raw.title ?? "").normalize("NFKC").replace(/[\x00-\x20\x7f/\\:*?"<>|]/g, "");
  return `${raw.consulted_on ?? "case"}-${[...title].slice(0, 30).join("")}`;
}

function labelled(page, key, input, required) {
  input.id = `head-${key}`;
  const note = h("p", { class: "note", id: newId("note") });
  const about = h("p", { class: "help", id: newId("help") }, page.ui(`help_${key}`));
  input.setAttribute("aria-describedby", `${about.id} ${note.id}`);
  if (required) input.required = true;
  const label = h(
    "label",
    { for: input.id },
    page.headLabel(key),
    required && h("span", { class: "needed" }, page.ui("needed")),
  );
  const tell = teller(page, input, note);
  return { element: h("div", { class: `basic basic-${key}` }, label, about, input, note), tell };
}

function text(page, key, { required = false } = {}) {
  const { store, ui } = page;
  const input = h("input", { type: "text", autocomplete: "off", value: store.raw[key] ?? "" });
  const { element, tell } = labelled(page, key, input, required);
  const pattern = page.data.schema.properties[key].pattern;
  input.addEventListener("input", () => {
    const value = isBlank(input.value) ? undefined : input.value.trim();
    const wrong = value !== undefined && pattern !== undefined && !new RegExp(pattern, "u").test(value);
    tell(wrong ? ui(`wrong_${key}`) : "", wrong);
    noted(page, key, wrong, input.value);
    store.head(key, wrong ? undefined : value);
  });
  return element;
}

/** Keep in mind, or forget, that an entry of the head cannot be read: the case is then not saved. */
function noted(page, key, wrong, written) {
  if (wrong) page.unread.set(`head ${key}`, { label: page.headLabel(key), written });
  else page.unread.delete(`head ${key}`);
}

function cities(page) {
  const { store, policy, words } = page;
  const select = h(
    "select",
    {},
    ...(store.cities.length > 1 ? [h("option", { value: "" }, page.ui("choose"))] : []),
    ...store.cities.map((id) => h("option", { value: id }, words.text(policy.municipalities[id].name))),
  );
  select.value = store.raw.municipality ?? "";
  select.addEventListener("change", () => store.head("municipality", select.value || undefined));
  return labelled(page, "municipality", select, true).element;
}

/** A date; that of the consultation is needed to the day. */
function day(page, key, required) {
  const { store, ui } = page;
  const input = h("input", { type: "text", autocomplete: "off", value: store.raw[key] ?? "" });
  const { element, tell } = labelled(page, key, input, required);
  const take = (leaving) => {
    try {
      const value = page.entries.read(DATE, input.value);
      if (typeof value === "object") throw new Refused("no_undecided");
      if (required && value && parseDate(value).low !== parseDate(value).high) throw new Refused("whole_day");
      const known = !value || [value, page.dated(value)].map(plain).includes(plain(input.value));
      tell(known ? "" : ui("understood", { value: page.dated(value) }), false);
      noted(page, key, false);
      store.head(key, value);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      noted(page, key, true, input.value);
      store.head(key, undefined);
      const expected = required && problem.expected === "date" ? "whole_day" : problem.expected;
      tell(leaving ? ui(`expected_${expected}`) : "", leaving);
    }
  };
  input.addEventListener("input", () => take(false));
  input.addEventListener("change", () => take(true));
  return element;
}

function stages(page) {
  const { store, words, ui, policy } = page;
  const name = newId("stage");
  const group = h(
    "fieldset",
    { class: "basic stages", role: "radiogroup", "aria-required": "true" },
    h("legend", {}, page.headLabel("stage"), h("span", { class: "needed" }, ui("needed"))),
  );
  for (const [id, label] of Object.entries(policy.head.stage.choices)) {
    const radio = h("input", { type: "radio", name, value: id, checked: store.raw.stage === id });
    radio.addEventListener("change", () => store.head("stage", id));
    group.append(h("label", { class: "option" }, radio, h("span", {}, words.text(label))));
  }
  group.append(h("p", { class: "help" }, ui("help_stage")));
  return group;
}
