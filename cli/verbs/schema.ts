import { Command } from "commander";
import { stackFileSchema } from "../../infra/settings/stack-file-schema.ts";
import { guarded } from "../guarded.ts";
import { openProject } from "../project.ts";

interface Options {
  cwd: string;
}

/** `modelkeep schema`: what an editor checks stack files by, where a project has a catalog of its own. */
export function schemaVerb(): Command {
  return new Command("schema")
    .description(
      "print the JSON Schema of stack files, with the names of this project's own catalog; schema/keep.schema.json has only the kit's",
    )
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runSchema(options);
    });
}

/**
 * Prints it.
 * @returns exit status: 0, or 2 where there is no project or its own catalog is wrong
 */
export async function runSchema({ cwd }: Options): Promise<number> {
  return guarded(async () => {
    await openProject(cwd);
    process.stdout.write(`${JSON.stringify(stackFileSchema(), undefined, 2)}\n`);
    return 0;
  });
}
