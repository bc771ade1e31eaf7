import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Engine, engineEnvironment } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { Kubectl } from "./kubectl.ts";
import { KubernetesNode } from "./kubernetes-node.ts";
import type { SandboxOptions } from "./options.ts";

const root = resolve(import.meta.dirname, "../..");
/** Of the sandbox's own node: enough for a server, a probe and a client, however small the machine. */
const claimed = { cores: 8, memoryGiB: 32 };

/** The cluster of a sandbox: a node of its own, or one that exists. */
export interface SandboxCluster {
  engine: Engine;
  kubectl: Kubectl;
  /** Environment with the cluster's kubeconfig as the one there is, for the Pulumi CLI. */
  env: Record<string, string>;
  /** Folder on the cluster's node that is the volume of the weights. */
  weights: string;
  /** How a person reaches it: lines for a shell. */
  reach: readonly string[];
  /** Makes an image of a folder; its name and digest. */
  push(rootFolder: string, name: string): Promise<string>;
  /** Ends the node where it is the sandbox's own. */
  end(): Promise<void>;
}

/** Brings the cluster up, or finds the one that is there. */
export async function openCluster({ folder, cluster }: SandboxOptions): Promise<SandboxCluster> {
  if (cluster === undefined) {
    const at = join(folder, "node");
    const node = existsSync(join(at, "pid/outer")) ? await KubernetesNode.in(at) : await KubernetesNode.up(at, claimed);
    return {
      engine: node.engine,
      kubectl: node.kubectl,
      env: { KUBECONFIG: node.kubeconfig },
      weights: join(folder, "volume"),
      reach: [`export KUBECONFIG=${node.kubeconfig} PATH=${join(node.engine.cli, "..")}:$PATH`],
      push: (rootFolder, name) => node.push(rootFolder, name),
      end: () => node.down(),
    };
  }
  const { context, registry } = cluster;
  const engine = await findEngine({ root, env: process.env });
  const env = engineEnvironment(engine, process.env);
  const kubectl = new Kubectl(env, context);
  // The Pulumi program takes the current context of its kubeconfig: here, one that has no other.
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, await kubectl.run(["config", "view", "--raw", "--minify", "--flatten"]), { mode: 0o600 });
  return {
    engine,
    kubectl,
    env: { KUBECONFIG: kubeconfig },
    weights: "/var/tmp/modelkeep-sandbox",
    reach: [`export KUBECONFIG=${kubeconfig}`],
    push: async (rootFolder, name) => {
      const there = name.replace(/^[^/]+/, registry);
      const script = join(root, "dev/kubernetes-node/image");
      const { stdout } = await promisify(execFile)(script, [`http://${registry.split("/")[0]}`, there, "--root", rootFolder]);
      return stdout.trim();
    },
    end: async () => {},
  };
}
