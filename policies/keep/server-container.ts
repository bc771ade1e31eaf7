import { frontDoorFacts, programFacts, vllmFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { common, image, mount } from "./container.ts";
import type { Keep } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { modelServer } from "./names.ts";
import type { Role } from "./role.ts";
import { vllmArguments } from "./server-arguments.ts";

/** The probe program of the server's image, over its socket. */
const probe = (keep: Keep, mode: string, seconds: Shape): Shape => ({
  exec: { command: ["python3", "-I", "-S", "/etc/modelkeep/probe/probe.py", mode, frontDoorFacts.socketPath, keep.model, seconds] },
});

/** vLLM: its socket, its checkpoint, and nothing writable but volumes of the pod. */
export function serverShape(keep: Keep, role: Role): Shape {
  return {
    ...common,
    name: modelServer,
    image,
    command: ["/bin/sh", "-c", `rm -f ${frontDoorFacts.socketPath} && exec vllm serve "$@"`, "vllm"],
    args: vllmArguments(keep, role),
    env: vllmEnvironment(keep),
    resources: serverResources(keep),
    ...(role !== "worker" && {
      startupProbe: {
        ...(probe(keep, "live", "5") as object),
        failureThreshold: keep.startSeconds.as((seconds) => Math.ceil(seconds / 10)),
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 10,
      },
      readinessProbe: {
        ...(probe(keep, "ready", "20") as object),
        failureThreshold: 2,
        periodSeconds: 20,
        successThreshold: 1,
        timeoutSeconds: 30,
      },
      livenessProbe: {
        ...(probe(keep, "live", "15") as object),
        failureThreshold: 6,
        periodSeconds: 30,
        successThreshold: 1,
        timeoutSeconds: 20,
      },
      lifecycle: {
        preStop: probe(keep, "drain", text(/[1-9]\d{1,5}/, "seconds of the longest request")),
      },
    }),
    volumeMounts: [
      mount("weights", "/weights", true),
      mount("socket", "/run/modelkeep"),
      mount("shared-memory", "/dev/shm"),
      mount("tmp", "/tmp"),
      mount("home", "/home/vllm"),
      mount("cache", "/home/vllm/.cache"),
      mount("probe", "/etc/modelkeep/probe", true),
    ],
  };
}

/** The variables of every server, with the values that are the same in all. */
function vllmEnvironment(keep: Keep): Shape {
  const literal = vllmFacts.environment.flatMap(({ name, pattern }) => {
    const value = pattern.slice(1, -1).replace(/\\(.)/g, "$1");
    return /^(VLLM_ENGINE_READY_TIMEOUT_S|VLLM_HOST_IP|NCCL_SOCKET_IFNAME|GLOO_SOCKET_IFNAME)$/.test(name)
      ? []
      : [{ name, value: value === "" ? orLeftOut("value", "") : value }];
  });
  return [
    ...literal,
    { name: "VLLM_ENGINE_READY_TIMEOUT_S", value: text(/[1-9]\d{1,5}/, "seconds of a start") },
    ...(keep.group
      ? [{ name: "VLLM_HOST_IP", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } }]
      : [
          { name: "VLLM_HOST_IP", value: "127.0.0.1" },
          { name: "NCCL_SOCKET_IFNAME", value: "lo" },
          { name: "GLOO_SOCKET_IFNAME", value: "lo" },
        ]),
  ];
}

/** The node's share without the front door's, and as many GPUs as the replica has; disk for the weights and for caches. */
function serverResources(keep: Keep): Shape {
  return Fact.all(keep.vcpus, keep.memoryGiB, keep.gpus, keep.weightsGiB).as(([vcpus, memory, gpus, weights]): Shape => {
    const same = {
      cpu: `${Math.max(500, Math.floor((vcpus - 0.5) * 1000))}m`,
      memory: `${Math.max(1024, Math.floor((memory - 0.5) * 1024))}Mi`,
      ...(gpus > 0 && { "nvidia.com/gpu": String(gpus) }),
    };
    return {
      requests: { ...same, "ephemeral-storage": `${weights + 2}Gi` },
      limits: { ...same, "ephemeral-storage": `${weights + 21}Gi` },
    };
  });
}

export const serverProbeConfigMap = programFacts.server.configMap;
