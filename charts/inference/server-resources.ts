import type { KeepSpec } from "../keep-spec.ts";
import type { ResourceRequirements, Resources } from "../kubernetes/parts.ts";
import { weightsGiB } from "../weights/storage.ts";
import { checkpointBytes } from "./checkpoint.ts";

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

/** What the model server leaves of its node's share to the front door's sidecar; the sidecars' requests must stay within it. */
export const sidecarReserve = { cpu: 0.5, memoryGiB: 0.5 } as const;

/** Largest sizes of the disk-backed empty volumes, in GiB: compiled kernels for a large model need some, the rest next to nothing. */
export const scratchGiB = { cache: 16, home: 1, tmp: 4 } as const;

/** Memory-backed volume of the Unix socket, in MiB; a socket is an inode, so this bounds what else could be put there. */
export const socketMiB = 1;

/** Memory of vLLM's processes besides weights and KV cache without a GPU, in GiB: interpreter, PyTorch, activations of a small model. */
const cpuOverheadGiB = 3;

/** What weights take in memory over their size as files. Source: KAITO's estimator, about 102%; more where parts are replicated. */
const weightsInMemory = 1.05;

/**
 * Size of /dev/shm in GiB. vLLM passes work between its processes through shared-memory rings, and NCCL uses it between GPUs without a
 * direct path: 2 GiB for one engine, as vLLM's own chart has it, of which each data parallel rank is one, and 1 GiB for each further GPU; 1 GiB
 * without a GPU.
 */
export function sharedMemoryGiB({ hardware }: Pick<KeepSpec, "hardware">): number {
  const engines = hardware.layout?.dataParallel ?? 1;
  return hardware.accelerator === "none" ? 1 : 2 * engines + Math.max(0, hardware.gpus - engines);
}

/** CPU cores of the model server, in millicores: the node's share without the sidecars'. */
function millicores({ hardware }: Pick<KeepSpec, "hardware">): number {
  return Math.max(500, Math.floor((hardware.vcpus - sidecarReserve.cpu) * 1000));
}

/** Memory of the model server in MiB: the node's share without the sidecars'; memory-backed volumes count in it. */
function memoryMiB({ hardware }: Pick<KeepSpec, "hardware">): number {
  return Math.max(1024, Math.floor(((hardware.memoryGiB - sidecarReserve.memoryGiB) * GiB) / MiB));
}

/** Share of the cache that is no sequence's: blocks that end with a few tokens, and the one that vLLM keeps empty (our choice). */
const spareCache = 0.05;

/**
 * Memory for the KV cache without a GPU, in bytes: four fifths of what weights, /dev/shm and the process itself leave of the container's.
 * @throws RangeError where they leave less than 64 MiB
 */
export function cachePoolBytes(spec: Pick<KeepSpec, "model" | "hardware">): number {
  const left = memoryMiB(spec) * MiB - checkpointBytes(spec) * weightsInMemory - (cpuOverheadGiB + sharedMemoryGiB(spec)) * GiB;
  const pool = Math.floor((left * 0.8) / MiB) * MiB;
  if (pool < 64 * MiB)
    throw new RangeError(
      `${spec.model.name} leaves no memory for its KV cache: hardware.memoryGiB is ${spec.hardware.memoryGiB}, and the weights are ${(checkpointBytes(spec) / GiB).toFixed(1)} GiB`,
    );
  return pool;
}

/**
 * `--kv-cache-memory-bytes` without a GPU: what every sequence that is decoded at once takes at full context, and no more than there is. vLLM
 * writes to all of it at its start, so each byte too many is memory of the node.
 * @param sequences how many that are (`--max-num-seqs`)
 * @throws RangeError as {@link cachePoolBytes}
 */
export function kvCacheBytes(spec: Pick<KeepSpec, "model" | "hardware">, sequences: number): number {
  const pool = cachePoolBytes(spec);
  const { sequenceCacheBytes } = spec.model;
  if (sequenceCacheBytes === undefined) return pool;
  return Math.min(pool, Math.max(64, Math.ceil((sequences * sequenceCacheBytes * (1 + spareCache)) / MiB)) * MiB);
}

/** Disk that a start writes at least: kernels of a small model, sockets, a few settings. */
const leastScratchGiB = 2;

/**
 * Requests and limits of the model server. Both are equal for CPU, memory and GPUs, so that it is in the class Guaranteed as far as it is
 * up to this container, and the kubelet ends anything else first. Disk counts the volume of the weights in both: an empty volume is
 * held against the pod, whichever container filled it (see `charts/weights/storage.ts`).
 */
export function serverResources(spec: KeepSpec) {
  const { accelerator, gpus } = spec.hardware;
  const same: Resources = {
    cpu: `${millicores(spec)}m`,
    memory: `${memoryMiB(spec)}Mi`,
    ...(accelerator === "nvidia" ? { "nvidia.com/gpu": String(gpus) } : {}),
  };
  const disk = (scratch: number) => ({ "ephemeral-storage": `${scratch + weightsGiB(spec)}Gi` });
  return {
    requests: { ...same, ...disk(leastScratchGiB) },
    limits: { ...same, ...disk(scratchGiB.cache + scratchGiB.home + scratchGiB.tmp) },
  } satisfies ResourceRequirements;
}
