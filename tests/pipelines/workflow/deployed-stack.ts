import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";
import { prepared } from "../../infra/kubernetes/prepared.ts";
import { limits } from "../../support/limits.ts";
import type { Origin } from "./origin.ts";
import { npmFolder, repositoryCopy } from "./repository-copy.ts";

const root = resolve(import.meta.dirname, "../../..");

/** What a secret of the stack holds, which nothing may show. */
export const canary = "canary-in-the-clear";

/** A stack on a real API server whose jobs run by the real CLI, with a state of its own, and the repository that holds it. */
export interface DeployedStack {
  cluster: TestCluster;
  origin: Origin;
  /** A later commit, which gives the model more context. */
  later: string;
  /** URL of the state. */
  state: string;
  passphrase: string;
  /** What a machine has besides what its runner sets. */
  env: Record<string, string>;
  down(): Promise<void>;
}

/** Starts what the jobs of an example need; only the stack itself is there, as a person makes it once. */
export async function deployedStack(stack: string): Promise<DeployedStack> {
  const cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  const stateFolder = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
  const [state, passphrase] = [`file://${stateFolder}`, "of the test"];
  const engine = engineEnvironment(cluster.engine, process.env) as Record<string, string>;
  const env = {
    PATH: [npmFolder, dirname(process.execPath), engine["PATH"]].join(delimiter),
    PULUMI_HOME: engine["PULUMI_HOME"]!,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    KUBECONFIG: cluster.kubeconfig,
  };
  const file = `examples/Pulumi.${stack}.yaml`;
  const settings = initialised(stack, file, { ...engine, ...env, PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_BACKEND_URL: state });
  const origin = repositoryCopy([stack], { [file]: settings });
  const later = origin.change(1, { [file]: settings.replace("contextTokens: 4096", "contextTokens: 6144") }).head;
  const down = async () => {
    await cluster.down();
    rmSync(stateFolder, { recursive: true });
  };
  return { cluster, origin, later, state, passphrase, env, down };
}

/** Makes the stack, and gives its file with the salt of its secrets provider and one secret. */
function initialised(stack: string, file: string, env: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-stack-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: modelkeep\nruntime: nodejs\nstackConfigDir: examples\n");
  mkdirSync(join(folder, "examples"));
  writeFileSync(join(folder, file), readFileSync(join(root, file)));
  const pulumi = (...args: string[]) => execFileSync("pulumi", args, { cwd: folder, env, encoding: "utf8", timeout: limits.wait });
  try {
    pulumi("stack", "init", stack);
    pulumi("config", "set", "--secret", "modelkeep:canary", canary, "--stack", stack);
    return readFileSync(join(folder, file), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** URNs of what a plan of the CLI does in the cluster; what an option leaves out stands there as what stays the same. */
export function plannedInCluster(plan: string): string[] {
  const resources = JSON.parse(plan).resourcePlans as Record<string, { steps: string[] }>;
  return Object.entries(resources).flatMap(([urn, { steps }]) =>
    /[:$]kubernetes:[^:$]+:\w+::/.test(urn) && steps.some((step) => step !== "same") ? [urn] : [],
  );
}
