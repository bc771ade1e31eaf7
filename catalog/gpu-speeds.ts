import data from "./data/gpu-speeds.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import type { GpuSpeed } from "./rows/gpu-speed.ts";

export { type GpuSpeed, gpuSpeedSchema } from "./rows/gpu-speed.ts";

/** The kit's own rows. */
export const gpuSpeeds = data as readonly GpuSpeed[];

/** Speeds of a GPU, from the kit or from the project; undefined when the catalog has none. */
export function findGpuSpeed(name: string): GpuSpeed | undefined {
  return [...gpuSpeeds, ...ownCatalog().gpuSpeeds].find((known) => known.name === name);
}
