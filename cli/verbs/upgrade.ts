import { Argument, Command } from "commander";
import { UsageError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { usesPackage } from "../../evidence/release/project-program.ts";
import { FAILED, guarded } from "../guarded.ts";
import { installedVersion, npmSpec, withKit } from "../upgrade/scratch.ts";
import { takeOver } from "../upgrade/take-over.ts";
import { type Ask, terminal } from "../view/terminal.ts";
import { runDiff } from "./diff.ts";

interface Options {
  yes: boolean;
  cwd: string;
}

/** `modelkeep upgrade`: installs another version of the kit, after showing what it changes. */
export function upgradeVerb(): Command {
  return new Command("upgrade")
    .description(
      "move a project to another version of the kit: shows what changes in each stack, asks, and updates package.json and its lock file",
    )
    .addArgument(new Argument("[version]", "a version, a tag, or a tarball").default("latest"))
    .option("-y, --yes", "do not ask", false)
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (version: string, options: Options) => {
      process.exitCode = await runUpgrade(version, options);
    });
}

/**
 * Installs the kit in a copy, compares every stack, and takes over the copy's versions if confirmed.
 * @param confirm asks once; undefined without a terminal
 * @returns exit status: 0; 1 where npm fails or a stack cannot be previewed by the new kit, and nothing is changed then; 2 for an
 *   invalid request
 */
export async function runUpgrade(wanted: string, { yes, cwd }: Options, confirm: Ask | undefined = terminal()): Promise<number> {
  return guarded(async () => {
    const root = await findProject(cwd);
    if (!usesPackage(root))
      throw new UsageError([
        `${root} does not use modelkeep as a package: accepted: a project created by modelkeep init; a clone is upgraded with git`,
      ]);
    const before = await installedVersion(root);
    const spec = npmSpec(wanted, root, cwd);
    process.stderr.write("installing into a copy ...\n");
    return withKit(root, spec, async (copy, version) => {
      process.stdout.write(`modelkeep ${before} -> ${version}\n\n`);
      const compared = await runDiff(root, copy, { stack: [], format: "terminal", cwd: root });
      if (compared !== 0) {
        process.stderr.write("nothing was changed: a stack cannot be compared\n");
        return FAILED;
      }
      if (!yes && !/^y(es)?$/i.test((await confirm?.(`\nChange package.json and package-lock.json? [y/N] `)) ?? "")) {
        process.stdout.write(confirm ? "nothing was changed\n" : "\nnothing was changed: confirm with --yes\n");
        return 0;
      }
      await takeOver(copy, root);
      process.stdout.write(`\nchanged package.json and package-lock.json, and installed modelkeep ${version}\n`);
      return 0;
    });
  });
}
