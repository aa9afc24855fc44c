/** The page: what stands where, and what happens on each change. */

import { readPolicy } from "tenken/policy.js";
import { Words } from "tenken/wording.js";
import { basics } from "./basics.js";
import { button, h } from "./dom.js";
import { Entries } from "./entries.js";
import { Draft, load, save } from "./files.js";
import { paper } from "./paper.js";
import { percent, restsOnLittle, results } from "./results.js";
import { Store } from "./store.js";
import { allView, questionsView } from "./views.js";

/** How long changes have to pause before the state is read out. */
const QUIET = 900;

/** What the modules of the page share: data, words, the case, and ways to speak to the clerk. */
function makePage(data) {
  const policy = readPolicy(data.policy);
  const words = new Words(policy, data.lang);
  const entries = new Entries(data.entries);
  const ui = (key, values = {}) => data.ui[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return {
    data,
    policy,
    words,
    ui,
    names: data.names,
    tones: data.tones,
    halfStated: data.half_stated,
    later: new Set(),
    entries,
    store: new Store(policy, data.lang, Object.keys(policy.municipalities)),
    headLabel: (key) => (key in policy.head ? words.text(policy.head[key].label) : ui(`head_${key}`)),
    shown: (fact, raw) => shown(data, fact, raw),
    dated: (iso) => (data.lang === "ja" ? entries.byEra(iso) : iso),
    citations: (cited) =>
      cited.map((one) => one.text + (one.verified ? "" : ui("unverified"))).join(ui("next_citation")),
  };
}

/** A single value as it would be typed. */
function shown(data, fact, raw) {
  if (raw === undefined) return "";
  if (typeof raw !== "object")
    return fact.kind === "text" && data.entries.undecided.includes(raw) ? `'${raw}` : String(raw);
  if (raw.undecided) return data.ui.undecided;
  if ("about" in raw) return data.ui.typed_about.replace("{n}", raw.about);
  const bounds = ["at_least", "at_most"].filter((key) => key in raw);
  const template = data.ui[bounds.length === 2 ? "typed_between" : `typed_${bounds[0]}`];
  return template.replace("{low}", raw.at_least).replace("{high}", raw.at_most);
}

function start() {
  const page = makePage(JSON.parse(document.getElementById("data").textContent));
  const { store, ui } = page;
  const place = (id) => document.getElementById(id);
  const draft = new Draft(page);
  const panel = results(page);
  let view = null;
  let timer;

  const show = (kind) => {
    view = (kind === "all" ? allView : questionsView)(page);
    place("answers").replaceChildren(view.element);
    for (const name of ["questions", "all"]) place(`show-${name}`).setAttribute("aria-pressed", String(name === kind));
  };
  page.reveal = (path) => {
    show("all");
    view.reveal(path);
  };
  page.tell = (message, bad = false) => {
    const box = place("message");
    box.replaceChildren(...message.split("\n").map((line) => h("p", {}, line)));
    box.classList.toggle("bad", bad);
    box.hidden = false;
  };
  const summary = () => {
    const one = store.assessment;
    const start = one?.questions.find((question) => question.path === "starts_on");
    place("basics-state").textContent = !store.isReady
      ? ui("basics_needed")
      : start
        ? ui("start_decides", { n: start.decides.length })
        : "";
    const items = one
      ? [
          [
            ui("opinion"),
            page.names.opinion[one.opinion] + (restsOnLittle(page, one) ? ui("little_short") : ""),
            page.tones.opinion[one.opinion],
          ],
          [page.names.verdict.fail, String(one.counts.fail), one.counts.fail ? "bad" : ""],
          [ui("riders_short"), String(one.riders.filter((rider) => rider.strength === "recommended").length), ""],
          [ui("questions_short"), String(one.questions.length), ""],
          [ui("ready_short"), percent(one.readiness), ""],
        ]
      : [[ui("opinion"), ui("not_yet"), "muted"]];
    place("summary").replaceChildren(
      ...items.map(([name, value, tone]) => h("div", {}, h("dt", {}, name), h("dd", { class: tone }, value))),
    );
    clearTimeout(timer);
    timer = setTimeout(() => {
      place("spoken").textContent = items.map(([name, value]) => `${name} ${value}`).join(ui("comma"));
    }, QUIET);
  };

  store.onChange((whole) => {
    place("message").hidden = true;
    if (whole) {
      page.later.clear();
      place("basics").replaceChildren(basics(page));
      show("questions");
    }
    view.refresh();
    panel.refresh();
    summary();
    draft.keep();
  });
  place("results").append(panel.element);
  place("basics").replaceChildren(basics(page));
  show("questions");
  summary();
  commands(page, draft, show);
  offer(page, draft);
}

/** The buttons above, printing, and the warning before unsaved answers are lost. */
function commands(page, draft, show) {
  const { store, ui } = page;
  const place = (id) => document.getElementById(id);
  for (const kind of ["questions", "all"]) place(`show-${kind}`).addEventListener("click", () => show(kind));
  place("save").addEventListener("click", () => {
    if (save(page)) draft.drop();
  });
  const file = place("file");
  place("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files[0] && (!store.unsaved || window.confirm(ui("replace")))) await load(page, file.files[0]);
    file.value = "";
  });
  place("new").addEventListener("click", () => {
    if (store.isBlank || window.confirm(ui("start_anew"))) store.clear();
  });
  const fill = () => place("paper").replaceChildren(...paper(page));
  place("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", fill);
  window.addEventListener("beforeunload", (event) => {
    draft.write();
    if (store.unsaved) event.preventDefault();
  });
}

/** Offer to go on with what was filled in before the page was left. */
function offer(page, draft) {
  const raw = draft.kept();
  if (!raw) return;
  const box = document.getElementById("draft");
  const close = () => {
    box.hidden = true;
    box.replaceChildren();
  };
  box.replaceChildren(
    h("p", {}, page.ui("draft_found", { title: raw.title || page.ui("untitled") })),
    button(
      page.ui("draft_take"),
      () => {
        page.store.load(raw, true);
        close();
      },
      { class: "main" },
    ),
    button(page.ui("draft_drop"), () => {
      draft.drop();
      close();
    }),
  );
  box.hidden = false;
}

/** Whatever goes wrong inside is told, with what to do; the answers are still there to be saved. */
window.addEventListener("error", () => {
  const box = document.getElementById("message");
  box.textContent = JSON.parse(document.getElementById("data").textContent).ui.internal;
  box.hidden = false;
});

start();
