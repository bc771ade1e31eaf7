import { Command } from "commander";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { type Preview, PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { defaultStack, listStacks, stackFile } from "../../engine/stack/stacks.ts";
import { paintFor } from "../view/paint.ts";
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
}

/** `modelkeep preview`: what a stack would create, without CLI, plugin, login or credential. */
export function previewVerb(): Command {
  return new Command("preview")
    .description("show what a stack would create, in seconds, without a Pulumi CLI, login or credential")
    .option("-s, --stack <name>", "stack to preview (default: demo, or the only one)")
    .option("--json", "print the preview as JSON: the same program and settings give the same text")
    .option("--show-inputs", "print the inputs of every resource as well")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: Options) => {
      process.exitCode = await runPreview(options);
    });
}

/**
 * Previews and prints.
 *
 * @returns exit status: 0, or 1 when the program failed, or 2 when there is no such project or stack
 */
export async function runPreview({ stack: asked, json = false, cwd, showInputs = false }: Options): Promise<number> {
  let status = USAGE_ERROR;
  const paint = paintFor(process.stderr);
  try {
    const root = await findProject(cwd);
    const { stack, note } = await choose(root, asked);
    status = 1;
    if (!json) process.stdout.write(`Previewing stack ${stack}${note}:\n\n`);
    const progress = progressOn(process.stderr, paint);
    const preview = await previewInProcess({ root, stack, onResource: progress.onResource }).finally(progress.end);
    process.stdout.write(json ? stableJson(preview) : report(preview, showInputs));
    return 0;
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

function report(preview: Preview, inputs: boolean): string {
  return previewReport(preview, { width: Math.min(WIDTH, process.stdout.columns || WIDTH), paint: paintFor(process.stdout), inputs });
}

/** The preview without its measurements, which differ between two runs. */
function stableJson({ durationSeconds: _duration, peakMemoryMiB: _memory, ...preview }: Preview): string {
  return `${JSON.stringify(preview, undefined, 2)}\n`;
}
