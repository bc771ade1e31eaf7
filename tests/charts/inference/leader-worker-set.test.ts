import { describe, expect, it } from "vitest";
import { frontDoorSelector } from "../../../charts/front-door/selector.ts";
import { modelServer } from "../../../charts/inference/model-server.ts";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { modelServerSelector } from "../../../charts/names.ts";
import { onAws, onTwoNodes } from "../keep-specs.ts";
import { parts } from "./pod-parts.ts";

/** The front door as a native sidecar, with keys of its own. */
const keys = { name: "keys", secret: { secretName: "server" } };
const native = {
  ...parts,
  sidecars: [{ name: "front-door", restartPolicy: "Always", volumeMounts: [{ name: "keys", mountPath: "/keys" }] }],
  volumes: [...parts.volumes, keys],
};

describe("a replica of two nodes", () => {
  const objects = modelServer(onTwoNodes, parts);
  const set = objects.find((object) => object.kind === "LeaderWorkerSet")!.spec;
  const policies = objects.filter((object) => object.kind === "NetworkPolicy").map(({ spec }) => spec!);

  it("is a group that starts and ends as one", () => {
    expect(objects.map(({ kind }) => kind)).toEqual([
      "ConfigMap",
      "PodDisruptionBudget",
      ...Array(4).fill("NetworkPolicy"),
      "LeaderWorkerSet",
    ]);
    expect(set.leaderWorkerTemplate).toMatchObject({ size: 2, restartPolicy: "RecreateGroupOnPodRestart" });
  });

  it("leaves the name of the front door's Service alone: its pods find each other by a Service of their group", {
    tags: ["nodes-find-each-other-by-group"],
  }, () => {
    expect(set).toMatchObject({ networkConfig: { subdomainPolicy: "UniquePerReplica" } });
  });

  it("has one API and one front door", () => {
    const { leaderTemplate, workerTemplate } = set.leaderWorkerTemplate;
    expect(leaderTemplate.spec.containers.map(({ name }) => name)).toEqual(["model-server", "front-door"]);
    expect(workerTemplate.spec.containers.map(({ name }) => name)).toEqual(["model-server"]);
    expect(workerTemplate.spec.containers[0]).not.toHaveProperty("readinessProbe");
    expect(frontDoorSelector(onTwoNodes)).toEqual({
      ...modelServerSelector("demo", onAws.server),
      "leaderworkerset.sigs.k8s.io/worker-index": "0",
    });
    expect(frontDoorSelector(onAws)).toEqual(modelServerSelector("demo", onAws.server));
  });

  it("keeps the front door and its keys off the other nodes", { tags: ["front-door-off-other-nodes"] }, () => {
    const { spec } = serverPod(onTwoNodes, native, "worker");
    expect(spec.initContainers).toEqual(parts.initContainers);
    expect(spec.volumes).not.toContainEqual(keys);
    expect(spec.volumes).toContainEqual({ name: "weights", emptyDir: {} });
  });

  it("talks to its own group alone, in both directions, and to the cluster's DNS", { tags: ["replica-talks-to-its-group-alone"] }, () => {
    for (const [index, policy] of policies.entries()) {
      const members = { matchLabels: expect.objectContaining({ "leaderworkerset.sigs.k8s.io/group-index": String(index) }) };
      expect(policy.podSelector).toEqual(members);
      expect(policy.policyTypes).toEqual(["Ingress", "Egress"]);
      expect(policy.ingress).toEqual([{ from: [{ podSelector: members }] }]);
      expect((policy.egress as { to: unknown }[]).map(({ to }) => to)[0]).toEqual([{ podSelector: members }]);
      expect(policy.egress).toHaveLength(2);
      expect((policy.egress as { ports?: { port: number }[] }[])[1]!.ports!.map(({ port }) => port)).toEqual([53, 53]);
    }
  });
});
