import { checkedInstance } from "../../settings/checked-instance.ts";
import type { Keep } from "../../settings/keep.ts";
import { servedModels } from "../../settings/served-model.ts";
import type { GpuPoolArgs } from "../nodes/gpu-pool.ts";

/** What the GPU pools of a keep are made from, one for each model: both versions of a model are on the nodes of one pool. */
export function modelPools(keep: Keep): Pick<GpuPoolArgs, "model" | "capacity" | "replicas" | "instance">[] {
  return Object.entries(keep.models).map(([model, { capacity }]) => {
    const versions = servedModels(keep).filter(({ id }) => id.model === model);
    const sum = (of: "min" | "max") => versions.reduce((total, { capacity: { replicas } }) => total + replicas[of], 0);
    return { model, capacity, replicas: { min: sum("min"), max: sum("max") }, instance: checkedInstance(capacity) };
  });
}
