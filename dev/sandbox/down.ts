import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { destroyOnAws } from "./aws/down.ts";
import { endHolder } from "./aws/hold.ts";
import { openCluster } from "./cluster.ts";
import { KubernetesNode } from "./kubernetes-node.ts";
import type { SandboxOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import type { SandboxState } from "./state.ts";
import { keepOn } from "./up.ts";
import { emptyWeights } from "./weights-volume.ts";

/** Takes a sandbox away: the node, or from a cluster that exists the keep, its client, and its weights. */
export async function down({ folder }: SandboxOptions): Promise<void> {
  const progress = new Progress();
  const file = join(folder, "sandbox.json");
  let failed: Error | undefined;
  if (existsSync(file)) {
    const state = JSON.parse(readFileSync(file, "utf8")) as SandboxState;
    const { options, python, stackFile, files } = state;
    if (options.aws)
      await destroyOnAws(state, progress).catch((error: Error) => {
        failed = error;
      });
    if (options.cluster !== undefined) {
      const cluster = await openCluster(options);
      const { code, said } = await keepOn(cluster, folder).destroy(stackFile, files);
      if (code !== 0) throw new Error(`pulumi destroy ended with ${code}:\n${said}`);
      progress.say("pulumi destroy: the keep is gone");
      const ours = ["pod/notebook", "secret/modelkeep-notebook", "configmap/modelkeep-ask"];
      await cluster.kubectl.run(["delete", ...ours, "--ignore-not-found", "--now"]);
      await emptyWeights(cluster.kubectl, python, cluster.weights);
    }
  }
  await endHolder(folder);
  if (existsSync(join(folder, "node"))) await (await KubernetesNode.in(join(folder, "node"))).down();
  rmSync(folder, { recursive: true, force: true });
  progress.say("nothing of the sandbox is left");
  // Its node and its emulator are gone with all that was in them.
  if (failed) throw failed;
}
