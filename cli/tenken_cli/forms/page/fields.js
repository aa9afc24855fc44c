/**
 * One field for each kind of fact. A field is made from the value that is stated and says each new value to `say`;
 * undefined takes the answer back. `names` are the ids of what labels and describes it. In rows of lists they are `small`.
 */

import { saysUndecided } from "tenken/values.js";
import { Refused } from "./entries.js";
import { button, h, newId } from "./dom.js";
import { listField, rowsField, textsField } from "./lists.js";

/** More choices than these are offered in a drop-down. */
const RADIOS = 8;

const UNDECIDED = "undecided";

/** The field of a fact. */
export function field(page, fact, raw, say, names, small = false) {
  switch (fact.kind) {
    case "boolean":
    case "choice":
      return chosen(page, fact, raw, say, names, small);
    case "list":
      if (fact.item.kind === "object") return rowsField(page, fact, raw, say, field);
      return fact.item.kind === "choice" ? listField(page, fact, raw, say) : textsField(page, fact, raw, say, names);
    case "text":
      return typed(page, fact, raw, say, names, small ? "input" : "textarea");
    default:
      return typed(page, fact, raw, say, names, "input");
  }
}

/** The choices of a fact, as [key, label, value]; that it is undecided is one of them. */
function options(page, fact) {
  const { words, ui } = page;
  const own =
    fact.kind === "boolean"
      ? [
          ["true", ui("yes"), true],
          ["false", ui("no"), false],
        ]
      : Object.entries(fact.choices).map(([id, label]) => [id, words.text(label), id]);
  return [...own, [UNDECIDED, ui("undecided"), { undecided: true }]];
}

function keyOf(raw) {
  if (raw === undefined) return "";
  return saysUndecided(raw) ? UNDECIDED : String(raw);
}

function chosen(page, fact, raw, say, names, small) {
  const offered = options(page, fact);
  return small || offered.length > RADIOS
    ? dropDown(page, offered, raw, say, names)
    : radios(page, fact, offered, raw, say);
}

function dropDown(page, offered, raw, say, names) {
  const made = offered.map(([key, label]) => h("option", { value: key }, label));
  const select = h("select", aria(names), h("option", { value: "" }, page.ui("not_answered")), ...made);
  select.value = keyOf(raw);
  select.addEventListener("change", () => say(offered.find(([key]) => key === select.value)?.[2]));
  return select;
}

function radios(page, fact, offered, raw, say) {
  const name = newId("choice");
  const group = h("div", { class: "radios" });
  for (const [key, label, value] of offered) {
    const radio = h("input", { type: "radio", name, value: key, checked: key === keyOf(raw) });
    radio.addEventListener("change", () => say(value));
    group.append(h("label", { class: "option" }, radio, h("span", {}, label)));
  }
  if (fact.kind === "boolean") group.addEventListener("keydown", (event) => byKey(page, event, group));
  return group;
}

/** ○ and ×, or o and x, answer yes and no without the mouse. */
function byKey(page, event, group) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
  const meant = ["yes", "no"].findIndex((word) =>
    [...page.entries.tables[word], word === "yes" ? "o" : "x"].includes(event.key.normalize("NFKC").toLowerCase()),
  );
  if (meant < 0) return;
  const radio = group.querySelectorAll("input")[meant];
  radio.focus();
  radio.click();
  event.preventDefault();
}

function aria(names) {
  return { "aria-labelledby": names.labelledby, "aria-describedby": names.describedby };
}

/**
 * A text, number or date that is typed. What cannot be read takes the answer back, is told on leaving the field, and stays in
 * `page.unread`: the case is not saved as long as there is any.
 */
function typed(page, fact, raw, say, names, tag) {
  const key = page.policy.fact(fact.path) && !names.inRow ? fact.path : newId("cell");
  const before = page.unread.get(key);
  const note = h("p", { class: "note", id: newId("note") });
  const unit = fact.unit && h("span", { class: "unit", id: newId("unit") }, page.words.text(fact.unit));
  const described = [names.describedby, unit?.id, note.id].filter((id) => id).join(" ");
  const input = h(tag, {
    ...aria({ ...names, describedby: described }),
    autocomplete: "off",
    rows: tag === "textarea" ? 2 : undefined,
    value: before?.written ?? page.entries.shown(fact, raw),
  });
  const tell = teller(page, input, note);
  const take = (leaving) => {
    try {
      const value = page.entries.read(fact, input.value);
      page.unread.delete(key);
      tell(understood(page, fact, value, input.value), false);
      say(value);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      page.unread.set(key, { label: page.words.text(fact.label), written: input.value });
      say(undefined);
      tell(leaving ? page.ui(`expected_${problem.expected}`) : "", leaving);
    }
  };
  input.addEventListener("input", () => take(false));
  input.addEventListener("change", () => take(true));
  const undecided = button(
    page.ui("undecided"),
    () => {
      input.value = page.ui("undecided");
      take(true);
    },
    { class: "quiet", "aria-describedby": names.labelledby },
  );
  if (before) take(true);
  return h("div", { class: "typed" }, h("div", { class: "entry" }, input, unit, undecided), note);
}

/** Tells below a field how it was understood, or what is wrong with it; the latter is read out too. */
export function teller(page, input, note) {
  return (words, bad) => {
    note.textContent = words;
    note.classList.toggle("bad", bad);
    bad ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
    if (bad) page.speak(words);
  };
}

/** How an entry was understood, where that is not what was typed. */
function understood(page, fact, value, written) {
  if (value === undefined || fact.kind === "text") return "";
  const shown = page.words.show(fact, value);
  return written.trim() === shown || written.trim() === String(value) ? "" : page.ui("understood", { value: shown });
}
