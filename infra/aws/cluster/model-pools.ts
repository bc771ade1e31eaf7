import type { EksKeep } from "../../settings/checked-keep.ts";
import type { GpuPoolArgs } from "../nodes/gpu-pool.ts";

/** Arguments of the GPU pools of a keep, one per model: both versions of a model run on the nodes of one pool. */
export function modelPools({ served }: EksKeep): Pick<GpuPoolArgs, "model" | "capacity" | "replicas" | "instance">[] {
  return served
    .filter(({ id }) => id.version === "current")
    .map(({ id: { model }, capacity, instance }) => {
      const versions = served.filter(({ id }) => id.model === model);
      const sum = (of: "min" | "max") => versions.reduce((total, { capacity: { replicas } }) => total + replicas[of], 0);
      return { model, capacity, replicas: { min: sum("min"), max: sum("max") }, instance };
    });
}
