import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { KubernetesNode } from "../../../dev/sandbox/kubernetes-node.ts";
import { until } from "../../support/until.ts";
import { pushImages } from "./images.ts";
import { NodeRun } from "./run.ts";

const claimed = { cores: 6, memoryGiB: 64 };

/** A node of a test's own, whose pods may take so much memory. */
export interface SmallNode {
  run: NodeRun;
  down(): Promise<void>;
}

/**
 * Brings up a node whose pods may ask for so much memory together, and are evicted where they take more. The kubelet measures that by the cgroup of the
 * pods (`allocatableMemory.available`): what else runs on the machine does not count.
 * @param sharpGiB beyond which the kernel would end a process before the kubelet has looked
 */
export async function smallNode(allocatableGiB: number, sharpGiB: number): Promise<SmallNode> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-small-"));
  const node = await KubernetesNode.up(join(folder, "node"), claimed);
  const down = async () => {
    await node.down();
    rmSync(folder, { recursive: true });
  };
  try {
    const file = join(node.folder, "kubelet.yaml");
    const config = parse(readFileSync(file, "utf8")) as { evictionHard: Record<string, string> };
    const evictionHard = { ...config.evictionHard, "memory.available": `${sharpGiB - allocatableGiB}Gi` };
    const systemReserved = { memory: `${claimed.memoryGiB - sharpGiB}Gi` };
    writeFileSync(file, stringify({ ...config, evictionHard, systemReserved }));
    await node.stop("kubelet");
    await node.start("kubelet");
    const allocatable = () => node.kubectl.run(["get", "nodes", "-o", "jsonpath={.items[0].status.allocatable.memory}"]);
    await until("the kubelet has its memory", async () => (await allocatable()) === `${allocatableGiB}Gi`);
    const run = new NodeRun(folder, node);
    run.images = await pushImages(folder, node);
    return { run, down };
  } catch (error) {
    await down();
    throw error;
  }
}
