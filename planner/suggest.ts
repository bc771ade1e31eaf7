import { usableGiB } from "../catalog/gpus.ts";
import { type Instance, knownInstances } from "../catalog/instances.ts";
import { planFit } from "./fit.ts";
import type { FitAsk } from "./fit-ask.ts";
import type { PlannedFit } from "./planned-fit.ts";

/** An instance type on which a model serves what was asked. */
export interface Suggestion {
  instance: Instance;
  fit: PlannedFit;
}

/**
 * Instance types that hold the model with the context and the requests asked, the cheapest on demand first, those without an on-demand
 * price last. A model with recipes is only suggested GPUs that they name as verified: memory alone does not make its kernels run.
 * Empty where nothing fits or the model cannot be judged.
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
