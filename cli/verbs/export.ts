import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { defaultStack, listStacks } from "../../engine/stack/stacks.ts";
import { terraformPlan } from "../export/terraform-plan.ts";
import { paintFor } from "../view/paint.ts";

interface Options {
  stack?: string;
  out?: string;
  cwd: string;
}

/** `modelkeep export`: a preview in the words of another tool. */
export function exportVerb(): Command {
  return new Command("export")
    .description("write a preview as a plan of Terraform, which checkov, trivy, conftest and Infracost read")
    .addOption(new Option("--format <name>", "what to write").choices(["terraform-plan"]).makeOptionMandatory())
    .option("-s, --stack <name>", "stack to export (default: demo, or the only one)")
    .option("-o, --out <file>", "file to write (default: standard output)")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runExport(options);
    });
}

/**
 * Previews a stack and writes it.
 *
 * @returns exit status: 0, or 1 where the settings have a problem or a resource has no name in Terraform
 */
export async function runExport({ stack: asked, out, cwd }: Options): Promise<number> {
  try {
    const root = await findProject(cwd);
    const stacks = await listStacks(root);
    const stack = asked ?? defaultStack(stacks);
    if (stack === undefined) throw new PreviewError([`name a stack with --stack: ${stacks.join(", ")}`]);
    const plan = terraformPlan(await previewWithSymbols({ root, stack }));
    const text = `${JSON.stringify(plan, undefined, 2)}\n`;
    if (out === undefined) process.stdout.write(text);
    else await writeFile(resolve(cwd, out), text);
    return 0;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    for (const message of error.messages) process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
    return 1;
  }
}
