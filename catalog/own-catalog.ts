import { AsyncLocalStorage } from "node:async_hooks";
import type { ApiPrice } from "./rows/api-price.ts";
import type { Gpu } from "./rows/gpu.ts";
import type { GpuSpeed } from "./rows/gpu-speed.ts";
import type { Instance } from "./rows/instance.ts";
import type { Model } from "./rows/model.ts";
import type { ModelConfig } from "./rows/model-config.ts";
import type { Sourced } from "./sourced.ts";

/** What a project pays for an hour of an instance type, bought in one way. */
export interface OwnInstancePrice extends Sourced {
  instance: string;
  /** A way to pay, as `planner/cost/prices.ts` lists them. */
  buy: string;
  usdPerHour: number;
}

/** Rows that a project adds to the catalog, and prices of its own that take the place of the kit's. */
export interface OwnCatalog {
  /** Name of the file that they are of, and the SHA-256 of its bytes; null where the project has none. */
  file: { name: string; sha256: string } | null;
  models: readonly (Model & Sourced)[];
  modelConfigs: readonly ModelConfig[];
  gpus: readonly Gpu[];
  gpuSpeeds: readonly GpuSpeed[];
  instances: readonly (Instance & Sourced)[];
  instancePrices: readonly OwnInstancePrice[];
  servicePrices: readonly (Sourced & { name: string; usd: number })[];
  apiPrices: readonly ApiPrice[];
}

/** That of a project without a file: the catalog is only the kit's. */
export const noOwnCatalog: OwnCatalog = {
  file: null,
  models: [],
  modelConfigs: [],
  gpus: [],
  gpuSpeeds: [],
  instances: [],
  instancePrices: [],
  servicePrices: [],
  apiPrices: [],
};

let ofProcess = noOwnCatalog;
const within = new AsyncLocalStorage<OwnCatalog>();

/** What the project adds that is worked for: that of {@link withOwnCatalog}, else of {@link useOwnCatalog}, else nothing. */
export const ownCatalog = (): OwnCatalog => within.getStore() ?? ofProcess;

/** Makes a project's rows part of the catalog for this process: a program, or a command, is of one project. */
export function useOwnCatalog(own: OwnCatalog): void {
  ofProcess = own;
}

/** Makes them part of it only while `act` runs, and not in what runs concurrently: a comparison has a project on each side. */
export function withOwnCatalog<Result>(own: OwnCatalog, act: () => Result): Result {
  return within.run(own, act);
}

/** The project's own price of an instance type; undefined where it has none. */
export function ownInstancePrice(instance: string, buy: string): OwnInstancePrice | undefined {
  return ownCatalog().instancePrices.find((price) => price.instance === instance && price.buy === buy);
}
