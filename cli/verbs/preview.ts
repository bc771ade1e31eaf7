import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { maskText } from "../../diff/masking/mask-text.ts";
import { readSide } from "../../diff/sides/read-side.ts";
import { saveSide } from "../../diff/sides/saved-side.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { type Preview, UsageError } from "../../engine/preview.ts";
import { stackFile } from "../../engine/stack/stacks.ts";
import { type Finding, stops } from "../../policies/judge/finding.ts";
import { judge } from "../../policies/judge/judge.ts";
import type { PackConfig } from "../../policies/judge/pack-config.ts";
import { rules } from "../../policies/rules.ts";
import { paintFor } from "../../terminal/paint.ts";
import { reportWidth } from "../../terminal/width.ts";
import { complain, FAILED, guarded } from "../guarded.ts";
import { readPolicyConfig } from "../policy-config.ts";
import { summarizedPreview } from "../preview/summarized.ts";
import { openProject } from "../project.ts";
import { chooseStack, stacksOption } from "../stack-choice.ts";
import { policyLines } from "../view/policy-report.ts";
import { previewReport } from "../view/preview-report.ts";
import { type NextStep, previewSummary } from "../view/preview-summary.ts";
import { progressOn } from "../view/progress.ts";
import { recordLines } from "../view/value.ts";

interface Options {
  stack?: string | readonly string[];
  /** File to save the previews of the stacks in, in place of printing one. */
  save?: string;
  json?: boolean;
  cwd: string;
  /** Whether every resource is printed, and not a summary. */
  all?: boolean;
  /** Whether the outputs of the stack are printed below the summary. */
  outputs?: boolean;
  showInputs?: boolean;
  /** Whether policies and proofs judge the preview. @default true */
  policies?: boolean;
  /** File with levels and settings of rules, as for `pulumi preview --policy-pack-config`. */
  policyConfig?: string;
  /** Calendar date by which waivers expire. @default today, in UTC */
  today?: string;
  /** What a summary ends with. @default what the preview itself suggests */
  next?: readonly NextStep[];
}

/** `modelkeep preview`: what a stack would create, without CLI, plugin, login or credential. */
export function previewVerb(): Command {
  return new Command("preview")
    .description("show what a stack would create, in seconds, without a Pulumi CLI, login or credential")
    .addOption(stacksOption("stack to preview (default: demo, or the only one); with --save several, by default all"))
    .option("-a, --all", "print every resource, the outputs and all findings, in place of a summary")
    .option("--outputs", "print the outputs of the stack below the summary")
    .option("--save <file>", "save the previews with their settings, for `modelkeep diff`, and print nothing of them")
    .option("--json", "print the preview as JSON: the same program and settings give the same text")
    .option("--show-inputs", "print every resource with its inputs")
    .option("--no-policies", "do not judge the preview by the policy pack and by proofs")
    .option("--policy-config <file>", "levels and settings of rules, as for pulumi preview --policy-pack-config")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runPreview(options);
    });
}

/**
 * Previews and prints, or saves.
 *
 * @returns exit status: 0, or 1 when the program failed or breaks a mandatory rule, or 2 when there is no such project or stack
 */
export async function runPreview(options: Options): Promise<number> {
  const { stack: asked, cwd, policyConfig } = options;
  return guarded(async () => {
    const root = await openProject(cwd);
    const named = asked === undefined ? [] : [asked].flat();
    if (options.save !== undefined) return await savePreviews(root, named, resolve(cwd, options.save));
    if (named.length > 1) throw new UsageError([`--stack is given ${named.length} times; accepted is one, or several with --save`]);
    const { stack, others } = await chooseStack(root, named[0]);
    const config = await readPolicyConfig(policyConfig);
    const note = others.length > 0 ? ` (no --stack given; others: ${others.join(", ")})` : "";
    const asWhole = options.json === true || options.all === true || options.showInputs === true;
    if (!options.json) process.stdout.write(`Previewing stack ${stack}${note}:\n\n`);
    return asWhole ? await printWhole(root, stack, config, options) : await printSummary(root, stack, config, options);
  });
}

async function printWhole(root: string, stack: string, config: PackConfig, options: Options): Promise<number> {
  const { json = false, showInputs = false, policies = true } = options;
  const progress = progressOn(process.stderr, paintFor(process.stderr));
  const preview = await previewInProcess({ root, stack, draft: true, onResource: progress.onResource }).finally(progress.end);
  const findings = policies ? judge(preview.resources, { rules, today: options.today ?? todayInUtc(), config }) : undefined;
  process.stdout.write(json ? stableJson(preview, findings) : report(preview, showInputs, findings));
  return findings && stops(findings) ? FAILED : 0;
}

async function printSummary(root: string, stack: string, config: PackConfig, options: Options): Promise<number> {
  const { policies = true, outputs = false, today = todayInUtc(), next } = options;
  const progress = progressOn(process.stderr, paintFor(process.stderr));
  const summarized = await summarizedPreview({ root, stack, policies, today, config, progress }).finally(progress.end);
  const paint = paintFor(process.stdout);
  process.stdout.write(previewSummary({ ...summarized, ...(next && { next }) }, reportWidth(process.stdout), paint));
  if (outputs) process.stdout.write(`\n${paint("bold", "Outputs:")}\n${recordLines(summarized.preview.outputs).join("\n")}\n`);
  return summarized.findings && stops(summarized.findings) ? FAILED : 0;
}

const todayInUtc = () => new Date().toISOString().slice(0, 10);

/** Saves the previews of some stacks, or of all. @returns 0, or 1 where a program failed, which is saved as that */
async function savePreviews(root: string, stacks: readonly string[], file: string): Promise<number> {
  for (const stack of stacks) await stackFile(root, stack);
  const side = await readSide(root, ".", stacks.length > 0 ? { stacks: [...stacks] } : {});
  if (side.stacks.size === 0) throw new UsageError([`no stack in ${root}: there is no Pulumi.<stack>.yaml`]);
  await writeFile(file, saveSide(side)).catch((error: Error) => {
    throw new UsageError([`${file} cannot be written: ${error.message}`]);
  });
  process.stdout.write(`Saved ${[...side.stacks.keys()].join(", ")} in ${file}\n`);
  const failed = [...side.stacks].flatMap(([stack, found]) => ("failed" in found ? found.failed.map((why) => `${stack}: ${why}`) : []));
  for (const message of failed) complain(maskText(message));
  return failed.length > 0 ? FAILED : 0;
}

function report(preview: Preview, inputs: boolean, findings: readonly Finding[] | undefined): string {
  const paint = paintFor(process.stdout);
  const policies = findings ? { policies: policyLines(findings, rules, paint) } : {};
  return previewReport(preview, { width: reportWidth(process.stdout), paint, inputs, ...policies });
}

/** The preview without its measurements, which differ between two runs. */
function stableJson(
  { durationSeconds: _duration, peakMemoryMiB: _memory, ...preview }: Preview,
  findings: readonly Finding[] | undefined,
): string {
  return `${JSON.stringify({ ...preview, ...(findings && { findings }) }, undefined, 2)}\n`;
}
