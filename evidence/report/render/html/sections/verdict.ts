import { badge, toneOf } from "../../../../../html/badge.ts";
import { type Markup, markup } from "../../../../../html/markup.ts";
import { controlStates } from "../../../model/control.ts";
import type { Report } from "../../../model/report.ts";
import { restsOn } from "../../rests-on.ts";

/** The page to sign: the verdict, its basis, next steps, counts, and signature fields. */
export function verdictSection(report: Report): Markup {
  const { verdict, counts } = report;
  const number = (count: number, what: string, state: string) =>
    markup`<div class="count ${count === 0 ? "zero" : toneOf(state)}"><dt>${what}</dt><dd>${count}</dd></div>`;
  const group = (title: string, counted: readonly Markup[]) => markup`<div class="counts"><h3>${title}</h3><dl>${counted}</dl></div>`;
  return markup`<section id="verdict" class="verdict ${toneOf(verdict.state)}" aria-labelledby="verdict-title">
<h2 id="verdict-title">Verdict ${badge(verdict.state)}</h2>
<p class="sentence">${verdict.sentence}</p>
<h3>What it rests on</h3>
<dl class="grounds">
${restsOn(report).map(
  ({ title, lines, section, attention }) =>
    markup`<div${attention ? markup` class="attention"` : ""}><dt><a href="#${section}">${title}</a></dt><dd>${lines.map((line, i) => [i === 0 ? "" : " ", line])}</dd></div>\n`,
)}</dl>
<h3>What to do</h3>
<ol>${verdict.steps.map((step) => markup`<li>${step}</li>`)}</ol>
</section>
<div class="tally">
${group("Proofs", [number(counts.proofs.proved, "proved", "proved"), number(counts.proofs.refuted, "refuted", "refuted"), number(counts.proofs.undecided, "undecided", "undecided")])}
${group(
  "Controls",
  [...controlStates].reverse().map((state) => number(counts.controls[state] ?? 0, state, state)),
)}
${group("Rules", [
  number(counts.rules.holds, "hold", "holds"),
  number(counts.rules.broken, "broken", "broken"),
  number(counts.rules.advised, "advised", "advised"),
  number(counts.rules.waived, "waived", "waived"),
  number(counts.rules.undecided, "undecided", "undecided"),
  number(counts.rules["nothing to judge"], "nothing to judge", "none"),
])}
</div>
<dl class="sign" aria-label="Signature">
${["Decision", "Name", "Date", "Signature"].map((what) => markup`<div><dt>${what}</dt><dd></dd></div>\n`)}</dl>
`;
}
