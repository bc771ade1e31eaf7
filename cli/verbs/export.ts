import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { previewWithSymbols } from "../../engine/in-process/symbols/preview.ts";
import { terraformPlan } from "../../export/terraform-plan.ts";
import { guarded } from "../guarded.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";

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
    .addOption(stackOption("stack to export"))
    .option("-o, --out <file>", "file to write (default: standard output)")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runExport(options);
    });
}

/**
 * Previews a stack and writes it.
 *
 * @returns exit status: 0, or 1 where the settings have a problem or a resource has no name in Terraform, or 2 where there is no such stack
 */
export async function runExport({ stack: asked, out, cwd }: Options): Promise<number> {
  return guarded(async () => {
    const root = await openProject(cwd);
    const { stack } = await chooseStack(root, asked);
    const plan = terraformPlan(await previewWithSymbols({ root, stack }));
    const text = `${JSON.stringify(plan, undefined, 2)}\n`;
    if (out === undefined) process.stdout.write(text);
    else await writeFile(resolve(cwd, out), text);
    return 0;
  });
}
