"""How HTML pages look: by day and by night, on a desk, on a phone and on paper."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --ground: #ffffff; --soft: #f4f6f8; --ink: #1b232d; --faint: #5a6675; --rule: #d5dbe2; --link: #0b57a4;
  --good: #1a6b3c; --bad: #b3261e; --open: #805300; --council: #7a2f8f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --soft: #1e242b; --ink: #e3e8ee; --faint: #a0acba; --rule: #38424d; --link: #8ab8f0;
    --good: #7fd0a0; --bad: #ff9a92; --open: #f0c36b; --council: #dfa3ef;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); line-height: 1.7; overflow-wrap: anywhere;
  font-family: system-ui, "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; margin: 1.6em 0 0.5em; scroll-margin-top: 0.75rem; text-wrap: pretty; }
h1 { font-size: 1.6rem; margin-top: 0.5em; }
h2 { font-size: 1.35rem; border-bottom: 2px solid var(--rule); padding-bottom: 0.2em; }
h3 { font-size: 1.12rem; border-top: 1px solid var(--rule); padding-top: 0.9em; }
h4, h5, h6 { font-size: 1rem; margin-top: 1.2em; }
h1:target, h2:target, h3:target, h4:target { background: var(--soft); outline: 0.4rem solid var(--soft); }
p, ul, ol, dl { margin: 0.6em 0; }
ul, ol { padding-left: 1.4em; }
ol { padding-left: 2.4em; }
code {
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace; font-size: 0.9em;
}
:is(h1, h2, h3, h4, h5, h6) :is(code, .muted) { font-weight: normal; }
.muted { color: var(--faint); }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: bold; }
.open { color: var(--open); }
.council { color: var(--council); }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; padding: 0.15em 0; }
dt { color: var(--faint); }
dd { margin: 0; }
.tree, .tree ul { list-style: none; margin: 0; padding-left: 1rem; }
.tree { padding-left: 0; margin: 0.6em 0; }
.tree ul { border-left: 1px solid var(--rule); margin-left: 0.25rem; }
.tree li { padding: 0.05em 0; }
.wide { overflow-x: auto; margin: 0.8em 0; }
table { border-collapse: collapse; min-width: 60%; }
th, td { text-align: left; vertical-align: top; padding: 0.35em 0.8em 0.35em 0; border-bottom: 1px solid var(--rule); }
th { font-size: 0.9em; color: var(--faint); white-space: nowrap; }
td { min-width: 5.5em; white-space: pre-line; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; padding: 0.5rem 1rem; background: var(--ground); z-index: 1; }
details { margin: 0.5em 0; border: 1px solid var(--rule); border-radius: 0.4rem; }
summary { cursor: pointer; padding: 0.4em 0.8em; border-radius: 0.4rem; }
summary:hover { background: var(--soft); }
details[open] > summary { border-bottom: 1px solid var(--rule); border-radius: 0.4rem 0.4rem 0 0; }
details > div { padding: 0.3em 0.9em 0.6em; scroll-margin-top: 3.5rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav { padding: 1rem 1.25rem; background: var(--soft); font-size: 0.92rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { padding: 0.15em 0; }
nav li > ul { padding-left: 1em; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
svg { display: block; }
[role="group"] > svg { max-width: 100%; min-width: 46rem; height: auto; }
@media (max-width: 40rem) {
  body { font-size: 0.97rem; }
  main { padding: 0.75rem 0.9rem 3rem; }
  dl > div { grid-template-columns: 1fr; padding: 0.3em 0; }
  dt { font-size: 0.88em; }
  table { min-width: 100%; }
}
@media (min-width: 64rem) {
  body:has(> nav) { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-right: 1px solid var(--rule); }
  body:has(> nav) main { margin: 0; padding: 1.5rem 2.5rem 4rem; }
}
@media print {
  :root {
    --ground: #ffffff; --soft: #f4f6f8; --ink: #000000; --faint: #444444; --rule: #bbbbbb; --link: #000000;
    --good: #000000; --bad: #000000; --open: #000000; --council: #000000;
  }
  nav, .skip { display: none; }
  details { border: 0; margin: 0.2em 0; }
  summary { padding: 0; }
  details[open] > summary { border: 0; list-style: none; }
  details > div { padding: 0 0 0 1em; }
  [role="group"] > svg { min-width: 0; }
  body:has(> nav) { display: block; }
  main { max-width: none; padding: 0; }
  body { font-size: 10pt; line-height: 1.5; }
  a { text-decoration: none; }
  main > section { break-before: page; }
  h1, h2, h3, h4 { break-after: avoid; }
  tr, dl > div, .tree li, summary { break-inside: avoid; }
  summary { break-after: avoid; }
  .wide { overflow: visible; }
}
"""
"""The style sheet of every HTML page; `nav`, where there is one, stands beside the text on a wide screen."""
