import type { Instance } from "../../catalog/instances.ts";
import { between, exactly, type Range, sum } from "../range.ts";
import { type Bytes, type Seconds, seconds } from "../units.ts";

/** Choices that shorten a start. */
export interface ColdStartOptions {
  /** Weights lie on the node's NVMe already: a replica that restarts on a node that stays. */
  localWeights: boolean;
  /** The server's image is part of the node's image, or was pulled before. */
  pulledImage: boolean;
  /** Weights go to the GPU while they arrive, without a copy on a disk. */
  streaming: boolean;
  eager: boolean;
}

/** A start without any of them. */
export const plainStart: ColdStartOptions = { localWeights: false, pulledImage: false, streaming: false, eager: false };

/** One phase, and whether it waits for the one before. */
export interface ColdStartPhase {
  name: string;
  time: Range<Seconds>;
}

export interface ColdStart {
  phases: ColdStartPhase[];
  total: Range<Seconds>;
}

const range = (low: number, mid: number, high: number, why: string): Range<Seconds> =>
  between(seconds(low), seconds(mid), seconds(high), why);
const GB = 1e9;

/** Size of the vLLM image in GB, compressed. Source: 8 to over 10 GB, published for vLLM 0.2x; AWS machine learning blog of 2026-06: 15 to 20 GB pulled in 4 to 6 minutes. */
const imageGB = 10;
const pullGBs = [0.04, 0.06, 0.15] as const;

/** What one node gets out of S3 with any network: 100 Gbit/s, unverified. */
const mostNetworkMbps = 100_000;

/** GB/s that a node's disks take: gp3 at its default of 125 MB/s to its most of 1 GB/s, and NVMe instance store. */
const gp3GBs = [0.125, 0.5, 1] as const;
const nvmeGBs = [1, 2, 5] as const;

/** GB/s of SHA-256 on one core, with the instructions for it and without; files are verified eight at a time. */
const hashGBs = [0.4, 1, 2] as const;
const hashedAtOnce = 8;

/**
 * GB/s from disk into GPU memory. Source: Run:ai model streamer, 15 GB on g5.12xlarge: 47 s with the plain loader, 14.3 s from gp3, 4.9 s streamed from
 * S3; V4-Flash from NVMe at 8.7 GiB/s (KAITO, proposal of 2026-07-22).
 */
const loadGBs = [0.32, 1, 8] as const;

/**
 * How long a replica takes from nothing to its first token, phase by phase.
 * @param checkpoint size of the weights
 */
export function coldStart(
  instance: Pick<Instance, "networkMbps" | "nvmeGB" | "vcpus">,
  checkpoint: Bytes,
  options: ColdStartOptions = plainStart,
): ColdStart {
  const gigabytes = checkpoint / GB;
  const at = (rates: readonly [number, number, number], size: number, why: string) =>
    range(size / rates[2], size / rates[1], size / rates[0], why);
  const network = Math.min(instance.networkMbps, mostNetworkMbps) / 8000;
  const disk = instance.nvmeGB === null ? gp3GBs : nvmeGBs;
  const arrive = [0, 1, 2].map((end) =>
    Math.min(network * ([0.4, 0.7, 0.95][end] ?? 1), options.streaming ? Number.POSITIVE_INFINITY : (disk[end as 0] ?? 1)),
  ) as [number, number, number];
  const cores = Math.min(hashedAtOnce, instance.vcpus / 2);
  const hash = hashGBs.map((rate) => rate * cores) as [number, number, number];
  const skipped = exactly(seconds(0));
  const phases: ColdStartPhase[] = [
    {
      name: "node",
      time: options.localWeights
        ? skipped
        : range(60, 120, 300, "EC2 launch and node registration, unverified; a GPU may not be had at all"),
    },
    { name: "image", time: options.pulledImage ? skipped : at(pullGBs, imageGB, "registry, decompression and disk") },
    {
      name: "weights from the vault",
      time: options.localWeights ? skipped : at(arrive, gigabytes, "the node's network, what S3 gives, and its disk"),
    },
    { name: "verification", time: options.streaming ? skipped : at(hash, gigabytes, "SHA-256 of every file, by core") },
    {
      name: "load to the GPUs",
      time: options.streaming ? range(2, 5, 20, "the rest of a stream") : at(loadGBs, gigabytes, "plain loader to streamer"),
    },
    {
      name: "compile and graphs",
      time: options.eager
        ? range(5, 10, 30, "no graphs are captured")
        : range(18, 60, 240, "17.8 to 54 s for small models, 4 minutes for GLM-5.2; kernels may be compiled on top"),
    },
  ];
  return { phases, total: sum(...phases.map(({ time }) => time)) };
}

/** What each option saves of a start, by itself. */
export function savings(
  instance: Pick<Instance, "networkMbps" | "nvmeGB" | "vcpus">,
  checkpoint: Bytes,
): { option: keyof ColdStartOptions; saves: Seconds }[] {
  const plain = coldStart(instance, checkpoint).total.mid;
  return (["localWeights", "pulledImage", "streaming", "eager"] as const).map((option) => ({
    option,
    saves: seconds(plain - coldStart(instance, checkpoint, { ...plainStart, [option]: true }).total.mid),
  }));
}
