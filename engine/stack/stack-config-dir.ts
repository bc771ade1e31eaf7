import { access } from "node:fs/promises";
import { isAbsolute, join, posix } from "node:path";
import { UsageError } from "../preview.ts";
import { record } from "./project.ts";
import { readYaml } from "./yaml.ts";

/**
 * The folder of a project's stack files, from `root`, with `/`; `""` for the folder of `Pulumi.yaml`. It is `stackConfigDir` of
 * `Pulumi.yaml`, or its older form, a string as `config`, as in `pkg/workspace` of the Pulumi CLI.
 *
 * @throws UsageError where it is outside of the project
 */
export async function stackConfigDir(root: string): Promise<string> {
  const file = join(root, "Pulumi.yaml");
  const project = await access(file).then(
    async () => record(await readYaml(file)),
    () => record(undefined),
  );
  const named = project["stackConfigDir"] ?? (typeof project["config"] === "string" ? project["config"] : "");
  if (typeof named !== "string") throw new UsageError([`Pulumi.yaml: stackConfigDir: is not a string; accepted: a folder in the project`]);
  const folder = posix.normalize(named).replace(/\/$/, "");
  if (isAbsolute(folder) || folder.split("/").includes(".."))
    throw new UsageError([`Pulumi.yaml: stackConfigDir: ${named} is outside the project; accepted: a folder in the project`]);
  return folder === "." ? "" : folder;
}
