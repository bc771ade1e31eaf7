import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";

const root = resolve(import.meta.dirname, "../..");

/** Images that a keep without a GPU runs, by name and digest. */
export interface SandboxImages {
  "vllm-cpu": string;
  envoy: string;
}

/** What a sandbox changes in the example `laptop`, which is made for a machine of its own. */
export interface SandboxSettings {
  images: SandboxImages;
  /** Name of the model in the catalog. */
  model: string;
  /** Path of the lockfile from the project's root. */
  lock: string;
  node: { vcpus: number; memoryGiB: number };
  replicas: number;
  /** Names of the clients: workloads of the namespace `default` under an account of the same name. */
  clients: readonly string[];
  /** Of each client; those of the example where undefined. */
  limits?: { requestsPerMinute: number; concurrent: number; inputTokens: number; outputTokens: number };
}

type StackFile = { config: { "modelkeep:keep": Record<string, Record<string, unknown>> } & Record<string, unknown> };

/** The stack file of the example `laptop` with the node, the model and the images of a sandbox. */
export function sandboxStackFile({ images, model, lock, node, replicas, clients, limits }: SandboxSettings): string {
  const file = parse(readFileSync(join(root, "examples/Pulumi.laptop.yaml"), "utf8")) as StackFile;
  const keep = file.config["modelkeep:keep"] as unknown as Record<string, object> & { clients: readonly object[] };
  const [client] = keep.clients;
  const changed = {
    ...keep,
    model: { ...keep["model"], name: model, lock },
    target: {
      ...keep["target"],
      node,
      weights: { kind: "volume", volume: "weights", accessMode: replicas > 1 ? "ReadOnlyMany" : "ReadWriteOnce" },
    },
    capacity: { replicas: { min: replicas, max: replicas } },
    clients: clients.map((name) => ({
      ...client,
      name,
      from: { kind: "workload", namespace: "default", serviceAccount: name },
      ...(limits && { limits }),
    })),
    images,
  };
  return stringify({ config: { ...file.config, "modelkeep:keep": changed } });
}

/** The object under `modelkeep:keep` of a stack file. */
export const keepOf = (stackFile: string): unknown => (parse(stackFile) as StackFile).config["modelkeep:keep"];
