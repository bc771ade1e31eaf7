import { knownGpus } from "../../catalog/gpus.ts";
import { matchGpu } from "../../planner/check/gpu-name.ts";
import type { OwnHardware } from "../../planner/choice/own-hardware.ts";
import { usd } from "../../planner/units.ts";
import { meant } from "../view/meant.ts";
import { number } from "./option-values.ts";
import type { PlanOptions } from "./plan-options.ts";

/** Options that are about AWS, and say nothing of hardware that is there already. */
const ofAws = ["instance", "buy", "region", "zones", "tunnel", "runner"] as const;

/**
 * Hardware that is there already; undefined where none is asked for.
 * @throws RangeError for a GPU that is not in the catalog, or an option that does not go with it
 */
export function ownHardwareOf(options: PlanOptions): OwnHardware | undefined {
  const { gpu: asked, count, usdMonth } = options;
  if (asked === undefined) {
    const stray = count === undefined ? (usdMonth === undefined ? undefined : "usd-month") : "count";
    if (stray !== undefined) throw new RangeError(`--${stray} is of no use without --gpu; accepted: both, or neither`);
    return undefined;
  }
  const aws = ofAws.find((name) => options[name] !== undefined && options[name] !== false);
  if (aws !== undefined) throw new RangeError(`--gpu plans for hardware that is there, and --${aws} is about AWS; accepted: one of them`);
  const gpu = matchGpu(asked);
  const names = knownGpus().map(({ name }) => name);
  if (gpu === undefined) throw new RangeError(`no GPU "${asked}" in the catalog; ${meant(asked, names)}accepted: ${names.join(", ")}`);
  return {
    gpu,
    gpuCount: number("count", count ?? "1"),
    nodePerMonth: usdMonth === undefined ? null : usd(number("usd-month", usdMonth)),
  };
}
