import { describe, expect, it, test } from "vitest";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { modelServerSelector } from "../../../charts/names.ts";
import { onAws, onCluster, onLaptop, onTwoNodes } from "../keep-specs.ts";
import { parts } from "./pod-parts.ts";

/** The front door as a native sidecar, with keys of its own. */
const keys = { name: "keys", secret: { secretName: "server" } };
const native = {
  ...parts,
  sidecars: [{ name: "front-door", restartPolicy: "Always", volumeMounts: [{ name: "keys", mountPath: "/keys" }] }],
  volumes: [...parts.volumes, keys],
};
const pod = serverPod(onAws, parts, "single");
const volume = (name: string) => pod.spec.volumes!.find((one) => one.name === name)!;

describe("the pod", () => {
  it("gets no variables of Services", { tags: ["pod-no-service-variables"] }, () => expect(pod.spec.enableServiceLinks).toBe(false));
  it("gets no Kubernetes token", { tags: ["shows-D8", "pod-no-kubernetes-token"] }, () =>
    expect(pod.spec.automountServiceAccountToken).toBe(false),
  );
  it("shares nothing with its node or between its containers", { tags: ["pod-shares-nothing"] }, () =>
    expect(pod.spec).toMatchObject({ hostNetwork: false, hostPID: false, hostIPC: false, shareProcessNamespace: false }),
  );
  it("makes every container run as the owner of the socket", () =>
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 2000,
      runAsGroup: 2000,
      fsGroup: 2000,
      seccompProfile: { type: "RuntimeDefault" },
    }));
  it("keeps the socket and /dev/shm in memory", { tags: ["pod-memory-volumes"] }, () => {
    expect(volume("socket").emptyDir).toEqual({ medium: "Memory", sizeLimit: "1Mi" });
    expect(volume("shared-memory").emptyDir).toEqual({ medium: "Memory", sizeLimit: "5Gi" });
  });

  it("bounds every empty volume of its own, and has none on the node's file system", () => {
    for (const one of serverPod(onAws, { ...parts, volumes: [] }, "single").spec.volumes!) {
      expect(Object.keys(one), one.name).toEqual(["name", one.name === "programs" ? "configMap" : "emptyDir"]);
      if (one.emptyDir) expect(one.emptyDir.sizeLimit, one.name).toMatch(/^\d+[MG]i$/);
    }
  });

  it("gives AWS credentials to the loader alone", { tags: ["shows-D8", "pod-credentials-for-loader-alone"] }, () => {
    expect(pod.metadata.annotations).toMatchObject({ "eks.amazonaws.com/skip-containers": "model-server,front-door" });
    expect(serverPod(onLaptop, parts, "single").metadata.annotations).not.toHaveProperty("eks.amazonaws.com/skip-containers");
  });

  it("takes annotations, init containers, sidecars and volumes of other charts", () => {
    expect(serverPod(onAws, { ...parts, annotations: { "a/b": "c" } }, "single").metadata.annotations).toMatchObject({ "a/b": "c" });
    expect(pod.spec.initContainers).toEqual(parts.initContainers);
    expect(pod.spec.containers.map(({ name }) => name)).toEqual(["model-server", "front-door"]);
    expect(pod.spec.volumes).toContainEqual({ name: "weights", emptyDir: {} });
  });

  test.each([
    { as: "a sidecar", given: native },
    { as: "an init container", given: { ...native, initContainers: [...native.sidecars, ...parts.initContainers], sidecars: [] } },
  ])("starts a native sidecar, given as $as, after the loader and before the server, without credentials", ({ given }) => {
    const { spec, metadata } = serverPod(onAws, given, "single");
    expect(metadata.annotations).toMatchObject({ "eks.amazonaws.com/skip-containers": "model-server,front-door" });
    expect(serverPod(onTwoNodes, given, "worker").spec.initContainers).toEqual(parts.initContainers);
    expect(spec.initContainers?.map(({ name }) => name)).toEqual(["weights-loader", "front-door"]);
    expect(spec.containers.map(({ name }) => name)).toEqual(["model-server"]);
    expect(spec.volumes).toContainEqual(keys);
  });

  it("goes where the spec says", () => {
    expect(pod.spec).toMatchObject({ nodeSelector: { "modelkeep/pool": "gpu" }, tolerations: onAws.placement.tolerations });
    expect(serverPod(onCluster, parts, "single").spec).toMatchObject({ runtimeClassName: "nvidia" });
    expect(serverPod(onLaptop, parts, "single").spec).not.toHaveProperty("runtimeClassName");
  });

  it("spreads over zones where it can and over nodes always, among those that it may run on", { tags: ["shows-D12"] }, () => {
    const constraints = pod.spec.topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable, nodeTaintsPolicy }) => [
      topologyKey,
      whenUnsatisfiable,
      nodeTaintsPolicy,
    ]);
    expect(constraints).toEqual([
      ["topology.kubernetes.io/zone", "ScheduleAnyway", "Honor"],
      ["kubernetes.io/hostname", "DoNotSchedule", "Honor"],
    ]);
    expect(pod.spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
  });

  it("carries the labels by which the network policies know it", () =>
    expect(pod.metadata.labels).toMatchObject(modelServerSelector("demo", onAws.server)));
});
