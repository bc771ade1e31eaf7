import { Argument, Command } from "commander";
import { findProject } from "../../engine/stack/project.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { usesPackage } from "../../evidence/release/project-program.ts";
import { writeInto } from "../../pipelines/init.ts";
import { nextSteps } from "../../pipelines/next-steps.ts";
import { ciSettings } from "../../pipelines/settings.ts";
import { type Forge, writtenFiles } from "../../pipelines/written-files.ts";
import { page } from "../called.ts";
import { guarded } from "../guarded.ts";
import { stacksOption } from "../stack-choice.ts";

interface Options {
  stack: string[];
  branch: string;
  failOn: string;
  runner?: string;
  force: boolean;
  cwd: string;
}

/** `modelkeep ci`: the pipelines that preview, deploy and monitor a keep. */
export function ciVerb(): Command {
  return new Command("ci").description("pipelines that preview changes, deploy them and detect drift").addCommand(
    new Command("init")
      .description("write the pipelines for a forge into this repository")
      .addArgument(new Argument("<forge>", "where the repository is hosted").choices(["github", "gitlab"]))
      .addOption(stacksOption("stack to deploy; may be repeated").default([], "every stack"))
      .option("--branch <name>", "branch to deploy", "main")
      .option("--fail-on <gates>", "gates that fail the check, as for modelkeep diff", "exposure,policy:high,replace:protected")
      .option("--runner <tag>", "GitLab: tag of the runner that reaches the cluster")
      .option("--force", "overwrite existing files with different content", false)
      .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
      .action(async (forge: Forge, options: Options) => {
        process.exitCode = await runInit(forge, options);
      }),
  );
}

/**
 * Writes the files of a forge and prints the remaining setup steps.
 *
 * @returns exit status: 0, or 1 where a file is in the way, or 2 where an option is wrong; nothing is written then
 */
export async function runInit(forge: Forge, { stack, force, cwd, ...rest }: Options): Promise<number> {
  return guarded(async () => {
    const root = await findProject(cwd);
    const settings = ciSettings(await listStacks(root), stack, { ...rest, fromPackage: usesPackage(root) });
    const written = await writeInto(root, writtenFiles(forge, settings), force);
    for (const [path, what] of written) process.stdout.write(`${what} ${path}\n`);
    process.stdout.write(nextSteps(forge, settings, page));
    return 0;
  });
}
