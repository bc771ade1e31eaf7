import { usableGiB } from "../catalog/gpus.ts";
import { type Instance, knownInstances } from "../catalog/instances.ts";
import { planFit } from "./fit.ts";
import type { FitAsk } from "./fit-ask.ts";
import type { PlannedFit } from "./planned-fit.ts";

/** An instance type on which a model meets the request. */
export interface Suggestion {
  instance: Instance;
  fit: PlannedFit;
}

/**
 * Instance types that hold the model with the requested context and concurrency, the cheapest on demand first, those without an on-demand
 * price last. For a model with a recipe only GPUs that it was verified on: enough memory does not mean that its kernels run. Empty if
 * nothing fits or the model cannot be planned.
 */
export function suggestInstances(model: FitAsk["model"], ask: Omit<FitAsk, "model" | "gpu">): Suggestion[] {
  return knownInstances()
    .filter(({ gpu }) => model.verifiedGpus === null || model.verifiedGpus.includes(gpu))
    .flatMap((instance) => {
      const result = planFit({ ...ask, model, gpu: { count: instance.gpuCount, name: instance.gpu, usableGiB: usableGiB(instance.gpu) } });
      return result.fits ? [{ instance, fit: result }] : [];
    })
    .sort((a, b) => price(a) - price(b));
}

const price = ({ instance }: Suggestion) => instance.usdPerHour ?? Number.POSITIVE_INFINITY;
