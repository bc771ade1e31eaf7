import data from "./data/gpus.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import type { Gpu } from "./rows/gpu.ts";

export { type Gpu, gpuSchema } from "./rows/gpu.ts";

/** The kit's own rows: GPUs of its instances. */
export const gpus = data as readonly Gpu[];

/** GPUs of the kit, then those that the project adds. */
export const knownGpus = (): readonly Gpu[] => [...gpus, ...ownCatalog().gpus];

/**
 * Share of the stated memory that vLLM finds on a GPU without a measurement: slightly below the lowest measured share, 98.5% on the A100 of
 * 40 GB, so that a fit is never promised on memory that is not there.
 */
const usableShare = 0.98;

/** Estimated memory of a GPU that vLLM can use, in GiB, from the stated MiB; {@link usableGiB} prefers measurements. */
export function estimatedUsableGiB(memoryMiB: number): number {
  return (memoryMiB / 1024) * usableShare;
}

/**
 * Memory of a GPU that vLLM can use, in GiB: measured if available, otherwise estimated from the value in the EC2 API.
 * @throws RangeError for a GPU that the catalog does not know.
 */
export function usableGiB(name: string): number {
  const gpu = knownGpus().find((known) => known.name === name);
  if (!gpu)
    throw new RangeError(
      `no GPU "${name}" in the catalog; accepted: ${knownGpus()
        .map((known) => known.name)
        .join(", ")}`,
    );
  return gpu.usableGiB ?? estimatedUsableGiB(gpu.memoryMiB);
}
