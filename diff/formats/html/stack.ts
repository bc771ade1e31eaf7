import { badge } from "../../../html/badge.ts";
import { type Content, markup } from "../../../html/markup.ts";
import { code, details, list, paragraph, plural } from "../../../html/parts.ts";
import { table } from "../../../html/table.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import type { CostChange } from "../../cost/cost-change.ts";
import { costsDiffer } from "../../cost/cost-changes.ts";
import type { StackDiff } from "../../model.ts";
import { moneyChange, usd } from "../../summary/money.ts";
import { meaningText, settingText } from "../../summary/settings-text.ts";
import type { VersionChange } from "../../versions/version-change.ts";
import { visible } from "../visible.ts";
import { resourcesTable } from "./resources.ts";

/** All parts of one stack. */
export function stackBody({ state, failures, settings, exposure, findings, cost, versions, resources }: StackDiff): Content {
  if (state === "failed")
    return failures.map(({ side, messages }) => [
      paragraph([badge("failed"), ` cannot be previewed at ${visible(side)}, so it is not compared:`]),
      list(messages.flatMap((message) => message.split("\n")).map((line) => code(visible(line)))),
    ]);
  const parts: Content[] = [
    settings === undefined
      ? undefined
      : [
          markup`<h3>Settings</h3>`,
          paragraph(visible(meaningText(settings))),
          list(settings.changes.map((change) => code(visible(settingText(change))))),
        ],
    exposure.length === 0
      ? undefined
      : table({
          label: "Exposure",
          caption: "Wider or weaker, narrower or stronger: paths, ports, policies, principals, rules, waivers, proofs, controls.",
          kind: "findings",
          columns: ["About", "Direction", "What"],
          rows: exposure.map(({ kind, direction, text }) => [kind, badge(direction), visible(text)]),
        }),
    findingsTable(findings.added, "New findings"),
    findingsTable(findings.fixed, "Fixed findings"),
    cost && costsDiffer(cost) ? costPart(cost) : undefined,
    versionsTable(versions),
    resources.length === 0
      ? undefined
      : details(
          plural(resources.length, "resource"),
          resourcesTable(resources, "Resources that are created, updated, replaced or deleted"),
        ),
  ];
  return parts;
}

function findingsTable(findings: readonly Finding[], caption: string): Content {
  if (findings.length === 0) return undefined;
  return table({
    label: caption,
    caption,
    kind: "findings",
    columns: ["Rule", "State", "Severity", "Resource", "What is wrong"],
    rows: findings.map(({ rule, kind, severity, resource, path, message }) => [
      code(visible(rule)),
      badge(kind),
      severity,
      [visible(resource), path === "" ? "" : [" ", code(visible(path))]],
      visible(message),
    ]),
  });
}

function costPart({ perMonth, perMonthAtMost, gpuPerHour, lines, unknown, basis }: CostChange): Content {
  const amount = (value: number | undefined) => (value === undefined ? "none" : usd(value));
  return [
    markup`<h3>Money</h3>`,
    list([
      `Monthly, with minimum replicas: ${moneyChange(perMonth)}`,
      `Monthly, with maximum replicas: ${moneyChange(perMonthAtMost)}`,
      `GPU instances, per hour: ${moneyChange(gpuPerHour)}`,
      ...unknown.map((why) => `Unknown: ${visible(why)}`),
    ]),
    lines.length === 0
      ? undefined
      : table({
          label: "Bill lines",
          caption: `Bill lines that differ, in USD a month. Prices: ${visible(basis)}`,
          columns: ["Item", "Before", "After", "How"],
          rows: lines.map(({ item, before, after, howBefore, howAfter }) => [
            visible(item),
            amount(before),
            amount(after),
            visible(howAfter ?? howBefore ?? ""),
          ]),
        }),
  ];
}

function versionsTable(versions: readonly VersionChange[]): Content {
  if (versions.length === 0) return undefined;
  const at = (value: string | undefined) => (value === undefined ? "none" : code(visible(value)));
  return table({
    label: "Versions",
    caption: "Models, weights, images and versions, with the advisories that the change introduces or fixes.",
    columns: ["What", "Before", "After", "Advisories"],
    rows: versions.map(({ name, before, after, brings, fixes }) => [
      visible(name),
      at(before),
      at(after),
      list([...brings.map((id) => `brings ${visible(id)}`), ...fixes.map((id) => `fixes ${visible(id)}`)], "plain"),
    ]),
  });
}
