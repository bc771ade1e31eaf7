import { frontDoorFacts, programFacts, vllmFacts } from "../facts/facts.ts";
import { need, type Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import { whole } from "../shape/examine.ts";
import { Fact } from "../shape/fact.ts";
import { such, text } from "../shape/forms.ts";
import { Form, type Shape } from "../shape/shape.ts";
import { lockedText } from "./config-maps.ts";
import { sha256 } from "./digest.ts";
import type { Keep } from "./keep.ts";
import { orLeftOut } from "./left-out.ts";
import { modelServer, serverUser } from "./names.ts";

/** Which process of a replica: its only one, or the first or another of several nodes. */
export type Role = "single" | "leader" | "worker";

/** What no container may do, and as whom each runs. */
const security: Shape = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: serverUser,
  runAsNonRoot: true,
  runAsUser: serverUser,
  seccompProfile: { type: "RuntimeDefault" },
};

const common = { imagePullPolicy: "IfNotPresent", terminationMessagePolicy: "FallbackToLogsOnError", securityContext: security };

/** An image by its digest; of which registry, the admission set and the rule kubernetes-pod-image-registry say. */
export const image = text(/[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}/, "an image by its digest");

const mount = (name: string, mountPath: string, readOnly = false): Shape => ({ name, mountPath, ...(readOnly && { readOnly: true }) });

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

/** Every flag that every server has; others are of the allow-list, and none is there twice. */
function vllmArguments(keep: Keep, role: Role): Shape {
  const fixed = Fact.all(keep.clients, keep.gpus, keep.nodes, keep.ranks).as(([clients, gpus, nodes, ranks]) => [
    role === "worker" ? "--headless" : `--uds=${frontDoorFacts.socketPath}`,
    "--load-format=safetensors",
    "--generation-config=auto",
    clients.length > 1 ? "--no-enable-prefix-caching" : "--enable-prefix-caching",
    "--prefix-caching-hash-algo=sha256",
    "--language-model-only",
    "--fingerprint-mode=none",
    "--disable-fastapi-docs",
    "--disable-uvicorn-access-log",
    "--shutdown-timeout=30",
    ...(gpus > 0 ? ["--gpu-memory-utilization=0.92"] : ["--tensor-parallel-size=1"]),
    // One process gives requests to ranks evenly; experts that are sliced over ranks are of no recipe.
    ...(ranks > 1 ? ["--api-server-count=1", "--enable-expert-parallel"] : []),
    ...(role === "single"
      ? []
      : [
          "--distributed-executor-backend=mp",
          `--nnodes=${nodes}`,
          `--node-rank=${role === "leader" ? "0" : "$(LWS_WORKER_INDEX)"}`,
          "--master-addr=$(LWS_LEADER_ADDRESS)",
        ]),
  ]);
  const given = ["--served-model-name", "--max-model-len", "--max-num-seqs", "--kv-cache-dtype", "--tensor-parallel-size"];
  const memory = keep.gpus.as((gpus) => (gpus > 0 ? "--gpu-memory-utilization" : "--kv-cache-memory-bytes"));
  return Fact.all(fixed, memory).as(([flags, one]) => new Form((reading) => argumentsOf(reading, flags, [...given, one])));
}

const flagOf = (word: unknown) => String(word).split("=", 1)[0]!;
const patterns = new Map(vllmFacts.flags.map(({ name, pattern }) => [name, new RegExp(pattern)]));

function argumentsOf(reading: Reading, fixed: readonly string[], given: readonly string[]): Outcome[] {
  return whole(reading, Array.isArray, "a list", (value) => {
    const words = value as unknown[];
    const names = words.slice(1).map(flagOf);
    const lacks = [...fixed, ...given.filter((flag) => !names.includes(flag))].filter((flag) => !words.includes(flag));
    return [
      ...need(reading.at(0).is(vllmFacts.modelArgument), `is another model; accepted is ${vllmFacts.modelArgument}`),
      ...lacks.map((flag): Outcome => ({ kind: "violation", path: reading.path, message: `lacks ${flag}` })),
      ...words.slice(1).flatMap((_, i) => {
        const word = reading.at(i + 1);
        return [
          ...need(
            word.test((one) => patterns.get(flagOf(one))?.test(String(one)) === true),
            "is not in the allow-list of vLLM's arguments",
          ),
          ...need(
            word.test((one) => names.indexOf(flagOf(one)) === i),
            "occurs twice: the last one wins; accepted is one",
          ),
        ];
      }),
    ];
  });
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

/** The loader of the weights: verifies every byte by the lockfile before the server starts. No variable and no flag but these. */
export function loaderShape(keep: Keep): Shape {
  const cores = keep.vcpus.as((vcpus) => Math.max(1, Math.min(16, Math.floor(vcpus))));
  const resources = Fact.all(cores, keep.vcpus, keep.weightsGiB).as(
    ([most, vcpus, weights]): Shape => ({
      cpu: String(Math.min(most, vcpus)),
      memory: "1Gi",
      "ephemeral-storage": `${weights}Gi`,
    }),
  );
  const lockfile = lockedText(keep).as(sha256);
  const fromBucket = ["--bucket", bucketOf(keep), "--region", text(/[a-z]{2}(-[a-z]+)+-\d/, "a region")];
  return {
    ...common,
    name: "weights-loader",
    image: keep.images.server,
    command: ["python3", "-I", "-S", "-B", "/opt/modelkeep/weights/loader.py"],
    args: keep.vault.as(
      (vault): Shape => [
        ...["--model", keep.model, "--lockfile", "/etc/modelkeep/weights/lockfile.json", "--lockfile-sha256", lockfile],
        ...["--storage", "/weights", "--cores", cores.as(String)],
        ...(vault ? fromBucket : ["--claim", "/claim"]),
      ],
    ),
    resources: { requests: resources, limits: resources },
    volumeMounts: keep.vault.as(
      (vault): Shape => [
        mount("weights", "/weights"),
        mount("weights-lockfile", "/etc/modelkeep/weights", true),
        mount("weights-loader", "/opt/modelkeep/weights", true),
        ...(vault ? [] : [mount("weights-claim", "/claim", true)]),
      ],
    ),
  };
}

/** The bucket of the weights is one of the program, where the names of its buckets are known. */
function bucketOf(keep: Keep): Shape {
  const own = keep.stack
    .peek("aws:s3/bucket:Bucket")
    .flatMap((bucket) => bucket.at("bucket").when({ known: (name) => [String(name)], unknown: () => [], absent: () => [] }));
  return such("a bucket of the program", (value) => own.includes(String(value)));
}

/** Envoy: its bootstrap from the one file, its certificates, and vLLM's socket. */
export function doorShape(): Shape {
  const { port } = frontDoorFacts;
  const resources = { cpu: "500m", memory: "512Mi", "ephemeral-storage": "256Mi" };
  return {
    ...common,
    name: "front-door",
    image,
    restartPolicy: "Always",
    command: ["/usr/local/bin/envoy"],
    args: [
      ...["--config-path", "/etc/modelkeep/front-door/bootstrap.json"],
      ...["--concurrency", "2", "--log-level", "warning", "--file-flush-interval-msec", "1000", "--disable-hot-restart"],
    ],
    ports: [{ containerPort: port, name: "https", protocol: "TCP" }],
    startupProbe: { failureThreshold: 60, periodSeconds: 1, tcpSocket: { port } },
    readinessProbe: { failureThreshold: 3, periodSeconds: 5, tcpSocket: { port } },
    livenessProbe: { failureThreshold: 6, periodSeconds: 10, tcpSocket: { port }, timeoutSeconds: 5 },
    resources: { requests: resources, limits: resources },
    volumeMounts: [
      mount("front-door-config", "/etc/modelkeep/front-door", true),
      mount("front-door-server", "/etc/modelkeep/server", true),
      mount("front-door-client-ca", "/etc/modelkeep/client-ca", true),
      mount("socket", "/run/modelkeep", true),
    ],
  };
}

export const serverProbeConfigMap = programFacts.server.configMap;
