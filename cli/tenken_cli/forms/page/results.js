/** What the answers come to so far: opinion, riders, findings, each with its why. */

import { button, folded, h } from "./dom.js";

/** Riders of open rules beyond these are folded away. */
const FIRST_RIDERS = 5;

/** The panel of results: `{element, refresh}`; what was folded open stays open. */
export function results(page) {
  const folds = { open: new Set(["fail"]), items: new Map() };
  const element = h("div", { class: "results-body" });
  const refresh = () => {
    const one = page.store.assessment;
    element.replaceChildren(...(one ? parts(page, one, folds) : [h("p", {}, page.ui("basics_first"))]));
  };
  refresh();
  return { element, refresh };
}

function parts(page, one, folds) {
  return [
    opinion(page, one),
    ...riders(page, one.riders, folds.open),
    ...findings(page, one, folds),
    ...followUps(page, one),
  ];
}

/** How far along the case is, as `64%`. */
export function percent(share) {
  return `${Math.round(share * 100)}%`;
}

/** Does an approval, with riders or without, say little because little is stated? */
function restsOnLittle(page, one) {
  return one.opinion.startsWith("approve") && one.readiness < page.halfStated;
}

/** The name of the opinion, and whether it rests on little. */
export function opinionShown(page, one) {
  return page.names.opinion[one.opinion] + (restsOnLittle(page, one) ? page.ui("little_short") : "");
}

/** The opinion to expect with the rules that decided it. */
export function opinion(page, one) {
  const { ui, policy, words } = page;
  const because = one.opinion_because.map((id) => h("li", {}, words.text(policy.rule.get(id).title)));
  return h(
    "section",
    { class: "opinion" },
    h(
      "p",
      { class: `verdict ${restsOnLittle(page, one) ? "open" : page.tones.opinion[one.opinion]}` },
      h("span", { class: "name" }, ui("opinion")),
      " ",
      h("strong", {}, opinionShown(page, one)),
    ),
    because.length ? h("div", {}, h("p", {}, ui("because_of")), h("ul", {}, ...because)) : null,
    page.store.raw.stage === "preliminary" && one.opinion === "continue"
      ? h("p", { class: "open" }, ui("preliminary"))
      : null,
    restsOnLittle(page, one) ? h("p", { class: "open" }, ui("little_stated")) : null,
    h("p", { class: "muted" }, ui("readiness", { share: percent(one.readiness), n: one.questions.length })),
    h("p", { class: "muted" }, ui("not_the_council")),
  );
}

function riders(page, all, open) {
  const { ui } = page;
  const [recommended, unanswered] = ["recommended", "if_unanswered"].map((key) =>
    all.filter((one) => one.strength === key),
  );
  const found = [h("h3", {}, ui("riders_recommended", { n: recommended.length }))];
  found.push(
    recommended.length
      ? h("ol", { class: "riders" }, ...recommended.map((one) => rider(page, one)))
      : h("p", { class: "muted" }, ui("no_riders")),
  );
  if (unanswered.length) {
    const list = () => h("ol", { class: "riders" }, ...unanswered.map((one) => rider(page, one)));
    const folds = unanswered.length > FIRST_RIDERS || recommended.length > 0;
    const title = ui("riders_unanswered", { n: unanswered.length });
    found.push(
      folds ? folded(title, list, { key: "riders", open, class: "fold" }) : h("div", {}, h("h3", {}, title), list()),
    );
  }
  return found;
}

function rider(page, one) {
  const { ui, policy, words } = page;
  const rules = one.rules.map((id) => words.text(policy.rule.get(id).title)).join(" ／ ");
  return h(
    "li",
    { "data-rider": one.id, "data-strength": one.strength },
    h("strong", {}, one.duty),
    h("p", {}, one.text),
    h("p", { class: "muted" }, ui("because_rules", { rules })),
  );
}

function findings(page, one, folds) {
  const of = (verdict) => one.findings.filter((finding) => finding.verdict === verdict);
  return ["fail", "review", "open", "pass", "not_applicable"]
    .map((verdict) => [verdict, of(verdict)])
    .filter(([, found]) => found.length)
    .map(([verdict, found]) =>
      folded(
        h(
          "span",
          { class: page.tones.verdict[verdict] },
          page.ui("verdict_count", { name: page.names.verdict[verdict], n: found.length }),
        ),
        () => h("ul", { class: "findings" }, ...found.map((finding) => kept(page, finding, folds))),
        { key: verdict, open: folds.open, class: `fold verdict-${verdict}` },
      ),
    );
}

/** The entry of a finding; one that says what it said before is the same element. */
function kept(page, finding, folds) {
  const said = JSON.stringify(finding);
  if (folds.items.get(finding.rule)?.said !== said) {
    folds.items.set(finding.rule, { said, element: findingItem(page, finding, folds.open) });
  }
  return folds.items.get(finding.rule).element;
}

function findingItem(page, one, open) {
  const { ui, words, policy } = page;
  const force = h("span", { class: "force" }, page.names.force[one.force]);
  const facts = one.facts.map((fact) => h("li", {}, factLine(page, fact)));
  const more = () =>
    [
      h("p", {}, words.text(policy.rule.get(one.rule).because)),
      facts.length ? h("ul", { class: "facts" }, ...facts) : null,
      h("p", {}, ...answerButtons(page, one)),
    ].filter((part) => part);
  return h(
    "li",
    { "data-rule": one.rule },
    h("p", { class: "finding" }, h("strong", {}, one.title), " ", force),
    h("p", {}, one.message),
    one.citations.length ? h("p", { class: "ground" }, ui("ground"), page.citations(one.citations)) : null,
    folded(ui("details"), more, { key: `rule:${one.rule}`, open, class: "why" }),
  );
}

function factLine(page, fact) {
  const { words, ui } = page;
  const shown = `${words.label(fact.path)}: ${words.factShown(fact.path, fact.value)}`;
  const source = fact.source ? ` [${fact.source}]` : "";
  return shown + source + (fact.committed ? ui("committed") : "");
}

/** A way from a finding to each answer that it rests on or waits for. */
function answerButtons(page, one) {
  const waits = one.verdict === "open" ? one.missing : one.facts.map((fact) => fact.path);
  const paths = [...new Set(waits.map((path) => path.split("[")[0]))].filter((path) => page.policy.fact(path));
  return paths
    .slice(0, 6)
    .map((path) =>
      button(page.ui("go_to", { name: page.words.label(path) }), () => page.reveal(path), { class: "quiet" }),
    );
}

function followUps(page, one) {
  if (!one.follow_ups.length) return [];
  const list = one.follow_ups.map((promise) => h("li", {}, promise.text, promise.source ? ` [${promise.source}]` : ""));
  return [h("h3", {}, page.ui("follow_ups", { n: list.length })), h("ul", {}, ...list)];
}
