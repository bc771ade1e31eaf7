import { frontDoorFacts, programFacts, vllmFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { both, optional, such, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { common, image, mount } from "./container.ts";
import type { KeepModel as Model, KeepServer as Server } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { settleSeconds, wholeAndHalf } from "./model.ts";
import { modelServer } from "./names.ts";
import type { Role } from "./role.ts";
import { vllmArguments } from "./server-arguments.ts";

/** The probe program of the server's image, over its socket. */
const probe = ({ model }: Server, mode: string, ...seconds: Shape[]): Shape => ({
  exec: {
    command: ["python3", "-I", "-S", "/etc/modelkeep/programs/probe.py", mode, frontDoorFacts.socketPath, model.servedAs, ...seconds],
  },
});

/** vLLM: its socket, its checkpoint, and nothing writable but volumes of the pod. */
export function serverShape(server: Server, role: Role): Shape {
  const stuck = server.requestSeconds.as((seconds) => String(seconds + 60));
  return {
    ...common(server.keep),
    name: modelServer,
    image: both(image, server.keep.images.server),
    command: ["python3", "-I", "-S", "/etc/modelkeep/programs/init.py", "60", frontDoorFacts.socketPath, "vllm", "serve"],
    args: vllmArguments(server, role),
    env: vllmEnvironment(server),
    resources: serverResources(server),
    ...(role !== "worker" && {
      startupProbe: {
        ...(probe(server, "live", "5", stuck) as object),
        failureThreshold: server.startSeconds.as((seconds) => Math.ceil(seconds / 10)),
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 10,
      },
      readinessProbe: {
        ...(probe(server, "ready", "20") as object),
        failureThreshold: 2,
        periodSeconds: 20,
        successThreshold: 1,
        timeoutSeconds: 30,
      },
      livenessProbe: {
        ...(probe(server, "live", "15", stuck) as object),
        failureThreshold: 6,
        periodSeconds: 30,
        successThreshold: 1,
        terminationGracePeriodSeconds: 60,
        timeoutSeconds: 30,
      },
      lifecycle: {
        preStop: probe(
          server,
          "drain",
          both(
            text(/[1-9]\d{1,5}/, "seconds of the longest request"),
            server.requestSeconds.as((seconds) => String(seconds + settleSeconds)),
          ),
        ),
      },
    }),
    volumeMounts: [
      mount("weights", "/weights", true),
      mount("socket", "/run/modelkeep"),
      mount("shared-memory", "/dev/shm"),
      mount("tmp", "/tmp"),
      mount("home", "/home/vllm"),
      mount("cache", "/home/vllm/.cache"),
      mount("programs", "/etc/modelkeep/programs", true),
    ],
  };
}

/** The variables of every server, with the values that are the same in all. */
function vllmEnvironment({ model, startSeconds }: Server): Shape {
  const literal = vllmFacts.environment.flatMap(({ name, pattern }) => {
    const value = pattern.slice(1, -1).replace(/\\(.)/g, "$1");
    return /^(VLLM_ENGINE_READY_TIMEOUT_S|VLLM_HOST_IP|NCCL_SOCKET_IFNAME|GLOO_SOCKET_IFNAME)$/.test(name)
      ? []
      : [{ name, value: value === "" ? orLeftOut("value", "") : value }];
  });
  return [
    ...literal,
    { name: "VLLM_ENGINE_READY_TIMEOUT_S", value: both(text(/[1-9]\d{1,5}/, "seconds of a start"), startSeconds.as(String)) },
    ...(model.group
      ? [{ name: "VLLM_HOST_IP", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } }]
      : [
          { name: "VLLM_HOST_IP", value: "127.0.0.1" },
          { name: "NCCL_SOCKET_IFNAME", value: "lo" },
          { name: "GLOO_SOCKET_IFNAME", value: "lo" },
        ]),
  ];
}

/** The node's share without the front door's, and as many GPUs as the replica has; disk for the weights and for caches. */
function serverResources({ model, weightsGiB }: Server): Shape {
  const share = shareOf(model);
  // Also where it is not known how many GPUs there are, since that is not a number.
  const some = {
    ...share,
    "nvidia.com/gpu": optional(text(/[1-9]\d?/, "a number of GPUs")),
    "ephemeral-storage": text(/\d{1,6}Gi/, "GiB"),
  };
  const exact = Fact.all(weightsGiB, model.gpus).as(([weights, gpus]): Shape => {
    const same = { ...share, ...(gpus > 0 && { "nvidia.com/gpu": String(gpus) }) };
    return {
      requests: { ...same, "ephemeral-storage": `${weights + 2}Gi` },
      limits: { ...same, "ephemeral-storage": `${weights + 21}Gi` },
    };
  });
  return both({ requests: some, limits: some }, exact);
}

/** Cores and memory of the node but half a unit of each, which is the front door's: whole units and a half. */
function shareOf({ vcpus, memoryGiB }: Model): Readonly<Record<"cpu" | "memory", Shape>> {
  const half = (what: string, unit: string, perUnit: number) =>
    such(`${what} of a node but half a one`, (value) => wholeAndHalf(unit, perUnit)(value) !== undefined);
  return {
    cpu: both(
      half("cores", "m", 1000),
      vcpus.as((cores) => `${(cores - 0.5) * 1000}m`),
    ),
    memory: both(
      half("GiB", "Mi", 1024),
      memoryGiB.as((gib) => `${(gib - 0.5) * 1024}Mi`),
    ),
  };
}

export const serverPrograms = programFacts.server.configMap;
