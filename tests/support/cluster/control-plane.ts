import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Engine, engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { runFolder } from "../once-per-run.ts";
import { Etcd } from "./etcd.ts";

const root = resolve(import.meta.dirname, "../../..");
const script = join(root, "dev/engine/control-plane");
/** As many nodes as any test asks for; a lease takes away those that are too many. */
const mostNodes = 4;

/** A control plane of `dev/engine/control-plane` that is somebody's for a while, as if it were new. */
export interface LeasedControlPlane {
  engine: Engine;
  /** Folder of its state, keys and logs. */
  folder: string;
  kubeconfig: string;
  /** Environment with the engine's programs on PATH, and `KUBECONFIG`. */
  env: NodeJS.ProcessEnv;
  /** Makes it as it was before, for whoever comes next. */
  release(): Promise<void>;
}

/**
 * Gives a control plane with `nodes` nodes to the caller alone. It is one that another test has given back, or else a new one: a run has as
 * many as its workers use at the same time, and ends them all when it ends ({@link endControlPlanes}).
 */
export async function leaseControlPlane(nodes: number): Promise<LeasedControlPlane> {
  if (nodes > mostNodes) throw new Error(`${nodes} nodes asked for; a control plane of the tests has ${mostNodes}`);
  const run = runFolder();
  const folder = run === undefined ? mkdtempSync(join(tmpdir(), "modelkeep-control-plane-")) : place(run);
  const engine = await findEngine({ root, env: process.env });
  const env = engineEnvironment(engine, process.env);
  const kubeconfig = join(folder, "kubeconfig");
  env["KUBECONFIG"] = kubeconfig;
  if (!existsSync(join(folder, "before.json"))) await start(folder, env);
  const etcd = new Etcd(readFileSync(join(folder, "etcd.url"), "utf8"));
  for (let node = nodes; node < mostNodes; node++) await promisify(execFile)("kubectl", ["delete", "node", `node-${node}`], { env });
  const release = async () => {
    if (run === undefined) return end(folder);
    process.kill(Number(readFileSync(join(folder, "pid/kwok"), "utf8")), "SIGCONT");
    const before = new Map<string, string>(JSON.parse(readFileSync(join(folder, "before.json"), "utf8")));
    await etcd.restore(before);
    await readPortsAnew(env);
    await etcd.restore(before);
    rmdirSync(join(folder, "lease"));
  };
  return { engine, folder, kubeconfig, env, release };
}

/**
 * Has the API server read which ports of nodes are taken: it keeps them in memory, and looks at what is stored only when it hands one out
 * in earnest, so that a dry run would still be told of ports that went with the data.
 */
async function readPortsAnew(env: NodeJS.ProcessEnv): Promise<void> {
  await promisify(execFile)("kubectl", ["create", "service", "nodeport", "ports-anew", "--tcp=80"], { env });
  await promisify(execFile)("kubectl", ["delete", "service", "ports-anew"], { env });
}

/** Takes the first folder of the run that is nobody's; to make a folder is one step, so two workers never take the same one. */
function place(run: string): string {
  mkdirSync(join(run, "control-planes"), { recursive: true });
  for (let number = 0; ; number++) {
    const folder = join(run, "control-planes", String(number));
    mkdirSync(folder, { recursive: true });
    try {
      mkdirSync(join(folder, "lease"));
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function start(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await promisify(execFile)(script, ["up", folder, "--nodes", String(mostNodes)], { env });
  const stored = await new Etcd(readFileSync(join(folder, "etcd.url"), "utf8")).stored();
  writeFileSync(join(folder, "before.json"), JSON.stringify([...stored]));
}

async function end(folder: string): Promise<void> {
  await promisify(execFile)(script, ["down", folder]);
  rmSync(folder, { recursive: true });
}

/** Ends every control plane of a run. */
export async function endControlPlanes(run: string): Promise<void> {
  const folder = join(run, "control-planes");
  if (!existsSync(folder)) return;
  await Promise.all(readdirSync(folder).map((name) => promisify(execFile)(script, ["down", join(folder, name)])));
}
