import { estimatedUsableGiB, knownGpus, usableGiB } from "../../catalog/gpus.ts";

/** A whole word: `a100` and `b200` also occur in hashes, which logs are full of. */
const named = (text: string) => new RegExp(`(?<![a-z0-9])${text}(?![a-z0-9])`, "i");

/** Other names of catalog GPUs in logs, drivers and tables. */
const aliases: [RegExp, string][] = [
  [named("a10g"), "A10G"],
  [named("l40s"), "L40S"],
  [named("l4"), "L4"],
  [named("a100[ _-](?:[a-z0-9]+[ _-])*80 ?g?b?"), "A100 80GB"],
  [named("a100"), "A100 40GB"],
  [named("h200"), "H200"],
  [named("h100"), "H100"],
  [named("b200"), "B200"],
  [named("b300"), "B300"],
  [/rtx pro 6000/i, "RTX PRO 6000"],
  [/rtx pro 4500/i, "RTX PRO 4500"],
];

/** The catalog GPU that a text names; undefined if it names none. */
export function matchGpu(text: string): string | undefined {
  return (
    knownGpus().find(({ name }) => name.toLowerCase() === text.toLowerCase())?.name ?? aliases.find(([pattern]) => pattern.test(text))?.[1]
  );
}

/** Relative tolerance between a GPU's memory and the value derived from CUDA graphs: logs round both to two digits. */
const nearby = 0.03;

/**
 * Memory of a GPU derived from its CUDA graphs: since 0.20 a log states their size, and the equivalent difference in utilization. The
 * quotient is rough, so the nearest catalog GPU is returned; null if none is near.
 */
export function gibByGraphs(text: string): number | null {
  const graphs = /Estimated CUDA graph memory: ([\d.]+) GiB/.exec(text)?.[1];
  const [, given, without] =
    /current --gpu-memory-utilization=([\d.]+) is equivalent to --gpu-memory-utilization=([\d.]+) without/.exec(text) ?? [];
  const share = Number(given) - Number(without);
  if (graphs === undefined || !(share > 0)) return null;
  const rough = Number(graphs) / share;
  const near = knownGpus()
    .map(({ name }) => usableGiB(name))
    .sort((a, b) => Math.abs(a - rough) - Math.abs(b - rough))[0];
  return near !== undefined && Math.abs(near / rough - 1) < nearby ? near : null;
}

/** Memory that vLLM can use, in GiB, from a size in MiB in a text; null if it states none. */
export function statedGiB(text: string): number | null {
  const [, mib] = /(\d{4,6}) ?MiB/.exec(text) ?? [];
  return mib === undefined ? null : estimatedUsableGiB(Number(mib));
}
