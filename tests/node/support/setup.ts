import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientPod, clientProgram } from "../../../dev/sandbox/client.ts";
import type { Applied } from "../../../dev/sandbox/kubectl.ts";
import { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { Progress } from "../../../dev/sandbox/progress.ts";
import { weightsVolume } from "../../../dev/sandbox/weights-volume.ts";
import { recordVariable } from "../../../dev/suites/node-trial.ts";
import { pushImages, serverVariable } from "./images.ts";
import { folderVariable, NodeRun, stack } from "./run.ts";
import { writeWeights } from "./weights.ts";

/** Of three keeps with their replicas and probes, and of four servers as they are on nodes of EKS: more than the machine may have. */
const claimed = { cores: 64, memoryGiB: 256 };

/**
 * Brings up one node for all files, and the keep on it by `pulumi up`. `MODELKEEP_TEST_NODE` names a folder whose node and keep are kept for the
 * next run; `MODELKEEP_TEST_SERVER` the root folder of an image in place of the stand-in's.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const kept = process.env[folderVariable];
  const folder = kept ?? mkdtempSync(join(tmpdir(), "modelkeep-node-"));
  process.env[folderVariable] = folder;
  mkdirSync(folder, { recursive: true });
  const progress = new Progress();

  if (existsSync(join(folder, "ready"))) {
    const run = new NodeRun(folder, await KubernetesNode.in(join(folder, "node")));
    writeWeights(join(folder, "weights"));
    await run.up();
    progress.say("the keep is as this program has it");
    return async () => {};
  }
  const node = await KubernetesNode.up(join(folder, "node"), claimed);
  const down = async () => {
    await node.down();
    rmSync(folder, { recursive: true });
  };
  try {
    progress.say("the node is up");
    const run = new NodeRun(folder, node);
    run.images = await pushImages(folder, node);
    progress.say("images are pushed");
    writeWeights(join(folder, "weights"));
    await node.kubectl.apply(
      weightsVolume(join(folder, "weights")),
      ...["default", "elsewhere"].flatMap((name) => [namespace(name), clientProgram(name)]),
    );
    await run.up();
    progress.say("the keep is up");
    await node.kubectl.apply(...clients(run));
    for (const where of ["default", "elsewhere"])
      await node.kubectl.run(["-n", where, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=300s"]);
    progress.say("its clients are up");
    await tellRunsOn(node);
    writeFileSync(join(folder, "ready"), "");
  } catch (error) {
    if (kept === undefined) await down();
    throw error;
  }
  return kept === undefined ? down : async () => {};
}

/** Writes what the suite runs on where a record of it is wanted; see `dev/suites/node-trial.ts`. */
async function tellRunsOn(node: KubernetesNode): Promise<void> {
  const file = process.env[recordVariable];
  if (file === undefined) return;
  const { kernelVersion, kubeletVersion, containerRuntimeVersion } = JSON.parse(
    await node.kubectl.run(["get", "nodes", "-o", "jsonpath={.items[0].status.nodeInfo}"]),
  ) as Record<string, string>;
  const server = process.env[serverVariable];
  const on = {
    kernel: `Linux ${kernelVersion}`,
    kubelet: kubeletVersion,
    "container runtime": containerRuntimeVersion,
    "network policies": "kube-router's controller 2.1.0",
    "front door": "Envoy 1.40.0",
    "model server": server === undefined ? "a program that takes the part of vLLM" : "vLLM for CPUs",
  };
  writeFileSync(file, JSON.stringify({ stack, on }));
}

const namespace = (name: string): Applied => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

/** The two clients, one in their namespace without a label, one elsewhere with a client's label: both with a client's own certificate. */
function clients({ keep, images: { python: image } }: NodeRun): Applied[] {
  const pod = { keep: keep.name, image };
  return [
    keep.clientSecret("notebook"),
    keep.clientSecret("crawler"),
    keep.clientSecret("notebook", "elsewhere"),
    clientPod({ ...pod, name: "notebook", labelled: "notebook", secret: "modelkeep-notebook" }),
    clientPod({ ...pod, name: "crawler", labelled: "crawler", secret: "modelkeep-crawler" }),
    clientPod({ ...pod, name: "stranger", secret: "modelkeep-notebook" }),
    clientPod({ ...pod, name: "impostor", namespace: "elsewhere", labelled: "notebook", secret: "modelkeep-notebook" }),
  ];
}
