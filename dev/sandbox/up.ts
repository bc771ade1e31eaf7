import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serviceHost } from "../../charts/front-door/certificate.ts";
import { modelServerName, probesNamespace } from "../../charts/names.ts";
import type { ProbeResult } from "../../charts/probes/outcome.ts";
import { clientPod, clientProgram } from "./client.ts";
import { openCluster, type SandboxCluster } from "./cluster.ts";
import { SandboxKeep } from "./keep.ts";
import type { SandboxOptions } from "./options.ts";
import { type Checkpoint, imageRoots, tinyCheckpoint } from "./parts.ts";
import { Progress } from "./progress.ts";
import { sandboxStackFile } from "./settings.ts";
import { fillWeights } from "./weights-volume.ts";

/** Name of stack and keep. */
export const stack = "sandbox";
const client = "notebook";
const lock = "models/sandbox.lock.json";
/** Of the one replica: a model of a few million weights, on cores that it shares with the cluster. */
const node = { vcpus: 4, memoryGiB: 12 };

/** What `down` must know of a sandbox. */
export interface SandboxState {
  options: SandboxOptions;
  python: string;
  stackFile: string;
  files: Record<string, string>;
}

/** Brings everything up and leaves it running. @throws Error with one message where it cannot; what stands then is taken away by `down` */
export async function up(options: SandboxOptions): Promise<void> {
  const { folder } = options;
  const state = join(folder, "sandbox.json");
  if (existsSync(state)) throw new Error(`a sandbox is in ${folder} already; "npm run sandbox -- down" takes it away`);
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

  const pod = { name: client, keep: stack, labelled: client, secret: `modelkeep-${client}`, image: python };
  await kubectl.apply(clientProgram(), keep.clientSecret(client), clientPod(pod));
  await kubectl.run(["wait", "--for=condition=Ready", `pod/${client}`, "--timeout=300s"]);
  const ask = ["exec", client, "--", "python3", "/ask/ask.py", serviceHost(stack, modelServerName), "once", checkpoint.model, "16"];
  const answer = await kubectl.run(ask);
  progress.say("the client has asked");

  const probe = keep.outputs()["probe"] as ProbeResult;
  const log = (await kubectl.run(["-n", keep.serving, "logs", "deployment/model-server", "-c", "front-door"])).split("\n");
  const audited = log.filter((line) => line.includes('"record":"request"')).at(-1);
  if (!answer.startsWith("200 ")) throw new Error(`the client's answer is not 200: ${answer}`);
  if (audited === undefined) throw new Error(`the front door has logged no request:\n${log.join("\n")}`);
  console.log(`
the answer   ${answer}
the probe    ${probe.verdict}: ${probe.says}
the audit    ${audited}

To look further:
  ${cluster.reach.join("\n  ")}
  kubectl ${ask.join(" ")}
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
