import { basename, resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { UsageError } from "../../engine/preview.ts";
import type { Forge } from "../../pipelines/written-files.ts";
import { guarded } from "../guarded.ts";
import { type Answers, asked, type InitTarget, targets, unanswered } from "../init/answers.ts";
import { askRest } from "../init/ask.ts";
import { checkStackText } from "../init/checked.ts";
import { usualInstance } from "../init/instance.ts";
import { type Kit, runningKit } from "../init/kit.ts";
import { projectFiles } from "../init/project-files.ts";
import { writeProject } from "../init/write.ts";
import { npm } from "../npm.ts";
import { useCatalogOf } from "../project.ts";
import { npmSpec } from "../upgrade/scratch.ts";
import { type Ask, terminal } from "../view/terminal.ts";

interface Options extends Omit<Answers, "target"> {
  target?: InitTarget;
  stack: string;
  ci: Forge | "none";
  from?: string;
  install: boolean;
  yes: boolean;
  force: boolean;
}

/** `modelkeep init`: a new project that uses the kit as a package. */
export function initVerb(): Command {
  return new Command("init")
    .description("create a project that uses modelkeep as a package: settings, a two-line program, pipelines; asks for what no option sets")
    .addArgument(new Argument("<dir>", "folder to write into"))
    .addOption(
      new Option("--target <target>", "where the keep runs: AWS, your own cluster, or a local cluster on a laptop").choices(targets),
    )
    .option("--model <name>", "model name in the catalog")
    .option("--account <id>", "eks: AWS account ID, twelve digits")
    .option("--region <name>", "eks: AWS region")
    .option("--zones <names>", "eks: availability zones, separated by commas, in a region whose zones the catalog does not know")
    .option("--instance <type>", "eks: type of the GPU nodes (default: the cheapest that holds the model)")
    .option("--context <name>", "existing, laptop: kubeconfig context (default: the current one)")
    .option("--gpus <count x GiB>", "existing: GPUs per node and the memory of each, such as 4x48")
    .option("--node <cores x GiB>", "existing, laptop: allocatable CPU cores and memory of one node, such as 32x256")
    .option("--volume <name>", "existing, laptop: PersistentVolume with the weights")
    .option("-s, --stack <name>", "name of the stack", "mine")
    .addOption(new Option("--ci <forge>", "forge to write pipelines for").choices(["github", "gitlab", "none"]).default("github"))
    .option("--from <spec>", "where npm installs the kit from, such as file:modelkeep-0.1.0.tgz (default: this version)")
    .option("--no-install", "do not run npm install")
    .option("-y, --yes", "ask nothing: settings without an option keep the example's value", false)
    .option("--force", "overwrite existing files with different content", false)
    .action(async (dir: string, options: Options) => {
      process.exitCode = await runInit(dir, options);
    });
}

/** A name that is valid for an npm package and for a Pulumi project. */
const packageNamed = (dir: string) =>
  basename(dir)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "") || "keep";

/**
 * Asks, validates the settings against their schema, and writes.
 * @param ask asks one question; undefined without a terminal
 * @returns exit status: 0, 1 where packages cannot be installed, 2 where an answer is invalid or files are in the way; nothing is
 * written then
 */
export async function runInit(dir: string, options: Options, ask: Ask | undefined = options.yes ? undefined : terminal()): Promise<number> {
  return guarded(async () => {
    const { stack, ci, install, force } = options;
    if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(stack))
      throw new UsageError([`--stack ${JSON.stringify(stack)} is not accepted; accepted: lower-case letters, digits and -, such as prod`]);
    const kit = runningKit();
    const folder = resolve(dir);
    useCatalogOf(folder);
    const answers = await answersOf(options, ask);
    const project = {
      name: packageNamed(folder),
      stack,
      answers,
      from: options.from === undefined ? kit.version : npmSpec(options.from, folder, process.cwd()),
      forge: ci === "none" ? undefined : ci,
    };
    const files = projectFiles(project, kit);
    checkStackText(files.get(`Pulumi.${stack}.yaml`) ?? "", stack);
    if (install) process.stderr.write("installing packages ...\n");
    await writeProject(folder, files, force, (at) => (install ? npm("npm install", ["install"], at) : Promise.resolve()));
    process.stdout.write(said(dir, files, options, kit, answers));
    return 0;
  });
}

/** The options, completed by questions or, without a terminal, by the cheapest instance for the named model. */
async function answersOf(options: Options, ask: Ask | undefined): Promise<Answers> {
  const { target, model, account, region, zones, instance, context, gpus, node, volume } = options;
  const given = { target, model, account, region, zones, instance, context, gpus, node, volume };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Answers>;
  if (ask) return askRest(known, ask);
  const missing = options.yes ? [] : unanswered(known);
  if (missing.length > 0)
    throw new UsageError([
      `there is no terminal to ask at, and no value for ${missing.map((name) => `--${name}`).join(", ")}; accepted: these options, or --yes to keep the example's values`,
    ]);
  const answers: Answers = { ...known, target: known.target ?? "eks" };
  const chosen = answers.target === "eks" && model !== undefined && instance === undefined ? usualInstance(model) : undefined;
  return chosen === undefined ? answers : { ...answers, instance: chosen };
}

function said(dir: string, files: ReadonlyMap<string, string>, { stack, install }: Options, { version }: Kit, answers: Answers): string {
  const list = [...files.keys()].map((path) => `  ${path}\n`).join("");
  const left = asked[answers.target].filter((name) => answers[name] === undefined && name !== "zones");
  const example = left.length > 0 ? ` As in the example: ${left.join(", ")}.` : "";
  const steps = [`cd ${dir}`, ...(install ? [] : ["npm install"]), "npx modelkeep preview"];
  return `Wrote ${dir} for modelkeep ${version}:\n${list}Settings: Pulumi.${stack}.yaml.${example} Next:\n  ${steps.join(" && ")}\n`;
}
