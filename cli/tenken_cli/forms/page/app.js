/** The page: what stands where, and what happens on each change. */

import { readPolicy } from "tenken/policy.js";
import { Words } from "tenken/wording.js";
import { basics } from "./basics.js";
import { button, h } from "./dom.js";
import { Entries } from "./entries.js";
import { Draft, load, save } from "./files.js";
import { paper } from "./paper.js";
import { opinionShown, percent, results } from "./results.js";
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
    unread: new Map(),
    entries,
    store: new Store(policy, data.lang, Object.keys(policy.municipalities)),
    isHead: (key) => Object.hasOwn(policy.head, key) || Object.hasOwn(data.ui, `head_${key}`),
    headLabel: (key) => (key in policy.head ? words.text(policy.head[key].label) : ui(`head_${key}`)),
    dated: (iso) => (data.lang === "ja" ? entries.byEra(iso) : iso),
    citations: (cited) =>
      cited.map((one) => one.text + (one.verified ? "" : ui("unverified"))).join(ui("next_citation")),
  };
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
    for (const key of page.unread.keys()) if (key.startsWith("cell-")) page.unread.delete(key);
    view = (kind === "all" ? allView : questionsView)(page);
    place("answers").replaceChildren(view.element);
    for (const name of ["questions", "all"]) place(`show-${name}`).setAttribute("aria-pressed", String(name === kind));
  };
  page.reveal = (path) => {
    show("all");
    view.reveal(path);
  };
  page.speak = (words) => {
    place("spoken").textContent = words;
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
          [ui("opinion"), opinionShown(page, one), page.tones.opinion[one.opinion]],
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
      page.speak(items.map(([name, value]) => `${name} ${value}`).join(ui("comma")));
    }, QUIET);
  };

  store.onChange((whole) => {
    place("message").hidden = true;
    if (whole) {
      page.later.clear();
      page.unread.clear();
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
  place("save").addEventListener("click", () => save(page));
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
  draft.waits = true;
  const box = document.getElementById("draft");
  const close = () => {
    draft.waits = false;
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
function told() {
  const box = document.getElementById("message");
  box.textContent = JSON.parse(document.getElementById("data").textContent).ui.internal;
  box.classList.add("bad");
  box.hidden = false;
}

window.addEventListener("error", told);
window.addEventListener("unhandledrejection", told);
start();
document.getElementById("cannot-run").remove();
