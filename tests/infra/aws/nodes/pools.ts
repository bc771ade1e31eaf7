import type { Recorded } from "../../../support/recorder.ts";
import { only } from "../../../support/recorder.ts";

/** What tests of both pools give a pool. */
export const poolArgs = {
  place: { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-north-1" },
  clusterName: "modelkeep-demo",
  kubernetesVersion: "1.35",
  clusterDns: "172.20.0.10",
  nodeRoleArn: "arn:role",
  securityGroupId: "nodes",
  volumeKeyArn: "arn:key",
  capacity: {
    nodesPerReplica: 1,
    replicas: { min: 1, max: 3 },
    concurrent: 1,
    purchase: { kind: "on-demand" as const },
    volumeGiB: 200,
  },
  model: "model-server",
  replicas: { min: 1, max: 3 },
  system: { instance: "m7i.large", nodes: 2 },
  maintenance: { maxUnavailable: 1 },
  tags: { "cost-center": "ml" },
  zones: ["eu-north-1a", "eu-north-1b"],
  subnetIds: ["subnet-a", "subnet-b"],
};

/** Inputs of a pool's launch template. */
export const templateOf = (resources: Recorded[]) => only(resources, "LaunchTemplate").inputs;

/** Inputs of a pool's node group. */
export const groupOf = (resources: Recorded[]) => only(resources, "NodeGroup").inputs;

/** A pool's user data, in TOML. */
export const userDataOf = (resources: Recorded[]) => Buffer.from(templateOf(resources)["userData"], "base64").toString();
