import type { Change } from "../../../evidence/changes/change.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import type { CostChange } from "../../cost/cost-change.ts";
import { costsDiffer } from "../../cost/cost-changes.ts";
import type { StackDiff } from "../../model.ts";
import type { Operation, ResourceChange } from "../../resources/resource-change.ts";
import { moneyChange, usd } from "../../summary/money.ts";
import { becauseText, propertyTexts, resourceText } from "../../summary/resource-text.ts";
import { meaningText, settingText } from "../../summary/settings-text.ts";
import type { VersionChange } from "../../versions/version-change.ts";
import { clipped } from "./clipped.ts";
import { code, codeCell, type DiffLine, diffBlock, inert } from "./escape.ts";
import type { Section } from "./fitted.ts";
import { folded } from "./folded.ts";

/** The parts of one stack: wider exposure and violations are shown, the rest is folded. */
export function stackSections(stack: StackDiff, several: boolean): Section[] {
  const { resources, exposure, findings, cost, versions } = stack;
  const [narrower, wider] = [exposure.filter(isNarrower), exposure.filter((one) => !isNarrower(one))];
  const parts = [
    ...settingsSection(stack),
    ...open("🔴 Exposure", wider.map(exposureLine), 4),
    ...open("🔴 Policies", findings.added.map(findingLine), 5),
    ...folded(`Closed or stronger: ${narrower.length}`, narrower.map(exposureLine), 8),
    ...folded(`Fixed findings: ${findings.fixed.length}`, findings.fixed.map(findingLine), 8),
    ...(cost && costsDiffer(cost) ? costSection(cost) : []),
    ...folded(`Versions: ${versions.length}`, versionLines(versions), 7),
    ...resourcesSection(resources),
  ];
  const title = several && parts.length > 0 ? [{ open: [`### ${code(clipped(stack.stack, 60))}`, ""], lines: [], close: [], rank: 0 }] : [];
  return [...title, ...parts];
}

/** Settings come first, unfolded: everything below follows from them. */
function settingsSection({ settings }: StackDiff): Section[] {
  if (settings === undefined) return [];
  const lines = settings.changes.map((change) => `- ${inert(clipped(settingText(change), 400))}`);
  return open(`Settings: ${inert(clipped(meaningText(settings), 400))}`, lines, 2);
}

const isNarrower = ({ direction }: Change) => direction === "narrower";
const exposureLine = ({ kind, text }: Change) => `- ${kind}: ${inert(clipped(text, 600))}`;

function findingLine({ kind, severity, rule, resource, path, message }: Finding): string {
  const where = `${code(clipped(resource, 120))}${path === "" ? "" : ` ${code(clipped(path, 160))}`}`;
  return `- ${kind} (${severity}) of ${code(rule)}: ${where} ${inert(clipped(message, 400))}`;
}

function open(title: string, lines: readonly string[], rank: number): Section[] {
  return lines.length === 0 ? [] : [{ open: [`**${title}**`, ""], lines, close: [""], rank }];
}

function costSection(cost: CostChange): Section[] {
  const { lines, basis, unknown, perMonth, perMonthAtMost, gpuPerHour } = cost;
  const amount = (value: number | undefined) => (value === undefined ? "none" : usd(value));
  const rows = lines.map(
    ({ item, before, after, howBefore, howAfter }) =>
      `| ${codeCell(item)} | ${amount(before)} | ${amount(after)} | ${codeCell(clipped(howAfter ?? howBefore ?? "", 160))} |`,
  );
  const totals = [
    `- monthly, with minimum replicas: ${moneyChange(perMonth)}`,
    `- monthly, with maximum replicas: ${moneyChange(perMonthAtMost)}`,
    `- GPU instances, per hour: ${moneyChange(gpuPerHour)}`,
    ...unknown.map((why) => `- unknown: ${inert(clipped(why, 400))}`),
    `- prices: ${inert(clipped(basis, 400))}`,
  ];
  const table = rows.length === 0 ? [] : ["", "| | Before | After | How |", "| --- | --- | --- | --- |", ...rows];
  return folded("Money", [...totals, ...table], 6);
}

function versionLines(versions: readonly VersionChange[]): string[] {
  const at = (value: string | undefined) => (value === undefined ? "none" : code(clipped(value, 200)));
  const ids = (word: string, list: readonly string[]) => (list.length === 0 ? "" : `; ${word} ${inert(clipped(list.join("; "), 400))}`);
  return versions.map(
    ({ name, before, after, brings, fixes }) =>
      `- ${inert(clipped(name, 120))}: ${at(before)} to ${at(after)}${ids("🔴 brings", brings)}${ids("fixes", fixes)}`,
  );
}

const marks = { create: "+", update: "!", replace: "-", delete: "-" } as const satisfies Readonly<Record<Operation, string>>;

function resourcesSection(resources: readonly ResourceChange[]): Section[] {
  if (resources.length === 0) return [];
  const block = diffBlock(resources.flatMap(resourceLines));
  const [section] = folded(`Resources: ${resources.length}`, block.lines, 9);
  return [{ ...section!, open: [...section!.open, block.open], close: [block.close, ...section!.close] }];
}

/** A resource and its inputs that differ: the mark of the operation first, then old and new values. */
function resourceLines(resource: ResourceChange): DiffLine[] {
  const head = `${resourceText(resource)} ${becauseText(resource)}`.trimEnd();
  const properties = resource.operation === "create" || resource.operation === "delete" ? [] : resource.properties;
  return [
    `${marks[resource.operation]} ${clipped(head, 500)}`,
    ...properties.flatMap((property): DiffLine[] => {
      const { before, after } = propertyTexts(property);
      const path = clipped(property.path, 160);
      return [
        ...(before === undefined ? [] : [`-   ${path}: ${before}` as const]),
        ...(after === undefined ? [] : [`+   ${path}: ${after}` as const]),
      ];
    }),
  ];
}
