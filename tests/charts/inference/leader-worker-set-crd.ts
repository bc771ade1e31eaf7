import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { TestCluster } from "../../infra/kubernetes/cluster.ts";
import { until } from "../../support/until.ts";

/** The definition of LeaderWorkerSet, of the released version that the file names. */
const definition = parse(readFileSync(new URL("leader-worker-set.crd.yaml", import.meta.url), "utf8"));

/** Gives a cluster the kind LeaderWorkerSet, without its controller; done when the kind is served. */
export async function installLeaderWorkerSet({ kubectl }: TestCluster): Promise<void> {
  await kubectl(["apply", "--server-side", "-f", "-"], JSON.stringify(definition));
  await until("the kind is served", () => kubectl(["get", "leaderworkersets.leaderworkerset.x-k8s.io", "-A"]));
}
