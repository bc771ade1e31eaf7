import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probesNamespace } from "../../charts/names.ts";
import { asked } from "./ask.ts";
import { upOnAws } from "./aws/up.ts";
import { openCluster, type SandboxCluster } from "./cluster.ts";
import { SandboxKeep } from "./keep.ts";
import type { SandboxOptions } from "./options.ts";
import { type Checkpoint, imageRoots, tinyCheckpoint } from "./parts.ts";
import { Progress } from "./progress.ts";
import { sandboxStackFile } from "./settings.ts";
import { lock, type SandboxState, stack } from "./state.ts";
import { fillWeights } from "./weights-volume.ts";

const client = "notebook";
/** Of the one replica: a model of a few million weights, on cores that it shares with the cluster. */
const node = { vcpus: 4, memoryGiB: 12 };

/** Brings everything up and leaves it running. @throws Error with one message where it cannot; what stands then is taken away by `down` */
export async function up(options: SandboxOptions): Promise<void> {
  const { folder } = options;
  const state = join(folder, "sandbox.json");
  if (existsSync(state)) throw new Error(`a sandbox is in ${folder} already; "npm run sandbox -- down" takes it away`);
  if (options.aws) return upOnAws(options);
  const progress = new Progress();
  mkdirSync(folder, { recursive: true });

  const roots = imageRoots(options);
  progress.say(`images: the server's root is ${roots.server}`);
  const checkpoint = tinyCheckpoint();
  progress.say(`checkpoint: ${checkpoint.model}, random weights`);
  const cluster = await openCluster(options);
  progress.say(options.cluster ? `cluster: context ${options.cluster.context}` : "cluster: a node of its own");

  const images = {
    "vllm-cpu": await cluster.push(roots.server, "docker.io/vllm/vllm-openai-cpu"),
    envoy: await cluster.push(roots.envoy, "docker.io/envoyproxy/envoy"),
  };
  const python = await cluster.push(roots.python, "docker.io/library/python");
  progress.say(`pushed: ${Object.values(images).join(", ")}`);
  const stackFile = sandboxStackFile({ images, model: checkpoint.model, lock, node, replicas: 1, clients: [client] });
  writeFileSync(state, JSON.stringify({ options, python, stackFile, files: { [lock]: checkpoint.lockfile } } satisfies SandboxState));
  await deploy(options, cluster, checkpoint, { python, stackFile }, progress);
}

async function deploy(
  { folder }: SandboxOptions,
  cluster: SandboxCluster,
  checkpoint: Checkpoint,
  { python, stackFile }: Pick<SandboxState, "python" | "stackFile">,
  progress: Progress,
): Promise<void> {
  const { kubectl } = cluster;
  await fillWeights(kubectl, python, checkpoint.folder, cluster.weights);
  progress.say("weights are on the volume");
  const keep = keepOn(cluster, folder);
  const files = { [lock]: checkpoint.lockfile };
  const { code, said } = await keep.up(stackFile, files);
  if (code !== 0)
    throw new Error(`pulumi up ended with ${code}; the cluster stays up to be looked at, "npm run sandbox -- down" takes it away\n${said}`);
  const count = /\+ (\d+) created/.exec(said)?.[1];
  progress.say(`pulumi up: ${count} resources, the server has given a token`);

  const { answer, probe, audit, again } = await asked({
    keep,
    kubectl,
    client: { name: client, namespace: "default" },
    python,
    model: checkpoint.model,
    progress,
  });
  console.log(`
${answer}
${probe}
${audit}

To look further:
  ${cluster.reach.join("\n  ")}
  ${again}
  kubectl get pods -A
  kubectl -n ${keep.serving} logs deployment/model-server -c front-door
  kubectl -n ${keep.serving} logs deployment/model-server -c model-server
  kubectl -n ${probesNamespace(stack)} logs job/probe
To take it away:
  npm run sandbox -- down`);
}

/** The keep of a sandbox, with its state in the sandbox's folder. */
export const keepOn = ({ engine, kubectl, env }: SandboxCluster, folder: string): SandboxKeep =>
  new SandboxKeep({ engine, kubectl, env, folder: join(folder, "keep"), stack });
