import { eksSettingNames } from "../eks-settings.ts";
import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Settings of AWS have no effect on an existing cluster, which has its own nodes for pods without GPUs. */
export const eksOnlyCheck: Check = (keep) => {
  if (keep.target.kind === "eks") return [];
  const given = [["capacity.system", keep.system] as const, ...eksSettingNames.map((name) => [name, keep[name]] as const)];
  return given.flatMap(([path, value]) =>
    value === undefined ? [] : [problemAt(path, value, "is for target eks; accepted: leave it out")],
  );
};
