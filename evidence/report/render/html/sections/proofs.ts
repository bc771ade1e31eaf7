import { badge } from "../../../../../html/badge.ts";
import { type Content, type Markup, markup } from "../../../../../html/markup.ts";
import { code, commas, details, list, paragraph, plural } from "../../../../../html/parts.ts";
import type { ReportedPath, ReportedProof } from "../../../model/proof.ts";
import type { Report } from "../../../model/report.ts";
import { controlLink } from "../links.ts";

const order = ["refuted", "undecided", "proved"];

/** Every proof with its assumptions, or the path that refutes it. */
export function proofsSection({ proofs }: Report): Content {
  if (proofs.length === 0) return paragraph("Nothing was proved about this stack.");
  return proofs.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status)).map(proofArticle);
}

function proofArticle({ id, claim, controls, status, assumptions, examined, allowed, counterexamples, unknown }: ReportedProof): Markup {
  return markup`<article class="proof" id="proof-${id}" aria-labelledby="proof-${id}-title">
<h3 id="proof-${id}-title">${claim} ${badge(status)}</h3>
<p class="meta">${code(id)}${controls.length > 0 ? [" · about ", commas(controls.map(controlLink))] : ""}${examined.length > 0 ? ` · examined ${examined.join(", ")}` : ""}</p>
${counterexamples.map((path) => markup`<div class="counterexample"><p><strong>Open: ${path.says}</strong></p>${hops(path)}</div>\n`)}${unknown.length > 0 ? [paragraph("Undecided because of missing information:"), list(unknown)] : ""}${
  assumptions.length > 0 ? details(`Based on ${plural(assumptions.length, "assumption")}`, list(assumptions)) : ""
}${
  allowed.length > 0
    ? details(
        `${plural(allowed.length, "path is", "paths are")} open by design`,
        allowed.map((path) => [paragraph(path.says), hops(path)]),
      )
    : ""
}</article>
`;
}

/** A path, step by step: resource, input, why the step is open. */
function hops({ hops: steps }: ReportedPath): Markup | undefined {
  if (steps.length === 0) return undefined;
  return markup`<ol class="hops">${steps.map(
    ({ name, property, why }) => markup`<li><strong>${name}</strong>${property === null ? "" : [" ", code(property)]}<br>${why}</li>`,
  )}</ol>`;
}
