import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { frontDoorSelector } from "../../../charts/front-door/selector.ts";
import { modelServer } from "../../../charts/inference/model-server.ts";
import { modelServerDeployment } from "../../../charts/inference/model-server-deployment.ts";
import { serverContainer } from "../../../charts/inference/server-container.ts";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { kvCacheBytes, serverResources, sharedMemoryGiB, sidecarReserve } from "../../../charts/inference/server-resources.ts";
import { terminationGraceSeconds } from "../../../charts/inference/shutdown.ts";
import { startupBudget } from "../../../charts/inference/startup-budget.ts";
import { modelServerSelector } from "../../../charts/names.ts";
import { anySpec, onAws, onLaptop, onTwoNodes, parts } from "./keep-specs.ts";

/** The front door as a native sidecar, with keys of its own. */
const keys = { name: "keys", secret: { secretName: "server" } };
const native = {
  ...parts,
  sidecars: [{ name: "front-door", restartPolicy: "Always", volumeMounts: [{ name: "keys", mountPath: "/keys" }] }],
  volumes: [...parts.volumes, keys],
};
const pod = serverPod(onAws, parts, "single");
const server = serverContainer(onAws);
const volume = (name: string) =>
  pod.spec.volumes.find((one) => one.name === name) as { emptyDir?: { medium?: string; sizeLimit?: string } };
const mount = (path: string) =>
  (server.volumeMounts as { name: string; mountPath: string; readOnly?: boolean }[]).find(({ mountPath }) => mountPath === path);

describe("the server's container", () => {
  it("cannot write to the image's file system", () => expect(server.securityContext).toMatchObject({ readOnlyRootFilesystem: true }));
  it("has no capability", () => expect(server.securityContext).toMatchObject({ capabilities: { drop: ["ALL"] } }));
  it("cannot gain privileges", () => expect(server.securityContext).toMatchObject({ privileged: false, allowPrivilegeEscalation: false }));
  it("runs as vLLM's own user, never as root", () =>
    expect(server.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 2000, runAsGroup: 2000 }));
  it("is confined by the runtime's seccomp profile", () =>
    expect(server.securityContext).toMatchObject({ seccompProfile: { type: "RuntimeDefault" } }));
  it("adds nothing else to its security context", () => expect(Object.keys(server.securityContext as object)).toHaveLength(8));
  it("opens no port", () => expect(server).not.toHaveProperty("ports"));
  it("takes no variable from elsewhere", () => {
    expect(server).not.toHaveProperty("envFrom");
    expect(JSON.stringify(server.env)).not.toMatch(/secretKeyRef|configMapKeyRef/);
  });
  it("runs the image that the spec names by digest", () => expect(server.image).toBe(onAws.images.server));

  it("removes a socket that a crash left, then becomes vLLM", () =>
    expect(server.command).toEqual(["/bin/sh", "-c", 'rm -f /run/modelkeep/vllm.sock && exec vllm serve "$@"', "vllm"]));

  it("sees the weights and the probe read-only", () => {
    expect(mount("/weights")).toMatchObject({ name: "weights", readOnly: true });
    expect(mount("/etc/modelkeep/probe")).toMatchObject({ readOnly: true });
  });

  it("mounts nothing that is not a volume of the pod, and writes to empty ones alone", () => {
    for (const { name, readOnly } of server.volumeMounts as { name: string; readOnly?: boolean }[]) {
      expect(volume(name), name).toBeDefined();
      if (!readOnly) expect(volume(name), name).toHaveProperty("emptyDir");
    }
  });

  it("asks for a token in the readiness probe, for health in the others", () => {
    const modes = ["startupProbe", "readinessProbe", "livenessProbe"].map(
      (name) => (server[name] as { exec: { command: string[] } }).exec.command[4],
    );
    expect(modes).toEqual(["live", "ready", "live"]);
  });

  it("may start for as long as the budget says, and is restarted only after minutes of silence", () => {
    const { startupProbe, livenessProbe } = server as Record<string, { periodSeconds: number; failureThreshold: number }>;
    expect(startupProbe!.periodSeconds * startupProbe!.failureThreshold).toBeGreaterThanOrEqual(startupBudget(onAws).totalSeconds);
    expect(livenessProbe!.periodSeconds * livenessProbe!.failureThreshold).toBe(180);
  });

  it("gives the probe less time than the kubelet gives it, so that it can say why", () => {
    for (const name of ["startupProbe", "readinessProbe", "livenessProbe"]) {
      const { exec, timeoutSeconds } = server[name] as { exec: { command: string[] }; timeoutSeconds: number };
      expect(Number(exec.command.at(-1)), name).toBeLessThan(timeoutSeconds);
    }
  });

  it("drains before it ends, within the grace period", () => {
    const { preStop } = server.lifecycle as { preStop: { exec: { command: string[] } } };
    expect(preStop.exec.command[4]).toBe("drain");
    expect(Number(preStop.exec.command.at(-1))).toBeLessThan(pod.spec.terminationGracePeriodSeconds);
  });
});

describe("the server's resources", () => {
  it("are limited to what is requested, GPUs too", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const { requests, limits } = serverResources(spec);
        const { "ephemeral-storage": _, ...requested } = requests;
        expect(limits).toMatchObject(requested);
        expect("nvidia.com/gpu" in requested).toBe(spec.hardware.accelerator === "nvidia");
      }),
    );
  });

  it("leave the front door its share, and fill the rest of the node's", () => {
    expect(serverResources(onAws).limits).toMatchObject({ cpu: "45500m", memory: `${349.5 * 1024}Mi`, "nvidia.com/gpu": "4" });
    expect(sidecarReserve).toEqual({ cpu: 0.5, memoryGiB: 0.5 });
  });

  it("count the volume of the weights as disk of the pod", () => {
    expect(serverResources(onAws).limits["ephemeral-storage"]).toBe("84Gi");
    expect(serverResources(onAws).requests["ephemeral-storage"]).toBe("65Gi");
  });

  it("size /dev/shm by the ranks on the node", () => {
    const gpus = (count: number) => sharedMemoryGiB({ hardware: { ...onAws.hardware, gpus: count } });
    expect([gpus(1), gpus(4), gpus(8), sharedMemoryGiB(onLaptop)]).toEqual([2, 5, 9, 1]);
  });

  it("leave a model without a GPU a KV cache within the container, or say that they cannot", () => {
    expect(kvCacheBytes(onLaptop)).toBeGreaterThan(2 * 2 ** 30);
    expect(kvCacheBytes(onLaptop)).toBeLessThan(11.5 * 2 ** 30 - 3.55e9);
    const small = { ...onLaptop, hardware: { ...onLaptop.hardware, memoryGiB: 6 } };
    expect(() => kvCacheBytes(small)).toThrow("hardware.memoryGiB is 6, and the weights alone are 3.3 GiB");
  });
});

describe("the pod", () => {
  it("gets no variables of Services", () => expect(pod.spec.enableServiceLinks).toBe(false));
  it("gets no Kubernetes token", () => expect(pod.spec.automountServiceAccountToken).toBe(false));
  it("shares nothing with its node or between its containers", () =>
    expect(pod.spec).toMatchObject({ hostNetwork: false, hostPID: false, hostIPC: false, shareProcessNamespace: false }));
  it("makes every container run as the owner of the socket", () =>
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 2000,
      runAsGroup: 2000,
      fsGroup: 2000,
      seccompProfile: { type: "RuntimeDefault" },
    }));
  it("keeps the socket and /dev/shm in memory", () => {
    expect(volume("socket").emptyDir).toEqual({ medium: "Memory", sizeLimit: "1Mi" });
    expect(volume("shared-memory").emptyDir).toEqual({ medium: "Memory", sizeLimit: "5Gi" });
  });

  it("bounds every empty volume of its own, and has none on the node's file system", () => {
    for (const one of serverPod(onAws, { ...parts, volumes: [] }, "single").spec.volumes as {
      name: string;
      emptyDir?: { sizeLimit?: string };
    }[]) {
      expect(Object.keys(one), one.name).toEqual(["name", one.name === "probe" ? "configMap" : "emptyDir"]);
      if (one.emptyDir) expect(one.emptyDir.sizeLimit, one.name).toMatch(/^\d+[MG]i$/);
    }
  });

  it("gives AWS credentials to the loader alone", () => {
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
    expect(spec.initContainers.map((one) => (one as { name: string }).name)).toEqual(["weights-loader", "front-door"]);
    expect(spec.containers.map(({ name }) => name)).toEqual(["model-server"]);
    expect(spec.volumes).toContainEqual(keys);
  });

  it("goes where the spec says", () => {
    expect(pod.spec).toMatchObject({
      nodeSelector: { "modelkeep/pool": "gpu" },
      runtimeClassName: "nvidia",
      tolerations: onAws.placement.tolerations,
    });
    expect(serverPod(onLaptop, parts, "single").spec).not.toHaveProperty("runtimeClassName");
  });

  it("spreads over zones where it can and over nodes always, among those that it may run on", () => {
    const constraints = pod.spec.topologySpreadConstraints.map(({ topologyKey, whenUnsatisfiable, nodeTaintsPolicy }) => [
      topologyKey,
      whenUnsatisfiable,
      nodeTaintsPolicy,
    ]);
    expect(constraints).toEqual([
      ["topology.kubernetes.io/zone", "ScheduleAnyway", "Honor"],
      ["kubernetes.io/hostname", "DoNotSchedule", "Honor"],
    ]);
    expect(pod.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
  });

  it("carries the labels by which the network policies know it", () =>
    expect(pod.metadata.labels).toMatchObject(modelServerSelector("prod")));
});

describe("the Deployment", () => {
  const spec = modelServerDeployment(onAws, parts).spec as Record<string, unknown>;
  it("replaces one replica after the other, as there is no spare GPU", () =>
    expect(spec.strategy).toEqual({ type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }));
  it("has the replicas that are always there", () => expect(spec.replicas).toBe(2));
  it("gives a replica its time", () =>
    expect(spec.progressDeadlineSeconds).toBeGreaterThan(terminationGraceSeconds(onAws) + startupBudget(onAws).totalSeconds));
});

describe("a replica of two nodes", () => {
  const objects = modelServer(onTwoNodes, parts);
  const set = objects.at(-1)!.spec as {
    leaderWorkerTemplate: { size: number; restartPolicy: string; leaderTemplate: typeof pod; workerTemplate: typeof pod };
  };
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy").map(({ spec }) => spec as Record<string, unknown>);

  it("is a group that starts and ends as one", () => {
    expect(objects.map(({ kind }) => kind)).toEqual([
      "ConfigMap",
      "PodDisruptionBudget",
      ...Array(4).fill("NetworkPolicy"),
      "LeaderWorkerSet",
    ]);
    expect(set.leaderWorkerTemplate).toMatchObject({ size: 2, restartPolicy: "RecreateGroupOnPodRestart" });
  });

  it("has one API and one front door", () => {
    const { leaderTemplate, workerTemplate } = set.leaderWorkerTemplate;
    expect(leaderTemplate.spec.containers.map(({ name }) => name)).toEqual(["model-server", "front-door"]);
    expect(workerTemplate.spec.containers.map(({ name }) => name)).toEqual(["model-server"]);
    expect(workerTemplate.spec.containers[0]).not.toHaveProperty("readinessProbe");
    expect(frontDoorSelector(onTwoNodes)).toEqual({ ...modelServerSelector("prod"), "leaderworkerset.sigs.k8s.io/worker-index": "0" });
    expect(frontDoorSelector(onAws)).toEqual(modelServerSelector("prod"));
  });

  it("keeps the front door and its keys off the other nodes", () => {
    const { spec } = serverPod(onTwoNodes, native, "worker");
    expect(spec.initContainers).toEqual(parts.initContainers);
    expect(spec.volumes).not.toContainEqual(keys);
    expect(spec.volumes).toContainEqual({ name: "weights", emptyDir: {} });
  });

  it("talks to its own group alone, in both directions, and to the cluster's DNS", () => {
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

describe("all objects of the model server", () => {
  it("are named once, in the serving namespace, with the keep's labels, the same at every call", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const objects = modelServer(spec, parts);
        expect(JSON.stringify(modelServer(spec, parts))).toBe(JSON.stringify(objects));
        expect(new Set(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).size).toBe(objects.length);
        for (const { metadata } of objects) {
          expect(metadata.namespace).toBe("modelkeep-serving");
          expect(metadata.labels).toMatchObject({ "app.kubernetes.io/part-of": "modelkeep", "app.kubernetes.io/instance": spec.name });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("let one pod at a time be evicted, and one that never became ready at any time", () => {
    const budget = modelServer(onAws, parts).find(({ kind }) => kind === "PodDisruptionBudget")!.spec;
    expect(budget).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: modelServerSelector("prod") },
    });
  });

  test.each([onAws, onLaptop])("mount the probe that they bring ($name)", (spec) => {
    const [config] = modelServer(spec, parts);
    const volumes = serverPod(spec, parts, "single").spec.volumes as unknown as { name: string; configMap?: { name: string } }[];
    expect(volumes.find(({ name }) => name === "probe")!.configMap!.name).toBe(config!.metadata.name);
    expect(config).toMatchObject({ immutable: true, data: { "probe.py": expect.stringContaining("def ready(") } });
  });
});
