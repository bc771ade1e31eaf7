import { constants } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join, resolve, sep } from "node:path";
import { isPackage } from "../packaged.ts";
import type { Engine, EngineSource } from "./engine.ts";

/** A location where an engine was searched: the engine found, or why there is none. */
export type Candidate = { source: EngineSource } & ({ engine: Engine; note?: string } | { missing: string });

/** No engine was found, or the requested one is incomplete. The message states what to do. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

export interface FindOptions {
  /** Root of this repository. */
  root: string;
  env: NodeJS.ProcessEnv;
}

const EXE = process.platform === "win32" ? ".exe" : "";

/**
 * Searches for a Pulumi engine in every location, in order: the folder that `MODELKEEP_ENGINE` names, a built one in
 * `.engine/`, the `pulumi` on PATH, and the npm package `pulumi`.
 *
 * @throws EngineError when `MODELKEEP_ENGINE` is set but is not an engine: continuing with another one would be surprising
 */
export async function findEngines({ root, env }: FindOptions): Promise<Candidate[]> {
  return [await named(env["MODELKEEP_ENGINE"]), await built(root), await onPath(env), await fromNpm(root, env)];
}

/**
 * The first engine of {@link findEngines}.
 *
 * @throws EngineError naming every searched location, and how to get an engine
 */
export async function findEngine(options: FindOptions): Promise<Engine> {
  const candidates = await findEngines(options);
  for (const candidate of candidates) if ("engine" in candidate) return candidate.engine;
  throw new EngineError(noEngine(candidates));
}

/** Message for when no engine is found. */
export function noEngine(candidates: readonly Candidate[]): string {
  const looked = candidates.flatMap((candidate) => ("missing" in candidate ? [`  ${candidate.source}: ${candidate.missing}`] : []));
  return [
    "no Pulumi engine was found:",
    ...looked,
    `Install the Pulumi CLI, or set MODELKEEP_ENGINE to a folder with bin/pulumi and home/plugins/${isPackage ? "" : ","}`,
    ...(isPackage ? [] : ["or build one from source modules: npm run modelkeep -- engine build"]),
  ].join("\n");
}

async function named(folder: string | undefined): Promise<Candidate> {
  const source = "MODELKEEP_ENGINE";
  if (!folder) return { source, missing: "not set" };
  const found = await inFolder(source, resolve(folder));
  if (typeof found !== "string") return { source, engine: found };
  throw new EngineError(
    `MODELKEEP_ENGINE=${folder}: ${found}\naccepted: a folder with bin/pulumi, bin/pulumi-language-nodejs and home/plugins/`,
  );
}

async function built(root: string): Promise<Candidate> {
  const source = "built";
  const folder = join(root, ".engine");
  if (!(await exists(join(folder, "bin")))) return { source, missing: ".engine/ has no build" };
  const found = await inFolder(source, folder);
  return typeof found === "string" ? { source, missing: `.engine/: ${found}` } : { source, engine: found };
}

/** The engine in a folder built by `dev/engine/build`, or what is missing in it. */
async function inFolder(source: EngineSource, folder: string): Promise<Engine | string> {
  if (!(await isFolder(folder))) return "no such folder";
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    if (!(await isProgram(join(folder, "bin", file + EXE)))) return `bin/${file}${EXE} is missing or cannot be run`;
  }
  if (!(await isFolder(join(folder, "home", "plugins")))) return "home/plugins/ is missing";
  return { source, cli: join(folder, "bin", `pulumi${EXE}`), home: join(folder, "home"), complete: true };
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Candidate> {
  const source = "PATH";
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    // npm scripts put the npm package's launcher on PATH: that is the next candidate, not this one.
    if (folder === "" || folder.includes(`node_modules${sep}.bin`)) continue;
    const cli = resolve(folder, `pulumi${EXE}`);
    if (await isProgram(cli)) return { source, engine: { source, cli, home: userHome(env), complete: false } };
  }
  return { source, missing: "no pulumi on PATH" };
}

/** The npm package does not contain the CLI: its launcher downloads it into `PULUMI_HOME/versions` on first use. */
async function fromNpm(root: string, env: NodeJS.ProcessEnv): Promise<Candidate> {
  const source = "npm";
  const manifest = join(root, "node_modules", "pulumi", "package.json");
  if (!(await exists(manifest))) return { source, missing: "the npm package pulumi is not installed" };
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const home = userHome(env);
  const downloaded = join(home, "versions", env["PULUMI_VERSION"] || version, "bin", `pulumi${EXE}`);
  if (await isProgram(downloaded)) return { source, engine: { source, cli: downloaded, home, complete: false } };
  return {
    source,
    missing: `the npm package pulumi ${version} has not downloaded its CLI yet; it does so on first use: npx pulumi version`,
  };
}

function userHome(env: NodeJS.ProcessEnv): string {
  return resolve(env["PULUMI_HOME"] || join(homedir(), ".pulumi"));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
}
