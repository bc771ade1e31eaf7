import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import type { PolicyEvent } from "../../engine/pulumi/policy-events.ts";
import { previewWithPolicies } from "../../engine/pulumi/preview.ts";
import { type Finding, sentence } from "../../policies/judge/finding.ts";
import { judge } from "../../policies/judge/judge.ts";
import { rules } from "../../policies/rules.ts";

const root = resolve(import.meta.dirname, "../..");
export const policyPack = join(root, "policies");
const today = new Date().toISOString().slice(0, 10);

const told = (policy: string, kind: string, severity: string, urn: string, message: string) =>
  `${policy} ${kind} ${severity} ${urn}\n  ${message}`;

/** What the real engine said, a text for each finding, sorted. */
export const byEngine = (events: readonly PolicyEvent[]) =>
  events.map(({ policy, level, severity, urn, message }) => told(policy, level, severity, urn, message)).sort();

/** What `modelkeep preview` says, in the same form. */
export const byUs = (findings: readonly Finding[]) =>
  findings.map((one) => told(one.rule, one.enforcement, one.severity, one.urn, sentence(one))).sort();

/** The findings of `modelkeep preview` on what a program registered. */
export const findingsOn = (resources: Parameters<typeof judge>[0], config: Record<string, unknown> = {}) =>
  judge(resources, { rules, today, config });

interface Judged {
  root: string;
  stack: string;
  env?: Record<string, string>;
  /** Levels and settings of rules. */
  config?: Record<string, unknown>;
}

/** The verdicts of both engines on a stack. */
export async function verdictsOfBoth({ config, ...preview }: Judged) {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-verdicts-"));
  try {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify(config ?? {}));
    const engine = await findEngine({ root, env: process.env });
    const [{ resources }, pulumi] = await Promise.all([
      previewInProcess(preview),
      previewWithPolicies({ engine, ...preview, policyPacks: [{ folder: policyPack, ...(config && { config: file }) }] }),
    ]);
    return { resources, findings: findingsOn(resources, config), pulumi };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
