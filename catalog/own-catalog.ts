import { AsyncLocalStorage } from "node:async_hooks";
import type { ApiPrice } from "./rows/api-price.ts";
import type { Gpu } from "./rows/gpu.ts";
import type { GpuSpeed } from "./rows/gpu-speed.ts";
import type { Instance } from "./rows/instance.ts";
import type { Model } from "./rows/model.ts";
import type { ModelConfig } from "./rows/model-config.ts";
import type { Sourced } from "./sourced.ts";

/** What a project pays per hour of an instance type under one purchase option. */
export interface OwnInstancePrice extends Sourced {
  instance: string;
  /** A purchase option, as listed in `planner/cost/prices.ts`. */
  buy: string;
  usdPerHour: number;
}

/** Rows that a project adds to the catalog, and its own prices, which override the kit's. */
export interface OwnCatalog {
  /** Name of their file and the SHA-256 of its bytes; null when the project has none. */
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

/** The value of a project without a file: only the kit's catalog. */
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

/** The current project's additions: from {@link withOwnCatalog}, else from {@link useOwnCatalog}, else none. */
export const ownCatalog = (): OwnCatalog => within.getStore() ?? ofProcess;

/** Adds a project's rows to the catalog of this process: a program or a command belongs to one project. */
export function useOwnCatalog(own: OwnCatalog): void {
  ofProcess = own;
}

/** Adds them only while `act` runs, and not for concurrent work: a comparison has a project on each side. */
export function withOwnCatalog<Result>(own: OwnCatalog, act: () => Result): Result {
  return within.run(own, act);
}

/** The project's own price of an instance type; undefined when it has none. */
export function ownInstancePrice(instance: string, buy: string): OwnInstancePrice | undefined {
  return ownCatalog().instancePrices.find((price) => price.instance === instance && price.buy === buy);
}
