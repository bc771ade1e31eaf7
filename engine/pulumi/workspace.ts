import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { parse } from "yaml";
import { compileCache } from "../compile-cache.ts";
import { PreviewError, SECRET } from "../preview.ts";
import { readProject } from "../stack/project.ts";
import { stackFile } from "../stack/stacks.ts";
import { type Engine, engineEnvironment } from "./engine.ts";
import { hasSecrets, type Placeholder, withoutSecrets } from "./stack-file.ts";

/** Result of a CLI command. */
export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** An isolated stack for one project: state in a temporary folder, the project's files untouched. */
export interface Workspace {
  /** Temporary folder; {@link Workspace.close} removes it. */
  folder: string;
  project: string;
  /** Runs a command that takes a stack (`preview`, `up`, `destroy` ...) on this one, non-interactively. @param options.signal ends it early */
  run(command: readonly string[], options?: { env?: Record<string, string>; signal?: AbortSignal }): Promise<CommandResult>;
  close(): Promise<void>;
}

export interface WorkspaceOptions {
  engine: Engine;
  /** Folder of `Pulumi.yaml`. */
  root: string;
  stack: string;
  /** Added to the environment of the CLI, its providers and the program. */
  env?: Record<string, string>;
  /** Folder for a state that outlives the workspace; created if it does not exist. Without it the state is discarded. */
  stateDir?: string;
}

/** Not a secret: it encrypts the state of a workspace that has placeholders instead of secrets. */
const PASSPHRASE = "modelkeep";

/** Variables in the user's shell that would make the CLI use another backend, stack or key. */
const CLEARED = ["PULUMI_BACKEND_URL", "PULUMI_STACK", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_CONFIG_PASSPHRASE"];

/** The program's compiled code is kept, as it is in process: it starts a second or more sooner. */
function compiled(program: string): { NODE_COMPILE_CACHE?: string } {
  const folder = compileCache(program);
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/** Enough for the JSON of a preview of a few thousand resources, in bytes. */
const MAX_OUTPUT = 512 * 1024 * 1024;

/**
 * Creates a workspace with the configuration of `Pulumi.<stack>.yaml`.
 *
 * The stack is created for a project file with only the name, and the CLI reads a copy of the stack file: it writes
 * the salt of its secrets into the stack file that it uses, and must not do so in the repository. Secrets in the stack
 * file reach the program as {@link SECRET}, as they do in process.
 *
 * @throws PreviewError when project or stack do not exist, or the CLI cannot create the stack
 */
export async function openWorkspace({ engine, root, stack, env = {}, stateDir }: WorkspaceOptions): Promise<Workspace> {
  const project = await readProject(root);
  const file = await stackFile(root, stack);
  const text = await readFile(join(project.root, file), "utf8");
  const folder = await mkdtemp(join(tmpdir(), "modelkeep-"));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const state = stateDir ?? join(folder, "state");
    const shell = join(folder, "project");
    for (const made of [state, shell]) await mkdir(made, { recursive: true });
    await writeFile(join(shell, "Pulumi.yaml"), JSON.stringify({ name: project.name, runtime: "nodejs" }));
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !CLEARED.includes(name)));
    const environment: NodeJS.ProcessEnv = engineEnvironment(engine, {
      ...compiled(join(project.programDirectory, "index.ts")),
      ...own,
      PULUMI_BACKEND_URL: pathToFileURL(state).href,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      ...env,
    });
    const pulumi = (cwd: string, args: readonly string[], extra: Record<string, string> = {}, signal?: AbortSignal) =>
      execute(engine.cli, [...args, "--non-interactive", "--color", "never"], cwd, { ...environment, ...extra }, signal);

    const made = await pulumi(shell, ["stack", "init", stack, "--no-select"]);
    if (made.code !== 0 && !made.stderr.includes("already exists")) throw new PreviewError([said(made)]);
    const copy = join(folder, basename(file));
    const placeholder = hasSecrets(text) ? await encrypt(pulumi, shell, stack) : undefined;
    await writeFile(copy, withoutSecrets(text, file, placeholder));
    return {
      folder,
      project: project.name,
      run: (command, options = {}) =>
        pulumi(project.root, [...command, "--stack", stack, "--config-file", copy], options.env, options.signal),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Output of the CLI, for a message to the user. */
export function said({ stdout, stderr }: CommandResult): string {
  return stripVTControlCharacters(`${stdout}\n${stderr}`.trim()).replaceAll(/^error: /gm, "");
}

type Pulumi = (cwd: string, args: readonly string[]) => Promise<CommandResult>;

/** Lets the CLI encrypt the placeholder for secrets, and reads the ciphertext from the stack file that it wrote. */
async function encrypt(pulumi: Pulumi, shell: string, stack: string): Promise<Placeholder> {
  const set = await pulumi(shell, ["config", "set", "placeholder", SECRET, "--secret", "--stack", stack]);
  if (set.code !== 0) throw new PreviewError([said(set)]);
  const { config, encryptionsalt } = parse(await readFile(join(shell, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, { secure: string }>;
    encryptionsalt: string;
  };
  return { encryptionsalt, ciphertext: Object.values(config)[0]!.secure };
}

function execute(file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { cwd, env, maxBuffer: MAX_OUTPUT, ...(signal && { signal }) }, (error, stdout, stderr) => {
      if (error && typeof error.code === "string") reject(error);
      else resolve({ code: child.exitCode ?? 1, stdout, stderr });
    });
    // A prompt despite `--non-interactive` would wait forever.
    child.stdin?.end();
  });
}
