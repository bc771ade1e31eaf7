import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { maskText } from "../../diff/masking/mask-text.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { saveSide } from "../../diff/sides/saved-side.ts";
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
  stack?: string | readonly string[];
  /** File to save the previews of the stacks in, in place of printing one. */
  save?: string;
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
    .option("-s, --stack <name>", "stack to preview (default: demo, or the only one); with --save several, by default all", collected)
    .option("--save <file>", "save the previews with their settings, for `modelkeep diff`, and print nothing of them")
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

const collected = (name: string, before: readonly string[] = []) => [...before, name];

/**
 * Previews and prints, or saves.
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
    const named = asked === undefined ? [] : [asked].flat();
    if (options.save !== undefined) return await savePreviews(root, named, resolve(cwd, options.save));
    if (named.length > 1) throw new PreviewError([`--stack is given ${named.length} times; accepted is one, or several with --save`]);
    const { stack, note } = await choose(root, named[0]);
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

/** Saves the previews of some stacks, or of all. @returns 0, or 1 where a program failed, which is saved as that */
async function savePreviews(root: string, stacks: readonly string[], file: string): Promise<number> {
  for (const stack of stacks) await stackFile(root, stack);
  const side = await readSide(root, ".", stacks.length > 0 ? { stacks: [...stacks] } : {});
  if (side.stacks.size === 0) throw new PreviewError([`no stack in ${root}: there is no Pulumi.<stack>.yaml`]);
  await writeFile(file, saveSide(side)).catch((error: Error) => {
    throw new PreviewError([`${file} cannot be written: ${error.message}`]);
  });
  process.stdout.write(`Saved ${[...side.stacks.keys()].join(", ")} in ${file}\n`);
  const failed = [...side.stacks].flatMap(([stack, found]) => ("failed" in found ? found.failed.map((why) => `${stack}: ${why}`) : []));
  const paint = paintFor(process.stderr);
  for (const message of failed) process.stderr.write(`${paint(["bold", "red"], "error:")} ${maskText(message)}\n`);
  return failed.length > 0 ? 1 : 0;
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
