import { z } from "zod";
import data from "./data/instances.json" with { type: "json" };
import { ownCatalog, ownInstancePrice } from "./own-catalog.ts";
import { type Instance, instanceSchema } from "./rows/instance.ts";
import { sourced } from "./sourced.ts";

export { type Instance, instanceSchema } from "./rows/instance.ts";

/** The file of instances: each group of columns has its own source and date. */
export const instancesFileSchema = z.strictObject({
  ...sourced,
  price: z.strictObject({ region: z.literal("us-east-1"), terms: z.string(), ...sourced }),
  networkCards: z.strictObject(sourced),
  instances: z.array(instanceSchema),
});

/**
 * The kit's own rows: instance types with whole NVIDIA GPUs. Fractional GPUs (g6f) and GB200 UltraServers, whose columns were not found,
 * are left out.
 */
export const instances = data.instances as readonly Instance[];

/** Day of the prices in {@link instances}. */
export const priceDate = data.price.date;

/** Source of the on-demand prices. */
export const priceSource = data.price.source;

/** Instance types of the kit, then those that the project adds, each at the project's own on-demand price if it has one. */
export function knownInstances(): readonly Instance[] {
  return [...instances, ...ownCatalog().instances].map(priced);
}

function priced(instance: Instance): Instance {
  const own = ownInstancePrice(instance.name, "on-demand");
  return own === undefined ? instance : { ...instance, usdPerHour: own.usdPerHour };
}

/** The instance type with this name, for example `g6e.12xlarge`; undefined when the catalog has none. */
export function findInstance(name: string): Instance | undefined {
  const found = instances.find((instance) => instance.name === name) ?? ownCatalog().instances.find((instance) => instance.name === name);
  return found && priced(found);
}

/** Names that settings may use, in the order of the catalog. */
export function instanceNames(): string[] {
  return [...instances, ...ownCatalog().instances].map(({ name }) => name);
}
