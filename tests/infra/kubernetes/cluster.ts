import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../../engine/pulumi/engine.ts";
import { leaseControlPlane } from "../../support/cluster/control-plane.ts";

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

/** A cluster with some nodes, the caller's alone until it is down. */
export async function startCluster(nodes: number): Promise<TestCluster> {
  const { engine, folder, kubeconfig, env, release } = await leaseControlPlane(nodes);
  return {
    engine,
    kubeconfig,
    kubectl: (args, input = "") =>
      new Promise<string>((done, failed) => {
        const options = { env, maxBuffer: 2 ** 26 };
        const child = execFile("kubectl", args, options, (error, stdout) => (error ? failed(error) : done(stdout.trim())));
        child.stdin?.end(input);
      }),
    kubelets: (goOn) => {
      process.kill(Number(readFileSync(join(folder, "pid/kwok"), "utf8")), goOn ? "SIGCONT" : "SIGSTOP");
    },
    down: release,
  };
}
