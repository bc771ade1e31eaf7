import type { CostLineChange } from "../../diff/cost/cost-change.ts";
import { visible } from "../../diff/formats/visible.ts";
import type { GateVerdict } from "../../diff/gates/verdict.ts";
import type { KeepDiff, StackDiff } from "../../diff/model.ts";
import type { Operation, ResourceChange } from "../../diff/resources/resource-change.ts";
import { usd } from "../../diff/summary/money.ts";
import { becauseText, propertyTexts, resourceText } from "../../diff/summary/resource-text.ts";
import { meaningText, settingText } from "../../diff/summary/settings-text.ts";
import { stackSummary } from "../../diff/summary/stack-summary.ts";
import { isUnchanged, noChange } from "../../diff/summary/unchanged.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import type { Paint } from "../../terminal/paint.ts";

type Colour = "red" | "yellow" | "green";

const marks: Readonly<Record<Operation, readonly [string, Colour]>> = {
  create: ["+", "green"],
  update: ["~", "yellow"],
  replace: ["+-", "red"],
  delete: ["-", "red"],
};

const colours: Readonly<Record<string, Colour>> = { wider: "red", other: "yellow", narrower: "green" };

/** A comparison for a terminal, stack by stack; one line where nothing differs. */
export function diffReport(diff: KeepDiff, gates: readonly GateVerdict[], paint: Paint): string {
  if (isUnchanged(diff)) return `${noChange}\n`;
  const changed = diff.stacks.filter(({ state }) => state !== "unchanged");
  const same = diff.stacks.filter(({ state }) => state === "unchanged").map(({ stack }) => visible(stack));
  const blocks = [
    ...changed.map((stack) => stackLines(stack, paint)),
    ...(same.length > 0 ? [[`No change: ${same.join(", ")}`]] : []),
    ...(gates.length > 0 ? [gates.flatMap((gate) => gateLines(gate, paint))] : []),
  ];
  return blocks.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function stackLines(stack: StackDiff, paint: Paint): string[] {
  const title = paint("bold", `Stack ${visible(stack.stack)}${stack.state === "changed" ? "" : ` (${stack.state})`}`);
  if (stack.state === "failed")
    return [
      title,
      ...stack.failures.flatMap(({ side, messages }) => [
        `  ${paint("red", "cannot be previewed")} at ${visible(side)}:`,
        ...messages.flatMap((message) => message.split("\n")).map((line) => `    ${visible(line)}`),
      ]),
    ];
  const { resources, exposure, findings, money, versions } = stackSummary(stack);
  return [
    title,
    ...settingsLines(stack),
    `  resources  ${resources}`,
    ...stack.resources.flatMap((resource) => resourceLines(resource, paint)),
    `  exposure   ${exposure}`,
    ...stack.exposure.map(
      ({ kind, direction, text }) => `    ${paint(colours[direction]!, direction.padEnd(8))} ${kind}: ${visible(text)}`,
    ),
    `  policies   ${findings}`,
    ...stack.findings.added.map((finding) => `    ${paint("red", "new")}   ${findingText(finding)}`),
    ...stack.findings.fixed.map((finding) => `    ${paint("green", "fixed")} ${findingText(finding)}`),
    `  a month    ${money}`,
    ...(stack.cost?.lines ?? []).map((line) => `    ${visible(billLine(line))}`),
    ...(stack.cost?.unknown ?? []).map((why) => `    unknown: ${visible(why)}`),
    `  versions   ${versions}`,
    ...stack.versions.flatMap(({ name, before, after, brings, fixes }) => [
      `    ${visible(name)}: ${visible(before ?? "none")} to ${visible(after ?? "none")}`,
      ...brings.map((id) => `      ${paint("red", "brings")} ${visible(id)}`),
      ...fixes.map((id) => `      ${paint("green", "fixes")} ${visible(id)}`),
    ]),
  ];
}

/** The changed settings first, with their effect; the rest of the report follows from them. */
function settingsLines({ settings }: StackDiff): string[] {
  if (settings === undefined) return [];
  return [
    `  settings   ${settings.changes.length} changed: ${meaningText(settings)}`,
    ...settings.changes.map((change) => `    ${visible(settingText(change))}`),
  ];
}

const amount = (value: number | undefined) => (value === undefined ? "none" : usd(value));

const billLine = ({ item, before, after, howBefore, howAfter }: CostLineChange) =>
  `${item}: ${amount(before)} to ${amount(after)} (${howAfter ?? howBefore ?? ""})`;

function resourceLines(resource: ResourceChange, paint: Paint): string[] {
  const [mark, colour] = marks[resource.operation];
  const properties = resource.operation === "update" || resource.operation === "replace" ? resource.properties : [];
  return [
    paint(colour, visible(`    ${mark.padEnd(2)} ${resourceText(resource)} ${becauseText(resource)}`.trimEnd())),
    ...properties.map((property) => {
      const { before = "nothing", after = "nothing" } = propertyTexts(property);
      return visible(`         ${property.path}: ${before} to ${after}`);
    }),
  ];
}

function findingText({ kind, severity, rule, resource, path, message }: Finding): string {
  return visible(`${kind} (${severity}) of ${rule}: ${resource}${path === "" ? "" : ` ${path}`} ${message}`);
}

function gateLines({ gate, hit, why }: GateVerdict, paint: Paint): string[] {
  return [
    `${hit ? paint(["bold", "red"], "gate hit") : paint("green", "gate not hit")}: ${gate}`,
    ...why.map((reason) => `  ${visible(reason)}`),
  ];
}
