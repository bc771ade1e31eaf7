import { Command } from "commander";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { type Preview, PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { defaultStack, listStacks, stackFile } from "../../engine/stack/stacks.ts";
import { type Finding, stops } from "../../policies/judge/finding.ts";
import { judge } from "../../policies/judge/judge.ts";
import { rules } from "../../policies/rules.ts";
import { readPolicyConfig } from "../policy-config.ts";
import { paintFor } from "../view/paint.ts";
import { policyLines } from "../view/policy-report.ts";
import { previewReport } from "../view/preview-report.ts";
import { progressOn } from "../view/progress.ts";

/** Widest line of a report; a narrower terminal narrows it further. */
const WIDTH = 100;

const USAGE_ERROR = 2;

interface Options {
  stack?: string;
  json?: boolean;
  cwd: string;
  showInputs?: boolean;
  /** Whether the policy pack judges the preview. @default true */
  policies?: boolean;
  /** File with levels and settings of rules, as for `pulumi preview --policy-pack-config`. */
  policyConfig?: string;
  /** Calendar date by which waivers expire. @default today, in UTC */
  today?: string;
}

/** `modelkeep preview`: what a stack would create, without CLI, plugin, login or credential. */
export function previewVerb(): Command {
  return new Command("preview")
    .description("show what a stack would create, in seconds, without a Pulumi CLI, login or credential")
    .option("-s, --stack <name>", "stack to preview (default: demo, or the only one)")
    .option("--json", "print the preview as JSON: the same program and settings give the same text")
    .option("--show-inputs", "print the inputs of every resource as well")
    .option("--no-policies", "do not judge the preview by the policy pack")
    .option("--policy-config <file>", "levels and settings of rules, as for pulumi preview --policy-pack-config")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: Options) => {
      process.exitCode = await runPreview(options);
    });
}

/**
 * Previews and prints.
 *
 * @returns exit status: 0, or 1 when the program failed or breaks a mandatory rule, or 2 when there is no such project or stack
 */
export async function runPreview(options: Options): Promise<number> {
  const { stack: asked, json = false, cwd, showInputs = false, policies = true, policyConfig } = options;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  let status = USAGE_ERROR;
  const paint = paintFor(process.stderr);
  try {
    const root = await findProject(cwd);
    const { stack, note } = await choose(root, asked);
    const config = await readPolicyConfig(policyConfig);
    status = 1;
    if (!json) process.stdout.write(`Previewing stack ${stack}${note}:\n\n`);
    const progress = progressOn(process.stderr, paint);
    const preview = await previewInProcess({ root, stack, onResource: progress.onResource }).finally(progress.end);
    const findings = policies ? judge(preview.resources, { rules, today, config }) : undefined;
    process.stdout.write(json ? stableJson(preview, findings) : report(preview, showInputs, findings));
    return findings && stops(findings) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    for (const message of error.messages) process.stderr.write(`${paint(["bold", "red"], "error:")} ${message}\n`);
    return status;
  }
}

async function choose(root: string, asked: string | undefined): Promise<{ stack: string; note: string }> {
  if (asked !== undefined) {
    await stackFile(root, asked);
    return { stack: asked, note: "" };
  }
  const stacks = await listStacks(root);
  const stack = defaultStack(stacks);
  if (stack === undefined) {
    throw new PreviewError([
      stacks.length > 0 ? `name a stack with --stack: ${stacks.join(", ")}` : `no stack in ${root}: there is no Pulumi.<stack>.yaml`,
    ]);
  }
  const others = stacks.filter((name) => name !== stack);
  return { stack, note: others.length > 0 ? ` (no --stack given; others: ${others.join(", ")})` : "" };
}

function report(preview: Preview, inputs: boolean, findings: readonly Finding[] | undefined): string {
  const paint = paintFor(process.stdout);
  const policies = findings ? { policies: policyLines(findings, rules, paint) } : {};
  return previewReport(preview, { width: Math.min(WIDTH, process.stdout.columns || WIDTH), paint, inputs, ...policies });
}

/** The preview without its measurements, which differ between two runs. */
function stableJson(
  { durationSeconds: _duration, peakMemoryMiB: _memory, ...preview }: Preview,
  findings: readonly Finding[] | undefined,
): string {
  return `${JSON.stringify({ ...preview, ...(findings && { findings }) }, undefined, 2)}\n`;
}
