import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { standInRoot } from "../../../dev/sandbox/parts.ts";
import type { PushedImages } from "./run.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Names the root folder of an image in place of the stand-in's. */
export const serverVariable = "MODELKEEP_TEST_SERVER";

/** Pushes the images of a keep and of its clients. @param folder for what is made of them */
export async function pushImages(folder: string, node: KubernetesNode): Promise<PushedImages> {
  const roots = execFileSync(join(root, "dev/kubernetes-node/roots"), { encoding: "utf8" }).trim();
  const server = process.env[serverVariable] ?? standInRoot(join(roots, "python"), join(folder, "server-root"));
  return {
    "vllm-cpu": await node.push(server, "docker.io/vllm/vllm-openai-cpu"),
    envoy: await node.push(join(roots, "envoy"), "docker.io/envoyproxy/envoy"),
    python: await node.push(join(roots, "python"), "docker.io/library/python"),
  };
}
