import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Engine, engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";

const root = resolve(import.meta.dirname, "../../..");

/** A real API server with its controllers, on loopback; nodes and pods are simulated, so rollouts complete. */
export interface TestCluster {
  engine: Engine;
  kubeconfig: string;
  /** Runs kubectl with `input` on standard input, and returns what it printed. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Stops what plays the kubelets, so that a test can play one itself, or lets it go on. */
  kubelets(goOn: boolean): void;
  down(): Promise<void>;
}

/** Starts a cluster of its own with some nodes. */
export async function startCluster(nodes: number): Promise<TestCluster> {
  const engine = await findEngine({ root, env: process.env });
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-cluster-"));
  const env = engineEnvironment(engine, process.env);
  const run = (file: string, args: readonly string[], input = "") =>
    new Promise<string>((done, failed) => {
      const child = execFile(file, args, { env, maxBuffer: 2 ** 26 }, (error, stdout) => (error ? failed(error) : done(stdout.trim())));
      child.stdin?.end(input);
    });
  const script = join(root, "tools/engine/control-plane");
  const kubeconfig = await run(script, ["up", folder, "--nodes", String(nodes)]);
  env["KUBECONFIG"] = kubeconfig;
  return {
    engine,
    kubeconfig,
    kubectl: (args, input) => run("kubectl", args, input),
    kubelets: (goOn) => {
      process.kill(Number(readFileSync(join(folder, "pid/kwok"), "utf8")), goOn ? "SIGCONT" : "SIGSTOP");
    },
    down: async () => {
      await run(script, ["down", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
