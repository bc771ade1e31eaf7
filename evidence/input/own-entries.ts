import type { OwnCatalog } from "../../catalog/own-catalog.ts";
import type { StackConfig } from "../../engine/stack/config.ts";
import { keepSettings } from "./settings-keep.ts";

/** One entry of a project's own catalog that a stack rests on, for which only the project vouches. */
export interface OwnEntry {
  kind: "model" | "instance type" | "GPU" | "price";
  name: string;
  /** What it states, in a few words. */
  states: string;
  source: string;
  /** Day or month of the source. */
  date: string;
}

/** What a project adds to the catalog, and what of it a stack uses. */
export interface OwnEntries {
  catalog: OwnCatalog;
  entries: readonly OwnEntry[];
}

/** What a stack uses of its project's own catalog, by the names that its settings hold; undefined where the project has none. */
export function ownEntries({ values }: Pick<StackConfig, "values">, catalog: OwnCatalog): OwnEntries | undefined {
  if (catalog.file === null) return undefined;
  const named = new Set(textsIn(JSON.parse(values[keepSettings] || "null")));
  const instances = catalog.instances.filter(({ name }) => named.has(name));
  const gpus = catalog.gpus.filter(({ name }) => instances.some(({ gpu }) => gpu === name));
  const prices = catalog.instancePrices.filter(({ instance }) => named.has(instance));
  return {
    catalog,
    entries: [
      ...catalog.models
        .filter(({ name }) => named.has(name))
        .map(({ name, repository, source, date }) => entry("model", name, repository, { source, date })),
      ...instances.map(({ name, gpu, gpuCount, source, date }) => entry("instance type", name, `${gpuCount} x ${gpu}`, { source, date })),
      ...gpus.map(({ name, memoryMiB, source, date }) => entry("GPU", name, `${memoryMiB} MiB`, { source, date })),
      ...prices.map(({ instance, buy, usdPerHour, source, date }) =>
        entry("price", `${instance}, ${buy}`, `${usdPerHour} USD an hour`, { source, date }),
      ),
    ],
  };
}

const entry = (kind: OwnEntry["kind"], name: string, states: string, of: { source: string; date: string }): OwnEntry => ({
  kind,
  name,
  states,
  ...of,
});

/** Every text that settings hold, wherever it is. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
