import { findInstance, type Instance } from "../../catalog/instances.ts";
import type { CapacitySettings } from "./capacity.ts";

/** The instance type of a replica on AWS. @throws Error where the settings were not checked */
export function checkedInstance({ instance }: Pick<CapacitySettings, "instance">): Instance {
  const known = findInstance(instance ?? "");
  if (!known) throw new Error("internal error: settings were not checked: they name no known instance");
  return known;
}
