import type { GateVerdict } from "../../gates/verdict.ts";
import type { KeepDiff, StackDiff } from "../../model.ts";
import { endsGuarded } from "../../resources/guarded.ts";
import { becauseText, resourceText } from "../../summary/resource-text.ts";
import { stackSummary } from "../../summary/stack-summary.ts";
import { isUnchanged, noChange } from "../../summary/unchanged.ts";
import { clipped } from "./clipped.ts";
import { code, codeCell, type DiffLine, diffBlock, inert } from "./escape.ts";
import { fitted, type Section } from "./fitted.ts";
import { folded } from "./folded.ts";
import { stackSections } from "./stack-sections.ts";

/** First line of the comment, used to find and update it. */
export const commentMarker = "<!-- modelkeep-diff -->";

/** Longest comment; GitHub takes 65,536 characters. */
export const mostCharacters = 60_000;

/** Most stacks in the summary, and most reasons per gate. */
const mostStacks = 8;
const mostReasons = 5;

/** A comparison as a pull-request comment: the summary first, irreversible changes next, the rest folded. */
export function markdownDiff(diff: KeepDiff, gates: readonly GateVerdict[] = [], limit = mostCharacters): string {
  if (isUnchanged(diff)) return `${commentMarker}\n${noChange}.\n`;
  const changed = diff.stacks.filter(({ state }) => state !== "unchanged");
  const compared = changed.filter(({ state }) => state !== "failed");
  const sections = [
    { open: [...headLines(diff), ...gateLine(gates)], lines: [], close: [], rank: 0 },
    ...summarySection(compared),
    ...changed.flatMap(failureSection),
    ...compared.flatMap((stack) => endedSection(stack, compared.length > 1)),
    ...gateSection(gates.filter(({ hit }) => hit)),
    ...compared.flatMap((stack) => stackSections(stack, compared.length > 1)),
  ];
  return `${fitted(sections, limit - 1)}\n`;
}

function headLines({ base, head, stacks }: KeepDiff): string[] {
  const side = ({ name, commit }: KeepDiff["base"]) =>
    commit === undefined || commit.startsWith(name)
      ? code(clipped(name, 100))
      : `${code(clipped(name, 100))} (${code(commit.slice(0, 12))})`;
  const same = stacks.filter(({ state }) => state === "unchanged").map(({ stack }) => code(clipped(stack, 60)));
  const unchanged =
    same.length > mostStacks ? `${same.slice(0, mostStacks).join(", ")} and ${same.length - mostStacks} more` : same.join(", ");
  return [
    commentMarker,
    "## What this does to the keep",
    "",
    `From ${side(base)} to ${side(head)}.${same.length === 0 ? "" : ` No change: ${unchanged}.`}`,
    "",
  ];
}

/** All gates in one line, hit ones first. */
function gateLine(gates: readonly GateVerdict[]): string[] {
  if (gates.length === 0) return [];
  const text = ({ gate, hit }: GateVerdict) => (hit ? `🔴 **${code(gate)} is hit**` : `🟢 ${code(gate)}`);
  return [
    `Gates: ${gates
      .toSorted((a, b) => Number(b.hit) - Number(a.hit))
      .map(text)
      .join(", ")}`,
    "",
  ];
}

/** Why gates are hit. */
function gateSection(hit: readonly GateVerdict[]): Section[] {
  const lines = hit.flatMap(({ gate, why }) => [
    `- ${code(gate)}`,
    ...why.slice(0, mostReasons).map((reason) => `  - ${inert(clipped(reason, 300))}`),
    ...(why.length > mostReasons ? [`  - and ${why.length - mostReasons} more`] : []),
  ]);
  return folded(`Why ${hit.length === 1 ? "a gate is" : "gates are"} hit`, lines, 3);
}

function failureSection({ stack, state, failures }: StackDiff): Section[] {
  if (state !== "failed") return [];
  return failures.map(({ side, messages }) => {
    const block = diffBlock(messages.flatMap((message) => message.split("\n")).map((line): DiffLine => `- ${clipped(line, 500)}`));
    return {
      open: [
        `🔴 **${code(clipped(stack, 60))} cannot be previewed at ${code(clipped(side, 100))}**, so it is not compared:`,
        "",
        block.open,
      ],
      lines: block.lines,
      close: [block.close, ""],
      rank: 1,
    };
  });
}

/** One column per stack: on a narrow screen the first is next to the row headings. */
function summarySection(stacks: readonly StackDiff[]): Section[] {
  if (stacks.length === 0) return [];
  const shown = stacks.slice(0, mostStacks);
  const summaries = shown.map(stackSummary);
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const red = (text: string, bad: boolean) => (bad ? `🔴 **${text}**` : text);
  const heads = shown.map(({ stack, state }) => `${codeCell(clipped(stack, 60))}${state === "changed" ? "" : ` (${state})`}`);
  const lines = [
    row(["", ...heads]),
    row(["---", ...heads.map(() => "---")]),
    row([
      "Resources",
      ...summaries.map(({ resources, ended }) =>
        red(ended > 0 ? `${resources}; ${ended} of them protected or retained` : resources, ended > 0),
      ),
    ]),
    row(["Exposure", ...summaries.map(({ exposure, wider }) => red(exposure, wider > 0))]),
    row(["Policies", ...summaries.map(({ findings, violations }) => red(findings, violations > 0))]),
    row(["Monthly cost", ...summaries.map(({ money }) => money)]),
    row(["Versions", ...summaries.map(({ versions }) => versions)]),
    ...(stacks.length > shown.length ? ["", `and ${stacks.length - shown.length} more stacks`] : []),
  ];
  return [{ open: lines, lines: [], close: [""], rank: 0 }];
}

/** Protected or retained resources that would be replaced or deleted, in red. */
function endedSection({ stack, resources }: StackDiff, several: boolean): Section[] {
  const ended = resources.filter(endsGuarded);
  if (ended.length === 0) return [];
  const block = diffBlock(ended.map((one): DiffLine => `- ${clipped(`${resourceText(one)} ${becauseText(one)}`.trimEnd(), 500)}`));
  const where = several ? ` in ${code(clipped(stack, 60))}` : "";
  const what =
    ended.length === 1 ? "A protected or retained resource would be" : `${ended.length} protected or retained resources would be`;
  return [{ open: [`🔴 **${what} replaced or deleted${where}**`, "", block.open], lines: block.lines, close: [block.close, ""], rank: 2 }];
}
