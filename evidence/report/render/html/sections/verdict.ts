import { controlStates } from "../../../model/control.ts";
import type { Report } from "../../../model/report.ts";
import { badge, toneOf } from "../badge.ts";
import { type Markup, markup } from "../markup.ts";

/** The verdict, what to do next, and how many of what. */
export function verdictSection({ verdict, counts }: Report): Markup {
  const number = (count: number, what: string, state: string) =>
    markup`<div class="count ${count === 0 ? "zero" : toneOf(state)}"><dt>${what}</dt><dd>${count}</dd></div>`;
  const group = (title: string, counted: readonly Markup[]) => markup`<div class="counts"><h3>${title}</h3><dl>${counted}</dl></div>`;
  return markup`<section id="verdict" class="verdict ${toneOf(verdict.state)}" aria-labelledby="verdict-title">
<h2 id="verdict-title">Verdict ${badge(verdict.state)}</h2>
<p class="sentence">${verdict.sentence}</p>
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
`;
}
