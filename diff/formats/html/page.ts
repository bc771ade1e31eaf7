import { badge } from "../../../html/badge.ts";
import { document, fact } from "../../../html/document.ts";
import { type Content, type Markup, markup } from "../../../html/markup.ts";
import { code, details, list, paragraph, type Section } from "../../../html/parts.ts";
import { table } from "../../../html/table.ts";
import type { GateVerdict } from "../../gates/verdict.ts";
import type { KeepDiff, StackDiff } from "../../model.ts";
import { endsGuarded } from "../../resources/guarded.ts";
import { stackSummary } from "../../summary/stack-summary.ts";
import { isUnchanged, noChange } from "../../summary/unchanged.ts";
import { diffVersion } from "../diff-schema.ts";
import { visible } from "../visible.ts";
import { resourcesTable } from "./resources.ts";
import { stackBody } from "./stack.ts";

/** A comparison as one page, in the look of the evidence report: it loads nothing and runs no script. */
export function htmlDiff(diff: KeepDiff, gates: readonly GateVerdict[] = []): string {
  const changed = diff.stacks.filter(({ state }) => state !== "unchanged");
  const sections: Section[] = [
    ...endedSection(changed),
    ...(gates.length > 0 ? [{ id: "gates", title: "Gates", body: gatesTable(gates) }] : []),
    ...changed.map((stack, i) => ({ id: `stack-${i}`, title: `Stack ${visible(stack.stack)}`, body: stackBody(stack) })),
  ];
  return document({
    title: `What a change does to the keep: ${visible(diff.base.name)} to ${visible(diff.head.name)}`,
    eyebrow: "What this does to the keep",
    heading: markup`${visible(diff.head.name)} <span class="quiet">against ${visible(diff.base.name)}</span>`,
    facts: facts(diff),
    first: { id: "summary", title: "Summary", skip: "Skip to the summary", body: summarySection(diff, gates) },
    sections,
    footer: markup`Made by modelkeep from the programs and settings of both sides alone: no cloud account, no credential. What is secret is masked. Schema ${code(diffVersion)}; the whole of it as data stands in the JSON file beside this one.`,
  });
}

function facts({ base, head, stacks }: KeepDiff): Markup {
  const same = stacks.filter(({ state }) => state === "unchanged").map(({ stack }) => visible(stack));
  return markup`<dl class="facts">${[
    ...(base.commit === undefined ? [] : [fact("From commit", code(base.commit.slice(0, 12)))]),
    ...(head.commit === undefined ? [] : [fact("To commit", code(head.commit.slice(0, 12)))]),
    fact("Stacks compared", stacks.length),
    ...(same.length === 0 ? [] : [fact("Without a change", same.join(", "))]),
  ]}</dl>`;
}

function summarySection(diff: KeepDiff, gates: readonly GateVerdict[]): Markup {
  const hit = gates.filter((gate) => gate.hit).length;
  const failed = diff.stacks.filter(({ state }) => state === "failed").length;
  const changed = diff.stacks.filter(({ state }) => state !== "unchanged" && state !== "failed");
  const summaries = changed.map((stack) => ({ stack, ...stackSummary(stack) }));
  const ended = summaries.reduce((sum, one) => sum + one.ended, 0);
  const wider = summaries.reduce((sum, one) => sum + one.wider + one.violations, 0);
  const tone = hit + failed + ended + wider > 0 ? "bad" : changed.length > 0 ? "warn" : "good";
  return markup`<section id="summary" class="verdict ${tone}" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<p class="sentence">${isUnchanged(diff) ? `${noChange}.` : sentence(ended, wider, failed, hit)}</p>
${summaries.length === 0 ? undefined : summaryTable(summaries)}</section>
`;
}

function sentence(ended: number, wider: number, failed: number, hit: number): string {
  const parts = [
    [hit, "of the gates hit"],
    [failed, "of the stacks cannot be previewed"],
    [ended, "guarded resources replaced or deleted"],
    [wider, "ways, rules or proofs wider or broken"],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return some.length === 0 ? "Nothing wider, nothing guarded replaced or deleted." : `${some.join("; ")}.`;
}

type Summary = ReturnType<typeof stackSummary> & { stack: StackDiff };

const summaryTable = (summaries: readonly Summary[]) =>
  table({
    label: "Summary by stack",
    caption: "What the change does to each stack. A month is reckoned with the least and the most replicas.",
    columns: ["Stack", "Resources", "Exposure", "Policies", "A month", "Versions"],
    rows: summaries.map(({ stack, resources, exposure, findings, money, versions }) => [
      [visible(stack.stack), stack.state === "changed" ? "" : ` (${stack.state})`],
      resources,
      exposure,
      findings,
      money,
      versions,
    ]),
  });

const gatesTable = (gates: readonly GateVerdict[]): Content =>
  table({
    label: "Gates",
    caption: "What the comparison was held to. One that is hit ends it with status 1.",
    columns: ["Gate", "State", "Why"],
    rows: gates.map(({ gate, hit, why }) => [code(gate), badge(hit ? "hit" : "not hit"), reasons(why)]),
  });

/** Most reasons that stand open. */
const mostReasons = 4;

function reasons(why: readonly string[]): Content {
  const items = (some: readonly string[]) => list(some.map(visible), "plain");
  const more = why.slice(mostReasons);
  if (why.length === 0) return "nothing";
  return [items(why.slice(0, mostReasons)), more.length === 0 ? undefined : details(`and ${more.length} more`, items(more))];
}

/** Guarded resources of all stacks that would be replaced or deleted: what cannot be taken back, before everything else. */
function endedSection(stacks: readonly StackDiff[]): Section[] {
  const found = stacks.map((stack) => ({ stack, ended: stack.resources.filter(endsGuarded) })).filter(({ ended }) => ended.length > 0);
  if (found.length === 0) return [];
  const body = [
    paragraph("The program protects or retains these, since what they hold cannot be made again."),
    ...found.map(({ stack, ended }) =>
      resourcesTable(ended, `Guarded resources of ${visible(stack.stack)} that would be replaced or deleted`),
    ),
  ];
  return [{ id: "ended", title: "Guarded, and replaced or deleted", body }];
}
